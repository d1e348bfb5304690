"""The kinds of values: how a variable that is one field is written.

In: an entry in the making, a variable and its field. Out: the entry has the field. `KINDS` has one
function for each kind that the importer's table of fields names.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citeformat.interchange.bibtex.writing.entry_builder import Draft
from citeformat.interchange.bibtex.writing.fields import ORDINALS, PUBSTATES
from citeformat.interchange.latex.commands import verbatim
from citeformat.interchange.shared.dates import to_edtf
from citeformat.record import Date

__all__ = ["KINDS", "date_text"]

_RANGE = re.compile(r"(?<=[^\s,-])-(?=[^\s,-])|\s*[–—]\s*")


def date_text(draft: Draft, date: Date, variable: str) -> str:
    """Text for a date that is none."""
    text = date.literal or date.raw
    if not text:
        year = str(date.parts[0][0]) if date.parts and date.parts[0] else ""
        text = f"{date.season or ''} {year}".strip()
        draft.source.lose(variable, f"the date is written as {text!r}")
    return draft.encode(text, variable)


def _as_text(draft: Draft, variable: str, field: str) -> None:
    draft.text(variable, field)


def _as_title(draft: Draft, variable: str, field: str) -> None:
    draft.text(variable, field, title=True)


def _as_verbatim(draft: Draft, variable: str, field: str) -> None:
    draft.verbatim(variable, field)


def _as_url(draft: Draft, variable: str, field: str) -> None:
    """The address. A field with several keeps them, as long as this is the first."""
    kept = verbatim(draft.kept.get(field, ""))
    if kept and kept.split()[0].rstrip(";,") == draft.record.URL:
        draft.source.text(variable)
    else:
        draft.verbatim(variable, field)


def _as_date(draft: Draft, variable: str, field: str) -> None:
    date = draft.source.date(variable)
    if date is not None:
        draft.put(field, to_edtf(date) or date_text(draft, date, variable))


def _as_pages(draft: Draft, variable: str, field: str) -> None:
    """Ranges with two hyphens; a hyphen within a page's number stays single."""
    text = draft.source.text(variable)
    parts = []
    for part in text.split(","):
        marks = list(_RANGE.finditer(part))
        if len(marks) % 2:
            mark = marks[len(marks) // 2]
            part = f"{part[: mark.start()]}–{part[mark.end() :]}"
        parts.append(part)
    draft.put(field, draft.encode(",".join(parts), variable))


def _as_edition(draft: Draft, variable: str, field: str) -> None:
    """BibTeX prints what stands there, BibLaTeX makes an ordinal of a number."""
    text = draft.source.text(variable)
    if draft.dialect.classic and text.isascii() and text.isdigit():
        text = ORDINALS.get(text) or text + _ordinal_ending(text)
    draft.put(field, draft.encode(text, variable))


def _ordinal_ending(number: str) -> str:
    if number[-2:-1] == "1":
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")


def _as_status(draft: Draft, variable: str, field: str) -> None:
    text = draft.source.text(variable)
    draft.put(field, PUBSTATES.get(text) or draft.encode(text, variable))


KINDS: dict[str, Callable[[Draft, str, str], None]] = {
    "text": _as_text,
    "title": _as_title,
    "verbatim": _as_verbatim,
    "doi": _as_verbatim,
    "url": _as_url,
    "date": _as_date,
    "pages": _as_pages,
    "edition": _as_edition,
    "status": _as_status,
}
