"""The option `:filter:` of the directive `bibliography`: a Python expression for each work.

Names are `cited`, `docname`, `docnames`, `type`, `key` (both in lower case), and the fields of the
entry. Operators are `and`, `or`, `not`, comparisons, `in`, `|` and `&` for sets, and `%`, which
searches a text by a regular expression.

Source: the documentation of sphinxcontrib-bibtex, "Filtering".
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any

__all__ = ["FilteredWork", "is_chosen", "names_in", "parse_filter"]

_COMPARED: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda one, many: one in many,
    ast.NotIn: lambda one, many: one not in many,
}


@dataclass(frozen=True, slots=True)
class FilteredWork:
    """What an expression asks about a work."""

    key: str
    docname: str
    """The document of the directive."""
    docnames: Set[str]
    """The documents that cite the work."""
    entry: Callable[[], Mapping[str, str]]
    """Returns the fields of the entry, and its `type`."""


def parse_filter(text: str) -> ast.expr:
    """Parse an expression.

    Raises:
        ValueError: It is not an expression of Python.
    """
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, RecursionError, MemoryError) as error:
        raise ValueError(str(error)) from None


def names_in(expression: ast.expr) -> set[str]:
    """Return the names in an expression, in lower case.

    >>> sorted(names_in(parse_filter('cited and Author % "Knuth"')))
    ['author', 'cited']
    """
    return {each.id.lower() for each in ast.walk(expression) if isinstance(each, ast.Name)}


def is_chosen(expression: ast.expr, work: FilteredWork) -> bool:
    """Return whether an expression is true for a work.

    Raises:
        ValueError: The expression has something else than the names and operators above.

    >>> work = FilteredWork("a", "index", {"index"}, lambda: {"type": "book", "author": "Knuth"})
    >>> is_chosen(parse_filter('cited and type == "book" and author % "knuth"'), work)
    True
    """
    try:
        return bool(_value(expression, work))
    except (TypeError, re.error) as error:
        raise ValueError(str(error)) from None


def _value(node: ast.expr, work: FilteredWork) -> Any:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return _named(node.id, work)
    if isinstance(node, ast.BoolOp):
        values = (_value(each, work) for each in node.values)
        return all(values) if isinstance(node.op, ast.And) else any(values)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return not _value(node.operand, work)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        pattern, text = str(_value(node.right, work)), str(_value(node.left, work))
        return re.search(pattern, text, re.IGNORECASE) is not None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr | ast.BitAnd):
        left, right = _value(node.left, work), _value(node.right, work)
        return left | right if isinstance(node.op, ast.BitOr) else left & right
    if isinstance(node, ast.Set | ast.Tuple | ast.List):
        return {_value(each, work) for each in node.elts}
    if isinstance(node, ast.Compare):
        left = _value(node.left, work)
        for sign, right_node in zip(node.ops, node.comparators, strict=True):
            compare, right = _COMPARED.get(type(sign)), _value(right_node, work)
            if compare is None:
                raise ValueError(f"{type(sign).__name__} cannot be used in a filter")
            if not compare(left, right):
                return False
            left = right
        return True
    raise ValueError(f"{ast.unparse(node)} cannot be used in a filter")


def _named(name: str, work: FilteredWork) -> Any:
    if name == "cited":
        return bool(work.docnames)
    if name == "key":
        return work.key.lower()
    if name in ("docname", "docnames"):
        return getattr(work, name)
    entry = work.entry()
    return entry.get(name.lower(), "")
