"""Word documents, read by python-docx."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from citeformat import Date, Links, Name, Record, Style, cite_this
from citeformat.engine.processor.result import Bibliography, Entry
from citeformat.output import Layout
from citeformat.output.writers.docx import add_entries, to_docx
from citeformat.publications import ListOptions, publication_list
from citeformat.richtext import spans
from citeformat.richtext.spans import wrap
from tests.output.hostile import CASES, plain_of, single_spaced

docx = pytest.importorskip("docx")

from docx.enum.style import WD_STYLE_TYPE  # noqa: E402 - after the test that it is installed

if TYPE_CHECKING:
    from docx.document import Document


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


def opened(data: bytes) -> Document:
    document: Document = docx.Document(io.BytesIO(data))
    return document


def styled(document: Document) -> list[tuple[str, str]]:
    """Return the style and the text of each paragraph."""
    return [(each.style.name, each.text) for each in document.paragraphs if each.style]


RECORDS = [
    Record("a", "book", {"title": "TeX", "issued": Date(((1984,),)), "DOI": "10.1000/1"}),
    Record("b", "thesis", {"title": "Kites & more", "issued": Date(((1999,),))}),
]


def test_a_publication_list_has_headings() -> None:
    made = publication_list(Style.load("apa"), RECORDS, ListOptions(sections="type"))

    assert styled(opened(to_docx(made))) == [
        ("Heading 1", "Books"),
        ("Bibliography", "TeX. (1984). https://doi.org/10.1000/1"),
        ("Heading 1", "Theses"),
        ("Bibliography", "Kites & more. (1999)."),
    ]


def test_titles_are_headings_above_those_of_sections() -> None:
    made = publication_list(Style.load("apa"), RECORDS, ListOptions(sections="year"))
    plain = Style.load("apa").bibliography(RECORDS[1:])

    assert styled(opened(to_docx(made, plain, titles=["Selected", "Other"]))) == [
        ("Heading 1", "Selected"),
        ("Heading 2", "1999"),
        ("Bibliography", "Kites & more. (1999)."),
        ("Heading 2", "1984"),
        ("Bibliography", "TeX. (1984). https://doi.org/10.1000/1"),
        ("Heading 1", "Other"),
        ("Bibliography", "Kites & more. (1999)."),
    ]


def test_the_texts_of_a_box() -> None:
    """Code is one paragraph in a typewriter font, with its blanks and line breaks."""
    texts = cite_this(RECORDS[0], ["APA", "BIBTEX", "RIS"])
    document = opened(to_docx(texts))

    found = styled(document)
    assert [text for style, text in found if style == "Heading 1"] == ["APA", "BIBTEX", "RIS"]
    assert [style for style, _ in found[1::2]] == ["Bibliography"] + ["HTML Preformatted"] * 2
    assert found[5][1] == texts["RIS"]
    assert document.styles["HTML Preformatted"].font.name == "Courier New"


def test_links_and_emphasis() -> None:
    record = RECORDS[0].replace(author=(Name("Roe", "Jane"), Name("Doe", "Al")))
    options = ListOptions(authors=("Roe J",), links=Links())
    document = opened(to_docx(publication_list(Style.load("apa"), [record], options)))

    (paragraph,) = document.paragraphs
    assert [run.text for run in paragraph.runs if run.bold] == ["Roe, J."]
    (link,) = paragraph.hyperlinks
    assert [run.style.name for run in link.runs] == ["Hyperlink"]
    assert document.styles["Hyperlink"].font.underline


def test_the_styles_are_those_that_word_knows() -> None:
    """A style of Word itself has no attribute `customStyle`, so that Word translates its name."""
    texts = cite_this(RECORDS[0], ["APA", "RIS"])
    document = opened(to_docx(texts))

    for name in ("Heading 1", "Bibliography", "Hyperlink", "HTML Preformatted"):
        if name in document.styles:
            assert document.styles[name].builtin, name


def test_a_document_keeps_its_own_styles() -> None:
    document = docx.Document()
    own = document.styles.add_style("Bibliography", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    own.font.name = "Arial"
    document.add_heading("Paper", 1)

    add_entries(document, publication_list(Style.load("apa"), RECORDS), level=2)

    assert document.styles["Bibliography"].font.name == "Arial"
    assert [style for style, _ in styled(document)] == ["Heading 1"] + ["Bibliography"] * 2


def test_a_wide_number_has_room() -> None:
    entries = (Entry("x", wrap(spans.LEFT_MARGIN, "[12345]") + wrap(spans.RIGHT_INLINE, "Knuth.")),)
    made = Bibliography(entries, Layout(second_field_align="flush", max_offset=8))

    (paragraph,) = opened(to_docx(made)).paragraphs

    assert paragraph.paragraph_format.left_indent is not None
    assert paragraph.paragraph_format.left_indent.pt == 56
    assert paragraph.text == "[12345]\tKnuth."
