"""The lists of a project: which works they have, and the ids and the links of their entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set

from citeformat.document import Document
from citeformat.engine.processor.result import Bibliography
from citeformat.integrations.sphinx.domain import CiteUse, ListUse
from citeformat.integrations.sphinx.filters import FilteredWork, is_chosen, names_in, parse_filter
from citeformat.integrations.sphinx.site import RenderedEntry, RenderedList, RenderedSite
from citeformat.integrations.sphinx.sources import Sources
from citeformat.interchange.bibtex.editing import BibFile
from citeformat.interchange.convert import convert
from citeformat.output.entry_ids import entry_id
from citeformat.style import Style

__all__ = ["Lists"]

_NO_DOCUMENTS: Set[str] = frozenset()
_OF_CITATIONS = frozenset(("cited", "docname", "docnames"))
"""The names in a filter that do not need the entry."""


class Lists:
    """The lists of a project while it is rendered."""

    def __init__(
        self, sources: Sources, uses: Mapping[str, Sequence[tuple[str, CiteUse]]], cite_id: str
    ) -> None:
        """Make the lists of a project.

        Args:
            sources: Its records.
            uses: Key -> the citations of the work, with their documents.
            cite_id: The template of the ids of entries.
        """
        self.sources = sources
        self.library = sources.library
        self.uses = uses
        self.cite_id = cite_id
        self.citing = {key: frozenset([docname for docname, _ in uses[key]]) for key in uses}
        """Key -> the documents that cite the work."""
        self.bib_files: dict[str, BibFile] = {}
        """The files whose fields a filter asks for."""
        self.formal: dict[str, set[str]] = {}
        """Key -> the documents whose lists of citations have it."""
        self.ids: dict[str, set[str]] = {}
        """Document -> the ids of its entries."""
        self.next_number = 1
        """The number that continues the last enumerated list."""

    def works(self, docname: str, listed: ListUse) -> list[str]:
        """Return the ids of the works of a list."""
        place = (docname, listed.line)
        ids: list[str] = []
        for file in listed.files:
            found = self.sources.ids_in(file)
            if found is None:
                message = f"{file} is not in bibtex_bibfiles, or could not be read"
                self.sources.log.warn(message, "bibfile_error", place)
            else:
                ids += found
        for key in listed.keys:
            if self.library.resolve(key) not in self.library:
                self.sources.warn_of_key(key, place)
        named = frozenset(map(self.library.resolve, listed.keys))
        is_listed = self.chooser(docname, listed)
        return [id for id in (ids if listed.files else self.library)
                if is_listed(id) or id in named]  # fmt: skip

    def chooser(self, docname: str, listed: ListUse) -> Callable[[str], bool]:
        """Return the function that says whether a work meets the filter of a list."""
        expression = parse_filter(listed.filter)
        needs_entry = not names_in(expression) <= _OF_CITATIONS
        known: dict[Set[str], bool] = {}
        warned = False

        def chosen(id: str) -> bool:
            nonlocal warned
            docnames = self.citing.get(listed.keyprefix + id, _NO_DOCUMENTS)
            if docnames in known:
                return known[docnames]
            work = FilteredWork(id, docname, docnames, lambda: self.fields(id))
            try:
                is_listed = is_chosen(expression, work)
            except ValueError as error:
                if not warned:
                    message = f"syntax error in :filter: expression; {error}"
                    place = (docname, listed.line)
                    self.sources.log.warn(message, "filter_syntax_error", place)
                    warned = True
                is_listed = bool(docnames)
            if not needs_entry:
                known[docnames] = is_listed
            return is_listed

        return chosen

    def fields(self, id: str) -> Mapping[str, str]:
        """Return the fields of an entry, as BibTeX has them, and its type. Names are written with
        the family name first."""
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
        fields = {name.lower(): value for name, value in entry.items()}
        for role in ("author", "editor"):
            if role in fields:
                names = [str(name) for name in getattr(record, role) or ()]
                fields[role] = " and ".join(names) or fields[role]
        return {**fields, "type": entry.type.lower()}

    def bibliography(
        self, ids: list[str], style: Style, document: Document, main: Style
    ) -> Bibliography:
        """Render a list, which may have another style than the project."""
        if not ids:
            return Bibliography(())
        if style.csl != main.csl:
            document = style.document(self.library.select(ids))
            document.register(ids)
        return document.bibliography(
            include=[{"field": "id", "value": frozenset(ids)}]
        ).with_links()

    def rendered(
        self, docname: str, listed: ListUse, bibliography: Bibliography, site: RenderedSite, *,
        has_labels: bool,
    ) -> RenderedList:  # fmt: skip
        """Give the entries of a list their ids and their links back.

        Args:
            docname: The document of the list.
            listed: The list.
            bibliography: Its rendered entries.
            site: Receives the places of the works.
            has_labels: Whether citations are numbers or labels, which may have a prefix.
        """
        entries = []
        labelprefix = listed.labelprefix if has_labels else ""
        for entry in bibliography.entries:
            key = listed.keyprefix + entry.id
            places = site.places.setdefault(key, {})
            if listed.form == "citation":
                self.check_single(docname, listed, key)
            back = self.citations_of(key) if not places else ()
            id = self.entry_id(docname, listed, key, is_first=not places)
            if id:
                places.setdefault(docname, id)
            site.tooltips.setdefault(key, entry.text)
            if labelprefix:
                site.label_prefixes[key] = labelprefix
            entries.append(RenderedEntry(id, entry.rich, entry.targets, back))
        layout = bibliography.layout
        classes = ["hanging-indent"] if layout.hanging_indent else []
        classes += ["second-field-align"] if layout.second_field_align else []
        start = self.next_number if listed.start < 0 else listed.start
        if listed.form == "enumerated":
            self.next_number = max(start, 1) + len(entries)
        return RenderedList(
            tuple(entries), listed.form, listed.enumtype, start, labelprefix, tuple(classes)
        )

    def citations_of(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return the document and the anchor of each citation of a work that prints a text."""
        uses = self.uses.get(key, ())
        return tuple(dict.fromkeys([(name, use.id) for name, use in uses if use.role != "empty"]))

    def entry_id(self, docname: str, listed: ListUse, key: str, *, is_first: bool) -> str:
        """Return the id of an entry, which nothing else in its document has, or `""`."""
        template = self.cite_id or "ref-{key}"
        name = template.format(bibliography_count=listed.number, key=key)
        if not (is_first or self.cite_id):  # all documents may become one page
            name = f"{name}-in-{docname}-{listed.id}"
        id = entry_id(name, "")
        taken = self.ids.setdefault(docname, set())
        if id in taken:
            place = (docname, listed.line)
            self.sources.log.warn(f"duplicate citation id {id}", "duplicate_id", place)
            return ""
        taken.add(id)
        return id

    def check_single(self, docname: str, listed: ListUse, key: str) -> None:
        """Warn if another list of citations has a work."""
        others = self.formal.setdefault(key, set())
        if others:
            local = "local " if docname in others else ""
            message = f'duplicate {local}citation for key "{key}"'
            subtype = f"duplicate_{'local_' if local else ''}citation"
            self.sources.log.warn(message, subtype, (docname, listed.line))
        others.add(docname)
