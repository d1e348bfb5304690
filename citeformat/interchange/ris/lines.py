"""Split a RIS file into references of tags and values.

In: a file's text. Out: the references, each with its lines, and a `Problem` for text that belongs
to none. EndNote's XML is read into the same `Tagged` references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from citeformat.errors import Problem

__all__ = ["Tagged", "tagged_references"]

_LINE = re.compile(r"\s{0,3}([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t](.*)|[ \t]*)\Z")


@dataclass(slots=True)
class Tagged:
    """The tags and values of a reference, in order."""

    line: int
    """The line where the reference begins."""
    type: str = ""
    """The value of TY."""
    items: list[tuple[str, str, int]] = field(default_factory=list)
    """Tag, value, line."""

    def values(self) -> dict[str, list[str]]:
        """Return the values of each tag, without empty ones."""
        values: dict[str, list[str]] = {}
        for tag, value, _ in self.items:
            if value:
                values.setdefault(tag, []).append(value)
        return values


def tagged_references(text: str, file: str, problems: list[Problem]) -> Iterator[Tagged]:
    """Yield the references of a RIS file. A line without a tag continues the line before it.

    Args:
        text: The text.
        file: The file's name.
        problems: Receives a problem for each line outside of a reference, and each missing ER.
    """
    current: Tagged | None = None
    outside = -1
    unended = "the reference has no ER at its end"
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.match(line.rstrip())
        tag, value = (found.group(1), (found.group(2) or "").strip()) if found else ("", "")
        if tag == "TY":
            if current is not None:
                problems.append(
                    Problem("warning", unended, file, current.line, "the next TY ends it")
                )
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
            Problem("warning", unended, file, current.line, "the end of the file ends it")
        )
        yield current
