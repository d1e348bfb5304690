"""Style text -> compiled style: parse, generate, compile, load.

In: the bytes of a style and a locale. Out: `Built`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from citeformat.compiler.code import generate, load_code, to_code
from citeformat.compiler.tree import parse_style
from citeformat.errors import Problem
from citeformat.runtime.compiled import CompiledStyle

__all__ = ["Built", "build"]


@dataclass(frozen=True)
class Built:
    """A compiled style and how it came about."""

    style: CompiledStyle
    source: str = field(repr=False)
    """The Python that it was compiled to."""
    problems: tuple[Problem, ...] = ()


def build(data: bytes, name: str, locale: str | None = None, validate: bool = False) -> Built:
    """Compile a style.

    Raises:
        InvalidStyle: The style cannot be used.
    """
    tree = parse_style(data, name, locale, validate)
    source, places, problems = generate(tree)
    style = load_code(to_code(source, places, name))
    return Built(style, source, (*tree.problems, *problems))
