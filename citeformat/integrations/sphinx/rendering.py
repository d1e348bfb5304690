"""Render the citations and lists of a project as one document.

In: what the documents cite and list. Out: a `RenderedSite`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from citeformat.document import Document
from citeformat.engine.processor.citation import Citation
from citeformat.engine.processor.result import CitationText
from citeformat.errors import Problem
from citeformat.integrations.sphinx.domain import CiteDomain, CiteUse, documents_in_order
from citeformat.integrations.sphinx.lists import Lists
from citeformat.integrations.sphinx.log import WarningLog
from citeformat.integrations.sphinx.roles import (
    TOGETHER,
    citation_of,
    rendered_role,
    rendered_title,
)
from citeformat.integrations.sphinx.site import RenderedCitation, RenderedSite
from citeformat.integrations.sphinx.sources import Sources
from citeformat.manuscripts.grammar import FoundCite
from citeformat.richtext.spans import LEFT_MARGIN, RIGHT_INLINE, close_of
from citeformat.style import Style

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["render_project"]


def render_project(app: Sphinx, env: BuildEnvironment, domain: CiteDomain) -> RenderedSite:
    """Render all documents of a project."""
    log = WarningLog()
    project = _Project(Sources(Path(app.confdir), app.config, log), domain, documents_in_order(env))
    site = project.rendered()
    site.warnings = tuple(log.warnings)
    return site


@dataclass(slots=True)
class _Group:
    """Citations and lists with one prefix of keys: they share numbers and year suffixes."""

    prefix: str
    style: Style
    words: Mapping[str, str]
    """The words for locators."""
    citations: list[Citation] = field(default_factory=list)
    listed: dict[str, None] = field(default_factory=dict)
    texts: Sequence[CitationText] = ()

    def document(self, sources: Sources) -> Document:
        """Render the citations. Works that are only listed are numbered after those cited."""
        cited = dict.fromkeys([cite.id for each in self.citations for cite in each.cites])
        works = cited | self.listed
        document = self.style.document(sources.library.select(works), unknown="mark")
        if len(works) > len(cited):
            document.register([id for id in works if id in sources.library], sort=False)
        self.texts = document.process(self.citations)
        return document


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the text of a role: a citation of a group, or a title."""

    group: _Group
    role: str
    id: str
    """The first work."""
    index: int = -1
    """The number of its citation in the group."""


class _Project:
    """A project while it is rendered."""

    def __init__(self, sources: Sources, domain: CiteDomain, docnames: Sequence[str]) -> None:
        self.sources = sources
        self.library = sources.library
        self.log = sources.log
        self.domain = domain
        self.docnames = docnames
        style = sources.style()
        self.groups = {"": _Group("", style, style.locator_words)}
        """Prefix -> its group. The first one is that of the project."""
        self.uses: dict[str, list[tuple[str, CiteUse]]] = {}
        """Key -> the citations of the work, with their documents."""
        self.problems: list[Problem] = []
        """What was wrong with the texts of works."""
        prefixes = {use.keyprefix for docname in docnames for use in domain.lists(docname)} - {""}
        self.prefixes = sorted(prefixes, key=len, reverse=True)

    def group(self, prefix: str) -> _Group:
        """Return the group of a prefix."""
        if prefix not in self.groups:
            main = self.groups[""]
            self.groups[prefix] = _Group(prefix, main.style, main.words)
        return self.groups[prefix]

    def split(self, key: str) -> tuple[str, str]:
        """Split a key into the prefix of a list and the id of a record."""
        for prefix in self.prefixes:
            id = self.library.resolve(key.removeprefix(prefix))
            if key.startswith(prefix) and id in self.library:
                return prefix, id
        return "", self.library.resolve(key)

    def rendered(self) -> RenderedSite:
        """Render everything."""
        site = RenderedSite()
        parts = {
            (docname, use.id): list(self.parts(docname, use))
            for docname in self.docnames
            for use in self.domain.cites(docname)
        }
        lists = Lists(self.sources, self.uses, self.sources.config.bibtex_cite_id)
        places = [(docname, use) for docname in self.docnames for use in self.domain.lists(docname)]
        chosen = [lists.works(docname, use) for docname, use in places]
        for (_, use), ids in zip(places, chosen, strict=True):
            self.group(use.keyprefix).listed.update(dict.fromkeys(ids))
        documents = {prefix: group.document(self.sources) for prefix, group in self.groups.items()}
        for group in self.groups.values():
            # Unknown keys have warnings of their own.
            self.problems += [problem for text in group.texts for problem in text.problems
                              if problem.record in self.library]  # fmt: skip
        for (docname, id), own in parts.items():
            site.citations.setdefault(docname, {})[id] = self.joined(own)
        main = self.groups[""].style
        has_labels = main.citation_format in ("numeric", "label")
        of_styles = [*main.problems]
        for (docname, use), ids in zip(places, chosen, strict=True):
            style = self.sources.style(use.style, (docname, use.line)) if use.style else main
            made = lists.bibliography(ids, style, documents[use.keyprefix], main)
            self.problems += made.problems
            of_styles += style.problems
            site.lists.setdefault(docname, {})[use.id] = lists.rendered(
                docname, use, made, site, has_labels=has_labels
            )
        self.footnotes(site)
        works = {id for group in self.groups.values() for id in group.listed}
        works |= {cite.id for group in self.groups.values() for each in group.citations
                  for cite in each.cites}  # fmt: skip
        problems = [*self.library.problems_of(works), *self.problems]
        self.log.report(problems, "bibfile_data_error")
        self.log.report(of_styles, "style_data_error")
        return site

    def parts(self, docname: str, use: CiteUse) -> Iterator[_Part]:
        """Add the citations of one role to the groups, and yield the parts of its text."""
        by_prefix: dict[str, list[FoundCite]] = {}
        base = use.role.removesuffix("s")
        for cite in use.cites:
            prefix, id = self.split(cite.id)
            if id in self.library:
                self.uses.setdefault(prefix + id, []).append((docname, use))
            else:
                self.sources.warn_of_key(cite.id, (docname, use.line))
            own = replace(cite, id=id)
            if base == "empty":
                self.group(prefix).listed[id] = None
            elif base in TOGETHER:
                by_prefix.setdefault(prefix, []).append(own)
            elif base == "title":
                yield _Part(self.group(prefix), use.role, id)
            else:
                yield self.added(prefix, [own], use.role)
        for prefix, cites in by_prefix.items():
            yield self.added(prefix, cites, use.role)

    def added(self, prefix: str, cites: Sequence[FoundCite], role: str) -> _Part:
        """Add a citation to its group."""
        group = self.group(prefix)
        group.citations.append(citation_of(cites, role, group.words))
        return _Part(group, role, cites[0].id, len(group.citations) - 1)

    def joined(self, parts: Sequence[_Part]) -> RenderedCitation:
        """Return the text of a role."""
        texts = [self.text(part) for part in parts]
        if len(texts) == 1:
            return texts[0]
        return RenderedCitation(
            ", ".join([text.rich for text in texts]),
            tuple([key for text in texts for key in text.keys]),
        )

    def text(self, part: _Part) -> RenderedCitation:
        """Return the text of a part, with links."""
        group = part.group
        key = group.prefix + part.id
        record = self.library.get(part.id)
        if part.index < 0:
            return rendered_title(record, key)
        text = group.texts[part.index]
        return rendered_role(part.role, text, key, group.prefix, record, group.style)

    def footnotes(self, site: RenderedSite) -> None:
        """Render the works in footnotes."""
        wanted: dict[str, None] = {}
        for docname in self.docnames:
            for key, line in self.domain.foot(docname):
                if self.library.resolve(key) not in self.library:
                    self.sources.warn_of_key(key, (docname, line))
                    continue
                wanted[key] = None
                site.foot_of[docname] = (*site.foot_of.get(docname, ()), key)
        if not wanted:
            return
        made = self.groups[""].style.bibliography(self.library.select(wanted)).with_links()
        self.problems += made.problems
        entries = {entry.id: entry for entry in made}
        for key in wanted:
            entry = entries[self.library.resolve(key)]
            site.foot[key] = (_without_margin(entry.rich), entry.targets)


def _without_margin(rich: str) -> str:
    """Remove the number of an entry."""
    if rich.startswith(LEFT_MARGIN):
        rich = rich.partition(close_of(LEFT_MARGIN))[2]
        rich = rich.replace(RIGHT_INLINE, "").replace(close_of(RIGHT_INLINE), "")
    return rich.strip()
