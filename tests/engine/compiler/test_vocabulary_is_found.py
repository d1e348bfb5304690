"""A search for an attribute of CSL 1.0.2, or for one of its values, finds the code for it.

The words of `csl.attributes` are looked up in the string constants and comments of the modules that
implement CSL. Docstrings and modules that only check a style do not count.
"""

from __future__ import annotations

import ast
import re
import tokenize
from functools import cache
from pathlib import Path

import pytest

from citeformat.csl.attributes import ATTRIBUTES
from tests.shared import ROOT

PACKAGE = ROOT / "citeformat"
IMPLEMENTATION = ("engine/compiler", "engine/runtime", "engine/processor", "richtext",
                  "csl/formatting.py", "csl/locale.py", "csl/options.py")  # fmt: skip
CHECKS = ("engine/compiler/validation", "engine/compiler/schema.py")
FROM_RECORDS = frozenset({"type", "locator"})
"""Attributes whose values are compared with what a record or a cite has, whatever it is."""
UNUSED = frozenset({"version"})
"""The version of CSL that a style asks for changes nothing; only the schema checks it."""
WORDS = sorted(
    {(attribute, attribute) for own in ATTRIBUTES.values() for attribute in own.keys() - UNUSED}
    | {
        (attribute, value)
        for own in ATTRIBUTES.values()
        for attribute, values in own.items()
        if not isinstance(values, str) and attribute not in FROM_RECORDS
        for value in values
    }
)


def modules() -> list[Path]:
    """List the modules that implement CSL."""
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).as_posix().startswith(IMPLEMENTATION)
        and not path.relative_to(PACKAGE).as_posix().startswith(CHECKS)
    ]


def searchable(path: Path) -> list[str]:
    """Return the string constants of a module, without docstrings, and its comments."""
    tree = ast.parse(path.read_bytes())
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]
    with tokenize.open(path) as lines:
        tokens = list(tokenize.generate_tokens(lines.readline))
    return found + [token.string for token in tokens if token.type == tokenize.COMMENT]


@cache
def text() -> str:
    """Join everything that is searched."""
    return "\n".join(each for path in modules() for each in searchable(path))


def is_found(word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text()) is not None


@pytest.mark.parametrize(("attribute", "word"), WORDS)
def test_word_is_found(attribute: str, word: str) -> None:
    assert is_found(word), f"no code spells out {word!r} of the attribute {attribute}"


@pytest.mark.parametrize("word", ["partial-last", "year-suffix-range", "font-stretch"])
def test_word_that_csl_does_not_have_is_not_found(word: str) -> None:
    """The search compares whole words."""
    assert not is_found(word)


def test_all_modules_are_searched() -> None:
    names = {path.relative_to(PACKAGE).as_posix() for path in modules()}

    assert {"csl/options.py", "richtext/spans.py", "engine/runtime/dates.py"} <= names
    assert "engine/compiler/schema.py" not in names
