"""Documents that share what they know about works print the same as documents of their own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeformat import Citation, Cite, Document, Record, Style
from citeformat.manuscripts.library import Library
from tests.engine.processor.test_edits import NAMED, STYLES, WORKS
from tests.engine.processor.test_failures import BAD, GOOD
from tests.samples import bib, csl, make

IDS = [work.id for work in WORKS]
PAGES = st.lists(
    st.tuples(st.lists(st.sampled_from(IDS), max_size=5), st.sampled_from(IDS)),
    min_size=2,
    max_size=4,
)
"""Pages: the works that each cites at once, and one that it cites after them."""


def printed(document: Document, cited: list[str], last: str) -> list[object]:
    """Everything that a document prints while it is processed, grows and is edited."""
    texts: list[object] = [*document.process([Citation((Cite(id),)) for id in cited])]
    texts.append(document.bibliography().to("html"))
    texts.append(document.cite(last, locator="7"))
    texts += document.texts
    texts += document.insert(0, IDS[0]).citations
    texts.append(document.bibliography().to("html"))
    return texts


@pytest.mark.parametrize("name", [*STYLES, *NAMED])
@settings(deadline=None, max_examples=10)
@given(pages=PAGES)
def test_pages_share_what_is_known(name: str, pages: list[tuple[list[str], str]]) -> None:
    style = make(STYLES[name]) if name in STYLES else Style.load(name)
    sharing = style.with_shared_works()
    for cited, last in pages:
        works = [work for work in WORKS if work.id in {*cited, last, IDS[0]}]
        shared = printed(sharing.document(works), cited, last)
        assert shared == printed(style.document(works), cited, last)
        assert sharing.bibliography(works) == style.bibliography(works)


def test_another_record_with_the_same_id_is_prepared_anew() -> None:
    style = Style.load("apa")
    sharing = style.with_shared_works()
    other = WORKS[0].replace(title="Another", author=(), titles="sentence")
    for work in (WORKS[0], other, WORKS[0]):
        shared = sharing.document([work])
        assert shared.process([Citation((Cite(work.id),))]) == [
            style.document([work]).cite(work.id)
        ]
        assert shared.bibliography() == style.bibliography([work])


def test_a_list_in_the_order_of_citation_is_sorted_by_the_numbers_of_its_document() -> None:
    layout = '<text variable="title"/>'
    style = make(csl(layout, bib(layout, sort='<key variable="citation-number"/>')))
    sharing = style.with_shared_works()
    for order in (IDS, IDS[::-1]):
        document = sharing.document(WORKS)
        document.process([Citation((Cite(id),)) for id in order])
        assert [entry.id for entry in document.bibliography()] == order
        document.move(document.citations[0].id, len(order) - 1)
        assert [entry.id for entry in document.bibliography()] == [*order[1:], order[0]]


def test_an_unsorted_document_shares_nothing() -> None:
    style = Style.load("apa")
    sharing = style.with_shared_works()
    works = WORKS[::-1]
    for sort in (True, False, True):
        document = sharing.document(works, sort=sort)
        for id in (work.id for work in works):
            document.cite(id)
        assert document.bibliography() == style.bibliography(works, sort=sort)


def test_a_work_that_fails_stays_out_of_other_documents() -> None:
    style = Style.load("apa")
    sharing = style.with_shared_works()
    for works in ([GOOD, BAD], [GOOD], [GOOD, BAD]):
        document = sharing.document(works)
        document.register([work.id for work in works])
        own = style.document(works)
        own.register([work.id for work in works])
        assert document.bibliography() == own.bibliography()
        assert len(document.bibliography().problems) == len(works) - 1


def test_abbreviations_are_not_shared_with_the_style_that_has_none() -> None:
    work = WORKS[0].replace(type="article-journal", container_title="Mind")
    sharing = Style.load("nature").with_shared_works()
    short = sharing.with_abbreviations({"default": {"container-title": {"Mind": "M."}}})
    lists = [str(style.bibliography([work, WORKS[1]])) for style in (sharing, short, sharing)]
    assert "Mind" in lists[0]
    assert "M." in lists[1]
    assert lists[2] == lists[0]


def test_the_documents_of_a_library_share_its_works() -> None:
    library = Library(WORKS)
    styles = [Style.load(name) for name in ("apa", "ieee", "vancouver", "nature", "apa", "mla")]
    for style in styles:
        document = library.document(style, ["w1", "nothing"])
        assert document.cite("w1") == style.document(WORKS).cite("w1")
        assert document.cite("nothing").problems
    assert [work.id for work in library.select(["w3", "x", "w1"])] == ["w1", "w3"]


def test_threads_ask_for_the_works_of_an_author_and_a_year() -> None:
    class Slow(Library):
        """A library whose records take time to read."""

        def __getitem__(self, id: str) -> Record:
            sleep(0.001)
            return super().__getitem__(id)

    library = Slow(WORKS)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(library.same_author_and_year, [IDS] * 4))
    assert found == [Library(WORKS).same_author_and_year(IDS)] * 4


def test_titles_are_put_into_sentence_case_once() -> None:
    work = Record("x", "book", title="The Art of Computing", titles="sentence")
    style = Style.load("apa").with_shared_works()
    documents = [style.document([work]) for _ in range(2)]
    for document in documents:
        document.register(["x"])
    first, second = [document.bibliography()[0] for document in documents]
    assert first.record is second.record
    assert first.text == "The art of computing. (n.d.)."


def test_a_work_is_compared_with_the_number_of_its_first_note_in_the_document() -> None:
    layout = "".join(
        f'<text variable="{name}"/>'
        for name in ("title", "first-reference-note-number", "year-suffix")
    )
    citation = 'disambiguate-add-year-suffix="true"'
    style = make(csl(layout, bib(layout), citation=citation, kind="note"))
    sharing = style.with_shared_works()
    works = [Record(id, "book", title="T") for id in "ab"]
    cited = [Citation((Cite(id),), note_number=note) for id, note in (("a", 5), ("b", 6))]
    before = sharing.document(works)
    before.register("ab")
    for each in cited:
        before.add(each)
    assert sharing.document(works).process(cited) == style.document(works).process(cited)
