"""Pandoc's citation syntax: find the citations in a text.

Source: pandoc's manual, "Citation syntax".
"""

from __future__ import annotations

import re

__all__ = ["find_keys"]

_KEY = re.compile(
    r"(?<![^\W_])@(?:\{(?P<braced>[^{}\n]*(?:\{[^{}\n]*\}[^{}\n]*)*)\}|(?P<all>\*)"
    r"|(?P<bare>\w+(?:[:.#$%&\-+?<>~/](?=\w)\w+)*))"
)


def find_keys(text: str) -> list[str]:
    """Return the keys that a text cites, in order, whatever is around them.

    >>> find_keys("@knuth1984, @{odd key} and @*")
    ['knuth1984', 'odd key', '*']
    """
    return [match["braced"] or match["bare"] or "*" for match in _KEY.finditer(text)]
