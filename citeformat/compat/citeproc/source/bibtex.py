"""BibTeX as a source of references."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, ClassVar

from citeformat.compat.citeproc.source import BibliographySource, Reference
from citeformat.compat.citeproc.source.json import date_of, names_of
from citeformat.compat.citeproc.variables import DATES, NAMES, python_name
from citeformat.interchange import read_source
from citeformat.interchange.bibtex.editing import BibFile
from citeformat.interchange.latex.decoder import decode
from citeformat.interchange.registry import READERS
from citeformat.interchange.source import open_source
from citeformat.record import Record

__all__ = ["BibTeX"]

_FIELDS = MappingProxyType(
    {
        "abstract": "abstract",
        "address": "publisher_place",
        "annote": "annote",
        "author": "author",
        "booktitle": "container_title",
        "chapter": "chapter_number",
        "doi": "DOI",
        "edition": "edition",
        "editor": "editor",
        "isbn": "ISBN",
        "issn": "ISSN",
        "journal": "container_title",
        "note": "note",
        "number": "issue",
        "pages": "page",
        "pmid": "PMID",
        "publisher": "publisher",
        "series": "collection_title",
        "title": "title",
        "volume": "volume",
    }
)
_TYPES = MappingProxyType(
    {
        "article": "article-journal",
        "book": "book",
        "booklet": "pamphlet",
        "conference": "paper-conference",
        "inbook": "chapter",
        "incollection": "chapter",
        "inproceedings": "paper-conference",
        "manual": "book",
        "mastersthesis": "thesis",
        "misc": "article",
        "phdthesis": "thesis",
        "proceedings": "book",
        "report": "report",
        "techreport": "report",
        "thesis": "thesis",
        "unpublished": "manuscript",
    }
)


class BibTeX(BibliographySource):
    """References from a BibTeX or BibLaTeX file.

    Every field that citeformat knows is read, not only those of `fields`. What a program adds to
    `fields` and `types`, or changes there, is used instead of citeformat's own reading.

    Args:
        filename: A path, or an open file.
        encoding: The encoding of a path; `"ascii"` means that it is found out.

    Raises:
        SourceError: The file cannot be read.

    >>> BibTeX("examples/cancer-control.bib")["carballido2012"].container_title
    'Cancer Control'
    """

    fields: ClassVar[dict[str, str]] = dict(_FIELDS)
    """Field of BibTeX -> variable."""
    types: ClassVar[dict[str, str]] = dict(_TYPES)
    """Type of BibTeX -> type of CSL."""
    MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

    def __init__(self, filename: Any, encoding: str = "ascii") -> None:
        super().__init__()
        encoding = encoding.lower().replace("_", "-")
        source = open_source(filename, None if encoding in ("ascii", "us-ascii") else encoding)
        records = read_source(source, READERS.find("bibtex"))
        self.problems = records.problems
        fields = {
            field: variable
            for field, variable in self.fields.items()
            if _FIELDS.get(field) != variable
        }
        types = {entry: type for entry, type in self.types.items() if _TYPES.get(entry) != type}
        entries = BibFile(source.text.encode(), path=source.name) if fields or types else {}
        for record in records:
            reference = _reference(record)
            entry = entries.get(record.id)
            if entry is not None:
                reference["type"] = types.get(entry.type.lower(), reference["type"])
                for field in fields.keys() & {name.lower() for name in entry}:
                    reference[fields[field]] = decode(entry[field])[0]
            self.add(reference)


def _reference(record: Record) -> Reference:
    """Make a reference of a record."""
    item = record.to_csl()
    values: dict[str, Any] = {}
    for name, value in item.items():
        if name not in ("id", "type"):
            variable = python_name(name)
            if variable in NAMES:
                value = names_of(value)
            elif variable in DATES:
                value = date_of(value)
            values[variable] = value
    return Reference(record.id, record.type, **values)
