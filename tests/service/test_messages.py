"""What a request says, before a resource answers it."""

from __future__ import annotations

import json
from unittest.mock import patch

from citeformat.service import problems
from citeformat.service.messages import Message


def test_of_many_unknown_names_only_some_are_compared() -> None:
    members = {"items": [], **{f"name{number}": 1 for number in range(10_000)}}
    query = {f"utm_{number}": "" for number in range(10_000)}
    message = Message(query, body=json.dumps(members).encode(), content_type="application/json")

    with patch.object(problems, "similar_to", return_value=[]) as compare:
        message.check_names(["style"])

    assert 0 < compare.call_count <= 100
