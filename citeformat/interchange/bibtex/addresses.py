"""Find the addresses, and the dates of visits, that people write into `howpublished` and `note`."""

from __future__ import annotations

import re
from typing import NamedTuple

from citeformat.interchange.latex.commands import verbatim
from citeformat.record.text.dates import VISITED

__all__ = ["AddressInText", "address_in", "visit_in"]

_ADDRESS = re.compile(
    r"(?:\{?\\(?:url|path|nolinkurl|burl|texttt)\s*\{([^{}]+)\}\}?|\\verb\|([^|]+)\|"
    r"|(https?://(?:[^\s{}<>]|\{[^\s{}]*\})+)"
    r"|(?:<|\\textless(?:\{\}|\s))\s*(https?://[^\s{}<>\\]+)\s*(?:>|\\textgreater(?:\{\})?)"
    r"|\\href\s*\{((?:[^{}]|\{[^{}]*\})+)\}\s*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})[.;]?\Z"
)
"""An address at the end of a field; one of the groups has it."""

_ANNOUNCEMENT = re.compile(
    r"[\[(]?(?:(?:available|online|retrieved|accessed|published|see|at|from|on|via|ur[li]|link"
    r"|web\s?(?:page|site)?|internet)\b[\s:;,.\])]*)*\Z",
    re.IGNORECASE,
)
"""Words before an address that say only that it is one."""

_VISIT = re.compile(
    rf"[\s,.;]*[(\[]?(?:online[\s;:,.]*)?{VISITED}(?:\s+on)?:?\s+"
    r"(?=\D{0,20}\d)([^(){}\[\]]{4,30})[)\]]?\.?\Z",
    re.IGNORECASE,
)
"""The date of a visit after an address."""

_LONGEST = 1000
"""A longer text is more than an address. The patterns take quadratic time."""


class AddressInText(NamedTuple):
    """A text that ends with an address."""

    before: str
    """The TeX source before the address, or `""` if it only announces the address."""
    url: str
    """The address."""
    visited: str
    """The TeX source of the date when the address was visited, or `""`."""


def address_in(source: str) -> AddressInText | None:
    """Find the address at the end of a field, or before the date of a visit.

    Args:
        source: The TeX source of `howpublished` or `note`.

    >>> address_in(r"Blog of Ann, \\url{http://example.org} (accessed 5 May 2019)")
    AddressInText(before='Blog of Ann', url='http://example.org', visited='5 May 2019')
    >>> address_in("Available at: http://example.org").before
    ''
    """
    if len(source) > _LONGEST:
        return None
    visit = _VISIT.search(source) if "://" in source else None
    text = source[: visit.start()] if visit is not None else source
    address = _ADDRESS.search(text)
    if address is None:
        return None
    before = "" if _ANNOUNCEMENT.match(text, 0, address.start()) else text[: address.start()]
    if before.count("{") != before.count("}") or "://" in before:
        return None
    url = verbatim(next(filter(None, address.groups())))
    return AddressInText(before.rstrip(" \n\t,:;.([-"), url, visit[1] if visit is not None else "")


def visit_in(source: str) -> str:
    """Return the date of a visit, if the field says nothing else.

    >>> visit_in("[Online; accessed 5-May-2019]"), visit_in("accessed often")
    ('5-May-2019', '')
    """
    visit = _VISIT.match(source) if len(source) <= _LONGEST else None
    return visit[1] if visit is not None else ""
