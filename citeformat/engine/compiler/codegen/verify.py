"""Refuse Python that the compiler does not write.

In: the syntax tree of a generated module, and the names that it may use. Out: the first node that
the compiler has no reason to write, or nothing.

A style is text from outside, and the code that it becomes is run. Its texts are written as
constants alone. Should one of them end its constant all the same, this check stands between it and
`exec`: it knows the few forms of statements and expressions that the compiler writes, and takes
no others.
"""

from __future__ import annotations

import ast
from collections.abc import Collection

__all__ = ["first_unexpected"]

_NODES = (
    *(
        ast.Module,
        ast.FunctionDef,
        ast.arguments,
        ast.arg,
        ast.Return,
        ast.Assign,
        ast.If,
        ast.Pass,
    ),
    *(
        ast.Name,
        ast.Load,
        ast.Store,
        ast.Constant,
        ast.Tuple,
        ast.Dict,
        ast.Subscript,
        ast.Attribute,
    ),
    *(ast.JoinedStr, ast.FormattedValue, ast.IfExp, ast.Call, ast.keyword, ast.Compare),
    *(ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.BinOp, ast.Add),
    *(ast.In, ast.Eq, ast.NotEq, ast.Gt, ast.GtE),
)
_CONTEXT = frozenset("dates english fields hides_names names near_note position text type".split())
"""What generated code reads of its context, the argument `c`."""
_CONSTANTS = (str, int, bool, type(None))


def first_unexpected(module: ast.Module, names: Collection[str]) -> ast.AST | None:
    """Find the first node that the compiler does not write.

    Args:
        module: The generated module.
        names: The names that it may read without defining them.

    >>> first_unexpected(ast.parse("x = f'{len}'"), ["len"]) is None
    True
    >>> ast.unparse(first_unexpected(ast.parse("x = len.__self__"), ["len"]))
    'len.__self__'
    """
    defined = {"c"}
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef):
            defined.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            defined.add(node.id)
    for node in ast.walk(module):
        if not isinstance(node, _NODES) or not _is_written(node, names, defined):
            return node
    return None


def _is_written(node: ast.AST, names: Collection[str], defined: Collection[str]) -> bool:
    """Whether the compiler writes this node; its children are judged by themselves."""
    if isinstance(node, ast.Name):
        if isinstance(node.ctx, ast.Store):
            return node.id not in names and not node.id.startswith("_")
        return node.id in names or node.id in defined
    if isinstance(node, ast.Constant):
        return isinstance(node.value, _CONSTANTS)
    if isinstance(node, ast.Attribute):
        return _is_attribute(node)
    if isinstance(node, ast.Call):
        return isinstance(node.func, (ast.Name, ast.Attribute))
    if isinstance(node, ast.FormattedValue):
        return isinstance(node.value, ast.Name) and node.conversion == -1 and not node.format_spec
    if isinstance(node, ast.FunctionDef):
        return node.name not in names and not node.decorator_list and ast.unparse(node.args) == "c"
    return True


def _is_attribute(node: ast.Attribute) -> bool:
    """What generated code reads of `c`, and the two methods of texts that it calls."""
    value = node.value
    if isinstance(value, ast.Constant):
        return node.attr == "join" and isinstance(value.value, str)
    if not isinstance(value, ast.Name):
        return False
    return node.attr == "replace" or (value.id == "c" and node.attr in _CONTEXT)
