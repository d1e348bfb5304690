"""Warn of names and values that CSL does not have. The style works all the same.

In: a `Tree`. Out: a Problem for each, with its line and, if there is a similar word, a hint. The
schema's remarks on a line are left out if more can be said here.

Source: CSL 1.0.2 specification, Appendices II to IV, and the tables of `csl.attributes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from citeformat._util.text import did_you_mean
from citeformat.csl.attributes import ATTRIBUTES, CHILDREN, CONDITIONS, NUMBER, SEVERAL
from citeformat.csl.variables import KIND, TERMS
from citeformat.engine.compiler.parse import Element, Tree, is_number
from citeformat.errors import Problem

__all__ = ["warnings"]

_MAX_HINTS = 50
"""Finding a similar word takes long, so that later warnings have no hints."""
_FORMER_VARIABLES = frozenset({"event", "editortranslator"})
_ECHO = re.compile("failed to validate content|in interleave")
"""What the schema says of everything around an error."""
_PRINTED = frozenset({"variable", "macro", "term", "value"})


def warnings(tree: Tree) -> list[Problem]:
    """Return all warnings about a style, those of the schema included."""
    checker = _Checker(tree)
    found = [*checker.attributes(tree.root), *checker.parts()]
    lines = {problem.line for problem in found}
    from_schema = [
        Problem("warning", f"the schema of CSL reports: {message}", tree.name, line)
        for line, message in tree.schema_errors()
        if line not in lines and not (found and _ECHO.search(message))
    ]
    return found + from_schema


class _Checker:
    """Looks through one style."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._hints = 0
        self._terms = TERMS | {
            term.get("name")
            for locale in tree.locales
            for terms in locale.find_all("terms")
            for term in terms.find_all("term")
        }

    def _warning(
        self, element: Element, message: str, word: str = "", known: Iterable[str] = ()
    ) -> Problem:
        hint = ""
        if word and self._hints < _MAX_HINTS:
            self._hints += 1
            hint = did_you_mean(word, known)
        return Problem("warning", message, self._tree.name, element.line, hint)

    def parts(self) -> Iterator[Problem]:
        """Check the children of cs:style, and all elements in them."""
        seen: set[tuple[str, str]] = set()
        for part in self._tree.root.children:
            if part.tag in ("citation", "bibliography", "macro"):
                key = (part.tag, part.get("name"))
                if key in seen:
                    name, used = f"cs:{part.tag}", "first"
                    if part.tag == "macro":
                        name, used = f"the macro {_shown(key[1])}", "last"
                    message = f"{name} is defined more than once; the {used} one is used"
                    yield self._warning(part, message)
                seen.add(key)
            if part.tag == "info":
                continue
            if part.tag not in CHILDREN["style"]:
                yield self._warning(part, f"cs:{part.tag} in cs:style is ignored")
            if part.tag in ("citation", "bibliography"):
                yield from self._layouts(part)
            for element in part.walk():
                yield from self.attributes(element)
                yield from self.element(element)

    def _layouts(self, area: Element) -> Iterator[Problem]:
        """Check that each layout of an area is for other languages (CSL-M)."""
        seen: set[str] = set()
        for layout in area.find_all("layout"):
            locale = layout.get("locale").strip()
            if locale in seen:
                languages = f" for {locale}" if locale else " without languages"
                message = f"cs:{area.tag} has several layouts{languages}; the first is used"
                yield self._warning(layout, message)
            seen.add(locale)
        if "" not in seen and seen:
            message = f"cs:{area.tag} has no layout without languages; the last one is used"
            yield self._warning(area, message)

    def attributes(self, element: Element) -> Iterator[Problem]:
        """Check the attributes of an element and their values."""
        table = ATTRIBUTES.get(element.tag, {})
        for attribute, value in element.attributes.items():
            if attribute.startswith("{"):
                continue  # in another namespace
            if attribute not in table:
                message = f"cs:{element.tag} has no attribute {attribute!r}"
                yield self._warning(element, message, attribute, table)
                continue
            values = table[attribute]
            if values == NUMBER:
                if not is_number(value):
                    yield self._warning(element, f"{attribute}={_shown(value)} is not a number")
            elif not isinstance(values, str):
                several = attribute in SEVERAL and value not in values
                for word in (value.split() if several else [value]) or [""]:
                    if word not in values:
                        where = f"the attribute {attribute} of cs:{element.tag}"
                        message = f"{where} cannot be {_shown(word)}"
                        yield self._warning(element, message, word or " ", sorted(values))

    def element(self, element: Element) -> Iterator[Problem]:
        """Check what an element contains, and what it prints or tests."""
        children = CHILDREN.get(element.tag, frozenset())
        for child in element.children:
            if child.tag not in children and child.tag in ATTRIBUTES:
                yield self._warning(child, f"cs:{child.tag} in cs:{element.tag} is ignored")
            elif (
                child.tag in ("label", "key")
                and element.tag != "names"
                and not child.attributes.keys() & {"variable", "macro"}
            ):
                yield self._warning(child, f"cs:{child.tag} has no variable")
        match element.tag:
            case "text":
                yield from self._variables(element)
                yield from self.text(element)
            case "number" | "date" | "label" | "if" | "else-if" | "key":
                yield from self._variables(element)
            case "names":
                yield from self._variables(element)
                for label in element.find_all("label"):
                    if "variable" in label.attributes:
                        yield self._warning(label, "cs:label in cs:names ignores its variable")
            case "choose":
                yield from self.choose(element)
            case "term":
                yield from self._term(element, element.get("name"), TERMS)

    def text(self, element: Element) -> Iterator[Problem]:
        """Check the term of a cs:text, and that it prints exactly one thing."""
        if "term" in element.attributes:
            yield from self._term(element, element.get("term"), self._terms)
        printed = sorted(_PRINTED & element.attributes.keys())
        if not printed:
            yield self._warning(element, "cs:text has no variable, macro, term or value")
        elif len(printed) > 1:
            message = f"cs:text has {' and '.join(printed)}; only one of them is used"
            yield self._warning(element, message)

    def choose(self, element: Element) -> Iterator[Problem]:
        """Check the order of the branches of a cs:choose, and that each has a condition."""
        for index, branch in enumerate(element.children):
            if branch.tag == "else":
                if index == 0:
                    yield self._warning(branch, "cs:choose does not begin with cs:if")
                if index + 1 < len(element.children):
                    message = "branches after cs:else are never used"
                    yield self._warning(element.children[index + 1], message)
            elif not branch.attributes.keys() & CONDITIONS:
                yield self._warning(branch, f"cs:{branch.tag} has no condition; it is always true")

    def _variables(self, element: Element) -> Iterator[Problem]:
        """Check that the variables an element names exist, and that it can print them."""
        for attribute in ("variable", "is-numeric", "is-uncertain-date"):
            for variable in element.get(attribute).split():
                kind = KIND.get(variable)
                if kind is None and variable not in _FORMER_VARIABLES:
                    message = f"CSL 1.0.2 has no variable {_shown(variable)}"
                    yield self._warning(element, message, variable, KIND)
                elif (
                    (element.tag in ("names", "date") and kind != element.tag)
                    or (element.tag in ("text", "number") and kind in ("names", "date"))
                ):  # fmt: skip
                    message = f"cs:{element.tag} cannot print the variable {variable!r}"
                    yield self._warning(element, message)

    def _term(self, element: Element, name: str, known: Set[str]) -> Iterator[Problem]:
        if name not in known and name.replace("-", " ") not in known:
            message = f"CSL 1.0.2 has no term {_shown(name)}"
            yield self._warning(element, message, name, sorted(known))


def _shown(value: str) -> str:
    """Quote a value for a message, and shorten it if it is long."""
    return repr(value if len(value) <= 60 else value[:57] + "...")
