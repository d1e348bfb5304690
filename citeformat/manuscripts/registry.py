"""The syntaxes of documents by name.

In: a name, or the suffix of a file. Out: a `Manuscript`. Another package adds a syntax by an entry
point in the group `citeformat.manuscripts` that names a `Manuscript`.
"""

from __future__ import annotations

from citeformat._util.registry import Plugin, Registry
from citeformat.errors import FormatError
from citeformat.manuscripts.protocol import Manuscript

__all__ = ["MANUSCRIPTS", "find_syntax"]


def _adopt(name: str, target: str, value: object) -> Plugin[Manuscript]:
    if not (hasattr(value, "read") and hasattr(value, "write")):
        raise TypeError("it has no methods read and write")
    return Plugin(name, target, suffixes=tuple(getattr(value, "suffixes", ())))


MANUSCRIPTS: Registry[Plugin[Manuscript]] = Registry(
    "syntax of documents",
    (
        Plugin(
            "markdown",
            "citeformat.manuscripts.markdown.syntax:MARKDOWN",
            ("md", "pandoc", "qmd", "rmd"),
            (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd", ".text", ".txt"),
        ),
        Plugin(
            "notebook",
            "citeformat.manuscripts.notebook:NOTEBOOK",
            ("jupyter", "ipynb"),
            (".ipynb",),
        ),
    ),
    error=FormatError,
    group="citeformat.manuscripts",
    adopt=_adopt,
)


def find_syntax(name: str = "", file: str = "") -> Manuscript:
    """Return the syntax with this name, or that of a file; by default, Markdown.

    Raises:
        FormatError: No syntax has this name.

    >>> find_syntax(file="paper.md") is find_syntax("markdown")
    True
    """
    if name:
        return MANUSCRIPTS.find(name).load()
    found = MANUSCRIPTS.find_suffix(file) if file else None
    return (found or MANUSCRIPTS["markdown"]).load()
