"""Write rich text with a formatter."""

from __future__ import annotations

import string
from typing import Any

from citeformat._util.patterns import lazy_pattern
from citeformat.compat.citeproc.formatter import html, plain, rst
from citeformat.errors import FormatError
from citeformat.output import Format, Markup, get_format
from citeformat.output.writers.plain import omitted_blanks
from citeformat.richtext import spans
from citeformat.richtext.spans import close_of

__all__ = ["format_of", "on_one_line"]

_SPANS = {
    spans.ITALIC: "Italic",
    spans.OBLIQUE: "Oblique",
    spans.BOLD: "Bold",
    spans.LIGHT: "Light",
    spans.UNDERLINE: "Underline",
    spans.SUPERSCRIPT: "Superscript",
    spans.SUBSCRIPT: "Subscript",
    spans.SMALL_CAPS: "SmallCaps",
}

_DISPLAY = lazy_pattern(f"[{''.join(spans.DISPLAY.values())}]")
_BLANKS = lazy_pattern(r"\s{2,}")
_DISPLAYS = str.maketrans(
    {
        **dict.fromkeys([*spans.DISPLAY.values(), *map(close_of, spans.DISPLAY.values())], ""),
        spans.BLOCK: " ",
        spans.INDENT: " ",
        close_of(spans.LEFT_MARGIN): " ",
    }
)


def format_of(formatter: Any) -> Format:
    """Return the output format of a formatter.

    Args:
        formatter: A formatter, or the name of an output format.

    Raises:
        FormatError: It is neither.

    >>> from types import SimpleNamespace
    >>> wiki = SimpleNamespace(preformat=str, Italic="''{}''".format)
    >>> format_of(wiki).write(f"{spans.ITALIC}Mind{close_of(spans.ITALIC)} 59")
    "''Mind'' 59"
    """
    if isinstance(formatter, str):
        return get_format(formatter)
    for name, module in (("text", plain), ("html", html), ("rst", rst)):
        if formatter is module:
            return get_format(name)
    if not callable(getattr(formatter, "preformat", None)):
        raise FormatError(f"{formatter!r} is not a formatter: it has no function preformat")
    return _markup(formatter)


def _markup(formatter: Any) -> Markup:
    """Make a format of the functions of a formatter."""
    escapes = {
        character: escaped
        for character in string.punctuation
        if (escaped := str(formatter.preformat(character))) != character
    }
    markup: dict[str, str] = {}
    for opener, name in _SPANS.items():
        wrapper = getattr(formatter, name, str)
        before, _, after = str(wrapper("\0")).partition("\0")
        markup |= {opener: before, close_of(opener): after}
    return Markup(getattr(formatter, "__name__", type(formatter).__name__), escapes, markup)


def on_one_line(rich: str) -> str:
    """Write the display blocks of an entry as parts of one line, with one blank between them.

    Args:
        rich: Finished rich text.
    """
    if _DISPLAY().search(rich):
        if omitted := omitted_blanks(rich):
            rich = "".join(each for index, each in enumerate(rich) if index not in omitted)
        rich = rich.translate(_DISPLAYS)
    return _BLANKS().sub(" ", rich).strip()
