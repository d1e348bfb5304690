"""The lines of a tagged format → references of tags and values: RIS, and PubMed's .nbib.

In: a file's text. Out: references, each with its lines, and Problems for text that belongs to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from citeformat.errors import Problem

__all__ = ["Tagged", "tagged_references"]

_RIS = re.compile(r"\s{0,3}([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t](.*)|[ \t]*)\Z")


@dataclass(slots=True)
class Tagged:
    """One reference: its tags and values in order."""

    line: int
    """The line where it begins."""
    type: str = ""
    """What stands behind TY."""
    items: list[tuple[str, str, int]] = field(default_factory=list)
    """Tag, value, line."""


def tagged_references(text: str, file: str, problems: list[Problem]) -> Iterator[Tagged]:
    """The references of a RIS file. A line without a tag continues the one before it.

    Args:
        text: The text.
        file: The file's name.
        problems: Takes what belongs to no reference.
    """
    current: Tagged | None = None
    outside = -1
    for number, line in enumerate(text.split("\n"), 1):
        found = _RIS.match(line.rstrip())
        tag, value = (found.group(1), (found.group(2) or "").strip()) if found else ("", "")
        if tag == "TY":
            if current is not None:
                problems.append(Problem("warning", "the reference has no ER at its end", file,
                                        current.line, "the next TY ends it"))  # fmt: skip
                yield current
            current = Tagged(number, value)
        elif current is None:
            if tag and tag != "ER" and outside != number - 1:
                problems.append(Problem("error", "this line is in no reference", file, number,
                                        "a reference begins with TY"))  # fmt: skip
            outside = number if tag else outside
        elif tag == "ER":
            yield current
            current = None
        elif tag:
            current.items.append((tag, value, number))
        elif line.strip() and current.items:
            before, so_far, start = current.items[-1]
            current.items[-1] = (before, f"{so_far}\n{line.strip()}".strip(), start)
    if current is not None:
        problems.append(
            Problem("warning", "the reference has no ER at its end", file, current.line,
                    "the end of the file ends it")
        )  # fmt: skip
        yield current
