"""A document that changes: which citations are returned when one is added, moved or removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from citeformat import Style
from citeformat.document import Document
from citeformat.engine.processor.citation import Citation, Cite
from citeformat.engine.processor.session import CompiledSession
from citeformat.errors import RecordNotFound
from citeformat.interchange import read
from tests.samples import date, document, make, names, record

STYLES = Path(__file__).parent / "styles"
NUMERIC = (STYLES / "numeric.csl").read_text("utf-8")
NOTES = (STYLES / "notes.csl").read_text("utf-8")
AUTHOR_DATE = (STYLES / "author-date.csl").read_text("utf-8")
WORKS = [record(id, title=id.upper(), author=names("Doe"), issued=date(2000)) for id in "abc"]
Place = tuple[str, int]


def put(
    made: Document,
    id: str,
    cites: str,
    before: Sequence[Place] = (),
    after: Sequence[Place] = (),
    note: int = 0,
) -> dict[str, str]:
    """Insert a citation, and return id -> text of the citations that changed."""
    citation = Citation(tuple(Cite(each) for each in cites), id=id, note_number=note)
    return {id: str(text) for _, id, text in made.update(citation, before, after)}


def test_the_first_citation_is_returned() -> None:
    made = document(NUMERIC, WORKS)

    assert put(made, "x", "a") == {"x": "[1]"}


def test_a_citation_at_the_end_changes_no_other() -> None:
    made = document(NUMERIC, WORKS)
    put(made, "x", "a")

    assert put(made, "y", "b", before=[("x", 0)]) == {"y": "[2]"}


def test_a_citation_at_the_start_changes_the_numbers_after_it() -> None:
    made = document(NUMERIC, WORKS)
    put(made, "x", "a")
    put(made, "y", "b", before=[("x", 0)])

    changed = put(made, "z", "c", after=[("x", 0), ("y", 0)])

    assert changed == {"z": "[1]", "x": "[2]", "y": "[3]"}


def test_an_update_returns_no_citation_that_was_made_before_with_the_same_text() -> None:
    made = document(NUMERIC, WORKS)
    made.add(Citation((Cite("a"),), id="x"))
    made.add(Citation((Cite("b"),), id="y"))

    assert put(made, "z", "c", before=[("x", 0), ("y", 0)]) == {"z": "[3]"}
    assert put(made, "x", "c", after=[("y", 0), ("z", 0)]) == {"x": "[1]", "z": "[1]"}


def test_indexes_are_those_of_the_document() -> None:
    made = document(NUMERIC, WORKS)
    put(made, "x", "a")
    changes = made.update(Citation((Cite("b"),), id="y"), after=[("x", 0)])

    assert [(index, id) for index, id, _ in changes] == [(0, "y"), (1, "x")]


def test_replacing_a_citation() -> None:
    made = document(NUMERIC, WORKS)
    put(made, "x", "a")
    put(made, "y", "b", before=[("x", 0)])

    assert put(made, "x", "c", after=[("y", 0)]) == {"x": "[1]"}
    assert [entry.id for entry in made.bibliography()] == ["c", "b"]


def test_replacing_a_citation_by_itself_returns_it_alone() -> None:
    made = document(NUMERIC, WORKS)
    put(made, "x", "a")
    put(made, "y", "b", before=[("x", 0)])

    assert put(made, "x", "a", after=[("y", 0)]) == {"x": "[1]"}


def test_moving_a_citation() -> None:
    made = document(NUMERIC, WORKS)
    put(made, "x", "a")
    put(made, "y", "b", before=[("x", 0)])

    assert put(made, "y", "b", after=[("x", 0)]) == {"y": "[1]", "x": "[2]"}


def test_a_citation_that_is_not_named_is_removed() -> None:
    made = document(NUMERIC, WORKS)
    put(made, "x", "a")
    put(made, "y", "b", before=[("x", 0)])
    put(made, "z", "c", before=[("y", 0)])

    assert [entry.id for entry in made.bibliography()] == ["b", "c"]


def test_a_note_before_a_first_cite_makes_it_an_ibid() -> None:
    made = document(NOTES, WORKS)
    assert put(made, "x", "a", note=1) == {"x": "A"}

    changed = put(made, "y", "a", after=[("x", 2)], note=1)

    assert changed == {"y": "A", "x": "Ibid"}


def test_a_note_between_two_cites_ends_an_ibid() -> None:
    made = document(NOTES, WORKS)
    put(made, "x", "a", note=1)
    put(made, "y", "a", before=[("x", 1)], note=2)

    changed = put(made, "z", "b", before=[("x", 1)], after=[("y", 3)], note=2)

    assert changed == {"z": "B", "y": "A, again"}


def test_a_year_suffix_comes_and_goes() -> None:
    made = document(AUTHOR_DATE, WORKS)
    assert put(made, "x", "a") == {"x": "Doe 2000"}

    assert put(made, "y", "b", before=[("x", 0)]) == {"x": "Doe 2000a", "y": "Doe 2000b"}
    assert put(made, "y", "a", before=[("x", 0)]) == {"x": "Doe 2000", "y": "Doe 2000"}


def test_removing_a_citation() -> None:
    """The citations whose text has changed are returned."""
    engine = make(AUTHOR_DATE)._engine
    session = engine.session(WORKS)
    assert isinstance(session, CompiledSession)
    session.update(Citation((Cite("a"),), id="x"))
    session.update(Citation((Cite("b"),), id="y"), before=[("x", 0)])

    session.remove("y")

    assert session.changes() == [(0, "x", "Doe 2000")]
    assert [entry.id for entry in session.bibliography()] == ["a"]


def test_citations_without_ids_never_share_one() -> None:
    session = make(NUMERIC)._engine.session(WORKS)
    assert isinstance(session, CompiledSession)
    session.cite(Citation((Cite("a"),)))
    session.cite(Citation((Cite("b"),)))
    session.remove("citation-0")
    session.cite(Citation((Cite("c"),)))

    assert len({citation.id for citation in session.citations}) == 2


def test_processing_all_equals_citing_one_after_another() -> None:
    cites = ["a", "b", "a", "c", "c"]
    one_by_one = document(NOTES, WORKS)
    texts = [one_by_one.cite(id, note_number=note) for note, id in enumerate(cites, 1)]
    at_once = document(NOTES, WORKS).process(
        [Citation((Cite(id),), note_number=note) for note, id in enumerate(cites, 1)]
    )

    assert texts == at_once == ["A", "B", "A, again", "C", "Ibid"]


def test_listed_works_come_before_cited_works() -> None:
    made = document(NUMERIC, WORKS)
    made.register(["c"])
    made.cite("a")

    assert [entry.id for entry in made.bibliography()] == ["c", "a"]


@pytest.mark.parametrize("call", ["register", "process", "update"])
def test_unknown_id(call: str) -> None:
    made = document(NUMERIC, WORKS)
    citation = Citation((Cite("nothing"),), id="x")

    calls: dict[str, Callable[[], object]] = {
        "register": lambda: made.register(["nothing"]),
        "process": lambda: made.process([citation]),
        "update": lambda: made.update(citation),
    }
    with pytest.raises(RecordNotFound):
        calls[call]()


def test_a_document_can_be_used_after_an_unknown_id() -> None:
    """A citation or a list that was refused leaves the document unchanged."""
    made = document(NUMERIC, WORKS)
    for sort in (True, False):
        with pytest.raises(RecordNotFound):
            made.register(["b", "nothing"], sort)
    with pytest.raises(RecordNotFound):
        made.process([Citation((Cite("nothing"),), id="x")])

    assert made.cite("a") == "[1]"


SORTED_NUMBERS = (STYLES / "growing" / "sorted-numbers.csl").read_text("utf-8")


def test_changes_brings_texts_up_to_date_after_each_citation() -> None:
    """What was returned last, of each citation, is the text of the whole document."""
    made = document(SORTED_NUMBERS, WORKS)
    shown: dict[str, str] = {}
    for id in ("c", "b", "c", "a"):
        shown[f"citation-{len(shown)}"] = str(made.cite(id))
        shown |= {id: str(text) for _, id, text in made.changes().citations}

        assert tuple(shown.values()) == made.texts

    assert not made.changes().citations


def warnings(made: Document) -> int:
    """Count the warnings of the bibliography."""
    return sum(problem.severity == "warning" for problem in made.bibliography().problems)


def test_a_bibliography_warns_of_numbers_that_have_changed() -> None:
    made = document(SORTED_NUMBERS, WORKS)
    assert (made.cite("a"), made.cite("c"), warnings(made)) == ("1", "2", 0)
    assert (made.cite("b"), warnings(made)) == ("2", 1)
    assert (made.texts, warnings(made)) == (("1", "3", "2"), 0)


def test_each_citation_has_an_id_of_its_own() -> None:
    made = document(NUMERIC, WORKS)
    made.process([Citation((Cite(each),), id="x") for each in "ab"])

    assert [each.id for each in made.citations] == ["x", "citation-0"]
    assert made.texts == ("[1]", "[2]")
    assert not made.changes().citations

    put(made, "x", "c", before=[("x", 0), ("citation-0", 0)], after=[("citation-0", 0)])

    assert [each.id for each in made.citations] == ["citation-0", "x"]


def test_a_work_is_listed_by_its_other_ids() -> None:
    """`ids` of the BibLaTeX manual."""
    records = read("@book{a, title = {A}, ids = {old}}\n@book{b, title = {B}}")
    made = Style.load("apa").document(records)

    assert made.register(["b", "old"]) == ["a", "b"]
    assert made.register(["b", "old"], sort=False) == ["b", "a"]


def test_an_unknown_work_that_is_listed_names_similar_ones() -> None:
    made = document(NUMERIC, [record("knuth1984", title="TeX")])

    with pytest.raises(RecordNotFound, match="did you mean knuth1984"):
        made.register(["knuth1948"])
