"""Inlines ↔ text with CSL-JSON's markup.

In: the inlines around a key, or in the metadata. Out: text with tags for emphasis, strong emphasis,
small capitals, superscripts and subscripts. Every other element (mathematics, code, images, links)
becomes one character from a private area of Unicode that the engine lets pass. When the text is
written as inlines again, the element is put back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from citeformat.integrations.pandoc.ast import attributes_of, is_quotation, name_of
from citeformat.output.writers.pandoc import Element

__all__ = ["EmbeddedElements", "markup_of"]

_FIRST, _LAST = 0xF0000, 0x10FFFD
_TAGS = {
    "Emph": ("<i>", "</i>"),
    "Strong": ("<b>", "</b>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "SmallCaps": ('<span style="font-variant:small-caps;">', "</span>"),
}
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}


class EmbeddedElements:
    """The elements that characters are in the place of."""

    def __init__(self) -> None:
        self._elements: dict[str, Element] = {}

    @property
    def elements(self) -> Mapping[str, Element]:
        """Character -> element."""
        return MappingProxyType(self._elements)

    def add(self, element: Element) -> str:
        """Return a new character in the place of an element; "" if none is left."""
        code = _FIRST + len(self._elements)
        if code > _LAST:
            return ""
        self._elements[chr(code)] = element
        return chr(code)


def markup_of(inlines: Sequence[Any], embedded: EmbeddedElements | None = None) -> str:
    """Write inlines as text with markup.

    Args:
        inlines: The inlines.
        embedded: Receives the elements for which there is no markup. Without it, their text is
            written.

    >>> markup_of([{"t": "Str", "c": "see"}, {"t": "Space"},
    ...     {"t": "Emph", "c": [{"t": "Str", "c": "passim"}]}])
    'see <i>passim</i>'
    """
    pieces: list[str] = []
    stack: list[Any] = list(reversed(inlines))
    while stack:
        node = stack.pop()
        if node.__class__ is str:  # a tag that closes
            pieces.append(node)
            continue
        if not isinstance(node, dict):
            continue
        name = name_of(node)
        content: Any = node.get("c")
        if name == "Str" and isinstance(content, str):
            pieces.append(_escaped(content, embedded))
        elif name in ("Space", "SoftBreak"):
            pieces.append(" ")
        elif name in _TAGS and isinstance(content, list):
            opening, closing = _TAGS[name]
            pieces.append(opening)
            stack += [closing, *reversed(content)]
        elif name == "Quoted" and is_quotation(node):
            opening, closing = _QUOTES[content[0]["t"]]
            pieces.append(opening)
            stack += [closing, *reversed(content[1])]
        elif name == "Span" and (attributes_of(node) or ["", []])[1] == ["nocase"]:
            pieces.append('<span class="nocase">')
            stack += ["</span>", *reversed(content[1])]
        elif embedded is not None:
            pieces.append(embedded.add(node))
        elif name in ("Code", "Math", "RawInline") and isinstance(content, list) and content:
            pieces.append(_escaped(str(content[-1]), None))
        elif name in ("Link", "Span", "Cite") and isinstance(content, list) and len(content) > 1:
            stack += reversed(content[1]) if isinstance(content[1], list) else []
        elif name in ("Underline", "Strikeout") and isinstance(content, list):
            stack += reversed(content)
        elif name == "LineBreak":
            pieces.append(" ")
    return "".join(pieces)


def _escaped(text: str, embedded: EmbeddedElements | None) -> str:
    """Keep text from being read as markup, or as a character in the place of an element."""
    if embedded is None:
        return text
    if "<" not in text and (text.isascii() or max(text) < chr(_FIRST)):
        return text
    return "".join([
        embedded.add({"t": "Str", "c": each}) if each == "<" or each >= chr(_FIRST) else each
        for each in text
    ])  # fmt: skip
