"""Documents that share what they know about works print the same as documents of their own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeformat import Citation, Cite, Document, Record, Style
from citeformat.engine.processor.works import PreparedWorks
from citeformat.manuscripts.library import Library
from tests.engine.processor.test_edits import NAMED, STYLES, WORKS
from tests.engine.processor.test_failures import BAD, GOOD
from tests.samples import make

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
@settings(deadline=None, max_examples=25)
@given(pages=PAGES)
def test_pages_share_what_is_known(name: str, pages: list[tuple[list[str], str]]) -> None:
    style = make(STYLES[name]) if name in STYLES else Style.load(name)
    prepared = PreparedWorks()
    for cited, last in pages:
        works = [work for work in WORKS if work.id in {*cited, last, IDS[0]}]
        shared = style.document(works, prepared=prepared)
        assert printed(shared, cited, last) == printed(style.document(works), cited, last)


def test_another_record_with_the_same_id_is_prepared_anew() -> None:
    style, prepared = Style.load("apa"), PreparedWorks()
    other = WORKS[0].replace(title="Another", author=(), titles="sentence")
    for work in (WORKS[0], other, WORKS[0]):
        document = style.document([work], prepared=prepared)
        assert document.cite(work.id) == style.document([work]).cite(work.id)
        assert document.bibliography() == style.bibliography([work])


def test_an_unsorted_document_shares_nothing() -> None:
    style, prepared = Style.load("apa"), PreparedWorks()
    works = WORKS[::-1]
    for sort in (True, False, True):
        document = style.document(works, sort=sort, prepared=prepared)
        for id in (work.id for work in works):
            document.cite(id)
        assert document.bibliography() == style.bibliography(works, sort=sort)


def test_a_work_that_fails_stays_out_of_other_documents() -> None:
    style, prepared = Style.load("apa"), PreparedWorks()
    for works in ([GOOD, BAD], [GOOD], [GOOD, BAD]):
        document = style.document(works, prepared=prepared)
        document.register([work.id for work in works])
        own = style.document(works)
        own.register([work.id for work in works])
        assert document.bibliography() == own.bibliography()
        assert len(document.bibliography().problems) == len(works) - 1


def test_a_library_keeps_what_the_last_styles_know() -> None:
    library = Library(WORKS)
    styles = [Style.load(name) for name in ("apa", "ieee", "vancouver", "nature", "apa", "mla")]
    for style in styles:
        document = library.document(style, ["w1", "nothing"])
        assert document.cite("w1") == style.document(WORKS).cite("w1")
        assert document.cite("nothing").problems
    assert [*library._prepared] == styles[2:]
    assert [work.id for work in library.select(["w3", "x", "w1"])] == ["w1", "w3"]


def test_titles_are_put_into_sentence_case_once() -> None:
    work = Record("x", "book", title="The Art of Computing", titles="sentence")
    style, prepared = Style.load("apa"), PreparedWorks()
    entries = [style.document([work], prepared=prepared) for _ in range(2)]
    for document in entries:
        document.register(["x"])
    first, second = [document.bibliography()[0] for document in entries]
    assert first.record is second.record
    assert first.text == "The art of computing. (n.d.)."
