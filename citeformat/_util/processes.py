"""Make the worker processes of long work.

In: their number. Out: a pool of spawned processes, which end when their parent is killed.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor

__all__ = ["worker_pool"]


def worker_pool(workers: int) -> ProcessPoolExecutor:
    """Make a pool of spawned processes.

    Args:
        workers: The number of processes.
    """
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, _end_quietly)


def _end_quietly() -> None:
    """End this process without a traceback when the user interrupts the work, and also when its
    parent is killed. Otherwise it would wait for work forever."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
