"""The functions that traced code calls: they mark the parts of a text with their origins.

In: what traced code renders (`compiler/tracing.py`), which marks the text of each element itself.
Out: the same text with more marks: around the names of each variable of a cs:names, around its
label, around a date inside its affixes. The text itself is always made by the functions that all
code calls, so that tracing cannot change it; the parts are looked up in it afterwards.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from citeformat.csl.formatting import Formatting
from citeformat.engine.runtime.context import Context
from citeformat.engine.runtime.dates import DateSpec, render_date
from citeformat.engine.runtime.names.elements import Names, names_text
from citeformat.engine.runtime.names.spec import NamesSpec
from citeformat.engine.runtime.namespace import EXPORTED
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.richtext.text_case import change_case
from citeformat.richtext.trace import CLOSE, opener, through

__all__ = ["TRACING", "Origin", "TracedStyle"]


@dataclass(frozen=True)
class Origin:
    """Where a part of a text comes from."""

    kind: Literal["value", "label", "term", "text", "element"]
    """`"value"`, `"label"`, `"term"`, `"text"` (words of the style), or `"element"`: what an
    element rendered, unless a narrower part has an origin of its own."""
    element: str
    """The element's name, such as `"names"`."""
    line: int
    """Its line in the style."""
    variables: tuple[str, ...] = ()
    """The variable, and others whose value may be in its place, the likeliest first."""
    macro: str = ""
    """The macro that the element calls."""


@dataclass(frozen=True)
class TracedStyle:
    """A style whose texts are marked with the numbers of `origins`."""

    style: CompiledStyle
    origins: tuple[Origin, ...]
    citation_line: int
    """The line of cs:layout in cs:citation, the origin of text outside all marks."""
    bibliography_line: int
    """The line of cs:layout in cs:bibliography."""


def mark(number: int, text: str) -> str:
    """Mark a part of a text; an empty text stays empty."""
    return f"{opener(number)}{text}{CLOSE}" if text else text


def traced_case(text: str, case: str, language: str) -> str:
    """Call `change_case` for a text with marks."""
    return through(lambda plain: change_case(plain, case, language), text)


def traced_date(context: Context, spec: DateSpec, number: int) -> str:
    """Render a date and mark its value, inside the affixes of cs:date."""
    return _mark_inside(spec.formatting, render_date(context, spec), number)


def _mark_inside(style: Formatting, text: str, number: int) -> str:
    """Mark what is inside the affixes of an element."""
    before, after = style.prefix + style.open, style.close + style.suffix
    if text.startswith(before) and text.endswith(after) and len(text) > len(before + after):
        inner = text[len(before) : len(text) - len(after)]
        return f"{before}{mark(number, inner)}{after}"
    return mark(number, text)


def traced_names(context: Context, names: Names, numbers: dict[str, tuple[int, int]]) -> str:
    """Render the names of a cs:names, and mark the names of each variable and their labels.

    The text comes from one call of `names_text`. Each variable is then rendered once more by
    itself, with and without its label, to find where it is in the text.

    Args:
        context: The circumstances.
        names: The element.
        numbers: Variable -> the numbers of its names and of its label.
    """
    spec = names.spec
    present = [variable for variable in spec.variables if variable in context.names]
    alone = copy.copy(context)
    alone.rendered_names = alone.used_names = None
    text = names_text(context, names)
    if not text:
        return text
    if len(present) == 1 and spec.label is None:
        return _mark_inside(spec.formatting, text, numbers[present[0]][0])
    case = Formatting(
        text_case=spec.formatting.text_case, strip_periods=spec.formatting.strip_periods
    )
    pieces: list[str] = []
    done = 0
    for variable in present:
        one = spec._replace(variables=(variable,), formatting=case)
        labelled = _rendered(alone, one)
        start = text.find(labelled, done) if labelled else -1
        if start < 0:
            continue
        bare = labelled if spec.label is None else _rendered(alone, one._replace(label=None))
        value, label = numbers[variable]
        inner = labelled
        if bare:
            before, found, after = labelled.partition(bare)
            inner = f"{before}{mark(value, found)}{after}"
        pieces += [text[done:start], inner if bare == labelled else mark(label, inner)]
        done = start + len(labelled)
        alone.names_index += 1
    if not pieces:  # one list, of persons in two roles
        return mark(numbers[present[0]][0], text)
    return "".join([*pieces, text[done:]])


def _rendered(context: Context, spec: NamesSpec) -> str:
    """Render names without changing the context."""
    return names_text(copy.copy(context), Names(spec, context.locale))


_ADDED: tuple[Callable[..., Any], ...] = (mark, traced_date, traced_names)

TRACING: dict[str, Any] = {
    **EXPORTED,
    **{function.__name__: function for function in _ADDED},
    "change_case": traced_case,
}
"""The names that traced code may use."""
