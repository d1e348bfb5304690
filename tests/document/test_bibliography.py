"""Bibliographies: "Bibliography-specific Options" of CSL 1.0.2, and which works are listed."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat import Style
from tests.styles import bib, csl, date, document, entries, names, record

LAYOUT = (
    '<names variable="author" suffix=". "><name form="short" and="symbol"'
    ' delimiter-precedes-last="never" et-al-min="4" et-al-use-first="2"'
    ' delimiter-precedes-et-al="never"/></names>'
    '<date variable="issued" suffix="."><date-part name="year"/></date>'
)
AUTHORS = [
    ("Doe", 1999),
    ("Doe", 2000),
    ("Doe, Johnson, Williams", 2001),
    ("Doe, Smith", 2002),
    ("Doe, Stevens, Miller", 2003),
    ("Doe, Stevens, Miller", 2004),
    ("Doe, Williams, Aa, Bb", 2005),
    ("Doe, Williams, Aa, Bb", 2006),
]
WORKS = [record(str(year), author=names(people), issued=date(year)) for people, year in AUTHORS]
PRINTED = [
    "Doe. 1999.",
    "Doe. 2000.",
    "Doe, Johnson & Williams. 2001.",
    "Doe & Smith. 2002.",
    "Doe, Stevens & Miller. 2003.",
    "Doe, Stevens & Miller. 2004.",
    "Doe, Williams et al. 2005.",
    "Doe, Williams et al. 2006.",
]
RULES = {
    "": {1: "---. 2000.", 5: "---. 2004.", 7: "---. 2006."},
    "complete-all": {1: "---. 2000.", 5: "---. 2004.", 7: "---. 2006."},
    "complete-each": {1: "---. 2000.", 5: "---, --- & ---. 2004.", 7: "---, --- et al. 2006."},
    "partial-each": {
        1: "---. 2000.",
        2: "---, Johnson & Williams. 2001.",
        3: "--- & Smith. 2002.",
        4: "---, Stevens & Miller. 2003.",
        5: "---, --- & ---. 2004.",
        6: "---, Williams et al. 2005.",
        7: "---, --- et al. 2006.",
    },
    "partial-first": {
        1: "---. 2000.",
        2: "---, Johnson & Williams. 2001.",
        3: "--- & Smith. 2002.",
        4: "---, Stevens & Miller. 2003.",
        5: "---, Stevens & Miller. 2004.",
        6: "---, Williams et al. 2005.",
        7: "---, Williams et al. 2006.",
    },
}


def lines(options: str, layout: str = LAYOUT) -> list[str]:
    """The entries of the works, as plain text."""
    made = entries(csl('<text value="x"/>', bib(layout, options)), WORKS)
    return [text.replace("&amp;", "&") for text in made]


@pytest.mark.parametrize("rule", RULES)
def test_subsequent_author_substitute(rule: str) -> None:
    """Reference Grouping: the rule's text, applied to each entry and the one before it."""
    option = f'subsequent-author-substitute-rule="{rule}"' if rule else ""
    changed = RULES[rule]
    expected = [changed.get(index, text) for index, text in enumerate(PRINTED)]

    actual = lines(f'subsequent-author-substitute="---" {option}')

    assert expected == actual


def test_without_the_option_nothing_is_substituted() -> None:
    actual = lines("")

    assert actual == PRINTED


def test_affixes_of_the_names_stay() -> None:
    """Reference Grouping, complete-all: except for the affixes set on cs:names."""
    layout = LAYOUT.replace('suffix=". "', 'prefix="[" suffix="] "', 1)
    actual = lines('subsequent-author-substitute="---"', layout)

    assert actual[:2] == ["[Doe] 1999.", "[---] 2000."]


def test_substitute_may_be_empty() -> None:
    actual = lines('subsequent-author-substitute=""')

    assert actual[0] == "Doe. 1999."
    assert "Doe" not in actual[1]


def test_only_the_first_names_are_substituted() -> None:
    layout = LAYOUT + '<names variable="author" prefix=" By "><name form="short"/></names>'
    actual = lines('subsequent-author-substitute="---"', layout)

    assert actual[1] == "---. 2000. By Doe"


# Whitespace


@pytest.mark.parametrize("align", ["flush", "margin"])
def test_second_field_align(align: str) -> None:
    layout = '<text variable="citation-number" suffix=". "/><text variable="title" suffix="."/>'
    text = csl('<text value="x"/>', bib(layout, f'second-field-align="{align}"'))
    made = document(text, [record(title="A")])
    made.register(["a"])
    bibliography = made.bibliography()

    assert bibliography[0].html.replace(". </div>", ".</div>") == (
        '<div class="csl-left-margin">1.</div><div class="csl-right-inline">A.</div>'
    )
    assert bibliography.layout.second_field_align == align


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", (False, "", 1, 1)),
        ('hanging-indent="true"', (True, "", 1, 1)),
        ('hanging-indent="false"', (False, "", 1, 1)),
        ('line-spacing="2" entry-spacing="0"', (False, "", 2, 0)),
        ('second-field-align="flush"', (False, "flush", 1, 1)),
    ],
)
def test_options_of_the_page(options: str, expected: tuple[Any, ...]) -> None:
    text = csl('<text value="x"/>', bib('<text value="y"/><text value="z"/>', options))
    layout = document(text, [record()]).bibliography().layout
    actual = (
        layout.hanging_indent, layout.second_field_align, layout.line_spacing, layout.entry_spacing
    )  # fmt: skip

    assert expected == actual


def test_affixes_of_the_layout() -> None:
    text = csl(
        '<text value="x"/>', bib('<text variable="title"/>', affixes='prefix="[" suffix="]."')
    )

    assert entries(text, [record(title="A"), record("b", title="B")]) == ["[A].", "[B]."]


# Which works are listed

SELECTED = [
    record("a", "book", title="A", keyword="x", issued=date(2000)),
    record("b", "thesis", title="B", publisher="P"),
    record("c", "book", title="C", author=names("Doe")),
]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        pytest.param({}, "abc", id="all"),
        pytest.param({"include": [{"field": "type", "value": "book"}]}, "ac", id="include"),
        pytest.param(
            {"include": [{"field": "type", "value": "thesis"}, {"field": "title", "value": "A"}]},
            "ab", id="include any",
        ),
        pytest.param({"exclude": [{"field": "type", "value": "book"}]}, "b", id="exclude"),
        pytest.param(
            {"exclude": [{"field": "title", "value": "A"}, {"field": "title", "value": "B"}]},
            "c", id="exclude any",
        ),
        pytest.param(
            {"select": [{"field": "type", "value": "book"}, {"field": "title", "value": "A"}]},
            "a", id="select all",
        ),
        pytest.param(
            {"quash": [{"field": "type", "value": "book"}, {"field": "title", "value": "A"}]},
            "bc", id="quash all",
        ),
        pytest.param({"include": [{"field": "publisher", "value": "P"}]}, "b", id="field"),
        pytest.param({"exclude": [{"field": "publisher", "value": ""}]}, "b", id="absent field"),
        pytest.param({"include": [{"field": "author", "value": "Doe"}]}, "c", id="name"),
        pytest.param({"include": [{"field": "nothing", "value": "x"}]}, "", id="unknown field"),
    ],
)  # fmt: skip
def test_selection(selection: dict[str, Any], expected: str) -> None:
    made = document(csl('<text value="x"/>', bib('<text variable="title"/>')), SELECTED)
    made.register("abc")
    actual = "".join(entry.id for entry in made.bibliography(**selection))

    assert expected == actual


def test_style_without_a_bibliography() -> None:
    style = Style.from_string(csl('<text variable="title"/>'))
    made = style.document(SELECTED)
    made.cite("a")
    bibliography = made.bibliography()

    assert not style.has_bibliography
    assert len(bibliography) == 0
    assert len(bibliography.problems) == 1


def test_list_of_a_style_without_a_bibliography_has_an_entry_for_each_record() -> None:
    made = Style.from_string(csl('<text variable="title"/>')).bibliography(SELECTED)

    assert [entry.id for entry in made] == ["a", "b", "c"]
    assert all(entry.fallback for entry in made)


def test_entries_are_as_many_as_records_in_the_order_of_the_style() -> None:
    text = csl(
        '<text value="x"/>',
        bib('<text variable="title"/>', sort='<key variable="title" sort="descending"/>'),
    )

    assert entries(text, SELECTED) == ["C", "B", "A"]
