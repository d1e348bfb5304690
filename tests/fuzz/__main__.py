"""`python -m tests.fuzz TARGET --seconds N`: try random input.

In: the name of a target, or `all`, and a time for each. Out: the number of inputs, and the first
one that ends in another exception than citeformat's, in a wrong result or not in time; then the
exit code is 1. The seed, which is printed, makes the same inputs again. `scaling` measures how the
time grows with the input.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import time

from citeformat.errors import CiteformatError
from tests.fuzz.scaling import measure
from tests.fuzz.targets import TARGETS, Step
from tests.time_limit import TimeIsUp, time_limit

__all__ = ["fault_of", "fuzz", "main"]

SECONDS = 20
"""The time limit of an input."""


def fault_of(step: Step) -> str:
    """Return what is wrong with what a step does, or `""`."""
    try:
        with time_limit(SECONDS):
            step[1]()
    except CiteformatError:
        return ""
    except TimeIsUp:
        return f"took more than {SECONDS} s"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def fuzz(target: str, seed: int, seconds: float, most: int = sys.maxsize) -> tuple[int, str]:
    """Try inputs until the time is over, or a fault is found.

    Returns:
        The number of inputs, and the first fault with its input, or `""`.
    """
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end and count < most:
        step = TARGETS[target](random.Random(f"{seed} {target} {count}"))
        count += 1
        fault = fault_of(step)
        if fault:
            return count, f"{fault}\n{step[0]!r}"
    return count, ""


def main(arguments: list[str] | None = None) -> int:
    """Run the targets."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("target", choices=["all", "scaling", *sorted(TARGETS)])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**9)
    parser.add_argument("--only", default="", help="words of the names of jobs of scaling")
    options = parser.parse_args(arguments)
    if options.target == "scaling":
        return measure(options.only)
    print(f"seed {options.seed}")
    logging.disable()  # the extensions of sites log what is wrong with a page
    code = 0
    for target in sorted(TARGETS) if options.target == "all" else [options.target]:
        count, fault = fuzz(target, options.seed, options.seconds)
        print(f"{target}: {count:,} inputs, {fault or 'nothing found'}", flush=True)
        code = code or int(bool(fault))
    return code


if __name__ == "__main__":
    sys.exit(main())
