"""The formatting of one element: affixes, spans, text-case, as the writer of code applies it.

Source: CSL 1.0.2 specification, "Formatting", "Affixes", "Quotes", "Strip-periods", "Text-case".
"""

from __future__ import annotations

from typing import NamedTuple

from citeformat.richtext.text_case import change_case

__all__ = ["PLAIN", "Formatting"]


class Formatting(NamedTuple):
    """What happens to the text of an element, from the inside to the outside."""

    prefix: str = ""
    suffix: str = ""
    open: str = ""
    """The span characters before the text."""
    close: str = ""
    """The span characters behind it, in the opposite order."""
    text_case: str = ""
    strip_periods: bool = False

    def __or__(self, inner: Formatting) -> Formatting:
        """This formatting around another, whose affixes are left out; a text-case of its own
        counts before the other's.

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

    def apply(self, text: str, english: bool = True) -> str:
        """The formatted text; nothing stays nothing.

        Args:
            text: Flat rich text.
            english: Whether title case may be used.

        >>> Formatting(prefix="(", suffix=")").apply("ed.")
        '(ed.)'
        """
        if not text:
            return ""
        if self.strip_periods:
            text = text.replace(".", "")
        if self.text_case:
            text = change_case(text, self.text_case, english)
        return f"{self.prefix}{self.open}{text}{self.close}{self.suffix}"


PLAIN = Formatting()
