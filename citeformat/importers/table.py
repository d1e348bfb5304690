"""The formats that can be read: one row each.

In: a format's name, a file's suffix, or text. Out: its `Importer`. The module that reads the
format is imported when it is first used.
"""

from __future__ import annotations

import importlib
import re
from pathlib import PurePath
from typing import NamedTuple, Protocol, cast

from citeformat.errors import FormatError
from citeformat.record import Records

__all__ = ["IMPORTERS", "Importer", "find", "find_for"]


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
    """The module of this package whose function `read` reads it."""
    start: str
    """What its text looks like: a pattern that is searched for."""

    def read(self, text: str, *, file: str = "") -> Records:
        """Read text in this format.

        Args:
            text: The whole text.
            file: The name of its file, for problems.
        """
        module = importlib.import_module(f"citeformat.importers.{self.module}")
        return cast(Reader, module.read)(text, file=file)


IMPORTERS: tuple[Importer, ...] = (
    # The order in which text is looked at: what begins a line before what may stand in one.
    Importer(
        "csl-json",
        ("csljson", "json", "csl"),
        (".json", ".csljson"),
        "csl_json",
        r"\A\s*[\[{]",
    ),
    Importer(
        "ris",
        ("refman", "endnote-ris"),
        (".ris",),
        "ris",
        r"(?m)^\s*TY[ \t]{1,2}-",
    ),
    Importer(
        "nbib",
        ("pubmed", "medline"),
        (".nbib",),
        "nbib",
        r"(?m)^PMID ?- ?\d",
    ),
    Importer(
        "endnote-xml",
        ("endnote", "xml"),
        (".xml",),
        "endnote_xml",
        r"\A\s*<(?:\?xml|xml\b)",
    ),
    Importer(
        "cff",
        ("citation-file-format",),
        (".cff",),
        "cff",
        r"(?m)^cff-version\s*:",
    ),
    Importer(
        "csl-yaml",
        ("cslyaml", "yaml", "yml"),
        (".yaml", ".yml"),
        "csl_yaml",
        r"(?m)^references\s*:|\A(?:---\s*)?-\s+\w[\w-]*\s*:",
    ),
    Importer(
        "bibtex",
        ("bib", "biblatex", "bibtex-classic"),
        (".bib", ".bibtex", ".biblatex"),
        "bibtex",
        r"(?m)^[^\n%]*@\s*\w+\s*[{(]|\A\s*%",
    ),
)


def find(name: str) -> Importer:
    """The importer of this name.

    Raises:
        FormatError: There is none.

    >>> find("bib").name
    'bibtex'
    """
    wanted = name.strip().lower().lstrip(".")
    for importer in IMPORTERS:
        if wanted == importer.name or wanted in importer.aliases:
            return importer
    known = ", ".join(importer.name for importer in IMPORTERS)
    raise FormatError(f"there is no input format named {name!r}; there are {known}")


def find_for(text: str, file: str) -> Importer:
    """The importer for this file: by its suffix, otherwise by what the text looks like.

    Raises:
        FormatError: The text looks like none of them.

    >>> find_for('[{"id": "x"}]', "").name
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
