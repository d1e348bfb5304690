"""`citeformat.check` and the command `citeformat check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from citeformat.checking import check
from citeformat.checking.numbers import doi_error, isbn_errors, issn_errors
from citeformat.checking.style import missing_variables
from citeformat.cli.main import cli
from citeformat.errors import FormatError
from citeformat.record import Date, Name, Record
from citeformat.style import Style
from tests.shared import SharedFile


def messages(source: object) -> list[str]:
    return [problem.message for problem in check(source).problems]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("doi", "sound"),
    [
        ("10.1000/182", True), ("10.1002/(SICI)1097-0258(19980815)17:15<1661::A>3.0.CO;2-2", True),
        ("10.1000.10/1", True), ("doi.org/1", False), ("10.1000", False), ("10.1/x", False),
        ("10.1000/1 82", False), ("10.1000/182.", False),
    ],
)  # fmt: skip
def test_doi(doi: str, sound: bool) -> None:
    """DOI Handbook, section 2.2."""
    assert (doi_error(doi) == "") is sound


@pytest.mark.parametrize(
    ("isbn", "errors"),
    [
        ("0-201-13447-0", 0), ("978-0-201-13447-6", 0), ("9780201134476", 0), ("080442957X", 0),
        ("0-201-13447-0, 978-0-201-13447-6", 0), ("0-201-13447-0 (hbk)", 0), ("ISBN 0201134470", 0),
        ("0201134470 9780201134476", 0), ("978‐0‐201‐13447‐6", 0),
        ("0-201-13447-1", 1), ("978-0-201-13447-7 080442957X", 1), ("1234", 1), ("none", 0),
        ("4006381333931", 1), ("978020113447X", 1),
    ],
)  # fmt: skip
def test_isbn(isbn: str, errors: int) -> None:
    """ISO 2108: modulo 11 with weights 10 to 1; modulo 10 with weights 1 and 3."""
    assert len(list(isbn_errors(isbn))) == errors


@pytest.mark.parametrize(
    ("issn", "errors"),
    [("0896-3207", 0), ("08963207", 0), ("2434-561X", 0), ("0896-3207; 2434-561x", 0),
     ("0896-3208", 1), ("0896-320", 1), ("0896-3207 (print)", 0),
     ("123456789", 1)],
)  # fmt: skip
def test_issn(issn: str, errors: int) -> None:
    """ISO 3297: modulo 11 with weights 8 to 2."""
    assert len(list(issn_errors(issn))) == errors


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("date = {soonish}", "'soonish' is not a date"),
        ("year = {19xx}", "'19xx' is not a date"),
        ("date = {2001-02-30}", "there is no date 2001-2-30 (issued)"),
        ("date = {2001/1999}", "'2001/1999' is not a date"),
        ("year = {to appear}", ""),
        ("date = {2000-02-29}", ""),
        ("date = {1900-02-29}", "there is no date 1900-2-29 (issued)"),
        ("date = {1500-02-29}", ""),
        ("year = 99", "the year 99 does not have four digits (issued)"),
        ("year = 20019", "the year 20019 does not have four digits (issued)"),
        ("date = {0476}", ""),
        ("year = 2001, day = 5", "the day has no month"),
        ("year = 2001, date = {2003-05}", "the year 2001 is not that of the date"),
        ("year = 2001, date = {2001-05}", ""),
    ],
)
def test_dates(field: str, message: str) -> None:
    found = messages(f"@book{{x, title={{T}}, {field}}}")

    assert found == ([message] if message else [])


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("title = {THE EFFECT OF OPEN ACCESS}", ["title is in capitals"]),
        ("title = {THE {EFFECT} OF OPEN \\emph{ACCESS}}", ["title is in capitals"]),
        ("title = {NASA ESA JAXA}", []),
        ("title = {DEC-20: TOPS-20 4.1}", []),
        ("title = {The effect}, journal = {J OF OPEN SCIENCE}", ["container-title is in capitals"]),
        ("author = {SMITH, JOHN A and LI, M}", ["the names of author are in capitals"]),
        ("author = {SMITH, JOHN A and Lee, M}", []),
        ("author = {LI, M and {UNESCO}}", []),
    ],
)
def test_capitals(field: str, found: list[str]) -> None:
    assert messages(f"@article{{x, {field}}}") == found


def test_capitals_have_the_line_of_their_field() -> None:
    found = check("@article{x, title = {T},\n author = {Lee, A},\n journal = {J OF OPEN SCIENCE}}")

    assert [(each.line, each.hint) for each in found.problems] == [(3, "styles print the capitals")]


@pytest.mark.parametrize("raw", ["2001-05-06", "May 2010", "n.d."])
def test_a_raw_date_that_is_read_is_not_reported(raw: str) -> None:
    assert messages(Record.from_csl({"id": "x", "type": "book", "issued": {"raw": raw}})) == []


def test_a_range_that_ends_before_it_begins() -> None:
    record = Record("x", "book", {"issued": Date(((2001,), (1999,)))})

    assert "issued ends before it begins" in messages(record)


def test_unknown_types_and_fields_suggest_a_similar_name() -> None:
    found = check("@artcle{x,\n title={T},\n autor={A},\n vlaue={V}}").problems

    assert [(p.line, p.severity, p.message, p.hint.split("?")[0]) for p in found] == [
        (1, "warning", "there is no entry type @artcle", "did you mean @article"),
        (3, "warning", "the field 'autor' is not known", "did you mean 'author'"),
        (4, "info", "the field 'vlaue' is not known", "no style prints it"),
    ]
    (key,) = check([Record("x", "book", extra={"publsher": "P"})]).problems
    assert key.hint == "did you mean 'publisher'?"


def test_a_set_is_not_a_duplicate_of_its_first_member() -> None:
    source = "@set{s, entryset={a, b}} @book{a, title={A Title}} @book{b, title={Another}}"

    assert [message for message in messages(source) if "same" in message] == []


@pytest.mark.parametrize(
    ("second", "same"),
    [
        ("@book{b, title={Other}, doi={10.1000/AB}}", "DOI"),
        ("@article{b, author={Doe, J.}, title={the tëxt: a {Book}!}, year=1999}", "title and year"),
        ("@article{b, author={Doe, J.}, title={The text, a book}, year=1998}", ""),
        ("@article{b, author={Roe, J.}, title={The text, a book}, year=1999}", ""),
        ("@article{b, author={Doe, J.}, title={The text, a book}, year=1999, volume=8}", ""),
    ],
)
def test_duplicates(second: str, same: str) -> None:
    first = (
        "@article{a, author={Doe, Jane}, title={The text, a book}, year=1999, volume=7,"
        " doi={10.1000/ab}}\n"
    )
    found = messages(first + second)

    assert found == ([f"'b' has the same {same} as 'a' in line 1"] if same else [])


def test_a_duplicate_in_another_file_is_named_with_its_file(tmp_path: Path) -> None:
    for name, record in (
        ("a.bib", "@book{a, doi={10.1000/x}}"),
        ("b.bib", "@map{b, doi={10.1000/x}}"),
    ):
        (tmp_path / name).write_text(record, "utf-8")

    (problem,) = check([tmp_path / "a.bib", tmp_path / "b.bib"]).problems

    assert problem.message == f"'b' has the same DOI as 'a' in line 1 of {tmp_path / 'a.bib'}"


def test_duplicate_keys() -> None:
    assert messages("@book{x, title={A}}\n@book{x, title={B}}") == ["the key 'x' is used twice"]


STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>M</title><id>m</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout delimiter=" "><names variable="author"/><text variable="title"/>
<choose><if variable="DOI"><text variable="DOI"/></if><else><text variable="URL"/></else></choose>
<choose><if type="book"><text variable="publisher"/></if></choose>
<date variable="issued"><date-part name="year"/></date></layout></bibliography></style>"""


def test_variables_that_a_style_would_print() -> None:
    style = Style.from_string(STYLE)
    record = Record("x", "book", {"title": "T"})

    assert set(missing_variables(record, style)) == {"author", "issued", "publisher", "DOI", "URL"}
    with_doi = record.replace(DOI="10.1000/1", author=(Name("A", "B"),), issued=Date(((1999,),)))
    assert set(missing_variables(with_doi, style)) == {"publisher"}
    assert set(missing_variables(record.replace(type="report"), style)) == {
        "author", "issued", "DOI", "URL"
    }  # fmt: skip
    found = check([record], style=style).problems
    assert [(p.severity, p.message.rsplit(": ", 1)[1]) for p in found] == [
        ("warning", "author, issued, publisher"), ("info", "DOI, URL")
    ]  # fmt: skip


def test_formats_of_the_report() -> None:
    report = check("@book{x, title={T}, isbn={1%2}}")

    assert str(report) == "<text>:1: warning: '1%2' is not an ISBN: it has 3 digits, not 10 or 13\n"
    assert report.to("github") == (
        "::warning line=1::'1%252' is not an ISBN: it has 3 digits, not 10 or 13\n"
    )
    (one,) = json.loads(report.to("json"))
    assert (one["severity"], one["line"], one["record"]) == ("warning", 1, "x")
    with pytest.raises(FormatError, match="use text, json or github"):
        report.to("html")


def test_several_files_are_checked_together(tmp_path: Path) -> None:
    names = [tmp_path / "strings.bib", tmp_path / "a.bib", tmp_path / "b.ris", tmp_path / "c.bib"]
    texts = [
        "@string{p = {Press}}\n",
        "\n@book{a,\n publisher = p,\n isbn = {1}}\n",
        "TY  - BOOK\nID  - b\nTI  - T\nDO  - 10.1000/x\nER  - \n",
        "",
    ]
    for file, text in zip(names, texts, strict=True):
        file.write_text(text, "utf-8")
    again: list[Path | str] = [*names, "@book{c, title={T}, doi={10.1000/x}}"]
    found = check(again).problems

    assert [problem for problem in found if problem.severity == "error"] == []
    assert [(each.source, each.line) for each in found if "ISBN" in each.message] == [
        (str(names[1]), 4)
    ]
    assert any("has the same DOI as 'b'" in each.message for each in found)


def test_the_command(tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    file.write_text("@book{x, title=nope}\n@book{y, title={T}, issn={0896-3208}}\n", "utf-8")
    result = CliRunner().invoke(cli, ["check", str(file)], standalone_mode=False)

    assert result.return_value == 1
    assert result.stdout.splitlines() == [
        f"{file}:1: error: the string name 'nope' is not defined "
        "(add @string{nope = {...}}, read the file that has it too, or put the value in braces)",
        f"{file}:2: warning: the check digit of the ISSN '0896-3208' should be 7",
    ]
    sound = CliRunner().invoke(cli, ["check", "-"], input="[]", standalone_mode=False)
    assert (sound.return_value, sound.stdout) == (0, "")


@pytest.mark.slow
def test_real_file_in_a_style(shared_file: SharedFile) -> None:
    report = check(shared_file("bib/papers.bib"), style="apa")

    assert [problem for problem in report.problems if not problem.line] == []
    assert any("'punlisher' is not known" in problem.message for problem in report.problems)


def test_a_date_range_without_an_end_is_right() -> None:
    item = (
        '[{"id": "a", "type": "book", "title": "T", "issued": {"date-parts": [[2000, 2, 3], []]}}]'
    )

    assert [each.message for each in check(item.encode(), format="csl-json").problems] == []
