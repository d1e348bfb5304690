"""Projects for sphinxcontrib-bibtex and mkdocs-bibtex, with every role and option in use."""

from __future__ import annotations

import json
from pathlib import Path

__all__ = ["CHAPTERS", "write_mkdocs_project", "write_sphinx_project"]

CHAPTERS = 24
SPHINX_ROLES = (
    "p ps t ts ct cts alp alps label labelpar year yearpar author authors authorpar authorpars"
    " cauthor cauthors empty"
).split()
FOOT_ROLES = "p ps t ts ct cts".split()
_FAMILIES = "Abel Bose Curie Dirac Euler Fermi Gauss Hopper Ising Joule Klein Lovelace".split()

_SPHINX_CONF = """
project = "Handbook"
extensions = ["{extension}"]
bibtex_bibfiles = ["refs.bib", "parts/more.bib"]
bibtex_default_style = "alpha"
bibtex_reference_style = "author_year"
bibtex_foot_reference_style = "foot"
bibtex_tooltips = True
bibtex_tooltips_style = "plain"
bibtex_encoding = "utf-8-sig"
bibtex_bibliography_header = ".. rubric:: References"
bibtex_footbibliography_header = ".. rubric:: Notes"
bibtex_cite_id = "cite-{{bibliography_count}}-{{key}}"
bibtex_footcite_id = "note-{{key}}"
bibtex_bibliography_id = "list-{{bibliography_count}}"
bibtex_footbibliography_id = "notes-{{footbibliography_count}}"
suppress_warnings = ["bibtex.duplicate_citation", "bibtex.duplicate_label"]
"""


def entry(number: int) -> str:
    """An entry of a bibliography."""
    family = _FAMILIES[number % len(_FAMILIES)]
    second = _FAMILIES[(number * 5 + 3) % len(_FAMILIES)]
    authors = f"{family}, Ann" if number % 3 else f"{family}, Ann and {second}, Bob and Third, Cy"
    kind, field = ("book", "publisher") if number % 2 else ("article", "journal")
    return (
        f"@{kind}{{work{number:03}, author = {{{authors}}}, title = {{Title number {number}}},\n"
        f"  {field} = {{House {number % 7}}}, year = {1950 + number % 60}, keywords = "
        f"{{part{number % 4}}}}}\n"
    )


def write_sphinx_project(folder: Path, extension: str) -> None:
    """Write a handbook of 24 chapters and a page of lists."""
    (folder / "parts").mkdir(parents=True)
    (folder / "conf.py").write_text(_SPHINX_CONF.format(extension=extension), "utf-8")
    (folder / "refs.bib").write_text("".join(entry(number) for number in range(200)), "utf-8")
    (folder / "parts/more.bib").write_text(
        "".join(entry(number) for number in range(200, 230)), "utf-8"
    )
    names = [f"parts/chapter{number:02}" for number in range(CHAPTERS)]
    toctree = "\n".join([f"   {name}" for name in [*names, "lists"]])
    (folder / "index.rst").write_text(
        f"Handbook\n========\n\nAs :cite:`work000` says.\n\n.. toctree::\n\n{toctree}\n", "utf-8"
    )
    for number, name in enumerate(names):
        (folder / f"{name}.rst").write_text(_chapter(number), "utf-8")
    (folder / "lists.rst").write_text(_LISTS, "utf-8")


def _chapter(number: int) -> str:
    """A chapter with all roles, footnotes, and a list of its own if its number is even."""
    first = number * 7 % 190
    keys = [f"work{first + step:03}" for step in range(8)]
    lines = [f"Chapter {number}", "==========", ""]
    for step, role in enumerate(SPHINX_ROLES):
        lines.append(f"- Role {role}: :cite:{role}:`{keys[step % 8]}`.")
    lines += [
        "",
        f"Several :cite:p:`{keys[0]},{keys[1]}`, and :cite:t:`{keys[2]}, {keys[3]}`.",
        f"Affixes :cite:p:`{{see}}{keys[0]}{{p. 3}},{{also}}{keys[4]}{{chap. 2}}`.",
        "",
    ]
    lines += [f"Note {role}\\ :footcite:{role}:`{keys[step]}`." for step, role in
              enumerate(FOOT_ROLES)]  # fmt: skip
    lines += ["", ".. footbibliography::", "", f"More\\ :footcite:`{keys[7]},{keys[6]}`.", "",
              ".. footbibliography::", ""]  # fmt: skip
    if number % 2 == 0:
        lines += [
            f":cite:p:`local{number}-{keys[5]}` is on this page.",
            "",
            ".. bibliography::",
            "   :filter: docname in docnames",
            f"   :keyprefix: local{number}-",
            f"   :labelprefix: L{number}.",
            "",
        ]
    return "\n".join(lines)


_LISTS = """
Lists
=====

.. bibliography:: refs.bib
   :style: alpha
   :cited:

.. bibliography::
   :list: bullet
   :filter: cited and type == "book" and year > "1990"

.. bibliography:: parts/more.bib
   :list: enumerated
   :enumtype: lowerroman
   :start: 3
   :all:

.. bibliography::
   :list: enumerated
   :start: continue
   :notcited:
   :style: plain

.. bibliography::
   :list: bullet
   :style: unsrt
   :filter: (author % "Curie" or editor % "Curie") and not ("lists" in docnames)

.. bibliography::
   :list: bullet
   :filter: False

   work001
   work002
"""


def write_mkdocs_project(folder: Path, plugin: str, csl: str) -> None:
    """Write a handbook of 24 chapters and two lists.

    Args:
        folder: An empty folder.
        plugin: `"bibtex"` or `"citeformat"`.
        csl: The file of the style, seen from the folder.
    """
    (folder / "bib/more").mkdir(parents=True)
    (folder / "docs").mkdir()
    (folder / "bib/refs.bib").write_text("".join(entry(number) for number in range(200)), "utf-8")
    (folder / "bib/more/more.bib").write_text(
        "".join(entry(number) for number in range(200, 230)), "utf-8"
    )
    config = {
        "site_name": "Handbook",
        "use_directory_urls": False,
        "plugins": [
            "search",
            {
                plugin: {
                    "bib_dir": "bib",
                    "csl_file": csl,
                    "csl_file_encoding": "utf-8",
                    "bib_command": "\\list",
                    "full_bib_command": "\\all_works",
                    "bib_by_default": True,
                    "footnote_format": "ref-{key}",
                    "enable_inline_citations": True,
                }
            },
        ],
        "markdown_extensions": ["footnotes", "admonition"],
    }
    (folder / "mkdocs.yml").write_text(json.dumps(config), "utf-8")
    for number in range(CHAPTERS):
        first = number * 7 % 190
        keys = [f"work{first + step:03}" for step in range(5)]
        place = "\n\\list\n\nAfter the list.\n" if number % 2 else ""
        (folder / f"docs/chapter{number:02}.md").write_text(
            f"# Chapter {number}\n\nOne [@{keys[0]}] and two [@{keys[1]}; @{keys[2]}]. Affixes "
            f"[see @{keys[3]}, p. 4].\n\n!!! note\n    In a note [@{keys[4]}].\n{place}",
            "utf-8",
        )
    (folder / "docs/index.md").write_text("# Handbook\n\n\\all_works\n", "utf-8")
