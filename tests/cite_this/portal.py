"""Read `portal.json`: records of real publications, and the texts that are printed for them.

`records` has the records that several examples share, `first_example` the seven texts of the record
`first`, and `examples` the other texts. The `number` of an example is its index in the collection
of texts that real portals have printed. Such a text may be a `head` (its end is unknown), a `tail`
(its beginning is unknown) or a `middle`. `differs` has the examples that are not printed as in the
collection, and says why: what is known about the record is not enough, or the portal makes a
mistake that is not repeated.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from citeformat import Record
from citeformat.cite_this import Text

__all__ = ["DIFFERS", "EXAMPLES", "FIRST_EXAMPLE", "RECORDS", "Example", "marked"]


_BLOCK = '<div class="csl-block">'
_MARKS = {f"</div>{_BLOCK}": "\n\n", _BLOCK: "\n", "<i>": "*", "</i>": "*", "<b>": "**",
          "</b>": "**"}  # fmt: skip


def marked(text: Text) -> str:
    """Return a text with `*` around italics and `**` around bold text."""
    if text.entry is None:
        return str(text)
    html = text.entry.html
    for tag, mark in _MARKS.items():
        html = html.replace(tag, mark)
    return unescape(re.sub("<[^<>]*>", "", html))


@dataclass(frozen=True)
class Example:
    """A text that a portal prints."""

    label: str
    record: Record
    text: str
    number: int | None = None
    """Its index in the collection, if it is known."""
    part: str = "whole"
    """`"whole"`, `"head"`, `"tail"` or `"middle"`."""
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
DIFFERS: dict[int, str] = {int(number): why for number, why in _DATA["differs"].items()}
"""Index of an example in the collection -> why another text is printed."""
