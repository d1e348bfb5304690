"""CSL elements -> Python code that marks what each of them prints.

In: a `Tree`, its `Facts` and its merged `Locale`, as for the code that all texts are made with.
Out: the same code, in which the text of every element, and within it the value of every variable,
stands in marks, and the origin behind each mark's number. The texts are the same but for the marks.
"""

from __future__ import annotations

from typing import Any

from citeformat.csl.locale import Locale
from citeformat.csl.variables import TEXT_VARIABLES
from citeformat.engine.compiler import cache
from citeformat.engine.compiler.analysis import Facts
from citeformat.engine.compiler.build import run, terms_of
from citeformat.engine.compiler.codegen.elements import Generator
from citeformat.engine.compiler.codegen.expressions import Fragment, in_f_string
from citeformat.engine.compiler.codegen.specs import date_spec
from citeformat.engine.compiler.parse import Element, Tree
from citeformat.engine.runtime.tracing import TRACING, Origin, TracedStyle
from citeformat.richtext.trace import CLOSE, opener

__all__ = ["TracingGenerator", "build_traced"]

_VARIANT = "\0traced"
"""Parts the cached code from that which all texts are made with."""
_STANDS_FOR = {"page-first": ("page",), "event": ("event-title",)}
"""Variable -> others that it may be made of."""


def build_traced(data: bytes, name: str, locale: str) -> TracedStyle:
    """Compile a style for tracing, or take it from the cache.

    Args:
        data: The style in UTF-8.
        name: What messages call it.
        locale: BCP 47.

    Raises:
        InvalidStyle: The style cannot be used.
    """
    key = cache.key(data, name + _VARIANT, locale)
    code, terms, origins, lines = cache.remembered(key, lambda: _compile(data, name, locale))
    style = run(code, Locale(*terms), TRACING)
    return TracedStyle(style, tuple([Origin(*origin) for origin in origins]), *lines)


def _compile(data: bytes, name: str, locale: str) -> tuple[Any, ...]:
    from citeformat.engine.compiler.codegen.style import generate, to_code
    from citeformat.engine.compiler.parse import parse_style

    made: list[TracingGenerator] = []

    def generator(tree: Tree, facts: Facts, locale: Locale) -> TracingGenerator:
        made.append(TracingGenerator(tree, facts, locale))
        return made[0]

    generated = generate(parse_style(data, name, locale, validate=False), generator)
    tracing = made[0]
    return (
        to_code(generated, name, TRACING),
        terms_of(generated.locale),
        tuple(tracing.origins),
        [tracing.layout_lines.get(area, 0) for area in ("citation", "bibliography")],
    )


class TracingGenerator(Generator):
    """Writes functions whose texts are marked."""

    def __init__(self, tree: Tree, facts: Facts, locale: Locale) -> None:
        super().__init__(tree, facts, locale)
        self.origins: list[tuple[str, str, int, tuple[str, ...], str]] = []
        """The values of `Origin`, by their numbers."""
        self.layout_lines: dict[str, int] = {}
        """The line of each area's cs:layout."""

    def layout_function(self, name: str, layout: Element, align: bool) -> None:
        """The function of a cs:layout."""
        self.layout_lines[name] = layout.line
        super().layout_function(name, layout, align)

    def origin(self, kind: str, element: Element, *variables: str) -> int:
        """The number of a new origin."""
        macro = element.get("macro") if element.tag == "text" else ""
        self.origins.append((kind, element.tag, element.line, variables, macro))
        return len(self.origins) - 1

    def visit(self, element: Element, tell: bool) -> Fragment:
        """The fragment of one element, all of it marked."""
        fragment = super().visit(element, tell)
        if fragment.text == "''":
            return fragment
        number = self.origin(_kind(element), element, *_variables(element)[:1])
        name = self.local()
        if fragment.text.isidentifier():
            before, after = in_f_string(opener(number)), in_f_string(CLOSE)
            marked = f"f'{before}{{{fragment.text}}}{after}' if {fragment.text} else ''"
        else:
            marked = f"mark({number}, {fragment.text})"
        self.line(f"{name} = {marked}", element)
        return Fragment(name, fragment.called, fragment.found)

    def formatted(self, expression: str, element: Element) -> str:
        """A local variable that holds a value, marked, and formatted as the element says."""
        if element.tag in ("text", "number") and "variable" in element.attributes:
            number = self.origin("value", element, *_variables(element))
            expression = f"mark({number}, {expression})"
        return super().formatted(expression, element)

    def visit_date(self, element: Element, tell: bool) -> Fragment:
        """cs:date, its value marked."""
        spec = self.constant(date_spec(self.tree, element))
        number = self.origin("value", element, *_variables(element))
        name = self.local()
        self.line(f"{name} = traced_date(c, {spec}, {number})", element)
        return Fragment(name)

    def visit_names(self, element: Element, tell: bool) -> Fragment:
        """cs:names, the names of each variable marked."""
        spec = self.constant(self._names_spec(element))
        parent = self._names_parent
        label = element.find("label") or (parent.find("label") if parent is not None else None)
        numbers = {
            variable: (
                self.origin("value", element, variable),
                self.origin("label", label or element, variable),
            )
            for variable in element.get("variable").split()
        }
        name = self.local()
        self.line(f"{name} = traced_names(c, {spec}, {numbers!r})", element)
        return Fragment(name)


def _kind(element: Element) -> str:
    """What the text of an element is, as far as nothing within it is marked as something else."""
    if element.tag == "label":
        return "label"
    if element.tag == "text" and "term" in element.attributes:
        return "term"
    if element.tag == "text" and "value" in element.attributes:
        return "text"
    return "element"


def _variables(element: Element) -> tuple[str, ...]:
    """The variable that an element prints, and those that may stand in for it."""
    if element.tag not in ("text", "number", "label", "date"):
        return ()
    variable = element.get("variable", "locator" if element.tag == "label" else "")
    if not variable:
        return ()
    if element.get("form") == "short" and variable in TEXT_VARIABLES:
        return f"{variable}-short", variable
    return variable, *_STANDS_FOR.get(variable, ())
