"""A bound on the time that a piece of a test may take, so that a hang is a failure."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["TookTooLong", "time_limit"]


class TookTooLong(Exception):
    """The bound was passed."""


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise `TookTooLong` where the body runs longer; without alarms (on Windows) there is none."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TookTooLong(f"not done within {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
