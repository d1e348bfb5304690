"""A style -> Python source -> a code object.

In: a `Tree`. Out: source text, code whose line numbers are those of the .csl (so that a traceback
names the style's line).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from types import CodeType

from citeformat.csl.locale import Locale
from citeformat.csl.variables import NAME_VARIABLES
from citeformat.engine.compiler.analysis import Facts
from citeformat.engine.compiler.codegen.elements import Generator
from citeformat.engine.compiler.codegen.expressions import Raw, expression_of
from citeformat.engine.compiler.codegen.specs import (
    formatting,
    is_number,
    name_options,
    parse_affix,
)
from citeformat.engine.compiler.codegen.verify import first_unexpected
from citeformat.engine.compiler.locales import merge_locales
from citeformat.engine.compiler.parse import Element, Tree
from citeformat.engine.compiler.validation.structure import analyse
from citeformat.engine.runtime.names.spec import NamesSpec
from citeformat.engine.runtime.style import BibliographyOptions, CitationOptions
from citeformat.errors import InvalidStyle, Problem

__all__ = ["Generated", "generate", "to_code"]


@dataclass(frozen=True, slots=True)
class Generated:
    """The Python of a style."""

    source: str
    line_map: list[int]
    """For each line of the source, the line of the style that it comes from; 0: none."""
    locale: Locale
    """What the source calls `LOCALE`: its terms are data, and no code."""
    problems: tuple[Problem, ...]
    """What is odd about the style."""


def generate(tree: Tree, make: Callable[[Tree, Facts, Locale], Generator] = Generator) -> Generated:
    """Write the Python of a style.

    Args:
        tree: The style.
        make: Makes what writes the code.

    Raises:
        InvalidStyle: The style cannot be used.
    """
    facts, problems = analyse(tree)
    locale = merge_locales(tree)
    generator = make(tree, facts, locale)
    style = _style_expression(generator, tree, facts, locale)
    generator.write_pending()
    generator.write_constants()
    terms = repr(tuple(sorted(generator.terms)))
    generator.line(f"STYLE = {style[:-1]}, terms={terms})")
    return Generated(generator.writer.source(), generator.writer.line_map, locale, problems)


def to_code(generated: Generated, name: str, exported: Collection[str]) -> CodeType:
    """Compile source so that each line bears the number of the style's line.

    Args:
        generated: The Python of a style.
        name: What messages call the style.
        exported: The names that the source may use.

    Raises:
        InvalidStyle: Its elements are nested deeper than Python's statements may be, or this
            compiler wrote code that it should not write.
    """
    try:
        module = ast.parse(generated.source)
    except (IndentationError, RecursionError, MemoryError):
        raise _too_deep(name) from None
    except SyntaxError as error:
        raise _own_fault(name, generated.line_map, error.lineno) from error
    unexpected = first_unexpected(module, {"LOCALE", *exported})
    if unexpected is not None:
        raise _own_fault(name, generated.line_map, getattr(unexpected, "lineno", None))
    lines = [line or 1 for line in generated.line_map]
    for node in ast.walk(module):
        if isinstance(node, (ast.stmt, ast.expr)):
            node.lineno = node.end_lineno = lines[node.lineno - 1]
    try:
        return compile(module, _file_name(name), "exec", dont_inherit=True, optimize=0)
    except (RecursionError, MemoryError):
        raise _too_deep(name) from None


def _too_deep(name: str) -> InvalidStyle:
    return InvalidStyle(name, [Problem("error", "the style's elements are nested too deep", name)])


def _own_fault(name: str, line_map: Sequence[int], line: int | None) -> InvalidStyle:
    """A fault of this compiler. The style is refused, since its code cannot be trusted."""
    message = "citeformat compiles this style to code that it does not accept"
    hint = "this is a fault of citeformat; please report it with the style"
    place = line_map[line - 1] if line and line <= len(line_map) else 0
    return InvalidStyle(name, [Problem("error", message, name, place, hint)])


def _file_name(name: str) -> str:
    """What tracebacks call the style: its name without characters that no file name has."""
    printable = "".join(character if character.isprintable() else "?" for character in name)
    return f"{printable}.csl"


def _style_expression(generator: Generator, tree: Tree, facts: Facts, locale: Locale) -> str:
    citation, bibliography = tree.root.find("citation"), tree.root.find("bibliography")
    assert citation is not None
    arguments = {
        "name": repr(tree.name),
        "locale": "LOCALE",
        "citation": _citation(generator, citation),
        "is_note": repr(tree.root.get("class") == "note"),
        "english": repr(tree.root.get("default-locale", "en")[:2] == "en"),
        "explicit_year_suffix": repr(facts.calls_variable("year-suffix")),
        "uses_citation_label": repr(facts.calls_variable("citation-label")),
        "uses_citation_number": repr(facts.calls_variable("citation-number")),
        "uses_locator": repr(facts.calls_variable("locator")),
        "uses_first_note": repr(facts.calls_variable("first-reference-note-number")),
        "variables": repr(tuple(sorted(facts.variables()))),
        "tests_disambiguate": repr(
            any("disambiguate" in element.attributes for element in tree.root.walk())
        ),
    }
    if bibliography is not None:
        arguments["bibliography"] = _bibliography(generator, bibliography)
    return _call("CompiledStyle", arguments)


def _call(name: str, arguments: dict[str, str]) -> str:
    return f"{name}({', '.join(f'{key}={value}' for key, value in arguments.items())})"


def _citation(generator: Generator, element: Element) -> str:
    layout = _layout(element)
    generator.layout_function("citation", layout, align=False)
    options = CitationOptions(
        add_names=element.get("disambiguate-add-names") == "true",
        add_givenname=element.get("disambiguate-add-givenname") == "true",
        givenname_rule=element.get("givenname-disambiguation-rule", "by-cite"),
        add_year_suffix=element.get("disambiguate-add-year-suffix") == "true",
        collapse=element.get("collapse"),
        cite_group_delimiter=element.attributes.get("cite-group-delimiter"),
        year_suffix_delimiter=element.attributes.get("year-suffix-delimiter"),
        after_collapse_delimiter=element.attributes.get("after-collapse-delimiter"),
        near_note_distance=_number(element, "near-note-distance", 5),
    )
    arguments = {
        "render": "citation",
        "options": generator.constant(options),
        "sort": _sort(generator, element, 0),
        "delimiter": repr(parse_affix(layout.get("delimiter"))),
        "formatting": generator.constant(formatting(layout)),
    }
    return _call("CitationPart", arguments)


def _bibliography(generator: Generator, element: Element) -> str:
    layout = _layout(element)
    align = element.get("second-field-align")
    generator.layout_function("bibliography", layout, align=bool(align))
    options = BibliographyOptions(
        hanging_indent=element.get("hanging-indent") == "true",
        second_field_align=align,
        line_spacing=_number(element, "line-spacing", 1),
        entry_spacing=_number(element, "entry-spacing", 1),
        substitute=element.attributes.get("subsequent-author-substitute"),
        substitute_rule=element.get("subsequent-author-substitute-rule", "complete-all"),
    )
    if align and generator.facts.slots(layout.children) > 1:
        attributes = {key: value for key, value in layout.attributes.items() if key != "suffix"}
        layout = Element(layout.tag, attributes, layout.children, layout.text, layout.line)
    arguments = {
        "render": "bibliography",
        "options": generator.constant(options),
        "sort": _sort(generator, element, 1),
        "formatting": generator.constant(formatting(layout)),
    }
    return _call("BibliographyPart", arguments)


def _layout(element: Element) -> Element:
    layout = element.find("layout")
    assert layout is not None
    return layout


def _number(element: Element, name: str, default: int) -> int:
    value = element.get(name)
    return int(value) if is_number(value) else default


def _sort(generator: Generator, element: Element, area: int) -> str:
    sort = element.find("sort")
    keys = sort.find_all("key") if sort is not None else []
    keys = [key for key in keys if {"macro", "variable"} & key.attributes.keys()]
    return f"({''.join(_sort_key(generator, key, area) + ', ' for key in keys)})"


def _sort_key(generator: Generator, key: Element, area: int) -> str:
    arguments = {}
    variable = key.get("variable")
    if "macro" in key.attributes:
        arguments["render"] = generator.macro_name(key.get("macro"), False)
    elif variable in NAME_VARIABLES:
        arguments["render"] = _names_function(generator, key, variable)
    else:
        arguments["variable"] = repr(variable)
    if key.get("sort") == "descending":
        arguments["descending"] = "True"
    for attribute, argument in (("names-min", "minimum"), ("names-use-first", "use_first")):
        if is_number(key.get(attribute)):
            arguments[argument] = str(int(key.get(attribute)))
    if "names-use-last" in key.attributes:
        arguments["use_last"] = repr(key.get("names-use-last") == "true")
    return _call("SortKey", arguments)


def _names_function(generator: Generator, key: Element, variable: str) -> str:
    """A function that prints a names variable as a sort key."""
    root = generator.tree.root
    options = tuple(
        name_options(root, {**inherited, "form": "long"}, None, key)
        for inherited in generator.inherited
    )
    spec = generator.constant(
        Raw(expression_of(NamesSpec(variables=(variable,), options=(options[0], options[1]))))
    )
    name = "names_" + variable.replace("-", "_")
    if f"def {name}(c):" not in generator.writer.lines:
        with generator.writer.block(f"def {name}(c):", key):
            generator.line(f"return render_names(c, {spec})", key)
        generator.line()
    return name
