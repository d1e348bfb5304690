"""The engine "citeproc-py": citeproc-py's own renderer behind the face of `base.Engine`.

In: a style's source and records. Out: bibliographies and citations whose text is rich text of ours.
It is the yardstick of tests and benchmarks. Nothing that citeproc-py does reaches the user as an
exception or a warning: a record that it cannot render becomes a Problem and a fallback entry.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from citeproc import LANGUAGE_NAMES, PRIMARY_DIALECTS
from citeproc.frontend import CitationStylesStyle
from citeproc.source import Citation as CiteprocCitation
from lxml import etree

from citeformat.engine.citeproc_py.records import reference
from citeformat.engine.citeproc_py.run import Run, item_of
from citeformat.engine.compiler.schema import schema_faults
from citeformat.engine.processor.citation import Citation, Cite
from citeformat.engine.processor.result import Bibliography, CitationText
from citeformat.errors import InvalidStyle, Problem, StyleError
from citeformat.record import Record
from citeformat.richtext import markup, spans
from citeformat.styles.loader import StyleSource

__all__ = ["CiteprocEngine"]


class CiteprocEngine:
    """A style that citeproc-py renders.

    Args:
        source: The style.
        locale: A BCP 47 tag; English where citeproc-py has no terms for it.

    Raises:
        InvalidStyle: citeproc-py cannot take the style at all.
    """

    def __init__(self, source: StyleSource, locale: str) -> None:
        self._source = source
        self._locale = locale
        self.shown = source.path or source.name or "<text>"
        with _quiet() as heard:
            problems = [*self._validate(), *self._locale_problem(locale)]
            run = Run(self.parse(), (), self.shown)
            self.has_bibliography: bool = run.layout is not None
        self.problems: tuple[Problem, ...] = (*problems, *self.from_warnings(heard))

    def bibliography(self, records: Sequence[Record], spans: bool = False) -> Bibliography:
        """A list of all the records: as many entries as records, in the style's order.

        Raises:
            StyleError: Spans are asked for, which this engine does not know.
        """
        if spans:
            raise StyleError("citeproc-py does not say what made a text; use the compiled engine")
        with _quiet() as heard:
            run = Run(self.parse(), records, self.shown)
            for key in run.records:
                run.register(item_of(key))
            entries = run.entries()
        return Bibliography(entries, run.shape, (*run.problems, *self.from_warnings(heard)))

    def session(self, records: Sequence[Record]) -> CiteprocSession:
        """A document that cites some of the records."""
        return CiteprocSession(self, records)

    def parse(self) -> Any:
        """The style parsed afresh: rendering rewrites citeproc-py's trees."""
        try:
            style = CitationStylesStyle(
                io.BytesIO(self._source.text), locale=self._locale, validate=False
            )
        except Exception as error:
            raise InvalidStyle(self._source.name, [self._fault(error)]) from None
        if style.root.citation is None or style.root.citation.layout is None:
            problem = Problem("error", "the style has no <citation> with a <layout>", self.shown)
            raise InvalidStyle(self._source.name, [problem])
        return style

    def from_warnings(self, heard: Iterable[warnings.WarningMessage]) -> list[Problem]:
        """A Problem for each different warning."""
        messages = dict.fromkeys(str(warning.message) for warning in heard)
        return [Problem("warning", message, self.shown) for message in messages]

    def _validate(self) -> list[Problem]:
        """What the schema of CSL finds wrong. citeproc-py only warns of it, and so does this."""
        try:
            tree = etree.parse(io.BytesIO(self._source.text), _parser())
        except etree.XMLSyntaxError as error:
            raise InvalidStyle(self._source.name, [self._fault(error)]) from None
        return [
            Problem("warning", message, self.shown, line) for line, message in schema_faults(tree)
        ]

    def _locale_problem(self, locale: str) -> list[Problem]:
        if locale in LANGUAGE_NAMES or locale.partition("-")[0] in PRIMARY_DIALECTS:
            return []
        message = f"there are no terms for the locale {locale}; English ones are used"
        return [Problem("warning", message, self.shown)]

    def _fault(self, error: Exception) -> Problem:
        if isinstance(error, etree.XMLSyntaxError):
            message = f"this is not well-formed XML: {error.msg}"
            return Problem("error", message, self.shown, error.lineno or 0)
        return Problem("error", f"citeproc-py cannot read the style: {error!r}", self.shown)


class CiteprocSession:
    """A document that cites records: citations are rendered as they come."""

    def __init__(self, engine: CiteprocEngine, records: Sequence[Record]) -> None:
        self._engine = engine
        with _quiet():
            self._run = Run(engine.parse(), records, engine.shown)
        self._keys = {record.id: key for key, record in self._run.records.items()}

    def cite(self, citation: Citation) -> CitationText:
        """Add one citation and render it."""
        before = len(self._run.problems)
        with _quiet() as heard:
            text = self._render(citation)
        found = (*self._run.problems[before:], *self._engine.from_warnings(heard))
        return CitationText(text, found)

    def bibliography(self) -> Bibliography:
        """The list of the works cited so far."""
        with _quiet() as heard:
            entries = self._run.entries()
        problems = (*self._run.problems, *self._engine.from_warnings(heard))
        return Bibliography(entries, self._run.shape, problems)

    def _render(self, citation: Citation) -> str:
        alone = [cite for cite in citation.cites if cite.author_only]
        modes = ("author-only", "composite")
        if citation.mode in modes or alone:
            authors = self._authors(alone or citation.cites)
            rest = [cite for cite in citation.cites if cite not in alone]
            if citation.mode != "composite" and (not rest or not alone):
                return authors
            hide = citation.mode == "composite"
            return f"{authors}{citation.infix or ' '}{self._cluster(rest, citation, hide)}"
        return self._cluster(citation.cites, citation, citation.mode == "suppress-author")

    def _cluster(self, cites: Iterable[Cite], citation: Citation, hide_author: bool) -> str:
        items = []
        for cite in cites:
            key = self._keys[cite.id]
            item = item_of(key, cite)
            if hide_author or cite.suppress_author:
                record = self._run.records[key]
                dict.__setitem__(item, "own", reference(key, record, frozenset(("author",))))
            self._run.register(item)
            items.append(item)
        cluster = CiteprocCitation(items)
        cluster.bibliography = self._run.bibliography
        return self._run.citation(cluster, items)

    def _authors(self, cites: Iterable[Cite]) -> str:
        """citeproc-py has no such mode: family names, joined as most styles join them."""
        shown = []
        for cite in cites:
            record = self._run.records[self._keys[cite.id]]
            self._run.register(item_of(self._keys[cite.id]))
            names = [name.literal or name.family or name.given for name in record.author]
            listed = " and ".join(names[:2]) if len(names) < 3 else f"{names[0]} et al."
            shown.append(spans.clean(listed) or markup.parse(str(record.title or record.id)))
        return "; ".join(shown)


def _parser() -> Any:
    return etree.XMLParser(remove_comments=True, no_network=True, resolve_entities=False)


@contextmanager
def _quiet() -> Iterator[list[warnings.WarningMessage]]:
    """Collect warnings instead of printing them."""
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        yield heard if heard is not None else []
