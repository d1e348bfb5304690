"""What no style can want: doubled punctuation, doubled blanks, brackets with nothing in them.

A style that writes such a thing itself, in an affix, a delimiter or a value, is taken at its word.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection

__all__ = ["faults", "own_texts"]

_FAULTS = {
    "two full stops": r"(?<!\.)\.\.(?!\.)",
    "two commas": r", ?,",
    "two semicolons": r"; ?;",
    "two colons": r": ?:(?!:)",
    "comma and full stop": r", ?\.(?!\w)",
    "semicolon and full stop or comma": r"; ?[.,]",
    "colon and full stop, comma or semicolon": r": ?[.,;]",
    "full stop after a mark": r"[?!] ?\.(?!\w)",
    "two blanks": r" {2}",
    "full stop and a stray mark": r"\. [.,;](?![\w.])",
    "empty brackets": r"\( ?\)|\[ ?\]|“ ?”|‘ ?’",
    "blank inside brackets": r"[(\[] | [)\]]",
    "punctuation after an opening bracket": r"[(\[][,;:.](?!\w)",
    "delimiter at the beginning": r"^ ?[,;:.)\]]",
}
_COMPILED = {name: re.compile(pattern) for name, pattern in _FAULTS.items()}
_BLOCK = re.compile(r"\s*</?div[^>]*>\s*")
_TAG = re.compile(r"<[^>]*>")
_OWN = re.compile(r'(?:prefix|suffix|delimiter|value|[a-z-]+-delimiter)="([^"]*)"')


def own_texts(csl: str) -> list[str]:
    """The texts that a style itself writes between variables."""
    return [html.unescape(text) for text in set(_OWN.findall(csl))]


def faults(text: str, own: Collection[str] = ()) -> list[str]:
    """The faults of a rendered text (HTML), each with what stands around it.

    >>> faults("Doe,, <i>J.</i>")
    ["two commas: 'Doe,, J.'"]
    """
    text = _TAG.sub("", _BLOCK.sub("\n", text).strip("\n"))
    text = html.unescape(text).replace("\xa0", " ")
    found = []
    for name, pattern in _COMPILED.items():
        for match in pattern.finditer(text):
            if not any(match[0] in allowed for allowed in own):
                around = text[max(0, match.start() - 25) : match.end() + 15]
                found.append(f"{name}: {around!r}")
    return found
