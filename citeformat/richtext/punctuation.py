"""Punctuation where elements join: what is merged, and what moves into a closing quotation.

In and out: flat rich text. Marks that one field holds side by side are parted by a guard
(`markup.guard`), and so are never touched.

Source: CSL 1.0.2 specification, "Locale-specific options" (punctuation-in-quote); which of two
marks survives is settled by the CSL test suite's `punctuation_FullMonty*` tables.
"""

from __future__ import annotations

import re

from citeformat.richtext.spans import CLOSERS, QUOTE, SPAN_MARK, close_of

__all__ = ["merge", "move_into_quotes"]

_QUOTE_CLOSE = close_of(QUOTE)
# Of two marks that meet, the second goes ...
_SECOND_GOES = re.compile(
    rf"([.:;!?])({SPAN_MARK}*)\.|([:;!?])({SPAN_MARK}*):|([;!?,])({SPAN_MARK}*)\5"
    rf"|(:)({SPAN_MARK}*) ({SPAN_MARK}*):"
)
# ... or the first.
_FIRST_GOES = re.compile(rf"[:;]({SPAN_MARK}*)([!?])")
_BLANKS = re.compile(rf"([ \u00a0])((?:{SPAN_MARK})*) +")
_BLANK_BEFORE = re.compile(
    rf"(?<![ \u00a0])(?: +({SPAN_MARK}*)(;)|[ \u00a0]+({SPAN_MARK}*)([.,]))(?=\s|{SPAN_MARK}|$)"
)
_AFTER_QUOTE = re.compile(rf"({_QUOTE_CLOSE}[{CLOSERS}]*)([.,!?]+)")
_SUSPICIOUS = re.compile(
    rf"[ \u00a0]{SPAN_MARK}*[ .,;]|[.,:;!?]{SPAN_MARK}*[.,:;!?]|:{SPAN_MARK}* {SPAN_MARK}*:"
)
"""What most texts have none of; one look saves the others."""


def merge(text: str) -> str:
    """Merge doubled punctuation and doubled blanks, until there are none.

    >>> merge("What?. Why:! So,, it  is.")
    'What? Why! So, it is.'
    """
    while _SUSPICIOUS.search(text):
        merged = _SECOND_GOES.sub(_keep_first, _BLANKS.sub(r"\1\2", text))
        merged = _BLANK_BEFORE.sub(_keep_first, _FIRST_GOES.sub(r"\1\2", merged))
        if merged == text:
            break
        text = merged
    return text


def _keep_first(match: re.Match[str]) -> str:
    return "".join(group for group in match.groups() if group)


def move_into_quotes(text: str) -> str:
    """Move full stops, commas, exclamation and question marks into a quotation that they follow.

    >>> from citeformat.richtext.spans import QUOTE, close_of, wrap
    >>> move_into_quotes(wrap(QUOTE, "Title") + ", 2012") == wrap(QUOTE, "Title,") + " 2012"
    True
    """
    if _QUOTE_CLOSE not in text:
        return text
    while True:
        moved = _AFTER_QUOTE.sub(r"\2\1", text)
        if moved == text:
            return text
        text = moved
