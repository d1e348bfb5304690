"""Rich text → nodes of docutils."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from docutils import nodes

from citeformat.output.markup import BREAKS
from citeformat.richtext import spans
from citeformat.richtext.links import LINK

__all__ = ["rich_nodes"]

_MARK = re.compile(f"({spans.MARK})")
_NODES: dict[str, Callable[[], nodes.TextElement]] = {
    spans.ITALIC: nodes.emphasis,
    spans.OBLIQUE: nodes.emphasis,
    spans.BOLD: nodes.strong,
    spans.SUPERSCRIPT: nodes.superscript,
    spans.SUBSCRIPT: nodes.subscript,
}
_CLASSES = {
    spans.SMALL_CAPS: "csl-small-caps",
    spans.UNDERLINE: "csl-underline",
    spans.BLOCK: "csl-block",
    spans.LEFT_MARGIN: "csl-left-margin",
    spans.RIGHT_INLINE: "csl-right-inline",
    spans.INDENT: "csl-indent",
}
_BLANK_AFTER = frozenset((spans.LEFT_MARGIN, spans.BLOCK))


def rich_nodes(
    rich: str, targets: Sequence[str] = (), link: Callable[[str], nodes.Element] | None = None
) -> list[nodes.Node]:
    """Return the nodes of finished rich text.

    Args:
        rich: Finished rich text.
        targets: The addresses of its links, in order.
        link: Makes the node of a link with an address; by default, a reference to it.

    >>> [str(node) for node in rich_nodes("Knuth, 1984")]
    ['Knuth, 1984']
    """
    root = nodes.inline()
    stack: list[nodes.Element] = [root]
    addresses = iter(targets)
    make_link = link or _reference
    for piece in _MARK.split(rich):
        if not piece:
            continue
        if _MARK.match(piece) is None:
            stack[-1].append(nodes.Text(piece.translate(_BREAKS)))
        elif piece == spans.GUARD:
            continue
        elif spans.is_open(piece):
            node = make_link(next(addresses, "")) if piece == LINK else _node_of(piece)
            stack[-1].append(node)
            stack.append(node)
        elif len(stack) > 1:
            closed = stack.pop()
            if closed.get("classes") and closed["classes"][0] in _SEPARATED:
                stack[-1].append(nodes.Text(" "))
    return list(root.children)


_BREAKS = str.maketrans(BREAKS)
_SEPARATED = frozenset(_CLASSES[mark] for mark in _BLANK_AFTER)
"""The classes of parts that a blank follows where a builder does not know the class."""


def _node_of(mark: str) -> nodes.Element:
    make = _NODES.get(mark)
    if make is not None:
        return make()
    return nodes.inline(classes=[_CLASSES[mark]] if mark in _CLASSES else [])


def _reference(address: str) -> nodes.Element:
    return nodes.reference("", "", refuri=address)
