"""Terms that are known when a style is compiled: cs:text of a term, cs:label of a number variable.

In: an element and the merged locale. Out: the text, or the expression that chooses its number.

Source: CSL 1.0.2 specification, "Text", "Label", "Terms".
"""

from __future__ import annotations

from citeformat.compiler.tree import Element
from citeformat.csl.formatting import Formatting
from citeformat.csl.locale import Locale

__all__ = ["label_expression", "term_text"]


def term_text(locale: Locale, element: Element) -> str:
    """The term that a cs:text prints, in its form and number; `""` where there is none."""
    plural = element.get("plural") == "true"
    name, form = element.get("term"), element.get("form", "long")
    return locale.term(name, form, plural) or locale.term(name.replace("-", " "), form, plural)


def label_expression(
    locale: Locale, variable: str, form: str, plural: str, style: Formatting
) -> str:
    """The expression of the label of a variable that comes from the record.

    Args:
        locale: Has the terms.
        variable: A number variable.
        form: Of the term.
        plural: `"contextual"`, `"always"` or `"never"`.
        style: What is done to the term.
    """
    one, many = (
        repr(style.apply(locale.term(variable, form, is_many), locale.is_english))
        for is_many in (False, True)
    )
    if plural != "contextual" or one == many:
        text = many if plural == "always" else one
        return f"{text} if c.text[{variable!r}] else ''"
    test = f"is_many({variable!r}, c.text[{variable!r}])"
    return f"({many} if {test} else {one}) if c.text[{variable!r}] else ''"
