"""Whatever JSON a field has, a work becomes a record or a `RecordError`."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeformat.errors import Problem, RecordError
from citeformat.interchange.json.csl import read
from citeformat.record import Record
from citeformat.record.works import csl_items_of, only_work, service_of

TEXTS = ["", "Lee, Ann", "2020-05", "10.5555/1", ":unav", "<i>x", "&lt;", "Editor", "DOI",
         "IsPublishedIn", "article", "preprint", "https://openalex.org/W1"]  # fmt: skip
MEMBERS = ["name", "title", "date-parts", "family", "given", "type", "value", "number", "URL",
           "relationType", "titles", "creators", "contributorType", "date", "dateType", "author",
           "display_name", "source", "orcid", "start", "end"]  # fmt: skip
SCALARS = st.sampled_from([None, True, 0, 7, 2020, 1.5, float("nan"), *TEXTS])
JSON = st.recursive(
    SCALARS,
    lambda part: st.one_of(
        st.lists(part, max_size=3), st.dictionaries(st.sampled_from(MEMBERS), part, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = {
    "crossref": """DOI type subtype title subtitle short-title original-title container-title author
        editor issued published created event institution standards-body journal-issue page
        article-number version ISSN issn-type license project review degree abstract subject""",
    "datacite": """id doi type types titles creators contributors dates publicationYear publisher
        relatedItems relatedIdentifiers container identifiers alternateIdentifiers sizes subjects
        descriptions rightsList url version attributes data""",
    "openalex": """id doi ids type type_crossref title display_name authorships primary_location
        locations biblio publication_date publication_year abstract_inverted_index keywords
        language host_venue results""",
}


def works(service: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return works with any JSON in the fields of a service."""
    return st.dictionaries(st.sampled_from(FIELDS[service].split()), JSON, max_size=6)


@pytest.mark.parametrize("service", FIELDS)
@given(st.data())
def test_any_value_is_read_or_reported(service: Any, data: st.DataObject) -> None:
    work = data.draw(works(service))
    with suppress(RecordError):
        assert only_work(service, work)["id"] is not None
    for item in csl_items_of(service, work):
        problems: list[Problem] = []
        if not isinstance(item, dict):
            continue
        try:
            record = Record.from_csl({**item, "id": "x"}, problems=problems)
        except RecordError:
            continue
        texts = [value for value in record.fields.values() if isinstance(value, str)]
        assert not [text for text in texts if text.startswith(("{'", "['", "None"))]


@given(st.one_of(*map(works, FIELDS)))
def test_any_work_in_a_file_is_a_record_or_a_problem(work: dict[str, Any]) -> None:
    records = read(json.dumps([work]))

    assert records or records.problems or not csl_items_of(service_of(work) or "crossref", work)


@pytest.mark.parametrize(
    "work",
    [
        {"title": ["On a New Theory of Everything"], "member": "78"},
        {"title": ["T"], "author": [{"family": "Doe"}], "issued": {"date-parts": [[1999]]},
         "member": "78"},
        {"title": ["T"], "editor": [{"name": "ACM"}], "prefix": "10.1000"},
    ],
)  # fmt: skip
def test_a_work_without_an_id_gets_the_same_one_everywhere(work: dict[str, Any]) -> None:
    assert Record.from_crossref(work).id == read(json.dumps([work]))[0].id
