"""Read pandoc's documents as plain data, and find what a processor of citations changes.

In: the JSON of a document. Out: its citations in order, each with the list that it is in and the
note around it, and the places of lists. Everything here uses a stack of its own, because documents
can be nested more deeply than Python's functions.

Source: the module Text.Pandoc.Definition of pandoc-types.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeAlias, TypeGuard

from citeformat.manuscripts.lists import list_name
from citeformat.output.writers.pandoc import Element

__all__ = [
    "CiteElement", "Contents", "Encoded", "NoteElement", "attributes_of", "citations_of", "dump",
    "find_contents", "is_quotation", "load", "name_of", "plain_text",
]  # fmt: skip

Inlines: TypeAlias = "list[Any]"

_LEAVES = frozenset(("Str", "Space", "SoftBreak", "LineBreak", "Code", "Math", "RawInline",
                     "CodeBlock", "RawBlock", "HorizontalRule", "Null"))  # fmt: skip
"""Elements that contain no others."""
_TOKEN = re.compile(r'[\s,:]*("(?:[^"\\]|\\.)*"|[\[\]{}]|[^\s,:\[\]{}"]+)')


def load(text: str) -> Any:
    """Decode JSON, however deeply it is nested.

    Raises:
        ValueError: It is not JSON.

    >>> load('{"a": [1]}')
    {'a': [1]}
    """
    try:
        return json.loads(text)
    except RecursionError:
        return _load_deep(text)


def _load_deep(text: str) -> Any:
    """Decode JSON with a stack. Commas and colons are not checked."""
    root: list[Any] = []
    stack: list[Any] = [root]
    keys: list[str | None] = [None]
    end = 0
    while end < len(text):
        match = _TOKEN.match(text, end)
        if match is None:
            if text[end:].strip():
                raise ValueError(f"there is no JSON at character {end}")
            break
        end = match.end()
        token = match[1]
        if token in "]}":
            stack.pop()
            keys.pop()
            if not stack:
                raise ValueError(f"nothing is open at character {end}")
            continue
        value: Any = [] if token == "[" else {} if token == "{" else json.loads(token)
        parent = stack[-1]
        if isinstance(parent, list):
            parent.append(value)
        elif keys[-1] is None:
            keys[-1] = str(value)
            continue
        else:
            parent[keys[-1]] = value
            keys[-1] = None
        if token in "[{":
            stack.append(value)
            keys.append(None)
    if len(stack) != 1 or len(root) != 1:
        raise ValueError("the JSON has no end")
    return root[0]


class Encoded:
    """Elements of a list that are JSON already, with commas between them."""

    __slots__ = ("json",)

    def __init__(self, json: str) -> None:
        self.json = json


def dump(value: Any) -> str:
    r"""Encode JSON in ASCII, however deeply it is nested.

    >>> dump({"a": [1, "ä", Encoded("2")]})
    '{"a":[1,"\\u00e4",2]}'
    """
    place = os.urandom(16).hex()  # no document has it
    parts: list[str] = []

    def encoded(value: Encoded) -> str:
        parts.append(value.json)
        return place

    try:  # neither choice changes the document, and both save time
        text = json.dumps(value, check_circular=False, separators=(",", ":"), default=encoded)
    except RecursionError:
        return "".join(_dump_deep(value))
    between = text.split(f'"{place}"')
    return "".join(chain.from_iterable(zip(between, [*parts, ""], strict=True)))


def _dump_deep(value: Any) -> Iterator[str]:
    """Encode JSON with a stack of values and of text that is ready."""
    stack: list[tuple[bool, Any]] = [(False, value)]
    while stack:
        is_text, value = stack.pop()
        if is_text:
            yield value
        elif isinstance(value, Mapping):
            yield "{"
            stack.append((True, "}"))
            for number, (key, child) in enumerate(reversed(list(value.items()))):
                comma = "," if number < len(value) - 1 else ""
                stack.append((False, child))
                stack.append((True, f"{comma}{json.dumps(key)}:"))
        elif isinstance(value, list):
            yield "["
            stack.append((True, "]"))
            for number, child in enumerate(reversed(value)):
                stack.append((False, child))
                if number < len(value) - 1:
                    stack.append((True, ","))
        else:
            yield value.json if isinstance(value, Encoded) else json.dumps(value)


@dataclass(eq=False, slots=True)
class NoteElement:
    """A footnote of the document."""

    element: Element
    number: int

    def begins_with(self, cite: Element) -> bool:
        """Return whether a citation is the first thing in the note."""
        blocks = self.element.get("c")
        if not isinstance(blocks, list) or not blocks or not isinstance(blocks[0], dict):
            return False
        inlines = blocks[0].get("c")
        return isinstance(inlines, list) and bool(inlines) and inlines[0] is cite


@dataclass(eq=False, slots=True)
class CiteElement:
    """A citation of the document."""

    element: Element
    citations: list[dict[str, Any]]
    """Its cites, as pandoc writes them."""
    note: NoteElement | None
    """The footnote that it is in."""
    number: int
    """The number of its note: of the footnote around it, or of the one that it becomes."""


@dataclass(slots=True)
class Contents:
    """What was found in a document."""

    cites: list[CiteElement] = field(default_factory=list)
    """The citations in order."""
    holders: list[Inlines] = field(default_factory=list)
    """The lists that citations are in."""
    lists: list[Element] = field(default_factory=list)
    """Each `Div` whose id is `refs` or begins with `refs-`."""


def find_contents(parts: Sequence[Any], *, notes: bool) -> Contents:
    """Find the citations and the places of lists.

    Args:
        parts: The parts of the document, in order.
        notes: Whether a citation outside of a footnote becomes one, and counts.

    >>> citation = {"citationId": "knuth", "citationMode": {"t": "NormalCitation"},
    ...     "citationPrefix": [], "citationSuffix": []}
    >>> blocks = [{"t": "Para", "c": [{"t": "Cite", "c": [[citation], []]}]}]
    >>> [each.number for each in find_contents([blocks], notes=True).cites]
    [1]
    """
    contents = Contents()
    count = 0
    stack: list[tuple[Any, NoteElement | None]] = [(part, None) for part in reversed(parts)]
    while stack:
        node, note = stack.pop()
        if node.__class__ is list:
            children = _inner_nodes(node)
            stack += [(child, note) for child in reversed(children)]
            if any(child.__class__ is dict and child.get("t") == "Cite" for child in children):
                contents.holders.append(node)
            continue
        if node.__class__ is not dict:
            continue
        name, content = node.get("t"), node.get("c")
        if name == "Cite" and (citations := citations_of(node)) is not None:
            if notes and note is None:
                count += 1
            number = note.number if note is not None else count if notes else 0
            contents.cites.append(CiteElement(node, citations, note, number))
            for citation in reversed(citations):
                stack.append((citation["citationSuffix"], note))
                stack.append((citation["citationPrefix"], note))
        elif name == "Note":
            count += 1
            stack.append((content, NoteElement(node, count)))
        elif isinstance(name, str):
            attributes = attributes_of(node) if name == "Div" else None
            if attributes is not None and list_name(attributes[0]) is not None:
                contents.lists.append(node)
            stack.append((content, note))
        else:
            stack += [(child, note) for child in reversed(list(node.values()))]
    return contents


def _inner_nodes(nodes: Sequence[Any]) -> list[Any]:
    """Return the nodes that may contain elements."""
    inner = []
    for node in nodes:
        if node.__class__ is dict:
            name = node.get("t")
            if name.__class__ is str and name in _LEAVES:
                continue
        elif node.__class__ is not list:
            continue
        inner.append(node)
    return inner


def citations_of(node: Element) -> list[dict[str, Any]] | None:
    """Return the citations of a `Cite`, or `None` if it is not as pandoc writes it."""
    content = node.get("c")
    if not isinstance(content, list) or len(content) != 2 or not isinstance(content[1], list):
        return None
    citations = content[0]
    if not isinstance(citations, list) or not citations:
        return None
    for each in citations:
        if not (
            isinstance(each, dict)
            and isinstance(each.get("citationId"), str)
            and isinstance(each.get("citationMode"), dict)
            and isinstance(each.get("citationPrefix"), list)
            and isinstance(each.get("citationSuffix"), list)
        ):
            return None
    return citations


def name_of(node: Any) -> str:
    """Return the name of an element, or `""` if it has none."""
    name = node.get("t") if isinstance(node, dict) else None
    return name if isinstance(name, str) else ""


def attributes_of(node: Element) -> list[Any] | None:
    """Return the attributes of a `Div`, `Span` or heading: its id, its classes and pairs of keys
    and values. `None` if the element is not as pandoc writes it.

    >>> attributes_of({"t": "Div", "c": [["refs", [], [["type", "book"]]], []]})
    ['refs', [], [['type', 'book']]]
    """
    content = node.get("c")
    levels = 1 if node.get("t") == "Header" else 0
    if not (
        isinstance(content, list)
        and len(content) == levels + 2
        and isinstance(content[levels], list)
        and isinstance(content[-1], list)
    ):
        return None
    attributes: list[Any] = content[levels]
    match attributes:
        case [str(), list(classes), list(pairs)]:
            if all(isinstance(each, str) for each in classes) and all(map(_is_pair, pairs)):
                return attributes
    return None


def _is_pair(value: Any) -> bool:
    match value:
        case [str(), str()]:
            return True
    return False


def is_quotation(node: Any) -> TypeGuard[Element]:
    """Return whether a node is a `Quoted` as pandoc writes it."""
    match node:
        case {"t": "Quoted", "c": [{"t": "SingleQuote" | "DoubleQuote"}, list()]}:
            return True
    return False


def plain_text(node: Any) -> str:
    """Return the text of inlines, blocks or a value of the metadata, without formatting.

    >>> plain_text([{"t": "Emph", "c": [{"t": "Str", "c": "refs"}]}, {"t": "Str", "c": ".bib"}])
    'refs.bib'
    """
    pieces: list[str] = []
    stack = [node]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack += reversed(node)
        elif isinstance(node, str):
            pieces.append(node)
        elif isinstance(node, dict):
            name, content = node.get("t"), node.get("c")
            if name in ("Space", "SoftBreak", "LineBreak"):
                pieces.append(" ")
            elif name in ("Str", "MetaString"):
                pieces.append(str(content))
            elif name in ("Code", "Math", "RawInline", "CodeBlock", "RawBlock"):
                pieces.append(str(content[-1]) if isinstance(content, list) and content else "")
            elif name == "Quoted" and isinstance(content, list) and len(content) == 2:
                stack.append(content[1])
            elif name in ("Link", "Image", "Span") and isinstance(content, list):
                stack.append(content[1] if len(content) > 1 else [])
            elif name == "Cite" and isinstance(content, list):
                stack.append(content[-1] if content else [])
            elif name != "Note":
                stack.append(content)
    return "".join(pieces)
