"""Hostile requests to the service. `python -m tests.hostile.service` sends many more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hostile.service import hostile_request, service
from tests.service.client import Client


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    client = service()
    yield client
    client.close()


@pytest.mark.parametrize("start", range(1, 201, 20))
def test_hostile_requests_are_no_errors_of_the_server(client: Client, start: int) -> None:
    for number in range(start, start + 19):  # the numbers between have no styles
        request = hostile_request(number)
        answer = client.send(*request)
        assert answer.status_code < 500, (number, request, answer.text)


@pytest.mark.parametrize("number", [20, 60, 100])
def test_hostile_styles_are_no_errors_of_the_server(client: Client, number: int) -> None:
    answer = client.send(*hostile_request(number))

    assert answer.status_code < 500, answer.text
