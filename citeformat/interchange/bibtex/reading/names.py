"""Read the name lists of BibTeX and BibLaTeX.

In: the TeX source of a field such as `author`. Out: its names, and messages about what is wrong.

Sources: "BibTeXing" (btxdoc), section 4, and "Designing BibTeX Styles" (btxhak), "Name formatting",
for the parts First, von, Last and Jr; the BibLaTeX manual for the extended name format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from types import MappingProxyType

from citeformat.interchange.bibtex.names import (
    Report,
    is_lower,
    is_suffix,
    split_list,
    without_groups,
)
from citeformat.record import Name
from citeformat.record.text.name_lists import (
    INSTITUTIONS,
    bare_name,
    has_several_people,
    is_company,
    likely_separator,
    only_names,
)

__all__ = ["Decode", "read_names"]


Decode = Callable[[str], str]
"""Turns TeX source into text."""

_SIMPLE = re.compile(r"[^{}\\,~'`$=;&/|•·(<\[]*[^.{}\\,~'`$=;&/|•·(<\[*†‡§¶¹²³⁴-⁹]\Z")
"""A name without commas that needs no decoding, and does not end with an initial or "Jr."."""

_FAMILY_FIRST = re.compile(r"[^\W\d_]{2,}\s+(?:[^\W\d_a-z]\.[\s-]?){2,}\Z")
"""A name such as "Knuth D. E.", in which the family name is first without a comma."""

_EXTENDED = re.compile(
    r"\s*(?:family|given|prefix|suffix|useprefix|(?:family|given|prefix|suffix)-i|id)\s*=",
    re.IGNORECASE,
)

_COMMAND_AT_END = re.compile(r"\\(?:[A-Za-z]+|[^A-Za-z])?\Z")


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
                and not is_suffix(words[-1])
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
            bare = without_groups(item.replace("{\\&}", "&"))
            separator = "" if "=" in bare else likely_separator(bare, first_last=first_last)
            if separator:
                report(f"the names in {item!r} seem to be separated by {separator}, not by 'and'")
            elif _is_institution(item):
                report(f"{item!r} is read as a person, since an institution needs braces")
            elif _FAMILY_FIRST.match(item):
                report(f"the family name in {item!r} seems to be first, without a comma after it")
            name = (
                _read_extended(item, decode, use_prefix)
                if _EXTENDED.match(item)
                else _read_name(item, decode, use_prefix, report)
            )
            if name is not None and str(name):
                found.append(name)
    return tuple(found)


def _is_institution(source: str) -> bool:
    """Return whether a name is an institution's: "ATLAS Collaboration", "University of Oslo"."""
    if "," in source:
        return False
    words = [word.rstrip(".").lower() for word in source.split()]
    return len(words) > 1 and (
        words[-1] in INSTITUTIONS
        or any(word in INSTITUTIONS and after in ("of", "for") for word, after in pairwise(words))
    )


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


def _read_extended(source: str, decode: Decode, use_prefix: bool) -> Name | None:
    """Read a name in BibLaTeX's extended format: `family=..., given=...`.

    The keys that CSL does not know are kept in `extra`.
    """
    values: dict[str, str] = {}
    for item in _split_outside(source, ","):
        key, _, value = item.partition("=")
        value = value.strip()
        if value[:1] == '"' and value[-1:] == '"' and len(value) > 1:
            value = value[1:-1]
        values[key.strip().lower()] = _with_plain_spaces(decode(value))
    flag = values.pop("useprefix", "")
    family, given, particle, suffix = (
        values.pop(key, "") for key in ("family", "given", "prefix", "suffix")
    )
    keeps_particle = flag.lower() == "true" if flag else use_prefix
    return _make_name(family, given, particle, suffix, keeps_particle, values)


def _read_name(source: str, decode: Decode, use_prefix: bool, report: Report) -> Name | None:
    """Read a name in one of BibTeX's three forms: First von Last; von Last, First; or von Last, Jr,
    First."""
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
    if len(parts) > 1 and is_suffix(parts[1]) and not is_suffix(jr):
        # "Ann Lee, Jr." and "Lee, Ann, Jr."
        report(f"{parts[1]!r} in {source!r} is read as a suffix")
        jr, parts[1:] = parts[1], [jr] if jr else []
    words = _words(parts[0])
    if len(words) > 1 and not jr and is_suffix(words[-1]):  # "Ann Lee Jr."
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
    family, given, particle, suffix = (
        _with_plain_spaces(decode(part)) if part else ""
        for part in (" ".join(words[end:]), first, von, jr)
    )
    return _make_name(family, given, particle, suffix, use_prefix)


def _make_name(
    family: str,
    given: str,
    particle: str,
    suffix: str,
    use_prefix: bool,
    extra: Mapping[str, str] = MappingProxyType({}),
) -> Name | None:
    """Make a name of its parts, if it has any."""
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


def _with_plain_spaces(text: str) -> str:
    """Turn every kind of white space into single spaces."""
    if text.isascii() and "  " not in text:
        return text.strip()
    return " ".join(text.split())
