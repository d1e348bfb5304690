"""What is wrong with a style: faults that make it unusable, and all that is merely odd.

In: a `Tree`. Out: `Facts` and Problems; or `InvalidStyle` with every fault, its line and a hint.

Source: CSL 1.0.2 specification, "Styles - Structure", "Macro", "Rendering Elements".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from citeformat.compiler.analysis import Facts
from citeformat.compiler.hints import did_you_mean
from citeformat.compiler.oddities import oddities
from citeformat.compiler.tree import Element, Tree
from citeformat.csl.attributes import ATTRIBUTES, CHILDREN, RENDERING
from citeformat.errors import InvalidStyle, Problem

__all__ = ["analyse"]

_MOST_ELEMENTS = 20_000
"""The largest real styles have fewer than 6,000."""
_NEEDS = frozenset({"names", "date", "number"})
"""Elements that are nothing without a variable."""
_STRICT = frozenset({"choose"}) | {tag for tag, held in CHILDREN.items() if held == RENDERING}
"""Elements for whose children code is written."""
_DEEPEST = 100
"""The longest chain of macros; real styles have fewer than 20."""
_MOST_CALLS = 1_000_000
"""How many calls of macros one reference may take; real styles take fewer than 100,000."""
_MOST_CIRCLES = 20
_LONGEST_CIRCLE = 12
"""How many circles of macros are named, and how many macros of each."""


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
        raise InvalidStyle(tree.name, sorted(faults, key=lambda fault: fault.line))
    return facts, tuple(sorted(oddities(tree), key=lambda problem: problem.line))


def _structure(tree: Tree) -> list[Problem]:
    root = tree.root
    if sum(1 for _ in root.walk()) > _MOST_ELEMENTS:
        message = f"the style has more than {_MOST_ELEMENTS:,} elements"
        return [Problem("error", message, tree.name, root.line)]
    if root.tag != "style":
        return [Problem("error", "the root element is not cs:style", tree.name, root.line)]
    citation = root.find("citation")
    faults = []
    if citation is None:
        hint = "a dependent style names its parent in a link of rel independent-parent"
        message = "the style has no cs:citation"
        faults.append(Problem("error", message, tree.name, root.line, hint))
    for area in (citation, root.find("bibliography")):
        if area is not None and area.find("layout") is None:
            message = f"cs:{area.tag} has no cs:layout"
            faults.append(Problem("error", message, tree.name, area.line))
    for part in root.children:
        if part.tag != "info":
            faults += _elements(tree, part, part.tag == "locale")
    return faults


def _elements(tree: Tree, part: Element, in_locale: bool) -> Iterator[Problem]:
    """Elements that there are none of, that stand where no code is written for them, and that lack
    what they are about."""
    known = [*ATTRIBUTES, "info"]
    if part.tag not in ATTRIBUTES:
        yield _unknown_element(tree, part, known)
    if part.tag == "macro" and not part.get("name"):
        yield Problem("error", "cs:macro has no name", tree.name, part.line)
    for element in part.walk():
        if element.tag in _NEEDS and not in_locale and not element.get("variable").strip():
            message = f"cs:{element.tag} names no variable"
            yield Problem("error", message, tree.name, element.line)
        for child in element.children:
            if child.tag not in ATTRIBUTES:
                yield _unknown_element(tree, child, known)
            elif element.tag in _STRICT and child.tag not in CHILDREN[element.tag]:
                message = f"cs:{child.tag} cannot stand in cs:{element.tag}"
                yield Problem("error", message, tree.name, child.line)


def _unknown_element(tree: Tree, element: Element, known: list[str]) -> Problem:
    message = f"there is no element cs:{element.tag} in CSL 1.0.2"
    hint = did_you_mean(element.tag, known, "cs:")
    return Problem("error", message, tree.name, element.line, hint)


def _macro_faults(facts: Facts) -> list[Problem]:
    """Calls of macros that are not there, and macros that call themselves."""
    faults: list[Problem] = []
    name = facts.tree.name
    for element in facts.tree.root.walk():
        macro = element.attributes.get("macro")
        if macro is not None and element.tag in ("text", "key") and macro not in facts.macros:
            near = did_you_mean(macro, facts.macros) if len(faults) < _MOST_CIRCLES else ""
            message = f"the macro {macro!r} is not defined"
            hint = near or "define it with cs:macro"
            faults.append(Problem("error", message, name, element.line, hint))
    called = _called(facts)
    circles = _circles(called)
    if circles:
        return faults + [_circle_fault(facts, circle) for circle in circles]
    if _depth(called) > _DEEPEST:
        message = f"macros call each other more than {_DEEPEST} deep"
        faults.append(Problem("error", message, name, facts.tree.root.line))
    elif _work(called) > _MOST_CALLS:
        message = f"the macros call each other more than {_MOST_CALLS:,} times"
        faults.append(Problem("error", message, name, facts.tree.root.line))
    return faults


def _circle_fault(facts: Facts, circle: list[str]) -> Problem:
    shown = circle
    if len(circle) > _LONGEST_CIRCLE:
        shown = [*circle[: _LONGEST_CIRCLE - 2], "...", *circle[-2:]]
    message = f"the macro {circle[0]!r} calls itself: {' > '.join(shown)}"
    line = facts.macros[circle[0]].line
    return Problem("error", message, facts.tree.name, line, "break the circle")


def _called(facts: Facts) -> dict[str, list[str]]:
    """Macro -> the macros that it calls, each as often as it calls it."""
    return {
        name: [
            element.get("macro")
            for element in macro.walk()
            if element.tag == "text" and element.get("macro") in facts.macros
        ]
        for name, macro in facts.macros.items()
    }


def _circles(called: Mapping[str, list[str]]) -> list[list[str]]:
    """Circles of macros that call each other: without the last call of each there is none left."""
    circles: list[list[str]] = []
    done: set[str] = set()
    for start in called:
        path: dict[str, int] = {}
        pending = [(start, False)]
        while pending and len(circles) < _MOST_CIRCLES:
            macro, leaving = pending.pop()
            if leaving:
                path.popitem()
                done.add(macro)
            elif macro in path:
                circles.append([*list(path)[path[macro] :], macro])
            elif macro not in done:
                path[macro] = len(path)
                pending.append((macro, True))
                pending += [(each, False) for each in reversed(dict.fromkeys(called[macro]))]
    return circles


def _work(called: Mapping[str, list[str]]) -> int:
    """How many calls of macros the most laborious macro takes, if every branch were taken."""
    work: dict[str, int] = {}

    def count(macro: str) -> int:
        if macro not in work:
            work[macro] = 1 + sum(count(each) for each in called[macro])
        return work[macro]

    return max((count(macro) for macro in called), default=0)


def _depth(called: Mapping[str, list[str]]) -> int:
    """The length of the longest chain of macros, which has no circle."""
    depth = 0
    level = set(called)
    while level and depth <= _DEEPEST:
        level = {each for macro in level for each in called[macro]}
        depth += 1
    return depth
