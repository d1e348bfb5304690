"""Records → text: one module for each format, one table of them.

In: records, and a format's name. Out: its text, and a `Loss` for each value that the format could
not carry. `citeformat.convert` is the door to this room.
"""

from __future__ import annotations

from citeformat.exporters.losses import Loss
from citeformat.exporters.table import EXPORTERS, Exporter, find, find_for

__all__ = ["EXPORTERS", "Exporter", "Loss", "find", "find_for"]
