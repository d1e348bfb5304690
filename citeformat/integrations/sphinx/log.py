"""Warnings with the types of sphinxcontrib-bibtex.

Source: the documentation of sphinxcontrib-bibtex, "Known Issues and Workarounds" and its warnings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sphinx.util import logging

from citeformat.errors import Problem

__all__ = ["LoggedWarning", "WarningLog"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LoggedWarning:
    """A warning, as it is kept between builds."""

    message: str
    subtype: str
    """What follows `bibtex.` in `suppress_warnings`."""
    place: tuple[str, int] | str | None = None
    """The document and the line, or a file with a line."""


@dataclass(frozen=True, slots=True)
class WarningLog:
    """The warnings of one rendering of a project."""

    warnings: list[LoggedWarning] = field(default_factory=list)

    def warn(self, message: str, subtype: str, place: tuple[str, int] | str | None = None) -> None:
        """Write a warning, and keep it."""
        self.repeat([LoggedWarning(message, subtype, place)])

    def report(self, problems: Iterable[Problem], subtype: str) -> None:
        """Warn of problems, each once."""
        for problem in dict.fromkeys(problems):
            if problem.severity == "info":
                continue
            message = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
            place = f"{problem.source}:{problem.line}" if problem.line else None
            if problem.source and not place:  # Sphinx takes a place without a line for a document
                message = f"{problem.source}: {message}"
            self.warn(message, subtype, place)

    def repeat(self, warnings: Iterable[LoggedWarning]) -> None:
        """Write the warnings of an earlier build, whose causes are still there."""
        for each in warnings:
            self.warnings.append(each)
            logger.warning(each.message, location=each.place, type="bibtex", subtype=each.subtype)
