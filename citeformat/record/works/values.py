"""Take values out of JSON that may have another form than its documentation says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from citeformat._util.patterns import DOI_PREFIX
from citeformat._util.text import is_no_number, letters_and_digits, text_of
from citeformat.csl.variables import TYPES
from citeformat.record.name import Name
from citeformat.record.text.names import name_of, person_of
from citeformat.record.values.checks import is_missing
from citeformat.record.values.types import NEAREST_TYPES
from citeformat.record.works.markup import from_xml

__all__ = [
    "bare_doi", "date_point", "first", "formatted", "known_type", "listed", "mapping",
    "nearest_issn", "present", "split_name", "string", "with_subtitle",
]  # fmt: skip

_DOI_ADDRESS = re.compile(DOI_PREFIX, re.IGNORECASE)
_TYPES = {
    letters_and_digits(name): NEAREST_TYPES.get(name, name)
    for name in sorted({*TYPES, *NEAREST_TYPES})
}
"""What programs call a type, in letters alone -> CSL type."""
_END_OF_SENTENCE = ("?", "!", ":", ".", "…")


def known_type(name: str) -> str:
    """Return the CSL type that programs call by a name in any spelling, or `""`.

    >>> known_type("Journal Article"), known_type("poster")
    ('article-journal', '')
    """
    return _TYPES.get(letters_and_digits(name), "")


def mapping(value: Any) -> Mapping[str, Any]:
    """Return an object, or an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def listed(value: Any) -> Sequence[Any]:
    """Return the present items of a list; any other value is a list of one.

    >>> listed(["a", None]), listed("a"), listed(None)
    (['a'], ['a'], [])
    """
    items = value if isinstance(value, (list, tuple)) else [value]
    return [item for item in items if not is_missing(item) and item != ""]


def first(value: Any) -> Any:
    """Return the first present item of a list, or the value itself.

    >>> first(["", "Nature"]), first("Nature"), first([])
    ('Nature', 'Nature', None)
    """
    items = listed(value)
    return items[0] if items else None


def string(value: Any) -> str:
    """Return text on one line without entities, or `""` for anything that is not text.

    >>> string("Food &amp; drink "), string(None), string(3)
    ('Food & drink', '', '3')
    """
    if isinstance(value, str):
        return text_of(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def formatted(value: Any) -> Any:
    """Convert the markup of a text, or of each text of a list."""
    if isinstance(value, str):
        return from_xml(value)
    return [formatted(item) for item in value] if isinstance(value, list) else value


def present(item: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out the variables without a value, such as a page `n/a-n/a`."""
    return {
        variable: value
        for variable, value in item.items()
        if not is_missing(value)
        and value not in ("", [], {})
        and not (
            variable in ("volume", "issue", "page")
            and isinstance(value, str)
            and is_no_number(value)
        )
    }


def with_subtitle(title: Any, subtitle: Any) -> Any:
    """Join a title and its subtitle, unless the title ends with the subtitle already.

    >>> with_subtitle("TeX", "The program"), with_subtitle("Who?", "A story")
    ('TeX: The program', 'Who? A story')
    """
    if not isinstance(title, str) or not isinstance(subtitle, str) or not subtitle:
        return title or subtitle
    if title.casefold().endswith(subtitle.casefold()):
        return title
    return f"{title}{'' if title.endswith(_END_OF_SENTENCE) else ':'} {subtitle}"


def bare_doi(value: Any) -> str:
    """Return a DOI without the address before it.

    >>> bare_doi("https://doi.org/10.1000/182")
    '10.1000/182'
    """
    return _DOI_ADDRESS.sub("", string(value), count=1)


def date_point(value: Any) -> list[int]:
    """Return year, month and day of an object with `date-parts`, as far as they are numbers.

    >>> date_point({"date-parts": [[2020, 5, None]]}), date_point({"date-parts": [[None]]})
    ([2020, 5], [])
    """
    parts = first(mapping(value).get("date-parts"))
    numbers: list[int] = []
    for part in parts if isinstance(parts, (list, tuple)) else [parts]:
        number = string(part)
        if not number.lstrip("-").isdecimal() or (not numbers and int(number) == 0):
            break
        numbers.append(int(number))
    return numbers


def nearest_issn(given: Any, typed: Any) -> Any:
    """Choose one of several ISSNs or ISBNs: that of the printed edition, or the first.

    Args:
        given: The list of numbers.
        typed: A list of objects with `type` and `value`, or nothing.

    >>> nearest_issn(["1", "2"], [{"type": "electronic", "value": "1"},
    ...                           {"type": "print", "value": "2"}])
    '2'
    """
    numbers: Iterable[Any] = [
        one.get("value") for one in map(mapping, listed(typed)) if one.get("type") == "print"
    ]
    number = first([*numbers, *listed(given)])
    # Older answers have addresses, such as http://id.crossref.org/issn/1234-5678.
    return number.rsplit("/", 1)[-1] if isinstance(number, str) else number


def split_name(text: str) -> dict[str, Any]:
    """Split the name of a person, which may be written in either order.

    >>> split_name("Ludwig van Beethoven")
    {'family': 'Beethoven', 'given': 'Ludwig', 'non-dropping-particle': 'van'}
    >>> split_name("Maria Ana Rita Sofia Lopes")
    {'family': 'Lopes', 'given': 'Maria Ana Rita Sofia'}
    """
    try:
        name = person_of(text)
    except ValueError:  # it may be several names, but here it is one
        if "," in text:
            return (name_of(text) or Name()).to_csl()
        given, _, family = text.rpartition(" ")
        name = Name(family, given)
    return name.to_csl()
