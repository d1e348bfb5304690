"""The elements of a style, the elements that they may hold, and their attributes with the values.

Source: CSL 1.0.2 specification, "Styles - Structure", "Locale Files - Structure", "Rendering
Elements", "Style Behavior". What an element may hold is taken from the schema.
"""

from __future__ import annotations

from collections.abc import Mapping

from citeformat.csl.variables import LOCATORS, TYPES

__all__ = [
    "ATTRIBUTES", "CHILDREN", "CONDITIONS", "NUMBER", "RENDERING", "SEVERAL", "TEXT", "Values"
]  # fmt: skip

Values = frozenset[str] | str
"""The values that an attribute may have, or what else it holds (`TEXT`, `NUMBER`)."""

TEXT, NUMBER = "text", "number"


def _one_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


BOOLEAN = _one_of("true false")
SEVERAL = _one_of("type locator position variable is-numeric is-uncertain-date")
"""Attributes that hold several values with blanks between them."""
_TERM_FORMS = _one_of("long short verb verb-short symbol")
_PRECEDES = _one_of("contextual always never after-inverted-name")

_AFFIXES: dict[str, Values] = {"prefix": TEXT, "suffix": TEXT}
_FONT: dict[str, Values] = {
    "font-style": _one_of("normal italic oblique"),
    "font-variant": _one_of("normal small-caps"),
    "font-weight": _one_of("normal bold light"),
    "text-decoration": _one_of("none underline"),
    "vertical-align": _one_of("baseline sup sub"),
}
_CASE: dict[str, Values] = {
    "text-case": _one_of("lowercase uppercase capitalize-first capitalize-all sentence title")
}
_DISPLAY: dict[str, Values] = {"display": _one_of("block left-margin right-inline indent")}
_DELIMITER: dict[str, Values] = {"delimiter": TEXT}
_PERIODS: dict[str, Values] = {"strip-periods": BOOLEAN}
_NAME: dict[str, Values] = {
    "and": _one_of("text symbol"),
    "delimiter-precedes-et-al": _PRECEDES,
    "delimiter-precedes-last": _PRECEDES,
    "et-al-min": NUMBER,
    "et-al-use-first": NUMBER,
    "et-al-subsequent-min": NUMBER,
    "et-al-subsequent-use-first": NUMBER,
    "et-al-use-last": BOOLEAN,
    "initialize": BOOLEAN,
    "initialize-with": TEXT,
    "name-as-sort-order": _one_of("first all"),
    "sort-separator": TEXT,
}
_INHERITABLE = _NAME | {
    "name-form": _one_of("long short count"),
    "name-delimiter": TEXT,
    "names-delimiter": TEXT,
}
_CONDITIONS: dict[str, Values] = {
    "disambiguate": _one_of("true"),
    "is-numeric": TEXT,
    "is-uncertain-date": TEXT,
    "locator": LOCATORS | {"sub verbo"},
    "position": _one_of("first subsequent ibid ibid-with-locator near-note far-note"),
    "type": TYPES,
    "variable": TEXT,
    "match": _one_of("all any none"),
}

ATTRIBUTES: Mapping[str, Mapping[str, Values]] = {
    "style": {
        "class": _one_of("in-text note"),
        "default-locale": TEXT,
        "version": TEXT,
        "lang": TEXT,
        "demote-non-dropping-particle": _one_of("never sort-only display-and-sort"),
        "initialize-with-hyphen": BOOLEAN,
        "page-range-format": _one_of(
            "expanded minimal minimal-two chicago chicago-15 chicago-16"
        ),
        **_INHERITABLE,
    },
    "locale": {"lang": TEXT, "version": TEXT},
    "style-options": {"limit-day-ordinals-to-day-1": BOOLEAN, "punctuation-in-quote": BOOLEAN},
    "terms": {},
    "term": {
        "name": TEXT,
        "form": _TERM_FORMS,
        "gender": _one_of("masculine feminine"),
        "gender-form": _one_of("masculine feminine"),
        "match": _one_of("last-digit last-two-digits whole-number"),
    },
    "single": {},
    "multiple": {},
    "macro": {"name": TEXT},
    "citation": {
        "cite-group-delimiter": TEXT,
        "collapse": _one_of("citation-number year year-suffix year-suffix-ranged"),
        "year-suffix-delimiter": TEXT,
        "after-collapse-delimiter": TEXT,
        "disambiguate-add-names": BOOLEAN,
        "disambiguate-add-givenname": BOOLEAN,
        "disambiguate-add-year-suffix": BOOLEAN,
        "givenname-disambiguation-rule": _one_of(
            "all-names all-names-with-initials primary-name primary-name-with-initials by-cite"
        ),
        "near-note-distance": NUMBER,
        **_INHERITABLE,
    },
    "bibliography": {
        "hanging-indent": BOOLEAN,
        "entry-spacing": NUMBER,
        "line-spacing": NUMBER,
        "second-field-align": _one_of("flush margin"),
        "subsequent-author-substitute": TEXT,
        "subsequent-author-substitute-rule": _one_of(
            "complete-all complete-each partial-each partial-first"
        ),
        **_INHERITABLE,
    },
    "sort": {},
    "key": {
        "variable": TEXT,
        "macro": TEXT,
        "sort": _one_of("ascending descending"),
        "names-min": NUMBER,
        "names-use-first": NUMBER,
        "names-use-last": BOOLEAN,
    },
    "layout": _AFFIXES | _FONT | _DELIMITER | {"locale": TEXT},  # locale is of CSL-M
    "text": {
        "variable": TEXT,
        "macro": TEXT,
        "term": TEXT,
        "value": TEXT,
        "form": _TERM_FORMS,
        "plural": BOOLEAN,
        "quotes": BOOLEAN,
        **_AFFIXES, **_FONT, **_CASE, **_DISPLAY, **_PERIODS,
    },
    "number": {
        "variable": TEXT,
        "form": _one_of("numeric ordinal long-ordinal roman"),
        **_AFFIXES, **_FONT, **_CASE, **_DISPLAY,
    },
    "label": {
        "variable": TEXT,
        "form": _TERM_FORMS,
        "plural": _one_of("contextual always never"),
        **_AFFIXES, **_FONT, **_CASE, **_PERIODS,
    },
    "date": {
        "variable": TEXT,
        "form": _one_of("numeric text"),
        "date-parts": _one_of("year-month-day year-month year"),
        **_AFFIXES, **_FONT, **_CASE, **_DISPLAY, **_DELIMITER,
    },
    "date-part": {
        "name": _one_of("day month year"),
        "form": _one_of("numeric numeric-leading-zeros ordinal long short"),
        "range-delimiter": TEXT,
        **_AFFIXES, **_FONT, **_CASE, **_PERIODS,
    },
    "names": {"variable": TEXT, **_AFFIXES, **_FONT, **_DISPLAY, **_DELIMITER},
    "name": {
        "form": _one_of("long short count"), **_NAME, **_AFFIXES, **_FONT, **_DELIMITER
    },
    "name-part": {"name": _one_of("family given"), **_AFFIXES, **_FONT, **_CASE},
    "et-al": {"term": frozenset({"et-al", "and others"}), **_FONT},
    "substitute": {},
    "group": {**_AFFIXES, **_FONT, **_DISPLAY, **_DELIMITER},
    "choose": {},
    "if": _CONDITIONS,
    "else-if": _CONDITIONS,
    "else": {},
}  # fmt: skip
"""Element -> its attributes -> their values. cs:info and its elements are left out."""

CONDITIONS = frozenset(_CONDITIONS) - {"match"}
"""The attributes of cs:if and cs:else-if that test something."""

RENDERING = _one_of("text number label date names group choose")
"""The rendering elements that cs:layout and others hold."""

CHILDREN: Mapping[str, frozenset[str]] = {
    "style": _one_of("info locale macro citation bibliography"),
    "locale": _one_of("info style-options date terms"),
    "terms": _one_of("term"),
    "term": _one_of("single multiple"),
    "macro": RENDERING,
    "citation": _one_of("sort layout"),
    "bibliography": _one_of("sort layout"),
    "sort": _one_of("key"),
    "layout": RENDERING,
    "group": RENDERING,
    "if": RENDERING,
    "else-if": RENDERING,
    "else": RENDERING,
    "substitute": RENDERING,
    "choose": _one_of("if else-if else"),
    "names": _one_of("name et-al label substitute"),
    "name": _one_of("name-part"),
    "date": _one_of("date-part"),
}
"""Element -> the elements that it may hold; other elements hold none."""
