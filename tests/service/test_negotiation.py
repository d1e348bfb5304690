"""Content negotiation as a function, without a service."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeformat import FormatError, NotAcceptable, negotiate
from citeformat.interchange import READERS, WRITERS
from citeformat.output.registry import FORMATS
from citeformat.service.media_types import MEDIA_TYPES, RENDERED, format_of
from citeformat.service.negotiation import OFFERS


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        (None, "csl-json"),
        ("", "csl-json"),
        ("*", "csl-json"),
        ("*/*;q=0.1", "csl-json"),
        ("text/*", "text"),
        ("text/html, */*;q=0.5", "html"),
        ("application/x-bibtex, application/x-research-info-systems", "bibtex"),
        ("application/x-research-info-systems, application/x-bibtex", "ris"),
        ("application/x-bibtex;q=0.2, text/html;q=0.3", "html"),
        ("nonsense, ;;, text/markdown", "markdown"),
        ("text/html;q=wrong", "html"),
        ("text/html;q=0, text/markdown;q=0.001", "markdown"),
        ("application/rtf;level=1", "rtf"),
    ],
)
def test_format(accept: str | None, format: str) -> None:
    assert negotiate(accept).format == format


def test_the_parameters_are_those_of_the_range_that_was_chosen() -> None:
    wanted = negotiate("text/x-bibliography;style=apa;q=0.5, text/x-bibliography;style=ieee")
    assert wanted.style == "ieee"
    quoted = negotiate('text/html;q=0.9;style="Nature";locale="fr-FR"')
    assert (quoted.style, quoted.locale) == ("Nature", "fr-FR")


def test_records_have_no_style() -> None:
    wanted = negotiate("application/x-bibtex;style=apa", {"locale": "de"})
    assert (wanted.style, wanted.locale, wanted.is_rendered) == ("", "", False)


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("*/*", "text"),
        ("text/html, */*;q=0.8", "html"),
        ("application/vnd.citationstyles.csl+json", "csl-json"),
        ("application/*", "latex"),
    ],
)
def test_a_style_in_the_query_asks_for_a_reference(accept: str, format: str) -> None:
    assert negotiate(accept, {"style": "ieee"}).format == format


def test_nothing_acceptable_lists_what_there_is() -> None:
    with pytest.raises(NotAcceptable) as caught:
        negotiate("application/pdf", offers=("html", "bibtex"))
    assert caught.value.available == ("text/html", "application/x-bibtex")


def test_an_unknown_format_lists_the_formats() -> None:
    with pytest.raises(FormatError, match="there is no format 'pdf'; the formats are html"):
        negotiate(query={"format": "pdf"}, offers=("html",))
    with pytest.raises(FormatError, match="did you mean 'bibtex'"):
        negotiate(query={"format": "bibtx"})


@pytest.mark.parametrize("format", OFFERS)
def test_each_format_is_found_by_its_name_and_media_type(format: str) -> None:
    assert negotiate(query={"format": format}).format == format
    first = MEDIA_TYPES[format][0]
    assert negotiate(first).media_type == first


def test_the_formats_exist() -> None:
    known = {*READERS, *WRITERS, *FORMATS, "jsonl", "csl"}
    assert set(MEDIA_TYPES) <= known
    assert set(RENDERED) <= set(FORMATS)


def test_a_media_type_means_one_format() -> None:
    types = [each for name, each in MEDIA_TYPES.items() if not name.startswith("csl-json")]
    flat = [media_type for each in types for media_type in each]
    assert len(flat) == len(set(flat))
    assert format_of(" Text/HTML ") == "html"


@given(st.text(max_size=80), st.text(max_size=20))
def test_any_header_is_answered_or_refused(accept: str, format: str) -> None:
    try:
        wanted = negotiate(accept, {"format": format})
    except FormatError:
        return
    assert wanted.format in OFFERS
