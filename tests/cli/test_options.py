"""The options that all commands share: files, formats, styles, and their completion."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from citeformat.cli.main import cli
from citeformat.manuscripts import library
from tests.cli.conftest import Run
from tests.shared import ROOT

CANCER = str(ROOT / "examples" / "cancer-control.bib")
VARIED = str(ROOT / "examples" / "varied.bib")
STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
    "<info><title>House Style</title><id>h</id><updated>2020-01-01T00:00:00+00:00</updated></info>"
    '<citation><layout><text variable="title"/></layout></citation>'
    '<bibliography><layout><text variable="volume"/></layout></bibliography></style>'
)
RIS = "TY  - BOOK\nID  - ris1\nTI  - From RIS\nAU  - Doe, Jane\nPY  - 2001\nER  - \n"
COMMANDS: dict[str, tuple[str, ...]] = {
    "bibliography": (),
    "cite": ("-k", "ris1"),
    "cite-this": ("-k", "ris1"),
    "explain": ("-k", "ris1"),
    "list": (),
    "check": (),
    "convert": ("-t", "csl-json"),
}
"""Command -> what it needs besides files."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with references of two formats, and files to skip."""
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "one.bib").write_text("@string{p = {Press}}\n@book{one, title={One}, year=2000}\n")
    (tmp_path / "sub" / "two.bib").write_text(
        "@book{two, title={Two}, author={Ann Lee}, year=2001, publisher=p}\n"
    )
    (tmp_path / "sub" / "three.ris").write_text(RIS)
    for skipped in ("package.json", "notes.txt", ".hidden/four.bib"):
        (tmp_path / skipped).write_text("@book{four, title={Four}, year=2003}\n")
    return tmp_path


COUNT = "citeformat: 4 records checked: no problems\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_reads_folders_and_files(run: Run, folder: Path, command: str) -> None:
    code, out, err = run(command, CANCER, str(folder), *COMMANDS[command])

    assert (code, err) == (0, COUNT if command == "check" else "")
    assert out or command == "check"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_reads_standard_input_in_a_format(command: str) -> None:
    arguments = [command, CANCER, "-", "--from", "bibtex", "--titles", "as-is"]
    text = "@book{ris1, title={T}, author={Doe, Jane}, year=2000}"
    done = CliRunner().invoke(cli, [*arguments, *COMMANDS[command]], text, standalone_mode=False)

    assert done.exception is None
    assert done.return_value == 0
    assert done.stdout or command == "check"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_the_same_mistakes(run: Run, tmp_path: Path, command: str) -> None:
    needed = COMMANDS[command]
    for arguments, message in [
        (("nope.bib",), "there is no file named 'nope.bib'"),
        (("-", "-"), "only once"),
        ((str(tmp_path),), "has no files of references"),
        ((CANCER, "--from", "bibtx"), "did you mean bibtex?"),
        ((CANCER, "-o", str(tmp_path / "no" / "x.json")), "cannot be written"),
    ]:
        key = () if command == "convert" or not needed else ("-k", "carballido2012")
        code, out, err = run(command, *arguments, *(key or needed))
        assert (code, out) == (2, "")
        assert message in err
        assert "unexpected" not in err


def test_folder_of_references(run: Run, folder: Path) -> None:
    code, out, err = run("list", str(folder))

    assert (code, err) == (0, "")
    assert out == "one\t\t2000\tOne\nris1\tDoe\t2001\tFrom RIS\ntwo\tLee\t2001\tTwo\n"
    assert "Press" in run("bibliography", str(folder), "-k", "two")[1]


def test_a_check_has_no_style_by_default(run: Run) -> None:
    assert "[default: none]" in " ".join(run("check", "--help")[1].split())
    assert "[default: apa]" in " ".join(run("explain", "--help")[1].split())
    assert run("check", CANCER) == (0, "", "citeformat: 1 record checked: no problems\n")


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ("Roe, R.", "Roe"),
        ("Roe, R. and others", "Roe et al."),
        ("Roe, R. and Lee, L. and others", "Roe, Lee et al."),
        ("Roe, R. and Lee, L. and Doe, J.", "Roe, Lee, Doe"),
        ("Roe, R. and Lee, L. and Doe, J. and Fox, F.", "Roe et al."),
    ],
)
def test_listed_authors(run: Run, tmp_path: Path, names: str, shown: str) -> None:
    file = tmp_path / "a.bib"
    file.write_text(f"@book{{a, author = {{{names}}}, title = {{T}}, year = 2001}}")

    assert run("list", str(file)) == (0, f"a\t{shown}\t2001\tT\n", "")


def test_listed_records_cannot_control_the_terminal(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    record = {"id": "x", "type": "book", "title": "A\x1b[2J <i>b</i>\n\tc\u00a0d"}
    file.write_text(json.dumps([record]), "utf-8")

    assert run("list", str(file)) == (0, "x\t\t\tA[2J b c d\n", "")


def test_check_of_several_files_finds_duplicates_and_lines(run: Run, folder: Path) -> None:
    bad = folder / "sub" / "bad.bib"
    bad.write_text("\n@book{bad,\n  title = {Bad},\n  year = 2001,\n  isbn = {1}}\n", "utf-8")
    (folder / "again.ris").write_text(RIS.replace("ris1", "ris2"), "utf-8")
    code, out, err = run("check", str(folder))

    assert (code, err) == (0, "citeformat: 5 records checked: 2 warnings\n")
    assert f"{bad}:5: warning: '1' is not an ISBN" in out
    assert "ris2" in out
    assert "not defined" not in out


@pytest.mark.parametrize(
    ("suffix", "start"),
    [
        ("html", "<div"),
        ("md", "Carballido, E."),
        ("tex", "\\"),
        ("rtf", "{\\rtf1"),
        ("typ", "#par"),
        ("json", "[\n"),
        ("txt", "Carballido, E."),
        ("", "Carballido, E."),
    ],
)
def test_suffix_of_the_output_chooses_the_format(
    run: Run, tmp_path: Path, suffix: str, start: str
) -> None:
    file = tmp_path / f"list.{suffix}".rstrip(".")

    assert run("bibliography", CANCER, "-o", str(file)) == (0, "", "")
    assert file.read_text("utf-8").startswith(start)
    assert "\x1b" not in file.read_text("utf-8")


def test_format_that_is_given_wins(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.html"

    assert run("bibliography", CANCER, "-o", str(file), "--to", "markdown")[0] == 0
    assert "*Cancer Control*" in file.read_text("utf-8")


def test_word_document_by_suffix(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("docx")
    file = tmp_path / "list.docx"

    assert run("bibliography", CANCER, "-o", str(file)) == (0, "", "")
    assert file.read_bytes().startswith(b"PK")


def test_reports_are_json_by_suffix(run: Run, tmp_path: Path) -> None:
    for number, arguments in enumerate([
        ("list", CANCER), ("check", CANCER), ("explain", CANCER, "-k", "carballido2012"),
        ("styles", "gost"),
    ]):  # fmt: skip
        file = tmp_path / f"{number}.json"
        code, out, _ = run(*arguments, "-o", str(file))
        assert (code, out) == (0, "")
        json.loads(file.read_text("utf-8"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("bibliography", CANCER, "-o", "x.pdf"), "files that end in '.pdf'"),
        (("list", CANCER, "-o", "x.html"), "files that end in '.html'"),
        (("convert", CANCER), "Give a file with --output, or a format with --to: bibtex"),
        (("convert", CANCER, "-t", "rsi"), "did you mean ris?"),
        (("bibliography", CANCER, "-t", "markdwon"), "did you mean markdown?"),
        (("bibliography", CANCER, "-l", "german"), "did you mean 'de'?"),
        (("bibliography", CANCER, "-l", "engilsh"), "did you mean 'en'?"),
        (("bibliography", CANCER, "-s", "Chicago 15"), "these are the editions"),
        (("bibliography", CANCER, "-s", "SBL"), "can mean several styles"),
        (("bibliography", CANCER, "--styles-folder", "nowhere"), "no folder of styles"),
        (("list", CANCER, "-k", "carbalido2012"), "did you mean carballido2012?"),
        (("cite", CANCER, "-k", "carballido2012", "--label", "chaptre"), "did you mean 'chapter'?"),
        (("cite", CANCER, "-k", "carballido2012", "--label", "zzz"), "choose one of act, "),
        (("bibliograhy", CANCER), "did you mean 'bibliography'?"),
        (("zzz",), "the commands are batch, bibliography, check, cite"),
        (("bibliography", CANCER, "--styel", "apa"), "--style"),
    ],
)
def test_near_names(run: Run, arguments: tuple[str, ...], message: str) -> None:
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert message in err


@pytest.mark.parametrize(
    ("label", "shown"),
    [("chapter", "Chapter 3"), ("chapters", "Chapter 3"), ("chap.", "Chapter 3"),
     ("Pages", "p. 3"), ("pp", "p. 3"), ("sub verbo", "sub verbo 3"), ("figures", "Figure 3")],
)  # fmt: skip
def test_labels_that_people_write(run: Run, label: str, shown: str) -> None:
    cited = run("cite", CANCER, "-k", "carballido2012", "--locator", "3", "--label", label)

    assert shown.lower() in cited[1].lower()


def test_styles_of_a_users_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "our-house.csl").write_text(STYLE, "utf-8")
    option = ("--styles-folder", str(tmp_path))

    assert run("bibliography", CANCER, "-s", "house style", *option) == (0, "19\n", "")
    assert run("styles", "house style", *option)[1].startswith("our-house\tHouse Style\n")
    monkeypatch.setenv("CITEFORMAT_STYLES", str(tmp_path))
    assert run("cite", CANCER, "-k", "carballido2012", "-s", "our-house")[0] == 0


def test_locale_files_and_abbreviations_of_a_user(run: Run, tmp_path: Path) -> None:
    (tmp_path / "locales-eo.xml").write_text(
        '<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="eo"><terms>'
        '<term name="and">kaj</term></terms></locale>'
    )
    short = tmp_path / "short.json"
    short.write_text('{"default": {"container-title": {"Cancer Control": "Canc. Cont."}}}')
    folder = str(tmp_path)

    asked = ("-s", "asa", "-l", "eo", "--locales", folder, "-k", "watson1953")
    assert run("cite", VARIED, *asked)[1] == "(Watson kaj Crick 1953)\n"
    listed = run("bibliography", CANCER, "-s", "nature", "--abbreviations", str(short))[1]
    assert "Canc. Cont." in listed
    code, _, err = run("bibliography", CANCER, "--abbreviations", "none.json")
    assert (code, "none.json" in err) == (2, True)


def test_search_of_styles_understands_what_people_say(run: Run) -> None:
    assert run("styles", "mla", "9th", "notes", "-n", "1")[1].startswith("modern-language-")
    assert run("styles", "cmos17")[1].startswith("chicago-author-date-17th-edition\t")
    code, _, err = run("styles", "vancuver")
    assert (code, "did you mean vancouver" in err) == (1, True)


def completed(*words: str) -> list[str]:
    """Return the completions of the last word."""
    shell = ShellComplete(cli, {}, "citeformat", "_CITEFORMAT_COMPLETE")
    return [item.value for item in shell.get_completions(list(words[:-1]), words[-1])]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("c",), ["check", "cite", "cite-this", "convert"]),
        (("bibliography", CANCER, "-s", "chicago-author-date-1"),
         ["chicago-author-date-16th-edition", "chicago-author-date-17th-edition"]),
        (("bibliography", "--style", "mla-n"), ["mla-notes"]),
        (("list", VARIED, CANCER, "-k", "c"), ["cervantes2003", "carballido2012"]),
        (("cite", VARIED, "--key", "knuth1984", "--key", "tu"), ["turing1950"]),
        (("cite", "missing.bib", "--key", ""), []),
        (("cite", "-", "-", "--key", ""), []),
        (("bibliography", CANCER, "--to", "r"), ["rtf", "rst"]),
        (("convert", CANCER, "--to", "ri"), ["ris"]),
        (("convert", "--from", "bi"), ["bibtex"]),
        (("cite", CANCER, "--label", "ch"), ["chapter"]),
        (("cite-this", CANCER, "--set", "p"), ["pubmed"]),
        (("check", "--to", "g"), ["github"]),
    ],
)  # fmt: skip
def test_completion(words: tuple[str, ...], found: list[str]) -> None:
    assert completed(*words) == found


def test_completion_knows_the_users_styles(tmp_path: Path) -> None:
    (tmp_path / "our-house.csl").write_text(STYLE, "utf-8")

    assert completed("bibliography", "--styles-folder", str(tmp_path), "-s", "our-") == [
        "our-house"
    ]


def test_commands_have_the_same_options() -> None:
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        names = {option for each in command.params for option in each.opts}
        assert {"files", "--from", "--titles", "--to", "--output"} <= names


@pytest.mark.parametrize("command", ["cite", "bibliography"])
def test_keys_are_found_in_what_was_read_before(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    cache = tmp_path / "cache"
    cache.mkdir(mode=0o700)
    monkeypatch.setenv("CITEFORMAT_CACHE_DIR", str(cache))
    file = tmp_path / "refs.bib"
    file.write_text("@book{a, title={One}, ids={old}}\n@book{b, title={Two}, year={19xx}}\n")
    arguments = command, str(file), "--key", "old", "--key", "b", "--style", "apa"

    first = run(*arguments)
    library._read_files.cache_clear()  # as in another process
    monkeypatch.setattr("citeformat.interchange.several.read_several", None)
    second = run(*arguments)

    assert first == second
    assert first[0] == 0
    assert "One" in first[1]
    assert "Two" in first[1]
