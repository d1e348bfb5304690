"""Compile the text of a style, or take the compiled style from the cache.

In: the bytes of a style and a locale. Out: `Built`. The modules of the parser and the compiler are
imported only for a style that is not in the cache.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from citeformat.csl.locale import Locale
from citeformat.engine.compiler import cache
from citeformat.engine.runtime.context import BIBLIOGRAPHY, CITATION
from citeformat.engine.runtime.namespace import EXPORTED
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.errors import Problem

if TYPE_CHECKING:
    from types import CodeType

    from citeformat.engine.compiler.codegen.elements import Generator
    from citeformat.engine.compiler.parse import LocaleFile

__all__ = ["Built", "Program", "build", "compile_programs", "python_source", "run"]

Program: TypeAlias = "tuple[tuple[str, ...], tuple[int, ...], CodeType, tuple[Any, ...]]"
"""The languages that a program is for, the areas that have layouts for them, the code, and the
arguments that create the locale."""


class Built(NamedTuple):
    """A compiled style, and the warnings about it."""

    style: CompiledStyle
    problems: tuple[Problem, ...] = ()


def build(data: bytes, name: str, locale: str, files: tuple[LocaleFile, ...] = ()) -> Built:
    """Compile a style, or take it from the cache.

    Args:
        data: The style in UTF-8.
        name: What messages call it.
        locale: BCP 47.
        files: The user's own locale files.

    Raises:
        InvalidStyle: The style cannot be used.
    """
    key = cache.key(data, name, locale, files)
    stored = cache.load(key)
    if stored is None:
        from citeformat.engine.compiler.codegen.elements import Generator
        from citeformat.engine.compiler.parse import parse_style

        generator = Generator(parse_style(data, name, locale, files=files))
        programs = compile_programs(generator, EXPORTED)
        problems = tuple(
            (each.severity, each.message, each.source, each.line, each.hint)
            for each in generator.problems
        )
        stored = programs, problems
        cache.store(key, stored)
    programs, problems = stored
    return Built(run(programs), tuple(Problem(*problem) for problem in problems))


def python_source(data: bytes, name: str, locale: str, files: Sequence[LocaleFile] = ()) -> str:
    """Return the Python that a style is compiled to.

    Raises:
        InvalidStyle: The style cannot be used.
    """
    from citeformat.engine.compiler.codegen.elements import Generator
    from citeformat.engine.compiler.codegen.style import generate
    from citeformat.engine.compiler.parse import parse_style

    return generate(Generator(parse_style(data, name, locale, False, files))).source


def compile_programs(generator: Generator, exported: Collection[str]) -> list[Program]:
    """Compile a style: for the layouts without languages, and then for those of each list of
    languages (CSL-M)."""
    from citeformat.engine.compiler.codegen.style import generate, to_code
    from citeformat.engine.compiler.parse import primary_dialect

    tree = generator.tree
    areas = (CITATION, tree.root.find("citation")), (BIBLIOGRAPHY, tree.root.find("bibliography"))
    programs = []
    for layout_locale in ("", *tree.layout_locales()):
        own = generator.for_layouts(layout_locale) if layout_locale else generator
        languages = {tag.lower(): None for tag in layout_locale.split()}
        for tag in layout_locale.split():  # "en" is the language of works in "en-US"
            language = tag.partition("-")[0]
            if primary_dialect(language) == tag:
                languages[language.lower()] = None
        having = [
            area
            for area, element in areas
            if element is not None
            and own.tree.layout(element).get("locale").strip() == layout_locale
        ]
        code = to_code(generate(own), tree.name, exported)
        programs.append((tuple(languages), tuple(having), code, locale_arguments(own.locale)))
    return programs


def locale_arguments(locale: Locale) -> tuple[Any, ...]:
    """Return the arguments that create a locale again, as values that `marshal` can write."""
    return (
        locale.lang,
        dict(locale.terms),
        dict(locale.ordinals),
        locale.limit_day_ordinals,
        locale.punctuation_in_quote,
    )


def run(programs: Sequence[Program], exported: Mapping[str, Any] = EXPORTED) -> CompiledStyle:
    """Run the programs of a style with the names of `exported` and no others."""
    styles = [_run(code, Locale(*locale), exported) for _, _, code, locale in programs]
    if len(styles) == 1:
        return styles[0]
    from citeformat.engine.runtime.layouts import LanguageLayouts, with_layouts

    layouts = [
        LanguageLayouts(languages, areas, style)
        for (languages, areas, _, _), style in zip(programs, styles, strict=True)
    ]
    return with_layouts(styles[0], layouts[1:])


def _run(code: CodeType, locale: Locale, exported: Mapping[str, Any]) -> CompiledStyle:
    namespace: dict[str, Any] = {"__builtins__": {}, "LOCALE": locale, **exported}
    exec(code, namespace)
    style: CompiledStyle = namespace["STYLE"]
    return style
