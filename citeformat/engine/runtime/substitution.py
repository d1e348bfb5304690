"""Which variables a substitute printed, so that the rest of the reference leaves them out.

Source: CSL 1.0.2 specification, "Substitute": what a substitute renders is suppressed in the rest
of the output.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from citeformat.csl.variables import NUMBER_VARIABLES
from citeformat.engine.runtime.context import Context

__all__ = ["Recording", "use_names", "without"]

_V = TypeVar("_V")


class _Seen(dict[str, _V]):
    """A table of values that notes which of them were read and not empty."""

    __slots__ = ("source", "used")

    def __init__(self, source: dict[str, _V], used: set[str] | None = None) -> None:
        self.source = source
        self.used: set[str] = set() if used is None else used

    def __missing__(self, variable: str) -> _V:
        value = self.source[variable]
        if value:
            self.used.add(variable)
        return value

    def __contains__(self, variable: object) -> bool:
        return variable in self.source


class _SeenText(_Seen[str]):
    """Texts are used up as soon as they are printed, within the substitute as well, and in both
    their forms. Numbers are not, since labels and forms read them more than once."""

    __slots__ = ()

    def __missing__(self, variable: str) -> str:
        if variable in self.used and variable not in NUMBER_VARIABLES:
            return ""
        value = self.source[variable]
        if value:
            long = variable.removesuffix("-short")
            self.used.update((long, f"{long}-short"))
        return value


def without(table: dict[str, _V], used: Iterable[str]) -> dict[str, _V]:
    """A table without some of its values."""
    if isinstance(table, _Seen):  # a substitute within a substitute
        return _Seen(without(table.source, used), table.used)
    return {variable: value for variable, value in table.items() if variable not in used}


def _emptied(text: dict[str, str], used: Iterable[str]) -> dict[str, str]:
    """A table of texts in which some are empty."""
    if isinstance(text, _SeenText):
        return _SeenText(_emptied(text.source, used), text.used)
    return text | dict.fromkeys(used, "")


class Recording:
    """Watches what a substitute prints; `stop` before `use_up`."""

    __slots__ = ("context", "dates", "names", "text", "used_names")

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = _SeenText(context.text)
        self.dates: _Seen[Any] = _Seen(context.dates)
        self.names = context.names
        self.used_names: list[str] = []
        context.text, context.dates, context.used_names = self.text, self.dates, self.used_names

    def stop(self) -> None:
        """Read the values directly again."""
        context = self.context
        context.text, context.dates, context.names = self.text.source, self.dates.source, self.names
        context.used_names = None

    def use_up(self) -> None:
        """Make the variables that were printed empty for the rest of the reference."""
        context = self.context
        if self.text.used:
            context.text = _emptied(context.text, self.text.used)
        if self.used_names:
            context.names = without(context.names, self.used_names)
        if self.dates.used:
            context.dates = without(context.dates, self.dates.used)


def use_names(context: Context, variable: str) -> None:
    """Note that names were printed; within a substitute they are used up at once."""
    if context.used_names is not None:
        context.used_names.append(variable)
        context.names = without(context.names, (variable,))
