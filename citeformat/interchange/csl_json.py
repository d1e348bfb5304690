"""CSL-JSON ↔ records.

In: JSON text. Out: records, and the text again. CSL-JSON holds everything that a record has. The
reader goes on after text that is not JSON, so that a fault costs one item.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from citeformat.errors import Problem, RecordError, SourceError
from citeformat.record import Record, Records
from citeformat.record.citation_keys import UniqueIds, make_id
from citeformat.record.csl_values import has_id

if TYPE_CHECKING:
    from citeformat.interchange.losses import Losses

__all__ = ["read", "write"]


_GAP = re.compile(r"[\s,]*")

_VALUE_ENDS = re.compile(r"\s*[,\]]")

_ITEMS = re.compile(r'"items"\s*:\s*\[')

_ITEM_OR_ANSWER = re.compile(r'"id"|"message"\s*:')
"""What precedes `"items"` in an item with such a key, and in an answer of Crossref's REST API."""

_MARK = re.compile(r'"(?:[^"\\\n]|\\.)*"?|[{}\[\]]')
"""A string, which may lack its closing quote, or a bracket."""

_NEXT_ITEM = re.compile(r"[}\]][\s,]*(?=\{)")

_MOST_FAULTS = 1_000
"""After so many faults the rest of the text is left out."""

_MOST_UNCLOSED = 20
"""How often the text may be searched to its end for a closing brace, or for the end of a value. The
limit keeps the time linear."""


def read(text: str, *, file: str = "") -> Records:
    """Read CSL-JSON.

    Args:
        text: The JSON text.
        file: The name of its file, for problems.

    Returns:
        The records in order. `.problems` reports items that cannot be read, and stray text.

    Raises:
        SourceError: The text is neither a list nor an object.

    >>> read('[{"id": "x", "type": "book", "title": "TeX"}]')["x"].title
    'TeX'
    """
    problems: list[Problem] = []
    start = len(text) - len(text.lstrip())
    opening = text[start : start + 1]
    wrapped = _ITEMS.search(text) if opening == "{" else None
    decoder = _ItemDecoder(text, file, problems)
    if opening == "[":
        items = decoder.items(start + 1, "list")
    elif wrapped and _ITEM_OR_ANSWER.search(text, start, wrapped.start()) is None:
        items = decoder.items(wrapped.end(), "wrapped list")
    elif opening == "{":
        # Some tools write one object after another, without a list.
        items = decoder.items(start, "objects")
    else:
        raise SourceError(f"{file or 'the text'} is not CSL-JSON: it is neither list nor object")
    records: list[Record] = []
    ids = UniqueIds()
    works = ((work, line) for item, line in items for work in _works(item))
    for item, line in works:
        try:
            made = ids.take(make_id(item)) if isinstance(item, dict) and not has_id(item) else ""
            if made:
                item = item | {"id": made}
                hint = f"the id {made!r} was made for it"
                problems.append(Problem("warning", "the item has no id", file, line, hint, made))
            record = Record.from_csl(item, file=file, line=line, problems=problems)
        except (RecordError, RecursionError) as error:
            id = str(item.get("id") or "") if isinstance(item, dict) else ""
            problems.append(Problem("error", str(error), file, line, "the item was left out", id))
            continue
        id = made or ids.take(record.id)
        if id != record.id:
            problems.append(
                Problem("warning", f"the id {record.id!r} is used twice", file, line,
                        f"the second item is read as {id!r}", id)
            )  # fmt: skip
            record = record.replace(id=id)
        records.append(record)
    return Records(records, problems)


def _works(item: Any) -> list[Any]:
    """Return the works in an answer of Crossref's REST API, or else the item itself."""
    message = item.get("message") if isinstance(item, dict) and "type" not in item else None
    if not isinstance(message, dict):
        return [item]
    works = message.get("items")
    return works if isinstance(works, list) else [message]


class _ItemDecoder:
    """Decodes items one by one, and goes on with the next item after a fault.

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

    def items(
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
                    json.loads('{"items":[]' + text[bracket + 1 :])
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
                end = _closing_brace(text, start)
                if end:
                    return end, ()
                self._unclosed += 1
                if text[place : place + 1] == "{" and place > start:
                    return place, ()  # only the braces before the next item are missing
                place = start
            following = _NEXT_ITEM.search(text, place)
            return following.end() if following else len(text), ()
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


def _closing_brace(text: str, start: int) -> int:
    """Return the position after the brace that closes the one at `start`, or 0."""
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
        losses: Receives values that JSON cannot hold. Only `extra` can have such values.
        ascii: Whether other characters than ASCII are written as `\\\\u....`.
        indent: Blanks for each level; 0 writes everything on one line.

    >>> from citeformat.interchange.losses import Losses
    >>> print(write([Record("x", "book", {"title": "TeX"})], Losses("CSL-JSON"), indent=0))
    [{"id": "x", "type": "book", "title": "TeX"}]
    <BLANKLINE>
    """
    items = [record.to_csl() for record in records]
    try:
        text = json.dumps(items, ensure_ascii=ascii, indent=indent or None)
    except TypeError:
        items = [
            {key: losses.json_value(value, record.id, key) for key, value in item.items()}
            for record, item in zip(records, items, strict=True)
        ]
        text = json.dumps(items, ensure_ascii=ascii, indent=indent or None)
    return text + "\n"
