"""The types of the public names. mypy checks them in this file, and pytest checks the values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import UnionType
from typing import TYPE_CHECKING, Any, get_origin

import pytest

import citeformat
from citeformat import Bibliography, Cite, Date, Name, Record, Records, Style
from citeformat.checking import Report
from citeformat.cite_this.box import Text, Texts
from citeformat.styles import Listing
from tests.shared import ROOT

if TYPE_CHECKING:
    from typing_extensions import assert_type
else:

    def assert_type(value: object, expected: Any) -> None:
        """Check the class of a value; the parameters of a generic class are ignored."""
        origin = get_origin(expected)
        assert isinstance(value, expected if origin in (None, UnionType) else origin)


@pytest.fixture
def records() -> Records:
    return citeformat.read(ROOT / "examples" / "varied.bib")


@pytest.fixture
def style() -> Style:
    return Style.load("apa")


def test_records(records: Records) -> None:
    record = records["knuth1984"]

    assert_type(citeformat.read("[]"), Records)
    assert_type(records, Records)
    assert_type(records[0], Record)
    assert_type(records[:2], Records)
    assert_type(records.problems, tuple[citeformat.Problem, ...])
    assert_type(records.ids, tuple[str, ...])
    assert_type(record, Record)
    assert_type(record.id, str)
    assert_type(record.title, str | None)
    assert_type(record.volume, str | int | None)
    assert_type(record.issued, Date | None)
    assert_type(record.author, tuple[Name, ...])
    assert_type(record.author[0].family, str)
    assert_type(record.extra, Mapping[str, Any])
    assert_type(record.to_csl(), dict[str, Any])
    assert_type(record.replace(title="Another", issued=None, id="x"), Record)
    assert_type(Record.from_csl({"id": "x"}), Record)


def test_styles(style: Style) -> None:
    assert_type(style, Style)
    assert_type(style.name, str)
    assert_type(style.title, str)
    assert_type(style.problems, tuple[citeformat.Problem, ...])
    assert_type(style.has_bibliography, bool)
    assert_type(style.python_source, str)
    assert_type(citeformat.styles.search("apa"), list[Listing])
    assert_type(citeformat.styles.names(), list[str])


def test_bibliographies(records: Records, style: Style) -> None:
    bibliography = style.bibliography(records)
    entry = bibliography.entries[0]

    assert_type(bibliography, Bibliography)
    assert_type(bibliography.entries, tuple[citeformat.Entry, ...])
    assert_type(bibliography[0], citeformat.Entry)
    assert_type(bibliography[:2], Sequence[citeformat.Entry])
    assert_type(bibliography.problems, tuple[citeformat.Problem, ...])
    assert_type(bibliography.to("html"), str)
    assert_type(bibliography.with_links(records), Bibliography)
    assert_type(entry.id, str)
    assert_type(entry.text, str)
    assert_type(entry.html, str)
    assert_type(entry.fallback, bool)
    assert_type(entry.spans, tuple[citeformat.Span, ...])


def test_documents(records: Records, style: Style) -> None:
    document = style.document(records)
    citation = document.cite("knuth1984", locator="12")

    assert_type(document, citeformat.Document)
    assert_type(citation, citeformat.CitationText)
    assert_type(citation.to("html"), str)
    assert_type(citation.problems, tuple[citeformat.Problem, ...])
    assert_type(document.cite(Cite("turing1950", prefix="see")), citeformat.CitationText)
    assert_type(document.bibliography(), Bibliography)
    assert_type(document.register(["bush1945"]), list[str])


def test_conversions(records: Records) -> None:
    made = citeformat.convert(records, to="biblatex", ascii=True)

    assert_type(made, citeformat.Conversion)
    assert_type(made.losses, tuple[citeformat.Loss, ...])
    assert_type(made.problems, tuple[citeformat.Problem, ...])


def test_boxes(records: Records) -> None:
    texts = citeformat.cite_this(records[0])

    assert_type(texts, Texts)
    assert_type(texts["APA"], Text)
    assert_type(texts["APA"].html, str)
    assert_type(texts.html, str)


def test_checks(records: Records) -> None:
    report = citeformat.check(records, style="apa")
    explanation = citeformat.explain(records[0], Style.load("apa"))

    assert_type(report, Report)
    assert_type(report.problems, tuple[citeformat.Problem, ...])
    assert_type(report.has_errors, bool)
    assert_type(explanation, citeformat.Explanation)
    assert_type(explanation.to("json"), str)
