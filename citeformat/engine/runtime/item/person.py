"""A name prepared for rendering: its particles and its suffix by themselves, as rich text.

In: a `Name` of a record. Out: a `Person`. Reference managers with one field for the family name
leave particles in it ("van Gogh", "Vincent van"); they are found by their lower case.

Source: CSL 1.0.2 specification, "Name particles"; CSL-JSON documentation, "Names".
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from citeformat._util.patterns import lazy_pattern
from citeformat.record import Name
from citeformat.richtext.markup import parse

__all__ = ["Person", "prepare", "prepare_names"]


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
    """Whether the family name comes first, without a blank, as in Chinese and Japanese names."""
    static: bool = False
    """Whether the family name comes first, whatever the style says."""
    comma_particle: bool = False
    """Whether a comma precedes the dropping particle in the inverted order."""
    is_simple: bool = False
    """Whether it has only a family and a given name, in the usual order."""


_NOBODY = Person()
"""What a name without any part becomes; it is not a name."""
_WESTERN = lazy_pattern(
    "[A-Za-z0-9\u00c0-\u024f\u0370-\u052f\u0531-\u058f\u0590-\u06ff\u0750-\u077f"
    "\u0900-\u0dff\u0e01-\u0e5b\u10a0-\u10ff\u1e00-\u1fff]"
)
_EAST_ASIAN = lazy_pattern("[\u1100-\u11ff\u2e80-\u9fff\ua000-\ua4cf\uac00-\ud7af\uf900-\ufaff]")
_LONGEST = 1000
"""A longer name is not split into particles and the like, and not remembered."""
_APOSTROPHES = "'’ʼʻ"
_LEADING = lazy_pattern(
    rf"(?:[{_APOSTROPHES}]?[^\W\d_][^\s,{_APOSTROPHES}\-]*(?:[{_APOSTROPHES}](?=\S)|\s+|-(?=[^\W\d_])))"
)
"""A word that a name begins with, such as `van `, `d'` or `al-`."""
_TRAILING = lazy_pattern(rf"\s+([{_APOSTROPHES}]?[^\W\d_][^\s,{_APOSTROPHES}]*[{_APOSTROPHES}]?)$")
_ARTICLES = frozenset({"al-", "el-", "as-", "ad-", "ash-", "an-", "ar-", "az-", "at-"})
"""Arabic articles that a hyphen joins to the name."""
_SUFFIX = lazy_pattern(r"^([^,]*?),(!?)\s+(.*)$")
"""A suffix after the given name ("Martin Luther, Jr."); `,!` asks for a comma before it."""


def prepare_names(names: tuple[Name, ...]) -> tuple[Person, ...]:
    """Prepare the names of a variable. Names without any part are left out.

    >>> [person.family for person in prepare_names((Name(family="Knuth"), Name(given=" ")))]
    ['Knuth']
    """
    return tuple([person for name in names if (person := prepare(name)) != _NOBODY])


def prepare(name: Name) -> Person:
    """Prepare a name for rendering; equal names become the same person.

    >>> prepare(Name(family="van Gogh", given="Vincent")).non_dropping
    'van'
    """
    if name.literal:
        return Person(literal=parse(name.literal, quotes=True)) if name else _NOBODY
    if name.extra and name and any(key == "isInstitution" and value for key, value in name.extra):
        return Person(literal=parse(name.family))
    if len(name.family) + len(name.given) > _LONGEST:
        return Person(
            _rich(name.family),
            _rich(name.given),
            _rich(name.dropping_particle),
            _rich(name.non_dropping_particle),
        )
    return _prepare(  # strings are hashed faster than a `Name`
        name.family,
        name.given,
        name.dropping_particle,
        name.non_dropping_particle,
        name.suffix,
        name.comma_suffix,
        name.static_ordering,
    )


@lru_cache(maxsize=1 << 14)
def _prepare(
    family: str,
    given: str,
    dropping: str,
    non_dropping: str,
    suffix: str,
    comma: bool,
    static: bool,
) -> Person:
    if not f"{family}{given}".strip():
        return _NOBODY
    comma_particle = False
    if family[:1] == '"' and family[-1:] == '"' and len(family) > 1:
        family = family[1:-1]  # in quotation marks, a family name keeps its particles
    elif given and not non_dropping and _is_lower(family):
        end = 0
        while (
            (word := _LEADING().match(family, end))
            and _is_lower(word[0])
            and word.end() < len(family)
            and (word[0][-1] != "-" or word[0] in _ARTICLES)
        ):
            end = word.end()
        non_dropping, family = family[:end], family[end:]
        if not non_dropping.endswith("-"):
            non_dropping = non_dropping.strip()
    if "," in given and not suffix and (match := _SUFFIX().match(given)):
        head, mark, last = match.groups()
        if (mark or len(last.split()) < 2) and not last[:1].islower():
            given, suffix, comma = head, last, comma or bool(mark)
        elif dropping:
            given = given.replace(",", "")
        else:  # "Emil, von", "Karl, Freiherr von"
            given, dropping, comma_particle = head, last, bool(head)
    if given and not dropping:
        words = given.split()
        if len(words) > 1 and _is_lower(words[-1]):  # "Johann Wolfgang von"
            particles: list[str] = []
            while (word := _TRAILING().search(given)) and _is_lower(word[1]):
                particles.insert(0, word[1])
                given = given[: word.start()]
            dropping = " ".join(particles)
    unspaced = not (family.isascii() or _WESTERN().search(family)) and bool(
        _EAST_ASIAN().search(family)
    )
    if unspaced and _WESTERN().search(given):  # "毛 Zedong"
        unspaced, static = False, True
    family, given, suffix = _rich(family), _rich(given), _rich(suffix)
    dropping, non_dropping = _rich(dropping), _rich(non_dropping)
    is_simple = bool(family and given) and not (
        dropping or non_dropping or suffix or unspaced or static
    )
    return Person(
        family, given, dropping, non_dropping, suffix, "", comma, unspaced, static,
        comma_particle, is_simple,
    )  # fmt: skip


def _rich(text: str) -> str:
    return parse(text, quotes=False) if text else ""


def _is_lower(word: str) -> bool:
    """Return whether the first letter of a word is lower case."""
    return word.lstrip(_APOSTROPHES)[:1].islower()
