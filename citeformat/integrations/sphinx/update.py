"""Render a project when its documents are read, and find the documents that have to be written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError

from citeformat import __version__
from citeformat.integrations.sphinx.domain import CiteDomain, documents_in_order
from citeformat.integrations.sphinx.site import RenderedSite

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["render_environment"]


def render_environment(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Render all documents, and return those whose texts are not those of the last build.

    If nothing has changed that the texts are made of, the last ones stay, and nothing is imported.

    Raises:
        ExtensionError: The project does not name its bibliography.
    """
    if app.config.bibtex_bibfiles is None:
        raise ExtensionError("You must configure the bibtex_bibfiles setting")
    domain = env.get_domain("cite")
    assert isinstance(domain, CiteDomain)
    before: RenderedSite = domain.data["rendered"] or RenderedSite()
    made_of = _made_of(app, env, domain)
    if made_of == before.made_of and not before.has_warnings:
        return []
    from citeformat.integrations.sphinx.rendering import render_project

    made = render_project(app, env, domain)
    made.made_of = made_of
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
    files = [Path(app.confdir, name) for name in config.bibtex_bibfiles]
    if config.citeformat_style.endswith(".csl"):
        files.append(Path(app.confdir, config.citeformat_style))
    states = [(str(path), *_state(path)) for path in files]
    uses = [
        (docname, tuple(domain.cites(docname)), tuple(domain.lists(docname)),
         tuple(key for key, _ in domain.foot(docname)))
        for docname in documents_in_order(env)
    ]  # fmt: skip
    return settings, states, uses


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size
