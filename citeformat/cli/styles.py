"""The command `citeformat styles`: list the available styles.

In: words. Out: names and titles of styles on standard output.
"""

from __future__ import annotations

import sys

import click

from citeformat.cli.output import EXIT_PROBLEMS, print_text, report
from citeformat.styles import search

__all__ = ["styles"]


@click.command()
@click.argument("words", nargs=-1)
@click.option("-n", "--limit", type=click.IntRange(1), metavar="N", help="List at most N styles.")
def styles(words: tuple[str, ...], limit: int | None) -> int:
    """List the styles whose name or title contains all WORDS."""
    found = search(" ".join(words))
    listed = found[:limit]
    if not found:
        report([], f"no style has the words {' '.join(words)!r}")
        return EXIT_PROBLEMS
    if not sys.stdout.isatty():
        print_text("".join(f"{style.name}\t{style.title}\n" for style in listed), "replace")
        return 0
    from rich.console import Console  # takes 60 ms, which a script need not spend
    from rich.table import Table

    table = Table(box=None, pad_edge=False, caption_justify="left")
    table.add_column("name", style="bold", no_wrap=True)
    table.add_column("title")
    for style in listed:
        table.add_row(style.name, style.title)
    if len(found) > len(listed):
        table.caption = f"{len(listed)} of {len(found):,}"
    Console().print(table)
    return 0
