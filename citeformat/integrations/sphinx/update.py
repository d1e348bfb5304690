"""Render a project when its documents are read, and find the documents that have to be written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from citeformat import __version__
from citeformat._util.collector import paused_collector
from citeformat.integrations.sphinx.domain import CiteDomain, documents_in_order
from citeformat.integrations.sphinx.log import WarningLog
from citeformat.integrations.sphinx.site import RenderedSite

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["render_environment"]


def render_environment(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Render all documents, and return those whose texts are not those of the last build.

    If nothing has changed that the texts are made of, the last ones stay, and nothing is imported.
    """
    domain = env.get_domain("cite")
    assert isinstance(domain, CiteDomain)
    before: RenderedSite = domain.data["rendered"] or RenderedSite()
    made_of = _made_of(app, env, domain)
    if made_of == before.made_of:
        WarningLog().repeat(before.warnings)
        return []
    from citeformat.integrations.sphinx.rendering import render_project

    with paused_collector():
        made = render_project(app, env, domain)
    is_complete = all(warning.subtype != "style_error" for warning in made.warnings)
    made.made_of = made_of if is_complete else None  # the next build may find the style
    domain.data["rendered"] = made
    return [docname for docname in env.found_docs if made.of(docname) != before.of(docname)]


def _made_of(app: Sphinx, env: BuildEnvironment, domain: CiteDomain) -> object:
    """Return everything that the texts of a project are made of."""
    config = app.config
    settings = (
        config.citeformat_style,
        config.citeformat_locale,
        config.language,
        config.bibtex_default_style,
        config.bibtex_reference_style,
        config.bibtex_cite_id,
        __version__,
    )
    uses = [
        (docname, tuple(domain.cites(docname)), tuple(domain.lists(docname)),
         tuple(key for key, _ in domain.foot(docname)))
        for docname in documents_in_order(env)
    ]  # fmt: skip
    styles = {config.citeformat_style, config.bibtex_default_style}
    styles |= {use.style for _, _, lists, _ in uses for use in lists}
    files = [*config.bibtex_bibfiles, *sorted(name for name in styles if name.endswith(".csl"))]
    states = [(name, *_state(Path(app.confdir, name))) for name in files]
    return settings, states, uses


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size
