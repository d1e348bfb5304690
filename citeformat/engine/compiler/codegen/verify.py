"""Refuse Python that the compiler does not write.

In: the syntax tree of a generated module, and the names that it may use. Out: the first node that
the compiler has no reason to write, or nothing.

A style comes from outside, and the code that it becomes is run. Its texts are written only as
constants. Should one of them end its constant after all, this check comes before `exec`: it knows
the few forms of statements and expressions that the compiler writes, and accepts no others.
"""

from __future__ import annotations

import ast
from collections.abc import Collection

__all__ = ["first_unexpected"]

_STATEMENTS = (
    ast.Module, ast.arguments, ast.arg, ast.Return, ast.Assign, ast.If, ast.Pass
)  # fmt: skip
_EXPRESSIONS = (
    ast.Load, ast.Store, ast.Tuple, ast.Dict, ast.Subscript, ast.JoinedStr, ast.IfExp, ast.keyword,
    ast.Compare, ast.In, ast.Eq, ast.NotEq, ast.Gt, ast.GtE,
    ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.BinOp, ast.Add,
)  # fmt: skip
_UNRESTRICTED = frozenset((*_STATEMENTS, *_EXPRESSIONS))
"""Nodes that are accepted if their children are."""
_CONTEXT = frozenset(
    """
    dates fields language locator names names_suppressed near_note position text type year_suffix
    """.split()
)
"""The attributes of the context `c` that generated code reads."""


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
    nodes = list(ast.walk(module))
    defined = {"c"}
    for node in nodes:
        if isinstance(node, ast.FunctionDef):
            defined.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            defined.add(node.id)
    for node in nodes:
        if type(node) in _UNRESTRICTED:
            continue
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                expected = name not in names and not name.startswith("_")
            case ast.Name(id=name):
                expected = name in names or name in defined
            case ast.Constant(value=value):
                expected = isinstance(value, (str, int, type(None)))
            case (
                ast.Call(func=ast.Name() | ast.Attribute())
                | ast.Attribute(value=ast.Constant(value=str()), attr="join")
                | ast.Attribute(value=ast.Name(), attr="isdisjoint")
                | ast.FormattedValue(value=ast.Name(), conversion=-1, format_spec=None)
            ):
                expected = True
            case ast.Attribute(value=ast.Name(id="c"), attr=attribute):
                expected = attribute in _CONTEXT
            case ast.FunctionDef(name=name, decorator_list=[]):
                expected = name not in names and ast.unparse(node.args) == "c"
            case _:
                expected = False
        if not expected:
            return node
    return None
