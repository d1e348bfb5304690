"""Check the macros of a style.

In: the macros. Out: errors for undefined macros, for macros that call themselves and for chains of
calls that are too long; and an order in which each macro comes after all that it calls.

Source: CSL 1.0.2 specification, "Macro".
"""

from __future__ import annotations

from collections.abc import Mapping

from citeformat._util.text import did_you_mean
from citeformat.engine.compiler.parse import Element, Tree
from citeformat.engine.compiler.validation.limits import check_cost
from citeformat.errors import Problem

__all__ = ["check_macros"]

_MAX_CHAIN = 100
"""The longest chain of macros; real styles have fewer than 20."""
_MAX_HINTS = 20
"""Finding a similar name takes long, so that later errors have no hints."""
_MAX_CYCLES = 20
_MAX_CYCLE_NAMES = 12
"""How many cycles of macros are reported, and how many macros of each."""


def check_macros(tree: Tree, macros: Mapping[str, Element]) -> tuple[list[Problem], list[str]]:
    """Check the calls of macros.

    Args:
        tree: The style.
        macros: Its macros by name.

    Returns:
        The errors; and the names of the macros, each after all that it calls, if there are no
        errors.
    """
    errors: list[Problem] = []
    for element in tree.root.walk():
        macro = element.attributes.get("macro")
        if macro is not None and element.tag in ("text", "key") and macro not in macros:
            similar = did_you_mean(macro, macros) if len(errors) < _MAX_HINTS else ""
            message = f"the macro {macro!r} is not defined"
            hint = similar or "define it with cs:macro"
            errors.append(Problem("error", message, tree.name, element.line, hint))
    calls = {
        name: [
            element.get("macro")
            for element in macro.walk()
            if element.tag == "text" and element.get("macro") in macros
        ]
        for name, macro in macros.items()
    }
    cycles, order = _cycles(calls)
    for cycle in cycles:
        shown = cycle
        if len(cycle) > _MAX_CYCLE_NAMES:
            shown = [*cycle[: _MAX_CYCLE_NAMES - 2], "...", *cycle[-2:]]
        message = f"the macro {cycle[0]!r} calls itself: {' > '.join(shown)}"
        line = macros[cycle[0]].line
        errors.append(Problem("error", message, tree.name, line, "remove one of these calls"))
    if cycles:
        return errors, []
    chain: dict[str, int] = {}
    for name in order:
        chain[name] = 1 + max((chain[called] for called in calls[name]), default=0)
    if max(chain.values(), default=0) > _MAX_CHAIN:
        message = f"macros call each other more than {_MAX_CHAIN} deep"
        return [*errors, Problem("error", message, tree.name, tree.root.line)], []
    return [*errors, *check_cost(tree, macros, order)], order


def _cycles(calls: Mapping[str, list[str]]) -> tuple[list[list[str]], list[str]]:
    """Search depth first for cycles.

    Returns:
        Cycles; without the last call of each, none is left. Then the macros, each after all that
        it calls.
    """
    cycles: list[list[str]] = []
    done: dict[str, None] = {}
    for start in calls:
        path: dict[str, int] = {}
        pending = [(start, False)]
        while pending and len(cycles) < _MAX_CYCLES:
            macro, leaving = pending.pop()
            if leaving:
                path.popitem()
                done[macro] = None
            elif macro in path:
                cycles.append([*list(path)[path[macro] :], macro])
            elif macro not in done:
                path[macro] = len(path)
                pending.append((macro, True))
                pending += [(each, False) for each in reversed(dict.fromkeys(calls[macro]))]
    return cycles, list(done)
