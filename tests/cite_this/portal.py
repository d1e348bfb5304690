"""Read `portal.json`: records of real publications, and the texts that real portals print.

`records` has the records that several examples share, `first_example` the seven texts of the record
`first`, and `examples` the other texts. The `number` of an example is its index in the collection.
Its `part` is `head` if the end is unknown, and `tail` if the beginning is unknown. Where a portal
makes a mistake, our text is correct: one full stop after "Inc.", a full stop before the publisher
and at the end of Author and Standard, no backslash before the braces of BIBTEX. `mended` lists
other corrections by number. `left_out` says why an example is not compared.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citeformat import Record

__all__ = ["EXAMPLES", "FIRST_EXAMPLE", "LEFT_OUT", "MENDED", "RECORDS", "Example"]


@dataclass(frozen=True)
class Example:
    """A text that a portal prints."""

    label: str
    record: Record
    text: str
    number: int | None = None
    """Its index in the collection, if it is known."""
    part: str = "whole"
    """`"whole"`, `"head"` or `"tail"`."""
    locale: str = ""
    """The portal's language."""


def _text(value: str | list[str]) -> str:
    """Join a text that is stored as lines."""
    return value if isinstance(value, str) else "\n".join(value)


def _example(data: dict[str, Any]) -> Example:
    record = data["record"]
    known = RECORDS[record] if isinstance(record, str) else Record.from_csl(record)
    return Example(**{**data, "record": known, "text": _text(data["text"])})


_DATA = json.loads(Path(__file__).with_name("portal.json").read_text("utf-8"))
RECORDS = {name: Record.from_csl(data) for name, data in _DATA["records"].items()}
FIRST_EXAMPLE = {label: _text(text) for label, text in _DATA["first_example"].items()}
EXAMPLES = tuple(_example(data) for data in _DATA["examples"])
LEFT_OUT: dict[int, str] = {int(number): why for number, why in _DATA["left_out"].items()}
MENDED: dict[int, str] = {int(number): why for number, why in _DATA["mended"].items()}
