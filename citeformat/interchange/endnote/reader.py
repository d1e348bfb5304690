"""EndNote's XML → records.

In: the file's text. Out: records. Each element has its tag in RIS, and the record is made as one of
RIS is. The parser resolves no entities and opens no other file or address.

Source: see endnote_tables.py.
"""

from __future__ import annotations

import re
from typing import Any

from citeformat.errors import Problem, SourceError
from citeformat.interchange.endnote.tables import ELEMENTS, NAMES, NUMBERS
from citeformat.interchange.ris.lines import Tagged
from citeformat.interchange.ris.reader import record_of
from citeformat.interchange.ris.tables import TYPES
from citeformat.interchange.shared.citation_keys import UniqueIds
from citeformat.record import Records

__all__ = ["read"]

_REFERENCE = re.compile(r"&#(?:x0{0,8}([0-9a-fA-F]{4})|0{0,8}([0-9]{5}));")
"""A reference to a character by four hexadecimal or five decimal digits, as a surrogate has."""
_FACES = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
_SILENT = frozenset(
    """
    database source-app rec-number foreign-keys ref-type contributors titles periodical
    alt-periodical keywords dates urls
    """.split()
)
"""Elements that only hold others, or that say something of EndNote's own library."""


def read(text: str, *, file: str = "") -> Records:
    """Read EndNote's XML.

    Args:
        text: The text of the file.
        file: Its name, for problems.

    Raises:
        SourceError: The text is not XML, or there is no record in it.

    >>> read("<xml><records><record><ref-type name='Book'>6</ref-type><titles><title>TeX</title>"
    ...      "</titles></record></records></xml>")[0].title
    'TeX'
    """
    what = file or "the text"
    problems: list[Problem] = []
    root = _parse(text, file, problems)
    found = list(root.iter("record")) if root is not None else []
    if not found and (root is None or root.find("records") is None):
        raise SourceError(f"{what} is not EndNote's XML: there is no record in it")
    ids = UniqueIds()
    records = [record_of(_reference(element), "endnote", file, ids, problems) for element in found]
    return Records(records, problems)


def _parse(text: str, file: str, problems: list[Problem]) -> Any:
    """The root element. A fault in the middle leaves what stands before it readable."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    start = text.find("<?xml")
    end = text.find("?>", start) if start >= 0 else -1
    # The text is decoded already: what the declaration says of its encoding no longer holds.
    body = "\n" * text.count("\n", 0, end) + text[end + 2 :] if end >= 0 else text
    # lxml cannot give the text of an element that refers to a surrogate.
    body = _REFERENCE.sub(_without_surrogate, body)
    try:
        root = etree.fromstring(body.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"{file or 'the text'} is not XML: {error}") from None
    for fault in parser.error_log:
        problems.append(Problem("error", f"this is not XML: {fault.message}", file, fault.line))
    return root


def _without_surrogate(reference: re.Match[str]) -> str:
    hexadecimal, decimal = reference.groups()
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return "\ufffd" if 0xD800 <= number <= 0xDFFF else reference[0]


def _reference(element: Any) -> Tagged:
    """The record's elements as tags."""
    reference = Tagged(element.sourceline or 0, _type(element))
    used = set()
    for path, tag in ELEMENTS:
        for item in element.iterfind(path):
            text = _text(item)
            line = item.sourceline or 0
            used.add(path.split("/")[0])
            if tag == "UR":
                reference.items += [(tag, address, line) for address in text.split()]
            elif tag == "J2" and text in [value for t, value, _ in reference.items if t == tag]:
                continue  # alt-title and abbr-1 say the same
            elif text:
                reference.items.append((tag, text, line))
    for item in element:
        if isinstance(item.tag, str) and item.tag not in used | _SILENT:
            reference.items.append((item.tag, _text(item), item.sourceline or 0))
    _same_periodical(reference)
    return reference


def _same_periodical(reference: Tagged) -> None:
    """EndNote writes a journal's title twice."""
    values = [value for tag, value, _ in reference.items if tag == "T2"]
    reference.items = [
        item for item in reference.items if not (item[0] in ("JF", "JO") and item[1] in values)
    ]


def _type(element: Any) -> str:
    kind = element.find("ref-type")
    if kind is None:
        return "GEN"
    name = kind.get("name", "")
    if name in NAMES:
        return NAMES[name][0]
    number = (kind.text or "").strip()
    known = NUMBERS.get(int(number)) if number.isdecimal() and len(number) < 6 else None
    return known or (name.upper() if name.upper() in TYPES else name or number)


def _text(element: Any) -> str:
    """An element's text; EndNote's styles are tags of CSL-JSON."""
    return _inner(element).replace("\r", "\n").strip()


def _inner(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            inner = _inner(child)
            faces = (child.get("face") or "").split()
            tags = [_FACES[face] for face in faces if face in _FACES and inner.strip()]
            parts.append("".join(f"<{tag}>" for tag in tags) + inner)
            parts.append("".join(f"</{tag}>" for tag in reversed(tags)))
        parts.append(child.tail or "")
    return "".join(parts)
