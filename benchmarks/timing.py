"""Time a few runs and take the best, in a limited time."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

__all__ = ["best_of", "cpu_of_process", "process", "python"]

_PATIENCE = 20.0
"""No further run begins when the runs have taken this many seconds together."""
_ROOT = Path(__file__).parents[1]


def best_of(runs: int, measured: Callable[[], float]) -> float:
    """Return the least of a few measured times.

    Args:
        runs: The maximum number of runs.
        measured: Does the work once and returns the seconds that it took.
    """
    times: list[float] = []
    while len(times) < runs and sum(times) < _PATIENCE:
        times.append(measured())
    return min(times)


def process(command: Sequence[str], stdin: str = "") -> float:
    """Return the seconds that a whole process takes.

    Raises:
        RuntimeError: The process failed.
    """
    environment = _environment()
    start = perf_counter()
    done = subprocess.run(
        command, input=stdin, capture_output=True, encoding="utf-8", env=environment
    )
    elapsed = perf_counter() - start
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr[-500:]}")
    return elapsed


def cpu_of_process(command: Sequence[str], stdin: str = "") -> float:
    """Return the seconds of CPU that a whole process takes.

    Raises:
        RuntimeError: The process failed.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process(command, stdin)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def python(code: str) -> str:
    """Run code in a fresh Python that can import the package; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=_environment()
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-500:])
    return done.stdout


def _environment() -> dict[str, str]:
    """Return the environment of a fresh Python, which writes the bytecode of modules.

    An installed package has bytecode, too. Only the first run in a checkout has to make it."""
    environment = os.environ | {"PYTHONPATH": str(_ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment
