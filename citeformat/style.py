"""The style: what a user loads by name and renders records with.

In: a name, a path or CSL text; then records. Out: bibliographies and documents. An engine
(`engine/base.py`) does the work.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal, cast, get_args

from citeformat.csl.locale import DEFAULT_LOCALE, canonical_tag
from citeformat.document import Document, Unknown
from citeformat.engine.base import DEFAULT, Engine, make_engine
from citeformat.engine.fallback import complete_bibliography, complete_entries_alone
from citeformat.engine.processor.result import Bibliography, Entry
from citeformat.engine.runtime.item.abbreviations import Abbreviations
from citeformat.engine.titles import PrintedTitles
from citeformat.errors import Problem, StyleError
from citeformat.output.entry_ids import ENTRY_IDS
from citeformat.record import Record
from citeformat.record.collection import RecordsLike, records_of
from citeformat.styles import loader
from citeformat.styles.heads import Head, read_head
from citeformat.styles.loader import StyleSource, StyleVersion
from citeformat.styles.locale_files import read_locale_files

__all__ = ["CitationFormat", "Style", "StyleKind"]


StyleKind = Literal["in-text", "note"]
"""The attribute `class` of cs:style."""
CitationFormat = Literal["author-date", "numeric", "note", "label", "author"]
"""The attribute `citation-format` of cs:category (CSL 1.0.2, "Info")."""


_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")

_PRINTED = re.compile(
    rb"""<(?:text|number)\s[^>]*\bvariable\s*=\s*["']citation-(?:(number)|label)["']"""
)
"""An element that prints the number or the label of a work."""


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

    __slots__ = ("_engine", "_engine_name", "_source", "_titles", "abbreviations", "locale")

    locale: str
    """The locale of its terms and dates, as a BCP 47 tag."""
    abbreviations: Abbreviations | None
    """Short forms that records do not have themselves; see `with_abbreviations`."""

    def __init__(
        self, source: StyleSource, locale: str | None = None, engine: str = DEFAULT
    ) -> None:
        if not isinstance(source, StyleSource):
            raise TypeError(f"styles are loaded by their names: Style.load({source!r})")
        wanted = locale or source.default_locale or DEFAULT_LOCALE
        self.locale = _language_tag(wanted)
        self._source = source
        self._engine_name = engine
        self._engine: Engine = make_engine(engine, source, self.locale)
        self._titles = PrintedTitles(self._engine, source.text, self.locale[:2])
        self.abbreviations = None

    def __reduce__(self) -> tuple[Any, ...]:
        # What it was made from; it is compiled again, or taken from the cache, when it is loaded.
        return _restored, (self._source, self.locale, self._engine_name, self.abbreviations)

    @classmethod
    def load(
        cls,
        name: str | bytes | os.PathLike[str] | Style,
        *,
        locale: str | None = None,
        engine: str = DEFAULT,
        styles_folder: str | os.PathLike[str] | None = None,
        locales: str | os.PathLike[str] | None = None,
    ) -> Style:
        """Load a style by any of its names.

        Args:
            name: A file name (`"apa"`), title (`"APA Style 7th edition"`), short name
                (`"harvard"`), earlier name (`"vancouver"`), path, CSL text, or words that only
                one style can mean (`"Chicago 17"`). A `Style` is returned as it is, or in another
                locale.
            locale: A BCP 47 tag such as `"de-AT"`; the style's own locale by default.
            engine: The engine that renders it: `"compiled"` or `"citeproc-py"`.
            styles_folder: A folder of your own styles. They come first; by default, the folder
                is the one that the environment variable `CITEFORMAT_STYLES` names.
            locales: A folder of your own CSL locale files (`locales-eo.xml`), or one such file.
                What they define comes before what the built-in locale of the language defines.

        Raises:
            StyleNotFound: The name means no style, or several; `suggestions` has similar names.
            InvalidStyle: It is not a CSL style, or it cannot be used; `problems` says why.
            SourceError: Its file, or a locale file, cannot be read.
            StyleError: `locale` is not a language tag, or no engine has this name.
            TypeError: `name` is none of these.

        >>> Style.load("vancouver").name
        'nlm-citation-sequence'
        """
        if isinstance(name, Style):
            if locale is None and locales is None and engine in (DEFAULT, name._engine_name):
                return name
            engine = name._engine_name if engine == DEFAULT else engine
            source = _with_locales(name._source, locales)
            return _restored(source, locale or name.locale, engine, name.abbreviations)
        if isinstance(name, bytes) or (
            isinstance(name, str) and name.lstrip("\ufeff \t\r\n").startswith("<")
        ):
            return cls.from_string(name, locale=locale, engine=engine, locales=locales)
        if not isinstance(name, str | os.PathLike):
            raise TypeError(f"a style is a name, a path or CSL text, not {name!r}")
        return cls(_with_locales(loader.find(name, styles_folder), locales), locale, engine)

    @classmethod
    def named(
        cls,
        name: str,
        *,
        locale: str | None = None,
        engine: str = DEFAULT,
        styles_folder: str | os.PathLike[str] | None = None,
    ) -> Style:
        """Load a style by its name alone. Neither paths nor CSL text are names.

        Use this for a name that somebody else has sent: it opens no file but those of styles.

        Args:
            name: A name as for `load`, such as `"apa"`, `"APA 7th"` or `"harvard"`.
            locale: A BCP 47 tag; the style's own locale by default.
            engine: The engine that renders it: `"compiled"` or `"citeproc-py"`.
            styles_folder: A folder of your own styles, as for `load`.

        Raises:
            StyleNotFound: The name means no style, or several; `suggestions` has similar names.
            InvalidStyle: It cannot be used; `problems` says why.
            SourceError: Its file cannot be read.
            StyleError: `locale` is not a language tag, or no engine has this name.
            TypeError: `name` is not text.

        >>> Style.named("vancouver").name
        'nlm-citation-sequence'
        >>> Style.named("/etc/passwd")
        Traceback (most recent call last):
        citeformat.errors.StyleNotFound: there is no style named '/etc/passwd'
        """
        if not isinstance(name, str):
            raise TypeError(f"the name of a style is text, not {name!r}")
        return cls(loader.find(name, styles_folder, paths=False), locale, engine)

    @classmethod
    def from_string(
        cls,
        csl_text: str | bytes,
        *,
        locale: str | None = None,
        name: str = "",
        engine: str = DEFAULT,
        locales: str | os.PathLike[str] | None = None,
    ) -> Style:
        """Make a style from CSL text.

        Args:
            csl_text: The content of a .csl file.
            locale: A BCP 47 tag; the style's own locale by default.
            name: What messages call it.
            engine: The engine that renders it: `"compiled"` or `"citeproc-py"`.
            locales: A folder of your own CSL locale files, or one such file.

        Raises:
            InvalidStyle: It is not a CSL style, or it cannot be used.
            SourceError: A locale file cannot be read.
            StyleError: `locale` is not a language tag, or no engine has this name.

        >>> Style.from_string('''<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">
        ...   <info><title>Titles</title></info>
        ...   <citation><layout><text variable="title"/></layout></citation>
        ... </style>''').title
        'Titles'
        """
        return cls(_with_locales(loader.from_text(csl_text, name), locales), locale, engine)

    def with_abbreviations(
        self, abbreviations: Abbreviations | Mapping[str, Any] | str | os.PathLike[str]
    ) -> Style:
        """Make a style that prints short forms from a list of abbreviations.

        They are printed where the style asks for the short form of a title, a journal, a place or
        a publisher, and the record has none.

        Args:
            abbreviations: Abbreviations, a table of them, or the path of a file of pandoc or
                citeproc-js.

        Raises:
            SourceError: The file cannot be read, or the table has another form.
            StyleError: The engine of the style has no abbreviations.

        >>> style = Style.load("nature").with_abbreviations(
        ...     {"default": {"container-title": {"Philosophical Magazine": "Phil. Mag."}}})
        >>> print(style.bibliography(Record.from_csl({"id": "x", "type": "article-journal",
        ...     "title": "Rays", "container-title": "Philosophical Magazine"})), end="")
        1. Rays. Phil. Mag.
        """
        if isinstance(abbreviations, Mapping):
            abbreviations = Abbreviations(abbreviations)
        elif not isinstance(abbreviations, Abbreviations):
            abbreviations = Abbreviations.read(abbreviations)
        made = self._with_engine(self._engine.with_abbreviations(abbreviations))
        made.abbreviations = abbreviations
        return made

    def with_shared_works(self) -> Style:
        """Make a style whose documents share what they find out about the works that they cite.

        Many documents that cite the same records, such as the pages of a site, take less time. Each
        prints the same as without it. The style keeps every work that a document has cited; of two
        records with one id, it keeps the last.

        >>> style = Style.load("apa").with_shared_works()
        >>> books = [Record(id, "book", title=id) for id in ("one", "two")]
        >>> [style.document(books).cite(book) for book in books]
        ['(One, n.d.)', '(Two, n.d.)']
        """
        return self._with_engine(self._engine.with_shared_works(), shared=True)

    def _with_engine(self, engine: Engine, *, shared: bool = False) -> Style:
        made = object.__new__(Style)
        for name in Style.__slots__:
            setattr(made, name, getattr(self, name))
        made._engine = engine
        made._titles = self._titles.with_engine(engine, shared=shared)
        return made

    @property
    def name(self) -> str:
        """Its file name without `.csl`; `""` for CSL text without a name."""
        return self._source.name

    @property
    def title(self) -> str:
        """Its title. A dependent style has its own."""
        return self._source.title

    @property
    def dependent_of(self) -> str:
        """The name of the independent style that a dependent style uses, or `""`."""
        return self._source.dependent_of

    @property
    def version(self) -> StyleVersion:
        """Its id, the date of its last change, and the checksum of its CSL.

        >>> Style.load("apa").version.id
        'http://www.zotero.org/styles/apa'
        """
        return self._source.version

    @property
    def csl(self) -> str:
        """Its CSL. A dependent style has the CSL of its parent.

        >>> "<title>APA Style 7th edition</title>" in Style.load("apa").csl
        True
        """
        return self._source.text.decode("utf-8")

    @property
    def kind(self) -> StyleKind:
        """Where its citations are: `"in-text"` or `"note"`, the `class` of the style.

        >>> Style.load("apa").kind, Style.load("chicago-notes-bibliography").kind
        ('in-text', 'note')
        """
        return "note" if self._head.kind == "note" else "in-text"

    @property
    def citation_format(self) -> CitationFormat:
        """What its citations look like, as the category of the style says: `"author-date"`,
        `"numeric"`, `"note"`, `"label"` or `"author"`.

        A style without such a category is what its `class` and the variables that it prints say.

        >>> Style.load("apa").citation_format, Style.load("ieee").citation_format
        ('author-date', 'numeric')
        """
        head = self._head
        if head.citation_format in get_args(CitationFormat):
            return cast("CitationFormat", head.citation_format)
        if head.kind == "note":
            return "note"
        printed = _PRINTED.findall(self._source.text)
        if any(printed):
            return "numeric"
        return "label" if printed else "author-date"

    @property
    def _head(self) -> Head:
        return _head_of(self._source.text, self.name)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is odd about the style; it can be used all the same."""
        return self._engine.problems

    @property
    def has_bibliography(self) -> bool:
        """Whether the style makes reference lists; some styles make only notes."""
        return self._engine.has_bibliography

    @property
    def locator_words(self) -> Mapping[str, str]:
        """The words for locators in its locale, in lower case -> CSL's label (the compiled engine
        alone; otherwise empty).

        >>> words = Style.load("apa", locale="de").locator_words
        >>> words["s."], words["kapitel"]
        ('page', 'chapter')
        """
        terms = self._engine.terms
        return terms.locator_words() if terms is not None else {}

    def term(self, name: str, form: str = "long") -> str:
        """Return a term of CSL in the language of the style, or `""` if it has none (the compiled
        engine alone).

        >>> style = Style.load("apa", locale="de")
        >>> style.term("and"), style.term("editor", "short")
        ('und', 'Hrsg.')
        """
        terms = self._engine.terms
        return terms.term(name, form) if terms is not None else ""

    @property
    def punctuation_in_quote(self) -> bool:
        """Whether full stops and commas go inside quotation marks, as in American English.

        >>> Style.load("apa").punctuation_in_quote
        True
        """
        terms = self._engine.terms
        return terms is not None and terms.punctuation_in_quote

    @property
    def python_source(self) -> str:
        """The Python code that the style is compiled to.

        Raises:
            StyleError: The engine of the style does not compile it.

        >>> "def bibliography(c):" in Style.load("apa").python_source
        True
        """
        return self._engine.python_source

    def bibliography(
        self, records: RecordsLike, *, spans: bool = False, sort: bool = True
    ) -> Bibliography:
        """Render the reference list of all the records.

        Args:
            records: Records, as `citeformat.read` returns them, one record, or CSL-JSON items.
            spans: Whether each entry says which variable each part of its text comes from
                (`Entry.spans`, `Entry.parts`); the compiled engine alone.
            sort: Whether the style sorts the entries; if not, they stay in the order given.

        Returns:
            One entry for each record. A record that the style cannot render
            has a plain entry with `fallback` set, and a Problem.

        Raises:
            RecordError: `records` are not records.
            StyleError: The engine of the style has no spans.
            ValueError: `sort` is text: only the style says what its list is sorted by.
        """
        _refuse_order(sort)
        printed = self._titles.of(records_of(records))
        return complete_bibliography(self._engine, printed, self._shown_name, spans, sort)

    def entries_alone(self, records: RecordsLike) -> Iterator[tuple[Entry, tuple[Problem, ...]]]:
        """Render the entry of each record as if it were the only one of its list.

        Each entry is that of `bibliography([record])`, in less time: its number is 1, and it does
        not depend on the other records. `citeformat.render_batch` renders tables with it.

        Args:
            records: The records, in the forms of `bibliography`.

        Yields:
            The entry and the problems of each record, in the order given.

        Raises:
            RecordError: `records` are not records.

        >>> two = [Record("a", "book", title="TeX"), Record("b", "book", title="LaTeX")]
        >>> [entry.text for entry, problems in Style.load("vancouver").entries_alone(two)]
        ['1. TeX.', '1. LaTeX.']
        """
        printed = self._titles.of(records_of(records))
        return complete_entries_alone(self._engine, printed, self._shown_name)

    @property
    def _shown_name(self) -> str:
        """What messages call the style."""
        return self._source.path or self.name or "<text>"

    def document(
        self,
        records: RecordsLike,
        *,
        sort: bool = True,
        link_citations: bool = False,
        entry_ids: str = ENTRY_IDS,
        unknown: Unknown = "raise",
    ) -> Document:
        """Start a document that cites some of the records.

        Args:
            records: The records that can be cited, in the forms of `bibliography`. The first of two
                with one id counts.
            sort: Whether the style sorts the bibliography; if not, it is in the order of citation.
            link_citations: Whether each cite links to its entry, in formats that have such links.
            entry_ids: What the ids of the entries begin with.
            unknown: What happens if an id is cited that no record has. `"raise"` raises
                `RecordNotFound`. `"mark"` prints the id in bold with a question mark, and the text
                of the citation has a Problem (the compiled engine alone).

        Raises:
            RecordError: `records` are not records.
            StyleError: The engine of the style cannot mark ids, or does not say where cites are.
            ValueError: `unknown` has another value, or `sort` is text.

        >>> document = Style.load("apa").document([Record.from_csl({"id": "knuth1984",
        ...     "author": [{"family": "Knuth"}], "issued": {"date-parts": [[1984]]}})])
        >>> document.cite("knuth1984", locator="12")
        '(Knuth, 1984, p. 12)'
        """
        _refuse_order(sort)
        known: dict[str, Record] = {}
        for record in self._titles.of(records_of(records)):
            known.setdefault(record.id, record)
        return Document(
            known,
            self._engine,
            sort=sort,
            link_citations=link_citations,
            entry_ids=entry_ids,
            unknown=unknown,
        )

    def __repr__(self) -> str:
        return f"<Style {self.name or self.title!r} ({self.locale})>"


_head_of = lru_cache(maxsize=8)(read_head)
"""Reads the head of a style that is in use."""


def _refuse_order(sort: object) -> None:
    """Raise `ValueError` if text says how to sort, as functions of other libraries take it."""
    if isinstance(sort, str):
        raise ValueError(
            f"sort is True or False, not {sort!r}: the style says how its list is sorted; "
            "sort=False keeps the order of the records"
        )


def _with_locales(source: StyleSource, folder: str | os.PathLike[str] | None) -> StyleSource:
    """Add the locale files of a folder to a style."""
    return source if folder is None else source._replace(locales=read_locale_files(folder))


def _restored(
    source: StyleSource, locale: str, engine: str, abbreviations: Abbreviations | None
) -> Style:
    """Make a style from what its pickle has."""
    style = Style(source, locale, engine)
    return style if abbreviations is None else style.with_abbreviations(abbreviations)


def _language_tag(locale: str) -> str:
    """Check the tag of a language, and write it in its usual case."""
    if not isinstance(locale, str) or not _TAG.fullmatch(locale):
        raise StyleError(f"{locale!r} is not a language tag such as 'de' or 'en-GB'")
    return canonical_tag(locale)
