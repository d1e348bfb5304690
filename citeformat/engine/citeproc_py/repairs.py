"""Rewrite what citeproc-py misreads in a style into a form that it understands.

In: the root of a style that citeproc-py has parsed. Out: the same tree, changed. Each repair is a
rule of CSL 1.0.2 that holds for every style; citeproc-py still does the rendering.
"""

from __future__ import annotations

from typing import Any

from citeformat.richtext import spans

__all__ = ["NAMESPACE", "repair"]

NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_WITH_AFFIXES = tuple(f"{NAMESPACE}{tag}" for tag in ("text", "number", "names", "date", "group"))


def repair(root: Any) -> None:
    """Change the tree of a style where citeproc-py would read it wrongly."""
    # "Localized Date Formats": the delimiter of the locale's date format joins the parts.
    for date in root.iter(f"{NAMESPACE}date"):
        form = date.get("form")
        if form is None or date.get("delimiter") is not None or date.is_locale_date():
            continue
        localized = date.get_date(form)
        if localized is not None and localized.get("delimiter"):
            date.set("delimiter", localized.get("delimiter"))

    # "Name": initialize="false" keeps given names whole, but citeproc-py looks at initialize-with
    # only. An initialize-with on the root moves to each name that inherits it.
    inherited = root.attrib.pop("initialize-with", None)
    for names in root.iter(f"{NAMESPACE}names") if inherited is not None else ():
        in_substitute = names.getparent().tag == f"{NAMESPACE}substitute"
        if names.find(f"{NAMESPACE}name") is None and not in_substitute:
            names.insert(0, names.makeelement(f"{NAMESPACE}name"))
    for name in root.iter(f"{NAMESPACE}name"):
        if name.get("initialize") == "false":
            name.attrib.pop("initialize-with", None)
        elif inherited is not None and name.get("initialize-with") is None:
            name.set("initialize-with", inherited)

    # "Choose": citeproc-py never disambiguates, and treats a condition without tests as true.
    # A type that no record has makes disambiguate="true" false.
    for condition in root.iter(f"{NAMESPACE}if", f"{NAMESPACE}else-if"):
        if condition.get("disambiguate") == "true" and "type" not in condition.attrib:
            condition.set("type", "-")

    # "Whitespace": second-field-align puts the first field into the margin. The affixes of the
    # field itself open and close the span, if the element takes affixes.
    bibliography = root.bibliography
    if bibliography is not None and bibliography.get("second-field-align"):
        first = next(iter(bibliography.layout), None) if bibliography.layout is not None else None
        if first is not None and first.tag in _WITH_AFFIXES:
            first.set("prefix", spans.LEFT_MARGIN + first.get("prefix", ""))
            first.set("suffix", first.get("suffix", "") + spans.close_of(spans.LEFT_MARGIN))
