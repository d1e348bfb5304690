"""The options of names, inherited from the style down to the element.

Source: CSL 1.0.2 specification, "Name options", "Inheritable Name Options".
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["INHERITED", "NameOptions"]


class NameOptions(NamedTuple):
    """How a list of names is written, with everything inherited and no attribute missing."""

    and_: str = ""
    """`"text"`, `"symbol"` or `""`."""
    delimiter: str = ", "
    delimiter_precedes_last: str = "contextual"
    delimiter_precedes_et_al: str = "contextual"
    et_al_min: int = 0
    """The number of names from which the list is abbreviated; 0: never."""
    et_al_use_first: int = 1
    et_al_use_last: bool = False
    et_al_subsequent_min: int = 0
    et_al_subsequent_use_first: int = 0
    form: str = "long"
    """`"long"`, `"short"` or `"count"`."""
    initialize: bool = True
    initialize_with: str | None = None
    initialize_with_hyphen: bool = True
    name_as_sort_order: str = ""
    """`"first"`, `"all"` or `""`."""
    sort_separator: str = ", "
    demote: str = "display-and-sort"
    """demote-non-dropping-particle: `"never"`, `"sort-only"` or `"display-and-sort"`."""
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
