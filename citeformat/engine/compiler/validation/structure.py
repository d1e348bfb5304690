"""Check that a style has the parts and elements that code can be written for.

In: a `Tree`. Out: errors.

Source: CSL 1.0.2 specification, "Styles - Structure", "Rendering Elements".
"""

from __future__ import annotations

from citeformat._util.text import did_you_mean
from citeformat.csl.attributes import ATTRIBUTES, CHILDREN, RENDERING
from citeformat.engine.compiler.parse import Element, Tree
from citeformat.errors import Problem

__all__ = ["check_structure"]

_NEED_VARIABLE = frozenset({"names", "date", "number"})
_STRICT = frozenset({"choose"}) | {tag for tag, held in CHILDREN.items() if held == RENDERING}
"""Elements for whose children code is written."""
_MAX_HINTS = 50
"""Finding a similar word takes long, so that later errors have no hints."""


def check_structure(tree: Tree) -> list[Problem]:
    """Return an error for each missing part, and for each unknown, misplaced or empty element."""
    root = tree.root
    if root.tag != "style":
        return [Problem("error", "the root element is not cs:style", tree.name, root.line)]
    errors: list[tuple[Element, str, str]] = []
    citation = root.find("citation")
    if citation is None:
        hint = "a dependent style names its parent in a link of rel independent-parent"
        errors.append((root, "the style has no cs:citation", hint))
    errors += [
        (area, f"cs:{area.tag} has no cs:layout", "")
        for area in (citation, root.find("bibliography"))
        if area is not None and area.find("layout") is None
    ]
    hints: dict[str, str] = {}
    for part in root.children:
        if part.tag == "info":
            continue
        if part.tag not in ATTRIBUTES:
            errors.append(_unknown_element(part, hints))
        if part.tag == "macro" and not part.get("name"):
            errors.append((part, "cs:macro has no name", ""))
        for element in part.walk():
            names_variable = bool(element.get("variable").strip())
            # The date formats of a cs:locale have no variable.
            if element.tag in _NEED_VARIABLE and not names_variable and part.tag != "locale":
                errors.append((element, f"cs:{element.tag} has no variable", ""))
            for child in element.children:
                if child.tag not in ATTRIBUTES:
                    errors.append(_unknown_element(child, hints))
                elif element.tag in _STRICT and child.tag not in CHILDREN[element.tag]:
                    message = f"cs:{child.tag} is not allowed in cs:{element.tag}"
                    errors.append((child, message, ""))
    return [
        Problem("error", message, tree.name, element.line, hint)
        for element, message, hint in errors
    ]


def _unknown_element(element: Element, hints: dict[str, str]) -> tuple[Element, str, str]:
    """Describe an element that CSL does not have; `hints` remembers similar names."""
    tag = element.tag
    if tag not in hints and len(hints) < _MAX_HINTS:
        hints[tag] = did_you_mean(tag, [*ATTRIBUTES, "info"], "cs:")
    return element, f"CSL 1.0.2 has no element cs:{tag}", hints.get(tag, "")
