"""Tables of records: each row is rendered by itself, in memory, in Arrow and in files.

In: rows of records, CSL-JSON, or works of Crossref, DataCite or OpenAlex. Out: the text of each
row, with its problems. A row never depends on another row, so tables can be split anywhere.
"""

from __future__ import annotations

from citeformat.batch.arrow import arrow_schema, render_arrow
from citeformat.batch.files import batch_files
from citeformat.batch.rendering import Batch, render_batch
from citeformat.batch.summary import BatchSummary

__all__ = [
    "Batch",
    "BatchSummary",
    "arrow_schema",
    "batch_files",
    "render_arrow",
    "render_batch",
]
