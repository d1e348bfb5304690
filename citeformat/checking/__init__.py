"""The faults of references: malformed numbers, duplicates, what a style misses.

In: whatever `read` takes, and perhaps a style. Out: a `Report`.
"""

from __future__ import annotations

from citeformat.checking.records import check
from citeformat.checking.report import Report

__all__ = ["Report", "check"]
