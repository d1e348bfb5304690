"""Read and write the name lists of BibTeX and BibLaTeX.

`read_names` turns the source of a field such as `author` into names; `write_names` is its inverse.

Sources: "BibTeXing" (btxdoc), section 4, and "Designing BibTeX Styles" (btxhak), "Name formatting",
for the parts First, von, Last and Jr; the BibLaTeX manual for the extended name format and the
option `useprefix`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from citeformat.record import Name
from citeformat.record.text.name_lists import (
    INSTITUTIONS,
    SUFFIX,
    bare_name,
    has_several_people,
    is_company,
    likely_separator,
    only_names,
)

__all__ = [
    "Decode",
    "Encode",
    "Report",
    "has_use_prefix",
    "is_lower",
    "read_names",
    "split_list",
    "use_prefix",
    "write_names",
]


Decode = Callable[[str], str]
"""Turns TeX source into text."""

Encode = Callable[[str], str]
"""Turns text into TeX source."""

Report = Callable[[str], None]
"""Takes the message of a problem."""

_AND = re.compile(r"\sand(?=\s)", re.IGNORECASE)

_AND_OR_BRACE = re.compile(r"(?<!\\)[{}]|(?<=\s)and(?=\s)", re.IGNORECASE)

_AND_WORD = re.compile(r"(?:\A|\s)and(?:\s|\Z)", re.IGNORECASE)

_SIMPLE = re.compile(r"[^{}\\,~'`$=;&/|•·(<\[]*[^.{}\\,~'`$=;&/|•·(<\[*†‡§¶¹²³⁴-⁹]\Z")
"""A name without commas that needs no decoding, and does not end with an initial or "Jr."."""

_SUFFIX = re.compile(rf"{SUFFIX}\Z", re.IGNORECASE)

_FAMILY_FIRST = re.compile(r"[^\W\d_]{2,}\s+(?:[^\W\d_a-z]\.[\s-]?){2,}\Z")
"""A name such as "Knuth D. E.", in which the family name is first without a comma."""

_EXTENDED = re.compile(
    r"\s*(?:family|given|prefix|suffix|useprefix|(?:family|given|prefix|suffix)-i|id)\s*=",
    re.IGNORECASE,
)

_KEY = re.compile(r"\s*[A-Za-z]+(?:-i)?\s*=")

_LETTER_COMMAND = re.compile(
    r"\\(?:(aa|ae|oe|o|l|ss|i|j|dh|dj|th|ng)|(AA|AE|OE|O|L|DH|DJ|TH|NG))(?![A-Za-z])"
)

_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)

_COMMAND_AT_END = re.compile(r"\\(?:[A-Za-z]+|[^A-Za-z])?\Z")

_USE_PREFIX = re.compile(r"useprefix\s*(?:=\s*(true|false))?\s*(?:,|\Z)", re.IGNORECASE)

_GROUP = re.compile(r"\{[^{}]*\}")


def read_names(
    source: str, decode: Decode, *, use_prefix: bool = False, report: Report
) -> tuple[Name, ...]:
    """Read a list of names.

    Args:
        source: TeX source, such as `Donald E. Knuth and van Leunen, Mary-Claire`.
        decode: Turns a part of a name into text.
        use_prefix: BibLaTeX's option `useprefix`: whether a particle ("van") stays with the
            family name when that is used alone.
        report: Called with each problem of the list.

    >>> read_names("Ludwig van Beethoven and {Acme Inc.}", str, report=print)
    (Name('Beethoven, Ludwig van'), Name('Acme Inc.'))
    """
    found: list[Name] = []
    items = only_names(split_list(source))
    first_last = "," in source and any("," not in item and " " in item for item in items)
    for item in items:
        if _SIMPLE.match(item) and "--" not in item:
            words = item.split()
            if (
                len(words) > 1
                and not any(word[0].islower() for word in words[:-1])
                and not _SUFFIX.match(words[-1])
                and words[-1].lower() not in INSTITUTIONS
            ):
                found.append(Name(words[-1], " ".join(words[:-1])))
                continue
        if not item:
            report("the list has an empty name")
        elif item.lower().rstrip(" ,.") == "others":
            found.append(Name(literal="others"))
        elif _is_group(item):
            literal = _with_plain_spaces(decode(item[1:-1]))
            if has_several_people(literal):
                report(f"the braces around {literal!r} make one name of several people")
            if literal:
                found.append(Name(literal=literal))
            else:
                report("the list has an empty name")
        else:
            item, removed = bare_name(item)
            if removed:
                report(f"{removed!r} is not a part of a name")
            bare = _GROUP.sub("", item.replace("{\\&}", "&"))
            separator = "" if "=" in bare else likely_separator(bare, first_last=first_last)
            if separator:
                report(f"the names in {item!r} seem to be separated by {separator}, not by 'and'")
            elif _is_institution(item):
                report(f"{item!r} is read as a person, since an institution needs braces")
            elif _FAMILY_FIRST.match(item):
                report(f"the family name in {item!r} seems to be first, without a comma after it")
            name = _read_name(item, decode, use_prefix, report)
            if name is not None and str(name):
                found.append(name)
    return tuple(found)


def _is_institution(source: str) -> bool:
    """Return whether a name is an institution's: "ATLAS Collaboration", "University of Oslo"."""
    if "," in source:
        return False
    first, *more = [word.rstrip(".").lower() for word in source.split()] or [""]
    return bool(more) and (
        more[-1] in INSTITUTIONS or (first in INSTITUTIONS and more[0] in ("of", "for"))
    )


def has_use_prefix(options: str) -> bool:
    """Return whether the `options` of an entry keep particles with family names.

    >>> has_use_prefix("maxnames=3, useprefix=true"), has_use_prefix("useprefix=false")
    (True, False)
    """
    found = _USE_PREFIX.search(options) if options else None
    return found is not None and (found.group(1) or "true").lower() == "true"


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


def _is_group(source: str) -> bool:
    """Return whether a name is one group in braces, and not a word that begins with an accent."""
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


def _read_name(source: str, decode: Decode, use_prefix: bool, report: Report) -> Name | None:
    """Read one name, in BibLaTeX's extended format or in one of BibTeX's three forms.

    The keys of the extended format that CSL does not know are kept in `extra`.
    """
    extra: dict[str, str] = {}
    if _EXTENDED.match(source):
        for item in _split_outside(source, ","):
            key, _, value = item.partition("=")
            value = value.strip()
            if value[:1] == '"' and value[-1:] == '"' and len(value) > 1:
                value = value[1:-1]
            extra[key.strip().lower()] = _with_plain_spaces(decode(value))
        flag = extra.pop("useprefix", "")
        use_prefix = flag.lower() == "true" if flag else use_prefix
        family, given, particle, suffix = (
            extra.pop(key, "") for key in ("family", "given", "prefix", "suffix")
        )
    else:
        parts = [part.strip() for part in _split_outside(source, ",")]
        if len(parts) > 1 and not parts[-1]:
            report(f"the name {source!r} ends with a comma")
        while len(parts) > 1 and not parts[-1]:
            parts.pop()
        if len(parts) > 3:
            report(f"the name {source!r} has more than two commas; 'and' separates names")
            parts[2:] = [", ".join(parts[2:])]
        if len(parts) == 2 and is_company(parts[1]):
            report(f"{source!r} is read as the name of an institution, which needs braces")
            return Name(literal=_with_plain_spaces(decode(source)))
        jr = parts.pop(1) if len(parts) == 3 else ""
        if len(parts) > 1 and _SUFFIX.match(parts[1]) and not _SUFFIX.match(jr):
            # "Ann Lee, Jr." and "Lee, Ann, Jr."
            report(f"{parts[1]!r} in {source!r} is read as a suffix")
            jr, parts[1:] = parts[1], [jr] if jr else []
        # First von Last; or von Last, First; or von Last, Jr, First
        words = _words(parts[0])
        if len(words) > 1 and not jr and _SUFFIX.match(words[-1]):  # "Ann Lee Jr."
            report(f"{words[-1]!r} in {source!r} is read as a suffix")
            jr = words.pop()
        lower = [index for index, word in enumerate(words[:-1]) if is_lower(word)]
        if len(parts) > 1:
            first, begin = parts[-1], 0
        else:
            begin = lower[0] if lower else len(words) - 1
            first = " ".join(words[:begin])
        end = lower[-1] + 1 if lower else begin
        von = " ".join(words[begin:end])
        family = _with_plain_spaces(decode(" ".join(words[end:])))
        given = _with_plain_spaces(decode(first)) if first else ""
        particle = _with_plain_spaces(decode(von)) if von else ""
        suffix = _with_plain_spaces(decode(jr)) if jr else ""
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
        extra=tuple(sorted(extra.items())),
    )


def _split_outside(source: str, separator: str) -> list[str]:
    """Split at a separator outside of braces; `" "` is any white space, and the tie."""
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
    """Split a name into words, and keep a command together with the word that is its argument."""
    words: list[list[str]] = []
    """The pieces of each word, which blanks separate."""
    for word in _split_outside(source, " "):
        last = words[-1][-1] if words else ""
        if last and _COMMAND_AT_END.search(last):
            if not last.endswith("\\"):
                words[-1].append(word)
                continue
            words[-1][-1] = last.rstrip("\\")
        if word:
            words.append([word])
    return list(filter(None, map(" ".join, words))) or [source]


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
    letter = _LETTER_COMMAND.match(source)
    if letter is not None:
        return letter.group(1) is not None
    for character in _COMMAND.sub(" ", source):
        if character.isalpha():
            return character.islower()
    return False


def _with_plain_spaces(text: str) -> str:
    """Turn every kind of white space into single spaces."""
    if text.isascii() and "  " not in text:
        return text.strip()
    return " ".join(text.split())


def use_prefix(names: Sequence[Name]) -> bool | None:
    """Return whether particles stay with the family names, or None if the names differ in that."""
    non_dropping = {bool(name.non_dropping_particle) for name in names if _particle(name)}
    return None if len(non_dropping) > 1 else non_dropping == {True}


def write_names(
    names: Sequence[Name], encode: Encode, *, prefix: bool, extended: bool, report: Report
) -> str:
    """Write a list of names.

    Args:
        names: The names.
        encode: Turns text into TeX source.
        prefix: Whether the entry says `useprefix`.
        extended: Whether the dialect has BibLaTeX's extended name format.
        report: Called with what a name loses.

    >>> beethoven = Name("Beethoven", "Ludwig", dropping_particle="van")
    >>> write_names((beethoven, Name(literal="Acme Inc.")), str,
    ...             prefix=False, extended=False, report=print)
    'van Beethoven, Ludwig and {Acme Inc.}'
    """
    writer = _NameWriter(encode, prefix, extended, report)
    return " and ".join(filter(None, map(writer.write, names)))


def _particle(name: Name) -> str:
    return f"{name.dropping_particle} {name.non_dropping_particle}".strip()


@dataclass(frozen=True, slots=True)
class _NameWriter:
    """Writes the names of one list."""

    encode: Encode
    prefix: bool
    extended: bool
    report: Report

    def write(self, name: Name) -> str:
        """Write a name in the form with commas, or in the extended format if that loses less."""
        if name.literal:
            return "others" if name.literal == "others" else f"{{{self.encode(name.literal)}}}"
        family, given = name.family, name.given
        if not family:
            family, given = given, ""
        if not family:
            return ""
        non_dropping, dropping = name.non_dropping_particle, name.dropping_particle
        loses = bool(name.extra or (name.suffix and not name.given))
        if not (non_dropping and dropping):  # two particles are lost in either form
            particle = non_dropping or dropping
            other_option = bool(particle) and bool(non_dropping) != self.prefix
            loses = loses or other_option or particle[:1].isupper()
        if loses and self.extended:
            return self.with_keys(name, family, given)
        if loses and name.extra:
            keys = ", ".join(key for key, _ in name.extra)
            self.report(f"the name of {name} loses {keys}")
        if loses and non_dropping and not self.prefix:
            self.report(f"the particle of {name} is written as a dropping particle")
        return self.with_commas(name, family, given)

    def with_keys(self, name: Name, family: str, given: str) -> str:
        """Write `family=..., given=..., prefix=...`, the extended format."""
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
        items: list[str] = []
        for key, text in keys:
            if text:
                source = self.encode(text)
                if re.search(r"[,=\s\"]", source) or _AND_WORD.search(source):
                    source = f"{{{source}}}"
                items.append(f"{key}={source}")
        return ", ".join(items)

    def with_commas(self, name: Name, family: str, given: str) -> str:
        """Write `von Last, Jr, First`."""
        von, last = name.dropping_particle, family
        non_dropping = name.non_dropping_particle
        if non_dropping and von:
            last = f"{non_dropping} {family}"
        elif non_dropping:
            von = non_dropping
        words = von.split()
        if von and not (words and is_lower(words[0]) and is_lower(words[-1])):
            last, von = f"{von} {last}", ""
            self.report(f"the particle of {name} is written as part of the family name")
        head = f"{self.encode(von)} {self.last_name(last)}" if von else self.last_name(last)
        first = self.part(given)
        if _SUFFIX.match(first) or is_company(first):
            first = f"{{{first}}}"
        if name.suffix:
            return f"{head}, {self.part(name.suffix)}, {first or '{}'}"
        if first:
            return f"{head}, {first}"
        # Without a comma, several words would be split, and a group would be read as a literal.
        group = head.startswith("{") and head.endswith("}") and not head.startswith("{\\")
        return f"{head}, {{}}" if group or " " in _GROUP.sub("", head) else head

    def last_name(self, text: str) -> str:
        """Encode a family name, in braces if one of its words would be read as another part."""
        source = self.part(text)
        words = source.split()
        has_suffix = len(words) > 1 and _SUFFIX.match(words[-1]) is not None
        if has_suffix or any(is_lower(word) for word in words[:-1]):
            return f"{{{source}}}"
        return source

    def part(self, text: str) -> str:
        """Encode a part of a name, in braces if it has a comma or an `and` of its own."""
        source = self.encode(text)
        bare = _GROUP.sub("", source)
        if "," in bare or _AND_WORD.search(bare) or _KEY.match(source):
            return f"{{{source}}}"
        return source
