"""Citations and places for lists, as Python-Markdown finds them while it parses a page.

In: the text of blocks. Out: elements that are rendered when the page is complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import INLINE_PLACEHOLDER_RE, AtomicString

from citeformat.integrations.html_pages.places import (
    CITATION_CLASS,
    LIST_CLASS,
    citation_value,
    list_value,
)
from citeformat.interchange.shared.markdown_markup import from_markdown
from citeformat.manuscripts.grammar import (
    CITATION_STARTS,
    LINK_TARGET,
    CitationScanner,
    FoundCitation,
    prefix_of,
    suffix_of,
)
from citeformat.manuscripts.lists import list_name
from citeformat.manuscripts.markdown.rules import Attributes
from citeformat.manuscripts.settings import ALL_WORKS

if TYPE_CHECKING:
    from markdown import Markdown

__all__ = ["CitationPattern", "ListBlocks", "SourceText"]

_START = r"[\[@]"
_ESCAPED = re.compile("\u0002(\\d+)\u0003")
"""A character that had a backslash, as Python-Markdown keeps it."""
_DIV = re.compile(r"^ {0,3}:{3,}[ \t]*(\{[^{}\n]*\})[ \t]*:*[ \t]*$", re.MULTILINE)
_DIV_END = re.compile(r"^ {0,3}:{3,}[ \t]*$", re.MULTILINE)


class SourceText(Preprocessor):
    """Remembers the text of a page, for the lines of problems."""

    text = ""

    def run(self, lines: list[str]) -> list[str]:
        """Remember lines."""
        self.text = "\n".join(lines)
        return lines


class CitationPattern(InlineProcessor):
    """Replaces citations by `span` elements, which are rendered when the page is complete."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(_START, md)
        self.data = ""
        """The text in which citations were found."""
        self.around = ("", "")
        """The text before and after the last citation, which Python-Markdown has replaced."""
        self.found: dict[int, FoundCitation] = {}
        """The distance of a citation from the end of the text -> the citation."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the element of the citation that begins at a match."""
        if "@" not in data:
            return None, None, None
        if not self.is_known(data):
            self.found = {len(data) - found.start: found for found in self.citations(data)}
        self.data = data
        start = m.start()
        found = self.found.get(len(data) - start)
        if found is None:
            return None, None, None
        end = start + found.end - found.start
        self.around = data[:start], data[end:]
        element = Element("span", {"class": CITATION_CLASS, "data-cites": citation_value(found)})
        element.text = AtomicString(self.plain(data[start:end]))
        return element, start, end

    def is_known(self, data: str) -> bool:
        """Whether a text is the last one, or that one without its last citation."""
        if data == self.data:
            return True
        before, after = self.around
        middle = data[len(before) : len(data) - len(after)]
        return (
            INLINE_PLACEHOLDER_RE.fullmatch(middle) is not None
            and data.startswith(before)
            and data.endswith(after)
        )

    def citations(self, data: str) -> Iterator[FoundCitation]:
        """Find the citations in a text that are not in links."""
        labels = {label.casefold() for label in self.md.references}
        scanner = CitationScanner(data, links=labels)
        position = 0
        for start in sorted(scanner.opaque.keys() | scanner.keys.keys()):
            if start < position:
                continue
            found = scanner.at(start) if data[start] in CITATION_STARTS else None
            if found is not None and not self.is_link(data, found, labels):
                begins = not data[: found.start].strip()
                cites = [
                    replace(
                        cite,
                        prefix=prefix_of(from_markdown(self.plain(cite.prefix))),
                        suffix=suffix_of(from_markdown(self.plain(cite.suffix))),
                    )
                    if cite.prefix or cite.suffix
                    else cite
                    for cite in found.cites
                ]
                yield replace(found, cites=tuple(cites), begins_block=begins)
                position = found.end
            elif data[start] == "[":
                end = scanner.opaque[start]
                target = LINK_TARGET.match(data, end)
                if target is not None:
                    position = target.end()
                elif data[end : end + 1] == "[" and end in scanner.opaque:
                    position = scanner.opaque[end]
                elif " ".join(data[start + 1 : end - 1].split()).casefold() in labels:
                    position = end
            else:
                position = scanner.opaque.get(start, start + 1)

    def is_link(self, data: str, found: FoundCitation, labels: set[str]) -> bool:
        """Whether what looks like a citation is the label of a link."""
        label = data[found.start + 1 : found.end - 1]
        return data[found.start] == "[" and " ".join(label.split()).casefold() in labels

    def plain(self, text: str) -> str:
        """Put code and characters with a backslash back into their places."""
        if "\u0002" not in text:
            return text
        restored = str(self.unescape(text))
        return _ESCAPED.sub(lambda match: chr(int(match[1])), restored)


class ListBlocks(BlockProcessor):
    """Replaces `::: {#refs}` and `\\bibliography` by `div` elements."""

    def __init__(self, md: Markdown, commands: Sequence[str]) -> None:
        """Make the processor.

        Args:
            md: The parser.
            commands: The command that places the list, and that which lists the whole bibliography.
        """
        super().__init__(md.parser)
        self.full = commands[1]
        names = "|".join([re.escape(command) for command in commands if command])
        self.command = re.compile(rf"^ {{0,3}}({names})[ \t]*$" if names else r"(?!)", re.MULTILINE)

    def test(self, parent: Element, block: str) -> bool:
        """Return whether a place for a list is in a block."""
        return self.place(block) is not None

    def place(self, block: str) -> tuple[int, int, str, Mapping[str, str]] | None:
        """Find the first place for a list: its start and end, its name and its conditions."""
        match = self.command.search(block)
        if match is not None:
            listed = ALL_WORKS if match[1] == self.full else ""
            return match.start(), match.end(), listed, {}
        for match in _DIV.finditer(block):
            attributes = Attributes.parse(match[1])
            name = list_name(attributes.id)
            if name is not None:
                return match.start(), match.end(), name, attributes.values
        return None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Make the element. What precedes it in its block is parsed before it."""
        block = blocks.pop(0)
        place = self.place(block)
        if place is None:
            blocks.insert(0, block)
            return
        start, end, name, conditions = place
        before, after = block[:start].rstrip("\n"), block[end:].lstrip("\n")
        if before.strip():
            self.parser.parseBlocks(parent, [before])
        rest = [after] if after.strip() else []
        if block[start:end].lstrip().startswith(":"):
            content, rest = self.in_div(after, blocks)
            self.parser.parseBlocks(parent, content)
        element = SubElement(parent, "div", {"class": LIST_CLASS})
        element.set("data-list", list_value(name, conditions))
        blocks[:0] = rest

    def in_div(self, after: str, blocks: list[str]) -> tuple[list[str], list[str]]:
        """Take the blocks up to the end of a div. Without an end, the div is empty."""
        candidates = [after, *blocks]
        for index, candidate in enumerate(candidates):
            match = _DIV_END.search(candidate)
            if match is None:
                continue
            last, rest = candidate[: match.start()].rstrip("\n"), candidate[match.end() :]
            del blocks[:index]
            content = [*candidates[:index], last]
            rest = rest.lstrip("\n")
            return [each for each in content if each.strip()], [rest] if rest.strip() else []
        return [], [after] if after.strip() else []
