"""What a syntax of documents does: find citations, and write the text with the rendered ones.

`Page` is what is found in one text. A `Manuscript` reads and writes the texts of one syntax. The
citations of several pages are rendered together by `pages`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from citeformat.engine.processor.result import Bibliography, CitationText
from citeformat.errors import Problem
from citeformat.manuscripts.grammar import FoundCitation
from citeformat.manuscripts.settings import Settings

__all__ = ["FoundList", "Manuscript", "Page", "PageTexts", "placeholder", "with_pieces"]

_PLACEHOLDER = re.compile("\ufdd0([\ufdd2-\ufddb]+)\ufdd1")
"""Characters that Unicode never assigns; each represents a digit."""


@dataclass(frozen=True, slots=True)
class FoundList:
    """A place for a reference list: `::: {#refs}` or `::: {#refs-NAME}`."""

    name: str
    """`NAME`, or `""`."""
    start: int
    """Where the content of the place begins in the text."""
    end: int
    conditions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The attributes that choose its works; see `lists`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is found in one text."""

    text: str
    file: str = ""
    """The name of its file, for problems."""
    settings: Settings = field(default_factory=Settings)
    """The settings in its metadata."""
    title: str = ""
    """Its title, if the metadata has one."""
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """A key of the metadata -> its line."""
    citations: tuple[FoundCitation, ...] = ()
    """The citations, in the order in which they are read: those of a note at its mark."""
    lists: tuple[FoundList, ...] = ()
    """The places for lists, in the order of the text."""
    problems: tuple[Problem, ...] = ()
    body: int = 0
    """Where the text begins after the metadata."""
    pieces: tuple[str, ...] = ()
    """Source in prefixes and suffixes that is not rendered, such as code and links; see
    `placeholder`."""
    source: Any = None
    """What else the syntax remembers."""

    def line_of(self, position: int) -> int:
        """Return the number of the line at a position of the text, counted from 1."""
        return self.text.count("\n", 0, position) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTexts:
    """The rendered texts of one page."""

    citations: Sequence[CitationText] = ()
    """A text for each citation of the page."""
    lists: Sequence[Bibliography] = ()
    """A list for each place of the page. If the page has no places, the list at its end."""
    cited: tuple[str, ...] = ()
    """The ids of the works that it cites, in the order of their first citations."""
    settings: Settings = field(default_factory=Settings)
    is_note: bool = False
    """Whether citations are in notes."""
    language: str = "en-US"
    """The language of the style."""
    punctuation_in_quote: bool = False
    """Whether full stops and commas go inside quotation marks."""


class Manuscript(Protocol):
    """A syntax of documents that cite."""

    def read(self, text: str, *, file: str = "") -> Page:
        """Find the citations in a text, the places for lists and the settings.

        Args:
            text: The text.
            file: The name of its file, for problems.
        """
        ...

    def write(self, page: Page, texts: PageTexts, *, to: str = "") -> str:
        """Write the text of a page with rendered citations and lists.

        Args:
            page: What `read` returned.
            texts: The rendered texts.
            to: The format of the result, such as `"html"`; `""`: that of the page.

        Raises:
            FormatError: The syntax cannot be written in this format.
        """
        ...


def placeholder(number: int) -> str:
    """Return the text that keeps the place of a piece of source while a citation is rendered.

    >>> with_pieces(f"see {placeholder(12)}", lambda number: f"`{number}`")
    'see `12`'
    """
    digits = "".join([chr(0xFDD2 + int(digit)) for digit in str(number)])
    return f"\ufdd0{digits}\ufdd1"


def with_pieces(text: str, piece: Callable[[int], str]) -> str:
    """Put pieces of source into the places of their placeholders."""
    if "\ufdd0" not in text:
        return text
    return _PLACEHOLDER.sub(
        lambda match: piece(int("".join([str(ord(each) - 0xFDD2) for each in match[1]]))), text
    )
