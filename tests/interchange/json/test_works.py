"""Files with works of Crossref, DataCite and OpenAlex, recognized by their form or by `format`."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import citeformat
from citeformat import read
from citeformat.cli.main import cli

CROSSREF = {"DOI": "10.5555/c", "type": "journal-article", "title": ["C"], "member": "78",
            "container-title": ["J"]}  # fmt: skip
DATACITE = {"doi": "10.5555/d", "creators": [{"name": "Lee, A."}], "titles": [{"title": "D"}],
            "types": {"resourceTypeGeneral": "Dataset"}}  # fmt: skip
OPENALEX = {"id": "https://openalex.org/W1", "title": "O", "type": "book", "authorships": []}
CSL = {"id": "csl", "type": "book", "title": "L"}
TITLES = {"10.5555/c": "C", "10.5555/d": "D", "W1": "O", "csl": "L"}


def answers() -> list[tuple[str, Any]]:
    """Return the answers of the services, each with the name of its format."""
    resource = {"id": "10.5555/d", "type": "dois", "attributes": DATACITE}
    return [
        ("crossref", CROSSREF),
        ("crossref", {"status": "ok", "message-type": "work", "message": CROSSREF}),
        ("crossref", {"status": "ok", "message": {"facets": {}, "items": [CROSSREF], "query": {}}}),
        ("crossref", {"items": [CROSSREF]}),
        ("crossref", [CROSSREF]),
        ("datacite", DATACITE),
        ("datacite", {"id": "https://doi.org/10.5555/d", **DATACITE}),
        ("datacite", resource),
        ("datacite", {"data": resource}),
        ("datacite", {"data": [resource], "meta": {"total": 1}, "links": {}}),
        ("openalex", OPENALEX),
        ("openalex", {"meta": {"count": 1}, "results": [OPENALEX], "group_by": []}),
    ]


@pytest.mark.parametrize(("format", "answer"), answers())
@pytest.mark.parametrize("indent", [None, 2])
def test_works_are_recognized_by_their_form(format: str, answer: Any, indent: int | None) -> None:
    text = json.dumps(answer, indent=indent)
    records = read(text)

    assert records == read(text, format=format)
    assert [record.title for record in records] == [TITLES[records[0].id]]
    assert records.problems == ()
    assert list(citeformat.iter_records(text)) == list(records)
    assert list(citeformat.iter_records(text, format=format)) == list(records)


def test_a_file_may_have_works_of_all_services(tmp_path: Path) -> None:
    lines = "".join(json.dumps(one) + "\n" for one in (CSL, CROSSREF, DATACITE, OPENALEX))
    path = tmp_path / "all.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode()))
    records = read(path)

    assert {record.id: record.title for record in records} == TITLES
    assert [(record.file, record.line) for record in records] == [
        (str(path), line) for line in range(1, 5)
    ]


def test_csl_json_stays_csl_json() -> None:
    """Variables that services have as well, and an object called `data`, do not change it."""
    item = {**CSL, "DOI": "10.5555/1", "data": {"attributes": 1}, "results": ["x"], "source": "S"}

    assert read(json.dumps([item])).to_csl() == [item]


def test_ids_are_unique_and_an_id_is_made_without_a_doi() -> None:
    work = {"type": "book", "title": ["The TeXbook"], "member": "78"}
    records = read(json.dumps([CROSSREF, CROSSREF, work]))

    assert records.ids == ("10.5555/c", "10.5555/c-2", "texbook")
    assert [(p.severity, p.record) for p in records.problems] == [
        ("warning", "10.5555/c-2"), ("warning", "texbook")
    ]  # fmt: skip


def test_a_work_that_is_not_an_object_costs_no_other() -> None:
    records = read(json.dumps({"message": {"items": [CROSSREF, 5, None, CROSSREF]}}))

    assert len(records) == 2
    assert [problem.severity for problem in records.problems] == ["error", "error", "warning"]


def test_a_broken_work_in_an_answer_costs_no_other() -> None:
    good = json.dumps(CROSSREF)
    text = f'{{"status": "ok", "message": {{"items": [\n{good},\n{{"DOI" "x"}},\n{good}]}}}}'
    records = read(text)

    assert len(records) == 2
    assert [(p.severity, p.line) for p in records.problems] == [("error", 3), ("warning", 4)]


def test_a_format_reads_what_its_form_does_not_show() -> None:
    work = {"id": "x", "type": "monograph", "title": ["T"]}
    text = json.dumps([work])

    assert read(text, format="crossref").problems == ()
    assert read(text, format="crossref")[0].type == "book"
    assert len(read(text).problems) == 1  # the type is not one of CSL


@pytest.mark.parametrize("format", ["crossref", "datacite", "openalex"])
def test_other_text_is_refused(format: str) -> None:
    with pytest.raises(citeformat.SourceError, match="neither list nor object"):
        read('"text"\n"more"', format=format)


def test_the_command_takes_the_name_of_a_service(tmp_path: Path) -> None:
    path = tmp_path / "works.json"
    path.write_text(json.dumps({"message": {"items": [CROSSREF]}}), encoding="utf-8")
    runner = CliRunner()

    for options in (["--from", "crossref"], []):
        made = runner.invoke(cli, ["convert", str(path), "--to", "csl-json", *options])
        assert [item["title"] for item in json.loads(made.output)] == ["C"]


def test_items_by_their_ids_are_read() -> None:
    records = read('{"a": {"type": "book", "title": "A"}, "b": {"type": "map", "id": "c"}}')

    assert [(record.id, record.type) for record in records] == [("a", "book"), ("c", "map")]
    assert not records.problems


@pytest.mark.parametrize(
    "item", [{"itemType": "book", "title": "T"}, {"data": {"itemType": "book", "title": "T"}}]
)
def test_zoteros_own_json_is_reported(item: dict[str, Any]) -> None:
    records = read(json.dumps([{"id": "a", **item}]))

    problem = records.problems[0]
    assert "Zotero's own JSON" in problem.message
    assert "csljson" in problem.hint
