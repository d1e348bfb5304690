"""Which known word is meant by one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["did_you_mean"]

_LONGEST = 60
"""A longer word is none that somebody mistyped."""


def did_you_mean(word: str, known: Iterable[str], before: str = "") -> str:
    """A hint that names the nearest known word, or `""`.

    Args:
        before: What stands before the word in the hint.

    >>> did_you_mean("autor", ["author", "editor"])
    "did you mean 'author'?"
    """
    if len(word) > _LONGEST:
        return ""
    near = difflib.get_close_matches(word, known, 1)
    return f"did you mean {before + near[0]!r}?" if near else ""
