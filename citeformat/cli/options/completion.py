"""What a shell completes: styles, keys, formats, locales and labels.

In: the words of a command line so far. Out: the values that the next word can be. Mistakes in the
words so far complete to nothing. `docs/command-line.md` says how a shell is set up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from citeformat._util.registry import Registry
from citeformat.cli.input import file_names
from citeformat.errors import CiteformatError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["Completer", "complete_keys", "complete_locales", "complete_names", "complete_styles"]

Completer: TypeAlias = "Callable[[click.Context, click.Parameter, str], list[CompletionItem]]"


def complete_names(names: Iterable[str] | Registry[Any]) -> Completer:
    """Make a function that completes the names of a registry, or others."""

    def complete(
        _context: click.Context, _parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem  # only completion needs it

        known = names.names() if isinstance(names, Registry) else names
        return [CompletionItem(name) for name in known if name.startswith(incomplete)]

    return complete


def complete_locales(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the BCP 47 tags of the languages that have a name."""
    from citeformat.interchange.shared.languages import LANGUAGES  # only completion needs it

    return complete_names(sorted({*LANGUAGES.values()}))(context, parameter, incomplete)


def complete_styles(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the file names and short names of styles."""
    from click.shell_completion import CompletionItem  # only completion needs it

    from citeformat.styles import catalogue

    try:
        titles = {
            style.name: style.title
            for style in catalogue.listings(context.params.get("styles_folder"))
        }
    except CiteformatError:
        return []
    names = sorted({*titles, *catalogue.renamed()})
    return [
        CompletionItem(name, help=titles.get(name))
        for name in names
        if name.startswith(incomplete.lower())
    ]


def complete_keys(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the keys of the records in the files before the option."""
    from click.shell_completion import CompletionItem  # only completion needs it

    from citeformat.interchange.several import read_several

    # click has not yet assigned the arguments, because the option has no value yet
    names = context.params.get("files") or context.args
    try:
        files = [Path(name) for name in file_names(names) if name != "-"]
        records = read_several(files, format=context.params.get("source_format"))
    except (CiteformatError, click.UsageError):
        return []
    return [
        CompletionItem(record.id, help=record.title)
        for record in records
        if record.id.startswith(incomplete)
    ]
