"""Refer: EndNote's manual, "Creating a Tagged EndNote Import File", and refer(1) of groff.

Files in the manner of Google Scholar's button, EndNote's own export, Zotero, and refer's databases.
"""

from __future__ import annotations

import pytest

from citeformat import convert
from citeformat.errors import SourceError
from citeformat.interchange import read
from citeformat.record import Date, Name, Record

SCHOLAR = """%0 Journal Article
%T On the electrodynamics of moving bodies
%A Einstein, Albert
%J Annalen der Physik
%V 17
%N 10
%P 891-921
%@ 1521-3889
%D 1905
%I Wiley Online Library

"""

ENDNOTE = """%0 Book Section
%A Doe, Jane
%A World Health Organization,
%A van der Berg, Anna
%D 2001
%T A chapter &amp; more
%E Roe, Richard
%B The book
%C Geneva
%I Press
%V 2
%P 12-34
%S A series
%N 7
%K pain
sleep
%X The first paragraph
goes on.

The second one.
%Z A note
%@ 978-0-201-13447-6
%R 10.1000/182
%U http://a.example/1
http://a.example/2
%G English
%! Short
%[ 12 May 2020
%8 March 5
%F doe2001
%Q Ein Kapitel
%= 2021-01-01


%0 Thesis
%A Cantucci, Elena
%T Permian strata
%D 1990
%I University of California, Berkeley
%9 Dissertation
%P 200

"""

ZOTERO = """%0 Conference Paper
%T A talk
%A Doe, Jane
%B Proceedings of X
%D 2019-05-12
%P 1-9
%C Paris

%0 Web Page
%T A page
%A Ann Lee
%U https://a.example/

%0 Film or Broadcast
%T A film
%A Doe, Jane
"""

DATABASE = """%A Brian W. Kernighan
%A Dennis M. Ritchie
%T The C Programming Language
%I Prentice-Hall
%C Englewood Cliffs, NJ
%D 1978

%T Literate programming
%A D. E. Knuth
%J The Computer Journal
%D May 1984
%O A remark
%L knuth84

%A University of Bonn
%T A report
%R TR-12
%I Somebody
"""


def test_google_scholar() -> None:
    (record,) = read(SCHOLAR)

    assert record.to_csl() | {"custom": None} == {
        "id": "einstein1905", "type": "article-journal", "custom": None,
        "title": "On the electrodynamics of moving bodies",
        "author": [{"family": "Einstein", "given": "Albert"}],
        "container-title": "Annalen der Physik", "volume": "17", "issue": "10",
        "page": "891-921", "ISSN": "1521-3889", "publisher": "Wiley Online Library",
        "issued": {"date-parts": [[1905]]},
    }  # fmt: skip


def test_endnote() -> None:
    records = read(ENDNOTE)
    chapter, thesis = records

    assert records.problems == ()
    assert (chapter.id, chapter.type) == ("doe2001", "chapter")
    assert chapter.author == (Name("Doe", "Jane"), Name(literal="World Health Organization"),
                              Name("Berg", "Anna", non_dropping_particle="van der"))  # fmt: skip
    assert chapter.editor == (Name("Roe", "Richard"),)
    assert (chapter.title, chapter.container_title) == ("A chapter & more", "The book")
    assert (chapter.collection_title, chapter.collection_number) == ("A series", "7")
    assert (chapter.volume, chapter.page, chapter.keyword) == ("2", "12-34", "pain, sleep")
    assert chapter.abstract == "The first paragraph goes on. The second one."
    assert (chapter.DOI, chapter.URL, chapter.ISBN) == (
        "10.1000/182", "http://a.example/1", "978-0-201-13447-6")  # fmt: skip
    assert (chapter.issued, chapter.accessed) == (Date(((2001, 3, 5),)), Date(((2020, 5, 12),)))
    assert chapter.extra["custom"]["refer"]["TT"] == ["Ein Kapitel"]
    assert chapter.extra["custom"]["refer"]["%="] == ["2021-01-01"]
    assert (thesis.type, thesis.genre, thesis.number_of_pages) == ("thesis", "Dissertation", "200")


def test_zotero() -> None:
    paper, page, film = read(ZOTERO)

    assert (paper.type, paper.container_title) == ("paper-conference", "Proceedings of X")
    assert paper.issued == Date(((2019, 5, 12),))
    assert (page.type, page.author, page.URL) == (
        "webpage", (Name("Lee", "Ann"),), "https://a.example/")  # fmt: skip
    assert (film.type, film.director) == ("motion_picture", (Name("Doe", "Jane"),))


def test_databases_of_refer_have_no_types() -> None:
    book, article, report = read(DATABASE)

    assert (book.type, article.type, report.type) == ("book", "article-journal", "report")
    assert book.author == (Name("Kernighan", "Brian W."), Name("Ritchie", "Dennis M."))
    assert article.author == (Name("Knuth", "D. E."),)
    assert (article.id, article.note, article.issued) == ("knuth84", "A remark", Date(((1984, 5),)))
    assert report.author == (Name(literal="University of Bonn"),)
    assert report.number == "TR-12"


@pytest.mark.parametrize("text", [SCHOLAR, ENDNOTE, ZOTERO, DATABASE])
def test_written_again_it_is_the_same(text: str) -> None:
    records = read(text)
    written = convert(records, to="refer")

    assert list(read(str(written))) == list(records)
    assert written.losses == ()
    assert convert(str(written), to="refer") == written


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("lost\n%0 Book\n%T T\n", "this line is in no reference", 1),
        ("%0 Bok\n%T T\n", "unknown reference type 'Bok'", 1),
        ("%0 Book\n%T T\n%A Lee, A.; Roe, B.\n", "%A has several people", 3),
        ("%0 Book\n%F x\n%T T\n\n%0 Book\n%F x\n", "the id 'x' is used twice", 5),
        ("%0 Book\n%T T\n%8 10/05/2015\n", "does not say which number is the month", 3),
    ],
)
def test_faults_have_lines(text: str, message: str, line: int) -> None:
    records = read(text, format="refer")

    assert [record.type for record in records] in (["book"], ["document"], ["book"] * 2)
    assert [(p.line, message in p.message) for p in records.problems] == [(line, True)]


@pytest.mark.parametrize(
    ("name", "type"),
    [("journal article", "article-journal"), ("Electronic Source", "webpage"), ("JOUR",
     "article-journal"), ("Serial Publication", "book"), ("Edited Book", "book")],
)  # fmt: skip
def test_names_of_types(name: str, type: str) -> None:
    assert read(f"%0 {name}\n%T T\n%A X, Y\n")[0].type == type


def test_a_percent_sign_in_a_value_is_text() -> None:
    (record,) = read("%0 Book\n%T T\n%X Of all\n50 % of\n%50 of\n% of\n")

    assert record.abstract == "Of all 50 % of %50 of % of"


def test_other_text_is_refused() -> None:
    with pytest.raises(SourceError, match="is not Refer"):
        read("nothing\nhere\n", format="refer")


def test_an_institution_of_two_words_stays_one() -> None:
    record = Record("x", "book", author=[Name(literal="Acme Widgets"), Name("Doe", "J.")])

    assert read(str(convert(record, to="refer")))[0].author == record.author


def test_a_blank_line_separates_references_without_a_type_from_others() -> None:
    first = "%0 Thesis\n%A Doe, J.\n\n%T A\n%X One\n\nTwo\n\n%D 2001\n"
    records = read(f"{first}\n%A Roe, R.\n%T B\n%J C\n\n%A Poe, E.\n%T D\n%I E\n")

    assert [(record.title, record.type) for record in records] == [
        ("A", "thesis"), ("B", "article-journal"), ("D", "book")
    ]  # fmt: skip
    assert records[0].issued == Date(((2001,),))
