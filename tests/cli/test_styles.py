"""The tasks of `citeformat styles`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citeformat.styles.installed import DATA_VARIABLE
from tests.cli.conftest import Run
from tests.samples import bib, csl


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two styles, and a file of two records."""
    for name, mark in (("qqx-mine", "!"), ("qqx-other", "?")):
        layout = f'<names variable="author"/><text variable="title" prefix=". " suffix="{mark}"/>'
        (tmp_path / f"{name}.csl").write_text(csl(layout, bib(layout)), "utf-8")
    (tmp_path / "refs.bib").write_text(
        "@book{trees, author = {Doe, J.}, title = {Trees}}\n"
        "@book{seas, author = {Roe, R.}, title = {Rising seas}}\n",
        "utf-8",
    )
    return tmp_path


def like(run: Run, folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Search the two styles."""
    return run("styles", "qqx", "--styles-folder", str(folder), "--like", *arguments)


def test_like(run: Run, folder: Path) -> None:
    code, out, err = like(run, folder, "J. Doe. Trees!", "--record", f"{folder}/refs.bib#trees")

    assert (code, err) == (0, "")
    assert out == (
        "1. qqx-mine (Test): the same text\n"
        "2. qqx-other (Test): 93% similar\n"
        "   J. Doe. Trees[-!-]{+?+}\n"
    )


def test_the_record_is_found_by_its_title(run: Run, folder: Path) -> None:
    code, out, _ = like(run, folder, "R. Roe. Rising seas?", "-r", f"{folder}/refs.bib", "-n", "1")

    assert (code, out) == (0, "1. qqx-other (Test): the same text\n")


def test_references_of_a_file(run: Run, folder: Path) -> None:
    (folder / "mine.txt").write_text("J. Doe. Trees?\n\nR. Roe. Rising seas?\n", "utf-8")

    _, out, _ = like(run, folder, f"{folder}/mine.txt", "-r", f"{folder}/refs.bib", "-t", "json")

    first = json.loads(out)[0]
    assert (first["name"], len(first["texts"])) == ("qqx-other", 2)


def test_a_page(run: Run, folder: Path) -> None:
    like(run, folder, "J. Doe. Trees!", "-r", f"{folder}/refs.bib", "-o", f"{folder}/out.html")

    text = (folder / "out.html").read_text("utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "<del>!</del><ins>?</ins>" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--like", "Doe J. Trees. 10.1000/182."), "citeformat fetch 10.1000/182 -o refs.bib"),
        (("--record", "refs.bib"), "--record and --citation need --like"),
        (("--like", "x", "--lint"), "--like and --lint are two tasks"),
        (("--lint",), "--lint needs a .csl file"),
        (("--compare", "apa", "ieee"), "--compare needs a file of references after apa ieee"),
        (("--compare", "apa", "ieee", "none.bib"), "there is no file named 'none.bib'"),
        (("--like", "none.txt", "-r", "examples/varied.bib"), "no file named 'none.txt'"),
        (("--update",), "--update needs a folder"),
        (("apa", "-t", "github"), "is written as text, json, not github"),
        (("qqqq", "--like", "x", "-r", "examples/varied.bib"), "has the words 'qqqq'"),
        (("--lint", "no-such-style"), "there is no file named 'no-such-style'"),
        (("--preview", "no-such-style"), "there is no style named 'no-such-style'"),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], message: str) -> None:
    code, out, err = run("styles", *arguments)

    assert (code, out) == (2, "")
    assert message in " ".join(err.split())


def test_compare(run: Run, folder: Path) -> None:
    code, out, _ = run(
        "styles", "--styles-folder", str(folder), "--compare", "qqx-mine", "qqx-other",
        f"{folder}/refs.bib",
    )  # fmt: skip

    assert code == 0
    assert out.startswith("References that change from qqx-mine to qqx-other: 2 of 2\n")


def test_preview(run: Run, folder: Path) -> None:
    code, out, _ = run("styles", "--preview", "qqx-mine", "--styles-folder", str(folder))

    assert code == 0
    assert "Thomas S. Kuhn. The structure of scientific revolutions!" in out


def test_lint_does_not_control_a_terminal(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    path = (folder / "qqx-mine.csl").rename(folder / "new\x9b2J.csl")
    _, out, _ = run("styles", "--lint", str(path))
    assert "new2J.csl:" in out
    assert "\x9b" not in out


def test_lint(run: Run, folder: Path) -> None:
    path = folder / "qqx-mine.csl"
    code, out, _ = run("styles", "--lint", str(path), "--to", "github")

    assert code == 0
    assert f"::warning file={path},line=2::there is no cs:rights" in out

    path.write_text(csl('<text macro="none"/>'), "utf-8")
    code, out, _ = run("styles", "--lint", str(path))

    assert code == 1
    assert "error: the macro 'none' is not defined" in out


def test_update_and_restore(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(folder / "data"))
    copy = folder / "copy"
    (copy / "dependent").mkdir(parents=True)
    (copy / "renamed-styles.json").write_text("{}", "utf-8")
    (folder / "qqx-mine.csl").rename(copy / "qqx-mine.csl")

    code, out, _ = run("styles", "--update", str(copy))

    assert (code, out.splitlines()[:2]) == (
        0, [f"1 style from {copy} in use", "1 new: qqx-mine"]
    )  # fmt: skip
    assert run("styles", "qqx-mine")[1] == "qqx-mine\tTest\n"
    assert run("styles", "--restore")[0] == 0
    assert run("styles", "qqx-mine")[0] == 1
