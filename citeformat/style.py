"""The style: what a user loads by name and renders records with.

In: a name, a path or CSL text; then records. Out: bibliographies and citations. The work is done by
an engine (`engine.py`); this module is its face.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from citeformat.compiler import loader
from citeformat.compiler.loader import StyleSource
from citeformat.completeness import complete_bibliography, complete_citation, complete_list
from citeformat.document.cite import Citation, Cite
from citeformat.document.result import Bibliography, CitationText
from citeformat.engine import DEFAULT, Engine, Session, make_engine
from citeformat.errors import Problem, RecordError, RecordNotFound, StyleError
from citeformat.record import Record
from citeformat.record.display import Shown

__all__ = ["Document", "Style"]

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_DEFAULT_LOCALE = "en-US"


class Style:
    """A citation style, ready to use. Make one with `load` or `from_string`.

    A style can be pickled: its CSL is stored, and compiled again when it is loaded.

    >>> style = Style.load("apa")
    >>> style.title
    'APA Style 7th edition'
    >>> knuth = Record.from_csl({"id": "knuth1984", "type": "book", "title": "The TeXbook",
    ...     "author": [{"family": "Knuth", "given": "Donald E."}], "publisher": "Addison-Wesley",
    ...     "issued": {"date-parts": [[1984]]}})
    >>> print(style.bibliography([knuth]), end="")
    Knuth, D. E. (1984). The TeXbook. Addison-Wesley.
    """

    __slots__ = ("_engine", "_engine_name", "_source", "locale")

    locale: str
    """The locale of its terms and dates, as a BCP 47 tag."""

    def __init__(self, source: StyleSource, locale: str | None, engine: str) -> None:
        wanted = locale or source.default_locale or _DEFAULT_LOCALE
        self.locale = _language_tag(wanted)
        self._source = source
        self._engine_name = engine
        self._engine: Engine = make_engine(engine, source, self.locale)

    def __reduce__(self) -> tuple[Any, ...]:
        # What it was made from; it is compiled again, or taken from the cache, when it is loaded.
        return type(self), (self._source, self.locale, self._engine_name)

    @classmethod
    def load(
        cls, name: str | os.PathLike[str], *, locale: str | None = None, engine: str = DEFAULT
    ) -> Style:
        """Load a style by whatever name it is known.

        Args:
            name: A file name (`"apa"`), title (`"APA Style 7th edition"`), short name
                (`"harvard"`), earlier name (`"vancouver"`), path, or CSL text.
            locale: A BCP 47 tag such as `"de-AT"`; without it, the style's own.
            engine: What renders it; see `citeformat.engine.ENGINES`.

        Raises:
            StyleNotFound: There is none; `suggestions` has the nearest names.
            InvalidStyle: It is no CSL style, or cannot be used; `problems` says why.
            SourceError: Its file cannot be read.
            StyleError: `locale` is no language tag, or there is no such engine.

        >>> Style.load("vancouver").name
        'nlm-citation-sequence'
        """
        if isinstance(name, str) and name.lstrip("\ufeff \t\r\n").startswith("<"):
            return cls.from_string(name, locale=locale, engine=engine)
        return cls(loader.find(name), locale, engine)

    @classmethod
    def from_string(
        cls,
        csl_text: str | bytes,
        *,
        locale: str | None = None,
        name: str = "",
        engine: str = DEFAULT,
    ) -> Style:
        """Make a style of CSL text.

        Args:
            csl_text: The whole of a .csl file.
            locale: A BCP 47 tag; without it, the style's own.
            name: What messages call it.
            engine: What renders it.

        Raises:
            InvalidStyle: It is no CSL style, or cannot be used.
            StyleError: `locale` is no language tag, or there is no such engine.

        >>> Style.from_string('''<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">
        ...   <info><title>Titles</title></info>
        ...   <citation><layout><text variable="title"/></layout></citation>
        ... </style>''').title
        'Titles'
        """
        return cls(loader.from_text(csl_text, name), locale, engine)

    @property
    def name(self) -> str:
        """Its file name without `.csl`; `""` for CSL text without a name."""
        return self._source.name

    @property
    def title(self) -> str:
        """Its title; for a dependent style, its own."""
        return self._source.title

    @property
    def dependent_of(self) -> str:
        """The name of the style that a dependent style stands for, or `""`."""
        return self._source.dependent_of

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the style, though it can be used."""
        return self._engine.problems

    @property
    def has_bibliography(self) -> bool:
        """Whether the style makes reference lists; some make only notes."""
        return self._engine.has_bibliography

    @property
    def python_source(self) -> str:
        """The Python that the style is compiled to, to read.

        Raises:
            StyleError: The engine of the style does not compile.

        >>> "def bibliography(c):" in Style.load("apa").python_source
        True
        """
        source = getattr(self._engine, "python_source", None)
        if source is None:
            raise StyleError("the engine of this style does not compile it")
        return str(source)

    def bibliography(self, records: Iterable[Record], *, spans: bool = False) -> Bibliography:
        """The reference list of all the records.

        Args:
            records: Records, as `citeformat.read` gives them.
            spans: Whether each entry says which parts of its text are of which variable
                (`Entry.spans`, `Entry.parts`); the compiled engine alone can.

        Returns:
            As many entries as records, in the style's order. A record that the style cannot
            render has a plain entry with `fallback` set, and a Problem.

        Raises:
            RecordError: `records` are no records.
            StyleError: The engine of the style knows no spans.
        """
        shown = self._source.path or self.name or "<text>"
        return complete_bibliography(self._engine, _checked(records), shown, spans)

    def document(self, records: Iterable[Record]) -> Document:
        """A document that cites some of the records.

        Raises:
            RecordError: `records` are no records.

        >>> document = Style.load("apa").document([Record.from_csl({"id": "knuth1984",
        ...     "author": [{"family": "Knuth"}], "issued": {"date-parts": [[1984]]}})])
        >>> document.cite("knuth1984", locator="12")
        '(Knuth, 1984, p. 12)'
        """
        known: dict[str, Record] = {}
        for record in _checked(records):
            known.setdefault(record.id, record)
        return Document(known, self._engine.session(tuple(known.values())), self._cited_alone)

    def _cited_alone(self, record: Record) -> CitationText:
        """What the style prints for a work in a citation of its own."""
        text: CitationText = self._engine.session((record,)).cite(Citation((Cite(record.id),)))
        return text

    def __repr__(self) -> str:
        return f"<Style {self.name or self.title!r} ({self.locale})>"


class Document(Shown):
    """A text that cites: citations in the order of their making, and the list of what they cite.

    Make one with `Style.document`. A document cannot be pickled or copied; the texts that it makes
    can.
    """

    def __init__(
        self,
        records: Mapping[str, Record],
        session: Session,
        alone: Callable[[Record], CitationText],
    ) -> None:
        self._records = records
        self._session: Any = session
        self._alone = alone

    def cite(
        self,
        *works: str | Cite | Record,
        locator: str = "",
        label: str = "",
        prefix: str = "",
        suffix: str = "",
        suppress_author: bool = False,
        author_only: bool = False,
        note_number: int = 0,
    ) -> CitationText:
        """Cite one or more works in one place.

        Args:
            works: Ids of records, records, or `Cite` values that bring their own details.
            locator: The place in the work, `"12"` or `"12-14"`.
            label: What the locator counts: `"page"` (unless given), `"chapter"`, `"section"` ...
            prefix: Text before, such as `"see"`.
            suffix: Text behind.
            suppress_author: Leave the author out, because the sentence names it.
            author_only: Print the author and nothing else.
            note_number: The number of the note that the citation stands in.

        Returns:
            The citation, a `str` of plain text; `.to("html")` gives other formats.

        Raises:
            RecordNotFound: No record has the id; `suggestions` has the nearest ids.
            TypeError: Nothing is cited, or details are given where several works or a `Cite`
                would have to share them.
        """
        details = {"locator": str(locator), "label": label, "prefix": prefix, "suffix": suffix,
                   "suppress_author": suppress_author, "author_only": author_only}  # fmt: skip
        given = {name: value for name, value in details.items() if value}
        if not works:
            raise TypeError("cite needs the id of a record")
        if given and (len(works) > 1 or isinstance(works[0], Cite)):
            named = ", ".join(given)
            raise TypeError(f"with several works, give {named} to each: Cite(id, {named}=...)")
        cites = tuple(self._cite(work, given) for work in works)
        return self.add(Citation(cites, note_number=note_number))

    def add(self, citation: Citation, *, spans: bool = False) -> CitationText:
        """Cite what a `Citation` value says.

        Args:
            citation: The citation.
            spans: Whether its text says what made each of its parts (the compiled engine alone).

        Raises:
            RecordNotFound: No record has an id that it names.
        """
        for cite in citation.cites:
            self._check(cite.id)
        cite_it = self._ability("cite_with_spans") if spans else self._session.cite
        return self._complete(cite_it(citation), citation)

    def bibliography(self, **selection: Any) -> Bibliography:
        """The list of the works cited so far, in the style's order.

        Args:
            selection: `include`, `exclude`, `select`, `quash`: which works are listed, as
                citeproc-js has it; `spans=True`: entries say what made each part of their text
                (the compiled engine alone).

        Returns:
            An entry for each work. One that the style cannot render has a plain entry with
            `fallback` set, and a Problem. None at all where the style has no bibliography.
        """
        made: Bibliography = self._session.bibliography(**selection)
        problems = list(made.problems)
        entries = tuple(complete_list(made, self._records, problems))
        return Bibliography(entries, made.layout, tuple(problems))

    def register(self, ids: Iterable[str], sort: bool = True) -> list[str]:
        """List works without citing them (the compiled engine alone).

        Args:
            ids: Of records.
            sort: Whether they are put in the style's order, or stay in the order given.

        Returns:
            All works of the document, in the order of the bibliography.
        """
        listed: list[str] = self._ability("register")(ids, sort)
        return listed

    def process(self, citations: Sequence[Citation]) -> list[CitationText]:
        """Render all citations of a document at once (the compiled engine alone)."""
        texts: list[CitationText] = self._ability("process")(citations)
        return [self._complete(*each) for each in zip(texts, citations, strict=True)]

    def update(
        self,
        citation: Citation,
        before: Sequence[tuple[str, int]] = (),
        after: Sequence[tuple[str, int]] = (),
    ) -> list[tuple[int, str, CitationText]]:
        """Put a citation in, or another in its place (the compiled engine alone).

        Args:
            citation: The citation, with an id; its note number may be new.
            before: Id and note number of the citations before it, in order.
            after: The same for those behind it.

        Returns:
            Place, id and text of each citation whose text is now another.
        """
        changes: list[tuple[int, str, CitationText]]
        changes = self._ability("update")(citation, before, after)
        citations = self._session.citations
        return [(place, id, self._complete(text, citations[place])) for place, id, text in changes]

    def _complete(self, text: CitationText, citation: Citation) -> CitationText:
        """The text of a citation, or authors and years where the style prints nothing."""
        cited = [self._records[cite.id] for cite in citation.cites]
        return complete_citation(text, cited, self._alone)

    def _ability(self, name: str) -> Any:
        """What only some engines' sessions can do."""
        method = getattr(self._session, name, None)
        if method is None:
            raise StyleError(f"the engine of this style has no {name!r}; load it with another one")
        return method

    def _cite(self, work: str | Cite | Record, details: Mapping[str, object]) -> Cite:
        cite = work
        if isinstance(cite, Record):
            cite = cite.id
        if isinstance(cite, str):
            cite = Cite(cite, **details)  # type: ignore[arg-type]
        if not isinstance(cite, Cite):
            raise TypeError(f"an id, a Record or a Cite is needed, not {work!r}")
        self._check(cite.id)
        return cite

    def __reduce__(self) -> str | tuple[Any, ...]:
        raise TypeError(
            "a Document cannot be pickled or copied; pickle its style, records and citations, "
            "and make another with Style.document"
        )

    def __repr__(self) -> str:
        return f"<Document: {len(self._records)} records>"

    def _repr_html_(self) -> str:
        """The list of what is cited so far."""
        made = self.bibliography()
        return made.to("html") if made.entries else "<p>Nothing is listed yet.</p>\n"

    def _repr_markdown_(self) -> str:
        made = self.bibliography()
        return made.to("markdown") if made.entries else "Nothing is listed yet.\n"

    def _check(self, id: str) -> None:
        if id not in self._records:
            import difflib

            raise RecordNotFound(id, difflib.get_close_matches(id, self._records, 3))


def _checked(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records, or a message that says what to pass instead."""
    if isinstance(records, str | os.PathLike | Record):
        shown = type(records).__name__
        raise RecordError(f"a list of records is needed, not {shown}; see citeformat.read")
    return tuple(_each(records))


def _each(records: Iterable[Record]) -> Iterator[Record]:
    for record in records:
        if not isinstance(record, Record):
            raise RecordError(
                f"{record!r} is no record; make one with Record.from_csl or citeformat.read"
            )
        yield record


def _language_tag(locale: str) -> str:
    """A BCP 47 tag in its usual case: `de_at` is `de-AT`."""
    if not _TAG.fullmatch(locale):
        raise StyleError(f"{locale!r} is no language tag such as 'de' or 'en-GB'")
    language, *rest = locale.replace("_", "-").split("-")
    cased = [_subtag(part) for part in rest]
    return "-".join([language.lower(), *cased])


def _subtag(part: str) -> str:
    return {2: part.upper(), 4: part.title()}.get(len(part), part)
