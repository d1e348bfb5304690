"""Write Python source line by line, remembering the style's element behind each line.

In: `writeline(text, element)` and `with block(head, element)`. Out: the source, and a table from
its lines to the lines of the style, from which tracebacks get their place.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from citeformat.compiler.tree import Element

__all__ = ["Writer"]


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
