"""Write the inlines and blocks of pandoc's documents, as the JSON that filters exchange.

Formatting becomes `Emph`, `Strong`, `SmallCaps` and so on; quotation marks are text. Names of
classes and attributes are those that `pandoc --citeproc` writes, so its writers know them.

Source: the module Text.Pandoc.Definition of pandoc-types.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from json.encoder import encode_basestring_ascii
from operator import itemgetter
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

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

__all__ = [
    "JSON_INLINES", "PANDOC", "DataInlines", "Element", "Inlines", "JsonInlines", "entry_json",
    "list_attributes", "words",
]  # fmt: skip

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
_BLANKS = re.compile("  +")
_SPACE_JSON = '{"t":"Space"}'
_STR_JSON = '{"t":"Str","c":%s}'
_WORD_BREAK_JSON = '"},{"t":"Space"},{"t":"Str","c":"'
T = TypeVar("T")
"""How an inline is written."""


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


class Inlines(Generic[T]):
    """Write finished rich text as a list of inlines. Subclasses say how one is made."""

    def write(self, text: str, targets: Sequence[str] = ()) -> list[T]:
        """Write finished rich text.

        Args:
            text: Finished rich text.
            targets: The addresses of its links, in order.
        """
        if text.isascii():  # it has no span characters
            return self.words(text.replace("\n", " "))
        made: list[T] = []
        lines = lines_of(text)
        for display, runs in lines:
            line: list[T] = []
            for number, group in groupby(runs, key=_LINK) if targets else [(-1, runs)]:
                inner = self._nested(list(group), _ELEMENTS)
                line += [self.link(inner, targets[number])] if 0 <= number < len(targets) else inner
            if display == LEFT_MARGIN and len(lines) > 1 and not runs[-1][0].endswith(" "):
                line += self.words(" ")
            made += [self.span(line, _CLASSES[display])] if display in _CLASSES else line
        return made

    def _nested(self, runs: Sequence[Run], elements: Sequence[tuple[int, str]]) -> list[T]:
        """Write runs; those beside each other with the same formatting are in one element."""
        if len(runs) == 1:
            text, style, _ = runs[0]
            content = self.words(text)
            for flag, name in reversed(elements) if style else ():
                if style & flag:
                    content = [self.element(name, content)]
            return content
        made: list[T] = []
        formatted: list[Run] = []
        for run in runs:
            if run[1]:
                formatted.append(run)
                continue
            if formatted:
                made += self._formatted(formatted, elements)
                formatted = []
            made += self.words(run[0])
        if formatted:
            made += self._formatted(formatted, elements)
        return made

    def _formatted(self, runs: Sequence[Run], elements: Sequence[tuple[int, str]]) -> list[T]:
        """Write formatted runs, element by element."""
        if len(runs) == 1:
            return self._nested(runs, elements)
        (flag, name), *inner = elements
        made: list[T] = []
        for is_set, part in groupby(runs, key=lambda run: bool(run[1] & flag)):
            content = self._nested(list(part), inner)
            made += [self.element(name, content)] if is_set else content
        return made

    def words(self, text: str) -> list[T]:
        """Write text without formatting."""
        raise NotImplementedError

    def element(self, name: str, content: list[T]) -> T:
        """Make an element that has inlines only, such as `Emph`."""
        raise NotImplementedError

    def link(self, content: list[T], target: str) -> T:
        """Make a link."""
        raise NotImplementedError

    def span(self, content: list[T], class_: str) -> T:
        """Make a span with a class."""
        raise NotImplementedError


class DataInlines(Inlines[Element]):
    """Inlines as data.

    Args:
        embedded: Character -> the element that it is replaced by.

    >>> from citeformat.richtext.spans import ITALIC, wrap
    >>> DataInlines().write(wrap(ITALIC, "Nature"))
    [{'t': 'Emph', 'c': [{'t': 'Str', 'c': 'Nature'}]}]
    """

    def __init__(self, embedded: Mapping[str, Element] = _NO_ELEMENTS) -> None:
        self._embedded = embedded

    def words(self, text: str) -> list[Element]:
        """Write text without formatting."""
        return words(text, self._embedded)

    def element(self, name: str, content: list[Element]) -> Element:
        """Make an element that has inlines only."""
        return {"t": name, "c": content}

    def link(self, content: list[Element], target: str) -> Element:
        """Make a link."""
        return {"t": "Link", "c": [["", [], []], content, [target, ""]]}

    def span(self, content: list[Element], class_: str) -> Element:
        """Make a span with a class."""
        return {"t": "Span", "c": [["", [class_], []], content]}


class JsonInlines(Inlines[str]):
    """Inlines as JSON. A text may have several, with commas between them.

    For long lists, this takes half the time of making the data and encoding it.

    >>> JsonInlines().write("The TeXbook")
    ['{"t":"Str","c":"The"},{"t":"Space"},{"t":"Str","c":"TeXbook"}']
    """

    def words(self, text: str) -> list[str]:
        """Write text without formatting."""
        if "  " in text:
            text = _BLANKS.sub(" ", text)
        inner = text.strip(" ")
        if not inner:
            return [_SPACE_JSON] if text else []
        made = _STR_JSON % encode_basestring_ascii(inner).replace(" ", _WORD_BREAK_JSON)
        if len(inner) == len(text):
            return [made]
        before, after = text[0] == " ", text[-1] == " "
        return [*[_SPACE_JSON] * before, made, *[_SPACE_JSON] * after]

    def element(self, name: str, content: list[str]) -> str:
        """Make an element that has inlines only."""
        return f'{{"t":"{name}","c":[{",".join(content)}]}}'

    def link(self, content: list[str], target: str) -> str:
        """Make a link."""
        parts = f'["",[],[]],[{",".join(content)}],[{json.dumps(target)},""]'
        return f'{{"t":"Link","c":[{parts}]}}'

    def span(self, content: list[str], class_: str) -> str:
        """Make a span with a class."""
        return f'{{"t":"Span","c":[["",["{class_}"],[]],[{",".join(content)}]]}}'


def entry_json(id: str, inlines: str) -> str:
    """Make the JSON of the `Div` of an entry.

    Args:
        id: The id of the element.
        inlines: The JSON of its inlines, with commas between them.
    """
    content = f'[{{"t":"Para","c":[{inlines}]}}]'
    return f'{{"t":"Div","c":[[{json.dumps(id)},["csl-entry"],[]],{content}]}}'


def list_attributes(layout: Layout, id: str = "refs") -> list[Any]:
    """Return the id, classes and attributes of the `Div` of a list of references.

    Args:
        layout: The layout that the style asks for.
        id: The id of the list.

    >>> list_attributes(Layout(hanging_indent=True))
    ['refs', ['references', 'csl-bib-body', 'hanging-indent'], [['entry-spacing', '1']]]
    """
    classes = ["references", "csl-bib-body"]
    if layout.hanging_indent:
        classes.append("hanging-indent")
    spacing = []
    if layout.entry_spacing > 0:
        spacing.append(["entry-spacing", str(layout.entry_spacing)])
    if layout.line_spacing > 1:
        spacing.append(["line-spacing", str(layout.line_spacing)])
    return [id, classes, spacing]


class Pandoc:
    """Pandoc's JSON: an array of inlines for a text, an array of blocks for a list."""

    name: ClassVar[str] = "pandoc"
    internal_links: ClassVar[bool] = True

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        """Write an array of inlines.

        >>> PANDOC.write("TeX")
        '[{"t":"Str","c":"TeX"}]'
        """
        return f"[{','.join(JSON_INLINES.write(text, targets))}]"

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """Write an array with the `Div` of the list."""
        keys = [entry.id for entry in entries]
        ids = [""] * len(keys)
        if layout.entry_ids is not None:
            # an entry without a key is a heading
            pairs = zip(keys, entry_ids(keys, layout.entry_ids), strict=True)
            ids = [id if key else "" for key, id in pairs]
        made = ",".join(
            entry_json(id, entry.text[1:-1]) for id, entry in zip(ids, entries, strict=True)
        )
        return f'[{{"t":"Div","c":[{json.dumps(list_attributes(layout))},[{made}]]}}]\n'


JSON_INLINES = JsonInlines()
PANDOC = Pandoc()
