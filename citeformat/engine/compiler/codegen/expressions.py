"""Python expressions as text: the fragments of elements, constants, parts of f-strings.

In: values and texts. Out: source that evaluates to the value.
"""

from __future__ import annotations

import re
from ast import literal_eval
from dataclasses import dataclass

__all__ = ["Fragment", "any_of", "call", "expression_of", "in_f_string", "joined"]


@dataclass(frozen=True)
class Fragment:
    """The code of one element: expressions without side effects."""

    text: str
    """Its text."""
    called: str = "True"
    """Whether it called a variable."""
    nonempty: str = ""
    """Whether a variable that it called was not empty. By default, whether the text is not."""

    def __post_init__(self) -> None:
        if not self.nonempty:
            object.__setattr__(self, "nonempty", self.text)


def any_of(expressions: list[str]) -> str:
    """Write the disjunction of some expressions."""
    wanted = list(dict.fromkeys(item for item in expressions if item not in ("False", "''")))
    if "True" in wanted:
        return "True"
    return " or ".join(wanted) or "False"


def joined(fragments: list[Fragment], delimiter: str) -> str:
    """Write the expression that joins the texts which are not empty with a delimiter."""
    texts = [fragment.text for fragment in fragments if fragment.text != "''"]
    if not texts:
        return "''"
    if len(texts) == 1:
        return texts[0]
    names = all(text.isidentifier() for text in texts)
    if not delimiter:
        if names:
            return f"f'{''.join(f'{{{text}}}' for text in texts)}'"
        # Python nests the operands of a sum, and refuses a sum that is nested too deeply.
        if len(texts) <= _MAX_OPERANDS:
            return " + ".join(texts)
        return f"''.join(({', '.join(texts)}))"
    if len(texts) == 2:
        first, second = texts
        if names:
            middle = in_f_string(delimiter)
            return (
                f"(f'{{{first}}}{middle}{{{second}}}' if {first} and {second}"
                f" else {first} or {second})"
            )
        if _LITERAL.fullmatch(first) and second.isidentifier():
            before = in_f_string(literal_eval(first) + delimiter)
            return f"(f'{before}{{{second}}}' if {second} else {first})"
    return f"{delimiter!r}.join(filter(None, ({', '.join(texts)})))"


_MAX_OPERANDS = 50
_LITERAL = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"\Z""")


def in_f_string(text: str) -> str:
    """Escape text for an f-string in single quotes.

    `repr` escapes the whole text at once. The double quote before the text makes `repr` choose
    single quotes, whatever the text contains, and is removed again.

    >>> text = "it's {x}"
    >>> eval("f'" + in_f_string(text) + "'") == text
    True
    """
    return repr('"' + text)[2:-1].replace("{", "{{").replace("}", "}}")


def call(function: str, /, **arguments: str) -> str:
    """Write a call with keyword arguments, which are expressions."""
    return f"{function}({', '.join(f'{name}={value}' for name, value in arguments.items())})"


def expression_of(value: object) -> str:
    """Write the expression of a constant; of a named tuple without its default values.

    >>> from citeformat.csl.formatting import Formatting
    >>> expression_of(Formatting(prefix="("))
    "Formatting(prefix='(')"
    """
    if isinstance(value, frozenset):
        return f"frozenset({expression_of(tuple(sorted(value)))})"
    if not isinstance(value, tuple):
        return repr(value)
    names: tuple[str, ...] | None = getattr(value, "_fields", None)
    if names is None:
        inner = ", ".join(expression_of(item) for item in value)
        return f"({inner},)" if value else "()"
    defaults = getattr(value, "_field_defaults", {})
    given = {
        name: expression_of(item)
        for name, item in zip(names, value, strict=True)
        if name not in defaults or item != defaults[name]
    }
    return call(type(value).__name__, **given)
