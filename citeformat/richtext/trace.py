"""Marks that say what made each part of a text, and where those parts are when it is finished.

In: rich text in which the parts stand in marks (`opener`, `CLOSE`); the same text as `finish` left
it. Out: for each character that is printed, the marks around it. Marks are private-use characters
of their own, behind those of `spans`. Nothing but this module sees them: they are taken out before
a rule looks at the text, and their places are found again in what the rule gave.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from citeformat.richtext.spans import CURLY, GUARD, MARK, QUOTE, close_of

__all__ = ["CLOSE", "Traced", "is_marked", "opener", "owners", "parse", "through",
           "without_marks"]  # fmt: skip

OPEN, CLOSE = "\uf000", "\uf001"
"""What opens a part, before the two digits of its number; what closes it."""
_ZERO, _BASE = 0xF100, 0x800
_TOKEN = re.compile(f"{OPEN}(..)|{CLOSE}")
_SPAN = re.compile(MARK)
_QUOTES = (QUOTE, close_of(QUOTE), CURLY, close_of(CURLY))
_DROPPED = frozenset(" \u00a0.,:;!?" + "".join(_QUOTES))
"""What finishing may leave out."""
_MOVED = frozenset(".,!?")
"""What may move into a quotation."""

Traced = list[tuple[str, tuple[int, ...]]]
"""The characters that are printed, and quotation marks to come, each with the numbers of the parts
that it stands in, from the outside to the inside."""


def opener(number: int) -> str:
    """What opens a part.

    >>> parse(opener(3000) + "a" + CLOSE + "b")
    [('a', (3000,)), ('b', ())]
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
    traced: Traced = []
    stack: tuple[int, ...] = ()
    position = 0
    for token in _TOKEN.finditer(text):
        _add(traced, text[position : token.start()], stack)
        position = token.end()
        if token[1]:
            high, low = token[1][0], token[1][1]
            stack = (*stack, (ord(high) - _ZERO) * _BASE + ord(low) - _ZERO)
        else:
            stack = stack[:-1]
    _add(traced, text[position:], stack)
    return traced


def _add(traced: Traced, text: str, stack: tuple[int, ...]) -> None:
    traced += [
        (character, stack)
        for character in text
        if not "\ue000" <= character <= GUARD or character in _QUOTES
    ]


def owners(traced: Traced, finished: str, quotes: Sequence[str]) -> list[tuple[int, ...]]:
    """For each printed character of a finished text, the parts that it stands in.

    Args:
        traced: The text before it was finished.
        finished: The rich text that it became.
        quotes: The locale's quotation marks.

    >>> from citeformat.richtext.spans import wrap
    >>> before = parse(opener(1) + wrap(QUOTE, "Ti") + CLOSE + opener(2) + "," + CLOSE)
    >>> owners(before, "“Ti,”", "“”")
    [(1,), (1,), (1,), (2,), (1,)]
    """
    text = _SPAN.sub("", finished)
    source = [character for character, _ in traced]
    low, high = 0, 0
    places = _in_order(source, text, quotes)
    if places is None:
        least = min(len(source), len(text))
        while low < least and source[low] == text[low]:
            low += 1
        while high < least - low and source[-1 - high] == text[-1 - high]:
            high += 1
        places = [
            *range(low),
            *_by_difference(source[low : len(source) - high], text[low : len(text) - high], low),
            *range(len(source) - high, len(source)),
        ]
    last = len(traced) - 1
    return [traced[min(place, last)][1] if traced else () for place in places]


def _in_order(source: Sequence[str], text: str, quotes: Sequence[str]) -> list[int] | None:
    """The place in the source of each character, where marks were left out, chosen or moved, and
    nothing else happened."""
    places: list[int] = []
    moved: set[int] = set()
    at, length = 0, len(source)
    while len(places) < len(text):
        now = len(places)
        if at == length:
            return None
        if at in moved:
            at += 1
        elif source[at] == text[now]:
            places.append(at)
            at += 1
        elif source[at] not in _DROPPED:
            return None
        elif source[at] not in _QUOTES:
            at += 1
        elif text[now] in _MOVED and (found := _behind(source, at, text[now], moved)):
            places.append(found)
            moved.add(found)
        else:
            mark = next((each for each in quotes if each and text.startswith(each, now)), "")
            places += [at] * len(mark)
            at += 1
    return places


def _behind(source: Sequence[str], at: int, wanted: str, moved: set[int]) -> int:
    """The place of a mark that moved into the quotation that closes here, or 0."""
    for place in range(at + 1, len(source)):
        if source[place] == wanted and place not in moved:
            return place
        if place not in moved and source[place] not in _DROPPED:
            return 0
    return 0


def _by_difference(source: Sequence[str], text: str, offset: int) -> list[int]:
    """The place in the source of each character; of those that were put in, the place of what they
    stand for."""
    places: list[int] = []
    matcher = SequenceMatcher(None, source, text, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            places += range(offset + start, offset + end)
        else:
            edge = max(min(start, len(source) - 1), 0)
            places += [offset + edge] * (last - first)
    return places
