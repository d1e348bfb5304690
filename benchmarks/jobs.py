"""The jobs that are measured. Each job yields rows of the table."""

from __future__ import annotations

import json
import re
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from bibtexparser.splitter import Splitter

import citeformat
from benchmarks import corpus as corpora
from benchmarks.documents import paper
from benchmarks.peers import Corpus, Peer
from benchmarks.service import measure_service
from benchmarks.sites import (
    OTHERS,
    SITES,
    can_measure_other,
    measured_site,
    readable_by_all,
)
from benchmarks.timing import best_of, cpu_of_process, process, python
from citeformat.engine.processor.citation import Citation, Cite
from citeformat.interchange.bibtex.reading.to_record import read
from citeformat.output import FORMATS
from citeformat.record import Record
from citeformat.style import Style
from citeformat.styles import loader
from tools.node import find_citeproc, find_node

__all__ = ["BASELINE", "JOBS", "Plan", "Row"]

BASELINE = "baseline"
"""The column of another job of ours, for jobs that no peer does."""
_GROWTH = (1_000, 10_000, 100_000)
_CITED = 10_000
"""The number of works in the document whose memory is measured."""
_THREADS = 4
_STYLE = Path(__file__).with_name("disambiguating.csl")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure, and how often."""

    records: Sequence[Record]
    styles: Sequence[str]
    peers: Sequence[Peer]
    runs: int = 3
    bibtex: str = ""
    """The text of the file that the records come from, if it is BibTeX."""


@dataclass(slots=True)
class Row:
    """One row of the table."""

    job: str
    ours: float | None = None
    """Seconds, or `None` if it failed."""
    per: int = 0
    """The number of references, or 0."""
    others: dict[str, float | None] = field(default_factory=dict)
    """Column -> seconds, or `None` if it failed."""
    notes: list[str] = field(default_factory=list)
    """Lines below the table."""


def bibliographies(plan: Plan) -> Iterator[Row]:
    """Render the reference list of all records as HTML, in each style, by us and by each peer."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "refs.json"
        items = [record.to_csl() for record in plan.records]
        file.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
        for name in plan.styles:
            row = Row(f"reference list, {name}", per=len(plan.records))

            def ours(name: str = name) -> float:
                style = Style.load(name)
                style.bibliography(plan.records[:2]).to("html")  # compiles the style
                whole = _timed(lambda: style.bibliography(plan.records).to("html"))
                return best_of(plan.runs, whole)

            row.ours = _try(row, "ours", ours)
            _measure_peers(row, plan, plan.peers, name, Corpus(items, file))
            yield row


def batches(plan: Plan) -> Iterator[Row]:
    """Render each record by itself, as HTML, from CSL-JSON objects.

    The baseline is a reference list for each record.
    """
    items = [record.to_csl() for record in plan.records]
    with tempfile.TemporaryDirectory() as folder:
        corpus = Corpus(items, Path(folder) / "refs.json", alone=True)
        peers = [peer for peer in plan.peers if peer.renders_alone]
        for name in plan.styles:
            row = Row(f"table, one by one, {name} (baseline: Style.bibliography)", per=len(items))
            style = Style.load(name)
            citeformat.render_batch(items[:2], style)  # compiles the style

            def one_by_one(style: Style = style) -> None:
                for item in items:
                    style.bibliography([item])[0].to("html")

            batch = partial(citeformat.render_batch, items, style, formats=["html"])
            row.others[BASELINE] = best_of(plan.runs, _timed(one_by_one))
            row.ours = _try(row, "ours", partial(best_of, plan.runs, _timed(batch)))
            _measure_peers(row, plan, peers, name, corpus)
            yield row


def _measure_peers(row: Row, plan: Plan, peers: Sequence[Peer], style: str, corpus: Corpus) -> None:
    """Add the times of peers to a row."""
    path = corpus.file.with_name("measured.csl")
    path.write_bytes(loader.find(style).text)
    for peer in peers:
        once = partial(peer.measure, path, corpus)
        row.others[peer.name] = _try(row, peer.name, partial(best_of, plan.runs, once))


def singles(plan: Plan) -> Iterator[Row]:
    """Render each record as a list of its own, as a service does; the baseline is one list of all
    records. The figures are CPU times."""
    for name in plan.styles:
        style = Style.load(name)
        together = partial(_lists, style, [plan.records])
        alone = partial(_lists, style, [[record] for record in plan.records])
        alone()  # compiles the style
        row = Row(f"one record at a time, {name} (baseline: one list)", per=len(plan.records))
        # in turn, so that the machine is equally busy for both
        runs = [(_timed(alone)(), _timed(together)()) for _ in range(plan.runs)]
        row.ours, row.others[BASELINE] = map(min, zip(*runs, strict=True))
        yield row


def _lists(style: Style, lists: Sequence[Sequence[Record]]) -> list[str]:
    return [style.bibliography(records).to("html") for records in lists]


def memory(_plan: Plan) -> Iterator[Row]:
    """Measure the memory of a document that cites many works, and of its bibliography.

    The records are not counted. The times are those of the same document, while memory is traced.
    """
    style = Style.from_string(_STYLE.read_text(encoding="utf-8"))
    for count in (_CITED // 10, _CITED):
        records = corpora.ambiguous(count)
        row = Row(f"memory of a document citing {count:,} works", per=count)
        tracemalloc.start()
        start = process_time()
        document = style.document(records)
        texts = document.process([Citation((Cite(record.id),)) for record in records])
        made = (*texts, *document.bibliography())
        row.ours = process_time() - start
        kept, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        row.notes.append(
            f"{row.job}: {kept / count / 1000:.1f} kB for each work, "
            f"{peak / count / 1000:.1f} kB at most ({len(made):,} texts)"
        )
        yield row


def threads(plan: Plan) -> Iterator[Row]:
    """Render the same list in several threads at once; the baseline is one after another."""
    name = plan.styles[0]
    style, lists = Style.load(name), [plan.records] * _THREADS
    row = Row(
        f"{_THREADS} lists in {_THREADS} threads, {name} (baseline: one after another)",
        per=_THREADS * len(plan.records),
    )
    expected = _lists(style, lists)

    def at_once() -> None:
        with ThreadPoolExecutor(_THREADS) as pool:
            made = pool.map(lambda records: _lists(style, [records])[0], lists)
            if list(made) != expected:
                raise RuntimeError("threads have made different lists")

    row.others[BASELINE] = best_of(plan.runs, _timed(partial(_lists, style, lists), perf_counter))
    row.ours = _try(row, "ours", lambda: best_of(plan.runs, _timed(at_once, perf_counter)))
    yield row


def outputs(plan: Plan) -> Iterator[Row]:
    """Write the list of the first style in each format, with links and with spans.

    The baseline is plain text. All formats write the same list, so rendering and writing are
    measured separately and added. The figures are CPU times.
    """
    style, records = Style.load(plan.styles[0]), plan.records
    style.bibliography(records[:2], spans=True)  # compiles the style, also for tracing

    def best(work: Callable[[], object]) -> float:
        return best_of(plan.runs + 2, _timed(work))

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
    job = f"reference list as {name}, {plan.styles[0]} (baseline: plain text)"
    return Row(job, seconds, len(plan.records), {BASELINE: plain})


def growth(plan: Plan) -> Iterator[Row]:
    """Cite each record once, all at once and one after another as a writer does; and 100,000 works.

    Of `distinct` records, as many are ambiguous in a large document as in a small one; of
    `ambiguous` records, more. The baseline is the mean of ten documents with a tenth of the records
    each. Both go through the same records, so that the CPU's cache helps neither more.
    """
    few, many, most = _GROWTH
    style = Style.from_string(_STYLE.read_text(encoding="utf-8"))
    ambiguous = corpora.ambiguous(many)
    for what, records, work in (
        ("works", corpora.distinct(many), _whole_document),
        ("ambiguous works", ambiguous, _whole_document),
        ("ambiguous works one after another", ambiguous, _growing_document),
    ):
        parts = [records[start : start + few] for start in range(0, many, few)]
        row = Row(f"document citing {many:,} {what} (baseline: {few:,})", per=many)
        mean = row.ours = float("inf")
        for _ in range(plan.runs):  # in turn, so that the machine is equally busy for both
            small = sum([_timed(partial(work, style, part))() for part in parts])
            mean = min(mean, small / len(parts))
            row.ours = min(row.ours, _timed(partial(work, style, records))())
        row.others[BASELINE] = mean
        yield row
    distinct = corpora.distinct(most)
    row = Row(f"document citing {most:,} works (baseline: {many:,})", per=most)
    row.others[BASELINE] = _timed(partial(_whole_document, style, distinct[:many]))()
    row.ours = _timed(partial(_whole_document, style, distinct))()
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
    """Read a .bib file; the baseline is how long bibtexparser takes to split it into fields."""
    source = plan.bibtex or str(citeformat.convert(plan.records, to="biblatex"))
    row = Row("reading BibTeX (baseline: bibtexparser's splitter alone)", per=len(plan.records))
    row.others[BASELINE] = best_of(plan.runs, _timed(lambda: Splitter(source).split()))
    row.ours = _try(row, "ours", lambda: best_of(plan.runs, _timed(lambda: read(source))))
    yield row


def _timed(
    work: Callable[[], object], clock: Callable[[], float] = process_time
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
    """Import citeformat in a fresh Python."""
    yield _fresh(plan, "import citeformat", _IMPORT)


def warm(plan: Plan) -> Iterator[Row]:
    """Load a cached style and render one entry, in a fresh Python."""
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
    """Run `citeformat cite` on one record; the baseline is Python's own start."""
    row = Row("citeformat cite, one record, whole process (baseline: python -c pass)")
    record = {"id": "a", "type": "book", "title": "TeX", "issued": {"date-parts": [[1984]]}}
    runs = plan.runs + 4
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "refs.json"
        file.write_text(json.dumps([record]), encoding="utf-8")
        words = [sys.executable, "-m", "citeformat", "cite", str(file), "--key", "a"]
        row.others[BASELINE] = best_of(runs, lambda: process([sys.executable, "-c", "pass"]))
        row.ours = _try(row, "ours", lambda: best_of(runs, lambda: process(words)))
    yield row


def documents(plan: Plan) -> Iterator[Row]:
    """Render 1,000 citations and the list of a document of pandoc, in CPU of whole processes; then
    one citation in the first style.

    Both read and write the JSON of the document. Records are read from the cache after the first
    run; the bibliography of a .bib file is that file.
    """
    ids = [record.id for record in plan.records]
    script = "from citeformat.integrations.pandoc.command import run; run()"  # as pip installs it
    filter_ = [sys.executable, "-c", script, "json"]
    with tempfile.TemporaryDirectory() as folder:
        kind = ".bib" if plan.bibtex else ".json"
        file = Path(folder) / f"refs{kind}"
        items = [record.to_csl() for record in plan.records]
        file.write_text(plan.bibtex or json.dumps(items, ensure_ascii=False), encoding="utf-8")
        for name, citations in [*((name, 1000) for name in plan.styles), (plan.styles[0], 1)]:
            path = Path(folder) / f"{name}.csl"
            path.write_bytes(loader.find(name).text)
            text = paper(ids, file, str(path), citations)
            cited = "one citation" if citations == 1 else f"{citations:,} citations"
            row = Row(f"document with {cited}, {name}, {kind} file (CPU)", per=citations)
            ours = partial(cpu_of_process, filter_, text)
            row.ours = _try(row, "ours", partial(best_of, plan.runs, ours))
            for peer in plan.peers:
                if peer.name == "pandoc":
                    words = ["pandoc", "-f", "json", "-t", "json", "--citeproc"]
                    theirs = partial(cpu_of_process, words, text)
                    measured = partial(best_of, plan.runs, theirs)
                    row.others[peer.name] = _try(row, peer.name, measured)
            yield row


def sites(plan: Plan) -> Iterator[Row]:
    """Build sites of 100 pages with 1,000 citations in APA, in CPU of whole processes.

    The baseline is the site without citations. *By hand* has the same text and the same links as
    reStructuredText: what they cost is the work of Sphinx. The other extensions are measured where
    they are installed: in this Python, or in the one that the environment variable `PEER_PYTHON`
    names. They keep nothing between builds from nothing, so a warm build of theirs is a cold one.
    """
    if not plan.bibtex:
        return
    bib = readable_by_all(plan.bibtex)
    keys = [record.id for record in read(bib) if re.fullmatch(r"\w[\w:.-]*\w", record.id)]
    for site, (generator, has_lists) in SITES.items():
        other = OTHERS[generator]
        cold = None
        for state in ("cold", "warm", "changed") if generator == "sphinx" else ("cold", "warm"):
            row = Row(f"{site}, {state} (CPU; baseline: no citations)", per=1000)

            def once(who: str, site: str = site, state: str = state) -> float:
                return measured_site(site, who, bib, keys, plan.runs, state)

            row.ours = _try(row, "ours", partial(once, "ours"))
            bare = row.others[BASELINE] = _try(row, "bare", partial(once, "bare"))
            if generator == "sphinx" and state == "warm" and not has_lists:
                row.others["by hand"] = _try(row, "by hand", partial(once, "by hand"))
            if can_measure_other(generator):
                if state != "warm":
                    cold = _try(row, other, partial(once, "other"))
                row.others[other] = cold
            if row.ours and bare:
                row.notes.append(f"{site}, {state}: the citations add {row.ours - bare:.2f} s")
                if cold:
                    added = cold - bare
                    ratio = added / (row.ours - bare)
                    row.notes[-1] += (
                        f"; with {other} they add {added:.2f} s, {ratio:.1f} times as much"
                    )
            yield row


def _try(row: Row, who: str, work: Callable[[], float]) -> float | None:
    """Return the result of the work; report a failure below the table."""
    try:
        return work()
    except Exception as error:
        row.notes.append(f"{row.job}: {who} failed: {type(error).__name__}: {error}")
        return None


def service(plan: Plan) -> Iterator[Row]:
    """Ask `citeformat serve` for bibliographies, and a server around citeproc-js in Node."""
    if not (find_node() and find_citeproc()):
        return
    items = [record.to_csl() for record in plan.records]
    for name, (our, their) in measure_service(items, 600, plan.runs).items():
        if name.endswith("(ms)"):
            job = f"service: {name.removesuffix(' (ms)')}"
            yield Row(job, our / 1000, others={"citeproc-js": their / 1000})


JOBS: dict[str, Callable[[Plan], Iterator[Row]]] = {
    "bibliography": bibliographies,
    "batch": batches,
    "singles": singles,
    "threads": threads,
    "memory": memory,
    "reading": reading,
    "outputs": outputs,
    "growth": growth,
    "import": imports,
    "warm": warm,
    "command": command,
    "document": documents,
    "sites": sites,
    "service": service,
}
"""The jobs by the names that the option of the command uses."""
