"""The name of a person or institution, in the parts of CSL-JSON.

Source: CSL 1.0.2 specification, "Names" and "Name-part formatting".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from citeformat._util.text import FALSE
from citeformat.errors import RecordError

__all__ = ["Name"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name. Missing parts are `""`. A name of one part is a `family` name or `literal`.

    Raises:
        RecordError: A part is not text.

    >>> Name(family="Beethoven", given="Ludwig", non_dropping_particle="van")
    Name('van Beethoven, Ludwig')
    """

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    """A particle that is dropped when only the family name is shown ("de" in "de Bruijn")."""
    non_dropping_particle: str = ""
    suffix: str = ""
    """"Jr.", "III" and the like."""
    literal: str = ""
    """The whole name of an institution, which is never split."""
    comma_suffix: bool = False
    """Whether a comma precedes the suffix when the given name comes first."""
    static_ordering: bool = False
    """Whether the family name always comes first, as in Chinese."""
    extra: tuple[tuple[str, Any], ...] = field(default=(), hash=False)
    """Keys that CSL-JSON does not define (an ORCID, say), as sorted pairs."""

    def __post_init__(self) -> None:
        if not (
            self.family.__class__ is str is self.given.__class__ is self.literal.__class__
            is self.dropping_particle.__class__ is self.non_dropping_particle.__class__
            is self.suffix.__class__ and self.extra.__class__ is tuple
        ):  # fmt: skip
            self._convert_parts()

    def _convert_parts(self) -> None:
        """Convert what a program gave for the parts. `None` and NaN are missing parts."""
        for attribute in _TEXT_PARTS.values():
            part: object = getattr(self, attribute)
            if part.__class__ is str:
                continue
            if part is None or (isinstance(part, float) and part != part):
                text = ""
            elif isinstance(part, str):
                text = str.__str__(part)
            elif isinstance(part, int) and not isinstance(part, bool):
                text = str(part)
            else:
                raise RecordError(f"the part {attribute} of a name must be text, not {part!r}")
            object.__setattr__(self, attribute, text)
        extra: Any = self.extra
        if isinstance(extra, Mapping):
            extra = sorted(extra.items(), key=lambda pair: str(pair[0]))
        object.__setattr__(self, "extra", tuple(extra or ()))

    @classmethod
    def from_csl(cls, value: Mapping[str, Any]) -> Name:
        """Make a name from a CSL-JSON name object.

        Args:
            value: An object with `family`, `given`, `literal` ...; text values may be numbers.
                `name` is read as `literal` if there is no other part.

        Returns:
            The name. Keys that CSL-JSON does not define are in `extra`.

        Raises:
            RecordError: `value` is not an object.

        >>> Name.from_csl({"literal": "World Health Organization"})
        Name('World Health Organization')
        """
        if not isinstance(value, Mapping):
            raise RecordError(f"a name must be an object, not {value!r}")
        arguments: dict[str, Any] = {}
        extra: list[tuple[str, Any]] = []
        for key, part in value.items():
            if key in _ATTRIBUTES:  # as Python spells it
                key = _ATTRIBUTES[key]
            if key in _TEXT_PARTS:
                if part is not None:
                    arguments[_TEXT_PARTS[key]] = part if isinstance(part, str) else str(part)
            elif key in _FLAGS:
                arguments[_FLAGS[key]] = part not in FALSE
            else:
                extra.append((key, part))
        if "name" in value and not any(map(value.get, _TEXT_PARTS)):
            whole = value["name"]
            if isinstance(whole, str):
                arguments["literal"] = whole
                extra.remove(("name", whole))
        if extra:
            arguments["extra"] = tuple(sorted(extra, key=lambda pair: str(pair[0])))
        return cls(**arguments)

    def to_csl(self) -> dict[str, Any]:
        """Return the CSL-JSON object of this name, without empty parts.

        >>> Name(family="Knuth", given="Donald E.").to_csl()
        {'family': 'Knuth', 'given': 'Donald E.'}
        """
        result: dict[str, Any] = {}
        for key, attribute in (_TEXT_PARTS | _FLAGS).items():
            part = getattr(self, attribute)
            if part:
                result[key] = part
        result.update(self.extra)
        return result

    @property
    def unknown_keys(self) -> list[str]:
        """The keys in `extra` that may have been meant as a part of the name.

        >>> Name.from_csl({"surname": "Knuth", "ORCID": "0000-0001"}).unknown_keys
        ['surname']
        """
        return [key for key, _ in self.extra if key not in _METADATA]

    def __bool__(self) -> bool:
        """Return whether the name has a part with text; without one, it is not printed."""
        return bool(f"{self.literal}{self.family}{self.given}".strip())

    def __str__(self) -> str:
        if self.literal:
            return self.literal
        family = f"{self.non_dropping_particle} {self.family}".strip()
        given = f"{self.given} {self.dropping_particle}".strip()
        return ", ".join(part for part in (family, given, self.suffix) if part)

    def __repr__(self) -> str:
        return f"Name({str(self)!r})"


_TEXT_PARTS = {
    "family": "family",
    "given": "given",
    "dropping-particle": "dropping_particle",
    "non-dropping-particle": "non_dropping_particle",
    "suffix": "suffix",
    "literal": "literal",
}
_METADATA = frozenset(
    "ORCID orcid authenticated-orcid affiliation sequence role isInstitution parse-names"
    " multi".split()
)
"""Keys that Crossref, citeproc-js and others add to a name, and that are not a part of it."""
_FLAGS = {"comma-suffix": "comma_suffix", "static-ordering": "static_ordering"}
_ATTRIBUTES = {
    attribute: key for key, attribute in (_TEXT_PARTS | _FLAGS).items() if attribute != key
}
