"""The result of a check, and its output formats.

In: Problems. Out: a `Report`, written as lines, as JSON, or as annotations for GitHub.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from citeformat._util.text import counted
from citeformat.errors import FormatError, Problem, Severity

__all__ = ["Report"]

_GITHUB_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """The problems of a file of references."""

    problems: tuple[Problem, ...]
    """The problems, sorted by file and line."""
    records: int = 0
    """The number of records that were checked."""

    @property
    def has_errors(self) -> bool:
        """Whether any problem is an error."""
        return any(problem.severity == "error" for problem in self.problems)

    @property
    def summary(self) -> str:
        """The number of problems of each severity, in one line.

        >>> Report((Problem("error", "it is broken"), Problem("warning", "it is odd"))).summary
        '1 error, 1 warning'
        >>> Report(()).summary
        'no problems'
        """
        severities = [problem.severity for problem in self.problems]
        counts = [
            counted(count, name)
            for name, count in (
                ("error", severities.count("error")),
                ("warning", severities.count("warning")),
                ("notice", severities.count("info")),
            )
            if count
        ]
        return ", ".join(counts) or "no problems"

    def to(self, format: str = "text") -> str:
        """Write the report as text.

        Args:
            format: `"text"`, a line for each problem; `"json"`, a list of objects; or `"github"`,
                workflow commands that annotate files.

        Raises:
            FormatError: `format` has another value.

        >>> Report((Problem("error", "it is broken", "refs.bib", 3),)).to("github")
        '::error file=refs.bib,line=3::it is broken\\n'
        """
        if format == "text":
            return "".join(f"{problem}\n" for problem in self.problems)
        if format == "json":
            objects = [asdict(problem) for problem in self.problems]
            return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"
        if format != "github":
            raise FormatError(f"there is no format {format!r}; use text, json or github")
        lines: list[str] = []
        for problem in self.problems:
            properties = [f"file={_escape(problem.source, ':,')}"] if problem.source else []
            properties += [f"line={problem.line}"] if problem.line else []
            hint = f" ({problem.hint})" if problem.hint else ""
            command = f"::{_GITHUB_LEVELS[problem.severity]} {','.join(properties)}".rstrip()
            lines.append(f"{command}::{_escape(problem.message + hint)}\n")
        return "".join(lines)

    def __str__(self) -> str:
        return self.to("text")

    def __repr__(self) -> str:
        return f"<Report: {self.summary}>"


def _escape(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
