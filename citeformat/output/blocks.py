"""Headings and listings in the output formats: what stands around and beside references.

In: text. Out: the syntax of a format. A format of another package has neither: then a heading is
bold, and a listing is lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from citeformat.output.protocol import BREAKS, Format
from citeformat.richtext.spans import BLOCK, BOLD, clean, wrap

__all__ = ["HEADINGS", "heading", "listing", "listing_lines"]

HEADINGS: dict[str, Callable[[str], str]] = {
    "text": lambda title: f"{title}\n\n",
    "html": lambda title: f"<h2>{title}</h2>\n",
    "markdown": lambda title: f"## {title}\n\n",
    "latex": lambda title: f"\\section*{{{title}}}\n",
    # a character may be as wide as two, and the line below must not be too short
    "rst": lambda title: f"{title}\n{'-' * max(len(title) * (1 + (not title.isascii())), 4)}\n\n",
    "typst": lambda title: f"= {title}\n\n",
    "asciidoc": lambda title: f"== {title}\n\n",
    "org": lambda title: f"* {title}\n",
}
"""The name of a format -> a heading of written text."""


_OTHER_BREAKS = {ord(mark): blank for mark, blank in BREAKS.items() if mark != "\n"}
"""What some readers take for a line's end, though it is none of ours."""


def heading(output: Format, title: str) -> str:
    r"""A heading with what follows it up to the text below.

    >>> from citeformat.output import get_format
    >>> heading(get_format("markdown"), "A*")
    '## A\\*\n\n'
    """
    written = output.write(clean(title))
    make = HEADINGS.get(output.name)
    return make(written) if make else output.write(wrap(BOLD, clean(title))) + "\n\n"


def listing(output: Format, text: str) -> str:
    """Lines that are shown as they are typed, such as a BibTeX entry.

    >>> from citeformat.output import get_format
    >>> listing(get_format("rst"), "@book{x,*}")
    '::\\n\\n    @book{x,*}'
    """
    text = text.translate(_OTHER_BREAKS)
    make = _LISTINGS.get(output.name)
    return make(text, output) if make else _lines(text, output)


def listing_lines(text: str) -> str:
    """Lines as rich text, each a block of its own.

    >>> listing_lines("a\\nb") == wrap(BLOCK, "a") + wrap(BLOCK, "b")
    True
    """
    return "".join([wrap(BLOCK, clean(line)) for line in text.split("\n")])


def _lines(text: str, output: Format, between: str = "\n") -> str:
    return between.join([output.write(clean(line)) for line in text.split("\n")])


def _latex(text: str, output: Format) -> str:
    """Typewriter lines; each blank is kept, and nothing behind a line break is its argument."""
    written = [output.write(clean(line)).replace("  ", "\\ \\ ") for line in text.split("\n")]
    return "{\\ttfamily\\noindent{}" + "\\\\{}\n".join(written) + "\\par}"


def _typst(text: str, output: Format) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'#raw(block: true, "{quoted}")'


def _asciidoc(text: str, output: Format) -> str:
    """A listing whose fence is longer than any line of dashes in it."""
    dashes = [len(line) for line in re.findall(r"^-{4,}$", text, re.MULTILINE)]
    fence = "-" * (max(dashes, default=3) + 1)
    return f'[subs="specialchars"]\n{fence}\n{text}\n{fence}'


def _indented(text: str) -> str:
    return "\n".join([f"    {line}" for line in text.split("\n")])


_LISTINGS: dict[str, Callable[[str, Format], str]] = {
    "text": lambda text, output: text,
    "html": lambda text, output: f"<pre>{escape(text, quote=False)}</pre>",
    "markdown": lambda text, output: _indented(text),
    "latex": _latex,
    "rtf": lambda text, output: _lines(text, output, "\\line\n"),
    "json": lambda text, output: output.write(listing_lines(text)),
    "rst": lambda text, output: f"::\n\n{_indented(text)}",
    "typst": _typst,
    "asciidoc": _asciidoc,
    "org": lambda text, output: "\n".join([f": {line}" for line in text.split("\n")]),
}
"""The name of a format -> a listing of text, which is not yet escaped."""
