"""Facts about a style before code is written for it.

In: a `Tree`. Out: `Facts`: the macros, which of them a cs:group must ask whether variables were
called, how elements are counted, and every fault that makes the style unusable.

Source: CSL 1.0.2 specification, "Macro", "Group" (when a group is suppressed).
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Literal

from citeformat.compiler.tree import Element, Tree
from citeformat.csl.variables import DATE_VARIABLES, KIND, NAME_VARIABLES
from citeformat.errors import InvalidStyle, Problem

__all__ = ["Calls", "Facts", "analyse"]

Called = Literal["no", "yes", "maybe"]


@dataclass(frozen=True)
class Calls:
    """What rendering an element says about variables."""

    called: Called
    """Whether it calls a variable."""
    plain: bool
    """Whether any text that it gives comes of a variable that is not empty."""


_VARIABLE = Calls("yes", True)
_CONSTANT = Calls("no", False)


class Facts:
    """The macros of a style and what is known about elements; answers are remembered."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.macros = {macro.get("name"): macro for macro in tree.root.find_all("macro")}
        self._calls: dict[int, Calls] = {}

    def calls(self, element: Element) -> Calls:
        """What rendering this element says about variables."""
        key = id(element)
        if key not in self._calls:
            self._calls[key] = self._find_calls(element)
        return self._calls[key]

    def _find_calls(self, element: Element) -> Calls:
        if element.tag == "text":
            if "macro" in element.attributes:
                macro = self.macros[element.get("macro")]
                return Calls(self.all_calls(macro.children).called, True)
            if element.get("variable") == "year-suffix":
                return Calls("maybe", True)  # where there is none, it was not called
            return _VARIABLE if "variable" in element.attributes else _CONSTANT
        if element.tag == "label":
            return Calls("yes", False)
        if element.tag == "group":
            return Calls(self.all_calls(element.children).called, True)
        if element.tag == "choose":
            return self._choose(element)
        return _VARIABLE

    def all_calls(self, elements: tuple[Element, ...]) -> Calls:
        """What rendering some elements, one after another, says about variables."""
        calls = [self.calls(element) for element in elements]
        called: Called = "no"
        if any(call.called == "yes" for call in calls):
            called = "yes"
        elif any(call.called == "maybe" for call in calls):
            called = "maybe"
        return Calls(called, all(call.plain for call in calls))

    def _choose(self, element: Element) -> Calls:
        branches = [self.all_calls(branch.children) for branch in element.children]
        plain = all(branch.plain for branch in branches)
        kinds = {branch.called for branch in branches}
        if not any(branch.tag == "else" for branch in element.children):
            kinds.add("no")
        called: Called = kinds.pop() if len(kinds) == 1 else "maybe"
        return Calls(called, plain)

    def slots(self, elements: tuple[Element, ...]) -> int:
        """How many texts some elements give to the element around them: cs:choose hands on those
        of its branch."""
        count = 0
        for element in elements:
            if element.tag == "choose":
                count += max(
                    (self.slots(branch.children) for branch in element.children), default=0
                )
            else:
                count += 1
        return count

    def calls_variable(self, name: str) -> bool:
        """Whether the style prints this text variable anywhere."""
        return any(
            element.tag in ("text", "number") and element.get("variable") == name
            for element in self.tree.root.walk()
        )


def analyse(tree: Tree) -> tuple[Facts, tuple[Problem, ...]]:
    """Look at a style before it is compiled.

    Returns:
        The facts, and what is odd about the style but does no harm.

    Raises:
        InvalidStyle: The style cannot be used; every fault is named.
    """
    facts = Facts(tree)
    faults = [*_structure(tree), *_macro_faults(facts)]
    if faults:
        raise InvalidStyle(tree.name, faults)
    return facts, tuple(_unknown_names(tree))


def _structure(tree: Tree) -> list[Problem]:
    if sum(1 for _ in tree.root.walk()) > _MOST_ELEMENTS:
        message = f"the style has more than {_MOST_ELEMENTS:,} elements"
        return [Problem("error", message, tree.name, tree.root.line)]
    if tree.root.tag != "style":
        return [Problem("error", "the root element is not cs:style", tree.name, tree.root.line)]
    citation = tree.root.find("citation")
    if citation is None:
        hint = "a dependent style names its parent in a link of rel independent-parent"
        message = "the style has no cs:citation"
        return [Problem("error", message, tree.name, tree.root.line, hint)]
    faults = []
    for area in (citation, tree.root.find("bibliography")):
        if area is not None and area.find("layout") is None:
            message = f"cs:{area.tag} has no cs:layout"
            faults.append(Problem("error", message, tree.name, area.line))
    for part in tree.root.children:
        for element in part.walk() if part.tag != "locale" else ():
            if element.tag in _NEEDS and not element.get("variable").strip():
                message = f"cs:{element.tag} names no variable"
                faults.append(Problem("error", message, tree.name, element.line))
    for element in tree.root.walk():
        if element.tag not in _TAGS:
            message = f"there is no element cs:{element.tag} in CSL 1.0.2"
            faults.append(Problem("error", message, tree.name, element.line))
    return faults


_MOST_ELEMENTS = 20_000
"""The largest real styles have fewer than 6,000."""
_NEEDS = frozenset({"names", "date", "number"})
"""Elements that are nothing without a variable."""
_TAGS = frozenset(
    """
    style info locale macro citation bibliography layout sort key text number label names name
    name-part et-al substitute date date-part group choose if else-if else terms term single
    multiple style-options
    author contributor category email id issn issnl eissn link name published rights source
    summary title title-short translator updated uri institution
    """.split()
)


def _macro_faults(facts: Facts) -> list[Problem]:
    """Calls of macros that are not there, and macros that call themselves."""
    faults: list[Problem] = []
    name = facts.tree.name
    for element in facts.tree.root.walk():
        macro = element.attributes.get("macro")
        if macro is not None and element.tag in ("text", "key") and macro not in facts.macros:
            near = difflib.get_close_matches(macro, facts.macros, 1) if len(faults) < 20 else []
            hint = f"did you mean {near[0]!r}?" if near else "define it with cs:macro"
            message = f"the macro {macro!r} is not defined"
            faults.append(Problem("error", message, name, element.line, hint))
    cycle = _cycle(facts)
    if cycle:
        message = f"the macro {cycle[0]!r} calls itself: {' > '.join(cycle)}"
        line = facts.macros[cycle[0]].line
        faults.append(Problem("error", message, name, line, "break the circle"))
    elif _depth(facts) <= _DEEPEST and _work(facts) > _MOST_CALLS:
        message = f"the macros call each other more than {_MOST_CALLS:,} times"
        faults.append(Problem("error", message, name, facts.tree.root.line))
    elif _depth(facts) > _DEEPEST:
        message = f"macros call each other more than {_DEEPEST} deep"
        faults.append(Problem("error", message, name, facts.tree.root.line))
    return faults


_DEEPEST = 100
"""The longest chain of macros; real styles have fewer than 20."""


_MOST_CALLS = 1_000_000
"""How many calls of macros one reference may take; real styles take fewer than 100,000."""


def _work(facts: Facts) -> int:
    """How many calls of macros the most laborious macro takes, if every branch were taken."""
    called = _called(facts)
    work: dict[str, int] = {}

    def count(macro: str) -> int:
        if macro not in work:
            work[macro] = 1 + sum(count(each) for each in called[macro])
        return work[macro]

    return max((count(macro) for macro in called), default=0)


def _called(facts: Facts) -> dict[str, list[str]]:
    """Macro -> the macros that it calls."""
    return {
        name: [
            element.get("macro")
            for element in macro.walk()
            if element.tag == "text" and element.get("macro") in facts.macros
        ]
        for name, macro in facts.macros.items()
    }


def _cycle(facts: Facts) -> list[str]:
    """The first circle of macros that call each other, or `[]`."""
    called = _called(facts)
    done: set[str] = set()
    for start in called:
        path: list[str] = []
        pending = [(start, False)]
        while pending:
            macro, leaving = pending.pop()
            if leaving:
                done.add(path.pop())
            elif macro in path:
                return [*path[path.index(macro) :], macro]
            elif macro not in done:
                path.append(macro)
                pending.append((macro, True))
                pending += [(each, False) for each in called[macro]]
    return []


def _depth(facts: Facts) -> int:
    """The length of the longest chain of macros, which has no circle."""
    called = _called(facts)
    depth = 0
    level = set(called)
    while level and depth <= _DEEPEST:
        level = {each for macro in level for each in called[macro]}
        depth += 1
    return depth


def _unknown_names(tree: Tree) -> list[Problem]:
    """Variables that CSL 1.0.2 does not define."""
    problems = []
    for element in tree.root.walk():
        if element.tag not in ("text", "number", "date", "names", "label", "if", "else-if", "key"):
            continue
        for variable in element.get("variable").split():
            if variable not in KIND and variable not in _OLD:
                near = difflib.get_close_matches(variable, KIND, 1)
                hint = f"did you mean {near[0]!r}?" if near else ""
                message = f"there is no variable {variable!r} in CSL 1.0.2"
                problems.append(Problem("warning", message, tree.name, element.line, hint))
            elif _mismatch(element.tag, variable):
                message = f"cs:{element.tag} cannot print the variable {variable!r}"
                problems.append(Problem("warning", message, tree.name, element.line))
    return problems


_OLD = frozenset({"event", "editortranslator"})


def _mismatch(tag: str, variable: str) -> bool:
    if tag == "names":
        return variable not in NAME_VARIABLES
    if tag == "date":
        return variable not in DATE_VARIABLES
    return tag in ("text", "number") and variable in NAME_VARIABLES | DATE_VARIABLES
