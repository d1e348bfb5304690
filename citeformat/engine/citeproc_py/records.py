"""Records -> what citeproc-py renders: its references, names, dates and strings.

In: a `Record`. Out: a `citeproc.source.Reference`. Its own reader of CSL-JSON is not used: it folds
the case of ids, warns of every variable newer than CSL 1.0, keeps markup as text, and loses dates
that are not in parts.
"""

from __future__ import annotations

import re
from typing import Any

from citeproc.source import Date as CiteprocDate
from citeproc.source import DateRange, LiteralDate, Reference
from citeproc.source import Name as CiteprocName
from citeproc.string import MixedString, NoCase, String

from citeformat.csl.variables import ALIASES
from citeformat.record import Date, Name, Record
from citeformat.richtext import markup, spans

__all__ = ["SpanFormatter", "reference", "without_hidden"]

_KEPT = re.compile(rf"(\S*{spans.NOCASE}.*?{spans.close_of(spans.NOCASE)}\S*)", re.DOTALL)
"""Text that keeps its case, with the rest of its words: citeproc-py parts words at its ends."""
_NOCASE_MARKS = re.compile(f"[{spans.NOCASE}{spans.close_of(spans.NOCASE)}]")
_ISO = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")
_HIDDEN = chr(spans.LAST)
"""Stands for names that are not to be printed; text from records never holds it."""
_HIDDEN_TEXT = re.compile(rf"({spans.MARK}*){_HIDDEN}({spans.MARK}*)[,;:.]?\s*")
_PLAIN = frozenset(("DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL", "language"))
"""Variables whose text is no prose: quotation marks in them are left alone."""


class SpanFormatter:
    """The formatter that citeproc-py calls: formatting becomes span characters."""

    @staticmethod
    def preformat(text: object) -> str:
        """Text of a style or a record; output formats escape it later."""
        return str(text)

    @staticmethod
    def Italic(text: Any) -> Any:
        """The text in italics; citeproc-py passes `None` where a name has no such part."""
        return _wrapped(spans.ITALIC, text)

    @staticmethod
    def Oblique(text: Any) -> Any:
        """The text in oblique."""
        return _wrapped(spans.OBLIQUE, text)

    @staticmethod
    def Bold(text: Any) -> Any:
        """The text in bold."""
        return _wrapped(spans.BOLD, text)

    @staticmethod
    def Light(text: Any) -> Any:
        """The text in a light weight."""
        return _wrapped(spans.LIGHT, text)

    @staticmethod
    def Underline(text: Any) -> Any:
        """The text underlined."""
        return _wrapped(spans.UNDERLINE, text)

    @staticmethod
    def Superscript(text: Any) -> Any:
        """The text raised."""
        return _wrapped(spans.SUPERSCRIPT, text)

    @staticmethod
    def Subscript(text: Any) -> Any:
        """The text lowered."""
        return _wrapped(spans.SUBSCRIPT, text)

    @staticmethod
    def SmallCaps(text: Any) -> Any:
        """The text in small capitals."""
        return _wrapped(spans.SMALL_CAPS, text)


def reference(key: str, record: Record, hidden: frozenset[str] = frozenset()) -> Any:
    """The reference of a record.

    Args:
        key: What citeproc-py knows it by, in lower case.
        record: The record.
        hidden: Name variables that are there and that `without_hidden` will take out: were
            they missing, the style would put an editor or the title in their place.

    >>> reference("0", Record("x", "book", {"title": "TeX"})).title
    ['TeX']
    """
    values: dict[str, Any] = {}
    for variable, value in record.fields.items():
        converted = _value(variable, value)
        if variable in hidden:
            converted = [CiteprocName(literal=_HIDDEN)]
        elif not converted and not isinstance(converted, CiteprocDate | DateRange | LiteralDate):
            continue
        # Most of citeproc-py looks variables up with underscores, some of it with hyphens.
        values[variable] = values[variable.replace("-", "_")] = converted
    for old, new in ALIASES.items():
        if new in values:
            values[old] = values[old.replace("-", "_")] = values[new]
    made = Reference(key, record.type)
    made.update(values)
    return made


def without_hidden(text: str) -> str:
    """Rendered text without hidden names and the delimiter that follows them.

    >>> without_hidden(f"({_HIDDEN}, 1984)")
    '(1984)'
    """
    return _HIDDEN_TEXT.sub(r"\1\2", text) if _HIDDEN in text else text


def _wrapped(opener: str, text: Any) -> Any:
    return None if text is None else spans.wrap(opener, str(text))


def _value(variable: str, value: object) -> Any:
    if isinstance(value, Date):
        return _date(value)
    if isinstance(value, tuple):
        return [_name(name) for name in value if str(name)]
    text = str(value)
    return text if variable == "language" else _string(text, variable not in _PLAIN)


def _string(text: str, quotes: bool) -> Any:
    """Text in citeproc-py's pieces, of which some keep their case."""
    rich = markup.parse(text.strip(), quotes) if quotes else spans.clean(text.strip())
    result = MixedString()
    for index, piece in enumerate(_KEPT.split(rich)):
        if piece:
            result += NoCase(_NOCASE_MARKS.sub("", piece)) if index % 2 else String(piece)
    return result


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
    """One date; a month beyond December is a season."""
    if len(parts) > 1 and not 1 <= parts[1] <= 12:
        season = (parts[1] - 1) % 4 + 1 if 13 <= parts[1] <= 24 else None
        parts = parts[:1]
    named = dict(zip(("year", "month", "day"), parts, strict=False))
    if season in (1, 2, 3, 4):
        named["season"] = season
    return CiteprocDate(**named)
