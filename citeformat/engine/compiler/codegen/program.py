"""The Python program that is being written: its lines, local variables, constants and functions.

Each line remembers the line of the style that it was written for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from citeformat.csl.formatting import PLAIN, Formatting
from citeformat.engine.compiler.codegen.expressions import expression_of, in_f_string
from citeformat.engine.compiler.codegen.specs import formatting
from citeformat.engine.compiler.parse import Element

__all__ = ["Program", "SourceWriter"]


class SourceWriter:
    """Collects the lines of a Python module."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line_map: list[int] = []
        """For each line, the line of the style that it comes from; 0: none."""
        self._indent = 0

    def writeline(self, text: str = "", element: Element | None = None) -> None:
        """Add a line at the present indentation."""
        self.lines.append("    " * self._indent + text if text else "")
        self.line_map.append(element.line if element is not None else 0)

    def delete(self, index: int) -> None:
        """Delete a line that turned out to be unnecessary."""
        del self.lines[index], self.line_map[index]

    @contextmanager
    def block(self, head: str, element: Element | None = None) -> Iterator[None]:
        """Write a compound statement. What is written within it is indented one level more."""
        self.writeline(head, element)
        self._indent += 1
        before = len(self.lines)
        yield
        if len(self.lines) == before:
            self.writeline("pass")
        self._indent -= 1

    def source(self) -> str:
        """Return all lines."""
        return "\n".join(self.lines) + "\n"


class Program:
    """The program that a style becomes."""

    def __init__(self) -> None:
        self.writer = SourceWriter()
        self.constants: dict[str, str] = {}
        """Expression -> the name of the constant that holds it."""
        self.functions: dict[tuple[str, bool], str] = {}
        """(macro, whether the use of variables is tracked) -> the name of its function."""
        self.pending: list[tuple[str, bool]] = []
        """The macros whose functions are still to be written."""
        self._numbers = 0

    def line(self, text: str = "", element: Element | None = None) -> None:
        """Write one line."""
        self.writer.writeline(text, element)

    def number(self) -> int:
        """Return the next number for a name."""
        self._numbers += 1
        return self._numbers

    def local(self) -> str:
        """Return the name of a new local variable."""
        return f"t{self.number()}"

    def constant(self, value: object) -> str:
        """Return the name of the module constant that holds a value."""
        return self.constant_of(expression_of(value))

    def constant_of(self, expression: str) -> str:
        """Return the name of the module constant that holds the value of an expression."""
        name = self.constants.get(expression)
        if name is None:
            name = self.constants[expression] = f"K{len(self.constants) + 1}"
        return name

    def format(self, name: str, style: Formatting, element: Element) -> None:
        """Write the code that formats the text in a local variable."""
        if style == PLAIN:
            return
        steps = []
        if style.strip_periods:
            steps.append(f"{name} = strip_periods({name})")
        if style.text_case:
            steps.append(f"{name} = change_case({name}, {style.text_case!r}, c.language)")
        before, after = style.prefix + style.open, style.close + style.suffix
        if before or after:
            steps.append(f"{name} = f'{in_f_string(before)}{{{name}}}{in_f_string(after)}'")
        with self.writer.block(f"if {name}:", element):
            for step in steps:
                self.line(step, element)

    def formatted(self, expression: str, element: Element) -> str:
        """Write a local variable that holds an expression, formatted as the element says."""
        style = formatting(element)
        name = self.local()
        self.line(f"{name} = {expression}", element)
        self.format(name, style, element)
        return name

    def macro_name(self, macro: str, track: bool) -> str:
        """Return the name of a macro's function, which is written later.

        Args:
            macro: The macro.
            track: Whether the function also returns whether the macro called a variable.
        """
        key = (macro, track)
        if key not in self.functions:
            # Only ASCII: Python treats letters that Unicode calls compatible as the same letter.
            base = "macro_" + (re.sub(r"[^a-z0-9]+", "_", macro.lower()).strip("_") or "x")
            base += "_tracked" if track else ""
            name, number = base, 2
            while name in self.functions.values():
                name, number = f"{base}_{number}", number + 1
            self.functions[key] = name
            self.pending.append(key)
        return self.functions[key]

    def write_constants(self) -> None:
        """Write the constants, after the functions that some of them name."""
        for expression, name in self.constants.items():
            self.line(f"{name} = {expression}")
