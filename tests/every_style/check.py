"""Renders the sample in one style and collects what is wrong.

In: the path of a style. Out: faults, each as one line of text; none is good.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.every_style.faults import faults, own_texts
from tests.every_style.sample import NOTES, RECORDS
from tests.suite.engine import Engine, make_style
from tests.suite.limit import TimeIsUp, time_limit

__all__ = ["check"]

_TITLED = [str(record["id"]) for record in RECORDS if record.get("title")]


def check(path: Path, seconds: float = 60) -> list[str]:
    """The faults of one style.

    Args:
        path: Its file.
        seconds: How long it may take.
    """
    csl = path.read_text(encoding="utf-8")
    try:
        with time_limit(seconds):
            return list(_faults(csl))
    except TimeIsUp:
        return [f"stopped after {seconds:g} s"]
    except Exception as error:
        return [f"raises {type(error).__name__}: {error}"]


def _faults(csl: str) -> Iterator[str]:
    own = own_texts(csl)
    style = make_style(csl)
    if style.has_bibliography:
        entries = _entries(Engine(style, RECORDS))
        for id in _TITLED:
            if not re.search(r"\w", re.sub(r"<[^>]*>", "", entries.get(id, ""))):
                yield f"entry of {id}: empty"
        for id, text in entries.items():
            yield from (f"entry of {id}: {fault}" for fault in faults(text, own))
    for number, text in enumerate(Engine(style, RECORDS).notes(NOTES), 1):
        yield from (f"citation {number}: {fault}" for fault in faults(text, own))


def _entries(engine: Engine) -> dict[str, str]:
    engine.register([str(record["id"]) for record in RECORDS])
    return dict(engine.entries())
