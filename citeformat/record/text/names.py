"""Names ↔ text, as reference managers and people write them.

In: text such as `"van Beethoven, Ludwig"`. Out: a `Name`, and the text again. What `name_text`
writes, `name_of` reads as the same name.
"""

from __future__ import annotations

import re

from citeformat._util.text import text_of
from citeformat.record.name import Name
from citeformat.record.text.name_lists import likely_separator, only_names

__all__ = ["name_of", "name_text", "names_of"]

_INITIALS = re.compile(r"((?:[^\W\d_]\.[ -]?)+)\s*([^\W\d_]\S+(?:\s+\S+)*)\Z")
_INITIALS_FIRST = re.compile(r"(?:[^\W\d_]\.[ -]?)+\s*[^\W\d_]")


def names_of(value: str) -> tuple[list[Name], str]:
    """Read the names of one field: one name, or several that people put in one.

    Returns:
        The names, and what separates them, or `""`.

    >>> names_of("Lee, A.; Roe, B.")
    ([Name('Lee, A.'), Name('Roe, B.')], ';')
    """
    text = text_of(value)
    if text.endswith(","):  # an institution whose name has commas
        name = name_of(text)
        return [name] if name is not None else [], ""
    separator = ";" if ";" in text else ""
    items = [item.strip() for item in text.split(";") if item.strip()] if separator else [text]
    names = [
        Name(literal="others") if item == "others" else name_of(item) for item in only_names(items)
    ]
    if len(items) == 1 and likely_separator(text) == "'&'":
        separator = "&"
    return [name for name in names if name is not None], separator


def name_of(value: str) -> Name | None:
    """Read a name of the form `Family, Given, Suffix`.

    A name without a comma is an institution, unless it is initials and a surname. A comma at the
    end marks an institution whose name has commas.

    >>> name_of("van Beethoven, Ludwig"), name_of("D. E. Knuth"), name_of("Acme, Inc.,")
    (Name('van Beethoven, Ludwig'), Name('Knuth, D. E.'), Name('Acme, Inc.'))
    """
    text = text_of(value)
    if text.endswith(","):
        return Name(literal=text[:-1].strip()) if text[:-1].strip() else None
    family, comma, rest = (part.strip() for part in text.partition(","))
    if not comma:
        person = _INITIALS.match(text)
        if person is not None:
            return Name(person.group(2), person.group(1).strip())
        return Name(literal=text) if text else None
    given, _, suffix = (part.strip() for part in rest.partition(","))
    if not family:
        return Name(given)
    # "van Beethoven, Ludwig" keeps "van" with the family name, "Goethe, Johann von" does not.
    words = family.split()
    head = 0
    while head < len(words) - 1 and words[head][0].islower():
        head += 1
    parts = given.split()
    tail = len(parts)
    while tail > 1 and parts[tail - 1].islower() and parts[tail - 1].isalpha():
        tail -= 1
    return Name(
        family=" ".join(words[head:]),
        given=" ".join(parts[:tail]),
        dropping_particle=" ".join(parts[tail:]),
        non_dropping_particle=" ".join(words[:head]),
        suffix=suffix,
    )


def name_text(name: Name) -> str:
    """Write a name as `name_of` reads it. Its extra parts are left out.

    >>> name_text(Name("Beethoven", "Ludwig", non_dropping_particle="van"))
    'van Beethoven, Ludwig'
    >>> name_text(Name(literal="Acme, Inc."))
    'Acme, Inc.,'
    """
    if name.literal:
        needs_comma = re.search("[,;]", name.literal) or _INITIALS_FIRST.match(name.literal)
        return f"{name.literal}," if needs_comma else name.literal
    family = f"{name.non_dropping_particle} {name.family}".strip()
    given = f"{name.given} {name.dropping_particle}".strip()
    if name.suffix:
        return f"{family}, {given}, {name.suffix}"
    return f"{family}, {given}" if given and family else family or given
