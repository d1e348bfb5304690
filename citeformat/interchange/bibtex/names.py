"""The syntax of the name lists of BibTeX and BibLaTeX, which readers and writers share.

In: the TeX source of a field such as `author`, or of a word in it. Out: the names of the list, and
what a word can be: a particle or a suffix.

Sources: "BibTeXing" (btxdoc), section 4, and "Designing BibTeX Styles" (btxhak), "Name formatting",
for the parts First, von, Last and Jr; the BibLaTeX manual for the option `useprefix`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citeformat.interchange.latex.command_tables import SYMBOLS
from citeformat.record.text.name_lists import SUFFIX

__all__ = ["Report", "has_use_prefix", "is_lower", "is_suffix", "split_list", "without_groups"]


Report = Callable[[str], None]
"""Takes the message of a problem."""

_AND = re.compile(r"\sand(?=\s)", re.IGNORECASE)

_AND_OR_BRACE = re.compile(r"(?<!\\)[{}]|(?<=\s)and(?=\s)", re.IGNORECASE)

_SUFFIX = re.compile(rf"{SUFFIX}\Z", re.IGNORECASE)

_COMMAND = re.compile(r"\\(?:([A-Za-z]+)|.)", re.DOTALL)

_USE_PREFIX = re.compile(r"useprefix\s*(?:=\s*(true|false))?\s*(?:,|\Z)", re.IGNORECASE)

_GROUP = re.compile(r"\{[^{}]*\}")


def split_list(source: str) -> list[str]:
    """Split a list at each `and` outside of braces.

    >>> split_list("Barnes {and} Noble and Dover")
    ['Barnes {and} Noble', 'Dover']
    """
    if "{" not in source:
        if "and" not in source and "AND" not in source and "And" not in source:
            return [source.strip()]
        return [item.strip() for item in _AND.split(f" {source} ")]
    items: list[str] = []
    depth = start = 0
    for mark in _AND_OR_BRACE.finditer(f" {source} "):
        text = mark.group()
        if text == "{":
            depth += 1
        elif text == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            items.append(source[start : mark.start() - 1].strip())
            start = mark.end() - 1
    items.append(source[start:].strip())
    return items


def without_groups(source: str) -> str:
    """Remove the groups in braces that have no groups in them.

    >>> without_groups("Barnes {and} Noble")
    'Barnes  Noble'
    """
    return _GROUP.sub("", source)


def has_use_prefix(options: str) -> bool:
    """Return whether the `options` of an entry keep particles with family names.

    >>> has_use_prefix("maxnames=3, useprefix=true"), has_use_prefix("useprefix=false")
    (True, False)
    """
    found = _USE_PREFIX.search(options) if options else None
    return found is not None and (found.group(1) or "true").lower() == "true"


def is_suffix(word: str) -> bool:
    """Return whether a word is the part Jr of a name.

    >>> is_suffix("Jr."), is_suffix("III"), is_suffix("Knuth")
    (True, True, False)
    """
    return _SUFFIX.match(word) is not None


def is_lower(word: str) -> bool:
    """Return whether a word is a particle: its first letter outside of braces is lower case.

    A special character counts as its letter. A word that is all in braces is never a particle.
    """
    depth = 0
    index = 0
    while index < len(word):
        character = word[index]
        if character == "{":
            if depth == 0 and word.startswith("\\", index + 1):
                return _special_is_lower(word[index + 1 :])
            depth += 1
        elif character == "}":
            depth -= 1
        elif depth <= 0:
            if character == "\\":
                return _special_is_lower(word[index:])
            if character.isalpha():
                return character.islower()
        index += 1
    return False


def _special_is_lower(source: str) -> bool:
    r"""Return whether a special character, such as `\'e` or `\O`, is lower case."""
    command = _COMMAND.match(source)
    symbol = SYMBOLS.get(command[1] or "", "") if command is not None else ""
    text = symbol if symbol.isalpha() else _COMMAND.sub(" ", source)
    return next((character.islower() for character in text if character.isalpha()), False)
