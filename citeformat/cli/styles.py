"""The command `styles`: which styles there are.

In: words. Out: names and titles of styles on standard output.
"""

from __future__ import annotations

import click

from citeformat.cli.output import EXIT_PROBLEMS, report, show_styles
from citeformat.styles import search

__all__ = ["styles"]


@click.command()
@click.argument("words", nargs=-1)
@click.option("-n", "--limit", type=click.IntRange(1), metavar="N", help="List N styles at most.")
def styles(words: tuple[str, ...], limit: int | None) -> int:
    """List the styles whose name or title holds all WORDS."""
    found = search(" ".join(words))
    if not found:
        report([], f"no style has the words {' '.join(words)!r}")
        return EXIT_PROBLEMS
    show_styles(found[:limit], len(found))
    return 0
