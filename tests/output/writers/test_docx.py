"""Word documents, read by python-docx."""

from __future__ import annotations

import io

import pytest

from citeformat import Record, Style
from citeformat.engine.processor.result import Bibliography, Entry
from citeformat.output.writers.docx import to_docx
from citeformat.richtext import spans
from citeformat.richtext.spans import wrap
from tests.output.hostile import CASES, plain_of, single_spaced

docx = pytest.importorskip("docx")


def test_text() -> None:
    made = Bibliography(tuple(Entry(str(index), rich) for index, rich in enumerate(CASES)))

    paragraphs = docx.Document(io.BytesIO(to_docx(made))).paragraphs

    assert [single_spaced(each.text) for each in paragraphs] == [plain_of(rich) for rich in CASES]


def test_formatting() -> None:
    record = Record("x", "book", {"title": "TeX", "DOI": "10.1000/1"})
    made = Style.load("apa").bibliography([record]).with_links([record])

    (paragraph,) = docx.Document(io.BytesIO(to_docx(made))).paragraphs

    assert paragraph.paragraph_format.first_line_indent.pt == -36
    assert [run.text for run in paragraph.runs if run.italic] == ["TeX"]
    assert [link.address for link in paragraph.hyperlinks] == ["https://doi.org/10.1000/1"]


def test_a_tab_follows_a_margin() -> None:
    rich = wrap(spans.LEFT_MARGIN, "1.") + wrap(spans.RIGHT_INLINE, "Knuth.")

    (paragraph,) = docx.Document(io.BytesIO(to_docx(Bibliography((Entry("x", rich),))))).paragraphs

    assert paragraph.text == "1.\tKnuth."


def test_characters_that_xml_forbids_are_left_out() -> None:
    made = Bibliography((Entry("x", "a\x00b\x0bc\x1bd\ud800e"),))

    (paragraph,) = docx.Document(io.BytesIO(to_docx(made))).paragraphs

    assert paragraph.text == "ab cde"
