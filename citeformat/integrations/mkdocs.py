"""The plugin of MkDocs: one numbering over a site, one page with the list, and links both ways.

The extension of Python-Markdown finds the citations of each page. When all pages are converted,
this plugin renders them as one document.

    plugins:
      - citeformat:
          bibliography: refs.bib
          style: ieee
          bibliography_page: references.md

Source: MkDocs' documentation, "Plugins".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from citeformat._util.extras import installed_by
from citeformat.errors import CiteformatError, Problem
from citeformat.integrations.html_pages.places import read_page
from citeformat.integrations.html_pages.writer import SitePage, write_page
from citeformat.integrations.markdown.extension import refuse_unknown
from citeformat.integrations.markdown.host import MKDOCS_LOGGER, log_problems
from citeformat.integrations.markdown.options import (
    OPTIONS,
    check_options,
    html_options,
    site_settings,
)
from citeformat.manuscripts.protocol import Page
from citeformat.manuscripts.rendering import render_texts
from citeformat.manuscripts.settings import ALL_WORKS, Settings, is_true
from citeformat.output.page import stylesheet

with installed_by("mkdocs"):
    from mkdocs.config import config_options
    from mkdocs.exceptions import PluginError
    from mkdocs.plugins import BasePlugin, event_priority
    from mkdocs.structure.files import File, Files
    from mkdocs.utils import get_relative_url, is_markdown_file

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page as SitePageSource

__all__ = ["CitationPlugin"]

_EXTENSION = "citeformat.markdown"
_STYLESHEET = "assets/citeformat.css"
_FIRST = 100
"""The priority of events before those of other plugins, which see the rendered pages."""


class CitationPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """The plugin `citeformat`."""

    config_scheme = (
        *((name, config_options.Type(object, default=value))
          for name, (value, _) in OPTIONS.items() if name != "deferred"),
        ("bibliography_page", config_options.Type(str, default="")),
    )  # fmt: skip

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the extension of Python-Markdown, which leaves the rendering to the plugin.

        Raises:
            PluginError: An option has a value of another kind.
        """
        if _EXTENSION not in config.markdown_extensions:
            config.markdown_extensions.append(_EXTENSION)
        names = {name for name in OPTIONS if name != "deferred"}
        given = {name: value for name, value in self.config.items() if name in names}
        earlier = config.mdx_configs.get(_EXTENSION, {})
        changed = {name: value for name, value in given.items() if value != OPTIONS[name][0]}
        self.options: Mapping[str, Any] = {
            **{name: value for name, (value, _) in OPTIONS.items()},
            "backlinks": True,
            **earlier,
            **changed,
        }
        try:
            check_options(self.options)
        except ValueError as error:
            raise PluginError(f"citeformat: {error}") from None
        list_page = PurePosixPath(self.config["bibliography_page"])
        is_in_site = not list_page.is_absolute() and ".." not in list_page.parts
        if list_page.name and not (is_in_site and is_markdown_file(list_page.name)):
            raise PluginError(
                "citeformat: bibliography_page is a Markdown file in the folder of the pages, "
                f"such as references.md, not {str(list_page)!r}"
            )
        if _STYLESHEET not in config.extra_css:
            config.extra_css.append(_STYLESHEET)
        config.mdx_configs[_EXTENSION] = {**self.options, "deferred": True}
        self.folder = str(Path(config.config_file_path or "mkdocs.yml").parent)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the stylesheet, and the page with the list, unless the site has it."""
        files.append(File.generated(config, _STYLESHEET, content=stylesheet()))
        name = self.config["bibliography_page"]
        if name and files.get_file_from_path(name) is None:
            title = self.options["reference_section_title"] or "References"
            content = f"# {title}\n\n::: {{#refs}}\n:::\n"
            files.append(File.generated(config, name, content=content))
        return files

    @event_priority(_FIRST)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Render the citations of all pages, when all are converted.

        Raises:
            PluginError: The style or the bibliography cannot be used; or a work is unknown, and the
                option `unknown` says that this is an error.
        """
        problems: list[Problem] = []
        settings = site_settings(self.options, self.folder, problems)
        list_page = self.config["bibliography_page"]
        sources = _in_order(
            [file.page for file in files.documentation_pages() if file.page is not None]
        )
        pages = [self.page(source, settings, list_page, problems) for source in sources]
        try:
            made = render_texts(pages, cache=is_true(self.options["cache"]))
        except CiteformatError as error:
            raise PluginError(f"citeformat: {error}") from None
        options = html_options(self.options, settings)
        back: dict[str, list[tuple[str, str]]] = {}
        rows = list(zip(sources, pages, made.texts, strict=True))
        rows.sort(key=lambda row: row[0].file.src_uri == list_page)
        for source, page, texts in rows:
            is_list_page = source.file.src_uri == list_page
            if list_page:
                lists = texts.lists if is_list_page else ()
            else:
                lists = [
                    replace(each, entries=tuple(
                        entry for entry in each
                        if entry.id in texts.cited or ALL_WORKS in (page.settings.nocite or ())
                    ))
                    for each in texts.lists
                ]  # fmt: skip
            target = files.get_file_from_path(list_page) if list_page and not is_list_page else None
            site = SitePage(
                url=source.url,
                list_url=get_relative_url(target.url, source.url) if target is not None else "",
                back=back if list_page else {},
                relative=partial(_relative_url, source.url),
            )
            source.content = write_page(page, replace(texts, lists=lists), options, site=site)
        for own in made.problems:
            problems += own
        log_problems(problems, MKDOCS_LOGGER)
        if self.options["unknown"] == "error":
            for page, texts, own in zip(pages, made.texts, made.problems, strict=True):
                try:
                    refuse_unknown(page, texts, own)
                except CiteformatError as error:
                    raise PluginError(f"citeformat: {error}") from None
        return env

    def page(
        self, source: SitePageSource, settings: Settings, list_page: str, problems: list[Problem]
    ) -> Page:
        """Find the citations on a page of the site."""
        for name in ("bibliography", "csl"):
            if name in source.meta:
                message = f"{name} in the front matter is not used"
                hint = "all pages have the bibliography and the style of the plugin"
                problems.append(Problem("warning", message, source.file.src_uri, hint=hint))
        nocite = {"nocite": source.meta.get("nocite")}
        own = Settings.from_metadata(nocite, file=source.file.src_uri, problems=problems)
        has_list = source.file.src_uri == list_page if list_page else self.options["bib_by_default"]
        return read_page(
            source.content or "",
            source=source.file.content_string,
            file=source.file.src_uri,
            settings=settings | own,
            add_list=is_true(has_list),
        )

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch the files of the bibliography and of the style."""
        settings = site_settings(self.options, self.folder, [])
        for name in (*(settings.bibliography or ()), settings.csl or ""):
            if Path(name).is_file():
                server.watch(str(Path(name).resolve()))
        return server


def _relative_url(own: str, url: str) -> str:
    """Return the address of a page, seen from the page with the address `own`."""
    return "" if url == own else str(get_relative_url(url, own))


def _in_order(pages: Sequence[SitePageSource]) -> list[SitePageSource]:
    """Sort pages as the navigation does, which leads from each page to the next. Others follow."""
    order: dict[int, int] = {}
    for page in pages:
        if page.previous_page is None:
            current: SitePageSource | None = page if page.next_page is not None else None
            while current is not None and id(current) not in order:
                order[id(current)] = len(order)
                current = current.next_page
    return sorted(pages, key=lambda page: order.get(id(page), len(order)))
