"""Attributes of elements → the values that the runtime works with.

In: elements with everything that they inherit. Out: `Formatting`, `NameOptions`, the specs of
cs:date and cs:names, and the terms of cs:text and cs:label that are known when a style is compiled.

Source: CSL 1.0.2 specification, "Formatting", "Names", "Date", "Label", "Inheritable Name Options".
"""

from __future__ import annotations

import re

from citeformat.csl.formatting import PLAIN, Formatting
from citeformat.csl.locale import Locale
from citeformat.csl.options import INHERITED, NameOptions
from citeformat.engine.compiler.locales import date_format
from citeformat.engine.compiler.parse import Element, Tree
from citeformat.engine.runtime.dates import DatePart, DateSpec
from citeformat.engine.runtime.names.spec import LabelSpec, NamesSpec
from citeformat.richtext import spans
from citeformat.richtext.markup import parse
from citeformat.richtext.text_case import CASES

__all__ = [
    "date_spec",
    "formatting",
    "inherited_options",
    "is_number",
    "label_expression",
    "name_options",
    "names_spec",
    "term_text",
]


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


def term_text(locale: Locale, element: Element) -> str:
    """The term that a cs:text prints, in its form and number; `""` where there is none."""
    plural = element.get("plural") == "true"
    name, form = element.get("term"), element.get("form", "long")
    return locale.term(name, form, plural) or locale.term(name.replace("-", " "), form, plural)


def label_expression(
    locale: Locale, variable: str, form: str, plural: str, style: Formatting
) -> str:
    """The expression of the label of a variable that comes from the record.

    Args:
        locale: Has the terms.
        variable: A number variable.
        form: Of the term.
        plural: `"contextual"`, `"always"` or `"never"`.
        style: What is done to the term.
    """
    one, many = (
        repr(style.apply(locale.term(variable, form, is_many), locale.is_english))
        for is_many in (False, True)
    )
    if plural != "contextual" or one == many:
        text = many if plural == "always" else one
        return f"{text} if c.text[{variable!r}] else ''"
    test = f"is_many({variable!r}, c.text[{variable!r}])"
    return f"({many} if {test} else {one}) if c.text[{variable!r}] else ''"


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
