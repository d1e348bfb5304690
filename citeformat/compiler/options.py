"""Attributes of elements -> the values that the runtime works with.

In: elements of a style. Out: `Formatting`, `NameOptions` and other values, with everything that is
inherited merged in (`own | inherited`).

Source: CSL 1.0.2 specification, "Inheritable Name Options", "Formatting", "Affixes".
"""

from __future__ import annotations

import re

from citeformat.compiler.tree import Element
from citeformat.csl.formatting import PLAIN, Formatting
from citeformat.csl.options import INHERITED, NameOptions
from citeformat.richtext import spans
from citeformat.richtext.markup import parse
from citeformat.richtext.textcase import CASES

__all__ = ["formatting", "inherited_options", "is_number", "name_options"]

_SPANS = {
    "vertical-align": spans.VERTICAL_ALIGN,
    "text-decoration": spans.TEXT_DECORATION,
    "font-weight": spans.FONT_WEIGHT,
    "font-variant": spans.FONT_VARIANT,
    "font-style": spans.FONT_STYLE,
}
"""From the outside to the inside."""


def formatting(element: Element | None, affixes: bool = True) -> Formatting:
    """The formatting attributes of an element.

    Args:
        affixes: Whether prefix, suffix and display are among them.
    """
    if element is None:
        return PLAIN
    openers = [
        table[element.get(attribute)]
        for attribute, table in _SPANS.items()
        if element.get(attribute) in table
    ]
    if element.get("quotes") == "true":
        openers.insert(0, spans.QUOTE)
    prefix = parse_affix(element.get("prefix")) if affixes else ""
    suffix = parse_affix(element.get("suffix")) if affixes else ""
    display = spans.DISPLAY.get(element.get("display")) if affixes else None
    if display:
        prefix, suffix = display + prefix, suffix + spans.close_of(display)
    result = Formatting(
        prefix=prefix,
        suffix=suffix,
        open="".join(openers),
        close="".join(spans.close_of(opener) for opener in reversed(openers)),
        text_case=case if (case := element.get("text-case")) in CASES else "",
        strip_periods=element.get("strip-periods") == "true",
    )
    return PLAIN if result == PLAIN else result


def parse_affix(text: str) -> str:
    """An affix as rich text; quotation marks and blanks stay as they are."""
    return parse(text, quotes=False) if "<" in text else text


def inherited_options(*ancestors: Element) -> dict[str, str]:
    """The name options that cs:style and cs:citation or cs:bibliography set, by the name that
    cs:name and cs:names give them; a later element wins."""
    result: dict[str, str] = {}
    for ancestor in ancestors:
        for attribute, option in INHERITED.items():
            if attribute in ancestor.attributes:
                result[option] = ancestor.attributes[attribute]
    return result


def name_options(
    style: Element, inherited: dict[str, str], name: Element | None, names: Element
) -> NameOptions:
    """The options of one cs:names in one area."""
    merged = dict(inherited)
    if name is not None:
        merged.update({key: value for key, value in name.attributes.items() if key in _OPTIONS})
    if "delimiter" in names.attributes:
        merged["names-delimiter"] = names.attributes["delimiter"]
    return NameOptions(
        and_=merged.get("and", ""),
        delimiter=merged.get("delimiter", ", "),
        delimiter_precedes_last=merged.get("delimiter-precedes-last", "contextual"),
        delimiter_precedes_et_al=merged.get("delimiter-precedes-et-al", "contextual"),
        et_al_min=_number(merged.get("et-al-min"), 0),
        et_al_use_first=_number(merged.get("et-al-use-first"), 1),
        et_al_use_last=merged.get("et-al-use-last") == "true",
        et_al_subsequent_min=_number(merged.get("et-al-subsequent-min"), 0),
        et_al_subsequent_use_first=_number(merged.get("et-al-subsequent-use-first"), 0),
        form=merged.get("form", "long"),
        initialize=merged.get("initialize", "true") != "false",
        initialize_with=merged.get("initialize-with"),
        initialize_with_hyphen=style.get("initialize-with-hyphen", "true") != "false",
        name_as_sort_order=merged.get("name-as-sort-order", ""),
        sort_separator=merged.get("sort-separator", ", "),
        demote=style.get("demote-non-dropping-particle", "display-and-sort"),
        names_delimiter=merged.get("names-delimiter", ""),
    )


_NUMBER = re.compile(r"\s*[0-9]{1,6}\s*")
_OPTIONS = frozenset(INHERITED.values()) - {"names-delimiter"}


def _number(value: str | None, default: int) -> int:
    return read_number(value) if is_number(value) else default


def is_number(value: str | None) -> bool:
    """Whether an attribute holds a number that makes sense here."""
    return value is not None and _NUMBER.fullmatch(value) is not None


def read_number(value: str | None) -> int:
    """The number that an attribute holds."""
    return int(value or 0)
