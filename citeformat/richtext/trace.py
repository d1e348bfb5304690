"""Provenance: marks that say what made each part of a text, and where the parts are in the end.

In: rich text whose parts are enclosed in marks (`opener`, `CLOSE`), and what `finish` made of it.
Out: for each character that is printed, the numbers of the marks around it.

Marks are private-use characters of their own, after those of `spans`. No rule of `finish` sees
them, because a mark between two full stops would keep them from being merged. So a text is rendered
twice, with and without marks. `parse` takes the marks out, and `owners` aligns the characters with
those of the finished text, whose punctuation was merged or moved and whose quotation marks were
chosen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter

from citeformat.richtext.spans import CURLY, FIRST, GUARD, QUOTE, SINGLE, close_of, plain_text

__all__ = ["CLOSE", "Traced", "is_marked", "opener", "owners", "parse", "through",
           "without_marks"]  # fmt: skip

OPEN, CLOSE = "\uf000", "\uf001"
"""The character before the two digits of a part's number, and the one that closes the part."""
_ZERO, _BASE = 0xF100, 0x800
_TOKEN = re.compile(f"{OPEN}(..)|{CLOSE}")
_QUOTES = frozenset(mark for each in (QUOTE, CURLY, SINGLE) for mark in (each, close_of(each)))
_UNPRINTED = {code: None for code in range(FIRST, ord(GUARD) + 1) if chr(code) not in _QUOTES}
"""Characters that are not printed, except the spans that become quotation marks."""
_DROPPED = _QUOTES | frozenset(" \u00a0.,:;!?")
"""Characters that finishing may leave out."""
_MOVED = frozenset(".,!?")
"""Marks that may move into a quotation."""

Numbers = tuple[int, ...]
"""The numbers of the parts around a text, from the outside to the inside."""
Run = tuple[int, Numbers]
"""A number of characters, and the parts around them."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A text before it is finished, and the parts that made it."""

    text: str
    """Its characters, and the spans of quotations, whose marks are not chosen yet."""
    runs: list[Run]

    def at(self, index: int) -> Numbers:
        """Return the parts around a character."""
        for length, numbers in self.runs:
            if index < length:
                return numbers
            index -= length
        return self.runs[-1][1] if self.runs else ()


def opener(number: int) -> str:
    """Return what opens the part of this number.

    >>> parse(opener(3000) + "a" + CLOSE + "b").runs
    [(1, (3000,)), (1, ())]
    """
    return f"{OPEN}{chr(_ZERO + number // _BASE)}{chr(_ZERO + number % _BASE)}"


def is_marked(text: str) -> bool:
    """Return whether a text has marks."""
    return OPEN in text


def without_marks(text: str) -> str:
    """Remove the marks from a text."""
    return _TOKEN.sub("", text)


def through(change: Callable[[str], str], text: str) -> str:
    """Change a text's characters one by one, and keep its marks between the same ones.

    Args:
        change: A change of case, for example; it gets the text without marks.

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
        end = read
        if len(plain) != len(changed):  # characters were added or lost: look for each one
            end = 0
            for character in plain[:read]:
                forms = (character, character.upper(), character.lower(), character.title())
                end += next((len(form) for form in forms if changed.startswith(form, end)), 0)
        result += [changed[done:end], token[0]]
        done = end
    return "".join([*result, changed[done:]])


def parse(text: str) -> Traced:
    """Take the marks out of a text, and note the parts around its characters."""
    pieces: list[str] = []
    runs: list[Run] = []
    stack: Numbers = ()
    tokens = _TOKEN.split(text)  # text, and the digits of a number or None, in turn
    for index in range(0, len(tokens), 2):
        piece = tokens[index]
        if not piece.isascii():
            piece = piece.translate(_UNPRINTED)
        if piece:
            pieces.append(piece)
            runs.append((len(piece), stack))
        digits = tokens[index + 1] if index + 1 < len(tokens) else None
        if digits:
            number = (ord(digits[0]) - _ZERO) * _BASE + ord(digits[1]) - _ZERO
            stack = (*stack, number)
        else:
            stack = stack[:-1]
    return Traced("".join(pieces), runs)


_MOST_COMPARED = 10_000
"""The product of the lengths of two texts from which on they are compared in linear time."""
_NEAR = 40
"""How far characters are looked for that are not where they were."""


def owners(traced: Traced, finished: str, quotes: Sequence[str]) -> list[Run]:
    """Find the parts around the printed characters of a finished text.

    Args:
        traced: The text before it was finished.
        finished: The rich text that it became.
        quotes: The quotation marks of the locale; those that authors write are known.

    >>> from citeformat.richtext.spans import wrap
    >>> title = wrap(QUOTE, opener(1) + "Ti" + CLOSE)
    >>> owners(parse(title + opener(2) + "," + CLOSE), "“Ti,”", "“”")
    [(1, ()), (2, (1,)), (1, (2,)), (1, ())]
    """
    text = plain_text(finished)
    if text == traced.text:
        return _merged(traced.runs)
    aligned = _Alignment(traced, text, quotes).runs()
    if aligned is not None:
        return _merged(aligned)
    # Something else happened to the text. Characters that were put in get the parts of those that
    # they replace. The common beginning and end are cut off: the matcher takes quadratic time.
    source = traced.text
    each = [numbers for length, numbers in traced.runs for _ in range(length)]
    least = min(len(source), len(text))
    low = high = 0
    while low < least and source[low] == text[low]:
        low += 1
    while high < least - low and source[-1 - high] == text[-1 - high]:
        high += 1
    ends = len(source) - high, len(text) - high
    old, new = source[low : ends[0]], text[low : ends[1]]
    opcodes: Iterable[tuple[str, int, int, int, int]]
    if len(old) * len(new) > _MOST_COMPARED:
        opcodes = _aligned_nearby(old, new)
    else:
        opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    runs = [(1, numbers) for numbers in each[:low]]
    for kind, start, end, first, last in opcodes:
        if kind == "equal":
            runs += [(1, numbers) for numbers in each[low + start : low + end]]
        elif last > first:
            runs.append((last - first, traced.at(low + start)))
    return _merged([*runs, *((1, numbers) for numbers in each[ends[0] :])])


def _aligned_nearby(old: str, new: str) -> Iterator[tuple[str, int, int, int, int]]:
    """Compare two texts in linear time, like `SequenceMatcher.get_opcodes`.

    Characters that were left out or put in are found if there are few of them in one place.
    """
    at, to = 0, 0
    while at < len(old) and to < len(new):
        start = at
        while at < len(old) and to < len(new) and old[at] == new[to]:
            at, to = at + 1, to + 1
        if at > start:
            yield "equal", start, at, to - (at - start), to
            continue
        left_out = old.find(new[to : to + 2], at, at + _NEAR) - at
        put_in = new.find(old[at : at + 2], to, to + _NEAR) - to
        if left_out > 0 and (put_in <= 0 or left_out <= put_in):
            yield "delete", at, at + left_out, to, to
            at += left_out
        elif put_in > 0:
            yield "insert", at, at, to, to + put_in
            to += put_in
        else:
            yield "replace", at, at + 1, to, to + 1
            at, to = at + 1, to + 1
    if at < len(old) or to < len(new):
        yield "replace", at, len(old), to, len(new)


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Join neighbouring runs inside the same parts."""
    return [
        (sum([length for length, _ in group]), numbers)
        for numbers, group in groupby(runs, key=itemgetter(1))
    ]


class _Alignment:
    """Walks through a text and what it became, side by side.

    Finishing leaves characters out, chooses quotation marks and moves punctuation into quotations.
    Each of these is recognized where it happens, so that a moved comma keeps its own part.
    """

    def __init__(self, traced: Traced, text: str, quotes: Sequence[str]) -> None:
        self.traced = traced
        self.source = traced.text
        self.text = text
        self.quotes = (*quotes, *"“”‘’")  # those of the locale, or those that the author wrote
        self.done = 0
        """How many characters of the finished text have a part."""
        self.found: list[Run] = []
        self.moved: set[int] = set()
        """The indexes of marks that moved into a quotation before them."""

    def runs(self) -> list[Run] | None:
        """Return the runs of the finished text, or `None` if something else happened to it."""
        start = 0
        for length, numbers in self.traced.runs:
            end = start + length
            if not self.moved and self.text.startswith(self.source[start:end], self.done):
                self._take(length, numbers)
                start = end
                continue
            for index in range(start, end):
                character = self.source[index]
                if index in self.moved:
                    self.moved.discard(index)
                    continue
                if character in _QUOTES:
                    self._take_moved(index, numbers)
                if self.text.startswith(character, self.done):
                    self._take(1, numbers)
                elif character not in _DROPPED:
                    return None
                elif character in _QUOTES:
                    marks = (mark for mark in self.quotes if mark)
                    at = self.done
                    mark = next((mark for mark in marks if self.text.startswith(mark, at)), "")
                    self._take(len(mark), numbers)
            start = end
        return self.found if self.done == len(self.text) else None

    def _take(self, length: int, numbers: Numbers) -> None:
        if length:
            self.found.append((length, numbers))
            self.done += length

    def _take_moved(self, index: int, quotation: Numbers) -> None:
        """Take the marks that moved into the quotation that closes here. If the quotation and its
        end are in one part, the marks join that part, so that a title stays in one piece."""
        is_one_part = bool(self.found) and self.found[-1][1] == quotation
        following = index + 1
        while (
            following < len(self.source)
            and self.source[following] in _DROPPED
            and self.text[self.done : self.done + 1] in _MOVED
        ):
            if self.source[following] == self.text[self.done] and following not in self.moved:
                self._take(1, quotation if is_one_part else self.traced.at(following))
                self.moved.add(following)
            following += 1
