"""CSL-JSON ↔ records. It carries everything that a record has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from citeformat.errors import Problem, RecordError, SourceError
from citeformat.interchange.shared.citation_keys import UniqueIds
from citeformat.record import Record, Records

if TYPE_CHECKING:
    from citeformat.interchange.losses import Losses

__all__ = ["read", "write"]


_GAP = re.compile(r"[\s,]*")

_VALUE_ENDS = re.compile(r"\s*[,\]]")

_ITEMS = re.compile(r'"items"\s*:\s*\[')

_MARK = re.compile(r'"(?:[^"\\\n]|\\.)*"?|[{}\[\]]')
"""A string, which may lack its closing quote, or a bracket."""

_NEXT_ITEM = re.compile(r"[}\]][\s,]*(?=\{)")

_MOST_FAULTS = 1_000
"""The number of faults after which the rest of the text is left out."""

_MOST_UNCLOSED = 20
"""How many times the text may be searched to its end for the brace that closes an item, or for the
end of another value."""


def read(text: str, *, file: str = "") -> Records:
    """Read CSL-JSON.

    Args:
        text: The JSON text.
        file: The name of its file, for problems.

    Raises:
        SourceError: The text is neither a list nor an object.

    >>> read('[{"id": "x", "type": "book", "title": "TeX"}]')["x"].title
    'TeX'
    """
    problems: list[Problem] = []
    records: list[Record] = []
    ids = UniqueIds()
    for item, line in _items(text, file, problems):
        try:
            record = Record.from_csl(item, file=file, line=line, problems=problems)
        except (RecordError, RecursionError) as error:
            id = str(item.get("id") or "") if isinstance(item, dict) else ""
            problems.append(Problem("error", str(error), file, line, "the item was left out", id))
            continue
        id = ids.take(record.id)
        if id != record.id:
            problems.append(
                Problem("warning", f"the id {record.id!r} is used twice", file, line,
                        f"the second item is read as {id!r}", id)
            )  # fmt: skip
            record = record.replace(id=id)
        records.append(record)
    return Records(records, problems)


def _items(text: str, file: str, problems: list[Problem]) -> Iterator[tuple[Any, int]]:
    """Each item with its line."""
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] == "[":
        yield from _Items(text, file, problems).read(start + 1, "list")
        return
    if text[start : start + 1] != "{":
        raise SourceError(f"{file or 'the text'} is not CSL-JSON: it is neither list nor object")
    wrapped = _ITEMS.search(text)
    if wrapped and text.find('"id"', start, wrapped.start()) < 0:
        yield from _Items(text, file, problems).read(wrapped.end(), "wrapped list")
    else:
        # Several objects one after another are read as well: some tools write one per line.
        yield from _Items(text, file, problems).read(start, "objects")


class _Items:
    """Decodes items one by one. After a fault it goes on with the next item.

    Every step moves forward, and the time is linear in the length of the text.
    """

    def __init__(self, text: str, file: str, problems: list[Problem]) -> None:
        self._text = text
        self._file = file
        self._problems = problems
        self._constants: list[str] = []
        self._decoder = json.JSONDecoder(parse_constant=self._constants.append)
        self._faults = 0
        self._unclosed = self._misread = 0
        self._line, self._counted = 1, 0

    def read(
        self, position: int, within: Literal["list", "wrapped list", "objects"]
    ) -> Iterator[tuple[Any, int]]:
        """Yield the items from a position on, each with its line.

        Args:
            position: Where the items begin.
            within: What holds them. A wrapped list is a member of an object.
        """
        text = self._text
        ended = within == "objects"
        while self._faults <= _MOST_FAULTS:
            position = self._after_gap(position)
            if text.startswith("{", position):
                position, found = self._decode(position)
                if found:
                    yield found[0], self._line
                continue
            if within != "objects" and not text.startswith(("}", "]"), position):
                position, found = self._decode_other(position)
                if found:
                    yield found[0], self._line
                    continue
            item_start = text.find("{", position)
            is_last = item_start < 0
            item_start = len(text) if is_last else item_start
            bracket = text.find("]", position, item_start)
            may_end = within == "wrapped list" and (is_last or not ended)
            if bracket >= 0 and may_end and _ends_object(text[bracket + 1 :]):
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

    def _decode(self, start: int) -> tuple[int, tuple[Any, ...]]:
        """Decode the item at `start`.

        Returns:
            Where to go on, and the item; nothing if it is not JSON.
        """
        self._constants.clear()
        try:
            item, end = self._decoder.raw_decode(self._text, start)
        except (ValueError, RecursionError) as error:
            place = max(getattr(error, "pos", start), start)
            message = getattr(error, "msg", str(error))
            self._faults += 1
            self._line_of(start)
            self._report(f"this is not JSON: {message}", place, "the item was left out")
            return self._after_fault(start, place), ()
        return self._decoded(start, end, item)

    def _decode_other(self, start: int) -> tuple[int, tuple[Any, ...]]:
        """Decode a value that is not an object; nothing if there is none between commas."""
        if self._misread >= _MOST_UNCLOSED:
            return start, ()
        self._constants.clear()
        try:
            item, end = self._decoder.raw_decode(self._text, start)
        except (ValueError, RecursionError):
            end = -1
        if end < 0 or not _VALUE_ENDS.match(self._text, end):
            self._misread += 1
            return start, ()
        return self._decoded(start, end, item)

    def _decoded(self, start: int, end: int, item: Any) -> tuple[int, tuple[Any, ...]]:
        self._line_of(start)
        if self._constants:
            message = f"JSON has no {' and no '.join(dict.fromkeys(self._constants))}"
            hint = "it is read as null"
            self._problems.append(Problem("warning", message, self._file, self._line, hint))
        return end, (item,)

    def _after_fault(self, start: int, place: int) -> int:
        """Find where to go on after an item that is not JSON.

        Args:
            start: Where the item begins.
            place: Where it stops being JSON.
        """
        if self._unclosed < _MOST_UNCLOSED:
            end = _closing_brace(self._text, start)
            if end:
                return end
            self._unclosed += 1
            if self._text[place : place + 1] == "{" and place > start:
                return place  # only the braces before the next item are missing
            place = start
        following = _NEXT_ITEM.search(self._text, place)
        return following.end() if following else len(self._text)

    def _report_stray(self, start: int, end: int) -> None:
        """Report the text between two items, if there is more than blanks and commas."""
        start = self._after_gap(start)
        if start < end:
            self._faults += 1
            found = self._text[start : min(end, start + 80)].rstrip(" \t\r\n,")
            shown = " ".join(found.split())
            shown = f"{shown[:40]}..." if len(shown) > 40 else shown
            self._report(f"an item is expected, not {shown!r}", start, "this was left out")

    def _after_gap(self, position: int) -> int:
        gap = _GAP.match(self._text, position)
        return gap.end() if gap else position

    def _report(self, message: str, position: int, hint: str = "") -> None:
        line = self._line + self._text.count("\n", self._counted, position)
        self._problems.append(Problem("error", message, self._file, line, hint))

    def _line_of(self, position: int) -> None:
        """Move the line count on to a position."""
        self._line += self._text.count("\n", self._counted, position)
        self._counted = position


def _ends_object(rest: str) -> bool:
    """Whether the text after a list is the rest of the object that holds the list."""
    try:
        json.loads('{"items":[]' + rest)
    except (ValueError, RecursionError):
        return False
    return True


def _closing_brace(text: str, start: int) -> int:
    """The position after the brace that closes the one at `start`, or 0 if none does."""
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


def write(
    records: Sequence[Record], losses: Losses, *, ascii: bool = False, indent: int = 2
) -> str:
    """Write CSL-JSON.

    Args:
        records: The records.
        losses: Is told of values that JSON cannot say, which only `extra` can hold.
        ascii: Whether characters outside of ASCII are written as `\\\\u....`.
        indent: Blanks for each level; 0 writes all in one line.

    >>> from citeformat.interchange.losses import Losses
    >>> print(write([Record("x", "book", {"title": "TeX"})], Losses("CSL-JSON"), indent=0))
    [{"id": "x", "type": "book", "title": "TeX"}]
    <BLANKLINE>
    """
    items = [record.to_csl() for record in records]

    def unknown(value: object) -> str:
        losses.add("", "extra", f"{type(value).__name__} is written as text")
        return str(value)

    text = json.dumps(items, ensure_ascii=ascii, indent=indent or None, default=unknown)
    return text + "\n"
