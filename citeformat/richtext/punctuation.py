"""Punctuation where elements join: what is merged, and what moves into a closing quotation.

In and out: flat rich text. Marks that one field holds side by side are parted by a guard
(`markup.guard`), and so are never touched.

Source: CSL 1.0.2 specification, "Locale-specific options" (punctuation-in-quote); which of two
marks survives is settled by the CSL test suite's `punctuation_FullMonty*` tables.
"""

from __future__ import annotations

import re
from functools import lru_cache

from citeformat._util.patterns import lazy_pattern
from citeformat.richtext.spans import CLOSERS, GUARD, QUOTE, SPAN_MARK, close_of

__all__ = ["merge", "move_into_quotes"]

_QUOTE_CLOSE = close_of(QUOTE)
_INWARD = ".,!?"
"""Marks that move into a quotation."""
_AFTER_QUOTE = lazy_pattern(rf"{_QUOTE_CLOSE}[{CLOSERS}{_INWARD}]*[{_INWARD}]")
_PARTS = " \u00a0\r\n.,:;!?"
_SPAN = SPAN_MARK[1:-1]
_CLEAR = lazy_pattern(rf"\Z| {SPAN_MARK}*(?![{_PARTS}{_SPAN}])")
"""What a mark may be taken away from without that others meet."""
_SUSPICIOUS = re.compile(
    rf"[{_PARTS}](?=[{_PARTS}{_SPAN}])(?!(?<=[.,:;!?]) [^{_PARTS}{_SPAN}])"
    rf"(?:(?:{SPAN_MARK}*[{_PARTS}]){{2,}}|(?<=[ \u00a0\r\n]){SPAN_MARK}*[ .,;]"
    rf"|(?<=[.,:;!?]){SPAN_MARK}*[.,:;!?])"
)
"""A run of marks and blanks in which there may be one too many; the rules are applied to it alone.
It begins with a set of characters, and a mark with one blank is passed over at once, so that most
text is scanned at the speed of C."""
# Of two marks that meet, the second goes ...
_SECOND_GOES = lazy_pattern(
    rf"([.:;!?])({SPAN_MARK}*)\.|([:;!?])({SPAN_MARK}*):|([;!?,])({SPAN_MARK}*)\5"
    rf"|(:)({SPAN_MARK}*) ({SPAN_MARK}*):"
)
# ... or the first.
_FIRST_GOES = lazy_pattern(rf"[:;]({SPAN_MARK}*)([!?])")
_BLANKS = lazy_pattern(rf"([ \u00a0])((?:{SPAN_MARK})*) +")
_BLANK_BEFORE = lazy_pattern(
    rf"(?<![ \u00a0])(?: +({SPAN_MARK}*)(;)|[ \u00a0\r\n]+({SPAN_MARK}*)([.,]))(?=\s|{SPAN_MARK}|$)"
)


def merge(text: str) -> str:
    """Merge doubled punctuation and doubled blanks.

    >>> merge("What?. Why:! So,, it  is.")
    'What? Why! So, it is.'
    """
    return _SUSPICIOUS.sub(_merged, text)


def _merged(match: re.Match[str]) -> str:
    text, end = match.string, match.end()
    before_word = end < len(text) and not (text[end].isspace() or _is_span_mark(text[end]))
    if end - match.start() > _LONGEST_KNOWN:
        return _merged_run.__wrapped__(match[0], before_word)
    return _merged_run(match[0], before_word)


_LONGEST_KNOWN = 40
"""Longer runs are none that a style makes again and again; they are not remembered."""


@lru_cache(maxsize=4096)
def _merged_run(run: str, before_word: bool) -> str:
    """A run of marks and blanks without those that are too many; there are few different ones."""
    behind = "x" if before_word else ""
    run += behind
    while True:
        merged = _SECOND_GOES().sub(_keep_first, _BLANKS().sub(r"\1\2", run))
        merged = _BLANK_BEFORE().sub(_keep_first, _FIRST_GOES().sub(r"\1\2", merged))
        if merged == run:
            return run.removesuffix(behind)
        run = merged


def _is_span_mark(character: str) -> bool:
    return "\ue000" <= character < GUARD


def _keep_first(match: re.Match[str]) -> str:
    return "".join(group for group in match.groups() if group)


def move_into_quotes(text: str) -> str:
    """Move full stops, commas, exclamation and question marks into a quotation that they follow,
    and merge them with others that they meet there.

    >>> from citeformat.richtext.spans import QUOTE, close_of, wrap
    >>> move_into_quotes(wrap(QUOTE, "Title") + ", 2012") == wrap(QUOTE, "Title,") + " 2012"
    True
    """
    if _QUOTE_CLOSE not in text:
        return text
    pieces: list[str] = []
    place, meets = 0, False
    for match in _AFTER_QUOTE().finditer(text):
        start, end = match.span()
        marks = [mark for mark in match[0] if mark in _INWARD]
        ends = [mark for mark in match[0] if mark not in _INWARD]
        pieces += (text[place:start], *marks, *ends)
        place = end
        alone = len(marks) == 1 and text[start - 1].isalnum() and _CLEAR().match(text, end)
        meets = meets or not alone
    if not pieces:
        return text
    text = "".join(pieces) + text[place:]
    return merge(text) if meets else text
