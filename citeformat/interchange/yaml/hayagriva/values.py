"""The values of Hayagriva ↔ those of records: titles with braces, persons, dates.

Source: Hayagriva, "The Hayagriva YAML File Format", section "Data types"; its `ChunkedString`, for
braces, formulas and escapes in titles.
"""

from __future__ import annotations

import re
from typing import Any

from citeformat.record import Date, Name
from citeformat.record.text.edtf import from_edtf, is_sound

__all__ = [
    "date_of", "date_text", "from_chunks", "person_of", "person_value", "scalar",
    "split_nocase", "to_chunks",
]  # fmt: skip

_CONTROL = re.compile(r"\\([\\{}$])|([{}])")
_NOCASE = re.compile(r'<span class="nocase">(.*?)</span>', re.DOTALL)
_SPECIAL = re.compile(r"[\\{}$]")
_ISO = re.compile(r"(~?)\s*([+-]?\d{1,6}(?:-\d\d?(?:-\d\d?)?)?)\s*(~?)\Z")


def scalar(value: Any) -> str:
    """Return a number or text of YAML as text on one line, or `""` for anything else.

    >>> scalar(5), scalar(" a\\n  b "), scalar(None), scalar([1])
    ('5', 'a b', '', '')
    """
    if value is None or isinstance(value, (list, dict)):
        return ""
    return " ".join(str(value).split()) if not isinstance(value, bool) else str(value).lower()


def from_chunks(text: str) -> str:
    """Convert braces, which keep the case of what is in them, to spans of CSL.

    >>> from_chunks("On {NASA} and \\\\{braces\\\\}")
    'On <span class="nocase">NASA</span> and {braces}'
    """
    if "{" not in text and "\\" not in text and "}" not in text:
        return text
    depth = 0

    def converted(found: re.Match[str]) -> str:
        nonlocal depth
        if found.group(1):
            return found.group(1)
        before = depth
        depth = max(0, depth + (1 if found.group(2) == "{" else -1))
        if found.group(2) == "{":
            return "" if before else '<span class="nocase">'
        return "</span>" if before == 1 else ""

    result = _CONTROL.sub(converted, text)
    return result + ("</span>" if depth else "")


def split_nocase(text: str) -> list[str]:
    """Split text at the spans that keep their case; every second part is the inside of one.

    >>> split_nocase('On <span class="nocase">NASA</span>')
    ['On ', 'NASA', '']
    """
    closed, tag, rest = text.rpartition("</span>")  # a search after the last one finds nothing
    parts = _NOCASE.split(closed + tag)
    parts[-1] += rest
    return parts


def to_chunks(text: str) -> str:
    """Convert nocase spans to braces. Text must have no other markup.

    >>> to_chunks('On <span class="nocase">NASA</span> for $5')
    'On {NASA} for \\\\$5'
    """
    parts = split_nocase(text)
    escaped = [_SPECIAL.sub(r"\\\g<0>", part) for part in parts]
    return "".join(f"{{{part}}}" if at % 2 else part for at, part in enumerate(escaped))


def person_of(value: Any) -> Name | None:
    """Read a person: text, or an object with `name`, `given-name`, `prefix`, `suffix` and `alias`.

    >>> person_of("von der Leyen, Ursula"), person_of("Luther King, Martin, Jr.")
    (Name('von der Leyen, Ursula'), Name('Luther King, Martin, Jr.'))
    >>> person_of({"name": "Watkins", "given-name": "Gloria Jean", "alias": "bell hooks"}).extra
    (('alias', 'bell hooks'),)
    """
    if isinstance(value, dict):
        family, given, prefix, suffix, alias = (
            scalar(value.get(key)) for key in ("name", "given-name", "prefix", "suffix", "alias")
        )
        if not family and not given:
            return Name(literal=alias) if alias else None
        extra = (("alias", alias),) if alias else ()
        if "," in family and not (given or prefix or suffix):
            return Name(literal=family, extra=extra)  # an institution, such as "Acme, Inc."
        return Name(
            family=family,
            given=given,
            non_dropping_particle=prefix,
            suffix=suffix,
            extra=extra,
        )
    family, comma, rest = (part.strip() for part in scalar(value).partition(","))
    if not comma:
        return Name(literal=family) if family else None
    given, _, suffix = (part.strip() for part in rest.partition(","))
    words = family.split()
    start = 0
    while start < len(words) - 1 and words[start][:1].islower():
        start += 1
    return Name(
        family=" ".join(words[start:]),
        given=given,
        non_dropping_particle=" ".join(words[:start]),
        suffix=suffix,
    )


def person_value(name: Name) -> str | dict[str, str]:
    """Write a person as text, or as an object if text cannot express the name.

    >>> person_value(Name("Leyen", "Ursula", non_dropping_particle="von der"))
    'von der Leyen, Ursula'
    >>> person_value(Name(literal="Acme, Inc."))
    {'name': 'Acme, Inc.'}
    """
    if name.literal and not name.extra and "," not in name.literal:
        return name.literal
    prefix = f"{name.non_dropping_particle} {name.dropping_particle}".strip()
    family = f"{prefix} {name.family}".strip()
    text = ", ".join(part for part in (family, name.given, name.suffix) if part)
    if not name.literal and not name.extra and person_of(text) == name:
        return text
    parts = {
        "name": name.literal or name.family or name.given,
        "given-name": name.given if name.family else "",
        "prefix": prefix,
        "suffix": name.suffix,
        "alias": str(dict(name.extra).get("alias", "")),
    }
    return {key: part for key, part in parts.items() if part}


def date_of(value: Any) -> Date | None:
    """Read a date in ISO 8601, which may be approximate (`~`).

    >>> date_of("~2003-06-21"), date_of(1984), date_of("-0043"), date_of("spring")
    (Date('2003-06-21~'), Date('1984'), Date('-0044'), None)
    """
    found = _ISO.match(scalar(value))
    if found is None:
        return None
    text = found.group(2)
    sign = "-" if text.startswith("-") else ""
    year, *rest = text.lstrip("+-").split("-")
    exact = "-".join([f"{sign}{int(year):04d}", *rest])
    return from_edtf(f"{exact}~" if found.group(1) or found.group(3) else exact)


def date_text(date: Date) -> str:
    """Write the begin of a date in ISO 8601, or `""` for a year of five digits or no real day.

    >>> date_text(Date(((-44, 3, 15),))), date_text(Date(((1984,),), circa=True))
    ('-0043-03-15', '~1984')
    """
    has_form = 0 < abs(date.year or 0) < 10_000 and is_sound(date.parts[0])
    if not (has_form and date.is_in_calendar):
        return ""
    year, *rest = date.parts[0]
    year = year if year > 0 else year + 1  # ISO 8601 has a year 0
    head = f"-{-year:04d}" if year < 0 else f"{year:04d}"
    return "~" * date.circa + "-".join([head, *(f"{part:02d}" for part in rest)])
