"""Check and analyse a style before code is written for it.

In: a `Tree`. Out: a `StyleAnalysis`, which knows the macros, which elements call variables, and how
many texts they produce; and the warnings about the style. A style that cannot be used raises
`InvalidStyle`, which lists every error with its line and a hint.

Source: CSL 1.0.2 specification, "Macro", "Group" (when a group is suppressed).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from citeformat.csl.variables import CONTEXT_VARIABLES, DERIVED_FROM
from citeformat.engine.compiler.locales import missing_terms
from citeformat.engine.compiler.parse import Element, Tree
from citeformat.engine.compiler.validation.limits import check_size
from citeformat.engine.compiler.validation.macros import check_macros
from citeformat.engine.compiler.validation.structure import check_structure
from citeformat.engine.compiler.validation.vocabulary import warnings
from citeformat.errors import InvalidStyle, Problem

__all__ = ["Needed", "StyleAnalysis", "VariableUse", "analyse"]

Called = Literal["no", "yes", "maybe"]


class VariableUse(NamedTuple):
    """How rendering an element uses variables."""

    called: Called
    """Whether it calls a variable; `"maybe"` if that depends on a cs:choose."""
    only_variables: bool
    """Whether any text that it prints comes from a variable that is not empty."""
    names: bool = False
    """Whether it calls names variables."""


Needed = frozenset[str] | None
"""Variables without which an element prints nothing: the work must have at least one of them.
`None`: the element may print something for any work."""

_UNGATED = CONTEXT_VARIABLES - {"locator", "year-suffix"}
"""Variables that most cites have."""


class StyleAnalysis:
    """The macros of a style and what is known about its elements. Answers are remembered."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.macros = {macro.get("name"): macro for macro in tree.root.find_all("macro")}
        self._uses: dict[int, VariableUse] = {}
        self._needed: dict[int, Needed] = {}
        self._counting: dict[int, bool] = {}
        self._calling: dict[str, bool] = {}
        self.macro_repeats: dict[str, Counter[str]] = {}
        """Macro -> how often it prints each variable at most."""

    def variables(self) -> set[str]:
        """Collect the variables whose text the style reads, also in conditions."""
        read = {"citation-label", "title", "year-suffix"}
        for element in self.tree.root.walk():
            if element.tag in ("names", "date"):
                continue
            read.update(element.get("is-numeric").split())
            if "variable" not in element.attributes:
                continue
            variable = element.get("variable")
            read.update(variable.split() if element.tag in ("if", "else-if") else [variable])
            if element.get("form") == "short":
                read.add(f"{variable}-short")
        return read | {source for variable, source in DERIVED_FROM.items() if variable in read}

    def variable_use(self, element: Element) -> VariableUse:
        """Determine how rendering an element uses variables."""
        use = self._uses.get(id(element))
        if use is not None:
            return use
        match element.tag:
            case "text" if "macro" in element.attributes:
                macro = self.macros[element.get("macro")]
                use = self.combined_use(macro.children)._replace(only_variables=True)
            case "text" if element.get("variable") == "year-suffix":
                use = VariableUse("maybe", True)  # called only if the work has one
            case "text" if "variable" not in element.attributes:  # a term or a value
                use = VariableUse("no", False)
            case "label" if id(element) in self.descriptive_labels:
                use = VariableUse("no", False)
            case "group":
                use = self.combined_use(element.children)._replace(only_variables=True)
            case "choose":
                branches = [self.combined_use(branch.children) for branch in element.children]
                called = {branch.called for branch in branches}
                if not any(branch.tag == "else" for branch in element.children):
                    called.add("no")
                use = VariableUse(
                    called.pop() if len(called) == 1 else "maybe",
                    all(branch.only_variables for branch in branches),
                    any(branch.names for branch in branches),
                )
            case tag:
                use = VariableUse("yes", True, names=tag == "names")
        self._uses[id(element)] = use
        return use

    def combined_use(self, elements: tuple[Element, ...]) -> VariableUse:
        """Determine how rendering some elements, one after another, uses variables."""
        uses = [self.variable_use(element) for element in elements]
        called = {use.called for use in uses}
        return VariableUse(
            "yes" if "yes" in called else "maybe" if "maybe" in called else "no",
            all(use.only_variables for use in uses),
            any(use.names for use in uses),
        )

    @cached_property
    def descriptive_labels(self) -> frozenset[int]:
        """The ids of the labels that describe another variable than their own, such as a label of
        `volume` beside `number-of-volumes`. They do not keep a cs:group from being suppressed, as
        terms do not: "This accommodates descriptive cs:text and cs:label elements" ("Group").

        A label counts if it is beside its own variable, or if the group calls no other variable.
        """
        found: set[int] = set()
        for element in self.tree.root.walk():
            if element.tag in ("group", "macro") and self._calls(element.children):
                found.update(map(id, _labels_of_others(element.children)))
        return frozenset(found)

    def _calls(self, elements: tuple[Element, ...]) -> bool:
        """Return whether some elements other than labels may call a variable."""
        for element in elements:
            if element.tag == "label":
                continue
            if "macro" in element.attributes:
                macro = element.get("macro")
                if macro not in self._calling:
                    self._calling[macro] = self._calls(self.macros[macro].children)
                if self._calling[macro]:
                    return True
            elif element.tag in ("group", "choose", "if", "else-if", "else"):
                if self._calls(element.children):
                    return True
            elif "variable" in element.attributes:
                return True
        return False

    def repeats(self, elements: tuple[Element, ...]) -> Counter[str]:
        """Count how often some elements print each variable at most."""
        total: Counter[str] = Counter()
        for element in elements:
            macro = element.get("macro")
            if element.tag == "choose":
                branches: Counter[str] = Counter()
                for branch in element.children:
                    branches |= self.repeats(branch.children)
                total += branches
            elif element.tag == "text" and macro:
                total += self.macro_repeats[macro]
            else:
                if element.tag in ("text", "number", "names", "date"):
                    total.update(element.get("variable").split())
                total += self.repeats(element.children)
        return total

    def needed_variables(self, element: Element) -> Needed:
        """Collect the variables without which an element prints nothing. The code skips the element
        for a work that has none of them.

        The answer is `None` if the element may print something for any work, such as a term, or if
        it is never skipped because it counts `disambiguate` conditions.
        """
        key = id(element)
        if key not in self._needed:
            self._needed[key] = None if self._counts(element) else self._needed_by(element)
        return self._needed[key]

    def _needed_by(self, element: Element) -> Needed:
        match element.tag:
            case "text" if "macro" in element.attributes:
                return self.needed_variables(self.macros[element.get("macro")])
            case "text" if "variable" not in element.attributes:  # a term or a value
                return None
            case "group" | "macro":
                needed = _any_of(map(self.needed_variables, element.children))
                if needed is None and self.combined_use(element.children).called == "yes":
                    return self._revealing(element.children)
                return needed
            case "choose":
                return _any_of(map(self._needed_by_branch, element.children))
            case "names":
                substitute = element.find("substitute")
                children = () if substitute is None else substitute.children
                own = frozenset(element.get("variable").split())
                return _any_of([own, *map(self.needed_variables, children)])
            case tag:
                variable = element.get("variable", "locator" if tag == "label" else "")
                return _sources(variable, tag == "text" and element.get("form") == "short")

    def _needed_by_branch(self, branch: Element) -> Needed:
        """Collect the variables that a branch of a cs:choose needs, or that its condition needs."""
        needed = _any_of(map(self.needed_variables, branch.children))
        if needed is not None:
            return needed
        tested = branch.get("variable").split()
        match branch.get("match", "all"):
            case "all" if "locator" in branch.attributes:
                return frozenset({"locator"})
            case "all" if tested:
                return _sources(tested[0])
            case "any" if tested and not branch.attributes.keys() - {"match", "variable"}:
                return _any_of(map(_sources, tested))
        return None

    def _revealing(self, elements: tuple[Element, ...]) -> Needed:
        """Collect the variables that keep a cs:group with these children from being suppressed: one
        of them must be called and not be empty."""
        found: list[Needed] = []
        for element in elements:
            if element.tag == "choose":
                found += [self._revealing(branch.children) for branch in element.children]
            elif element.tag != "text" or element.attributes.keys() & {"macro", "variable"}:
                found.append(self.needed_variables(element))
        return _any_of(found)

    def _counts(self, element: Element) -> bool:
        """Return whether an element tests a `disambiguate` condition."""
        key = id(element)
        if key not in self._counting:
            children = element.children
            if element.tag == "text" and "macro" in element.attributes:
                children = (self.macros[element.get("macro")],)
            self._counting[key] = "disambiguate" in element.attributes or any(
                map(self._counts, children)
            )
        return self._counting[key]

    def fragment_count(self, elements: tuple[Element, ...]) -> int:
        """Count the texts that some elements pass to the element around them. A cs:choose passes
        on those of its branch."""
        count = 0
        for element in elements:
            if element.tag == "choose":
                branches = [self.fragment_count(branch.children) for branch in element.children]
                count += max(branches, default=0)
            else:
                count += 1
        return count

    @cached_property
    def printed(self) -> frozenset[str]:
        """The text and number variables that citations and the bibliography print, or sort by in a
        macro. A macro that nothing calls prints nothing."""
        areas = ("citation", "bibliography")
        calling = [child for child in self.tree.root.children if child.tag in areas]
        called: set[str] = set()
        variables: set[str] = set()
        while calling:
            for element in calling.pop().walk():
                if element.tag in ("text", "number"):
                    variables.add(element.get("variable"))
                name = element.get("macro")
                if name and name not in called:
                    called.add(name)
                    calling.append(self.macros[name])
        return frozenset(variables)


def _labels_of_others(siblings: tuple[Element, ...]) -> Iterator[Element]:
    """Yield the labels of a cs:group that are not beside their own variable."""
    beside = {element.get("variable") for element in siblings if element.tag in ("text", "number")}
    for element in siblings:
        if element.tag == "label" and element.get("variable", "locator") not in beside:
            yield element
        elif element.tag == "choose":
            for branch in element.children:
                yield from _labels_of_others(branch.children)


def _sources(variable: str, short: bool = False) -> Needed:
    """Return the variables that the value of a variable, or its short form, can come from."""
    if variable in _UNGATED:
        return None
    long = variable.removesuffix("-short")  # abbreviations make the short form of it
    names = {variable, long, DERIVED_FROM.get(variable, variable)}
    return frozenset({*names, f"{variable}-short"} if short else names)


def _any_of(needed: Iterable[Needed]) -> Needed:
    result: frozenset[str] = frozenset()
    for each in needed:
        if each is None:
            return None
        result |= each
    return result


def analyse(tree: Tree) -> tuple[StyleAnalysis, tuple[Problem, ...]]:
    """Check a style and analyse it.

    Returns:
        The analysis, and warnings about what does no harm.

    Raises:
        InvalidStyle: The style cannot be used. It lists every error.
    """
    analysis = StyleAnalysis(tree)
    order: list[str] = []
    errors = check_size(tree)
    if not errors:
        macro_errors, order = check_macros(tree, analysis.macros)
        errors = [*check_structure(tree), *macro_errors]
    if errors:
        raise InvalidStyle(tree.name, sorted(errors, key=lambda error: error.line))
    for name in order:  # each macro after those that it calls, which bounds the recursion
        analysis.combined_use(analysis.macros[name].children)
        analysis.needed_variables(analysis.macros[name])
        analysis.macro_repeats[name] = analysis.repeats(analysis.macros[name].children)
    found = [*missing_terms(tree), *warnings(tree)]
    return analysis, tuple(sorted(found, key=lambda warning: warning.line))
