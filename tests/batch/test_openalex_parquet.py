"""Works of OpenAlex in Parquet, with the structs, lists and nulls of the documented schema."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from citeformat import Record, Style, batch_files, render_arrow

_TEXT, _INT, _FLAG, _FLOAT = pa.string(), pa.int64(), pa.bool_(), pa.float64()


def struct(**fields: Any) -> pa.StructType:
    return pa.struct(list(fields.items()))


_CONCEPT = struct(id=_TEXT, wikidata=_TEXT, display_name=_TEXT, level=_INT, score=_FLOAT)
_LEVEL = struct(id=_TEXT, display_name=_TEXT)
_TOPIC = struct(id=_TEXT, display_name=_TEXT, score=_FLOAT, subfield=_LEVEL, field=_LEVEL,
                domain=_LEVEL)  # fmt: skip
_INSTITUTION = struct(id=_TEXT, display_name=_TEXT, ror=_TEXT, country_code=_TEXT, type=_TEXT,
                      lineage=pa.list_(_TEXT))  # fmt: skip
_SOURCE = struct(
    id=_TEXT, display_name=_TEXT, issn_l=_TEXT, issn=pa.list_(_TEXT), is_oa=_FLAG, is_in_doaj=_FLAG,
    is_core=_FLAG, host_organization=_TEXT, host_organization_name=_TEXT,
    host_organization_lineage=pa.list_(_TEXT), type=_TEXT,
)  # fmt: skip
_LOCATION = struct(is_oa=_FLAG, landing_page_url=_TEXT, pdf_url=_TEXT, source=_SOURCE,
                   license=_TEXT, version=_TEXT, is_accepted=_FLAG, is_published=_FLAG)  # fmt: skip
_AUTHORSHIP = struct(
    author_position=_TEXT,
    author=struct(id=_TEXT, display_name=_TEXT, orcid=_TEXT),
    institutions=pa.list_(_INSTITUTION),
    countries=pa.list_(_TEXT),
    is_corresponding=_FLAG,
    raw_author_name=_TEXT,
    raw_affiliation_strings=pa.list_(_TEXT),
    affiliations=pa.list_(struct(raw_affiliation_string=_TEXT, institution_ids=pa.list_(_TEXT))),
)
_PRICE = struct(value=_INT, currency=_TEXT, value_usd=_INT)
SCHEMA = pa.schema({
    "id": _TEXT, "doi": _TEXT, "title": _TEXT, "display_name": _TEXT,
    "publication_year": pa.int32(), "publication_date": pa.date32(), "language": _TEXT,
    "ids": struct(openalex=_TEXT, doi=_TEXT, mag=_INT, pmid=_TEXT, pmcid=_TEXT),
    "type": _TEXT, "type_crossref": _TEXT, "indexed_in": pa.list_(_TEXT),
    "primary_location": _LOCATION, "best_oa_location": _LOCATION,
    "locations": pa.list_(_LOCATION), "locations_count": _INT,
    "open_access": struct(is_oa=_FLAG, oa_status=_TEXT, oa_url=_TEXT,
                          any_repository_has_fulltext=_FLAG),
    "authorships": pa.list_(_AUTHORSHIP), "countries_distinct_count": _INT,
    "institutions_distinct_count": _INT, "corresponding_author_ids": pa.list_(_TEXT),
    "apc_list": _PRICE, "apc_paid": _PRICE, "fwci": _FLOAT, "has_fulltext": _FLAG,
    "cited_by_count": _INT,
    "citation_normalized_percentile": struct(value=_FLOAT, is_in_top_1_percent=_FLAG),
    "biblio": struct(volume=_TEXT, issue=_TEXT, first_page=_TEXT, last_page=_TEXT),
    "is_retracted": _FLAG, "is_paratext": _FLAG, "primary_topic": _TOPIC,
    "topics": pa.list_(_TOPIC),
    "keywords": pa.list_(struct(id=_TEXT, display_name=_TEXT, score=_FLOAT)),
    "concepts": pa.list_(_CONCEPT),
    "mesh": pa.list_(struct(descriptor_ui=_TEXT, descriptor_name=_TEXT, is_major_topic=_FLAG)),
    "sustainable_development_goals": pa.list_(struct(id=_TEXT, score=_FLOAT, display_name=_TEXT)),
    "grants": pa.list_(struct(funder=_TEXT, funder_display_name=_TEXT, award_id=_TEXT)),
    "referenced_works": pa.list_(_TEXT), "related_works": pa.list_(_TEXT),
    "abstract_inverted_index": pa.map_(_TEXT, pa.list_(_INT)),
    "counts_by_year": pa.list_(struct(year=_INT, cited_by_count=_INT)),
    "updated_date": pa.timestamp("us"), "created_date": pa.date32(),
})  # fmt: skip
"""The fields of a work in OpenAlex's documentation of the Work object."""


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def work(number: int, names: int) -> dict[str, Any]:
    """Return a work; every fifth field of every third one is null."""
    place = {"id": "https://openalex.org/I1", "display_name": "Univ", "lineage": ["x", "y"]}
    topic = {"id": "T1", "display_name": "Light", "score": 0.9, "field": {"id": "f"}}
    made = {
        "id": f"https://openalex.org/W{number}",
        "doi": f"https://doi.org/10.1000/{number}",
        "title": f"Rays {number}",
        "display_name": f"Rays {number}",
        "publication_year": 2001,
        "publication_date": datetime.date(2001, 5, 17),
        "language": "en",
        "ids": {"openalex": f"https://openalex.org/W{number}", "mag": number},
        "type": "article",
        "type_crossref": "journal-article",
        "primary_location": {
            "landing_page_url": f"https://doi.org/10.1000/{number}",
            "source": {
                "display_name": "Annals of Light", "issn_l": "0003-4916", "issn": ["0003-4916"],
                "type": "journal", "host_organization_name": "Light Press",
            },
        },
        "authorships": [
            {
                "author_position": "first" if place_ == 0 else "middle",
                "author": {"display_name": f"Ann Lee{_letters(place_)}"},
                "institutions": [place] * 3, "countries": ["NO"],
                "raw_author_name": f"Ann Lee{_letters(place_)}", "affiliations": [],
            }
            for place_ in range(names)
        ],
        "biblio": {"volume": "3", "issue": "2", "first_page": "11", "last_page": "19"},
        "topics": [topic] * 3, "primary_topic": topic, "referenced_works": ["W2"] * 30,
        "abstract_inverted_index": [("Light", [0, 2]), ("and", [1])],
        "updated_date": datetime.datetime(2024, 1, 2, 3, 4, 5),
    }  # fmt: skip
    if number % 3 == 2:
        for field in ("language", "biblio", "primary_location", "abstract_inverted_index", "ids"):
            made[field] = None
    return made


def table() -> pa.Table:
    works = [work(number, number % 7) for number in range(40)]
    return pa.Table.from_pylist([*works, work(40, 3_000)], schema=SCHEMA)


def test_structs_are_the_same_as_json() -> None:
    made = render_arrow(table(), None, "apa")

    style = Style.load("apa")
    for row, text in zip(table().to_pylist(), made.column("text").to_pylist(), strict=True):
        plain = {key: value for key, value in row.items() if value is not None}
        plain["publication_date"] = "2001-05-17"
        plain.pop("updated_date")
        if "abstract_inverted_index" in plain:
            plain["abstract_inverted_index"] = dict(plain["abstract_inverted_index"])
        record = Record.from_openalex(plain)
        assert text == style.bibliography([record])[0].text
    assert made.column("text")[1].as_py() == (
        "Leea, A. (2001). Rays 1. Annals of Light, 3(2), 11–19. https://doi.org/10.1000/1"
    )
    assert not any(made.column("problems").to_pylist())


def test_file_of_works(tmp_path: Path) -> None:
    source = tmp_path / "works.parquet"
    parquet.write_table(table(), source, row_group_size=15)

    summary = batch_files(source, tmp_path / "out", "apa", formats=["text"])

    rendered = [
        text
        for path in sorted((tmp_path / "out").glob("part-*.parquet"))
        for text in parquet.read_table(path).column("text").to_pylist()
    ]
    assert rendered == render_arrow(table(), None, "apa").column("text").to_pylist()
    assert (summary.rows, summary.parts, dict(summary.problems)) == (41, 3, {})


def test_work_whose_fields_are_all_null() -> None:
    empty = pa.Table.from_pylist([{}, work(1, 1)], schema=SCHEMA)

    made = render_arrow(empty, None, "apa", source_format="openalex")

    assert made.column("text").to_pylist()[0] is None
    assert made.column("problems").to_pylist()[0][0]["message"] == "the row is empty"
    assert made.column("text").to_pylist()[1].startswith("Leea")
