"""The formats that can be read and those that can be written: one row each.

In: a format's name, a file's suffix, or text. Out: its `Importer` or `Exporter`. The module of a
format is imported when it is first used.
"""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from citeformat.errors import FormatError
from citeformat.record import Record, Records

if TYPE_CHECKING:
    from citeformat.interchange.losses import Loss, Losses

__all__ = [
    "EXPORTERS",
    "IMPORTERS",
    "Exporter",
    "Importer",
    "find_exporter",
    "find_exporter_for",
    "find_importer",
    "find_importer_for",
]


def load_function(place: str) -> Any:
    """Import the module of a format and return its function.

    >>> load_function("csl_json:read").__name__
    'read'
    """
    module, _, function = place.partition(":")
    return getattr(importlib.import_module(f"citeformat.interchange.{module}"), function)


class Reader(Protocol):
    """What an importer's module defines under the name `read`."""

    def __call__(self, text: str, *, file: str = "") -> Records: ...


class Importer(NamedTuple):
    """A format that can be read."""

    name: str
    """Its name, in lower case."""
    aliases: tuple[str, ...]
    """Other names that people use."""
    suffixes: tuple[str, ...]
    """The suffixes of its files, in lower case, with the dot."""
    module: str
    """The module of this package and the function in it, as `module:function`."""
    start: str
    """What its text looks like: a pattern that is searched for."""

    def read(self, text: str, *, file: str = "") -> Records:
        """Read text in this format.

        Args:
            text: The whole text.
            file: The name of its file, for problems.
        """
        return cast(Reader, load_function(self.module))(text, file=file)


IMPORTERS: tuple[Importer, ...] = (
    # The order in which text is looked at: what begins a line before what may stand in one.
    Importer(
        "csl-json",
        ("csljson", "json", "csl"),
        (".json", ".csljson"),
        "csl_json:read",
        r"\A\s*[\[{]",
    ),
    Importer(
        "ris",
        ("refman", "endnote-ris"),
        (".ris",),
        "ris.reader:read",
        r"(?m)^\s*TY[ \t]{1,2}-",
    ),
    Importer(
        "nbib",
        ("pubmed", "medline"),
        (".nbib",),
        "pubmed:read",
        r"(?m)^PMID ?- ?\d",
    ),
    Importer(
        "endnote-xml",
        ("endnote", "xml"),
        (".xml",),
        "endnote.reader:read",
        r"\A\s*<(?:\?xml|xml\b)",
    ),
    Importer(
        "cff",
        ("citation-file-format",),
        (".cff",),
        "cff.reader:read",
        r"(?m)^cff-version\s*:",
    ),
    Importer(
        "csl-yaml",
        ("cslyaml", "yaml", "yml"),
        (".yaml", ".yml"),
        "csl_yaml:read",
        r"(?m)^references\s*:|\A(?:---\s*)?-\s+\w[\w-]*\s*:",
    ),
    Importer(
        "bibtex",
        ("bib", "biblatex", "bibtex-classic"),
        (".bib", ".bibtex", ".biblatex"),
        "bibtex.reading.to_record:read",
        r"(?m)^[^\n%]*@\s*\w+\s*[{(]|\A\s*%",
    ),
)


def find_importer(name: str) -> Importer:
    """The importer of this name.

    Raises:
        FormatError: There is none.

    >>> find_importer("bib").name
    'bibtex'
    """
    wanted = name.strip().lower().lstrip(".")
    for importer in IMPORTERS:
        if wanted == importer.name or wanted in importer.aliases:
            return importer
    known = ", ".join(importer.name for importer in IMPORTERS)
    raise FormatError(f"there is no input format named {name!r}; there are {known}")


def find_importer_for(text: str, file: str) -> Importer:
    """The importer for this file: by its suffix, otherwise by what the text looks like.

    Raises:
        FormatError: The text looks like none of them.

    >>> find_importer_for('[{"id": "x"}]', "").name
    'csl-json'
    """
    suffix = PurePath(file).suffix.lower()
    for importer in IMPORTERS:
        if suffix in importer.suffixes:
            return importer
    for importer in IMPORTERS:
        if re.search(importer.start, text):
            return importer
    known = ", ".join(importer.name for importer in IMPORTERS)
    raise FormatError(f"{file or 'the text'} is in none of the formats {known}")


class Writer(Protocol):
    """What an exporter's module defines under the name `write`."""

    def __call__(self, records: Sequence[Record], losses: Losses, **options: Any) -> str: ...


class Exporter(NamedTuple):
    """A format that can be written."""

    name: str
    """Its name, in lower case."""
    aliases: tuple[str, ...]
    """Other names that people use."""
    suffixes: tuple[str, ...]
    """The suffixes of its files, in lower case, with the dot."""
    module: str
    """The module of this package and the function in it, as `module:function`."""
    title: str
    """What messages call it."""

    @property
    def options(self) -> tuple[str, ...]:
        """The names of its options."""
        parameters = inspect.signature(self._write).parameters.values()
        return tuple(one.name for one in parameters if one.kind is one.KEYWORD_ONLY)

    @property
    def _write(self) -> Writer:
        return cast(Writer, load_function(self.module))

    def write(self, records: Sequence[Record], **options: Any) -> tuple[str, tuple[Loss, ...]]:
        """Write records in this format.

        Args:
            records: The records.
            options: The format's own options.

        Returns:
            The text, and what it does not carry.

        Raises:
            FormatError: The format has no such option.
        """
        for name in options:
            if name not in self.options:
                known = ", ".join(self.options) or "none"
                raise FormatError(f"{self.title} has no option {name!r}; there are: {known}")
        from citeformat.interchange.losses import Losses  # reading needs none of it

        losses = Losses(self.title)
        text = self._write(records, losses, **options)
        return text, tuple(losses.found)


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(
        "bibtex",
        ("bib", "bibtex-classic"),
        (".bib", ".bibtex"),
        "bibtex.writing.dialects:write_bibtex",
        "BibTeX",
    ),
    Exporter("biblatex", (), (".biblatex",), "bibtex.writing.dialects:write_biblatex", "BibLaTeX"),
    Exporter(
        "csl-json", ("csljson", "json", "csl"), (".json", ".csljson"), "csl_json:write", "CSL-JSON"
    ),
    Exporter(
        "csl-yaml", ("cslyaml", "yaml", "yml"), (".yaml", ".yml"), "csl_yaml:write", "CSL-YAML"
    ),
    Exporter("ris", ("endnote-ris", "refman"), (".ris",), "ris.writer:write", "RIS"),
    Exporter("endnote-xml", ("endnote", "xml"), (".xml",), "endnote.writer:write", "EndNote XML"),
    Exporter("cff", ("citation-file-format",), (".cff",), "cff.writer:write", "CFF"),
)


def find_exporter(name: str) -> Exporter:
    """The exporter of this name.

    Raises:
        FormatError: There is none.

    >>> find_exporter("json").name
    'csl-json'
    """
    wanted = name.strip().lower().lstrip(".").replace("_", "-")
    for exporter in EXPORTERS:
        if wanted == exporter.name or wanted in exporter.aliases:
            return exporter
    known = ", ".join(exporter.name for exporter in EXPORTERS)
    raise FormatError(f"there is no format named {name!r} to convert to; there are {known}")


def find_exporter_for(file: str) -> Exporter | None:
    """The exporter for a file of this name, by its suffix.

    >>> find_exporter_for("refs.ris").name
    'ris'
    """
    suffix = PurePath(file).suffix.lower()
    return next((exporter for exporter in EXPORTERS if suffix in exporter.suffixes), None)
