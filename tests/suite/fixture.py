"""Read a fixture file of the CSL test suite.

In: a text file with sections between lines like `>>===== NAME =====>>` and
`<<===== NAME =====<<` (any number of `=`); text outside of them is a comment.
Out: a `Fixture`, its JSON sections decoded.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Fixture", "FixtureError", "read_fixture", "split_sections"]

_START = re.compile(r">>=+ *([A-Z0-9-]+) *=+>>\s*$")


class FixtureError(Exception):
    """The file is not a fixture: a section is missing, or is not JSON."""


@dataclass(frozen=True, slots=True)
class Fixture:
    """One test: the input, how it is run, and the expected output."""

    name: str
    """The file's name without its suffix."""
    mode: str
    """`"citation"` or `"bibliography"`, perhaps with `-nosort` or `-header` after it."""
    result: str
    """What a processor must print."""
    csl: str
    """The style."""
    input: tuple[dict[str, Any], ...]
    """The items, as CSL-JSON."""
    citation_items: tuple[list[dict[str, Any]], ...] | None = None
    """Clusters to render separately."""
    citations: tuple[tuple[dict[str, Any], Any, Any], ...] | None = None
    """Changes of a document: a citation, and the `[id, note]` before and after it."""
    bibentries: tuple[list[str], ...] | None = None
    """Sets of ids to register, one after the other; without it all items are registered."""
    bibsection: dict[str, Any] | None = None
    """Which entries the bibliography includes."""


def read_fixture(path: Path) -> Fixture:
    """Read one fixture file.

    Raises:
        FixtureError: A section is missing or malformed.
    """
    sections = split_sections(path.read_text(encoding="utf-8-sig"))
    try:
        return _fixture(path.stem, sections)
    except KeyError as error:
        raise FixtureError(f"{path.name} has no section {error}") from None
    except ValueError as error:
        raise FixtureError(f"{path.name}: {error}") from None


def split_sections(text: str) -> dict[str, str]:
    """Return the sections of a fixture file by name.

    >>> split_sections(">>== MODE ==>>\\ncitation\\n<<== MODE ==<<")
    {'MODE': 'citation'}
    """
    sections: dict[str, str] = {}
    name, lines = "", list[str]()
    for line in text.splitlines():
        start = _START.match(line)
        if name and re.match(rf"<<=+ *{name} *=+<<", line):
            sections[name], name = "\n".join(lines), ""
        elif name:
            lines.append(line)
        elif start:
            name, lines = start[1], []
    return sections


def _fixture(name: str, sections: dict[str, str]) -> Fixture:
    citations = _json(sections, "CITATIONS")
    items = _json(sections, "CITATION-ITEMS")
    entries = _json(sections, "BIBENTRIES")
    return Fixture(
        name=name,
        mode=sections["MODE"].strip(),
        result=sections["RESULT"].strip("\n"),
        csl=sections["CSL"].strip(),
        input=tuple(
            {"id": f"item-{number}", **item}  # a few fixtures leave the id out
            for number, item in enumerate(json.loads(sections["INPUT"]), 1)
        ),
        citation_items=None if items is None else tuple(items),
        citations=None if citations is None else tuple(tuple(step) for step in citations),
        bibentries=None if entries is None else tuple(entries),
        bibsection=_json(sections, "BIBSECTION"),
    )


def _json(sections: dict[str, str], name: str) -> Any:
    text = sections.get(name, "").strip()
    return json.loads(text) if text else None
