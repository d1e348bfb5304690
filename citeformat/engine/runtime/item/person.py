"""A name prepared for rendering: particles and suffixes taken out, values made rich text.

In: a `Name` of a record. Out: a `Person`. Reference managers with one field for the family name
leave particles in it ("van Gogh", "Vincent van"); they are found by their lower case.

Source: CSL 1.0.2 specification, "Name particles"; CSL-JSON's rules for names that come undivided.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from citeformat._util.patterns import lazy_pattern
from citeformat.record import Name
from citeformat.richtext.markup import parse

__all__ = ["NOBODY", "Person", "prepare"]


class Person(NamedTuple):
    """The parts of one name, as rich text."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    literal: str = ""
    comma_suffix: bool = False
    unspaced: bool = False
    """Written family name first and without a blank, as Chinese and Japanese names are."""
    static: bool = False
    """Written family name first, whatever the style says."""
    is_simple: bool = False
    """Whether it is known to have no parts but a family and a given name, in the usual order."""


NOBODY = Person()
"""What a name without any part becomes; it is not a name."""
_WESTERN = lazy_pattern(
    "[A-Za-z0-9\u00c0-\u024f\u0370-\u052f\u0531-\u058f\u0590-\u06ff\u0750-\u077f"
    "\u0900-\u0dff\u0e01-\u0e5b\u10a0-\u10ff\u1e00-\u1fff]"
)
_EAST_ASIAN = lazy_pattern("[\u1100-\u11ff\u2e80-\u9fff\ua000-\ua4cf\uac00-\ud7af\uf900-\ufaff]")
_LONGEST = 1000
"""A name of more characters is not taken apart."""
_APOSTROPHES = "'’ʼʻ"
_LEADING = lazy_pattern(
    rf"(?:[{_APOSTROPHES}]?[^\W\d_][^\s,{_APOSTROPHES}\-]*(?:[{_APOSTROPHES}](?=\S)|\s+|-(?=[^\W\d_])))"
)
_TRAILING = lazy_pattern(rf"\s+([{_APOSTROPHES}]?[^\W\d_][^\s,{_APOSTROPHES}]*[{_APOSTROPHES}]?)$")
_TIGHT = frozenset({"al-", "el-", "as-", "ad-", "ash-", "an-", "ar-", "az-", "at-"})
"""Arabic articles that a hyphen joins to the name."""
_SUFFIX = lazy_pattern(r"^([^,]*?),(!?)\s+(.*)$")


def prepare(name: Name) -> Person:
    """Make a person of a name; equal names give one and the same person.

    >>> prepare(Name(family="van Gogh", given="Vincent")).non_dropping
    'van'
    """
    try:
        return _prepare(name)
    except TypeError:  # a value in its extra cannot be hashed
        return _prepare.__wrapped__(name)


@lru_cache(maxsize=1 << 14)
def _prepare(name: Name) -> Person:
    if name.literal or (not name.family and not name.given):
        return Person(literal=parse(name.literal, quotes=True))
    institution = any(key == "isInstitution" and value for key, value in name.extra)
    if institution:
        return Person(literal=parse(name.family))
    family, given = name.family, name.given
    dropping, non_dropping = name.dropping_particle, name.non_dropping_particle
    suffix, comma = name.suffix, name.comma_suffix
    if len(family) + len(given) > _LONGEST:
        return Person(_rich(family), _rich(given), _rich(dropping), _rich(non_dropping))
    if family[:1] == '"' and family[-1:] == '"' and len(family) > 1:
        family = family[1:-1]
    elif given and not non_dropping:
        family, non_dropping = _leading_particles(family)
    if "," in given and not suffix:
        given, suffix, comma = _suffix(given, comma)
    if given and not dropping:
        given, dropping = _trailing_particles(given)
    unspaced = not (family.isascii() or _WESTERN().search(family)) and bool(
        _EAST_ASIAN().search(family)
    )
    static = name.static_ordering
    family, given, suffix = _rich(family), _rich(given), _rich(suffix)
    dropping, non_dropping = _rich(dropping), _rich(non_dropping)
    is_simple = bool(family and given) and not (
        dropping or non_dropping or suffix or unspaced or static
    )
    return Person(
        family, given, dropping, non_dropping, suffix, "", comma, unspaced, static, is_simple
    )


def _rich(text: str) -> str:
    return parse(text, quotes=False) if text else ""


def _leading_particles(family: str) -> tuple[str, str]:
    """The family name and the words in lower case that it began with."""
    if not _is_lower(family):
        return family, ""
    position = 0
    while True:
        match = _LEADING().match(family, position)
        if match is None or not _is_lower(match[0]) or match.end() == len(family):
            break
        if match[0].endswith("-") and match[0] not in _TIGHT:
            break
        position = match.end()
    particle = family[:position]
    return family[position:], particle if particle.endswith("-") else particle.strip()


def _trailing_particles(given: str) -> tuple[str, str]:
    """The given name and the words in lower case that it ended with."""
    words = given.split()
    if len(words) < 2 or not _is_lower(words[-1]):
        return given, ""
    particles: list[str] = []
    while True:
        match = _TRAILING().search(given)
        if match is None or not _is_lower(match[1]):
            return given, " ".join(particles)
        particles.insert(0, match[1])
        given = given[: match.start()]


def _is_lower(word: str) -> bool:
    """Whether the first letter of a word is lower case."""
    return word.lstrip(_APOSTROPHES)[:1].islower()


def _suffix(given: str, comma: bool) -> tuple[str, str, bool]:
    """A suffix written behind the given name; `,!` asks for a comma before it."""
    match = _SUFFIX().match(given)
    if match is None:
        return given, "", comma
    head, mark, suffix = match.groups()
    if (not mark and len(suffix.split()) > 1) or suffix[:1].islower():
        return given.replace(",", ""), "", comma
    return head, suffix, comma or bool(mark)
