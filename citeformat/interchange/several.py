"""Read several files as one bibliography.

In: paths, texts or open files. Out: the records of all, with unique ids. The .bib files are read as
one text, as BibTeX reads those of `\\\\bibdata{strings,refs}`: an `@string`, a parent of `crossref`
or an `xdata` of one file counts in all of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from citeformat.errors import Problem
from citeformat.interchange import SourceLike, read_source
from citeformat.interchange.registry import READERS, Reader, find_reader
from citeformat.interchange.source import Source, open_source
from citeformat.record import Record, Records
from citeformat.record.citation_keys import UniqueIds
from citeformat.record.core import TitleCase
from citeformat.record.titles import with_title_case

__all__ = ["read_several"]


def read_several(
    sources: Iterable[SourceLike | Source],
    *,
    format: str | None = None,
    encoding: str | None = None,
    titles: TitleCase | None = None,
) -> Records:
    """Read the references of several files.

    Args:
        sources: Paths, texts, bytes or open files, each as `read` takes it, or sources that are
            already open.
        format: The format of all of them; otherwise each has its own.
        encoding: The encoding of all of them; otherwise each has its own.
        titles: How styles print English titles that are in title case, as in `read`.

    Returns:
        The records in the order of the sources. The second of two records with the same id gets
        another id, with a warning.

    Raises:
        SourceError: A file does not exist, or it is not text.
        FormatError: No format has this name, or a text is in no format that citeformat knows.

    >>> read_several(["@string{j = {Journal}}", "@article{x, journal = j}"])["x"].container_title
    'Journal'
    """
    opened = [
        source if isinstance(source, Source) else open_source(source, encoding)
        for source in sources
    ]
    given = None if format is None else READERS.find(format)
    readers = [
        (given or find_reader(one.text, one.name)) if one.text.strip() else given for one in opened
    ]
    parts = dict(enumerate(map(Records, [()] * len(opened))))
    bib = [
        index for index, reader in enumerate(readers)
        if reader is not None and reader.name == "bibtex"
    ]  # fmt: skip
    if len(bib) > 1:
        parts |= zip(
            bib, _read_as_one([opened[index] for index in bib], readers[bib[0]]), strict=True
        )
    for index, reader in enumerate(readers):
        if index not in bib or len(bib) == 1:
            parts[index] = read_source(opened[index], reader)
    records: list[Record] = []
    problems: list[Problem] = []
    ids = UniqueIds()
    for part in parts.values():
        renamed: dict[str, str] = {}
        clashes: list[Problem] = []
        for record in part:
            id = ids.take(record.id)
            if id != record.id:
                message = f"the id {record.id!r} is used in another file too"
                hint = f"this one is read as {id!r}"
                clashes.append(
                    Problem("warning", message, record.file, record.line, hint, id,
                            other_records=(record.id,))
                )  # fmt: skip
                renamed[record.id] = id
                record = record.replace(id=id)
            records.append(record)
        for problem in part.problems:
            own, *others = (renamed.get(id, id) for id in (problem.record, *problem.other_records))
            problems.append(replace(problem, record=own, other_records=tuple(others)))
        problems += clashes
    return with_title_case(Records(records, problems), titles)


def _read_as_one(sources: Sequence[Source], reader: Reader | None) -> list[Records]:
    """Read several texts as one, and return the records and problems of each."""
    texts = [
        source.text if source.text.endswith("\n") else f"{source.text}\n" for source in sources
    ]
    before = [0, *accumulate(text.count("\n") for text in texts)][:-1]
    records: list[list[Record]] = [[] for _ in sources]
    problems = [list(source.problems) for source in sources]
    found = read_source(Source("".join(texts)), reader)
    for record in found:
        index = bisect_right(before, max(record.line - 1, 0)) - 1
        line = record.line - before[index]
        records[index].append(record.replace(file=sources[index].name, line=line))
    for problem in found.problems:
        index = bisect_right(before, max(problem.line - 1, 0)) - 1
        line = problem.line and problem.line - before[index]
        problems[index].append(replace(problem, source=sources[index].name, line=line))
    return [Records(*both) for both in zip(records, problems, strict=True)]
