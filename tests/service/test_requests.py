"""A table of requests, after the documentation of the services that answer them too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import citeformat
from citeformat.service import Settings, create_app
from tests.service.client import Client

_FOLDER = Path(__file__).parent
CASES: list[dict[str, Any]] = yaml.safe_load((_FOLDER / "requests.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    records = citeformat.read(_FOLDER / "records.json")
    client = Client(create_app(records, Settings(max_items=5, max_bytes=20_000)))
    yield client
    client.close()


def value_at(value: Any, path: str) -> Any:
    """Return what a value of JSON has at a path such as `entries.0.id`."""
    for step in path.split("."):
        value = value[int(step) if isinstance(value, list) else step]
    return value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_request(client: Client, case: dict[str, Any]) -> None:
    method, path = case["request"].split(" ", 1)
    content = case.get("send", "")
    if content.startswith("*"):
        content = "x" * int(content[1:])

    answer = client.send(method, path, case.get("headers"), content)

    assert answer.status_code == case["status"], answer.text
    for name, value in case.get("answer", {}).items():
        assert answer.headers[name] == value
    if "body" in case:
        assert answer.text == case["body"]
    for part in case.get("contains", ()):
        assert part in answer.text
    for place, value in case.get("json", {}).items():
        assert value_at(answer.json(), place) == value


def test_the_table_is_long() -> None:
    assert len(CASES) >= 60
    assert len({case["name"] for case in CASES}) == len(CASES)
