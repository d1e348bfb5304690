"""What the documents of a project cite and list: roles, the directive `bibliography`, the domain.

Source: the documentation of sphinxcontrib-bibtex, "Roles and Directives".
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.domains import Domain, ObjType
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from citeformat.integrations.sphinx.filters import parse_filter
from citeformat.integrations.sphinx.targets import parse_targets
from citeformat.manuscripts.grammar import FoundCite

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

__all__ = [
    "ROLES",
    "BibliographyDirective",
    "CiteDomain",
    "CiteRole",
    "CiteUse",
    "ListUse",
    "bibliography_node",
    "cite_node",
    "documents_in_order",
    "new_cite",
    "wrong_role",
]

logger = logging.getLogger(__name__)

ROLES = (
    "p ps t ts ct cts alp alps label labelpar year yearpar author authors authorpar authorpars"
    " cauthor cauthors title empty"
).split()
_ENUMTYPES = ("arabic", "loweralpha", "upperalpha", "lowerroman", "upperroman")
"""The numbers of enumerated lists that docutils knows."""


class cite_node(nodes.inline):  # noqa: N801
    """A citation that is rendered when all documents are read."""


class bibliography_node(nodes.General, nodes.Element):  # noqa: N801
    """The place of a list."""


@dataclass(frozen=True, slots=True)
class CiteUse:
    """A citation in a document."""

    id: str
    """The id of its anchor."""
    role: str
    cites: tuple[FoundCite, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class ListUse:
    """A list in a document."""

    id: str
    number: int
    """Its number in the document."""
    line: int = field(compare=False)
    files: tuple[str, ...] = ()
    """The files whose works it may list; empty for all files."""
    filter: str = "cited"
    keys: tuple[str, ...] = ()
    """Works that it lists whatever the filter says."""
    style: str = ""
    form: str = "citation"
    """`"citation"`, `"bullet"` or `"enumerated"`."""
    enumtype: str = "arabic"
    start: int = 1
    """The first number; `-1` continues the list before."""
    labelprefix: str = ""
    keyprefix: str = ""


class CiteDomain(Domain):
    """The citations and lists of a project, and their rendered texts."""

    name = "cite"
    label = "Citations"
    object_types: ClassVar[dict[str, ObjType]] = {"citation": ObjType("citation", *ROLES)}
    initial_data: ClassVar[dict[str, Any]] = {
        "cites": {},  # docname -> list of CiteUse
        "lists": {},  # docname -> list of ListUse
        "foot": {},  # docname -> list of the keys in footnotes, and their lines
        "rendered": None,
    }
    data_version = 2

    def cites(self, docname: str) -> list[CiteUse]:
        """Return the citations of a document, to which more may be added."""
        found: list[CiteUse] = self.data["cites"].setdefault(docname, [])
        return found

    def lists(self, docname: str) -> list[ListUse]:
        """Return the lists of a document, to which more may be added."""
        found: list[ListUse] = self.data["lists"].setdefault(docname, [])
        return found

    def foot(self, docname: str) -> list[tuple[str, int]]:
        """Return the works in the footnotes of a document, with their lines."""
        found: list[tuple[str, int]] = self.data["foot"].setdefault(docname, [])
        return found

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        for name in ("cites", "lists", "foot"):
            self.data[name].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over documents that another process has read."""
        for name in ("cites", "lists", "foot"):
            for docname, found in otherdata[name].items():
                if docname in docnames:
                    self.data[name][docname] = found

    def resolve_any_xref(self, *arguments: Any) -> list[tuple[str, nodes.reference]]:
        """Return nothing: the role `any` finds no citations."""
        return []


def new_cite(
    env: Any, role: str, cites: tuple[FoundCite, ...], source: str, line: int
) -> cite_node:
    """Add a citation to the document that is read, and return its node."""
    id = nodes.make_id(f"cite-{env.docname}-{env.new_serialno('citeformat')}")
    env.get_domain("cite").cites(env.docname).append(CiteUse(id, role, cites, line))
    return cite_node(source, nodes.Text(source), docname=env.docname, cite=id)


def wrong_role(
    role: SphinxRole, error: ValueError
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Return the node of a role whose text cannot be read, and the message that says why."""
    message = role.inliner.reporter.error(str(error), line=role.lineno)
    return [role.inliner.problematic(role.rawtext, role.rawtext, message)], [message]


class CiteRole(SphinxRole):
    """A role such as `:cite:p:`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the node of the citation."""
        _, _, name = self.name.partition(":")
        _, line = self.get_source_info()
        try:
            cites = parse_targets(self.text)
        except ValueError as error:
            return wrong_role(self, error)
        return [new_cite(self.env, name or "p", cites, self.text, line or self.lineno)], []


CiteDomain.roles = {name: CiteRole() for name in ROLES}


def _start(argument: str) -> int:
    return -1 if argument.strip() == "continue" else directives.positive_int(argument)


class BibliographyDirective(SphinxDirective):
    """The directive `bibliography`."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {
        "cited": directives.flag,
        "notcited": directives.flag,
        "all": directives.flag,
        "filter": directives.unchanged,
        "style": directives.unchanged,
        "list": directives.unchanged,
        "enumtype": directives.unchanged,
        "start": _start,
        "labelprefix": directives.unchanged,
        "keyprefix": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Return the place of the list, after its heading."""
        options = self.options
        domain = self.env.get_domain("cite")
        assert isinstance(domain, CiteDomain)
        number = len(domain.lists(self.env.docname)) + 1
        template = (
            self.config.bibtex_bibliography_id
            or f"bibliography-{self.env.docname}-{{bibliography_count}}"
        )
        id = nodes.make_id(template.format(bibliography_count=number))
        form = options.get("list", "citation")
        if form not in ("citation", "bullet", "enumerated"):
            self.warn(f"unknown bibliography list type {form!r}", "list_type_error")
            form = "citation"
        enumtype = options.get("enumtype", "arabic")
        if enumtype not in _ENUMTYPES:
            self.warn(f"unknown enumerated list type {enumtype!r}", "list_type_error")
            enumtype = "arabic"
        files = [
            str(Path(self.env.relfn2path(name)[1]).resolve())
            for name in (self.arguments[0].split() if self.arguments else ())
        ]
        domain.lists(self.env.docname).append(
            ListUse(
                id,
                number,
                self.lineno,
                tuple(files),
                self.filter(),
                tuple(" ".join(self.content).split()),
                options.get("style", ""),
                form,
                enumtype,
                options.get("start", 1),
                options.get("labelprefix", ""),
                options.get("keyprefix", ""),
            )
        )
        header = self.config.bibtex_bibliography_header
        node = bibliography_node(list=id, docname=self.env.docname)
        return [*(self.parse_text_to_nodes(header) if header else ()), node]

    def filter(self) -> str:
        """Return the expression that chooses works."""
        expression = self.options.get("filter")
        if expression is None:
            return (
                "True" if "all" in self.options
                else "not cited" if "notcited" in self.options
                else "cited"
            )  # fmt: skip
        for name in ("all", "cited", "notcited"):
            if name in self.options:
                self.warn(f":filter: overrides :{name}:", "filter_overrides")
        try:
            parse_filter(expression)
        except ValueError as error:
            self.warn(f"syntax error in :filter: {expression}: {error}", "filter_syntax_error")
            return "cited"
        return str(expression)

    def warn(self, message: str, subtype: str) -> None:
        """Warn with the place of the directive."""
        place = (self.env.docname, self.lineno)
        logger.warning(message, location=place, type="bibtex", subtype=subtype)


def documents_in_order(env: BuildEnvironment) -> list[str]:
    """Return the documents as a reader meets them: in the order of the tables of contents."""
    seen: dict[str, None] = {}
    waiting = [*sorted(env.found_docs, reverse=True), env.config.root_doc]
    while waiting:
        docname = waiting.pop()
        if docname in seen or docname not in env.found_docs:
            continue
        seen[docname] = None
        waiting += reversed(env.toctree_includes.get(docname, []))
    return list(seen)
