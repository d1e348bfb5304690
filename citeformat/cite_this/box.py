"""Render the texts of a "Cite this" box.

In: a record, and a `Box`. Out: `Texts`, a mapping of labels to texts. Each text is a `str` of plain
text that can also be written in the output formats.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from html import escape
from typing import Any, TypeAlias

from citeformat.cite_this.element import write_element
from citeformat.cite_this.sets import RESEARCH_PORTAL, Box, Output, get_box
from citeformat.cite_this.typed_quotes import hide_quotes, show_quotes
from citeformat.engine.processor.result import Bibliography, Entry
from citeformat.errors import FormatError, Problem, StyleNotFound
from citeformat.interchange.convert import convert
from citeformat.interchange.registry import WRITERS
from citeformat.output import get_format
from citeformat.output.blocks import HEADINGS, heading, listing, listing_lines
from citeformat.record import Date, Record
from citeformat.record.collection import record_of
from citeformat.record.custom import custom_text
from citeformat.record.display import RenderedRepr
from citeformat.richtext.finish import without_number
from citeformat.richtext.links import Links
from citeformat.richtext.markup import parse
from citeformat.richtext.spans import BLOCK, BOLD, clean, wrap
from citeformat.style import Style

__all__ = ["BoxLike", "CiteThis", "Text", "Texts", "box_of", "cite_this"]

BoxLike: TypeAlias = "str | Box | Output | Style | Iterable[str | Output | Style]"
"""What `cite_this` takes as its texts."""


class Text(str):
    """A text of the box: a `str` of plain text that can also be written in other formats.

    >>> Text("@book{x,}", "BibTeX").to("rst")
    '::\\n\\n    @book{x,}'
    """

    __slots__ = ("entry", "label", "name", "problems")

    label: str
    """The heading of the text."""
    entry: Entry | None
    """The reference, or `None` for the text of an export format, such as a BibTeX entry."""
    problems: tuple[Problem, ...]
    """The problems of its style, and those of rendering it."""
    name: str
    """The name of its style or export format, or `""`."""

    def __new__(
        cls,
        text: str,
        label: str,
        entry: Entry | None = None,
        problems: tuple[Problem, ...] = (),
        name: str = "",
    ) -> Text:
        """Make a text of plain text and, unless it is an export, the entry of a reference."""
        self = super().__new__(cls, text)
        self.label, self.entry, self.problems, self.name = label, entry, problems, name
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.label, self.entry, self.problems, self.name)

    def to(self, format: str = "text") -> str:
        """Write the text in an output format.

        Args:
            format: The name of the format.

        Raises:
            FormatError: No format has this name.
        """
        output = get_format(format)
        return self.entry.to(format) if self.entry is not None else listing(output, str(self))

    @property
    def html(self) -> str:
        """The text as an HTML fragment, in which text of the record is escaped."""
        if self.entry is not None:
            return f'<div class="csl-entry">{self.entry.html}</div>'
        return f'<pre class="cite-this-export">{escape(self, quote=False)}</pre>'

    @property
    def rich(self) -> Entry:
        """The text as an entry of a list. Each line of an export is a block."""
        return self.entry if self.entry is not None else Entry("", listing_lines(str(self)))


class Texts(RenderedRepr, Mapping[str, Text]):
    """The texts of one record, by their labels, in the order of the box."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts = {text.label: text for text in texts}

    def __getitem__(self, label: str) -> Text:
        """Return the text with a label. Case does not matter.

        Raises:
            KeyError: No text has this label.
        """
        if label in self._texts:
            return self._texts[label]
        for each, text in self._texts.items():
            if each.casefold() == str(label).casefold():
                return text
        raise KeyError(f"the box has no text {label!r}; it has {', '.join(self._texts)}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def to(self, format: str = "text") -> str:
        """Write the whole box in an output format, each text under its label.

        Args:
            format: The name of the format.

        Raises:
            FormatError: No format has this name.
        """
        output = get_format(format)
        if output.name == "text":
            return f"{self}\n"
        if output.name == "html":
            return self.html
        if output.name == "json":
            return json.dumps(self.as_dicts(), ensure_ascii=False, indent=2) + "\n"
        if output.name in HEADINGS:
            return "\n".join(
                [f"{heading(output, label)}{text.to(format)}\n" for label, text in self.items()]
            )
        return self.whole().to(format)

    def as_dicts(self) -> list[dict[str, str]]:
        """Return the label, name, plain text and HTML of each text, as in the JSON format."""
        return [
            {"label": label, "name": text.name, "text": text, "html": text.html}
            for label, text in self.items()
        ]

    def whole(self) -> Bibliography:
        """Return the box as one bibliography whose entries include the labels.

        Formats that write complete documents, such as RTF, need this form.
        """
        entries: list[Entry] = []
        for label, text in self.items():
            entries += [Entry("", wrap(BOLD, clean(label))), text.rich]
        return Bibliography(tuple(entries))

    @property
    def html(self) -> str:
        """The whole box as HTML, with a section and a heading for each text."""
        sections = [
            f'  <section class="cite-this-output">\n    <h3>{escape(label)}</h3>\n'
            f"    {text.html}\n  </section>\n"
            for label, text in self._texts.items()
        ]
        return '<div class="cite-this">\n' + "".join(sections) + "</div>\n"

    def element(
        self,
        record: Record | Mapping[str, Any],
        *,
        service: str = "",
        styles: Sequence[str] = (),
        locale: str = "",
    ) -> str:
        """Write the custom element `<cite-this>`, of whose texts `cite-this.js` makes tabs.

        Args:
            record: The record of the texts, which readers save as CSL-JSON.
            service: The address of a citeformat service, with which readers find other styles, or
                `""` for an element that needs no service.
            styles: The names of more styles or export formats, whose texts the service makes.
            locale: The language of these texts as a BCP 47 tag, or `""` for that of each style.

        Raises:
            RecordError: It is neither a record nor a CSL-JSON item.

        >>> record = Record("x", "book", title="TeX")
        >>> html = cite_this(record, "google-scholar").element(record)
        >>> html.splitlines()[0], html.count("<section"), 'data-name="bibtex"' in html
        ('<cite-this>', 8, True)
        """
        sections = [(label, text.name, text.html) for label, text in self.items()]
        item = record_of(record).to_csl()
        return write_element(item, sections, service=service, styles=styles, locale=locale)

    def __str__(self) -> str:
        return "\n\n".join(f"{label}\n{text.rstrip()}" for label, text in self.items())

    def __repr__(self) -> str:
        return f"<Texts: {', '.join(self._texts)}>"


class CiteThis:
    """Renders a box for any number of records, and loads its styles only once.

    It can be pickled and copied, and used in several threads.

    Args:
        box: The texts to render, in the forms of `cite_this`.

    Raises:
        FormatError: A set, label or export format does not exist.
        StyleNotFound: A style of the box does not exist.

    >>> from citeformat import Date, Name
    >>> box = CiteThis(get_box("pubmed").only("NLM"))
    >>> record = Record("x", "book", {"title": "TeX", "author": (Name("Knuth", "Donald E."),),
    ...     "issued": Date(((1984,),))})
    >>> box.texts(record)["NLM"]
    'Knuth DE. TeX. 1984.'
    """

    __slots__ = ("_styles", "box")

    def __init__(self, box: BoxLike = RESEARCH_PORTAL) -> None:
        self.box = box = box_of(box)
        self._styles = {
            output.style: Style.load(output.style, locale=box.locale or None)
            for output in box.outputs
            if output.style
        }

    def __repr__(self) -> str:
        return f"<CiteThis: {', '.join(output.label for output in self.box.outputs)}>"

    def texts(self, record: Record | Mapping[str, Any]) -> Texts:
        """Render the texts of a record, or of a CSL-JSON item.

        Raises:
            RecordError: It is neither a record nor a CSL-JSON item.
            FormatError: An export format of the box does not exist.
        """
        record = record_of(record)
        texts: list[Text] = []
        for output in self.box.outputs:
            prepared = output.prepare(record) if output.prepare else record
            if output.export:
                if output.export == "portal-bibtex":
                    from citeformat.cite_this.portal import bibtex  # imports the LaTeX encoder

                    exported = bibtex.write(prepared)
                elif output.export == "portal-ris":
                    from citeformat.cite_this.portal import ris

                    exported = ris.write(prepared)
                else:
                    exported = str(convert([prepared], to=output.export))
                name = WRITERS.find(output.export.removeprefix("portal-")).name
                texts.append(Text(exported.rstrip("\n"), output.label, name=name))
                continue
            style = self._styles[output.style]
            if output.typed_quotes:
                prepared = hide_quotes(prepared)
                if prepared.titles is None:
                    prepared = prepared.replace(titles="as-is")
            if output.whole_dates:
                prepared = _with_whole_dates(prepared, style)
            bibliography = style.bibliography([prepared])
            entry = bibliography.entries[0]
            rich = without_number(entry.rich)
            if output.typed_quotes:
                rich = show_quotes(rich)
            below = custom_text(record, output.below) if output.below else ""
            if below:
                rich += wrap(BLOCK, parse(below, quotes=False))
            entry = replace(entry, rich=rich)
            if self.box.links != "off":
                entry = entry.with_links(record, Links(titles=self.box.links == "on"))
            problems = (*style.problems, *bibliography.problems)
            texts.append(Text(entry.text, output.label, entry, problems, style.name))
        return Texts(texts)


def _with_whole_dates(record: Record, style: Style) -> Record:
    """Write the dates of an event in full after its place. CSL would print only once what both
    dates share."""
    event = record.event_date
    if event is None or not event.end:
        return record
    dates: list[str] = []
    for parts in event.parts:
        on_date = record.replace(event_date=Date((parts,)))
        (entry,) = style.bibliography([on_date], spans=True).entries
        dates += [
            entry.text[span.start : span.end]
            for span in entry.spans
            if span.variable == "event-date"
        ]
    if not dates:
        return record
    place = ", ".join(filter(None, [record.event_place, " - ".join(dates)]))
    return record.replace(event_place=place, event_date=None)


_loaded = lru_cache(maxsize=16)(CiteThis)


def box_of(formats: BoxLike) -> Box:
    """Return the box that a program asks for.

    Args:
        formats: As for `cite_this`.

    Raises:
        FormatError: A set, label, export format or style does not exist.

    >>> [output.label for output in box_of(["APA", "ieee", "endnote"]).outputs]
    ['APA', 'ieee', 'endnote']
    """
    if isinstance(formats, Box):
        return formats
    if isinstance(formats, str):
        try:
            return get_box(formats)
        except FormatError as error:
            try:
                return Box((_output_of(formats),))
            except FormatError:
                raise error from None
    if isinstance(formats, Output | Style):
        formats = (formats,)
    if not isinstance(formats, Iterable):
        raise FormatError(f"expected a Box, the name of a set or outputs, not {formats!r}")
    return Box(tuple([_output_of(wanted) for wanted in formats]))


def _output_of(wanted: str | Output | Style) -> Output:
    """Return an output, a style as output, or the output with a label or of a name."""
    if isinstance(wanted, Output):
        return wanted
    if isinstance(wanted, Style):
        return Output(wanted.title or wanted.name, style=wanted)
    if not isinstance(wanted, str):
        raise FormatError(f"expected an Output, a label or a style, not {wanted!r}")
    try:
        return RESEARCH_PORTAL.only(wanted).outputs[0]
    except FormatError as error:
        with suppress(FormatError):
            return Output(wanted, export=WRITERS.find(wanted).name)
        try:
            return Output(wanted, style=Style.load(wanted).name)
        except StyleNotFound as missing:
            near = ", ".join(missing.suggestions)
            hint = f"; styles with similar names: {near}" if near else ""
            raise FormatError(f"{error}{hint}") from None


def cite_this(
    record: Record | Mapping[str, Any],
    formats: BoxLike = RESEARCH_PORTAL,
    locale: str = "",
) -> Texts:
    """Render the texts of a "Cite this" box.

    Args:
        record: A record, or a CSL-JSON item. Its custom value `research-output` is the last line
            of Standard; `uuid`, `scopus`, `links`, `type-name` and `publisher-country` are
            printed in BIBTEX and RIS.
        formats: A `Box`; the name of a set in `BOXES`, such as `"google-scholar"`; or a list of
            outputs: `Output` values, labels of the set `"research-portal"`, names of export
            formats, and styles or their names. A single output needs no list.
        locale: The language of the texts as a BCP 47 tag, or `""` for that of the box.

    Returns:
        The texts by their labels.

    Raises:
        FormatError: A set, label, export format or style does not exist.
        RecordError: `record` is neither a record nor a CSL-JSON item.

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
    box = box_of(formats)
    return _loaded(replace(box, locale=locale) if locale else box).texts(record)
