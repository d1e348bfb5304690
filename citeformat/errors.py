"""What can go wrong, as values and as exceptions.

A `Problem` is data: one error in the input, with its location and a hint. The rest of the input is
used. An exception is raised only if nothing of the input can be used:

    CiteformatError
    ├── SourceError      a file or text that cannot be read at all
    ├── StyleError
    │   ├── StyleNotFound    no style has this name; `suggestions` has the nearest names
    │   └── InvalidStyle     a style that cannot be used; `problems` lists every error
    ├── RecordNotFound   a citation has an id that no record has
    ├── CitationNotFound no citation of a document has this id
    ├── RecordError      a value that cannot be part of a record
    ├── VariableNotFound a record has no variable of this name
    └── FormatError      no import, export or output format has this name
        └── NotAcceptable    a request accepts none of the media types; `available` lists them

Exceptions of dependencies never leave the package.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

__all__ = [
    "CitationNotFound",
    "CiteformatError",
    "FormatError",
    "InvalidStyle",
    "NotAcceptable",
    "Problem",
    "RecordError",
    "RecordNotFound",
    "Severity",
    "SourceError",
    "StyleError",
    "StyleNotFound",
    "VariableNotFound",
]

Severity = Literal["error", "warning", "info"]

_LONGEST_MESSAGE = 600


@dataclass(frozen=True, slots=True)
class Problem:
    """One error in the input, and where it is.

    >>> str(Problem("error", "the string name 'jan1' is not defined", "refs.bib", 12))
    "refs.bib:12: error: the string name 'jan1' is not defined"
    """

    severity: Severity
    """`error`: something was lost; `warning`: something was guessed; `info`: good to know."""
    message: str
    """One sentence in plain English, without the location; the middle of a long one is cut out."""
    source: str = ""
    """The name of the file as the user gave it, or `""` for text."""
    line: int = 0
    """The line, counted from 1, or 0 if it is not known."""
    hint: str = ""
    """What the user can do about it, or `""`."""
    record: str = ""
    """The id of the record that it belongs to, or `""`."""
    detail: str = ""
    """What only a maintainer needs, such as a traceback, or `""`."""
    other_records: tuple[str, ...] = ()
    """The ids of further records that it belongs to, such as all that use the same command."""

    def __post_init__(self) -> None:
        # A message may quote a value, and a value may have megabytes.
        for name in ("message", "hint"):
            text: str = getattr(self, name)
            if len(text) > _LONGEST_MESSAGE:
                half = _LONGEST_MESSAGE // 2
                object.__setattr__(self, name, f"{text[:half]} ... {text[-half:]}")

    def belongs_to(self, ids: Container[str]) -> bool:
        """Return whether it belongs to one of these records, or to no record.

        >>> problem = Problem("warning", "the key 'a' is used twice", record="a-2",
        ...                   other_records=("a",))
        >>> problem.belongs_to({"a"}), problem.belongs_to({"b"})
        (True, False)
        """
        return not self.record or any(id in ids for id in (self.record, *self.other_records))

    def __str__(self) -> str:
        place = self.source or "<text>"
        if self.line:
            place += f":{self.line}"
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.severity}: {self.message}{hint}"


class CiteformatError(Exception):
    """The base of every exception that this package raises on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        # The default calls the class with the message alone. For a class with other parameters this
        # fails in the parent of a process pool, where nothing catches it: the pool waits forever.
        return _restored, (type(self), self.args), self.__dict__


def _restored(kind: type[CiteformatError], args: tuple[object, ...]) -> CiteformatError:
    """Make an exception without calling `__init__`; its attributes are set afterwards."""
    return kind.__new__(kind, *args)


def _suggesting(message: str, suggestions: Sequence[str]) -> str:
    """Add names that may have been meant to the message of an error."""
    return f"{message}; did you mean {', '.join(suggestions)}?" if suggestions else message


class SourceError(CiteformatError):
    """A file or text that cannot be read at all."""


class StyleError(CiteformatError):
    """The base of the errors of a style."""


_LONGEST_NAME = 200
"""The number of characters of a style's name that a message shows."""


class StyleNotFound(StyleError):
    """No style, or more than one, has this name; `suggestions` has the nearest names."""

    def __init__(self, name: str, suggestions: Sequence[str] = (), message: str = "") -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        if not message:
            shown = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}..."
            message = _suggesting(f"there is no style named {shown!r}", suggestions)
        super().__init__(message)


_MOST_SHOWN = 50
"""The number of errors that the message of the exception lists."""


class InvalidStyle(StyleError):
    """A style that cannot be used; `problems` lists every error with its line."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(problems)
        name = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}..."
        lines = "".join(f"\n  {problem}" for problem in self.problems[:_MOST_SHOWN])
        if len(self.problems) > _MOST_SHOWN:
            lines += f"\n  and {len(self.problems) - _MOST_SHOWN:,} more"
        super().__init__(f"the style {name!r} is not valid:{lines}")


class RecordNotFound(CiteformatError, KeyError):
    """No record has this id; `suggestions` has the nearest ids."""

    def __init__(self, id: str, suggestions: Sequence[str] = ()) -> None:
        self.id = id
        self.suggestions = tuple(suggestions)
        super().__init__(_suggesting(f"there is no record with the id {id!r}", suggestions))

    def __str__(self) -> str:
        return str(self.args[0])


class CitationNotFound(CiteformatError, KeyError):
    """No citation of the document has this id; `suggestions` has the nearest ids."""

    def __init__(self, id: str, suggestions: Sequence[str] = ()) -> None:
        self.id = id
        self.suggestions = tuple(suggestions)
        super().__init__(_suggesting(f"there is no citation with the id {id!r}", suggestions))

    def __str__(self) -> str:
        return str(self.args[0])


class VariableNotFound(CiteformatError, KeyError):
    """A record has no variable of this name; `suggestions` has similar names."""

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        super().__init__(_suggesting(f"the record has no {name!r}", suggestions))

    def __str__(self) -> str:
        return str(self.args[0])


class RecordError(CiteformatError, ValueError):
    """A value that cannot be part of a record or of a citation."""


class FormatError(CiteformatError, ValueError):
    """No import, export or output format has this name."""


class NotAcceptable(FormatError):
    """A request accepts none of the media types that there are; `available` lists them."""

    def __init__(self, accept: str, available: Sequence[str]) -> None:
        self.accept = accept
        self.available = tuple(available)
        shown = accept if len(accept) <= _LONGEST_NAME else f"{accept[:_LONGEST_NAME]}..."
        super().__init__(f"none of {shown!r} is available; there are {', '.join(available)}")
