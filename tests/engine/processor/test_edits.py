"""Documents that are edited: each edit returns what has changed, and nothing else, and the document
equals one that is processed from scratch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeformat import (
    Changes,
    Citation,
    CitationNotFound,
    CitationText,
    Cite,
    Document,
    Entry,
    Record,
    RecordNotFound,
    Style,
    StyleError,
)
from tests.samples import bib, csl, date, make, names, record

FOLDER = Path(__file__).parent / "styles"
GROWING = {path.stem: path.read_text("utf-8") for path in (FOLDER / "growing").glob("*.csl")}
NAMED = ("apa", "ieee", "chicago-notes-bibliography", "din-1505-2-alphanumeric")
"""An author-date style, a numeric style, a style of notes with ibid, and a style of labels."""
STYLES = {
    **GROWING,
    "numeric": (FOLDER / "numeric.csl").read_text("utf-8"),
    "notes-and-ibid": (FOLDER / "notes.csl").read_text("utf-8"),
    "first-notes": (FOLDER / "first-notes.csl").read_text("utf-8"),
    "substitute": csl(
        '<names variable="author"/><date variable="issued" form="numeric" date-parts="year"/>',
        bib(
            '<group delimiter=". "><names variable="author"/>'
            '<date variable="issued" form="numeric" date-parts="year"/>'
            '<text variable="title"/></group>',
            'subsequent-author-substitute="---"',
        ),
        citation='disambiguate-add-year-suffix="true" collapse="year"',
    ),
}
PERSONS = ("Ann Doe", "Anton Doe", "Ben Roe")
WORKS = [
    record(
        f"w{number}",
        title=f"Title {number % 3}",
        author=names(", ".join(PERSONS[number % 3 : number % 3 + 1 + number % 2])),
        issued=date(1999 + number % 2),
    )
    for number in range(7)
]


@dataclass
class Mirror:
    """What a word processor has: the texts and entries, changed only as the document says."""

    document: Document
    order: list[str] = field(default_factory=list)
    texts: dict[str, CitationText] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def apply(self, changes: Changes) -> None:
        """Bring the texts and entries up to date."""
        for position, id, text in changes.citations:
            assert self.order[position] == id
            assert self.texts.get(id) != text
            self.texts[id] = text
        gone = {change.entry.id for change in changes.entries}
        self.entries = [entry for entry in self.entries if entry.id not in gone]
        for change in changes.entries:
            if change.kind != "removed":
                self.entries.insert(change.position, change.entry)


def citations() -> st.SearchStrategy[Citation]:
    """Make citations of one to three works; an id may be unknown."""
    cite = st.builds(
        Cite,
        st.sampled_from([*(work.id for work in WORKS), "unknown"]),
        locator=st.sampled_from(["", "", "7"]),
        prefix=st.sampled_from(["", "", "also"]),
    )
    return st.builds(
        Citation,
        st.lists(cite, min_size=1, max_size=3).map(tuple),
        note_number=st.integers(0, 9),
        mode=st.sampled_from(["", "", "composite"]),
        sort=st.sampled_from([True, True, False, "between-affixes", "between-prefixes"]),
    )


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["cite", "insert", "insert", "replace", "remove", "move", "renumber"]),
        st.integers(0, 9),
        st.integers(0, 9),
        citations(),
    ),
    min_size=1,
    max_size=12,
)


def edit(mirror: Mirror, kind: str, first: int, second: int, citation: Citation) -> None:
    """Do one edit, and hand the mirror what it returns."""
    document, order = mirror.document, mirror.order
    if kind == "insert":
        place = second % (len(order) + 1)
        changes = document.insert(place, citation)
        order.insert(place, changes.id)
        mirror.apply(changes)
        return
    if kind == "cite" or not order:
        text = document.add(citation)
        order.append(document.citations[-1].id)
        mirror.texts[order[-1]] = text
        return
    id = order[first % len(order)]
    place = second % len(order)
    if kind == "replace":
        changes = document.replace(id, citation)
    elif kind == "remove":
        changes = document.remove(id)
        order.remove(id)
        del mirror.texts[id]
    elif kind == "move":
        changes = document.move(id, place)
        order.remove(id)
        order.insert(place, id)
    else:
        changes = document.renumber({id: second})
    mirror.apply(changes)


def same(style: Style, edits: Sequence[tuple[str, int, int, Citation]]) -> None:
    """Check a document after each edit against one that is made from scratch."""
    mirror = Mirror(style.document(WORKS, unknown="mark"))
    for step in edits:
        is_edit = step[0] == "insert" or (step[0] != "cite" and bool(mirror.order))
        edit(mirror, *step)
        document = mirror.document
        assert [citation.id for citation in document.citations] == mirror.order
        scratch = style.document(WORKS, unknown="mark")
        texts = scratch.process(document.citations)
        if is_edit:
            assert [mirror.texts[id].rich for id in mirror.order] == [each.rich for each in texts]
            assert mirror.entries == list(scratch.bibliography())
    assert [text.rich for text in document.texts] == [text.rich for text in texts]
    assert document.bibliography().entries == scratch.bibliography().entries


@pytest.mark.parametrize("name", STYLES)
@settings(max_examples=15, deadline=None)
@given(EDITS)
def test_edits_equal_a_document_from_scratch(
    name: str, edits: list[tuple[str, int, int, Citation]]
) -> None:
    same(make(STYLES[name]), edits)


@pytest.mark.parametrize("name", NAMED)
@settings(max_examples=10, deadline=None)
@given(EDITS)
def test_edits_in_real_styles(name: str, edits: list[tuple[str, int, int, Citation]]) -> None:
    same(Style.load(name), edits)


def doe(id: str) -> Record:
    """Make a work of Doe, 1999."""
    return record(id, title=f"The {id}", author=names("Doe"), issued=date(1999))


class TestChanges:
    """What edits return."""

    def test_only_what_has_changed(self) -> None:
        document = Style.load("apa").document([doe("one"), doe("two"), doe("three")])
        document.cite("one", id="first")
        document.cite("one", locator="7", id="second")

        changes = document.insert(1, "two", id="new")

        assert changes.id == "new"
        assert changes.citations == (
            (0, "first", "(Doe, 1999a)"),
            (1, "new", "(Doe, 1999b)"),
            (2, "second", "(Doe, 1999a, p. 7)"),
        )
        assert [entry.id for entry in changes.added] == ["one", "two"]
        assert document.insert(3, "one").citations == ((3, "citation-0", "(Doe, 1999a)"),)

    def test_removing_the_last_citation_of_a_work(self) -> None:
        document = Style.load("apa").document([doe("one"), doe("two")])
        document.cite("one", id="first")
        document.insert(1, "two", id="second")

        changes = document.remove("second")

        assert changes.citations == ((0, "first", "(Doe, 1999)"),)
        assert [entry.text for entry in changes.changed] == ["Doe. (1999). The one."]
        assert [entry.id for entry in changes.removed] == ["two"]
        assert not changes.added

    def test_moving_reorders_an_unsorted_list(self) -> None:
        unnumbered = csl('<text variable="title"/>', bib('<text variable="title"/>'))
        document = make(unnumbered).document([doe("one"), doe("two"), doe("three")])
        document.cite("one", id="first")
        document.cite("two")
        document.insert(2, "three")

        changes = document.move("first", 2)

        assert not changes.citations
        assert [(each.kind, each.entry.id) for each in changes.entries] == [("moved", "one")]

    def test_an_edit_without_effect(self) -> None:
        document = Style.load("apa").document([doe("one")])
        document.insert(0, "one", id="first")

        assert not document.replace("first", "one")
        assert not document.move("first", 0)
        assert document.replace("first", "one", locator="7")

    def test_what_was_read_is_not_returned_again(self) -> None:
        """`texts` and `bibliography` return what `cite` has changed, so that an edit does not."""
        document = Style.load("apa").document([doe("one"), doe("two")])
        document.cite("one", id="first")
        document.cite("two", id="second")
        assert document.texts == ("(Doe, 1999a)", "(Doe, 1999b)")
        document.bibliography()

        assert not document.move("first", 0)

    def test_what_was_not_read_is_returned(self) -> None:
        document = Style.load("apa").document([doe("one"), doe("two")])
        document.cite("one", id="first")
        document.cite("two", id="second")

        assert document.move("first", 0).citations == ((0, "first", "(Doe, 1999a)"),)

    def test_an_entry_that_the_style_cannot_print(self) -> None:
        """The bibliography of an edit has the same fallback entries as that of the document."""
        numbers = csl(
            '<text variable="citation-number"/>', bib('<text variable="citation-number"/>')
        )
        document = make(numbers).document([doe("one"), doe("two")])

        changes = document.insert(0, "two")

        assert changes.added == document.bibliography().entries
        assert changes.added[0].fallback


class TestNotes:
    """Citations in notes that are edited."""

    def test_a_replaced_citation_stays_in_its_note(self) -> None:
        document = Style.load("chicago-notes-bibliography").document([doe("one"), doe("two")])
        document.cite("one", note_number=4, id="first")

        document.replace("first", "two")

        assert document.citations[0].note_number == 4
        document.replace("first", Citation((Cite("two"),), note_number=5))
        assert document.citations[0].note_number == 5

    def test_renumbering(self) -> None:
        document = make(STYLES["notes-and-ibid"]).document([doe("one"), doe("two")])
        document.cite("one", note_number=1, id="first")
        document.cite("one", note_number=2, id="second")
        assert document.texts[1] == "Ibid"

        changes = document.insert(1, "two", note_number=2)
        changes = document.renumber({"second": 3})

        assert not changes.citations
        assert [citation.note_number for citation in document.citations] == [1, 2, 3]


class TestErrors:
    """Edits that cannot be done leave the document as it was."""

    def test_an_unknown_citation(self) -> None:
        document = Style.load("apa").document([doe("one")])
        document.cite("one", id="first")

        number: Any = 0
        with pytest.raises(CitationNotFound, match="id 0"):
            document.remove(number)
        actions: tuple[Callable[[], object], ...] = (
            lambda: document.remove("frist"),
            lambda: document.move("frist", 0),
            lambda: document.replace("frist", "one"),
            lambda: document.renumber({"first": 4, "frist": 2}),
        )
        for action in actions:
            with pytest.raises(CitationNotFound, match="did you mean first"):
                action()
        assert document.citations == (Citation((Cite("one"),), "first"),)

    def test_an_unknown_record(self) -> None:
        document = Style.load("apa").document([doe("one")])
        document.cite("one", id="first")

        actions: tuple[Callable[[], object], ...] = (
            lambda: document.insert(0, "on"),
            lambda: document.replace("first", "on"),
        )
        for action in actions:
            with pytest.raises(RecordNotFound, match="did you mean one"):
                action()
        assert document.texts == ("(Doe, 1999)",)

    def test_an_id_that_is_taken(self) -> None:
        document = Style.load("apa").document([doe("one")])
        document.cite("one", id="first")

        actions: tuple[Callable[[], object], ...] = (
            lambda: document.insert(0, "one", id="first"),
            lambda: document.cite("one", id="first"),
        )
        for action in actions:
            with pytest.raises(ValueError, match="'first' already"):
                action()
        assert len(document.citations) == 1

    def test_a_position_that_is_no_number(self) -> None:
        document = Style.load("apa").document([doe("one")])
        document.cite("one", id="first")
        position: Any = "end"

        actions: tuple[Callable[[], object], ...] = (
            lambda: document.insert(position, "one"),
            lambda: document.move("first", position),
        )
        for action in actions:
            with pytest.raises(TypeError, match="integer"):
                action()
        assert document.citations == (Citation((Cite("one"),), "first"),)

    def test_arguments_that_do_not_exist(self) -> None:
        document = Style.load("apa").document([doe("one")])
        wrong: dict[str, str] = {"pages": "7"}

        with pytest.raises(TypeError, match="pages"):
            document.insert(0, "one", **wrong)  # type: ignore[arg-type]

    def test_another_engine(self) -> None:
        document = Style.load("apa", engine="citeproc-py").document([doe("one")])
        document.cite("one")

        actions: tuple[Callable[[], object], ...] = (
            lambda: document.insert(0, "one"),
            lambda: document.remove("citation-0"),
            lambda: document.texts,
            lambda: document.citations,
        )
        for action in actions:
            with pytest.raises(StyleError, match="engine"):
                action()
