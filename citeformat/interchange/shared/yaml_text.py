"""YAML → plain values, with the lines where they begin.

In: text. Out: lists, dicts, `str`, `int`, `bool` and `None`, as JSON has them. Dates stay text, and
so do `no` and `1:30`, which YAML 1.1 would convert. Aliases are refused, because with them a small
file can expand to an enormous one.

PyYAML does the parsing; it is an extra (`pip install citeformat[yaml]`). It is fast where it has
libyaml, which also reads tabs within a line, as YAML allows.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from citeformat.errors import FormatError, SourceError

__all__ = ["Node", "dump", "load", "require_yaml"]

_INT = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})\Z")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+")
"""What is a number in YAML 1.2. PyYAML quotes only the numbers of YAML 1.1, such as 12 but not 08.
"""
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_DEEPEST = 50
_WORDS = {"true": True, "True": True, "false": False, "False": False}
_NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its line, and the values in a list or object with theirs."""

    value: Any
    """The plain value."""
    line: int
    """The line where it begins, counted from 1."""
    items: tuple[Node, ...] = ()
    """The items of a list."""
    keys: tuple[tuple[str, Node], ...] = ()
    """The keys and values of an object."""

    @classmethod
    def from_event(cls, event: Any) -> Node:
        """Convert a scalar of PyYAML."""
        text, line = str(event.value), event.start_mark.line + 1
        if event.style:  # quoted, or a block: always text
            return cls(text, line)
        if text in _NULLS:
            return cls(None, line)
        if _INT.match(text):
            return cls(int(text), line)
        return cls(_WORDS.get(text, text), line)

    def get(self, key: str) -> Node | None:
        """Return the value of a key, or `None`."""
        return next((node for name, node in self.keys if name == key), None)


def require_yaml() -> Any:
    """Import the module `yaml`.

    Raises:
        FormatError: It is not installed.
    """
    try:
        import yaml
    except ImportError:
        raise FormatError("YAML needs PyYAML: pip install 'citeformat[yaml]'") from None
    return yaml


def dump(value: Any) -> str:
    """Write a value as YAML.

    Args:
        value: Lists, dicts and what JSON has.

    Raises:
        FormatError: PyYAML is not installed.

    >>> dump({"title": "TeX", "note": "a\\x85b"})
    'title: TeX\\nnote: "a\\\\Nb"\\n'
    >>> dump(["08", "1e5", "e5"])
    "- '08'\\n- '1e5'\\n- e5\\n"
    """
    yaml = require_yaml()

    class Dumper(yaml.SafeDumper):  # type: ignore[misc, name-defined]
        """Quotes what YAML takes for line ends, and what YAML 1.2 takes for a number."""

    def represent(dumper: Any, text: str) -> Any:
        style = '"' if _LINE_ENDS.search(text) else "'" if _NUMBER.fullmatch(text) else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    Dumper.add_representer(str, represent)
    text = yaml.dump(value, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return str(text)


def load(text: str, file: str) -> Node:
    """Read the first document of a YAML text.

    Args:
        text: The text.
        file: The file's name, for messages.

    Raises:
        SourceError: The text is not YAML, has aliases or keys that are not scalars, or is nested
            too deeply.
        FormatError: PyYAML is not installed.

    >>> load("a: [1, no, 2020-01-02]", "").value
    {'a': [1, 'no', '2020-01-02']}
    """
    yaml = require_yaml()
    what = file or "the text"
    try:
        if hasattr(yaml, "CSafeLoader"):
            with suppress(yaml.YAMLError):  # libyaml refuses escapes of surrogates
                return _first_document(yaml, text, yaml.CSafeLoader, what)
        return _first_document(yaml, text, yaml.SafeLoader, what)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark is not None else ""
        reason = getattr(error, "problem", None) or str(error)
        raise SourceError(f"{what}{place} is not YAML: {reason}") from None
    except (RecursionError, ValueError) as error:
        raise SourceError(f"{what} is not YAML: {error}") from None


def _first_document(yaml: Any, text: str, loader: Any, what: str) -> Node:
    """Build the first document from the events of a parser."""
    documents: list[Node] = []
    opened: list[tuple[Any, list[Node]]] = []
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.AliasEvent):
            raise SourceError(f"{what} has YAML aliases, which are not read")
        if isinstance(event, yaml.CollectionStartEvent):
            if len(opened) == _DEEPEST:
                raise SourceError(f"{what} cannot be read: its YAML is nested too deeply")
            opened.append((event, []))
            continue
        if isinstance(event, yaml.ScalarEvent):
            node = Node.from_event(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            start, parts = opened.pop()
            line = start.start_mark.line + 1
            if isinstance(start, yaml.SequenceStartEvent):
                node = Node([each.value for each in parts], line, tuple(parts))
            else:
                for each in parts[::2]:
                    if isinstance(each.value, (dict, list)):  # as text, it doubles at each level
                        place = f"{what}, line {each.line}"
                        raise SourceError(f"{place} has a list or an object as a YAML key")
                names = [str(each.value) for each in parts[::2]]
                keys = tuple(zip(names, parts[1::2], strict=True))
                node = Node({key: each.value for key, each in keys}, line, keys=keys)
        else:
            continue
        (opened[-1][1] if opened else documents).append(node)
    return documents[0] if documents else Node(None, 1)
