"""What traced code calls: the parts of a text are marked with the numbers of their origins.

Code that a style is compiled to for tracing (`compiler/tracing.py`) marks what each element prints.
This module marks what no code of its own prints: the names of each variable within a cs:names, its
label, a date within its affixes. The text is always that of the functions which all code calls;
parts are looked for in it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from citeformat.csl.formatting import Formatting
from citeformat.engine.runtime.context import Context
from citeformat.engine.runtime.dates import DateSpec, render_date
from citeformat.engine.runtime.names.lists import render_names
from citeformat.engine.runtime.names.spec import NamesSpec
from citeformat.engine.runtime.namespace import EXPORTED
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.richtext.text_case import change_case
from citeformat.richtext.trace import CLOSE, is_marked, opener, through

__all__ = ["TRACING", "Origin", "TracedStyle"]


@dataclass(frozen=True)
class Origin:
    """What made a part of a text."""

    kind: Literal["value", "label", "term", "text", "element"]
    """`"value"`, `"label"`, `"term"`, `"text"` (words of the style), or `"element"`: all that an
    element printed, of which no narrower part is known to be anything else."""
    element: str
    """The element's name, such as `"names"`."""
    line: int
    """Its line in the style."""
    variables: tuple[str, ...] = ()
    """The variable, and others of which the value may be in its place, the likeliest first."""
    macro: str = ""
    """The macro that the element calls."""


@dataclass(frozen=True)
class TracedStyle:
    """A style whose texts are marked with the numbers of `origins`."""

    style: CompiledStyle
    origins: tuple[Origin, ...]
    citation_line: int
    """The line of the layout of cs:citation, of which is what no mark encloses."""
    bibliography_line: int
    """The same of cs:bibliography."""


def mark(number: int, text: str) -> str:
    """A part of a text; nothing stays nothing."""
    return f"{opener(number)}{text}{CLOSE}" if text else text


def traced_case(text: str, case: str, english: bool) -> str:
    """`change_case` of a text with marks."""
    return through(lambda plain: change_case(plain, case, english), text)


def traced_date(context: Context, spec: DateSpec, number: int) -> str:
    """A date with its value marked, within the affixes of cs:date."""
    return _inner(spec.formatting, render_date(context, spec), number)


def _inner(style: Formatting, text: str, number: int) -> str:
    """A text with what stands within the affixes of its element marked."""
    before, after = style.prefix + style.open, style.close + style.suffix
    if text.startswith(before) and text.endswith(after) and len(text) > len(before + after):
        inner = text[len(before) : len(text) - len(after)]
        return f"{before}{mark(number, inner)}{after}"
    return mark(number, text)


def traced_names(context: Context, spec: NamesSpec, numbers: dict[str, tuple[int, int]]) -> str:
    """The text of cs:names with the names of each variable marked, and their labels.

    Args:
        context: The circumstances.
        spec: The element.
        numbers: Variable -> the numbers of its names and of its label.
    """
    there = [variable for variable in spec.variables if variable in context.names]
    alone = copy.copy(context)
    alone.log = alone.used_names = None
    text = render_names(context, spec)
    if not text or is_marked(text):  # a substitute has marked what it printed
        return text
    if len(there) == 1 and spec.label is None:
        return _inner(spec.formatting, text, numbers[there[0]][0])
    pieces: list[str] = []
    done = 0
    for variable in spec.variables:
        one = _of_one(spec, variable)
        labelled = _rendered(alone, one)
        start = text.find(labelled, done) if labelled else -1
        if start < 0:
            continue
        bare = labelled
        if spec.label is not None:
            bare = _rendered(alone, one._replace(label=None))
        value, label = numbers[variable]
        inner = labelled
        if bare:
            before, found, after = labelled.partition(bare)
            inner = f"{before}{mark(value, found)}{after}"
        pieces += [text[done:start], inner if bare == labelled else mark(label, inner)]
        done = start + len(labelled)
        alone.names_index += 1
    if not pieces:  # one list, of persons in two roles
        return mark(numbers[(there or spec.variables)[0]][0], text)
    return "".join([*pieces, text[done:]])


def _of_one(spec: NamesSpec, variable: str) -> NamesSpec:
    """An element of one variable, without substitutes and affixes."""
    style = spec.formatting
    plain = Formatting(text_case=style.text_case, strip_periods=style.strip_periods)
    return spec._replace(variables=(variable,), substitutes=(), formatting=plain)


def _rendered(context: Context, spec: NamesSpec) -> str:
    once = copy.copy(context)
    once.suppress_names = False
    return render_names(once, spec)


_ADDED: tuple[Callable[..., Any], ...] = (mark, traced_date, traced_names)

TRACING: dict[str, Any] = {
    **EXPORTED,
    **{function.__name__: function for function in _ADDED},
    "change_case": traced_case,
}
"""The names that traced code may use."""
