"""Which variables a substitute printed, so that the rest of the reference leaves them out.

Source: CSL 1.0.2 specification, "Substitute": what a substitute renders is suppressed in the rest
of the output.
"""

from __future__ import annotations

from typing import Any, TypeVar

from citeformat.runtime.context import Context

__all__ = ["Recording", "Without", "use_names"]

_V = TypeVar("_V")


class _Seen(dict[str, _V]):
    """A table of values that notes which of them were read and not empty."""

    __slots__ = ("source", "used")

    def __init__(self, source: dict[str, _V]) -> None:
        self.source = source
        self.used: set[str] = set()

    def __missing__(self, variable: str) -> _V:
        value = self.source[variable]
        if value:
            self.used.add(variable)
        return value


class Without(dict[str, Any]):
    """A table of values in which some are used up."""

    __slots__ = ("source",)

    def __init__(self, source: dict[str, Any], empty: dict[str, Any]) -> None:
        super().__init__(empty)
        self.source = source

    def __missing__(self, variable: str) -> Any:
        return self.source[variable]


class Recording:
    """Watches what a substitute prints; `stop` before `use_up`."""

    __slots__ = ("context", "dates", "names", "text", "used_names")

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text: _Seen[Any] = _Seen(context.text)
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
            context.text = Without(context.text, dict.fromkeys(self.text.used, ""))
        if self.used_names:
            context.names = Without(context.names, dict.fromkeys(self.used_names, ()))
        if self.dates.used:
            context.dates = Without(context.dates, dict.fromkeys(self.dates.used))


def use_names(context: Context, variable: str) -> None:
    """Note that names were printed; within a substitute they are used up at once."""
    if context.used_names is not None:
        context.used_names.append(variable)
        context.names = Without(context.names, {variable: ()})
