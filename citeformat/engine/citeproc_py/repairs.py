"""What a style says and citeproc-py overlooks, put in words that it understands.

In: the root of a style that citeproc-py has parsed. Out: the same tree, changed. Each repair is a
rule of CSL 1.0.2 that holds for every style; rendering itself stays citeproc-py's.
"""

from __future__ import annotations

from typing import Any

__all__ = ["repair"]

_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"


def repair(root: Any) -> None:
    """Change the tree of a style where citeproc-py would read it wrongly."""
    _give_delimiters(root)
    _keep_given_names(root)
    for condition in root.iter(f"{_NAMESPACE}if", f"{_NAMESPACE}else-if"):
        _undo_disambiguation(condition)


def _give_delimiters(root: Any) -> None:
    """A localized date is joined by the delimiter of the locale's date format."""
    for date in root.iter(f"{_NAMESPACE}date"):
        form = date.get("form")
        if form is None or date.get("delimiter") is not None or date.is_locale_date():
            continue
        localized = date.get_date(form)
        if localized is not None and localized.get("delimiter"):
            date.set("delimiter", localized.get("delimiter"))


def _keep_given_names(root: Any) -> None:
    """`initialize="false"` leaves given names whole; citeproc-py looks at `initialize-with` only.

    Where the whole style gives it, it is given to each name instead that is to have it.
    """
    inherited = root.attrib.pop("initialize-with", None)
    for names in root.iter(f"{_NAMESPACE}names") if inherited is not None else ():
        in_substitute = names.getparent().tag == f"{_NAMESPACE}substitute"
        if names.find(f"{_NAMESPACE}name") is None and not in_substitute:
            names.insert(0, names.makeelement(f"{_NAMESPACE}name"))
    for name in root.iter(f"{_NAMESPACE}name"):
        if name.get("initialize") == "false":
            name.attrib.pop("initialize-with", None)
        elif inherited is not None and name.get("initialize-with") is None:
            name.set("initialize-with", inherited)


def _undo_disambiguation(condition: Any) -> None:
    """`disambiguate="true"` holds where two cites look alike, and citeproc-py never finds out.

    It takes a condition without tests for true. A type that no record has makes it false.
    """
    if condition.get("disambiguate") == "true" and "type" not in condition.attrib:
        condition.set("type", "-")
