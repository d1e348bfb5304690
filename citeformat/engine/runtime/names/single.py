"""One name in the form that the options ask for.

In: a `Person`, the options, and how much of the given name disambiguation wants.
Out: flat rich text.

Every part is formatted by itself: particles that go with the given name as the given name is,
those that go with the family name as that is. The affixes of cs:name-part enclose all that stands
together.

Source: CSL 1.0.2 specification, "Name" (form, name-as-sort-order), "Name-part Order",
"Name-part Formatting".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citeformat._util.patterns import lazy_pattern
from citeformat.csl.formatting import PLAIN, Formatting
from citeformat.csl.options import NameOptions
from citeformat.engine.runtime.item.person import Person
from citeformat.engine.runtime.names.expansion import FULL, INITIALS
from citeformat.engine.runtime.names.initials import initials
from citeformat.richtext.text_case import change_case

if TYPE_CHECKING:
    from citeformat.engine.runtime.names.spec import NamesSpec

__all__ = ["END_OF_NAMES", "NEXT_NAME", "ends_inverted", "given_name", "render_name"]

END_OF_NAMES, NEXT_NAME, NEXT_PART = "\x01", "\x02", "\x03"
"""What stands behind names, between names, and between the parts of a name, in a sort key. They
sort before all letters and blanks, so that names are compared part by part ("Name-part Order"), and
one author comes before him and a second one, whatever follows the names."""

_LONGEST = 1000
"""A given name of more characters is not shortened."""
_ARTICLE = lazy_pattern(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
"""The article of an institution's name, which does not sort ("Name-part Order")."""


def ends_inverted(person: Person, options: NameOptions, position: int) -> bool:
    """Whether a name is written family name first by name-as-sort-order."""
    if person.literal or person.unspaced:
        return False
    order = options.name_as_sort_order
    return order == "all" or (order == "first" and position == 0)


def render_name(
    person: Person,
    spec: NamesSpec,
    options: NameOptions,
    position: int,
    level: int = 0,
    sort: bool = False,
) -> str:
    """The text of one name.

    Args:
        position: Its place in the list, counted from 0.
        level: How much of the given name to print (`expansion`).
        sort: Whether it is part of a sort key.
    """
    if person.literal:
        return _ARTICLE().sub("", person.literal) if sort else _part(spec.family, person.literal)
    if sort:
        return _sort_key(person, options, level)
    if options.form == "short" and not level:
        is_plain = person.is_simple and spec.family is PLAIN
        return person.family if is_plain else _short(person, spec)
    given = given_name(person, options, level)
    if person.is_simple and spec.family is PLAIN and spec.given is PLAIN:
        if ends_inverted(person, options, position):
            return f"{person.family}{options.sort_separator}{given}" if given else person.family
        return f"{given} {person.family}" if given else person.family
    mark = options.initialize_with
    if person.suffix and mark is not None and "." not in mark:
        person = person._replace(suffix=person.suffix.replace(".", ""))
    if person.unspaced:
        return _affixed(spec.family, _part(spec.family, person.family)) + _affixed(
            spec.given, _part(spec.given, given)
        )
    if person.static:
        return f"{_part(spec.family, person.family)} {_part(spec.given, given)}".strip()
    if ends_inverted(person, options, position):
        return _inverted(person, spec, options, given)
    return _straight(person, spec, given)


def given_name(person: Person, options: NameOptions, level: int) -> str:
    """The given name as it is printed, without formatting.

    Args:
        person: Who.
        options: Whether and how it is shortened.
        level: How much of it disambiguation asks for (`expansion`).
    """
    mark = options.initialize_with
    if mark is None or person.unspaced or not person.family or len(person.given) > _LONGEST:
        return person.given
    shorten = options.initialize and level != FULL
    if level == INITIALS:
        shorten = options.initialize
    return initials(person.given, mark, shorten, options.initialize_with_hyphen)


def _part(formatting: Formatting, text: str) -> str:
    """A part of a name, formatted but without affixes."""
    if formatting is PLAIN or not text:
        return text
    if formatting.text_case:
        text = change_case(text, formatting.text_case, True)
    return f"{formatting.open}{text}{formatting.close}"


def _affixed(formatting: Formatting, text: str) -> str:
    if formatting is PLAIN or not text:
        return text
    return f"{formatting.prefix}{text}{formatting.suffix}"


def _glue(first: str, second: str) -> str:
    """A particle and what follows it: no blank behind an apostrophe or hyphen."""
    if not first or not second:
        return first + second
    tight = first[-1] in "’-" or (ord(first[-1]) >= 0xE000 and first[-2:-1] in ("’", "-"))
    return first + second if tight else f"{first} {second}"


def _family(person: Person, spec: NamesSpec) -> str:
    """Family name with its non-dropping particle."""
    family = _part(spec.family, person.family)
    if not person.non_dropping:
        return family
    return _glue(_part(spec.family, person.non_dropping), family)


def _short(person: Person, spec: NamesSpec) -> str:
    if not person.family:
        return _affixed(spec.given, _part(spec.given, person.given))
    return _affixed(spec.family, _family(person, spec))


def _straight(person: Person, spec: NamesSpec, given: str) -> str:
    """Given name first: what follows the given name stands in the family name's affixes."""
    family = _family(person, spec)
    if person.dropping:
        family = _glue(_part(spec.given, person.dropping), family)
    given = _affixed(spec.given, _part(spec.given, given))
    if person.suffix and person.comma_suffix:
        family += f", {person.suffix}"
    elif person.suffix:
        family += f" {person.suffix}"
    family = _affixed(spec.family, family)
    return f"{given} {family}" if given and family else given or family


def _inverted(person: Person, spec: NamesSpec, options: NameOptions, given: str) -> str:
    """Family name first."""
    rest = _part(spec.given, given)
    if person.dropping:
        rest = _glue(rest, _part(spec.given, person.dropping))
    if options.demote == "display-and-sort":
        family = _part(spec.family, person.family)
        if person.non_dropping:
            particle = _part(spec.family, person.non_dropping)
            rest = f"{rest} {particle}" if rest else particle
    else:
        family = _family(person, spec)
    parts = [_affixed(spec.family, family), _affixed(spec.given, rest), person.suffix]
    return options.sort_separator.join([part for part in parts if part])


def _sort_key(person: Person, options: NameOptions, level: int) -> str:
    """Family name first, with the particles where demote-non-dropping-particle puts them."""
    if options.demote == "never":
        family, particles = f"{person.non_dropping} {person.family}".strip(), person.dropping
    else:
        family = person.family
        particles = f"{person.dropping} {person.non_dropping}".strip()
    if options.form == "short" and not level:
        return family or person.given
    given = given_name(person, options, level)
    return NEXT_PART.join((family, particles, given, person.suffix)).rstrip(NEXT_PART)
