"""`citeformat.dedupe` and the command `citeformat dedupe`."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from click.testing import CliRunner

import citeformat
from citeformat.cli.main import cli
from citeformat.errors import RecordError
from citeformat.record import Record, Records
from citeformat.record.custom import aliases

BIB = """
@article{k84, author={Knuth, D. E.}, title={Literate Programming}, journal={Comput. J.},
  year=1984, volume=27, pages={97--111}, keywords={tex, web}, mine={1}}
@article{knuth, author={Donald E. Knuth}, title={Literate programming}, year=1984, volume=27,
  journal={The Computer Journal}, doi={10.1093/comjnl/27.2.97}, keywords={web, code}, mine={2},
  ids={old}, pages={97-111}, theirs={3}}
@article{other, author={Roe, R.}, title={Something else}, year=2001, xref={knuth}}
"""


def test_values_are_merged_and_reported() -> None:
    result = citeformat.dedupe(citeformat.read(BIB))

    assert result.records.ids == ("k84", "other")
    merged = result.records["k84"]
    assert (merged.DOI, merged.page) == ("10.1093/comjnl/27.2.97", "97-111")
    assert merged.keyword == "tex, web, code"
    assert [(one.action, one.field, one.other) for one in result.decisions] == [
        ("kept", "container-title", "knuth"), ("kept", "author", "knuth"),
        ("taken", "DOI", "knuth"), ("joined", "keyword", "knuth"), ("kept", "mine", "knuth"),
        ("taken", "theirs", "knuth"),
    ]  # fmt: skip
    assert [one.dropped for one in result.conflicts] == [
        "The Computer Journal", "Knuth, Donald E.", "2"
    ]  # fmt: skip
    assert str(result).splitlines()[:2] == [
        "k84: merged with knuth (the same title and year)",
        "k84: container-title: 'Comput. J.' was kept; knuth has 'The Computer Journal'",
    ]
    assert repr(result) == "<Deduplication: 2 records, 1 merged, 3 values dropped>"


def test_keys_of_merged_records_still_work() -> None:
    result = citeformat.dedupe(citeformat.read(BIB))

    assert aliases(result.records[0]) == ("knuth", "old")
    assert result.records["knuth"] is result.records["old"] is result.records[0]
    assert dict(result.renamed) == {"knuth": "k84"}
    written = citeformat.convert(result.records, to="biblatex")
    assert "ids = {knuth,old}" in written
    assert "xref = {k84}" in written
    assert citeformat.read(written)["old"].id == "k84"


def test_the_last_record_may_be_kept() -> None:
    result = citeformat.dedupe(citeformat.read(BIB), prefer="last")

    assert result.records.ids == ("knuth", "other")
    assert str(result.records[0].author[0]) == "Knuth, Donald E."
    assert aliases(result.records[0]) == ("old", "k84")
    assert str(result).startswith("knuth: merged with k84 (the same title and year)\n")
    with pytest.raises(RecordError, match="prefer is 'best'"):
        citeformat.dedupe([], prefer="best")  # type: ignore[arg-type]


def test_a_clear_type_is_better_than_an_unclear_one() -> None:
    first = Record("a", "document", title="T", DOI="10.1000/1")
    result = citeformat.dedupe([first, first.replace(id="b", type="book")])

    assert result.records[0].type == "book"
    assert str(result.decisions[0]) == "a: type: 'book' was taken from b"


def test_isbns_of_10_and_13_digits_are_equal() -> None:
    first = Record("a", "book", title="T", ISBN="978-0-201-13447-6")
    result = citeformat.dedupe([first, first.replace(id="b", ISBN="0201134470")])

    assert len(result.records) == 1
    assert result.conflicts == ()


def test_nothing_changes_without_duplicates() -> None:
    records = citeformat.read(
        "@book{a, title={A}, year=1999}\n@book{b, title={B}, year=1999, pages={1}, foo}\n"
    )
    result = citeformat.dedupe(records)

    assert result.records == records
    assert result.records.problems == records.problems != ()
    assert (result.groups, result.decisions, str(result)) == ((), (), "")
    assert citeformat.dedupe([]).records == Records()
    assert citeformat.dedupe([records[0], records[0]]).records == records[:1]


def test_merging_is_complete() -> None:
    """A second run finds nothing, and every value is in the result or in the report."""
    records = citeformat.read(BIB)
    result = citeformat.dedupe(records)
    reported = {(one.other, one.field) for one in result.conflicts}

    assert citeformat.dedupe(result.records).groups == ()
    for record in records:
        merged = result.records[record.id]
        for name, value in record.fields.items():
            if name not in ("title", "keyword"):
                assert merged.fields[name] == value or (record.id, name) in reported


def test_results_are_values() -> None:
    result = citeformat.dedupe(citeformat.read(BIB))

    assert pickle.loads(pickle.dumps(result)) == result
    with pytest.raises(AttributeError):
        result.records = Records()  # type: ignore[misc]


def test_problems_name_the_values_that_were_dropped() -> None:
    problems = citeformat.dedupe(citeformat.read(BIB)).problems

    assert [(one.severity, one.line, one.record) for one in problems] == [("warning", 4, "k84")] * 3
    assert "container-title of 'k84' and 'knuth' differ" in problems[0].message


def test_command(tmp_path: Path) -> None:
    source, other, out = tmp_path / "a.bib", tmp_path / "b.ris", tmp_path / "out.bib"
    source.write_text(BIB, "utf-8")
    other.write_text("TY  - JOUR\nID  - x\nTI  - Other\nDO  - 10.1093/comjnl/27.2.97\nER  -\n")
    runner = CliRunner()
    made = runner.invoke(cli, ["dedupe", str(source), str(other), "-o", str(out)])

    assert made.exit_code == 0
    assert "4 records read, 2 merged" in made.output
    assert "k84: merged with x (the same DOI)" in made.output
    assert citeformat.read(out).ids == ("k84", "other")
    assert citeformat.read(out)["x"].id == "k84"


def test_command_reports_aliases_that_the_format_cannot_hold(tmp_path: Path) -> None:
    source = tmp_path / "a.bib"
    source.write_text(BIB, "utf-8")
    made = CliRunner().invoke(cli, ["dedupe", str(source), "-t", "ris"])

    assert "lost: k84: ids: RIS has no field for it" in made.output


def test_command_without_output(tmp_path: Path) -> None:
    source = tmp_path / "a.bib"
    source.write_text(BIB, "utf-8")
    runner = CliRunner()

    assert "merged with knuth" in runner.invoke(cli, ["dedupe", "--dry-run", str(source)]).output
    assert "Give a file with --output" in runner.invoke(cli, ["dedupe", str(source)]).output
    again = runner.invoke(cli, ["dedupe", str(source), "-o", str(source)], standalone_mode=False)
    assert "would be overwritten" in str(again.exception)
    assert source.read_text("utf-8") == BIB
