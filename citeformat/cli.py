"""The command `citeformat`: reference lists, citations and style names on the command line.

In: arguments and files. Out: text on standard output or in a file, messages on standard error as
`file:line: severity: message`, and an exit code: 0 done, 1 done with problems of severity error,
2 wrong usage or unreadable input.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from citeformat import __version__
from citeformat.cli_cite_this import cite_this
from citeformat.cli_convert import check_command, convert_command
from citeformat.cli_explain import explain_command
from citeformat.cli_input import read_files, refuse_overwriting, working
from citeformat.cli_lists import DOCX, checked_format, joined, list_options, make_list, write_docx
from citeformat.cli_output import EXIT_PROBLEMS, EXIT_USAGE, report, show_styles, write
from citeformat.document.cite import Cite
from citeformat.errors import CiteformatError, Problem, SourceError
from citeformat.formats import FORMATS
from citeformat.record import Record, Records
from citeformat.style import Style
from citeformat.styles import search

__all__ = ["cli", "main"]

_TRACEBACK = "CITEFORMAT_TRACEBACK"
_LONG_WORK = 200
"""From this many records on, a terminal is told that work goes on."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: What stands behind the command's name; without it, `sys.argv`.

    Returns:
        The exit code.
    """
    try:
        result = cli.main(arguments, prog_name="citeformat", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except CiteformatError as error:
        report([], f"error: {error}")
        return EXIT_USAGE
    except BrokenPipeError:
        # The reader has gone (`| head`). Nothing is left to say, and closing must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_PROBLEMS
    except (KeyboardInterrupt, click.Abort):
        report([], "error: interrupted")
        return 130
    except Exception as error:
        if os.environ.get(_TRACEBACK):
            raise
        report(
            [],
            f"error: unexpected {type(error).__name__}: {error} (this is a fault of citeformat; "
            f"set {_TRACEBACK}=1 to see where)",
        )
        return EXIT_USAGE
    return result if isinstance(result, int) else 0


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Citations and reference lists in any CSL style."""


cli.add_command(cite_this)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-s",
    "--style",
    "names",
    multiple=True,
    metavar="NAME",
    help="Name, title or alias of a style; once for each list.  [default: apa]",
)
@click.option("--csl", "csl_files", multiple=True, metavar="FILE", help="A style in a .csl file.")
@click.option("-l", "--locale", metavar="TAG", help="The language, such as de or en-GB.")
@click.option(
    "-t",
    "--to",
    "format",
    default="text",
    show_default=True,
    metavar="FORMAT",
    callback=checked_format,
    help=f"The output format: {', '.join(FORMATS)}, {DOCX}.",
)
@click.option(
    "-k",
    "--key",
    "keys",
    multiple=True,
    metavar="KEY",
    help="List this record only; may be repeated.",
)
@list_options
@click.option("-o", "--output", metavar="OUT", help="Write to this file.")
def bibliography(
    files: tuple[str, ...],
    names: tuple[str, ...],
    csl_files: tuple[str, ...],
    locale: str | None,
    format: str,
    keys: tuple[str, ...],
    output: str | None,
    **wanted: Any,
) -> int:
    """Print the references in FILEs as a list in a citation style (- is standard input)."""
    styles = _styles(names, csl_files, locale)
    refuse_overwriting(output, files)
    records = read_files(files)
    chosen = _chosen(records, keys)
    problems = [
        *_of(records.problems, keys),
        *(fault for style in styles for fault in style.problems),
    ]
    lists = []
    for style in styles:
        with working(f"Formatting {len(chosen):,} references in {style.name}", len(chosen)):
            lists.append(make_list(style, chosen, wanted, spans=format == "json"))
    if format == DOCX:
        write_docx(lists, output)
    else:
        titles = [style.title or style.name for style in styles]
        write(joined(titles, lists, format), output, format)
    return report([*problems, *(fault for made in lists for fault in made.problems)])


@cli.command()
@click.argument("file", metavar="FILE")
@click.option(
    "-k",
    "--key",
    "keys",
    multiple=True,
    required=True,
    metavar="KEY",
    help="The record to cite; repeated, several in one citation.",
)
@click.option(
    "-s", "--style", "name", metavar="NAME", help="Name, title or alias of a style.  [default: apa]"
)
@click.option("--csl", "csl_file", metavar="FILE", help="A style in a .csl file.")
@click.option("-l", "--locale", metavar="TAG", help="The language, such as de or en-GB.")
@click.option("--locator", default="", metavar="TEXT", help="The place in the work, such as 12-14.")
@click.option(
    "--label",
    default="",
    metavar="WORD",
    help="What the locator counts: page, chapter, section ...  [default: page]",
)
@click.option("--prefix", default="", metavar="TEXT", help="Text before the citation.")
@click.option("--suffix", default="", metavar="TEXT", help="Text behind the citation.")
@click.option("--suppress-author", is_flag=True, help="Leave the author out.")
@click.option(
    "-t",
    "--to",
    "format",
    default="text",
    show_default=True,
    type=click.Choice(list(FORMATS)),
    help="The output format.",
)
@click.option("-o", "--output", metavar="OUT", help="Write to this file.")
def cite(
    file: str,
    keys: tuple[str, ...],
    name: str | None,
    csl_file: str | None,
    locale: str | None,
    locator: str,
    label: str,
    prefix: str,
    suffix: str,
    suppress_author: bool,
    format: str,
    output: str | None,
) -> int:
    """Print the citation of one or more records in FILE (- is standard input)."""
    named, csl = ((name,) if name else ()), ((csl_file,) if csl_file else ())
    if named and csl:
        raise click.UsageError("Give --style or --csl, not both.")
    if locator and len(keys) > 1:
        raise click.UsageError("--locator needs a single --key.")
    style = _styles(named, csl, locale)[0]
    refuse_overwriting(output, (file,))
    records = read_files((file,))
    _chosen(records, keys)
    last = len(keys) - 1
    cites = [
        Cite(
            key,
            locator=locator,
            label=label,
            prefix=prefix if index == 0 else "",
            suffix=suffix if index == last else "",
            suppress_author=suppress_author,
        )
        for index, key in enumerate(keys)
    ]
    citation = style.document(records).cite(*cites)
    write(citation.to(format) + "\n", output, format)
    return report([*_of(records.problems, keys), *style.problems, *citation.problems])


@cli.command()
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


cli.add_command(check_command)
cli.add_command(convert_command)
cli.add_command(explain_command)


def _styles(names: Iterable[str], csl_files: Iterable[str], locale: str | None) -> list[Style]:
    loaded = [Style.load(name, locale=locale) for name in names]
    for csl_file in csl_files:
        if csl_file == "-":
            raise click.UsageError("--csl cannot be standard input.")
        if not Path(csl_file).exists():
            raise SourceError(f"there is no file named {csl_file!r}")
        loaded.append(Style.load(Path(csl_file), locale=locale))
    return loaded or [Style.load("apa", locale=locale)]


def _chosen(records: Records, keys: Iterable[str]) -> list[Record]:
    """The records with these keys, or all. A key that no record has is an error."""
    wanted = list(dict.fromkeys(keys))
    return [records[key] for key in wanted] if wanted else list(records)


def _of(problems: Iterable[Problem], keys: Sequence[str]) -> list[Problem]:
    """The problems that bear on what was asked for: other records' are left out."""
    return [fault for fault in problems if not keys or not fault.record or fault.record in keys]
