"""The records to render, from a file or made up. Made-up records are the same in every run."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import citeformat
from citeformat.record import Record

__all__ = ["ambiguous", "bibtex", "distinct", "generate", "load"]

_FAMILIES = ["Adams", "Baker", "Clark", "van Dijk", "Evans", "Fischer", "García", "Hughes",
             "Ivanov", "Jensen", "Kim", "López", "Müller", "Novák", "O’Brien", "Parker",
             "Rossi", "Schmidt", "Taylor", "Ueda", "de Vries", "Weber", "Young"]  # fmt: skip
_GIVEN = ["Alice", "Bob B.", "Carla Maria", "D. E.", "Erik", "Fiona", "George", "Hans-Peter"]
_WORDS = """analysis approach behaviour cells change cities climate control data design dynamics
    economy effects energy evidence growth history language learning light markets measures method
    models networks policy power proof quantum rivers signals society stars structure systems theory
    trade water waves work""".split()
_CONNECTIVES = ["of", "and", "in", "for the", "under", "with", "from"]
_JOURNALS = ["Nature", "Physical Review Letters", "Journal of Applied Things", "The Lancet",
             "Annals of Mathematics", "Communications of the ACM", "Econometrica"]  # fmt: skip
_PUBLISHERS = [("Cambridge University Press", "Cambridge"), ("Springer", "Berlin"),
               ("MIT Press", "Cambridge, MA"), ("Wiley", "New York")]  # fmt: skip
_TYPES = ["article-journal"] * 6 + ["book", "chapter", "paper-conference", "webpage"]


def load(path: str) -> list[Record]:
    """Read the records of a file (CSL-JSON, BibTeX ...)."""
    return list(citeformat.read(Path(path)))


def bibtex(path: str) -> str:
    """Read the text of a .bib file; return "" for another file."""
    if not path.endswith(".bib"):
        return ""
    return Path(path).read_text(encoding="utf-8", errors="replace")


def generate(count: int = 1000) -> list[Record]:
    """Make up records, mostly journal articles, as in an ordinary library.

    >>> generate(2) == generate(2)
    True
    """
    random = Random("citeformat")
    return [Record.from_csl(_item(random, number)) for number in range(count)]


def ambiguous(count: int) -> list[Record]:
    """Make up records that are hard to disambiguate: many have the same names and years.

    >>> sorted(ambiguous(1)[0].fields)
    ['author', 'container-title', 'issued', 'title']
    """
    random = Random("alike")
    return [Record.from_csl(_ambiguous_item(random, number)) for number in range(count)]


def distinct(count: int) -> list[Record]:
    """Make up records whose share of ambiguous works does not grow with their number: each thousand
    has family names of its own."""
    random = Random("distinct")
    records = []
    for number in range(count):
        item = _ambiguous_item(random, number)
        for name in item["author"]:
            name["family"] += f" {number // 1000}"
        records.append(Record.from_csl(item))
    return records


def _item(random: Random, number: int) -> dict[str, Any]:
    type = random.choice(_TYPES)
    item: dict[str, Any] = {
        "id": f"item-{number}", "type": type, "title": _title(random),
        "author": _names(random), "issued": _date(random),
    }  # fmt: skip
    if type == "article-journal":
        first = random.randrange(1, 900)
        item |= {
            "container-title": random.choice(_JOURNALS), "volume": str(random.randrange(1, 200)),
            "issue": str(random.randrange(1, 13)), "page": f"{first}-{first + 9}",
            "DOI": f"10.1000/{number:06}",
        }  # fmt: skip
    elif type == "webpage":
        item |= {"URL": f"https://example.org/{number}", "accessed": _date(random)}
    else:
        publisher, place = random.choice(_PUBLISHERS)
        item |= {"publisher": publisher, "publisher-place": place}
        if type != "book":
            item |= {"container-title": _title(random), "editor": _names(random), "page": "12-34"}
    return item


def _ambiguous_item(random: Random, number: int) -> dict[str, Any]:
    return {
        "id": f"ambiguous-{number}", "type": "article-journal", "title": _title(random),
        "container-title": random.choice(_JOURNALS),
        "author": [
            {"family": random.choice(_FAMILIES[:8]), "given": random.choice(_GIVEN)}
            for _ in range(random.choice([1, 1, 2, 3, 4]))
        ],
        "issued": {"date-parts": [[random.randrange(1990, 2020)]]},
    }  # fmt: skip


def _title(random: Random) -> str:
    words = random.sample(_WORDS, random.randrange(3, 6))
    title = words[0] + "".join(f" {random.choice(_CONNECTIVES)} {word}" for word in words[1:])
    return title[:1].upper() + title[1:] + random.choice(["", "", ": a review", "?"])


def _names(random: Random) -> list[dict[str, str]]:
    families = random.sample(_FAMILIES, random.choice([1, 1, 2, 2, 3, 4, 7]))
    return [{"family": family, "given": random.choice(_GIVEN)} for family in families]


def _date(random: Random) -> dict[str, Any]:
    parts = [random.randrange(1970, 2025), random.randrange(1, 13), random.randrange(1, 29)]
    return {"date-parts": [parts[: random.choice([1, 1, 2, 3])]]}
