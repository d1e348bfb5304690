"""The extension of Python-Markdown, by itself and in MkDocs, Zensical and Pelican."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import markdown
import pytest

from citeformat.errors import CiteformatError
from citeformat.integrations.html_pages.places import read_page
from citeformat.integrations.html_pages.writer import HtmlOptions, write_page
from citeformat.integrations.markdown import CitationExtension
from citeformat.manuscripts.protocol import PageTexts
from tests.integrations.site import Html, run

BIB = r"""
@book{knuth1984, author = {Donald E. Knuth}, title = {The {\TeX}book}, publisher = {Addison-Wesley},
  year = 1984}
@article{turing1950, author = {Alan M. Turing}, title = {Computing Machinery and Intelligence},
  journal = {Mind}, volume = 59, pages = {433--460}, year = 1950}
@book{doe:a, author = {Jane Doe}, title = {Growth of 100\% -- ``quoted'' \& more}, year = 2020,
  publisher = {Press}}
@book{doe.b, author = {Jane Doe}, title = {Another}, year = 2020, publisher = {Press}}
"""

TRAPS = r"""# Traps

Inline `[@knuth1984]` code, and me@knuth1984.org, and [mail](mailto:me@knuth1984.org).

    indented [@knuth1984]

```
fenced [@knuth1984]
```

A [profile](https://example.org/@knuth1984 "of @knuth1984"), a [link of @knuth1984](https://example.org/),
an autolink <https://example.org/@knuth1984>, <me@knuth1984.org> and \@knuth1984.

Narrative: @turing1950 [p. 433] asked. "Quoted" -- affixes [see @knuth1984, chap. 3, and
more; -@turing1950].

Keys: [@doe:a, p. 5; @doe.b]. Nothing: [@nobody1900].
"""
"""A page in which mkdocs-bibtex finds citations where none are, and none where some are."""


@pytest.fixture(name="bib")
def _bib(tmp_path: Path) -> Path:
    path = tmp_path / "refs.bib"
    path.write_text(BIB, "utf-8")
    return path


Convert = Callable[..., Html]


@pytest.fixture(name="convert")
def _convert(bib: Path) -> Convert:
    def convert(text: str, *extensions: str, **options: Any) -> Html:
        settings = {"bibliography": str(bib), "style": "apa", "cache": False} | options
        html = markdown.markdown(
            text,
            extensions=["citeformat.markdown", *extensions],
            extension_configs={"citeformat.markdown": settings},
        )
        made = Html(html)
        made.check()
        return made

    return convert


def check_traps(page: Html) -> None:
    """What every program must make of the page of traps in APA."""
    page.check()
    assert page.citations == [
        "Turing (1950, p. 433)",
        "(see Knuth, 1984, Chapter 3, and more; 1950)",
        "(Doe, 2020b, p. 5; 2020a)",
        "(nobody1900?)",
    ]
    text = " ".join("".join(page.tree.itertext()).split())
    for kept in (
        "Inline [@knuth1984] code, and me@knuth1984.org, and mail.",
        "indented [@knuth1984]",
        "fenced [@knuth1984]",
        "A profile, a link of @knuth1984, an autolink https://example.org/@knuth1984, "
        "me@knuth1984.org and @knuth1984.",
    ):
        assert kept in text
    links = [link.get("href") for link in page.tree.iter("a")]
    assert "mailto:me@knuth1984.org" in links
    assert links.count("https://example.org/@knuth1984") == 2
    assert page.entries == [
        "Doe, J. (2020a). Another. Press.",
        "Doe, J. (2020b). Growth of 100% – “quoted” & more. Press.",
        "Knuth, D. E. (1984). The TeXbook. Addison-Wesley.",
        "Turing, A. M. (1950). Computing machinery and intelligence. Mind, 59, 433–460.",
    ]


def test_traps(convert: Convert) -> None:
    page = convert(TRAPS, "fenced_code")

    check_traps(page)


CODE = """---
nocite: "@nobody"
---

```
[@nobody]
@nobody
```

Code ``[@nobody]`` and <!-- @nobody -->, me@nobody.org, \\@nobody and [@nobody's](#).

    [@nobody]
    @nobody

- An item

    [@doe.b] and [@other]
"""


@pytest.mark.parametrize("extension", ["fenced_code", "pymdownx.superfences"])
@pytest.mark.parametrize("citation", ["[@nobody]", "@nobody"])
def test_line_of_an_unknown_key_is_not_that_of_code(
    convert: Convert, caplog: pytest.LogCaptureFixture, extension: str, citation: str
) -> None:
    text = f"{CODE}\n| a | b |\n| - | - |\n| 1 | {citation} |\n\n```\n{citation}\n```\n"
    with caplog.at_level(logging.WARNING):
        convert(text, extension, "tables", "meta", csl="apa")

    lines = [record.message.partition(": error")[0] for record in caplog.records]
    assert lines.count("<text>:17") == lines.count("<text>:21") == 1
    assert len(lines) == len({*lines}) == 3  # that of nocite has no line


def test_unknown_keys_in_notes_stay_as_they_are(convert: Convert) -> None:
    text = "As @nobody says [@nobody].[^own]\n\n[^own]: [@nobody]. As @nobody says.\n"
    page = convert(text, "footnotes", style="chicago-notes-bibliography")

    assert page.texts(".//p")[0] == "As nobody? says.12"
    notes = [note.removesuffix("↩").strip() for note in page.texts(".//li")]
    assert notes == ["nobody?", "nobody?. As nobody? says."]


def test_code_that_is_not_rendered_as_code_has_citations(
    convert: Convert, caplog: pytest.LogCaptureFixture
) -> None:
    text = "```\n@nobody\n```\n\n    @nobody\n\n```a b\n@nobody\n\nMore.\n"
    with caplog.at_level(logging.WARNING):
        page = convert(text, "fenced_code")

    assert page.citations == ["nobody?"]
    assert "<text>:8: error" in caplog.text


def test_numbers_in_brackets(convert: Convert) -> None:
    page = convert(
        r"As @turing1950 and [@knuth1984; @turing1950, p. 3] and \[1\] say.", style="ieee"
    )

    assert page.citations == ["Turing [1]", "[1, p. 3], [2]"]
    assert page.texts(".//p") == ["As Turing [1] and [1, p. 3], [2] and [1] say."]


def test_notes_become_footnotes_in_the_order_of_the_text(convert: Convert) -> None:
    text = (
        'Said [@knuth1984, p. 7]. A note.[^own]\n\n@turing1950 asked. "Quoted" [@knuth1984].\n\n'
        "[^own]: Before it, [@turing1950].\n"
    )
    page = convert(text, "footnotes", "smarty", style="chicago-notes-bibliography")

    assert page.texts(".//p")[:2] == [
        "Said.1 A note.2",
        "Turing3 asked. “Quoted.”4",
    ]
    notes = page.texts(".//div[@class='footnote']//li")
    assert [note.removesuffix("↩").strip() for note in notes] == [
        "Donald E. Knuth, The TeXbook (Addison-Wesley, 1984), 7.",
        "Before it, (Alan M. Turing, “Computing Machinery and Intelligence,” Mind 59 (1950): "
        "433–60).",
        "“Computing Machinery and Intelligence.”",
        "Knuth, The TeXbook.",
    ]
    assert [sup.get("id") for sup in page.tree.iter("sup")] == [
        "fnref:citeformat-1", "fnref:own", "fnref:citeformat-2", "fnref:citeformat-3"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is it so? [@knuth1984]. Next", "Is it so?1 Next"),
        ("*It is.* [@knuth1984]. Next", "It is.1 Next"),
        ('"Yes," [@knuth1984]; "no" [@turing1950], maybe', '"Yes,";1 "no,"2 maybe'),
        ('"Yes." [@knuth1984]. Next', '"Yes."1 Next'),
        ("Is it? @turing1950. Next", "Is it? Alan M. Turing.1 Next"),
    ],
)
def test_punctuation_before_marks(convert: Convert, text: str, expected: str) -> None:
    page = convert(text, style="chicago-notes-bibliography")

    assert page.texts(".//p")[0] == expected


def test_notes_without_the_extension_footnotes(convert: Convert) -> None:
    page = convert("Said [@knuth1984].", style="chicago-notes-bibliography")

    assert page.texts(".//p")[0] == "Said.1"
    assert page.texts(".//div[@class='footnote']//li")[0].startswith("Donald E. Knuth, The TeXbook")


def test_notes_inline(convert: Convert) -> None:
    page = convert("Said [@knuth1984, p. 7].", style="chicago-notes-bibliography", notes="inline")

    assert page.texts(".//p") == ["Said (Donald E. Knuth, The TeXbook (Addison-Wesley, 1984), 7)."]


@pytest.mark.parametrize(
    "place",
    [
        "::: {#refs}\n:::",
        "::: {#refs}\n\nWorks:\n\n:::",
        "::::: {#refs .wide} :::::\n:::::",
        r"\bibliography",
        '<div id="refs"></div>',
        "Works cited:\n\\bibliography",
    ],
)
def test_places_of_the_list(convert: Convert, place: str) -> None:
    page = convert(f"[@knuth1984]\n\n{place}\n\nThe end.\n")

    assert len(page.entries) == 1
    assert ":::" not in page.source
    assert page.source.index("csl-entry") < page.source.index("The end.")


def test_a_list_in_code_is_no_place(convert: Convert) -> None:
    page = convert("[@knuth1984]\n\n    ::: {#refs}\n    :::\n\n`\\bibliography`\n")

    assert page.texts(".//pre") == ["::: {#refs} :::"]
    assert page.texts(".//code")[1] == r"\bibliography"
    assert page.source.index("csl-entry") > page.source.index("bibliography")


@pytest.mark.parametrize(
    "value", ["", "x", "[[], true, true]", "[[{&quot;id&quot;: 5}], true, true]", "[[{}], true, 1]"]
)
def test_html_that_only_looks_like_a_place_stays(value: str) -> None:
    places = (
        f'<span class="citeformat-citation" data-cites="{value}">mine</span>',
        f'<div class="citeformat-list" data-list="{value}"></div>',
    )

    page = read_page("\n".join(places))

    assert not page.citations
    assert not page.lists
    assert write_page(page, PageTexts(), HtmlOptions()) == "\n".join(places)


def test_a_place_may_have_no_text() -> None:
    value = "[[{&quot;id&quot;: &quot;a&quot;}], false, false]"

    page = read_page(f'<span data-cites="{value}"></span>', source="Cited.")

    assert [found.cites[0].id for found in page.citations] == ["a"]


def test_several_lists_have_unique_ids(convert: Convert) -> None:
    text = (
        '[@knuth1984; @turing1950]\n\n::: {#refs-books type="book"}\n:::\n\n'
        "::: {#refs-rest}\n:::\n\n\\bibliography\n"
    )
    page = convert(text, backlinks=True)

    assert [entry.partition(",")[0] for entry in page.entries] == [
        "Knuth", "Turing", "Knuth", "Turing"
    ]  # fmt: skip


def test_ids_of_the_page_stay(convert: Convert) -> None:
    page = convert("# One {#ref-knuth1984}\n\n[@knuth1984] {: #cite-1 }\n", "attr_list",
                   backlinks=True)  # fmt: skip

    ids = [each.get("id") for each in page.tree.iter() if each.get("id")]
    assert {"ref-knuth1984", "cite-ref-knuth1984", "cite-1"} <= set(ids)


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("@knuth1984{.small #knuth}", {"class": "small", "id": "knuth"}),
        ("@knuth1984{: .small title='a < b' }", {"class": "small", "title": "a < b"}),
        ("@knuth1984{class=other}", {"class": "other"}),
        ("@knuth1984{hidden}", {"hidden": ""}),
        ("[@knuth1984] {: .small }", {}),
    ],
)
def test_attributes_of_citations_are_kept(
    convert: Convert, text: str, attributes: dict[str, str]
) -> None:
    page = convert(text, "attr_list", backlinks=True)

    (citation,) = page.tree.iterfind(".//span[@data-cites='knuth1984']")
    assert "1984" in "".join(citation.itertext())
    around = [each for each in page.tree.iter("span") if citation in list(each)]
    assert [dict(each.attrib) for each in around] == ([attributes] if attributes else [])


def test_tooltips_show_the_entry(convert: Convert) -> None:
    page = convert("[@doe:a]", tooltips=True)

    (link,) = page.tree.iterfind(".//span[@class='citation']/a")
    assert link.get("title") == "Doe, J. (2020b). Growth of 100% – “quoted” & more. Press."


def test_options_for_lists(convert: Convert) -> None:
    assert convert("[@knuth1984]", bib_by_default=False).entries == []
    assert convert("[@knuth1984]\n\n\\refs", bib_command=r"\refs").entries != []
    assert len(convert("Text.\n\n\\full_bibliography").entries) == 4
    titled = convert("[@knuth1984]", reference_section_title="Works & more")
    assert titled.texts(".//h2") == ["Works & more"]


def test_front_matter_wins(convert: Convert, tmp_path: Path) -> None:
    other = tmp_path / "other.bib"
    other.write_text(
        "@book{knuth1984, author = {Other, Ann}, title = {Work}, year = 2001}", "utf-8"
    )
    text = f"---\nbibliography: {other}\nstyle: ieee\nlink-citations: false\n---\n[@knuth1984]\n"

    page = convert(text, "meta")

    assert page.citations == ["[1]"]
    assert page.entries == ["[1]A. Other, Work. 2001."]
    assert page.tree.find(".//span[@class='citation']/a") is None


def test_years_have_the_same_letters_on_every_page(convert: Convert) -> None:
    first, second, both = (convert(text) for text in ("[@doe:a]", "[@doe.b]", "@doe:a, @doe.b"))

    assert first.citations == ["(Doe, 2020b)"]
    assert second.citations == ["(Doe, 2020a)"]
    assert both.citations == ["Doe (2020b)", "Doe (2020a)"]
    assert first.entries == ["Doe, J. (2020b). Growth of 100% – “quoted” & more. Press."]
    labels = convert("[@doe.b]", style="din-1505-2-alphanumeric").citations
    assert labels == ["[Doe20b]"], (
        "a style without titles in its sort keys, in the order of the file"
    )
    alone = convert("[@doe:a]", year_letters="page")
    assert alone.citations == ["(Doe, 2020)"]
    numbered = convert("[@doe.b] and [@doe:a]", style="ieee")
    assert numbered.citations == ["[1]", "[2]"]


def test_language(convert: Convert) -> None:
    assert convert("[@doe:a, S. 5]", lang="de-DE").citations == ["(Doe, 2020b, S. 5)"]


def test_unknown_keys(convert: Convert, caplog: pytest.LogCaptureFixture) -> None:
    text = "One.\n\nTwo [@nobody; @knuth1984] and @property.\n"

    assert convert(text).citations == ["(Knuth, 1984; nobody?)", "property?"]
    assert [record.getMessage() for record in caplog.records] == [
        "<text>:3: error: there is no record with the id 'nobody'",
        "<text>:3: error: there is no record with the id 'property'",
    ]
    kept = convert(text, unknown="keep")
    assert kept.citations == []
    assert kept.texts(".//p")[1] == "Two [@nobody; @knuth1984] and @property."
    with pytest.raises(CiteformatError, match="'nobody'"):
        convert(text, unknown="error")


def test_a_page_without_a_bibliography_stays(
    convert: Convert, caplog: pytest.LogCaptureFixture
) -> None:
    page = convert("Use @property & [@knuth1984].", bibliography="")

    assert page.texts(".//p") == ["Use @property & [@knuth1984]."]
    (record,) = caplog.records
    assert "the page cites, but has no bibliography" in record.getMessage()


def test_wrong_files_are_reported(convert: Convert, caplog: pytest.LogCaptureFixture) -> None:
    page = convert("[@knuth1984]", bibliography=["missing.bib"], style="no-such-style")

    assert page.citations == ["(knuth1984?)"]
    messages = [record.getMessage() for record in caplog.records]
    assert any("missing.bib" in message for message in messages)
    assert any("no-such-style" in message for message in messages)


def test_wrong_options() -> None:
    with pytest.raises(ValueError, match="unknown is mark or keep or error"):
        CitationExtension(unknown="yes")
    with pytest.raises(KeyError, match="no option 'bibliografy'; did you mean 'bibliography'"):
        CitationExtension(bibliografy="refs.bib")
    with pytest.raises(KeyError, match=r"no option 'x' \(bibliography, csl, "):
        CitationExtension(x=1)


def test_a_number_is_not_a_bibliography(convert: Convert, caplog: pytest.LogCaptureFixture) -> None:
    convert("[@knuth1984]", bibliography=5)

    assert "there is no file named '5'" in caplog.text


def test_options_of_mkdocs_bibtex(
    convert: Convert, bib: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    options = {"bibliography": "", "style": "", "bib_dir": str(bib.parent),
               "csl_file": "https://www.zotero.org/styles/apa", "bib_by_default": False,
               "footnote_format": "{number}", "cite_inline": True}  # fmt: skip

    page = convert("[@knuth1984]\n\n\\full_bibliography\n", **options)

    assert page.citations == ["(Knuth, 1984)"]
    assert len(page.entries) == 4
    messages = " ".join(record.getMessage() for record in caplog.records)
    assert "options of citeformat: info: footnote_format is ignored" in messages
    assert "cite_inline is ignored" in messages


def test_a_bibliography_on_the_web_is_not_read(
    convert: Convert, bib: Path, caplog: pytest.LogCaptureFixture
) -> None:
    page = convert("[@knuth1984]", bibliography=["https://example.org/refs.bib", str(bib)])

    assert page.citations == ["(Knuth, 1984)"]
    assert "refs.bib is on the web (save the file in the project)" in caplog.text


def test_the_next_page_begins_anew(bib: Path) -> None:
    md = markdown.Markdown(
        extensions=["citeformat.markdown", "footnotes"],
        extension_configs={"citeformat.markdown": {"bibliography": str(bib), "style": "ieee"}},
    )

    pages = [Html(md.reset().convert(f"[@{key}].")) for key in ("knuth1984", "turing1950")]

    assert [page.citations for page in pages] == [["[1]"], ["[1]"]]
    assert [len(page.entries) for page in pages] == [1, 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*[@knuth1984]* **@turing1950**", ["(Knuth, 1984)", "Turing (1950)"]),
        ("- item [@knuth1984]\n\n> quote @turing1950", ["(Knuth, 1984)", "Turing (1950)"]),
        ("|a|b|\n|-|-|\n| [@knuth1984] | @turing1950 |", ["(Knuth, 1984)", "Turing (1950)"]),
        ("# @knuth1984 says\n\nText", ["Knuth (1984)"]),
        ("[*see* @knuth1984, p. `x` and *more*]", ["(see Knuth, 1984, p. x and more)"]),
        ("[@knuth1984][ref] and [@turing1950]\n\n[ref]: https://example.org", ["(Turing, 1950)"]),
        ("[@knuth1984] and @turing1950\n\n[@knuth1984]: https://example.org", ["Turing (1950)"]),
        ("<span title='@knuth1984'>[@turing1950]</span>", ["(Turing, 1950)"]),
        ("![of @knuth1984](image.png) [@turing1950]", ["(Turing, 1950)"]),
        ("@{doe.b} and -@knuth1984", ["Doe (2020a)", "Knuth (1984)"]),
        ("[@knuth1984]. [@turing1950].\n\n[@knuth1984]. `x`[@turing1950].",
         ["(Knuth, 1984)", "(Turing, 1950)"] * 2),
    ],
)  # fmt: skip
def test_syntax(convert: Convert, text: str, expected: list[str]) -> None:
    assert convert(text, "tables").citations == expected


def test_many_citations_in_a_paragraph(convert: Convert) -> None:
    assert len(convert("word [@knuth1984] " * 2_000).citations) == 2_000


_KEPT = "Inline [@knuth1984] code, and me@knuth1984.org, and mail."


def check_numbered_traps(page: Html) -> None:
    """What every program must make of the page of traps in IEEE's style."""
    page.check()
    assert page.citations == [
        "Turing [1, p. 433]",
        "see [2, Ch. 3], and more, [1]",
        "[3, p. 5], [4]",
        "nobody1900?",
    ]
    assert _KEPT in page.text
    assert [entry[:3] for entry in page.entries] == ["[1]", "[2]", "[3]", "[4]"]
    assert page.entries[2] == "[3]J. Doe, Growth of 100% – “quoted” & more. Press, 2020."


def check_traps_in_notes(page: Html) -> None:
    """What every program must make of the page of traps in a style for notes."""
    page.check()
    notes = [note.removesuffix("↩").strip() for note in page.texts(".//div[@class='footnote']//li")]
    assert notes == [
        "“Computing Machinery and Intelligence,” Mind 59 (1950): 433.",
        "See Donald E. Knuth, The TeXbook (Addison-Wesley, 1984), chap. 3, and more; “Computing "
        "Machinery and Intelligence.”",
        "Jane Doe, Growth of 100% – “Quoted” & More (Press, 2020), 5; Jane Doe, Another "
        "(Press, 2020).",
        "nobody1900?",
    ]
    assert "Narrative: Alan M. Turing1 asked. “Quoted” – affixes.2" in page.text
    assert _KEPT in page.text


TRAP_PAGES = {
    "numbers": ("ieee", check_numbered_traps),
    "notes": ("chicago-notes-bibliography", check_traps_in_notes),
}
"""The name of a page -> the style in its front matter, and the check."""
ONE_OF_TWO = "Only [@doe.b].\n"
"""A page that cites one of two works of a year, which has the letter of the other pages."""


NEXT = "---\ncsl: ieee\n---\n# Next\n\nText.\n\nSee [@doe.b; @doe:a]\nand [@unknown2001].\n"
"""A page with front matter and a wrong key in its line 8."""


def site(tmp_path: Path, pages: dict[str, str]) -> Path:
    """Write a folder of pages, with a bibliography beside it."""
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    docs = tmp_path / "docs"
    docs.mkdir()
    for name, text in pages.items():
        (docs / name).write_text(text, "utf-8")
    return tmp_path


def with_front_matter() -> dict[str, str]:
    """The pages of traps in three styles, and a page that cites one of two works."""
    pages = {f"{name}.md": f"---\ncsl: {style}\n---\n{TRAPS}"
             for name, (style, _) in TRAP_PAGES.items()}  # fmt: skip
    return {"index.md": TRAPS, "one.md": f"# One\n\n{ONE_OF_TWO}", **pages}


def check_others(folder: Path) -> None:
    """Check the pages of traps in other styles, and the letter of a year."""
    for name, (_, check) in TRAP_PAGES.items():
        check(Html((folder / f"{name}.html").read_text("utf-8")))
    one = Html((folder / "one.html").read_text("utf-8"))
    assert one.citations == ["(Doe, 2020a)"]
    assert one.entries == ["Doe, J. (2020a). Another. Press."]


@pytest.mark.slow
def test_mkdocs(tmp_path: Path) -> None:
    site(tmp_path, {**with_front_matter(), "next.md": NEXT})
    config = {
        "site_name": "Site",
        "use_directory_urls": False,
        "markdown_extensions": [
            "smarty",
            {"citeformat.markdown": {"bibliography": "refs.bib", "style": "apa"}},
        ],
    }
    (tmp_path / "mkdocs.yml").write_text(json.dumps(config), "utf-8")
    (tmp_path / "elsewhere").mkdir()

    said = run("mkdocs", "build", "-f", "../mkdocs.yml", cwd=tmp_path / "elsewhere")

    pages = [Html((tmp_path / "site" / name).read_text("utf-8"))
             for name in ("index.html", "next.html")]  # fmt: skip
    check_traps(pages[0])
    check_others(tmp_path / "site")
    pages[1].check()
    assert pages[1].citations == ["[1], [2]", "unknown2001?"]
    assert "WARNING" in said
    line = TRAPS.partition("[@nobody1900")[0].count("\n") + 1
    assert f"index.md:{line}: error: there is no record with the id 'nobody1900'" in said
    assert "next.md:9: error: there is no record with the id 'unknown2001'" in said


@pytest.mark.slow
@pytest.mark.skipif(find_spec("zensical") is None, reason="Zensical is not installed")
def test_zensical(tmp_path: Path) -> None:
    site(tmp_path, {**with_front_matter(), "next.md": NEXT})
    (tmp_path / "zensical.toml").write_text(
        '[project]\nsite_name = "Site"\nuse_directory_urls = false\n'
        '[project.markdown_extensions."citeformat.markdown"]\n'
        'bibliography = "refs.bib"\nstyle = "apa"\n'
        "[project.markdown_extensions.smarty]\n",
        "utf-8",
    )

    run("zensical", "build", "--clean", cwd=tmp_path)

    check_traps(Html((tmp_path / "site/index.html").read_text("utf-8")))
    check_others(tmp_path / "site")
    page = Html((tmp_path / "site/next.html").read_text("utf-8"))
    page.check()
    assert page.citations == ["[1], [2]", "unknown2001?"]


@pytest.mark.slow
@pytest.mark.skipif(find_spec("pelican") is None, reason="Pelican is not installed")
def test_pelican(tmp_path: Path) -> None:
    article = "Title: Traps\nDate: 2024-01-02\nSummary: As [@knuth1984] says.\n\n"
    text = TRAPS.replace("# Traps\n", "")
    others = {
        f"{name}.md": f"Title: {name}\nDate: 2024-01-01\nSummary: s\nCSL: {style}\n\n{text}"
        for name, (style, _) in TRAP_PAGES.items()
    }
    site(tmp_path, {
        **others,
        "one.md": f"Title: One\nDate: 2024-01-01\nSummary: s\n\n{ONE_OF_TWO}",
        "index.md": article + text,
        "next.md": "Title: Next\nDate: 2024-01-02\nSummary: Next\nCSL: ieee\n\n[@doe.b; @doe:a]\n",
    })  # fmt: skip
    (tmp_path / "pelicanconf.py").write_text(
        "SITENAME = 'Site'\nPATH = 'docs'\nTIMEZONE = 'UTC'\nDEFAULT_LANG = 'en'\n"
        "MARKDOWN = {'extensions': ['citeformat.markdown', 'smarty'], 'extension_configs': {\n"
        "    'citeformat.markdown': {'bibliography': 'refs.bib', 'style': 'apa'}}}\n",
        "utf-8",
    )

    run("pelican", "-s", "pelicanconf.py", "-o", "output", cwd=tmp_path)

    check_traps(Html((tmp_path / "output/traps.html").read_text("utf-8")))
    check_others(tmp_path / "output")
    assert Html((tmp_path / "output/next.html").read_text("utf-8")).citations == ["[1], [2]"]
    index = Html((tmp_path / "output/index.html").read_text("utf-8"))
    assert "(Knuth, 1984)" in index.citations
    assert not any("Knuth" in entry for entry in index.entries), "a summary has no list"


@pytest.mark.slow
@pytest.mark.skipif(find_spec("mkdocstrings_handlers") is None, reason="mkdocstrings is missing")
def test_docstrings_are_a_part_of_their_page(tmp_path: Path) -> None:
    page = "# Site\n\n[@knuth1984]\n\n::: shown\n\n## References\n\n::: {#refs}\n:::\n"
    site(tmp_path, {"index.md": page})
    (tmp_path / "shown.py").write_text('"""As @turing1950 says [@doe:a]."""\n', "utf-8")
    config = {
        "site_name": "Site",
        "plugins": [{"mkdocstrings": {"handlers": {"python": {"paths": ["."]}}}}],
        "markdown_extensions": [
            {"citeformat.markdown": {"bibliography": "refs.bib", "style": "ieee"}}
        ],
    }
    (tmp_path / "mkdocs.yml").write_text(json.dumps(config), "utf-8")

    run("mkdocs", "build", cwd=tmp_path)

    html = Html((tmp_path / "site/index.html").read_text("utf-8"))
    html.check()
    assert html.citations == ["[1]", "Turing [2]", "[3]"]
    assert len(html.entries) == 3
