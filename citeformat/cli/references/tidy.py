"""The command `citeformat tidy`.

In: .bib files, and options that say what to change. Out: the files, changed in place, or a diff.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import PurePath
from typing import Any, TypeVar

import click

from citeformat.cli.input import file_names
from citeformat.cli.options.formats import output_option
from citeformat.cli.output import EXIT_PROBLEMS, report, write
from citeformat.errors import FormatError, Problem
from citeformat.interchange.bibtex.editing import BibFile
from citeformat.interchange.registry import find_suffix
from citeformat.tidying import TidyOptions, read_journals, tidy

__all__ = ["tidy_command"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _names(*words: str, help: str) -> Callable[[_Command], _Command]:
    """Make an option whose value is names of fields with commas between them."""
    return click.option(*words, metavar="FIELD,...", help=help)


def _number(word: str, least: int, most: int, *, help: str) -> Callable[[_Command], _Command]:
    """Make an option whose value is a number."""
    return click.option(word, type=click.IntRange(least, most), metavar="N", help=help)


@click.command("tidy", short_help="Sort, align and correct .bib files in place.")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True)
)
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if a file would change.")
@click.option("--dry-run", is_flag=True, help="Change nothing, and print a diff.")
@output_option
@click.option(
    "--standard",
    is_flag=True,
    help="The usual layout: --indent 2 --align 14 --blank-lines 1 --trailing-commas --lowercase "
    "--braces.",
)
@_names("--sort", help="Sort the entries by fields, key or type; -FIELD is descending.")
@_names("--sort-fields", help="The order of fields: names, usual or alphabetical.")
@_number("--indent", 0, 80, help="Indent fields by N blanks.")
@click.option("--tab", is_flag=True, help="Indent fields by a tab.")
@_number(
    "--align", 0, 80, help="Align equals signs after N characters; 0 puts one blank before each."
)
@_number("--blank-lines", 0, 9, help="Put N empty lines between two entries.")
@click.option(
    "--trailing-commas/--no-trailing-commas",
    default=None,
    help="Put a comma after the last field, or remove it.",
)
@click.option("--lowercase", is_flag=True, help="Write types and names of fields in lower case.")
@click.option("--braces", is_flag=True, help="Put values between braces, not quotation marks.")
@click.option("--bare-numbers", is_flag=True, help="Write numbers without braces.")
@_number("--wrap", 0, 1000, help="Wrap values at N characters; 0 joins their lines.")
@click.option(
    "--latex",
    type=click.Choice(("encode", "decode")),
    help=r"Write ö as {\"o}, or the other way round.",
)
@click.option("--months", is_flag=True, help="Write months as macros: jan.")
@click.option("--page-dashes", is_flag=True, help="Write ranges of pages with --.")
@_names("--strip-braces", help="Remove braces around the whole value of these fields.")
@_names("--enclose-braces", help="Put braces around the whole value of these fields.")
@_names("--remove-braces", help="Remove all braces of these fields that are not arguments.")
@click.option(
    "--journals",
    metavar="LIST",
    type=click.Path(dir_okay=False),
    help="A list of journals with a full and a short name in each line.",
)
@click.option(
    "--journal-names",
    type=click.Choice(("short", "full")),
    default="short",
    show_default=True,
    help="The names that journals get (with --journals).",
)
@_number("--max-authors", 1, 1000, help="Shorten lists of more than N names by 'and others'.")
@_names("--drop", help="Remove these fields.")
@click.option("--drop-empty", is_flag=True, help="Remove fields without a value.")
@click.option("--drop-repeated", is_flag=True, help="Remove fields that an entry has already.")
@click.option("--merge", is_flag=True, help="Merge the entries of one work.")
@click.option(
    "--keys",
    metavar="PATTERN",
    help="A pattern for new keys, such as '[auth:lower][year][title:1]'.",
)
@click.option("--aliases", is_flag=True, help="Keep old keys in the field ids (with --keys).")
def tidy_command(
    files: tuple[str, ...],
    check: bool,
    dry_run: bool,
    output: str | None,
    standard: bool,
    tab: bool,
    journals: str | None,
    **given: Any,
) -> int:
    """Change the .bib files FILE... in place, as the options say.

    FILE... may be folders; - reads standard input and prints the result. With --output, FILE stays
    as it is. Comments, @string and
    @preamble stay, and so does everything that no option changes. A second run changes nothing.
    """
    if tab:
        given["indent"] = "\t"
    if journals is not None:
        given["journals"] = read_journals(journals)
    chosen = {
        name: value for name, value in given.items()
        if value is not None and (value is not False or name == "trailing_commas")
    }  # fmt: skip
    if standard:
        usual = TidyOptions.standard()
        values = {field.name: getattr(usual, field.name) for field in fields(usual)}
        chosen = values | chosen
    try:
        options = TidyOptions(**chosen)
    except FormatError as error:
        raise click.UsageError(str(error)) from None
    if not options:
        raise click.UsageError("Say what to change, for example with --standard or --sort key.")
    names = _bib_files(files)
    if output is not None and (check or dry_run or len(names) > 1):
        raise click.UsageError("--output needs one file, without --check and --dry-run.")
    problems: list[Problem] = []
    messages: list[str] = []
    changed = 0
    for name in names:
        file = BibFile(sys.stdin.buffer.read()) if name == "-" else BibFile.open(name)
        result = tidy(file, options)
        problems += result.problems
        changed += result.changed
        messages += [f"{name}: the key {old} is now {new}" for old, new in result.renamed]
        if dry_run:
            write(result.diff(name), None, "text")
        elif check:
            messages += [f"{name} would change"] if result.changed else []
        elif (output or name) == "-":
            write(str(file), None, "text")
        elif result.changed or output is not None:
            file.write(output)
    if check or dry_run:
        messages.append(f"{changed} of {len(names)} files would change")
    code = report(problems, *messages)
    return EXIT_PROBLEMS if check and changed else code


def _bib_files(files: Sequence[str]) -> list[str]:
    """Return the names of .bib files, with those in each folder.

    Raises:
        UsageError: The folders have no .bib file, or a file has another format.
        SourceError: A file does not exist.
    """
    names = [name for name in file_names(files) if name in files or name.lower().endswith(".bib")]
    if not names:
        raise click.UsageError("These folders have no .bib files.")
    for name in names:
        reader = find_suffix(name)
        if reader is not None and reader.name != "bibtex":
            made = f"{PurePath(name).stem}.bib"
            raise click.UsageError(
                f"{name} is not a .bib file; citeformat convert {name} -o {made} writes one."
            )
    return names
