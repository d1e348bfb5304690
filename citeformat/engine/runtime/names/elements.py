"""cs:names: lists of names with their labels, in one or two roles.

In: a context and a `Names`, which is made when a style is loaded. Out: flat rich text, `""` if the
record has none of the names. `lists` renders the names of each variable, `substitution` what takes
the place of a cs:names without text.

Source: CSL 1.0.2 specification, "Names", "Label".
"""

from __future__ import annotations

from collections.abc import Sequence

from citeformat.csl.formatting import PLAIN
from citeformat.csl.locale import Locale
from citeformat.engine.runtime.context import Context
from citeformat.engine.runtime.item.person import Person
from citeformat.engine.runtime.names.lists import NameList, render_list, shown_names, sort_list
from citeformat.engine.runtime.names.single import NEXT_NAME
from citeformat.engine.runtime.names.spec import NamesSpec
from citeformat.engine.runtime.substitution import without

__all__ = ["Names", "first_names", "names_text"]

_BOTH = "editortranslator"
"""The term for editors who are the translators. Their names are one list ("Names")."""


class Names:
    """A cs:names element of a loaded style: its options, and how it writes lists of names."""

    __slots__ = ("formatting", "joins_roles", "label", "labels", "lists", "spec", "variables")

    def __init__(self, spec: NamesSpec, locale: Locale) -> None:
        """Prepare everything that does not depend on the record.

        Args:
            spec: The element.
            locale: The locale of the style.
        """
        self.spec = spec
        self.variables, self.formatting, self.label = spec.variables, spec.formatting, spec.label
        citation, bibliography = spec.options
        self.lists = NameList(spec, citation, locale), NameList(spec, bibliography, locale)
        """For citations, and for the bibliography."""
        label = self.label
        has_both = {*spec.variables} == {"editor", "translator"}
        form = "long" if label is None else label.form
        self.joins_roles = has_both and bool(locale.term(_BOTH, form))
        """Whether editors who are the translators are one list."""
        self.labels: dict[str, tuple[str, str]] = {}
        """Variable -> its label for one name, and for several."""
        if label is not None:
            self.labels = {
                variable: (label.text(locale, variable, 1), label.text(locale, variable, 2))
                for variable in (*spec.variables, _BOTH)
            }


def first_names(context: Context, text: str) -> str:
    """Note the text of a cs:names, or what substitutes it, if it is the first one; return `""` if
    the first names are left out."""
    if text and context.first_names is None:
        context.first_names = text
        if context.suppress_names:
            context.names_suppressed = True
            return ""
    return text


def names_text(context: Context, names: Names) -> str:
    """Render the names of a cs:names, for a record that has any of them."""
    variables, persons_of = names.variables, context.names
    own = names.lists[context.area]
    if len(variables) > 1:
        variables = tuple([variable for variable in variables if variable in persons_of])
        if (
            len(variables) == 2
            and names.joins_roles
            and persons_of["editor"] == persons_of["translator"]
        ):
            variables, persons_of = (_BOTH,), {_BOTH: persons_of["editor"]}
    if own.options.form == "count":
        text = _count(context, own, [persons_of[variable] for variable in variables])
    elif len(variables) == 1:
        text = _list_text(context, names, own, variables[0], persons_of[variables[0]])
    else:
        delimiter = own.options.names_delimiter if context.sort is None else NEXT_NAME
        text = delimiter.join([
            _list_text(context, names, own, variable, persons_of[variable])
            for variable in variables
        ])  # fmt: skip
    formatting = names.formatting
    return text if formatting is PLAIN else formatting.apply(text, context.language)


def _list_text(
    context: Context, names: Names, own: NameList, variable: str, persons: tuple[Person, ...]
) -> str:
    """Render the names of one variable, with their label."""
    if context.used_names is not None:  # in a substitute, names are used up at once
        context.used_names.append(variable)
        context.names = without(context.names, (variable,))
    if context.sort is not None:
        return sort_list(context, own, persons)
    text = render_list(context, own, persons)
    label = names.label
    if label is None:
        return text
    word = names.labels[variable][len(persons) > 1]
    return word + text if label.before else text + word


def _count(context: Context, names: NameList, lists: Sequence[tuple[Person, ...]]) -> str:
    """Render the number of names that would be shown (the form "count")."""
    count = 0
    for persons in lists:
        shown, last, _ = shown_names(context, names, persons)
        count += shown + last
    return str(count) if context.sort is None else f"{count:04d}"
