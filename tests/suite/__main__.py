"""`python -m tests.suite`: run the CSL test suite, show one fixture, or rewrite the lists."""

from __future__ import annotations

import argparse
import difflib
import fnmatch
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.suite import conformance, ratchet
from tests.suite.runner import ENGINE, Outcome, missing_module, run, run_all
from tools import history

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is 0 if all fixtures ran, even if some fail."""
    options = _parser().parse_args(arguments)
    if options.write_docs:
        conformance.PAGE.write_text(conformance.page(), encoding="utf-8")
        return 0
    folder = ratchet.find_suite(options.dir)
    if folder is None:
        print("no folder of fixtures: give --dir DIR or set CSL_TEST_SUITE", file=sys.stderr)
        return 2
    if missing := missing_module(options.engine):
        print(f"the package {missing!r} is not installed in {sys.executable}, so no fixture "
              "can run; CONTRIBUTING.md has the set-up", file=sys.stderr)  # fmt: skip
        return 2
    if options.show:
        return _show(folder, options)
    paths = sorted(path for path in folder.glob("*.txt") if _wanted(path.stem, options.only))
    outcomes = run_all(paths, engine=options.engine, seconds=options.seconds, jobs=options.jobs)
    failing = [outcome.name for outcome in outcomes if not outcome.passed]
    for name in failing:
        print(name)
    if options.update:
        _update(outcomes, complete=not options.only)
    passed = len(outcomes) - len(failing)
    print(f"{passed} of {len(outcomes)}")
    if options.record:
        history.append(history.CONFORMANCE, {"passed": passed, "fixtures": len(outcomes)})
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.suite", description=__doc__)
    add = parser.add_argument
    add("--dir", default="", help="the folder of the fixtures (default: $CSL_TEST_SUITE, "
        "then ../shared/csl-test-suite)")  # fmt: skip
    add(
        "--only",
        default="",
        metavar="PATTERN",
        help="fixtures whose names contain this or match a *-pattern",
    )
    add("--show", default="", metavar="NAME", help="print expected, actual and their difference")
    add("--update", action="store_true", help="rewrite passing.txt and the table in NOTES.md")
    add("--record", action="store_true", help=f"append the figures to {history.CONFORMANCE.name}")
    add("--write-docs", action="store_true",
        help=f"only write docs/{conformance.PAGE.name} from these lists")  # fmt: skip
    add("-j", "--jobs", type=int, default=os.cpu_count() or 1, help="processes (%(default)s)")
    add("--seconds", type=float, default=10, help="time limit of a fixture (default: %(default)s)")
    add("--engine", default=ENGINE, metavar="MODULE",
        help="the module with make_processor(csl, items) (default: %(default)s)")  # fmt: skip
    return parser


def _wanted(name: str, pattern: str) -> bool:
    return fnmatch.fnmatch(name, pattern) if "*" in pattern else pattern in name


def _show(folder: Path, options: argparse.Namespace) -> int:
    path = folder / f"{options.show.removesuffix('.txt')}.txt"
    if not path.exists():
        print(f"there is no fixture {path}", file=sys.stderr)
        return 2
    outcome = run(path, engine=options.engine, seconds=options.seconds)
    print(f"--- expected\n{outcome.expected}\n--- actual\n{outcome.error or outcome.actual}")
    if not outcome.error and not outcome.passed:
        print("--- difference")
        for line in difflib.ndiff(_lines(outcome.expected), _lines(outcome.actual)):
            print(line.rstrip("\n"))
    print("passes" if outcome.passed else "fails")
    return 0


def _lines(text: str) -> list[str]:
    return text.replace("</div><div", "</div>\n<div").splitlines()


def _update(outcomes: Sequence[Outcome], complete: bool) -> None:
    passed = {outcome.name for outcome in outcomes if outcome.passed}
    failed = {outcome.name for outcome in outcomes} - passed
    if not complete:
        passed |= ratchet.passing() - failed
        failed |= set(ratchet.noted()) - passed
    ratchet.write_passing(passed)
    ratchet.write_notes(failed)


if __name__ == "__main__":
    raise SystemExit(main())
