"""Show records in notebooks, as tables in HTML and Markdown.

In: fields as pairs, or rows of cells. Out: text in which nothing of a record is markup, except
CSL-JSON's tags: HTML shows what they mean, and Markdown leaves them out. `NotebookRepr` lets a
notebook choose the richest form that it can show; nothing of a notebook is imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from citeformat.richtext.markup import MARKUP

__all__ = ["NotebookRepr", "RenderedRepr", "html_table", "markdown_table"]

_FORMATTED = re.compile(r"&lt;(i|b|sup|sub)&gt;((?:(?!&lt;).)*)&lt;/\1&gt;", re.S | re.I)
"""Innermost text between two tags of CSL-JSON that HTML has too, after all text was escaped."""
_ESCAPED_TAG = re.compile(r"&lt;/?(?:i|b|sup|sub|sc|span(?:\s(?:(?!&[lg]t;).)*)?)&gt;", re.S | re.I)
_BREAKS = re.compile(r"\s+")
_MARKDOWN = str.maketrans(
    {mark: f"\\{mark}" for mark in "!#$*[\\]^_`{|}~"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
)
"""Replacements of what has a meaning in a cell of a Markdown table."""


class NotebookRepr:
    """The methods that notebooks call to show a value. A subclass writes HTML and Markdown."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        raise NotImplementedError

    def _repr_markdown_(self) -> str:
        raise NotImplementedError

    def _repr_mimebundle_(self, **_filters: object) -> dict[str, str]:
        """Return all forms of the value. A notebook chooses the richest that it can show."""
        return {
            "text/plain": str(self),
            "text/html": self._repr_html_(),
            "text/markdown": self._repr_markdown_(),
        }


class RenderedRepr(NotebookRepr):
    """The notebook methods of a rendered text, which its method `to` writes in any format."""

    __slots__ = ()

    def to(self, format: str = "text") -> str:
        """Write the text in an output format."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return self.to("html")

    def _repr_markdown_(self) -> str:
        return self.to("markdown")


def html_table(head: Sequence[str], rows: Iterable[Sequence[str]], note: str = "") -> str:
    """Write a table in HTML.

    Args:
        head: The heads of the columns, or nothing.
        rows: The cells of each row. The first cell is the head of the row.
        note: A paragraph after the table.

    >>> print(html_table((), [("title", "A <q>, <i>B</i>"), ("volume", "3")]), end="")
    <table class="citeformat">
      <tr><th>title</th><td>A &lt;q&gt;, <i>B</i></td></tr>
      <tr><th>volume</th><td>3</td></tr>
    </table>
    """
    from html import escape

    def formatted(cell: str) -> str:
        text = escape(cell)
        if "&lt;" not in text:
            return text
        changed = 1
        while changed:
            text, changed = _FORMATTED.subn(
                lambda found: f"<{found[1].lower()}>{found[2]}</{found[1].lower()}>", text
            )
        return _ESCAPED_TAG.sub("", text)

    lines = ['<table class="citeformat">']
    if head:
        lines.append("  <tr>" + "".join([f"<th>{escape(cell)}</th>" for cell in head]) + "</tr>")
    for first, *rest in rows:
        cells = "".join([f"<td>{formatted(cell)}</td>" for cell in rest])
        lines.append(f"  <tr><th>{escape(first)}</th>{cells}</tr>")
    lines.append("</table>")
    if note:
        lines.append(f"<p>{escape(note)}</p>")
    return "\n".join(lines) + "\n"


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]], note: str = "") -> str:
    r"""Write a table in Markdown, in the syntax of GitHub and notebooks.

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
    """Put text into one line in which nothing is Markdown or HTML, without CSL-JSON's tags."""
    if "<" in text:
        text = MARKUP().sub("", text)
    return _BREAKS.sub(" ", text).translate(_MARKDOWN)
