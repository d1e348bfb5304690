"""What is measured. Each job gives rows for the table."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from bibtexparser.splitter import Splitter

import citeformat
from benchmarks import corpus as corpora
from benchmarks.peers import Corpus, Peer
from benchmarks.timing import best_of, process, python
from citeformat.engine.processor.citation import Citation, Cite
from citeformat.interchange.bibtex.reading.to_record import read
from citeformat.output import FORMATS
from citeformat.record import Record
from citeformat.style import Style
from citeformat.styles import loader

__all__ = ["JOBS", "OURSELVES", "Plan", "Row"]

OURSELVES = "beside"
"""The column of what a job is compared with where no peer does the like."""
_GROWTH = (1_000, 10_000)
_STYLE = Path(__file__).with_name("disambiguating.csl")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure, and how patiently."""

    records: Sequence[Record]
    styles: Sequence[str]
    peers: Sequence[Peer]
    runs: int = 3
    bibtex: str = ""
    """The text of the file that the records are of, where that is BibTeX."""


@dataclass(slots=True)
class Row:
    """One row of the table."""

    job: str
    ours: float | None = None
    """Seconds; `None` where it failed."""
    per: int = 0
    """How many references that were, or 0."""
    others: dict[str, float | None] = field(default_factory=dict)
    """Column -> seconds; `None` where that one failed."""
    notes: list[str] = field(default_factory=list)
    """What stands below the table."""


def bibliographies(plan: Plan) -> Iterator[Row]:
    """The whole reference list of all records as HTML, in each style, by us and by each peer."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "refs.json"
        items = [record.to_csl() for record in plan.records]
        file.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
        for name in plan.styles:
            yield _bibliography(plan, name, Corpus(items, file))


def _bibliography(plan: Plan, name: str, corpus: Corpus) -> Row:
    path = corpus.file.with_name("measured.csl")
    path.write_bytes(loader.find(name).text)
    row = Row(f"reference list, {name}", per=len(plan.records))
    row.ours = _try(row, "ours", lambda: _ours(plan, name))
    for peer in plan.peers:

        def once(peer: Peer = peer) -> float:
            return best_of(plan.runs, lambda: peer.measure(path, corpus))

        row.others[peer.name] = _try(row, peer.name, once)
    return row


def _ours(plan: Plan, name: str) -> float:
    style = Style.load(name)
    style.bibliography(plan.records[:2]).to("html")  # compiled
    return best_of(plan.runs, _timed(lambda: style.bibliography(plan.records).to("html")))


def outputs(plan: Plan) -> Iterator[Row]:
    """The first style's list in each output format, with links and with spans, beside plain text.

    The list is the same for all formats: rendering and writing are measured by themselves and
    added, and it is the time of the processor that counts.
    """
    style, records = Style.load(plan.styles[0]), plan.records
    style.bibliography(records[:2], spans=True)  # compiled, and for tracing too

    def best(work: Callable[[], object]) -> float:
        return best_of(plan.runs + 2, _timed(work, process_time))

    rendering = best(lambda: style.bibliography(records))
    tracing = best(lambda: style.bibliography(records, spans=True))
    made = style.bibliography(records)
    linking = best(lambda: made.with_links(records))
    linked, traced = made.with_links(records), style.bibliography(records, spans=True)
    plain = rendering + best(lambda: made.to("text"))
    for name in FORMATS:
        yield _output(plan, name, plain, rendering + best(partial(made.to, name)))
    yield _output(plan, "html with links", plain, rendering + linking
                  + best(lambda: linked.to("html")))  # fmt: skip
    yield _output(plan, "json with spans", plain, tracing + best(lambda: traced.to("json")))


def _output(plan: Plan, name: str, plain: float, seconds: float) -> Row:
    job = f"reference list as {name}, {plan.styles[0]} (beside plain text)"
    return Row(job, seconds, len(plan.records), {OURSELVES: plain})


def growth(plan: Plan) -> Iterator[Row]:
    """A document that cites each record once, beside documents of a tenth of the same records
    each (the mean of them): all citations made together, and one after another as a writer makes
    them.

    Both go through the same records, so that the processor's cache serves neither better.
    """
    few, many = _GROWTH
    style = Style.from_string(_STYLE.read_text(encoding="utf-8"))
    records = corpora.alike(many)
    parts = [records[start : start + few] for start in range(0, many, few)]
    for how, work in (("", _whole_document), (" one after another", _growing_document)):
        job = f"document citing {many:,} records that look alike{how}, all disambiguation methods"
        row = Row(f"{job} (beside {few:,})", per=many)
        mean = row.ours = float("inf")
        for _ in range(plan.runs):  # in turn, so that both meet the machine in the same mood
            small = sum([_timed(partial(work, style, part))() for part in parts])
            mean = min(mean, small / len(parts))
            row.ours = min(row.ours, _timed(partial(work, style, records))())
        row.others[OURSELVES] = mean
        yield row


def _whole_document(style: Style, records: Sequence[Record]) -> None:
    document = style.document(records)
    for text in document.process([Citation((Cite(record.id),)) for record in records]):
        text.to("html")
    document.bibliography().to("html")


def _growing_document(style: Style, records: Sequence[Record]) -> None:
    document = style.document(records)
    for record in records:
        document.cite(record.id).to("html")
    document.bibliography().to("html")


def reading(plan: Plan) -> Iterator[Row]:
    """A .bib file to records, beside bibtexparser's bare parse of it."""
    source = plan.bibtex or str(citeformat.convert(plan.records, to="biblatex"))
    row = Row("reading BibTeX (beside bibtexparser's splitting alone)", per=len(plan.records))
    row.others[OURSELVES] = best_of(plan.runs, _timed(lambda: Splitter(source).split()))
    row.ours = _try(row, "ours", lambda: best_of(plan.runs, _timed(lambda: read(source))))
    yield row


def _timed(
    work: Callable[[], object], clock: Callable[[], float] = perf_counter
) -> Callable[[], float]:
    def once() -> float:
        start = clock()
        work()
        return clock() - start

    return once


_LOADED = """
import sys
heavy = [name for name in ("lxml", "citeproc", "bibtexparser") if name in sys.modules]
print(time.perf_counter() - start, *heavy)
"""
_IMPORT = f"import time\nstart = time.perf_counter()\nimport citeformat\n{_LOADED}"
_WARM = f"""
import time
from citeformat import Record, Style
record = Record.from_csl({{"id": "a", "type": "book", "title": "TeX", "author": [
    {{"family": "Knuth", "given": "Donald E."}}], "issued": {{"date-parts": [[1984]]}}}})
start = time.perf_counter()
Style.load("apa").bibliography([record]).to("html")
{_LOADED}"""


def imports(plan: Plan) -> Iterator[Row]:
    """`import citeformat` in a fresh Python."""
    yield _fresh(plan, "import citeformat", _IMPORT)


def warm(plan: Plan) -> Iterator[Row]:
    """A style that is in the cache and one entry, in a fresh Python."""
    python(_WARM)  # fills the cache
    yield _fresh(plan, 'Style.load("apa") and one entry, cache warm', _WARM)


def _fresh(plan: Plan, job: str, code: str) -> Row:
    row = Row(job)
    loaded: set[str] = set()

    def once() -> float:
        seconds, *heavy = python(code).split()
        loaded.update(heavy)
        return float(seconds)

    row.ours = _try(row, "ours", lambda: best_of(plan.runs + 4, once))
    row.notes.append(f"{job}: loads {', '.join(sorted(loaded)) or 'no heavy dependency'}")
    return row


def command(plan: Plan) -> Iterator[Row]:
    """The command `citeformat cite` on one record, beside Python's own start-up."""
    row = Row("citeformat cite, one record, whole process (beside python -c pass)")
    record = {"id": "a", "type": "book", "title": "TeX", "issued": {"date-parts": [[1984]]}}
    runs = plan.runs + 4
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "refs.json"
        file.write_text(json.dumps([record]), encoding="utf-8")
        words = [sys.executable, "-m", "citeformat", "cite", str(file), "--key", "a"]
        row.others[OURSELVES] = best_of(runs, lambda: process([sys.executable, "-c", "pass"]))
        row.ours = _try(row, "ours", lambda: best_of(runs, lambda: process(words)))
    yield row


def _try(row: Row, who: str, work: Callable[[], float]) -> float | None:
    """What the work gives; a failure is a note below the table."""
    try:
        return work()
    except Exception as error:
        row.notes.append(f"{row.job}: {who} failed: {type(error).__name__}: {error}")
        return None


JOBS: dict[str, Callable[[Plan], Iterator[Row]]] = {
    "bibliography": bibliographies,
    "reading": reading,
    "outputs": outputs,
    "growth": growth,
    "import": imports,
    "warm": warm,
    "command": command,
}
"""Every job by the name that the command's option uses."""
