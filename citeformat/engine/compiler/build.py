"""Style text -> compiled style, by way of the cache.

In: the bytes of a style and a locale. Out: `Built`. A style that was compiled before costs neither
parser nor compiler: their modules are imported only where they are needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import CodeType
from typing import Any, NamedTuple

from citeformat.csl.locale import Locale
from citeformat.engine.compiler import cache
from citeformat.engine.runtime.namespace import EXPORTED
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.errors import Problem

__all__ = ["Built", "build", "python_source", "run", "terms_of"]


class Built(NamedTuple):
    """A compiled style, and what is odd about it."""

    style: CompiledStyle
    problems: tuple[Problem, ...] = ()


def build(data: bytes, name: str, locale: str) -> Built:
    """Compile a style, or take it from the cache.

    Args:
        data: The style in UTF-8.
        name: What messages call it.
        locale: BCP 47.

    Raises:
        InvalidStyle: The style cannot be used.
    """
    key = cache.key(data, name, locale)
    code, terms, problems = cache.remembered(key, lambda: _compile(data, name, locale))
    style = run(code, Locale(*terms))
    return Built(style, tuple(Problem(*problem) for problem in problems))


def python_source(data: bytes, name: str, locale: str) -> str:
    """The Python that a style is compiled to.

    Raises:
        InvalidStyle: The style cannot be used.
    """
    from citeformat.engine.compiler.codegen.style import generate
    from citeformat.engine.compiler.parse import parse_style

    return generate(parse_style(data, name, locale, validate=False)).source


def _compile(data: bytes, name: str, locale: str) -> tuple[CodeType, tuple[Any, ...], Any]:
    """The code of a style, and its locale and problems as plain values."""
    from citeformat.engine.compiler.codegen.style import generate, to_code
    from citeformat.engine.compiler.parse import parse_style

    tree = parse_style(data, name, locale)
    generated = generate(tree)
    problems = tuple(
        (each.severity, each.message, each.source, each.line, each.hint)
        for each in generated.problems
    )
    return to_code(generated, name, EXPORTED), terms_of(generated.locale), problems


def terms_of(locale: Locale) -> tuple[Any, ...]:
    """The arguments that make a locale again, as plain values."""
    return (
        locale.lang,
        dict(locale.terms),
        dict(locale.ordinals),
        locale.limit_day_ordinals,
        locale.punctuation_in_quote,
    )


def run(code: CodeType, locale: Locale, exported: Mapping[str, Any] = EXPORTED) -> CompiledStyle:
    """Run generated code, with the names of `exported` and no others."""
    namespace: dict[str, Any] = {"__builtins__": {}, "LOCALE": locale, **exported}
    exec(code, namespace)
    style: CompiledStyle = namespace["STYLE"]
    return style
