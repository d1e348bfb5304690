"""Attributes of elements -> the values that the runtime works with.

In: elements with everything that they inherit. Out: `Formatting`, `NameOptions`, the options of
cs:citation and cs:bibliography, the specs of cs:date and cs:names, and the terms of cs:text and
cs:label that are known when a style is compiled.

Source: CSL 1.0.2 specification, "Formatting", "Names", "Date", "Label", "Inheritable Name Options",
"Style Behavior".
"""

from __future__ import annotations

from typing import cast

from citeformat.csl.formatting import PLAIN, Formatting
from citeformat.csl.locale import Locale
from citeformat.csl.options import (
    INHERITED,
    And,
    DelimiterPrecedes,
    DemoteParticle,
    NameAsSortOrder,
    NameForm,
    NameOptions,
)
from citeformat.engine.compiler.locales import date_format
from citeformat.engine.compiler.parse import Element, Tree, is_number
from citeformat.engine.runtime.dates import DatePart, DateSpec
from citeformat.engine.runtime.names.spec import LabelSpec, NamesSpec
from citeformat.engine.runtime.style import (
    BibliographyOptions,
    CitationOptions,
    Collapse,
    GivenNameRule,
    SecondFieldAlign,
    SubstituteRule,
)
from citeformat.richtext import spans
from citeformat.richtext.markup import parse
from citeformat.richtext.text_case import CASES

__all__ = [
    "bibliography_options",
    "citation_options",
    "date_spec",
    "formatting",
    "inherited_options",
    "label_expression",
    "name_options",
    "names_spec",
    "parse_affix",
    "shortens_subsequent",
    "term_text",
]

_SPANS = {
    "vertical-align": spans.VERTICAL_ALIGN,
    "text-decoration": spans.TEXT_DECORATION,
    "font-weight": spans.FONT_WEIGHT,
    "font-variant": spans.FONT_VARIANT,
    "font-style": spans.FONT_STYLE,
}
"""Attribute -> value -> the character that opens the span; the outermost span comes first."""


def formatting(element: Element | None, affixes: bool = True) -> Formatting:
    """Read the formatting attributes of an element.

    Args:
        element: The element; without one, there is no formatting.
        affixes: Whether to read prefix, suffix and display as well.
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
    """Return an affix as rich text. Quotation marks, blanks and ellipses stay as they are."""
    if "<" in text:
        return parse(text, quotes=False)
    return text.replace("...", 3 * f"{spans.GUARD}.")


def inherited_options(*ancestors: Element) -> dict[str, str]:
    """Merge the name options of cs:style and of cs:citation or cs:bibliography.

    They are named as in cs:name and cs:names. A later ancestor overrides an earlier one.
    """
    result: dict[str, str] = {}
    for ancestor in ancestors:
        for attribute, option in INHERITED.items():
            if attribute in ancestor.attributes:
                result[option] = ancestor.attributes[attribute]
    return result


def name_options(
    style: Element, inherited: dict[str, str], name: Element | None, names: Element
) -> NameOptions:
    """Merge the options of a cs:names in citations or in the bibliography."""
    merged = dict(inherited)
    if name is not None:
        merged.update({key: value for key, value in name.attributes.items() if key in _OPTIONS})
    if "delimiter" in names.attributes:
        merged["names-delimiter"] = names.attributes["delimiter"]
    first = merged.get("et-al-use-first")
    return NameOptions(
        and_=cast("And", merged.get("and", "")),
        delimiter=merged.get("delimiter", ", "),
        delimiter_precedes_last=cast(
            "DelimiterPrecedes", merged.get("delimiter-precedes-last", "contextual")
        ),
        delimiter_precedes_et_al=cast(
            "DelimiterPrecedes", merged.get("delimiter-precedes-et-al", "contextual")
        ),
        et_al_min=_number(merged.get("et-al-min"), 0),
        et_al_use_first=int(first) if first is not None and is_number(first) else None,
        et_al_use_last=merged.get("et-al-use-last") == "true",
        et_al_subsequent_min=_number(merged.get("et-al-subsequent-min"), 0),
        et_al_subsequent_use_first=_number(merged.get("et-al-subsequent-use-first"), 0),
        form=cast("NameForm", merged.get("form", "long")),
        initialize=merged.get("initialize", "true") != "false",
        initialize_with=merged.get("initialize-with"),
        initialize_with_hyphen=style.get("initialize-with-hyphen", "true") != "false",
        name_as_sort_order=cast("NameAsSortOrder", merged.get("name-as-sort-order", "")),
        sort_separator=merged.get("sort-separator", ", "),
        demote=cast(
            "DemoteParticle", style.get("demote-non-dropping-particle", "display-and-sort")
        ),
        names_delimiter=merged.get("names-delimiter", ""),
    )


_OPTIONS = frozenset(INHERITED.values()) - {"names-delimiter"}


_MANY = 1_000_000
"""More names than any list has."""


def _number(value: str | None, default: int) -> int:
    return int(value) if value is not None and is_number(value) else default


def shortens_subsequent(element: Element) -> bool:
    """Return whether an element lets "et al." replace more names in subsequent cites than in first
    ones. A few styles do the opposite."""
    attributes = element.attributes
    first = [_number(attributes.get(f"et-al-{name}"), _MANY) for name in ("min", "use-first")]
    subsequent = [
        _number(attributes.get(f"et-al-subsequent-{name}"), default)
        for name, default in zip(("min", "use-first"), first, strict=True)
    ]
    return subsequent < first


def citation_options(element: Element) -> CitationOptions:
    """Read the options of cs:citation: "Disambiguation", "Cite Grouping", "Cite Collapsing"."""
    group_delimiter = element.attributes.get("cite-group-delimiter")
    if group_delimiter == "":  # it would join two years: "20002001"
        group_delimiter = ", "
    return CitationOptions(
        add_names=element.get("disambiguate-add-names") == "true",
        add_givenname=element.get("disambiguate-add-givenname") == "true",
        givenname_rule=cast(
            "GivenNameRule", element.get("givenname-disambiguation-rule", "by-cite")
        ),
        add_year_suffix=element.get("disambiguate-add-year-suffix") == "true",
        collapse=cast("Collapse", element.get("collapse")),
        cite_group_delimiter=group_delimiter,
        year_suffix_delimiter=element.attributes.get("year-suffix-delimiter"),
        after_collapse_delimiter=element.attributes.get("after-collapse-delimiter"),
        near_note_distance=_number(element.get("near-note-distance"), 5),
    )


def bibliography_options(element: Element) -> BibliographyOptions:
    """Read the options of cs:bibliography: "Whitespace", "Reference Grouping"."""
    return BibliographyOptions(
        hanging_indent=element.get("hanging-indent") == "true",
        second_field_align=cast("SecondFieldAlign", element.get("second-field-align")),
        line_spacing=_number(element.get("line-spacing"), 1),
        entry_spacing=_number(element.get("entry-spacing"), 1),
        substitute=element.attributes.get("subsequent-author-substitute"),
        substitute_rule=cast(
            "SubstituteRule", element.get("subsequent-author-substitute-rule", "complete-all")
        ),
    )


def term_text(locale: Locale, element: Element) -> str:
    """Return the term that a cs:text prints, in its form and number; `""` if it is undefined."""
    plural = element.get("plural") == "true"
    name, form = element.get("term"), element.get("form", "long")
    return locale.term(name, form, plural) or locale.term(name.replace("-", " "), form, plural)


def label_expression(
    locale: Locale, variable: str, form: str, plural: str, style: Formatting
) -> str:
    """Write the expression of a cs:label for a variable of the record.

    Args:
        locale: The locale with the terms.
        variable: A number variable.
        form: The form of the term.
        plural: `"contextual"`, `"always"` or `"never"`.
        style: The formatting of the term.
    """
    one, many = (
        repr(style.apply_to_label(locale.term(variable, form, is_many), locale.language))
        for is_many in (False, True)
    )
    if plural != "contextual" or one == many:
        text = many if plural == "always" else one
        return f"{text} if c.text[{variable!r}] else ''"
    test = f"is_many({variable!r}, c.text[{variable!r}])"
    return f"({many} if {test} else {one}) if c.text[{variable!r}] else ''"


Inherited = tuple[dict[str, str], dict[str, str]]
"""The name options of citations and of the bibliography."""


_DATE_PARTS = frozenset(("year", "month", "day"))


def date_spec(tree: Tree, element: Element) -> DateSpec:
    """Read a cs:date with its own date-parts, or with those of the locale's date format."""
    form = element.get("form")
    own = {part.get("name"): part for part in element.find_all("date-part")}
    for unknown in own.keys() - _DATE_PARTS:  # the vocabulary check has warned
        del own[unknown]
    localized = date_format(tree, form) if form else None
    if localized is None:
        parts = [_date_part(part) for part in own.values()]
        delimiter = element.get("delimiter")
    else:
        # "year-month-day", "year-month" or "year"
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
    """Read a cs:date-part. The attributes that the style sets (`own`) override the locale's."""
    attributes = part.attributes if own is None else part.attributes | own.attributes
    merged = Element("date-part", attributes, (), "", part.line)
    delimiter = merged.get("range-delimiter") or "–"  # without one, "4–9" would be "49"
    return DatePart(merged.get("name"), merged.get("form"), formatting(merged), delimiter)


def names_spec(
    style: Element, element: Element, parent: Element | None, inherited: Inherited
) -> NamesSpec:
    """Read a cs:names, without its substitutes.

    Args:
        style: The root of the style.
        element: The cs:names.
        parent: The cs:names whose cs:substitute contains it. A cs:names without children takes over
            the children and the delimiter of its parent.
        inherited: The name options of citations and of the bibliography.
    """
    source = parent if parent is not None and not element.children else element
    name, et_al, label = source.find("name"), source.find("et-al"), source.find("label")
    parts = {part.get("name"): part for part in name.find_all("name-part")} if name else {}
    delimited = element if "delimiter" in element.attributes else source
    citation, bibliography = (
        name_options(style, options, name, delimited) for options in inherited
    )
    label_spec = None
    if label is not None:
        tags = [child.tag for child in source.children]
        label_spec = LabelSpec(
            form=label.get("form", "long"),
            plural=label.get("plural", "contextual"),
            formatting=formatting(label),
            before="name" in tags and tags.index("label") < tags.index("name"),
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
        label=label_spec,
    )
