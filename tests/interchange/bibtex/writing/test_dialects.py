"""BibTeX and BibLaTeX out: "BibTeXing" (btxdoc), section 3; the BibLaTeX manual, section 2."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat import convert
from citeformat.csl.variables import TYPES
from citeformat.interchange import read
from citeformat.record import Date, Name, Record
from tests.shared import SharedFile


def written(to: str, type: str = "book", **fields: Any) -> dict[str, str]:
    """The fields of an entry, by name, with their right sides."""
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    lines = convert(Record("x", type, named), to=to).splitlines()
    pairs: list[list[str]] = [line.strip().rstrip(",").split(" = ", 1) for line in lines[1:-1]]
    return {"@": lines[0].split("{")[0][1:], **dict(pairs)}


@pytest.mark.parametrize(
    ("date", "bibtex", "biblatex"),
    [
        (Date(((1984,),)), {"year": "{1984}"}, "{1984}"),
        (Date(((1984, 7),)), {"year": "{1984}", "month": "jul"}, "{1984-07}"),
        (Date(((1984, 7, 4),)), {"year": "{1984}", "month": 'jul # "~4"'}, "{1984-07-04}"),
        (Date(((1984, 7), (1984, 8))), {"year": "{1984}", "month": 'jul # "--" # aug'},
         "{1984-07/1984-08}"),
        (Date(((1984, 7, 4), (1984, 7, 9))), {"year": "{1984}", "month": 'jul # "~4" # "--9"'},
         "{1984-07-04/1984-07-09}"),
        (Date(((1984,), (1986,))), {"year": "{1984--1986}"}, "{1984/1986}"),
        (Date(((1984,),), circa=True), {"year": "{circa 1984}"}, "{1984~}"),
        (Date(((1984,),), season=3), {"year": "{1984}", "month": "{Autumn}"}, "{1984-23}"),
        (Date(((1984,), (0,))), {"year": "{1984/..}"}, "{1984/..}"),
        (Date(((-44, 3),)), {"year": "{-0043-03}"}, "{-0043-03}"),
    ],
)  # fmt: skip
def test_dates(date: Date, bibtex: dict[str, str], biblatex: str) -> None:
    """BibLaTeX: sections 2.3.8 and 2.4. BibTeX: btxdoc, section 3.2."""
    classic = written("bibtex", issued=date)
    classic.pop("@")

    assert classic == bibtex
    assert written("biblatex", issued=date)["date"] == biblatex


@pytest.mark.parametrize(
    ("name", "bibtex", "biblatex"),
    [
        (Name("Knuth", "Donald E."), "Knuth, Donald E.", "Knuth, Donald E."),
        (Name("Beethoven", "Ludwig", "van"), "van Beethoven, Ludwig", "van Beethoven, Ludwig"),
        (Name("King", "Martin Luther", suffix="Jr."), "King, Jr., Martin Luther",
         "King, Jr., Martin Luther"),
        (Name(literal="Barnes and Noble"), "{Barnes and Noble}", "{Barnes and Noble}"),
        (Name(literal="others"), "others", "others"),
        (Name("de Geus", "Aart"), "{de Geus}, Aart", "{de Geus}, Aart"),
        (Name("Plato"), "Plato", "Plato"),
        (Name("Foo Bar"), "Foo Bar, {}", "Foo Bar, {}"),
        (Name("Doe, Jr", "J."), "{Doe, Jr}, J.", "{Doe, Jr}, J."),
        (Name("Doe", "J.", extra=(("id", "7"),)), "Doe, J.", "family=Doe, given=J., id=7"),
        (Name("Pitt", "B.", dropping_particle="Le"), "Le Pitt, B.",
         "family=Pitt, given=B., prefix=Le"),
    ],
)  # fmt: skip
def test_names(name: Name, bibtex: str, biblatex: str) -> None:
    """btxdoc, section 4; the BibLaTeX manual, sections 2.3.3 and 3.7."""
    assert written("bibtex", author=(name,))["author"] == f"{{{bibtex}}}"
    assert written("biblatex", author=(name,))["author"] == f"{{{biblatex}}}"


def test_particles_that_stay_are_an_option_of_the_entry() -> None:
    kept = Name("Dam", "A.", non_dropping_particle="van")
    dropped = Name("Gaulle", "C.", dropping_particle="de")
    both = convert(Record("x", "book", {"author": (kept, dropped)}), to="biblatex")

    assert written("biblatex", author=(kept,)) == {
        "@": "book", "author": "{van Dam, A.}", "options": "{useprefix=true}"
    }  # fmt: skip
    assert read(str(both))[0].author == (kept, dropped)
    losses = convert(Record("x", "book", {"author": (kept,)}), to="bibtex").losses
    assert [loss.field for loss in losses] == ["author"]


@pytest.mark.parametrize("type", sorted(TYPES))
def test_every_type_is_read_as_it_was_or_reported(type: str) -> None:
    fields = {"title": "T", "URL": "http://example.org", "event-title": "E"}
    for to in ("bibtex", "biblatex"):
        made = convert(Record("x", type, fields), to=to)
        (again,) = read(str(made), format="bibtex")

        lost = any(loss.field == "type" for loss in made.losses)
        assert lost or again.type == type or type == "document"


@pytest.mark.parametrize(
    ("source", "to", "type"),
    [
        ("@phdthesis{x, title={T}}", "biblatex", "@phdthesis"),
        ("@thesis{x, title={T}, type={mathesis}}", "bibtex", "@mastersthesis"),
        ("@online{x, title={T}, url={http://a.org}}", "bibtex", "@misc"),
        ("@mvbook{x, title={T}}", "bibtex", "@book"),
        ("@collection{x, title={T}}", "biblatex", "@collection"),
        ("@report{x, title={T}}", "bibtex", "@techreport"),
    ],
)
def test_types_follow_the_dialect(source: str, to: str, type: str) -> None:
    assert convert(source, to=to).startswith(type)


def test_fields_follow_the_dialect() -> None:
    fields = {"container_title": "J", "publisher_place": "P", "annote": "A", "language": "de"}

    classic = written("bibtex", "article-journal", **fields)
    modern = written("biblatex", "article-journal", **fields)

    assert list(classic) == ["@", "journal", "address", "language", "annote"]
    assert list(modern) == ["@", "journaltitle", "location", "langid", "annotation"]
    assert modern["langid"] == "{ngerman}"


@pytest.mark.parametrize(
    ("variable", "value", "bibtex", "biblatex"),
    [
        ("page", "12-34", "{12--34}", "{12--34}"),
        ("page", "A-1-A-9", "{A-1--A-9}", "{A-1--A-9}"),
        ("page", "1-3, 7", "{1--3, 7}", "{1--3, 7}"),
        ("edition", "2", "{Second}", "{2}"),
        ("edition", 31, "{31st}", "{31}"),
        ("edition", "Revised", "{Revised}", "{Revised}"),
        ("status", "in press", "{inpress}", "{inpress}"),
        ("URL", "http://a.org/%7Ex_y#{z}", "{http://a.org/%7Ex_y#%7Bz%7D}",
         "{http://a.org/%7Ex_y#%7Bz%7D}"),
        ("publisher", "Barnes and Noble", "{Barnes and Noble}", "{{Barnes and Noble}}"),
    ],
)  # fmt: skip
def test_values(variable: str, value: str, bibtex: str, biblatex: str) -> None:
    fields = {variable.replace("-", "_"): value}

    assert list(written("bibtex", **fields).values())[1] == bibtex
    assert list(written("biblatex", **fields).values())[1] == biblatex


def test_an_arxiv_number_becomes_eprint_and_back() -> None:
    record = Record("x", "article", {"title": "T", "number": "arXiv:1501.00001",
                                     "publisher": "arXiv"})  # fmt: skip
    made = convert(record, to="biblatex")

    assert "eprint = {1501.00001}" in made
    assert "eprinttype = {arxiv}" in made
    again = read(str(made))[0]
    assert (again.type, again.number) == ("article", "arXiv:1501.00001")
    assert convert(again, to="biblatex") == made


def test_people_without_a_field_are_editors_in_a_role() -> None:
    record = Record("x", "book", {"editor": (Name("A", "B"),), "compiler": (Name("C", "D"),),
                                  "curator": (Name("E", "F"),)})  # fmt: skip
    made = convert(record, to="biblatex")

    assert "editora = {C, D},\n  editoratype = {compiler}" in made
    assert read(str(made))[0].fields == record.fields


def test_order_and_layout_are_stable() -> None:
    text = "@article{x,year=1984,Title={T},zzz={Z},author={A B},doi={10.1000/1}}"

    assert convert(text, to="bibtex") == (
        "@article{x,\n  author = {B, A},\n  title = {T},\n  year = {1984},\n"
        "  doi = {10.1000/1},\n  zzz = {Z},\n}\n"
    )


def test_what_has_no_field_is_reported() -> None:
    made = convert(Record("x", "book", {"title": "T", "scale": "1:100", "archive": "A"},
                          extra={"weird": 1}), to="bibtex")  # fmt: skip

    assert [str(loss) for loss in made.losses] == [
        "x: scale: BibTeX has no field for it",
        "x: archive: BibTeX has no field for it",
        "x: weird: BibTeX has no field for it",
    ]


HARMFUL = [
    r"\write18{ls}", r"\immediate\openout3=a", r"\input{/etc/passwd}", r"\input a", r"\read5 to\a",
    r"\include{a}", r"\catcode`\@=11", r"\csname input\endcsname", r"\def\a{}", r"\let\a=\b",
    r"\newcommand{\a}{b}", r"\directlua{x}", r"\@input{a}", r"^^5cinput{a}", r"\^^69nput{a}",
    r"\begin{filecontents}{a}\end{filecontents}",
]  # fmt: skip


@pytest.mark.parametrize("to", ["bibtex", "biblatex"])
@pytest.mark.parametrize("source", HARMFUL)
def test_a_formula_cannot_do_anything_but_print(source: str, to: str) -> None:
    """What TeX runs is a command after a backslash, or a character after `^^`."""
    formula = f"$\\foo{source}$"
    fields: dict[str, Any] = {"title": f"On {formula}", "publisher": formula, "page": formula,
              "author": (Name(formula, formula), Name(literal=formula)),
              "issued": Date(literal=formula), "language": formula}  # fmt: skip
    made = convert(Record("x", "book", fields), to=to)

    assert "\\foo" not in made
    assert "^^" not in made
    assert source not in made
    assert {loss.field for loss in made.losses} == set(fields)
    assert "is written as plain text" in str(made.losses[0])
    (again,) = read(str(made), format="bibtex")
    assert again.title == f"On {formula}"


@pytest.mark.parametrize("to", ["bibtex", "biblatex"])
@pytest.mark.parametrize("source", HARMFUL)
def test_what_claims_to_be_from_bibtex_cannot_do_more(source: str, to: str) -> None:
    kept = {"entrytype": "book", "zzz": source, "eprint": source}
    record = Record("x", "book", {"title": f"$\\foo{source}$"}, extra={"custom": {"bibtex": kept}})
    made = convert(record, to=to)

    assert source not in made
    assert [loss.field for loss in made.losses] == ["title", "zzz", "eprint"]
    assert made.splitlines()[0] == "@book{x,"
    assert len(made.splitlines()) == 3


@pytest.mark.parametrize(
    ("kept", "lost"),
    [
        ({"entrytype": "book{a}\n@comment", "zzz": "Z"}, []),
        ({"entrytype": "book", "a = {b}, c": "Z"}, ["a = {b}, c"]),
        ({"entrytype": "book", "zzz": r"\} @preamble{a # b} @comment\{"}, ["zzz"]),
        ({"entrytype": "book", "zzz": "a}, b = {c"}, ["zzz"]),
    ],
)
def test_a_kept_field_cannot_end_its_entry(kept: dict[str, str], lost: list[str]) -> None:
    record = Record("x", "document", {"title": "T"}, extra={"custom": {"bibtex": kept}})
    made = convert(record, to="biblatex")

    assert made.count("@") == 1
    assert [loss.field for loss in made.losses if loss.field != "type"] == lost
    assert len(read(str(made), format="bibtex")) == 1


@pytest.mark.parametrize("to", ["bibtex", "biblatex"])
def test_nothing_else_of_a_record_is_a_command(to: str) -> None:
    text = r"\write18{a}^^5cinput"
    fields: dict[str, Any] = dict.fromkeys(
        ["title", "DOI", "PMID", "genre", "status", "edition", "note", "container-title"], text
    ) | {
        "number": f"arXiv:{text}",
        "URL": f"http://a.org/{text}",
        "author": (Name("A", text, extra=((f"id={text}", "7"), ("gender", text))),),
        "accessed": Date(raw=text),
    }
    made = convert(Record(text, "article", fields), to=to)

    assert "\\write" not in made
    assert "^^" not in made


def test_mathematics_from_other_formats_stays_mathematics() -> None:
    title = r"The matrix $\begin{pmatrix} a & b \\ c & d \end{pmatrix}$ and $\frac{a+b}{\sqrt{c}}$"
    made = convert(Record("x", "book", {"title": title}), to="bibtex")

    assert f"title = {{{title}}}" in made
    assert made.losses == ()


@pytest.mark.slow
@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize("to", ["bibtex", "biblatex"])
@pytest.mark.parametrize("name", ["bib/tugboat.bib", "bib/papers.bib"])
def test_real_files_come_back_equal(
    name: str, to: str, ascii: bool, shared_file: SharedFile
) -> None:
    records = read(shared_file(name))
    made = convert(records, to=to, ascii=ascii)
    again = read(str(made), format="bibtex")

    assert list(records) == list(again)
    assert all("has no command in TeX" in loss.message for loss in made.losses)
    assert ascii or not made.losses


@pytest.mark.parametrize("to", ["bibtex", "biblatex"])
def test_parts_of_names_that_biber_does_not_know_are_a_loss(to: str) -> None:
    """Biber ignores a name part that no data model declares, with a warning."""
    extra = (("ORCID", "0"), ("affiliation", [{"name": "U"}]), ("sequence", "first"))
    name = Name("Lee", "Ann", extra=extra)
    made = convert(Record("x", "book", {"author": (name,)}), to=to)

    assert "author = {Lee, Ann}" in made
    assert [loss.field for loss in made.losses] == ["author"]


def test_parts_of_names_of_an_entry_are_written_again() -> None:
    bib = "@book{x, author = {family=Lee, given=Ann, given-i=A, patronymic=B}}"

    assert "given-i=A, patronymic=B" in convert(bib, to="biblatex")


@pytest.mark.parametrize("to", ["bibtex", "biblatex"])
def test_journals_and_series_need_no_braces(to: str) -> None:
    """Styles change the case of titles only (btxhak, `change.case$`)."""
    made = convert(
        Record("x", "article-journal", {"container-title": "The TUGboat of London"}), to=to
    )
    assert "{The TUGboat of London}" in made

    made = convert(Record("x", "book", {"collection-title": "The TUGboat of London"}), to=to)
    assert "series = {The TUGboat of London}" in made


def test_fields_of_legal_works_in_misc_are_reported() -> None:
    record = Record("x", "patent", {"title": "T", "authority": "A", "jurisdiction": "US",
                                    "publisher": "P"})  # fmt: skip
    made = convert(record, to="bibtex")

    assert [str(loss) for loss in made.losses] == [
        "x: type: patent is written as @misc",
        "x: authority: it is written as the institution of @misc",
        "x: jurisdiction: it is written as the address of @misc",
    ]
    assert read(made)[0].publisher == "P"
    assert convert(record, to="biblatex").losses == ()


@pytest.mark.parametrize(
    ("type", "genre", "losses"),
    [
        ("thesis", "", ["x: genre: @phdthesis means the genre 'PhD thesis'"]),
        ("report", "", ["x: genre: @techreport means the genre 'Technical report'"]),
        ("report", "Working paper", []),
    ],
)
def test_genres_of_entry_types_are_reported(type: str, genre: str, losses: list[str]) -> None:
    made = convert(Record("x", type, {"title": "T", "genre": genre}), to="bibtex")

    assert [str(loss) for loss in made.losses] == losses


@pytest.mark.parametrize("to", ["bibtex", "biblatex"])
def test_numbers_of_articles_are_written_as_eid(to: str) -> None:
    record = Record("x", "article-journal", {"title": "T", "issue": "2", "number": "e12"})
    made = convert(record, to=to)

    assert "number = {2},\n  eid = {e12},\n" in made
    assert [str(loss) for loss in made.losses] == ["x: number: it is written as eid"]


@pytest.mark.parametrize(
    ("type", "genre", "key"),
    [
        ("manuscript", "PhD thesis", "phdthesis"),
        ("thesis", "Master’s thesis", "mathesis"),
        ("patent", "British patent request", "patrequk"),
        ("patent", "U.S. patent", "patentus"),
    ],
)
def test_genres_are_keys_of_biblatex(type: str, genre: str, key: str) -> None:
    """Source: the manual of BibLaTeX, section 4.9.2.13."""
    assert written("biblatex", type, title="T", genre=genre)["type"] == f"{{{key}}}"


def test_a_series_that_is_a_number_is_read_as_an_ordinal() -> None:
    record = Record("x", "article-journal", {"title": "T", "collection-title": "2"})
    made = convert(record, to="biblatex")

    assert [str(loss) for loss in made.losses] == ["x: collection-title: it is read as an ordinal"]
    assert read(made)[0].collection_title == "2nd ser."


def test_the_citation_key_is_the_key() -> None:
    """CSL 1.0.2, Appendix IV: `citation-key` is like the key of a BibTeX entry."""
    records = [
        Record("http://zotero.org/users/1/items/A", "book", {"citation-key": "doe2020"}),
        Record("roe", "book", {"citation-key": "roe"}),
        Record("c", "book", {"citation-key": "c d"}),
    ]
    made = convert(records, to="bibtex")

    assert [line for line in made.splitlines() if line[:1] == "@"] == [
        "@book{doe2020,", "@book{roe,", "@book{c_d,"
    ]  # fmt: skip
    assert [str(loss) for loss in made.losses] == [
        "http://zotero.org/users/1/items/A: id: its citation-key is written",
        "c: id: its citation-key is written",
        "c: citation-key: it cannot be a key and is written as c_d",
    ]
    assert "@book{entry," in convert(records, to="bibtex", keys="entry")
