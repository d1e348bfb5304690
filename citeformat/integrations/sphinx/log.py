"""Warnings with the types of sphinxcontrib-bibtex.

Source: the documentation of sphinxcontrib-bibtex, "Known Issues and Workarounds" and its warnings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sphinx.util import logging

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

    def repeat(self, warnings: Any) -> None:
        """Write the warnings of an earlier build, whose causes are still there."""
        for each in warnings:
            self.warnings.append(each)
            logger.warning(each.message, location=each.place, type="bibtex", subtype=each.subtype)
