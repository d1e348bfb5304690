"""Names → a BibTeX name list: the inverse of `importers.bibtex_names`.

In: names, and a function that encodes text. Out: TeX source, `Last, First and von Last, Jr, First`.
A name that BibTeX's forms cannot say is written in BibLaTeX's extended form where the dialect has
it; elsewhere it is written as nearly as possible, and the difference is returned.

Sources: "Designing BibTeX Styles" (btxhak), section 4; the BibLaTeX manual, sections 2.3.3 and 3.7.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from citeformat.importers.bibtex_names import is_lower
from citeformat.record import Name

__all__ = ["use_prefix", "write_names"]

Encode = Callable[[str], str]
Report = Callable[[str], None]

_AND = re.compile(r"(?:\A|\s)and(?:\s|\Z)", re.IGNORECASE)
_OUTSIDE = re.compile(r"\{[^{}]*\}")
_KEY = re.compile(r"\s*[A-Za-z]+(?:-i)?\s*=")


def use_prefix(names: Sequence[Name]) -> bool | None:
    """Whether particles stay with the family names: None where the names differ in that."""
    kept = {bool(name.non_dropping_particle) for name in names if _particle(name)}
    return None if len(kept) > 1 else kept == {True}


def write_names(
    names: Sequence[Name], encode: Encode, *, prefix: bool, extended: bool, report: Report
) -> str:
    """The source of a list of names.

    Args:
        names: The names.
        encode: Makes TeX source of text.
        prefix: Whether the entry says `useprefix`.
        extended: Whether the dialect has BibLaTeX's extended form.
        report: Is told what a name loses.

    >>> beethoven = Name("Beethoven", "Ludwig", dropping_particle="van")
    >>> write_names((beethoven, Name(literal="Acme Inc.")), str,
    ...             prefix=False, extended=False, report=print)
    'van Beethoven, Ludwig and {Acme Inc.}'
    """
    written = (_Writer(encode, prefix, extended, report).name(name) for name in names)
    return " and ".join(one for one in written if one)


def _particle(name: Name) -> str:
    return f"{name.dropping_particle} {name.non_dropping_particle}".strip()


class _Writer:
    __slots__ = ("encode", "extended", "prefix", "report")

    def __init__(self, encode: Encode, prefix: bool, extended: bool, report: Report) -> None:
        self.encode = encode
        self.prefix = prefix
        self.extended = extended
        self.report = report

    def name(self, name: Name) -> str:
        if name.literal:
            return "others" if name.literal == "others" else f"{{{self.encode(name.literal)}}}"
        family, given = name.family, name.given
        if not family:
            family, given = given, ""
        if not family:
            return ""
        if self._needs_extended(name):
            if self.extended:
                return self._in_keys(name, family, given)
            self._report(name)
        return self._in_commas(name, family, given)

    def _needs_extended(self, name: Name) -> bool:
        """Whether the forms with commas would lose something of this name."""
        if name.extra or (name.suffix and not name.given):
            return True
        kept, dropped = name.non_dropping_particle, name.dropping_particle
        if kept and dropped:
            return False  # neither form has two particles
        if (kept or dropped) and bool(kept) != self.prefix:
            return True
        return (kept or dropped)[:1].isupper()

    def _report(self, name: Name) -> None:
        if name.extra:
            keys = ", ".join(key for key, _ in name.extra)
            self.report(f"the name of {name} loses {keys}")
        if name.non_dropping_particle and not self.prefix:
            self.report(f"the particle of {name} is written as one that is dropped")

    def _in_keys(self, name: Name, family: str, given: str) -> str:
        """`family=..., given=..., prefix=...`"""
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
        return ", ".join(f"{key}={self._value(text)}" for key, text in keys if text)

    def _value(self, text: str) -> str:
        source = self.encode(text)
        plain = not re.search(r"[,=\s\"]", source) and not _AND.search(source)
        return source if plain else f"{{{source}}}"

    def _in_commas(self, name: Name, family: str, given: str) -> str:
        """`von Last, Jr, First`"""
        von, last = name.dropping_particle, family
        kept = name.non_dropping_particle
        if kept and von:
            last = f"{kept} {family}"  # the family name is known by it
        elif kept:
            von = kept
        if von and not _is_particle(von):
            last, von = f"{von} {last}", ""
            self.report(f"the particle of {name} is written as part of the family name")
        head = f"{self.encode(von)} {self._last(last)}" if von else self._last(last)
        first = self._part(given)
        if name.suffix:
            return f"{head}, {self._part(name.suffix)}, {first or '{}'}"
        if first:
            return f"{head}, {first}"
        # A comma is needed where several words would be taken apart, or a group for a literal.
        group = head.startswith("{") and head.endswith("}") and not head.startswith("{\\")
        return f"{head}, {{}}" if group or " " in _OUTSIDE.sub("", head) else head

    def _last(self, text: str) -> str:
        """The family name, in braces where one of its words looks like a particle."""
        source = self._part(text)
        words = source.split()
        if any(is_lower(word) for word in words[:-1]):
            return f"{{{source}}}"
        return source

    def _part(self, text: str) -> str:
        """A part of a name: a comma or an "and" of its own goes into braces."""
        source = self.encode(text)
        bare = _OUTSIDE.sub("", source)
        if "," in bare or _AND.search(bare) or _KEY.match(source):
            return f"{{{source}}}"
        return source


def _is_particle(text: str) -> bool:
    """Whether BibTeX takes this for a particle: it begins and ends with a word in lower case."""
    words = text.split()
    return bool(words) and is_lower(words[0]) and is_lower(words[-1])
