"""One run of citeproc-py: a freshly parsed style with the records of one document.

In: a parsed style and records. Out: entries and citations as finished rich text. What citeproc-py
does slowly (looking keys up in lists) or not at all (nesting quotation marks, the first field in
the margin) is done here without changing what it renders.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from citeproc.frontend import CitationStylesBibliography
from citeproc.source import BibliographySource, CitationItem, Locator
from citeproc.source import Citation as CiteprocCitation

from citeformat.engine.citeproc_py.records import SpanFormatter, reference, without_hidden
from citeformat.engine.citeproc_py.repairs import repair
from citeformat.engine.fallback import fallback_text
from citeformat.engine.processor.citation import Cite
from citeformat.engine.processor.result import Entry
from citeformat.errors import Problem
from citeformat.output import Layout
from citeformat.record import Record
from citeformat.richtext import markup, spans
from citeformat.richtext.finish import Quotes, finish

__all__ = ["Run", "item_of"]

_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_QUOTE_SPANS = {"open-quote": spans.QUOTE, "close-quote": spans.close_of(spans.QUOTE)}
_WITH_AFFIXES = tuple(f"{_NAMESPACE}{tag}" for tag in ("text", "number", "names", "date", "group"))


class Run:
    """One parsed style with the records of one bibliography or document.

    Args:
        style: A `CitationStylesStyle` that nothing else uses.
        records: The records that may be cited.
        shown: What messages call the style.
    """

    def __init__(self, style: Any, records: Sequence[Record], shown: str) -> None:
        self.problems: list[Problem] = []
        self.records = {str(index): record for index, record in enumerate(records)}
        # The proxies of elements forget their attributes unless somebody holds them.
        self._shown = shown
        self._style = style
        self._root = style.root
        self._held = list(self._root.iter())
        node = self._root.bibliography
        self.layout: Any = None if node is None else node.layout
        self.quotes = self._take_quotes()
        repair(self._root)
        self.shape = Layout() if node is None else _shape(node)
        if self.layout is not None and self.shape.second_field_align:
            _mark_first_field(self.layout)
        source = BibliographySource()
        self.bibliography = CitationStylesBibliography(self._style, source, SpanFormatter)
        self.bibliography.keys = self._keys = _Keys()

    def register(self, item: Any) -> None:
        """Number a record when it comes up first. citeproc-py searches a list each time."""
        if item.key in self._keys:
            return
        self._keys.append(item.key)
        self.bibliography.items.append(item)
        if item.key not in self.bibliography.source:
            made = reference(item.key, self.records[item.key])
            self.bibliography.source[item.key] = made

    def entries(self) -> tuple[Entry, ...]:
        """An entry for each registered record, in the style's order."""
        items = self.bibliography.items
        if self.layout is None:
            return ()
        for item in items:
            if "citation" not in item:  # what a rendered item belongs to
                CiteprocCitation([item]).bibliography = self.bibliography
        ordered = self._sorted([item for item in items if item.key in self.records])
        self.bibliography.keys = _Keys(item.key for item in ordered)
        entries = tuple(self._entry(item) for item in ordered)
        self.bibliography.keys = self._keys
        return entries

    def citation(self, cluster: Any, items: Sequence[Any]) -> str:
        """A rendered cluster; `""` where citeproc-py cannot render it."""
        self._style.root.citation.layout.repressed = {}
        try:
            rendered = str(self.bibliography.cite(cluster, lambda item: item.key))
        except Exception as error:
            for item in items:
                self._failed(self.records[item.key], error)
            return ""
        return finish(without_hidden(rendered), self.quotes)

    def _entry(self, item: Any) -> Entry:
        record = self.records[item.key]
        self.layout.repressed = {}
        try:
            rendered = self.bibliography.style.render_bibliography([item])
            text = finish("".join(str(piece) for piece in rendered), self.quotes)
        except Exception as error:
            self._failed(record, error)
            return Entry(record.id, finish(markup.parse(fallback_text(record)), self.quotes), True)
        return Entry(record.id, _split_first_field(text))

    def _failed(self, record: Record, error: Exception) -> None:
        reason = f"{type(error).__name__}: {error}"
        message = f"citeproc-py could not render {record.id!r} ({reason})"
        hint = "authors, year and title are printed instead"
        self.problems.append(Problem("error", message, record.file, record.line, hint, record.id))

    def _sorted(self, items: list[Any]) -> list[Any]:
        """The items in the style's order; those that cannot be sorted come last."""
        try:
            return list(self._style.sort_bibliography(items))
        except Exception as error:
            first = error
        good, bad = [], []
        for item in items:
            try:
                self._style.sort_bibliography([item])
                good.append(item)
            except Exception:
                bad.append(item)
        message = f"citeproc-py could not sort all entries ({type(first).__name__}: {first})"
        self.problems.append(Problem("warning", message, self._shown))
        try:
            return [*self._style.sort_bibliography(good), *bad]
        except Exception:
            return items

    def _take_quotes(self) -> Quotes:
        """The locale's quotation marks, which become spans: `finish` nests them and moves
        punctuation inside, and citeproc-py does neither."""
        marks: dict[str, str] = {}
        for locale in self._root.locales:
            self._held += locale.iter()
            for term in locale.iter(f"{_NAMESPACE}term"):
                name = term.get("name", "")
                if name.endswith("-quote") and not len(term):
                    marks.setdefault(name, term.text or "")
                    if name in _QUOTE_SPANS:
                        term.text = _QUOTE_SPANS[name]
        inside = str(self._root.get_locale_option("punctuation-in-quote")).lower() == "true"
        return Quotes(
            marks.get("open-quote", "“"),
            marks.get("close-quote", "”"),
            marks.get("open-inner-quote", "‘"),
            marks.get("close-inner-quote", "’"),
            inside,
        )


class _Keys:
    """The keys in order of their numbers; a list would be searched for each of them."""

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


class _Item(CitationItem):  # type: ignore[misc]
    """A citation item that may print another reference than its key's, without its authors."""

    @property
    def reference(self) -> Any:
        return self["own"] if "own" in self else self.bibliography.source[self.key]


def item_of(key: str, cite: Cite | None = None) -> Any:
    """What citeproc-py cites: a record's key with the details of a cite."""
    given: dict[str, Any] = {}
    if cite is not None and cite.locator:
        given["locator"] = Locator(cite.label or "page", spans.clean(cite.locator))
    if cite is not None and cite.prefix:
        gap = " " if cite.prefix[-1].isalnum() else ""
        given["prefix"] = markup.parse(cite.prefix) + gap
    if cite is not None and cite.suffix:
        gap = " " if cite.suffix[0].isalnum() else ""
        given["suffix"] = gap + markup.parse(cite.suffix)
    return _Item(key, **given)


def _shape(node: Any) -> Layout:
    def number(name: str) -> int:
        value = node.get(name, "")
        return int(value) if value.isascii() and value.isdigit() else 1

    return Layout(
        hanging_indent=node.get("hanging-indent") == "true",
        second_field_align=node.get("second-field-align", ""),
        line_spacing=number("line-spacing"),
        entry_spacing=number("entry-spacing"),
    )


def _mark_first_field(layout: Any) -> None:
    """Put the first field into a margin span by way of its own affixes, where it takes any."""
    first = next(iter(layout), None)
    if first is not None and first.tag in _WITH_AFFIXES:
        first.set("prefix", spans.LEFT_MARGIN + first.get("prefix", ""))
        first.set("suffix", first.get("suffix", "") + spans.close_of(spans.LEFT_MARGIN))


def _split_first_field(text: str) -> str:
    """Put what follows the margin span into a span of its own."""
    margin, mark, rest = text.partition(spans.close_of(spans.LEFT_MARGIN))
    if not mark:
        return text
    return margin.rstrip() + mark + spans.wrap(spans.RIGHT_INLINE, rest.lstrip())
