"""The direction in which languages are written.

Source: Unicode Standard Annex 9; the scripts of BCP 47 tags (ISO 15924).
"""

from __future__ import annotations

from typing import Literal

__all__ = ["text_direction"]

_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "lrc", "mzn",
                            "nqo", "pnb", "prs", "ps", "sd", "syr", "ug", "ur", "yi"))  # fmt: skip
"""Languages that are written from right to left."""
_SCRIPTS = {"adlm": True, "arab": True, "hebr": True, "nkoo": True, "rohg": True, "syrc": True,
            "thaa": True, "cyrl": False, "deva": False, "latn": False}  # fmt: skip
"""A script in a tag -> whether it is written from right to left, whatever the language."""


def text_direction(language: str) -> Literal["ltr", "rtl"]:
    """Return the direction in which a language is written, as in HTML's attribute `dir`.

    Args:
        language: A BCP 47 tag.

    >>> text_direction("he-IL"), text_direction("ku-Arab"), text_direction("en-US")
    ('rtl', 'rtl', 'ltr')
    """
    first, *rest = language.lower().split("-")
    is_rtl = first in _RIGHT_TO_LEFT
    for tag in rest:
        if tag in _SCRIPTS:
            is_rtl = _SCRIPTS[tag]
            break
    return "rtl" if is_rtl else "ltr"
