"""The rendered texts of a project, as they are kept between builds."""

from __future__ import annotations

from dataclasses import dataclass, field

from citeformat.integrations.sphinx.log import LoggedWarning

__all__ = ["RenderedCitation", "RenderedEntry", "RenderedList", "RenderedSite"]


@dataclass(frozen=True, slots=True)
class RenderedCitation:
    """The text of a citation."""

    rich: str
    keys: tuple[str, ...] = ()
    """The work that each link in it leads to, with the prefix of its list."""


@dataclass(frozen=True, slots=True)
class RenderedEntry:
    """An entry of a list."""

    id: str
    rich: str
    targets: tuple[str, ...]
    backlinks: tuple[tuple[str, str], ...] = ()
    """The document and the anchor of each citation of the work."""


@dataclass(frozen=True, slots=True)
class RenderedList:
    """A list of a document."""

    entries: tuple[RenderedEntry, ...]
    form: str
    enumtype: str
    start: int
    labelprefix: str
    classes: tuple[str, ...]


@dataclass(slots=True)
class RenderedSite:
    """The texts of a project."""

    citations: dict[str, dict[str, RenderedCitation]] = field(default_factory=dict)
    """Document -> id -> text."""
    lists: dict[str, dict[str, RenderedList]] = field(default_factory=dict)
    foot: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Key -> the rich text of its footnote and the addresses of its links."""
    foot_of: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Document -> the works in its footnotes."""
    tooltips: dict[str, str] = field(default_factory=dict)
    places: dict[str, dict[str, str]] = field(default_factory=dict)
    """Key -> document -> the id of its entry there. The first document comes first."""
    label_prefixes: dict[str, str] = field(default_factory=dict)
    """Key -> what precedes its number."""
    warnings: tuple[LoggedWarning, ...] = ()
    """What was wrong."""
    made_of: object = None
    """What it was made of: settings, files, citations and lists."""

    def place(self, docname: str, key: str) -> tuple[str, str] | None:
        """Return the document and the id of the entry that a document links to."""
        places = self.places.get(key)
        if not places:
            return None
        other = docname if docname in places else next(iter(places))
        return other, places[other]

    def of(self, docname: str) -> object:
        """Return everything that the output of a document depends on."""
        citations = self.citations.get(docname, {})
        keys = {key for text in citations.values() for key in text.keys}
        links = {key: (self.place(docname, key), self.tooltips.get(key),
                       self.label_prefixes.get(key)) for key in keys}  # fmt: skip
        foot = [self.foot.get(key) for key in self.foot_of.get(docname, ())]
        return citations, self.lists.get(docname), links, foot
