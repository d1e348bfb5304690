"""Find the records of one work, and merge them.

In: records. Out: the groups of records that are the same work, or one record for each work, with a
report of what was merged.
"""

from __future__ import annotations

from citeformat.duplicates.matching import DuplicateGroup, find_duplicates
from citeformat.duplicates.merging import Decision, Deduplication, dedupe

__all__ = ["Decision", "Deduplication", "DuplicateGroup", "dedupe", "find_duplicates"]
