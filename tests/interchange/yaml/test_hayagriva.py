"""Hayagriva: "The Hayagriva YAML File Format" (docs/file-format.md)."""

from __future__ import annotations

import pytest

from citeformat import convert
from citeformat.errors import SourceError
from citeformat.interchange import read
from citeformat.interchange.yaml.hayagriva.tables import TYPE_OF
from citeformat.record import Date, Name, Record

FILE = r"""
paper:
    type: Article
    author: ["von der Leyen, Ursula", "Luther King, Martin, Jr.", UNICEF]
    title: {value: "ZygOS: {Fast}", verbatim: true, short: ZygOS, translation: Schnell}
    date: ~2017-05
    page-range: 325-341
    serial-number: {doi: 10.1000/182, pmid: 12}
    parent:
        - {type: Proceedings, title: Proc. of X, publisher: ACM, location: New York}
        - {type: Conference, title: "{X} 2017", location: Paris, organization: Apple}
        - {type: Video, runtime: "00:13:42", url: {value: https://a.example/v, date: 2020-09-17}}
chapter:
    type: Anthos
    title: On {NASA} and \$x
    parent:
        type: Anthology
        title: Studies
        editor: Shannon, C. E.
        volume: 34
        date: -0043
        parent: {type: Anthology, title: Annals, archive: Museum}
film:
    type: Video
    title: A film
    affiliated:
        - {role: Director, names: "Davidson, Adam"}
        - {role: cinematography, names: [X, "Poe, E."]}
    runtime: "22:00"
    parent: {title: Community, affiliated: [{role: writer, names: Harmon}]}
article:
    type: article
    title: An article
    url: {value: https://a.example, date: 2020-01-02}
    tongus: 2
    parent: {title: The Journal, volume: 2, issue: 3}
"""


def test_entries() -> None:
    records = read(FILE)
    paper, chapter, film, article = records

    assert records.problems == ()
    assert [one.type for one in records] == [
        "paper-conference", "chapter", "motion_picture", "article-journal"]  # fmt: skip
    assert paper.author == (
        Name("Leyen", "Ursula", non_dropping_particle="von der"),
        Name("Luther King", "Martin", suffix="Jr."), Name(literal="UNICEF"))  # fmt: skip
    assert paper.title == '<span class="nocase">ZygOS: Fast</span>'
    assert (paper.title_short, paper.issued) == ("ZygOS", Date(((2017, 5),), circa=True))
    assert (paper.container_title, paper.publisher, paper.event_place) == (
        "Proc. of X", "ACM", "Paris")  # fmt: skip
    assert (paper.DOI, paper.PMID) == ("10.1000/182", "12")
    assert chapter.title == 'On <span class="nocase">NASA</span> and $x'
    assert (chapter.collection_title, chapter.collection_number) == ("Annals", "34")
    assert chapter.issued == Date(((-44,),))
    assert film.director == (Name("Davidson", "Adam"),)
    assert (film.dimensions, film.container_title) == ("22:00", "Community")
    assert (article.volume, article.issue, article.accessed) == ("2", "3", Date(((2020, 1, 2),)))


def test_written_again_it_is_the_same() -> None:
    records = read(FILE)
    written = convert(records, to="hayagriva")

    assert list(read(str(written))) == list(records)
    assert written.losses == ()
    assert convert(str(written), to="hayagriva") == written


def test_what_hayagriva_cannot_hold_is_a_loss() -> None:
    record = Record("x", "book", title="<i>T</i>", keyword="a", issued=Date(((2001,), (2002,))))
    losses = {loss.field for loss in convert(record, to="hayagriva").losses}

    assert losses == {"title", "keyword", "issued"}


def test_faults_have_lines() -> None:
    records = read("a:\n  type: Bok\n  date: someday\n  parent: text\nb: 5\n", format="hayagriva")

    assert records.ids == ("a",)
    assert sorted((p.severity, p.line) for p in records.problems) == [
        ("error", 5), ("warning", 2), ("warning", 3), ("warning", 4)]  # fmt: skip


def test_other_text_is_refused() -> None:
    with pytest.raises(SourceError):
        read("- a\n- b\n", format="hayagriva")


@pytest.mark.parametrize("type", sorted(TYPE_OF))
def test_every_type_comes_back_equal_but_for_its_losses(type: str) -> None:
    item = {
        "id": "key", "type": type, "title": 'A <span class="nocase">DNA</span> study',
        "author": [
            {"family": "Leyen", "given": "Ursula", "non-dropping-particle": "von der"},
            {"literal": "Acme, Inc."}, {"literal": "UNICEF"}, {"family": "Ishkur"},
            {"family": "King", "given": "M.", "suffix": "Jr."},
        ],
        "editor": [{"family": "Doe", "given": "Jane"}],
        "translator": [{"family": "Roe", "given": "R."}],
        "issued": {"date-parts": [[2020, 5, 17]]}, "accessed": {"date-parts": [[2021, 1, 2]]},
        "URL": "https://a.org/x?y=1", "DOI": "10.1000/x", "language": "en-US",
        "title-short": "Study", "container-title": "The Container", "collection-title": "Series",
        "collection-number": "7", "volume": "3", "issue": "2", "page": "10-20", "edition": "2",
        "publisher": "Press", "publisher-place": "Paris", "abstract": "An: abstract",
        "note": "# note", "genre": "Genre", "ISBN": "978-0-201-89683-1", "ISSN": "0014-1704",
        "PMID": "123", "number-of-pages": "300", "number-of-volumes": "4", "archive": "Archive",
    }  # fmt: skip
    record = Record.from_csl(item)

    made = convert([record], to="hayagriva")
    (back,) = read(made)

    lost = {loss.field for loss in made.losses}
    assert lost <= {"collection-title", "collection-number", "container-title", "volume", "type"}
    left = [
        {name: value for name, value in each.to_csl().items() if name not in lost}
        for each in (record, back)
    ]
    assert left[0] == left[1]
    assert ("type" in lost) == (back.type != type)


def test_volume_zero_of_a_series_is_written() -> None:
    fields = {"title": "T", "collection-title": "S", "collection-number": "0"}
    (again,) = read(convert(Record("x", "book", fields), to="hayagriva"), format="hayagriva")

    assert again.fields == fields


@pytest.mark.parametrize(
    ("fields", "loss"),
    [
        ({"accessed": Date(((2020, 1, 2),))}, "accessed: Hayagriva has it with a URL only"),
        ({"issued": Date(((2001, 2, 30),))}, "issued: it is not a date in ISO 8601"),
        ({"issued": Date(((12345,),))}, "issued: it is not a date in ISO 8601"),
        ({"issued": Date(((2001, 21),))}, "issued: it is not a date in ISO 8601"),
    ],
)
def test_values_that_typst_refuses_are_left_out(fields: dict[str, Date], loss: str) -> None:
    """A file with one of them cannot be read by Typst at all."""
    made = convert(Record("x", "webpage", {"title": "T", **fields}), to="hayagriva")

    assert made == "x:\n  type: Web\n  title: T\n"
    assert [str(each) for each in made.losses] == [f"x: {loss}"]
