"""Hooks of MkDocs for the documentation site: the README as its home, the changelog, and links.

The pages of `docs/` are read on the site and in the repository. On the site, a link to a file
that is not a page of the site leads to the repository.

Source: MkDocs' documentation, "Hooks".
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

__all__ = ["on_files", "on_page_markdown", "site_link"]

ROOT = Path(__file__).resolve().parent.parent

MADE = {"README.md": "index.md", "CHANGELOG.md": "changelog.md"}
"""File of the repository -> the page of the site that is made from it."""

_LINK = re.compile(r"(\]\()([^)\s#:]+)((?:#[^)\s]*)?\))")
_CODE = re.compile(r"^ *(```|~~~).*?^ *\1", re.DOTALL | re.MULTILINE)


def site_link(target: str, folder: str, repository: str) -> str:
    """Return the link on the site for a link in a file of the repository.

    Args:
        target: The path that the file links to.
        folder: The folder of the file, from the root of the repository.
        repository: The address of the repository.

    >>> site_link("docs/styles.md", "", "https://example.org/repository")
    'styles.md'
    >>> site_link("../README.md", "docs", "https://example.org/repository")
    'index.md'
    >>> site_link("../LICENSE", "docs", "https://example.org/repository")
    'https://example.org/repository/blob/main/LICENSE'
    """
    path = posixpath.normpath(posixpath.join(folder, target))
    if path == "docs/README.md":  # the list of pages, which the site shows beside each page
        path = "README.md"
    path = f"docs/{MADE[path]}" if path in MADE else path
    if path.startswith("docs/"):
        return posixpath.relpath(path, folder or "docs")
    kind = "tree" if (ROOT / path).is_dir() else "blob"
    return f"{repository}/{kind}/main/{path}"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made from files outside of `docs/`."""
    for source, page in MADE.items():
        files.append(File.generated(config, page, content=(ROOT / source).read_text("utf-8")))
    return files


def on_page_markdown(text: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Let the links of a page lead to pages of the site or to the repository."""
    made_from = {page: source for source, page in MADE.items()}
    own = page.file.src_uri
    folder = posixpath.dirname(made_from.get(own, f"docs/{own}"))
    repository = config.repo_url or ""

    def changed(part: str) -> str:
        return _LINK.sub(
            lambda link: link[1] + site_link(link[2], folder, repository) + link[3], part
        )

    parts, end = [], 0
    for code in _CODE.finditer(text):
        parts += [changed(text[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*parts, changed(text[end:])])
