"""The last step: rich text as elements joined it -> rich text ready to be written.

In: flat rich text with quotation spans, nested formatting, guards and internal spans.
Out: flat rich text whose spans are balanced and mean what they say: quotations are the locale's
characters, italics within italics are upright ("flip-flop"), nothing internal is left.

Source: CSL 1.0.2 specification, "Locale-specific options", and "Formatting".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citeformat._util.patterns import lazy_pattern
from citeformat.richtext import punctuation, spans
from citeformat.richtext.spans import MARK, close_of

__all__ = ["Quotes", "finish"]


class Quotes(NamedTuple):
    """The quotation marks of a locale, and where punctuation goes."""

    open: str = "“"
    close: str = "”"
    inner_open: str = "‘"
    inner_close: str = "’"
    punctuation_inside: bool = False
    """Whether full stops and commas stand inside the closing mark (American usage)."""


_MARK = re.compile(MARK)
_MARKS = lazy_pattern(f"({MARK})")
"""Parts text and marks."""
_FLIPS = {
    spans.FLIP_ITALIC: (spans.ITALIC, spans.NORMAL_STYLE),
    spans.FLIP_BOLD: (spans.BOLD, spans.NORMAL_WEIGHT),
    spans.FLIP_SMALL_CAPS: (spans.SMALL_CAPS, spans.NORMAL_VARIANT),
}
"""Markup within a field -> what it is, and what it becomes inside a span of its own kind."""
_SAME = (spans.ITALIC, spans.OBLIQUE, spans.BOLD, spans.SMALL_CAPS, spans.UNDERLINE)
"""Spans that add nothing inside a span of their own kind."""
_NORMALS = {
    spans.NORMAL_STYLE: (spans.ITALIC, spans.OBLIQUE),
    spans.NORMAL_WEIGHT: (spans.BOLD, spans.LIGHT),
    spans.NORMAL_VARIANT: (spans.SMALL_CAPS,),
    spans.NO_DECORATION: (spans.UNDERLINE,),
    spans.BASELINE: (spans.SUPERSCRIPT, spans.SUBSCRIPT),
}
"""A span that undoes others -> the spans that it undoes."""
_NO_MEANING = frozenset(
    [*(mark for opener in (spans.NOCASE, spans.NAMES, spans.NAME)
       for mark in (opener, close_of(opener))), spans.GUARD]
)  # fmt: skip
"""Characters that have done their work when the text is finished."""
_MEANINGLESS = lazy_pattern(f"[{''.join(sorted(_NO_MEANING))}]")
_TURNING = frozenset((*_NORMALS, *_FLIPS))
"""Spans of which the meaning depends on what they stand in."""
_NESTED = re.compile(
    f"[{''.join((*_NORMALS, *_FLIPS, *_SAME, spans.QUOTE))}]"
    f"(?:(?<=[{''.join(_NORMALS)}{''.join(_FLIPS)}])|"
    + "|".join(f"(?<={opener})[^{close_of(opener)}]*{opener}" for opener in (*_SAME, spans.QUOTE))
    + ")"
)
"""Spans that mean something else where they stand within others."""


_CURLY = lazy_pattern(f"([{spans.CURLY}{close_of(spans.CURLY)}])")
_EMPTY = lazy_pattern("|".join(f"{opener}{close_of(opener)}" for opener in spans.OPENERS[:32]))
"""A span with nothing in it."""
_MAYBE_EMPTY = re.compile(f"[{spans.OPENERS}][{spans.CLOSERS}]")


def finish(text: str, quotes: Quotes) -> str:
    """Settle punctuation, quotation marks and nested formatting of one entry or citation.

    >>> from citeformat.richtext.spans import QUOTE, wrap
    >>> finish(wrap(QUOTE, f"A {wrap(QUOTE, 'B')}"), Quotes())
    '“A ‘B’”'
    """
    if spans.CURLY in text and quotes.open == "“":
        text = text.replace(spans.CURLY, spans.QUOTE)
        text = text.replace(close_of(spans.CURLY), close_of(spans.QUOTE))
    if _MAYBE_EMPTY.search(text):
        text = _EMPTY().sub("", text)
    text = punctuation.merge(text)
    if quotes.punctuation_inside:
        text = punctuation.move_into_quotes(text)
    if text.isascii():
        return text
    found = _MARK.findall(text)
    if not found:
        return text
    marks = frozenset(found)
    if spans.CURLY in marks:  # the locale has others, so the author's own stay
        text = _literal(text)
    if not marks.isdisjoint(_NO_MEANING):
        text = _MEANINGLESS().sub("", text)
    is_nested = len(marks) < len(found) or not marks.isdisjoint(_TURNING)
    if is_nested and _NESTED.search(text):
        return _resolve(text, quotes)
    if spans.QUOTE in marks:
        text = text.replace(spans.QUOTE, quotes.open)
        text = text.replace(close_of(spans.QUOTE), quotes.close)
    return text


def _literal(text: str) -> str:
    """Quotations in the marks that their author wrote."""
    depth = 0
    pieces = _CURLY().split(text)
    for index in range(1, len(pieces), 2):
        opens = pieces[index] == spans.CURLY
        depth += opens
        pieces[index] = ("“‘" if opens else "”’")[(depth - 1) % 2]
        depth -= not opens
    return "".join(pieces)


def _resolve(text: str, quotes: Quotes) -> str:
    result: list[str] = []
    active: list[str] = []
    closing: list[tuple[str, str]] = []
    depth = 0
    pieces = _MARKS().split(text)
    for index in range(0, len(pieces) - 1, 2):
        if pieces[index]:
            result.append(pieces[index])
        mark = pieces[index + 1]
        if not spans.is_open(mark):
            opener = chr(ord(mark) - 1)
            if not closing or closing[-1][0] != opener:
                continue
            _, written = closing.pop()
            active.pop()
            if opener == spans.QUOTE:
                depth -= 1
            result.append(written)
            continue
        if mark == spans.QUOTE:
            result.append(quotes.inner_open if depth % 2 else quotes.open)
            closing.append((mark, quotes.inner_close if depth % 2 else quotes.close))
            active.append(mark)
            depth += 1
            continue
        effective = _effective(mark, active)
        active.append(effective or mark)
        closing.append((mark, close_of(effective) if effective else ""))
        result.append(effective)
    result.append(pieces[-1])
    return "".join(result)


def _effective(mark: str, active: list[str]) -> str:
    """The span that is written for one that opens inside others; `""` for none."""
    undoes = _NORMALS.get(mark)
    if undoes is not None:
        return mark if _current(active, (*undoes, mark)) in undoes else ""
    if mark in _FLIPS:
        own, normal = _FLIPS[mark]
        return normal if _current(active, (own, normal)) == own else own
    if mark in _SAME and _current(active, (mark, *_undoing(mark))) == mark:
        return ""
    return mark


def _undoing(mark: str) -> tuple[str, ...]:
    """The spans that undo this one."""
    return tuple(normal for normal, undone in _NORMALS.items() if mark in undone)


def _current(active: list[str], kinds: tuple[str, ...]) -> str:
    """The innermost open span among these kinds."""
    for opener in reversed(active):
        if opener in kinds:
            return opener
    return ""
