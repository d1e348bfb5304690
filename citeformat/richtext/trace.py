"""Marks that say what made each part of a text, and where those parts are when it is finished.

In: rich text in which the parts stand in marks (`opener`, `CLOSE`); the same text as `finish` left
it. Out: for each character that is printed, the marks around it. Marks are private-use characters
of their own, behind those of `spans`. Nothing but this module sees them: they are taken out before
a rule looks at the text, and their places are found again in what the rule gave.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter

from citeformat.richtext.spans import CURLY, FIRST, GUARD, MARK, QUOTE, close_of

__all__ = ["CLOSE", "Traced", "is_marked", "opener", "owners", "parse", "through",
           "without_marks"]  # fmt: skip

OPEN, CLOSE = "\uf000", "\uf001"
"""What opens a part, before the two digits of its number; what closes it."""
_ZERO, _BASE = 0xF100, 0x800
_TOKEN = re.compile(f"{OPEN}(..)|{CLOSE}")
_SPAN = re.compile(MARK)
_QUOTES = frozenset((QUOTE, close_of(QUOTE), CURLY, close_of(CURLY)))
_UNSEEN = {place: None for place in range(FIRST, ord(GUARD) + 1) if chr(place) not in _QUOTES}
"""What is not printed, but for quotation marks to come."""
_DROPPED = _QUOTES | frozenset(" \u00a0.,:;!?")
"""What finishing may leave out."""
_MOVED = frozenset(".,!?")
"""What may move into a quotation."""

Numbers = tuple[int, ...]
"""The numbers of the parts that a text stands in, from the outside to the inside."""
Run = tuple[int, Numbers]
"""A number of characters, and the parts that they stand in."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A text that will be printed, and the parts that it is made of."""

    text: str
    """Its characters, and spans of quotations, of which the marks are not chosen yet."""
    runs: list[Run]

    def at(self, place: int) -> Numbers:
        """The parts that a character stands in."""
        for length, numbers in self.runs:
            if place < length:
                return numbers
            place -= length
        return self.runs[-1][1] if self.runs else ()


def opener(number: int) -> str:
    """What opens a part.

    >>> parse(opener(3000) + "a" + CLOSE + "b").runs
    [(1, (3000,)), (1, ())]
    """
    return f"{OPEN}{chr(_ZERO + number // _BASE)}{chr(_ZERO + number % _BASE)}"


def is_marked(text: str) -> bool:
    """Whether there are marks in a text."""
    return OPEN in text


def without_marks(text: str) -> str:
    """A text without its marks."""
    return _TOKEN.sub("", text)


def through(change: Callable[[str], str], text: str) -> str:
    """Change a text's characters, one by one, around its marks.

    Args:
        change: Changes the case, say; it sees the text without marks.

    >>> through(str.upper, opener(1) + "groß" + CLOSE + "e") == opener(1) + "GROSS" + CLOSE + "E"
    True
    """
    if OPEN not in text:
        return change(text)
    plain = without_marks(text)
    changed = change(plain)
    result: list[str] = []
    position = read = done = 0
    for token in _TOKEN.finditer(text):
        read += token.start() - position
        position = token.end()
        # where characters were added or lost, each is looked for
        end = read if len(plain) == len(changed) else _place(plain[:read], changed)
        result += [changed[done:end], token[0]]
        done = end
    return "".join([*result, changed[done:]])


def _place(before: str, changed: str) -> int:
    """Where a beginning of the text that was changed ends in the changed text."""
    place = 0
    for character in before:
        forms = (character, character.upper(), character.lower(), character.title())
        place += next((len(form) for form in forms if changed.startswith(form, place)), 0)
    return place


def parse(text: str) -> Traced:
    """The characters of a marked text with the parts that they stand in."""
    pieces: list[str] = []
    runs: list[Run] = []
    stack: Numbers = ()
    parts = _TOKEN.split(text)  # text, and the digits of a number or None, in turn
    for index in range(0, len(parts), 2):
        piece = parts[index]
        if not piece.isascii():
            piece = piece.translate(_UNSEEN)
        if piece:
            pieces.append(piece)
            runs.append((len(piece), stack))
        digits = parts[index + 1] if index + 1 < len(parts) else None
        if digits:
            number = (ord(digits[0]) - _ZERO) * _BASE + ord(digits[1]) - _ZERO
            stack = (*stack, number)
        else:
            stack = stack[:-1]
    return Traced("".join(pieces), runs)


def owners(traced: Traced, finished: str, quotes: Sequence[str]) -> list[Run]:
    """The parts that the printed characters of a finished text stand in.

    Args:
        traced: The text before it was finished.
        finished: The rich text that it became.
        quotes: The locale's quotation marks.

    >>> from citeformat.richtext.spans import wrap
    >>> title = wrap(QUOTE, opener(1) + "Ti" + CLOSE)
    >>> owners(parse(title + opener(2) + "," + CLOSE), "“Ti,”", "“”")
    [(1, ()), (2, (1,)), (1, (2,)), (1, ())]
    """
    text = _SPAN.sub("", finished)
    if text == traced.text:
        return _merged(traced.runs)
    found = _Walk(traced, text, quotes).runs()
    return _merged(found if found is not None else _by_difference(traced, text))


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Runs of which no two neighbours stand in the same parts."""
    return [
        (sum([length for length, _ in group]), numbers)
        for numbers, group in groupby(runs, key=itemgetter(1))
    ]


class _Walk:
    """Goes through a text beside what it became, where marks were left out, chosen or moved and
    nothing else happened."""

    def __init__(self, traced: Traced, text: str, quotes: Sequence[str]) -> None:
        self.traced = traced
        self.source = traced.text
        self.text = text
        self.quotes = quotes
        self.done = 0
        """How much of the text has been gone through."""
        self.found: list[Run] = []
        self.moved: set[int] = set()
        """The places of marks that moved into a quotation before them."""

    def runs(self) -> list[Run] | None:
        """The runs of the text; `None` where something else happened."""
        start = 0
        for length, numbers in self.traced.runs:
            end = start + length
            piece = self.source[start:end]
            if not self.moved and self.text.startswith(piece, self.done):
                self._take(length, numbers)
            elif not all(self._step(place, numbers) for place in range(start, end)):
                return None
            start = end
        return self.found if self.done == len(self.text) else None

    def _take(self, length: int, numbers: Numbers) -> None:
        if length:
            self.found.append((length, numbers))
            self.done += length

    def _step(self, place: int, numbers: Numbers) -> bool:
        """Go past one character of the source; whether that was possible."""
        character = self.source[place]
        if place in self.moved:
            self.moved.discard(place)
            return True
        if character in _QUOTES:
            self._take_moved(place, numbers)
        if self.text.startswith(character, self.done):
            self._take(1, numbers)
        elif character not in _DROPPED:
            return False
        elif character in _QUOTES:
            now = self.done
            marks = [mark for mark in self.quotes if mark and self.text.startswith(mark, now)]
            self._take(len(marks[0]) if marks else 0, numbers)
        return True

    def _take_moved(self, place: int, quotation: Numbers) -> None:
        """Take the marks that moved into the quotation that closes here. Within a part that has
        both the quotation and its end, they are of that part: a title stays in one piece."""
        within = bool(self.found) and self.found[-1][1] == quotation
        behind = place + 1
        while (
            behind < len(self.source)
            and self.source[behind] in _DROPPED
            and self.text[self.done : self.done + 1] in _MOVED
        ):
            if self.source[behind] == self.text[self.done] and behind not in self.moved:
                numbers = quotation if within else self.traced.at(behind)
                self._take(1, numbers)
                self.moved.add(behind)
            behind += 1


def _by_difference(traced: Traced, text: str) -> Iterator[Run]:
    """The runs of a text that became another one: what was put in is of the part that it stands
    in the place of."""
    source = traced.text
    each = [numbers for length, numbers in traced.runs for _ in range(length)]
    least = min(len(source), len(text))
    low = high = 0
    while low < least and source[low] == text[low]:
        low += 1
    while high < least - low and source[-1 - high] == text[-1 - high]:
        high += 1
    ends = len(source) - high, len(text) - high
    matcher = SequenceMatcher(None, source[low : ends[0]], text[low : ends[1]], autojunk=False)
    yield from ((1, numbers) for numbers in each[:low])
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            yield from ((1, numbers) for numbers in each[low + start : low + end])
        elif last > first:
            yield last - first, traced.at(low + start)
    yield from ((1, numbers) for numbers in each[ends[0] :])
