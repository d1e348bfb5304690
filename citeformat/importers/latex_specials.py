"""The commands of TeX whose arguments have a syntax of their own. One function each.

In: the reader, which stands after the command's name. Out: what the command prints; the reader
stands after its arguments.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from citeformat.importers import latex_math
from citeformat.importers.latex_tables import ACCENTS, SPACING_ACCENTS
from citeformat.importers.latex_verbatim import verbatim

if TYPE_CHECKING:
    from citeformat.importers.latex_reader import Reader

__all__ = ["SPECIALS"]

_DIMENSION = re.compile(r"\s*=?\s*-?\s*[\d.,]*\s*(?:\\[A-Za-z]+|(?:true\s*)?[a-z]{2})\s?")
_CODE = re.compile(r"\s*(?:`\\?(.)|\"([0-9A-F]+)|'([0-7]+)|(\d+))\s?", re.DOTALL)
_COMBINING = {spacing: ACCENTS[name] for name, spacing in SPACING_ACCENTS.items()}


def link(reader: Reader) -> str:
    """`\\href{address}{text}` prints its text."""
    reader.raw_argument()
    return reader.argument()


def address(reader: Reader) -> str:
    """`\\url{...}` and `\\url|...|`."""
    return verbatim(reader.raw_argument())


def verb(reader: Reader) -> str:
    """`\\verb|...|`."""
    return reader.raw_argument()


def second(reader: Reader) -> str:
    """The second argument, where the first is no text (a colour, a language)."""
    reader.argument()
    return reader.argument()


def nothing(reader: Reader) -> str:
    """A command that prints neither itself nor its argument."""
    reader.argument()
    return ""


def length(reader: Reader) -> str:
    """The length after `\\kern` or `\\raise`, which moves what follows."""
    found = _DIMENSION.match(reader.source, reader.position)
    if found is not None:
        reader.position = found.end()
    return ""


def character(reader: Reader) -> str:
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


def formula(reader: Reader) -> str:
    """`\\ensuremath{...}` is a formula wherever it stands."""
    source = reader.raw_argument()
    text = latex_math.convert(source)
    return f"${source.strip()}$" if text is None else text


def overlap(reader: Reader) -> str:
    """`\\llap` sets its argument over what precedes, as Vietnamese names need it."""
    text = reader.argument()
    return _COMBINING.get(text, text)


def upper(reader: Reader) -> str:
    """Capital letters."""
    return _outside_markup(reader.argument(), str.upper)


def lower(reader: Reader) -> str:
    """Small letters."""
    return _outside_markup(reader.argument(), str.lower)


def ordinal(reader: Reader) -> str:
    """`\\nth{3}` prints 3rd."""
    number = reader.argument()
    if number[-2:-1] == "1":
        return number + "th"
    return number + {"1": "st", "2": "nd", "3": "rd"}.get(number[-1:], "th")


def _outside_markup(text: str, change: Callable[[str], str]) -> str:
    """Change text, and leave its tags alone."""
    pieces = re.split(r"(<[^<>]*>)", text)
    return "".join(piece if index % 2 else change(piece) for index, piece in enumerate(pieces))


SPECIALS: dict[str, Callable[[Reader], str]] = {
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
