"""`python -m tests.every_style`: check all styles, print every fault and a summary."""

from __future__ import annotations

import argparse
import multiprocessing
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.every_style.check import check
from tools.node import style_paths

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is 1 where a style has a fault."""
    options = _parser().parse_args(arguments)
    paths = [path for path in style_paths() if options.only in path.stem][:: options.step]
    kinds: Counter[str] = Counter()
    faulty = 0
    for path, faults in zip(paths, _checked(paths, options.jobs), strict=True):
        faulty += bool(faults)
        kinds.update(_kind(fault) for fault in faults)
        for fault in faults:
            print(f"{path.stem}: {fault}", flush=True)
    print()
    for kind, count in kinds.most_common():
        print(f"{count:6} {kind}")
    print(f"{len(paths) - faulty} of {len(paths)}")
    return 1 if faulty else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.every_style", description=__doc__)
    add = parser.add_argument
    add("--only", default="", metavar="PART", help="styles with this in their name")
    add("--step", type=int, default=1, metavar="N", help="every Nth style (%(default)s)")
    add("-j", "--jobs", type=int, default=2, help="processes (%(default)s)")
    return parser


def _checked(paths: Sequence[Path], jobs: int) -> Iterator[list[str]]:
    """The faults of each style, as soon as they are known."""
    if jobs < 2:
        yield from map(check, paths)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        yield from pool.map(check, paths, chunksize=10)


def _kind(fault: str) -> str:
    """A fault without its place and text."""
    parts = fault.split(": ")
    return (
        ": ".join(parts[:2])[:100]
        if parts[0].startswith("raises")
        else parts[min(1, len(parts) - 1)]
    )


if __name__ == "__main__":
    raise SystemExit(main())
