"""What a check found, and the forms in which it is told.

In: Problems. Out: a `Report`: lines for people, JSON, or annotations for GitHub.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from citeformat.errors import FormatError, Problem

__all__ = ["Report"]

_SEVERITIES = {"error": "error", "warning": "warning", "info": "notice"}


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong with a file."""

    problems: tuple[Problem, ...]
    """The faults, by file and line."""

    @property
    def has_errors(self) -> bool:
        """Whether one of them is an error."""
        return any(problem.severity == "error" for problem in self.problems)

    def to(self, format: str = "text") -> str:
        """The report as text.

        Args:
            format: `"text"`, one line each; `"json"`, a list of objects; `"github"`, the
                commands that make annotations of a workflow's run.

        Raises:
            FormatError: There is no such format.

        >>> Report((Problem("error", "it is broken", "refs.bib", 3),)).to("github")
        '::error file=refs.bib,line=3::it is broken\\n'
        """
        write = _FORMATS.get(format)
        if write is None:
            raise FormatError(f"there is no format {format!r}; there are {', '.join(_FORMATS)}")
        return write(self.problems)

    def __str__(self) -> str:
        return self.to("text")


def _as_text(problems: tuple[Problem, ...]) -> str:
    return "".join(f"{problem}\n" for problem in problems)


def _as_json(problems: tuple[Problem, ...]) -> str:
    return (
        json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2) + "\n"
    )


def _as_github(problems: tuple[Problem, ...]) -> str:
    """Workflow commands: `::error file=...,line=...::message`."""
    lines = []
    for problem in problems:
        places = [f"file={_escape(problem.source, ':,')}"] if problem.source else []
        places += [f"line={problem.line}"] if problem.line else []
        hint = f" ({problem.hint})" if problem.hint else ""
        head = f"::{_SEVERITIES[problem.severity]} {','.join(places)}".rstrip()
        lines.append(f"{head}::{_escape(problem.message + hint)}\n")
    return "".join(lines)


def _escape(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


_FORMATS: dict[str, Callable[[tuple[Problem, ...]], str]] = {
    "text": _as_text,
    "json": _as_json,
    "github": _as_github,
}
