"""A Python program while it is written: its lines, local variables, constants and functions.

Each line remembers the style's element that it was written for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from citeformat.csl.formatting import PLAIN, Formatting
from citeformat.engine.compiler.codegen.expressions import Raw, expression_of, in_f_string
from citeformat.engine.compiler.codegen.specs import formatting
from citeformat.engine.compiler.parse import Element

__all__ = ["Program", "Writer"]


class Writer:
    """Collects lines of Python."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line_map: list[int] = []
        """For each line, the line of the style that it comes from; 0: none."""
        self._indent = 0

    def writeline(self, text: str = "", element: Element | None = None) -> None:
        """Add one line at the present depth."""
        self.lines.append("    " * self._indent + text if text else "")
        self.line_map.append(element.line if element is not None else 0)

    @contextmanager
    def block(self, head: str, element: Element | None = None) -> Iterator[None]:
        """A compound statement; what is written within stands one level deeper."""
        self.writeline(head, element)
        self._indent += 1
        before = len(self.lines)
        yield
        if len(self.lines) == before:
            self.writeline("pass")
        self._indent -= 1

    def source(self) -> str:
        """All lines."""
        return "\n".join(self.lines) + "\n"


class Program:
    """The program that a style becomes."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.constants: dict[str, str] = {}
        """Expression -> the name of the constant that holds it."""
        self.functions: dict[tuple[str, bool], str] = {}
        """(macro, whether it tells about variables) -> the name of its function."""
        self.pending: list[tuple[str, bool]] = []
        """The macros whose functions are still to be written."""
        self._numbers = 0

    def line(self, text: str = "", element: Element | None = None) -> None:
        """Write one line."""
        self.writer.writeline(text, element)

    def number(self) -> int:
        """The next number for a name."""
        self._numbers += 1
        return self._numbers

    def local(self) -> str:
        """A new local variable."""
        return f"t{self.number()}"

    def constant(self, value: object) -> str:
        """The name of a module constant with this value."""
        expression = value if isinstance(value, Raw) else expression_of(value)
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
            steps.append(f"{name} = {name}.replace('.', '')")
        if style.text_case:
            steps.append(f"{name} = change_case({name}, {style.text_case!r}, c.english)")
        before, after = style.prefix + style.open, style.close + style.suffix
        if before or after:
            steps.append(f"{name} = f'{in_f_string(before)}{{{name}}}{in_f_string(after)}'")
        with self.writer.block(f"if {name}:", element):
            for step in steps:
                self.line(step, element)

    def formatted(self, expression: str, element: Element) -> str:
        """A local variable that holds an expression, formatted as the element says."""
        style = formatting(element)
        name = self.local()
        self.line(f"{name} = {expression}", element)
        self.format(name, style, element)
        return name

    def macro_name(self, macro: str, tell: bool) -> str:
        """The name of a macro's function, which is written later."""
        key = (macro, tell)
        if key not in self.functions:
            # ASCII alone: Python takes letters that Unicode calls compatible for one another.
            base = "macro_" + (re.sub(r"[^a-z0-9]+", "_", macro.lower()).strip("_") or "x")
            base += "_told" if tell else ""
            name, number = base, 2
            while name in self.functions.values():
                name, number = f"{base}_{number}", number + 1
            self.functions[key] = name
            self.pending.append(key)
        return self.functions[key]

    def write_constants(self) -> None:
        """The constants, behind the functions that some of them name."""
        for expression, name in self.constants.items():
            self.line(f"{name} = {expression}")
