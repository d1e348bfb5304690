"""Map parts of a text between rich text and the plain text that it is written as.

In: rich text, before and after it is finished. Out: where its parts are in the plain text, or where
parts of the plain text are in the rich text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citeformat.output.writers.plain import PLAIN, omitted_blanks
from citeformat.richtext import trace
from citeformat.richtext.links import LINK
from citeformat.richtext.spans import (
    BLOCK,
    FIRST,
    GUARD,
    INDENT,
    LEFT_MARGIN,
    MARK,
    close_of,
    is_open,
)

__all__ = [
    "balanced_ranges", "link_ranges", "offsets_in_rich_text", "ranges_in_plain_text",
    "runs_in_plain_text",
]  # fmt: skip

_MARKS = re.compile(f"({MARK})")
_TEXT = re.compile(f"[^{chr(FIRST)}-{GUARD}]+")
_SHAPING = re.compile(
    f"[{BLOCK}{close_of(BLOCK)}{INDENT}{close_of(LEFT_MARGIN)}]|^{MARK}*\\s|\\s{MARK}*$"
)
"""What plain text writes as line breaks and blanks, and the blanks that it omits."""


def runs_in_plain_text(
    text: str, rich: str, quotes: Sequence[str], is_entry: bool = True
) -> Sequence[trace.Run]:
    """Find the runs of a text as plain text writes it.

    What a display block adds belongs to the run before it. Blanks around an entry are omitted.

    Args:
        text: The traced text.
        rich: The finished text.
        quotes: The quotation marks of the locale.
        is_entry: Whether it is an entry, and not a citation.
    """
    runs = trace.owners(trace.parse(text), rich, quotes)
    if not _SHAPING.search(rich):
        return runs
    omitted = omitted_blanks(rich)
    pieces = _MARKS.split(rich)  # text and marks in turn
    added: list[int] = []
    removed: set[int] = set()
    place = printed = 0
    for index, piece in enumerate(pieces):
        if index % 2:
            # what is added at the beginning of a citation belongs to the run after it
            added += [printed if is_entry else max(printed, 1)] * len(PLAIN.write(piece))
        else:
            removed.update([
                printed + blank - place for blank in omitted if place <= blank < place + len(piece)
            ])  # fmt: skip
            printed += len(piece)
        place += len(piece)
    lead = -1
    if is_entry:
        bare = "".join(pieces[::2])
        lead = len(bare) - len(bare.lstrip())
        removed.update(range(lead))
    result = []
    start = 0
    for length, numbers in runs:
        end = start + length
        more = sum([start < mark <= end for mark in added if mark > lead])
        less = sum([start <= blank < end for blank in removed])
        result.append((length + more - less, numbers))
        start = end
    return result


def ranges_in_plain_text(
    text: str, ranges: Sequence[tuple[int, int]], rich: str, quotes: Sequence[str]
) -> list[tuple[int, int] | None]:
    """Find where ranges of the text of a citation are once it is finished.

    Args:
        text: The rich text before it was finished.
        ranges: Start and end of each range, in order; they do not overlap.
        rich: The finished text.
        quotes: The quotation marks of the locale.

    Returns:
        The range in the plain text for each range, or `None` if nothing of it is printed.

    >>> ranges_in_plain_text("(Who?., What?.)", [(1, 6), (8, 14)], "(Who?, What?)", ())
    [(1, 5), (7, 12)]
    """
    if text == rich and not _MARKS.search(text):
        return list(ranges)
    marked = []
    done = 0
    for number, (start, end) in enumerate(ranges):
        marked += [text[done:start], trace.opener(number), text[start:end], trace.CLOSE]
        done = end
    marked.append(text[done:])
    found: dict[int, tuple[int, int]] = {}
    place = 0
    for length, numbers in runs_in_plain_text("".join(marked), rich, quotes, is_entry=False):
        for number in numbers:
            found[number] = (found.get(number, (place, 0))[0], place + length)
        place += length
    return [found.get(number) for number in range(len(ranges))]


def offsets_in_rich_text(rich: str, is_entry: bool = True) -> list[int]:
    """Return the offset of each character of the plain text in the rich text.

    Args:
        rich: Finished rich text.
        is_entry: Whether it is an entry, whose plain text has no blanks around it.
    """
    omitted = omitted_blanks(rich)
    plain = ""
    offsets: list[int] = []
    for offset, character in enumerate(rich):
        if offset not in omitted:
            written = PLAIN.write(character) if character >= "\ue000" else character
            plain += written
            offsets += [offset] * len(written)
    return offsets[len(plain) - len(plain.lstrip()) :] if is_entry else offsets


def balanced_ranges(rich: str, start: int, end: int, done: int) -> list[tuple[int, int]]:
    """Find ranges of a value that contain both ends of each of their formatting spans.

    Args:
        rich: Finished rich text.
        start: The start of the value.
        end: The end of the value.
        done: The end of the previous value, which no range may include.

    Returns:
        One range, widened by the marks around the value; or a range for each piece of text if
        formatting begins or ends within the value.
    """
    texts = [match.span() for match in _TEXT.finditer(rich, start, end)]
    opened: list[str] = []
    for mark in re.findall(MARK, rich[start:end]):
        if is_open(mark):
            opened.append(mark)
            continue
        opener = chr(ord(mark) - 1)
        if not opened and start > done and rich[start - 1] == opener:
            start -= 1
        elif not opened or opened.pop() != opener:
            return texts
    for mark in reversed(opened):
        if rich[end : end + 1] != close_of(mark):
            return texts
        end += 1
    return [(start, end)]


def link_ranges(
    rich: str, ranges: Sequence[tuple[int, int]], targets: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """Make links of parts of a citation.

    Args:
        rich: Finished rich text without links.
        ranges: Start and end of each part in the plain text, in order.
        targets: The address that each part links to.

    Returns:
        The text with link spans, and the target of each. A part in which other formatting begins or
        ends makes a link of each of its pieces.
    """
    offsets = offsets_in_rich_text(rich, is_entry=False)
    pieces: list[str] = []
    linked: list[str] = []
    done = 0
    for (start, end), target in zip(ranges, targets, strict=True):
        place = max(offsets[start], done), offsets[end - 1] + 1
        for first, last in balanced_ranges(rich, *place, done):
            pieces += [rich[done:first], LINK, rich[first:last], close_of(LINK)]
            linked.append(target)
            done = last
    return "".join([*pieces, rich[done:]]), tuple(linked)
