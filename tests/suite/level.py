"""Takes away what is only a difference of writing between two processors' HTML, and no more.

- `&` `<` `>` are written as `&#38;` or `&amp;` and so on.
- Our entries carry the id of their record in an attribute.
- Line breaks and indentation next to the tags of `div` elements, in bibliographies.
"""

from __future__ import annotations

import re

__all__ = ["level"]

_WRITINGS = {"&#38;": "&amp;", "&#60;": "&lt;", "&#62;": "&gt;"}
_NUMERIC = re.compile("|".join(_WRITINGS))
_ENTRY_ID = re.compile(r'(<div class="csl-entry") data-csl-entry-id="[^"]*"')
_LINE_BREAKS = re.compile(r"\s*\n\s*(?=</?div)|(</?div[^>]*>)\s*\n\s*")


def level(text: str) -> str:
    """The text in the one writing that both sides are compared in.

    >>> level('<div class="csl-entry" data-csl-entry-id="a">\\n  A &#38; B</div>')
    '<div class="csl-entry">A &amp; B</div>'
    """
    text = _NUMERIC.sub(lambda match: _WRITINGS[match[0]], text.replace("\r\n", "\n"))
    text = _ENTRY_ID.sub(r"\1", text)
    return _LINE_BREAKS.sub(lambda match: match[1] or "", text)
