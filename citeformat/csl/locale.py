"""A locale as data: terms, quotation marks and options, merged for one style and language.

The compiler merges the locales (`engine/compiler/locales.py`) and writes the result into the code
of a style; the runtime looks terms up in it.

Source: CSL 1.0.2 specification, "Locale", "Terms", "Localized Date Formats", "Locale Fallback".
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from citeformat.csl.variables import LOCATORS
from citeformat.richtext.finish import Quotes

__all__ = ["DEFAULT_LOCALE", "FORM_FALLBACK", "Locale", "Term", "canonical_tag"]

DEFAULT_LOCALE = "en-US"
"""The locale of a style without a default-locale, and the last one that terms are taken from."""

Term = tuple[str, str, str]
"""A term's singular, its plural, and its gender (`"masculine"`, `"feminine"` or `""`)."""

FORM_FALLBACK = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}
"""A form of a term -> the form that is used if the locale does not have it."""

_NO_TERMS: Mapping[tuple[str, str, str], Term] = MappingProxyType({})
_NO_ORDINALS: Mapping[tuple[str, str], str] = MappingProxyType({})


def canonical_tag(tag: str) -> str:
    """Write a BCP 47 tag in its usual case, with hyphens.

    >>> canonical_tag("de_at"), canonical_tag("ZH-hant-tw")
    ('de-AT', 'zh-Hant-TW')
    """
    language, *rest = tag.replace("_", "-").split("-")
    cased = [{2: part.upper(), 4: part.title()}.get(len(part), part) for part in rest]
    return "-".join([language.lower(), *cased])


class Locale:
    """The merged locale of one style.

    Args:
        lang: A BCP 47 tag, as in the names of the locale files (`en-US`).
        terms: (name, form, gender form) -> term; the forms are those of `FORM_FALLBACK`.
        ordinals: (name, gender form) of an ordinal term -> its `match` attribute.
        limit_day_ordinals: Whether only the first day of a month is an ordinal.
        punctuation_in_quote: Whether full stops and commas go inside quotation marks.
    """

    __slots__ = (
        "_locator_words",
        "_quotes",
        "lang",
        "language",
        "limit_day_ordinals",
        "ordinals",
        "punctuation_in_quote",
        "terms",
    )

    def __init__(
        self,
        lang: str,
        terms: Mapping[tuple[str, str, str], Term] = _NO_TERMS,
        ordinals: Mapping[tuple[str, str], str] = _NO_ORDINALS,
        limit_day_ordinals: bool = False,
        punctuation_in_quote: bool = False,
    ) -> None:
        self.lang = lang
        self.language = lang[:2].lower()
        """The two letters of its language."""
        self.terms = terms
        self.ordinals = ordinals
        self.limit_day_ordinals = limit_day_ordinals
        self.punctuation_in_quote = punctuation_in_quote
        self._locator_words: Mapping[str, str] = {}
        self._quotes = Quotes(
            self.term("open-quote") or "“",
            self.term("close-quote") or "”",
            self.term("open-inner-quote") or "‘",
            self.term("close-inner-quote") or "’",
            punctuation_in_quote,
        )

    def term(self, name: str, form: str = "long", plural: bool = False) -> str:
        """Return the text of a term, in a form or the nearest one that the locale has.

        Returns:
            The text, or `""` if the locale does not have the term.

        >>> Locale("en-US", {("page", "short", ""): ("p.", "pp.", "")}).term("page", "symbol", True)
        'pp.'
        """
        found = self.terms.get((name, form, "")) or self.find(name, form)
        return found[plural] if found else ""

    def find(self, name: str, form: str = "long") -> Term | None:
        """Return a term in a form or the nearest one that the locale has, or `None`.

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

    def ampersand(self) -> str:
        """Return what joins two numbers: the symbol for "and", or `&` if it is the word again.

        >>> Locale("de", {("and", "long", ""): ("und", "", "")}).ampersand()
        '&'
        """
        symbol = self.term("and", "symbol")
        return symbol if symbol and symbol != self.term("and") else "&"

    def gender(self, name: str) -> str:
        """Return the grammatical gender of a term: `"masculine"`, `"feminine"` or `""`."""
        found = self.find(name)
        return found[2] if found else ""

    def locator_words(self) -> Mapping[str, str]:
        """Return the words for locators: each form of their terms, in lower case -> the label.

        >>> Locale("de", {("page", "short", ""): ("S.", "S.", "")}).locator_words()["s."]
        'page'
        """
        if self._locator_words:  # each page of a site asks for them
            return self._locator_words
        words: dict[str, str] = {}
        for wanted in ("long", "short", "symbol"):
            for (name, form, _), term in self.terms.items():
                if form == wanted and name in LOCATORS:
                    for word in term[:2]:
                        words.setdefault(" ".join(word.casefold().split()), name)
        words.pop("", None)
        self._locator_words = MappingProxyType(words)
        return self._locator_words

    def quotes(self) -> Quotes:
        """Return the quotation marks of the locale."""
        return self._quotes
