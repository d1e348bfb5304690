"""List styles by the words of their names.

In: words. Out: names and titles of styles on standard output or in a file.
"""

from __future__ import annotations

import json
import sys

from citeformat.cli.output import EXIT_PROBLEMS, print_text, report, save, write
from citeformat.cli.terminal import shows_formatting
from citeformat.errors import StyleNotFound
from citeformat.styles import Listing, search
from citeformat.styles.loader import find

__all__ = ["list_styles"]


def list_styles(
    typed: str, limit: int | None, styles_folder: str | None, format: str, output: str | None
) -> int:
    """List the styles whose name or title has all words.

    On a terminal the list is a table, otherwise each style is a line with a tab.
    """
    found = search(typed, styles_folder)
    if not found:
        message = f"no style has the words {typed!r}"
        try:
            # a name such as "Chicago 17" has other words than the title of its style
            meant = find(typed, styles_folder)
            found = [
                style for style in search(meant.name, styles_folder) if style.name == meant.name
            ]
        except StyleNotFound as error:
            if error.suggestions:
                message += f"; did you mean {', '.join(error.suggestions)}?"
    if not found:
        report([], message)
        return EXIT_PROBLEMS
    listed = found[:limit]
    if format == "json":
        objects = [
            {"name": style.name, "title": style.title, "dependent": style.dependent}
            for style in listed
        ]
        write(json.dumps(objects, ensure_ascii=False, indent=2) + "\n", output, format)
        return 0
    text = "".join([f"{style.name}\t{style.title}\n" for style in listed])
    if output not in (None, "-"):
        save(text.encode(), str(output))
    elif sys.stdout.isatty():
        _print_table(listed, len(found))
    else:
        print_text(text, "replace")
    return 0


def _print_table(listed: list[Listing], count: int) -> None:
    """Print styles as a table, or with titles below the names if the names are long."""
    from rich.console import Console  # takes 60 ms, which a script need not spend
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    bold = "bold" if shows_formatting() else ""
    console = Console(highlight=False)
    if max(len(style.name) for style in listed) <= console.width // 2:
        table = Table(box=None, pad_edge=False, show_header=False)
        table.add_column(style=bold, no_wrap=True)
        table.add_column()
        for style in listed:
            table.add_row(style.name, Text(style.title))
        console.print(table)
    else:
        for style in listed:
            console.print(Text(style.name, bold, overflow="fold"))
            console.print(Padding(Text(style.title), (0, 0, 0, 4)))
    if count > len(listed):
        console.print(f"{len(listed)} of {count:,}")
