"""The formatting of one element: affixes, spans, text-case, strip-periods.

In: the text of an element. Out: the same text, formatted. The compiler writes most formatting into
the code of a style; `Formatting` is what it reads, and what names, dates and labels apply.

Source: CSL 1.0.2 specification, "Formatting", "Affixes", "Quotes", "Strip-periods", "Text-case".
"""

from __future__ import annotations

from typing import NamedTuple

from citeformat.richtext.text_case import change_case

__all__ = ["PLAIN", "Formatting", "strip_periods"]


def strip_periods(text: str) -> str:
    """Remove the periods from a text (the attribute strip-periods).

    >>> strip_periods("pp.")
    'pp'
    """
    return text.replace(".", "")


class Formatting(NamedTuple):
    """What happens to the text of an element: case, then spans, then affixes."""

    prefix: str = ""
    suffix: str = ""
    open: str = ""
    """The span characters before the text."""
    close: str = ""
    """The span characters after it, in the opposite order."""
    text_case: str = ""
    strip_periods: bool = False

    def __or__(self, inner: Formatting) -> Formatting:
        """Put this formatting around another one, without the affixes of that one. Its own
        text-case comes before that of the other.

        >>> (Formatting(prefix="(", suffix=")") | Formatting(text_case="uppercase")).apply("a")
        '(A)'
        """
        if inner == PLAIN:
            return self
        return Formatting(
            self.prefix,
            self.suffix,
            self.open + inner.open,
            inner.close + self.close,
            self.text_case or inner.text_case,
            self.strip_periods or inner.strip_periods,
        )

    def apply(self, text: str, language: str = "en") -> str:
        """Format a text; an empty text stays empty.

        Args:
            text: Flat rich text.
            language: The two letters of its language; title case applies to English only.

        >>> Formatting(prefix="(", suffix=")").apply("ed.")
        '(ed.)'
        """
        if not text:
            return ""
        if self.strip_periods:
            text = strip_periods(text)
        if self.text_case:
            text = change_case(text, self.text_case, language)
        return f"{self.prefix}{self.open}{text}{self.close}{self.suffix}"

    def apply_to_label(self, term: str, language: str) -> str:
        """Format the term of a label; title case applies in every language.

        >>> Formatting(text_case="title").apply_to_label("éd.", "fr")
        'Éd.'
        """
        return self.apply(term, "en" if self.text_case == "title" else language)


PLAIN = Formatting()
