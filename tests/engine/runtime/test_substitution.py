"""cs:substitute: what it renders is left out of the rest of the reference."""

from __future__ import annotations

import pytest

from citeformat.csl.locale import Locale
from citeformat.csl.options import NameOptions
from citeformat.engine.runtime.context import BIBLIOGRAPHY, Context
from citeformat.engine.runtime.item.fields import Item
from citeformat.engine.runtime.names.elements import Names, names_text
from citeformat.engine.runtime.names.spec import NamesSpec
from citeformat.engine.runtime.substitution import render_substitute, substitute_names
from citeformat.record import Date, Name, Record
from citeformat.richtext.spans import NAME, NAMES, wrap

OPTIONS = (NameOptions(form="short"), NameOptions(form="short"))
EDITORS = Names(NamesSpec(("editor",), OPTIONS), Locale("en-US"))


def title(context: Context) -> str:
    return context.text["title"]


def title_and_number(context: Context) -> str:
    return context.text["title-short"] + context.text["volume"] + context.text["volume"]


def fixed(context: Context) -> str:
    return "Anonymous"


def nested(context: Context) -> str:
    """A substitute that has a substitute itself."""
    return render_substitute(context, title_and_number)


@pytest.fixture
def context() -> Context:
    fields: dict[str, str | int | Date | tuple[Name, ...]] = {
        "title": "Title",
        "title-short": "T",
        "volume": "1",
        "editor": (Name(family="Ed"),),
        "issued": Date(((2010,),)),
    }
    item = Item(Record(id="x", type="book", fields=fields), language="en")
    return Context(item, Locale("en-US"), BIBLIOGRAPHY)


def test_names(context: Context) -> None:
    text = substitute_names(context, names_text(context, EDITORS), ("editor",))

    assert text == "Ed"
    assert "editor" not in context.names


def test_no_names(context: Context) -> None:
    assert substitute_names(context, "", ("editor",)) == ""
    assert "editor" in context.names


def test_a_text_in_both_forms(context: Context) -> None:
    assert render_substitute(context, title) == "Title"
    assert (context.text["title"], context.text["title-short"]) == ("", "")


def test_a_number_is_read_more_than_once(context: Context) -> None:
    assert render_substitute(context, title_and_number) == "T11"
    assert context.text["volume"] == ""


def test_a_substitute_in_a_substitute(context: Context) -> None:
    assert render_substitute(context, nested) == "T11"
    assert (context.text["title"], context.text["volume"]) == ("", "")
    assert context.dates == {"issued": Date(((2010,),))}


def test_a_fixed_word_is_not_a_name(context: Context) -> None:
    assert render_substitute(context, fixed) == "Anonymous"
    assert context.first_names == ""


def test_what_substitutes_the_first_names_is_marked(context: Context) -> None:
    context.mark_names = True

    assert render_substitute(context, title) == wrap(NAMES, wrap(NAME, "Title"))
