"""The style that is checked, and what a rule says about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import NamedTuple, TypeAlias

from citeformat.engine.compiler.parse import Element
from citeformat.errors import Severity

__all__ = ["ADDRESS", "Finding", "Rule", "Subject"]

ADDRESS = "http://www.zotero.org/styles/"
"""What the address of each style in the repository begins with."""

_ISSN_TAGS = ("issn", "eissn", "issnl")


class Finding(NamedTuple):
    """What a rule says."""

    severity: Severity
    """`warning`: the tests of the repository refuse the style; `info`: its reviewers ask for it."""
    line: int
    message: str
    hint: str


class Subject(NamedTuple):
    """A style that is checked."""

    path: str
    """The name of its file, or `""` for text."""
    text: str
    root: Element

    @property
    def name(self) -> str:
        """The name of the file without `.csl`, or `""`."""
        return PurePath(self.path).name.removesuffix(".csl")

    @property
    def info(self) -> Element:
        """Its cs:info. A style without one has an empty one in the line of its root."""
        return self.root.find("info") or Element("info", {}, (), "", self.root.line)

    @property
    def is_dependent(self) -> bool:
        """Whether it takes its rules from another style."""
        return self.link("independent-parent") is not None

    def link(self, rel: str) -> Element | None:
        """Return the first cs:link with this `rel`."""
        links = self.info.find_all("link")
        return next((link for link in links if link.get("rel") == rel), None)

    def find_text(self, tag: str) -> tuple[str, int]:
        """Return the text of an element of cs:info, and its line; without it, `""`."""
        element = self.info.find(tag)
        return ("", self.info.line) if element is None else (element.text.strip(), element.line)

    @property
    def citation_format(self) -> str:
        """The `citation-format` of its category, or `""`."""
        categories = self.info.find_all("category")
        return next((found for each in categories if (found := each.get("citation-format"))), "")

    @property
    def issns(self) -> list[Element]:
        """The elements of cs:info that have an ISSN of its journal."""
        return [element for element in self.info.children if element.tag in _ISSN_TAGS]


Rule: TypeAlias = Callable[[Subject], Iterator[Finding]]
