"""Works in footnotes: the roles of `footcite` and the directive `footbibliography`.

Docutils numbers the footnotes while it reads; the text of each is rendered later.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.domains import Domain
from sphinx.util.docutils import SphinxDirective, SphinxRole

from citeformat.integrations.sphinx.domain import CiteDomain, new_cite, wrong_role
from citeformat.integrations.sphinx.targets import parse_targets

__all__ = ["FootBibliographyDirective", "FootCiteDomain", "FootCiteRole", "foot_entry_node"]

_NOTES = "citeformat_footnotes"
_COUNT = "citeformat_footbibliographies"


class foot_entry_node(nodes.paragraph):  # noqa: N801
    """The text of a footnote that is rendered when all documents are read."""


class FootCiteRole(SphinxRole):
    """A role such as `:footcite:p:`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the marks of footnotes, after the names if the role is textual."""
        _, _, name = self.name.partition(":")
        try:
            cites = parse_targets(self.text)
        except ValueError as error:
            return wrong_role(self, error)
        domain = self.env.get_domain("cite")
        assert isinstance(domain, CiteDomain)
        _, line = self.get_source_info()
        document: Any = self.inliner.document
        made: list[nodes.Node] = []
        for cite in cites:
            if name.strip("s") in ("t", "ct"):
                role = "cauthor" if name.startswith("c") else "author"
                role += "s" if name.endswith("s") else ""
                if made:
                    made.append(nodes.Text(", "))
                made.append(new_cite(self.env, f"foot{role}", (cite,), cite.id, line or 0))
            refname = self.footnote(document, cite.id, domain, line or self.lineno)
            mark = nodes.footnote_reference(f"[#{refname}]_", auto=1, refname=refname)
            document.note_autofootnote_ref(mark)
            document.note_footnote_ref(mark)
            made.append(mark)
        return made, []

    def footnote(self, document: Any, key: str, domain: CiteDomain, line: int) -> str:
        """Make the footnote of a work, unless the next list has it, and return its name."""
        state: Any = self.env.temp_data
        notes: dict[str, nodes.footnote] = state.setdefault(_NOTES, {})
        number = state.get(_COUNT, 0) + 1
        template = self.config.bibtex_footcite_id or (
            "footcite-{key}" if number == 1 else "footcite-{footbibliography_count}-{key}"
        )
        name = nodes.make_id(template.format(key=key, footbibliography_count=number))
        if key not in notes:
            note = nodes.footnote(auto=1)
            note["names"].append(name)
            note += foot_entry_node(docname=self.env.docname, key=key)
            document.note_autofootnote(note)
            document.note_explicit_target(note, note)
            notes[key] = note
            domain.foot(self.env.docname).append((key, line))
        return name


class FootCiteDomain(Domain):
    """The roles of `footcite`."""

    name = "footcite"
    label = "Citations in footnotes"
    roles: ClassVar[dict[str, Any]] = {
        name: FootCiteRole() for name in ("p", "ps", "t", "ts", "ct", "cts")
    }

    def merge_domaindata(self, docnames: Any, otherdata: dict[str, Any]) -> None:
        """Take over nothing: the domain `cite` has all data."""

    def resolve_any_xref(self, *arguments: Any) -> list[tuple[str, nodes.reference]]:
        """Return nothing: the role `any` finds no citations."""
        return []


class FootBibliographyDirective(SphinxDirective):
    """The directive `footbibliography`: the footnotes since the directive before."""

    def run(self) -> list[nodes.Node]:
        """Return the footnotes."""
        state: Any = self.env.temp_data
        notes = state.pop(_NOTES, {})
        if not notes:
            return []
        number = state[_COUNT] = state.get(_COUNT, 0) + 1
        header = self.config.bibtex_footbibliography_header
        template = self.config.bibtex_footbibliography_id
        ids = [nodes.make_id(template.format(footbibliography_count=number))] if template else []
        container = nodes.container("", *notes.values(), ids=ids)
        return [*(self.parse_text_to_nodes(header) if header else ()), container]
