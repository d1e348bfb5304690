"""Citations in IPython and Jupyter: `%load_ext citeformat`.

In: the magics `%bibliography refs.bib --style apa`, `%cite knuth1984` and `%references`. Out:
citations and lists, which notebooks show as HTML. IPython is imported by the program that loads the
extension.

Source: IPython's documentation, "Writing extensions", "Defining custom magics".
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Callable
from typing import Any, NoReturn, Protocol

from citeformat.document import Document
from citeformat.engine.processor.citation import Citation, Cite
from citeformat.engine.processor.result import Bibliography, CitationText
from citeformat.errors import CiteformatError
from citeformat.manuscripts.grammar import find_citations
from citeformat.manuscripts.library import Library, read_library
from citeformat.manuscripts.locators import make_citation
from citeformat.manuscripts.settings import DEFAULT_STYLE
from citeformat.style import Style

__all__ = ["CitationMagics", "load_extension", "unload_extension"]


class _Shell(Protocol):
    """What is used of IPython's shell."""

    magics_manager: Any

    def register_magic_function(
        self, func: Callable[[str], object], magic_kind: str, magic_name: str
    ) -> None: ...


class CitationMagics:
    """The citations of one session.

    >>> magics = CitationMagics()
    >>> magics.bibliography("examples/varied.bib --style apa")
    >>> magics.cite("knuth1984"), magics.cite("see @turing1950, p. 433; also @bush1945")
    ('(Knuth, 1984)', '(see Turing, 1950, p. 433; also Bush, 1945)')
    >>> [entry.id for entry in magics.references("")]
    ['bush1945', 'knuth1984', 'turing1950']
    """

    def __init__(self) -> None:
        self._style: Style | None = None
        self._library = Library()
        self._document: Document | None = None

    def bibliography(self, line: str) -> None:
        """Read the bibliography, and begin a new document.

        Args:
            line: Names of files, and the options `--style` (or `--csl`) and `--lang`.

        Raises:
            CiteformatError: The line has no file or cannot be understood, or a file or the style
                cannot be used.
        """
        parser = _Parser(prog="%bibliography")
        parser.add_argument("files", nargs="*")
        parser.add_argument("--style", "--csl", "-s", default=DEFAULT_STYLE)
        parser.add_argument("--lang", "--locale", default=None)
        options = parser.parse_args(_words(line))
        if not options.files:
            raise _UsageError("%bibliography needs a file, such as %bibliography refs.bib")
        style = Style.load(options.style, locale=options.lang)
        library = read_library(options.files)
        for problem in library.problems:
            if problem.severity == "error":
                print(problem)
        self._style, self._library = style, library
        self._document = style.document(
            tuple(library.values()), unknown="mark", link_citations=True
        )

    def cite(self, line: str) -> CitationText:
        """Cite works.

        Args:
            line: Keys with blanks between them, or what is in the brackets of pandoc's syntax:
                `see @knuth1984, p. 7; @turing1950`. `@knuth1984` alone names the author in the
                sentence.

        Raises:
            CiteformatError: No bibliography was read, or the line is not one citation.
        """
        document, style = self._opened("%cite")
        line = line.strip()
        if not line:
            raise _UsageError("%cite needs the key of a work, such as %cite knuth1984")
        if "@" not in line:
            citation = Citation(tuple([Cite(self._library.resolve(key)) for key in line.split()]))
        else:
            citation = self._citation(line, style)
        text = document.add(citation)
        for problem in text.problems:
            print(str(problem).removeprefix("<text>: "))
        return text

    def references(self, line: str) -> Bibliography:
        """Return the list of the works that are cited.

        Args:
            line: Nothing, or the option `--all`, which lists all works of the bibliography.

        Raises:
            CiteformatError: No bibliography was read, or there is no such option.
        """
        document, _ = self._opened("%references")
        parser = _Parser(prog="%references")
        parser.add_argument("--all", action="store_true")
        if parser.parse_args(_words(line)).all:
            document.register(list(self._library))
        return document.bibliography().with_links()

    def _opened(self, magic: str) -> tuple[Document, Style]:
        if self._document is None or self._style is None:
            raise _UsageError(f"{magic} needs a bibliography: run %bibliography refs.bib first")
        return self._document, self._style

    def _citation(self, line: str, style: Style) -> Citation:
        """Make a citation of pandoc's syntax, in brackets or not."""
        is_narrative = line.startswith("@") and ";" not in line
        written = line if is_narrative or line.startswith("[") else f"[{line}]"
        found = list(find_citations(written))
        if [written[each.start : each.end] for each in found] != [written]:
            raise _UsageError(f"%cite cannot read {line!r}; write %cite see @knuth1984, p. 7")
        return make_citation(found[0], self._library.resolve, style.locator_words)


class _UsageError(CiteformatError):
    """A magic was called wrongly."""


class _Parser(argparse.ArgumentParser):
    """A parser that neither prints nor exits."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog=prog, add_help=False, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Raise an exception.

        Raises:
            CiteformatError: Always.
        """
        raise _UsageError(f"{self.prog}: {message}")


def _words(line: str) -> list[str]:
    """Split a line as a shell does."""
    try:
        return shlex.split(line)
    except ValueError as error:
        raise _UsageError(f"{line!r} cannot be read: {error}") from None


_NAMES = ("bibliography", "cite", "references")


def load_extension(shell: _Shell) -> None:
    """Register the magics in a shell of IPython. An error is one line, not a traceback."""
    magics = CitationMagics()
    for name in _NAMES:
        shell.register_magic_function(_reporting(getattr(magics, name)), "line", name)


def unload_extension(shell: _Shell) -> None:
    """Remove the magics."""
    for name in _NAMES:
        shell.magics_manager.magics["line"].pop(name, None)


def _reporting(magic: Callable[[str], object]) -> Callable[[str], object]:
    """Make a magic raise `UsageError`, which IPython prints as one line."""

    def reporting(line: str) -> object:
        from IPython.core.error import UsageError

        try:
            return magic(line)
        except CiteformatError as error:
            raise UsageError(str(error)) from None

    reporting.__doc__ = magic.__doc__
    return reporting
