"""Several pages are one document."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from os import utime
from pathlib import Path

import pytest

from citeformat import FormatError, Record, Records
from citeformat.manuscripts import Settings, render_pages
from citeformat.manuscripts.grammar import find_citations
from citeformat.manuscripts.lists import Selection, choose_works
from citeformat.manuscripts.protocol import Page, PageTexts, placeholder, with_pieces
from citeformat.manuscripts.registry import find_syntax

RECORDS = Records(
    [
        Record(id, "book", title=title, author="Doe, Jane", issued=1999)
        for id, title in (("sky", "The Sky"), ("sea", "The Sea"))
    ]
)


def test_pages_share_year_suffixes_and_numbers() -> None:
    pages = [("a.md", "A [@sky]."), ("b.md", "B."), ("c.md", "C [@sea].\n")]

    made = render_pages(pages, records=RECORDS, style="apa", settings={"link-citations": True})

    assert made[0].text == "A ([Doe, 1999b](<#ref-sky>))."
    assert (made[1].text, made[1].changed, made[1].cited) == ("B.", False, ())
    assert made[2].text.startswith("C ([Doe, 1999a](<#ref-sea>)).\n\n::: {#refs")
    assert [page.file for page in made] == ["a.md", "b.md", "c.md"]


def test_works_that_no_page_cites_are_numbered_last() -> None:
    pages = [("a.md", "A [@sky].\n")]

    made = render_pages(pages, records=RECORDS, style="ieee", settings={"nocite": "@sea"})

    assert made[0].text.startswith("A \\[1\\].")
    assert made[0].text.index("The Sky") < made[0].text.index("The Sea")


def test_list_is_on_the_page_that_has_its_place() -> None:
    pages = [("a.md", "A [@sky].\n"), ("refs.md", "::: {#refs}\n:::\n"), ("c.md", "C [@sea].\n")]

    made = render_pages(pages, records=RECORDS, style="apa")

    assert [page.text.count("csl-entry") for page in made] == [0, 2, 0]


def test_metadata_of_all_pages_count() -> None:
    pages = [
        ("a.md", "---\ncsl: ieee\n---\nA [@sky].\n"),
        ("b.md", "---\ncsl: apa\nsuppress-bibliography: true\n---\nB [@sea].\n"),
    ]

    made = render_pages(pages, records=RECORDS)

    assert made[0].text.endswith("A \\[1\\].\n")
    assert made[1].text.endswith("B \\[2\\].\n")
    made = render_pages(pages, records=RECORDS, settings=Settings(csl="apa"))
    assert made[1].text.endswith("B (Doe, 1999a).\n")


def test_problems_belong_to_their_pages() -> None:
    pages = [("a.md", "\n[@no]"), ("b.md", "\n\n[@none; @sky]")]

    made = render_pages(pages, records=RECORDS, style="apa")

    assert [[str(problem) for problem in page.problems] for page in made] == [
        ["a.md:2: error: there is no record with the id 'no'"],
        ["b.md:3: error: there is no record with the id 'none'"],
    ]


def test_wrong_settings_are_problems_of_the_first_page() -> None:
    pages = [("a.md", "A [@sky]."), ("b.md", "B [@sea].")]

    made = render_pages(
        pages, records=RECORDS, style="apa", settings={"link-citation": True, "lang": ["de"]}
    )

    assert [str(problem) for problem in made[0].problems] == [
        "settings: warning: 'link-citation' is not a setting (did you mean link-citations?)",
        "settings: error: lang: text is needed, not ['de'] (the setting is not used)",
    ]
    assert made[1].problems == ()


def test_no_pages() -> None:
    assert render_pages([]) == ()


def test_lists_without_attributes_have_the_rest() -> None:
    records = [Record("a", "book", keyword="x, Y"), Record("b", "webpage"), Record("c", "book")]

    chosen = choose_works([("y", {"keyword": "y"}), ("web", {"type": "webpage"})], records)

    assert chosen.ids == (frozenset("a"), frozenset("b"))
    assert chosen.missing == ("c",)
    assert choose_works([("", {}), ("y", {})], records).ids == (None, frozenset("abc"))
    assert Selection({"not-type": "book", "id": "z"}).names == ("not-type",)


def test_placeholders_keep_pieces() -> None:
    text = f"a{placeholder(0)}b{placeholder(123)}"

    assert with_pieces(text, lambda number: f"<{number}>") == "a<0>b<123>"


class Loud:
    """A syntax in which citations are capitals."""

    suffixes = (".loud",)

    def read(self, text: str, *, file: str = "") -> Page:
        return Page(text=text, file=file, citations=tuple(find_citations(text)))

    def write(self, page: Page, texts: PageTexts, *, to: str = "") -> str:
        return " ".join(str(text).upper() for text in texts.citations)


LOUD = Loud()


def test_other_packages_add_syntaxes(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = EntryPoint("loud", f"{__name__}:LOUD", "citeformat.manuscripts")
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [entry])

    made = render_pages([("x.loud", "[@sky]")], syntax="loud", records=RECORDS, style="apa")

    assert made[0].text == "(DOE, 1999)"
    assert isinstance(find_syntax(file="x.loud"), Loud)
    with pytest.raises(FormatError, match="quiet"):
        find_syntax("quiet")


def test_files_are_in_the_folder_of_the_document(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@book{x, title={X}, author={Doe, J.}, year=1999}", "utf-8")
    text = "---\nbibliography: refs.bib\nsuppress-bibliography: true\n---\n[@x]"

    made = render_pages([(str(tmp_path / "a.md"), text)], style="apa")

    assert made[0].text.endswith("(Doe, 1999)")


def test_abbreviations_that_have_changed_are_read_again(tmp_path: Path) -> None:
    work = Record("x", "article-journal", title="Rays", container_title="Philosophical Magazine")
    file = tmp_path / "short.json"
    for number, short in enumerate(("Phil. Mag.", "Philos. Mag.")):
        file.write_text(
            f'{{"default": {{"container-title": {{"{work.container_title}": "{short}"}}}}}}'
        )
        utime(file, (number, number))
        settings = Settings(csl="nature", citation_abbreviations=str(file))
        for _ in range(2):
            made = render_pages([("page.md", "See [@x].")], settings=settings, records=[work])
            assert f" {short} " in made[0].text.replace("*", " ")
