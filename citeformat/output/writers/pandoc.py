"""Write the inlines and blocks of pandoc's documents, as the JSON that filters exchange.

Formatting becomes `Emph`, `Strong`, `SmallCaps` and so on; quotation marks are text. Names of
classes and attributes are those that `pandoc --citeproc` writes, so its writers know them.

Source: the module Text.Pandoc.Definition of pandoc-types.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, ClassVar, TypeAlias

from citeformat.output.entry_ids import entry_ids
from citeformat.output.inline_runs import (
    BOLD,
    ITALIC,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    Run,
    lines_of,
)
from citeformat.output.protocol import EntryText, Layout
from citeformat.richtext.spans import BLOCK, INDENT, LEFT_MARGIN, RIGHT_INLINE

__all__ = ["PANDOC", "Element", "div", "entry_list", "inlines_of", "link", "span", "words"]

Element: TypeAlias = "dict[str, Any]"
"""A block or inline: `{"t": its name, "c": its content}`."""

_ELEMENTS = (
    (ITALIC, "Emph"),
    (BOLD, "Strong"),
    (SMALL_CAPS, "SmallCaps"),
    (UNDERLINE, "Underline"),
    (SUPERSCRIPT, "Superscript"),
    (SUBSCRIPT, "Subscript"),
)
"""The formatting of a run -> pandoc's element, the outermost first."""
_CLASSES = {
    BLOCK: "csl-block",
    INDENT: "csl-indent",
    LEFT_MARGIN: "csl-left-margin",
    RIGHT_INLINE: "csl-right-inline",
}
"""The `display` of a line -> the class of its span."""
_SPACE: Element = {"t": "Space"}
_NO_ELEMENTS: Mapping[str, Element] = {}
_LINK = itemgetter(2)
"""The number of the link of a run."""
_EMBEDDED = re.compile("([\U000f0000-\U0010ffff])")
"""A character in the place of an element."""


def words(text: str, embedded: Mapping[str, Element] = _NO_ELEMENTS) -> list[Element]:
    """Write text without formatting: words, and one blank between two of them.

    Args:
        text: The text.
        embedded: Character -> the element that it is replaced by.

    >>> words("The TeXbook")
    [{'t': 'Str', 'c': 'The'}, {'t': 'Space'}, {'t': 'Str', 'c': 'TeXbook'}]
    """
    made: list[Element] = []
    embeds = bool(embedded) and not text.isascii()
    for word in text.split(" "):
        if not word:
            if made and made[-1] is _SPACE:
                continue
        elif embeds:
            for piece in _EMBEDDED.split(word):
                if piece in embedded:
                    made.append(embedded[piece])
                elif piece:
                    made.append({"t": "Str", "c": piece})
        else:
            made.append({"t": "Str", "c": word})
        made.append(_SPACE)
    if not text or text[-1] != " ":
        made.pop()
    return made


def inlines_of(
    text: str, targets: Sequence[str] = (), embedded: Mapping[str, Element] = _NO_ELEMENTS
) -> list[Element]:
    """Write finished rich text as inlines.

    Args:
        text: Finished rich text.
        targets: The addresses of its links, in order.
        embedded: Character -> the element that it is replaced by.

    >>> from citeformat.richtext.spans import ITALIC, wrap
    >>> inlines_of(wrap(ITALIC, "Nature"))
    [{'t': 'Emph', 'c': [{'t': 'Str', 'c': 'Nature'}]}]
    """
    if text.isascii():  # it has no span characters
        return words(text.replace("\n", " "))
    made: list[Element] = []
    lines = lines_of(text)
    for display, runs in lines:
        line: list[Element] = []
        for number, group in groupby(runs, key=_LINK):
            inner = _nested(list(group), _ELEMENTS, embedded)
            line += [link(inner, targets[number])] if 0 <= number < len(targets) else inner
        if display == LEFT_MARGIN and len(lines) > 1 and line and line[-1]["t"] != "Space":
            line.append(_SPACE)
        made += [span(line, _CLASSES[display])] if display in _CLASSES else line
    return made


def _nested(
    runs: Sequence[Run],
    elements: Sequence[tuple[int, str]],
    embedded: Mapping[str, Element],
) -> list[Element]:
    """Write runs; those beside each other with the same formatting are in one element."""
    if len(runs) == 1:
        text, style, _ = runs[0]
        content = words(text, embedded)
        for flag, name in reversed(elements):
            if style & flag:
                content = [{"t": name, "c": content}]
        return content
    made: list[Element] = []
    for is_plain, group in groupby(runs, key=lambda run: not run[1]):
        if is_plain:
            for text, _, _ in group:
                made += words(text, embedded)
            continue
        own = list(group)
        if len(own) == 1:
            made += _nested(own, elements, embedded)
            continue
        (flag, name), *inner = elements
        for is_set, part in groupby(own, key=lambda run: bool(run[1] & flag)):
            content = _nested(list(part), inner, embedded)
            made += [{"t": name, "c": content}] if is_set else content
    return made


def link(content: Sequence[Element], target: str) -> Element:
    """Make a link."""
    return {"t": "Link", "c": [["", [], []], list(content), [target, ""]]}


def span(content: Sequence[Element], *classes: str) -> Element:
    """Make a span with classes."""
    return {"t": "Span", "c": [["", list(classes), []], list(content)]}


def div(
    content: Sequence[Element],
    id: str,
    classes: Sequence[str],
    attributes: Iterable[tuple[str, str]] = (),
) -> Element:
    """Make a `Div`."""
    pairs = [list(pair) for pair in attributes]
    return {"t": "Div", "c": [[id, list(classes), pairs], list(content)]}


def entry_list(
    entries: Iterable[tuple[str, Sequence[Element]]], layout: Layout, id: str = "refs"
) -> Element:
    """Make the list of references.

    Args:
        entries: The id of each entry, and its inlines.
        layout: The layout that the style asks for.
        id: The id of the list.

    >>> entry_list([("ref-a", words("A"))], Layout(hanging_indent=True))["c"][0]
    ['refs', ['references', 'csl-bib-body', 'hanging-indent'], [['entry-spacing', '1']]]
    """
    classes = ["references", "csl-bib-body"]
    if layout.hanging_indent:
        classes.append("hanging-indent")
    spacing = []
    if layout.entry_spacing > 0:
        spacing.append(("entry-spacing", str(layout.entry_spacing)))
    if layout.line_spacing > 1:
        spacing.append(("line-spacing", str(layout.line_spacing)))
    content = [
        div([{"t": "Para", "c": list(inlines)}], own_id, ["csl-entry"])
        for own_id, inlines in entries
    ]
    return div(content, id, classes, spacing)


class Pandoc:
    """Pandoc's JSON: an array of inlines for a text, an array of blocks for a list."""

    name: ClassVar[str] = "pandoc"
    internal_links: ClassVar[bool] = True

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        """Write an array of inlines.

        >>> PANDOC.write("TeX")
        '[{"t": "Str", "c": "TeX"}]'
        """
        return json.dumps(inlines_of(text, targets), ensure_ascii=False)

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """Write an array with the `Div` of the list."""
        keys = [entry.id for entry in entries]
        ids = [""] * len(keys)
        if layout.entry_ids is not None:
            # an entry without a key is a heading
            pairs = zip(keys, entry_ids(keys, layout.entry_ids), strict=True)
            ids = [id if key else "" for key, id in pairs]
        inlines = [json.loads(entry.text) for entry in entries]
        made = entry_list(zip(ids, inlines, strict=True), layout)
        return json.dumps([made], ensure_ascii=False) + "\n"


PANDOC = Pandoc()
