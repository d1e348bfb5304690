"""Merge the locales of a style into the locale that it is rendered in.

In: the locale elements of a `Tree`, in the order of fallback. Out: a `Locale`, and a warning if
only English has terms.

Source: CSL 1.0.2 specification, "Locale Fallback", "Terms", "Ordinal Suffixes".
"""

from __future__ import annotations

from collections.abc import Set

from citeformat.csl.locale import FORM_FALLBACK, Locale, Term
from citeformat.engine.compiler.parse import Element, Tree
from citeformat.errors import Problem
from citeformat.richtext.markup import APOSTROPHE

__all__ = ["date_format", "merge_locales", "missing_terms"]

_Key = tuple[str, str, str]


def merge_locales(tree: Tree) -> Locale:
    """Merge the locales: for each term and option, the first locale that defines it decides.

    A form of a term in English is used only if the language has no form that it falls back to.
    """
    terms: dict[_Key, Term] = {}
    ordinals: dict[tuple[str, str], str] = {}
    language = tree.lang.split("-")[0]
    foreign: set[_Key] = set()
    """The terms of another language."""
    for locale in reversed(tree.locales):
        own = _terms(locale)
        if locale.get("lang", language).split("-")[0] != language:
            foreign |= {key for key, _, _ in own}
        elif foreign:
            hidden = _hidden_forms(foreign, {key[:2] for key, _, _ in own})
            terms = {key: term for key, term in terms.items() if key not in hidden}
            foreign -= hidden | {key for key, _, _ in own}
        if any(name.startswith("ordinal") for (name, _, _), _, _ in own):
            # A locale with ordinals of its own defines all that it needs.
            terms = {key: term for key, term in terms.items() if not key[0].startswith("ordinal")}
            ordinals = {}
        redefined = {(name, form) for (name, form, _), _, _ in own}
        inherited = terms
        terms = {key: term for key, term in inherited.items() if key[:2] not in redefined}
        for key, (single, multiple, gender), match in own:
            # A term that a style rewords keeps the gender of its language.
            former = inherited[key][2] if key in inherited else ""
            terms[key] = single, multiple, gender or former
            if match:
                ordinals[key[0], key[2]] = match
    return Locale(
        lang=tree.lang,
        terms=dict(sorted(terms.items())),
        ordinals=dict(sorted(ordinals.items())),
        limit_day_ordinals=_option(tree, "limit-day-ordinals-to-day-1"),
        punctuation_in_quote=_option(tree, "punctuation-in-quote"),
    )


def _hidden_forms(foreign: Set[_Key], own: Set[tuple[str, str]]) -> set[_Key]:
    """Return the terms of another language whose form falls back to one that the language has."""
    hidden = set()
    for key in foreign:
        name, form, _ = key
        while form != "long":
            form = FORM_FALLBACK.get(form, "long")
            if (name, form) in own:
                hidden.add(key)
    return hidden


def _terms(locale: Element) -> list[tuple[_Key, Term, str]]:
    """Read the terms of a cs:locale: their keys, texts and `match`."""
    result = []
    for group in locale.find_all("terms"):
        for term in group.find_all("term"):
            single, multiple = term.find("single"), term.find("multiple")
            if single is None and multiple is None:
                one = many = term.text
            else:
                one = single.text if single is not None else ""
                many = multiple.text if multiple is not None else one
            one, many = one if one.strip() else "", many if many.strip() else ""
            # gender and gender-form are "masculine" or "feminine"; without them, a term is neuter.
            key = (term.get("name"), term.get("form", "long"), term.get("gender-form"))
            if not key[0].endswith("-quote"):
                one, many = one.replace("'", APOSTROPHE), many.replace("'", APOSTROPHE)
            result.append((key, (one, many, term.get("gender")), term.get("match")))
    return result


def _option(tree: Tree, name: str) -> bool:
    for locale in tree.locales:
        for options in locale.find_all("style-options"):
            if name in options.attributes:
                return options.get(name) == "true"
    return False


def missing_terms(tree: Tree) -> list[Problem]:
    """Warn if no locale has terms in the language that was asked for."""
    language = tree.lang.split("-")[0]
    for locale in tree.locales:
        if locale.get("lang").split("-")[0] == language and locale.find("terms") is not None:
            return []
    message = f"the locale {tree.lang!r} has no terms; English terms are used"
    hint = "choose another locale, or add a cs:locale with its terms to the style"
    return [Problem("warning", message, tree.name, 0, hint)]


def date_format(tree: Tree, form: str) -> Element | None:
    """Find the localized date format (`"text"` or `"numeric"`)."""
    for locale in tree.locales:
        for date in locale.find_all("date"):
            if date.get("form") == form:
                return date
    return None
