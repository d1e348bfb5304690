"""What a request says, before a resource answers it."""

from __future__ import annotations

import json

import pytest

from citeformat.service import messages
from citeformat.service.messages import Message


def test_a_body_of_unknown_members_takes_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def count(name: str, *_: object) -> list[str]:
        compared.append(name)
        return []

    monkeypatch.setattr(messages, "similar_to", count)
    members = {"items": [], **{f"name{number}": 1 for number in range(10_000)}}
    query = {f"utm_{number}": "" for number in range(10_000)}
    body = json.dumps(members).encode()

    Message(query, body=body, content_type="application/json").check_names(["style"])

    assert 0 < len(compared) <= 100
