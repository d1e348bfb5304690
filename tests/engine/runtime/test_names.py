"""cs:names: which names of a list are rendered, and what is noted for disambiguation."""

from __future__ import annotations

import pytest

from citeformat.csl.locale import Locale
from citeformat.csl.options import NameOptions
from citeformat.engine.runtime.context import BIBLIOGRAPHY, Context
from citeformat.engine.runtime.item.fields import Item
from citeformat.engine.runtime.names.elements import Names, first_names, names_text
from citeformat.engine.runtime.names.spec import (
    FULL,
    Expansion,
    LabelSpec,
    NamesSpec,
    RenderedNames,
)
from citeformat.record import Name, Record

TERMS = {
    (name, "long", ""): (text, f"{text}s", "")
    for name, text in {
        "and": "and",
        "et-al": "et al.",
        "editor": "editor",
        "editortranslator": "editor-translator",
    }.items()
}
LOCALE = Locale("en-US", TERMS)
ABC = tuple(Name(family=family, given="Xenia") for family in ("A", "B", "C"))
SHORT = NameOptions(form="short", et_al_min=2, et_al_use_first=1)


def context(**names: tuple[Name, ...]) -> Context:
    """Make the context of a book with these names."""
    record = Record(id="x", type="book", fields=dict(names))
    return Context(Item(record, language="en"), LOCALE, BIBLIOGRAPHY)


def element(options: NameOptions, *variables: str, label: LabelSpec | None = None) -> Names:
    """Make a cs:names with the same options everywhere."""
    return Names(NamesSpec(variables, (options, options), label=label), LOCALE)


def rendered(context: Context, names: Names) -> tuple[RenderedNames, ...]:
    """Render names, and return what is noted about them."""
    context.rendered_names = ()
    names_text(context, names)
    return context.rendered_names


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (NameOptions(form="short"), "A, B, C"),
        (NameOptions(form="short", and_="text"), "A, B, and C"),
        (NameOptions(form="short", and_="symbol", delimiter_precedes_last="never"), "A, B & C"),
        (SHORT, "A et al."),
        (SHORT._replace(delimiter_precedes_et_al="always"), "A, et al."),
        (SHORT._replace(et_al_use_last=True), "A, … C"),
        (NameOptions(form="count"), "3"),
        (NameOptions(form="count", et_al_min=2, et_al_use_first=1), "1"),
        (NameOptions(name_as_sort_order="first"), "A, Xenia, Xenia B, Xenia C"),
    ],
)
def test_a_list(options: NameOptions, text: str) -> None:
    assert names_text(context(author=ABC), element(options, "author")) == text


def test_bibtex_and_others_is_et_al() -> None:
    names = (*ABC[:2], Name(literal="others"))
    assert names_text(context(author=names), element(NameOptions(form="short"), "author")) == (
        "A, B, et al."
    )


def test_editors_who_translate_are_one_list() -> None:
    both = element(NameOptions(form="short"), "editor", "translator", label=LabelSpec())
    label = "editor-translators"
    assert names_text(context(editor=ABC, translator=ABC), both) == f"A, B, C{label}"
    assert names_text(context(editor=ABC[:1]), both) == "Aeditor"


def test_expansion_adds_names_and_given_names() -> None:
    circumstances = context(author=ABC)
    circumstances.expansion = Expansion((2,), ((0, FULL),))
    assert names_text(circumstances, element(SHORT, "author")) == "A, Xenia B, et al."


def test_rendered_names_are_noted_on_request() -> None:
    circumstances = context(author=ABC, editor=ABC[:1])
    noted = rendered(circumstances, element(SHORT, "author", "editor"))
    authors, editors = (circumstances.names[variable] for variable in ("author", "editor"))

    assert noted == (RenderedNames(authors, 1, SHORT), RenderedNames(editors, 1, SHORT))
    assert circumstances.names_index == 2


def test_suppressed_names_are_the_first_ones() -> None:
    circumstances = context(author=ABC)
    circumstances.suppress_names = True
    author = element(SHORT, "author")
    texts = [first_names(circumstances, names_text(circumstances, author)) for _ in range(2)]

    assert texts == ["", "A et al."]
    assert circumstances.names_suppressed
    assert circumstances.first_names == "A et al."
