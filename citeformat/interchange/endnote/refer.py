"""Refer, or EndNote's tagged format (.enw) ↔ records.

In: the file's text. Out: records, and the text again. Each tag has its tag in RIS, and the record
is built from the tags, as that of EndNote's XML is. `%0` or a blank line begins a reference, and a
line without a tag continues the line before it.

Sources: EndNote's manual, "Creating a Tagged EndNote Import File"; the manual page refer(1) of
groff, for references without a type (`%0`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citeformat.errors import Problem
from citeformat.interchange.endnote.tables import (
    NAMES,
    TAG_OF_NUMBER,
    TYPE_WITH_NAME,
    name_of_type,
)
from citeformat.interchange.losses import Losses
from citeformat.interchange.shared.record_builder import records_of_file
from citeformat.interchange.tagged.ris.reader import Tagged, record_of_tags
from citeformat.interchange.tagged.ris.tables import PEOPLE, TEXT, TYPES, variable_of
from citeformat.interchange.tagged.ris.writer import Tags
from citeformat.record import Record, Records
from citeformat.record.citation_keys import UniqueIds
from citeformat.record.text.names import name_text, person_of

__all__ = ["TAGS", "read", "write"]

TAGS = {
    "%A": "AU", "%B": "T2", "%C": "CY", "%D": "PY", "%E": "A2", "%F": "ID", "%G": "LA",
    "%H": "TA", "%I": "PB", "%J": "T2", "%K": "KW", "%L": "CN", "%M": "AN", "%N": "IS",
    "%O": "J2", "%P": "SP", "%Q": "TT", "%R": "DO", "%S": "T3", "%T": "TI", "%U": "UR",
    "%V": "VL", "%W": "DP", "%X": "AB", "%Y": "A3", "%Z": "N1", "%1": "C1", "%2": "C2",
    "%3": "C3", "%4": "C4", "%6": "NV", "%7": "ET", "%8": "DA", "%9": "M3", "%?": "A4",
    "%!": "ST", "%@": "SN", "%#": "C5", "%$": "C6", "%]": "C7", "%&": "SE", "%(": "OP",
    "%)": "RP", "%*": "RI", "%+": "AD", "%^": "CA", "%>": "L1", "%<": "RN", "%[": "Y2",
    "%~": "DB",
}  # fmt: skip
"""Tag -> tag of RIS."""

_WITHOUT_TYPE = {"%O": "N1", "%R": "M1", "%L": "ID", "%Q": "AU", "%G": "IS"}
"""Tags whose meaning is another one in a reference without `%0` -> tag of RIS."""

_KINDS = (("%J", "JOUR"), ("%B", "CHAP"), ("%R", "RPRT"), ("%G", "RPRT"), ("%I", "BOOK"))
"""The tag that decides the type of a reference without `%0` -> TY, in refer's order."""

_TYPE_NAMES = {name.lower(): ty for name, (ty, _) in NAMES.items()} | {
    "serial publication": "SER", "electronic source": "ELEC", "conference proceeding": "CONF",
    "journal": "JOUR", "preprint": "PREPRINT", "podcast": "PODCST", "interview": "INTV",
    "multimedia": "MULTI", "social media": "BLOG", "television episode": "VIDEO",
}  # fmt: skip
"""Name of a reference type in lower case -> TY."""

_IN_JOURNALS = ("JOUR", "MGZN", "NEWS", "EJOUR")
"""Types for which EndNote writes the periodical as `%J`."""

_TAG_OF = {tag: refer for refer, tag in reversed(TAGS.items())}


def read(text: str, *, file: str = "") -> Records:
    """Read Refer.

    Args:
        text: The text of the file.
        file: Its name, for problems.

    Returns:
        The records in order. `.problems` reports text that belongs to no reference.

    Raises:
        SourceError: The text has no line that begins with a tag such as `%T`.

    >>> read("%0 Book\\n%A Knuth, Donald E.\\n%T The TeXbook\\n%D 1984")[0].title
    'The TeXbook'
    """
    problems: list[Problem] = []
    ids = UniqueIds()
    records = [
        record_of_tags(reference, "refer", file, ids, problems)
        for reference in _references(text, file, problems)
    ]
    reason = "is not Refer: no line begins with a tag like %T"
    return records_of_file(records, problems, file, reason)


def _references(text: str, file: str, problems: list[Problem]) -> Iterator[Tagged]:
    """Yield the references, with the types and tags of RIS."""
    lines = text.split("\n")
    has_types = any(_tag(line) == "%0" for line in lines)
    begins: set[int] = set()
    block: list[int] = []
    has_title = False
    for number, line in enumerate([*lines, ""]):
        if line.strip():
            block.append(number)
            continue
        types = [each for each in block if _tag(lines[each]) == "%0"]
        titles = any(_tag(lines[each]) == "%T" for each in block)
        if types:  # tags before the first type belong to it
            begins.update((block[0] if _tag(lines[block[0]]) else types[0], *types[1:]))
            has_title = titles
        elif block and _tag(lines[block[0]]) and (not has_types or (has_title and titles)):
            begins.add(block[0])
        has_title = has_title or titles
        block = []

    fields: list[tuple[str, list[str], int]] = []
    start = 0
    for number, line in enumerate(lines):
        if number in begins:
            if fields:
                yield _tagged(fields, start)
            fields, start = [], number + 1
        tag = _tag(line)
        if tag and start:
            fields.append((tag, [line.lstrip()[2:].strip()], number + 1))
        elif line.strip() and fields:
            fields[-1][1].append(line.strip())
        elif line.strip():
            problems.append(Problem("error", "this line is in no reference", file, number + 1,
                                    "a reference begins with %0"))  # fmt: skip
    if fields:
        yield _tagged(fields, start)


def _tag(line: str) -> str:
    """Return the tag at the begin of a line, or `""`.

    >>> _tag("%A Doe, Jane"), _tag("%T"), _tag("%50 of them"), _tag("100 % of")
    ('%A', '%T', '', '')
    """
    if "%" not in line[:4]:
        return ""
    text = line.lstrip()
    tag = text[:2]
    is_tag = tag[:1] == "%" and len(tag) == 2 and not tag[1].isspace()
    return tag if is_tag and not text[2:3].strip() else ""


def _tagged(fields: list[tuple[str, list[str], int]], line: int) -> Tagged:
    """Convert the fields of a reference to the tags of RIS."""
    name = next((" ".join(value) for tag, value, _ in fields if tag == "%0"), "").strip()
    used = {tag for tag, _, _ in fields}
    if name:
        ty = _TYPE_NAMES.get(name.lower()) or (name.upper() if name.upper() in TYPES else name)
    else:
        ty = next((ty for tag, ty in _KINDS if tag in used), "GEN")
    type = TYPES.get(ty.upper(), "document")
    reference = Tagged(line, ty, names=_TAG_OF)
    for tag, lines, number in fields:
        if tag == "%0":
            continue
        ris_tag = TAGS.get(tag, tag)
        if not name:
            ris_tag = _WITHOUT_TYPE.get(tag, ris_tag)
        if tag == "%J" and variable_of(TEXT, "T2", type, ty) != "container-title":
            ris_tag = "JF"
        elif tag == "%N":
            ris_tag = TAG_OF_NUMBER.get(ty, ris_tag)
        value = "\n".join(lines).strip()
        if variable_of(PEOPLE, ris_tag, type, ty):
            # EndNote writes further people on lines of their own.
            values = [_family_first(one) for one in lines if one]
        elif ris_tag == "UR":
            values = value.split()
        else:
            values = [value]
        reference.items += [(ris_tag, one, number) for one in values]
    return reference


def _family_first(text: str) -> str:
    """Put the family name of a person first, as RIS does.

    >>> _family_first("Donald E. Knuth"), _family_first("University of Bonn")
    ('Knuth, Donald E.', 'University of Bonn')
    """
    if "," in text or ";" in text or "&" in text:
        return text
    try:
        return name_text(person_of(text))
    except ValueError:  # it may be several names
        return text


def write(records: Sequence[Record], losses: Losses) -> str:
    """Write Refer, as EndNote's "EndNote Export" does.

    Args:
        records: The records.
        losses: Receives what Refer cannot carry.

    >>> print(write([Record("x", "book", {"title": "TeX"})], Losses("Refer")), end="")
    %0 Book
    %F x
    %T TeX
    """
    references = []
    for record in records:
        reference = Tags(record, losses, "refer", TYPE_WITH_NAME)
        ty, name, _ = name_of_type(reference.type)
        lines = [f"%0 {name}"]
        pages = "-".join(value for tag, value in reference.lines if tag in ("SP", "EP"))
        for tag, value in reference.lines:
            refer_tag = tag if tag.startswith("%") else _TAG_OF.get(tag, "")
            if ty in TAG_OF_NUMBER and tag in (TAG_OF_NUMBER[ty], "IS"):
                refer_tag = "%N" if tag != "IS" else "%6" if ty not in ("ELEC", "NEWS") else ""
            if tag == "T2" or tag == "JF":
                refer_tag = "%J" if tag == "JF" or ty in _IN_JOURNALS else "%B"
            if tag in ("SP", "EP"):
                value, pages, refer_tag = pages, "", "%P"
            elif variable_of(PEOPLE, tag, record.type, ty) and "," not in value and " " in value:
                value = f"{value},"  # an institution
            if not refer_tag:
                type = TYPES.get(reference.type.upper(), "document")
                variable = variable_of(TEXT, tag, type, ty) or variable_of(PEOPLE, tag, type, ty)
                losses.add(record.id, variable or tag, f"{losses.format} has no field for it")
            elif value:
                lines.append(f"{refer_tag} {value}")
        references.append("\n".join(lines) + "\n")
    return "\n".join(references)
