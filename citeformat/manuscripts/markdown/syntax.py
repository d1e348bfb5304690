"""Pandoc's Markdown: find citations, and write them into the text.

markdown-it-py parses the text; a rule of ours finds the citations, so that none is found in code,
formulas, raw HTML or link targets. The text is not written anew: rendered citations replace what is
at their positions, and every other character stays.

Source: pandoc's manual, "Citation syntax", "Footnotes", "Divs and Spans", "Metadata blocks".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from citeformat.errors import FormatError, Problem
from citeformat.interchange.shared.markdown_markup import from_markdown
from citeformat.manuscripts.grammar import (
    CITATION_STARTS,
    CitationScanner,
    FoundCitation,
    FoundCite,
    prefix_of,
    suffix_of,
)
from citeformat.manuscripts.lists import list_name
from citeformat.manuscripts.markdown.metadata_blocks import metadata_blocks
from citeformat.manuscripts.markdown.rules import Attributes, reading
from citeformat.manuscripts.markdown.writer import MarkdownWriter
from citeformat.manuscripts.protocol import (
    FoundList,
    Page,
    PageTexts,
    placeholder,
)
from citeformat.manuscripts.settings import Settings
from citeformat.output import get_format
from citeformat.richtext.markup import MARKUP

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["HTML_LIST", "MARKDOWN", "MarkdownSyntax"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_EXAMPLE = re.compile(r"[ \t>]*(?:[-*+][ \t]+)*\(?@([^\W_](?:[\w-]*\w)?)[.)](?:[ \t]|\Z)")
"""The label of an item of an example list, at the beginning of a line."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_RAW_BLOCK = re.compile(r"\s*<(?:script|pre|style|textarea|!|\?)", re.IGNORECASE)
HTML_LIST = re.compile(
    r"<div\s[^<>]*\bid=[\"']?refs(?:-([^\"'\s<>]+))?[\"']?[^<>]*>", re.IGNORECASE
)
"""The tag before the place of a list in HTML, and the name of the list."""
_KEPT = re.compile(r"[`$<].|\[\^|\[.*\)\Z", re.DOTALL)
"""Code, a formula, a tag, an address, the mark of a note, or a link."""
_UNUSUAL_IN_AFFIX = re.compile(r"[*_\[\]`$<>\\^~@]|--|\.\.\.")
_TYPED = re.compile(r"-{2,3}|\.\.\.")
_TYPED_SIGNS = {"--": "–", "---": "—", "...": "…"}


class _Found(NamedTuple):
    """A citation or a note in the order of the text."""

    kind: Literal["citation", "note", "inline note"]
    citation: FoundCitation | None = None
    label: str = ""
    items: Sequence[_Found] = ()


class MarkdownSyntax:
    """The syntax of pandoc's Markdown."""

    name = "markdown"

    def read(self, text: str, *, file: str = "") -> Page:
        """Find citations, the places for lists, and the settings in the front matter.

        >>> page = MARKDOWN.read("# Title\\n\\nAs [see @knuth1984, p. 7] and `@code` say.\\n")
        >>> [(page.text[found.start : found.end]) for found in page.citations]
        ['[see @knuth1984, p. 7]']
        """
        return _Reader(text, file).page()

    def write(self, page: Page, texts: PageTexts, *, to: str = "") -> str:
        """Write the text with rendered citations and lists, as Markdown or HTML.

        Raises:
            FormatError: Another format is wanted.
        """
        target = get_format(to or "markdown").name
        if target not in ("markdown", "html"):
            raise FormatError(f"a Markdown document becomes markdown or html, not {to}")
        if target == "html":
            from citeformat.manuscripts.markdown.html import write_html

            return write_html(page, texts)
        return MarkdownWriter(page, texts).written()


MARKDOWN = MarkdownSyntax()


class _Reader:
    """One text while it is read."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[Problem] = []
        self.pieces: list[str] = []
        self.found: list[_Found] = []
        """The citations and notes in the text."""
        self.definitions: dict[str, list[_Found]] = {}
        """The label of a note -> the citations and notes in it."""
        self.lists: list[FoundList] = []
        self.metadata: dict[str, Any] = {}
        self.key_lines: dict[str, int] = {}
        """A key of the metadata -> its line."""
        self.body = 0
        """Where the text begins after the metadata."""
        self.lines: list[str] = []
        self.starts: list[int] = []
        for match in _LINE.finditer(text):
            if match[0] or not self.lines:
                self.starts.append(match.start())
                self.lines.append(match[0].rstrip("\r\n").replace("\0", "\ufffd"))
        if text.startswith("\ufeff"):
            self.lines[0] = f" {self.lines[0][1:]}"
        self.cell_end = 0
        """Where the last cell ends in its line."""

    def page(self) -> Page:
        """Read everything."""
        self._read_metadata()
        settings = Settings.from_metadata(
            self.metadata, file=self.file, lines=self.key_lines, problems=self.problems
        )
        body = "\n".join(self.lines)
        if "@" in body or "refs" in body:
            env: dict[str, Any] = {
                "examples": _examples(body), "scanners": {}, "offset": 0, "links": set()
            }  # fmt: skip
            try:
                tokens = reading().parse(body, env)
            except RecursionError:
                message = "the text is nested too deeply, and is not changed"
                self.problems.append(Problem("error", message, self.file))
            else:
                self._walk(tokens, env)
        title = self.metadata.get("title")
        return Page(
            text=self.text,
            file=self.file,
            settings=settings,
            title=title if isinstance(title, str) else "",
            lines=self.key_lines,
            citations=tuple(_in_order(self.found, self.definitions)),
            lists=tuple(self.lists),
            problems=tuple(self.problems),
            body=self.body,
            pieces=tuple(self.pieces),
        )

    def _read_metadata(self) -> None:
        """Read the blocks of metadata, and blank them out for the parser."""
        if "---" not in self.text:
            return
        for block in metadata_blocks(
            self.text, self.starts, self.lines, file=self.file, problems=self.problems
        ):
            for key, value in block.values.items():
                self.metadata.setdefault(key, value)
            for key, line in block.keys.items():
                self.key_lines.setdefault(key, line)
            self.lines[block.first : block.last] = [""] * (block.last - block.first)
            if block.first == 0:
                self.body = block.end

    def _walk(self, tokens: Sequence[Token], env: dict[str, Any]) -> None:
        """Collect the citations and notes in tokens, and the places for lists."""
        target = self.found
        opened: list[tuple[Attributes, int]] = []
        in_cell = False
        for token in tokens:
            if token.type == "footnote_reference_open":
                target = self.definitions.setdefault(str(token.meta.get("label", "")), [])
            elif token.type == "footnote_reference_close":
                target = self.found
            elif token.type in ("inline", "html_block"):
                if token.type == "html_block":
                    self.lists += self._html_lists(token)
                    if _RAW_BLOCK.match(token.content):
                        continue
                if token.children:
                    places = self._places(token, in_cell=in_cell)
                    target += self._inline(token, token.children, places, env)
            elif token.type in ("th_open", "td_open"):
                in_cell = True
            elif token.type in ("th_close", "td_close"):
                in_cell = False
            elif token.type == "tr_open":
                self.cell_end = 0
            elif token.type == "div_open" and token.map:
                opened.append((token.meta["attributes"], token.map[1]))
            elif token.type == "div_close" and token.map and opened:
                attributes, line = opened.pop()
                name = list_name(attributes.id)
                if name is not None:
                    start, end = self.starts[line], self.starts[token.map[0]]
                    self.lists.append(FoundList(name, start, end, attributes.values))
        self.lists.sort(key=lambda place: place.start)

    def _html_lists(self, token: Token) -> Iterator[FoundList]:
        """Find the places for lists in HTML: `<div id="refs"></div>`."""
        if not token.map or "refs" not in token.content:
            return
        for line in range(*token.map):
            match = HTML_LIST.search(self.lines[line])
            if match is not None:
                start = self.starts[line] + match.end()
                end = self.text.find("</div>", start)
                if end >= 0 and not self.text[start:end].strip():
                    yield FoundList(match[1] or "", start, end)

    def _inline(
        self,
        token: Token,
        children: Sequence[Token],
        places: Sequence[tuple[int, int]],
        env: dict[str, Any],
    ) -> Iterator[_Found]:
        """Yield the citations and notes of one text, whose lines are at `places`."""
        for child in children:
            if child.type == "citation":
                found: FoundCitation = child.meta["found"]
                offset = child.meta["offset"]
                start = _position(places, found.start + offset)
                end = _position(places, found.end - 1 + offset)
                if start is None or end is None:
                    line = token.map[0] + 1 if token.map else 0
                    message = "a citation was not found again in the source, and is not changed"
                    self.problems.append(Problem("error", message, self.file, line))
                    continue
                begins = not token.content[: found.start + offset].strip()
                scanner = child.meta["scanner"]
                nested: list[FoundCitation] = []
                cites = self._cites(found, scanner, nested)
                made = FoundCitation(start, end + 1, cites, found.narrative, begins_block=begins)
                inside = [
                    _Found("citation", replace(each, cites=self._cites(each, scanner, [])))
                    for each in nested
                ]
                yield _Found("citation", made, items=inside)
            elif child.type == "image" and child.children:
                yield from self._inline(token, child.children, places, env)
            elif child.type == "footnote_ref":
                label = child.meta.get("label")
                note = env["footnotes"]["list"].get(child.meta.get("id"), {})
                if label is not None:
                    yield _Found("note", label=str(label))
                elif note.get("tokens"):
                    items = tuple(self._inline(token, note["tokens"], places, env))
                    yield _Found("inline note", items=items)

    def _cites(
        self, found: FoundCitation, scanner: CitationScanner, nested: list[FoundCitation]
    ) -> tuple[FoundCite, ...]:
        """Convert the prefixes and suffixes of a citation, and collect the citations in them."""
        return tuple(
            [
                FoundCite(
                    cite.id,
                    prefix_of(self._affix(scanner, cite.prefix_at, nested)) if cite.prefix else "",
                    suffix_of(self._affix(scanner, cite.suffix_at, nested)) if cite.suffix else "",
                    cite.suppress_author,
                )
                for cite in found.cites
            ]
        )

    def _affix(
        self, scanner: CitationScanner, place: tuple[int, int], nested: list[FoundCitation]
    ) -> str:
        """Convert the source of a prefix or suffix to CSL-JSON's markup. Code, formulas, links and
        what else CSL does not know are replaced by placeholders."""
        position, end = place
        text = scanner.text
        if not _UNUSUAL_IN_AFFIX.search(text, position, end):
            return text[position:end]
        pieces = []
        while position < end:
            after = scanner.after(position)
            written = text[position:after]
            inside = scanner.at(position) if written[0] in CITATION_STARTS else None
            if inside is not None and inside.end <= end:
                after = inside.end
                pieces.append(placeholder(len(self.pieces)))
                nested.append(replace(inside, piece=len(self.pieces)))
                self.pieces.append(text[position:after])
            elif _KEPT.match(written) and not MARKUP().match(written):
                pieces.append(placeholder(len(self.pieces)))
                self.pieces.append(" ".join(written.split("\n")))
            elif written[0] == "[":
                after = position + 1
                pieces.append("\\[")
            else:
                pieces.append(written)
            position = after
        typed = _TYPED.sub(lambda match: _TYPED_SIGNS[match[0]], "".join(pieces))
        return from_markdown(typed)

    def _places(self, token: Token, *, in_cell: bool) -> list[tuple[int, int]]:
        """Find the lines of a token's content in the source.

        Returns:
            For each line, where it begins in the content, and what must be added to a position of
            the content; a cell has such a pair after each pipe that has a backslash.
        """
        places: list[tuple[int, int]] = []
        offset = 0
        first = token.map[0] if token.map else len(self.lines)
        for number, content in enumerate(token.content.split("\n"), first):
            stripped = content.strip()
            indent = offset + len(content) - len(content.lstrip())
            line = self.lines[number].rstrip() if number < len(self.lines) else ""
            if in_cell:
                at = line.find(stripped, self.cell_end)
                if at < 0 or "|" in stripped:
                    places += self._places_in_cell(number, stripped)
                    continue
                self.cell_end = at + len(stripped)
            elif line.endswith(stripped):
                at = len(line) - len(stripped)
            else:
                at = line.find(stripped)
            if at >= 0:
                places.append((offset, self.starts[number] + at - indent))
            offset += len(content) + 1
        return places

    def _places_in_cell(self, number: int, cell: str) -> Iterator[tuple[int, int]]:
        """Find the parts of a cell between its pipes, which have backslashes in the source."""
        line = self.lines[number]
        offset = 0
        for part in cell.split("|"):
            at = line.find(part, self.cell_end)
            if at < 0:
                return
            yield offset, self.starts[number] + at - offset
            offset += len(part) + 1
            self.cell_end = at + len(part) + 1


def _examples(body: str) -> set[str]:
    """Return the labels of example lists: `(@label)` at the beginning of a block, or after a
    comment there."""
    last_comment = body.rfind("-->") + len("-->")
    before = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), body[:last_comment])
    labels = set()
    may_begin = True
    for line in (before + body[last_comment:]).split("\n"):
        match = _EXAMPLE.match(line) if may_begin and "@" in line else None
        if match is not None:
            labels.add(match[1])
        may_begin = match is not None or not line.strip(" \t>")
    return labels


def _position(places: Sequence[tuple[int, int]], offset: int) -> int | None:
    """Return the position in the text of a position in the content of a token."""
    index = bisect_right(places, offset, key=lambda place: place[0]) - 1
    return offset + places[index][1] if index >= 0 else None


def _in_order(
    found: Sequence[_Found], definitions: dict[str, list[_Found]]
) -> Iterator[FoundCitation]:
    """Yield the citations as they are read: those of a note at its first mark. Citations in the
    text and notes are numbered together, as they are in a style for notes."""
    for number, item in enumerate(found, 1):
        if item.citation is not None:
            yield replace(item.citation, note=number)
            yield from _in_note(item.items, definitions, number)
        else:
            inside = list(item.items) or definitions.pop(item.label, [])
            yield from _in_note(inside, definitions, number)


def _in_note(
    items: Sequence[_Found], definitions: dict[str, list[_Found]], number: int
) -> Iterator[FoundCitation]:
    """Yield the citations in a note, and in the notes whose marks are in it."""
    first = True
    for item in items:
        if item.citation is not None:
            begins = item.citation.begins_block and first and not item.citation.narrative
            yield replace(item.citation, note=number, in_note=True, begins_note=begins)
            yield from _in_note(item.items, definitions, number)
        else:
            inside = list(item.items) or definitions.pop(item.label, [])
            yield from _in_note(inside, definitions, number)
        first = False
