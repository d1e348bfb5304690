"""The style, the bibliography and the sources, call by call."""

from __future__ import annotations

import copy
import io
import pickle
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from citeformat import FormatError
from citeformat.compat.citeproc import (
    DATES,
    NAMES,
    NUMBERS,
    VARIABLES,
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    FormattedEntry,
    Locator,
    formatter,
)
from citeformat.compat.citeproc.source import (
    BibliographySource,
    Date,
    DateRange,
    LiteralDate,
    Name,
    Reference,
    VariableError,
)
from citeformat.compat.citeproc.source.bibtex import BibTeX
from citeformat.compat.citeproc.source.json import CiteProcJSON
from citeformat.compat.citeproc.styles import (
    StyleNotFoundError,
    get_all_styles,
    get_style_filepath,
    get_style_name,
)

ZIMMER, ADAMS = (
    {
        "id": id, "type": "book", "title": f"<i>{title}</i> & more", "publisher": "Press",
        "author": [{"family": family, "given": "Ann"}], "issued": {"date-parts": [[2020]]},
    }
    for id, title, family in (("Zimmer2020", "Zebras", "Zimmer"), ("Adams2020", "Ants", "Adams"))
)  # fmt: skip

NUMBERED = "acm-sig-proceedings"
"""A numeric style that sorts its list by author."""


def made(
    items: Any = (ZIMMER, ADAMS), style: str = "apa", format: Any = formatter.plain
) -> CitationStylesBibliography:
    return CitationStylesBibliography(CitationStylesStyle(style), CiteProcJSON(items), format)


def registered(*keys: str, **options: Any) -> CitationStylesBibliography:
    bibliography = made(**options)
    for key in keys:
        bibliography.register(Citation([CitationItem(key)]))
    return bibliography


def test_registered_works_are_listed_without_being_cited() -> None:
    bibliography = registered("Zimmer2020", "Adams2020", "Zimmer2020")

    assert bibliography.keys == ["zimmer2020", "adams2020"]
    assert [entry.id for entry in bibliography.bibliography()] == ["Zimmer2020", "Adams2020"]


def test_sort_gives_the_order_of_the_style() -> None:
    bibliography = registered("Zimmer2020", "Adams2020")

    bibliography.sort()

    assert bibliography.keys == [item.key for item in bibliography.items]
    assert [str(entry)[:5] for entry in bibliography.bibliography()] == ["Adams", "Zimme"]


def test_numbers_are_those_of_the_list() -> None:
    bibliography = made(style=NUMBERED)
    first = Citation([CitationItem("Zimmer2020")])
    second = Citation([CitationItem("Adams2020")])
    bibliography.register(first)
    bibliography.register(second)

    assert [bibliography.cite(first), bibliography.cite(second)] == ["[1]", "[2]"]
    assert [entry[:3] for entry in bibliography.bibliography()] == ["[1]", "[2]"]

    bibliography.sort()
    assert [bibliography.cite(first), bibliography.cite(second)] == ["[2]", "[1]"]
    assert [entry[:10] for entry in bibliography.bibliography()] == ["[1] Adams,", "[2] Zimmer"]
    assert first.cites[0].number == 2


@pytest.mark.parametrize("key", ["Zimmer2020", "zimmer2020", "ZIMMER2020"])
def test_keys_are_found_in_any_case(key: str) -> None:
    bibliography = registered(key)
    source = bibliography.source

    assert len(bibliography.bibliography()) == 1
    assert key in source
    assert source[key] is source.get(key) is bibliography.items[0].reference


def test_keys_that_differ_in_case_are_two_works() -> None:
    upper, lower = {**ZIMMER, "id": "A"}, {**ADAMS, "id": "a"}
    bibliography = made([upper, lower])
    citation = Citation([CitationItem("A"), CitationItem("a")])

    assert sorted(bibliography.source) == ["A", "a"]
    assert bibliography.source["A"]["key"] == "A"
    assert bibliography.source["a"]["key"] == "a"
    assert bibliography.source.get("b") is None
    bibliography.register(citation)
    assert [entry.id for entry in bibliography.bibliography()] == ["A", "a"]
    assert bibliography.cite(citation) == "(Adams, 2020; Zimmer, 2020)"


def test_a_key_without_a_reference_is_reported_and_printed() -> None:
    bibliography = registered("Zimmer2020")
    citation = Citation([CitationItem("nobody"), CitationItem("Zimmer2020")])
    missing: list[str] = []

    bibliography.register(citation, lambda item: missing.append(item.key))

    assert missing == ["nobody"]
    assert citation.cites[0].is_bad()
    assert not citation.cites[1].is_bad()
    assert bibliography.cite(citation) == "(Zimmer, 2020; nobody?)"
    assert bibliography.cite(Citation([CitationItem("nobody")])) == "(nobody?)"
    assert bibliography.cite(citation, lambda item: f"<{item.key}>") == "(Zimmer, 2020; <nobody>)"
    assert len(bibliography.bibliography()) == 1


def test_a_work_that_the_style_cannot_print_has_an_entry() -> None:
    bibliography = made([{"id": "x", "type": "book"}], style="ieee")
    bibliography.register(Citation([CitationItem("x")]))

    (entry,) = bibliography.bibliography()

    assert entry.strip()
    assert [problem.record for problem in entry.problems] == ["x"]


def test_affixes_and_locators_are_printed() -> None:
    bibliography = registered("Zimmer2020")
    item = CitationItem(
        "Zimmer2020", prefix="see ", suffix=", passim", locator=Locator("chapter", "3-4")
    )

    assert item.has_locator
    assert bibliography.cite(Citation([item])) == "(see Zimmer, 2020, Chapters 3–4, passim)"
    assert bibliography.cite(Citation([CitationItem("Zimmer2020", locator=7)])) == (
        "(Zimmer, 2020, p. 7)"
    )


def test_citations_before_a_new_work_keep_their_positions() -> None:
    bibliography = made(style="chicago-notes-bibliography")
    first = Citation([CitationItem("Zimmer2020")])
    bibliography.register(first)
    bibliography.cite(first)
    second = Citation([CitationItem("Adams2020")])
    bibliography.register(second)

    assert bibliography.cite(second).startswith("Ann Adams")
    assert bibliography.cite(second) != bibliography.cite(first)
    assert not bibliography.cite(first).startswith("Ann Zimmer")


def test_an_entry_is_text_with_an_id_and_html() -> None:
    (entry,) = registered("Zimmer2020", style="ieee").bibliography()

    assert isinstance(entry, FormattedEntry)
    assert entry == "[1] A. Zimmer, Zebras & more. Press, 2020."
    assert entry.id == "Zimmer2020"
    assert "<i>" in entry.html
    assert "&amp;" in entry.html
    assert entry.problems == ()
    assert pickle.loads(pickle.dumps(entry)).html == copy.deepcopy(entry).html == entry.html


def test_formatters() -> None:
    wiki = SimpleNamespace(
        preformat=lambda text: text.replace("&", "&amp;"), Italic="''{}''".format
    )
    expected = {
        formatter.plain: "[1] A. Zimmer, Zebras & more. Press, 2020.",
        formatter.html: "[1] A. Zimmer, <i><span style=\"font-style:normal;\">Zebras</span> &amp; "
        "more</i>. Press, 2020.",
        "text": "[1] A. Zimmer, Zebras & more. Press, 2020.",
    }  # fmt: skip
    for format, text in expected.items():
        assert registered("Zimmer2020", style="ieee", format=format).bibliography()[0] == text
    (entry,) = registered("Zimmer2020", style="ieee", format=wiki).bibliography()
    assert entry == "[1] A. Zimmer, ''Zebras &amp; more''. Press, 2020."
    (entry,) = registered("Zimmer2020", style="ieee", format=formatter.rst).bibliography()
    assert "*" in entry
    with pytest.raises(FormatError, match="preformat"):
        made(format=3)


@pytest.mark.parametrize(
    "module", [formatter.plain, formatter.html, formatter.rst], ids=lambda m: m.__name__[-5:]
)
def test_a_formatter_can_be_called(module: Any) -> None:
    for name in ("Italic", "Oblique", "Bold", "Light", "Underline", "Superscript", "SmallCaps"):
        assert "text" in str(getattr(module, name)("text"))
    assert module.preformat("a<b") == ("a&lt;b" if module is formatter.html else "a<b")


def test_a_changed_reference_is_printed() -> None:
    bibliography = made()
    bibliography.source["zimmer2020"].title = "Changed"
    bibliography.register(Citation([CitationItem("zimmer2020")]))

    assert bibliography.bibliography()[0] == "Zimmer, A. (2020). Changed. Press."


def test_a_bad_value_costs_nothing_else() -> None:
    items: Any = [{**ZIMMER, "editor": {"year": []}, "nonsense": 3}, "junk"]
    source = CiteProcJSON(items)
    bibliography = CitationStylesBibliography(CitationStylesStyle("apa"), source, formatter.plain)
    bibliography.register(Citation([CitationItem("zimmer2020")]))

    (entry,) = bibliography.bibliography()

    assert entry.startswith("Zimmer, A. (2020).")
    assert any("editor" in problem.message for problem in entry.problems)
    assert len(source.problems) == 1


def test_styles_come_from_names_paths_files_and_text(tmp_path: Path) -> None:
    text = CitationStylesStyle("ieee").style.csl
    path = tmp_path / "my.csl"
    path.write_text(text, encoding="utf-8")
    titles = {
        CitationStylesStyle(style, validate=False).style.title
        for style in (path, str(path), text, text.encode(), io.BytesIO(text.encode()), "ieee")
    }

    assert len(titles) == 1
    path.write_text(text.replace("IEEE", "Mine"), encoding="utf-8")
    assert CitationStylesStyle(str(path)).style.title.startswith("Mine")
    assert CitationStylesStyle("ieee").xml.getroot().tag.endswith("style")
    assert CitationStylesStyle("ieee").has_bibliography()


@pytest.mark.parametrize(
    ("style", "locale", "message"),
    [
        ("no-such-style", None, "'no-such-style' is not a known style"),
        ("/no/such/file.csl", None, "is not a known style"),
        ("<style/>", None, "is not a known style"),
        (None, None, "is not a known style"),
        ("apa", "not a tag", "^'not a tag' is not a language tag"),
    ],
)
def test_a_bad_style_is_a_value_error(style: Any, locale: str | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        CitationStylesStyle(style, locale)


def test_a_locale_without_terms_is_a_problem() -> None:
    assert CitationStylesStyle("apa", "xx").problems
    assert not CitationStylesStyle("apa", "de").problems


def test_styles_are_found() -> None:
    assert get_style_filepath("vancouver").endswith(".csl")
    parent = get_style_filepath("nature-digest")
    assert parent.endswith("nature.csl")
    assert get_style_filepath("nature-digest", resolve_dependencies=False) != parent
    assert get_style_name("ieee") == get_all_styles()["ieee"]
    with pytest.raises(StyleNotFoundError):
        get_style_filepath("no-such-style")


def test_references_by_hand() -> None:
    source = BibliographySource()
    source.add(
        Reference(
            "x",
            "article-journal",
            title="T",
            container_title="J",
            archive_location="Box 1",
            author=[Name(literal="The Group"), Name(family="Doe", given="J.", suffix="Jr.")],
            issued=DateRange(begin=Date(year="2019", month=12), end=Date(year=2020, month=1)),
            accessed=LiteralDate("yesterday"),
        )
    )
    bibliography = CitationStylesBibliography(CitationStylesStyle("apa"), source, formatter.plain)
    bibliography.register(Citation([CitationItem("X")]))

    assert bibliography.bibliography()[0].startswith("The Group, & Doe, J., Jr.")
    assert "(2019–2020)" in bibliography.bibliography()[0]


def test_the_values_of_a_reference() -> None:
    reference = Reference("x", "book", title="T")

    assert (reference.key, reference["type"], reference.title) == ("x", "book", "T")
    assert reference.get("volume") is None
    with pytest.raises(VariableError, match="'volume'"):
        _ = reference.volume
    with pytest.raises(VariableError):
        _ = reference["volume"]
    assert pickle.loads(pickle.dumps(reference)) == copy.deepcopy(reference) == reference
    with pytest.raises(TypeError, match="needs a year"):
        Date(month=1)
    with pytest.raises(TypeError, match="needs a month"):
        Date(year=1, day=1)
    with pytest.raises(TypeError, match="needs a begin"):
        DateRange()
    assert Date(year=0).is_nil()
    assert Date(year=1999).sort_key() < Date(year=2000).sort_key()
    assert DateRange(begin=Date(year=1999)).sort_key() > LiteralDate("1").sort_key()


def test_variables_are_python_names() -> None:
    assert {"container_title", "DOI", "archive_location", *NAMES, *DATES, *NUMBERS} < set(VARIABLES)


BIB = b"""@misc{Web, title = {{\\'E}tude}, year = 2001, shelf = {Regal {\\"u}}, keywords = {a}}
@article{art, title = {Study}, journal = {J}, year = 2002, number = 4}"""


def test_bibtex_is_read_from_files(tmp_path: Path) -> None:
    path = tmp_path / "x.bib"
    path.write_bytes(BIB)

    for given in (str(path), path, io.StringIO(BIB.decode())):
        source = BibTeX(given, encoding="utf-8")
        assert source["art"].container_title == "J"
        assert source["web"].issued.year == 2001
        assert source["web"].type != "webpage"


def test_the_tables_of_bibtex_can_be_changed(tmp_path: Path) -> None:
    class Mine(BibTeX):
        fields = BibTeX.fields | {"shelf": "call_number", "number": "volume"}
        types = BibTeX.types | {"misc": "webpage"}

    source = Mine(io.BytesIO(BIB))

    assert source["web"].call_number == "Regal ü"
    assert source["web"].type == "webpage"
    assert source["art"].volume == "4"
    assert source["art"].type == "article-journal"
