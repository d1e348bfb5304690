"""The formats that can be written: one row each.

In: a format's name, or a file's name. Out: its `Exporter`. The module that writes the format is
imported when it is first used.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, NamedTuple, Protocol, cast

from citeformat.errors import FormatError
from citeformat.exporters.losses import Loss, Losses
from citeformat.record import Record

__all__ = ["EXPORTERS", "Exporter", "find", "find_for"]


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
    """The module of this package whose function `write` writes it."""
    title: str
    """What messages call it."""

    @property
    def options(self) -> tuple[str, ...]:
        """The names of its options."""
        parameters = inspect.signature(self._write).parameters.values()
        return tuple(one.name for one in parameters if one.kind is one.KEYWORD_ONLY)

    @property
    def _write(self) -> Writer:
        module = importlib.import_module(f"citeformat.exporters.{self.module}")
        return cast(Writer, module.write)

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
        losses = Losses(self.title)
        text = self._write(records, losses, **options)
        return text, tuple(losses.found)


EXPORTERS: tuple[Exporter, ...] = (
    Exporter("bibtex", ("bib", "bibtex-classic"), (".bib", ".bibtex"), "bibtex", "BibTeX"),
    Exporter("biblatex", (), (".biblatex",), "biblatex", "BibLaTeX"),
    Exporter("csl-json", ("csljson", "json", "csl"), (".json", ".csljson"), "csl_json", "CSL-JSON"),
    Exporter("csl-yaml", ("cslyaml", "yaml", "yml"), (".yaml", ".yml"), "csl_yaml", "CSL-YAML"),
    Exporter("ris", ("endnote-ris", "refman"), (".ris",), "ris", "RIS"),
    Exporter("endnote-xml", ("endnote", "xml"), (".xml",), "endnote_xml", "EndNote XML"),
    Exporter("cff", ("citation-file-format",), (".cff",), "cff", "CFF"),
)


def find(name: str) -> Exporter:
    """The exporter of this name.

    Raises:
        FormatError: There is none.

    >>> find("json").name
    'csl-json'
    """
    wanted = name.strip().lower().lstrip(".").replace("_", "-")
    for exporter in EXPORTERS:
        if wanted == exporter.name or wanted in exporter.aliases:
            return exporter
    known = ", ".join(exporter.name for exporter in EXPORTERS)
    raise FormatError(f"there is no format named {name!r} to convert to; there are {known}")


def find_for(file: str) -> Exporter | None:
    """The exporter for a file of this name, by its suffix.

    >>> find_for("refs.ris").name
    'ris'
    """
    suffix = PurePath(file).suffix.lower()
    return next((exporter for exporter in EXPORTERS if suffix in exporter.suffixes), None)
