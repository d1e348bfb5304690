"""Batches: the same texts as lists of one record, whatever the other rows are."""

from __future__ import annotations

import json
import math
import random
from typing import Any

import pyarrow as pa
import pytest

from citeformat import FormatError, Links, Record, Style, StyleNotFound, read, render_batch
from citeformat.batch.rows import MOST_CHARACTERS, MOST_NAMES
from tests.samples import bib, csl, date
from tests.shared import ROOT, SharedFile

BOOK: dict[str, Any] = {
    "id": "knuth", "type": "book", "title": "The <i>TeX</i>book", "DOI": "10.1000/x",
    "author": [{"family": "Knuth", "given": "Donald E."}], "issued": date(1984),
}  # fmt: skip
ARTICLE: dict[str, Any] = {
    "id": "lee", "type": "article-journal", "title": "Rays", "container-title": "Nature",
    "author": [{"family": "Lee", "given": "Ann"}, {"family": "Lee", "given": "Adam"}],
    "issued": date(2001), "volume": "3", "page": "1-9",
}  # fmt: skip
CROSSREF = {
    "DOI": "10.1000/c", "type": "journal-article", "title": ["Rays"], "prefix": "10.1000",
    "author": [{"family": "Lee", "given": "Ann"}], "published": {"date-parts": [[2001]]},
}  # fmt: skip
DATACITE = {
    "doi": "10.1000/d", "titles": [{"title": "Data"}], "creators": [{"name": "Lee, Ann"}],
    "types": {"resourceTypeGeneral": "Dataset"}, "publicationYear": 2001,
}  # fmt: skip
OPENALEX = {
    "id": "https://openalex.org/W1", "type": "article", "title": "Rays",
    "publication_year": 2001, "authorships": [{"author": {"display_name": "Ann Lee"}}],
}  # fmt: skip

NAME = """<names variable="author"><name initialize-with="."/></names>"""
LABELLED = """<text variable="citation-label"/> <text variable="title"/>"""
MADE = {
    "all-names": csl(
        '<names variable="author"><name form="short"/></names>',
        bib(f'{NAME} <text variable="title"/>'),
        citation='disambiguate-add-givenname="true" givenname-disambiguation-rule="all-names"',
    ),
    "primary-name": csl(
        '<names variable="author"><name form="short"/></names>',
        bib(f'{NAME} <text variable="title"/><names variable="editor"/>'),
        citation='disambiguate-add-givenname="true" disambiguate-add-year-suffix="true"'
        ' givenname-disambiguation-rule="primary-name-with-initials"',
    ),
    "labels": csl(LABELLED, bib(LABELLED)),
    "no bibliography": csl('<text variable="title"/>'),
    "nothing": csl('<text variable="title"/>', bib('<text variable="PMID"/>')),
    "substitute": csl(
        '<text variable="title"/>',
        bib(f'{NAME} <text variable="title"/>', 'subsequent-author-substitute="---"'),
    ),
}


def check_equal(style: Style, records: list[Record]) -> None:
    """Check that a batch has the entries of lists of one record."""
    batch = render_batch(records, style, citation=True)

    for record, text, html, problems, fallback, citation in zip(
        records, batch.text, batch.html, batch.problems, batch.fallback, batch.citation,
        strict=True,
    ):  # fmt: skip
        alone = style.bibliography([record])
        cited = style.document([record]).cite(record.id)
        assert (text, html, fallback) == (alone[0].text, alone[0].html, alone[0].fallback)
        assert problems[: len(alone.problems)] == alone.problems
        assert citation == cited


@pytest.mark.parametrize("name", MADE)
def test_entries_equal_those_of_lists_of_one_record(name: str) -> None:
    style = Style.from_string(MADE[name])
    chance = random.Random(name)
    persons = [
        {"family": family, "given": given}
        for family in ("Doe", "Roe")
        for given in ("Ann", "Anton", "Ben B.")
    ]
    records = [Record.from_csl(item) for item in (BOOK, ARTICLE)] + [
        Record.from_csl({
            "id": f"w{number}", "title": f"T{number}", "issued": date(2001),
            "author": chance.sample(persons, chance.randrange(4)),
            "editor": chance.sample(persons, chance.randrange(3)),
        })
        for number in range(30)
    ]  # fmt: skip

    check_equal(style, records)


@pytest.mark.parametrize(
    "name",
    [
        "apa",
        "vancouver",
        "ieee",
        "chicago-notes-bibliography",
        "din-1505-2-alphanumeric",
        "bluebook-law-review",
    ],
)
def test_entries_of_published_styles_are_equal(name: str) -> None:
    records = [
        *read(ROOT / "examples" / "varied.bib"),
        *read(ROOT / "examples" / "cancer-control.bib"),
    ]
    check_equal(Style.load(name), records[:25])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["apa", "vancouver", "chicago-author-date", "mla", "nature"])
def test_entries_of_real_data_are_equal(name: str, shared_file: SharedFile) -> None:
    items = json.loads(shared_file("bib/tugboat.csl.json").read_text("utf-8"))
    style = Style.load(name)

    made = render_batch(items, style)

    expected = [style.bibliography(Record.from_csl(item))[0] for item in items]
    assert list(made.text) == [entry.text for entry in expected]
    assert list(made.html) == [entry.html for entry in expected]


def test_items_may_be_mixed() -> None:
    record = Record.from_csl(BOOK)
    mixed: list[Any] = [
        record,
        BOOK,
        json.dumps(BOOK),
        json.dumps(BOOK).encode(),
        CROSSREF,
        DATACITE,
        OPENALEX,
    ]

    batch = render_batch(mixed, "apa", formats=["text"])

    assert len({*batch.text[:4]}) == 1
    assert batch.ids[3:] == ("knuth", "10.1000/c", "10.1000/d", "W1")
    expected = [Record.from_crossref(CROSSREF), Record.from_datacite(DATACITE),
                Record.from_openalex(OPENALEX)]  # fmt: skip
    style = Style.load("apa")
    assert list(batch.text[4:]) == [style.bibliography(each)[0].text for each in expected]
    assert batch.problems == ((),) * 7
    assert batch.html == ("",) * 7


def test_a_named_format_is_not_guessed() -> None:
    bare = {"id": "https://openalex.org/W2", "display_name": "Rays", "type": "book"}

    assert render_batch([bare], "apa", source_format="openalex").ids == ("W2",)
    assert render_batch([BOOK], "apa", source_format="csl").ids == ("knuth",)
    with pytest.raises(FormatError, match="rows cannot be in the format 'ris'"):
        render_batch([bare], "apa", source_format="ris")


def deep(levels: int) -> str:
    return '{"a":' * levels + "1" + "}" * levels


JUNK: list[tuple[Any, str, str]] = [
        (None, "error", "the row is empty"),
        (math.nan, "error", "the row is empty"),
        ({}, "error", "the row is empty"),
        ("", "error", "the row is empty"),
        ("null", "error", "the row is empty"),
        ([], "error", "a row must be an object, not []"),
        ([BOOK], "error", "a row must be an object, not [{"),
        (3, "error", "a row must be an object, not 3"),
        ("[1, 2]", "error", "a row must be an object, not [1, 2]"),
        ("{", "error", "this is not JSON: "),
        (b"\xff\x00", "error", "this is not JSON: "),
        (deep(200_000), "error", "it is nested too deeply"),
        ({"message": {"items": [CROSSREF, CROSSREF]}}, "error", "one work is needed, not 2"),
        ({"title": "T"}, "warning", "the item has no id"),
        ('{"id": "x", "title": NaN, "author": Infinity}', "warning", "JSON has no NaN and no "),
        ({**BOOK, "type": "boook"}, "warning", "unknown type 'boook'"),
        ({**BOOK, "author": 3}, "error", "author"),
        ({**BOOK, "author": [{"family": str(n)} for n in range(100_000)]}, "warning",
         "author has 100,000 names"),
        ({**BOOK, "abstract": "x" * 10_000_000}, "warning", "abstract has 10,000,000 characters"),
        (object(), "error", "a row must be an object, not <object"),
]  # fmt: skip


@pytest.mark.parametrize(("junk", "severity", "message"), JUNK, ids=[row[2] for row in JUNK])
def test_junk_is_a_problem_of_its_row(junk: Any, severity: str, message: str) -> None:
    batch = render_batch([BOOK, junk, ARTICLE], "apa", citation=True)

    first, found, last = batch.problems
    assert (first, last) == ((), ())
    assert batch.text[0].startswith("Knuth")
    assert batch.text[2].startswith("Lee")
    assert found[0].severity == severity
    assert found[0].message.startswith(message)


def test_long_values_are_shortened() -> None:
    style = csl('<text variable="title"/>', bib('<names variable="author"/>'))
    names = [{"family": f"N{number}"} for number in range(MOST_NAMES + 5)]
    title = "x" * (MOST_CHARACTERS + 5)

    authors = render_batch([{"id": "x", "author": names}], style).text[0].split(", ")
    (long,) = render_batch([{"id": "x", "title": title}], csl(
        '<text variable="title"/>', bib('<text variable="title"/>'))).text  # fmt: skip

    assert len(authors) == MOST_NAMES
    assert (authors[-2], authors[-1]) == (f"N{MOST_NAMES - 2}", f"N{MOST_NAMES + 4}")
    assert len(long) == MOST_CHARACTERS


def test_a_bug_in_the_engine_costs_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    from citeformat.engine.processor import phases

    def render(style: Any, references: Any) -> list[str]:
        if references[0].item.id == "lee":
            raise KeyError("bug")
        return original(style, references)

    original = phases.render_entries  # type: ignore[attr-defined]
    monkeypatch.setattr(phases, "render_entries", render)
    batch = render_batch([BOOK, ARTICLE], "apa")

    assert batch.text[1].startswith("Lee, A., & Lee, A. (2001). Rays.")

    def raise_always(self: Style, records: Any) -> Any:
        if any(record.id == "lee" for record in records):
            raise KeyError("bug")
        return kept(self, records)

    kept = Style.entries_alone
    monkeypatch.setattr(Style, "entries_alone", raise_always)
    batch = render_batch([BOOK, ARTICLE, BOOK], "apa")

    assert [bool(text) for text in batch.text] == [True, False, True]
    assert batch.problems[1][0].message == "the row cannot be rendered: KeyError: 'bug'"


def test_order_and_numbers_do_not_depend_on_other_rows() -> None:
    items = [{**BOOK, "id": f"b{number}", "title": f"T{number}"} for number in range(2_500)]

    batch = render_batch(iter(items), "vancouver")

    assert len(batch) == 2_500
    assert batch.ids == tuple([item["id"] for item in items])
    assert batch == render_batch(items, "vancouver")
    assert batch.text[2_400] == render_batch([items[2_400]], "vancouver").text[0]
    assert batch.text[2_400].startswith("1. Knuth DE. T2400.")


def test_links_and_locale() -> None:
    batch = render_batch([BOOK], "apa", links=Links(), locale="de")

    assert 'href="https://doi.org/10.1000/x"' in batch.html[0]
    assert render_batch([BOOK], "apa").html[0].count("href") == 0
    edited = {**BOOK, "author": None, "editor": [{"family": "Lee"}]}
    assert "(Hrsg.)" in render_batch([edited], "apa", locale="de").text[0]


def test_a_style_without_a_bibliography_has_fallbacks() -> None:
    batch = render_batch([BOOK], Style.from_string(MADE["no bibliography"]), citation=True)

    assert batch.text == ("Knuth, Donald E. (1984). The TeXbook.",)
    assert batch.fallback == (True,)
    assert batch.citation == ("The TeXbook",)


def test_another_engine_renders_batches() -> None:
    style = Style.load("apa", engine="citeproc-py")

    assert render_batch([BOOK], style).text == (style.bibliography([BOOK])[0].text,)


def test_no_rows() -> None:
    batch = render_batch([], "apa")

    assert (batch.text, batch.problems, len(batch)) == ((), (), 0)
    assert repr(batch) == "<Batch: 0 rows, 0 with problems>"


def test_wrong_use_raises() -> None:
    with pytest.raises(StyleNotFound):
        render_batch([BOOK], "appa-7")
    with pytest.raises(FormatError, match="'text' and 'html', not 'latex'"):
        render_batch([BOOK], "apa", formats=["latex"])  # type: ignore[list-item]
    assert render_batch([BOOK], "apa", formats="text").html == ("",)  # type: ignore[arg-type]
    for single in (BOOK, json.dumps(BOOK), b"[]"):
        with pytest.raises(TypeError, match="a list of items is needed, not"):
            render_batch(single, "apa")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"links are Links\(\) or None, not True"):
        render_batch([BOOK], "apa", links=True)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="take one of its columns, or render_arrow"):
        render_batch(pa.table({"csl": ["{}"]}), "apa")
