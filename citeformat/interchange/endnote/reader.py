"""EndNote's XML → records.

In: the file's text. Out: records. Each element has its tag in RIS, and the record is built from
the tags. The parser resolves no entities and opens no other file or address.
"""

from __future__ import annotations

from typing import Any

from citeformat.errors import Problem, SourceError
from citeformat.interchange.endnote.tables import ELEMENTS, NAMES, NUMBERS, TAG_OF_NUMBER
from citeformat.interchange.shared.xml_text import parse
from citeformat.interchange.tagged.ris.reader import Tagged, record_of_tags
from citeformat.interchange.tagged.ris.tables import TYPES
from citeformat.record import Record, Records
from citeformat.record.citation_keys import UniqueIds

__all__ = ["read"]

_FACES = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
_IGNORED = frozenset("database source-app rec-number foreign-keys ref-type".split())
"""Elements that describe EndNote's own library."""
_KNOWN = _IGNORED | {path.split("/")[0] for path, _ in ELEMENTS}


def read(text: str, *, file: str = "") -> Records:
    """Read EndNote's XML.

    Args:
        text: The text of the file.
        file: Its name, for problems.

    Returns:
        The records in order. `.problems` reports where the text is not XML; what comes before can
        still be read.

    Raises:
        SourceError: The text is not XML, or has no record.

    >>> read("<xml><records><record><ref-type name='Book'>6</ref-type><titles><title>TeX</title>"
    ...      "</titles></record></records></xml>")[0].title
    'TeX'
    """
    problems: list[Problem] = []
    root = parse(text, file, problems)
    elements = list(root.iter("record")) if root is not None else []
    if not elements and (root is None or root.find("records") is None):
        what = "not EndNote's XML: it has no record"
        if root is not None and root.tag != "xml":
            name = root.tag.rpartition("}")[2]
            what = f"XML of <{name}>, and not of EndNote, PubMed or MODS"
        raise SourceError(f"{file or 'the text'} is {what}")
    ids = UniqueIds()
    records: list[Record] = []
    for element in elements:
        type = element.find("ref-type")
        name = type.get("name", "") if type is not None else "Generic"
        number = (type.text or "").strip() if type is not None else ""
        if name in NAMES:
            ris_type = NAMES[name][0]
        else:
            known = NUMBERS.get(int(number)) if number.isdecimal() and len(number) < 6 else None
            ris_type = known or (name.upper() if name.upper() in TYPES else name or number)
        items: list[tuple[str, str, int]] = []
        for path, general_tag in ELEMENTS:
            is_number = general_tag == "IS"
            tag = TAG_OF_NUMBER.get(ris_type, "IS") if is_number else general_tag
            for item in element.iterfind(path):
                value = _text(item).strip()
                if tag == "UR":
                    items += [(tag, address, item.sourceline or 0) for address in value.split()]
                # alt-title and abbr-1 have the same abbreviation.
                elif value and not (tag == "J2" and any(one[:2] == (tag, value) for one in items)):
                    items.append((tag, value, item.sourceline or 0))
        items += [
            (item.tag, _text(item).strip(), item.sourceline or 0)
            for item in element
            if isinstance(item.tag, str) and item.tag not in _KNOWN
        ]
        # EndNote writes the title of a journal twice.
        titles = [value for tag, value, _ in items if tag == "T2"]
        items = [item for item in items if not (item[0] in ("JF", "JO") and item[1] in titles)]
        reference = Tagged(element.sourceline or 0, ris_type, items)
        records.append(record_of_tags(reference, "endnote", file, ids, problems))
    return Records(records, problems)


def _text(element: Any) -> str:
    """Return an element's text. EndNote's styles become tags of CSL-JSON."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            inner = _text(child)
            faces = (child.get("face") or "").split()
            tags = [_FACES[face] for face in faces if face in _FACES and inner.strip()]
            parts.append("".join(f"<{tag}>" for tag in tags) + inner)
            parts.append("".join(f"</{tag}>" for tag in reversed(tags)))
        parts.append(child.tail or "")
    return "".join(parts).replace("\r", "\n")
