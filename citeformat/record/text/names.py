"""Names ↔ text, as reference managers and people write them.

In: text such as `"van Beethoven, Ludwig"`. Out: a `Name`, and the text again. What `name_text`
writes, `name_of` reads as the same name.
"""

from __future__ import annotations

import re

from citeformat._util.text import text_of
from citeformat.record.name import Name
from citeformat.record.text.name_lists import (
    FAMILY_AND_INITIALS,
    SUFFIX,
    bare_name,
    has_several_people,
    is_company,
    likely_separator,
    only_names,
    split_people,
)

__all__ = ["NOT_CLEAR", "name_of", "name_text", "names_of", "person_of", "persons_of"]

_INITIALS = re.compile(r"((?:[^\W\d_]\.[ -]?)+)\s*([^\W\d_]\S+(?:\s+\S+)*)\Z")
_INITIALS_FIRST = re.compile(r"(?:[^\W\d_]\.[ -]?)+\s*[^\W\d_]")

_INSTITUTION = re.compile(
    r"\b(?:of|for|the|and|und|des|co|corp(?:oration)?|company|inc|kg|llc|ltd"
    r"|limited|gmbh|plc|s\.?a|nations|universit\w*|institut\w*|cent(?:er|re)|societ\w*"
    r"|associat\w*|press|foundation|fund|department|ministry|committee|council|commission|group"
    r"|team|consortium|agency|organi[sz]ation|office|bureau|board|union|academy|school|college"
    r"|hospital|librar\w+|museum|network|project|program(?:me)?|initiative|laborator\w+|labs?"
    r"|service|survey|collaboration|federation|bank|court|parliament|government)\b\.?",
    re.IGNORECASE,
)
"""A word that names of institutions have, and names of people seldom."""

_NO_PERSON = re.compile(r"[\d&/()@:]")
_SUFFIX = re.compile(rf"(?:{SUFFIX}|M\.?D\.?)\Z", re.IGNORECASE)
_GIVEN_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,3}\Z|[A-Z]{1,2}\Z")
_INITIALS_ONLY = re.compile(r"(?:[^\W\d_]\.[ -]?)+\Z")
_LIST_COMMA = re.compile(r",\s*(?:(?:and|&)\s+)?|(?<!\s)\s+(?:and|&)\s+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_AND = re.compile(r",?\s+(?:and|&)\s+|\s*;\s*|\s*\n\s*")
_CAPITALIZED = r"[^\W\d_a-z]\S*"
_TWO_PEOPLE = re.compile(
    rf"{_CAPITALIZED}\s+{_CAPITALIZED},\s*"
    rf"(?:[^\W\d_a-z]\w[^\s,.]*|(?:[^\W\d_]\.\s*)+)\s*\b[^\W\d_a-z][^\W_][^\s.]*\Z"
)
"""Two words on both sides of a comma: "Jane Doe, John Smith", but also "García Márquez, Gabriel
José"."""
_MOST_WORDS = 4
"""A name of more words, particles aside, is not clear."""

NOT_CLEAR = "it may be several names, or one"
"""Why `persons_of` raises."""


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
    items, separator = split_people(text)
    names = [
        Name(literal="others") if item == "others" else name_of(bare_name(item)[0])
        for item in only_names(items)
    ]
    if len(items) == 1 and likely_separator(text) == "'&'":
        separator = "&"
    return [name for name in names if name is not None], separator


def name_of(value: str) -> Name | None:
    """Read a name of the form `Family, Given, Suffix`.

    A name without a comma is an institution, unless it is initials and a surname. A comma at the
    end marks an institution whose name has commas.

    >>> name_of("van Beethoven, Ludwig"), name_of("D. E. Knuth"), name_of("Acme, Inc.")
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
    if is_company(given) and not suffix:
        return Name(literal=text)
    if _SUFFIX.match(given) and suffix and not _SUFFIX.match(suffix):
        given, suffix = suffix, given  # BibTeX's order
    # "van Beethoven, Ludwig" keeps "van" with the family name, "Goethe, Johann von" does not.
    words = family.split()
    if not suffix and len(words) > 1 and _SUFFIX.match(words[-1]):  # "Hunt III, Harry"
        suffix = words.pop()
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


def persons_of(text: str) -> list[Name]:
    """Read one name or several, in the forms `Doe, Jane` and `Jane Doe`.

    Semicolons, line ends and "and" separate names.

    Raises:
        ValueError: It is not clear where one name ends and the next begins.

    >>> persons_of("Doe, Jane; Ludwig van Beethoven and World Health Organization")
    [Name('Doe, Jane'), Name('van Beethoven, Ludwig'), Name('World Health Organization')]
    """
    text = text.strip().strip(";")
    parts = _LIST_COMMA.split(text)
    if len(parts) > 2 and len(parts) % 2 == 0 and ";" not in text:
        # "Doe, J., Roe, R. A., & Lee, B.", as reference lists write names
        initials = [_INITIALS_ONLY.match(part) is not None for part in parts]
        if all(initials[1::2]) and not any(initials[::2]):
            pairs = zip(parts[::2], parts[1::2], strict=True)
            return [name for pair in pairs if (name := name_of(", ".join(pair)))]
    items = _AND.split(text) if ";" in text or "\n" in text or has_several_people(text) else [text]
    between = text.removesuffix(".").split(", ") if len(items) == 1 and ", " in text else []
    if between and all(map(FAMILY_AND_INITIALS.match, between)):
        items = between
    if len(items) == 1 and _TWO_PEOPLE.match(text) and not _INSTITUTION.search(text):
        raise ValueError(NOT_CLEAR)
    found = [
        Name(literal="others") if item == "others" else person_of(text_of(item))
        for item in only_names(items)
        if item.strip()
    ]
    return [name for name in found if name]


def person_of(text: str) -> Name:
    """Read one name in the form `Doe, Jane`, `Jane Doe` or `Doe JA`.

    Names of institutions, and names of one word, become literal names.

    Raises:
        ValueError: It may be several names.

    >>> person_of("Martin Luther King Jr."), person_of("Doe JA"), person_of("Acme, Inc.")
    (Name('King, Martin Luther, Jr.'), Name('Doe, JA'), Name('Acme, Inc.'))
    """
    text = text.strip()
    if "," in text:
        return _family_first(text)
    words = text.split()
    if len(words) < 2 or _NO_PERSON.search(text) or _INSTITUTION.search(text):
        return Name(literal=text)
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    if _CJK.search(text):  # the family name comes first
        return Name(words[0], " ".join(words[1:]), suffix=suffix)
    is_initial = [_GIVEN_INITIALS.match(word) is not None for word in words]
    if is_initial[-1] and not any(is_initial[:-1]):  # "van der Berg JA", as PubMed writes
        return name_of(f"{' '.join(words[:-1])}, {words[-1]}") or Name(literal=text)
    # the first word in lower case begins the particle, as in BibTeX
    family = last = len(words) - 1
    given = next((at for at, word in enumerate(words[:last]) if word[0].islower()), family)
    family = next((at for at in range(given, last) if not words[at][0].islower()), family)
    if len(words) - (family - given) > _MOST_WORDS:
        raise ValueError(NOT_CLEAR)
    return Name(
        family=" ".join(words[family:]),
        given=" ".join(words[:given]),
        non_dropping_particle=" ".join(words[given:family]),
        suffix=suffix,
    )


def _family_first(text: str) -> Name:
    """Read a name with a comma: a person's, or an institution's such as "Acme, Inc."."""
    literal = Name(literal=text)
    parts = [part.strip() for part in text.split(",")]
    if text.endswith(",") or (len(parts) == 2 and _NO_PERSON.search(text)):
        return name_of(text) or literal
    if _INSTITUTION.fullmatch(parts[1]) or _INSTITUTION.search(parts[0]):
        return literal
    if len(parts) == 3 and _SUFFIX.match(parts[1]):  # BibTeX puts the suffix in the middle
        parts = [parts[0], parts[2], parts[1]]
    elif len(parts) > 2 and not (len(parts) == 3 and _SUFFIX.match(parts[2])):
        if _INSTITUTION.search(text):
            return literal
        raise ValueError(NOT_CLEAR)
    if likely_separator(text):
        raise ValueError(NOT_CLEAR)
    return name_of(", ".join(parts)) or literal
