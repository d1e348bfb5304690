"""JSON text -> the items in it, also after text that is not JSON.

In: a list, an object that holds one, or one object after another. Out: the items, each with its
line, and a Problem for each fault. A fault costs one item.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Literal

from citeformat.errors import Problem, SourceError

__all__ = ["ItemDecoder", "Located", "decode_items", "end_of_object", "line_start", "list_start"]

Located = tuple[Any, int]
"""An item, and the line where it begins."""

_GAP = re.compile(r"[\s,]*")

_VALUE_ENDS = re.compile(r"\s*[,\]]")

_LIST = re.compile(r'"(?:items|results|data|references)"\s*:\s*\[')
"""The start of the list in an answer of Crossref, OpenAlex or DataCite, or in Zotero's JSON."""

_ID = re.compile(r'"id"\s*:')

_MARK = re.compile(r'"(?:[^"\\\n]|\\.)*"?|[{}\[\]]')
"""A string, which may lack its closing quote, or a bracket."""

_NEXT_ITEM = re.compile(r"[}\]][\s,]*(?=\{)")

_MOST_AROUND = 2
"""The greatest number of objects around a list of items."""

_MOST_FAULTS = 1_000
"""After so many faults the rest of the text is left out."""

_MOST_UNCLOSED = 20
"""How often the text may be searched to its end for a closing brace, or for the end of a value. The
limit keeps the time linear."""


def decode_items(text: str, file: str, problems: list[Problem]) -> Iterator[Located]:
    """Decode the items of JSON text.

    Args:
        text: The text.
        file: The name of its file, for problems.
        problems: A list to which the faults are added.

    Raises:
        SourceError: The text is neither a list nor an object.

    >>> [item["id"] for item, _ in decode_items('{"items": [{"id": 1}, {"id": 2}]}', "", [])]
    [1, 2]
    """
    start = len(text) - len(text.lstrip())
    opening = text[start : start + 1]
    decoder = ItemDecoder(text, file, problems)
    if opening == "[":
        return decoder.items(start + 1, "list")
    if opening != "{":
        raise SourceError(
            f"{file or 'the text'} is not JSON with items: it is neither list nor object"
        )
    position = list_start(text, start)
    # Some tools write one object after another, without a list.
    return decoder.items(position, "wrapped list") if position else decoder.items(start, "objects")


def list_start(text: str, start: int = 0) -> int:
    """Return where the items begin in an object that holds a list of them, or 0.

    >>> list_start('{"meta": {}, "results": [{"id": 1}]}'), list_start('{"id": 1, "items": [2]}')
    (25, 0)
    """
    found = _LIST.search(text, start)
    if found is None or _ID.search(text, start, found.start()):
        return 0
    opened: list[str] = []  # the list is in the answer, or in the message of the answer
    for mark in _MARK.finditer(text, start, found.start()):
        bracket = mark.group()
        if bracket in ("{", "["):
            opened.append(bracket)
        elif bracket in ("}", "]"):
            opened.pop()
            if not opened:
                return 0
    return found.end() if opened and opened.count("{") == len(opened) <= _MOST_AROUND else 0


class ItemDecoder:
    """Decodes items one by one, and goes on with the next item after a fault.

    Every step moves forward, and the time is linear in the length of the text.
    """

    def __init__(self, text: str, file: str, problems: list[Problem], line: int = 1) -> None:
        self._text = text
        self._file = file
        self._problems = problems
        self._constants: list[str] = []
        self._decoder = json.JSONDecoder(parse_constant=self._constants.append)
        self._faults = 0
        self._unclosed = self._misread = 0
        self._line, self._counted = line, 0

    def items(
        self, position: int, within: Literal["list", "wrapped list", "objects"]
    ) -> Iterator[Located]:
        """Yield the items from a position on, each with its line.

        Args:
            position: Where the items begin.
            within: What holds them. A wrapped list is a member of an object.
        """
        text = self._text
        ended = within == "objects"
        around = text[:position]  # of a wrapped list
        while self._faults <= _MOST_FAULTS:
            position = self._after_gap(position)
            is_object = text.startswith("{", position)
            if is_object or (within != "objects" and not text.startswith(("}", "]"), position)):
                position, found = self._decode(position, is_object)
                if found:
                    yield found[0], self._line
                if found or is_object:
                    continue
            item_start = text.find("{", position)
            is_last = item_start < 0
            item_start = len(text) if is_last else item_start
            bracket = text.find("]", position, item_start)
            may_end = within == "wrapped list" and (is_last or not ended)
            if bracket >= 0 and may_end:
                try:  # whether the rest completes the object that holds the list
                    json.loads(f"{around}]{text[bracket + 1 :]}")
                except (ValueError, RecursionError):
                    pass
                else:
                    self._report_stray(position, bracket)
                    return
            if bracket >= 0 and is_last and within != "objects":
                self._report_stray(position, bracket)
                self._report_stray(bracket + 1, item_start)
            else:
                self._report_stray(position, item_start)
            ended = ended or bracket >= 0
            position = item_start
            if is_last:
                break
        else:
            message = f"more than {_MOST_FAULTS:,} places are not JSON"
            self._report(message, position, "the rest was left out")
            return
        if not ended:
            self._report("the list does not end", len(text.rstrip()))

    def _decode(self, start: int, is_object: bool) -> tuple[int, tuple[Any, ...]]:
        """Decode the value at `start`.

        Returns:
            Where to go on, and the value; nothing if it is not JSON. Text that is not an object
            and not JSON is left for the caller.
        """
        text = self._text
        if not is_object and self._misread >= _MOST_UNCLOSED:
            return start, ()
        self._constants.clear()
        try:
            item, end = self._decoder.raw_decode(text, start)
            if not is_object and not _VALUE_ENDS.match(text, end):
                raise ValueError
        except (ValueError, RecursionError) as error:
            if not is_object:
                self._misread += 1
                return start, ()
            place = max(getattr(error, "pos", start), start)
            message = getattr(error, "msg", str(error))
            self._faults += 1
            self._line_of(start)
            self._report(f"this is not JSON: {message}", place, "the item was left out")
            if self._unclosed < _MOST_UNCLOSED:
                end = end_of_object(text, start)
                if end:
                    return end, ()
                self._unclosed += 1
                if text[place : place + 1] == "{" and place > start:
                    return place, ()  # only the braces before the next item are missing
                place = start
            following = _NEXT_ITEM.search(text, place)
            end = following.end() if following else len(text)
            return _next_line(text, start, end) or end, ()
        self._line_of(start)
        if self._constants:
            message = f"JSON has no {' and no '.join(dict.fromkeys(self._constants))}"
            hint = "it is read as null"
            self._problems.append(Problem("warning", message, self._file, self._line, hint))
        return end, (item,)

    def _report_stray(self, start: int, end: int) -> None:
        """Report the text between two items, unless it is only blanks and commas."""
        start = self._after_gap(start)
        if start < end:
            self._faults += 1
            found = self._text[start : min(end, start + 80)].rstrip(" \t\r\n,")
            shown = " ".join(found.split())
            shown = f"{shown[:40]}..." if len(shown) > 40 else shown
            self._report(f"an item is expected, not {shown!r}", start, "this was left out")

    def _after_gap(self, position: int) -> int:
        """Skip blanks and commas."""
        gap = _GAP.match(self._text, position)
        return gap.end() if gap else position

    def _report(self, message: str, position: int, hint: str = "") -> None:
        line = self._line + self._text.count("\n", self._counted, position)
        self._problems.append(Problem("error", message, self._file, line, hint))

    def _line_of(self, position: int) -> None:
        """Count lines up to a position."""
        self._line += self._text.count("\n", self._counted, position)
        self._counted = position


def line_start(text: str, position: int) -> int:
    """Return where the line of a position begins, or the position if not only blanks precede it.

    >>> line_start("a\\n  b", 4), line_start("a\\nb c", 4)
    (2, 4)
    """
    start = text.rfind("\n", 0, position) + 1
    return start if not text[start:position].strip() else position


def _next_line(text: str, start: int, end: int) -> int:
    """Return where an item begins a line as the one at `start` does, with the same indent, or 0.

    >>> _next_line('[\\n  {"id": "a\\n  {"id": "b"}]', 4, 30)
    16
    """
    line = line_start(text, start)
    indent = text[line:start]
    at_start = not line or text[line - 1] == "\n"
    found = text.find(f"\n{indent}{{", start, end) if at_start else -1
    return found + 1 + len(indent) if found >= 0 else 0


def end_of_object(text: str, start: int) -> int:
    """Return the position after the brace that closes the one at `start`, or 0.

    >>> end_of_object('[{"a": {"b": "}"}}]', 1)
    18
    """
    opened: list[str] = []
    lists = 0
    for mark in _MARK.finditer(text, start):
        found = mark.group()
        if found in "{[":
            opened.append(found)
            lists += found == "["
        elif found == "]":
            if not lists:
                return 0  # the end of the list that holds the items
            while opened.pop() != "[":
                pass
            lists -= 1
        elif found == "}":
            while opened.pop() != "{":
                lists -= 1
            if not opened:
                return mark.end()
    return 0
