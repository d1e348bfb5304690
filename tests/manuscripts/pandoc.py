"""What pandoc finds in texts, for comparisons where it is installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

__all__ = ["found_by_pandoc", "needs_pandoc", "rendered_by_pandoc"]

needs_pandoc = pytest.mark.skipif(
    shutil.which("pandoc") is None, reason="pandoc is not installed; the tests compare with it"
)


def run(arguments: Sequence[str], text: str = "") -> str:
    """Run pandoc, and return what it prints."""
    done = subprocess.run(
        ["pandoc", *arguments], input=text, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


def found_by_pandoc(texts: Sequence[str], folder: Path) -> list[list[list[str]]]:
    """Return the citations that pandoc finds in each text: `@key`, `-key` or `key` for each cite.

    All texts are parsed by one process. Each is a file of its own, so that notes and links of one
    text do not count in another.
    """
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.md"
        path.write_text(f"# {number} {{#case-{number}}}\n\n{text}\n", "utf-8")
        paths.append(str(path))
    document = json.loads(
        run(["-f", "markdown-implicit_figures", "-t", "json", "--file-scope", *paths])
    )
    found: list[list[list[str]]] = [[] for _ in texts]
    number = 0
    for block in document["blocks"]:
        if block["t"] == "Header" and "case-" in block["c"][1][0]:
            number = int(block["c"][1][0].partition("case-")[2])
            continue
        for citation in citations(block):
            cites = [
                {"AuthorInText": "@", "SuppressAuthor": "-"}.get(cite["citationMode"]["t"], "")
                + cite["citationId"]
                for cite in citation
                if cite["citationId"].strip("*")
            ]
            if cites:
                found[number].append(cites)
    return found


def citations(node: Any) -> Iterator[list[Any]]:
    """Yield the citations in a part of pandoc's AST."""
    if isinstance(node, dict):
        if node.get("t") == "Cite":
            yield node["c"][0]
        for value in node.values():
            yield from citations(value)
    elif isinstance(node, list):
        for value in node:
            yield from citations(value)


def rendered_by_pandoc(text: str, csl: Path, records: Path) -> list[str]:
    """Return the blocks of a text that pandoc has rendered, as plain text."""
    written = run(
        ["--citeproc", "-f", "markdown", "-t", "plain", "--wrap=none", "--csl", str(csl),
         "--bibliography", str(records), "-M", "suppress-bibliography"], text,
    )  # fmt: skip
    return [block for block in written.split("\n\n") if block.strip()]
