"""One run of citeproc-py: a freshly parsed style with the records of one document.

In: a parsed style and records. Out: entries and citations as finished rich text. citeproc-py looks
keys up in lists, does not nest quotation marks, and does not put the first field into the margin.
This module does these things without changing what citeproc-py renders.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from citeproc.frontend import CitationStylesBibliography
from citeproc.source import BibliographySource, CitationItem, Locator
from citeproc.source import Citation as CiteprocCitation

from citeformat._util.text import is_digits
from citeformat.engine.citeproc_py.records import SpanFormatter, reference, without_hidden
from citeformat.engine.compiler.schema import CSL
from citeformat.engine.fallback import fallback_text
from citeformat.engine.processor.citation import Cite
from citeformat.engine.processor.result import Entry
from citeformat.errors import Problem
from citeformat.output import Layout
from citeformat.record import Record
from citeformat.richtext import markup, spans
from citeformat.richtext.finish import Quotes, finish

__all__ = ["Run", "citation_item", "repair"]

_WITH_AFFIXES = tuple(f"{CSL}{tag}" for tag in ("text", "number", "names", "date", "group"))


def repair(root: Any) -> None:
    """Change the tree of a style where citeproc-py would read it wrongly."""
    # "Localized Date Formats": the delimiter of the locale's date format joins the parts.
    for date in root.iter(f"{CSL}date"):
        form = date.get("form")
        if form is None or date.get("delimiter") is not None or date.is_locale_date():
            continue
        localized = date.get_date(form)
        if localized is not None and localized.get("delimiter"):
            date.set("delimiter", localized.get("delimiter"))

    # "Name": initialize="false" keeps given names whole, but citeproc-py looks at initialize-with
    # only. An initialize-with on the root moves to each name that inherits it.
    inherited = root.attrib.pop("initialize-with", None)
    for names in root.iter(f"{CSL}names") if inherited is not None else ():
        in_substitute = names.getparent().tag == f"{CSL}substitute"
        if names.find(f"{CSL}name") is None and not in_substitute:
            names.insert(0, names.makeelement(f"{CSL}name"))
    for name in root.iter(f"{CSL}name"):
        if name.get("initialize") == "false":
            name.attrib.pop("initialize-with", None)
        elif inherited is not None and name.get("initialize-with") is None:
            name.set("initialize-with", inherited)

    # "Choose": citeproc-py never disambiguates, and treats a condition without tests as true.
    # A type that no record has makes disambiguate="true" false.
    for condition in root.iter(f"{CSL}if", f"{CSL}else-if"):
        if condition.get("disambiguate") == "true" and "type" not in condition.attrib:
            condition.set("type", "-")

    # "Whitespace": second-field-align puts the first field into the margin. The affixes of the
    # field itself open and close the span, if the element takes affixes.
    bibliography = root.bibliography
    if bibliography is not None and bibliography.get("second-field-align"):
        first = next(iter(bibliography.layout), None) if bibliography.layout is not None else None
        if first is not None and first.tag in _WITH_AFFIXES:
            first.set("prefix", spans.LEFT_MARGIN + first.get("prefix", ""))
            first.set("suffix", first.get("suffix", "") + spans.close_of(spans.LEFT_MARGIN))


_QUOTE_SPANS = {"open-quote": spans.QUOTE, "close-quote": spans.close_of(spans.QUOTE)}


class Run:
    """One parsed style with the records of one bibliography or document.

    Args:
        style: A `CitationStylesStyle` that nothing else uses.
        records: The records that may be cited.
        display_name: What messages call the style.
        sort: Whether the style sorts the entries.
    """

    def __init__(
        self, style: Any, records: Sequence[Record], display_name: str, sort: bool = True
    ) -> None:
        self.problems: list[Problem] = []
        self.records = {str(index): record for index, record in enumerate(records)}
        self._display_name = display_name
        self._style = style
        self._sort = sort
        root = style.root
        # lxml's proxies of elements lose their attributes unless somebody refers to them.
        self._elements = list(root.iter())

        # The locale's quotation marks become spans, which `finish` nests and moves punctuation
        # into. citeproc-py does neither.
        marks: dict[str, str] = {}
        for locale in root.locales:
            self._elements += locale.iter()
            for term in locale.iter(f"{CSL}term"):
                name = term.get("name", "")
                if name.endswith("-quote") and not len(term):
                    marks.setdefault(name, term.text or "")
                    if name in _QUOTE_SPANS:
                        term.text = _QUOTE_SPANS[name]
        self._quotes = Quotes(
            marks.get("open-quote", "“"),
            marks.get("close-quote", "”"),
            marks.get("open-inner-quote", "‘"),
            marks.get("close-inner-quote", "’"),
            str(root.get_locale_option("punctuation-in-quote")).lower() == "true",
        )
        repair(root)

        node = root.bibliography
        self.bibliography_layout: Any = None if node is None else node.layout
        self.layout = Layout()
        if node is not None:
            spacings = [node.get(name, "") for name in ("line-spacing", "entry-spacing")]
            line_spacing, entry_spacing = [
                int(value) if is_digits(value) else 1 for value in spacings
            ]
            self.layout = Layout(
                hanging_indent=node.get("hanging-indent") == "true",
                second_field_align=node.get("second-field-align", ""),
                line_spacing=line_spacing,
                entry_spacing=entry_spacing,
            )
        self.bibliography = CitationStylesBibliography(style, BibliographySource(), SpanFormatter)
        self.bibliography.keys = self._keys = _Keys()

    def register(self, item: Any) -> None:
        """Number a record when it is first cited. citeproc-py would search a list each time."""
        if item.key in self._keys:
            return
        self._keys.append(item.key)
        self.bibliography.items.append(item)
        if item.key not in self.bibliography.source:
            record = self.records[item.key]
            self.bibliography.source[item.key] = reference(item.key, record)

    def entries(self) -> tuple[Entry, ...]:
        """Render an entry for each registered record, in the style's order."""
        if self.bibliography_layout is None:
            return ()
        items = self.bibliography.items
        for item in items:
            if "citation" not in item:  # citeproc-py renders only items of a citation
                CiteprocCitation([item]).bibliography = self.bibliography
        ordered = self._sorted([item for item in items if item.key in self.records])
        self.bibliography.keys = _Keys(item.key for item in ordered)
        entries = []
        for item in ordered:
            record = self.records[item.key]
            self.bibliography_layout.repressed = {}
            try:
                rendered = self.bibliography.style.render_bibliography([item])
                text = finish("".join(str(piece) for piece in rendered), self._quotes)
            except Exception as error:
                self._report(record, error)
                text = finish(markup.parse(fallback_text(record)), self._quotes)
                entries.append(Entry(record.id, text, True, record=record))
                continue
            # `repair` opened a margin span if the style has second-field-align.
            margin, mark, rest = text.partition(spans.close_of(spans.LEFT_MARGIN))
            if mark:
                text = margin.rstrip() + mark + spans.wrap(spans.RIGHT_INLINE, rest.lstrip())
            entries.append(Entry(record.id, text, record=record))
        self.bibliography.keys = self._keys
        return tuple(entries)

    def citation(self, cluster: Any, items: Sequence[Any]) -> str:
        """Render a citation; return `""` if citeproc-py cannot render it."""
        self._style.root.citation.layout.repressed = {}
        try:
            rendered = str(self.bibliography.cite(cluster, lambda item: item.key))
        except Exception as error:
            for item in items:
                self._report(self.records[item.key], error)
            return ""
        return finish(without_hidden(rendered), self._quotes)

    def _report(self, record: Record, error: Exception) -> None:
        reason = f"{type(error).__name__}: {error}"
        message = f"citeproc-py could not render {record.id!r} ({reason})"
        hint = "authors, year and title are printed instead"
        self.problems.append(Problem("error", message, record.file, record.line, hint, record.id))

    def _sorted(self, items: list[Any]) -> list[Any]:
        """Sort items in the style's order; those that cannot be sorted come last."""
        if not self._sort:
            return items
        try:
            return list(self._style.sort_bibliography(items))
        except Exception as error:
            first = error
        sortable, unsortable = [], []
        for item in items:
            try:
                self._style.sort_bibliography([item])
                sortable.append(item)
            except Exception:
                unsortable.append(item)
        message = f"citeproc-py could not sort all entries ({type(first).__name__}: {first})"
        self.problems.append(Problem("warning", message, self._display_name))
        try:
            return [*self._style.sort_bibliography(sortable), *unsortable]
        except Exception:
            return items


class _Keys:
    """The keys of records in the order of their numbers, without searching a list for each."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._index = {key: number for number, key in enumerate(keys)}

    def append(self, key: str) -> None:
        self._index.setdefault(key, len(self._index))

    def index(self, key: str) -> int:
        return self._index[key]

    def __contains__(self, key: object) -> bool:
        return key in self._index

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)


class _CitationItem(CitationItem):  # type: ignore[misc]
    """A citation item that may have a reference of its own, in which the authors are hidden."""

    @property
    def reference(self) -> Any:
        if "own_reference" in self:
            return self["own_reference"]
        return self.bibliography.source[self.key]


def citation_item(key: str, cite: Cite | None = None) -> Any:
    """Make citeproc-py's citation item: a record's key with the details of a cite."""
    details: dict[str, Any] = {}
    if cite is not None and cite.locator:
        details["locator"] = Locator(cite.label or "page", spans.clean(cite.locator))
    if cite is not None and cite.prefix:
        gap = " " if cite.prefix[-1].isalnum() else ""
        details["prefix"] = markup.parse(cite.prefix) + gap
    if cite is not None and cite.suffix:
        gap = " " if cite.suffix[0].isalnum() else ""
        details["suffix"] = gap + markup.parse(cite.suffix)
    return _CitationItem(key, **details)
