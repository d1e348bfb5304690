"""References from one format into another: `citeformat.convert`.

In: records, or whatever `citeformat.read` takes, and the name of a format. Out: the text, a `str`
that also knows what could not be read (`problems`) and what could not be written (`losses`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, TypeAlias, TypeGuard, cast

from citeformat.errors import FormatError, Problem
from citeformat.interchange import SourceLike, read
from citeformat.interchange.losses import Loss
from citeformat.interchange.registry import WRITERS
from citeformat.record import Record, Records

__all__ = ["Conversion", "Convertible", "as_records", "convert", "is_source"]

Convertible: TypeAlias = "SourceLike | Record | Iterable[Record]"


class Conversion(str):
    """The text of a conversion, with what is not in it.

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
        """Make it of its text."""
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
    **options: Any,
) -> Conversion:
    """Convert references.

    Args:
        source: Records, or a path, text, bytes or an open file, as `read` takes it.
        to: The format: `"bibtex"`, `"biblatex"`, `"csl-json"`, `"csl-yaml"`, `"ris"`,
            `"endnote-xml"`, `"cff"`.
        format: The format of the source; without it `read` finds out.
        encoding: The encoding of the source; without it `read` finds out.
        options: Options of the format, such as `ascii=True` or `keys="[auth:lower][year]"`.

    Returns:
        The text; its `.losses` say what the format could not carry, its `.problems` what could
        not be read.

    Raises:
        FormatError: There is no such format, or it has no such option.
        SourceError: There is no such file, or it holds no text.

    >>> print(convert('[{"id": "x", "type": "book", "title": "TeX"}]', to="bibtex"), end="")
    @book{x,
      title = {{TeX}},
    }
    """
    writer = WRITERS.find(to)
    records = as_records(source, format, encoding)
    text, losses = writer.write(tuple(records), **options)
    return Conversion(text, losses, records.problems)


def is_source(source: Convertible) -> TypeGuard[SourceLike]:
    """Whether this is to be read, and not records."""
    return (
        isinstance(source, (str, bytes, bytearray, os.PathLike))
        or hasattr(source, "read")
        or not isinstance(source, (Record, Iterable))
    )


def as_records(
    source: Convertible, format: str | None = None, encoding: str | None = None
) -> Records:
    """The records of whatever the user gave."""
    if is_source(source):
        return read(source, format=format, encoding=encoding)
    if isinstance(source, Records):
        return source
    if isinstance(source, Record):
        return Records((source,))
    items: list[Record] = []
    for item in cast("Iterable[object]", source):
        if not isinstance(item, Record):
            raise FormatError(f"records are needed, not {item!r}")
        items.append(item)
    return Records(items)
