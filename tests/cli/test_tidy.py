"""The command `citeformat tidy`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from citeformat.cli.main import cli

BIB = "@BOOK{b, Title = {B}}\n@book{a, title = {A}}\n"


def run(*arguments: str, input: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["tidy", *arguments], input=input, standalone_mode=False)


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    file = tmp_path / "refs.bib"
    file.write_text(BIB, "utf-8")
    return file


def test_files_are_changed_in_place(bib: Path) -> None:
    made = run("--sort", "key", "--lowercase", str(bib))

    assert (made.return_value, made.output) == (0, "")
    assert bib.read_text("utf-8") == "@book{a, title = {A}}\n@book{b, title = {B}}\n"


def test_check(bib: Path) -> None:
    made = run("--check", "--sort", "-key", str(bib))
    assert (made.return_value, "0 of 1 files would change" in made.output) == (0, True)
    made = run("--check", "--standard", str(bib))

    assert made.return_value == 1
    assert f"{bib} would change" in made.output
    assert bib.read_text("utf-8") == BIB


def test_dry_run_prints_a_diff(bib: Path) -> None:
    made = run("--dry-run", "--lowercase", str(bib))

    assert f"--- {bib}\n" in made.output
    assert "-@BOOK{b, Title = {B}}\n+@book{b, title = {B}}\n" in made.output
    assert bib.read_text("utf-8") == BIB


def test_output_leaves_the_file_as_it_is(bib: Path) -> None:
    target = bib.with_name("tidy.bib")
    made = run("--sort", "key", "--lowercase", "--output", str(target), str(bib))

    assert (made.return_value, made.output) == (0, "")
    assert target.read_text("utf-8") == "@book{a, title = {A}}\n@book{b, title = {B}}\n"
    assert bib.read_text("utf-8") == BIB
    assert run("--lowercase", "-o", "-", str(bib)).output.startswith("@book{b,")


@pytest.mark.parametrize("more", [["--check"], ["--dry-run"], ["examples/untidy.bib"]])
def test_output_needs_one_file_that_is_written(bib: Path, more: list[str]) -> None:
    made = run("--lowercase", "-o", str(bib.with_name("tidy.bib")), str(bib), *more)

    assert "--output needs one file" in str(made.exception)


def test_standard_input() -> None:
    made = run("--keys", "[title:lower]", "--lowercase", "-", input="@Misc{x, title = {Word}}\n")

    assert made.output.startswith("@misc{word, title = {Word}}\n")
    assert "the key x is now word" in made.output


def test_options_change_the_standard(bib: Path) -> None:
    run("--standard", "--tab", "--align", "0", "--no-trailing-commas", str(bib))

    assert bib.read_text("utf-8") == ("@book{b,\n\ttitle = {B}\n}\n\n@book{a,\n\ttitle = {A}\n}\n")


def test_folders_and_journals(bib: Path, tmp_path: Path) -> None:
    bib.write_text("@article{k, journal = {Nature Physics}}", "utf-8")
    (tmp_path / "other.ris").write_text("TY  - BOOK\nER  -\n")
    (tmp_path / "list.csv").write_text("Nature Physics;Nat. Phys.\n")
    run("--journals", str(tmp_path / "list.csv"), str(tmp_path))

    assert bib.read_text("utf-8") == "@article{k, journal = {Nat. Phys.}}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Say what to change"),
        (["--keys", "[nothing]"], "unknown field [nothing]"),
        (["--journals", "none.csv"], "none.csv cannot be read"),
        (["--strip-braces", "a", "--enclose-braces", "a"], "both added and removed"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, bib: Path) -> None:
    assert message in str(run(*arguments, str(bib)).exception)
    assert bib.read_text("utf-8") == BIB


def test_files_of_other_formats_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "refs.ris"
    file.write_text("TY  - BOOK\nER  - \n", "utf-8")

    message = str(run("--standard", str(file)).exception)
    assert (
        message == f"{file} is not a .bib file; citeformat convert {file} -o refs.bib writes one."
    )
