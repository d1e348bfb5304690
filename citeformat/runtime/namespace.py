"""The names that generated code may use: all of them, and nothing else.

Source of the layout helper: CSL 1.0.2 specification, "Whitespace" (second-field-align).
"""

from __future__ import annotations

from typing import Any

from citeformat.csl.formatting import Formatting, change_case
from citeformat.csl.locale import Locale
from citeformat.csl.options import NameOptions
from citeformat.richtext.spans import LEFT_MARGIN, RIGHT_INLINE, wrap
from citeformat.runtime.compiled import (
    BibliographyOptions,
    BibliographyPart,
    CitationOptions,
    CitationPart,
    CompiledStyle,
    SortKey,
)
from citeformat.runtime.context import Context
from citeformat.runtime.dates import DatePart, DateSpec, render_date
from citeformat.runtime.labels import is_many, locator_term, render_label
from citeformat.runtime.names import LabelSpec, NamesSpec, render_names
from citeformat.runtime.numbers import is_numeric as is_numeric_text
from citeformat.runtime.numbers import render_number, sortable
from citeformat.runtime.pages import format_pages
from citeformat.runtime.variables import (
    disambiguates,
    has,
    is_numeric,
    is_uncertain,
    locator,
    short,
    value_of,
)

__all__ = ["EXPORTED"]


def align(first: str, rest: str, suffix: str) -> str:
    """An entry whose first field stands in a column of its own."""
    return wrap(LEFT_MARGIN, first) + wrap(RIGHT_INLINE, rest + suffix)


def number(context: Context, variable: str, form: str) -> str:
    """The text of cs:number."""
    value = value_of(context, variable)
    if context.sort is not None:
        return sortable(value)
    return render_number(value, form, context.locale, variable) if value else ""


def is_locator(context: Context, label: str) -> bool:
    """The condition `locator`."""
    return bool(context.locator) and locator_term(context).replace(" ", "-") == label.replace(
        " ", "-"
    )


EXPORTED: dict[str, Any] = {"is_numeric_text": is_numeric_text} | {
    value.__name__: value
    for value in (
        BibliographyOptions,
        BibliographyPart,
        CitationOptions,
        CitationPart,
        CompiledStyle,
        DatePart,
        DateSpec,
        Formatting,
        LabelSpec,
        Locale,
        NameOptions,
        NamesSpec,
        SortKey,
        align,
        change_case,
        disambiguates,
        filter,
        format_pages,
        has,
        is_locator,
        is_many,
        is_numeric,
        is_uncertain,
        locator,
        number,
        render_date,
        render_label,
        render_names,
        short,
        value_of,
    )
}
