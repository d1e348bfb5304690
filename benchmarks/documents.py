"""A paper that cites, as pandoc hands it to filters. It is the same in every run."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["api_version", "paper"]

_PREFIXES = ["", "", "", "", "", "", "", "see", "see also"]
_SUFFIXES = ["", "", "", "", ", p. 3", ", pp. 33-35", ", pp. 21-24, 30", ", sec. 4"]
_MODES = ["NormalCitation"] * 17 + ["AuthorInText", "AuthorInText", "SuppressAuthor"]


def api_version() -> list[int]:
    """Return the version of the documents that pandoc reads; without pandoc, that of pandoc 3."""
    program = shutil.which("pandoc")
    if program is None:
        return [1, 23, 1]
    words = [program, "--from", "markdown", "--to", "json"]
    empty = subprocess.run(words, input=b"", capture_output=True, check=True)
    version: list[int] = json.loads(empty.stdout)["pandoc-api-version"]
    return version


def paper(ids: Sequence[str], bibliography: Path, style: str, citations: int = 1000) -> str:
    """Return the JSON of a document with so many citations of one to three works.

    >>> from pathlib import Path
    >>> '"t": "Cite"' in paper(["a"], Path("refs.json"), "apa", citations=1)
    True
    """
    random = Random("paper")
    blocks = [
        {"t": "Para", "c": [*_words("Some words"), {"t": "Space"}, _citation(random, ids),
                            *_words(" and more text.")]}
        for _ in range(citations)
    ]  # fmt: skip
    meta = {
        "bibliography": {"t": "MetaString", "c": str(bibliography)},
        "csl": {"t": "MetaString", "c": style},
    }
    document = {"pandoc-api-version": api_version(), "meta": meta, "blocks": blocks}
    return json.dumps(document)


def _citation(random: Random, ids: Sequence[str]) -> dict[str, Any]:
    mode = random.choice(_MODES)
    cites = []
    for number in range(random.choice([1, 1, 1, 1, 2, 2, 3])):
        is_narrative = mode == "AuthorInText" and not number
        cites.append({
            "citationId": random.choice(ids),
            "citationPrefix": [] if is_narrative else _words(random.choice(_PREFIXES)),
            "citationSuffix": _words(random.choice(_SUFFIXES)),
            "citationMode": {"t": "NormalCitation" if number else mode},
            "citationNoteNum": 0,
            "citationHash": 0,
        })  # fmt: skip
    return {"t": "Cite", "c": [cites, _words("[@x]")]}


def _words(text: str) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for number, word in enumerate(text.split(" ")):
        made += [{"t": "Space"}] if number else []
        made += [{"t": "Str", "c": word}] if word else []
    return made
