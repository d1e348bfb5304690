"""Python expressions as text: fragments of elements, constants, parts of f-strings.

In: values and texts. Out: source that gives the value again.
"""

from __future__ import annotations

import re
from ast import literal_eval
from dataclasses import dataclass

__all__ = ["Fragment", "Raw", "any_of", "expression_of", "in_f_string", "joined"]


@dataclass(frozen=True)
class Fragment:
    """The code of one element: expressions without side effects."""

    text: str
    """Its text."""
    called: str = "True"
    """Whether it called a variable."""
    hit: str = ""
    """Whether a variable that it called was not empty; `""`: where its text is not."""

    @property
    def found(self) -> str:
        """Whether a variable that it called was not empty."""
        return self.hit or self.text


class Raw(str):
    """A Python expression inside a constant."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def any_of(expressions: list[str]) -> str:
    """The disjunction of some expressions."""
    wanted = list(dict.fromkeys(item for item in expressions if item not in ("False", "''")))
    if "True" in wanted:
        return "True"
    return " or ".join(wanted) or "False"


def joined(fragments: list[Fragment], delimiter: str) -> str:
    """The expression of some texts, joined with a delimiter where there are two."""
    texts = [fragment.text for fragment in fragments if fragment.text != "''"]
    if not texts:
        return "''"
    if len(texts) == 1:
        return texts[0]
    names = all(text.isidentifier() for text in texts)
    if not delimiter:
        if names:
            return f"f'{''.join(f'{{{text}}}' for text in texts)}'"
        # Python nests the operands of a sum, and refuses what is nested too deep.
        return (
            " + ".join(texts) if len(texts) <= _MOST_OPERANDS else f"''.join(({', '.join(texts)}))"
        )
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


_MOST_OPERANDS = 50
_LITERAL = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"\Z""")


def in_f_string(text: str) -> str:
    """Escape text for an f-string in single quotes.

    `repr` escapes the whole text at once. The double quote before it makes `repr` choose single
    quotes, whatever the text holds, and is cut off again.

    >>> text = "it's {x}"
    >>> eval("f'" + in_f_string(text) + "'") == text
    True
    """
    return repr('"' + text)[2:-1].replace("{", "{{").replace("}", "}}")


def expression_of(value: object) -> str:
    """The Python expression of a constant, without the fields that have their default value."""
    if not isinstance(value, tuple):
        return repr(value)
    names: tuple[str, ...] | None = getattr(value, "_fields", None)
    if names is None:
        inner = ", ".join(expression_of(item) for item in value)
        return f"({inner},)" if value else "()"
    defaults = getattr(value, "_field_defaults", {})
    arguments = [
        f"{name}={expression_of(item)}"
        for name, item in zip(names, value, strict=True)
        if name not in defaults or item != defaults[name]
    ]
    return f"{type(value).__name__}({', '.join(arguments)})"
