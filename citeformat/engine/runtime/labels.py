"""cs:label outside cs:names: the term for a page, a volume, a locator ...

In: a context and the attributes of the element. Out: the term in the number of the variable.

Source: CSL 1.0.2 specification, "Label".
"""

from __future__ import annotations

import re

from citeformat.csl.formatting import Formatting
from citeformat.engine.runtime.context import Context
from citeformat.engine.runtime.numbers import is_plural, without_thousands
from citeformat.engine.runtime.variables import value_of

__all__ = ["is_many", "locator_term", "render_label"]

_COUNT = re.compile(r"\s*[0-9]{1,18}\s*")
_COUNTS = frozenset({"number-of-pages", "number-of-volumes"})


def locator_term(context: Context) -> str:
    """Return the name of the locator's term, however blanks and hyphens are written in it."""
    label = context.label or "page"
    for name in (label, label.replace("-", " "), label.replace(" ", "-")):
        if context.locale.find(name) is not None:
            return name
    return label


def render_label(
    context: Context, variable: str, form: str, plural: str, formatting: Formatting
) -> str:
    """Render the label of a number variable; `""` if the variable is empty."""
    value = value_of(context, variable)
    if not value:
        return ""
    name = locator_term(context) if variable == "locator" else variable
    many = is_many(variable, value) if plural == "contextual" else plural == "always"
    locale = context.locale
    return formatting.apply_to_label(locale.term(name, form, many), locale.language)


def is_many(variable: str, value: str) -> bool:
    """Return whether the label of a variable is in the plural: of a number that counts, if it is
    more than one; of others, if there are several.

    >>> is_many("number-of-pages", "12"), is_many("page", "12"), is_many("page", "12-14")
    (True, False, True)
    """
    if variable in _COUNTS and _COUNT.fullmatch(value):
        return int(value) > 1
    if variable == "number" and "," in value:
        value = without_thousands(value)
    return is_plural(value)
