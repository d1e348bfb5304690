"""Write rendered citations and lists into the source of a Markdown document.

In: a `Page` and its rendered texts. Out: the source, in which citations and lists replace what is
at their places. Every other character stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from citeformat.engine.processor.result import Bibliography, CitationText
from citeformat.interchange.shared.markdown_markup import to_markdown
from citeformat.manuscripts import notes
from citeformat.manuscripts.grammar import FoundCitation
from citeformat.manuscripts.protocol import FoundList, Page, PageTexts, with_pieces
from citeformat.output import get_format
from citeformat.output.entry_ids import entry_id
from citeformat.richtext.superscripts import is_superscript

__all__ = ["Edit", "MarkdownWriter", "edited_text"]

_KEY_IN_TEXT = re.compile(r"(\]\(<[^<>\n]*>\)|<[^<>\s]+>)|(?<![^\W_])@(?=[\w{*])")
"""An address, or an at sign that would begin a citation."""
_NOTE_LABEL = re.compile(r"\[\^citeformat-(\d+)\]")
_LINK_OF_ITS_TEXT = re.compile(r"\[((?:\\.|[^\]\[\\])*)\]\(<([^<>]*)>\)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_WORD_START = re.compile(r"[\w{]")
_DOT = re.compile(r"\.(?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class Edit:
    """Text that replaces what is at a place of the source."""

    start: int
    end: int
    text: str


class MarkdownWriter:
    """One page while it is written."""

    def __init__(self, page: Page, texts: PageTexts) -> None:
        self.page = page
        self.texts = texts
        self.newline = "\r\n" if "\r\n" in page.text else "\n"
        used = [int(match[1]) for match in _NOTE_LABEL.finditer(page.text)]
        self.next_note = max(used, default=0) + 1
        self.notes: list[str] = []
        self.pieces = list(page.pieces)
        self.listed: set[str] = set()
        """The works that have an entry with an id; an id is unique."""

    def written(self) -> str:
        """Return the whole text."""
        edits = []
        pairs = zip(self.page.citations, self.texts.citations, strict=True)
        for found, text in sorted(pairs, key=lambda pair: (pair[0].piece < 0, pair[0].start)):
            edit = self.citation(found, text)
            if found.piece < 0:
                edits.append(edit)
            else:
                self.pieces[found.piece] = edit.text
        if self.page.lists:
            for place, bibliography in zip(self.page.lists, self.texts.lists, strict=False):
                if bibliography.entries:
                    edits.append(self.filled(place, bibliography))
        result = edited_text(self.page.text, edits)
        for bibliography in () if self.page.lists else self.texts.lists:
            if bibliography.entries:
                result = self.appended(result, self.heading() + self.list_block(bibliography))
        if self.notes:
            result = self.appended(result, "\n\n".join(self.notes) + "\n")
        return result

    def appended(self, text: str, block: str) -> str:
        """Append a block after a blank line."""
        text = text if text.endswith(("\n", "\r")) or not text else text + self.newline
        blank = self.newline if text else ""
        return f"{text}{blank}{block.replace(chr(10), self.newline)}"

    def heading(self) -> str:
        """Return the heading of the list at the end."""
        title = self.texts.settings.reference_section_title
        if not title:
            return ""
        return f"# {to_markdown(title)} {{#bibliography .unnumbered}}\n\n"

    def filled(self, place: FoundList, bibliography: Bibliography) -> Edit:
        """Put a list into its place, after what the place has already."""
        block = self.entries(bibliography).replace("\n", self.newline)
        content = self.page.text[place.start : place.end]
        before = self.newline if content.strip() else ""
        if not self.page.text[: place.start].endswith(("\n", "\r")):
            block = f"{self.newline}{self.newline}{block}{self.newline}"
        return Edit(place.end if content.strip() else place.start, place.end, f"{before}{block}")

    def list_block(self, bibliography: Bibliography) -> str:
        """Write a list in a div, as pandoc does."""
        hanging = " .hanging-indent" if bibliography.layout.hanging_indent else ""
        head = f"::: {{#refs .references .csl-bib-body{hanging}}}"
        return f"{head}\n{self.entries(bibliography)}:::\n"

    def entries(self, bibliography: Bibliography) -> str:
        """Write the entries of a list, each in a div with its id."""
        output = get_format("markdown")
        prefix = bibliography.layout.entry_ids
        blocks = []
        for entry in bibliography.entries:
            text = _LINK_OF_ITS_TEXT.sub(_short_link, entry.written(output).strip())
            text = _safe(text)
            has_id = prefix is not None and entry.id not in self.listed
            id = f"#{entry_id(entry.id, prefix)} " if prefix is not None and has_id else ""
            self.listed.add(entry.id)
            blocks.append(f"::: {{{id}.csl-entry}}\n{text}\n:::\n")
        return "\n".join(blocks)

    def citation(self, found: FoundCitation, text: CitationText) -> Edit:
        """Write one citation."""
        if self.texts.is_note:
            return self.in_note(found, text) if found.in_note else self.note(found, text)
        start, end, before = found.start, found.end, ""
        if is_superscript(text.rich):
            moves = bool(self.texts.settings.notes_after_punctuation)
            start, end, before = self.mark(found, moves=moves)
        elif text.endswith(".") and _DOT.match(self.page.text, end):
            end += 1
        return self.edit(found, start, end, before + self.inline(found, text, text.rich))

    def in_note(self, found: FoundCitation, text: CitationText) -> Edit:
        """Write a citation that is in a note already."""
        end = found.end
        if found.begins_note:
            rich = notes.begun_note(text, text.rich, self.texts.language)
            written = self.inline(found, text, rich)
            if text.endswith(".") and _DOT.match(self.page.text, end):
                end += 1
        else:
            after = self.page.text[end : end + 2].strip()
            rich = notes.in_note(
                text.rich,
                narrative=text.author is not None,
                ends_sentence=not after or after[0] == "]" or after[0].isupper(),
            )
            written = self.names(found, text)
            if notes.has_note(text):
                written += self.inline(found, text, rich)
        return self.edit(found, found.start, end, written)

    def note(self, found: FoundCitation, text: CitationText) -> Edit:
        """Write a citation in the text as a mark, and its note."""
        moves = self.texts.settings.notes_after_punctuation is not False
        names = self.names(found, text)
        start, end, before = self.mark(found, moves=moves, names=names)
        if names:
            start = found.start
        mark = ""
        if notes.has_note(text):
            label = f"citeformat-{self.next_note}"
            self.next_note += 1
            mark = f"[^{label}]"
            rich = notes.begun_note(text, text.rich, self.texts.language)
            self.notes.append(f"{mark}: {self.inline(found, text, rich)}")
        if found.begins_block and not names and self.page.text[end : end + 1] == ":":
            end += 1
            mark += "\\:"  # not the definition of a note
        quotes = ""
        if not names and self.texts.punctuation_in_quote and before[:1] in (".", ","):
            quotes = notes.quotes_at_end(self.page.text[max(start - 9, 0) : start])
            start -= len(quotes)
        written = f"{names}{before[:1]}{quotes}{before[1:]}{mark}"
        return self.edit(found, start, end, written)

    def mark(self, found: FoundCitation, *, moves: bool, names: str = "") -> tuple[int, int, str]:
        """Return the place of a mark, and the punctuation before it. The mark follows the text, or
        names in the sentence, without a blank."""
        text, start, end = self.page.text, found.start, found.end
        before = text[:start].rstrip(" \t\r\n")
        if not found.begins_block and not before.endswith((">", "|")):
            start = len(before)
        punctuation = notes.punctuation_before_mark(text, end) if moves else ""
        if text.startswith("@", end + len(punctuation)):
            punctuation = ""  # what follows a full stop is not a key, but it would be one
        end += len(punctuation)
        return start, end, notes.after_text(punctuation, names or before.rstrip("*_"))

    def names(self, found: FoundCitation, text: CitationText) -> str:
        """Write the names of a narrative citation in a style for notes."""
        return self.inline(found, text.author, text.author.rich) if text.author is not None else ""

    def inline(self, found: FoundCitation, text: CitationText, rich: str) -> str:
        """Write rich text of a citation."""
        output = get_format("markdown")
        # Only at the beginning of a line could it begin a list or a heading.
        before = "" if found.begins_block else ","
        rich = before + rich
        written = output.write(rich, text.targets) if text.targets else output.write(rich)
        written = " ".join(written.removeprefix(before).split("\n"))
        return with_pieces(_safe(written), self.piece)

    def piece(self, number: int) -> str:
        """Return the source that a placeholder replaced."""
        return self.pieces[number] if number < len(self.pieces) else ""

    def edit(self, found: FoundCitation, start: int, end: int, written: str) -> Edit:
        """Return the edit of a citation. What is written is not a key after an at sign."""
        written = self.wrapped(found, written)
        if self.page.text[start - 1 : start] in ("@", "{") and _WORD_START.match(written):
            written = f"&#{ord(written[0])};{written[1:]}"
        return Edit(start, end, written)

    def wrapped(self, found: FoundCitation, written: str) -> str:
        """Put a written citation into what the format has around it."""
        return written


def _safe(written: str) -> str:
    """Escape what would be a citation in written text."""
    if "@" not in written:
        return written
    return _KEY_IN_TEXT.sub(lambda match: match[1] or "\\@", written)


def _short_link(match: re.Match[str]) -> str:
    """Write a link whose text is its address as an autolink."""
    text = _ESCAPE.sub(r"\1", match[1])
    return f"<{match[2]}>" if text == match[2] else match[0]


def edited_text(text: str, edits: list[Edit]) -> str:
    """Replace places of a text."""
    pieces = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < position:  # the punctuation of two marks side by side
            edit = replace(edit, start=position, end=max(edit.end, position))
        pieces += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*pieces, text[position:]])
