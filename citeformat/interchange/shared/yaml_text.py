"""YAML → plain values, with the lines where they begin.

In: text. Out: lists, dicts, `str`, `int`, `bool`, None. Only what JSON can say is recognized: a
date stays text, and so do `no` and `1:30`, which YAML 1.1 would make something else of. Aliases are
refused, because a small file could stand for an enormous one.

PyYAML does the parsing; it is an extra (`pip install citeformat[yaml]`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from citeformat.errors import FormatError, SourceError

__all__ = ["Node", "load", "require_yaml"]

_INT = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})\Z")
_DEEPEST = 50
_WORDS = {"true": True, "True": True, "false": False, "False": False}
_NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Node:
    """A value, and for a list or an object the lines of what is in it."""

    value: Any
    """The plain value, all the way down."""
    line: int
    """The line where it begins, counted from 1."""
    items: tuple[Node, ...] = ()
    """What a list holds."""
    keys: tuple[tuple[str, Node], ...] = ()
    """What an object holds."""

    def get(self, key: str) -> Node | None:
        """The value of a key of an object."""
        return next((node for name, node in self.keys if name == key), None)


def require_yaml() -> Any:
    """The module `yaml`.

    Raises:
        FormatError: It is not installed.
    """
    try:
        import yaml
    except ImportError:
        raise FormatError("YAML needs PyYAML: pip install 'citeformat[yaml]'") from None
    return yaml


def load(text: str, file: str) -> Node:
    """The first document of a YAML text.

    Args:
        text: The text.
        file: The file's name, for messages.

    Raises:
        SourceError: It is not YAML.
        FormatError: PyYAML is not installed.

    >>> load("a: [1, no, 2020-01-02]", "").value
    {'a': [1, 'no', '2020-01-02']}
    """
    yaml = require_yaml()
    what = file or "the text"
    try:
        _refuse_bombs(yaml.parse(text, Loader=yaml.SafeLoader), what, yaml)
        loader = yaml.SafeLoader(text)
        try:
            node = loader.get_node() if loader.check_node() else None
            return _node(node, yaml) if node is not None else Node(None, 1)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark is not None else ""
        fault = getattr(error, "problem", None) or str(error)
        raise SourceError(f"{what}{place} is not YAML: {fault}") from None
    except (RecursionError, ValueError) as error:
        raise SourceError(f"{what} is not YAML: {error}") from None


def _refuse_bombs(events: Iterable[Any], what: str, yaml: Any) -> None:
    """Refuse what would take time or memory out of all proportion."""
    depth = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            raise SourceError(f"{what} has YAML aliases, which are not read")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise SourceError(f"{what} is not YAML that is read: its lists are nested too deeply")


def _node(node: Any, yaml: Any) -> Node:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_node(item, yaml) for item in node.value)
        return Node([item.value for item in items], line, items)
    if isinstance(node, yaml.MappingNode):
        keys = tuple((str(_node(key, yaml).value), _node(item, yaml)) for key, item in node.value)
        return Node({key: item.value for key, item in keys}, line, keys=keys)
    text = str(node.value)
    if node.style is not None:  # quoted, or a block: text, whatever it looks like
        return Node(text, line)
    if text in _NULLS:
        return Node(None, line)
    if _INT.match(text):
        return Node(int(text), line)
    return Node(_WORDS.get(text, text), line)
