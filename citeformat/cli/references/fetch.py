"""The command `citeformat fetch`.

In: identifiers, as arguments or in files. Out: the records that web services have for them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

import click

from citeformat.cli.input import refuse_overwriting
from citeformat.cli.options.formats import choose_writer, writer_options
from citeformat.cli.output import report, write
from citeformat.cli.terminal import Progress
from citeformat.fetching import BASE_URLS, MAILTO, Wanted, fetch
from citeformat.interchange.convert import WriterOptions, convert
from citeformat.interchange.source import open_source
from citeformat.record.citation_keys import make_keys
from citeformat.record.core import TitleCase
from citeformat.record.text.identifiers import Identifier, identifier_of

__all__ = ["fetch_command"]

_KEYS = "[auth:lower][year]"
_WITH_KEYS = ("bibtex", "biblatex")


@click.command("fetch", short_help="Get references from the web by DOI, arXiv id, PMID or ISBN.")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "-i",
    "--ids",
    "files",
    multiple=True,
    metavar="FILE",
    type=click.Path(allow_dash=True),
    help="Read identifiers from this file, one on each line; - is standard input; may be repeated.",
)
@writer_options("bibtex")
@click.option(
    "--keys",
    metavar="PATTERN",
    default=_KEYS,
    show_default=True,
    help="A pattern for the keys in BibTeX and BibLaTeX; '[id]' is the identifier.",
)
@click.option(
    "--titles",
    type=click.Choice(get_args(TitleCase)),
    help="The case of English titles.  [default: as-is]",
)
@click.option(
    "--mailto",
    metavar="ADDRESS",
    envvar=MAILTO,
    help=f"Your e-mail address, for the services.  [default: ${MAILTO}]",
)
@click.option("--refresh", is_flag=True, help="Ask again for what is in the cache.")
@click.option("--no-cache", is_flag=True, help="Neither read the cache nor write to it.")
@click.option(
    "--max-age",
    type=click.FloatRange(0, min_open=True),
    default=30,
    show_default=True,
    metavar="DAYS",
    help="How old an answer in the cache may be.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=20,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for an answer.",
)
@click.option(
    "--base-url",
    "base_urls",
    multiple=True,
    metavar="SERVICE=URL",
    help=f"The address of a service ({', '.join(BASE_URLS)}); may be repeated.",
)
def fetch_command(
    ids: tuple[str, ...],
    files: tuple[str, ...],
    format: str | None,
    output: str | None,
    keys: str,
    titles: TitleCase | None,
    mailto: str | None,
    refresh: bool,
    no_cache: bool,
    max_age: float,
    timeout: float,
    base_urls: tuple[str, ...],
) -> int:
    """Get the references of ID... from doi.org, arXiv, PubMed and Open Library.

    An ID is a DOI, or one of arXiv:2101.00001, pmid:123, PMC123 and isbn:978...; - reads them from
    standard input.
    """
    if not ids and not files:
        raise click.UsageError("Give an identifier, or a file of identifiers with --ids.")
    if [*ids, *files].count("-") > 1:
        raise click.UsageError("Standard input can be read only once.")
    refuse_overwriting(output, files)
    writer = choose_writer(format, output, "bibtex")
    options: WriterOptions = {}
    if writer.name in _WITH_KEYS:
        options["keys"] = keys
        make_keys((), keys)  # a wrong pattern is found before anything is sent
    addresses = {}
    for text in base_urls:
        service, separator, url = text.partition("=")
        if not separator:
            raise click.UsageError(f"--base-url needs SERVICE=URL, not {text!r}.")
        addresses[service] = url
    wanted: list[Wanted] = []
    for text in ids:
        wanted += _wanted_of_files(["-"]) if text == "-" else [Wanted(text, text)]
    wanted += _wanted_of_files(files)
    with Progress(1) as progress:
        progress.begin(f"Fetching {len(wanted):,} references", len(wanted))
        records = fetch(
            wanted,
            mailto=mailto,
            base_urls=addresses,
            cache=not no_cache,
            refresh=refresh,
            max_age=max_age,
            timeout=timeout,
        )
    made = convert(records, to=writer.name, titles=titles, **options)
    write(str(made), output, writer.name)
    return report(made.problems)


def _wanted_of_files(files: Iterable[str]) -> Iterator[Wanted]:
    """Read the identifiers of files: one on each line, or several with blanks between them.

    Raises:
        SourceError: A file cannot be read.
    """
    for file in files:
        source = open_source(sys.stdin.buffer if file == "-" else Path(file))
        for number, line in enumerate(source.text.split("\n"), 1):
            text = line.strip()
            if not text or text.startswith("#"):
                continue
            if isinstance(identifier_of(text), Identifier):
                yield Wanted(text, source.name, number)
                continue
            words = re.split(r"[\s,;]+", text)
            several = any(isinstance(identifier_of(word), Identifier) for word in words)
            for word in words if several else [text]:
                if word:
                    yield Wanted(word, source.name, number)
