"""Punctuation where elements join: what is merged, and what moves into a closing quotation.

In and out: flat rich text. Elements are joined without a look at each other, so that "Who?" and a
suffix "." meet here as "?.". Marks that are side by side in one field have a guard between them
(`markup.guard`), and so never meet. Marks meet through span characters, which stay where they are.

Source: CSL 1.0.2 specification, "Locale-specific options" (punctuation-in-quote); which of two
marks survives is settled by the CSL test suite's `punctuation_FullMonty*` tables.
"""

from __future__ import annotations

import re

from citeformat._util.patterns import lazy_pattern
from citeformat._util.remembered import remember
from citeformat.richtext.spans import CLOSERS, GUARD, QUOTE, SINGLE, SPAN_MARK, close_of

__all__ = ["merge", "move_into_quotes"]

_QUOTE_CLOSE, _SINGLE_CLOSE = close_of(QUOTE), close_of(SINGLE)
_INWARD = ".,!?"
"""Marks that move into a quotation."""
_RUN = rf"[{CLOSERS}{_INWARD}]*[{_INWARD}](?!{GUARD})"
"""Marks after a quotation. Those of one value ("...", "?!") stay together, outside."""
_AFTER_QUOTE = lazy_pattern(rf"{_QUOTE_CLOSE}{_RUN}")
_AFTER_ANY_QUOTE = lazy_pattern(rf"[{_QUOTE_CLOSE}{_SINGLE_CLOSE}]{_RUN}")
_PARTS = " \u00a0\r\n.,:;!?"
_SPAN = SPAN_MARK[1:-1]
_CLEAR = lazy_pattern(rf"\Z| {SPAN_MARK}*(?![{_PARTS}{_SPAN}])")
"""What follows a mark that moves away without making other marks meet."""
_SUSPICIOUS = re.compile(
    rf"[{_PARTS}](?=[{_PARTS}{_SPAN}])(?!(?:(?<=[.,:;!?])|(?<=\.),) [^{_PARTS}{_SPAN}])"
    rf"(?:(?:{SPAN_MARK}*[{_PARTS}]){{2,}}|(?<=[ \u00a0\r\n]){SPAN_MARK}*[ .,;]"
    rf"|(?<=[.,:;!?]){SPAN_MARK}*[.,:;!?])"
)
"""A run of marks and blanks in which one may be too many. The rules are applied to such runs
alone. The pattern begins with a set of characters. It skips a mark with one blank at once, and an
initial with its comma, so that most text is scanned at the speed of C."""
# Of two marks that meet, the second goes ...
_SECOND_GOES = lazy_pattern(
    rf"([.:;!?])({SPAN_MARK}*)\.|([:;!?])({SPAN_MARK}*):|([;!?,])({SPAN_MARK}*)\5"
    rf"|(:)({SPAN_MARK}*) ({SPAN_MARK}*):"
)
# ... or the first.
_FIRST_GOES = lazy_pattern(rf"[:;]({SPAN_MARK}*)([!?])")
# A comma goes before a blank and a full stop: what it would separate is not there.
_COMMA_GOES = lazy_pattern(rf",({SPAN_MARK}*)[ \u00a0]+({SPAN_MARK}*)(\.)(?=\s|{SPAN_MARK}|$)")
_BLANKS = lazy_pattern(rf"([ \u00a0])((?:{SPAN_MARK})*) +")
_BLANK_BEFORE = lazy_pattern(
    rf"(?<![ \u00a0])(?: +({SPAN_MARK}*)(;)|(?<![\r\n])[ \u00a0\r\n]+({SPAN_MARK}*)([.,]))"
    rf"(?=\s|{SPAN_MARK}|$)"
)


def merge(text: str) -> str:
    """Merge doubled punctuation and doubled blanks.

    >>> merge("What?. Why:! So,, it  is.")
    'What? Why! So, it is.'
    """
    return _SUSPICIOUS.sub(_merged, text)


def _merged(match: re.Match[str]) -> str:
    text, end = match.string, match.end()
    before_word = end < len(text) and not (text[end].isspace() or "\ue000" <= text[end] < GUARD)
    return _merged_run(match[0], before_word)


@remember(1 << 12)
def _merged_run(run: str, before_word: bool) -> str:
    """Merge a run of marks and blanks. The rules are applied until none of them changes anything,
    since one mark less makes others meet; a style makes few different runs, again and again."""
    word = "x" if before_word else ""
    run += word
    while True:
        merged = _SECOND_GOES().sub(_groups, _BLANKS().sub(r"\1\2", run))
        before = _FIRST_GOES().sub(r"\1\2", merged)
        merged = _COMMA_GOES().sub(_groups, before)
        if merged == before:
            merged = _BLANK_BEFORE().sub(_groups, merged)
        if merged == run:
            return run.removesuffix(word)
        run = merged


def _groups(match: re.Match[str]) -> str:
    """Return what the groups of a rule matched: the marks and spans that it keeps."""
    return "".join(group for group in match.groups() if group)


def move_into_quotes(text: str) -> str:
    """Move full stops, commas, exclamation and question marks into the quotation before them, and
    merge them with the marks that they meet there.

    >>> from citeformat.richtext.spans import QUOTE, close_of, wrap
    >>> move_into_quotes(wrap(QUOTE, "Title") + ", 2012") == wrap(QUOTE, "Title,") + " 2012"
    True
    """
    if _SINGLE_CLOSE in text:
        after_quote = _AFTER_ANY_QUOTE()
    elif _QUOTE_CLOSE in text:
        after_quote = _AFTER_QUOTE()
    else:
        return text
    pieces: list[str] = []
    done, meets = 0, False
    for match in after_quote.finditer(text):
        (start, end), run = match.span(), match[0]
        marks, ends = run[1:], run[0]
        if len(run) > 2:  # most quotations have one mark after them
            marks = "".join([mark for mark in run if mark in _INWARD])
            if marks.endswith(",.") and not text[end:].strip(CLOSERS):
                marks = f"{marks[:-2]}."  # the comma separates nothing from the end
            ends = "".join([mark for mark in run if mark not in _INWARD])
        pieces += (text[done:start], marks, ends)
        done = end
        alone = len(marks) == 1 and text[start - 1].isalnum() and _CLEAR().match(text, end)
        meets = meets or not alone
    if not pieces:
        return text
    text = "".join(pieces) + text[done:]
    return merge(text) if meets else text
