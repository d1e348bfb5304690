"""CSL-JSON → records.

In: a list of items, `{"items": [...]}`, or one item. Out: records, each with the line where its
item begins. Items are decoded one by one, so that a fault in one leaves the others readable.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from citeformat.errors import Problem, RecordError, SourceError
from citeformat.importers.ids import UniqueIds
from citeformat.record import Record, Records

__all__ = ["read"]

_decoder = json.JSONDecoder()
_BETWEEN = re.compile(r"[\s,]*")
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_MARK = re.compile(r'"(?:[^"\\\n]|\\.)*"|[{}\[\]]')
_NEXT_ITEM = re.compile(r"\}\s*,\s*(?=\{)")


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
            record = Record.from_csl(item, file=file, line=line)
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
        yield from _list_items(text, start + 1, file, problems)
        return
    if text[start : start + 1] != "{":
        raise SourceError(f"{file or 'the text'} is not CSL-JSON: it is neither list nor object")
    wrapped = _ITEMS.search(text)
    if wrapped and text.find('"id"', start, wrapped.start()) < 0:
        yield from _list_items(text, wrapped.end(), file, problems)
    else:
        # Several objects one after another are read as well: some tools write one per line.
        yield from _list_items(text, start, file, problems, in_list=False)


def _list_items(
    text: str, position: int, file: str, problems: list[Problem], *, in_list: bool = True
) -> Iterator[tuple[Any, int]]:
    """The items from a position on, decoded one by one."""
    counted, line = 0, 1
    while True:
        gap = _BETWEEN.match(text, position)
        position = gap.end() if gap else position
        if position < len(text) and text[position] == "]":
            return
        if position >= len(text):
            if in_list:
                end = text.count("\n", 0, len(text.rstrip())) + 1
                problems.append(Problem("error", "the list does not end", file, end))
            return
        line += text.count("\n", counted, position)
        counted = position
        try:
            item, position = _decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            place = max(getattr(error, "pos", position), position)
            fault = getattr(error, "msg", str(error))
            problems.append(
                Problem("error", f"this is not JSON: {fault}",
                        file, line + text.count("\n", position, place),
                        "the item was left out")
            )  # fmt: skip
            position = _after_item(text, position)
            continue
        yield item, line


def _after_item(text: str, position: int) -> int:
    """Where an item that is no JSON ends: at its closing brace, or where the next one begins."""
    depth = 0
    for mark in _MARK.finditer(text, position):
        if mark.group() in "{[":
            depth += 1
        elif mark.group() in "}]":
            depth -= 1
            if depth <= 0:
                return mark.end() if depth == 0 else mark.start()
    following = _NEXT_ITEM.search(text, position)
    return following.end() if following else len(text)
