"""The command `citeformat document`: render the citations of Markdown documents.

In: files that cite, and pandoc's options. Out: the text with its citations and its list, as
Markdown or HTML, on standard output or in a file.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any

import click

from citeformat.cli.input import refuse_overwriting
from citeformat.cli.options.completion import complete_locales, complete_styles
from citeformat.cli.options.folders import make_folder, output_folder, paths_in
from citeformat.cli.options.formats import output_option
from citeformat.cli.output import report, write
from citeformat.errors import Problem
from citeformat.interchange.source import Source, open_source
from citeformat.manuscripts.pages import render_pages
from citeformat.manuscripts.protocol import Manuscript
from citeformat.manuscripts.registry import MANUSCRIPTS, find_syntax
from citeformat.manuscripts.settings import Settings
from citeformat.output import FORMATS
from citeformat.output.page import standalone as page

__all__ = ["document"]

_FORMATS_OF_PANDOC = frozenset({"docx", "pdf", "odt", "epub", "pptx", "doc", "tex"})
_REFERENCES = (".bib", ".ris", ".nbib", ".enw")


def _metadata(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, Any]:
    """Read `KEY=VALUE`; a key alone is true, and a key that is repeated has several values."""
    metadata: dict[str, Any] = {}
    for value in values:
        key, separator, text = value.partition("=")
        if not separator:
            key, separator, text = value.partition(":")
        given: str | bool = text.strip() if separator else True
        key = key.strip()
        if key in metadata:
            earlier = metadata[key]
            metadata[key] = [*(earlier if isinstance(earlier, list) else [earlier]), given]
        else:
            metadata[key] = given
    return metadata


@click.command(short_help="Render the citations in documents.")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True)
)
@click.option(
    "-b",
    "--bibliography",
    multiple=True,
    metavar="FILE",
    type=click.Path(),
    help="A file of references; may be repeated.",
)
@click.option(
    "-s",
    "--csl",
    "--style",
    "csl",
    metavar="NAME",
    shell_complete=complete_styles,
    help="A style: its name, title, alias or .csl file.  [default: chicago-author-date]",
)
@click.option(
    "-l",
    "--lang",
    metavar="TAG",
    shell_complete=complete_locales,
    help="The language of the citations, such as de or en-GB.",
)
@click.option(
    "--nocite",
    multiple=True,
    metavar="KEYS",
    help="Works that are listed without a citation: '@a, @b', or '@*' for all.",
)
@click.option(
    "--link-citations/--no-link-citations",
    default=None,
    help="Link each cite to its entry in the list.",
)
@click.option(
    "--link-bibliography/--no-link-bibliography",
    default=None,
    help="Make links of DOIs and addresses in the list.  [default: yes]",
)
@click.option(
    "--notes-after-punctuation/--no-notes-after-punctuation",
    default=None,
    help="Put the marks of notes after punctuation.  [default: yes in styles for notes]",
)
@click.option("--suppress-bibliography", is_flag=True, default=None, help="Write no list.")
@click.option("--reference-section-title", metavar="TEXT", help="The heading of the list.")
@click.option(
    "--citation-abbreviations",
    metavar="FILE",
    type=click.Path(),
    help="A JSON file with abbreviations of journals, titles and places.",
)
@click.option(
    "-M",
    "--metadata",
    multiple=True,
    callback=_metadata,
    metavar="KEY=VALUE",
    help="Any of pandoc's keys for citations; may be repeated.",
)
@click.option(
    "-f",
    "--from",
    "syntax",
    default="",
    metavar="SYNTAX",
    help="The syntax of FILE...  [default: by suffix, otherwise markdown]",
)
@click.option(
    "-t",
    "--to",
    "to",
    default=None,
    metavar="FORMAT",
    help="markdown or html.  [default: by the suffix of OUT, otherwise that of FILE]",
)
@click.option("--standalone", is_flag=True, help="Write a whole HTML page, with a stylesheet.")
@click.option("--no-cache", is_flag=True, help="Read the references anew.")
@output_option
def document(
    files: tuple[str, ...],
    metadata: dict[str, Any],
    syntax: str,
    to: str | None,
    standalone: bool,
    no_cache: bool,
    output: str | None,
    **options: Any,
) -> int:
    """Render the citations and the reference list of FILE...

    The files are one document with one list; - is standard input. They are written one after the
    other, or each into OUT if it is a folder. Citations have pandoc's syntax: [see @key, p. 7],
    @key [p. 7], [-@key]. Everything else stays as it is.
    """  # fmt: skip
    if files.count("-") > 1:
        raise click.UsageError("Standard input can be read only once.")
    refuse_overwriting(output, files)
    references = next((name for name in files if name.lower().endswith(_REFERENCES)), "")
    if references:
        raise click.UsageError(f"{references} has references; name it with --bibliography.")
    wanted = to or (Path(output).suffix if output else "")
    if wanted.lower().lstrip(".") in _FORMATS_OF_PANDOC:
        raise click.UsageError(
            "This command writes Markdown, HTML and notebooks. For other formats, use "
            f"pandoc --filter pandoc-citeformat {files[0]} -o {output or f'FILE.{wanted}'}"
        )
    given = {name.replace("_", "-"): value for name, value in options.items()}
    given = {name: value for name, value in given.items() if value is not None and value != ()}
    problems: list[Problem] = []
    settings = Settings.from_metadata(metadata, problems=problems)
    settings |= Settings.from_metadata(given, problems=problems)
    if problems:
        raise click.UsageError("; ".join(each.message for each in problems))
    folder = output_folder(output)
    if to is not None:
        target = FORMATS.find(to).name
    elif output and folder is None and PurePath(output).suffix:
        target = _target(output, [find_syntax(syntax, name) for name in files])
    else:
        target = "html" if standalone else ""
    if folder is None and len(files) > 1 and target != "html":
        notebook = find_syntax("notebook")
        if any(find_syntax(syntax, name) is notebook for name in files):
            raise click.UsageError("Notebooks cannot be joined; name a folder with --output.")
    suffix = ".html" if target == "html" else ""
    paths = [] if folder is None else paths_in(folder, files, suffix, "stdin.md")
    sources = [_source(name) for name in files]
    pages = render_pages(
        [(source.name, source.text) for source in sources],
        syntax=syntax,
        to=target,
        settings=settings,
        cache=not no_cache,
    )

    def finished(text: str, title: str, name: str) -> str:
        if not standalone or not target:
            return text
        named = title or ("Document" if name == "-" else Path(name).stem)
        language = pages[0].lang or "en"
        return page(text, target, title=named, language=language, heading=bool(title))

    if folder is not None:
        make_folder(folder)
        for name, path, each in zip(files, paths, pages, strict=True):
            write(finished(each.text, each.title, name), str(path), target)
    else:
        text = pages[0].text
        for each in pages[1:]:
            text += ("" if text.endswith("\n") else "\n") + "\n" + each.text
        title = next((each.title for each in pages if each.title), "")
        write(finished(text, title, files[0]), output, target)
    problems += [problem for source in sources for problem in source.problems]
    return report([*problems, *[problem for each in pages for problem in each.problems]])


def _target(output: str, syntaxes: Sequence[Manuscript]) -> str:
    """Return the format of a file by its suffix, or `""` if documents keep their syntax.

    Args:
        output: The name of the file.
        syntaxes: The syntaxes of the documents.

    Raises:
        UsageError: The file would have another syntax.
    """
    syntax = MANUSCRIPTS.find_suffix(output)
    if syntax is not None and all(each is syntax.load() for each in syntaxes):
        return ""
    row = FORMATS.find_suffix(output)
    if syntax is not None and row is None:
        raise click.UsageError(f"The documents cannot become a {syntax.name}, which {output} is.")
    return row.name if row is not None else ""


def _source(name: str) -> Source:
    """Read a document. Its line ends stay as they are.

    Raises:
        SourceError: The file cannot be read, or it is not text.
    """
    file = io.BytesIO(sys.stdin.buffer.read()) if name == "-" else Path(name)
    source = open_source(file)  # says what is wrong with a file that is not text
    data = file.getvalue() if isinstance(file, io.BytesIO) else file.read_bytes()
    try:
        return source._replace(text=data.decode("utf-8"))
    except UnicodeDecodeError:
        return source
