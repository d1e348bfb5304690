"""Every bibliographic file format → records, and records → every format.

In: a path, text, bytes or an open file (`read`). Out: `Records`, with a Problem for each part
that could not be read. `citeformat.convert` writes. Importing this package imports no parser; a
format's module is loaded when it is first used.
"""

from __future__ import annotations

from citeformat._util.surrogates import replace_surrogates
from citeformat.errors import Problem
from citeformat.interchange.registry import (
    EXPORTERS,
    IMPORTERS,
    Exporter,
    Importer,
    find_importer,
    find_importer_for,
)
from citeformat.interchange.source import SourceLike, open_source
from citeformat.record import Records

__all__ = ["EXPORTERS", "IMPORTERS", "Exporter", "Importer", "SourceLike", "read"]


def read(source: SourceLike, *, format: str | None = None, encoding: str | None = None) -> Records:
    """Read references.

    Args:
        source: A path (`str` or path object), text, bytes, or an open file. A `str` that names
            no file is text when it has several lines or starts as BibTeX or JSON does.
        format: `"bibtex"`, `"csl-json"`, `"csl-yaml"`, `"ris"`, `"nbib"`, `"endnote-xml"` or
            `"cff"`; without it the file's suffix decides, then the text.
        encoding: The encoding of bytes; without it UTF-8, then Windows-1252.

    Returns:
        The records in the order of the source; `.problems` says what could not be read.

    Raises:
        SourceError: There is no such file, or it holds no text.
        FormatError: There is no such format, or the text is in none that is known.

    >>> records = read("@book{knuth, author={Donald E. Knuth}, title={The {\\\\TeX}book}}")
    >>> records["knuth"].author[0].family
    'Knuth'
    """
    importer = find_importer(format) if format is not None else None
    opened = open_source(source, encoding)
    problems = opened.problems
    text = replace_surrogates(opened.text)
    if text is not opened.text:
        message, hint = "the text has lone surrogates", "U+FFFD replaces each of them"
        problems = (*problems, Problem("warning", message, opened.name, hint=hint))
    records = Records()
    if text.strip():
        importer = importer or find_importer_for(text, opened.name)
        records = importer.read(text, file=opened.name)
    problems = (*problems, *records.problems)
    if not records and not problems:
        problems = (Problem("info", "no references were found", opened.name),)
    return Records(records, problems) if problems else records
