"""Render the citations and lists of a project as one document.

In: what the documents cite and list. Out: a `RenderedSite`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from citeformat.engine.processor.citation import Citation, Cite
from citeformat.engine.processor.result import Bibliography, CitationText
from citeformat.errors import CiteformatError
from citeformat.integrations.sphinx.domain import (
    CiteDomain,
    CiteUse,
    ListUse,
    documents_in_order,
)
from citeformat.integrations.sphinx.filters import FilteredWork, is_chosen, parse_filter
from citeformat.integrations.sphinx.site import (
    RenderedCitation,
    RenderedEntry,
    RenderedList,
    RenderedSite,
)
from citeformat.interchange.bibtex.editing import BibFile
from citeformat.interchange.convert import convert
from citeformat.manuscripts import notes
from citeformat.manuscripts.grammar import FoundCite
from citeformat.manuscripts.library import Library, read_library
from citeformat.manuscripts.locators import split_suffix
from citeformat.manuscripts.settings import DEFAULT_STYLE
from citeformat.output.entry_ids import entry_id
from citeformat.record import Record
from citeformat.richtext.links import LINK
from citeformat.richtext.markup import MARKUP
from citeformat.richtext.spans import LEFT_MARGIN, RIGHT_INLINE, close_of
from citeformat.style import Style

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["render_project"]

logger = logging.getLogger(__name__)

_STYLES = {
    "alpha": "din-1505-2-alphanumeric",
    "unsrtalpha": "din-1505-2-alphanumeric",
    "plain": "ieee",
    "unsrt": "ieee",
}
"""A style of pybtex -> one of CSL that looks like it."""
_REFERENCE_STYLES = {
    "author_year": "chicago-author-date",
    "author_year_round": "chicago-author-date",
    "super": "nature",
}
_BRACKETS = {"(": ")", "[": "]"}


def render_project(app: Sphinx, env: BuildEnvironment, domain: CiteDomain) -> RenderedSite:
    """Render all documents of a project."""
    project = _Project(app, env, domain)
    site = project.rendered()
    site.has_warnings = project.has_warnings
    return site


@dataclass(slots=True)
class _Group:
    """Citations and lists with one prefix of keys: they share numbers and year suffixes."""

    prefix: str
    style: Style
    words: Mapping[str, str]
    is_note: bool
    citations: list[Citation] = field(default_factory=list)
    listed: dict[str, None] = field(default_factory=dict)
    texts: Sequence[CitationText] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the text of a citation: a citation of a group, or a text."""

    group: _Group
    index: int = -1
    """The number of its citation in the group."""
    role: str = ""
    key: str = ""
    text: str = ""


class _Project:
    """A project while it is rendered."""

    def __init__(self, app: Sphinx, env: BuildEnvironment, domain: CiteDomain) -> None:
        self.app = app
        self.env = env
        self.domain = domain
        self.config = app.config
        self.has_warnings = False
        self.docnames = documents_in_order(env)
        self.library, self.files = self.read()
        self.uses: dict[str, list[tuple[str, CiteUse]]] = {}
        """Key -> the citations of the work, with their documents."""
        self.prefixes = {
            listed.keyprefix for docname in self.docnames for listed in domain.lists(docname)
        } - {""}
        self.groups: dict[str, _Group] = {}
        self.bib_files: dict[str, BibFile] = {}
        """The files whose fields a filter asks for."""
        self.formal: dict[str, set[str]] = {}
        """Key -> the documents whose lists of citations have it."""
        self.next_number = 1
        """The number that continues the last enumerated list."""

    def warn(self, message: str, subtype: str, *place: Any) -> None:
        """Warn with the place in a document."""
        self.has_warnings = True
        logger.warning(message, location=place or None, type="bibtex", subtype=subtype)

    def read(self) -> tuple[Library, dict[str, Library]]:
        """Read the files: all together, and each by itself."""
        folder = self.app.confdir
        paths = []
        for name in self.config.bibtex_bibfiles:
            path = Path(folder, name)
            if path.is_file():
                paths.append(str(path))
            else:
                self.warn(f"could not open the bibliography {path}", "bibfile_error")
        try:
            library = read_library(paths)
        except CiteformatError as error:
            self.warn(str(error), "bibfile_data_error")
            library = Library()
        files = {}
        for name in paths:
            files[str(Path(name).resolve())] = library if len(paths) == 1 else read_library([name])
        return library, files

    def style(self, name: str = "") -> Style:
        """Load a style of CSL by its name, or by the name of a style of pybtex."""
        config = self.config
        if not name:
            reference = _REFERENCE_STYLES.get(config.bibtex_reference_style, "")
            name = config.citeformat_style or reference or config.bibtex_default_style
        is_of_pybtex = name in _STYLES
        name = _STYLES.get(name, name) or DEFAULT_STYLE
        if name.endswith(".csl") and Path(self.app.confdir, name).is_file():
            name = str(Path(self.app.confdir, name))
        locale = config.citeformat_locale or None
        if not locale and config.language and (config.language != "en" or is_of_pybtex):
            locale = config.language.replace("_", "-")
        try:
            return Style.load(name, locale=locale)
        except CiteformatError as error:
            self.warn(str(error), "style_error")
            return Style.load(DEFAULT_STYLE)

    def group(self, prefix: str) -> _Group:
        """Return the group of a prefix."""
        self.main_style()
        if prefix not in self.groups:
            main = self.groups[""]
            self.groups[prefix] = _Group(prefix, main.style, main.words, main.is_note)
        return self.groups[prefix]

    def main_style(self) -> Style:
        """Return the style of citations."""
        if "" not in self.groups:
            style = self.style()
            self.groups[""] = _Group("", style, style.locator_words, style.kind == "note")
        return self.groups[""].style

    def split(self, key: str) -> tuple[str, str]:
        """Split a key into the prefix of a list and the id of a record."""
        for prefix in sorted(self.prefixes, key=len, reverse=True):
            id = self.library.resolve(key.removeprefix(prefix))
            if key.startswith(prefix) and id in self.library:
                return prefix, id
        return "", self.library.resolve(key)

    def rendered(self) -> RenderedSite:
        """Render everything."""
        site = RenderedSite()
        parts: dict[tuple[str, str], list[_Part]] = {}
        for docname in self.docnames:
            for use in self.domain.cites(docname):
                parts[docname, use.id] = list(self.parts(docname, use))
        chosen = {
            (docname, listed.id): self.chosen(docname, listed)
            for docname in self.docnames
            for listed in self.domain.lists(docname)
        }
        for docname in self.docnames:
            for listed in self.domain.lists(docname):
                group = self.group(listed.keyprefix)
                group.listed.update(dict.fromkeys(chosen[docname, listed.id]))
        documents = {}
        for prefix, group in self.groups.items():
            wanted = [cite.id for each in group.citations for cite in each.cites]
            document = group.style.document(
                self.library.select([*wanted, *group.listed]), unknown="mark"
            )
            group.texts = document.process(group.citations)
            if not group.listed.keys() <= set(wanted):
                document.register(list(group.listed))
                group.texts = document.texts
            documents[prefix] = document
        for docname in self.docnames:
            for use in self.domain.cites(docname):
                text = self.joined(parts[docname, use.id])
                site.citations.setdefault(docname, {})[use.id] = text
            for listed in self.domain.lists(docname):
                ids = chosen[docname, listed.id]
                bibliography = self.bibliography(listed, ids, documents[listed.keyprefix])
                made = self.listed(docname, listed, bibliography, site)
                site.lists.setdefault(docname, {})[listed.id] = made
        self.footnotes(site)
        return site

    def parts(self, docname: str, use: CiteUse) -> Iterator[_Part]:
        """Add the citations of one use to the groups, and yield the parts of its text."""
        found = []
        for cite in use.cites:
            prefix, id = self.split(cite.id)
            if id not in self.library:
                message = f'could not find bibtex key "{cite.id}"'
                self.warn(message, "key_not_found", docname, use.line)
            else:
                self.uses.setdefault(prefix + id, []).append((docname, use))
            found.append((self.group(prefix), replace(cite, id=id)))
        role = use.role.removesuffix("s")
        if role == "empty":
            for group, cite in found:
                group.listed[cite.id] = None
        elif role in ("p", "alp", "label", "labelpar"):
            by_group: dict[str, list[FoundCite]] = {}
            for group, cite in found:
                by_group.setdefault(group.prefix, []).append(cite)
            for prefix, cites in by_group.items():
                yield self.added(self.group(prefix), cites, role)
        else:
            for group, cite in found:
                if role == "title":
                    record = self.library.get(cite.id)
                    title = MARKUP().sub("", str(record.title or "")) if record is not None else ""
                    yield _Part(group, -1, role, group.prefix + cite.id, title)
                else:
                    yield self.added(group, [cite], use.role)

    def added(self, group: _Group, found: Sequence[FoundCite], role: str) -> _Part:
        """Add a citation to a group."""
        words = group.words
        base = role.removesuffix("s")
        cites = []
        for cite in found:
            label, locator, suffix = split_suffix(cite.suffix, words)
            suppress = cite.suppress_author or base in ("year", "yearpar") or role in ("ts", "cts")
            cites.append(
                Cite(
                    cite.id,
                    locator=locator,
                    label=label if locator else "",
                    prefix=cite.prefix,
                    suffix=suffix,
                    suppress_author=suppress and not (base == "year" and cite.suppress_author),
                )
            )
        narrative = not cites[0].suppress_author and base in (
            "t", "ct", "author", "authorpar", "cauthor", "footauthor", "footcauthor"
        )  # fmt: skip
        group.citations.append(
            Citation(tuple(cites), mode="composite" if narrative else "", sort="between-prefixes")
        )
        key = group.prefix + found[0].id
        return _Part(group, len(group.citations) - 1, role, key)

    def joined(self, parts: Sequence[_Part]) -> RenderedCitation:
        """Return the text of a citation."""
        rich = ""
        keys: tuple[str, ...] = ()
        for part in parts:
            text = self.text(part)
            rich += (", " if rich else "") + text.rich
            keys += text.keys
        return RenderedCitation(rich, keys)

    def text(self, part: _Part) -> RenderedCitation:
        """Return the text of a part, with links."""
        group = part.group
        base = part.role.removesuffix("s")
        if part.index < 0:
            return _whole_link(part.text, part.key)
        text = group.texts[part.index]
        id = part.key[len(group.prefix) :]
        record = self.library.get(id)
        if record is None:
            return RenderedCitation(text.rich)
        if base in ("author", "authorpar", "cauthor", "footauthor", "footcauthor"):
            names = text.author.rich if text.author is not None else ""
            if part.role.endswith("s"):
                names = _all_names(record)
            if base.endswith("cauthor"):
                names = notes.note_text(names, group.style.locale.split("-")[0])
            names = f"({names})" if base == "authorpar" else names
            return (
                RenderedCitation(names) if base.startswith("foot") else _whole_link(names, part.key)
            )
        if base in ("year", "yearpar") and group.style.citation_format != "author-date":
            issued = record.issued
            year = str(issued.parts[0][0]) if issued is not None and issued.parts else "n.d."
            return _whole_link(f"({year})" if base == "yearpar" else year, part.key)
        linked = text.with_links("")
        rich = linked.rich
        if group.is_note:
            rich = notes.in_note(rich, narrative=text.author is not None)
            if text.author is not None:
                rich = text.author.rich + rich
        if base in ("alp", "label", "year"):
            rich = _without_brackets(rich)
        if part.role in ("ts", "cts"):
            rich = f"{_all_names(record)} {rich}"
        if base == "ct":
            rich = notes.note_text(rich, group.style.locale.split("-")[0])
        ids = {f"#{entry_id(cite.id, '')}": cite.id for cite in text.cites}
        keys = tuple(group.prefix + ids.get(target, "") for target in linked.targets)
        return RenderedCitation(rich, keys)

    def chosen(self, docname: str, listed: ListUse) -> list[str]:
        """Return the ids of the works of a list."""
        expression = parse_filter(listed.filter)
        sources = [self.files[file] for file in listed.files if file in self.files]
        for file in listed.files:
            if file not in self.files:
                message = f"{file} is not in bibtex_bibfiles, or could not be read"
                self.warn(message, "bibfile_error", docname, listed.line)
        ids = [id for source in sources for id in source] if listed.files else list(self.library)
        chosen = []
        warned = False
        for id in ids:
            docnames = {citing for citing, _ in self.uses.get(listed.keyprefix + id, ())}
            work = FilteredWork(id, docname, docnames, lambda id=id: self.fields(id))  # type: ignore[misc]
            try:
                is_listed = is_chosen(expression, work)
            except ValueError as error:
                if not warned:
                    message = f"syntax error in :filter: expression; {error}"
                    self.warn(message, "filter_syntax_error", docname, listed.line)
                    warned = True
                is_listed = bool(docnames)
            if is_listed or id in listed.keys:
                chosen.append(id)
        for key in listed.keys:
            if self.library.resolve(key) not in self.library:
                message = f'could not find bibtex key "{key}"'
                self.warn(message, "key_not_found", docname, listed.line)
        return chosen

    def fields(self, id: str) -> Mapping[str, str]:
        """Return the fields of an entry, as BibTeX has them, and its type."""
        record = self.library[id]
        entry = None
        if record.file.endswith(".bib"):
            if record.file not in self.bib_files:
                self.bib_files[record.file] = BibFile.open(record.file)
            entry = self.bib_files[record.file].get(id)
        if entry is None:
            entry = BibFile(str(convert([record], to="bibtex")).encode()).get(id)
        if entry is None:
            return {"type": record.type}
        return {
            **{name.lower(): value for name, value in entry.items()},
            "type": entry.type.lower(),
        }

    def bibliography(self, listed: ListUse, ids: list[str], document: Any) -> Bibliography:
        """Render a list."""
        if not ids:
            return Bibliography(())
        if listed.style:
            style = self.style(listed.style)
            if style.csl != self.main_style().csl:
                document = style.document(self.library.select(ids))
                document.register(ids)
        include = [{"field": "id", "value": ids}]
        made: Bibliography = document.bibliography(include=include)
        return made.with_links()

    def listed(
        self, docname: str, listed: ListUse, bibliography: Bibliography, site: RenderedSite
    ) -> RenderedList:
        """Give the entries of a list their ids and their links back."""
        entries = []
        template = self.config.bibtex_cite_id
        has_labels = self.main_style().citation_format in ("numeric", "label")
        labelprefix = listed.labelprefix if has_labels else ""
        for entry in bibliography.entries:
            key = listed.keyprefix + entry.id
            places = site.places.setdefault(key, {})
            id = template.format(bibliography_count=1, key=key) if template else f"ref-{key}"
            if places:
                id = f"{id}-in-{docname}-{listed.id}"
            id = entry_id(id, "")
            if listed.form == "citation":
                self.check_single(docname, listed, key)
            back: tuple[tuple[str, str], ...] = ()
            if not places:
                uses = self.uses.get(key, ())
                back = tuple(dict.fromkeys((citing, use.id) for citing, use in uses
                                           if use.role != "empty"))  # fmt: skip
            places.setdefault(docname, id)
            site.tooltips.setdefault(key, entry.text)
            if labelprefix:
                site.label_prefixes[key] = labelprefix
            entries.append(RenderedEntry(id, entry.rich, entry.targets, back))
        layout = bibliography.layout
        classes = ["hanging-indent"] if layout.hanging_indent else []
        classes += ["second-field-align"] if layout.second_field_align else []
        start = listed.start
        if start < 0:
            start = self.next_number
        if listed.form == "enumerated":
            self.next_number = max(start, 1) + len(entries)
        return RenderedList(
            tuple(entries), listed.form, listed.enumtype, start, labelprefix, tuple(classes)
        )

    def check_single(self, docname: str, listed: ListUse, key: str) -> None:
        """Warn if another list of citations has a work."""
        others = self.formal.setdefault(key, set())
        if docname in others:
            message = f'duplicate local citation for key "{key}"'
            self.warn(message, "duplicate_local_citation", docname, listed.line)
        elif others:
            message = f'duplicate citation for key "{key}"'
            self.warn(message, "duplicate_citation", docname, listed.line)
        others.add(docname)

    def footnotes(self, site: RenderedSite) -> None:
        """Render the works in footnotes."""
        wanted: dict[str, None] = {}
        for docname in self.docnames:
            for key, line in self.domain.foot(docname):
                id = self.library.resolve(key)
                if id not in self.library:
                    message = f'could not find bibtex key "{key}"'
                    self.warn(message, "key_not_found", docname, line)
                    continue
                wanted[key] = None
                site.foot_of[docname] = (*site.foot_of.get(docname, ()), key)
        if not wanted:
            return
        records = self.library.select(wanted)
        entries = {
            entry.id: entry for entry in self.main_style().bibliography(records).with_links()
        }
        for key in wanted:
            entry = entries[self.library.resolve(key)]
            site.foot[key] = (_without_margin(entry.rich), entry.targets)


def _whole_link(text: str, key: str) -> RenderedCitation:
    return RenderedCitation(f"{LINK}{text}{close_of(LINK)}" if text else "", (key,) if text else ())


def _without_brackets(rich: str) -> str:
    """Remove the brackets around a citation, inside of marks and links."""
    plain = CitationText(rich)
    if len(plain) < 2 or _BRACKETS.get(plain[0]) != plain[-1] or plain.count(plain[0]) != 1:
        return rich
    start, end = rich.index(plain[0]), rich.rindex(plain[-1])
    return rich[:start] + rich[start + 1 : end] + rich[end + 1 :]


def _without_margin(rich: str) -> str:
    """Remove the number of an entry."""
    if rich.startswith(LEFT_MARGIN):
        rich = rich.partition(close_of(LEFT_MARGIN))[2]
        rich = rich.replace(RIGHT_INLINE, "").replace(close_of(RIGHT_INLINE), "")
    return rich.strip()


def _all_names(record: Record) -> str:
    """Return the family names of all authors of a work, joined as in a sentence."""
    names = record.author or record.editor or ()
    words = [name.family or name.literal or "" for name in names]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
