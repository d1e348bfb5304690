"""Pages as a browser reads them, and commands that make them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

import html5lib  # type: ignore[import-untyped]

__all__ = ["Html", "check_site", "run"]


class Html:
    """A page as a browser reads it."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.tree: Any = html5lib.parse(text, namespaceHTMLElements=False)

    def texts(self, path: str) -> list[str]:
        """The texts of elements, with single blanks."""
        return [" ".join("".join(each.itertext()).split()) for each in self.tree.iterfind(path)]

    @property
    def text(self) -> str:
        """All text, with single blanks."""
        return " ".join("".join(self.tree.itertext()).split())

    @property
    def citations(self) -> list[str]:
        return self.texts(".//span[@class='citation']")

    @property
    def entries(self) -> list[str]:
        return self.texts(".//div[@class='csl-entry']")

    @property
    def ids(self) -> list[str]:
        return [each.get("id") for each in self.tree.iter() if each.get("id")]

    @property
    def links(self) -> list[str]:
        return [each.get("href") for each in self.tree.iter("a") if each.get("href")]

    def check(self) -> None:
        """Ids are unique, links lead to ids, no link is in a link, and nothing is left over."""
        ids = self.ids
        assert len(ids) == len(set(ids)), [id for id in ids if ids.count(id) > 1]
        for link in self.tree.iter("a"):
            assert link.find(".//a") is None
            if link.get("role") in ("doc-biblioref", "doc-backlink"):
                assert link.get("href", "")[1:] in ids, link.get("href")
        assert "citeformat-citation" not in self.source
        assert "citeformat-list" not in self.source
        assert "\x02" not in self.source


def check_site(folder: Path) -> int:
    """Make sure that ids are unique on each page, and that each link to a page of the site leads to
    an id.

    Returns:
        The number of these links.
    """
    pages = {
        path.relative_to(folder).as_posix(): Html(path.read_text("utf-8"))
        for path in folder.rglob("*.html")
    }
    inside = 0
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            file, _, id = unquote(link).partition("#")
            if not id or ":" in file:
                continue
            place = normpath(join(dirname(name), file)) if file else name
            if place in pages:
                inside += 1
                assert id in pages[place].ids, (name, link)
    return inside


def run(*arguments: str, cwd: Path) -> str:
    """Run a module of Python, and return what it prints, without colours."""
    # Sphinx prints colours where CI is set, also into a pipe.
    environment = os.environ | {"NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=cwd, env=environment, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
