"""The formats that can be read and those that can be written.

In: a format's name, a file's suffix, or text. Out: its `Reader` or `Writer`. The module of a format
is imported when it is first used. Another package adds formats by entry points: in the group
`citeformat.readers` each names a function `read(text, *, file="")` or a `Reader`, in
`citeformat.writers` a function `write(records, losses, **options)` or a `Writer`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Protocol

from citeformat._util.registry import Plugin, Registry
from citeformat.errors import FormatError
from citeformat.record import Record, Records

if TYPE_CHECKING:
    from citeformat.interchange.losses import Loss, Losses

__all__ = ["READERS", "WRITERS", "Reader", "Writer", "find_reader", "find_suffix", "find_writer"]


class ReadFunction(Protocol):
    """What reads a format: text -> records."""

    def __call__(self, text: str, *, file: str = "") -> Records: ...


class WriteFunction(Protocol):
    """What writes a format: records -> text. It tells `losses` what the format cannot carry."""

    def __call__(self, records: Sequence[Record], losses: Losses, **options: Any) -> str: ...


@dataclass(frozen=True)
class Reader(Plugin[ReadFunction]):
    """A format that can be read."""

    start: str = ""
    """What its text looks like: a pattern that is searched for; `""`: the suffix alone decides."""

    def read(self, text: str, *, file: str = "") -> Records:
        """Read text in this format.

        Args:
            text: The whole text.
            file: The name of its file, for problems.
        """
        return self.load()(text, file=file)


@dataclass(frozen=True)
class Writer(Plugin[WriteFunction]):
    """A format that can be written."""

    title: str = ""
    """What messages call it."""

    @property
    def options(self) -> tuple[str, ...]:
        """The names of its options."""
        parameters = inspect.signature(self.load()).parameters.values()
        return tuple(one.name for one in parameters if one.kind is one.KEYWORD_ONLY)

    def write(self, records: Sequence[Record], **options: Any) -> tuple[str, tuple[Loss, ...]]:
        """Write records in this format.

        Args:
            records: The records.
            options: The format's own options.

        Returns:
            The text, and what the format cannot carry.

        Raises:
            FormatError: The format has no such option.
        """
        from citeformat.interchange.losses import Losses

        title = self.title or self.name
        for name in options:
            if name not in self.options:
                known = ", ".join(self.options) or "none"
                raise FormatError(f"{title} has no option {name!r}; its options: {known}")
        losses = Losses(title)
        text = self.load()(records, losses, **options)
        if "\0" in text:  # a file with NUL characters is not a text file
            text = text.replace("\0", "")
            for record in records:
                for variable, value in record.fields.items():
                    if "\\x00" in repr(value):
                        losses.add(record.id, variable, "its NUL characters are left out")
        return text, tuple(losses.found)


def _adopt_reader(name: str, target: str, value: object) -> Reader:
    if isinstance(value, Reader):
        return value
    if not callable(value):
        raise TypeError("it is neither a Reader nor a function that reads text")
    return Reader(name, target)


def _adopt_writer(name: str, target: str, value: object) -> Writer:
    if isinstance(value, Writer):
        return value
    if not callable(value):
        raise TypeError("it is neither a Writer nor a function that writes records")
    return Writer(name, target)


_FORMATS = "citeformat.interchange"
_BEGINNING = 50_000
"""The number of characters that say what nearly every text is; the rest of it is searched last."""
_BEFORE_ROOT = r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!(?!--)[^<>]*>\s*|<!--(?:(?!-->).)*-->\s*)*"


def _xml_start(*names: str) -> str:
    """Make the pattern of XML whose root has one of these names."""
    return rf"(?s){_BEFORE_ROOT}<(?:{'|'.join(names)})[\s>]"


_BIBTEX_WRITING = f"{_FORMATS}.bibtex.writing.dialects"

READERS: Registry[Reader] = Registry(
    "input format",
    (
        # Text is compared with the patterns in this order: what begins a text comes before what
        # may be in any line of it.
        Reader(
            "csl-json",
            f"{_FORMATS}.json.csl:read",
            ("csljson", "json", "csl", "csl-jsonl", "jsonl", "ndjson", "json-lines"),
            (".json", ".csljson", ".jsonl", ".ndjson"),
            r"\A\s*[\[{]",
        ),
        # The reader of CSL-JSON recognizes the works of these services.
        Reader("crossref", f"{_FORMATS}.json.works:read_crossref"),
        Reader("datacite", f"{_FORMATS}.json.works:read_datacite"),
        Reader("openalex", f"{_FORMATS}.json.works:read_openalex"),
        Reader(
            "pubmed-xml",
            f"{_FORMATS}.pubmed.xml:read",
            ("pubmedxml",),
            (".xml",),
            _xml_start(
                "PubmedArticle(?:Set)?", "PubmedBookArticle(?:Set)?", "MedlineCitation(?:Set)?"
            ),
        ),
        Reader(
            "mods",
            f"{_FORMATS}.mods.reader:read",
            (),
            (".mods", ".xml"),
            _xml_start(r"(?:\w+:)?mods(?:Collection)?"),
        ),
        Reader(
            "refer",
            f"{_FORMATS}.endnote.refer:read",
            ("enw", "endnote-refer", "endnote-tagged", "bibix"),
            (".enw", ".refer"),
            r"\A\s*%(?:0[ \t]+\w|[A-Z][ \t][^\n]*\n%[A-Z][ \t])",
        ),
        Reader(
            "web-of-science",
            f"{_FORMATS}.tagged.web_of_science:read",
            ("wos", "isi"),
            (".ciw", ".isi"),
            r"\A\s*(?:FN|VR)[ \t]+\S|(?m:^PT (?:[A-Z]|Journal|Chapter|Book)[ \t]*$)",
        ),
        Reader(
            "refworks",
            f"{_FORMATS}.tagged.refworks:read",
            ("refworks-tagged",),
            (".rwf",),
            r"(?m)^RT[ \t]+[A-Z][a-z]+",
        ),
        Reader(
            "ris",
            f"{_FORMATS}.tagged.ris.reader:read",
            ("refman", "endnote-ris"),
            (".ris",),
            r"(?m)^\s*TY[ \t]{1,2}-",
        ),
        Reader(
            "nbib",
            f"{_FORMATS}.pubmed.nbib:read",
            ("pubmed", "medline"),
            (".nbib",),
            r"(?m)^PMID ?- ?\d|^OWN {1,2}- ERIC$",
        ),
        Reader(
            "endnote-xml",
            f"{_FORMATS}.endnote.reader:read",
            ("endnote", "xml"),
            (".xml",),
            r"\A\s*<(?:\?xml|xml\b)",
        ),
        Reader(
            "cff",
            f"{_FORMATS}.yaml.cff.reader:read",
            ("citation-file-format",),
            (".cff",),
            r"(?m)^cff-version\s*:",
        ),
        Reader(
            "hayagriva",
            f"{_FORMATS}.yaml.hayagriva.reader:read",
            ("hayagriva-yaml", "typst"),
            (".yaml", ".yml"),
            # A mapping of mappings. The first one has a field that most entries have.
            r"\A(?!(?:.*\n)*(?:references|items)[ \t]*:[ \t]*(?:\[|\n[ \t]*-))"
            r"(?:[ \t]*(?:#.*|---[ \t]*)?\n)*"
            r"[^\s#\-\[{].*?:[ \t]*"
            r"(?:\{.*\b|(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*[ \t]+)"
            r"(?:type|title|author|parent|date|editor|url|serial-number)[ \t]*:",
        ),
        Reader(
            "csl-yaml",
            f"{_FORMATS}.yaml.csl:read",
            ("cslyaml", "yaml", "yml"),
            (".yaml", ".yml"),
            r"(?m)^references\s*:|\A(?:---\s*)?-\s+\w[\w-]*\s*:",
        ),
        Reader("csv", f"{_FORMATS}.tagged.csv:read", ("tsv", "table"), (".csv", ".tsv")),
        Reader(
            "bibtex",
            f"{_FORMATS}.bibtex.reading.to_record:read",
            ("bib", "biblatex", "bibtex-classic"),
            (".bib", ".bibtex", ".biblatex"),
            r"(?m)^[^\n%]*@\s*\w+\s*[{(]|\A\s*%",
        ),
    ),
    error=FormatError,
    group="citeformat.readers",
    adopt=_adopt_reader,
)

WRITERS: Registry[Writer] = Registry(
    "format to convert to",
    (
        Writer(
            "bibtex",
            f"{_BIBTEX_WRITING}:write_bibtex",
            ("bib", "bibtex-classic"),
            (".bib", ".bibtex"),
            "BibTeX",
        ),
        Writer(
            "biblatex",
            f"{_BIBTEX_WRITING}:write_biblatex",
            (),
            (".bib", ".biblatex"),  # the suffix .bib chooses the first row, which is BibTeX
            "BibLaTeX",
        ),
        Writer(
            "csl-json",
            f"{_FORMATS}.json.csl:write",
            ("csljson", "json", "csl"),
            (".json", ".csljson"),
            "CSL-JSON",
        ),
        Writer(
            "csl-jsonl",
            f"{_FORMATS}.json.csl:write_lines",
            ("jsonl", "ndjson", "json-lines"),
            (".jsonl", ".ndjson"),
            "JSON Lines",
        ),
        Writer(
            "csl-yaml",
            f"{_FORMATS}.yaml.csl:write",
            ("cslyaml", "yaml", "yml"),
            (".yaml", ".yml"),
            "CSL-YAML",
        ),
        Writer(
            "hayagriva",
            f"{_FORMATS}.yaml.hayagriva.writer:write",
            ("hayagriva-yaml", "typst"),
            (".yaml", ".yml"),
            "Hayagriva",
        ),
        Writer(
            "ris",
            f"{_FORMATS}.tagged.ris.writer:write",
            ("endnote-ris", "refman"),
            (".ris",),
            "RIS",
        ),
        Writer(
            "endnote-xml",
            f"{_FORMATS}.endnote.writer:write",
            ("endnote", "xml"),
            (".xml",),
            "EndNote XML",
        ),
        Writer(
            "refer",
            f"{_FORMATS}.endnote.refer:write",
            ("enw", "endnote-refer", "endnote-tagged", "bibix"),
            (".enw", ".refer"),
            "Refer",
        ),
        Writer(
            "cff", f"{_FORMATS}.yaml.cff.writer:write", ("citation-file-format",), (".cff",), "CFF"
        ),
    ),
    error=FormatError,
    group="citeformat.writers",
    adopt=_adopt_writer,
)


def find_reader(text: str, file: str) -> Reader:
    """Find the reader for a file, by its suffix, otherwise by what the text looks like.

    Raises:
        FormatError: The text looks like none of the formats.

    >>> find_reader('[{"id": "x"}]', "").name
    'csl-json'
    """
    suffix = _suffix(file)
    candidates = []
    for row in READERS.rows() if suffix else ():  # to search other packages takes milliseconds
        if suffix in row.suffixes:
            if row.start and re.search(row.start, text):
                return row
            candidates.append(row)
    if candidates:  # the format that is called like the suffix
        return next((row for row in candidates if suffix[1:] in row.aliases), candidates[0])
    for part in (text[:_BEGINNING], text):
        for row in READERS.rows():
            if row.start and re.search(row.start, part):
                return row
    from citeformat.record.text.identifiers import Identifier, identifier_of  # few texts need it

    known = ", ".join(READERS.names())
    message = f"{file or 'the text'} is in none of the formats {known}"
    if isinstance(identifier_of(text.strip().partition("\n")[0]), Identifier):
        message += "; citeformat fetch --ids FILE gets works by their identifiers"
    raise FormatError(message)


def find_writer(name: str) -> Writer:
    """Find the writer of a format by its name.

    Raises:
        FormatError: No format has this name, or the format can only be read.

    >>> find_writer("BibTeX").name
    'bibtex'
    """
    if name in READERS and name not in WRITERS:
        known = ", ".join(WRITERS.names())
        raise FormatError(f"{name} can only be read; the formats to convert to are {known}")
    return WRITERS.find(name)


def find_suffix(file: str) -> Reader | None:
    """Find the reader for a file by its suffix, which may be followed by `.gz`.

    Returns:
        The reader, or `None` if no format or several formats have files with this suffix.

    >>> find_suffix("part-0.jsonl.gz").name
    'csl-json'
    """
    suffix = _suffix(file)
    candidates = [row for row in READERS.rows() if suffix in row.suffixes]
    return candidates[0] if len(candidates) == 1 else None


def _suffix(file: str) -> str:
    """Return the suffix of a file in lower case. `.gz` after it does not count.

    The name of an upload is in angle brackets.
    """
    if file[:1] == "<" and file[-1:] == ">":
        file = file[1:-1]
    return PurePath(file[:-3] if file[-3:].lower() == ".gz" else file).suffix.lower()
