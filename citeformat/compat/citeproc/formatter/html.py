"""HTML."""

from __future__ import annotations

from html import escape

__all__ = [
    "Bold", "Italic", "Light", "Oblique", "SmallCaps", "Subscript", "Superscript", "Underline",
    "preformat",
]  # fmt: skip

Italic = "<i>{}</i>".format
Oblique = "<em>{}</em>".format
Bold = "<b>{}</b>".format
Light = '<span style="font-weight:lighter;">{}</span>'.format
Underline = '<span style="text-decoration:underline;">{}</span>'.format
Superscript = "<sup>{}</sup>".format
Subscript = "<sub>{}</sub>".format
SmallCaps = '<span style="font-variant:small-caps;">{}</span>'.format


def preformat(text: object) -> str:
    """Escape a text."""
    return escape(str(text), quote=False)
