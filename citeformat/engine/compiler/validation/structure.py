"""What is wrong with a style: faults that make it unusable, and all that is merely odd.

In: a `Tree`. Out: `Facts` and Problems; or `InvalidStyle` with every fault, its line and a hint.

Source: CSL 1.0.2 specification, "Styles - Structure", "Macro", "Rendering Elements".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from citeformat._util.suggestions import did_you_mean
from citeformat.csl.attributes import ATTRIBUTES, CHILDREN, RENDERING
from citeformat.engine.compiler.analysis import Facts
from citeformat.engine.compiler.parse import Element, Tree
from citeformat.engine.compiler.validation.limits import excess, laborious
from citeformat.engine.compiler.validation.vocabulary import oddities
from citeformat.errors import InvalidStyle, Problem

__all__ = ["analyse"]

_NEEDS = frozenset({"names", "date", "number"})
"""Elements that are nothing without a variable."""
_STRICT = frozenset({"choose"}) | {tag for tag, held in CHILDREN.items() if held == RENDERING}
"""Elements for whose children code is written."""
_LONGEST_CHAIN = 100
"""The longest chain of macros; real styles have fewer than 20."""
_MOST_HINTS = 50
"""To find a near word takes long; after so many the rest have no hints."""
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
    order: list[str] = []
    faults = excess(tree)
    if not faults:
        faults = [*_structure(tree), *_macro_faults(facts, order)]
    if faults:
        raise InvalidStyle(tree.name, sorted(faults, key=lambda fault: fault.line))
    facts.learn(order)
    return facts, tuple(sorted(oddities(tree), key=lambda problem: problem.line))


def _structure(tree: Tree) -> list[Problem]:
    root = tree.root
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
    hints: dict[str, str] = {}
    if part.tag not in ATTRIBUTES:
        yield _unknown_element(tree, part, hints)
    if part.tag == "macro" and not part.get("name"):
        yield Problem("error", "cs:macro has no name", tree.name, part.line)
    for element in part.walk():
        if element.tag in _NEEDS and not in_locale and not element.get("variable").strip():
            message = f"cs:{element.tag} names no variable"
            yield Problem("error", message, tree.name, element.line)
        for child in element.children:
            if child.tag not in ATTRIBUTES:
                yield _unknown_element(tree, child, hints)
            elif element.tag in _STRICT and child.tag not in CHILDREN[element.tag]:
                message = f"cs:{child.tag} cannot stand in cs:{element.tag}"
                yield Problem("error", message, tree.name, child.line)


def _unknown_element(tree: Tree, element: Element, hints: dict[str, str]) -> Problem:
    """The fault of an element that CSL does not have; `hints` are those that were found before."""
    tag = element.tag
    if tag not in hints and len(hints) < _MOST_HINTS:
        hints[tag] = did_you_mean(tag, [*ATTRIBUTES, "info"], "cs:")
    message = f"there is no element cs:{tag} in CSL 1.0.2"
    return Problem("error", message, tree.name, element.line, hints.get(tag, ""))


def _macro_faults(facts: Facts, order: list[str]) -> list[Problem]:
    """Calls of macros that are not there, macros that call themselves, and those that are too much
    work.

    Args:
        order: Takes up the macros, each after all that it calls.
    """
    tree = facts.tree
    faults: list[Problem] = []
    for element in tree.root.walk():
        macro = element.attributes.get("macro")
        if macro is not None and element.tag in ("text", "key") and macro not in facts.macros:
            near = did_you_mean(macro, facts.macros) if len(faults) < _MOST_CIRCLES else ""
            message = f"the macro {macro!r} is not defined"
            hint = near or "define it with cs:macro"
            faults.append(Problem("error", message, tree.name, element.line, hint))
    called = _called(facts)
    circles, done = _circles(called)
    if circles:
        return faults + [_circle_fault(facts, circle) for circle in circles]
    if _longest(called, done) > _LONGEST_CHAIN:
        message = f"macros call each other more than {_LONGEST_CHAIN} deep"
        return [*faults, Problem("error", message, tree.name, tree.root.line)]
    order += done
    return [*faults, *laborious(tree, facts.macros, done)]


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


def _circles(called: Mapping[str, list[str]]) -> tuple[list[list[str]], list[str]]:
    """Circles of macros that call each other: without the last call of each there is none left.
    Then the macros, each after all that it calls."""
    circles: list[list[str]] = []
    done: dict[str, None] = {}
    for start in called:
        path: dict[str, int] = {}
        pending = [(start, False)]
        while pending and len(circles) < _MOST_CIRCLES:
            macro, leaving = pending.pop()
            if leaving:
                path.popitem()
                done[macro] = None
            elif macro in path:
                circles.append([*list(path)[path[macro] :], macro])
            elif macro not in done:
                path[macro] = len(path)
                pending.append((macro, True))
                pending += [(each, False) for each in reversed(dict.fromkeys(called[macro]))]
    return circles, list(done)


def _longest(called: Mapping[str, list[str]], order: list[str]) -> int:
    """The length of the longest chain of macros."""
    length: dict[str, int] = {}
    for macro in order:
        length[macro] = 1 + max((length[each] for each in called[macro]), default=0)
    return max(length.values(), default=0)
