"""How the time of readers, writers, renderers and documents grows with their input.

Each structure is repeated n, 2n and 4n times. The time grows with n to the power of an exponent: 1
is linear, 2 is quadratic. Times below a tenth of a second say nothing about it.
"""

from __future__ import annotations

import html
import io
import json
import math
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from markdown import markdown

import citeformat
from citeformat import (
    BibFile,
    Citation,
    Cite,
    CiteformatError,
    Document,
    Record,
    Records,
    Style,
    TidyOptions,
)  # fmt: skip
from citeformat.integrations.html_pages.places import CITATION_CLASS, citation_value, read_page
from citeformat.integrations.html_pages.writer import HtmlOptions, write_page
from citeformat.integrations.markdown.extension import CitationExtension
from citeformat.integrations.pandoc import filter_document
from citeformat.interchange.latex.decoder import decode
from citeformat.interchange.registry import READERS, WRITERS
from citeformat.manuscripts import render
from citeformat.manuscripts.grammar import FoundCitation, FoundCite
from citeformat.manuscripts.protocol import PageTexts
from citeformat.output.registry import FORMATS
from citeformat.output.writers.docx import to_docx
from citeformat.record.text.names import persons_of
from tests.fuzz.seeds import BIBLIOGRAPHY
from tests.time_limit import TimeIsUp, time_limit

__all__ = ["STRUCTURES", "document_jobs", "exponent_of", "jobs", "measure"]

STRUCTURES = (
    " ", "\n", "\t", "\u00a0", "\u2028", "a", "A ", "9", "1-", "é", "\u0301", "\ue001", "😀",
    ".", ",", ", ", ";", ":", "-", "--", "'", '"', "“", "” ", "<", "<i>", "</i>", "<i>a</i>", "&",
    "&amp;", "{", "}", "{}", "\\", "\\em ", "$", "@", "%", "and ", "https://a.b/ ", "[", "(a) ",
)  # fmt: skip
EXPONENT = 1.2
"""The greatest exponent that is accepted."""
LEAST = 0.1
"""Seconds from which on the time matters."""
SIZE = 8_000
"""The number of structures in the first of three texts."""
WORKS = 500
"""The number of works in the first of three documents."""
LIMIT = 30

_FIELDS = (
    "title author editor year date pages doi url note keywords isbn issn edition month "
    "journal language howpublished eprint type series address crossref urldate volume "
    "langid"
).split()
_RIS_TAGS = ("TI AU PY DA SP EP DO UR N1 KW SN ET T2 LA A2 M3 CY ID AB VL IS Y2 C1").split()
_NBIB_TAGS = (
    "TI FAU AU CN DP PG AID LID IS LA OT PT TA JT AB VI IP PL OWN DEP FIR BTI ISBN PB"
).split()
_WOS_TAGS = ("TI AU AF PD PY BP EP AR DI SN LA DE SO PI UT ED BE VL PN SE CT CL BN").split()
_REFWORKS_TAGS = ("T1 A1 YR FD SP OP SN LA K1 JF PP DO UL ED NO RD VO A2 AB CL").split()
FRAMES: dict[str, tuple[str, ...]] = {
    "bibtex": ("@book{{x, title = {{{0}}}, author = {{{0}}}}}", "@book{{x, {0}", "{0}",
               '@book{{x, title = "{0}', '@string{{a = "{0}"}}@book{{x, title = a # a}}',
               "@misc{{x, " + ", ".join(f"{name} = {{{{{{0}}}}}}" for name in _FIELDS) + "}}"),
    "ris": ("TY  - BOOK\nTI  - {0}\nAU  - {0}\nPY  - {0}\nER  - \n", "{0}",
            "TY  - JOUR\n" + "".join(f"{tag}  - {{0}}\n" for tag in _RIS_TAGS)),
    "csl-json": ('[{{"id": "x", "title": {0}', '[{{"id": "x", "title": "{0}"}}]', "{0}"),
    "crossref": ('{{"message": {{"DOI": "10.1/x", "title": ["{0}"], "page": "{0}"}}}}', "{0}"),
    "datacite": ('{{"doi": "10.1/x", "creators": [{{"name": "{0}"}}], "titles": [{{"title": "{0}"}}'
                 ']}}', "{0}"),
    "openalex": ('{{"id": "https://openalex.org/W1", "title": "{0}", "authorships": [{{"author": '
                 '{{"display_name": "{0}"}}}}]}}', "{0}"),
    "csl-yaml": ("references:\n- id: x\n  title: {0}", "references:\n- id: x\n  title: |\n    {0}",
                 "{0}"),
    "cff": ("cff-version: 1.2.0\nmessage: x\ntitle: {0}\n", "{0}"),
    "hayagriva": ("x:\n  type: book\n  title: {0}\n  author: {0}\n  date: {0}\n", "{0}"),
    "csv": ("Title,Authors,Year\n{0},{0},{0}\n", "{0}", "Title\n{0}\n"),
    "nbib": ("PMID- 1\nTI  - {0}\nFAU - {0}\nDP  - {0}\n", "{0}",
             "PMID- 1\n" + "".join(f"{tag:4}- {{0}}\n" for tag in _NBIB_TAGS)),
    "pubmed-xml": (
        "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><ISSN>{0}</ISSN>"
        "<JournalIssue><Volume>{0}</Volume><PubDate><MedlineDate>{0}</MedlineDate></PubDate>"
        "</JournalIssue><Title>{0}</Title></Journal><ArticleTitle>{0}</ArticleTitle><Pagination>"
        "<MedlinePgn>{0}</MedlinePgn></Pagination><ELocationID EIdType='doi'>{0}</ELocationID>"
        "<AuthorList><Author><LastName>{0}</LastName><ForeName>{0}</ForeName></Author></AuthorList>"
        "<Language>{0}</Language></Article></MedlineCitation></PubmedArticle>", "{0}"),
    "mods": (
        "<mods><titleInfo><title>{0}</title></titleInfo><name><namePart>{0}</namePart></name>"
        "<originInfo><dateIssued>{0}</dateIssued><edition>{0}</edition><publisher>{0}</publisher>"
        "</originInfo><identifier type='isbn'>{0}</identifier><identifier type='doi'>{0}"
        "</identifier><physicalDescription><extent>{0}</extent></physicalDescription><relatedItem "
        "type='series'><titleInfo><title>{0}</title></titleInfo></relatedItem><note>{0}</note>"
        "</mods>", "{0}"),
    "endnote-xml": (
        "<xml><records><record><titles><title>{0}</title></titles>",
        "<xml><records><record><titles><title>{0}</title><secondary-title>{0}</secondary-title>"
        "</titles><contributors><authors><author>{0}</author></authors></contributors><dates><year>"
        "{0}</year><pub-dates><date>{0}</date></pub-dates></dates><pages>{0}</pages><isbn>{0}</isbn>"
        "<urls><related-urls><url>{0}</url></related-urls></urls><keywords><keyword>{0}</keyword>"
        "</keywords><notes>{0}</notes><edition>{0}</edition><language>{0}</language>"
        "<electronic-resource-num>{0}</electronic-resource-num></record></records></xml>"),
    "refer": ("%0 Book\n%T {0}\n%A {0}\n%D {0}\n",
              "%0 Journal Article\n" + "".join(f"%{tag} {{0}}\n" for tag in "TADPRU@KGE8BJIN7VZ")),
    "web-of-science": ("FN X\nVR 1.0\nPT J\nTI {0}\nAU {0}\nPD {0}\nER\n", "{0}",
                       "PT J\n" + "".join(f"{tag} {{0}}\n" for tag in _WOS_TAGS) + "ER\n"),
    "refworks": ("RT Book\nT1 {0}\nA1 {0}\nYR {0}\n",
                 "RT Journal Article\n" + "".join(f"{tag} {{0}}\n" for tag in _REFWORKS_TAGS)),
}  # fmt: skip
"""Format -> where the structure is put in a file."""
VARIABLES = (
    "title",
    "page",
    "DOI",
    "URL",
    "note",
    "edition",
    "keyword",
    "ISSN",
    "volume",
    "issued",
)


_CITES = html.escape(citation_value(FoundCitation(0, 0, (FoundCite("x", "see"),))))
_CITATION = f'<span class="{CITATION_CLASS}" data-cites="{_CITES}">@x</span>'
PAGES = (
    "{0}", f"<p>{_CITATION} {{0}}</p>", _CITATION.replace("@x", "{0}"),
    _CITATION.replace(_CITES, "{0}"),
    '<p>{0}</p><div class="footnote">\n<hr />\n<ol>\n<li id="fn:1">\n{0}</li>\n</ol>\n</div>',
)  # fmt: skip
"""Pages of HTML, with the places of the structure."""


def jobs() -> Iterator[tuple[str, Callable[[str], Any]]]:
    """Yield the name of each job, and what it does with a text."""
    for format in READERS.names():
        for index, frame in enumerate(FRAMES.get(format, ("{0}",))):
            yield f"read {format} {index}", partial(_read, frame, format)
    for to in WRITERS.names():
        yield f"write {to}", partial(_write, to)
    for variable in VARIABLES:
        yield f"render {variable}", partial(_render, variable)
    for format in FORMATS.names():
        yield f"to {format}", partial(_print, format)
    apa = Style.load("apa")
    record = Record("x", "book", {"title": "T"})
    yield "cite prefix", lambda text: apa.document([record]).cite("x", prefix=text, suffix=text)
    yield "cite locator", lambda text: apa.document([record]).cite("x", locator=text)
    yield "name of a style", Style.named
    yield "words of styles", citeformat.styles.search
    yield "to docx", lambda text: to_docx(apa.bibliography([_record(text)]))
    yield "explain", lambda text: citeformat.explain(_record(text), apa)
    yield "links", lambda text: apa.bibliography([_record(text)]).with_links([_record(text)])
    yield "cite this", lambda text: citeformat.cite_this(_record(text)).html
    yield "check", lambda text: citeformat.check([_record(text)], style=apa)
    yield "duplicates", lambda text: citeformat.dedupe([_record(text), _record(text + "x")])
    yield "file to edit", lambda text: list(BibFile(text.encode("utf-8", "replace")))
    yield "tidy", _tidy
    yield "stream", lambda text: list(citeformat.iter_records(io.StringIO(f'[{{"id": "{text}"}}]')))
    yield "names", _names
    yield "latex", decode
    yield "document", _document
    yield "document in a citation", lambda text: _document(f"x [see {text} @x, {text}].")
    yield "document in metadata", lambda text: _document(f"---\na: {text}\n---\n@x")
    yield "notebook", lambda text: _document(
        json.dumps({"cells": [{"cell_type": "markdown", "metadata": {}, "source": text + " @x"}],
                    "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "notebook"
    )  # fmt: skip
    yield "pandoc", _pandoc
    for index, frame in enumerate(PAGES):
        yield f"html page {index}", partial(_html_page, frame)


def _tidy(text: str) -> object:
    file = BibFile(
        f"@book{{x, title = {{{text}}}, author = {{{text}}}}}".encode("utf-8", "replace")
    )
    options = TidyOptions(sort="key", wrap=60, latex="decode", months=True, braces=True)
    return citeformat.tidy(file, options)


def _names(text: str) -> object:
    try:
        return persons_of(text)
    except ValueError:  # the text may mean several things
        return ()


def _document(text: str, syntax: str = "markdown") -> object:
    records = [Record("x", "book", {"title": "T"})]
    return render(text, syntax=syntax, to="html" if syntax == "markdown" else "", records=records,
                  style="apa")  # fmt: skip


def _markdown_page(text: str) -> object:
    # Python-Markdown takes quadratic time for some structures, so it gets citations alone.
    extension = CitationExtension(bibliography=str(BIBLIOGRAPHY), style="apa")
    return markdown(text, extensions=["footnotes", extension])


def _html_page(frame: str, text: str) -> object:
    page = read_page(frame.replace("{0}", text), source=text, add_list=True)
    return write_page(page, PageTexts(), HtmlOptions())


def _notes(n: int) -> object:
    marks, notes = [], []
    for number in range(n):
        marks.append(
            f'<sup id="fnref:{number}"><a class="footnote-ref" href="#fn:{number}">1</a></sup>'
        )
        notes.append(f'<li id="fn:{number}">\n<p>{_CITATION}</p>\n</li>\n')
    block = f'<div class="footnote">\n<hr />\n<ol>\n{"".join(notes)}</ol>\n</div>'
    return _html_page("{0}", f"<p>{''.join(marks)}</p>\n{block}")


def _pandoc(text: str) -> object:
    def string(value: str) -> dict[str, str]:
        return {"t": "Str", "c": value}

    cite = {"citationId": "x", "citationPrefix": [string(text)], "citationSuffix": [string(text)],
            "citationMode": {"t": "NormalCitation"}, "citationNoteNum": 0,
            "citationHash": 0}  # fmt: skip
    reference = {"id": {"t": "MetaString", "c": "x"},
                 "title": {"t": "MetaInlines", "c": [string(text)]}}  # fmt: skip
    references = {"t": "MetaList", "c": [{"t": "MetaMap", "c": reference}]}
    blocks = [{"t": "Para", "c": [{"t": "Cite", "c": [[cite], []]}, string(text)]}]
    return filter_document(
        {"pandoc-api-version": [1, 23], "meta": {"references": references}, "blocks": blocks}
    )


def document_jobs() -> Iterator[tuple[str, Callable[[int], Any]]]:
    """Yield the name of each job of documents, and what it does with so many works."""
    for style in ("apa", "modern-language-association", "acm-sig-proceedings", "chicago-notes"):
        for kind in ("distinct", "same", "hidden", "initials"):
            yield f"cite {style} {kind}", partial(_cite, style, kind)
            yield f"process {style} {kind}", partial(_process, style, kind)
    yield "one citation", lambda n: _document_of("apa", "same", n).cite(*map(str, range(n)))
    yield "authors", lambda n: _authors("apa", n)
    yield "authors by spans", lambda n: _authors("apa", n, spans=True)
    for to in WRITERS.names():
        yield f"authors to {to}", partial(_authors_to, to)
    yield "citations of a page", lambda n: _markdown_page("As @turing1950 [p. 3].\n\n" * n)
    yield "notes of a page", _notes
    for kind in ("vague", "pages", "journals"):
        yield f"records of one title {kind}", partial(_dedupe, kind)


AUTHORS = {
    "distinct": lambda number: [{"family": f"N{number}"}],
    "same": lambda number: [{"family": "Doe", "given": "Jane"}],
    "hidden": lambda number: [*({"family": f"A{place}"} for place in range(8)),
                              {"family": f"N{number}"}],
    "initials": lambda number: [{"family": "Doe", "given": f"{chr(65 + number % 5)}x{number}"}],
}  # fmt: skip
"""Kind of a document -> the authors of each of its works."""


def _document_of(style: str, kind: str, n: int) -> Document:
    return Style.load(style).document(
        [
            Record.from_csl(
                {"id": str(number), "type": "book", "title": f"T{number}",
                 "author": AUTHORS[kind](number), "issued": {"date-parts": [[2000]]}}
            )
            for number in range(n)
        ]
    )  # fmt: skip


def _cite(style: str, kind: str, n: int) -> object:
    document = _document_of(style, kind, n)
    for number in reversed(range(n)):
        document.cite(str(number))
    return document.texts, document.bibliography()


def _process(style: str, kind: str, n: int) -> object:
    document = _document_of(style, kind, n)
    citations = [Citation((Cite(str(number)),), note_number=number) for number in range(n)]
    return document.process(citations), document.bibliography()


def _dedupe(kind: str, n: int) -> object:
    """Look for duplicates among works that have one title, and mostly one author and year."""
    common: dict[str, Any] = {"type": "article-journal", "title": "The sea"}
    if kind != "vague":
        common |= {"author": [{"family": "Doe"}], "issued": {"date-parts": [[2000]]}}
    name = "container-title" if kind == "journals" else "page"
    return citeformat.dedupe(
        [Record.from_csl({**common, "id": str(number), name: f"J{number}"}) for number in range(n)]
    )


def _many_authors(n: int) -> Record:
    author = [{"family": f"Doe{number}", "given": f"J. {number}"} for number in range(n)]
    return Record.from_csl({"id": "x", "type": "book", "title": "T", "author": author})


def _authors(style: str, n: int, *, spans: bool = False) -> object:
    return Style.load(style).bibliography([_many_authors(n)], spans=spans).to("html")


def _authors_to(to: str, n: int) -> object:
    text = str(citeformat.convert([_many_authors(n)], to=to))
    return citeformat.read(text=text, format="bibtex" if to == "biblatex" else to)


def _read(frame: str, format: str, text: str) -> Records:
    return citeformat.read(text=frame.format(text), format=format)


def _write(to: str, text: str) -> str:
    return citeformat.convert([_record(text)], to=to)


def _render(variable: str, text: str) -> str:
    value = {"literal": text} if variable == "issued" else text
    record = Record.from_csl({"id": "x", "type": "article-journal", "title": "T", variable: value})
    return str(Style.load("apa").bibliography([record], spans=True))


def _print(format: str, text: str) -> str:
    return Style.load("apa").bibliography([_record(text)]).to(format)


def _record(text: str) -> Record:
    return Record.from_csl(
        {"id": "x", "type": "article-journal", "title": text, "author": [{"family": text}],
         "issued": {"literal": text}, "container-title": text, "page": text, "note": text}
    )  # fmt: skip


def seconds(job: Callable[[Any], Any], given: object) -> float:
    """Return the CPU time that a job takes for what it is given."""
    start = time.process_time()
    try:
        with time_limit(LIMIT):
            job(given)
    except CiteformatError:
        pass
    except TimeIsUp:
        return math.inf
    return time.process_time() - start


def exponent_of(job: Callable[[Any], Any], make: Callable[[int], object]) -> tuple[float, str]:
    """Return the exponent of a job, and its times.

    The exponent is 0 if the job is too fast to matter, and infinite if it reached its limit. One
    that is too great is measured again, because other programs disturb it.
    """
    exponent, shown = 0.0, ""
    for _ in range(3):
        times = [seconds(job, make(1))]
        if times[0] < LEAST / 64:  # even cubic growth would not matter
            return 0.0, f"{times[0]:.3f}"
        times += [seconds(job, make(factor)) for factor in (2, 4)]
        shown = ", ".join(f"{each:.2f}" for each in times)
        if times[2] < LEAST:
            return 0.0, shown
        if math.inf in times:
            return math.inf, shown
        growth = math.log2(max(times[2], 1e-9) / max(times[1], 1e-9))
        exponent = min(exponent or math.inf, growth)
        if exponent <= EXPONENT:
            break
    return exponent, shown


def _repeated(structure: str, factor: int) -> str:
    return structure * (SIZE * factor)


def measure(only: str = "") -> int:
    """Print what grows too fast, and the greatest exponent of each job.

    Args:
        only: Words of the names of the jobs; by default, all are measured.

    Returns:
        The exit code: 1 if an exponent is too great.
    """
    code = 0
    for name, job in jobs():
        if only not in name:
            continue
        seconds(job, "a")  # what is imported and compiled once
        greatest = 0.0
        for structure in STRUCTURES:
            exponent, shown = exponent_of(job, partial(_repeated, structure))
            greatest = max(greatest, exponent)
            if exponent > EXPONENT:
                print(f"{name}: {structure!r}: {shown} s, exponent {exponent:.2f}", flush=True)
                code = 1
        print(f"{name}: at most {greatest:.2f}", flush=True)
    for name, document_job in document_jobs():
        if only not in name:
            continue
        seconds(document_job, 2)
        exponent, shown = exponent_of(document_job, lambda factor: WORKS * factor)
        print(f"{name}: {shown} s, exponent {exponent:.2f}", flush=True)
        code = code or int(exponent > EXPONENT)
    return code
