"""Write headings and listings, which surround references, in the output formats.

In: text. Out: the syntax of a format. For a format of another package, a heading is bold text, and
a listing is its lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from citeformat.output.markup import BREAKS
from citeformat.output.protocol import Format
from citeformat.richtext.spans import BLOCK, BOLD, clean, wrap

__all__ = ["HEADINGS", "heading", "listing", "listing_lines"]

HEADINGS: dict[str, Callable[[str], str]] = {
    "text": lambda title: f"{title}\n\n",
    "ansi": lambda title: f"\x1b[1m{title}\x1b[22m\n\n",
    "html": lambda title: f"<h2>{title}</h2>\n",
    "markdown": lambda title: f"## {title}\n\n",
    "latex": lambda title: f"\\section*{{{title}}}\n",
    # a character may be as wide as two, and the line below must not be too short
    "rst": lambda title: f"{title}\n{'-' * max(len(title) * (1 + (not title.isascii())), 4)}\n\n",
    "typst": lambda title: f"= {title}\n\n",
    "asciidoc": lambda title: f"== {title}\n\n",
    "org": lambda title: f"* {title}\n",
}
"""Name of a format -> a function that makes a heading of written text. Several texts of such a
format can be joined; texts of other formats are complete documents."""


_OTHER_BREAKS = {ord(mark): blank for mark, blank in BREAKS.items() if mark != "\n"}
"""Characters that some programs take for the end of a line."""


def heading(output: Format, title: str) -> str:
    r"""Write a heading and the blank line after it.

    >>> from citeformat.output import get_format
    >>> heading(get_format("markdown"), "A*")
    '## A\\*\n\n'
    """
    written = output.write(clean(title))
    make = HEADINGS.get(output.name)
    return make(written) if make else output.write(wrap(BOLD, clean(title))) + "\n\n"


def listing(output: Format, text: str) -> str:
    """Write lines as they are typed, such as those of a BibTeX entry.

    >>> from citeformat.output import get_format
    >>> listing(get_format("rst"), "@book{x,*}")
    '::\\n\\n    @book{x,*}'
    """
    text = text.translate(_OTHER_BREAKS)
    lines = text.split("\n")
    match output.name:
        case "text":
            return text
        case "html":
            return f"<pre>{escape(text, quote=False)}</pre>"
        case "markdown":
            return "\n".join([f"    {line}" for line in lines])
        case "rst":
            return "\n".join(["::\n", *[f"    {line}" for line in lines]])
        case "org":
            return "\n".join([f": {line}" for line in lines])
        case "asciidoc":
            # the fence must be longer than any line of dashes in the text
            dashes = [len(line) for line in re.findall(r"^-{4,}$", text, re.MULTILINE)]
            fence = "-" * (max(dashes, default=3) + 1)
            return f'[subs="specialchars"]\n{fence}\n{text}\n{fence}'
        case "typst":
            quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            return f'#raw(block: true, "{quoted}")'
        case "json":
            return output.write(listing_lines(text))
    written = [output.write(clean(line)) for line in lines]
    if output.name == "latex":
        # typewriter text with every blank; the braces keep text from being an argument of `\\`
        spaced = [line.replace("  ", "\\ \\ ") for line in written]
        return "{\\ttfamily\\noindent{}" + "\\\\{}\n".join(spaced) + "\\par}"
    return ("\\line\n" if output.name == "rtf" else "\n").join(written)


def listing_lines(text: str) -> str:
    """Make rich text in which each line is a block.

    >>> listing_lines("a\\nb") == wrap(BLOCK, "a") + wrap(BLOCK, "b")
    True
    """
    return "".join([wrap(BLOCK, clean(line)) for line in text.split("\n")])
