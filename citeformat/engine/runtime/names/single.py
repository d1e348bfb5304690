"""One name in the form that the options ask for.

In: a `Person`, the options, and how much of the given name disambiguation wants.
Out: flat rich text, or a part of a sort key.

A dropping particle is formatted as the given name is, a non-dropping one as the family name is.
The affixes of cs:name-part enclose the name with the particles and the suffix beside it.

Source: CSL 1.0.2 specification, "Name" (form, initialize, name-as-sort-order), "Name-part Order",
"Name-part Formatting", "Hyphenation of Initialized Names".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from citeformat._util.patterns import lazy_pattern
from citeformat.csl.formatting import PLAIN, Formatting
from citeformat.csl.options import NameOptions
from citeformat.engine.runtime.item.person import Person
from citeformat.engine.runtime.names.spec import FULL, NamesSpec
from citeformat.richtext.spans import CLOSERS, OPENERS, SPAN_MARK, balance
from citeformat.richtext.text_case import change_case

__all__ = [
    "END_OF_NAMES",
    "NEXT_NAME",
    "given_name",
    "initials",
    "is_inverted",
    "name_function",
    "sort_name",
]

_WORD = re.compile(
    rf"([\s\-‐‑–]*)([{OPENERS}]*)([^\s.\-‐‑–{SPAN_MARK[1:-1]}]+)(\.?)([{CLOSERS}]*)(\.?)"
)
"""One given name, initial or particle, with the blanks or the hyphen before it."""
_SIGNS = "ʿʾʻʼ"
"""Ayn, hamza, okina: signs before a letter of romanized names, which have no case."""
_HYPHENS = lazy_pattern(r"[\-‐‑–]")


@lru_cache(maxsize=1 << 14)
def initials(given: str, mark: str, initialize: bool, hyphen: bool) -> str:
    """Shorten given names to initials.

    Args:
        given: Flat rich text.
        mark: What follows each initial (initialize-with).
        initialize: Whether full names are shortened. If not, only the initials of the record are
            written in the style's way.
        hyphen: Whether the hyphen of a double name stays.

    >>> initials("Jean-Luc Marie", ". ", True, True), initials("John R", ".", False, True)
    ('J.-L. M.', 'John R.')
    >>> initials("Xiao-ming", ". ", True, True), initials("jean-paul", ". ", True, True)
    ('X.', 'jean-paul')
    """
    dot, blank = mark.rstrip(), mark[len(mark.rstrip()) :]
    result = ""
    after_initial = False
    for match in _WORD.finditer(given):
        before, opening, letters, dot_inside, closing, dot_outside = match.groups()
        is_dotted = bool(dot_inside or dot_outside)
        hyphenated = bool(result and before.strip())
        sign = ""
        if letters[0] in _SIGNS:  # "ʿAlī" becomes "ʿA."
            bare = letters.lstrip(_SIGNS) or letters
            sign, letters = letters[: len(letters) - len(bare)], bare
        is_particle = not letters[0].isalpha() or (letters[0].islower() and not is_dotted)
        is_initial = is_dotted or (len(letters) == 1 and letters.isupper())
        if is_particle or not (is_initial or initialize):  # a word that stays as it is
            if hyphenated and after_initial and initialize and letters[0].islower():
                continue  # the second half of a double name that has a single initial
            separator = before.strip() if hyphenated else (" " if result else "")
            result = f"{result.rstrip()}{separator}{opening}{sign}{letters}{closing}"
            after_initial = False
            continue
        if not is_initial:
            capitals = 1
            while capitals < len(letters) and letters[capitals].isupper():
                capitals += 1
            # A name that begins with several capitals keeps them: "TSeren" becomes "Ts".
            more = letters[1:capitals].lower() if 1 < capitals < len(letters) else ""
            letters = letters[0] + more
        if hyphenated and hyphen:
            result = result.rstrip() + (_HYPHENS().search(before) or "-")[0]
        elif result and not after_initial and not hyphenated:
            result += " "
        result += f"{opening}{sign}{letters}{dot}{closing}{blank}"
        after_initial = True
    return balance(result.rstrip())


END_OF_NAMES, NEXT_NAME, NEXT_PART = "\x01", "\x02", "\x03"
"""What follows the names of a list, separates names, and separates the parts of a name in a sort
key. They sort before all letters and blanks. So names are compared part by part ("Name-part
Order"), and one author comes before the same author with a second one, whatever follows them."""

_LONGEST = 1000
"""A longer given name is not shortened."""
_ARTICLE = lazy_pattern(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
"""The English article of an institution's name, which does not sort ("Name-part Order")."""


def is_inverted(options: NameOptions, position: int) -> bool:
    """Return whether name-as-sort-order puts the family name of a name in a list first."""
    order = options.name_as_sort_order
    return order == "all" or (order == "first" and position == 0)


NameFunction = Callable[[Person, int, str], str]
"""Renders a name: the person, how much of the given name to render (AS_STYLED, INITIALS or FULL),
and the language of the item."""


def name_function(spec: NamesSpec, options: NameOptions, position: int) -> NameFunction:
    """Make the function that renders the names at a position of a list.

    Most persons have only a family and a given name, and most styles do not format these parts. The
    function for them does nothing that is known before.

    Args:
        spec: The element, with the formatting of cs:name-part.
        options: The options in an area of the style.
        position: The position in the list, counted from 0; all but the first one are equal.
    """
    inverted, separator = is_inverted(options, position), options.sort_separator
    mark, hyphen = options.initialize_with, options.initialize_with_hyphen
    initialize, is_short = options.initialize, options.form == "short"

    def any_name(person: Person, level: int, language: str) -> str:
        return _render_name(person, spec, options, inverted, level, language)

    def plain_name(person: Person, level: int, language: str) -> str:
        if not person.is_simple:
            return any_name(person, level, language)
        family = person.family
        if is_short and not level:
            return family
        given = person.given
        if mark is not None:
            given = initials(given, mark, initialize and level != FULL, hyphen)
        if not given:
            return family
        return f"{family}{separator}{given}" if inverted else f"{given} {family}"

    return plain_name if spec.family is PLAIN and spec.given is PLAIN else any_name


def _render_name(
    person: Person, spec: NamesSpec, options: NameOptions, inverted: bool, level: int, language: str
) -> str:
    """Render a name that has more than a family and a given name, or whose parts are formatted.

    Args:
        person: The name.
        spec: The element, with the formatting of cs:name-part.
        options: The options in this area of the style.
        inverted: Whether the family name comes first.
        level: How much of the given name to render (AS_STYLED, INITIALS or FULL).
        language: The language of the item.
    """
    family_style, given_style = spec.family, spec.given
    if person.literal:
        return _formatted(family_style, person.literal, language)
    family = _formatted(family_style, person.family, language)
    particle = _formatted(family_style, person.non_dropping, language)
    if options.form == "short" and not level:
        if person.family:
            return _affixed(family_style, _joined(particle, family))
        return _affixed(given_style, _formatted(given_style, person.given, language))
    given = _formatted(given_style, given_name(person, options, level), language)
    if person.unspaced:
        return _affixed(family_style, family) + _affixed(given_style, given)
    if person.static:
        return f"{family} {given}".strip()
    dropping, suffix = _formatted(given_style, person.dropping, language), person.suffix
    if suffix and options.initialize_with is not None and "." not in options.initialize_with:
        suffix = suffix.replace(".", "")
    if inverted:
        rest = f"{given}, {dropping}" if person.comma_particle else _joined(given, dropping)
        if options.demote == "display-and-sort":
            rest = f"{rest} {particle}" if rest and particle else rest + particle
        else:  # "never" or "sort-only"
            family = _joined(particle, family)
        parts = (_affixed(family_style, family), _affixed(given_style, rest), suffix)
        return options.sort_separator.join([part for part in parts if part])
    family = _joined(dropping, _joined(particle, family))
    if suffix:
        family += f", {suffix}" if person.comma_suffix else f" {suffix}"
    family, given = _affixed(family_style, family), _affixed(given_style, given)
    return f"{given} {family}" if given and family else given or family


def sort_name(person: Person, options: NameOptions, level: int, language: str) -> str:
    """Return one name as a part of a sort key: the family name, the particles that
    demote-non-dropping-particle takes from it, the given name, the suffix.

    Args:
        person: The name.
        options: The options in this area of the style.
        level: How much of the given name to use (AS_STYLED, INITIALS or FULL).
        language: The language of the item; an English article does not sort.
    """
    if person.is_simple:  # most names
        if options.form == "short" and not level:
            return person.family
        given = given_name(person, options, level)
        return f"{person.family}{NEXT_PART}{NEXT_PART}{given}" if given else person.family
    if person.literal:
        return _ARTICLE().sub("", person.literal) if language == "en" else person.literal
    if options.demote == "never":
        family, particles = f"{person.non_dropping} {person.family}".strip(), person.dropping
    else:  # "sort-only" or "display-and-sort"
        family = person.family
        particles = f"{person.dropping} {person.non_dropping}".strip()
    if options.form == "short" and not level:
        return family or person.given
    given = given_name(person, options, level)
    if not family:  # "Madonna"
        family, given = given, ""
    return NEXT_PART.join((family, particles, given, person.suffix)).rstrip(NEXT_PART)


def given_name(person: Person, options: NameOptions, level: int) -> str:
    """Return the given name in full or as initials, without formatting.

    Args:
        person: The name.
        options: Whether and how the style shortens given names.
        level: How much of it disambiguation asks for (AS_STYLED, INITIALS or FULL).
    """
    mark = options.initialize_with
    if mark is None or person.unspaced or not person.family or len(person.given) > _LONGEST:
        return person.given
    shorten = options.initialize and level != FULL
    return initials(person.given, mark, shorten, options.initialize_with_hyphen)


def _formatted(style: Formatting, text: str, language: str) -> str:
    """Format a part of a name, without the affixes; title case applies in every language."""
    if style is PLAIN or not text:
        return text
    if style.text_case:
        text = change_case(text, style.text_case, "en" if style.text_case == "title" else language)
    return f"{style.open}{text}{style.close}"


def _affixed(style: Formatting, text: str) -> str:
    if style is PLAIN or not text:
        return text
    return f"{style.prefix}{text}{style.suffix}"


def _joined(first: str, second: str) -> str:
    """Join a particle and a name: no blank after an apostrophe or hyphen."""
    if not first or not second:
        return first + second
    # The last character may be that of a span, which closes after the apostrophe.
    is_tight = first[-1] in "’-" or (ord(first[-1]) >= 0xE000 and first[-2:-1] in ("’", "-"))
    return first + second if is_tight else f"{first} {second}"
