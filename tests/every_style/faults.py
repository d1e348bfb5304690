"""What no style can want where its parts join: doubled marks and blanks, a blank before a mark.

Which marks may stand side by side is settled by the CSL test suite's `punctuation_FullMonty*`
tables: ",." ".," ":," ".:" and the like stay where a style writes both marks, and are no fault
here; nor is a full stop that begins a word. What a style writes itself, within one affix,
delimiter, value or term, is taken at its word, and so is a blank that holds a line together, as
French has it before a semicolon.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection

__all__ = ["faults", "own_texts"]

_FAULTS = {
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
_COMPILED = {name: re.compile(pattern) for name, pattern in _FAULTS.items()}
_BLOCK = re.compile(r"\s*</?div[^>]*>\s*")
_TAG = re.compile(r"<[^>]*>")
_OWN = re.compile(
    r'(?:prefix|suffix|value|[a-z-]*delimiter|sort-separator|initialize-with)="([^"]*)"'
    r"|<(?:term|single|multiple)[^>]*>([^<]*)<"
)


def own_texts(csl: str) -> list[str]:
    """The texts that a style itself writes between variables."""
    found = {text for pair in _OWN.findall(csl) for text in pair if text}
    return [html.unescape(text) for text in sorted(found)]


def faults(text: str, own: Collection[str] = ()) -> list[str]:
    """The faults of a rendered text (HTML), each with what stands around it.

    >>> faults("Doe,, <i>J.</i>")
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
