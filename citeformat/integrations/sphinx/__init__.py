"""Citations in Sphinx: the extension `citeformat.sphinx`.

In: the roles and the directives of sphinxcontrib-bibtex, and its configuration. Out: citations and
reference lists in any CSL style, as nodes of docutils, so that every builder writes them.

Reading collects what is cited (`domain`). When all documents are read, they are rendered as one
document (`rendering`), and those whose texts have changed are written again (`update`). Writing
replaces pending nodes by the texts (`transforms`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["SETTINGS", "setup"]

SETTINGS: Mapping[str, Any] = MappingProxyType(
    {
        "bibtex_bibfiles": None,
        "bibtex_default_style": "",
        "bibtex_reference_style": "",
        "bibtex_foot_reference_style": "foot",
        "bibtex_tooltips": True,
        "bibtex_tooltips_style": "",
        "bibtex_encoding": "utf-8-sig",
        "bibtex_bibliography_header": "",
        "bibtex_footbibliography_header": "",
        "bibtex_cite_id": "",
        "bibtex_footcite_id": "",
        "bibtex_bibliography_id": "",
        "bibtex_footbibliography_id": "",
        "citeformat_style": "",
        "citeformat_locale": "",
        "citeformat_backlinks": True,
        "citeformat_markdown_citations": True,
    }
)
"""The settings of `conf.py`, with their defaults."""

_READ = frozenset((
    "bibtex_bibliography_header", "bibtex_footbibliography_header", "bibtex_bibliography_id",
    "bibtex_footcite_id", "bibtex_footbibliography_id", "citeformat_markdown_citations",
))  # fmt: skip
"""Those that matter when documents are read."""
_WRITTEN = frozenset(("bibtex_tooltips", "citeformat_backlinks"))
"""Those that matter when documents are written."""


def _add_stylesheet(app: Sphinx) -> None:
    """Write the stylesheet of lists to the other static files of a build of HTML."""
    if app.builder.format != "html":
        return
    from pathlib import Path

    from citeformat.output.page import stylesheet

    folder = Path(app.outdir, "_static")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "citeformat.css").write_text(stylesheet(), "utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the roles, the directives and the configuration to Sphinx."""
    from citeformat import __version__
    from citeformat.integrations.sphinx import domain, footnotes, transforms, update

    for name, default in SETTINGS.items():
        # Other settings change texts, and the documents with changed texts are written again.
        rebuilt: Any = "env" if name in _READ else "html" if name in _WRITTEN else ""
        app.add_config_value(name, default, rebuilt)
    app.add_domain(domain.CiteDomain)
    app.add_domain(footnotes.FootCiteDomain)
    app.add_role("cite", domain.CiteRole())
    app.add_role("footcite", footnotes.FootCiteRole())
    app.add_directive("bibliography", domain.BibliographyDirective)
    app.add_directive("footbibliography", footnotes.FootBibliographyDirective)
    for node in (domain.cite_node, domain.bibliography_node, footnotes.foot_entry_node):
        app.add_node(node)
    app.add_transform(transforms.MarkdownCitations)
    app.add_post_transform(transforms.RenderedNodes.of(app))
    app.connect("env-updated", update.render_environment)
    app.connect("builder-inited", _add_stylesheet)
    app.add_css_file("citeformat.css")
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
