r"""Accents and symbols as characters, or as commands of LaTeX.

In: TeX source. Out: the same source, in which `{\"o}` is `ö` or the other way round. Everything
else stays: other commands, formulas and addresses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from citeformat._util.patterns import lazy_pattern
from citeformat.interchange.latex.command_tables import ACCENTS, SYMBOLS
from citeformat.interchange.latex.decoder import decode
from citeformat.interchange.latex.encoder import encode

__all__ = ["characters_to_commands", "commands_to_characters"]

_KEPT = r"\\\\|\$[^$]*\$|\\(?:url|path|nolinkurl|href)\s*\{[^{}]*\}"
"""Line breaks, formulas and addresses, in which nothing is replaced."""

_WORDS = "|".join(sorted((name for name in SYMBOLS if name.isalpha()), key=len, reverse=True))
_MARKS = "".join(re.escape(name) for name in ACCENTS if not name.isalpha())
_LETTER_ACCENTS = "|".join(name for name in ACCENTS if name.isalpha())
_BASE = r"(?:\{\s*(?:\\[ij]\s*|[^\W\d_])\s*\}|\\[ij](?![A-Za-z])\s?|[^\W\d_])"
_COMMAND = (
    rf"\\(?:[{_MARKS}]\s*{_BASE}|(?:{_LETTER_ACCENTS})"
    rf"(?:\s*\{{\s*(?:\\[ij]\s*|[^\W\d_])\s*\}}|\s+[^\W\d_])"
    rf"|(?:{_WORDS})(?![A-Za-z])(?:\{{\}}|[ ]?))"
)
_COMMANDS = lazy_pattern(rf"(?P<kept>{_KEPT})|\{{\s*(?P<group>{_COMMAND})\s*\}}|{_COMMAND}")
_CHARACTERS = lazy_pattern(rf"(?P<kept>{_KEPT})|[^\x00-\x7f\u0300-\u036f]|.[\u0300-\u036f]+")

_SPELLED_IN_ASCII = frozenset("\u00a0\u202f‘’“”–—…")
"""Characters that people type in ASCII, whatever the encoding of the file."""


def commands_to_characters(source: str, can_write: Callable[[str], bool]) -> tuple[str, str]:
    r"""Replace commands that print one letter or symbol by that character.

    Args:
        source: TeX source.
        can_write: Whether the file can hold a character.

    Returns:
        The new source, and the characters that the file cannot hold.

    >>> commands_to_characters(r"G{\"o}del \emph{Stra\ss e} $\alpha$", lambda _: True)[0]
    'Gödel \\emph{Straße} $\\alpha$'
    """
    missing: dict[str, None] = {}

    def replace(found: re.Match[str]) -> str:
        command = found.group()
        if found["kept"] is not None:
            return command
        text, unknown = decode(command)
        text = unicodedata.normalize("NFC", text)
        if unknown or len(text) != 1 or text.isascii() or text in _SPELLED_IN_ASCII:
            return command
        if not can_write(text):
            missing[text] = None
            return command
        return text

    while "\\" in source:
        replaced = _COMMANDS().sub(replace, source)
        if replaced == source:
            break
        source = replaced
    return source, "".join(missing)


def characters_to_commands(source: str, *, title: bool) -> tuple[str, str]:
    r"""Replace characters outside of ASCII by commands.

    Args:
        source: TeX source.
        title: Whether BibTeX may change the case of the field.

    Returns:
        The new source, and the characters without a command.

    >>> characters_to_commands("Gödel’s Straße", title=True)[0]
    'G{\\"o}del\'s Stra{\\ss}e'
    """
    if source.isascii():
        return source, ""
    missing: dict[str, None] = {}

    def replace(found: re.Match[str]) -> str:
        text = found.group()
        if found["kept"] is not None or text.isascii():
            return text
        made = encode(text, title=title, ascii=True)
        if made.missing and title:
            made = encode(text, ascii=True)
            if not made.missing:
                return f"{{{made.source}}}"
        if made.missing:
            missing.update(dict.fromkeys(made.missing))
            return text
        return made.source

    return _CHARACTERS().sub(replace, source), "".join(missing)
