"""`python -m benchmarks`: measure citeformat and its peers, and print one Markdown table."""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Sequence

from benchmarks import corpus
from benchmarks.jobs import JOBS, Plan, Row
from benchmarks.peers import PEERS, installed
from benchmarks.table import render
from tools import history

__all__ = ["main"]

_STYLES = "apa,vancouver,ieee,modern-language-association,chicago-author-date"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    options = _parser().parse_args(arguments)
    records = corpus.load(options.bib) if options.bib else corpus.generate(options.records)
    peers = installed(_names(options.peers)) if options.peers != "none" else []
    bibtex = corpus.bibtex(options.bib) if options.bib else ""
    plan = Plan(records, _names(options.styles), peers, options.runs, bibtex)
    rows: list[Row] = []
    for name in _names(options.jobs) or JOBS:
        for row in JOBS[name](plan):
            print(f"measured: {row.job}", file=sys.stderr)
            rows.append(row)
    source = "from a file" if options.bib else "made up"
    headline = (f"{len(records):,} records {source}; best of {options.runs} runs; "
                f"Python {platform.python_version()}; {platform.machine()}.")  # fmt: skip
    print(render(rows, peers, headline))
    if options.record:
        seconds = {row.job: {"citeformat": row.ours, **row.others} for row in rows}
        history.append(history.BENCHMARKS, {"records": len(records), "seconds": seconds})
    return 1 if any(row.ours is None for row in rows) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("--bib", metavar="FILE", help="read records from a file: CSL-JSON, BibTeX ...")
    add(
        "--records",
        type=int,
        default=1000,
        help="number of made-up records, without --bib (%(default)s)",
    )
    add("--styles", default=_STYLES, help="names with commas between them (%(default)s)")
    add("--jobs", default="", help=f"some of {','.join(JOBS)} (all)")
    add("--peers", default="", help=f"`none`, or some of {','.join(p.name for p in PEERS)} (all)")
    add("--record", action="store_true", help=f"append the figures to {history.BENCHMARKS.name}")
    add("--runs", type=int, default=3, help="number of runs; the best counts (%(default)s)")
    return parser


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


if __name__ == "__main__":
    raise SystemExit(main())
