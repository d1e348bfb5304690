"""Turn records into what citeproc-py renders: its references, names, dates and strings.

In: a `Record`. Out: a `citeproc.source.Reference`. citeproc-py's own reader of CSL-JSON is not
used: it folds the case of ids, warns about every variable newer than CSL 1.0, keeps markup as text,
and loses dates without date-parts.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from citeproc.source import Date as CiteprocDate
from citeproc.source import DateRange, LiteralDate, Reference
from citeproc.source import Name as CiteprocName
from citeproc.string import MixedString, NoCase, String

from citeformat.csl.variables import ALIASES
from citeformat.record import Date, Name, Record
from citeformat.richtext import markup, spans

__all__ = ["SpanFormatter", "reference", "without_hidden"]

_NOCASE_WORDS = re.compile(rf"(\S*{spans.NOCASE}.*?{spans.close_of(spans.NOCASE)}\S*)", re.DOTALL)
"""Text that keeps its case, with the rest of its words: citeproc-py splits words at its ends."""
_NOCASE_MARKS = re.compile(f"[{spans.NOCASE}{spans.close_of(spans.NOCASE)}]")
_ISO = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")
_HIDDEN = chr(spans.LAST)
"""A placeholder for names that are not to be printed. Text from records never contains it."""
_HIDDEN_TEXT = re.compile(rf"({spans.MARK}*){_HIDDEN}({spans.MARK}*)[,;:.]?\s*")
_IDENTIFIERS = frozenset(("DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL"))
"""Variables whose quotation marks are left as they are."""


def _wrapped(opener: str, text: Any) -> Any:
    """Put text in a span. citeproc-py passes `None` for a part that a name does not have."""
    return None if text is None else spans.wrap(opener, str(text))


class SpanFormatter:
    """The formatter that citeproc-py calls: it turns formatting into span characters."""

    preformat = staticmethod(str)
    """Text of styles and records stays as it is; output formats escape it later."""
    Italic = staticmethod(partial(_wrapped, spans.ITALIC))
    Oblique = staticmethod(partial(_wrapped, spans.OBLIQUE))
    Bold = staticmethod(partial(_wrapped, spans.BOLD))
    Light = staticmethod(partial(_wrapped, spans.LIGHT))
    Underline = staticmethod(partial(_wrapped, spans.UNDERLINE))
    Superscript = staticmethod(partial(_wrapped, spans.SUPERSCRIPT))
    Subscript = staticmethod(partial(_wrapped, spans.SUBSCRIPT))
    SmallCaps = staticmethod(partial(_wrapped, spans.SMALL_CAPS))


def reference(key: str, record: Record, hidden: frozenset[str] = frozenset()) -> Any:
    """Make citeproc-py's reference from a record.

    Args:
        key: The key under which citeproc-py knows it, in lower case.
        record: The record.
        hidden: Name variables that `without_hidden` removes from the rendered text. If they were
            missing, the style would substitute an editor or the title for them.

    >>> reference("0", Record("x", "book", {"title": "TeX"})).title
    ['TeX']
    """
    values: dict[str, Any] = {}
    for variable, value in record.fields.items():
        converted: Any
        if variable in hidden:
            converted = [CiteprocName(literal=_HIDDEN)]
        elif isinstance(value, Date):
            converted = _date(value)
            if converted is None:
                continue
        elif isinstance(value, tuple):
            converted = [_name(name) for name in value if str(name)]
        elif variable == "language":
            converted = str(value)
        else:
            text = str(value).strip()
            rich = spans.clean(text) if variable in _IDENTIFIERS else markup.parse(text)
            converted = MixedString()
            for index, piece in enumerate(_NOCASE_WORDS.split(rich)):
                if piece and index % 2:
                    converted += NoCase(_NOCASE_MARKS.sub("", piece))
                elif piece:
                    converted += String(piece)
        if not converted and not isinstance(value, Date):
            continue
        # Most of citeproc-py looks variables up with underscores, some of it with hyphens.
        values[variable] = values[variable.replace("-", "_")] = converted
    for old, new in ALIASES.items():
        if new in values:
            values[old] = values[old.replace("-", "_")] = values[new]
    result = Reference(key, record.type)
    result.update(values)
    return result


def without_hidden(text: str) -> str:
    """Remove hidden names from rendered text, and the delimiter that follows them.

    >>> without_hidden(f"({_HIDDEN}, 1984)")
    '(1984)'
    """
    return _HIDDEN_TEXT.sub(r"\1\2", text) if _HIDDEN in text else text


def _name(name: Name) -> Any:
    if name.literal:
        return CiteprocName(literal=spans.clean(name.literal))
    parts = {
        "family": name.family,
        "given": name.given,
        "dropping-particle": name.dropping_particle,
        "non-dropping-particle": name.non_dropping_particle,
        "suffix": name.suffix,
    }
    return CiteprocName(**{key: spans.clean(part) for key, part in parts.items() if part})


def _date(date: Date) -> Any:
    if date.parts and date.parts[0]:
        season = date.season if isinstance(date.season, int) else None
        begin = _day(date.parts[0], season)
        if len(date.parts) == 1:
            begin["circa"] = date.circa
            return begin
        return DateRange(begin=begin, end=_day(date.end or (0,), season), circa=date.circa)
    raw = _ISO.fullmatch(date.raw.strip())
    if raw:
        return _day(tuple(int(part) for part in raw.groups() if part), None)
    text = date.literal or date.raw
    return LiteralDate(spans.clean(text), circa=date.circa) if text else None


def _day(parts: tuple[int, ...], season: int | None) -> Any:
    """Make one date; a month after 12 is a season."""
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        season = (parts[1] - 1) % 4 + 1 if 13 <= parts[1] <= 24 else None
        parts = parts[:1]
    named = dict(zip(("year", "month", "day"), parts, strict=False))
    if season in (1, 2, 3, 4):
        named["season"] = season
    return CiteprocDate(**named)
