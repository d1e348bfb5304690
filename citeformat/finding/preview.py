"""Show what a style prints: `citeformat.preview_style`.

In: a style. Out: a `StylePreview`: sample citations and a sample list, for works of several types.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citeformat.engine.processor.result import Bibliography, CitationText
from citeformat.errors import FormatError
from citeformat.finding.samples import SAMPLES
from citeformat.record.collection import RecordsLike, records_of
from citeformat.style import Style

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

__all__ = ["StylePreview", "preview_style"]


@dataclass(frozen=True, slots=True, repr=False)
class StylePreview:
    """Sample citations and a sample list."""

    style: Style
    citations: tuple[tuple[str, CitationText], ...]
    """What each citation shows, such as `"with a page"`, and its text."""
    bibliography: Bibliography | None
    """The list of all samples, or `None` if the style has none."""

    def to(self, format: str = "text") -> str:
        """Write the preview as `"text"`, `"ansi"` (with the formatting of a terminal), `"json"` or
        `"html"`.

        Raises:
            FormatError: The format is another one.
        """
        style = self.style
        entries = self.bibliography.entries if self.bibliography is not None else ()
        if format == "json":
            value = {
                "name": style.name,
                "title": style.title,
                "citation_format": style.citation_format,
                "locale": style.locale,
                "citations": [
                    {"shows": shows, "text": str(text)} for shows, text in self.citations
                ],
                "entries": [{"id": entry.id, "text": entry.text} for entry in entries],
            }
            return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
        if format == "html":
            rows = [
                f"<dt>{shows}</dt>\n<dd>{text.to('html')}</dd>" for shows, text in self.citations
            ]
            return "\n".join([
                f"<h1>{html.escape(style.title or style.name)}</h1>",
                f"<p>{self._summary()}</p>", "<dl>", *rows, "</dl>",
                self.bibliography.to("html") if self.bibliography is not None else "",
            ])  # fmt: skip
        if format not in ("text", "ansi"):
            raise FormatError(f"a preview is text, ansi, json or html, not {format!r}")
        width = max([len(shows) for shows, _ in self.citations], default=0) + 2
        lines = [style.title or style.name, self._summary(), ""]
        lines += [f"{shows:{width}}{text.to(format)}" for shows, text in self.citations]
        if self.bibliography is not None:
            lines += ["", self.bibliography.to(format).rstrip("\n")]
        return "\n".join([*lines, ""])

    def _summary(self) -> str:
        """Say what kind of style it is."""
        style = self.style
        parts = [f"{style.citation_format} style", f"locale {style.locale}"]
        if style.dependent_of:
            parts.append(f"the rules of {style.dependent_of}")
        if not style.has_bibliography:
            parts.append("no reference list")
        return ", ".join(parts)

    def __str__(self) -> str:
        return self.to("text")

    def _repr_html_(self) -> str:
        return self.to("html")

    def __repr__(self) -> str:
        return f"<StylePreview of {self.style.name or self.style.title}>"


def preview_style(
    style: Style | str | bytes | os.PathLike[str],
    records: RecordsLike | None = None,
    *,
    locale: str | None = None,
    styles_folder: str | os.PathLike[str] | None = None,
) -> StylePreview:
    """Render sample citations and a sample list in a style.

    Args:
        style: The style, or what `Style.load` takes.
        records: Records to show instead of the samples, which are an article, an article of many
            authors, a book, a chapter, a paper, a thesis, a report and a web page.
        locale: A BCP 47 tag; by default, the locale of the style.
        styles_folder: A folder of your own styles, as for `Style.load`.

    Raises:
        StyleNotFound: No style has this name.
        InvalidStyle: It cannot be used.

    >>> preview = preview_style("ieee")
    >>> [str(text) for _, text in preview.citations[:3]]
    ['[1]', '[1, p. 12]', '[1], [2]']
    """
    loaded = Style.load(style, locale=locale, styles_folder=styles_folder)
    shown = records_of(SAMPLES if records is None else records)
    document = loaded.document(shown)
    ids = document.register(dict.fromkeys(record.id for record in shown), sort=False)
    first, last = ids[:1], ids[-1:]
    cites: tuple[tuple[str, Sequence[str], dict[str, Any]], ...] = (
        ("one work", first, {}),
        ("with a page", first, {"locator": "12"}),
        ("two works", ids[:2], {}),
        ("in a sentence", last, {"narrative": True}),
    )
    citations = []
    for number, (shows, works, details) in enumerate(cites if ids else (), 1):
        note = number if loaded.kind == "note" else 0
        citations.append((shows, document.cite(*works, note_number=note, **details)))
    listed = document.bibliography() if loaded.has_bibliography else None
    return StylePreview(loaded, tuple(citations), listed)
