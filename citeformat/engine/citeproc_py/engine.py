"""The engine "citeproc-py": citeproc-py's own renderer, used as an `Engine` (see `engine/base.py`).

In: a style's source and records. Out: bibliographies and citations as rich text. Tests and
benchmarks compare the compiled engine with this one. No exception or warning of citeproc-py reaches
the user: a record that it cannot render becomes a Problem and a fallback entry.
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
from citeformat.engine.citeproc_py.run import Run, citation_item
from citeformat.engine.compiler.schema import schema_errors
from citeformat.engine.processor.citation import Citation, Cite
from citeformat.engine.processor.result import Bibliography, CitationText
from citeformat.engine.runtime.item.abbreviations import Abbreviations
from citeformat.errors import InvalidStyle, Problem, StyleError
from citeformat.record import Record
from citeformat.richtext import markup, spans
from citeformat.styles.loader import StyleSource

__all__ = ["CiteprocEngine"]


class CiteprocEngine:
    """A style that citeproc-py renders.

    Args:
        source: The style.
        locale: A BCP 47 tag. If citeproc-py has no terms for it, English terms are used.

    Raises:
        InvalidStyle: citeproc-py cannot use the style.
        StyleError: There are locale files of the user, which citeproc-py does not read.
    """

    def __init__(self, source: StyleSource, locale: str) -> None:
        self._source = source
        self.locale = locale
        self.display_name = source.path or source.name or "<text>"
        if source.locales:
            raise StyleError("the engine citeproc-py has only its own locales")
        with _collected_warnings() as caught:
            parser: Any = etree.XMLParser(
                remove_comments=True, no_network=True, resolve_entities=False
            )
            try:
                tree = etree.parse(io.BytesIO(source.text), parser)
            except etree.XMLSyntaxError as error:
                message = f"this is not well-formed XML: {error.msg}"
                problem = Problem("error", message, self.display_name, error.lineno or 0)
                raise InvalidStyle(source.name, [problem]) from None
            # citeproc-py renders styles that break the schema, so its errors are warnings here.
            problems = [
                Problem("warning", message, self.display_name, line)
                for line, message in schema_errors(tree)
            ]
            if locale not in LANGUAGE_NAMES and locale.partition("-")[0] not in PRIMARY_DIALECTS:
                message = f"there are no terms for the locale {locale}; English terms are used"
                problems.append(Problem("warning", message, self.display_name))
            run = Run(self.parse(), (), self.display_name)
            self.has_bibliography: bool = run.bibliography_layout is not None
        self.problems: tuple[Problem, ...] = (*problems, *self.from_warnings(caught))

    def bibliography(
        self, records: Sequence[Record], spans: bool = False, sort: bool = True
    ) -> Bibliography:
        """Render a list of all the records: one entry for each.

        Raises:
            StyleError: `spans` is true. This engine does not know what made a text.
        """
        if spans:
            raise StyleError("citeproc-py does not say what made a text; use the compiled engine")
        with _collected_warnings() as caught:
            run = Run(self.parse(), records, self.display_name, sort)
            for key in run.records:
                run.register(citation_item(key))
            entries = run.entries()
        layout = run.layout._replace(language=self.locale)
        return Bibliography(entries, layout, (*run.problems, *self.from_warnings(caught)))

    @property
    def terms(self) -> None:
        """`None`: the locales of citeproc-py are trees of its own."""
        return None

    @property
    def python_source(self) -> str:
        """Raise StyleError: citeproc-py does not compile styles."""
        raise StyleError("the engine of this style does not compile it")

    def entries_alone(self, records: Iterable[Record]) -> Iterator[str]:
        """Yield `""` for each record: `bibliography` renders all of them."""
        return ("" for _ in records)

    def with_abbreviations(self, abbreviations: Abbreviations) -> CiteprocEngine:
        """Raise StyleError: citeproc-py has no abbreviations."""
        raise StyleError("citeproc-py has no abbreviations; use the compiled engine")

    def with_shared_works(self) -> CiteprocEngine:
        """Return the engine: its sessions prepare nothing that others could use."""
        return self

    def session(self, records: Sequence[Record], sort: bool = True) -> CiteprocSession:
        """Start a document that cites some of the records."""
        return CiteprocSession(self, records, sort)

    def parse(self) -> Any:
        """Parse the style again. Each run needs a tree of its own, because rendering changes it."""
        name = self._source.name
        try:
            style = CitationStylesStyle(
                io.BytesIO(self._source.text), locale=self.locale, validate=False
            )
        except Exception as error:
            message = f"citeproc-py cannot read the style: {error!r}"
            raise InvalidStyle(name, [Problem("error", message, self.display_name)]) from None
        if style.root.citation is None or style.root.citation.layout is None:
            message = "the style has no <citation> with a <layout>"
            raise InvalidStyle(name, [Problem("error", message, self.display_name)])
        return style

    def from_warnings(self, caught: Iterable[warnings.WarningMessage]) -> list[Problem]:
        """Make a Problem for each different warning."""
        messages = dict.fromkeys(str(warning.message) for warning in caught)
        return [Problem("warning", message, self.display_name) for message in messages]


class CiteprocSession:
    """A document whose citations are rendered in the order in which they are added."""

    def __init__(
        self, engine: CiteprocEngine, records: Sequence[Record], sort: bool = True
    ) -> None:
        self._engine = engine
        with _collected_warnings():
            self._run = Run(engine.parse(), records, engine.display_name, sort)
        self._keys = {record.id: key for key, record in self._run.records.items()}

    def cite(self, citation: Citation) -> CitationText:
        """Add one citation and render it.

        citeproc-py has no citation modes: this method prints the authors of `author-only` and
        `composite` citations before the cites that it renders.
        """
        run = self._run
        problems_before = len(run.problems)
        composite = citation.mode == "composite"
        author_only = [cite for cite in citation.cites if cite.author_only]
        cites = [cite for cite in citation.cites if not cite.author_only]
        parts = []
        with _collected_warnings() as caught:
            if author_only or composite or citation.mode == "author-only":
                parts.append(self._authors(author_only or cites))
                hide_author = composite
                if not author_only and not composite:
                    cites = []
            else:
                hide_author = citation.mode == "suppress-author"
            if cites or composite or not parts:
                items = []
                for cite in cites:
                    key = self._keys[cite.id]
                    item = citation_item(key, cite)
                    if hide_author or cite.suppress_author:
                        hidden = reference(key, run.records[key], frozenset(("author",)))
                        dict.__setitem__(item, "own_reference", hidden)
                    run.register(item)
                    items.append(item)
                cluster = CiteprocCitation(items)
                cluster.bibliography = run.bibliography
                parts.append(run.citation(cluster, items))
        problems = [*run.problems[problems_before:], *self._engine.from_warnings(caught)]
        if citation.sort is not True and len(cites) > 1:
            message = "citeproc-py sorts the cites of every citation"
            problems.append(Problem("warning", message, self._engine.display_name))
        return CitationText((citation.infix or " ").join(parts), tuple(problems))

    def bibliography(self) -> Bibliography:
        """Render the list of the works cited so far."""
        with _collected_warnings() as caught:
            entries = self._run.entries()
        problems = (*self._run.problems, *self._engine.from_warnings(caught))
        layout = self._run.layout._replace(language=self._engine.locale)
        return Bibliography(entries, layout, problems)

    def _authors(self, cites: Iterable[Cite]) -> str:
        """Join family names as most styles do: "A and B", "A et al."."""
        texts = []
        for cite in cites:
            key = self._keys[cite.id]
            self._run.register(citation_item(key))
            record = self._run.records[key]
            names = [name.literal or name.family or name.given for name in record.author]
            joined = " and ".join(names) if len(names) < 3 else f"{names[0]} et al."
            texts.append(spans.clean(joined) or markup.parse(str(record.title or record.id)))
        return "; ".join(texts)


@contextmanager
def _collected_warnings() -> Iterator[list[warnings.WarningMessage]]:
    """Collect warnings instead of printing them."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield caught if caught is not None else []
