"""The options of names, which elements inherit from the style.

Out: `NameOptions`, the value that the runtime reads, and `INHERITED`, the attributes of cs:style,
cs:citation and cs:bibliography that set them.

Source: CSL 1.0.2 specification, "Name options", "Inheritable Name Options".
"""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = [
    "INHERITED", "And", "DelimiterPrecedes", "DemoteParticle", "NameAsSortOrder", "NameForm",
    "NameOptions",
]  # fmt: skip

And = Literal["", "text", "symbol"]
DelimiterPrecedes = Literal["contextual", "after-inverted-name", "always", "never"]
NameForm = Literal["long", "short", "count"]
NameAsSortOrder = Literal["", "first", "all"]
DemoteParticle = Literal["never", "sort-only", "display-and-sort"]
"""The values of demote-non-dropping-particle."""


class NameOptions(NamedTuple):
    """How a list of names is written: all attributes, inherited ones included.

    >>> NameOptions(and_="symbol").delimiter_precedes_last
    'contextual'
    """

    and_: And = ""
    delimiter: str = ", "
    delimiter_precedes_last: DelimiterPrecedes = "contextual"
    delimiter_precedes_et_al: DelimiterPrecedes = "contextual"
    et_al_min: int = 0
    """The number of names from which the list is abbreviated; 0: never."""
    et_al_use_first: int | None = None
    """How many names an abbreviated list shows; `None`: the list is never abbreviated."""
    et_al_use_last: bool = False
    et_al_subsequent_min: int = 0
    et_al_subsequent_use_first: int = 0
    form: NameForm = "long"
    initialize: bool = True
    initialize_with: str | None = None
    initialize_with_hyphen: bool = True
    name_as_sort_order: NameAsSortOrder = ""
    sort_separator: str = ", "
    demote: DemoteParticle = "display-and-sort"
    """demote-non-dropping-particle."""
    names_delimiter: str = ""


INHERITED = {
    "and": "and",
    "delimiter-precedes-et-al": "delimiter-precedes-et-al",
    "delimiter-precedes-last": "delimiter-precedes-last",
    "et-al-min": "et-al-min",
    "et-al-subsequent-min": "et-al-subsequent-min",
    "et-al-subsequent-use-first": "et-al-subsequent-use-first",
    "et-al-use-first": "et-al-use-first",
    "et-al-use-last": "et-al-use-last",
    "initialize": "initialize",
    "initialize-with": "initialize-with",
    "name-as-sort-order": "name-as-sort-order",
    "name-delimiter": "delimiter",
    "name-form": "form",
    "names-delimiter": "names-delimiter",
    "sort-separator": "sort-separator",
}
"""An attribute of cs:style, cs:citation or cs:bibliography -> the attribute that it sets on
cs:name (or cs:names)."""
