"""References, and the citations that name them.

A reference is a dictionary from variables, spelled as Python names, to values. Its items are
attributes too: `reference.title` is `reference["title"]`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citeformat.compat.citeproc.frontend import CitationStylesBibliography

__all__ = [
    "BibliographySource",
    "Citation",
    "CitationItem",
    "Date",
    "DateRange",
    "LiteralDate",
    "Locator",
    "Name",
    "Reference",
    "VariableError",
]


class VariableError(KeyError, AttributeError):
    """A reference, name, date or citation has no item of this name."""

    def __str__(self) -> str:
        return f"there is no {self.args[0]!r}"


class _Items(dict[str, Any]):
    """A dictionary whose items are attributes too."""

    def __getattr__(self, name: str) -> Any:
        return self[name]

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __missing__(self, name: str) -> Any:
        raise VariableError(name)


class _Linked(_Items):
    """Items that refer to each other in a circle, so that only an object equals itself."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__  # type: ignore[assignment]


class Reference(_Items):
    """A bibliographic record.

    Args:
        key: Its key.
        type: Its CSL type, such as `"article-journal"`.
        args: Its variables, spelled as Python names. Values are text, numbers, lists of `Name`,
            or dates.

    >>> reference = Reference("knuth1984", "book", title="The TeXbook", issued=Date(year=1984))
    >>> reference.title, reference["issued"].year
    ('The TeXbook', 1984)
    """

    def __init__(self, key: str, type: str, **args: Any) -> None:
        super().__init__(key=key, type=type, **args)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self['key']})"


class Name(_Items):
    """The name of a person or of an institution.

    Args:
        args: `literal` alone, or `family`, `given`, `suffix` and the particles, which are spelled
            with hyphens as in CSL-JSON.

    >>> Name(family="Beethoven", given="Ludwig", **{"dropping-particle": "van"}).parts()
    ('Ludwig', 'Beethoven', 'van', None, None)
    """

    def __init__(self, **args: Any) -> None:
        super().__init__(args)

    def parts(self) -> tuple[Any, Any, Any, Any, Any]:
        """Return given name, family name or literal, particles (dropping, non-dropping), suffix."""
        if "literal" in self:
            return None, self["literal"], None, None, None
        keys = ("given", "family", "dropping-particle", "non-dropping-particle", "suffix")
        given, family, dropping, non_dropping, suffix = map(self.get, keys)
        return given, family, dropping, non_dropping, suffix


class Date(_Items):
    """A date.

    Args:
        args: `year`, and perhaps `month`, `day`, `season` and `circa`. Digits become numbers.

    Raises:
        TypeError: There is no year, or a day without a month.
    """

    def __init__(self, **args: Any) -> None:
        if "year" not in args:
            raise TypeError("a date needs a year")
        if "day" in args and "month" not in args:
            raise TypeError("a date with a day needs a month")
        super().__init__({"circa": False, **{name: _number(args[name]) for name in args}})

    def sort_key(self) -> str:
        """Return a text by which dates sort."""
        return f"{self['year'] + 10000:05}{self.get('month', 0):02}{self.get('day', 0):02}"

    def is_nil(self) -> bool:
        """Return whether year, month and day are 0."""
        return not (self["year"] or self.get("month", 0) or self.get("day", 0))


def _number(value: Any) -> Any:
    try:
        return int(value)
    except (TypeError, ValueError):
        return value


class LiteralDate(_Items):
    """A date in words.

    Args:
        text: The words.
        args: Perhaps `circa`.
    """

    def __init__(self, text: str, **args: Any) -> None:
        super().__init__({"circa": False, "text": text, **args})

    def sort_key(self) -> str:
        """Return a text by which dates sort."""
        return str(self["text"])


class DateRange(_Items):
    """The time between two dates.

    Args:
        args: `begin`, and perhaps `end` and `circa`.

    Raises:
        TypeError: There is no begin.
    """

    def __init__(self, **args: Any) -> None:
        if "begin" not in args:
            raise TypeError("a range of dates needs a begin")
        super().__init__({"circa": False, **args})

    def sort_key(self) -> str:
        """Return a text by which dates sort."""
        end = self.get("end", Date(year=0))
        return f"{self['begin'].sort_key()}-{end.sort_key()}"


class Locator:
    """A place in a work.

    Args:
        label: What it counts, such as `"page"`.
        identifier: The place, such as `"12-14"`.
    """

    def __init__(self, label: str, identifier: str) -> None:
        self.label = label
        self.identifier = identifier


class CitationItem(_Linked):
    """One work in a citation.

    Args:
        key: The key of its reference, in any case.
        bibliography: Not used.
        args: Perhaps `locator` (a `Locator`, or the number of a page), `prefix` and `suffix`. The
            prefix ends in a blank if one is wanted, and the suffix begins with one.
    """

    def __init__(
        self, key: str, bibliography: CitationStylesBibliography | None = None, **args: Any
    ) -> None:
        super().__init__(args)
        self["key"] = str(key).lower()
        self["id"] = str(key)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self['key']})"

    @property
    def bibliography(self) -> CitationStylesBibliography:
        """The bibliography at which its citation was registered."""
        made: CitationStylesBibliography = self["citation"].bibliography
        return made

    @property
    def reference(self) -> Reference:
        """Its reference."""
        found: Reference = self.bibliography.source[self["id"]]
        return found

    @property
    def number(self) -> int:
        """Its number in the bibliography."""
        return self.bibliography.keys.index(self["key"]) + 1

    @property
    def has_locator(self) -> bool:
        """Whether it has a locator."""
        return "locator" in self

    def is_bad(self) -> bool:
        """Return whether the bibliography has no reference of its key."""
        return self["key"] not in self.bibliography.keys


class Citation(_Linked):
    """The works that are cited in one place.

    Args:
        cites: The works.
        kwargs: Anything that the program wants to keep with the citation.
    """

    def __init__(self, cites: Iterable[CitationItem], **kwargs: Any) -> None:
        super().__init__(kwargs)
        self["cites"] = list(cites)
        for cite in self["cites"]:
            cite["citation"] = self

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(cite['key'] for cite in self['cites'])})"


class BibliographySource(dict[str, Reference]):
    """References by their keys. A key is found in any case.

    The keys are in lower case, unless two of them differ only in case.

    >>> source = BibliographySource()
    >>> source.add(Reference("Knuth1984", "book"))
    >>> source["Knuth1984"], "KNUTH1984" in source, list(source)
    (Reference(Knuth1984), True, ['knuth1984'])
    """

    def add(self, entry: Reference) -> None:
        """Add a reference. It replaces one with the same key."""
        key = str(entry["key"])
        folded = key.lower()
        other = dict.get(self, folded)
        if isinstance(other, Reference) and other["key"] != key:
            # The keys differ in case only, so both are kept as they are written.
            del self[folded]
            dict.__setitem__(self, str(other["key"]), other)
            folded = key
        dict.__setitem__(self, folded, entry)

    def __missing__(self, key: str) -> Reference:
        found = self.find(key)
        if found is None:
            raise KeyError(key)
        return self[found]

    def __contains__(self, key: object) -> bool:
        return self.find(key) is not None

    def get(self, key: str, default: Any = None) -> Any:
        """Return the reference of a key, or the default."""
        try:
            return self[key]
        except KeyError:
            return default

    def find(self, key: object) -> str | None:
        """Find a key that may be written in another case, or return `None`."""
        written = str(key)
        folded = written.lower()
        for each in (written, folded):
            if dict.__contains__(self, each):
                return each
        return next((each for each in self if each.lower() == folded), None)
