"""The names that generated code may use.

`EXPORTED` is the global namespace of every compiled style; the compiler refuses code that uses
another name.

Source: CSL 1.0.2 specification, "Whitespace" (second-field-align), "Number", "Choose" (locator).
"""

from __future__ import annotations

from typing import Any

from citeformat.csl.formatting import Formatting, strip_periods
from citeformat.csl.locale import Locale
from citeformat.csl.options import NameOptions
from citeformat.engine.runtime.context import Context
from citeformat.engine.runtime.dates import DatePart, DateSpec, render_date
from citeformat.engine.runtime.labels import is_many, locator_term, render_label
from citeformat.engine.runtime.names.elements import (
    Names,
    first_names,
    names_text,
)
from citeformat.engine.runtime.names.spec import LabelSpec, NamesSpec
from citeformat.engine.runtime.numbers import is_numeric_text, render_number, sortable
from citeformat.engine.runtime.pages import format_pages
from citeformat.engine.runtime.style import (
    BibliographyOptions,
    BibliographyPart,
    CitationOptions,
    CitationPart,
    CompiledStyle,
    SortKey,
)
from citeformat.engine.runtime.substitution import render_substitute, substitute_names
from citeformat.engine.runtime.variables import (
    check_length,
    disambiguates,
    has,
    is_numeric,
    is_uncertain,
    locator,
    short,
    value_of,
)
from citeformat.richtext.spans import LEFT_MARGIN, RIGHT_INLINE, wrap
from citeformat.richtext.text_case import change_case

__all__ = ["EXPORTED"]


def align(first: str, rest: str, suffix: str) -> str:
    """Put the first field of an entry in a column of its own (second-field-align)."""
    return wrap(LEFT_MARGIN, first) + wrap(RIGHT_INLINE, rest + suffix)


def number(context: Context, variable: str, form: str) -> str:
    """Render a cs:number element."""
    value = value_of(context, variable)
    if context.sort is not None:
        return sortable(value)
    return render_number(value, form, context.locale, variable) if value else ""


def is_locator(context: Context, label: str) -> bool:
    """Test the condition `locator`."""
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
        Names,
        NamesSpec,
        SortKey,
        align,
        change_case,
        check_length,
        disambiguates,
        filter,
        first_names,
        format_pages,
        frozenset,
        has,
        is_locator,
        is_many,
        is_numeric,
        is_uncertain,
        locator,
        names_text,
        number,
        render_date,
        render_label,
        render_substitute,
        short,
        strip_periods,
        substitute_names,
        value_of,
    )
}
