"""How the time of readers, writers, renderers and documents grows with their input.

Each structure is repeated n, 2n and 4n times. The time grows with n to the power of an exponent: 1
is linear, 2 is quadratic. Times below a tenth of a second say nothing about it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import citeformat
from citeformat import CiteformatError, Record, Records, Style
from citeformat.interchange.registry import READERS, WRITERS
from citeformat.output.registry import FORMATS
from tests.time_limit import TimeIsUp, time_limit

__all__ = ["STRUCTURES", "jobs", "measure"]

STRUCTURES = (
    " ", "\n", "\t", "\u00a0", "\u2028", "a", "A ", "9", "1-", "é", "\u0301", "\ue001", "😀",
    ".", ",", ", ", ";", ":", "-", "--", "'", '"', "“", "” ", "<", "<i>", "</i>", "<i>a</i>", "&",
    "&amp;", "{", "}", "{}", "\\", "\\em ", "$", "@", "%", "and ", "https://a.b/ ", "[", "(a) ",
)  # fmt: skip
EXPONENT = 1.2
"""The greatest exponent that is accepted."""
LEAST = 0.1
"""Seconds from which on the time matters."""
SIZE = 8_000
LIMIT = 60

FRAMES = {
    "bibtex": ("@book{{x, title = {{{0}}}, author = {{{0}}}}}", "@book{{x, {0}", "{0}"),
    "ris": ("TY  - BOOK\nTI  - {0}\nAU  - {0}\nPY  - {0}\nER  - \n", "{0}"),
    "csl-json": ('[{{"id": "x", "title": {0}', "{0}"),
    "csl-yaml": ("references:\n- id: x\n  title: {0}", "{0}"),
    "nbib": ("PMID- 1\nTI  - {0}\nFAU - {0}\nDP  - {0}\n", "{0}"),
    "endnote-xml": ("<xml><records><record><titles><title>{0}</title></titles>", "{0}"),
}
"""Format -> where the structure is put in a file."""
VARIABLES = ("title", "page", "DOI", "URL", "note", "edition", "keyword", "ISSN")


def jobs() -> Iterator[tuple[str, Callable[[str], Any]]]:
    """Yield the name of each job, and what it does with a text."""
    for format in READERS.names():
        for index, frame in enumerate(FRAMES.get(format, ("{0}",))):
            yield f"read {format} {index}", partial(_read, frame, format)
    for to in WRITERS.names():
        yield f"write {to}", partial(_write, to)
    for variable in VARIABLES:
        yield f"render {variable}", partial(_render, variable)
    for format in FORMATS.names():
        yield f"to {format}", partial(_print, format)
    apa = Style.load("apa")
    record = Record("x", "book", {"title": "T"})
    yield "cite prefix", lambda text: apa.document([record]).cite("x", prefix=text, suffix=text)
    yield "cite locator", lambda text: apa.document([record]).cite("x", locator=text)
    yield "name of a style", Style.named


def _read(frame: str, format: str, text: str) -> Records:
    return citeformat.read(text=frame.format(text), format=format)


def _write(to: str, text: str) -> str:
    return citeformat.convert([_record(text)], to=to)


def _render(variable: str, text: str) -> str:
    record = Record("x", "article-journal", {"title": "T", variable: text})
    return str(Style.load("apa").bibliography([record], spans=True))


def _print(format: str, text: str) -> str:
    return Style.load("apa").bibliography([_record(text)]).to(format)


def _record(text: str) -> Record:
    return Record.from_csl(
        {"id": "x", "type": "article-journal", "title": text, "author": [{"family": text}],
         "issued": {"literal": text}, "container-title": text, "page": text, "note": text}
    )  # fmt: skip


def seconds(job: Callable[[str], Any], text: str) -> float:
    """Return the CPU time that a job takes for a text."""
    start = time.process_time()
    try:
        with time_limit(LIMIT):
            job(text)
    except CiteformatError:
        pass
    except TimeIsUp:
        return math.inf
    return time.process_time() - start


def measure() -> int:
    """Print each job and structure whose time grows too fast, and return the exit code."""
    code = 0
    for name, job in jobs():
        seconds(job, "a")  # what is imported and compiled once
        for structure in STRUCTURES:
            times = [seconds(job, structure * (SIZE * times)) for times in (1, 2, 4)]
            if times[2] < LEAST:
                continue
            exponent = math.log2(max(times[2], 1e-9) / max(times[1], 1e-9))
            if exponent > EXPONENT and times[2] > EXPONENT * 2 * times[1]:
                shown = ", ".join(f"{each:.2f}" for each in times)
                print(f"{name}: {structure!r}: {shown} s, exponent {exponent:.2f}", flush=True)
                code = 1
    return code
