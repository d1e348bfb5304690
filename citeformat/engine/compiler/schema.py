"""Validate a style against the RELAX NG schema of CSL.

In: the parsed XML of a style. Out: lines and messages.

libxml2 tries each optional attribute both as present and as absent, and every combination again for
each element inside. Its time is exponential in their number, and no signal interrupts it. So the
schema never sees the attributes that our own tables can decide: attributes that an element may have
whatever its other attributes and its parent are, with a value that CSL allows. The rest is
validated in linear time, and the verdict is the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from citeformat.csl.attributes import ATTRIBUTES, CONDITIONS, NUMBER, TEXT, Values
from citeformat.styles.heads import NAMESPACE

__all__ = ["CSL", "INDEPENDENT", "schema_errors"]

CSL = f"{{{NAMESPACE}}}"
"""What lxml writes before the name of an element of CSL."""
_NUMBER = re.compile("[0-9]{1,6}")
_BRACES = re.compile(r"\{[^}]*\}")
"""A namespace in a message."""
_DEPENDENT: Mapping[str, frozenset[str]] = {
    "style": frozenset({"class", "default-locale", "version", "lang"}),
    "bibliography": frozenset({"line-spacing"}),
    "layout": frozenset({"delimiter", "locale"}),
    "key": frozenset({"variable", "macro"}),
    "text": frozenset({"variable", "macro", "term", "value", "form", "plural"}),
    "number": frozenset({"variable"}),
    "label": frozenset({"variable", "form"}),
    "date": frozenset(
        {"variable", "form", "date-parts", "delimiter", "prefix", "suffix", "display"}
    ),
    "date-part": frozenset({"name", "form", "prefix", "suffix", "strip-periods"}),
    "names": frozenset({"variable"}),
    "name-part": frozenset({"name"}),
    "if": CONDITIONS,
    "else-if": CONDITIONS,
}
"""Element -> its attributes that the schema has to see: they are required, are allowed only next to
another attribute or in some parents, or take more or fewer values than the table says."""
_WITH_INDEPENDENT = frozenset(
    {"style", "citation", "bibliography", "layout", "key", "text", "number", "label", "date",
     "date-part", "names", "name", "name-part", "et-al", "group", "if", "else-if", "style-options"}
)  # fmt: skip

INDEPENDENT: Mapping[str, Mapping[str, Values]] = {
    tag: {
        attribute: values
        for attribute, values in ATTRIBUTES[tag].items()
        if attribute not in _DEPENDENT.get(tag, ())
    }
    for tag in sorted(_WITH_INDEPENDENT)
}
"""Element -> the attributes that it may have in every place, with the values of each."""


def schema_errors(xml: Any) -> list[tuple[int, str]]:
    """Validate a style against the schema of CSL.

    Args:
        xml: An element tree of lxml. It is changed: attributes that are right are removed. (A copy
            would lose the numbers of lines beyond 65,535.)

    Returns:
        The line and the message of each error, without repetitions.
    """
    from citeproc import SCHEMA_PATH
    from lxml import etree

    for area in [*xml.iter(f"{CSL}citation"), *xml.iter(f"{CSL}bibliography")]:
        layouts = area.findall(f"{CSL}layout")
        for layout in layouts[:-1]:  # layouts for several languages are of CSL-M
            area.remove(layout)
        for layout in layouts[-1:]:
            layout.attrib.pop("locale", None)
    for element in list(xml.iter(f"{CSL}*")):
        independent = INDEPENDENT.get(element.tag.removeprefix(CSL), {})
        for attribute, value in list(element.attrib.items()):
            values = independent.get(attribute)
            if values == NUMBER:
                is_right = _NUMBER.fullmatch(value) is not None
            else:
                is_right = values == TEXT or (values is not None and value in values)
            if is_right:
                del element.attrib[attribute]
        if element.tag in (f"{CSL}if", f"{CSL}else-if"):
            # Each condition but the first goes into a cs:choose of its own.
            for condition in [name for name in element.attrib if name in CONDITIONS][1:]:
                test = {condition: element.attrib.pop(condition)}
                choose = element.makeelement(f"{CSL}choose")
                branch = element.makeelement(f"{CSL}if", test)
                choose.sourceline = branch.sourceline = element.sourceline
                choose.append(branch)
                element.insert(0, choose)
    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    if schema.validate(xml):
        return []
    return list(
        dict.fromkeys((entry.line, _BRACES.sub("", entry.message)) for entry in schema.error_log)
    )
