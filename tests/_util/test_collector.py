"""The garbage collector while a document is made, and after that."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from citeformat._util.collector import paused_collector


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """Each test finds a collector that has just visited everything, and leaves it as it was."""
    gc.collect()
    yield
    gc.unfreeze()
    gc.enable()


def test_it_rests_and_goes_on() -> None:
    with paused_collector():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), paused_collector():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    with paused_collector():
        pass
    assert not gc.isenabled()


def test_many_new_objects_are_gone_through_once() -> None:
    """New objects count as old at once."""
    before = [each["collections"] for each in gc.get_stats()]
    with paused_collector():
        made: list[list[int]] = [[] for _ in range(100_000)]
        assert gc.get_count()[0] > 50_000
    assert gc.get_count()[0] < 10_000
    assert sum(each["collections"] for each in gc.get_stats()) <= sum(before) + 2
    oldest = {id(each) for each in gc.get_objects(generation=2)}
    assert id(made[0]) in oldest


def test_old_garbage_is_collected_too() -> None:
    """A program that makes one document after another does not grow."""
    before = gc.get_stats()[2]["collections"]
    for _ in range(40):
        with paused_collector():
            made: list[list[object]] = [[] for _ in range(20_000)]
        for each in made:
            each.append([each])
    assert gc.get_stats()[2]["collections"] > before


def test_what_others_have_frozen_stays_frozen() -> None:
    gc.freeze()
    frozen = gc.get_freeze_count()
    with paused_collector():
        made: list[list[int]] = [[] for _ in range(100_000)]
    assert gc.get_freeze_count() == frozen
    assert len(made) == 100_000
