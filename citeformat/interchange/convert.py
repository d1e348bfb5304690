"""Convert references from one format into another: `citeformat.convert`.

In: records, or whatever `citeformat.read` takes, and the name of a format. Out: the text, a `str`
that also knows what could not be read (`problems`) and what could not be written (`losses`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict, TypeGuard, cast

from citeformat.errors import FormatError, Problem, RecordError
from citeformat.interchange import SourceLike, read
from citeformat.interchange.losses import Loss
from citeformat.interchange.registry import find_writer
from citeformat.record import Record, Records
from citeformat.record.collection import RecordsLike
from citeformat.record.core import TitleCase
from citeformat.record.text.note_fields import with_note_fields
from citeformat.record.titles import printed_titles, with_title_case

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = ["Conversion", "Convertible", "WriterOptions", "as_records", "convert", "is_source"]

Convertible: TypeAlias = "SourceLike | RecordsLike"


class WriterOptions(TypedDict, total=False):
    """The options of the formats; each format has some of them."""

    ascii: bool
    """Write nothing but ASCII: TeX commands in BibTeX and BibLaTeX, escapes in JSON."""
    keys: str | None
    """The pattern of new citation keys in BibTeX and BibLaTeX: `"[auth:lower][year]"`."""
    protect_case: bool
    """Put braces around capitals in BibTeX and BibLaTeX, so that styles keep them."""
    indent: int
    """The blanks of each level in CSL-JSON; 0 writes everything in one line."""
    message: str
    """What a CFF file asks of its readers."""


class Conversion(str):
    """A converted text that knows what is not in it.

    >>> made = convert(Record("x", "book", {"title": "TeX", "scale": "1:100"}), to="ris")
    >>> made.splitlines()[0], [str(loss) for loss in made.losses]
    ('TY  - BOOK', ['x: scale: RIS has no field for it'])
    """

    __slots__ = ("losses", "problems")

    losses: tuple[Loss, ...]
    """What the format could not carry, record by record."""
    problems: tuple[Problem, ...]
    """What could not be read, or only by a guess."""

    def __new__(
        cls, text: str, losses: Iterable[Loss] = (), problems: Iterable[Problem] = ()
    ) -> Conversion:
        """Make a conversion of its text."""
        self = super().__new__(cls, text)
        object.__setattr__(self, "losses", tuple(losses))
        object.__setattr__(self, "problems", tuple(problems))
        return self

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a conversion does not change")

    def __reduce__(self) -> tuple[Any, ...]:
        return Conversion, (str(self), self.losses, self.problems)


def convert(
    source: Convertible,
    *,
    to: str,
    format: str | None = None,
    encoding: str | None = None,
    titles: TitleCase | None = None,
    **options: Unpack[WriterOptions],
) -> Conversion:
    """Convert references.

    Args:
        source: Records, CSL-JSON items, or a path, text, bytes or an open file, as `read` takes it.
        to: The format: `"bibtex"`, `"biblatex"`, `"csl-json"`, `"csl-jsonl"`, `"csl-yaml"`,
            `"hayagriva"`, `"ris"`, `"endnote-xml"`, `"refer"`, `"cff"`.
        format: The format of the source; `read` finds out by default.
        encoding: The encoding of the source; `read` finds out by default.
        titles: `"sentence"` writes English titles that are in title case in sentence case, which
            other CSL programs need.
        options: Options of the format (`WriterOptions`), such as `ascii=True`.

    Returns:
        The text; its `.losses` say what the format could not carry, its `.problems` what could
        not be read.

    Raises:
        FormatError: No format has this name, or the format has no such option, or the option cannot
            have this value.
        RecordError: `titles` is something else.
        SourceError: The file does not exist, or it is not text.

    >>> print(convert('[{"id": "x", "type": "book", "title": "TeX"}]', to="bibtex"), end="")
    @book{x,
      title = {{TeX}},
    }
    """
    writer = find_writer(to)
    if options:
        _check_options(options)
    records = with_title_case(as_records(source, format, encoding), titles)
    if titles == "sentence":
        records = Records(map(printed_titles, records), records.problems)
    if not writer.name.startswith("csl-"):  # only CSL has variables in notes
        records = Records(map(_without_note_fields, records), records.problems)
    text, losses = writer.write(tuple(records), **options)
    return Conversion(text, losses, records.problems)


def _without_note_fields(record: Record) -> Record:
    """Move variables out of the note of a record that comes from CSL-JSON or a program."""
    if "custom" in record.extra:  # notes of other formats are only notes
        return record
    fields = with_note_fields(record.fields, instructions=True)
    if fields is record.fields:
        return record
    variables = {name: value for name, value in fields.items() if value and name != "type"}
    return Record(
        record.id, str(fields.get("type", record.type)), variables,
        extra=record.extra, file=record.file, line=record.line,
    )  # fmt: skip


def _check_options(options: WriterOptions) -> None:
    """Make sure that options have values of their types.

    Raises:
        FormatError: One has another value. Unknown options are left to the format.
    """
    for name, value in options.items():
        wanted = _OPTION_VALUES.get(name)
        if wanted is None or (name == "keys" and value is None):
            continue
        kind, description = wanted
        is_right = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
        if not is_right or (isinstance(value, int) and value < 0):
            raise FormatError(f"{name} must be {description}, not {value!r}")


_OPTION_VALUES: dict[str, tuple[type, str]] = {
    "ascii": (bool, "True or False"),
    "keys": (str, "a pattern such as '[auth:lower][year]'"),
    "protect_case": (bool, "True or False"),
    "indent": (int, "a number of blanks"),
    "message": (str, "text"),
}
"""Option -> the type of its values, and what messages call them."""


def is_source(source: Convertible) -> TypeGuard[SourceLike]:
    """Tell something to be read from records."""
    return (
        isinstance(source, (str, bytes, bytearray, os.PathLike))
        or hasattr(source, "read")
        or not isinstance(source, (Record, Iterable))
    )


def as_records(
    source: Convertible, format: str | None = None, encoding: str | None = None
) -> Records:
    """Return the records that the user gave, read if necessary."""
    if is_source(source):
        return read(source, format=format, encoding=encoding)
    if isinstance(source, Records):
        return source
    if isinstance(source, Record):
        return Records((source,))
    try:
        return Records(cast("RecordsLike", source))
    except RecordError as error:
        raise FormatError(str(error)) from None
