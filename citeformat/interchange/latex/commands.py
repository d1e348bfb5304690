"""The commands of TeX whose arguments have a syntax of their own. One function each.

In: the reader, which is after the command's name. Out: what the command prints; the reader is
after its arguments. `verbatim` reads a field that is not text (a URL, a DOI, a file name): the same
without the escapes that TeX, not the address, needs.

Source: the BibLaTeX manual, section 2.2.1, "uri" and "verbatim" fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from citeformat.interchange.latex import math as latex_math
from citeformat.interchange.latex.command_tables import ACCENTS, SPACING_ACCENTS

__all__ = ["SPECIALS", "verbatim"]


def verbatim(source: str) -> str:
    """A field such as a URL or DOI, in which TeX's specials only may be escaped.

    >>> verbatim(r"\\url{http://a.org/b\\_c\\%20d}")
    'http://a.org/b_c%20d'
    """
    if "\\" not in source and "{" not in source:
        return source.strip()
    text = re.sub(r"\\(?:url|path|nolinkurl|href)\s*", "", source)
    text = re.sub(r"\{?\\(?:textasciitilde|string\s*~|~\s*\{\s*\}|sim)(?:\{\})?\}?\s?", "~", text)
    text = re.sub(r"\\textunderscore(?:\{\})?\s?", "_", text)
    text = re.sub(r"\\(?:slash|-|/)(?:\{\})?", lambda m: "/" if "slash" in m.group() else "", text)
    text = re.sub(r"\\([^A-Za-z\s])", r"\1", text)
    text = text.replace("{", "").replace("}", "").replace("$~$", "~")
    return text.strip()


_DIMENSION = re.compile(r"\s*=?\s*-?\s*[\d.,]*\s*(?:\\[A-Za-z]+|(?:true\s*)?[a-z]{2})\s?")

_CODE = re.compile(r"\s*(?:`\\?(.)|\"([0-9A-F]+)|'([0-7]+)|(\d+))\s?", re.DOTALL)

_COMBINING = {spacing: ACCENTS[name] for name, spacing in SPACING_ACCENTS.items()}


class ArgumentReader(Protocol):
    """What a command reads its arguments with: the reader of the field's source."""

    source: str
    position: int

    def argument(self) -> str:
        """Return what the next group, command or character prints."""
        ...

    def raw_argument(self) -> str:
        """Return the source of the next group, or of what two equal characters enclose."""
        ...


def link(reader: ArgumentReader) -> str:
    """`\\href{address}{text}` prints its text."""
    reader.raw_argument()
    return reader.argument()


def address(reader: ArgumentReader) -> str:
    """`\\url{...}` and `\\url|...|`."""
    return verbatim(reader.raw_argument())


def verb(reader: ArgumentReader) -> str:
    """`\\verb|...|`."""
    return reader.raw_argument()


def second(reader: ArgumentReader) -> str:
    """The second argument, where the first is no text (a colour, a language)."""
    reader.argument()
    return reader.argument()


def nothing(reader: ArgumentReader) -> str:
    """A command that prints neither itself nor its argument."""
    reader.argument()
    return ""


def length(reader: ArgumentReader) -> str:
    """The length after `\\kern` or `\\raise`, which moves what follows."""
    found = _DIMENSION.match(reader.source, reader.position)
    if found is not None:
        reader.position = found.end()
    return ""


def character(reader: ArgumentReader) -> str:
    """`\\char` with a code in one of TeX's four notations: `` `A ``, `"41`, `'101`, `65`."""
    code = _CODE.match(reader.source, reader.position)
    if code is None:
        return reader.argument()
    reader.position = code.end()
    literal, hexadecimal, octal, decimal = code.groups()
    if literal is not None:
        return str(literal)
    digits = hexadecimal or octal or decimal
    number = int(digits[:7], 16 if hexadecimal else 8 if octal else 10)
    return chr(number) if 32 <= number < 0xD800 else ""


def formula(reader: ArgumentReader) -> str:
    """`\\ensuremath{...}` is a formula wherever it stands."""
    source = reader.raw_argument()
    text = latex_math.convert(source)
    return f"${source.strip()}$" if text is None else text


def overlap(reader: ArgumentReader) -> str:
    """`\\llap` sets its argument over what precedes, as Vietnamese names need it."""
    text = reader.argument()
    return _COMBINING.get(text, text)


def upper(reader: ArgumentReader) -> str:
    """Capital letters."""
    return _outside_markup(reader.argument(), str.upper)


def lower(reader: ArgumentReader) -> str:
    """Small letters."""
    return _outside_markup(reader.argument(), str.lower)


def ordinal(reader: ArgumentReader) -> str:
    """`\\nth{3}` prints 3rd."""
    number = reader.argument()
    if number[-2:-1] == "1":
        return number + "th"
    return number + {"1": "st", "2": "nd", "3": "rd"}.get(number[-1:], "th")


def _outside_markup(text: str, change: Callable[[str], str]) -> str:
    """Change text, and leave its tags alone."""
    pieces = re.split(r"(<[^<>]*>)", text)
    return "".join(piece if index % 2 else change(piece) for index, piece in enumerate(pieces))


SPECIALS: dict[str, Callable[[ArgumentReader], str]] = {
    "href": link,
    "url": address,
    "path": address,
    "nolinkurl": address,
    "verb": verb,
    "foreignlanguage": second,
    "textcolor": second,
    "selectlanguage": nothing,
    "kern": length,
    "hskip": length,
    "raise": length,
    "lower": length,
    "char": character,
    "symbol": character,
    "ensuremath": formula,
    "llap": overlap,
    "uppercase": upper,
    "MakeUppercase": upper,
    "lowercase": lower,
    "MakeLowercase": lower,
    "nth": ordinal,
}
