"""CSL elements -> Python code: one visit method per element, one function per macro.

In: a `Tree`, its `Facts` and its merged `Locale`. Out: Python source and its line map.

Every element becomes an expression for its text. Where a cs:group has to know whether variables
were called and came out empty, the element also gives two expressions for that; they are written
only where they are asked for.

Source: CSL 1.0.2 specification, "Rendering Elements".
"""

from __future__ import annotations

from citeformat.csl.locale import Locale
from citeformat.csl.variables import CIRCUMSTANTIAL, NUMBER_VARIABLES
from citeformat.engine.compiler.analysis import Facts
from citeformat.engine.compiler.codegen.conditions import condition
from citeformat.engine.compiler.codegen.expressions import (
    Fragment,
    Raw,
    any_of,
    expression_of,
    joined,
)
from citeformat.engine.compiler.codegen.program import Program
from citeformat.engine.compiler.codegen.specs import (
    date_spec,
    formatting,
    inherited_options,
    label_expression,
    names_spec,
    parse_affix,
    term_text,
)
from citeformat.engine.compiler.parse import Element, Tree
from citeformat.errors import InvalidStyle, Problem
from citeformat.richtext.markup import parse

__all__ = ["Generator"]


class Generator(Program):
    """Writes the functions of one style."""

    def __init__(self, tree: Tree, facts: Facts, locale: Locale) -> None:
        super().__init__()
        self.tree = tree
        self.facts = facts
        self.locale = locale
        self.pending_substitutes: list[tuple[str, Element, Element]] = []
        """Name of the function, child of cs:substitute, cs:names around it."""
        self._names_parent: Element | None = None
        style = tree.root
        citation, bibliography = style.find("citation"), style.find("bibliography")
        assert citation is not None
        self.inherited = (
            inherited_options(style, citation),
            inherited_options(style, *([bibliography] if bibliography is not None else [])),
        )
        self.page_options = ", ".join(
            repr(option)
            for option in (
                style.get("page-range-format"),
                locale.term("page-range-delimiter") or "–",
                locale.term("and", "symbol") or "&",
            )
        )
        self.terms: set[str] = set()
        """The texts of terms that cs:text prints."""

    # Functions

    def function(self, name: str, elements: tuple[Element, ...], place: Element) -> None:
        """A function of a context that gives the joined text of some elements."""
        with self.writer.block(f"def {name}(c):", place):
            fragments = self.children(elements, tell=False)
            self.line(f"return {joined(fragments, '')}", place)
        self.line()

    def _substitute(self, name: str, child: Element) -> None:
        """The function of a child of cs:substitute: its text; of a cs:choose, what it holds is
        tried one after another as the children of cs:substitute are."""
        if child.tag != "choose":
            self.function(name, (child,), child)
            return
        with self.writer.block(f"def {name}(c):", child):
            self._alternatives(child)
            self.line("return ''", child)
        self.line()

    def _alternatives(self, choose: Element) -> None:
        """Return the first text of the branch that is taken; go on where there is none."""
        for index, branch in enumerate(choose.children):
            with self.writer.block(self._head(branch, index), branch):
                self.line("pass", branch)
                for child in branch.children:
                    if child.tag == "choose":
                        self._alternatives(child)
                        continue
                    text = self.visit(child, tell=False).text
                    if child.tag == "names" and self._names_parent is not None:
                        self.format(text, formatting(self._names_parent), child)
                    with self.writer.block(f"if {text}:", child):
                        self.line(f"return {text}", child)

    def layout_function(self, name: str, layout: Element, align: bool) -> None:
        """The function of a cs:layout; with second-field-align the first field is set apart."""
        with self.writer.block(f"def {name}(c):", layout):
            fragments = self.children(layout.children, tell=False)
            if align and len(fragments) > 1:
                first = joined(fragments[:1], "")
                rest = joined(fragments[1:], "")
                suffix = repr(parse_affix(layout.get("suffix")))
                self.line(f"return align({first}, {rest}, {suffix})", layout)
            else:
                self.line(f"return {joined(fragments, '')}", layout)
        self.line()

    def write_pending(self) -> None:
        """The functions of all macros and substitutes that were called."""
        while self.pending or self.pending_substitutes:
            if self.pending:
                self._macro(*self.pending.pop(0))
                continue
            name, child, names = self.pending_substitutes.pop(0)
            self._names_parent = names
            self._substitute(name, child)
            self._names_parent = None

    def _macro(self, macro: str, tell: bool) -> None:
        element = self.facts.macros[macro]
        with self.writer.block(f"def {self.functions[macro, tell]}(c):", element):
            text, called = self.kept(element, "", tell)
            self.line(f"return {text}, {called}" if tell else f"return {text}", element)
        self.line()

    def guarded(self, expression: str, variable: str) -> str:
        """An expression that is worked out only where its variable is not empty."""
        if variable in CIRCUMSTANTIAL:
            return expression
        return f"{expression} if c.text[{variable!r}] else ''"

    # Elements

    def children(self, elements: tuple[Element, ...], tell: bool) -> list[Fragment]:
        """The fragments of some elements; those of a cs:choose stand among them."""
        result: list[Fragment] = []
        for element in elements:
            if element.tag == "choose":
                result.extend(self.visit_choose(element, tell))
            else:
                result.append(self.visit(element, tell))
        return result

    def visit(self, element: Element, tell: bool) -> Fragment:
        """The fragment of one element.

        Raises:
            InvalidStyle: There is no such rendering element.
        """
        method = getattr(self, "visit_" + element.tag.replace("-", "_"), None)
        if method is None:
            message = f"cs:{element.tag} cannot stand here"
            raise InvalidStyle(
                self.tree.name, [Problem("error", message, self.tree.name, element.line)]
            )
        fragment: Fragment = method(element, tell)
        return fragment

    def visit_text(self, element: Element, tell: bool) -> Fragment:
        """cs:text: a variable, a macro, a term or a value."""
        if "macro" in element.attributes:
            return self._text_macro(element, tell)
        if "variable" in element.attributes:
            name = self.formatted(self._text_variable(element), element)
            is_suffix = element.get("variable") == "year-suffix"
            return Fragment(name, name if is_suffix else "True", name)
        if "term" in element.attributes:
            text = term_text(self.locale, element)
            if text[:1].islower() and not element.get("text-case"):
                stripped = element.get("strip-periods") == "true"
                self.terms.add(text.replace(".", "") if stripped else text)
        else:
            text = parse(element.get("value"))
        return self._constant_text(element, text)

    def _constant_text(self, element: Element, text: str) -> Fragment:
        text = formatting(element).apply(text, self.locale.is_english)
        return Fragment(repr(text), "False", "False")

    def _text_variable(self, element: Element) -> str:
        variable = element.get("variable")
        if element.get("form") == "short" and variable not in NUMBER_VARIABLES:
            return f"short(c, {variable!r})"
        if variable == "page":
            return f"format_pages(c.text['page'], {self.page_options})"
        if variable == "locator":
            return f"locator(c, {self.page_options})"
        if variable in CIRCUMSTANTIAL:
            return f"value_of(c, {variable!r})"
        return f"c.text[{variable!r}]"

    def _text_macro(self, element: Element, tell: bool) -> Fragment:
        macro = element.get("macro")
        calls = self.facts.calls(element)
        tell = tell and calls.called == "maybe"
        function = self.macro_name(macro, tell)
        name = self.local()
        if not tell:
            self.line(f"{name} = {function}(c)", element)
            self.format(name, formatting(element), element)
            return Fragment(name, "False" if calls.called == "no" else "True", name)
        called = f"called_{name}"
        self.line(f"{name}, {called} = {function}(c)", element)
        self.format(name, formatting(element), element)
        return Fragment(name, called, name)

    def visit_number(self, element: Element, tell: bool) -> Fragment:
        """cs:number."""
        variable = element.get("variable")
        form = element.get("form", "numeric")
        expression = self.guarded(f"number(c, {variable!r}, {form!r})", variable)
        return Fragment(self.formatted(expression, element))

    def visit_label(self, element: Element, tell: bool) -> Fragment:
        """cs:label outside cs:names."""
        variable = element.get("variable", "locator")
        style = formatting(element)
        form, plural = element.get("form", "long"), element.get("plural", "contextual")
        name = self.local()
        if variable in CIRCUMSTANTIAL:
            label = f"render_label(c, {variable!r}, {form!r}, {plural!r}, {self.constant(style)})"
        else:
            label = label_expression(self.locale, variable, form, plural, style)
        self.line(f"{name} = {label}", element)
        return Fragment(name, "True", "False")

    def visit_date(self, element: Element, tell: bool) -> Fragment:
        """cs:date."""
        spec = self.constant(date_spec(self.tree, element))
        name = self.local()
        there = f"{element.get('variable')!r} in c.dates"
        self.line(f"{name} = render_date(c, {spec}) if {there} else ''", element)
        return Fragment(name)

    def visit_group(self, element: Element, tell: bool) -> Fragment:
        """cs:group: suppressed where it calls variables and all of them are empty."""
        text, called = self.kept(element, parse_affix(element.get("delimiter")), tell)
        name = self.formatted(text, element)
        return Fragment(name, called, name)

    def kept(self, element: Element, delimiter: str, tell: bool) -> tuple[str, str]:
        """The joined text of an element's children, nothing where they call variables and all of
        them are empty; and whether they call any.

        A macro is treated as a group is. Names that are left out (suppress-author) are not empty.
        """
        calls = self.facts.all_calls(element.children)
        certain, before = calls.plain, ""
        if calls.names and not certain:
            before = self.local()
            self.line(f"{before} = c.hides_names", element)
        fragments = self.children(element.children, tell or not certain)
        text = joined(fragments, delimiter)
        called = any_of([fragment.called for fragment in fragments])
        if certain or called == "False":
            return text, called
        hit = any_of([fragment.found for fragment in fragments])
        if before:
            hit = any_of([hit, f"c.hides_names != {before}"])
        keep = hit if called == "True" else f"({hit}) or not ({called})"
        return f"({text} if {keep} else '')", called

    def visit_choose(self, element: Element, tell: bool) -> list[Fragment]:
        """cs:choose: the fragments of the branch that is taken."""
        count = self.facts.slots((element,))
        slots = [self.local() for _ in range(count)]
        told = f"called_{self.local()}", f"hit_{self.local()}"
        if not count:
            return []
        names = [*slots]
        self.line(" = ".join(names) + " = ''", element)
        if tell:
            self.line(f"{told[0]} = {told[1]} = False", element)
        for index, branch in enumerate(element.children):
            with self.writer.block(self._head(branch, index), branch):
                self._branch(branch, slots, told if tell else None)
            if branch.tag == "else":
                break
        if tell:
            first = Fragment(slots[0], told[0], told[1])
            return [first, *(Fragment(slot, told[0], told[1]) for slot in slots[1:])]
        return [Fragment(slot) for slot in slots]

    def _head(self, branch: Element, index: int) -> str:
        """The line that begins a branch of a cs:choose."""
        if branch.tag == "else":
            return "else:" if index else "if True:"
        return f"{'elif' if index else 'if'} {condition(branch, self.constant)}:"

    def _branch(self, branch: Element, slots: list[str], told: tuple[str, str] | None) -> None:
        fragments = self.children(branch.children, told is not None)
        for slot, fragment in zip(slots, fragments, strict=False):
            if fragment.text != "''":
                self.line(f"{slot} = {fragment.text}", branch)
        if told is not None and fragments:
            called = any_of([fragment.called for fragment in fragments])
            hit = any_of([fragment.found for fragment in fragments])
            self.line(f"{told[0]} = {called}", branch)
            self.line(f"{told[1]} = {hit}", branch)

    def visit_names(self, element: Element, tell: bool) -> Fragment:
        """cs:names with everything in it."""
        spec = self.constant(self._names_spec(element))
        name = self.local()
        call = f"render_names(c, {spec})"
        if element.find("substitute") is None:
            there = [f"{variable!r} in c.names" for variable in element.get("variable").split()]
            call = f"{call} if {' or '.join(there)} else ''"
        self.line(f"{name} = {call}", element)
        return Fragment(name)

    def _names_spec(self, element: Element) -> Raw:
        spec = names_spec(self.tree.root, element, self._names_parent, self.inherited)
        expression = expression_of(spec)
        substitute = element.find("substitute")
        if substitute is not None and substitute.children:
            functions = self._substitutes(substitute, element)
            expression = f"{expression[:-1]}, substitutes=({', '.join(functions)},))"
        return Raw(expression)

    def _substitutes(self, substitute: Element, names: Element) -> list[str]:
        """The functions of cs:substitute's children, which are written later, each with the names
        variables that it needs."""
        functions = []
        for child in substitute.children:
            function = f"substitute_{self.number()}"
            plain = child.tag == "names" and child.find("substitute") is None
            variables = child.get("variable").split() if plain else []
            functions.append(f"({function}, {expression_of(tuple(variables))})")
            self.pending_substitutes.append((function, child, names))
            if child.tag == "text" and ("term" in child.attributes or "value" in child.attributes):
                break  # a term or value always takes the place, even an empty one
        return functions
