"""Check references: malformed numbers and dates, duplicates, and what a style misses.

In: whatever `read` takes, and optionally a style. Out: a `Report` of problems.
"""

from __future__ import annotations

from citeformat.checking.records import check
from citeformat.checking.report import Report

__all__ = ["Report", "check"]
