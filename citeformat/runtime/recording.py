"""Which variables a substitute printed, so that the rest of the reference leaves them out.

Source: CSL 1.0.2 specification, "Substitute": what a substitute renders is suppressed in the rest
of the output.
"""

from __future__ import annotations

from typing import Any, TypeVar

from citeformat.runtime.context import Context

__all__ = ["Recording", "Without"]

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


class _SeenOnce(_Seen[_V]):
    """The same for names: what was printed once within a substitute is used up at once."""

    __slots__ = ("nothing",)

    def __init__(self, source: dict[str, _V], nothing: _V) -> None:
        super().__init__(source)
        self.nothing = nothing

    def __missing__(self, variable: str) -> _V:
        value = super().__missing__(variable)
        if value:
            self[variable] = self.nothing
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
    """Watches the values that a substitute reads; `stop` before `use_up`."""

    __slots__ = ("context", "dates", "names", "text")

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text: _Seen[Any] = _Seen(context.text)
        self.names: _Seen[Any] = _SeenOnce(context.names, ())
        self.dates: _Seen[Any] = _Seen(context.dates)
        context.text, context.names, context.dates = self.text, self.names, self.dates

    def stop(self) -> None:
        """Read the values directly again."""
        self.context.text = self.text.source
        self.context.names = self.names.source
        self.context.dates = self.dates.source

    def use_up(self) -> None:
        """Make the variables that were read empty for the rest of the reference."""
        context = self.context
        if self.text.used:
            context.text = Without(context.text, dict.fromkeys(self.text.used, ""))
        if self.names.used:
            context.names = Without(context.names, dict.fromkeys(self.names.used, ()))
        if self.dates.used:
            context.dates = Without(context.dates, dict.fromkeys(self.dates.used))
