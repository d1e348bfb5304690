"""`python -m tests.fuzz FORMAT --minutes N`: read mutated files.

In: the name of a format that `citeformat.read` knows, and a time. Out: the number of inputs, and
the first input that raises anything but citeformat's own errors or takes too long; then the exit
code is 1. The seed, which is printed, makes the same inputs again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time

import citeformat
from citeformat.errors import CiteformatError
from tests.fuzz.seeds import FRAGMENTS, SEEDS
from tests.time_limit import TimeIsUp, time_limit

__all__ = ["main", "mutated"]

SECONDS = 20
"""The time limit of an input."""


def mutated(random: random.Random, format: str) -> str:
    """Return a seed of the format after a few random changes."""
    text = random.choice(SEEDS[format])
    for _ in range(random.randint(1, 12)):
        start = random.randrange(len(text) + 1)
        end = min(len(text), start + random.choice((0, 0, 1, 3, 20, 200)))
        middle = random.choice((_fragment, _copy, _character))(random, format, text)
        text = text[:start] + middle + text[end:]
    return text


def _fragment(random: random.Random, format: str, text: str) -> str:
    return random.choice(FRAGMENTS[format]) * random.choice((1, 1, 1, 2, 50))


def _copy(random: random.Random, format: str, text: str) -> str:
    start = random.randrange(len(text) + 1)
    return text[start : start + random.randint(0, 80)]


def _character(random: random.Random, format: str, text: str) -> str:
    return chr(random.choice((random.randrange(128), random.randrange(0xD800), 0x1F600)))


def _failure(text: str, format: str) -> str:
    """Return what went wrong with an input, or `""`."""
    try:
        with time_limit(SECONDS):
            for record in citeformat.read(text, format=format):
                record.to_csl()
    except CiteformatError:
        return ""
    except TimeIsUp:
        return f"took more than {SECONDS} s"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def main(arguments: list[str] | None = None) -> int:
    """Run until the time is up or a failure is found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("format", choices=sorted(SEEDS))
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**9)
    options = parser.parse_args(arguments)
    print(f"seed {options.seed}")
    source = random.Random(options.seed)
    end = time.monotonic() + 60 * options.minutes
    count = 0
    while time.monotonic() < end:
        text = mutated(source, options.format)
        count += 1
        failure = _failure(text, options.format)
        if failure:
            print(f"input {count}: {failure}\n{text!r}")
            return 1
    print(f"{count:,} inputs, nothing found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
