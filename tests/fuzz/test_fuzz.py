"""A short run of each target, and how the number of operations grows."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.fuzz.__main__ import fault_of, fuzz
from tests.fuzz.scaling import jobs
from tests.fuzz.targets import TARGETS

SEED = 20_000
INPUTS = 12


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
def test_short_run(target: str) -> None:
    count, fault = fuzz(target, SEED, seconds=60, most=INPUTS)

    assert not fault
    assert count == INPUTS


def test_faults_are_found() -> None:
    assert fault_of(("x", lambda: int("x"))).startswith("ValueError")
    assert fault_of(("x", lambda: None)) == ""


def operations(job: Callable[[str], Any], text: str) -> int:
    """Count the calls of functions, also of those in C."""
    count = 0

    def observe(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(observe)
    try:
        job(text)
    finally:
        sys.setprofile(before)
    return count


COUNTED = {
    name: job
    for name, job in jobs()
    if name in ("read bibtex 0", "read ris 0", "read nbib 0", "write bibtex", "write ris",
                "write endnote-xml", "render title", "render note", "to html", "to rst", "to latex",
                "cite prefix", "cite locator")
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("structure", [" ", "\n", "A ", "<i>a</i>", "{}", "\\em ", ", ", "“"])
def test_operations_grow_with_the_input(name: str, structure: str) -> None:
    job = COUNTED[name]
    fault_of((structure, lambda: job(structure * 100)))  # imports, compiles, fills caches

    once, twice = (operations(job, structure * times) for times in (1500, 3000))

    assert twice <= 2.3 * once + 500
