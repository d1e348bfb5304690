"""What MkDocs, Zensical or Pelican says about the page that it converts, and what it logs."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown.extensions.meta import MetaExtension

from citeformat.errors import CiteformatError, Problem

if TYPE_CHECKING:
    from markdown import Markdown

__all__ = ["MKDOCS_LOGGER", "HostPage", "log_problems"]

MKDOCS_LOGGER = "mkdocs.plugins.citeformat"
"""The name of the log that MkDocs shows, and whose warnings it counts."""


class HostPage(NamedTuple):
    """What a program that makes sites says about the page that it converts."""

    file: str = ""
    """The name of the page in messages."""
    path: str = ""
    """The path of its file."""
    folder: str = ""
    """The folder of the configuration."""
    text: str = ""
    """The text of the file with its front matter."""
    metadata: Mapping[str, Any] = {}
    logger: str = "citeformat.markdown"
    is_fragment: bool = False
    """Whether it is a part of a page, such as a summary, which has no list."""

    @classmethod
    def of(cls, md: Markdown) -> HostPage:
        """Ask MkDocs or Zensical, or the extension Meta."""
        if "relpath" in md.treeprocessors:  # MkDocs
            processor: Any = md.treeprocessors["relpath"]
            file = getattr(processor, "file", None)
            if file is not None:
                page = getattr(file, "page", None)
                config = getattr(getattr(processor, "config", None), "config_file_path", None)
                return cls(
                    str(file.src_uri),
                    str(file.abs_src_path or ""),
                    str(Path(str(config)).parent) if config else "",
                    str(getattr(file, "content_string", "")),
                    dict(getattr(page, "meta", None) or {}),
                    MKDOCS_LOGGER,
                )
        if "rendering_context" in md.preprocessors:  # Zensical
            context: Any = md.preprocessors["rendering_context"]
            path = str(context.page.path)
            folder = str(context.config.get("root_dir", "")) if context.config else ""
            return cls(path, path, folder, metadata=dict(context.page.meta))
        metadata: dict[str, Any] = {
            key: value if key in ("bibliography", "nocite") or len(value) != 1 else value[0]
            for key, value in (getattr(md, "Meta", None) or {}).items()
        }
        has_meta = any(isinstance(each, MetaExtension) for each in md.registeredExtensions)
        return cls(metadata=metadata, is_fragment=has_meta and "meta" not in md.preprocessors)

    def build_error(self, error: CiteformatError) -> Exception:
        """Return the exception that ends the build. MkDocs shows its own without a traceback."""
        if self.logger != MKDOCS_LOGGER:
            return error
        from mkdocs.exceptions import PluginError  # MkDocs runs

        return PluginError(f"citeformat: {error}")


def log_problems(problems: Sequence[Problem], logger: str) -> None:
    """Log problems, each once."""
    log = logging.getLogger(logger)
    for problem in dict.fromkeys(problems):
        level = logging.INFO if problem.severity == "info" else logging.WARNING
        log.log(level, "%s", problem)
