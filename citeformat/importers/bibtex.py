"""A .bib file, BibTeX or BibLaTeX → records.

In: the file's text. Out: `Records`. The phases: parse (bibtexparser splits, macros are put in) →
inherit (`crossref`, `xdata`, `@set`) → convert (entry by entry: names, dates, TeX to text).
"""

from __future__ import annotations

from citeformat.importers.bibtex_convert import convert
from citeformat.importers.bibtex_entry import Faults
from citeformat.importers.bibtex_inheritance import inherit
from citeformat.importers.bibtex_parse import parse
from citeformat.record import Records

__all__ = ["read"]


def read(text: str, *, file: str = "") -> Records:
    """Read BibTeX or BibLaTeX.

    Args:
        text: The text of the file.
        file: The file's name, for problems.

    Returns:
        A record for each entry, in order. An entry that is broken is read as far as it goes; a
        second entry with a key that is taken gets the id `key-2`.

    Raises:
        SourceError: The text cannot be parsed at all.

    >>> records = read("@string{aw = {Addison-Wesley}} @book{tb, title={The {\\\\TeX}book},"
    ...                " publisher=aw, year=1984}")
    >>> records["tb"].publisher, records["tb"].issued.year
    ('Addison-Wesley', 1984)
    """
    faults = Faults(file)
    entries = inherit(parse(text, faults), faults)
    if not entries and not faults.found:
        faults.add("warning", "there is no entry in this text", 0)
    records = [convert(entry, faults) for entry in entries]
    return Records(records, sorted(faults.found, key=lambda problem: problem.line))
