"""Tests of lists and pages in HTML: ids, roles, languages, classes, links and nesting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeformat import Citation, Cite, Record, Style
from citeformat.errors import FormatError, StyleError
from citeformat.output import Layout, Links, Markup, get_format, standalone, stylesheet
from citeformat.output.direction import text_direction
from citeformat.output.entry_ids import entry_id, entry_ids
from citeformat.output.protocol import EntryText
from citeformat.publications.lists import ListOptions, PublicationList, Section, publication_list
from citeformat.richtext.spans import ITALIC, close_of
from tests.shared import ROOT

html5lib = pytest.importorskip("html5lib")

KEYS = ("knuth1984", "Aad:2012tfa", "10.1000/182", "a b\tc", 'x"><i>', "ключ", "%20", "_x20", "#a")


def work(id: str, number: int = 0) -> Record:
    data = {
        "id": id, "type": "book", "title": f"Title {number}", "DOI": f"10.1000/{number}",
        "author": [{"family": f"Author{chr(97 + number)}"}], "issued": {"date-parts": [[2000]]},
    }  # fmt: skip
    return Record.from_csl(data)


RECORDS = [work(key, number) for number, key in enumerate(KEYS)]


def parsed(html: str) -> Any:
    """Parse a page strictly: a parse error is an exception."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(html)


def fragment(html: str) -> Any:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(html)


def entries_of(tree: Any) -> list[Any]:
    return [each for each in tree.iter("div") if each.get("class") == "csl-entry"]


def body_of(tree: Any) -> Any:
    (body,) = [each for each in tree.iter("div") if "csl-bib-body" in each.get("class", "").split()]
    return body


@pytest.mark.parametrize("name", ["apa", "ieee", "chicago-notes-bibliography", "nature"])
@pytest.mark.parametrize("locale", ["en-GB", "he-IL"])
def test_a_page(name: str, locale: str) -> None:
    style = Style.load(name, locale=locale)
    document = style.document(RECORDS, link_citations=True)
    texts = [document.cite(record.id).to("html") for record in RECORDS]
    made = document.bibliography().with_links()
    html = standalone("\n".join([*texts, made.html]), "html", title="A <b> & c", language=locale)
    tree = parsed(html)

    root = tree if tree.tag == "html" else tree.find("html")
    assert root.get("lang") == locale
    assert root.get("dir") == ("rtl" if locale == "he-IL" else "ltr")
    assert tree.find(".//title").text == "A <b> & c"
    assert tree.find(".//meta[@charset]").get("charset") == "utf-8"
    assert len(list(tree.iter("h1"))) == len(list(tree.iter("main"))) == 1

    (bibliography,) = [each for each in tree.iter() if each.get("role") == "doc-bibliography"]
    assert bibliography.get("lang") == locale
    (items,) = list(bibliography)
    assert items.get("role") == "list"
    assert {each.get("role") for each in items} == {"listitem"}
    ids = [each.get("id") for each in items]
    assert len(set(ids)) == len(RECORDS)
    assert all(re.fullmatch(r"ref-[\w.:-]*", id) for id in ids)

    links = [each for each in tree.iter("a") if each.get("role") == "doc-biblioref"]
    assert [link.get("href") for link in links] == [f"#{entry_id(each.id)}" for each in RECORDS]
    assert {link.get("href")[1:] for link in links} == set(ids)
    assert all(not list(link.iter("a"))[1:] for link in links)  # no link in a link


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("apa", {"hanging-indent"}),
        ("ieee", {"second-field-align"}),
        ("vancouver", {"second-field-align"}),
        ("bulletin-de-correspondance-hellenique", set()),
    ],
)
def test_the_classes_of_a_list(name: str, classes: set[str]) -> None:
    tree = fragment(Style.load(name).bibliography(RECORDS).html)
    assert set(body_of(tree).get("class").split()) == {"csl-bib-body", *classes}
    assert [each.get("data-csl-entry-id") for each in entries_of(tree)]


def test_the_spacing_of_a_list() -> None:
    html = get_format("html")
    entries = [EntryText("a", "A.")]
    assert "spacing" not in html.bibliography(entries, Layout())
    spaced = body_of(fragment(html.bibliography(entries, Layout(line_spacing=2, entry_spacing=0))))
    assert (spaced.get("data-line-spacing"), spaced.get("data-entry-spacing")) == ("2", "0")


def test_an_empty_list_has_no_role_that_needs_items() -> None:
    assert body_of(fragment(get_format("html").bibliography([], Layout()))).get("role") is None


def test_languages_from_right_to_left() -> None:
    hanging = fragment(Style.load("apa", locale="ar").bibliography(RECORDS).html)
    assert hanging[0].get("dir") == "rtl"
    assert {each.get("dir") for each in entries_of(hanging)} == {"auto"}
    numbered = fragment(Style.load("ieee", locale="ar").bibliography(RECORDS).html)
    assert {each.get("dir") for each in entries_of(numbered)} == {None}
    inline = [each for each in numbered.iter("div") if each.get("class") == "csl-right-inline"]
    assert {each.get("dir") for each in inline} == {"auto"}
    assert [text_direction(tag) for tag in ("fa-IR", "az-Arab", "ks-Deva", "de")] == [
        "rtl", "rtl", "ltr", "ltr",
    ]  # fmt: skip


@given(st.lists(st.text(), unique=True, max_size=6))
def test_different_keys_have_different_ids(keys: list[str]) -> None:
    ids = entry_ids(keys)
    assert ids == [entry_id(key) for key in keys]
    assert len(set(ids)) == len(keys)
    assert all(re.fullmatch(r"ref-[\w.:-]*", id) for id in ids)


@given(st.lists(st.sampled_from(["a", "a-2", "a-2-2", "a-3", "b"]), max_size=12))
def test_equal_keys_have_different_ids(keys: list[str]) -> None:
    ids = entry_ids(keys)
    assert len(set(ids)) == len(keys)
    assert {entry_id(key) for key in keys} <= set(ids)


@pytest.mark.parametrize("key", ["_x20", "_", "__x5F", "_x5F "])
def test_escapes_are_escaped(key: str) -> None:
    assert entry_id(key) not in {
        entry_id(other) for other in (" ", "_ ", "x20", "__ ") if other != key
    }


def test_the_prefix_of_the_ids() -> None:
    made = Style.load("apa").bibliography(RECORDS[:2])
    ids = [each.get("id") for each in entries_of(fragment(made.with_ids("works ").html))]
    assert ids == ["works_x20knuth1984", "works_x20Aad:2012tfa"]
    assert [each.get("id") for each in entries_of(fragment(made.with_ids(None).html))] == [None] * 2
    document = Style.load("apa").document(RECORDS, link_citations=True, entry_ids="bib-")
    assert 'href="#bib-knuth1984"' in document.cite("knuth1984").to("html")
    assert 'id="bib-knuth1984"' in document.bibliography().html


def test_lists_on_one_page_have_different_ids() -> None:
    made = Style.load("apa").bibliography(RECORDS[:2])
    both = PublicationList((Section("A", made), Section("B", made), Section("C", made)))
    ids = [each.get("id") for each in entries_of(fragment(both.to("html")))]
    assert ids[::2] == ["ref-knuth1984", "ref-2-knuth1984", "ref-3-knuth1984"]
    sections = publication_list(Style.load("apa"), RECORDS, ListOptions(sections="type"))
    assert 'id="ref-knuth1984"' in sections.to("html")


@pytest.mark.parametrize("engine", ["compiled", "citeproc-py"])
def test_links_without_the_records(engine: str) -> None:
    made = Style.load("apa", engine=engine).bibliography(RECORDS)
    assert made.with_links() == made.with_links(RECORDS)
    assert made.with_links().html.count('href="https://doi.org/10.1000/') == len(RECORDS)
    resolved = made.with_links(Links(doi="https://doi.example/"))
    assert resolved[0].html.count("https://doi.example/10.1000/0") == 1
    assert made[0].with_links().html == made.with_links()[0].html
    assert f'lang="{Style.load("apa").locale}"' in made.html


def test_headings_among_entries_have_no_ids() -> None:
    made = publication_list(Style.load("apa"), RECORDS[:2], ListOptions(sections="type"))
    first, second, _ = entries_of(fragment(made.whole().html))
    assert (first.get("id"), second.get("id")) == (None, "ref-knuth1984")


def test_links_of_copies_and_fallback_entries() -> None:
    twice = [work("a", 1), work("a", 2)]
    made = Style.load("apa").bibliography(twice).with_links()
    assert {entry.targets for entry in made} == {
        ("https://doi.org/10.1000/1",),
        ("https://doi.org/10.1000/2",),
    }
    assert [each.get("id") for each in entries_of(fragment(made.html))] == ["ref-a", "ref-a-2"]
    style = Style.from_string(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        "<info><title>Nothing</title></info><citation><layout><text variable='note'/></layout>"
        "</citation><bibliography><layout><text variable='note'/></layout></bibliography></style>"
    )
    (entry,) = style.bibliography(twice[:1]).with_links()
    assert entry.fallback
    assert '<a href="https://doi.org/10.1000/1">Title 1</a>' in entry.html


def links_of(text: str) -> Sequence[tuple[str, str]]:
    tree = fragment(text)
    return [(each.get("href"), "".join(each.itertext())) for each in tree.iter("a")]


def test_each_cite_links_to_its_own_entry() -> None:
    records = [work(id, number) for number, id in enumerate("abcd")]
    linked = {
        name: links_of(
            Style.load(name).document(records, link_citations=True).cite(*"abd").to("html")
        )
        for name in ("apa", "vancouver", "nature")
    }
    assert linked["apa"] == [
        ("#ref-a", "Authora, 2000"), ("#ref-b", "Authorb, 2000"), ("#ref-d", "Authord, 2000"),
    ]  # fmt: skip
    # a collapsed range has its first and its last number
    assert linked["vancouver"] == linked["nature"] == [("#ref-a", "1"), ("#ref-d", "3")]


def test_linked_citations_are_the_same_text() -> None:
    plain = Style.load("nature").document(RECORDS)
    linking = Style.load("nature").document(RECORDS, link_citations=True)
    citation = Citation((Cite("knuth1984", prefix="see", locator="3"), Cite("10.1000/182")))
    texts = plain.add(citation), linking.add(citation)
    assert texts[0] == texts[1]
    for name in ("text", "markdown", "latex", "rtf", "typst", "org", "rst", "asciidoc", "ansi"):
        assert texts[0].to(name) == texts[1].to(name)
    assert texts[0].with_links().to("html") == texts[1].to("html") != texts[0].to("html")
    assert "doc-biblioref" in texts[1].to("json")
    assert texts[1].with_links() is texts[1]


def test_formatting_that_ends_in_a_cite() -> None:
    style = Style.from_string(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        "<info><title>Italics</title></info><citation><layout delimiter='; ' font-style='italic'>"
        "<names variable='author'/><text variable='title' prefix=' ' font-weight='bold'/>"
        "</layout></citation></style>"
    )
    text = style.document(RECORDS, link_citations=True).cite("knuth1984", "10.1000/182")
    assert links_of(text.to("html")) == [
        ("#ref-knuth1984", "Authora Title 0"), ("#ref-10.1000_x2F182", "Authorc Title 2"),
    ]  # fmt: skip


def test_documents_of_formats() -> None:
    assert stylesheet() in standalone("", "html")
    latex = standalone("\\textit{x}", "tex", title="50 %")
    assert latex.startswith("\\documentclass")
    assert "\\section*{50 \\%}\n\\textit{x}\n" in latex
    assert standalone("*x*", "markdown") == "*x*"
    rtf = standalone("{\\i x}", "rtf")
    assert rtf.startswith("{\\rtf1")
    assert standalone(rtf, "rtf") == rtf
    with pytest.raises(FormatError, match="htlm"):
        standalone("x", "htlm")


def test_the_stylesheet() -> None:
    """Every class and attribute that it names is written by us; braces are balanced."""
    css = re.sub(r"/\*.*?\*/", "", stylesheet(), flags=re.DOTALL)
    assert css.count("{") == css.count("}")
    names = set(re.findall(r"\.(csl-[a-z-]+|hanging-indent|second-field-align)", css))
    assert names == {
        "csl-bib-body", "csl-entry", "csl-left-margin", "csl-right-inline", "csl-block",
        "csl-indent", "csl-page", "hanging-indent", "second-field-align",
    }  # fmt: skip
    assert "prefers-color-scheme: dark" in css
    assert not re.search(r"\b(?:left|right)\b(?!-)", re.sub(r"csl-(?:left|right)", "", css))
    assert "url(" not in css
    assert "@import" not in css


def test_notebooks_have_the_rules_for_lists_only() -> None:
    shown = Style.load("ieee").bibliography(RECORDS)._repr_html_()
    assert shown.startswith("<style>")
    assert ".second-field-align" in shown
    assert ".csl-page" not in shown


def test_a_custom_format_keeps_the_blank_after_the_number() -> None:
    records = Style.load("ieee").bibliography(RECORDS[:1])
    wiki = Markup("wiki", {"'": "&#39;"}, {ITALIC: "''", close_of(ITALIC): "''"})
    assert wiki.write(records[0].rich).startswith("[1] Authora")
    blocks = Style.load("bulletin-de-correspondance-hellenique").bibliography(RECORDS[:1])
    assert wiki.write(blocks[0].rich).startswith("Authora 2000 Authora, ''Title 0''")
    linked = records.with_links()[0]
    assert wiki.write(linked.rich, linked.targets) == wiki.write(records[0].rich)


def test_examples_of_real_files() -> None:
    """The ids of a real file are unique, and every link goes to one of them."""
    from citeformat import read

    records = read(ROOT / "examples" / "varied.bib")
    document = Style.load("apa").document(records, link_citations=True)
    cited = "".join([document.cite(record.id).to("html") for record in records])
    ids = {each.get("id") for each in entries_of(fragment(document.bibliography().html))}
    assert len(ids) == len(records)
    assert {href for href, _ in links_of(cited)} == {f"#{id}" for id in ids}


def test_an_engine_that_does_not_say_where_the_cites_are() -> None:
    with pytest.raises(StyleError, match="engine"):
        Style.load("apa", engine="citeproc-py").document(RECORDS, link_citations=True)
