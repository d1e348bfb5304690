"""reStructuredText."""

from __future__ import annotations

__all__ = [
    "Bold", "Italic", "Light", "Oblique", "SmallCaps", "Subscript", "Superscript", "Underline",
    "preformat",
]  # fmt: skip

Italic = Oblique = "*{}*".format
Bold = "**{}**".format
Superscript = ":superscript:`{}`".format
Subscript = ":subscript:`{}`".format
Light = Underline = SmallCaps = str


def preformat(text: object) -> str:
    """Escape a text."""
    return str(text).replace("\\", r"\\").replace("*", r"\*").replace("`", r"\`")
