"""cs:date and cs:names with everything that they inherit -> the values that the runtime renders.

Source: CSL 1.0.2 specification, "Date", "Localized Date Formats", "Names", "Substitute" (what a
short cs:names takes over).
"""

from __future__ import annotations

from citeformat.compiler.locales import date_format
from citeformat.compiler.options import formatting, name_options
from citeformat.compiler.tree import Element, Tree
from citeformat.runtime.dates import DatePart, DateSpec
from citeformat.runtime.names import LabelSpec, NamesSpec

__all__ = ["date_spec", "names_spec"]

Inherited = tuple[dict[str, str], dict[str, str]]
"""The name options of a citation and of the bibliography."""


def date_spec(tree: Tree, element: Element) -> DateSpec:
    """A cs:date with its own date-parts, or those of the locale's format that it calls."""
    form = element.get("form")
    own = {part.get("name"): part for part in element.find_all("date-part")}
    localized = date_format(tree, form) if form else None
    if localized is None:
        parts = [_date_part(part) for part in own.values()]
        delimiter = element.get("delimiter")
    else:
        wanted = element.get("date-parts", "year-month-day").split("-")
        parts = [
            _date_part(part, own.get(part.get("name")))
            for part in localized.find_all("date-part")
            if part.get("name") in wanted
        ]
        delimiter = localized.get("delimiter")
    style = formatting(element)
    if localized is not None:
        style |= formatting(localized, affixes=False)
    return DateSpec(element.get("variable"), tuple(parts), delimiter, style)


def _date_part(part: Element, own: Element | None = None) -> DatePart:
    """A cs:date-part; what the style says of it overrides the locale."""
    attributes = part.attributes if own is None else part.attributes | own.attributes
    merged = Element("date-part", attributes, (), "", part.line)
    delimiter = merged.get("range-delimiter", "–")
    return DatePart(merged.get("name"), merged.get("form"), formatting(merged), delimiter)


def names_spec(
    style: Element, element: Element, parent: Element | None, inherited: Inherited
) -> NamesSpec:
    """A cs:names.

    Args:
        style: The root of the style.
        parent: The cs:names around the cs:substitute that it stands in; a short cs:names takes
            over its children.
        inherited: The options of the style and of each area.
    """
    source = parent if parent is not None and not element.children else element
    name, et_al = source.find("name"), source.find("et-al")
    parts = {part.get("name"): part for part in name.find_all("name-part")} if name else {}
    citation, bibliography = (
        name_options(style, options, name, _with_delimiter(element, source))
        for options in inherited
    )
    return NamesSpec(
        variables=tuple(element.get("variable").split()),
        options=(citation, bibliography),
        formatting=formatting(element),
        name=formatting(name),
        family=formatting(parts.get("family")),
        given=formatting(parts.get("given")),
        et_al_term=et_al.get("term", "et-al") if et_al is not None else "et-al",
        et_al=formatting(et_al),
        label=_label_spec(source),
    )


def _with_delimiter(element: Element, source: Element) -> Element:
    """The element with the delimiter that it takes over."""
    if "delimiter" in element.attributes or "delimiter" not in source.attributes:
        return element
    attributes = element.attributes | {"delimiter": source.attributes["delimiter"]}
    return Element(element.tag, attributes, element.children, element.text, element.line)


def _label_spec(names: Element) -> LabelSpec | None:
    label = names.find("label")
    if label is None:
        return None
    tags = [child.tag for child in names.children]
    before = "name" in tags and tags.index("label") < tags.index("name")
    form, plural = label.get("form", "long"), label.get("plural", "contextual")
    return LabelSpec(form, plural, formatting(label), before)
