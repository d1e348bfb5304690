"""The clock: best of a few runs, and never more patience than needed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

__all__ = ["best_of", "process", "python"]

_PATIENCE = 20.0
"""No further run begins when those before took this many seconds together."""
_ROOT = Path(__file__).parents[1]


def best_of(runs: int, measured: Callable[[], float]) -> float:
    """The least of a few measured times.

    Args:
        runs: How many at most.
        measured: Does the work once and says how long it took, in seconds.
    """
    times: list[float] = []
    while len(times) < runs and sum(times) < _PATIENCE:
        times.append(measured())
    return min(times)


def process(command: Sequence[str], stdin: str = "") -> float:
    """How long a whole process takes, start-up and end included.

    Raises:
        RuntimeError: It failed.
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


def python(code: str) -> str:
    """What a fresh Python prints for this code; the package can be imported in it."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=_environment()
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-500:])
    return done.stdout


def _environment() -> dict[str, str]:
    """The environment of a fresh Python, which keeps the bytecode of modules: an installed package
    comes with its bytecode, and only the first run of a checkout has to make it."""
    environment = os.environ | {"PYTHONPATH": str(_ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment
