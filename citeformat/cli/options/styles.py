"""The options that choose styles and their language.

In: the words of a command line. Out: `--style`, `--csl`, `--locale` and `--styles-folder`, the same
for all commands, and the styles that they name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from citeformat._util.text import nearest
from citeformat.cli.options.completion import complete_locales, complete_styles
from citeformat.errors import SourceError
from citeformat.style import Style

__all__ = ["load_style", "load_styles", "locale_option", "style_options", "styles_folder_option"]

_Command = TypeVar("_Command", bound=Callable[..., Any])

_LONGEST_SUBTAG = 3
"""The length of the longest language in a BCP 47 tag that CSL uses."""


def _check_locale(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    """Refuse names of languages, and say which tag is meant.

    Raises:
        click.BadParameter: The value is a word, not a BCP 47 tag.
    """
    if value is not None and value.isalpha() and len(value) > _LONGEST_SUBTAG:
        from citeformat.interchange.shared.languages import LANGUAGES  # only an error needs it

        near = nearest(value.lower(), LANGUAGES)
        hint = f"; did you mean {LANGUAGES[near]!r}?" if near else ""
        message = f"{value!r} is not a language tag such as 'de' or 'en-GB'{hint}"
        raise click.BadParameter(message)
    return value


locale_option = click.option(
    "-l",
    "--locale",
    metavar="TAG",
    callback=_check_locale,
    shell_complete=complete_locales,
    help="The language, such as de or en-GB.",
)
"""The option `--locale`, the same for all commands."""

styles_folder_option = click.option(
    "--styles-folder",
    metavar="FOLDER",
    type=click.Path(file_okay=False),
    is_eager=True,  # so that the completion of --style knows the folder
    help="A folder with styles of your own, which come first.  [default: $CITEFORMAT_STYLES]",
)
"""The option `--styles-folder`, the same for all commands."""


def style_options(*, several: bool = False) -> Callable[[_Command], _Command]:
    """Make a decorator that adds `--style`, `--csl`, `--locale` and `--styles-folder`.

    Args:
        several: Whether the command takes several styles. They are called `names` and
            `csl_files`, otherwise `name` and `csl_file`.
    """
    repeated = "; may be repeated" if several else ""

    def add(command: _Command) -> _Command:
        command = styles_folder_option(command)
        command = locale_option(command)
        command = click.option(
            "--csl",
            "csl_files" if several else "csl_file",
            multiple=several,
            metavar="FILE",
            type=click.Path(),
            help=f"A style in a .csl file{repeated}.",
        )(command)
        return click.option(
            "-s",
            "--style",
            "names" if several else "name",
            multiple=several,
            metavar="NAME",
            shell_complete=complete_styles,
            help=f"Name, title or alias of a style{repeated}.  [default: apa]",
        )(command)

    return add


def load_style(
    name: str | None, csl_file: str | None, locale: str | None, styles_folder: str | None
) -> Style:
    """Load the only style of a command.

    Raises:
        UsageError: Both a name and a file are given.
    """
    if name and csl_file:
        raise click.UsageError("Give --style or --csl, not both.")
    names, csl_files = filter(None, [name]), filter(None, [csl_file])
    return load_styles(names, csl_files, locale, styles_folder)[0]


def load_styles(
    names: Iterable[str],
    csl_files: Iterable[str],
    locale: str | None,
    styles_folder: str | None,
) -> list[Style]:
    """Load the styles that a command names; the default is APA.

    Args:
        names: Names, titles, aliases.
        csl_files: Names of .csl files. Standard input is not allowed.
        locale: The language; the default is each style's own.
        styles_folder: The folder of the user's own styles.

    Raises:
        UsageError: A file is standard input.
        SourceError: A file does not exist.
        StyleError: A style is unknown or cannot be used.
    """
    loaded = [Style.load(name, locale=locale, styles_folder=styles_folder) for name in names]
    for csl_file in csl_files:
        if csl_file == "-":
            raise click.UsageError("--csl cannot be standard input.")
        if not Path(csl_file).exists():
            raise SourceError(f"there is no file named {csl_file!r}")
        loaded.append(Style.load(Path(csl_file), locale=locale, styles_folder=styles_folder))
    return loaded or [Style.load("apa", locale=locale, styles_folder=styles_folder)]
