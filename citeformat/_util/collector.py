"""Python's garbage collector, paused while a document is made.

The collector goes through all objects again whenever their number has grown by a quarter. What is
made of a document is needed until the document is done, so that it finds nothing, and the larger
the document is, the longer it looks.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["paused_collector"]

_MANY = 50_000
"""The collector goes through so many new objects in some milliseconds."""


@contextmanager
def paused_collector() -> Iterator[None]:
    """Collect no garbage meanwhile; where nobody collects, nothing changes.

    Of two threads that pause it, the one that is done first lets it go on: it is never left off.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY:
            _spare_the_young()
        gc.enable()


def _spare_the_young() -> None:
    """Let what was made lately count as old, which spares the collector two looks at it. To freeze
    and to thaw all objects puts them there; what others have frozen stays frozen."""
    if gc.get_freeze_count() == 0:
        gc.freeze()
        gc.unfreeze()
