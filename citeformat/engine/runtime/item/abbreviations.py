"""Abbreviations of titles, journals, places and institutions, as pandoc and citeproc-js read them.

In: the JSON of an abbreviation file. Out: the short form of a value, which styles print where they
ask for `form="short"`. A record's own short form comes first.

Source: pandoc's manual, "citation-abbreviations"; citeproc-js, "Abbreviations".
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from citeformat._util.files import reason_of
from citeformat.csl.variables import KIND
from citeformat.errors import SourceError

__all__ = ["Abbreviations"]

_DEFAULT = "default"
"""The jurisdiction of records that have none."""

_CATEGORIES = {
    "original-title": ("title",),
    "reviewed-title": ("title",),
    "archive-place": ("place",),
    "event-place": ("place",),
    "jurisdiction": ("place",),
    "original-publisher-place": ("place",),
    "publisher-place": ("place",),
    "authority": ("institution-entire", "institution-part"),
    "original-publisher": ("institution-entire", "institution-part"),
    "publisher": ("institution-entire", "institution-part"),
}
"""A variable -> the categories of citeproc-js that it may be listed in, after its own name."""


class Abbreviations:
    """Short forms of values.

    Args:
        table: Jurisdiction -> variable or category -> full form -> short form, as in the files of
            pandoc and citeproc-js. Records without a jurisdiction are in `"default"`.

    Raises:
        SourceError: The table has another form.

    >>> table = {"default": {"container-title": {"Lloyd's Law Reports": "Lloyd's Rep"}}}
    >>> Abbreviations(table).short_form("container-title", "Lloyd's Law Reports")
    "Lloyd's Rep"
    """

    __slots__ = ("_forms", "variables")

    variables: tuple[str, ...]
    """The variables that may have a short form."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        forms: dict[tuple[str, str, str], str] = {}
        categories = set()
        for jurisdiction, category, full, short in _rows(table):
            forms.setdefault((jurisdiction, category, _key(full)), short)
            categories.add(category)
        self._forms = MappingProxyType(forms)
        self.variables = tuple(
            variable
            for variable, kind in KIND.items()
            if kind == "text" and not categories.isdisjoint((variable, *_categories(variable)))
        )

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Abbreviations:
        """Read a file of abbreviations.

        Raises:
            SourceError: The file cannot be read, or it is not a table of abbreviations.
        """
        import json  # a style without abbreviations does not need it

        name = os.fspath(path)
        try:
            table = json.loads(Path(path).read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError) as error:
            raise SourceError(f"{name} cannot be read: {reason_of(error)}") from None
        try:
            return cls(table)
        except SourceError as error:
            raise SourceError(f"{name}: {error}") from None

    def short_form(self, variable: str, value: str, jurisdiction: str = "") -> str:
        """Return the short form of a value, or `""`.

        Args:
            variable: The CSL variable.
            value: Its value. Case, full stops and the number of blanks do not count.
            jurisdiction: The jurisdiction of the record, such as `"us"`.
        """
        key = _key(value)
        for place in (jurisdiction.lower(), _DEFAULT):
            for category in (variable, *_categories(variable)):
                short = self._forms.get((place, category, key))
                if short is not None:
                    return short
        return ""

    def __reduce__(self) -> tuple[Any, ...]:
        table: dict[str, dict[str, dict[str, str]]] = {}
        for (jurisdiction, category, full), short in self._forms.items():
            table.setdefault(jurisdiction, {}).setdefault(category, {})[full] = short
        return type(self), (table,)

    def __repr__(self) -> str:
        return f"<Abbreviations: {len(self._forms)}>"


def _rows(table: Any) -> Iterator[tuple[str, str, str, str]]:
    """Yield jurisdiction, category, full form and short form of each abbreviation."""
    if not isinstance(table, Mapping):
        raise SourceError('a table of abbreviations is an object with the key "default"')
    for jurisdiction, categories in table.items():
        if not isinstance(categories, Mapping):
            raise SourceError(f"the abbreviations of {jurisdiction!r} are not an object")
        for category, forms in categories.items():
            if not isinstance(forms, Mapping):
                continue  # such as the name of the list
            for full, short in forms.items():
                if isinstance(short, str) and short:
                    yield jurisdiction.lower(), category, full, short


def _categories(variable: str) -> tuple[str, ...]:
    return _CATEGORIES.get(variable, ())


def _key(text: str) -> str:
    return " ".join(text.replace(".", " ").casefold().split())
