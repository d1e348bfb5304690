"""A locale as data: terms, date formats and options, already merged for one style and language.

Source: CSL 1.0.2 specification, "Locale", "Terms", "Localized Date Formats", "Locale Fallback".
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from citeformat.richtext.finish import Quotes

__all__ = ["FORM_FALLBACK", "Locale", "Term"]

Term = tuple[str, str, str]
"""A term's singular, its plural, and its gender (`"masculine"`, `"feminine"` or `""`)."""

FORM_FALLBACK = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}
"""A form of a term -> the form used where the locale has none of it."""

_NOTHING: Mapping[Any, Any] = MappingProxyType({})


class Locale:
    """The merged locale that one style is rendered in.

    Args:
        lang: BCP 47, as the locale files are named (`en-US`).
        terms: (name, form, gender form) -> term; forms are `long`, `short`, `verb` ...
        ordinals: Ordinal term name -> its `match` attribute.
        limit_day_ordinals: Whether only the first day of a month is an ordinal.
        punctuation_in_quote: Whether full stops and commas stand inside quotation marks.
    """

    __slots__ = (
        "_quotes",
        "lang",
        "limit_day_ordinals",
        "ordinals",
        "punctuation_in_quote",
        "terms",
    )

    def __init__(
        self,
        lang: str,
        terms: Mapping[tuple[str, str, str], Term] = _NOTHING,
        ordinals: Mapping[str, str] = _NOTHING,
        limit_day_ordinals: bool = False,
        punctuation_in_quote: bool = False,
    ) -> None:
        self.lang = lang
        self.terms = terms
        self.ordinals = ordinals
        self.limit_day_ordinals = limit_day_ordinals
        self.punctuation_in_quote = punctuation_in_quote
        self._quotes = Quotes(
            self.term("open-quote") or "“",
            self.term("close-quote") or "”",
            self.term("open-inner-quote") or "‘",
            self.term("close-inner-quote") or "’",
            punctuation_in_quote,
        )

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
        """The term in the form asked for or the nearest one that exists, or `None`.

        Each number variable has a term (Appendix II); the locale files call those of part-number,
        supplement-number and printing-number `part`, `supplement` and `printing`.
        """
        wanted = form
        while True:
            found = self.terms.get((name, form, ""))
            if found is not None:
                return found
            if form == "long":
                break
            form = FORM_FALLBACK.get(form, "long")
        short = name.removesuffix("-number")
        return self.find(short, wanted) if short != name else None

    def gender(self, name: str) -> str:
        """The grammatical gender of a term: `"masculine"`, `"feminine"` or `""`."""
        found = self.find(name)
        return found[2] if found else ""

    def quotes(self) -> Quotes:
        """The locale's quotation marks."""
        return self._quotes
