"""Twice the text takes twice the time.

A bound of time is generous: these inputs take about a second, and minutes if the time grows with
the square of their size. `python -m tests.fuzz scaling` measures the growth of many more.
"""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest

import citeformat
from citeformat import BibFile, Record, Style
from citeformat.integrations.html_pages.places import read_page
from citeformat.manuscripts import render
from citeformat.record.text.names import persons_of
from tests.time_limit import time_limit

LIMIT = 25
SIZE = 100_000
APA = Style.load("apa")


def article(**fields: Any) -> list[Record]:
    return [Record.from_csl({"id": "a", "type": "article-journal", **fields})]


def rendered(**fields: Any) -> str:
    return APA.bibliography(article(**fields)).to("html")


def exported(to: str, **fields: Any) -> str:
    return str(citeformat.convert(article(**fields), to=to))


def unknown_style(name: str) -> None:
    with pytest.raises(citeformat.StyleNotFound):
        Style.named(name)


def cite_one_by_one(n: int, others: int = 0) -> None:
    shared = [{"family": "Doe"}, *({"family": f"Roe {place}"} for place in range(others))]
    records = [
        Record.from_csl(
            {"id": str(number), "type": "book", "title": str(number), "issued": "2000",
             "author": [*shared, {"family": str(number)}][: others + 2 if others else 1]}
        )
        for number in range(n)
    ]  # fmt: skip
    document = Style.load("modern-language-association" if others else "apa").document(records)
    for record in records:
        document.cite(record.id)
    assert len(set(document.texts)) == n


CASES: dict[str, Callable[[int], Any]] = {
    "note of a title and blanks": lambda n: rendered(note="title: a" + " " * n + "y"),
    "note of lines": lambda n: rendered(note="a:\n" * n),
    "DOI of line feeds": lambda n: rendered(DOI="\n" * n),
    "DOI of blanks": lambda n: rendered(DOI="doi:" + " " * n + "x"),
    "URL of line feeds": lambda n: rendered(URL="\n" * n + "."),
    "literal date of line feeds": lambda n: rendered(title="T", issued={"literal": "\n" * n}),
    "literal date of blanks": lambda n: rendered(title="T", issued={"literal": " " * n + "."}),
    "page of blanks": lambda n: rendered(title="T", page="a " * n),
    "prefix of braces": lambda n: APA.document(article(title="T")).cite("a", prefix="{" * n),
    "suffix of line feeds": lambda n: APA.document(article(title="T")).cite("a", suffix="\n" * n),
    "suffix of mixed blanks": lambda n: APA.document(article(title="T")).cite(
        "a", suffix=" \n\u00a0\r" * (n // 4)
    ),
    "rst of colons": lambda n: APA.bibliography(article(title=":" * n)).to("rst"),
    "author of \\em": lambda n: citeformat.read(text="@book{x, author = {" + "\\em " * n + "}}"),
    "author of \\&": lambda n: citeformat.read(text="@book{x, author = {" + "\\& " * n + "}}"),
    "names of letters": lambda n: persons_of("Doe, " + "A" * n + ", An,,,"),
    "author of addresses": lambda n: citeformat.read(
        text="@book{x, author = {" + "https://a.b/ " * (n // 4) + "}}"
    ),
    "author of blanks": lambda n: citeformat.read(
        text="@book{x, author = {1" + "\\ {} " * (n // 4) + "}}"
    ),
    "author of backslashes": lambda n: citeformat.read(
        text="@book{x, author = {" + "\\ " * n + "}}"
    ),
    "unclosed fields on a line": lambda n: citeformat.read(text="@book{x, a={" * (n // 8)),
    "unclosed fields on lines": lambda n: citeformat.read(
        text="@book{x, title = " + "x = {\n" * (n // 8)
    ),
    "unclosed quotation marks": lambda n: citeformat.read(
        text="@book{x, title = " + 'x = "{\n' * (n // 8)
    ),
    "unclosed fields after quotation marks": lambda n: citeformat.read(
        text="@book{x, title = " + '"a={' * (n // 2)
    ),
    "title of capitals to BibTeX": lambda n: exported("bibtex", title="A " * n),
    "page of blanks to BibTeX": lambda n: exported("bibtex", page=" " * n + "x"),
    "tags that never close to EndNote": lambda n: exported("endnote-xml", title="<i>" * n),
    "tags that never close to Hayagriva": lambda n: exported(
        "hayagriva", title="<span class=\"nocase\">" * (n // 8)
    ),
    "date of no-break spaces": lambda n: citeformat.read(
        text="@book{x, date = {2000" + "\u00a0" * n + "x}}"
    ),
    "serial number of no-break spaces": lambda n: citeformat.read(
        text="TY  - BOOK\nSN  - 1" + "\u00a0" * n + "x\nER  - \n", format="ris"
    ),
    "quotation marks in quotation marks": lambda n: rendered(title="“'-1- " * (n // 50)),
    "title of capitals": lambda n: rendered(title="A " * (n // 2)),
    "title of blanks to RIS": lambda n: exported("ris", title=" " * n + "x"),
    "note of line feeds to RIS": lambda n: exported("ris", note="\n" * n + "x"),
    "keywords of blanks to RIS": lambda n: exported("ris", keyword=" " * n + "x"),
    "keywords of blanks to BibTeX": lambda n: exported("bibtex", keyword="; " * n),
    "crossrefs in a chain": lambda n: citeformat.read(
        text="".join(f"@inbook{{k{i}, crossref={{k{i + 1}}}}}\n" for i in range(n // 20))
    ),
    "spans of a name of words": lambda n: APA.bibliography(
        article(author=[{"family": "Mary", "given": " and " * (n // 20)}, {"family": "Li\n"}]),
        spans=True,
    ),
    "comments in a file to edit": lambda n: list(BibFile(b"@comment{" * (n // 8))),
    "entries in a file to edit": lambda n: list(BibFile(b"@book{x, a={" * (n // 8))),
    "quotation marks in a file to edit": lambda n: list(BibFile(b'@book{x, a="{' * (n // 4))),
    "metadata with line ends of Windows": lambda n: render(
        "---\r\n" + "a: b\r\n" * (n // 100) + "x", syntax="markdown", records=[], style="apa"
    ),
    "citations of works of one author and year": lambda n: cite_one_by_one(n // 50),
    "citations of works of hidden authors": lambda n: cite_one_by_one(n // 50, others=8),
    "words of styles": lambda n: citeformat.styles.search("a " * n),
    "name of a style": lambda n: unknown_style("a " * n),
    "links of a long title": lambda n: APA.bibliography(
        article(title="A " * n + "B", URL="https://a.b/")
    ).with_links(article(title="A. " * n + "C", URL="https://a.b/")),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_time_is_linear(case: str) -> None:
    with time_limit(LIMIT):
        CASES[case](SIZE)


CITES = "[[{&quot;id&quot;: &quot;a&quot;}], false, false]"
SPAN = f'<span class="citeformat-citation" data-cites="{CITES}">'
MARK = '<sup id="fnref:a"><a class="footnote-ref" href="#fn:a">'
NOTES = '<div class="footnote"><hr /><ol>'


@pytest.mark.parametrize(
    "html",
    [
        SPAN * 50_000,
        f"{NOTES}{MARK * 50_000}{SPAN}</span></ol></div>",
        NOTES * 50_000 + f"{SPAN}</span>",
        "<code>@" * 50_000,
    ],
)
def test_elements_of_a_page_that_do_not_close(html: str) -> None:
    with time_limit(LIMIT):
        page = read_page(html)

    assert len(page.citations) == html.count("</span>")


def test_duplicates_of_a_title_of_blanks() -> None:
    blanks = [Record(id, "book", {"title": " " * 60_000}) for id in "ab"]

    with time_limit(LIMIT):
        assert len(citeformat.dedupe(blanks).records) == 2


def test_bytes_that_decompress_to_little_take_little_memory() -> None:
    """No buffer has the size of the limit."""
    tracemalloc.start()
    try:
        citeformat.read(gzip.compress(b"@book{x, title = {T}}"))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 50_000_000
