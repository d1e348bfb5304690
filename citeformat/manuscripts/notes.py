"""Rules for citations in notes: the capital at the start, parentheses, and punctuation at marks.

In: finished rich text of a citation, or the text of a manuscript around it. Out: the text that the
note has, or how much of the punctuation precedes the mark.

Source: pandoc's manual, "Citations in note styles", "notes-after-punctuation".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citeformat._util.patterns import lazy_pattern
from citeformat.richtext.spans import BOLD, MARK
from citeformat.richtext.text_case import capitalize_first

if TYPE_CHECKING:
    from citeformat.engine.processor.result import CitationText

__all__ = [
    "after_text",
    "begun_note",
    "has_note",
    "in_note",
    "note_text",
    "punctuation_before_mark",
    "quotes_at_end",
    "without_period",
]

_SENTENCE_ENDS = (".", "!", "?")
_CLOSING_QUOTES = "\"'”’»›“‘"

_ENDS = ".,;:!?"
"""Punctuation that a mark follows."""
_AFTER_END = f"{_CLOSING_QUOTES})"
"""What may be between such punctuation and the mark: it ends a quotation or parentheses."""
_PUNCTUATION = re.compile(rf"[{_ENDS}][{_ENDS}{_AFTER_END}]*")
_QUOTES_AT_END = re.compile(r"(?<=\w)[\"'”’]+\Z")
_MARKS = lazy_pattern(f"{MARK}+")
_OPENING_QUOTES = ("“", "‘", "„", "«", "»", "「", "『", '"')
_ABBREVIATED = re.compile(r"\b(?:ibid|id|ead|eds?|etc)\.\Z", re.IGNORECASE)
"""Words whose full stop is not that of the sentence."""


def note_text(rich: str, language: str = "en") -> str:
    """Return the text of a note that is a citation: it begins with a capital, but a title in
    quotation marks keeps the case that the style has given it.

    Args:
        rich: The finished rich text of the citation.
        language: The language of the style, such as `"tr"`, for letters with their own rule.

    >>> note_text("ibid. 9.")
    'Ibid. 9.'
    """
    return rich if rich.startswith(_OPENING_QUOTES) else capitalize_first(rich, language)


def begun_note(text: CitationText, rich: str, language: str) -> str:
    """Return the text of a note that begins with a citation. An unknown key stays as it is.

    Args:
        text: The citation.
        rich: Its finished rich text.
        language: The language of the style, such as `"tr-TR"`.
    """
    if text.problems and rich.startswith(BOLD):
        return rich
    return note_text(rich, language.partition("-")[0])


def has_note(text: CitationText) -> bool:
    """Return whether a citation has a text for a note. A narrative citation of an unknown work has
    its key in the sentence only."""
    return bool(text) and (text.author is None or text.rich != text.author.rich)


def in_note(rich: str, *, narrative: bool = False, ends_sentence: bool = False) -> str:
    """Return the text of a citation in a note that has more text before it.

    A note inside a note does not exist: the citation is in parentheses. After the names of a
    narrative citation, it follows a comma.

    Args:
        rich: The finished rich text of the citation, without the names of a narrative one.
        narrative: Whether names precede it.
        ends_sentence: Whether it is the end of the sentence, and keeps its full stop.

    >>> in_note("Knuth, The TeXbook, 7."), in_note("The TeXbook, 7.", narrative=True)
    ('(Knuth, The TeXbook, 7)', ', The TeXbook, 7')
    """
    if narrative:
        return f", {rich if ends_sentence else without_period(rich)}" if rich else ""
    return f"({without_period(rich)})"


def without_period(rich: str) -> str:
    """Remove the full stop at the end of rich text, also inside a quotation; that of an
    abbreviation such as "ibid." stays.

    >>> without_period("Turing, “Mind.”"), without_period("ibid.")
    ('Turing, “Mind”', 'ibid.')
    """
    end = len(rich)
    while end and (_MARKS().match(rich[end - 1]) or rich[end - 1] in _AFTER_END):
        end -= 1
    if not rich[:end].endswith(".") or _ABBREVIATED.search(_MARKS().sub("", rich[:end])):
        return rich
    return rich[: end - 1] + rich[end:]


def punctuation_before_mark(text: str, start: int = 0) -> str:
    """Return the punctuation that a mark follows, although it is written after the citation.

    Args:
        text: The text of the manuscript.
        start: The end of the citation.

    >>> punctuation_before_mark('[@knuth]." And', 8), punctuation_before_mark(" and")
    ('."', '')
    """
    match = _PUNCTUATION.match(text, start)
    return match[0] if match else ""


def after_text(punctuation: str, text: str) -> str:
    """Return punctuation as it is written after a text: no full stop follows the end of a sentence.

    Args:
        punctuation: The punctuation before a mark.
        text: The text before it, without markup.

    >>> after_text(".", "It is"), after_text(".", "Is it?"), after_text(".)", "He said “yes.”")
    ('.', '', ')')
    """
    ends = text.rstrip(_CLOSING_QUOTES).endswith(_SENTENCE_ENDS)
    return punctuation.removeprefix(".") if ends else punctuation


def quotes_at_end(text: str) -> str:
    """Return the closing quotation marks at the end of the text before a citation, which American
    punctuation goes inside of.

    >>> quotes_at_end('He said "yes"'), quotes_at_end("yes")
    ('"', '')
    """
    match = _QUOTES_AT_END.search(text)
    return match[0] if match else ""
