"""Makes up records of every CSL type: always the same ones for the same number.

In: a type and a number. Out: a CSL-JSON item. All randomness hangs on those two.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from citeformat.csl.variables import KIND, TYPES
from tools.sidebyside import vocabulary
from tools.sidebyside.kinds import NOW_AND_THEN, variables_of

__all__ = ["Item", "make_record", "make_records"]

Item = dict[str, Any]

_COUNTS = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7, 8, 12, 22]
_ODD = 0.4
"""How often a value is an odd one, where there are ordinary ones."""
_NUMBERS = {
    "volume": (vocabulary.ORDINARY_NUMBERS, vocabulary.ODD_VOLUMES),
    "issue": (vocabulary.ORDINARY_NUMBERS, vocabulary.ODD_ISSUES),
    "edition": (["1", "2", "3"], vocabulary.EDITIONS),
    "page": (vocabulary.ORDINARY_PAGES, vocabulary.ODD_PAGES),
    "number-of-pages": (["123", "250"], ["xii, 456", "1"]),
    "number-of-volumes": (["3", "12"], ["1", "2 vols."]),
    "version": (["1.0", "2.3.1"], ["Version 4", "3"]),
    "section": (["2", "12"], vocabulary.TEXTS["section"]),
}


def make_records(count: int) -> list[list[Item]]:
    """For each number below `count`, one record of every type."""
    return [[make_record(type, number) for type in sorted(TYPES)] for number in range(count)]


def make_record(type: str, number: int) -> Item:
    """Make up one record.

    >>> make_record("book", 1) == make_record("book", 1)
    True
    """
    random = Random(f"{type} {number}")
    item: Item = {"id": f"{type}-{number}", "type": type}
    if random.random() < 0.97:
        item["title"] = _either(random, vocabulary.ORDINARY_TITLES, vocabulary.ODD_TITLES)
    for variable in variables_of(type):
        if random.random() < 0.88:
            item[variable] = _value(random, variable)
    for variable in random.sample(NOW_AND_THEN, random.choice([0, 0, 1, 2, 3, 5])):
        item.setdefault(variable, _value(random, variable))
    language = random.choice(vocabulary.LANGUAGES) if random.random() < 0.6 else ""
    if language:
        item["language"] = language
    return item


def _value(random: Random, variable: str) -> Any:
    kind = KIND[variable]
    if kind == "names":
        return _names(random, variable)
    if kind == "date":
        odd = vocabulary.ODD_DATES if variable == "issued" else vocabulary.ORDINARY_DATES
        return dict(_either(random, vocabulary.ORDINARY_DATES, odd))
    if kind == "number":
        numbers = (vocabulary.ORDINARY_NUMBERS, vocabulary.ODD_NUMBERS)
        return _either(random, *_NUMBERS.get(variable, numbers))
    return random.choice(vocabulary.TEXTS[variable])


def _names(random: Random, variable: str) -> list[Item]:
    count = random.choice(_COUNTS) if variable == "author" else random.choice(_COUNTS[:10])
    odd = sum(random.random() < _ODD for _ in range(count))
    names = random.sample(vocabulary.ORDINARY_NAMES, count - odd)
    names += random.sample(vocabulary.ODD_NAMES, odd)
    random.shuffle(names)
    return [dict(name) for name in names]


def _either(random: Random, ordinary: Sequence[Any], odd: Sequence[Any]) -> Any:
    return random.choice(odd if random.random() < _ODD else ordinary)
