"""What notebooks and the prompt of Python show of values."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat import Date, Name, Record, Records, Style, cite_this, read
from citeformat.publications.lists import ListOptions, publication_list
from tests.shared import ROOT
from tests.test_injection import ATTRIBUTES, VECTORS, hostile

html5lib = pytest.importorskip("html5lib")
markdown_it = pytest.importorskip("markdown_it")

RECORD = Record("x", "book", {"title": "TeX", "author": (Name("Knuth", "D."),),
                              "issued": Date(((1984,),))})  # fmt: skip
STYLE = Style.load("apa")


def notebook_values(records: list[Record]) -> dict[str, Any]:
    """Make a value of each class that a notebook can show."""
    document = STYLE.document(records)
    citation = document.cite(records[0].id)
    bibliography = STYLE.bibliography(records)
    return {
        "record": records[0],
        "records": Records(records),
        "citation": citation,
        "document": document,
        "entry": bibliography[0],
        "bibliography": bibliography,
        "list": publication_list(STYLE, records, ListOptions(sections="year")),
        "box": cite_this(records[0]),
    }


@pytest.mark.parametrize("name", notebook_values([RECORD]))
def test_all_forms(name: str) -> None:
    """Each value has HTML, Markdown and plain text with the title or author of the work."""
    value = notebook_values([RECORD])[name]
    bundle = value._repr_mimebundle_()

    assert set(bundle) == {"text/plain", "text/html", "text/markdown"}
    assert bundle["text/html"] == value._repr_html_()
    assert bundle["text/markdown"] == value._repr_markdown_()
    assert bundle["text/plain"] == str(value)
    for form in ("text/html", "text/markdown"):
        assert "Knuth" in bundle[form] or "TeX" in bundle[form]


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_is_markup(vector: str) -> None:
    """No markup of a record gets into the HTML, nor into the Markdown of tables."""
    for name, value in notebook_values([hostile(vector)]).items():
        tree = html5lib.parseFragment(value._repr_html_(), namespaceHTMLElements=False)
        allowed = {"DOCUMENT_FRAGMENT", "table", "tbody", "tr", "th", "td", "p", "div", "section",
                   "h2", "h3", "pre", "span", "style", "i", "b", "em", "sup", "sub",
                   "a"}  # fmt: skip
        assert {element.tag for element in tree.iter()} <= allowed, name
        for element in tree.iter():
            assert set(element.keys()) <= ATTRIBUTES, name
    parser = markdown_it.MarkdownIt("commonmark").enable("table")
    for value in (hostile(vector), Records([hostile(vector)])):
        tokens = parser.parse(value._repr_markdown_())
        kinds = {child.type for token in tokens for child in token.children or ()}
        assert kinds <= {"text", "text_special"}
        assert tokens[0].type == "table_open"


def test_a_record_is_a_table_of_its_fields() -> None:
    """Every field has a row."""
    assert RECORD._repr_markdown_() == (
        "| field | value |\n| --- | --- |\n| id | x |\n| type | book |\n| title | TeX |\n"
        "| author | Knuth, D. |\n| issued | 1984 |\n"
    )


def test_many_records_are_cut() -> None:
    """A long list shows its beginning and says how many follow."""
    many = Records([RECORD.replace(id=f"x{number}") for number in range(1060)])

    assert many._repr_html_().count("<tr>") == 51
    assert "1,010 more records" in many._repr_html_()


def test_problems_are_counted() -> None:
    """The number of problems is below the table."""
    assert "<p>1 problem</p>" in read("@book{a, title={\\foo T}}")._repr_html_()


def test_a_document_that_cites_nothing() -> None:
    """There is no empty list."""
    assert "Nothing is listed" in STYLE.document([RECORD])._repr_html_()
    assert "Nothing is listed" in STYLE.document([RECORD])._repr_markdown_()


def test_in_plain_python() -> None:
    """A prompt shows short forms."""
    records = read(ROOT / "examples" / "varied.bib")

    assert repr(STYLE.document(records)) == "<Document: 17 records>"
    assert repr(STYLE.bibliography(records)).startswith("<Bibliography: 17 ('")


def test_tags_of_titles_are_shown_as_what_they_mean() -> None:
    title = '<i>E. <b>coli</b></i> in H<sub>2</sub>O <span class="nocase">at 3 < 4</span> <q> <i>'
    for value in (Record("x", "book", title=title), Records([Record("x", "book", title=title)])):
        shown = "E. <b>coli</b></i> in H<sub>2</sub>O at 3 &lt; 4 &lt;q&gt; </td>"

        assert f"<td><i>{shown}" in value._repr_html_()
        assert "E. coli in H2O at 3 &lt; 4 &lt;q&gt;" in value._repr_markdown_()
