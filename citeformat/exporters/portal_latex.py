"""Text -> LaTeX as research portals write it between quotation marks: `{\\'e}`, `{\\textcopyright}`.

In: a value of a record, with CSL-JSON's markup. Out: LaTeX in which braces are balanced and no
quotation mark stands outside of them, so that nothing in a record can end the field.
"""

from __future__ import annotations

import re
import unicodedata

from citeformat.exporters.portal_facts import line

__all__ = ["escape", "verbatim"]

_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u",
    "\u0307": ".", "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d",
    "\u0327": "c", "\u0328": "k",
}  # fmt: skip
"""Combining accent -> LaTeX's command."""
_SPECIAL = {
    "\\": r"\textbackslash{}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_",
    "{": r"{\textbraceleft}", "}": r"{\textbraceright}", "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}", '"': '{"}', "ß": r"{\ss}", "ø": r"{\o}", "Ø": r"{\O}",
    "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}", "å": r"{\aa}", "Å": r"{\AA}",
    "ł": r"{\l}", "Ł": r"{\L}", "đ": r"{\dj}", "Đ": r"{\DJ}", "ı": r"{\i}", "ð": r"{\dh}",
    "þ": r"{\th}", "©": r"{\textcopyright}", "®": r"{\textregistered}", "×": r"{\texttimes}",
    "™": r"{\texttrademark}", "°": r"{\textdegree}", "±": r"{\textpm}", "µ": r"{\textmu}",
    "§": r"{\S}", "…": r"{\ldots}", "–": "--", "—": "---", "‘": "`", "’": "'", "“": "``",
    "”": "''", "\u00a0": "~",
}  # fmt: skip
_TAGS = {"i": r"\textit{", "b": r"\textbf{", "sup": r"\textsuperscript{",
         "sub": r"\textsubscript{", "sc": r"\textsc{"}  # fmt: skip
_PAIR = re.compile(r"<(i|b|sup|sub|sc)>((?:(?!<\1>).)*?)</\1>", re.IGNORECASE)
_SPAN = re.compile(r"<span\s[^<>]*>|</span>", re.IGNORECASE)
_OPEN, _CLOSE = "\ue000", "\ue001"
_UNSAFE = {ord(character): f"%{ord(character):02X}" for character in '"{}\\'}


def escape(value: object) -> str:
    """A value as LaTeX.

    >>> escape("Mollá & <i>E. coli</i> 50%")
    "Moll{\\\\'a} \\\\& \\\\textit{E. coli} 50\\\\%"
    """
    text = _SPAN.sub("", line(value).translate({ord(_OPEN): "", ord(_CLOSE): ""}))
    if text.isascii() and text.replace(" ", "").isalnum():
        return text
    opened: list[str] = []

    def mark(match: re.Match[str]) -> str:
        opened.append(_TAGS[match[1].lower()])
        return f"{_OPEN}{chr(0xE100 + len(opened))}{match[2]}{_CLOSE}"

    # Inner pairs first: the pattern finds the innermost, and is asked until nothing is left.
    while len(opened) < 1000 and _PAIR.search(text):
        text = _PAIR.sub(mark, text, count=1)
    result = "".join([_character(character) for character in unicodedata.normalize("NFC", text)])
    for index, command in enumerate(opened, 1):
        result = result.replace(f"{_OPEN}{chr(0xE100 + index)}", command)
    return result.replace(_CLOSE, "}")


def verbatim(value: object) -> str:
    """An address or DOI, in which only what would end the field is written otherwise.

    >>> verbatim('10.1000/a_b"c')
    '10.1000/a_b%22c'
    """
    return line(value).translate(_UNSAFE)


def _character(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    if character.isascii():
        return character
    base, *marks = unicodedata.normalize("NFD", character)
    if len(marks) == 1 and marks[0] in _ACCENTS and base.isascii():
        command = _ACCENTS[marks[0]]
        letter = {"i": r"\i", "j": r"\j"}.get(base, base) if command not in "cdk" else base
        blank = " " if command.isalpha() and not letter.startswith("\\") else ""
        return f"{{\\{command}{blank}{letter}}}"
    return character
