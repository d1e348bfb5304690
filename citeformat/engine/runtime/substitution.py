"""cs:substitute, and which variables it rendered: the rest of the reference leaves them out.

In: a cs:names element without text. Out: the text of a substitute.

Source: CSL 1.0.2 specification, "Substitute": what a substitute renders is suppressed in the rest
of the output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from citeformat.csl.variables import NUMBER_VARIABLES
from citeformat.engine.runtime.context import Context
from citeformat.record import Date
from citeformat.richtext.spans import NAME, NAMES, wrap

__all__ = ["UsedVariables", "render_substitute", "substitute_names", "without"]

_V = TypeVar("_V")


def substitute_names(context: Context, text: str, variables: tuple[str, ...]) -> str:
    """Return the text of a cs:names that takes the place of another one, and use up its variables.

    Args:
        context: The circumstances.
        text: The text, which may be empty.
        variables: The variables of the cs:names.
    """
    if text:
        if context.used_names is not None:
            context.used_names += variables
        # most works have names in one variable
        context.names = without(context.names, variables) if len(context.names) > 1 else {}
    return text


def render_substitute(context: Context, render: Callable[[Context], str]) -> str:
    """Render a substitute that is not a cs:names, and use up the variables that it renders."""
    # The names of a substitute are first names only as a part of the whole element.
    suppress, first = context.suppress_names, context.first_names
    context.suppress_names = False
    used = UsedVariables(context)
    try:
        text = render(context)
    finally:
        used.stop()
        context.suppress_names, context.first_names = suppress, first
    if text:
        if not (used.names or used.text.used or used.dates.used):
            context.first_names = ""  # a fixed word is not a name
        used.use_up()
        if context.mark_names and context.first_names is None and NAMES not in text:
            text = wrap(NAMES, wrap(NAME, text))
    return text


class _TrackedTable(dict[str, _V]):
    """A table of values that notes which of them were read and not empty.

    It is always empty itself, so that `__missing__` sees every key that is read. A second
    substitute inside the first one tracks the table of the first, which notes them as well.
    """

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


class _TrackedText(_TrackedTable[str]):
    """Texts are used up as soon as they are rendered, within the substitute as well, and in both
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
    """Return a table without some of its values."""
    if isinstance(table, _TrackedTable):  # a substitute within a substitute
        return _TrackedTable(without(table.source, used), table.used)
    rest = table.copy()
    for variable in used:
        rest.pop(variable, None)
    return rest


def _emptied(text: dict[str, str], used: Iterable[str]) -> dict[str, str]:
    """Return a table of texts in which some are empty; reading one is not an error."""
    if isinstance(text, _TrackedText):
        return _TrackedText(_emptied(text.source, used), text.used)
    return text | dict.fromkeys(used, "")


class UsedVariables:
    """Track which variables a substitute renders; call `stop` before `use_up`."""

    __slots__ = ("all_names", "context", "dates", "names", "text")

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = _TrackedText(context.text)
        self.dates: _TrackedTable[Date] = _TrackedTable(context.dates)
        self.all_names = context.names
        self.names: list[str] = []
        """The names variables that were rendered; `names_text` adds to them."""
        context.text, context.dates, context.used_names = self.text, self.dates, self.names

    def stop(self) -> None:
        """Give the context its own tables again."""
        context = self.context
        context.text, context.dates = self.text.source, self.dates.source
        context.names, context.used_names = self.all_names, None

    def use_up(self) -> None:
        """Make the variables that were rendered empty for the rest of the reference."""
        context = self.context
        if self.text.used:
            context.text = _emptied(context.text, self.text.used)
        if self.names:
            context.names = without(context.names, self.names)
        if self.dates.used:
            context.dates = without(context.dates, self.dates.used)
