"""Show the examples of docstrings as code on the documentation site.

Docstrings have doctests without a heading of their own. Markdown would read `>>>` as a quotation,
so this extension of Griffe puts each example into a fenced block.

Source: Griffe's documentation, "Extensions".
"""

from __future__ import annotations

import re

import griffe

__all__ = ["DoctestFences", "fenced"]

_EXAMPLE = re.compile(r"^( *)>>> .*\n?(?:^(?! *$).*\n?)*", re.MULTILINE)


def fenced(text: str) -> str:
    """Put each doctest of a text into a fenced block of Python.

    A doctest goes on to the next empty line.

    >>> fenced("It adds.\\n\\n>>> 1 + 1\\n2\\n").splitlines()
    ['It adds.', '', '```python', '>>> 1 + 1', '2', '```']
    """
    return _EXAMPLE.sub(
        lambda found: f"{found[1]}```python\n{found[0].rstrip()}\n{found[1]}```\n", text
    )


class DoctestFences(griffe.Extension):
    """The extension, which changes the docstrings of all objects."""

    def on_object(self, *, obj: griffe.Object, **_: object) -> None:
        """Put the doctests of one docstring into fenced blocks."""
        if obj.docstring is not None:
            obj.docstring.value = fenced(obj.docstring.value)
