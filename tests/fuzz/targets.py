"""What is fuzzed: functions that take random input and find faults.

Each takes a source of random numbers and returns the input, and a step that must end in a result
or in an exception of citeformat. An `AssertionError` is a wrong result.
"""

from __future__ import annotations

import gzip
import io
import json
import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from markdown import markdown

import citeformat
from citeformat import BibFile, Citation, Cite, Record, Style
from citeformat.csl.variables import KIND
from citeformat.integrations.html_pages.places import HtmlPage, read_page
from citeformat.integrations.html_pages.writer import HtmlOptions, write_page
from citeformat.integrations.markdown.extension import CitationExtension
from citeformat.integrations.pandoc import ast as pandoc_ast
from citeformat.integrations.pandoc import filter_document
from citeformat.interchange.latex.decoder import decode
from citeformat.interchange.latex.encoder import encode, is_balanced
from citeformat.interchange.registry import READERS, WRITERS
from citeformat.manuscripts import render as render_text
from citeformat.manuscripts.grammar import find_citations
from citeformat.manuscripts.protocol import PageTexts
from citeformat.manuscripts.settings import Settings
from citeformat.output.registry import FORMATS
from citeformat.output.writers.docx import to_docx
from citeformat.record.text.dates import from_text
from citeformat.record.text.edtf import from_edtf
from citeformat.record.text.names import persons_of
from citeformat.richtext.markup import parse_field
from citeformat.tidying import TidyOptions
from tests.fuzz.seeds import BIBLIOGRAPHY, FRAGMENTS, fragments_of, records, seeds_of

__all__ = ["TARGETS", "Step", "mutated", "random_item", "random_style"]

Step = tuple[Any, Callable[[], object]]
"""An input, and what is done with it."""

STYLES = (
    "apa",
    "ieee",
    "chicago-notes",
    "modern-language-association",
    "american-chemical-society",
)


def mutated(source: random.Random, kind: str) -> str:
    """Return a text of a kind after a few random changes."""
    text = source.choice(seeds_of(kind))
    if text[:1] in "[{" and source.random() < 0.7:
        with suppress(ValueError):
            return json.dumps(_mutated_values(source, json.loads(text)))
    pieces = fragments_of(kind)
    for _ in range(source.randint(1, 12)):
        start = source.randrange(len(text) + 1)
        end = min(len(text), start + source.choice((0, 0, 1, 3, 20, 200)))
        other = source.randrange(len(text) + 1)
        middle = source.choice((
            source.choice(pieces) * source.choice((1, 1, 1, 2, 50)),
            text[other : other + source.randint(0, 80)],
            chr(source.choice((source.randrange(128), source.randrange(0xD800), 0x1F600))),
        ))  # fmt: skip
        text = text[:start] + middle + text[end:]
    return text


def _mutated_values(source: random.Random, value: Any) -> Any:
    """Return JSON values after random changes: of one in twenty, or of its place."""
    if source.random() < 0.05:
        odd: tuple[Any, ...] = (
            None,
            True,
            -1,
            1e300,
            "",
            _text(source),
            [],
            {},
            [value],
            {"c": value},
            [[[]]],
        )
        return source.choice(odd)
    if isinstance(value, list):
        made = [_mutated_values(source, each) for each in value]
        return made * source.choice((0, 1, 2)) if source.random() < 0.05 else made
    if isinstance(value, dict):
        names = list(value)
        if source.random() < 0.05:
            source.shuffle(names)
        made = [_mutated_values(source, each) for each in value.values()]
        return dict(zip(names, made, strict=True))
    if isinstance(value, str) and source.random() < 0.05:
        return value + _text(source)
    return value


def _use(found: Any) -> None:
    """Render, export and read back what a reader returned."""
    style = Style.load("apa")
    style.bibliography(found, spans=True).to("html")
    for to in ("bibtex", "ris", "csl-json"):
        text = str(citeformat.convert(found, to=to))
        back = citeformat.read(text=text, format=to)
        assert len(back) == len(found), f"{to}: {len(found)} records became {len(back)}"


def reader(format: str) -> Callable[[random.Random], Step]:
    """Make the target of a reader: what it reads is rendered, exported and read back."""

    def target(source: random.Random) -> Step:
        text = mutated(source, format)
        return text, lambda: _use(citeformat.read(text=text, format=format))

    return target


def writer(format: str) -> Callable[[random.Random], Step]:
    """Make the target of a writer: random records, which its own reader reads again."""

    def target(source: random.Random) -> Step:
        items = [random_item(source, f"k{index}") for index in range(source.randint(1, 4))]

        def step() -> None:
            made = [Record.from_csl(item, problems=[]) for item in items]
            back = citeformat.read(
                text=str(citeformat.convert(made, to=format)), format=_reader_of(format)
            )
            assert len(back) == len(made), f"{len(made)} records became {len(back)}"

        return items, step

    return target


def _reader_of(format: str) -> str:
    return "bibtex" if format == "biblatex" else format


def _text(source: random.Random) -> str:
    pieces = (*FRAGMENTS[""], *FRAGMENTS["markup"], "word ", "Title", "X", "12", "é")
    return "".join(source.choice(pieces) for _ in range(source.randint(0, 8)))


def random_item(source: random.Random, id: str) -> dict[str, Any]:
    """Make a CSL-JSON item of odd values."""
    types = ("book", "article-journal", "chapter", "thesis", "motion_picture", "software")
    item: dict[str, Any] = {"id": id, "type": source.choice(types)}
    for variable in source.sample(sorted(KIND), source.randint(1, 12)):
        kind = KIND[variable]
        if kind == "names":
            keys = ("family", "given", "suffix", "literal", "non-dropping-particle")
            item[variable] = [
                {key: _text(source) for key in source.sample(keys, source.randint(0, 3))}
                for _ in range(source.randint(0, 5))
            ]
        elif kind == "date":
            numbers = [source.choice((-5, 0, 1, 13, 99, 1999, 2020)) for _ in range(3)]
            item[variable] = source.choice((
                {"date-parts": [numbers[: source.randint(1, 3)]]}, {"raw": _text(source)},
                {"literal": _text(source)}, {"date-parts": [[1999], [source.randint(0, 3000)]]},
            ))  # fmt: skip
        else:
            item[variable] = source.choice((_text(source), source.randint(-9, 10**6)))
    return item


def random_style(source: random.Random) -> str:
    """Generate a valid style."""
    variables = ("title", "container-title", "publisher", "volume", "page", "URL", "note", "genre")

    def element(depth: int) -> str:
        kinds = ["text", "value", "term", "number", "names", "date", "macro"]
        kind = source.choice([*kinds, *(["group", "choose"] * 3 if depth < 4 else [])])
        affix = source.choice(("", ' prefix=", "', ' suffix="."', ' font-style="italic"',
                               ' text-case="title"', ' quotes="true"', ' prefix="("'))  # fmt: skip
        inner = (
            "".join(element(depth + 1) for _ in range(source.randint(1, 3))) if depth < 4 else ""
        )
        match kind:
            case "group":
                return f'<group delimiter="{source.choice((", ", ". ", " "))}">{inner}</group>'
            case "choose":
                test = source.choice(('type="book"', 'variable="title"', 'is-numeric="volume"',
                                      'disambiguate="true"', 'position="ibid"'))  # fmt: skip
                return f"<choose><if {test}>{inner}</if><else>{element(depth + 1)}</else></choose>"
            case "names":
                options = source.choice(('and="text"', 'initialize-with=". "', 'form="short"',
                                         'et-al-min="2" et-al-use-first="1"'))  # fmt: skip
                variable = source.choice(("author", "editor", "author editor"))
                return f'<names variable="{variable}"><name {options}/></names>'
            case "date":
                return '<date variable="issued" form="text"/>'
            case "number":
                return '<number variable="volume" form="ordinal"/>'
            case "value":
                return f'<text value="v"{affix if "quotes" not in affix else ""}/>'
            case "term":
                return '<text term="in"/>'
            case "macro":
                return '<text macro="m"/>' if depth < 9 else ""
        return f'<text variable="{source.choice(variables)}"{affix}/>'

    def area(name: str) -> str:
        kinds = ("", ' collapse="year"', ' disambiguate-add-year-suffix="true"',
                 ' disambiguate-add-names="true"')  # fmt: skip
        options = source.choice(kinds) if name == "citation" else ""
        key = source.choice(("", '<sort><key variable="title"/></sort>'))
        return f"<{name}{options}>{key}<layout>{element(0)}{element(0)}</layout></{name}>"

    return (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="'
        f'{source.choice(("note", "in-text"))}"><info><title>T</title></info>'
        f'<macro name="m"><text variable="title"/></macro>{area("citation")}'
        f"{area('bibliography')}</style>"
    )


def _render(source: random.Random) -> Step:
    items = [random_item(source, f"k{index}") for index in range(source.randint(1, 5))]
    name, format = source.choice(STYLES), source.choice(FORMATS.names())

    def step() -> None:
        made = [Record.from_csl(item, problems=[]) for item in items]
        style = Style.load(name)
        bibliography = style.bibliography(made, spans=True).with_links(made)
        assert len(bibliography) == len(made)
        assert bibliography.to(format)
        assert not [each for each in bibliography.to("text") if "\ue000" <= each <= "\uf8ff"], (
            "private-use characters are printed"
        )

    return (name, format, items), step


def _styles(source: random.Random) -> Step:
    text = random_style(source)
    items = [random_item(source, f"k{index}") for index in range(4)]

    def step() -> None:
        made = [Record.from_csl(item, problems=[]) for item in items]
        style = Style.from_string(text)
        bibliography = style.bibliography(made, spans=True)
        assert len(bibliography) == 4
        assert not [each for each in bibliography.problems if "bug in citeformat" in each.hint]

    return (text, items), step


def _compiler(source: random.Random) -> Step:
    text = mutated(source, "style")
    return text, lambda: Style.from_string(text).bibliography(records()).to("html")


def _edits(source: random.Random) -> Step:
    """A sequence of edits makes the same document as all its citations at once."""
    name = source.choice(STYLES)
    items = [random_item(source, f"k{index}") for index in range(6)]
    edits = [
        (source.choice(("add", "add", "insert", "remove", "move")),
         source.random(), source.random(),
         [f"k{source.randrange(6)}" for _ in range(source.randint(1, 3))], source.choice(("", "7")))
        for _ in range(source.randint(2, 14))
    ]  # fmt: skip

    def step() -> None:
        made = [Record.from_csl(item, problems=[]) for item in items]
        style = Style.load(name)
        document = style.document(made)
        for number, (kind, one, two, ids, locator) in enumerate(edits):
            citation = Citation(
                tuple(Cite(id, locator=locator) for id in ids),
                id=f"c{number}",
                note_number=number + 1,
            )
            present = [each.id for each in document.citations]
            if kind == "add" or not present:
                document.add(citation)
            elif kind == "insert":
                document.insert(int(one * (len(present) + 1)), citation)
            elif kind == "remove":
                document.remove(present[int(one * len(present))])
            else:
                document.move(present[int(one * len(present))], int(two * len(present)))
        again = style.document(made)
        again.process(document.citations)
        assert list(map(str, document.texts)) == list(map(str, again.texts))
        assert str(document.bibliography()) == str(again.bibliography())

    return (name, items, edits), step


def _bib_file(source: random.Random) -> Step:
    text = mutated(source, "bibtex")

    def step() -> None:
        data = text.encode("utf-8", "replace")
        file = BibFile(data)
        assert file.to_bytes() == data, "reading a file changes it"
        keys = list(file)
        for key in keys:
            file[key]["note"] = "x"
        again = BibFile(file.to_bytes())
        assert list(again) == keys, "an edit changes the keys"
        assert all(again[key]["note"] == "x" for key in keys)

    return text, step


def _tidy(source: random.Random) -> Step:
    """Tidying a file again changes nothing, and keeps every entry."""
    text = mutated(source, "bibtex")
    given = {
        name: source.choice(values) for name, values in _TIDYING.items() if source.random() < 0.4
    }

    def step() -> None:
        file = BibFile(text.encode("utf-8", "replace"))
        keys = sorted(file)
        citeformat.tidy(file, TidyOptions(**given))
        again = BibFile(file.to_bytes())
        assert sorted(again) == keys, "tidying changes the keys"
        if len(set(keys)) == len(keys):
            assert not citeformat.tidy(again, TidyOptions(**given)).changed, "it tidies twice"

    return (text, given), step


_TIDYING: dict[str, tuple[Any, ...]] = {
    "sort": ("key", "-year, author"), "sort_fields": ("usual", "alphabetical"), "indent": (2, "\t"),
    "align": (0, 12), "blank_lines": (0, 1), "trailing_commas": (True, False), "lowercase": (True,),
    "braces": (True,), "bare_numbers": (True,), "wrap": (0, 40), "latex": ("encode", "decode"),
    "months": (True,),
}  # fmt: skip
"""An option of `tidy` -> values that it may have."""


def _encode(source: random.Random) -> Step:
    """TeX source that is written for a text is balanced, and is read as this text again."""
    text = _text(source) + mutated(source, "latex") * source.randint(0, 1)
    options = {name: source.random() < 0.5 for name in ("title", "ascii", "from_bibtex")}

    def step() -> None:
        encoded = encode(text, **options).source
        assert is_balanced(encoded), encoded
        decode(encoded)

    return (text, options), step


def _stream(source: random.Random) -> Step:
    text = mutated(source, "stream")

    def step() -> None:
        stream = citeformat.iter_records(io.StringIO(text))
        assert len({record.id for record in stream}) <= len(text)
        tuple(stream.problems)

    return text, step


def _encodings(source: random.Random) -> Step:
    """Bytes in any encoding, cut and compressed, are read or refused."""
    text = mutated(source, source.choice(("bibtex", "ris", "csl-json", "endnote-xml", "nbib")))
    name = source.choice(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1", "cp1252"))
    data = text.encode(name, "replace")
    if source.random() < 0.3:
        data = gzip.compress(data)
    place = source.randrange(len(data) + 1)
    data = data[:place] + source.randbytes(source.choice((0, 0, 1, 4))) + data[place:]
    return data, lambda: citeformat.read(data)


def _page(syntax: str, kind: str) -> Callable[[random.Random], Step]:
    """Make the target of a syntax of documents."""

    def target(source: random.Random) -> Step:
        text = mutated(source, kind)
        style = source.choice(STYLES)
        to = source.choice(("", "html")) if syntax == "markdown" else ""
        return (text, style, to), lambda: render_text(
            text, syntax=syntax, to=to, records=records(), style=style, settings=_NO_FILES
        )

    return target


_NO_FILES = {"bibliography": [], "citation-abbreviations": ""}
"""The settings of a document that must not name files."""


def _pandoc(source: random.Random) -> Step:
    text = mutated(source, "pandoc")

    def step() -> None:
        try:
            document = pandoc_ast.load(text)
        except ValueError:
            return
        made = filter_document(document, options=Settings.from_metadata(_NO_FILES))
        pandoc_ast.dump(made.document)

    return text, step


def _markdown_page(source: random.Random) -> Step:
    """A page of a site, by Python-Markdown with our extension and others."""
    text = mutated(source, "site-page")
    given = {name: source.choice(values) for name, values in _SITE.items() if source.random() < 0.4}

    def step() -> None:
        extension = CitationExtension(bibliography=str(BIBLIOGRAPHY), **given)
        html = markdown(text, extensions=["footnotes", "tables", "attr_list", "meta", extension])
        for left in ("citeformat-citation", "citeformat-list"):
            assert left in text or left not in html, "a place is left over"

    return (text, given), step


_SITE: dict[str, tuple[Any, ...]] = {
    "style": STYLES, "link_citations": (False,), "tooltips": (True,), "notes": ("inline",),
    "unknown": ("keep",), "bib_by_default": (False,), "year_letters": ("bibliography",),
}  # fmt: skip
"""An option of the extension -> values that it may have."""


def _html_page(source: random.Random) -> Step:
    """The places for citations in HTML are those of its `span` elements, in any order."""
    html = mutated(source, "html-page")
    text = mutated(source, "site-page")

    def step() -> None:
        page = read_page(html, source=text, add_list=True)
        assert isinstance(page.source, HtmlPage)
        assert len(page.citations) == len(page.source.citations)
        for place in page.source.citations:
            assert html.startswith("<span", place.start)
            assert html.endswith("</span>", 0, place.end)
        assert all(0 <= found.start <= found.end for found in page.citations)
        write_page(page, PageTexts(), HtmlOptions())

    return (html, text), step


def _word(source: random.Random) -> Step:
    items = [random_item(source, f"k{index}") for index in range(source.randint(1, 3))]

    def step() -> None:
        made = [Record.from_csl(item, problems=[]) for item in items]
        to_docx(Style.load("apa").bibliography(made))

    return items, step


def _names(text: str) -> object:
    try:
        return persons_of(text)
    except ValueError:  # which it raises for a text that may mean several things
        return ()


def _simple(kind: str, function: Callable[[str], object]) -> Callable[[random.Random], Step]:
    def target(source: random.Random) -> Step:
        text = mutated(source, kind)
        return text, lambda: function(text)

    return target


TARGETS: dict[str, Callable[[random.Random], Step]] = {
    **{name: reader(name) for name in READERS.names()},
    **{f"to-{name}": writer(name) for name in WRITERS.names()},
    "bib-file": _bib_file,
    "tidy": _tidy,
    "stream": _stream,
    "encodings": _encodings,
    "latex-encode": _encode,
    "latex": _simple("latex", decode),
    "names": _simple("names", _names),
    "dates": _simple("dates", lambda text: (from_edtf(text), from_text(text))),
    "markup": _simple("markup", parse_field),
    "compiler": _compiler,
    "styles": _styles,
    "render": _render,
    "edits": _edits,
    "document": _page("markdown", "document"),
    "notebook": _page("notebook", "notebook"),
    "citations": _simple("document", lambda text: list(find_citations(text))),
    "pandoc": _pandoc,
    "markdown-page": _markdown_page,
    "html-page": _html_page,
    "word": _word,
}
"""The name of each target -> what it does."""
