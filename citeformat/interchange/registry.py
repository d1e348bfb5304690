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
from typing import TYPE_CHECKING, Any, Protocol

from citeformat._util.registry import Plugin, Registry
from citeformat.errors import FormatError
from citeformat.record import Record, Records

if TYPE_CHECKING:
    from citeformat.interchange.losses import Loss, Losses

__all__ = ["READERS", "WRITERS", "Reader", "Writer", "find_reader", "find_suffix"]


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
        return self.load()(records, losses, **options), tuple(losses.found)


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
_BIBTEX_WRITING = f"{_FORMATS}.bibtex.writing.dialects"

READERS: Registry[Reader] = Registry(
    "input format",
    (
        # Text is compared with the patterns in this order: what begins a text comes before what
        # may be in any line of it.
        Reader(
            "csl-json",
            f"{_FORMATS}.json.csl:read",
            ("csljson", "json", "csl"),
            (".json", ".csljson", ".jsonl", ".ndjson"),
            r"\A\s*[\[{]",
        ),
        # The reader of CSL-JSON recognizes the works of these services.
        Reader("crossref", f"{_FORMATS}.json.works:read_crossref"),
        Reader("datacite", f"{_FORMATS}.json.works:read_datacite"),
        Reader("openalex", f"{_FORMATS}.json.works:read_openalex"),
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
            "csl-yaml",
            f"{_FORMATS}.yaml.csl:read",
            ("cslyaml", "yaml", "yml"),
            (".yaml", ".yml"),
            r"(?m)^references\s*:|\A(?:---\s*)?-\s+\w[\w-]*\s*:",
        ),
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
        Writer("biblatex", f"{_BIBTEX_WRITING}:write_biblatex", (), (".biblatex",), "BibLaTeX"),
        Writer(
            "csl-json",
            f"{_FORMATS}.json.csl:write",
            ("csljson", "json", "csl"),
            (".json", ".csljson"),
            "CSL-JSON",
        ),
        Writer(
            "csl-yaml",
            f"{_FORMATS}.yaml.csl:write",
            ("cslyaml", "yaml", "yml"),
            (".yaml", ".yml"),
            "CSL-YAML",
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
    reader = find_suffix(file)
    if reader is not None:
        return reader
    for each in READERS.rows():
        if each.start and re.search(each.start, text):
            return each
    known = ", ".join(READERS.names())
    raise FormatError(f"{file or 'the text'} is in none of the formats {known}")


def find_suffix(file: str) -> Reader | None:
    """Find the reader for a file by its suffix, which may be followed by `.gz`.

    >>> find_suffix("part-0.jsonl.gz").name
    'csl-json'
    """
    is_compressed = file[-3:].lower() == ".gz"
    return READERS.find_suffix(file[:-3] if is_compressed else file)
