"""The table of the processor's phases is what runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from citeformat.engine.processor.citation import Citation, Cite
from citeformat.engine.processor.phases import PHASES, Phase
from tests.samples import bib, csl, document, record

STYLE = csl('<text variable="citation-number"/>', bib('<text variable="title"/>'))
WORKS = [record("a", title="A"), record("b", title="B")]


def names(*stages: Any) -> list[str]:
    """Return the names of the phases of these stages, in order."""
    return [phase.name for stage in stages for phase in PHASES[stage]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the phases that have run, in order."""
    done: list[str] = []

    def recorded(phase: Phase) -> Callable[..., object]:
        def function(*arguments: object) -> object:
            done.append(phase.name)
            return phase.function(*arguments)

        return function

    for stage, phases in PHASES.items():
        recording = tuple(phase._replace(function=recorded(phase)) for phase in phases)
        monkeypatch.setitem(PHASES, stage, recording)
    return done


def test_the_phases_are_in_order() -> None:
    assert names(*PHASES) == [
        "number by citation", "citation labels", "sort the bibliography", "disambiguate",
        "sort cites", "assign positions",
        "render citations", "finish citations",
        "render entries", "substitute authors", "tidy display blocks", "finish entries",
    ]  # fmt: skip


def test_a_citation_that_is_added_runs_the_table(run: list[str]) -> None:
    """Phases for works run only if the citation has works that are new."""
    made = document(STYLE, WORKS)
    made.cite("a")
    run.clear()

    made.cite("b")
    assert run == names("works", "citation", "citation texts")
    run.clear()

    made.cite("b", "a")
    assert run == names("citation", "citation texts")


def test_a_whole_document_runs_the_table(run: list[str]) -> None:
    made = document(STYLE, WORKS)
    made.process([Citation((Cite("a"),)), Citation((Cite("b"),))])

    assert run == names("works", "citation", "citation", "citation texts")


def test_a_bibliography_runs_the_table(run: list[str]) -> None:
    made = document(STYLE, WORKS)
    made.register(["a", "b"])
    run.clear()

    assert [entry.text for entry in made.bibliography()] == ["A", "B"]
    assert run == names("entry texts")
