"""Remove differences of notation, and no others, from the HTML of two processors.

- `&` `<` `>` are written as `&#38;` or `&amp;` and so on.
- Our list has an element around it, and attributes for its layout and roles; our entries have
  attributes for their ids.
- Neighbouring superscripts, which look like one, are one element or several.
- Line breaks and indentation next to the tags of `div` elements, in bibliographies.
"""

from __future__ import annotations

import re

__all__ = ["normalised"]

_WRITINGS = {"&#38;": "&amp;", "&#60;": "&lt;", "&#62;": "&gt;"}
_NUMERIC = re.compile("|".join(_WRITINGS))
_LIST = re.compile(
    r'<div role="doc-bibliography"[^>]*>\s*<div class="csl-bib-body[^>]*>(.*)</div>\s*</div>\s*\Z',
    re.DOTALL,
)
_ENTRY = re.compile(r'(<div class="csl-entry")(?: id="[^"]*")? role="[^"]*" data-[^>]*>')
_LINE_BREAKS = re.compile(r"\s*\n\s*(?=</?div)|(</?div[^>]*>)\s*\n\s*")


def normalised(text: str) -> str:
    """Return the text in the notation in which both sides are compared.

    >>> start = '<div class="csl-entry" role="listitem" data-csl-entry-id="a">'
    >>> normalised(start + "\\n  A &#38; B</div>")
    '<div class="csl-entry">A &amp; B</div>'
    """
    text = _NUMERIC.sub(lambda match: _WRITINGS[match[0]], text.replace("\r\n", "\n"))
    text = _LIST.sub(r'<div class="csl-bib-body">\1</div>', text)
    text = text.replace(' dir="auto"', "")
    text = _ENTRY.sub(r"\1>", text).replace("</sup><sup>", "")
    return _LINE_BREAKS.sub(lambda match: match[1] or "", text)
