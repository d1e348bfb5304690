"""CSL elements -> Python code: one visit method per element, one function per macro.

In: a `Tree`. Out: Python source and its line map.

Every element becomes an expression for its text. If a cs:group has to know whether variables were
called and were empty, the element is *tracked*: it also has two expressions for that.

Source: CSL 1.0.2 specification, "Rendering Elements".
"""

from __future__ import annotations

from citeformat.csl.formatting import strip_periods
from citeformat.csl.variables import CONTEXT_VARIABLES, NUMBER_VARIABLES
from citeformat.engine.compiler.analysis import Needed, analyse
from citeformat.engine.compiler.codegen.conditions import FEW, condition
from citeformat.engine.compiler.codegen.expressions import (
    Fragment,
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
from citeformat.engine.compiler.locales import merge_locales
from citeformat.engine.compiler.parse import Element, Tree
from citeformat.engine.runtime.names.spec import NamesSpec
from citeformat.engine.runtime.numbers import RANGES
from citeformat.errors import InvalidStyle, Problem
from citeformat.richtext.markup import parse

__all__ = ["Generator"]


_MANY_REPEATS = 50
"""A layout that prints a variable more often may make a huge text of a long value. Real styles have
up to 16 elements for a variable, each in another branch."""


class Generator(Program):
    """Writes the functions of one style.

    Raises:
        InvalidStyle: The style cannot be used.
    """

    def __init__(self, tree: Tree) -> None:
        super().__init__()
        self.tree = tree
        self.analysis, self.problems = analyse(tree)
        self.locale = merge_locales(tree)
        self.pending_substitutes: list[tuple[str, Element, Element]] = []
        """Name of the function, child of cs:substitute, cs:names around it."""
        self.names_parent: Element | None = None
        """The cs:names around the child of cs:substitute whose function is being written."""
        self.given: Needed = None
        """The code that is being written runs only for works that have at least one of these."""
        style = tree.root
        citation, bibliography = style.find("citation"), style.find("bibliography")
        assert citation is not None
        self.inherited = (
            inherited_options(style, citation),
            inherited_options(style, *([bibliography] if bibliography is not None else [])),
        )
        delimiter = self.locale.term("page-range-delimiter") or "–"
        self.number_options = f"{delimiter!r}, {self.locale.ampersand()!r}"
        self.page_options = f"{style.get('page-range-format')!r}, {self.number_options}"
        self.terms: set[str] = set()
        """The texts of terms that cs:text prints."""

    def for_layouts(self, layout_locale: str) -> Generator:
        """Return a generator for the layouts of some languages (`Tree.layout_locales`)."""
        return type(self)(self.tree.for_layouts(layout_locale))

    # Functions

    def layout_function(self, name: str, layout: Element, align: bool) -> None:
        """Write the function of a cs:layout.

        Args:
            name: The name of the function.
            layout: The element.
            align: Whether the first field is set apart (second-field-align).
        """
        repeats = max(self.analysis.repeats(layout.children).values(), default=0)
        with self.writer.block(f"def {name}(c):", layout):
            if repeats > _MANY_REPEATS:
                self.line(f"{self.local()} = check_length(c, {repeats})", layout)
            fragments = self.children(layout.children, track=False)
            if align and len(fragments) > 1:
                first = joined(fragments[:1], "")
                rest = joined(fragments[1:], "")
                suffix = repr(parse_affix(layout.get("suffix")))
                self.line(f"return align({first}, {rest}, {suffix})", layout)
            else:
                self.line(f"return {joined(fragments, '')}", layout)
        self.line()

    def write_pending(self) -> None:
        """Write the functions of all macros and substitutes that are called."""
        while self.pending or self.pending_substitutes:
            if self.pending:
                macro, track = self.pending.pop(0)
                element = self.analysis.macros[macro]
                self.given = self.analysis.needed_variables(element)
                with self.writer.block(f"def {self.functions[macro, track]}(c):", element):
                    text, called = self.group_expression(element, "", track)
                    self.line(f"return {text}, {called}" if track else f"return {text}", element)
            else:
                name, child, self.names_parent = self.pending_substitutes.pop(0)
                self.given = None
                with self.writer.block(f"def {name}(c):", child):
                    if child.tag == "choose":
                        self._return_first_text(child)
                        self.line("return ''", child)
                    else:
                        text = joined(self.children((child,), track=False), "")
                        self.line(f"return {text}", child)
                self.names_parent = None
            self.line()

    def _return_first_text(self, choose: Element) -> None:
        """Write code that returns the first text of the branch that applies, as if the elements in
        that branch were children of cs:substitute themselves."""
        for index, branch in enumerate(choose.children):
            with self.writer.block(self._branch_head(branch, index), branch):
                self.line("pass", branch)
                for child in branch.children:
                    if child.tag == "choose":
                        self._return_first_text(child)
                        continue
                    text = self.visit(child, track=False).text
                    if child.tag == "names" and self.names_parent is not None:
                        self.format(text, formatting(self.names_parent), child)
                    with self.writer.block(f"if {text}:", child):
                        self.line(f"return {text}", child)

    # Elements

    def children(self, elements: tuple[Element, ...], track: bool) -> list[Fragment]:
        """Write some elements. The fragments of a cs:choose are among those of its siblings."""
        result: list[Fragment] = []
        for element in elements:
            if element.tag == "choose":
                result.extend(self.visit_choose(element, track))
            else:
                result.append(self.visit(element, track))
        return result

    def visit(self, element: Element, track: bool) -> Fragment:
        """Write one element.

        Raises:
            InvalidStyle: There is no such rendering element.
        """
        method = getattr(self, "visit_" + element.tag.replace("-", "_"), None)
        if method is None:
            name = self.tree.name
            message = f"cs:{element.tag} is not allowed here"
            raise InvalidStyle(name, [Problem("error", message, name, element.line)])
        fragment: Fragment = method(element, track)
        return fragment

    def visit_text(self, element: Element, track: bool) -> Fragment:
        """cs:text: a macro, a variable, a term or a value."""
        if "macro" in element.attributes:
            macro = element.get("macro")
            use = self.analysis.variable_use(element)
            track = track and use.called == "maybe"
            function = self.macro_name(macro, track)
            name = self.local()
            called = "False" if use.called == "no" else "True"
            result = name
            if track:
                called = f"called_{name}"
                result = f"{name}, {called}"
            test = "" if track else self.gate(element)
            call = f"{function}(c) if {test} else ''" if test else f"{function}(c)"
            self.line(f"{result} = {call}", element)
            self.format(name, formatting(element), element)
            return Fragment(name, called)
        if "variable" in element.attributes:
            variable = element.get("variable")
            if (
                element.get("form") == "short"
                and variable not in NUMBER_VARIABLES
                and variable not in CONTEXT_VARIABLES
            ):
                expression = f"short(c, {variable!r})"
            elif variable == "page":
                expression = f"format_pages(c.text['page'], {self.page_options})"
            elif variable == "locator":
                expression = f"locator(c, {self.page_options})"
            elif variable == "year-suffix":
                expression = "c.year_suffix and value_of(c, 'year-suffix') or c.text['year-suffix']"
            elif variable in CONTEXT_VARIABLES:
                expression = f"value_of(c, {variable!r})"
            else:
                expression = f"c.text[{variable!r}]"
                if variable in RANGES:
                    ranges = f"format_pages({expression}, '', {self.number_options})"
                    expression = f"{ranges} if '-' in {expression} else {expression}"
            name = self.formatted(expression, element)
            return Fragment(name, name if variable == "year-suffix" else "True")
        if "term" in element.attributes:
            text = term_text(self.locale, element)
            if text[:1].islower() and not element.get("text-case"):
                stripped = element.get("strip-periods") == "true"
                self.terms.add(strip_periods(text) if stripped else text)
        else:
            text = parse(element.get("value"))
        text = formatting(element).apply(text, self.locale.language)
        return Fragment(repr(text), "False", "False")

    def visit_number(self, element: Element, track: bool) -> Fragment:
        """cs:number."""
        variable = element.get("variable")
        expression = f"number(c, {variable!r}, {element.get('form', 'numeric')!r})"
        if variable not in CONTEXT_VARIABLES:
            expression = f"{expression} if c.text[{variable!r}] else ''"
        return Fragment(self.formatted(expression, element))

    def visit_label(self, element: Element, track: bool) -> Fragment:
        """cs:label outside cs:names. It calls its variable, even if the locale lacks the term. A
        label that describes another variable calls none."""
        variable = element.get("variable", "locator")
        style = formatting(element)
        form, plural = element.get("form", "long"), element.get("plural", "contextual")
        name = self.local()
        if variable in CONTEXT_VARIABLES:
            label = f"render_label(c, {variable!r}, {form!r}, {plural!r}, {self.constant(style)})"
            nonempty = f"has(c, {variable!r})"
        else:
            nonempty = f"c.text[{variable!r}]"
            label = label_expression(self.locale, variable, form, plural, style)
        self.line(f"{name} = {label}", element)
        if id(element) in self.analysis.descriptive_labels:
            return Fragment(name, "False", "False")
        return Fragment(name, "True", nonempty)

    def visit_date(self, element: Element, track: bool) -> Fragment:
        """cs:date."""
        spec = self.constant(date_spec(self.tree, element))
        name = self.local()
        exists = f"{element.get('variable')!r} in c.dates"
        self.line(f"{name} = render_date(c, {spec}) if {exists} else ''", element)
        return Fragment(name)

    def visit_group(self, element: Element, track: bool) -> Fragment:
        """cs:group: suppressed if it calls variables and all of them are empty."""
        delimiter = parse_affix(element.get("delimiter"))
        test = "" if track or _is_cheap(element) else self.gate(element)
        if not test:
            text, called = self.group_expression(element, delimiter, track)
            name = self.formatted(text, element)
            return Fragment(name, called, name)
        result = self.local()
        self.line(f"{result} = ''", element)
        given, self.given = self.given, self.analysis.needed_variables(element)
        with self.writer.block(f"if {test}:", element):
            text, _ = self.group_expression(element, delimiter, track)
            self.line(f"{result} = {text}", element)
            self.format(result, formatting(element), element)
        self.given = given
        return Fragment(result)

    def group_expression(self, element: Element, delimiter: str, track: bool) -> tuple[str, str]:
        """Write the children of a cs:group, or of a cs:macro, which is treated like one.

        Returns:
            The expression of their joined text, which is empty if they call variables and all of
            these are empty (names that suppress-author leaves out are not); and the expression of
            whether they call variables.
        """
        use = self.analysis.combined_use(element.children)
        suppressed_before = ""
        if use.names and not use.only_variables:
            suppressed_before = self.local()
            self.line(f"{suppressed_before} = c.names_suppressed", element)
        fragments = self.children(element.children, track or not use.only_variables)
        text = joined(fragments, delimiter)
        called = any_of([fragment.called for fragment in fragments])
        if use.only_variables or called == "False":
            return text, called
        nonempty = any_of([fragment.nonempty for fragment in fragments])
        if suppressed_before:
            nonempty = any_of([nonempty, f"c.names_suppressed != {suppressed_before}"])
        printed = nonempty if called == "True" else f"({nonempty}) or not ({called})"
        return f"({text} if {printed} else '')", called

    def gate(self, element: Element) -> str:
        """Write the test of whether the work has any variable that an element needs; `""` if the
        element needs none, or the code around it has tested them."""
        needed = self.analysis.needed_variables(element)
        if not needed or (self.given is not None and self.given <= needed):
            return ""
        tests = []
        if "locator" in needed:
            tests.append("c.locator")
        if "year-suffix" in needed:
            tests.append("c.year_suffix")
        fields = sorted(needed)
        if len(fields) > FEW:
            tests.append(f"not {self.constant(needed)}.isdisjoint(c.fields)")
        else:
            tests += [f"{variable!r} in c.fields" for variable in fields]
        return " or ".join(tests)

    def visit_choose(self, element: Element, track: bool) -> list[Fragment]:
        """cs:choose: the fragments of the branch that applies."""
        texts = [self.local() for _ in range(self.analysis.fragment_count((element,)))]
        called, nonempty = f"called_{self.local()}", f"nonempty_{self.local()}"
        if not texts:
            return []
        self.line(" = ".join(texts) + " = ''", element)
        tracked = {called: False, nonempty: False}
        if track:
            start = len(self.writer.lines)
            self.line(f"{called} = {nonempty} = False", element)
        for index, branch in enumerate(element.children):
            with self.writer.block(self._branch_head(branch, index), branch):
                fragments = self.children(branch.children, track)
                for text, fragment in zip(texts, fragments, strict=False):
                    if fragment.text != "''":
                        self.line(f"{text} = {fragment.text}", branch)
                if track and fragments:
                    called_here = any_of([fragment.called for fragment in fragments])
                    nonempty_here = any_of([fragment.nonempty for fragment in fragments])
                    for name, here in ((called, called_here), (nonempty, nonempty_here)):
                        if here != "False":
                            tracked[name] = True
                            self.line(f"{name} = {here}", branch)
            if branch.tag == "else":
                break
        if not track:
            return [Fragment(text) for text in texts]
        for name, is_set in tracked.items():
            if not is_set:
                self.writer.lines[start] = self.writer.lines[start].replace(f"{name} = ", "")
        if not any(tracked.values()):
            self.writer.delete(start)
        called, nonempty = (name if is_set else "False" for name, is_set in tracked.items())
        return [Fragment(text, called, nonempty) for text in texts]

    def _branch_head(self, branch: Element, index: int) -> str:
        """Write the line that begins a branch of a cs:choose."""
        if branch.tag == "else":
            return "else:" if index else "if True:"
        return f"{'elif' if index else 'if'} {condition(branch, self.constant)}:"

    def visit_names(self, element: Element, track: bool) -> Fragment:
        """cs:names with everything in it. Its substitutes follow one another until one has text."""
        name = self.local()
        substitute = element.find("substitute")
        children = substitute.children if substitute is not None else ()
        text = self.names_text(element)
        if not children:
            text = f"first_names(c, {text})"
        self.line(f"{name} = {text} if {_has_names(element)} else ''", element)
        parent, self.names_parent = self.names_parent, element
        for child in children:
            if child.tag == "names" and child.find("substitute") is None:
                with self.writer.block(f"if not {name} and ({_has_names(child)}):", child):
                    used = self.constant(tuple(child.get("variable").split()))
                    text = self.names_text(child)
                    self.line(f"{name} = substitute_names(c, {text}, {used})", child)
                    self.format(name, formatting(element), child)
                continue
            function = f"substitute_{self.number()}"
            self.pending_substitutes.append((function, child, element))
            with self.writer.block(f"if not {name}:", child):
                self.line(f"{name} = render_substitute(c, {function})", child)
            if child.tag == "text" and child.attributes.keys() & {"term", "value"}:
                break  # a term or value is always used, even an empty one
        self.names_parent = parent
        if children:
            self.line(f"{name} = first_names(c, {name})", element)
        return Fragment(name)

    def names_text(self, element: Element) -> str:
        """Write the expression of the names in a cs:names, for a work that has any of them."""
        spec = names_spec(self.tree.root, element, self.names_parent, self.inherited)
        return f"names_text(c, {self.names_constant(spec)})"

    def names_constant(self, spec: NamesSpec) -> str:
        """Return the name of the constant of a cs:names."""
        return self.constant_of(f"Names({expression_of(spec)}, LOCALE)")


def _has_names(names: Element) -> str:
    """Write the test of whether the work has any names of a cs:names."""
    variables = names.get("variable").split()
    return " or ".join([f"{variable!r} in c.names" for variable in variables]) or "False"


def _is_cheap(element: Element) -> bool:
    """Return whether a cs:group prints only one or two variables, which costs less than a test."""
    return len(element.children) < 3 and all(
        child.tag in ("text", "label") and "macro" not in child.attributes
        for child in element.children
    )
