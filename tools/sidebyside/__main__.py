"""`python -m tools.sidebyside`: render records with citeproc-js and with citeformat, and compare.

It needs node and the npm package `citeproc` ($CITEPROC_JS names its folder).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tools.node import find_citeproc, find_node, style_path, style_paths
from tools.sidebyside import reference
from tools.sidebyside.batches import Batch, batches_of, make_batches
from tools.sidebyside.compare import Comparison, compare
from tools.sidebyside.report import as_json, as_text

__all__ = ["main"]

_STYLES = Path(__file__).with_name("styles.txt")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    options = _parser().parse_args(arguments)
    if not find_node() or not find_citeproc():
        print("this needs node and the npm package citeproc; set CITEPROC_JS", file=sys.stderr)
        return 2
    one = partial(_one, batches=_batches(options), locale=options.locale, only=options.reference)
    with ProcessPoolExecutor(options.jobs) as pool:
        comparisons = []
        for comparison in pool.map(one, _styles(options.styles)):
            comparisons.append(comparison)
            print(f"{len(comparisons)} {comparison.style}", file=sys.stderr)
    if options.json:
        print(json.dumps(as_json(comparisons, options.examples), ensure_ascii=False, indent=1))
    elif not options.reference:
        print(as_text(comparisons, options.examples, options.signatures))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.sidebyside", description=__doc__)
    add = parser.add_argument
    add("--styles", default="", help="names with commas between, paths of .csl files, `all`, or "
        "`all/N` for every Nth of all (default: the list styles.txt)")  # fmt: skip
    add("--records", default="", metavar="FILE", help="CSL-JSON instead of made-up records")
    add("--per-type", type=int, default=12, help="made-up records of each type (%(default)s)")
    add("--locale", default="", help="override the styles' locale on both sides")
    add("--examples", type=int, default=1, help="examples of each difference (%(default)s)")
    add("--signatures", type=int, default=12, help="differences of each pattern (%(default)s)")
    add("--json", action="store_true", help="print the report as JSON")
    add("--reference", action="store_true", help="only fill the cache of the reference")
    add("-j", "--jobs", type=int, default=os.cpu_count() or 1, help="processes (%(default)s)")
    return parser


def _styles(given: str) -> list[Path]:
    if given.startswith("all"):
        step = int(given.partition("/")[2] or 1)
        return style_paths()[::step]
    names = given.split(",") if given else _STYLES.read_text(encoding="utf-8").split()
    return [Path(name) if name.endswith(".csl") else style_path(name) for name in names]


def _batches(options: argparse.Namespace) -> list[Batch]:
    if not options.records:
        return make_batches(options.per_type)
    items = json.loads(Path(options.records).read_text(encoding="utf-8"))
    return [
        batches_of(f"records-{start}", items[start : start + 100])
        for start in range(0, len(items), 100)
    ]


def _one(path: Path, batches: Sequence[Batch], locale: str, only: bool) -> Comparison:
    style = path.read_text(encoding="utf-8")
    if only:
        reference.render(style, batches, locale)
        return Comparison(path.stem)
    return compare(path.stem, style, batches, locale)


if __name__ == "__main__":
    raise SystemExit(main())
