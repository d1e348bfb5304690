"""cs:label outside cs:names: the word for a page, volume, locator ...

Source: CSL 1.0.2 specification, "Label".
"""

from __future__ import annotations

import re

from citeformat.csl.formatting import Formatting
from citeformat.engine.runtime.context import Context
from citeformat.engine.runtime.numbers import is_plural
from citeformat.engine.runtime.variables import value_of

__all__ = ["is_many", "locator_term", "render_label"]

_COUNT = re.compile(r"\s*[0-9]{1,18}\s*")
_COUNTS = frozenset({"number-of-pages", "number-of-volumes"})


def locator_term(context: Context) -> str:
    """The term that names what the locator counts."""
    label = context.label or "page"
    for name in (label, label.replace("-", " "), label.replace(" ", "-")):
        if context.locale.find(name) is not None:
            return name
    return label


def render_label(
    context: Context, variable: str, form: str, plural: str, formatting: Formatting
) -> str:
    """The label of a number variable, `""` where the variable is empty."""
    value = value_of(context, variable)
    if not value:
        return ""
    name = locator_term(context) if variable == "locator" else variable
    if plural == "contextual":
        many = is_many(variable, value)
    else:
        many = plural == "always"
    return formatting.apply(context.locale.term(name, form, many), context.locale.is_english)


def is_many(variable: str, value: str) -> bool:
    """Whether the label of a variable is in the plural."""
    if variable in _COUNTS and _COUNT.fullmatch(value):
        return int(value) > 1
    return is_plural(value)
