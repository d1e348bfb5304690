"""Write the name lists of BibTeX and BibLaTeX.

In: names. Out: the TeX source of a field such as `author`, which is read as the same names, and
messages about what a name loses.

Sources: those of `bibtex/names.py`, and the BibLaTeX manual for the extended name format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from citeformat.interchange.bibtex.names import Report, is_lower, is_suffix, without_groups
from citeformat.record import Name
from citeformat.record.text.name_lists import is_company

__all__ = ["Encode", "use_prefix", "write_names"]


Encode = Callable[[str], str]
"""Turns text into TeX source."""

_AND_WORD = re.compile(r"(?:\A|\s)and(?:\s|\Z)", re.IGNORECASE)

_KEY = re.compile(r"\s*[A-Za-z]+(?:-i)?\s*=")


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
        if name.non_dropping_particle and name.dropping_particle:
            self.report(f"the two particles of {name} are written as one")
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
            self.report(f"a particle of {name} is written as part of the family name")
        elif non_dropping:
            von = non_dropping
        words = von.split()
        if von and not (words and is_lower(words[0]) and is_lower(words[-1])):
            last, von = f"{von} {last}", ""
            self.report(f"the particle of {name} is written as part of the family name")
        head = f"{self.encode(von)} {self.last_name(last)}" if von else self.last_name(last)
        first = self.part(given)
        if is_suffix(first) or is_company(first):
            first = f"{{{first}}}"
        if name.suffix:
            return f"{head}, {self.part(name.suffix)}, {first or '{}'}"
        if first:
            return f"{head}, {first}"
        # Without a comma, several words would be split, and a group would be read as a literal.
        group = head.startswith("{") and head.endswith("}") and not head.startswith("{\\")
        return f"{head}, {{}}" if group or " " in without_groups(head) else head

    def last_name(self, text: str) -> str:
        """Encode a family name, in braces if one of its words would be read as another part."""
        source = self.part(text)
        words = source.split()
        has_suffix = len(words) > 1 and is_suffix(words[-1])
        if has_suffix or any(is_lower(word) for word in words[:-1]):
            return f"{{{source}}}"
        return source

    def part(self, text: str) -> str:
        """Encode a part of a name, in braces if it has a comma or an `and` of its own."""
        source = self.encode(text)
        bare = without_groups(source)
        if "," in bare or _AND_WORD.search(bare) or _KEY.match(source):
            return f"{{{source}}}"
        return source
