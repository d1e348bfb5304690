"""The commands of TeX whose arguments have a syntax of their own: one function each.

In: the reader, whose position is after the command's name. Out: what the command prints; the
reader's position is after the arguments. `verbatim` reads a field that is not text (a URL, a DOI,
a file name): it removes the escapes that TeX, but not the address, needs.

Source: the BibLaTeX manual, section 2.2.1, "uri" and "verbatim" fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from citeformat.interchange.latex import math as latex_math
from citeformat.interchange.latex.command_tables import (
    ACCENTS,
    CROSSREF,
    IGNORED_WITH_ARGUMENT,
    SPACING_ACCENTS,
    SYMBOLS,
)

__all__ = ["COMMANDS", "ArgumentReader", "english_ordinal", "verbatim"]

_DIMENSION = re.compile(r"\s*=?\s*-?\s*[\d.,]*\s*(?:\\[A-Za-z]+|(?:true\s*)?[a-z]{2})\s?")
_CODE = re.compile(r"\s*(?:`\\?(.)|\"([0-9A-F]+)|'([0-7]+)|(\d+))\s?", re.DOTALL)
_SYMBOLS = CROSSREF | SYMBOLS
_SYMBOL = re.compile(r"\\([A-Za-z]+)(?:\{\}|\s)?")
_HREF = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}")
_COMBINING = {spacing: ACCENTS[name] for name, spacing in SPACING_ACCENTS.items()}


def verbatim(source: str) -> str:
    """Return a field such as a URL or DOI without the escapes of TeX's special characters.

    >>> verbatim(r"\\url{http://a.org/b\\_c\\%20d}")
    'http://a.org/b_c%20d'
    """
    if "\\" not in source and "{" not in source and "$" not in source:
        return source.strip()
    text = _HREF.sub(r"\1", source)
    text = re.sub(r"\\(?:url|path|nolinkurl|burl|texttt|href)(?![A-Za-z])\s*", "", text)
    text = re.sub(r"\{?\\(?:string\s*~|~\s*\{\s*\}|sim)(?:\{\})?\}?\s?", "~", text)
    text = re.sub(r"\\ensuremath(?![A-Za-z])\s*|\\[-/]", "", text)
    text = _SYMBOL.sub(lambda found: _SYMBOLS.get(found[1], found[0]), text)
    text = re.sub(r"(?<!\\)\$([^\w\s$\\])\$", r"\1", text)  # a formula of one sign
    return re.sub(r"\\([^A-Za-z\s])|[{}]", r"\1", text).strip()


def english_ordinal(number: str) -> str:
    """Return the ordinal of a number in digits.

    >>> english_ordinal("3"), english_ordinal("12")
    ('3rd', '12th')
    """
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(number[-1:], "th")
    return number + ("th" if number[-2:-1] == "1" else ending)


class ArgumentReader(Protocol):
    """Reads a command's arguments: the reader of the field's source."""

    source: str
    position: int
    quotes: int
    """The number of quotations around this position."""

    def argument(self) -> str:
        """Return what the next group, command or character prints."""
        ...

    def raw_argument(self) -> str:
        """Return the source of the next group, or of what two equal characters enclose."""
        ...


def link(reader: ArgumentReader) -> str:
    """Return the text of `\\href{address}{text}`."""
    reader.raw_argument()
    return reader.argument()


def address(reader: ArgumentReader) -> str:
    """Return the address of `\\url{...}` or `\\url|...|`."""
    return verbatim(reader.raw_argument())


def verb(reader: ArgumentReader) -> str:
    """Return what `\\verb|...|` encloses."""
    return reader.raw_argument()


def second(reader: ArgumentReader) -> str:
    """Return the second argument; the first is not text, but a colour or a language."""
    reader.argument()
    return reader.argument()


def nothing(reader: ArgumentReader) -> str:
    """Skip an argument that is not printed."""
    reader.argument()
    return ""


def length(reader: ArgumentReader) -> str:
    """Skip the length after `\\kern` or `\\raise`, which moves what follows."""
    match = _DIMENSION.match(reader.source, reader.position)
    if match is not None:
        reader.position = match.end()
    return ""


def character(reader: ArgumentReader) -> str:
    """Return the character of a code, which is one of `` `A ``, `"41`, `'101` and `65`."""
    source = reader.source
    in_braces = reader.raw_argument() if source.startswith("{", reader.position) else ""
    code = _CODE.match(in_braces or source, 0 if in_braces else reader.position)
    if code is None:
        return in_braces or reader.argument()
    if not in_braces:
        reader.position = code.end()
    literal, hexadecimal, octal, decimal = code.groups()
    if literal is not None:
        return str(literal)
    digits = hexadecimal or octal or decimal
    number = int(digits[:7], 16 if hexadecimal else 8 if octal else 10)
    return chr(number) if 32 <= number < 0xD800 else ""


def formula(reader: ArgumentReader) -> str:
    """Return what the formula in `\\ensuremath{...}` prints."""
    source = reader.raw_argument()
    text = latex_math.convert(source)
    return f"${source.strip()}$" if text is None else text


def overlap(reader: ArgumentReader) -> str:
    """Return the accent that `\\llap` sets over the letter before it, as in Vietnamese names."""
    text = reader.argument()
    return _COMBINING.get(text, text)


def upper(reader: ArgumentReader) -> str:
    """Return the argument in capital letters."""
    return _outside_markup(reader.argument(), str.upper)


def lower(reader: ArgumentReader) -> str:
    """Return the argument in lower case."""
    return _outside_markup(reader.argument(), str.lower)


def ordinal(reader: ArgumentReader) -> str:
    """Return an ordinal number: `\\nth{3}` prints 3rd."""
    return english_ordinal(reader.argument())


def quotation(reader: ArgumentReader) -> str:
    """Return the argument in quotation marks, which are single inside of others."""
    reader.quotes += 1
    text = reader.argument()
    reader.quotes -= 1
    return f"‘{text}’" if reader.quotes % 2 else f"“{text}”"


def chemical_formula(reader: ArgumentReader) -> str:
    """Return the formula in mhchem's `\\ce{SO4^2-}`: the digits after an element are below."""
    source = reader.raw_argument().replace("->", "→")
    text = re.sub(r"(?<=[A-Za-z)\]])_?\{?(\d+)\}?", r"<sub>\1</sub>", source)
    text = re.sub(r"\^(?:\{([^{}]*)\}|(\d*[+-]|\d+))", _charge, text)
    return re.sub(r"[{}]", "", text)


def _charge(found: re.Match[str]) -> str:
    return f"<sup>{(found[1] or found[2] or '').replace('-', '−')}</sup>"


def _outside_markup(text: str, change: Callable[[str], str]) -> str:
    """Change text, but not its tags."""
    pieces = re.split(r"(<[^<>]*>)", text)
    return "".join(piece if index % 2 else change(piece) for index, piece in enumerate(pieces))


COMMANDS: dict[str, Callable[[ArgumentReader], str]] = {
    **dict.fromkeys(IGNORED_WITH_ARGUMENT, nothing),
    "enquote": quotation,
    "mkbibquote": quotation,
    "textquote": quotation,
    "quote": quotation,
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
    "ce": chemical_formula,
}
"""Command → the function that reads its arguments."""
