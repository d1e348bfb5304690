"""Facts about a style before code is written for it.

In: a `Tree`. Out: `Facts`: the macros, which of them a cs:group must ask whether variables were
called, and how elements are counted. What is wrong with a style is found in `faults`.

Source: CSL 1.0.2 specification, "Macro", "Group" (when a group is suppressed).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from citeformat.engine.compiler.parse import Element, Tree

__all__ = ["Calls", "Facts"]

Called = Literal["no", "yes", "maybe"]


@dataclass(frozen=True)
class Calls:
    """What rendering an element says about variables."""

    called: Called
    """Whether it calls a variable."""
    plain: bool
    """Whether any text that it gives comes of a variable that is not empty."""
    names: bool = False
    """Whether names are among the variables."""


_VARIABLE = Calls("yes", True)
_NAMES = Calls("yes", True, names=True)
_CONSTANT = Calls("no", False)
_CONDITIONS = ("if", "else-if")
"""Elements that may ask for several variables."""
_MADE_OF = {"page-first": "page", "event": "event-title"}
"""A variable that follows from another one."""


class Facts:
    """The macros of a style and what is known about elements; answers are remembered."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.macros = {macro.get("name"): macro for macro in tree.root.find_all("macro")}
        self._calls: dict[int, Calls] = {}

    def variables(self) -> set[str]:
        """The variables whose text the style reads, and those that are asked for by the way."""
        read = {"citation-label", "title", "year-suffix"}
        for element in self.tree.root.walk():
            if element.tag in ("names", "date"):
                continue
            read.update(element.get("is-numeric").split())
            if "variable" not in element.attributes:
                continue
            variable = element.get("variable")
            read.update(variable.split() if element.tag in _CONDITIONS else [variable])
            if element.get("form") == "short":
                read.add(f"{variable}-short")
        for variable, source in _MADE_OF.items():
            if variable in read:
                read.add(source)
        return read

    def learn(self, order: Iterable[str]) -> None:
        """Find out about the macros one after another, each after all that it calls, so that no
        search goes through more than one of them."""
        for name in order:
            self.all_calls(self.macros[name].children)

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
                return replace(self.all_calls(macro.children), plain=True)
            if element.get("variable") == "year-suffix":
                return Calls("maybe", True)  # where there is none, it was not called
            return _VARIABLE if "variable" in element.attributes else _CONSTANT
        if element.tag == "label":
            return Calls("yes", False)
        if element.tag == "group":
            return replace(self.all_calls(element.children), plain=True)
        if element.tag == "choose":
            return self._choose(element)
        return _NAMES if element.tag == "names" else _VARIABLE

    def all_calls(self, elements: tuple[Element, ...]) -> Calls:
        """What rendering some elements, one after another, says about variables."""
        calls = [self.calls(element) for element in elements]
        called: Called = "no"
        if any(call.called == "yes" for call in calls):
            called = "yes"
        elif any(call.called == "maybe" for call in calls):
            called = "maybe"
        plain = all(call.plain for call in calls)
        return Calls(called, plain, any(call.names for call in calls))

    def _choose(self, element: Element) -> Calls:
        branches = [self.all_calls(branch.children) for branch in element.children]
        plain = all(branch.plain for branch in branches)
        kinds = {branch.called for branch in branches}
        if not any(branch.tag == "else" for branch in element.children):
            kinds.add("no")
        called: Called = kinds.pop() if len(kinds) == 1 else "maybe"
        return Calls(called, plain, any(branch.names for branch in branches))

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
