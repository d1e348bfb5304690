"""Read `portal.json`: records of real publications, and what real portals print of them.

`records` has the records that several examples share; `first_example` the seven outputs of the
record `first`; `examples` the others. An example with a `number` is at this place in the
collection. Its `part` is `head` if the end is cut off, and `tail` if the beginning is not known.
Where a portal's text is faulty, ours is mended: one full stop after "Inc.", a full stop before the
publisher and at the end of Author and Standard, no backslashes before the braces of BIBTEX.
`mended` says what else is mended, by place in the collection. `left_out` says why an example is not
compared.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citeformat.record import Record

__all__ = ["EXAMPLES", "FIRST_EXAMPLE", "LEFT_OUT", "MENDED", "RECORDS", "Example"]


@dataclass(frozen=True)
class Example:
    """A text that a portal prints."""

    label: str
    record: Record
    text: str
    number: int | None = None
    """Its place in the collection, if it is known."""
    part: str = "whole"
    """`"whole"`, `"head"` or `"tail"`."""
    locale: str = ""
    """The portal's language."""


def _text(value: str | list[str]) -> str:
    """A text that is written as one string or as its lines."""
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
