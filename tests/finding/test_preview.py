"""Sample citations and lists."""

from __future__ import annotations

import json

import pytest

from citeformat import FormatError, Record, preview_style
from tests.samples import bib, csl


def test_a_preview_has_works_of_several_types() -> None:
    preview = preview_style("nature")

    assert preview.bibliography is not None
    assert len({entry.record.type for entry in preview.bibliography if entry.record}) >= 6
    assert all(not entry.fallback for entry in preview.bibliography)


def test_citations_have_the_numbers_of_the_list() -> None:
    layout = '<text variable="citation-number"/>'
    style = csl(layout, bib(f'{layout}<text variable="title" prefix=" "/>',
                            sort='<key variable="title"/>'))  # fmt: skip
    records = [Record("b", "book", {"title": "Beta"}), Record("a", "book", {"title": "Alpha"})]

    preview = preview_style(style.encode(), records)

    assert preview.citations[0][1] == "2"
    assert preview.bibliography is not None
    assert [entry.text for entry in preview.bibliography] == ["1 Alpha", "2 Beta"]


def test_a_style_for_notes() -> None:
    style = csl('<text variable="title"/><text term="ibid" prefix=" "/>', kind="note")
    preview = preview_style(style.encode())

    assert preview.bibliography is None
    assert "note style, locale en-US, no reference list" in preview.to()


def test_a_locale() -> None:
    assert "locale de-DE" in preview_style("apa", locale="de-DE").to()


def test_no_records() -> None:
    preview = preview_style("nature", [])

    assert preview.citations == ()


@pytest.mark.parametrize("format", ["text", "ansi", "html", "json"])
def test_formats(format: str) -> None:
    assert "Kuhn" in preview_style("nature").to(format)


def test_json() -> None:
    value = json.loads(preview_style("ieee").to("json"))

    assert value["citation_format"] == "numeric"
    assert value["citations"][0] == {"shows": "one work", "text": "[1]"}


def test_an_unknown_format() -> None:
    with pytest.raises(FormatError):
        preview_style("nature").to("rtf")
