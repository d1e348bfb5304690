"""The values of variables that depend on the circumstances, not on the record alone.

Source: CSL 1.0.2 specification, Appendix IV, "Variables".
"""

from __future__ import annotations

from collections.abc import Callable

from citeformat.engine.runtime.context import Context
from citeformat.engine.runtime.numbers import is_numeric as is_numeric_text
from citeformat.engine.runtime.pages import format_pages
from citeformat.richtext.markup import parse

__all__ = [
    "disambiguates", "has", "is_numeric", "is_uncertain", "locator", "short", "value_of",
    "year_suffix",
]  # fmt: skip


def value_of(context: Context, variable: str) -> str:
    """The text of a text or number variable, wherever it comes from."""
    special = _SPECIAL.get(variable)
    return context.text[variable] if special is None else special(context)


def year_suffix(context: Context) -> str:
    """The variable year-suffix: from disambiguation, or the record's own."""
    context.year_suffix_pending = False
    return context.year_suffix or context.text["year-suffix"]


def _citation_label(context: Context) -> str:
    """The label, with the letter that tells works of one label apart."""
    return context.citation_label + context.year_suffix


def _citation_number(context: Context) -> str:
    if not context.number:
        return ""
    return str(context.number) if context.sort is None else f"{context.number:09d}"


def _locator(context: Context) -> str:
    return context.locator


def _first_note(context: Context) -> str:
    return str(context.first_note) if context.first_note else ""


_SPECIAL: dict[str, Callable[[Context], str]] = {
    "citation-number": _citation_number,
    "locator": _locator,
    "year-suffix": year_suffix,
    "citation-label": _citation_label,
    "first-reference-note-number": _first_note,
}


def has(context: Context, variable: str) -> bool:
    """Whether a variable is not empty (the condition `variable`)."""
    if variable in context.fields:
        return True
    if variable == "locator":
        return bool(context.locator)
    if variable == "year-suffix":
        return bool(context.year_suffix)
    if variable == "first-reference-note-number":
        return bool(context.first_note)
    if variable == "citation-number":
        return bool(context.number)
    if variable == "citation-label":
        return bool(context.citation_label)
    return bool(context.text[variable])


def is_numeric(context: Context, variable: str) -> bool:
    """The condition `is-numeric`."""
    return is_numeric_text(value_of(context, variable))


def is_uncertain(context: Context, variable: str) -> bool:
    """The condition `is-uncertain-date`."""
    return variable in context.dates and context.dates[variable].circa


def disambiguates(context: Context) -> bool:
    """The condition `disambiguate`: true for as many of a cite's conditions as are needed."""
    context.disambiguate -= 1
    return context.disambiguate >= 0


def locator(context: Context, page_format: str, delimiter: str, ampersand: str) -> str:
    """The locator, with its ranges as the style writes those of pages."""
    text = parse(context.locator)
    if not text:
        return ""
    style = page_format if context.label in ("", "page") else ""
    return format_pages(text, style, delimiter, ampersand)


def short(context: Context, variable: str) -> str:
    """The short form of a variable, or the variable itself where there is none."""
    return context.text[_SHORT.get(variable, f"{variable}-short")] or context.text[variable]


_SHORT = {"title": "title-short", "container-title": "container-title-short"}
