"""What is odd about a style that works all the same: names and values that CSL does not have.

In: a `Tree`. Out: a Problem for each, with its line and, where one is near, a hint. What the
schema says of a line of which more can be said here is left out.

Source: CSL 1.0.2 specification, Appendices II to IV, and the tables of `csl.attributes`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from citeformat._util.suggestions import did_you_mean
from citeformat.csl.attributes import ATTRIBUTES, CHILDREN, SEVERAL
from citeformat.csl.terms import TERMS
from citeformat.csl.variables import DATE_VARIABLES, KIND, NAME_VARIABLES
from citeformat.engine.compiler.parse import Element, Tree
from citeformat.errors import Problem

__all__ = ["oddities"]

_MOST_HINTS = 50
"""To find a near word takes long; after so many the rest have no hints."""
_OLD = frozenset({"event", "editortranslator"})
_NUMBER = re.compile(r"\s*[0-9]{1,6}\s*")
_ECHO = re.compile("failed to validate content|in interleave")
"""What the schema says of all that is around a fault."""
_NAMING = ("variable", "is-numeric", "is-uncertain-date")
"""Attributes that hold names of variables."""
_PRINTS = frozenset({"variable", "macro", "term", "value"})
_CONDITIONS = frozenset(ATTRIBUTES["if"]) - {"match"}


def oddities(tree: Tree) -> list[Problem]:
    """Everything that is odd about a style, its schema's remarks included."""
    found = list(_Search(tree).problems())
    lines = {problem.line for problem in found}
    remarks = [
        problem
        for problem in tree.remarks()
        if problem.line not in lines and not (found and _ECHO.search(problem.message))
    ]
    return found + remarks


class _Search:
    """One look through a style."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._hints = 0
        self._own_terms = {
            term.get("name")
            for locale in tree.locales
            for terms in locale.find_all("terms")
            for term in terms.find_all("term")
        }

    def problems(self) -> Iterator[Problem]:
        root = self._tree.root
        yield from self._attributes(root)
        yield from self._repeated(root)
        for part in root.children:
            if part.tag == "info":
                continue
            if part.tag not in CHILDREN["style"]:
                yield self._problem(part, f"cs:{part.tag} in cs:style is not read")
            for element in part.walk():
                yield from self._attributes(element)
                yield from self._content(element)
                for check in _CHECKS.get(element.tag, ()):
                    yield from check(self, element)

    def _problem(
        self, element: Element, message: str, word: str = "", known: Iterable[str] = ()
    ) -> Problem:
        hint = ""
        if word and self._hints < _MOST_HINTS:
            self._hints += 1
            hint = did_you_mean(word, known)
        return Problem("warning", message, self._tree.name, element.line, hint)

    def _attributes(self, element: Element) -> Iterator[Problem]:
        """Attributes that an element does not have, and values that an attribute does not take."""
        table = ATTRIBUTES.get(element.tag, {})
        for attribute, value in element.attributes.items():
            if attribute.startswith("{"):
                continue  # of another namespace
            if attribute not in table:
                message = f"cs:{element.tag} has no attribute {attribute!r}"
                yield self._problem(element, message, attribute, table)
                continue
            values = table[attribute]
            if values == "number":
                if not _NUMBER.fullmatch(value):
                    yield self._problem(element, f"{attribute}={_shown(value)} is no number")
            elif not isinstance(values, str):
                yield from self._values(element, attribute, value, values)

    def _values(
        self, element: Element, attribute: str, value: str, values: Collection[str]
    ) -> Iterator[Problem]:
        words = value.split() if attribute in SEVERAL and value not in values else [value]
        for word in words or [""]:
            if word not in values:
                message = f"the attribute {attribute} of cs:{element.tag} cannot be {_shown(word)}"
                yield self._problem(element, message, word or " ", sorted(values))

    def _content(self, element: Element) -> Iterator[Problem]:
        held = CHILDREN.get(element.tag, frozenset())
        for child in element.children:
            if child.tag not in held and child.tag in ATTRIBUTES:
                yield self._problem(child, f"cs:{child.tag} in cs:{element.tag} is not read")
            elif _lacks_variable(child) and element.tag != "names":
                yield self._problem(child, f"cs:{child.tag} names no variable")

    def _repeated(self, root: Element) -> Iterator[Problem]:
        """Parts of which one counts, but that are there twice."""
        seen: set[tuple[str, str]] = set()
        for part in root.children:
            if part.tag not in ("citation", "bibliography", "macro"):
                continue
            key = (part.tag, part.get("name"))
            if key in seen and part.tag == "macro":
                message = f"the macro {_shown(key[1])} is there more than once; the last one counts"
                yield self._problem(part, message)
            elif key in seen:
                message = f"cs:{part.tag} is there more than once; the first one counts"
                yield self._problem(part, message)
            seen.add(key)

    def _variables(self, element: Element) -> Iterator[Problem]:
        for attribute in _NAMING:
            for variable in element.get(attribute).split():
                if variable not in KIND and variable not in _OLD:
                    message = f"there is no variable {_shown(variable)} in CSL 1.0.2"
                    yield self._problem(element, message, variable, KIND)
                elif _mismatch(element.tag, variable):
                    message = f"cs:{element.tag} cannot print the variable {variable!r}"
                    yield self._problem(element, message)

    def _term(self, element: Element) -> Iterator[Problem]:
        name = element.get("term") if element.tag == "text" else element.get("name")
        if "term" not in element.attributes and element.tag == "text":
            return
        known = TERMS | self._own_terms if element.tag == "text" else TERMS
        if name not in known and name.replace("-", " ") not in known:
            message = f"there is no term {_shown(name)} in CSL 1.0.2"
            yield self._problem(element, message, name, sorted(known))

    def _text(self, element: Element) -> Iterator[Problem]:
        given = [attribute for attribute in element.attributes if attribute in _PRINTS]
        if not given:
            yield self._problem(element, "cs:text has no variable, macro, term or value")
        elif len(given) > 1:
            message = f"cs:text has {' and '.join(sorted(given))}; one of them counts"
            yield self._problem(element, message)

    def _names(self, element: Element) -> Iterator[Problem]:
        for label in element.find_all("label"):
            if "variable" in label.attributes:
                yield self._problem(label, "cs:label in cs:names has no variable of its own")

    def _choose(self, element: Element) -> Iterator[Problem]:
        for index, branch in enumerate(element.children):
            if branch.tag == "else":
                if index == 0:
                    yield self._problem(branch, "cs:choose does not begin with cs:if")
                if index + 1 < len(element.children):
                    message = "branches behind cs:else are never taken"
                    yield self._problem(element.children[index + 1], message)
            elif not branch.attributes.keys() & _CONDITIONS:
                yield self._problem(branch, f"cs:{branch.tag} has no condition; it is always true")


_Check = Callable[[_Search, Element], Iterator[Problem]]
_CHECKS: dict[str, tuple[_Check, ...]] = {
    "text": (_Search._variables, _Search._term, _Search._text),
    "number": (_Search._variables,),
    "date": (_Search._variables,),
    "names": (_Search._variables, _Search._names),
    "label": (_Search._variables,),
    "if": (_Search._variables,),
    "else-if": (_Search._variables,),
    "key": (_Search._variables,),
    "term": (_Search._term,),
    "choose": (_Search._choose,),
}
"""What is looked at in an element besides its attributes."""


def _shown(value: str) -> str:
    """A value as messages show it."""
    return repr(value if len(value) <= 60 else value[:57] + "...")


def _lacks_variable(element: Element) -> bool:
    """Whether a label or key says nothing of what it is for."""
    named = element.attributes.keys() & {"variable", "macro"}
    return element.tag in ("label", "key") and not named


def _mismatch(tag: str, variable: str) -> bool:
    """Whether an element prints variables of another kind."""
    if tag == "names":
        return variable not in NAME_VARIABLES
    if tag == "date":
        return variable not in DATE_VARIABLES
    return tag in ("text", "number") and variable in NAME_VARIABLES | DATE_VARIABLES
