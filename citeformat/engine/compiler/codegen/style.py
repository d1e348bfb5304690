"""A style -> Python source -> a code object.

In: a `Generator`, which has the analysed style. Out: source text, and code whose line numbers are
those of the .csl, so that a traceback names the style's line.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from citeformat.csl.variables import CONTEXT_VARIABLES, NAME_VARIABLES
from citeformat.engine.compiler.codegen.elements import Generator
from citeformat.engine.compiler.codegen.expressions import call
from citeformat.engine.compiler.codegen.specs import (
    bibliography_options,
    citation_options,
    formatting,
    name_options,
    parse_affix,
    shortens_subsequent,
)
from citeformat.engine.compiler.codegen.verify import first_unexpected
from citeformat.engine.compiler.parse import Element, is_number
from citeformat.engine.runtime.names.spec import NamesSpec
from citeformat.errors import InvalidStyle, Problem

if TYPE_CHECKING:
    from types import CodeType

__all__ = ["Generated", "generate", "to_code"]


@dataclass(frozen=True, slots=True)
class Generated:
    """The Python of a style."""

    source: str
    """The source. It calls the locale `LOCALE`; the terms in it are data, not code."""
    line_map: list[int]
    """For each line of the source, the line of the style that it comes from; 0: none."""


def generate(generator: Generator) -> Generated:
    """Write the Python of a style: its layouts, macros and constants, and then `STYLE`.

    Raises:
        InvalidStyle: The style cannot be used.
    """
    tree, analysis = generator.tree, generator.analysis
    citation, bibliography = tree.root.find("citation"), tree.root.find("bibliography")
    assert citation is not None
    layout = tree.layout(citation)
    generator.layout_function("citation", layout, align=False)
    options = generator.constant(citation_options(citation))
    sort_keys = _sort_keys(generator, citation)
    citation_part = call(
        "CitationPart",
        render="citation",
        options=options,
        sort=sort_keys,
        delimiter=repr(parse_affix(layout.get("delimiter"))),
        formatting=generator.constant(formatting(layout)),
    )
    optional = {}
    if bibliography is not None:
        layout = tree.layout(bibliography)
        has_blocks = any("display" in child.attributes for child in layout.children)
        align = bool(bibliography.get("second-field-align")) and not has_blocks
        generator.layout_function("bibliography", layout, align)
        if align and analysis.fragment_count(layout.children) > 1:
            # The function adds the suffix to the second field.
            layout = replace(layout, attributes={**layout.attributes, "suffix": ""})
        options = generator.constant(bibliography_options(bibliography))
        sort_keys = _sort_keys(generator, bibliography)
        optional["bibliography"] = call(
            "BibliographyPart",
            render="bibliography",
            options=options,
            sort=sort_keys,
            formatting=generator.constant(formatting(layout)),
        )
    generator.write_pending()
    generator.write_constants()
    in_citations = (child for child in tree.root.children if child.tag != "bibliography")
    cited = (each for child in in_citations for each in child.walk())
    if any(map(shortens_subsequent, (tree.root, *cited))):
        optional["shortens_subsequent"] = "True"
    tests_disambiguate = any("disambiguate" in each.attributes for each in tree.root.walk())
    style_expression = call(
        "CompiledStyle",
        name=repr(tree.name),
        locale="LOCALE",
        citation=citation_part,
        is_note=repr(tree.root.get("class") == "note"),  # the other class is "in-text"
        explicit_year_suffix=repr("year-suffix" in analysis.printed),
        uses_citation_label=repr("citation-label" in analysis.printed),
        uses_citation_number=repr("citation-number" in analysis.printed),
        uses_locator=repr("locator" in analysis.printed),
        uses_first_note=repr("first-reference-note-number" in analysis.printed),
        variables=repr(tuple(sorted(analysis.variables()))),
        tests_disambiguate=repr(tests_disambiguate),
        **optional,
        terms=repr(tuple(sorted(generator.terms))),
    )
    generator.line(f"STYLE = {style_expression}")
    return Generated(generator.writer.source(), generator.writer.line_map)


def _sort_keys(generator: Generator, area: Element) -> str:
    """Write the functions that the cs:key elements of cs:citation or cs:bibliography need.

    Returns:
        The expression of the sort keys.
    """
    sort = area.find("sort")
    result = []
    for key in sort.find_all("key") if sort is not None else []:
        arguments = {}
        variable = key.get("variable")
        if "macro" in key.attributes:
            arguments["render"] = generator.macro_name(key.get("macro"), track=False)
            needed = generator.analysis.needed_variables(
                generator.analysis.macros[key.get("macro")]
            )
            if needed and CONTEXT_VARIABLES.isdisjoint(needed):
                arguments["needed"] = generator.constant(needed)
        elif variable in NAME_VARIABLES:
            name = "names_" + variable.replace("-", "_")
            arguments["render"] = name
            citation, bibliography = (
                name_options(generator.tree.root, {**inherited, "form": "long"}, None, key)
                for inherited in generator.inherited
            )
            names = generator.names_constant(NamesSpec((variable,), (citation, bibliography)))
            if f"def {name}(c):" not in generator.writer.lines:
                with generator.writer.block(f"def {name}(c):", key):
                    text = f"first_names(c, names_text(c, {names}))"
                    generator.line(f"return {text} if {variable!r} in c.names else ''", key)
                generator.line()
        elif "variable" in key.attributes:
            arguments["variable"] = repr(variable)
        else:
            continue  # a warning says so
        if key.get("sort") == "descending":  # the default is "ascending"
            arguments["descending"] = "True"
        for attribute, argument in (("names-min", "minimum"), ("names-use-first", "use_first")):
            if is_number(key.get(attribute)):
                arguments[argument] = str(int(key.get(attribute)))
        if "names-use-last" in key.attributes:
            arguments["use_last"] = repr(key.get("names-use-last") == "true")
        result.append(call("SortKey", **arguments))
    return f"({''.join(f'{key}, ' for key in result)})"


def to_code(generated: Generated, name: str, exported: Collection[str]) -> CodeType:
    """Compile the source of a style. Each line gets the number of the style's line.

    Args:
        generated: The Python of a style.
        name: What messages call the style.
        exported: The names that the source may use.

    Raises:
        InvalidStyle: Its elements are nested more deeply than Python's statements may be, or the
            compiler has written code that it should not write.
    """
    try:
        module = ast.parse(generated.source)
    except (IndentationError, RecursionError, MemoryError):
        raise _too_deep(name) from None
    except SyntaxError as error:
        raise _own_error(name, generated.line_map, error.lineno) from error
    unexpected = first_unexpected(module, {"LOCALE", *exported})
    if unexpected is not None:
        raise _own_error(name, generated.line_map, getattr(unexpected, "lineno", None))
    lines = [line or 1 for line in generated.line_map]
    for node in ast.walk(module):
        if isinstance(node, (ast.stmt, ast.expr)):
            node.lineno = node.end_lineno = lines[node.lineno - 1]
    printable = "".join(character if character.isprintable() else "?" for character in name)
    try:
        return compile(module, f"{printable}.csl", "exec", dont_inherit=True, optimize=0)
    except (RecursionError, MemoryError):
        raise _too_deep(name) from None


def _too_deep(name: str) -> InvalidStyle:
    return InvalidStyle(
        name, [Problem("error", "the style's elements are nested too deeply", name)]
    )


def _own_error(name: str, line_map: Sequence[int], line: int | None) -> InvalidStyle:
    """Report an error of this compiler. The style is refused, since its code cannot be trusted."""
    message = "citeformat compiled this style to code that it does not accept"
    hint = "this is a bug in citeformat; please report it together with the style"
    style_line = line_map[line - 1] if line and line <= len(line_map) else 0
    return InvalidStyle(name, [Problem("error", message, name, style_line, hint)])
