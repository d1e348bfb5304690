"""What a repository, a publisher or a person puts on a page under "Cite this".

In: a record, and which texts are wanted (`cite_this_sets`). Out: `Texts`, a mapping of labels to
texts, each a `str` of plain text that has HTML as well.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from html import escape
from importlib import import_module
from typing import Any

from citeformat.cite_this.sets import BOXES, RESEARCH_PORTAL, Box, Output, get_box
from citeformat.engine.processor.result import Bibliography, Entry
from citeformat.errors import FormatError, Problem
from citeformat.interchange.convert import convert
from citeformat.output import get_format
from citeformat.output.blocks import HEADINGS, heading, listing, listing_lines
from citeformat.record import Date, Record
from citeformat.record.custom import custom_text
from citeformat.record.display import Shown
from citeformat.richtext import single
from citeformat.richtext.links import Links
from citeformat.richtext.markup import parse
from citeformat.richtext.spans import BLOCK, BOLD, clean, wrap
from citeformat.style import Style

__all__ = ["BOXES", "Box", "CiteThis", "Output", "Text", "Texts", "cite_this"]

_PORTAL_EXPORTS = {"portal-bibtex": "bibtex", "portal-ris": "ris"}
"""The name of an export of single records -> its module in `portal/`."""


class Text(str):
    """One text of the box: a `str` of plain text that can be had in other formats too.

    >>> Text("@book{x,}", "BibTeX").to("rst")
    '::\\n\\n    @book{x,}'
    """

    __slots__ = ("entry", "label", "problems")

    label: str
    """What stands over it."""
    entry: Entry | None
    """The reference; `None` for a listing, such as a BibTeX entry."""
    problems: tuple[Problem, ...]
    """What could not be rendered as asked."""

    def __new__(
        cls, text: str, label: str, entry: Entry | None = None, problems: tuple[Problem, ...] = ()
    ) -> Text:
        """Make it of its plain text, and of the reference that it is."""
        self = super().__new__(cls, text)
        self.label, self.entry, self.problems = label, entry, problems
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.label, self.entry, self.problems)

    def to(self, format: str = "text") -> str:
        """The text in an output format.

        Raises:
            FormatError: There is no such format.
        """
        output = get_format(format)
        return self.entry.to(format) if self.entry is not None else listing(output, str(self))

    @property
    def html(self) -> str:
        """The text as an HTML fragment; nothing from a record is markup in it."""
        if self.entry is not None:
            return f'<div class="csl-entry">{self.entry.html}</div>'
        return f'<pre class="cite-this-export">{escape(self, quote=False)}</pre>'

    @property
    def rich(self) -> Entry:
        """The text as an entry of a list, a listing line by line."""
        return self.entry if self.entry is not None else Entry("", listing_lines(str(self)))


class Texts(Shown, Mapping[str, Text]):
    """The texts of one record's box, by their labels, in order."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts = {text.label: text for text in texts}

    def __getitem__(self, label: str) -> Text:
        return self._texts[label]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def to(self, format: str = "text") -> str:
        """The whole box in an output format, each text under its label.

        Raises:
            FormatError: There is no such format.
        """
        output = get_format(format)
        if format == "text":
            return f"{self}\n"
        if format == "html":
            return self.html
        if format == "json":
            return json.dumps(self.values_of(), ensure_ascii=False, indent=2) + "\n"
        if output.name in HEADINGS:
            return "\n".join(
                [f"{heading(output, label)}{text.to(format)}\n" for label, text in self.items()]
            )
        return self.whole().to(format)

    def values_of(self) -> list[dict[str, str]]:
        """Label, plain text and HTML of each text, as JSON has them."""
        return [{"label": label, "text": text, "html": text.html} for label, text in self.items()]

    def whole(self) -> Bibliography:
        """The box as one list with labels as entries, for formats that are whole documents."""
        entries: list[Entry] = []
        for label, text in self.items():
            entries += [Entry("", wrap(BOLD, clean(label))), text.rich]
        return Bibliography(tuple(entries))

    @property
    def html(self) -> str:
        """The whole box as HTML: a section with a heading for each text."""
        sections = [
            f'  <section class="cite-this-output">\n    <h3>{escape(label)}</h3>\n'
            f"    {text.html}\n  </section>\n"
            for label, text in self._texts.items()
        ]
        return '<div class="cite-this">\n' + "".join(sections) + "</div>\n"

    def _repr_html_(self) -> str:
        return self.html

    def _repr_markdown_(self) -> str:
        return self.to("markdown")

    def __str__(self) -> str:
        return "\n\n".join(f"{label}\n{text.rstrip()}" for label, text in self.items())

    def __repr__(self) -> str:
        return f"<Texts: {', '.join(self._texts)}>"


class CiteThis:
    """A box made ready: its styles are loaded once, for any number of records.

    >>> from citeformat import Date, Name
    >>> box = CiteThis(get_box("pubmed").only("NLM"))
    >>> record = Record("x", "book", {"title": "TeX", "author": (Name("Knuth", "Donald E."),),
    ...     "issued": Date(((1984,),))})
    >>> box.texts(record)["NLM"]
    'Knuth DE. TeX. 1984.'
    """

    __slots__ = ("_styles", "box")

    def __init__(self, box: Box = RESEARCH_PORTAL) -> None:
        self.box = box
        self._styles = {
            output.style: Style.load(output.style, locale=box.locale or None)
            for output in box.outputs
            if output.style
        }

    def texts(self, record: Record) -> Texts:
        """The texts of a record."""
        return Texts([self._text(output, record) for output in self.box.outputs])

    def _text(self, output: Output, record: Record) -> Text:
        changed = output.prepare(record) if output.prepare else record
        if output.export:
            text = _exporter(output.export)(changed).rstrip("\n")
            return Text(text, output.label)
        made = self._styles[output.style].bibliography([changed])
        entry = _adjusted(made.entries[0], output, record)
        if self.box.links != "off":
            entry = entry.with_links(record, Links(titles=self.box.links == "on"))
        return Text(entry.text, output.label, entry, made.problems)


def cite_this(
    record: Record, formats: str | Box | Iterable[str | Output] = RESEARCH_PORTAL
) -> Texts:
    """The texts of a record's "Cite this".

    Args:
        record: A record. Its custom value `research-output` is the last line of Standard; `uuid`,
            `scopus`, `links`, `type-name` and `publisher-country` go into BIBTEX and RIS.
        formats: A `Box`; the name of a ready set (`"google-scholar"`); or outputs one by one:
            `Output` values, and labels of the research portal's set.

    Raises:
        FormatError: There is no such set, label or export format.
        StyleNotFound: There is no style of a name in it.

    >>> from citeformat import Date, Name
    >>> record = Record("x", "article-journal", {"title": "Skia: Exposing Shadow Branches",
    ...     "author": (Name("Pepi", "Chrysanthos"),), "container-title": "Micro", "volume": "3",
    ...     "page": "9-21", "issued": Date(((2012, 1),))})
    >>> texts = cite_this(record)
    >>> list(texts)
    ['APA', 'Standard', 'Harvard', 'Vancouver', 'Author', 'BIBTEX', 'RIS']
    >>> texts["Author"]
    'Pepi, Chrysanthos. / Skia : Exposing Shadow Branches. In: Micro. 2012 ; Vol. 3. pp. 9-21.'
    """
    return _ready(_box(formats)).texts(record)


def _box(formats: str | Box | Iterable[str | Output]) -> Box:
    if isinstance(formats, Box):
        return formats
    if isinstance(formats, str):
        return get_box(formats)
    outputs: list[Output] = []
    for wanted in formats:
        if isinstance(wanted, Output):
            outputs.append(wanted)
        elif isinstance(wanted, str):
            outputs += RESEARCH_PORTAL.only(wanted).outputs
        else:
            raise FormatError(f"an Output or a label is needed, not {wanted!r}")
    return Box(tuple(outputs))


@lru_cache(maxsize=16)
def _ready(box: Box) -> CiteThis:
    return CiteThis(box)


def _exporter(name: str) -> Callable[[Record], str]:
    """What writes a single record in an export format."""
    if name in _PORTAL_EXPORTS:
        module = import_module(f"citeformat.cite_this.portal.{_PORTAL_EXPORTS[name]}")
        write: Callable[[Record], str] = module.write
        return write
    return lambda record: str(convert([record], to=name))


def _adjusted(entry: Entry, output: Output, record: Record) -> Entry:
    """The entry without its number, with typed quotation marks, and with the line below it."""
    rich = single.without_number(entry.rich)
    if output.typed_quotes:
        rich = single.as_typed(rich, "".join(_own_text(record)))
    below = custom_text(record, output.below) if output.below else ""
    if below:
        rich += wrap(BLOCK, parse(below, quotes=False))
    return replace(entry, rich=rich)


def _own_text(record: Record) -> Iterator[str]:
    for value in record.fields.values():
        if isinstance(value, Date):
            continue
        yield from map(str, value) if isinstance(value, tuple) else (str(value),)
