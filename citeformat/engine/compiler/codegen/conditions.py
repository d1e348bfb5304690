"""The conditions of cs:if and cs:else-if -> Python expressions.

Source: CSL 1.0.2 specification, "Choose".
"""

from __future__ import annotations

from collections.abc import Callable

from citeformat.csl.variables import CONTEXT_VARIABLES, DERIVED_FROM
from citeformat.engine.compiler.parse import Element

__all__ = ["FEW", "condition"]

_COMPUTED = CONTEXT_VARIABLES | DERIVED_FROM.keys()
"""Variables whose value is not simply a field of the record."""
FEW = 3
"""More variables than these are tested at once."""
_POSITIONS = {
    "first": "c.position == 0",
    "subsequent": "c.position > 0",
    "ibid": "c.position >= 2",
    "ibid-with-locator": "c.position == 3",
    "near-note": "c.near_note",
    "far-note": "(c.position > 0 and not c.near_note)",
}


def condition(branch: Element, constant: Callable[[object], str]) -> str:
    """Write the expression of all tests of a cs:if or cs:else-if, combined by its `match`.

    Args:
        branch: The cs:if or cs:else-if.
        constant: Returns the name of the module constant that holds a value.
    """
    return _tested_at_once(branch, constant) or _combined_tests(branch, constant)


def _combined_tests(branch: Element, constant: Callable[[object], str]) -> str:
    """Write the expression of each test, combined by `match`."""
    tests: list[str] = []
    for attribute, value in branch.attributes.items():
        words = value.split()
        match attribute:
            case "type" if len(words) == 1:
                tests.append(f"(c.type == {words[0]!r})")
            case "type":
                # A work has one type, so that match="all" could never be true for several types.
                # One of them is enough, which one style in fifteen relies on.
                tests.append(f"(c.type in {constant(tuple(words))})")
            case "variable":
                tests += [
                    f"has(c, {word!r})" if word in _COMPUTED else f"({word!r} in c.fields)"
                    for word in words
                ]
            case "is-numeric":
                tests += [
                    f"is_numeric(c, {word!r})"
                    if word in _COMPUTED
                    else f"is_numeric_text(c.text[{word!r}])"
                    for word in words
                ]
            case "is-uncertain-date":
                tests += [f"is_uncertain(c, {word!r})" for word in words]
            case "locator":
                tests += [f"is_locator(c, {word!r})" for word in words]
            case "position":
                tests += [f"({_POSITIONS.get(word, 'False')})" for word in words]
            case "disambiguate" if value == "true":
                tests.append("disambiguates(c)")
            case "disambiguate":
                tests.append("(not disambiguates(c))")
    if not tests:
        return "True"
    match branch.get("match", "all"):
        case "any":
            return " or ".join(tests)
        case "none":
            return " and ".join(f"not {test}" for test in tests)
        case _:  # "all"
            return " and ".join(tests)


def _tested_at_once(branch: Element, constant: Callable[[object], str]) -> str:
    """Write the test for any or none of many variables of the record; `""` if the branch has other
    tests."""
    match, words = branch.get("match"), branch.get("variable").split()
    has_others = branch.attributes.keys() - {"match", "variable"} or not _COMPUTED.isdisjoint(words)
    if match not in ("any", "none") or has_others or len(words) <= FEW:
        return ""
    lacks_all = f"{constant(frozenset(words))}.isdisjoint(c.fields)"
    return lacks_all if match == "none" else f"not {lacks_all}"
