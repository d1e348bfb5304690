"""Compile the text of a style, or take the compiled style from the cache.

In: the bytes of a style and a locale. Out: `Built`. The modules of the parser and the compiler are
imported only for a style that is not in the cache.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from citeformat.csl.locale import Locale
from citeformat.engine.compiler import cache
from citeformat.engine.runtime.namespace import EXPORTED
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.errors import Problem

if TYPE_CHECKING:
    from types import CodeType

__all__ = ["Built", "build", "locale_arguments", "python_source", "run"]


class Built(NamedTuple):
    """A compiled style, and the warnings about it."""

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
    stored = cache.load(key)
    if stored is None:
        from citeformat.engine.compiler.codegen.elements import Generator
        from citeformat.engine.compiler.codegen.style import generate, to_code
        from citeformat.engine.compiler.parse import parse_style

        generator = Generator(parse_style(data, name, locale))
        code = to_code(generate(generator), name, EXPORTED)
        problems = tuple(
            (each.severity, each.message, each.source, each.line, each.hint)
            for each in generator.problems
        )
        stored = code, locale_arguments(generator.locale), problems
        cache.store(key, stored)
    code, arguments, problems = stored
    style = run(code, Locale(*arguments))
    return Built(style, tuple(Problem(*problem) for problem in problems))


def python_source(data: bytes, name: str, locale: str) -> str:
    """Return the Python that a style is compiled to.

    Raises:
        InvalidStyle: The style cannot be used.
    """
    from citeformat.engine.compiler.codegen.elements import Generator
    from citeformat.engine.compiler.codegen.style import generate
    from citeformat.engine.compiler.parse import parse_style

    return generate(Generator(parse_style(data, name, locale, validate=False))).source


def locale_arguments(locale: Locale) -> tuple[Any, ...]:
    """Return the arguments that create a locale again, as values that `marshal` can write."""
    return (
        locale.lang,
        dict(locale.terms),
        dict(locale.ordinals),
        locale.limit_day_ordinals,
        locale.punctuation_in_quote,
    )


def run(code: CodeType, locale: Locale, exported: Mapping[str, Any] = EXPORTED) -> CompiledStyle:
    """Run generated code with the names of `exported` and no others."""
    namespace: dict[str, Any] = {"__builtins__": {}, "LOCALE": locale, **exported}
    exec(code, namespace)
    style: CompiledStyle = namespace["STYLE"]
    return style
