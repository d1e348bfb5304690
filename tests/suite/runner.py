"""Run many fixtures in several processes, each within a time limit.

In: paths of fixture files. Out: an `Outcome` for each, in the order of the paths.
"""

from __future__ import annotations

import importlib
import multiprocessing
import traceback
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.suite.execute import execute
from tests.suite.fixture import read_fixture
from tests.suite.normalise import normalised
from tests.time_limit import TimeIsUp, time_limit

__all__ = ["ENGINE", "Outcome", "missing_module", "run", "run_all"]

ENGINE = "tests.suite.engine"
"""The module whose `make_processor(csl, items)` returns the processor under test."""
_LEAST_STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">
  <info><title>Least</title><id>least</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
</style>"""


def missing_module(engine: str = ENGINE) -> str:
    """Return the name of a module that the engine needs and does not find, or "".

    Without this check a missing dependency would make every fixture fail.
    """
    try:
        importlib.import_module(engine).make_processor(_LEAST_STYLE, [])
    except ModuleNotFoundError as error:
        return error.name or str(error)
    return ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one fixture."""

    name: str
    passed: bool
    expected: str = ""
    """The expected text, normalised."""
    actual: str = ""
    """The printed text, normalised."""
    error: str = ""
    """The traceback of an exception, or `""`."""


def run_all(
    paths: Sequence[Path], *, engine: str = ENGINE, seconds: float = 10, jobs: int = 1
) -> list[Outcome]:
    """Run the fixtures of all these files.

    Args:
        paths: The files.
        engine: The module of the processor.
        seconds: The time limit of each fixture.
        jobs: The number of processes.
    """
    one = partial(run, engine=engine, seconds=seconds)
    if jobs < 2 or len(paths) < 2 * jobs:
        return [one(path) for path in paths]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        return list(pool.map(one, paths, chunksize=8))


def run(path: Path, *, engine: str = ENGINE, seconds: float = 10) -> Outcome:
    """Run one fixture; whatever it raises is a failure."""
    expected = ""
    try:
        fixture = read_fixture(path)
        expected = normalised(fixture.result)
        with time_limit(seconds):
            make_processor = importlib.import_module(engine).make_processor
            actual = normalised(execute(fixture, make_processor(fixture.csl, fixture.input)))
    except TimeIsUp:
        return Outcome(path.stem, False, expected, error=f"stopped after {seconds:g} s\n")
    except Exception:
        return Outcome(path.stem, False, expected, error=traceback.format_exc())
    return Outcome(path.stem, actual == expected, expected, actual)
