"""Show how two texts differ, word by word.

In: two texts. Out: their parts, equal or not, and the parts written with marks: `[-old-]{+new+}` as
`git diff --word-diff` does, colours for a terminal, or `<del>` and `<ins>` for a page.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from citeformat._util.patterns import lazy_pattern
from citeformat.finding.similarity import plain_marks

__all__ = ["TextDifference", "differences", "write_differences"]

_TOKEN = lazy_pattern(r"[^\W_]+|\s+|[\W_]")
_MARKS = {
    "text": ("[-", "-]", "{+", "+}"),
    "ansi": ("\x1b[31;9m", "\x1b[0m", "\x1b[32m", "\x1b[0m"),
    "html": ("<del>", "</del>", "<ins>", "</ins>"),
}


class TextDifference(NamedTuple):
    """A part of two texts."""

    before: str
    """The part of the first text."""
    after: str
    """The part of the second text."""
    differs: bool
    """Whether the two parts differ by more than the shapes of quotation marks and dashes."""


def differences(before: str, after: str) -> tuple[TextDifference, ...]:
    """Divide two texts into parts that are equal, and parts that differ.

    >>> differences("Doe, J. 2020.", "Doe J. 2020.")[1]
    TextDifference(before=',', after='', differs=True)
    """
    old, new = _TOKEN().findall(before), _TOKEN().findall(after)
    old_shapes, new_shapes = list(map(plain_marks, old)), list(map(plain_marks, new))
    parts: list[TextDifference] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(
        None, old_shapes, new_shapes, autojunk=False
    ).get_opcodes():
        part = TextDifference(
            "".join(old[start:end]), "".join(new[new_start:new_end]), tag != "equal"
        )
        # Words that differ, with only a blank between them, are read more easily as one part.
        is_gap = not part.differs and part.before.isspace() and parts and end < len(old)
        if parts and parts[-1].differs and (is_gap or part.differs):
            last = parts.pop()
            part = TextDifference(last.before + part.before, last.after + part.after, True)
        parts.append(part)
    return tuple(parts)


def write_differences(parts: Sequence[TextDifference], format: str = "text") -> str:
    """Write both texts in one, with marks around what differs.

    Args:
        parts: The parts of the texts.
        format: `"text"`, `"ansi"` or `"html"`.

    >>> write_differences(differences("Doe, J. 2020.", "Doe J. 2021."))
    'Doe[-,-] J. [-2020-]{+2021+}.'
    """
    before, before_end, after, after_end = _MARKS[format]
    written = []
    for part in parts:
        old, new = part.before, part.after
        if format == "html":
            old, new = html.escape(old, quote=False), html.escape(new, quote=False)
        if not part.differs:
            written.append(old)
        else:
            written += [f"{before}{old}{before_end}"] if old else []
            written += [f"{after}{new}{after_end}"] if new else []
    return "".join(written)
