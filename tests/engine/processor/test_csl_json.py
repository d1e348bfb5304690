"""Citations as citation objects of CSL-JSON."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat.engine.processor.citation import Citation, Cite
from citeformat.errors import RecordError
from citeformat.record import Record
from citeformat.style import Style
from tests.samples import csl, document, record
from tests.specification.cases import style_text

POSITIONS = csl(
    '<choose><if position="ibid-with-locator"><text value="ibid-with-locator"/></if>'
    '<else-if position="ibid"><text value="ibid"/></else-if>'
    '<else-if position="subsequent"><text value="subsequent"/></else-if>'
    '<else-if position="first"><text value="first"/></else-if></choose>'
)


def test_csl_json_citation() -> None:
    data = {
        "citationID": "x",
        "citationItems": [{"id": "a", "locator": 7, "label": "page"}],
        "properties": {"noteIndex": 0, "mode": "composite"},
    }
    work = {
        "id": "a",
        "type": "book",
        "author": [{"family": "Doe", "given": "Ann"}],
        "issued": {"date-parts": [[2000]]},
    }
    document = Style.from_string(style_text("citation/author-date")).document(
        [Record.from_csl(work)]
    )

    assert document.process([Citation.from_csl(data)]) == ["Doe (2000, p. 7)"]


@pytest.mark.parametrize(("properties", "unsorted"), [({}, False), ({"unsorted": True}, True)])
def test_unsorted_citation(properties: dict[str, bool], unsorted: bool) -> None:
    data = {"citationItems": [{"id": "a"}], "properties": properties}

    assert Citation.from_csl(data).sort is not unsorted


@pytest.mark.parametrize(
    ("value", "position"),
    [
        (0, "first"),
        (1, "subsequent"),
        (2, "ibid"),
        (3, "ibid-with-locator"),
        ("3", "ibid-with-locator"),
        ("first", "first"),
        ("subsequent", "subsequent"),
        ("ibid", "ibid"),
        ("ibid-with-locator", "ibid-with-locator"),
    ],
)
def test_a_position_is_a_word_of_csl_or_a_number_of_csl_json(value: Any, position: str) -> None:
    """Both are converted to the word, and the cite is rendered in this position."""
    cite = Cite.from_csl({"id": "a", "position": value})

    assert cite.position == position
    assert Cite("a", position=value) == cite
    assert document(POSITIONS, [record("a")]).process([Citation((cite,))]) == [position]


@pytest.mark.parametrize("value", [-1, 4, "", "near-note", "second"])
def test_an_unknown_position_raises(value: Any) -> None:
    with pytest.raises(ValueError, match="ibid-with-locator or a number from 0 to 3"):
        Cite("a", position=value)


def test_a_cite_without_a_position() -> None:
    assert Cite.from_csl({"id": "a"}).position is None
    assert Cite.from_csl({"id": "a", "position": None}).position is None


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"mode": "author_only"}, "mode is one of"),
        ({"mode": None}, "mode is one of"),
        ({"sort": "between"}, "sort is True, False or one of"),
    ],
)
def test_a_citation_refuses_values_that_mean_nothing(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Citation((Cite("a"),), **values)


@pytest.mark.parametrize(
    ("properties", "message"),
    [({"mode": "author_only"}, "mode is one of"), ({"noteIndex": "x"}, "the number of a note")],
)
def test_a_citation_object_is_refused_for_the_same_reasons(
    properties: dict[str, Any], message: str
) -> None:
    with pytest.raises(RecordError, match=message):
        Citation.from_csl({"citationItems": [{"id": "a"}], "properties": properties})


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"near_note": False},
        {"first_reference_note_number": 0},
        {"locator": "3", "label": "page", "prefix": "see ", "suppress_author": True},
    ],
)
def test_the_repr_of_a_cite_makes_the_cite(options: dict[str, Any]) -> None:
    cite = Cite("a", **options)

    assert eval(repr(cite)) == cite
    assert all(name in repr(cite) for name in options)


@pytest.mark.parametrize("no", [None, False, 0, "", "false", "no"])
def test_a_flag_of_csl_json_may_be_a_word(no: Any) -> None:
    flags = ("suppress-author", "author-only")
    item = {"id": "a", **dict.fromkeys(flags, no)}
    citation = Citation.from_csl({"citationItems": [item], "properties": {"unsorted": no}})

    assert citation == Citation((Cite("a"),))
    assert Cite.from_csl({"id": "a", "near-note": "false"}).near_note is False
    assert Cite.from_csl({"id": "a", "suppress-author": "true"}).suppress_author


@pytest.mark.parametrize("data", [{"properties": False}, {"properties": ""}, {"citationItems": 0}])
def test_an_empty_value_of_another_type_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(RecordError, match="its properties an object"):
        Citation.from_csl({"citationItems": [{"id": "a"}], **data})

    assert Citation.from_csl({"citationItems": [{"id": "a"}], "properties": None}).cites
