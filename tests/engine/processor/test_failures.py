"""A record that the engine cannot render costs its own entry and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat.engine.base import make_engine
from citeformat.engine.processor.citation import Citation, Cite
from citeformat.engine.processor.session import CompiledSession
from citeformat.engine.processor.state import NOTHING
from citeformat.engine.runtime.context import Context
from citeformat.explain import explain
from citeformat.record import Record
from citeformat.style import Style
from tests.samples import date, names, record

GOOD = record("good", title="Good", author=names("Ann Doe"), issued=date(2001))
BAD = GOOD.replace(id="bad")
object.__setattr__(BAD, "fields", {"title": object(), "author": GOOD.author})  # no record has this


def session(works: list[Record], bad: str) -> CompiledSession:
    """A session in whose style the title of one work raises."""
    style = Style.load("apa")
    made: Any = style.document(works)._session

    def raising(render: Any) -> Any:
        def rendered(context: Context) -> str:
            if context.item.id == bad and context.fields:
                raise ZeroDivisionError("on purpose")
            return str(render(context))

        return rendered

    compiled = made.works.style
    citation = compiled.citation._replace(render=raising(compiled.citation.render))
    listed = compiled.bibliography._replace(render=raising(compiled.bibliography.render))
    return CompiledSession(compiled._replace(citation=citation, bibliography=listed), works)


def test_an_invalid_value_costs_one_entry() -> None:
    bibliography = Style.load("apa").bibliography([BAD, GOOD])

    assert {entry.id: entry.fallback for entry in bibliography} == {"bad": True, "good": False}
    (problem,) = bibliography.problems
    assert (problem.severity, problem.record) == ("error", "bad")
    assert "TypeError" in problem.message
    assert "Traceback" in problem.detail


def test_other_entries_are_unchanged() -> None:
    alone = Style.load("vancouver").bibliography([GOOD])[0]

    both = Style.load("vancouver").bibliography([GOOD, BAD])

    assert both[0] == alone


def test_equal_ids_keep_their_fault() -> None:
    bibliography = Style.load("apa").bibliography([BAD, BAD, GOOD])

    assert [problem.record for problem in bibliography.problems] == ["bad", "bad"]
    assert [entry.id for entry in bibliography if entry.fallback] == ["bad", "bad"]


def test_a_work_that_raises_in_an_entry_is_silenced() -> None:
    works = [GOOD, record("bad", title="Bad"), record("other", title="Other")]
    made = session(works, "bad")
    made.register([work.id for work in works])

    entries = {entry.id: entry.text for entry in made.bibliography().entries}

    assert NOTHING in entries["bad"]
    assert entries["good"] == "Doe, A. (2001). Good."
    assert entries["other"] == "Other. (n.d.)."
    (problem,) = made.bibliography().problems
    assert "ZeroDivisionError: on purpose" in problem.detail


def test_a_thousand_works_that_raise_are_silenced() -> None:
    works = [BAD.replace(id=f"bad{number}") for number in range(1100)]
    for work in works:
        object.__setattr__(work, "fields", BAD.fields)
    made: Any = Style.load("apa").document([*works, GOOD])._session
    made.register([*made.works.records])

    bibliography = made.bibliography()

    assert sum(NOTHING in entry.text for entry in bibliography) == len(works)
    assert len(bibliography.problems) == len(works)


def test_a_work_that_raises_in_a_citation_is_silenced() -> None:
    works = [GOOD, record("bad", title="Bad")]
    made = session(works, "bad")
    first = made.cite(Citation((Cite("good"),)))

    second = made.cite(Citation((Cite("bad"), Cite("good"))))

    assert (str(first), first.problems) == ("(Doe, 2001)", ())
    assert NOTHING in second
    assert "Doe, 2001" in second
    assert [problem.record for problem in second.problems] == ["bad"]
    assert made.cite(Citation((Cite("good"),))) == "(Doe, 2001)"


def test_a_whole_document_can_still_be_processed_and_changed() -> None:
    works = [GOOD, record("bad", title="Bad")]
    made = session(works, "bad")

    texts = made.process([Citation((Cite("good"),), "1"), Citation((Cite("bad"),), "2")])
    changes = made.update(Citation((Cite("bad"),), "3"), [("1", 0), ("2", 0)])

    assert texts[0] == "(Doe, 2001)"
    assert [problem.record for problem in texts[1].problems] == ["bad"]
    assert {id for _, id, _ in changes} >= {"3"}


def test_a_cited_work_that_raises_has_a_fallback_text() -> None:
    document = Style.load("apa").document([BAD, GOOD])

    text = document.cite("bad")

    assert "Doe" in text
    assert [problem.record for problem in text.problems] == ["bad"]


@pytest.mark.parametrize("style", ["apa", "vancouver", "ieee"])
@pytest.mark.parametrize("variable", ["illustrator", "author", "editor", "translator"])
@pytest.mark.parametrize("value", [[{}], [{"family": ""}], [{"given": "", "literal": ""}]])
def test_a_name_without_parts_is_ignored(style: str, variable: str, value: Any) -> None:
    """It is not printed, with or without spans, and not counted."""
    bare = record(title="T")
    empty = record(title="T", **{variable: value})
    made = Style.load(style)

    assert made.bibliography([empty])[0].text == made.bibliography([bare])[0].text
    assert made.bibliography([empty], spans=True)[0].text == made.bibliography([bare])[0].text
    assert explain(empty, made).entry.text == made.bibliography([bare])[0].text


def test_an_entry_stays_if_its_spans_are_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = make_engine("compiled", Style.load("apa")._source, "en-US")

    def broken(*_: object) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr("citeformat.engine.processor.tracing._spans", broken)
    made = engine.bibliography([GOOD], spans=True)

    assert made.entries[0].text == "Doe, A. (2001). Good."
    assert made.entries[0].parts == ()
    assert [problem.record for problem in made.problems] == ["good"]


def test_edits_of_a_document_with_a_work_that_raises() -> None:
    """Edits are rendered as if the document had been processed at once."""
    works = [GOOD, record("bad", title="Bad", author=names("Ann Doe"), issued=date(2001))]
    made = session(works, "bad")
    made.cite(Citation((Cite("good"),), "1"))
    made.insert(0, Citation((Cite("bad"), Cite("good")), "2"))
    made.insert(2, Citation((Cite("bad"),), "3"))

    changes = made.changes()

    assert [id for _, id, _ in changes] == ["2", "3"]
    assert [[each.record for each in text.problems] for _, _, text in changes] == [["bad"], ["bad"]]
    made.move("3", 0)
    made.remove("2")
    assert made.texts() == session(works, "bad").process(made.citations)
    assert [entry.id for entry in made.bibliography()] == ["good", "bad"]
