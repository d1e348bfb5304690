"""CSL-YAML and the Citation File Format.

CSL-YAML: Pandoc's manual, "Specifying bibliographic data", in the forms that Pandoc, Better BibTeX
and people write. CFF: "Guide to Citation File Format schema version 1.2.0", as its guide, cffinit
and Zenodo write it.
"""

from __future__ import annotations

import pytest

from citeformat import convert
from citeformat.errors import SourceError
from citeformat.interchange import read
from citeformat.interchange.shared.yaml_text import load
from citeformat.record import Date, Name, Record, Records

PANDOC = """---
references:
- id: doe2006
  type: article-journal
  title: "Growth of *E. coli* and [NASA]{.nocase} at 10^3^"
  author:
  - family: Doe
    given: Jane
  issued: 2006-05
  language: no
  volume: 12
- id: roe
  type: book
  title: 1984
  issued:
    date-parts:
    - - 1949
      - 6
      - 8
...
"""

BETTER_BIBTEX = """references:
  - id: doeGrowth2006
    author:
      - family: Doe
        given: Jane
    issued:
      - year: 2006
        month: 5
    accessed:
      - year: 2020
        month: 1
        day: 2
    page: 1-9
    title: Growth
    title-short: Gr
    type: article-journal
"""

BY_HAND = """- id: x
  type: webpage
  title: >
    A page about
    pages
  URL: http://example.org/a_b_c
  issued: {year: 2001, circa: true}
- type: book
"""

TOOL = """# a comment
cff-version: 1.2.0
message: Please cite it.
title: Tool
version: 2.1.0
doi: 10.5281/zenodo.1234
date-released: 2021-07-18
authors:
  - family-names: Berg
    given-names: Jane
    name-particle: van der
    orcid: https://orcid.org/0000-0001-2345-6789
  - name: The Tool Team
repository-code: https://example.org/tool
license: MIT
keywords: [tools, "work, hard"]
preferred-citation:
  type: article
  title: Tool, a tool
  authors:
    - family-names: Berg
      given-names: Jane
  journal: Journal of Tools
  year: 2020
  month: 3
  volume: 4
  issue: 1
  start: 10
  end: 19
  doi: 10.1000/tool
references:
  - type: book
    title: On tools
    authors: [{family-names: Roe, given-names: Richard}]
    publisher: {name: Example Press}
    year: 1999
"""

CFFINIT = """# This CITATION.cff file was generated with cffinit.
cff-version: 1.2.0
title: My data
message: If you use this dataset, please cite it.
type: dataset
authors:
  - given-names: Jane
    family-names: Doe
identifiers:
  - type: doi
    value: 10.1000/data
    description: The data
  - type: swh
    value: swh:1:dir:abc
"""

ZENODO = """cff-version: 1.1.0
message: Cite as below.
title: Old tool
authors:
- family-names: Doe
  given-names: Jane
date-released: 2019
"""


def test_pandoc() -> None:
    records = read(PANDOC)
    first, second = records

    assert records.problems == ()
    assert first.title == (
        'Growth of <i>E. coli</i> and <span class="nocase">NASA</span> at 10<sup>3</sup>'
    )
    assert (first.issued, first.language, first.volume) == (Date(((2006, 5),)), "no", 12)
    assert (second.title, second.issued) == ("1984", Date(((1949, 6, 8),)))
    assert (first.line, second.line) == (3, 12)


def test_better_bibtex() -> None:
    record = read(BETTER_BIBTEX)[0]

    assert (record.issued, record.accessed) == (Date(((2006, 5),)), Date(((2020, 1, 2),)))


def test_a_list_by_hand() -> None:
    records = read(BY_HAND, format="csl-yaml")

    assert (records[0].title, records[0].URL) == ("A page about pages", "http://example.org/a_b_c")
    assert records[0].issued == Date(((2001,),), circa=True)
    assert [(p.line, p.message) for p in records.problems] == [(8, "the item has no id")]


def test_software_with_its_article_and_references() -> None:
    tool, article, book = read(TOOL)

    assert (tool.type, tool.version, tool.DOI) == ("software", "2.1.0", "10.5281/zenodo.1234")
    assert tool.author == (
        Name("Berg", "Jane", non_dropping_particle="van der",
             extra=(("orcid", "https://orcid.org/0000-0001-2345-6789"),)),
        Name(literal="The Tool Team"),
    )  # fmt: skip
    assert (tool.issued, tool.URL) == (Date(((2021, 7, 18),)), "https://example.org/tool")
    assert tool.keyword == "tools; work, hard"
    assert (article.type, article.container_title) == ("article-journal", "Journal of Tools")
    assert (article.page, article.issued) == ("10-19", Date(((2020, 3),)))
    assert (book.type, book.publisher) == ("book", "Example Press")


def test_cffinit() -> None:
    (record,) = read(CFFINIT)

    assert (record.type, record.DOI) == ("dataset", "10.1000/data")
    assert record.extra["custom"]["cff"]["identifier-swh"] == ["swh:1:dir:abc"]


def test_zenodo() -> None:
    assert read(ZENODO)[0].issued == Date(((2019,),))


def test_identifiers_are_written_again() -> None:
    identifiers = "- type: swh\n  value: swh:1:dir:abc\n- type: other\n  value: b7\n"
    records = read(f"cff-version: 1.2.0\ntitle: T\nidentifiers:\n{identifiers}")
    made = convert(records, to="cff")

    assert f"identifiers:\n{identifiers}" in made
    assert made.losses == ()


@pytest.mark.parametrize("identifiers", ["5", "true", "doi", "{doi: 10.1000/1}", "[5, null]"])
def test_damaged_identifiers_are_skipped(identifiers: str) -> None:
    (record,) = read(f"cff-version: 1.2.0\ntitle: T\nidentifiers: {identifiers}\n")

    assert (record.title, record.DOI) == ("T", None)


def test_cff_is_written_again() -> None:
    records = read(TOOL)
    made = convert(records, to="cff")
    again = read(str(made))

    assert made.losses == ()
    assert [(one.type, dict(one.fields)) for one in again] == [
        (one.type, dict(one.fields)) for one in records
    ]


PAPER = """cff-version: 1.2.0
message: m
title: Tool
doi: https://doi.org/10.5281/zenodo.1
authors:
- family-names: Lee
preferred-citation:
  type: conference-paper
  authors:
  - family-names: Lee
  title: P
  collection-title: Proceedings of X
  status: in-press
  conference:
    {name: Conference on X, city: Oslo, country: NO, date-start: 2020-05-06, date-end: 2020-05-08}
  publisher: {name: Press, city: Cham}
references:
- type: book
  title: B
  authors: []
  collection-title: Series
  publisher: {name: Press, city: Cham}
  location: {name: Berlin}
"""


def test_a_repository_is_the_address_of_a_work_without_one() -> None:
    text = """cff-version: 1.2.0
message: m
title: Tool
authors: [{family-names: Lee}]
repository: https://x.org/r
repository-artifact: https://x.org/a
"""
    record = read(text)[0]

    assert record.URL == "https://x.org/r"
    assert record.extra["custom"]["cff"]["repository-artifact"] == ["https://x.org/a"]


def test_conference_papers_publishers_and_places() -> None:
    """Guide to the Citation File Format: collection-title, conference, publisher, status."""
    records = read(PAPER)
    tool, paper, book = records

    assert tool.DOI == "10.5281/zenodo.1"
    assert (paper.container_title, paper.collection_title) == ("Proceedings of X", None)
    assert (paper.event_title, paper.event_place) == ("Conference on X", "Oslo, NO")
    assert paper.event_date == Date(((2020, 5, 6), (2020, 5, 8)))
    assert (paper.publisher, paper.publisher_place, paper.status) == ("Press", "Cham", "in press")
    assert (book.collection_title, book.publisher_place) == ("Series", "Berlin")

    made = convert(records, to="cff")
    assert made.losses == ()
    assert [dict(one.fields) for one in read(str(made))] == [dict(one.fields) for one in records]


def test_affiliations_of_crossref_are_written_as_text() -> None:
    affiliations = [{"name": "University of X"}, {"name": "Acme"}]
    name = Name("Lee", "Ann", extra=(("affiliation", affiliations), ("email", None)))

    made = convert([Record("x", "software", title="T", author=[name])], to="cff")

    assert "  affiliation: University of X; Acme\n" in made
    assert "None" not in made


def test_entities_have_no_affiliation() -> None:
    """Source: the schema of CFF 1.2.0, `definitions.entity`."""
    team = Name(literal="Team", extra=(("affiliation", "X"), ("email", "a@example.org")))
    made = convert(Record("x", "software", title="T", author=[team]), to="cff")

    assert "authors:\n- name: Team\n  email: a@example.org\n" in made
    assert [str(loss) for loss in made.losses] == ["x: author: the name of Team loses affiliation"]


@pytest.mark.parametrize("type", ["software", "book"])
def test_a_work_without_authors_is_anonymous(type: str) -> None:
    """Guide to the Citation File Format: how to deal with unknown individual authors."""
    made = convert(Record("x", type, {"title": "T"}), to="cff")

    assert made.count("authors:") == made.count("- name: anonymous\n")
    assert made.losses == ()
    assert [record.fields for record in read(made)] == [{"title": "T"}]


def test_a_work_without_authors_has_its_editors_as_authors() -> None:
    record = Record("x", "book", {"title": "T", "editor": (Name("Doe", "J."), Name("Roe"))})
    made = convert(record, to="cff")
    (back,) = read(made)

    assert "authors:\n- family-names: Doe\n  given-names: J.\n- family-names: Roe\n" in made
    assert made.losses == ()
    assert back.fields == record.fields


@pytest.mark.parametrize("editor", [(), (Name("Doe"),)])
@pytest.mark.parametrize("author", [(Name(literal="anonymous"),), (Name("Doe"),)])
def test_authors_that_look_like_those_of_a_work_without_authors(
    author: tuple[Name, ...], editor: tuple[Name, ...]
) -> None:
    record = Record("x", "book", {"title": "T", "author": author, "editor": editor})
    made = convert(record, to="cff")
    (back,) = read(made)

    assert (back.author == author) == (made.losses == ())


def test_a_conference_paper_has_room_for_its_proceedings_or_series() -> None:
    record = Record("x", "paper-conference", {"container-title": "P", "collection-title": "S"})
    made = convert(record, to="cff")

    assert read(str(made))[0].fields == {"container-title": "P"}
    assert [loss.field for loss in made.losses] == ["collection-title"]


def test_a_status_that_cff_does_not_have_is_a_loss() -> None:
    made = convert(Record("x", "book", {"title": "T", "status": "lost"}), to="cff")

    assert "status" not in made
    assert [loss.field for loss in made.losses] == ["status"]


def test_an_article_alone_is_the_preferred_citation() -> None:
    article = Record("x", "article-journal", {"title": "T", "author": (Name("Doe", "J."),)})
    (preferred,) = read(str(convert(article, to="cff")))

    assert (preferred.type, preferred.fields) == (article.type, article.fields)


def test_program_with_the_title_of_its_citation_is_a_work() -> None:
    text = """
cff-version: 1.2.0
message: Cite it.
title: T
authors: [{family-names: Doe}]
version: 1.0
preferred-citation: {type: article, title: T, authors: [{family-names: Doe}]}
"""
    assert [record.type for record in read(text)] == ["software", "article-journal"]
    program = read(text.replace("version: 1.0\n", "type: software\n"))
    assert [record.type for record in program] == ["software", "article-journal"]
    assert len(read(text.replace("version: 1.0\n", "").replace("title: T,", "title: U,"))) == 2


@pytest.mark.parametrize("records", [1, 2, 3])
def test_file_of_other_works_does_not_grow(records: int) -> None:
    books = [Record(f"b{n}", "book", {"title": f"T{n}"}) for n in range(records)]
    for _ in range(3):
        back = read(str(convert(books, to="cff")))
        assert [record.title for record in back] == [record.title for record in books]
        books = list(back)


@pytest.mark.parametrize("format", ["csl-yaml", "cff"])
@pytest.mark.parametrize(
    "text", ["a: [1, 2", "x: &a [1]\ny: *a\n", "just\ntext", "", "[" * 5000, "a: !!python/none 1"]
)
def test_other_text_is_refused(text: str, format: str) -> None:
    if not text:
        assert read(text, format=format) == Records()
        return
    with pytest.raises(SourceError):
        read(text, format=format)


@pytest.mark.parametrize(
    "text",
    [PANDOC, "a: [1, ~, 'x']\n\n# c\nb:\n- |\n  y\n\n  z\n- {c: no, d: -07}\n", "x\n", "", "---\n"],
)
def test_libyaml_reads_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML is as good without libyaml, with the same lines."""
    found = load(text, "")

    monkeypatch.delattr("yaml.CSafeLoader", raising=False)

    assert load(text, "") == found


STRUCTURED = """
cff-version: 1.2.0
message: m
title: Tool
authors:
- family-names: Lee
preferred-citation:
  type: patent
  title: P
  authors:
  - family-names: Lee
  database-provider: {name: Espacenet}
  senders: [{given-names: Ann, family-names: Roe}]
  patent-states: [Norway, Sweden]
  languages: [en, de]
  date-published: 2010-06-07
  issue-date: 2011-01-01
"""


def test_values_in_parts_are_read_as_text_and_written_as_cff_has_them() -> None:
    _, patent = read(STRUCTURED, format="cff")

    assert patent.source == "Espacenet"
    assert patent.extra["custom"]["cff"] == {
        "type": ["patent"], "senders": ["Roe, Ann"], "patent-states": ["Norway", "Sweden"],
        "languages": ["de"], "issue-date": ["2011-01-01"],
    }  # fmt: skip
    written = str(convert([patent], to="cff"))
    assert "database-provider:\n    name: Espacenet" in written
    assert "senders:\n  - name: Roe, Ann" in written
    assert read(written, format="cff")[0].extra == patent.extra


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("authors: Ann Lee", 3, "authors is not a list of persons and entities"),
        ("references: {type: book}", 3, "references is not a list"),
    ],
)
def test_what_is_not_a_list_is_reported(text: str, line: int, message: str) -> None:
    records = read(f"cff-version: 1.2.0\ntitle: T\n{text}\n", format="cff")

    (problem,) = records.problems
    assert (problem.line, problem.message) == (line, message)


@pytest.mark.parametrize("key", ["[a]", "{a: b}", "{" * 40 + "a: '\"'" + "}: '\"'" * 39 + "}"])
def test_a_key_that_is_a_list_or_an_object_is_refused(key: str) -> None:
    with pytest.raises(SourceError, match="line 2 has a list or an object as a YAML key"):
        read(text=f"references:\n- ? {key}\n  : 1\n")


@pytest.mark.parametrize(
    ("variable", "date", "written", "message"),
    [
        ("issued", Date(((476, 9, 4),)), "date-published: '0476-09-04'", ""),
        ("issued", Date(((-44, 3, 15),)), "year: -44", "only -44-03 is written"),
        ("issued", Date(((2001, 5), (2001, 6))), "month: 5", "only 2001-05 is written"),
        ("accessed", Date(((2001, 2, 3), (2001, 2, 5))), "date-accessed: '2001-02-03'",
         "only 2001-02-03 is written"),
        ("event-date", Date(((2001, 2, 3), (2001, 2, 5))), "date-end: '2001-02-05'", ""),
        ("event-date", Date(((2001, 2, 3), (0,))), "date-start: '2001-02-03'",
         "only 2001-02-03 is written"),
    ],
)  # fmt: skip
def test_days_that_cff_has(variable: str, date: Date, written: str, message: str) -> None:
    fields = {"title": "T", "event-title": "E", variable: date}
    made = convert(Record("x", "paper-conference", fields), to="cff")

    assert written in made
    assert [loss.message for loss in made.losses if loss.field == variable] == [message][
        : bool(message)
    ]


def test_parts_of_entities_that_only_references_have_are_reported() -> None:
    fields = {"title": "T", "publisher": "P", "publisher-place": "Bonn", "event-title": "E",
              "event-place": "Rome", "event-date": Date(((2001, 2, 3),))}  # fmt: skip
    made = convert(Record("x", "software", fields), to="cff")

    assert sorted(loss.field for loss in made.losses) == [
        "event-date", "event-place", "event-title", "publisher", "publisher-place",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("variable", "value", "written", "message"),
    [
        ("language", "en-US", "languages:\n  - en\n", "only en is written"),
        ("ISBN", "0-201-13447-3 978-0-201-13447-6", "isbn: 0-201-13447-3\n",
         "only 0-201-13447-3 is written"),
        ("ISSN", "00189219", "value: '00189219'\n",
         "it is written as another identifier than issn"),
        ("DOI", "10.1002/(SICI)1<1::A>2", "value: 10.1002/(SICI)1<1::A>2\n",
         "it is written as another identifier than doi"),
        ("URL", "www.example.org", "value: www.example.org\n",
         "it is written as another identifier than url"),
        ("license", "https://example.org/l", "license-url: https://example.org/l\n",
         "it is written as license-url"),
        ("license", "All rights reserved", "", "it is not an identifier of SPDX"),
        ("license", "MIT, Apache-2.0", "license:\n  - MIT\n  - Apache-2.0\n", ""),
    ],
)  # fmt: skip
def test_values_are_what_the_schema_accepts(
    variable: str, value: str, written: str, message: str
) -> None:
    """Source: the schema of CFF 1.2.0, `definitions.reference`."""
    made = convert(Record("x", "book", {"title": "T", variable: value}), to="cff")

    assert written in made
    assert [str(loss) for loss in made.losses] == [f"x: {variable}: {message}"][: bool(message)]


@pytest.mark.parametrize(
    ("variable", "value", "written"),
    [
        ("URL", "https://example.org/a_b/_c_/~d", r"https://example.org/a_b/\_c\_/\~d"),
        ("URL", "https://example.org/a--b...", r"https://example.org/a\--b\..."),
        ("DOI", "10.1002/(SICI)1<1::A>2", r"10.1002/(SICI)1\<1::A>2"),
        ("title", "a -- b ... c", r"a \-- b \... c"),
    ],
)
def test_signs_are_escaped_that_pandoc_would_change(
    variable: str, value: str, written: str
) -> None:
    """Source: Pandoc's manual: all text of metadata is Markdown, with the extension `smart`."""
    record = Record("x", "book", {variable: value})
    made = convert(record, to="csl-yaml")

    assert f"  {variable}: {written}\n" in made
    assert list(read(made, format="csl-yaml")) == [record]


def test_ids_that_pandoc_escaped() -> None:
    (record,) = read("references:\n- id: a_b\\_c\n  type: book\n", format="csl-yaml")

    assert record.id == "a_b_c"
