"""Text -> a key that sorts as the readers of a language expect.

Two levels of the Unicode Collation Algorithm: letters, then accents; case does not count. Letters
that a language counts as letters of their own have their places in a table.

Source: CSL 1.0.2 specification, "Sorting"; Unicode Technical Standard 10; CLDR's tailorings.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache

from citeformat.richtext.spans import MARK

__all__ = ["collation_key"]

Key = tuple[str, str]

_IGNORED = re.compile(rf"{MARK}|[\u0300-\u036f'’‘ʼʻ]")
_ASCII = {ord(character): " " for character in string.punctuation if character != "'"}
_ASCII[ord("'")] = ""
_PUNCTUATION = re.compile(r"[^\w\s\x01\x02]|_")
_AROUND = re.compile(r" ?([\x01\x02]) ?")
"""What parts names and their parts in a sort key (`runtime.one_name`), and the blanks beside it."""
_EXPANSIONS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d",
     "ł": "l", "Ł": "l", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i"}
)  # fmt: skip
_Z = "zzz"
_TAILORINGS = {
    "sv": {"å": f"{_Z}1", "ä": f"{_Z}2", "ö": f"{_Z}3", "æ": f"{_Z}2", "ø": f"{_Z}3"},
    "da": {"æ": f"{_Z}1", "ø": f"{_Z}2", "å": f"{_Z}3", "ä": f"{_Z}1", "ö": f"{_Z}2"},
    "es": {"ñ": "nzzz"},
    "et": {"õ": f"{_Z}1", "ä": f"{_Z}2", "ö": f"{_Z}3", "ü": f"{_Z}4", "š": "szzz"},
    "cs": {"č": "czzz", "ch": "hzzz", "ř": "rzzz", "š": "szzz", "ž": f"{_Z}"},
    "pl": {"ą": "azzz", "ć": "czzz", "ę": "ezzz", "ł": "lzzz", "ń": "nzzz",
           "ó": "ozzz", "ś": "szzz", "ź": f"{_Z}1", "ż": f"{_Z}2"},
    "hr": {"č": "czzz", "ć": "czzzz", "đ": "dzzz", "š": "szzz", "ž": f"{_Z}"},
    "hu": {"ö": "ozzz", "ő": "ozzz", "ü": "uzzz", "ű": "uzzz"},
    "tr": {"ç": "czzz", "ğ": "gzzz", "ı": "hzzz", "ö": "ozzz", "ş": "szzz",
           "ü": "uzzz"},
}  # fmt: skip
for _same, _as in (("nb", "da"), ("nn", "da"), ("no", "da"), ("fi", "sv"), ("sk", "cs"),
                   ("sl", "hr"), ("sr", "hr"), ("bs", "hr")):  # fmt: skip
    _TAILORINGS[_same] = _TAILORINGS[_as]


@cache
def _tailoring(language: str) -> tuple[re.Pattern[str], dict[str, str]] | None:
    table = _TAILORINGS.get(language)
    if table is None:
        return None
    pattern = "|".join(sorted(table, key=len, reverse=True))
    return re.compile(pattern), table


_OTHER_SCRIPTS = frozenset("ar be bg el fa he ja ka ko hy mk mn ru th uk zh".split())
"""Languages in which their own script sorts before the Latin one."""
_LATIN_LATER = {
    language: {ord("a") + index: chr(start + index) for index in range(26)}
    for language in _OTHER_SCRIPTS
    for start in (0xF700 if language in ("ja", "ko", "zh") else 0x1F00,)
}
"""Latin letters behind the language's own script, but before the scripts of East Asia."""


def collation_key(text: str, lang: str = "en") -> Key:
    """The key by which a text is sorted.

    Args:
        text: Flat rich text; its markup does not count.
        lang: BCP 47.

    >>> words = ["Zürich", "zurich", "Äpfel", "apfel"]
    >>> sorted(words, key=lambda word: collation_key(word, "de"))
    ['apfel', 'Äpfel', 'zurich', 'Zürich']
    """
    tailoring = _tailoring(lang[:2])
    if tailoring is None and text.isascii() and lang[:2] not in _OTHER_SCRIPTS:
        lowered = text.lower()
        if not text.isalnum():
            lowered = _joined(lowered.translate(_ASCII))
        return lowered, ""
    lowered = unicodedata.normalize("NFC", text).lower()
    if tailoring is not None:
        pattern, table = tailoring
        lowered = pattern.sub(lambda match: table[match[0]], lowered)
    decomposed = unicodedata.normalize("NFKD", lowered.translate(_EXPANSIONS))
    primary = _IGNORED.sub("", decomposed)
    primary = _joined(_PUNCTUATION.sub(" ", primary))
    if lang[:2] in _OTHER_SCRIPTS:
        primary = primary.translate(_LATIN_LATER[lang[:2]])
    return primary, decomposed if not decomposed.isascii() else ""


def _joined(text: str) -> str:
    """The words of a text with one blank between them, and none beside the end of a name."""
    text = " ".join(text.split())
    return _AROUND.sub(r"\1", text) if "\x01" in text or "\x02" in text else text
