"""Every bibliographic file format -> records, and records -> every format.

In: a path, text, bytes or an open file (`read`). Out: `Records`, with a Problem for each part
that could not be read. `citeformat.convert` writes. Importing this package imports no parser; a
format's module is imported when it is first used.
"""

from __future__ import annotations

from citeformat._util.collector import paused_collector
from citeformat._util.surrogates import replace_surrogates
from citeformat.errors import Problem
from citeformat.interchange.registry import READERS, WRITERS, Reader, Writer, find_reader
from citeformat.interchange.source import MAX_BYTES, Source, SourceLike, given_text, open_source
from citeformat.record import Records
from citeformat.record.core import TitleCase
from citeformat.record.titles import with_title_case

__all__ = ["READERS", "WRITERS", "Reader", "SourceLike", "Writer", "read", "read_source"]


def read(
    source: SourceLike | None = None,
    *,
    text: str | None = None,
    format: str | None = None,
    encoding: str | None = None,
    titles: TitleCase | None = None,
    max_bytes: int = MAX_BYTES,
) -> Records:
    """Read references.

    Args:
        source: A path (`str` or path object), text, bytes, or an open file. A `str` that names
            no file is text when it has several lines or starts as BibTeX or JSON does. Files and
            bytes may be compressed with gzip. FIFOs and devices are refused.
        text: Text, instead of a source. It is never taken for the name of a file, so this is the
            way to read what somebody else has sent.
        format: The name of a format, such as `"bibtex"`, `"ris"` or `"crossref"`; otherwise the
            file's suffix decides, then the text.
        encoding: The encoding of bytes; otherwise UTF-8, then Windows-1252.
        titles: How styles print English titles that are in title case: in `"sentence"` case, which
            is the default for BibTeX, or `"as-is"`, the default for the other formats. The records
            have the titles as they are in the source.
        max_bytes: The size of the largest source that is read, after it is decompressed.

    Returns:
        The records in the order of the source; `.problems` says what could not be read.

    Raises:
        SourceError: The file does not exist, it is not text, or it is too large.
        TypeError: There are both a source and text.
        FormatError: No format has this name, or the text is in no format that citeformat knows.
        RecordError: `titles` is something else.

    >>> records = read("@book{knuth, author={Donald E. Knuth}, title={The {\\\\TeX}book}}")
    >>> records["knuth"].author[0].family
    'Knuth'
    >>> read(text="/etc/passwd", format="bibtex")
    <Records: 0 (), 1 problems>
    """
    reader = READERS.find(format) if format is not None else None
    if text is None:
        opened = open_source(source, encoding, max_bytes)  # type: ignore[arg-type]
    elif source is None:
        opened = given_text(text, max_bytes)
    else:
        raise TypeError("read takes a source or text, not both")
    return with_title_case(read_source(opened, reader), titles)


def read_source(opened: Source, reader: Reader | None) -> Records:
    """Read a source that is open, by a reader or by the one for its suffix or text."""
    problems = opened.problems
    text = replace_surrogates(opened.text)
    if text is not opened.text:
        message, hint = "the text has lone surrogates", "U+FFFD replaces each of them"
        problems = (*problems, Problem("warning", message, opened.name, hint=hint))
    records = Records()
    if text.strip():
        reader = reader or find_reader(text, opened.name)
        with paused_collector():
            records = reader.read(text, file=opened.name)
    problems = (*problems, *records.problems)
    if not records and not problems:
        problems = (Problem("info", "no references were found", opened.name),)
    return Records(records, problems) if problems else records
