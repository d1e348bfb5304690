"""What is fuzzed: functions that take random input and find faults.

Each takes a source of random numbers and returns the input, and a step that must end in a result
or in an exception of citeformat. An `AssertionError` is a wrong result.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import citeformat
from citeformat import BibFile, Citation, Cite, Record, Style
from citeformat.csl.variables import KIND
from citeformat.interchange.latex.decoder import decode
from citeformat.interchange.registry import READERS, WRITERS
from citeformat.output.registry import FORMATS
from citeformat.record.text.dates import from_edtf, from_text
from citeformat.record.text.names import persons_of
from citeformat.richtext.markup import parse_field
from tests.fuzz.seeds import FRAGMENTS, records, seeds_of

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
    pieces = (*FRAGMENTS[""], *FRAGMENTS.get(kind, ()) * 3)
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
    **{name: reader(name) for name in READERS.names() if seeds_of(name)},
    **{f"to-{name}": writer(name) for name in WRITERS.names()},
    "bib-file": _bib_file,
    "latex": _simple("latex", decode),
    "names": _simple("names", _names),
    "dates": _simple("dates", lambda text: (from_edtf(text), from_text(text))),
    "markup": _simple("markup", parse_field),
    "compiler": _compiler,
    "styles": _styles,
    "render": _render,
    "edits": _edits,
}
"""The name of each target -> what it does."""
