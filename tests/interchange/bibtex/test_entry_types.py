"""Every entry type of BibTeX and BibLaTeX has a CSL type."""

from __future__ import annotations

import pytest

from citeformat.csl.variables import KIND, TYPES
from citeformat.interchange.bibtex import entry_types, fields
from citeformat.interchange.bibtex.reading.to_record import read

# "BibTeXing", section 3.1.
CLASSIC = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet",
    "conference": "paper-conference", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "manual": "book", "mastersthesis": "thesis",
    "misc": "document", "phdthesis": "thesis", "proceedings": "book", "techreport": "report",
    "unpublished": "manuscript",
}  # fmt: skip

# The BibLaTeX manual, sections 2.1.1 (types), 2.1.2 (aliases) and 2.1.3 (others).
BIBLATEX = {
    "mvbook": "book", "bookinbook": "chapter", "suppbook": "chapter", "collection": "book",
    "mvcollection": "book", "suppcollection": "chapter", "dataset": "dataset",
    "online": "webpage", "patent": "patent", "periodical": "periodical",
    "suppperiodical": "article-journal", "mvproceedings": "book", "reference": "book",
    "mvreference": "book", "inreference": "entry-encyclopedia", "report": "report",
    "software": "software", "thesis": "thesis", "electronic": "webpage", "www": "webpage",
    "artwork": "graphic", "audio": "song", "commentary": "book", "image": "graphic",
    "jurisdiction": "legal_case", "legislation": "legislation", "legal": "treaty",
    "letter": "personal_communication", "movie": "motion_picture", "music": "song",
    "performance": "performance", "review": "review", "standard": "standard",
    "video": "motion_picture",
}  # fmt: skip


@pytest.mark.parametrize(("entry", "csl"), [*CLASSIC.items(), *BIBLATEX.items()])
def test_a_type(entry: str, csl: str) -> None:
    records = read(f"@{entry.upper()}{{k, title = {{T}}}}")

    assert (records[0].type, records.problems) == (csl, ())
    assert records[0].extra["custom"]["bibtex"]["entrytype"] == entry


@pytest.mark.parametrize(
    ("entry", "csl"),
    [
        ("@article{k, entrysubtype = {magazine}}", "article-magazine"),
        ("@article{k, entrysubtype = {newspaper}}", "article-newspaper"),
        ("@misc{k, url = {http://a.org}}", "webpage"),
        (r"@misc{k, howpublished = {\url{http://a.org}}}", "webpage"),
        ("@misc{k, url = {http://a.org}, publisher = {P}}", "document"),
        ("@misc{k, eprint = {2001.01234}, eprinttype = {arXiv}}", "article"),
        ("@unpublished{k, eventtitle = {Conference}}", "speech"),
    ],
)
def test_a_type_that_depends_on_fields(entry: str, csl: str) -> None:
    assert read(entry)[0].type == csl


@pytest.mark.parametrize("type", ["commentary", "preambles", "stringer"])
def test_a_type_that_begins_with_the_name_of_another_block(type: str) -> None:
    records = read(f'@string{{p = "P"}} @{type}{{k, title = {{T}}, publisher = p}}')

    assert (records.ids, records[0].title, records[0].publisher) == (("k",), "T", "P")
    assert records[0].extra["custom"]["bibtex"]["entrytype"] == type


def test_an_unknown_type_is_read_as_misc_with_a_problem() -> None:
    records = read("\n@scroll{k, title = {T}}", file="refs.bib")

    assert records["k"].type == "document"
    (problem,) = records.problems
    assert str(problem).startswith("refs.bib:2: warning: there is no entry type @scroll")
    assert problem.hint == "it was read as @misc"


def test_a_misspelled_type_is_read_as_misc_with_a_hint() -> None:
    (problem,) = read("@artcle{k, title = {T}}").problems

    assert problem.hint == "did you mean @article? it was read as @misc"


def test_the_tables_have_only_types_and_variables_of_csl() -> None:
    assert set(entry_types.TYPES.values()) | set(entry_types.SUBTYPES.values()) <= TYPES
    variables = {variable for variable, _ in fields.DIRECT.values()}
    people = {*fields.NAME_FIELDS.values(), *fields.EDITOR_ROLES.values()}
    assert variables | people <= set(KIND)
    assert all(KIND[variable] == "names" for variable in people)


@pytest.mark.parametrize(
    ("entry_type", "type"),
    [("journal_article", "article-journal"), ("newspaper_article", "article-newspaper"),
     ("magazine_article", "article-magazine"), ("book_section", "chapter"),
     ("film", "motion_picture"), ("conference_proceedings", "paper-conference"),
     ("web_page", "webpage"), ("statute", "legislation"),
     ("case", "legal_case"), ("computer_program", "software"), ("working_paper", "report"),
     ("generic", "document"), ("encyclopedia_article", "entry-encyclopedia")],
)  # fmt: skip
def test_types_of_mendeley(entry_type: str, type: str) -> None:
    records = read(f"@{entry_type}{{x, title={{T}}, journal={{J}}}}")

    assert records["x"].type == type
    assert records.problems == ()
    assert entry_types.TYPE_ALIASES[entry_type] in entry_types.TYPES
