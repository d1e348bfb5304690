"""Sites of 100 pages with 1,000 citations, for MkDocs and Sphinx, by us and by other extensions."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.timing import best_of, cpu_of_process
from citeformat import Citation, Cite, Style, read
from citeformat.interchange.bibtex.editing import BibFile

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "OTHERS",
    "PEER_PYTHON",
    "SITES",
    "can_measure_other",
    "measured_site",
    "readable_by_all",
]

PEER_PYTHON = os.environ.get("PEER_PYTHON", sys.executable)
"""The Python that has the other extensions; they may need other versions of the generators."""
OTHERS = {"mkdocs": "mkdocs-bibtex", "sphinx": "sphinxcontrib-bibtex"}
SITES = {
    "MkDocs, a list on each page": ("mkdocs", True),
    "Sphinx, one list": ("sphinx", False),
    "Sphinx, a list on each page": ("sphinx", True),
}
"""What is built -> the generator, and whether each page has a list."""
_PAGES = 100
_CITATIONS = 10
_WORDS = "A sentence that does not cite is next to one that does, as in most documentation. " * 3
_PERCENT = "\\%"
_LOCAL_LIST = "\n.. bibliography::\n   :filter: docname in docnames\n"


def readable_by_all(bib: str) -> str:
    """Return a bibliography without the entries that mkdocs-bibtex damages: pybtex writes a percent
    sign so that pandoc reads a comment."""
    file = BibFile(bib.encode())
    for key in [key for key, entry in file.items() if _PERCENT in entry.source]:
        file.remove(key)
    return str(file)


def measured_site(
    site: str, who: str, bib: str, keys: Sequence[str], runs: int, state: str = "cold"
) -> float:
    """Return the seconds of CPU that a build takes.

    Args:
        site: One of `SITES`.
        who: `"ours"`, `"bare"` for a site without citations, `"by hand"` for a site of Sphinx whose
            citations, entries and links are written by hand, or `"other"`.
        bib: The bibliography.
        keys: The works to cite.
        runs: The number of runs; the best counts.
        state: `"cold"`: the cache is empty; `"warm"`: it has the records and the style;
            `"changed"`: the site is built, and one page has changed.
    """
    generator, local = SITES[site]
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "refs.bib").write_text(bib, "utf-8")
        if generator == "mkdocs":
            _write_mkdocs(folder, who, keys)
        else:
            _write_sphinx(folder, who, keys, local=local)
        python = PEER_PYTHON if who == "other" else sys.executable
        command = [python, "-m", *_command(generator, folder)]

        def once() -> float:
            if state == "cold":
                shutil.rmtree(folder / "cache", ignore_errors=True)
            if state == "changed":
                page = next(folder.rglob("page050.*"))
                page.write_text(page.read_text("utf-8") + "\nMore.\n", "utf-8")
            else:
                shutil.rmtree(folder / "out", ignore_errors=True)
            return cpu_of_process(command)

        with _cache(folder / "cache"):
            if state != "cold":
                cpu_of_process(command)
            return best_of(runs, once)


@contextmanager
def _cache(folder: Path) -> Iterator[None]:
    earlier = os.environ.get("CITEFORMAT_CACHE_DIR")
    os.environ["CITEFORMAT_CACHE_DIR"] = str(folder)
    try:
        yield
    finally:
        del os.environ["CITEFORMAT_CACHE_DIR"]
        if earlier is not None:
            os.environ["CITEFORMAT_CACHE_DIR"] = earlier


def can_measure_other(generator: str) -> bool:
    """Return whether the other extension is installed, as far as is known."""
    module = OTHERS[generator].replace("-", "_")
    return sys.executable != PEER_PYTHON or find_spec(module) is not None


def _command(generator: str, folder: Path) -> list[str]:
    out = str(folder / "out")
    if generator == "mkdocs":
        return ["mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml"), "-d", out]
    return ["sphinx", "-q", "-b", "html", str(folder / "docs"), out]


def _pages(keys: Sequence[str], form: str, cites: bool) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each page."""
    number = 0
    for page in range(_PAGES):
        lines = []
        for _ in range(_CITATIONS):
            text = form.format(key=_cited(keys, number)) if cites else ""
            number += 1
            lines.append(f"{_WORDS}{text}.\n")
        yield f"page{page:03}", "\n".join(lines)


def _cited(keys: Sequence[str], number: int) -> str:
    """Return the work of a citation."""
    return keys[number * 37 % len(keys)]


def _by_hand(bib: Path, keys: Sequence[str]) -> tuple[dict[str, str], str]:
    """Return what a person writes instead of the roles: the text of each citation, with a link to
    its entry, and the list."""
    cited = dict.fromkeys([_cited(keys, number) for number in range(_PAGES * _CITATIONS)])
    ids = {key: f"work{number}" for number, key in enumerate(cited)}
    document = Style.load("apa").document(read(bib))
    texts = document.process([Citation((Cite(key),)) for key in cited])
    citations = {
        key: f"(`{text[1:-1]} <refs.html#{ids[key]}>`__)"
        for key, text in zip(cited, texts, strict=True)
    }
    entries = [
        f".. _{ids[entry.id]}:\n\n{entry.to('rst')}\n"
        for entry in document.bibliography().with_links()
    ]
    return citations, "\n".join(entries)


def _write_mkdocs(folder: Path, who: str, keys: Sequence[str]) -> None:
    (folder / "docs").mkdir()
    config: dict[str, object] = {"site_name": "Site"}
    apa = str(folder / "apa.csl")
    if who == "ours":
        options = {"bibliography": "refs.bib", "style": "apa"}
        config["markdown_extensions"] = [{"citeformat.markdown": options}]
    elif who == "other":
        from citeformat.styles import loader

        Path(apa).write_bytes(loader.find("apa").text)
        options = {"bib_file": str(folder / "refs.bib"), "csl_file": apa}
        config["plugins"] = [{"bibtex": options}]
        config["markdown_extensions"] = ["footnotes"]
    (folder / "mkdocs.yml").write_text(json.dumps(config), "utf-8")
    for name, text in _pages(keys, "[@{key}]", who != "bare"):
        (folder / "docs" / f"{name}.md").write_text(f"# {name}\n\n{text}", "utf-8")
    (folder / "docs" / "index.md").write_text("# Home\n", "utf-8")


def _write_sphinx(folder: Path, who: str, keys: Sequence[str], *, local: bool) -> None:
    docs = folder / "docs"
    docs.mkdir()
    shutil.move(folder / "refs.bib", docs / "refs.bib")
    conf = ""
    if who == "ours":
        conf = 'extensions = ["citeformat.sphinx"]\nciteformat_style = "apa"\n'
    elif who == "other":
        conf = 'extensions = ["sphinxcontrib.bibtex"]\n'
    if conf:
        conf += 'bibtex_bibfiles = ["refs.bib"]\n'
    (docs / "conf.py").write_text(conf, "utf-8")
    names = []
    texts, entries = _by_hand(docs / "refs.bib", keys) if who == "by hand" else ({}, "")
    form = "{key}" if texts else ":cite:p:`{key}`"
    for name, text in _pages([texts.get(key, key) for key in keys], form, who != "bare"):
        names.append(name)
        own = _LOCAL_LIST if conf and local else ""
        (docs / f"{name}.rst").write_text(f"{name}\n=======\n\n{text}{own}", "utf-8")
    listed = "\n.. bibliography::\n" if conf and not local else ""
    toctree = "".join([f"   {name}\n" for name in [*names, "refs"]])
    (docs / "refs.rst").write_text(f"References\n==========\n{listed}\n{entries}", "utf-8")
    (docs / "index.rst").write_text(f"Home\n====\n\n.. toctree::\n\n{toctree}", "utf-8")
