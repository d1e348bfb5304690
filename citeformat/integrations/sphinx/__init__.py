"""Citations in Sphinx: the extension `citeformat.sphinx`.

In: the roles and the directives of sphinxcontrib-bibtex, and its configuration. Out: citations and
reference lists in any CSL style, as nodes of docutils, so that every builder writes them.

Reading collects what is cited (`domain`). When all documents are read, they are rendered as one
document (`rendering`), and those whose texts have changed are written again (`update`). Writing
replaces pending nodes by the texts (`transforms`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["setup"]


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
    from citeformat.integrations.sphinx import domain, footnotes, settings, transforms, update

    for name, setting in settings.SETTINGS.items():
        app.add_config_value(name, setting.default, setting.rebuild)
    app.connect("config-inited", settings.check_settings)
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
