"""Find what no style can want where its parts join: doubled marks, a blank before a mark.

The tables `punctuation_FullMonty*` of the CSL test suite say which marks may meet: ",." ".," ":,"
".:" and others stay if a style writes both marks, and are not flaws here. A full stop that begins a
word is not a flaw either, nor is anything that a style writes within one affix, delimiter, value or
term, nor a no-break space as in French before a semicolon.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection

__all__ = ["flaws", "own_texts"]

_FLAWS = {
    "two full stops": r"(?<!\.)\.\.(?!\.)|\. \.(?! ?\.|\w)",
    "two commas": r", ?,",
    "two semicolons": r"; ?;",
    "two colons": r": ?:(?!:)",
    "two exclamation or question marks": r"!!|\?\?",
    "full stop or colon after a stronger mark": r"[:;!?]\.(?![\w.])|[;!?]:",
    "colon or semicolon before a stronger mark": r"[:;][!?]",
    "two blanks": r"[ \xa0] ",
    "blank before a mark": r"[ \xa0][.,](?![\w.])| ;",
    "empty brackets": r"\( ?\)|\[ ?\]|“ ?”|‘ ?’",
    "mark at the beginning": r"^ ?[,;:.)\]]",
}
_COMPILED = {name: re.compile(pattern) for name, pattern in _FLAWS.items()}
_BLOCK = re.compile(r"\s*</?div[^>]*>\s*")
_TAG = re.compile(r"<[^>]*>")
_OWN = re.compile(
    r'(?:prefix|suffix|value|[a-z-]*delimiter|sort-separator|initialize-with)="([^"]*)"'
    r"|<(?:term|single|multiple)[^>]*>([^<]*)<"
)


def own_texts(csl: str) -> list[str]:
    """Return the texts that a style itself writes between variables."""
    found = {text for pair in _OWN.findall(csl) for text in pair if text}
    return [html.unescape(text) for text in sorted(found)]


def flaws(text: str, own: Collection[str] = ()) -> list[str]:
    """Return the flaws of a rendered text (HTML), each with the text around it.

    >>> flaws("Doe,, <i>J.</i>")
    ["two commas: 'Doe,, J.'"]
    """
    text = _TAG.sub("", _BLOCK.sub("\n", text).strip("\n"))
    text = html.unescape(text)
    found = []
    for name, pattern in _COMPILED.items():
        for match in pattern.finditer(text):
            if not any(match[0] in allowed for allowed in own):
                around = text[max(0, match.start() - 25) : match.end() + 15]
                found.append(f"{name}: {around!r}")
    return found
