"""Records → EndNote's XML.

In: records. Out: a file that EndNote imports as "EndNote generated XML", and that Zotero and
Mendeley read. Each tag of RIS has its element; `tables` lists them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter
from xml.sax.saxutils import escape, quoteattr

from citeformat.interchange.endnote.tables import (
    ELEMENTS,
    TAG_OF_NUMBER,
    TYPE_WITH_NAME,
    name_of_type,
)
from citeformat.interchange.losses import Losses
from citeformat.interchange.tagged.ris.writer import Tags
from citeformat.record import Record

__all__ = ["write"]

_FACES = {"i": "italic", "b": "bold", "sup": "superscript", "sub": "subscript"}
_TAG = re.compile(r"<(i|b|sup|sub)>")
_INVALID_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PATH = re.compile(r"[A-Za-z][\w/-]*")
_STRUCTURE = frozenset(("xml", "records", "record", "ref-type", "style"))
"""Elements that make a file of EndNote. No field of a record has such a name."""
_PATH_OF_TAG = {tag: path for path, tag in reversed(ELEMENTS)}
_ORDER = {path: number for number, (path, _) in enumerate(ELEMENTS)}


def write(records: Sequence[Record], losses: Losses) -> str:
    """Write EndNote's XML.

    Args:
        records: The records.
        losses: Receives what EndNote's XML cannot carry.

    >>> text = write([Record("x", "book", {"title": "<i>TeX</i>"})], Losses("EndNote XML"))
    >>> text.splitlines()[6]
    '<titles><title><style face="italic">TeX</style></title></titles>'
    """
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n<records>\n']
    for place, record in enumerate(records, 1):
        reference = Tags(record, losses, "endnote", TYPE_WITH_NAME)
        type, type_name, number = name_of_type(reference.type)
        elements: list[tuple[int, str, str]] = []
        first, last = "", ""
        for tag, value in reference.lines:
            path = _PATH_OF_TAG.get(tag, tag)
            if type in TAG_OF_NUMBER and tag in (TAG_OF_NUMBER[type], "IS"):
                is_book = type not in ("ELEC", "NEWS")
                path = "number" if tag != "IS" else "num-vols" if is_book else "IS"
            if tag == "EP":
                last = value
            elif tag == "SP" and not first:
                first = value
            elif _PATH.fullmatch(path) and _STRUCTURE.isdisjoint(path.split("/")):
                elements.append((_ORDER.get(path, len(_ORDER)), path, value))
            else:
                losses.add(record.id, tag, f"{losses.format} has no element for it")
        if first or last:
            pages = "-".join(part for part in (first, last) if part)
            elements.append((_ORDER["pages"], "pages", pages))
        # without a number, pandoc reads all records as one
        parts.append(f"<record>\n<rec-number>{place}</rec-number>\n")
        parts.append(f"<ref-type name={quoteattr(type_name)}>{number}</ref-type>\n")

        # Elements that follow each other share their parents, such as <titles>.
        open_path: list[str] = []
        for _, path, value in sorted(elements, key=itemgetter(0)):
            *parents, name = path.split("/")
            if parents != open_path:
                shared = 0
                while open_path[: shared + 1] == parents[: shared + 1]:
                    shared += 1
                parts += [f"</{parent}>" for parent in reversed(open_path[shared:])]
                parts.append("\n" if open_path and not shared else "")
                parts += [f"<{parent}>" for parent in parents[shared:]]
                open_path = parents
            parts.append(f"<{name}>{_styled(value)}</{name}>" + ("" if parents else "\n"))
        parts += [f"</{parent}>" for parent in reversed(open_path)]
        parts.append("\n</record>\n" if open_path else "</record>\n")
    return "".join([*parts, "</records>\n</xml>\n"])


def _styled(value: str) -> str:
    """Write text with EndNote's `style` elements for italics and the like."""
    value = _INVALID_IN_XML.sub("", value)
    parts: list[str] = []
    position, unclosed = 0, set()
    while found := _TAG.search(value, position):
        kind = found.group(1)
        end = -1 if kind in unclosed else value.find(f"</{kind}>", found.end())
        if end < 0:
            unclosed.add(kind)  # no other tag of this kind closes, either
            parts.append(escape(value[position : found.end()]))
            position = found.end()
            continue
        parts.append(escape(value[position : found.start()]))
        inner = _styled(value[found.end() : end])
        parts.append(f'<style face="{_FACES[kind]}">{inner}</style>')
        position = end + len(f"</{kind}>")
    parts.append(escape(value[position:]))
    return "".join(parts)
