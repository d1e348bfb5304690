"""RIS → records, as reference managers, publishers, PubMed and library systems write it.

In: the file's text. Out: records.

A library is not used: those that exist give tags and values, which is the small part of the work,
and drop what they do not know.
"""

from __future__ import annotations

from citeformat.errors import Problem, SourceError
from citeformat.importers.ids import UniqueIds
from citeformat.importers.ris_lines import tagged_references
from citeformat.importers.ris_record import record_of
from citeformat.record import Records

__all__ = ["read"]


def read(text: str, *, file: str = "") -> Records:
    """Read RIS.

    Args:
        text: The text of the file.
        file: Its name, for problems.

    Returns:
        The records in order. Text that belongs to no reference is a Problem.

    Raises:
        SourceError: There is no reference in the text.

    >>> read("TY  - JOUR\\nAU  - Knuth, Donald E.\\nTI  - Literate programming\\nER  - ")[0].title
    'Literate programming'
    """
    problems: list[Problem] = []
    ids = UniqueIds()
    records = [
        record_of(reference, "ris", file, ids, problems)
        for reference in tagged_references(text, file, problems)
    ]
    if not records:
        raise SourceError(f"{file or 'the text'} is not RIS: no line begins with TY")
    return Records(records, sorted(problems, key=lambda problem: problem.line))
