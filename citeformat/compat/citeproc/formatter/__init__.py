"""The formatters: plain text, HTML and reStructuredText.

A program can use a formatter of its own: a module or an object with the function `preformat`, which
escapes a text, and with `Italic`, `Oblique`, `Bold`, `Light`, `Underline`, `Superscript`,
`Subscript` and `SmallCaps`, which put their markup around a text.
"""

from __future__ import annotations

from citeformat.compat.citeproc.formatter import html, plain, rst

__all__ = ["html", "plain", "rst"]
