"""The runner of the CSL test suite follows the description of the format."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.suite import runner
from tests.suite.execute import Changes, Neighbours, execute
from tests.suite.fixture import Fixture, FixtureError, read_fixture
from tests.suite.normalise import normalised

TEXT = """
A comment.
>>===== MODE =====>>
citation
<<===== MODE =====<<
>>= RESULT =>>
A &#38; B
<<= RESULT =<<
>>===== CSL =====>>
<style/>
<<===== CSL =====<<
>>===== INPUT =====>>
[{"id": "b"}, {"title": "no id"}, {"id": "a"}]
<<===== INPUT =====<<
"""


class Echo:
    """A processor that prints ids."""

    def __init__(self, _csl: str = "", _items: Sequence[Mapping[str, Any]] = ()) -> None:
        self.known: list[str] = []

    def register(self, ids: Sequence[str], sort: bool) -> list[str]:
        self.known = sorted(ids) if sort else list(ids)
        return self.known

    def clusters(self, clusters: Sequence[Sequence[Mapping[str, Any]]]) -> list[str]:
        return [" ".join(cite["id"] for cite in cluster) for cluster in clusters]

    def update(self, citation: Mapping[str, Any], before: Neighbours, after: Neighbours) -> Changes:
        return [(len(before), citation["citationID"], f"{len(before)} {len(after)}")]

    def bibliography(self, section: Mapping[str, Any] | None) -> str:
        return f"{self.known} {section}\n"


make_processor = Echo


def fixture(**changes: Any) -> Fixture:
    """A fixture with three items."""
    items = ({"id": "b"}, {"id": 1}, {"id": "a"})
    return Fixture(**{"name": "x", "mode": "citation", "result": "", "csl": "", "input": items}
                   | changes)  # fmt: skip


def test_sections_are_read_with_any_number_of_signs(tmp_path: Path) -> None:
    """Text between sections is a comment; an item without an id gets one."""
    (tmp_path / "made_Up.txt").write_text(TEXT, encoding="utf-8-sig")
    read = read_fixture(tmp_path / "made_Up.txt")

    assert (read.name, read.mode, read.result) == ("made_Up", "citation", "A &#38; B")
    assert [item["id"] for item in read.input] == ["b", "item-2", "a"]


def test_a_file_without_a_style_is_no_fixture(tmp_path: Path) -> None:
    """The error names the section that is missing."""
    (tmp_path / "made_Up.txt").write_text(TEXT.replace("CSL", "XSL"))

    with pytest.raises(FixtureError, match="CSL"):
        read_fixture(tmp_path / "made_Up.txt")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "1 a b"),
        ({"mode": "citation-nosort"}, "b 1 a"),
        ({"citation_items": ([{"id": "a"}, {"id": "b"}], [{"id": "a"}])}, "a b\na"),
        ({"mode": "bibliography"}, "['1', 'a', 'b'] None"),
        ({"mode": "bibliography", "bibentries": (["a"], ["b", "a"])}, "['a', 'b'] None"),
    ],
)
def test_a_fixture_is_played_as_its_sections_say(changes: dict[str, Any], expected: str) -> None:
    """Clusters, one a line; or the bibliography."""
    assert expected == execute(fixture(**changes), Echo())


def test_a_document_shows_what_the_last_step_changed() -> None:
    """`>>` marks new or changed citations, `..` unchanged ones."""
    steps: tuple[Any, ...] = (
        ({"citationID": "one"}, [], []),
        ({"citationID": "two"}, [["one", 1]], []),
        ({"citationID": "zero"}, [], [["one", 2], ["two", 3]]),
    )

    assert execute(fixture(citations=steps), Echo()) == ">>[0] 0 2\n..[1] 0 0\n..[2] 1 0"


def test_only_writing_is_normalised() -> None:
    """Entities, ids of entries and line breaks next to `div` tags do not count; blanks do."""
    start = '<div class="csl-entry" role="listitem" data-csl-entry-id="a&amp;b">'
    ours = f"{start}A &amp;  B</div>\n</div>"

    assert normalised('<div class="csl-entry">A &#38;  B</div></div>') == normalised(ours)
    assert normalised("a  b") != normalised("a b")


def test_a_hanging_fixture_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It fails, and says how long it was allowed to run."""
    if sys.platform == "win32":
        pytest.skip("there are no alarms")
    monkeypatch.setattr(runner, "execute", lambda *_: time.sleep(5))
    (tmp_path / "made_Up.txt").write_text(TEXT)
    outcome = runner.run(tmp_path / "made_Up.txt", engine=__name__, seconds=0.05)

    assert not outcome.passed
    assert outcome.error == "stopped after 0.05 s\n"


def test_a_fixture_that_raises_has_failed(tmp_path: Path) -> None:
    """The traceback is kept."""
    (tmp_path / "made_Up.txt").write_text(TEXT.replace("citation\n", "no-such-mode\n"))
    outcome = runner.run(tmp_path / "made_Up.txt", engine=__name__)

    assert "no-such-mode" in outcome.error


def test_a_missing_dependency_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing module is named, instead of failing every fixture."""

    def lacking(*_: object) -> None:
        raise ModuleNotFoundError("No module named 'citeproc'", name="citeproc")

    monkeypatch.setattr(sys.modules[__name__], "make_processor", lacking)

    assert runner.missing_module(__name__) == "citeproc"
    assert runner.missing_module() == ""
