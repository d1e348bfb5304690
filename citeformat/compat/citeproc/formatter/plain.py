"""Plain text."""

from __future__ import annotations

__all__ = [
    "Bold", "Italic", "Light", "Oblique", "SmallCaps", "Subscript", "Superscript", "Underline",
    "preformat",
]  # fmt: skip

Italic = Oblique = Bold = Light = Underline = Superscript = Subscript = SmallCaps = str


def preformat(text: object) -> str:
    """Return the text as it is."""
    return str(text)
