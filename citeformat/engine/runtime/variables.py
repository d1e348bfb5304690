"""The values of variables, and the conditions that test them.

In: a context and the name of a variable. Out: its text, or whether a condition is true. Some
variables come from the circumstances of a cite, not from the record.

Source: CSL 1.0.2 specification, Appendix IV, "Variables"; "Choose".
"""

from __future__ import annotations

from citeformat.csl.variables import CONTEXT_VARIABLES
from citeformat.engine.runtime.context import Context
from citeformat.engine.runtime.numbers import is_numeric_text
from citeformat.engine.runtime.pages import format_pages
from citeformat.richtext.markup import parse

__all__ = [
    "EntryTooLong", "check_length", "disambiguates", "has", "is_numeric", "is_uncertain",
    "locator", "short", "value_of",
]  # fmt: skip


def value_of(context: Context, variable: str) -> str:
    """Return the text of a text or number variable, whether it comes from the record or not."""
    if variable not in CONTEXT_VARIABLES:
        return context.text[variable]
    if variable == "locator":
        return context.locator
    if variable == "year-suffix":
        context.year_suffix_pending = False
        return context.year_suffix or context.text["year-suffix"]
    if variable == "citation-label":
        return context.citation_label + context.year_suffix
    number = context.number if variable == "citation-number" else context.first_note
    if not number:
        return ""
    # A sort key is text: the numbers of all works get the same length.
    is_key = context.sort is not None and variable == "citation-number"
    return f"{number:09d}" if is_key else str(number)


def has(context: Context, variable: str) -> bool:
    """Return whether a variable is not empty (the condition `variable`)."""
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
    """Test the condition `is-numeric`."""
    return is_numeric_text(value_of(context, variable))


def is_uncertain(context: Context, variable: str) -> bool:
    """Test the condition `is-uncertain-date`."""
    return variable in context.dates and context.dates[variable].circa


def disambiguates(context: Context) -> bool:
    """Test the condition `disambiguate`: as many conditions of a cite are true as it needs."""
    context.disambiguate -= 1
    return context.disambiguate >= 0


def locator(context: Context, page_format: str, delimiter: str, ampersand: str) -> str:
    """Return the locator; page ranges are formatted, other ranges only get the delimiter."""
    text = parse(context.locator)
    if not text:
        return ""
    style = page_format if context.label in ("", "page") else ""
    return format_pages(text, style, delimiter, ampersand)


def short(context: Context, variable: str) -> str:
    """Return the short form of a variable, or the variable itself if the record has none."""
    return context.text[f"{variable}-short"] or context.text[variable]


class EntryTooLong(Exception):
    """A style prints the values of a record so often that the entry would be enormous."""


_LONGEST_ENTRY = 10_000_000


def check_length(context: Context, repeats: int) -> None:
    """Check that an entry cannot have more than ten million characters.

    Args:
        context: The context of the record.
        repeats: How often the style prints the same variable at most.

    Raises:
        EntryTooLong: It could.
    """
    length = sum(len(str(value)) for value in context.fields.values())
    if length * repeats > _LONGEST_ENTRY:
        raise EntryTooLong(f"the entry could have {length * repeats:,} characters")
