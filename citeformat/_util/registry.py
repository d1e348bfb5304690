"""Name objects that are imported when they are first used, and let other packages add to them.

In: rows that name an object, its aliases, the suffixes of its files, and its place as
`module:object`. Out: the object that a name, an alias or a file's suffix means. Output formats,
readers, writers, engines and commands are one `Registry` each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import Any, Generic, TypeVar, cast

from citeformat._util.text import similar_to

__all__ = ["Plugin", "Registry"]

_T = TypeVar("_T")
_P = TypeVar("_P", bound="Plugin[Any]")


@dataclass(frozen=True)
class Plugin(Generic[_T]):
    """One row of a registry: an object and the names that mean it."""

    name: str
    """Its name, in lower case."""
    target: str
    """Its place: `"module:object"`."""
    aliases: tuple[str, ...] = ()
    """Other names that people use."""
    suffixes: tuple[str, ...] = ()
    """The suffixes of its files, in lower case, with the dot."""

    def load(self) -> _T:
        """Import the object.

        >>> Plugin[object]("join", "posixpath:join").load()("a", "b")
        'a/b'
        """
        return cast("_T", _load(self.target))


@cache
def _load(target: str) -> Any:
    """Import an object once: every citation asks for its output format."""
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)


class Registry(Mapping[str, _P]):
    """Name -> row. Entry points add rows to those that the package has itself.

    As a mapping, a registry has the package's own rows alone; `find` knows all of them.

    Args:
        what: What messages call a row, such as `"output format"`.
        rows: The rows of the package itself.
        error: The exception that `find` raises.
        group: The group of entry points in which other packages name their objects, or `""`. It
            is searched only for what the package does not have itself.
        adopt: Makes a row of an entry point's name, its place and its object. It raises TypeError
            if the object is of another kind.

    >>> numbers = Registry("number", [Plugin("pi", "math:pi", ("π",))], error=LookupError)
    >>> numbers.find("π").name, numbers["pi"].load()
    ('pi', 3.141592653589793)
    >>> numbers.find("pie")
    Traceback (most recent call last):
    LookupError: there is no number named 'pie'; did you mean pi? (pi)
    """

    def __init__(
        self,
        what: str,
        rows: Iterable[_P],
        *,
        error: type[Exception],
        group: str = "",
        adopt: Callable[[str, str, Any], _P] | None = None,
    ) -> None:
        self._what = what
        self._group = group
        self._adopt = adopt
        self._error = error
        self._rows = {row.name: row for row in rows}
        aliases = {alias: row for row in self._rows.values() for alias in row.aliases}
        self._by_name = {**aliases, **self._rows}

    def find(self, name: str) -> _P:
        """Find the row of a name or an alias. Case, a leading dot and `_` for `-` do not count.

        Raises:
            Exception: Nothing has this name, or another package's object cannot be used. The
                class is `error` of the registry.
        """
        if not isinstance(name, str):
            raise self._error(f"the name of the {self._what} must be text, not {name!r}")
        row = self._by_name.get(name)
        if row is not None:
            return row
        wanted = name.strip().lower().lstrip(".").replace("_", "-")
        if wanted in self._by_name:
            return self._by_name[wanted]
        for entry in self._entry_points():
            if entry.name in (name, wanted):
                return self._adopted(entry)
        near = similar_to(wanted, self.names())
        hint = f"; did you mean {near[0]}?" if near else ""
        known = ", ".join(self.names())
        raise self._error(f"there is no {self._what} named {name!r}{hint} ({known})")

    def find_suffix(self, file: str) -> _P | None:
        """Find the row for a file by the suffix of its name."""
        suffix = PurePath(file).suffix.lower()
        if not suffix:
            return None
        return next((row for row in self.rows() if suffix in row.suffixes), None)

    def rows(self) -> Iterator[_P]:
        """List all rows: those of the package itself, then those of other packages."""
        yield from self._rows.values()
        for entry in self._entry_points():
            if entry.name not in self._rows:
                yield self._adopted(entry)

    def names(self) -> list[str]:
        """List the names of all rows, without importing what they name."""
        return [*self._rows, *sorted({entry.name for entry in self._entry_points()} - {*self})]

    def _entry_points(self) -> Iterable[Any]:
        if self._adopt is None:
            return ()
        from importlib import metadata  # searches all installed packages

        return metadata.entry_points(group=self._group)

    def _adopted(self, entry: Any) -> _P:
        assert self._adopt is not None
        try:
            return self._adopt(entry.name, entry.value, entry.load())
        except Exception as error:
            message = f"the {self._what} {entry.name!r} ({entry.value}) cannot be used: {error}"
            raise self._error(message) from error

    def __getitem__(self, name: str) -> _P:
        return self._rows[name]

    def __contains__(self, name: object) -> bool:
        return name in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
