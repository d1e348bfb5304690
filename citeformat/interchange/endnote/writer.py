"""Records → EndNote's XML.

In: records. Out: a file that EndNote imports as "EndNote generated XML", and that Zotero and
Mendeley read. Each tag of RIS has its element.

Source: see tables.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from citeformat.interchange.endnote.tables import ELEMENTS, NAMES
from citeformat.interchange.losses import Losses
from citeformat.interchange.ris.writer import Tags
from citeformat.record import Record

__all__ = ["write"]

_FACES = {"i": "italic", "b": "bold", "sup": "superscript", "sub": "subscript"}
_TAG = re.compile(r"<(i|b|sup|sub)>(.*?)</\1>", re.DOTALL)
_NAME_OF = {ty: (name, number) for name, (ty, number) in NAMES.items()}
_OTHERS = {"VIDEO": "MPCT", "SLIDE": "GEN", "SOUND": "MUSIC", "JFULL": "SER", "JF": "T2",
           "UNPB": "UNPB", "WEB": "ELEC", "INPR": "JOUR"}  # fmt: skip
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ELEMENT_OF = {tag: path for path, tag in reversed(ELEMENTS)}
_PLACE = {path: number for number, (path, _) in enumerate(ELEMENTS)}


def write(records: Sequence[Record], losses: Losses) -> str:
    """Write EndNote's XML.

    Args:
        records: The records.
        losses: Is told what EndNote's XML cannot carry.

    >>> text = write([Record("x", "book", {"title": "<i>TeX</i>"})], Losses("EndNote XML"))
    >>> text.splitlines()[5]
    '<titles><title><style face="italic">TeX</style></title></titles>'
    """
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n<records>\n']
    for record in records:
        parts.append(_record(Tags(record, losses, "endnote"), losses))
    return "".join([*parts, "</records>\n</xml>\n"])


def _record(reference: Tags, losses: Losses) -> str:
    name, number = _NAME_OF.get(_OTHERS.get(reference.type, reference.type), ("Generic", 13))
    found: list[tuple[int, str, str]] = []
    first, last = "", ""
    for tag, value in reference.lines:
        if tag == "EP":
            last = value
        elif tag == "SP" and not first:
            first = value
        else:
            path = _ELEMENT_OF.get(tag, tag)
            if not re.fullmatch(r"[A-Za-z][\w/-]*", path):
                losses.add(
                    reference.source.record.id, tag, f"{losses.format} has no element for it"
                )
                continue
            found.append((_PLACE.get(path, len(_PLACE)), path, value))
    if first or last:
        pages = "-".join(part for part in (first, last) if part)
        found.append((_PLACE["pages"], "pages", pages))
    head = f"<record>\n<ref-type name={quoteattr(name)}>{number}</ref-type>\n"
    body = _elements([(path, value) for _, path, value in sorted(found, key=_place)])
    return f"{head}{body}</record>\n"


def _place(item: tuple[int, str, str]) -> int:
    return item[0]


def _elements(items: list[tuple[str, str]]) -> str:
    """Elements; those with the same parents share them."""
    lines: list[str] = []
    open_path: list[str] = []
    for path, value in items:
        *parents, name = path.split("/")
        if parents != open_path:
            shared = 0
            while (
                shared < min(len(parents), len(open_path)) and parents[shared] == open_path[shared]
            ):
                shared += 1
            lines.append("".join(f"</{each}>" for each in reversed(open_path[shared:])))
            if open_path and not shared:
                lines.append("\n")
            lines.append("".join(f"<{each}>" for each in parents[shared:]))
            open_path = parents
        lines.append(f"<{name}>{_styled(value)}</{name}>" + ("" if parents else "\n"))
    lines.append(
        "".join(f"</{each}>" for each in reversed(open_path)) + ("\n" if open_path else "")
    )
    return "".join(lines)


def _styled(value: str) -> str:
    """Text with EndNote's elements for italics and the like."""
    value = _UNWRITABLE.sub("", value)
    parts: list[str] = []
    position = 0
    for found in _TAG.finditer(value):
        parts.append(escape(value[position : found.start()]))
        parts.append(f'<style face="{_FACES[found.group(1)]}">{_styled(found.group(2))}</style>')
        position = found.end()
    parts.append(escape(value[position:]))
    return "".join(parts)
