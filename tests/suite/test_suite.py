"""The CSL test suite as a two-way ratchet."""

from __future__ import annotations

import os

import pytest

from tests.suite import ratchet
from tests.suite.runner import Outcome, run_all

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    """Run each fixture of the suite."""
    folder = ratchet.find_suite()
    if folder is None:
        pytest.skip("the CSL test suite is not here; set CSL_TEST_SUITE to its folder of fixtures")
    return run_all(sorted(folder.glob("*.txt")), jobs=os.cpu_count() or 1)


def test_no_listed_fixture_fails(outcomes: list[Outcome]) -> None:
    """Every fixture that passing.txt lists passes."""
    failed = {outcome.name for outcome in outcomes if not outcome.passed}

    assert sorted(ratchet.passing() & failed) == []


def test_no_unlisted_fixture_passes(outcomes: list[Outcome]) -> None:
    """Every fixture that passes is listed; `python -m tests.suite --update` lists it."""
    passed = {outcome.name for outcome in outcomes if outcome.passed}

    assert sorted(passed - ratchet.passing()) == []


def test_each_failing_fixture_is_noted(outcomes: list[Outcome]) -> None:
    """Every fixture that fails is in NOTES.md with its reason."""
    failed = {outcome.name for outcome in outcomes if not outcome.passed}

    assert sorted(failed) == sorted(ratchet.noted())
