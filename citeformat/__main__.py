"""`python -m citeformat`, and the script `citeformat`: the command."""

from __future__ import annotations

import gc
import sys

__all__ = ["run"]

_RARELY = 50_000
"""So many new objects make the garbage collector look for garbage. Python's own number is 700."""


def run() -> int:
    """Run the command, and return its exit code.

    Most commands end before there is any garbage. Looking for it again and again while they start,
    and once more when they end, would be a seventh of their time.
    """
    gc.set_threshold(_RARELY)
    from citeformat.cli.main import main

    code = main()
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(run())
