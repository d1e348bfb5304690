"""Pause Python's garbage collector while a document is made.

The collector visits all objects whenever their number has grown by a quarter. The objects of a
document are needed until the document is done, so the collector finds nothing, and takes the longer
the larger the document is.
"""

from __future__ import annotations

import gc

__all__ = ["paused_collector"]

_MANY = 5_000
"""The number of new objects from which on a visit takes a millisecond or more."""


class paused_collector:  # noqa: N801 - it is called like a function
    """Collect no garbage in the body of a `with` statement.

    Of two threads that pause the collector, the first to finish switches it on again, so that it
    never stays off. Nothing changes if it was off before.
    """

    __slots__ = ("_was_enabled",)

    def __enter__(self) -> None:
        self._was_enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if not self._was_enabled:
            return
        new, limits = gc.get_count(), gc.get_threshold()
        if new[0] > max(limits[0], _MANY) and new[2] <= limits[2]:
            # One visit moves new objects to the oldest generation. Once it has grown by enough of
            # them, Python visits it as usual. Moving objects without a visit (gc.freeze and
            # gc.unfreeze) would put that off again and again.
            gc.collect(1)
        gc.enable()
