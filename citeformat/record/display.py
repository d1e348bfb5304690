"""What a notebook shows of records: tables of HTML and Markdown.

In: fields as pairs, or rows of cells. Out: text in which nothing of a record is markup. Values are
shown as the record has them, with CSL-JSON's tags to be seen. `Shown` makes a notebook take the
richest form that it can show; no notebook is needed for that, and none is imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["RenderedRepr", "Shown", "html_table", "markdown_table"]

_SPECIAL = re.compile(r"[!-/:-@\[-`{-~]")
_HTML = frozenset("<>&")
_BREAKS = re.compile(r"\s+")


class Shown:
    """What a notebook shows in HTML or Markdown; a class says both."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        raise NotImplementedError

    def _repr_markdown_(self) -> str:
        raise NotImplementedError

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """All forms that there are; a notebook picks the richest one that it can show."""
        return {
            "text/plain": str(self),
            "text/html": self._repr_html_(),
            "text/markdown": self._repr_markdown_(),
        }


class RenderedRepr(Shown):
    """Displays a rendered text in a notebook, in the formats that its method `to` writes."""

    __slots__ = ()

    def to(self, format: str) -> str:
        """Write the text in an output format."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return self.to("html")

    def _repr_markdown_(self) -> str:
        return self.to("markdown")


def html_table(head: Sequence[str], rows: Iterable[Sequence[str]], note: str = "") -> str:
    """A table of HTML.

    Args:
        head: The heads of the columns, if any.
        rows: The cells; the first of each row is its head.
        note: A line below the table.

    >>> print(html_table((), [("title", "A <b>"), ("volume", "3")]), end="")
    <table class="citeformat">
      <tr><th>title</th><td>A &lt;b&gt;</td></tr>
      <tr><th>volume</th><td>3</td></tr>
    </table>
    """
    from html import escape

    lines = ['<table class="citeformat">']
    if head:
        lines.append("  <tr>" + "".join([f"<th>{escape(cell)}</th>" for cell in head]) + "</tr>")
    for first, *rest in rows:
        cells = "".join([f"<td>{escape(cell)}</td>" for cell in rest])
        lines.append(f"  <tr><th>{escape(first)}</th>{cells}</tr>")
    lines.append("</table>")
    if note:
        lines.append(f"<p>{escape(note)}</p>")
    return "\n".join(lines) + "\n"


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]], note: str = "") -> str:
    r"""A table of Markdown, as GitHub and notebooks read it.

    >>> print(markdown_table(("field", "value"), [("title", "a|b *c*")]), end="")
    | field | value |
    | --- | --- |
    | title | a\|b \*c\* |
    """
    lines = [_row(head), _row(["---"] * len(head))]
    lines += [_row([_escaped(cell) for cell in row]) for row in rows]
    if note:
        lines += ["", _escaped(note)]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """Text in one line in which nothing is Markdown."""
    return _SPECIAL.sub(_reference, _BREAKS.sub(" ", text))


def _reference(found: re.Match[str]) -> str:
    """A backslash before what may be markup, a reference for what may be HTML."""
    mark = found[0]
    if mark in _HTML:
        from html import escape

        return escape(mark)
    return mark if mark in _PLAIN else f"\\{mark}"


_PLAIN = frozenset(",.;'\"/%?()-:@=+")
"""Punctuation that means nothing within a cell."""
