"""Functions as programs that use citeproc-py have them. Only their imports were changed."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from citeformat.compat.citeproc import (
    PRIMARY_DIALECTS,
    STYLES_PATH,
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeformat.compat.citeproc.source import BibliographySource, Date, Name, Reference
from citeformat.compat.citeproc.source.bibtex import BibTeX
from citeformat.compat.citeproc.source.json import CiteProcJSON
from citeformat.compat.citeproc.styles import get_style_filepath
from citeformat.compat.citeproc.types import WEBPAGE

INVENIO_STYLES = (
    "apa",
    "harvard-cite-them-right",
    "modern-language-association",
    "vancouver",
    "chicago-fullnote-bibliography",
    "ieee",
)


def needs_repair(text: str) -> bool:
    """Whether the two substitutions that such programs make afterwards would change a text."""
    return bool(re.search(r"\s\s+", text) or re.search(r"\.\.+", text))


def serialize(item: dict[str, Any], style: str, locale: str = "en-US") -> str:
    """A repository's serializer: one record, a path, plain text."""
    source = CiteProcJSON([item])
    citation_style = CitationStylesStyle(
        validate=False, style=get_style_filepath(style), locale=locale
    )
    bibliography = CitationStylesBibliography(citation_style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    return str(bibliography.bibliography()[0])


def write_list(items: Iterable[dict[str, Any]], style: str, locale: str) -> str:
    """A metadata converter's writer: one style, HTML, many bibliographies."""
    citation_style = CitationStylesStyle(get_style_filepath(style), locale=locale)
    written = []
    for item in items:
        source = CiteProcJSON([item])
        bibliography = CitationStylesBibliography(citation_style, source, formatter.html)
        bibliography.register(Citation([CitationItem(item["id"])]))
        written.append(str(bibliography.bibliography()[0]))
    return "\n\n".join(written)


def credit(bibtex: str, key: str, style: str = "harvard1") -> str:
    """A credit report: an entry of BibTeX in a temporary file."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "entry.bib")  # noqa: PTH118 - as such programs have it
        Path(path).write_bytes(bibtex.encode())
        source = BibTeX(path)
    citation_style = CitationStylesStyle(style, validate=False)
    bibliography = CitationStylesBibliography(citation_style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(key)]))
    made = bibliography.bibliography()
    assert len(made) == 1
    return "".join(made[0])


def export(document: Mapping[str, Any], style: str, formatter_name: str) -> str:
    """A library manager's exporter: references made by hand through the tables of `BibTeX`."""
    fields: dict[str, Any] = {}
    for key, value in document.items():
        name = BibTeX.fields.get(key)
        if name is None:
            continue
        if key == "author":
            fields[name] = [Name(**author) for author in document["author_list"]]
        elif key in ("number", "volume"):
            fields[name] = int(value)
        else:
            fields[name] = str(value)
    month = BibTeX.MONTHS.index(document["month"][:3].lower()) + 1
    fields["issued"] = Date(year=int(document["year"]), month=month)
    kind = BibTeX.types.get(document["type"], BibTeX.types["misc"])
    source = BibliographySource(document)
    source.add(Reference(document["ref"].lower(), kind, **fields))
    path = os.path.join(STYLES_PATH, f"{style}.csl")  # noqa: PTH118 - as such programs have it
    bibliography = CitationStylesBibliography(
        CitationStylesStyle(path, validate=False), source, getattr(formatter, formatter_name)
    )
    citation = Citation([CitationItem(document["ref"])])
    bibliography.register(citation)
    missing: list[str] = []
    bibliography.cite(citation, callback=lambda item: missing.append(item.key))
    assert not missing
    for item in bibliography.bibliography():
        return str(item)
    raise AssertionError("nothing was printed")


class CatalogueOfData:
    """A data portal's plug-in: its styles stay in memory, and take the language of each page."""

    def __init__(self, styles: Iterable[str]) -> None:
        self.styles = [CitationStylesStyle(get_style_filepath(name)) for name in styles]

    def citations(self, dataset: Mapping[str, Any], language: str, format: str) -> list[str]:
        item = {
            "id": dataset["id"],
            "type": WEBPAGE,
            "title": dataset["title"],
            "container_title": "Data Portal",
            "publisher": dataset["organization"],
            "issued": {"date-parts": [[2024, 5, 17]]},
            "URL": dataset["url"],
        }
        source = CiteProcJSON([item])
        made = []
        for style in self.styles:
            style.root.set_locale_list(PRIMARY_DIALECTS[language], validate=False)
            bibliography = CitationStylesBibliography(style, source, getattr(formatter, format))
            citation = Citation([CitationItem(dataset["id"])])
            bibliography.register(citation)
            bibliography.cite(citation, print)
            made.append(str(bibliography.bibliography()[0]))
        return made
