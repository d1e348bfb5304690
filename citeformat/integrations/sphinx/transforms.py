"""Nodes of docutils in the places of citations and lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from citeformat.integrations.sphinx.domain import bibliography_node, cite_node, new_cite
from citeformat.integrations.sphinx.footnotes import foot_entry_node
from citeformat.integrations.sphinx.rich_nodes import rich_nodes
from citeformat.integrations.sphinx.site import RenderedEntry, RenderedList, RenderedSite
from citeformat.manuscripts.grammar import find_citations

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["MarkdownCitations", "RenderedNodes"]

_LABEL = re.compile(r"\w")
_OPAQUE = nodes.literal, nodes.literal_block, nodes.reference, nodes.raw, nodes.comment
_PENDING = cite_node, bibliography_node, foot_entry_node
_BACK = "\N{LEFTWARDS ARROW WITH HOOK}"


class MarkdownCitations(SphinxTransform):
    """Finds pandoc's citations in the text of Markdown documents, which MyST leaves as it is."""

    default_priority = 500

    def apply(self, **_options: Any) -> None:
        """Replace citations in text by nodes."""
        if not self.config.citeformat_markdown_citations or not self.env.docname:
            return
        if not str(self.env.doc2path(self.env.docname)).endswith((".md", ".markdown", ".myst")):
            return
        for text in list(self.document.findall(nodes.Text)):
            if "@" not in text or self.is_opaque(text):
                continue
            source = text.astext()
            made: list[nodes.Node] = []
            position = 0
            for found in find_citations(source):
                made.append(nodes.Text(source[position : found.start]))
                role = "t" if found.narrative else "p"
                line = getattr(text.parent, "line", None) or 0
                written = source[found.start : found.end]
                made.append(new_cite(self.env, role, found.cites, written, line))
                position = found.end
            if made and text.parent is not None:
                text.parent.replace(text, [*made, nodes.Text(source[position:])])

    def is_opaque(self, text: nodes.Text) -> bool:
        """Whether a text is code, or in a link."""
        node: Any = text.parent
        while node is not None:
            if isinstance(node, _OPAQUE):
                return True
            node = node.parent
        return False


class RenderedNodes(SphinxPostTransform):
    """Replaces pending nodes by rendered texts. References are resolved after it."""

    default_priority = 5
    application: Sphinx

    @classmethod
    def of(cls, application: Sphinx) -> type[RenderedNodes]:
        """Return the transform of an application, whose builder says what links look like."""
        return type(cls.__name__, (cls,), {"application": application})

    def run(self, **_options: Any) -> None:
        """Replace the nodes of a document."""
        self.site: RenderedSite = self.env.get_domain("cite").data["rendered"]
        self.addresses: dict[str, str] = {}
        self.is_html = self.application.builder.format == "html"
        pending: list[Any] = list(self.document.findall(lambda node: isinstance(node, _PENDING)))
        for node in pending:
            made: list[nodes.Node]
            if isinstance(node, cite_node):
                made = self.citation(node["docname"], node["cite"])
            elif isinstance(node, bibliography_node):
                made = self.listed(node["docname"], node["list"])
            else:
                rich, targets = self.site.foot.get(node["key"], ("", ()))
                children = rich_nodes(rich, targets) or [nodes.strong("", f"{node['key']}?")]
                made = [nodes.paragraph("", "", *children)]
            node.replace_self(made or [nodes.Text("")])

    def citation(self, docname: str, id: str) -> list[nodes.Node]:
        """Return the nodes of a citation: an anchor, and its text with links."""
        text = self.site.citations.get(docname, {}).get(id)
        if text is None or not text.rich:
            return []

        def link(key: str) -> nodes.Element:
            place = self.site.place(docname, key)
            if place is None:
                return nodes.inline()
            tooltip = self.site.tooltips.get(key) if self.config.bibtex_tooltips else None
            return self.link(docname, *place, [], tooltip)

        made = rich_nodes(text.rich, text.keys, link)
        for key, node in zip(text.keys, _links(made), strict=False):
            prefix = self.site.label_prefixes.get(key, "")
            if prefix:
                _prefix_label(node, prefix)
        # Only entries in HTML link to citations.
        return [nodes.inline("", "", *made, classes=["citation"], ids=[id] if self.is_html else [])]

    def link(
        self,
        docname: str,
        other: str,
        id: str,
        children: list[nodes.Node],
        title: str | None = None,
    ) -> nodes.Element:
        """Return a link from a document to an id in another, or no link if the builder leaves the
        other one out."""
        node = nodes.reference("", "", *children, internal=True)
        if title:
            node["reftitle"] = title
        if other == docname or self.application.builder.name == "singlehtml":
            node["refid"] = id  # in the second case, all documents are on one page
            return node
        if other not in self.addresses:
            try:
                address = self.application.builder.get_relative_uri(docname, other)
            except NoUri:
                address = ""
            self.addresses[other] = address
        if not self.addresses[other]:
            return nodes.inline("", "", *children)
        node["refuri"] = f"{self.addresses[other]}#{id}"
        return node

    def listed(self, docname: str, id: str) -> list[nodes.Node]:
        """Return the nodes of a list."""
        listed = self.site.lists.get(docname, {}).get(id)
        anchor = nodes.target("", "", ids=[id])
        if listed is None or not listed.entries:
            return [anchor]
        items: list[nodes.Node] = [self.entry(docname, listed, entry) for entry in listed.entries]
        if listed.form == "citation":
            layout = ["csl-bib-body", *listed.classes]
            return [anchor, nodes.container("", *items, classes=layout)]
        rows = [nodes.list_item("", item) for item in items]
        if listed.form == "bullet":
            return [anchor, nodes.bullet_list("", *rows, bullet="*")]
        numbers = nodes.enumerated_list("", *rows, enumtype=listed.enumtype, prefix="", suffix=".")
        if listed.start > 1:
            numbers["start"] = listed.start
        return [anchor, numbers]

    def entry(self, docname: str, listed: RenderedList, entry: RenderedEntry) -> nodes.paragraph:
        """Return the node of an entry, with links back to its citations."""
        children = rich_nodes(entry.rich, entry.targets)
        margin = next(
            (each for each in children
             if isinstance(each, nodes.Element) and "csl-left-margin" in each.get("classes", [])),
            None,
        )  # fmt: skip
        if margin is not None and listed.form != "citation":
            children.remove(margin)
        elif listed.labelprefix:
            label = margin if margin is not None else nodes.inline("", "", *children)
            _prefix_label(label, listed.labelprefix)
            children = children if margin is not None else list(label.children)
        node = nodes.paragraph("", "", *children, classes=["csl-entry"])
        if entry.id and self.is_html:
            node["ids"].append(entry.id)
        elif entry.id:  # the paragraphs of other builders have no ids
            node.insert(0, nodes.target("", "", ids=[entry.id]))
        last = children[-1] if children else node
        is_part = isinstance(last, nodes.inline) and "csl-right-inline" in last["classes"]
        end: nodes.Element = last if is_part and isinstance(last, nodes.inline) else node
        if self.config.citeformat_backlinks and self.is_html:
            for number, (citing, anchor) in enumerate(entry.backlinks, 1):
                sign = nodes.Text(_BACK if len(entry.backlinks) == 1 else f"{_BACK}{number}")
                back = self.link(docname, citing, anchor, [sign])
                back["classes"].append("citation-backref")
                end += [nodes.Text(" "), back]
        return node


def _links(made: list[nodes.Node]) -> list[nodes.Element]:
    """Return the links in nodes, in order."""
    return [
        each
        for node in made
        for each in node.findall(nodes.Element)
        if isinstance(each, nodes.reference)
    ]


def _prefix_label(node: nodes.Element, prefix: str) -> None:
    """Write a prefix before the number or label in a node."""
    for text in list(node.findall(nodes.Text)):
        match = _LABEL.search(text)
        if match is not None:
            written = f"{text[: match.start()]}{prefix}{text[match.start() :]}"
            text.parent.replace(text, nodes.Text(written))
            return
