"""A short run of each target, and how the number of operations grows."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from citeformat import CiteformatError
from tests.fuzz.__main__ import fault_of, fuzz
from tests.fuzz.scaling import document_jobs, exponent_of, jobs
from tests.fuzz.targets import TARGETS
from tests.time_limit import TimeIsUp

SEED = 20_000
INPUTS = 6


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
def test_short_run(target: str) -> None:
    count, fault = fuzz(target, SEED, seconds=60, most=INPUTS)

    assert not fault
    assert count == INPUTS


def test_faults_are_found() -> None:
    assert fault_of(("x", lambda: int("x"))).startswith("ValueError")
    assert fault_of(("x", lambda: None)) == ""


def test_a_job_that_reaches_its_limit_grows_too_fast() -> None:
    def endless(_given: object) -> None:
        raise TimeIsUp

    assert exponent_of(endless, lambda factor: factor) == (math.inf, "inf, inf, inf")


def operations(job: Callable[[Any], Any], given: object) -> int:
    """Count the calls of functions, also of those in C."""
    count = 0

    def observe(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(observe)
    try:
        with suppress(CiteformatError):
            job(given)
    finally:
        sys.setprofile(before)
    return count


COUNTED = [
    name
    for name, _ in jobs()
    if name.split()[0] in ("read", "write", "to", "render", "cite", "document", "pandoc", "names",
                           "latex", "tidy", "file", "stream", "html")
]  # fmt: skip
"""All readers, writers and renderers. The other jobs take long for a short text, too."""
MIXED = (" \u00a0\n\t\u2028A {}\\em ", "<i>a</i>, “'-1- &@%")
"""Structures, several of them together. A job that is slow for one of them is slow for all."""


@pytest.mark.slow
@pytest.mark.parametrize("name", COUNTED)
def test_operations_grow_with_the_input(name: str) -> None:
    job = dict(jobs())[name]
    fault_of(("", lambda: job(MIXED[0])))  # imports, compiles, fills caches

    for structure in MIXED:
        once, twice = (operations(job, structure * times) for times in (80, 160))

        assert twice <= 2.3 * once + 800, structure


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, _ in document_jobs()])
def test_operations_grow_with_the_works(name: str) -> None:
    job = dict(document_jobs())[name]
    job(2)
    number = 200 if "record" in name else 20  # an index needs some records to be worth its cost

    once, twice = (operations(job, number * times) for times in (1, 2))

    assert twice <= 2.3 * once + 800
