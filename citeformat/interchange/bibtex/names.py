"""A BibTeX name list ↔ names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from citeformat.record import Name

__all__ = [
    "Decode",
    "has_use_prefix",
    "is_lower",
    "names",
    "split_list",
    "use_prefix",
    "write_names",
]


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


Encode = Callable[[str], str]

Report = Callable[[str], None]

_AND_WORD = re.compile(r"(?:\A|\s)and(?:\s|\Z)", re.IGNORECASE)

_OUTSIDE = re.compile(r"\{[^{}]*\}")

_KEY = re.compile(r"\s*[A-Za-z]+(?:-i)?\s*=")


def use_prefix(names: Sequence[Name]) -> bool | None:
    """Whether particles stay with the family names: None where the names differ in that."""
    kept = {bool(name.non_dropping_particle) for name in names if _particle(name)}
    return None if len(kept) > 1 else kept == {True}


def write_names(
    names: Sequence[Name], encode: Encode, *, prefix: bool, extended: bool, report: Report
) -> str:
    """The source of a list of names.

    Args:
        names: The names.
        encode: Makes TeX source of text.
        prefix: Whether the entry says `useprefix`.
        extended: Whether the dialect has BibLaTeX's extended form.
        report: Is told what a name loses.

    >>> beethoven = Name("Beethoven", "Ludwig", dropping_particle="van")
    >>> write_names((beethoven, Name(literal="Acme Inc.")), str,
    ...             prefix=False, extended=False, report=print)
    'van Beethoven, Ludwig and {Acme Inc.}'
    """
    written = (_Writer(encode, prefix, extended, report).name(name) for name in names)
    return " and ".join(one for one in written if one)


def _particle(name: Name) -> str:
    return f"{name.dropping_particle} {name.non_dropping_particle}".strip()


class _Writer:
    __slots__ = ("encode", "extended", "prefix", "report")

    def __init__(self, encode: Encode, prefix: bool, extended: bool, report: Report) -> None:
        self.encode = encode
        self.prefix = prefix
        self.extended = extended
        self.report = report

    def name(self, name: Name) -> str:
        if name.literal:
            return "others" if name.literal == "others" else f"{{{self.encode(name.literal)}}}"
        family, given = name.family, name.given
        if not family:
            family, given = given, ""
        if not family:
            return ""
        if self._needs_extended(name):
            if self.extended:
                return self._in_keys(name, family, given)
            self._report(name)
        return self._in_commas(name, family, given)

    def _needs_extended(self, name: Name) -> bool:
        """Whether the forms with commas would lose something of this name."""
        if name.extra or (name.suffix and not name.given):
            return True
        kept, dropped = name.non_dropping_particle, name.dropping_particle
        if kept and dropped:
            return False  # neither form has two particles
        if (kept or dropped) and bool(kept) != self.prefix:
            return True
        return (kept or dropped)[:1].isupper()

    def _report(self, name: Name) -> None:
        if name.extra:
            keys = ", ".join(key for key, _ in name.extra)
            self.report(f"the name of {name} loses {keys}")
        if name.non_dropping_particle and not self.prefix:
            self.report(f"the particle of {name} is written as one that is dropped")

    def _in_keys(self, name: Name, family: str, given: str) -> str:
        """`family=..., given=..., prefix=...`"""
        particle = _particle(name)
        keys = [
            ("family", family),
            ("given", given),
            ("prefix", particle),
            ("suffix", name.suffix),
            *((key, str(value)) for key, value in name.extra),
        ]
        if particle and bool(name.non_dropping_particle) != self.prefix:
            keys.append(("useprefix", "true" if name.non_dropping_particle else "false"))
        return ", ".join(f"{key}={self._value(text)}" for key, text in keys if text)

    def _value(self, text: str) -> str:
        source = self.encode(text)
        plain = not re.search(r"[,=\s\"]", source) and not _AND_WORD.search(source)
        return source if plain else f"{{{source}}}"

    def _in_commas(self, name: Name, family: str, given: str) -> str:
        """`von Last, Jr, First`"""
        von, last = name.dropping_particle, family
        kept = name.non_dropping_particle
        if kept and von:
            last = f"{kept} {family}"  # the family name is known by it
        elif kept:
            von = kept
        if von and not _is_particle(von):
            last, von = f"{von} {last}", ""
            self.report(f"the particle of {name} is written as part of the family name")
        head = f"{self.encode(von)} {self._last(last)}" if von else self._last(last)
        first = self._part(given)
        if name.suffix:
            return f"{head}, {self._part(name.suffix)}, {first or '{}'}"
        if first:
            return f"{head}, {first}"
        # A comma is needed where several words would be taken apart, or a group for a literal.
        group = head.startswith("{") and head.endswith("}") and not head.startswith("{\\")
        return f"{head}, {{}}" if group or " " in _OUTSIDE.sub("", head) else head

    def _last(self, text: str) -> str:
        """The family name, in braces where one of its words looks like a particle."""
        source = self._part(text)
        words = source.split()
        if any(is_lower(word) for word in words[:-1]):
            return f"{{{source}}}"
        return source

    def _part(self, text: str) -> str:
        """A part of a name: a comma or an "and" of its own goes into braces."""
        source = self.encode(text)
        bare = _OUTSIDE.sub("", source)
        if "," in bare or _AND_WORD.search(bare) or _KEY.match(source):
            return f"{{{source}}}"
        return source


def _is_particle(text: str) -> bool:
    """Whether BibTeX takes this for a particle: it begins and ends with a word in lower case."""
    words = text.split()
    return bool(words) and is_lower(words[0]) and is_lower(words[-1])
