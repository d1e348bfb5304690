"""The last step: rich text as elements joined it -> rich text that can be written.

In: flat rich text with quotation spans, nested formatting, guards and internal spans.
Out: flat rich text whose spans are balanced and final. Quotations have the marks of the locale,
italics inside italics are upright ("flip-flop"), internal spans and guards are gone.

Nested formatting is resolved here and not where spans are made, because only the finished text
shows what is inside what: a title in italics may be a value, an affix or a part of a macro.

Source: CSL 1.0.2 specification, "Locale-specific options", and "Formatting".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citeformat._util.patterns import lazy_pattern
from citeformat.richtext import punctuation, spans
from citeformat.richtext.spans import MARK, close_of

__all__ = ["Quotes", "finish", "without_number"]


class Quotes(NamedTuple):
    """The quotation marks of a locale, and where punctuation goes."""

    open: str = "“"
    close: str = "”"
    inner_open: str = "‘"
    inner_close: str = "’"
    punctuation_inside: bool = False
    """Whether full stops and commas go inside the closing mark (American usage)."""


_MARK = re.compile(MARK)
_MARKS = lazy_pattern(f"({MARK})")
"""Splits a text into text and marks, in turn."""
_FLIPS = {
    spans.FLIP_ITALIC: (spans.ITALIC, spans.NORMAL_STYLE),
    spans.FLIP_BOLD: (spans.BOLD, spans.NORMAL_WEIGHT),
    spans.FLIP_SMALL_CAPS: (spans.SMALL_CAPS, spans.NORMAL_VARIANT),
}
"""Markup in a field -> its span, and what it becomes inside a span of the same kind."""
_TYPED_QUOTES = {spans.CURLY: ("“", "”"), spans.SINGLE: ("‘", "’")}
"""A quotation whose author wrote typographic marks -> these marks."""
_SAME = (spans.ITALIC, spans.OBLIQUE, spans.BOLD, spans.SMALL_CAPS, spans.UNDERLINE)
"""Spans that change nothing inside a span of their own kind."""
_NORMALS = {
    spans.NORMAL_STYLE: (spans.ITALIC, spans.OBLIQUE),
    spans.NORMAL_WEIGHT: (spans.BOLD, spans.LIGHT),
    spans.NORMAL_VARIANT: (spans.SMALL_CAPS,),
    spans.NO_DECORATION: (spans.UNDERLINE,),
    spans.BASELINE: (spans.SUPERSCRIPT, spans.SUBSCRIPT),
}
"""A span that undoes others -> the spans that it undoes."""
_UNDONE_BY = {
    mark: tuple(normal for normal, undone in _NORMALS.items() if mark in undone) for mark in _SAME
}
"""The same the other way round."""
_NO_MEANING = frozenset(
    [*(mark for opener in (spans.NOCASE, spans.NAMES, spans.NAME)
       for mark in (opener, close_of(opener))), spans.GUARD]
)  # fmt: skip
"""Characters that the finished text no longer needs."""
_MEANINGLESS = lazy_pattern(f"[{''.join(sorted(_NO_MEANING))}]")
_TURNING = (*_NORMALS, *_FLIPS, *_TYPED_QUOTES)
"""Spans whose meaning depends on the spans around them, or on the locale."""
_NESTED = re.compile(
    f"[{''.join((*_TURNING, *_SAME, spans.QUOTE))}]"
    f"(?:(?<=[{''.join(_TURNING)}])|"
    + "|".join(f"(?<={opener})[^{close_of(opener)}]*{opener}" for opener in (*_SAME, spans.QUOTE))
    + ")"
)
"""A span whose meaning depends on others, or one that is inside another of its own kind. It is
searched for in the marks of a text alone. Most texts have none of them, so that the walk in
`_resolve_nested` is seldom needed."""


_PAIRS = [
    opener + close_of(opener)
    for opener in spans.OPENERS
    if opener not in (*_TURNING, *_NO_MEANING, spans.QUOTE)
]
_FLAT = re.compile(f"(?:{'|'.join(_PAIRS)})*\\Z")
"""The marks of a text without quotations in which no span is inside another, as in most texts."""
_EMPTY = lazy_pattern("|".join(f"{opener}{close_of(opener)}" for opener in spans.OPENERS[:32]))
"""A span with nothing in it."""
_MAYBE_EMPTY = re.compile(f"[{spans.OPENERS}][{spans.CLOSERS}]")
_MARGIN = re.compile(
    f"{spans.LEFT_MARGIN}[^{close_of(spans.LEFT_MARGIN)}]*{close_of(spans.LEFT_MARGIN)}"
)
_INLINE = re.compile(f"[{spans.RIGHT_INLINE}{close_of(spans.RIGHT_INLINE)}]")


def finish(text: str, quotes: Quotes) -> str:
    """Finish the punctuation, quotation marks and nested formatting of an entry or citation.

    >>> from citeformat.richtext.spans import QUOTE, wrap
    >>> finish(wrap(QUOTE, f"A {wrap(QUOTE, 'B')}"), Quotes())
    '“A ‘B’”'
    """
    marks = "" if text.isascii() else "".join(_MARK.findall(text))
    if not marks:
        return punctuation.merge(text)
    authors = spans.CURLY if quotes.open == "“" else spans.SINGLE if quotes.open == "‘" else ""
    if authors and authors in marks:  # the author's marks are those of the locale
        text = text.replace(authors, spans.QUOTE).replace(close_of(authors), close_of(spans.QUOTE))
        marks = "".join(_MARK.findall(text))
    if not authors and spans.QUOTE in marks and (own := quotes.open.strip()) and own in text:
        text = _nested_in_own_marks(text, quotes)
        marks = "".join(_MARK.findall(text))
    if _MAYBE_EMPTY.search(text):
        text = _EMPTY().sub("", text)
        marks = "".join(_MARK.findall(text))
    text = punctuation.merge(text)
    if _FLAT.match(marks):
        return text
    if quotes.punctuation_inside:
        text = punctuation.move_into_quotes(text)
    if _MEANINGLESS().search(marks):
        text = _MEANINGLESS().sub("", text)
        marks = _MEANINGLESS().sub("", marks)
    if _NESTED.search(marks):
        return _resolve_nested(text, quotes)
    if spans.QUOTE in marks:
        text = text.replace(spans.QUOTE, quotes.open)
        text = text.replace(close_of(spans.QUOTE), quotes.close)
    return text


def _nested_in_own_marks(text: str, quotes: Quotes) -> str:
    """Make a quotation a span if its author wrote the marks of the locale, and it is inside another
    one: it gets the inner marks."""
    opening, closing = re.escape(quotes.open.strip()), re.escape(quotes.close.strip())
    own = rf"{opening}\s*([^{opening}{closing}]+?)\s*{closing}"
    if opening == closing:  # Swedish; in 5”, the mark means inches
        own = rf"(?<!\w){own}(?!\w)"

    def nested(match: re.Match[str]) -> str:
        before = text[: match.start()]
        is_inside = before.count(spans.QUOTE) > before.count(close_of(spans.QUOTE))
        is_whole = spans.balance(match[1]) == match[1]
        return spans.wrap(spans.QUOTE, match[1]) if is_inside and is_whole else match[0]

    return re.sub(own, nested, text)


def _resolve_nested(text: str, quotes: Quotes) -> str:
    """Write each span as what it means inside the spans around it, and quotations as marks.

    The text is walked once with a stack of open spans. What a span becomes depends on the innermost
    open span that it could repeat or undo: italics in italics are left out, markup in italics turns
    upright, `normal` is left out unless something is there to undo.
    """
    result: list[str] = []
    active: list[str] = []
    """The spans that are open, as they were written; for one that was left out, as it was read."""
    closing: list[tuple[str, str, int]] = []
    """The opening characters that were read, what is written when each closes, and the depth of
    quotations outside it."""
    pairs = (quotes.open, quotes.close), (quotes.inner_open, quotes.inner_close)
    has_typed = {*pairs} == {*_TYPED_QUOTES.values()}
    depth = 0
    pieces = _MARKS().split(text)
    for index in range(0, len(pieces) - 1, 2):
        if pieces[index]:
            result.append(pieces[index])
        mark = pieces[index + 1]
        if not spans.is_open(mark):
            # A closing character without its opening one is left out, so that spans are balanced.
            if closing and close_of(closing[-1][0]) == mark:
                _, written, depth = closing.pop()
                active.pop()
                result.append(written)
            continue
        if mark == spans.QUOTE or mark in _TYPED_QUOTES:
            marks, outside = pairs[depth % 2], depth
            if mark == spans.QUOTE:
                depth += 1
            elif not has_typed:
                marks = _TYPED_QUOTES[mark]  # the locale has other marks: the author's own stay
            else:
                if not depth:  # outside other quotations, the author's own stay too
                    marks = _TYPED_QUOTES[mark]
                depth = pairs.index(marks) + 1
            closing.append((mark, marks[1], outside))
            result.append(marks[0])
            active.append(mark)
            continue
        written = mark
        if mark in _NORMALS:
            undoes = _NORMALS[mark]
            written = mark if _innermost(active, (*undoes, mark)) in undoes else ""
        elif mark in _FLIPS:
            own, normal = _FLIPS[mark]
            written = normal if _innermost(active, (own, normal)) == own else own
        elif mark in _SAME and _innermost(active, (mark, *_UNDONE_BY[mark])) == mark:
            written = ""
        active.append(written or mark)
        closing.append((mark, close_of(written) if written else "", depth))
        result.append(written)
    result.append(pieces[-1])
    return "".join(result)


def _innermost(active: list[str], kinds: tuple[str, ...]) -> str:
    """Return the innermost open span among these kinds, or `""`."""
    for opener in reversed(active):
        if opener in kinds:
            return opener
    return ""


def without_number(text: str) -> str:
    """Remove the left margin of a finished entry, which numbers it in a list.

    >>> from citeformat.richtext.spans import LEFT_MARGIN, RIGHT_INLINE, wrap
    >>> without_number(wrap(LEFT_MARGIN, "1. ") + wrap(RIGHT_INLINE, "Knuth D. TeX."))
    'Knuth D. TeX.'
    """
    if spans.LEFT_MARGIN not in text:
        return text
    return _INLINE.sub("", _MARGIN.sub("", text, count=1))
