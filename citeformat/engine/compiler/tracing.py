"""CSL elements -> Python code that marks what each of them prints.

In: a `Tree`, as for the code that renders all texts. Out: the same code, in which the text of every
element, and within it the value of every variable, is enclosed in marks; and the origin of each
mark's number. Apart from the marks, the texts are the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from citeformat.csl.variables import DERIVED_FROM, TEXT_VARIABLES
from citeformat.engine.compiler import cache
from citeformat.engine.compiler.build import compile_programs, run
from citeformat.engine.compiler.codegen.elements import Generator
from citeformat.engine.compiler.codegen.expressions import Fragment, in_f_string
from citeformat.engine.compiler.codegen.specs import date_spec, names_spec
from citeformat.engine.compiler.parse import Element, LocaleFile, Tree
from citeformat.engine.runtime.tracing import TRACING, Origin, TracedStyle
from citeformat.richtext.trace import CLOSE, opener

__all__ = ["TracingGenerator", "build_traced"]

_VARIANT = "\0traced"
"""Distinguishes the cached code from the code that renders all texts."""


def build_traced(
    data: bytes, name: str, locale: str, files: Sequence[LocaleFile] = ()
) -> TracedStyle:
    """Compile a style for tracing, or take it from the cache.

    Args:
        data: The style in UTF-8.
        name: What messages call it.
        locale: BCP 47.
        files: The user's own locale files.

    Raises:
        InvalidStyle: The style cannot be used.
    """
    key = cache.key(data, name + _VARIANT, locale, files)
    stored = cache.load(key)
    if stored is None:
        from citeformat.engine.compiler.parse import parse_style

        generator = TracingGenerator(parse_style(data, name, locale, False, files))
        stored = (
            compile_programs(generator, TRACING),
            tuple(generator.origins),
            [generator.layout_lines.get(area, 0) for area in ("citation", "bibliography")],
        )
        cache.store(key, stored)
    programs, origins, lines = stored
    style = run(programs, TRACING)
    return TracedStyle(style, tuple([Origin(*origin) for origin in origins]), *lines)


class TracingGenerator(Generator):
    """Writes functions whose texts are marked."""

    def __init__(self, tree: Tree) -> None:
        super().__init__(tree)
        self.origins: list[tuple[str, str, int, tuple[str, ...], str]] = []
        """The fields of each `Origin`, by number."""
        self.layout_lines: dict[str, int] = {}
        """The lines of the layouts of citations and of the bibliography."""

    def for_layouts(self, layout_locale: str) -> TracingGenerator:
        """Return a generator for the layouts of some languages, which numbers on."""
        other = TracingGenerator(self.tree.for_layouts(layout_locale))
        other.origins = self.origins
        return other

    def layout_function(self, name: str, layout: Element, align: bool) -> None:
        """Write the function of a cs:layout."""
        self.layout_lines[name] = layout.line
        super().layout_function(name, layout, align)

    def origin(self, kind: str, element: Element, *variables: str) -> int:
        """Add an origin and return its number."""
        macro = element.get("macro") if element.tag == "text" else ""
        self.origins.append((kind, element.tag, element.line, variables, macro))
        return len(self.origins) - 1

    def visit(self, element: Element, track: bool) -> Fragment:
        """Write one element, all of it marked."""
        fragment = super().visit(element, track)
        if fragment.text == "''":
            return fragment
        kind = "element"
        if element.tag == "label":
            kind = "label"
        elif element.tag == "text" and "term" in element.attributes:
            kind = "term"
        elif element.tag == "text" and "value" in element.attributes:
            kind = "text"
        number = self.origin(kind, element, *_variables(element)[:1])
        name = self.local()
        if fragment.text.isidentifier():
            before, after = in_f_string(opener(number)), in_f_string(CLOSE)
            marked = f"f'{before}{{{fragment.text}}}{after}' if {fragment.text} else ''"
        else:
            marked = f"mark({number}, {fragment.text})"
        self.line(f"{name} = {marked}", element)
        return Fragment(name, fragment.called, fragment.nonempty)

    def formatted(self, expression: str, element: Element) -> str:
        """Write a local variable that holds a value, marked, and formatted as the element says."""
        if element.tag in ("text", "number") and "variable" in element.attributes:
            number = self.origin("value", element, *_variables(element))
            expression = f"mark({number}, {expression})"
        return super().formatted(expression, element)

    def visit_date(self, element: Element, track: bool) -> Fragment:
        """cs:date, its value marked."""
        spec = self.constant(date_spec(self.tree, element))
        number = self.origin("value", element, *_variables(element))
        name = self.local()
        exists = f"{element.get('variable')!r} in c.dates"
        self.line(f"{name} = traced_date(c, {spec}, {number}) if {exists} else ''", element)
        return Fragment(name)

    def names_text(self, element: Element) -> str:
        """Write the expression of the names in a cs:names, those of each variable marked."""
        parent = self.names_parent
        spec = names_spec(self.tree.root, element, parent, self.inherited)
        label = element.find("label") or (parent.find("label") if parent is not None else None)
        numbers = {
            variable: (
                self.origin("value", element, variable),
                self.origin("label", label or element, variable),
            )
            for variable in spec.variables
        }
        text = f"traced_names(c, {self.names_constant(spec)}, {numbers!r})"
        return f"mark({self.origin('element', element)}, {text})"


def _variables(element: Element) -> tuple[str, ...]:
    """Return the variable that an element prints, and those that its value may come from."""
    if element.tag not in ("text", "number", "label", "date"):
        return ()
    variable = element.get("variable", "locator" if element.tag == "label" else "")
    if not variable:
        return ()
    if element.get("form") == "short" and variable in TEXT_VARIABLES:
        return f"{variable}-short", variable
    source = DERIVED_FROM.get(variable)
    return (variable,) if source is None else (variable, source)
