"""The notes of a page, as the extension `footnotes` of Python-Markdown writes them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from citeformat.manuscripts.grammar import FoundCitation

__all__ = ["note_places", "numbered_notes", "with_notes"]

_NOTE = re.compile(r'<li id="fn(?P<separator>[^\w"])(?P<label>[^"]*)">')
_NOTES = re.compile(
    r'(<div class="footnote">\s*<hr ?/?>\s*<ol>\n?)((?:(?!<div class="footnote">).)*?)'
    r"(\n?</ol>\s*</div>)",
    re.DOTALL,
)
_MARK = re.compile(
    r'(<sup id="fnref(?:\d*)[^\w"][^"]*"><a class="footnote-ref" href="#fn[^\w"]([^"]*)"[^<>]*>)'
    r"((?:(?!<sup ).)*?)(</a></sup>)"
)


def note_places(html: str) -> Callable[[int], tuple[int | None, int]]:
    """Return a function that says where the mark and the start of the note at a position are."""
    block = _NOTES.search(html) if 'class="footnote"' in html else None
    if block is None:
        return lambda _position: (None, 0)
    starts = [(match.end(), match["label"]) for match in _NOTE.finditer(html, *block.span())]
    marks: dict[str, int] = {}
    for match in _MARK.finditer(html):
        marks.setdefault(match[2], match.start())

    def place(position: int) -> tuple[int | None, int]:
        if not block.start() <= position < block.end():
            return None, 0
        at = bisect_right(starts, position, key=itemgetter(0))
        if not at:
            return None, 0
        start, label = starts[at - 1]
        return marks.get(label, start), start

    return place


def numbered_notes(
    found: Sequence[tuple[tuple[int, int], FoundCitation]], html: str
) -> Iterator[FoundCitation]:
    """Number the notes that citations are in, in the order of the text: a citation in the text is
    a note of its own in a style for notes."""
    marks = sorted(
        {match[2]: match.start() for match in reversed(list(_MARK.finditer(html)))}.values()
    )
    places = sorted({*marks, *[order[0] for order, _ in found]})
    numbers = {place: number for number, place in enumerate(places, 1)}
    for order, each in found:
        yield replace(each, note=numbers[order[0]])


def with_notes(html: str, notes: Sequence[tuple[str, str]]) -> str:
    """Add notes to those of a page, and number all in the order of the text.

    Args:
        html: The page, with the marks of all notes.
        notes: The label and the text of each new note.
    """
    block = _NOTES.search(html)
    items: dict[str, str] = {}
    if block is not None:
        starts = list(_NOTE.finditer(block[2]))
        ends = [match.start() for match in starts[1:]] + [len(block[2])]
        for match, end in zip(starts, ends, strict=True):
            items[match["label"]] = block[2][match.start() : end].rstrip("\n")
    for label, text in notes:
        items[label] = (
            f'<li id="fn:{label}">\n<p>{text}&#160;<a class="footnote-backref"'
            f' href="#fnref:{label}" title="Jump back to the text">&#8617;</a></p>\n</li>'
        )
    order = list(dict.fromkeys(match[2] for match in _MARK.finditer(html)))
    order = [label for label in order if label in items]
    order += [label for label in items if label not in order]
    numbers = {label: number for number, label in enumerate(order, 1)}
    body = "\n".join([items[label] for label in order])
    if block is not None:
        html = f"{html[: block.start(2)]}{body}{html[block.end(2) :]}"
    else:
        section = f'<div class="footnote">\n<hr />\n<ol>\n{body}\n</ol>\n</div>\n'
        at = html.rfind('<div role="doc-bibliography"')
        html = f"{html}\n{section}" if at < 0 else f"{html[:at]}{section}{html[at:]}"
    return _MARK.sub(
        lambda match: (
            f"{match[1]}{numbers[match[2]]}{match[4]}" if match[2] in numbers else match[0]
        ),
        html,
    )
