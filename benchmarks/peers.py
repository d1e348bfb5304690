"""Time other processors, which render the whole bibliography of a corpus as HTML.

A peer that is not installed is left out. All times are those of the CPU, as for citeformat. Each
`note` says what is timed. Loading and parsing a style is not included, except for whole processes.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any, Protocol

from benchmarks.timing import cpu_of_process
from citeformat import Record, convert
from tools.node import find_citeproc, find_node, locales_folder

__all__ = ["PEERS", "Corpus", "Peer", "installed"]

_DRIVER = Path(__file__).with_name("citeproc_js.js")


@dataclass(frozen=True, slots=True)
class Corpus:
    """CSL-JSON items, and a file with them."""

    items: Sequence[dict[str, Any]]
    file: Path
    alone: bool = False
    """Whether each item is rendered by itself."""


class Peer(Protocol):
    """Another processor."""

    @property
    def name(self) -> str:
        """What the table calls it."""
        ...

    @property
    def note(self) -> str:
        """What is measured."""
        ...

    @property
    def renders_alone(self) -> bool:
        """Whether it can render items by themselves in one process."""
        ...

    def installed(self) -> bool:
        """Whether it is on this machine."""
        ...

    def measure(self, style: Path, corpus: Corpus) -> float:
        """Render the corpus once in the style of a file; return the seconds that it took."""
        ...


@dataclass(frozen=True, slots=True)
class CiteprocPy:
    """citeproc-py through its own interface, on a sample."""

    sample: int = 60
    name: str = "citeproc-py"
    renders_alone: bool = True

    @property
    def note(self) -> str:
        """What is measured."""
        return (f"registering, sorting and rendering every nth record, {self.sample} in all, "
                "scaled to all records; records that it cannot render are skipped")  # fmt: skip

    def installed(self) -> bool:
        """Return true: citeformat depends on it."""
        return True

    def measure(self, style: Path, corpus: Corpus) -> float:
        """Render a sample of the corpus; return the seconds that all of it would take."""
        from citeproc import CitationStylesStyle
        from citeproc.source.json import CiteProcJSON

        step = max(1, len(corpus.items) // self.sample)
        items = [{**item, "id": str(item["id"]).lower()} for item in corpus.items[::step]]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = CitationStylesStyle(str(style), validate=False)
            elapsed = count = 0.0
            together = 1 if corpus.alone else 20
            for start in range(0, len(items), together):
                some = items[start : start + together]
                took = _citeproc_py(parsed, CiteProcJSON, some)
                elapsed, count = elapsed + took[0], count + took[1]
        return elapsed * len(corpus.items) / max(count, 1)


def _citeproc_py(style: Any, read: Any, items: Sequence[dict[str, Any]]) -> tuple[float, int]:
    """Return seconds and number of rendered records; render them singly if one of them fails."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.formatter import html

    try:
        made = CitationStylesBibliography(style, read(items), html)
        start = process_time()
        for item in items:
            made.register(Citation([CitationItem(item["id"])]))
        made.sort()
        for entry in made.bibliography():
            str(entry)
        return process_time() - start, len(items)
    except Exception:
        if len(items) == 1:
            return 0.0, 0
    each = [_citeproc_py(style, read, [item]) for item in items]
    return sum(one[0] for one in each), sum(one[1] for one in each)


@dataclass(frozen=True, slots=True)
class CiteprocJs:
    """citeproc-js in node."""

    name: str = "citeproc-js"
    note: str = "updateItems and makeBibliography in node; the engine is made before"
    renders_alone: bool = True

    def installed(self) -> bool:
        """Whether node and the npm package `citeproc` are found."""
        return bool(find_node() and find_citeproc())

    def measure(self, style: Path, corpus: Corpus) -> float:
        """Render the corpus; return the seconds within node."""
        job = {"citeproc": find_citeproc(), "locales": str(locales_folder()),
               "style": style.read_text(encoding="utf-8"), "items": corpus.items,
               "alone": corpus.alone}  # fmt: skip
        done = subprocess.run(
            [find_node(), str(_DRIVER)], input=json.dumps(job), capture_output=True,
            encoding="utf-8", check=True,
        )  # fmt: skip
        return float(done.stdout.split()[-1])


@dataclass(frozen=True, slots=True)
class Pandoc:
    """pandoc --citeproc, a whole process."""

    name: str = "pandoc"
    renders_alone: bool = False
    note: str = "the whole process: pandoc --citeproc with nocite @*, CSL-JSON to HTML"

    def installed(self) -> bool:
        """Whether there is a `pandoc` command."""
        return bool(shutil.which("pandoc"))

    def measure(self, style: Path, corpus: Corpus) -> float:
        """Render the corpus; return the seconds of the process."""
        command = ["pandoc", "--citeproc", "--from=markdown", "--to=html", f"--csl={style}",
                   f"--bibliography={corpus.file}"]  # fmt: skip
        return cpu_of_process(command, "---\nnocite: '@*'\n---\n")


@dataclass(frozen=True, slots=True)
class Typst:
    """Typst, a whole process; it reads BibLaTeX and writes PDF."""

    name: str = "Typst"
    renders_alone: bool = False
    note: str = "the whole process: typst compile of the full bibliography, BibLaTeX to PDF"

    def installed(self) -> bool:
        """Whether there is a `typst` command."""
        return bool(shutil.which("typst"))

    def measure(self, style: Path, corpus: Corpus) -> float:
        """Render the corpus; return the seconds of the process."""
        folder = corpus.file.parent
        records = [Record.from_csl(item) for item in corpus.items]
        (folder / "refs.bib").write_text(convert(records, to="biblatex"), encoding="utf-8")
        (folder / "style.csl").write_bytes(style.read_bytes())
        source = folder / "main.typ"
        source.write_text('#bibliography("refs.bib", style: "style.csl", full: true)\n')
        return cpu_of_process(["typst", "compile", str(source), str(folder / "main.pdf")])


PEERS: tuple[Peer, ...] = (CiteprocPy(), CiteprocJs(), Pandoc(), Typst())
"""The peers, in the order of the columns of the table."""


def installed(names: Sequence[str] = ()) -> list[Peer]:
    """Return the peers on this machine, or those with the given names."""
    return [peer for peer in PEERS if peer.installed() and (not names or peer.name in names)]
