"""A locale as data: terms, date formats and options, already merged for one style and language.

Source: CSL 1.0.2 specification, "Locale", "Terms", "Localized Date Formats", "Locale Fallback".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from citeformat.richtext.finish import Quotes

__all__ = ["FORM_FALLBACK", "Locale", "Term"]

Term = tuple[str, str, str]
"""A term's singular, its plural, and its gender (`"masculine"`, `"feminine"` or `""`)."""

FORM_FALLBACK = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}
"""A form of a term -> the form used where the locale has none of it."""


@dataclass(frozen=True)
class Locale:
    """The merged locale that one style is rendered in."""

    lang: str
    """BCP 47, as the locale files are named (`en-US`)."""
    terms: Mapping[tuple[str, str, str], Term] = field(repr=False, default_factory=dict)
    """(name, form, gender form) -> term; forms are `long`, `short`, `verb` ..."""
    ordinals: Mapping[str, str] = field(repr=False, default_factory=dict)
    """Ordinal term name -> its `match` attribute."""
    limit_day_ordinals: bool = False
    """Whether only the first day of a month is an ordinal."""
    punctuation_in_quote: bool = False

    @property
    def is_english(self) -> bool:
        """Whether title case may be used on its terms."""
        return self.lang.startswith("en")

    def term(self, name: str, form: str = "long", plural: bool = False) -> str:
        """The text of a term, in the form asked for or the nearest one that exists.

        Returns:
            The text, or `""` where the locale does not know the term.

        >>> Locale("en-US", {("page", "short", ""): ("p.", "pp.", "")}).term("page", "symbol", True)
        'pp.'
        """
        found = self.terms.get((name, form, "")) or self.find(name, form)
        return found[plural] if found else ""

    def find(self, name: str, form: str = "long") -> Term | None:
        """The term in the form asked for or the nearest one that exists, or `None`."""
        while True:
            found = self.terms.get((name, form, ""))
            if found is not None or form == "long":
                return found
            form = FORM_FALLBACK.get(form, "long")

    def gender(self, name: str) -> str:
        """The grammatical gender of a term: `"masculine"`, `"feminine"` or `""`."""
        found = self.terms.get((name, "long", ""))
        return found[2] if found else ""

    def quotes(self) -> Quotes:
        """The locale's quotation marks."""
        return self._quotes

    @cached_property
    def _quotes(self) -> Quotes:
        return Quotes(
            self.term("open-quote") or "“",
            self.term("close-quote") or "”",
            self.term("open-inner-quote") or "‘",
            self.term("close-inner-quote") or "’",
            self.punctuation_in_quote,
        )
