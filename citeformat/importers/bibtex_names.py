"""A BibTeX name list → names.

In: the source of an author field. Out: a tuple of `Name`. The list is taken apart while it is
still TeX, because braces decide what belongs together; each part is decoded afterwards.

A name that is one group in braces is an institution (`Name(literal=...)`), and so is `others` at
the end of a list: CSL-JSON has no sign for "and others", and this is how pandoc writes it.

Sources: "BibTeXing" (btxdoc), section 4, for the three forms with commas; "Designing BibTeX Styles"
(btxhak), "Name formatting"; the BibLaTeX manual, "Corporate Authors and Editors" and the extended
name format (`family=..., given=...`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citeformat.record import Name

__all__ = ["Decode", "has_use_prefix", "is_lower", "names", "split_list"]

Decode = Callable[[str], str]
"""Turns TeX source into text."""

_AND = re.compile(r"\sand(?=\s)", re.IGNORECASE)
_AND_OR_BRACE = re.compile(r"(?<!\\)[{}]|(?<=\s)and(?=\s)", re.IGNORECASE)
_SIMPLE = re.compile(r"[^{}\\,~'`$=]*\Z")
"""A name without commas that needs no decoding."""
_EXTENDED = re.compile(
    r"\s*(?:family|given|prefix|suffix|useprefix|(?:family|given|prefix|suffix)-i|id)\s*=",
    re.IGNORECASE,
)
_LETTER_COMMAND = re.compile(
    r"\\(?:(aa|ae|oe|o|l|ss|i|j|dh|dj|th|ng)|(AA|AE|OE|O|L|DH|DJ|TH|NG))(?![A-Za-z])"
)
_OPTION = re.compile(r"useprefix\s*(?:=\s*(true|false))?\s*(?:,|\Z)", re.IGNORECASE)
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)


def names(
    source: str, decode: Decode, *, use_prefix: bool = False, fault: Callable[[str], None]
) -> tuple[Name, ...]:
    """The names of a list.

    Args:
        source: TeX source, such as `Donald E. Knuth and van Leunen, Mary-Claire`.
        decode: Turns a part of a name into text.
        use_prefix: BibLaTeX's option `useprefix`: whether a particle ("van") stays with the
            family name where that stands alone.
        fault: Is told what is wrong with the list.

    >>> names("Ludwig van Beethoven and {Acme Inc.}", str, fault=print)
    (Name('Beethoven, Ludwig van'), Name('Acme Inc.'))
    """
    found: list[Name] = []
    for one in split_list(source):
        if _SIMPLE.match(one) and "--" not in one:
            words = one.split()
            if len(words) > 1 and not any(word[0].islower() for word in words[:-1]):
                found.append(Name(words[-1], " ".join(words[:-1])))
                continue
        if not one:
            fault("the list has an empty name")
            continue
        name = _one(one, decode, use_prefix, fault)
        if name is not None:
            found.append(name)
    return tuple(found)


def has_use_prefix(options: str) -> bool:
    """Whether an entry's `options` say that particles stay with family names.

    >>> has_use_prefix("maxnames=3, useprefix=true"), has_use_prefix("useprefix=false")
    (True, False)
    """
    found = _OPTION.search(options) if options else None
    return found is not None and (found.group(1) or "true").lower() == "true"


def split_list(source: str) -> list[str]:
    """The items of a list that are joined by `and` outside of braces.

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


def _one(
    source: str, decode: Decode, use_prefix: bool, fault: Callable[[str], None]
) -> Name | None:
    if source.lower() == "others":
        return Name(literal="others")
    if _EXTENDED.match(source):
        return _extended(source, decode, use_prefix)
    if _is_group(source):
        return Name(literal=_blank(decode(source[1:-1])))
    parts = [part.strip() for part in _split_outside(source, ",")]
    while len(parts) > 1 and not parts[-1]:
        fault(f"the name {source!r} ends with a comma")
        parts.pop()
    if len(parts) > 3:
        fault(f"the name {source!r} has more than two commas")
        parts = [parts[0], parts[1], ", ".join(parts[2:])]
    given, von, last, jr = _take_apart(parts)
    return _name(given, von, last, jr, decode, use_prefix)


def _take_apart(parts: list[str]) -> tuple[str, str, str, str]:
    """The parts First, von, Last, Jr of a name in one of the three forms."""
    if len(parts) == 1:
        words = _words(parts[0])
        lower = [i for i, word in enumerate(words[:-1]) if is_lower(word)]
        if lower:
            first, end = lower[0], lower[-1] + 1
        else:
            first = end = len(words) - 1
        return " ".join(words[:first]), " ".join(words[first:end]), " ".join(words[end:]), ""
    words = _words(parts[0])
    lower = [i for i, word in enumerate(words[:-1]) if is_lower(word)]
    end = lower[-1] + 1 if lower else 0
    jr = parts[1] if len(parts) == 3 else ""
    return parts[-1], " ".join(words[:end]), " ".join(words[end:]), jr


def _name(
    given: str, von: str, last: str, jr: str, decode: Decode, use_prefix: bool
) -> Name | None:
    family = _blank(decode(last))
    first = _blank(decode(given)) if given else ""
    if not family:
        if not first:
            return None
        family, first = first, ""
    particle = _blank(decode(von)) if von else ""
    return Name(
        family=family,
        given=first,
        dropping_particle="" if use_prefix else particle,
        non_dropping_particle=particle if use_prefix else "",
        suffix=_blank(decode(jr)) if jr else "",
    )


def _extended(source: str, decode: Decode, use_prefix: bool) -> Name | None:
    """BibLaTeX's extended form; its keys that CSL does not know are kept in `extra`."""
    parts: dict[str, str] = {}
    for item in _split_outside(source, ","):
        key, _, value = item.partition("=")
        value = value.strip()
        if value[:1] == '"' and value[-1:] == '"' and len(value) > 1:
            value = value[1:-1]
        parts[key.strip().lower()] = _blank(decode(value))
    flag = parts.pop("useprefix", "")
    use_prefix = flag.lower() == "true" if flag else use_prefix
    particle = parts.pop("prefix", "")
    family, given, suffix = (parts.pop(key, "") for key in ("family", "given", "suffix"))
    if not family:
        family, given = given, ""
    if not family:
        return None
    return Name(
        family=family,
        given=given,
        dropping_particle="" if use_prefix else particle,
        non_dropping_particle=particle if use_prefix else "",
        suffix=suffix,
        extra=tuple(sorted(parts.items())),
    )


def _is_group(source: str) -> bool:
    """Whether the whole name is one group, and not one word that begins with an accent."""
    if source[0] != "{" or source[-1] != "}" or (source[1:2] == "\\" and " " not in source):
        return False
    depth = 0
    for index, character in enumerate(source):
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if depth <= 0:
                return index == len(source) - 1
    return False


def _split_outside(source: str, separator: str) -> list[str]:
    """Split at a separator (`" "` is any white space and the tie) outside of braces."""
    pieces: list[str] = []
    depth = start = 0
    blank = separator == " "
    escaped = False
    for index, character in enumerate(source):
        if escaped:
            escaped = False
            if not (blank and character.isspace()):
                continue
        if character == "\\":
            escaped = True
        elif character == "{":
            depth += 1
        elif character == "}":
            depth = max(depth - 1, 0)
        elif depth == 0 and (
            (character.isspace() or character == "~") if blank else character == separator
        ):
            pieces.append(source[start:index])
            start = index + 1
    pieces.append(source[start:])
    return pieces


def _words(source: str) -> list[str]:
    """The words of a name; a command that takes the next word as its argument stays with it."""
    words: list[str] = []
    for word in _split_outside(source, " "):
        if words and re.search(r"\\(?:[A-Za-z]+|[^A-Za-z])?\Z", words[-1]):
            last = words[-1]
            words[-1] = last.rstrip("\\") if last.endswith("\\") else f"{last} {word}"
            if last.endswith("\\") and word:
                words.append(word)
        elif word:
            words.append(word)
    return [word for word in words if word] or [source]


def is_lower(word: str) -> bool:
    """Whether a word is a particle: its first letter outside of braces is lower case. A special
    character counts as its letter; a word all in braces never is one."""
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
    letter = _LETTER_COMMAND.match(source)
    if letter is not None:
        return letter.group(1) is not None
    for character in _COMMAND.sub(" ", source):
        if character.isalpha():
            return character.islower()
    return False


def _blank(text: str) -> str:
    """In a name every kind of space is a blank."""
    if text.isascii() and "  " not in text:
        return text.strip()
    return " ".join(text.split())
