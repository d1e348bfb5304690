"""The command `citeformat`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.cli.conftest import Run
from tests.shared import ROOT, SharedFile

if TYPE_CHECKING:
    import click

CANCER = str(ROOT / "examples" / "cancer-control.bib")
VARIED = str(ROOT / "examples" / "varied.bib")
BROKEN = """@book{one, title={First}, author={Ann A}, year=2000}
@article{two, title={Second
@book{three, title={Third}, author={Cid C}, year=2002}
"""


def shell(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}  # type: ignore[dict-item]
    command = [sys.executable, "-m", "citeformat", *arguments]
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        command, text=True, encoding="utf-8", env=environment, **{"capture_output": True, **options}
    )


def test_bibliography_in_two_styles(run: Run) -> None:
    code, out, err = run("bibliography", CANCER, "--style", "apa", "--style", "vancouver")

    assert (code, err) == (0, "")
    assert out.startswith("APA Style 7th edition\n\nCarballido, E., Veliz, M.")
    assert "1. Carballido E, Veliz M, Komrokji R, Pinilla-Ibarz J." in out


def test_apa_is_the_default(run: Run) -> None:
    assert run("bibliography", CANCER) == run("bibliography", CANCER, "-s", "apa")


def test_html(run: Run) -> None:
    code, out, _ = run("bibliography", CANCER, "-s", "apa", "-s", "mla", "--to", "html")

    assert code == 0
    assert out.count('<div class="csl-bib-body') == 2
    assert "<h2>APA Style 7th edition</h2>" in out
    assert "<i>Cancer Control</i>" in out


def test_several_files_and_keys(run: Run) -> None:
    code, out, _ = run("bibliography", CANCER, VARIED, "-k", "turing1950", "-k", "carballido2012")

    assert code == 0
    assert [line.split(",")[0] for line in out.splitlines()] == ["Carballido", "Turing"]


def test_a_problem_of_several_records_is_reported_for_each(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    file.write_text(
        "@book{a, title={\\mine A}}\n@book{b, title={\\mine B}}\n@book{c, title={C}}\n", "utf-8"
    )

    messages = [run("bibliography", str(file), "-k", key)[2] for key in ("a", "b", "c")]

    assert [r"the command \mine is not known" in message for message in messages] == [
        True, True, False,
    ]  # fmt: skip


def test_locale(run: Run) -> None:
    code, out, _ = run("bibliography", CANCER, "-s", "chicago", "-l", "de")

    assert code == 0
    assert "und Javier Pinilla-Ibarz" in out


def test_csl_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.csl"
    file.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        "<info><title>M</title><id>m</id><updated>2020-01-01T00:00:00+00:00</updated></info>"
        '<citation><layout><text variable="title"/></layout></citation>'
        '<bibliography><layout><text variable="volume"/></layout></bibliography></style>',
        "utf-8",
    )

    code, out, _ = run("bibliography", CANCER, "--csl", str(file))
    assert (code, out) == (0, "19\n")


def test_output_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "out.txt"

    assert run("bibliography", CANCER, "-o", str(file)) == (0, "", "")
    assert file.read_text("utf-8") == run("bibliography", CANCER)[1]


def test_standard_input() -> None:
    text = Path(CANCER).read_text("utf-8")
    done = shell("bibliography", "-", "--style", "vancouver", input=text)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1. Carballido E")


def test_broken_entry_in_the_middle(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "broken.bib"
    file.write_text(BROKEN, "utf-8")
    code, out, err = run("bibliography", str(file))

    assert code == 1
    assert "First" in out
    assert "Third" in out
    assert err.startswith(f"{file}:2: error: ")


def test_problem_of_another_record_does_not_matter(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "broken.bib"
    file.write_text("@book{a, title={A}, year=2000}\n@book{b, title=undefined}\n", "utf-8")

    assert run("bibliography", str(file))[0] == 1
    assert run("bibliography", str(file), "-k", "a")[0] == 0


def test_empty_file_is_an_empty_list(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "empty.bib"
    file.touch()

    assert run("bibliography", str(file)) == (0, "", f"{file}: info: no references were found\n")


def test_what_is_not_text(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "binary.bib"
    file.write_bytes(bytes(range(256)) * 9)
    code, out, err = run("bibliography", str(file))

    assert (code, out) == (2, "")
    assert err.startswith("citeformat: error: ")
    assert "not a text file" in err


def test_convert_key(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    file.write_text("@book{a, title = {A}, year = oops}\n@book{b, title = {B}}\n", "utf-8")

    code, out, err = run("convert", str(file), "--key", "b", "--to", "ris")
    assert (code, out.count("TY  -"), "TI  - B" in out, err) == (0, 1, True, "")

    code, _, err = run("convert", str(file), "--key", "c", "--to", "ris")
    assert (code, "there is no record with the id 'c'" in err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("bibliography", "missing.bib"), "there is no file named 'missing.bib'"),
        (("list", "examples/varid.bib"), "'examples/varid.bib'; did you mean 'varied.bib'?"),
        (("cite", "10.1000/182", "-k", "x"), "; citeformat fetch 10.1000/182 gets the work"),
        (("bibliography", CANCER, "-s", "xyzzy"), "'xyzzy'; citeformat styles WORDS finds styles"),
        (
            ("bibliography", CANCER, "-s", "./nature.csl"),
            "'nature.csl'; did you mean the style nat",
        ),
        (("cite", CANCER, "-k", "a", "--narrative", "--suppress-author"), "--narrative needs"),
        (("bibliography", "tests/specification"), "has no files of references"),
        (("bibliography", CANCER, "-s", "vancuver"), "did you mean vancouver"),
        (("bibliography", CANCER, "--csl", "missing.csl"), "there is no file named 'missing.csl'"),
        (("bibliography", CANCER, "--csl", CANCER), "not well-formed"),
        (("bibliography", CANCER, "-k", "carbalido2012"), "did you mean carballido2012"),
        (("bibliography", CANCER, "-l", "not a locale"), "language tag"),
        (("bibliography", CANCER, "-t", "word"), "docx is a Word document"),
        (("bibliography", CANCER, "-o", "missing/out.txt"), "cannot be written"),
        (("list", CANCER, "-t", "text", "-o", "."), ". is a folder; name a file in it"),
        (("list", CANCER, "-t", "text", "-o", "no/"), "no/ cannot be written: there is no"),
        (("bibliography", "-", "-"), "only once"),
        (("bibliography",), "Missing argument"),
        (("bibliography", CANCER, "--nope"), "No such option"),
        (("nope",), "No such command"),
        (("bib", CANCER), "No such command 'bib'; did you mean 'bibliography'?"),
        (("cite", CANCER), "Missing option"),
        (("cite", CANCER, "-k", "x"), "no record with the id 'x'"),
        (("cite", CANCER, "-k", "a", "-k", "b", "--locator", "1"), "single --key"),
        (("cite", CANCER, "-k", "a", "-s", "apa", "--csl", "x.csl"), "not both"),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], message: str) -> None:
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


def test_input_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "refs.bib"
    file.write_text(BROKEN, "utf-8")
    code, _, err = run("bibliography", str(file), "-o", str(file))

    assert code == 2
    assert "is an input file" in err
    assert file.read_text("utf-8") == BROKEN


def test_cite(run: Run) -> None:
    arguments = ("cite", CANCER, "-k", "carballido2012", "--locator", "57")

    assert run(*arguments) == (0, "(Carballido et al., 2012, p. 57)\n", "")
    assert run(*arguments, "--prefix", "see")[1] == "(see Carballido et al., 2012, p. 57)\n"
    assert run(*arguments, "--suppress-author")[1] == "(2012, p. 57)\n"
    assert run("cite", CANCER, "-k", "carballido2012", "-s", "nature", "-t", "html")[1] == (
        "<sup>1</sup>\n"
    )


def test_cite_in_a_sentence(run: Run) -> None:
    code, out, err = run("cite", VARIED, "-k", "vaswani2017", "--narrative", "--locator", "3")

    assert (code, out, err) == (0, "Vaswani et al. (2017, p. 3)\n", "")


def test_cite_in_a_sentence_of_a_style_for_notes(run: Run) -> None:
    given = ("cite", VARIED, "-k", "knuth1984", "--narrative", "--style", "chicago-notes")

    assert run(*given) == (0, "Donald E. Knuth\nThe TeXbook (Addison-Wesley, 1984).\n", "")


def test_cite_several(run: Run) -> None:
    arguments = ("cite", VARIED, "-k", "turing1950", "-k", "knuth1984")

    assert run(*arguments)[:2] == (0, "(Knuth, 1984; Turing, 1950)\n")
    assert run(*arguments, "--keep-order")[:2] == (0, "(Turing, 1950; Knuth, 1984)\n")


def test_styles(run: Run) -> None:
    code, out, _ = run("styles", "vancouver", "--limit", "2")
    first = "nlm-citation-sequence\tNLM/Vancouver: Citing Medicine 2nd edition (citation-sequence)"

    assert code == 0
    assert out.splitlines()[0] == first
    assert len(out.splitlines()) == 2


def test_no_styles_found(run: Run) -> None:
    code, out, err = run("styles", "qqqq")

    assert (code, out) == (1, "")
    assert "no style has the words 'qqqq'" in err


def test_version_and_help(run: Run) -> None:
    assert run("--version") == (0, "citeformat 1.0.0\n", "")
    for arguments in ((), ("bibliography",), ("cite",), ("styles",)):
        code, out, _ = run(*arguments, "--help")
        assert code == 0
        assert out.startswith("Usage: citeformat")


def test_summaries_of_commands_are_whole(run: Run) -> None:
    out = run("--help")[1]
    summaries = [line for line in out.partition("Commands:\n")[2].splitlines() if line]

    assert len(summaries) > 7
    assert [line for line in summaries if not line.endswith(".") or line.endswith("...")] == []


def test_interrupt(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citeformat.cli.input.read_several", _raise(KeyboardInterrupt()))
    code, out, err = run("bibliography", CANCER)

    assert (code, out) == (130, "")
    assert "interrupted" in err


def test_our_own_error_has_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citeformat.cli.input.read_several", _raise(ZeroDivisionError("oops")))
    code, _, err = run("bibliography", CANCER)

    assert code == 2
    assert "unexpected ZeroDivisionError: oops" in err
    assert "Traceback" not in err
    monkeypatch.setenv("CITEFORMAT_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        run("bibliography", CANCER)


def _raise(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX pipes")
def test_reader_that_goes_away() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = shell("styles", capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)

    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk() -> None:
    with Path("/dev/full").open("w") as full:
        done = shell(
            "bibliography", CANCER, capture_output=False, stdout=full, stderr=subprocess.PIPE
        )

    assert done.returncode == 2
    assert "standard output cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_output_that_cannot_hold_the_text() -> None:
    environment = {"PYTHONIOENCODING": "ascii"}
    text = shell("bibliography", CANCER, env=environment)
    html = shell("bibliography", CANCER, "-t", "html", env=environment)

    assert (text.returncode, text.stdout) == (2, "")
    assert "PYTHONIOENCODING" in text.stderr
    assert html.returncode == 0
    assert "54&#8211;67" in html.stdout


def test_progress_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citeformat.cli.terminal._LONG_WORK", 0)
    done = CliRunner().invoke(_command(), ["bibliography", CANCER])

    assert "Formatting" not in done.stderr


def _command() -> click.Command:
    from citeformat.cli.main import cli

    return cli


@pytest.mark.slow
def test_real_database_is_read_and_listed_whole(run: Run, shared_file: SharedFile) -> None:
    file = shared_file("bib/tugboat.bib")
    code, out, _ = run("bibliography", str(file), "-s", "apa", "-t", "html")

    assert code in (0, 1)
    assert out.count('class="csl-entry"') == 3644
