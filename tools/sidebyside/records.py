"""Make up records of every CSL type, always the same for the same number.

In: a type and a number, the seeds of all random choices. Out: a CSL-JSON item.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from citeformat.csl.variables import KIND, TYPES
from tools.sidebyside import vocabulary
from tools.sidebyside.kinds import NOW_AND_THEN, variables_of
from tools.sidebyside.languages import LANGUAGES, Language, choose_language, name_in

__all__ = ["Item", "make_record", "make_records"]

Item = dict[str, Any]

_COUNTS = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7, 8, 12, 22]
_ODD = 0.25
"""How often a value is an odd one, if there are ordinary ones."""
_ODD_NAME = 0.15
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
    """Make a record of every type for each number below `count`."""
    return [[make_record(type, number) for type in sorted(TYPES)] for number in range(count)]


def make_record(type: str, number: int) -> Item:
    """Make up one record.

    >>> make_record("book", 1) == make_record("book", 1)
    True
    """
    random = Random(f"{type} {number}")
    language = choose_language(random)
    item: Item = {"id": f"{type}-{number}", "type": type}
    if random.random() < 0.97:
        item["title"] = _title(random, language)
    for variable in variables_of(type):
        if random.random() < 0.9:
            item[variable] = _value(random, language, variable)
    for variable in random.sample(NOW_AND_THEN, random.choice([0, 0, 0, 1, 1, 2, 4])):
        item.setdefault(variable, _value(random, language, variable))
    if random.random() < (0.4 if language is LANGUAGES[0] else 0.9):
        item["language"] = random.choice(language.tags)
    return item


def _title(random: Random, language: Language) -> str:
    if random.random() < _ODD:
        return random.choice(vocabulary.ODD_TITLES)
    if language is not LANGUAGES[0] or random.random() < 0.2:
        return random.choice(language.titles)
    words = {name: random.choice(words) for name, words in vocabulary.TITLE_WORDS.items()}
    return random.choice(vocabulary.TITLE_PATTERNS).format(**words)


def _value(random: Random, language: Language, variable: str) -> Any:
    kind = KIND[variable]
    if kind == "names":
        return _names(random, language, variable)
    if kind == "date":
        if variable == "issued" and random.random() < _ODD:
            return dict(random.choice(vocabulary.ODD_DATES))
        return _date(random, recent=variable in ("accessed", "submitted"))
    if kind == "number":
        numbers = (vocabulary.ORDINARY_NUMBERS, vocabulary.ODD_NUMBERS)
        return _either(random, *_NUMBERS.get(variable, numbers))
    return random.choice(_texts(language, variable))


def _texts(language: Language, variable: str) -> Sequence[str]:
    own = {
        "container-title": language.containers,
        "publisher": language.publishers,
        "publisher-place": language.places,
    }
    return own.get(variable) or vocabulary.TEXTS[variable]


def _names(random: Random, language: Language, variable: str) -> list[Item]:
    count = random.choice(_COUNTS) if variable == "author" else random.choice(_COUNTS[:10])
    odd = sum(random.random() < _ODD_NAME for _ in range(count))
    names = [name_in(language, random) for _ in range(count - odd)]
    names += random.sample(vocabulary.ODD_NAMES, odd)
    random.shuffle(names)
    return [dict(name) for name in names]


def _date(random: Random, recent: bool) -> Item:
    """Make up a date between 1890 and 2024, with or without month and day.

    A recent date has both."""
    year = random.randrange(2000 if recent else 1890, 2025)
    parts: list[Any] = [year, random.randint(1, 12), random.randint(1, 28)]
    if not recent:
        parts = parts[: random.choice([1, 1, 2, 3, 3])]
    if random.random() < 0.1:  # numbers as text, as Zotero writes them
        parts = [str(part) for part in parts]
    return {"date-parts": [parts]}


def _either(random: Random, ordinary: Sequence[Any], odd: Sequence[Any]) -> Any:
    return random.choice(odd if random.random() < _ODD else ordinary)
