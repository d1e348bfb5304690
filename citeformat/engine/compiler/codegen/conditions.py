"""The conditions of cs:if and cs:else-if -> Python expressions.

Source: CSL 1.0.2 specification, "Choose".
"""

from __future__ import annotations

from collections.abc import Callable

from citeformat.engine.compiler.parse import Element

__all__ = ["condition"]

_RECORD_ONLY = frozenset(
    """
    locator year-suffix first-reference-note-number citation-number citation-label page-first
    event
    """.split()
)
_POSITIONS = {
    "first": "c.position == 0",
    "subsequent": "c.position > 0",
    "ibid": "c.position >= 2",
    "ibid-with-locator": "c.position == 3",
    "near-note": "c.near_note",
    "far-note": "(c.position > 0 and not c.near_note)",
}


def condition(branch: Element, constant: Callable[[object], str]) -> str:
    """The expression of all tests of a cs:if or cs:else-if, joined by its `match`.

    Args:
        constant: Gives the name of a module constant with a value.
    """
    tests = _tests(branch, constant)
    match = branch.get("match", "all")
    if not tests:
        return "True"
    if match == "any":
        return " or ".join(tests)
    if match == "none":
        return " and ".join(f"not {test}" for test in tests)
    return " and ".join(tests)


def _tests(branch: Element, constant: Callable[[object], str]) -> list[str]:
    tests: list[str] = []
    for attribute, value in branch.attributes.items():
        words = value.split()
        if attribute == "type":
            tests.append(_types(words, constant))
        elif attribute == "variable":
            tests.extend(_variable(word) for word in words)
        elif attribute == "is-numeric":
            tests.extend(_numeric(word) for word in words)
        elif attribute == "is-uncertain-date":
            tests.extend(f"is_uncertain(c, {word!r})" for word in words)
        elif attribute == "locator":
            tests.extend(f"is_locator(c, {word!r})" for word in words)
        elif attribute == "position":
            tests.extend(f"({_POSITIONS.get(word, 'False')})" for word in words)
        elif attribute == "disambiguate":
            tests.append("disambiguates(c)" if value == "true" else "(not disambiguates(c))")
    return tests


def _types(words: list[str], constant: Callable[[object], str]) -> str:
    """One look-up for all types. A work has one type, so that several of them with match="all"
    would never be true; any of them will do, which is what one style in fifteen relies on."""
    if len(words) == 1:
        return f"(c.type == {words[0]!r})"
    return f"(c.type in {constant(tuple(words))})"


def _numeric(variable: str) -> str:
    if variable in _RECORD_ONLY:
        return f"is_numeric(c, {variable!r})"
    return f"is_numeric_text(c.text[{variable!r}])"


def _variable(variable: str) -> str:
    if variable in _RECORD_ONLY:
        return f"has(c, {variable!r})"
    return f"({variable!r} in c.fields)"
