"""The options that choose styles and their language.

In: the words of a command line. Out: a `StyleChoice`, which loads the styles. The options are the
same for all commands.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import click

from citeformat._util.text import nearest
from citeformat.cli.options.completion import complete_locales, complete_styles
from citeformat.errors import SourceError
from citeformat.style import Style

__all__ = ["StyleChoice", "locale_option", "style_options", "styles_folder_option"]

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


class StyleChoice(NamedTuple):
    """The styles that a command names, and how they are loaded."""

    names: tuple[str, ...] = ()
    """Names, titles, aliases."""
    csl_files: tuple[str, ...] = ()
    """Names of .csl files. Standard input is not allowed."""
    locale: str | None = None
    """The language; the default is each style's own."""
    styles_folder: str | None = None
    """The folder of the user's own styles."""
    locales: str | None = None
    """The user's own CSL locale files."""
    abbreviations: str | None = None
    """A file of abbreviations."""

    def load_all(self) -> list[Style]:
        """Load the styles; the default is APA.

        Raises:
            UsageError: A file is standard input.
            SourceError: A file does not exist.
            StyleError: A style is unknown or cannot be used.
        """
        loaded = [self._load(name) for name in self.names]
        for csl_file in self.csl_files:
            if csl_file == "-":
                raise click.UsageError("--csl cannot be standard input.")
            if not Path(csl_file).exists():
                raise SourceError(f"there is no file named {csl_file!r}")
            loaded.append(self._load(Path(csl_file)))
        return loaded or [self._load("apa")]

    def load(self) -> Style:
        """Load the only style of a command, as `load_all` does.

        Raises:
            UsageError: Both a name and a file are given.
        """
        if self.names and self.csl_files:
            raise click.UsageError("Give --style or --csl, not both.")
        return self.load_all()[0]

    def __bool__(self) -> bool:
        """Return whether a style is named."""
        return bool(self.names or self.csl_files)

    def _load(self, name: str | Path) -> Style:
        style = Style.load(
            name, locale=self.locale, styles_folder=self.styles_folder, locales=self.locales
        )
        return style.with_abbreviations(self.abbreviations) if self.abbreviations else style


def style_options(
    *, several: bool = False, default: str = "  [default: apa]"
) -> Callable[[_Command], _Command]:
    """Make a decorator that adds the options of styles.

    The command gets one argument for all of them, `choice`: a `StyleChoice`.

    Args:
        several: Whether the command takes several styles.
        default: What the help says about the command without a style.
    """
    repeated = "; may be repeated" if several else ""
    options = (
        click.option("-s", "--style", "names", multiple=several, metavar="NAME",
                     shell_complete=complete_styles,
                     help=f"Name, title or alias of a style{repeated}.{default}"),
        click.option("--csl", "csl_files", multiple=several, metavar="FILE", type=click.Path(),
                     help=f"A style in a .csl file{repeated}."),
        locale_option,
        styles_folder_option,
        click.option("--locales", metavar="FOLDER", type=click.Path(),
                     help="A folder with CSL locale files of your own."),
        click.option("--abbreviations", metavar="FILE", type=click.Path(),
                     help="A JSON file with abbreviations of journals, titles and places."),
    )  # fmt: skip

    def add(command: _Command) -> _Command:
        @wraps(command)
        def with_choice(**given: Any) -> Any:
            chosen = {name: given.pop(name) for name in StyleChoice._fields}
            for name in ("names", "csl_files"):
                if not several:
                    chosen[name] = (chosen[name],) if chosen[name] else ()
            return command(choice=StyleChoice(**chosen), **given)

        for option in reversed(options):
            with_choice = option(with_choice)
        return cast("_Command", with_choice)

    return add
