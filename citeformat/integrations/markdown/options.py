"""The options of the extension, and what they mean for a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from citeformat.errors import Problem
from citeformat.integrations.html_pages.writer import HtmlOptions
from citeformat.manuscripts.settings import Settings, is_true

__all__ = ["OPTIONS", "check_options", "html_options", "located", "site_settings"]

_WEB = re.compile(r"https?://", re.IGNORECASE)
_PLACE = "options of citeformat"
"""What problems call the place of the options, whose file only the host knows."""

OPTIONS: dict[str, tuple[Any, str]] = {
    "bibliography": ("", "the files of the bibliography: a name, or a list of names"),
    "csl": ("", "the style: a name, a title or a .csl file"),
    "style": ("", "the same as csl"),
    "lang": ("", "the language of citations, such as de-DE"),
    "nocite": ("", "works that are listed without a citation, such as @knuth1984, or @* for all"),
    "link_citations": (True, "whether citations link to their entries"),
    "link_bibliography": (True, "whether the identifiers in entries are links"),
    "tooltips": (False, "whether links show their entries when a pointer is over them"),
    "backlinks": (False, "whether entries link back to their citations"),
    "notes": ("footnotes", "where a style for notes puts citations: footnotes or inline"),
    "notes_after_punctuation": ("", "whether the marks of notes follow punctuation"),
    "reference_section_title": ("", "the heading of the list at the end of a page"),
    "citation_abbreviations": ("", "a file of abbreviations"),
    "bib_command": (r"\bibliography", "the command that places the list"),
    "bib_by_default": (True, "whether a page without a place for its list has it at the end"),
    "full_bib_command": (r"\full_bibliography", "the command that lists the whole bibliography"),
    "year_letters": (
        "bibliography",
        "which works have letters in 2020a and 2020b: those of the bibliography, or of the page",
    ),
    "unknown": ("mark", "what an unknown key becomes: mark, keep or error"),
    "deferred": (False, "whether the plugin of MkDocs renders the citations of all pages"),
    "cache": (True, "whether records are kept in the cache folder"),
    "bib_file": ("", "mkdocs-bibtex's name for bibliography"),
    "bib_dir": ("", "a folder whose .bib files are the bibliography"),
    "csl_file": ("", "mkdocs-bibtex's name for csl"),
    "csl_file_encoding": ("", "ignored: a style says its encoding itself"),
    "cite_inline": ("", "ignored: the style decides"),
    "enable_inline_citations": ("", "ignored: they are always understood"),
    "footnote_format": ("", "ignored: the style decides"),
}
_IGNORED = ("footnote_format", "cite_inline", "enable_inline_citations", "csl_file_encoding")
_SETTINGS = (
    "bibliography",
    "csl",
    "lang",
    "nocite",
    "link-bibliography",
    "notes-after-punctuation",
    "reference-section-title",
    "citation-abbreviations",
)
_CHOICES = {
    "notes": ("footnotes", "inline"),
    "unknown": ("mark", "keep", "error"),
    "year_letters": ("bibliography", "page"),
}
"""The values of options that have few."""


def check_options(options: Mapping[str, Any]) -> None:
    """Make sure that options have values of their kind.

    Args:
        options: All options.

    Raises:
        ValueError: An option has another value.
    """
    for name, (default, _) in OPTIONS.items():
        if isinstance(default, bool):
            try:
                is_true(options[name])
            except TypeError as error:
                raise ValueError(f"{name}: {error}") from None
    for name, choices in _CHOICES.items():
        if options[name] not in choices:
            raise ValueError(f"{name} is {' or '.join(choices)}, not {options[name]!r}")


def site_settings(options: Mapping[str, Any], folder: str, problems: list[Problem]) -> Settings:
    """Return the settings in the options of a site, with mkdocs-bibtex's names.

    citeformat does not read from the web, so a bibliography with an address is a problem.

    Args:
        options: The options.
        folder: The folder of the configuration, in which files are looked up.
        problems: Receives a problem for each option that is not used.
    """
    values = {name.replace("_", "-"): value for name, value in options.items() if value != ""}
    for name in _IGNORED:
        if options.get(name) not in ("", None):
            hint = f"remove {name}: {OPTIONS[name][1].partition(': ')[2]}"
            problems.append(Problem("info", f"{name} is ignored", _PLACE, hint=hint))
    values.setdefault("csl", values.get("style") or values.get("csl-file"))
    given = values.get("bibliography") or values.get("bib-file") or []
    files = [*given] if isinstance(given, list | tuple) else [given]
    if values.get("bib-dir"):
        place = Path(folder, str(values["bib-dir"]))
        found = sorted(place.rglob("*.bib"))
        if not found:
            problems.append(Problem("error", f"the folder {place} has no .bib files", _PLACE))
        files += [str(path) for path in found]
    for address in filter(_WEB.match, map(str, files)):
        hint = "save the file in the project"
        problems.append(Problem("error", f"{address} is on the web", _PLACE, hint=hint))
    values["bibliography"] = [file for file in files if not _WEB.match(str(file))] or None
    chosen = {name: values[name] for name in _SETTINGS if values.get(name) not in (None, "")}
    settings = Settings.from_metadata(chosen, file=_PLACE, problems=problems)
    return located(settings, Path(folder), folder)


def located(settings: Settings, *folders: Path | str) -> Settings:
    """Return settings with the paths of files, which are in the first of the folders that has them,
    or in the current folder."""

    def path_of(name: str) -> str:
        for folder in folders:
            path = Path(folder, name)
            if str(folder) and path.is_file():
                return str(path)
        return name

    csl = settings.csl
    if csl and _WEB.match(csl):  # the name of a style is the end of its address
        csl = csl.rstrip("/").rpartition("/")[2].removesuffix(".csl")
    return replace(
        settings,
        bibliography=settings.bibliography and tuple(map(path_of, settings.bibliography)),
        csl=path_of(csl) if csl and csl.endswith(".csl") else csl,
        citation_abbreviations=settings.citation_abbreviations
        and path_of(settings.citation_abbreviations),
    )


def html_options(options: Mapping[str, Any], settings: Settings) -> HtmlOptions:
    """Return how the citations of a page are written; its settings win."""
    link = settings.link_citations
    return HtmlOptions(
        link_citations=is_true(options["link_citations"]) if link is None else link,
        tooltips=is_true(options["tooltips"]),
        backlinks=is_true(options["backlinks"]),
        notes=str(options["notes"]),
        unknown="keep" if options["unknown"] == "keep" else "mark",
    )
