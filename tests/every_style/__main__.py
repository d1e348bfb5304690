"""`python -m tests.every_style`: check all styles, print every flaw and a summary."""

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
    """Run the command; the exit code is 1 if a style has a flaw."""
    options = _parser().parse_args(arguments)
    paths = [path for path in style_paths() if options.only in path.stem][:: options.step]
    kinds: Counter[str] = Counter()
    flawed = 0
    for path, flaws in zip(paths, _checked(paths, options.jobs), strict=True):
        flawed += bool(flaws)
        kinds.update(_kind(flaw) for flaw in flaws)
        for flaw in flaws:
            print(f"{path.stem}: {flaw}", flush=True)
    print()
    for kind, count in kinds.most_common():
        print(f"{count:6} {kind}")
    print(f"{len(paths) - flawed} of {len(paths)}")
    return 1 if flawed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.every_style", description=__doc__)
    add = parser.add_argument
    add("--only", default="", metavar="PART", help="styles with this in their name")
    add("--step", type=int, default=1, metavar="N", help="every Nth style (%(default)s)")
    add("-j", "--jobs", type=int, default=2, help="processes (%(default)s)")
    return parser


def _checked(paths: Sequence[Path], jobs: int) -> Iterator[list[str]]:
    """Yield the flaws of each style as soon as they are known."""
    if jobs < 2:
        yield from map(check, paths)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        yield from pool.map(check, paths, chunksize=10)


def _kind(flaw: str) -> str:
    """Return the kind of a flaw, without its location and text."""
    parts = flaw.split(": ")
    return (
        ": ".join(parts[:2])[:100]
        if parts[0].startswith("raises")
        else parts[min(1, len(parts) - 1)]
    )


if __name__ == "__main__":
    raise SystemExit(main())
