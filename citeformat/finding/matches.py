"""What a search for styles finds: the styles that print one text, and how similar it is.

In: styles, references and texts. Out: a `StyleSearch`, which is written as text, JSON or HTML.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from citeformat._util.text import counted
from citeformat.errors import FormatError, Problem
from citeformat.finding.differences import TextDifference, differences, write_differences
from citeformat.styles.catalogue import Listing

__all__ = ["StyleMatch", "StyleSearch"]

_MOST_NAMES = 4
"""The number of styles with the same text that a text for people lists."""


@dataclass(frozen=True, slots=True, repr=False)
class StyleMatch:
    """The styles that print one text for the references."""

    styles: tuple[Listing, ...]
    """The independent styles, the best known first."""
    dependents: int
    """The number of dependent styles that take their rules from one of them."""
    edits: float
    """The number of characters by which the texts differ from the references. The shape of a
    quotation mark or dash counts a hundredth, and a missing DOI or address one and a half."""
    references: tuple[str, ...]
    """The references, each on one line."""
    texts: tuple[str, ...]
    """The texts that the styles print for them."""

    @property
    def name(self) -> str:
        """The name of the best known style."""
        return self.styles[0].name

    @property
    def title(self) -> str:
        """The title of the best known style."""
        return self.styles[0].title

    @property
    def similarity(self) -> float:
        """How similar the texts are to the references, from 0 to 1."""
        pairs = zip(self.references, self.texts, strict=True)
        return max(1 - self.edits / sum([max(map(len, pair)) for pair in pairs]), 0.0)

    @property
    def is_exact(self) -> bool:
        """Whether the texts are the references, apart from what copying changes."""
        return self.edits < 1

    @property
    def differences(self) -> tuple[tuple[TextDifference, ...], ...]:
        """For each reference, its parts, and what the style prints in their place."""
        return tuple(map(differences, self.references, self.texts))

    def __repr__(self) -> str:
        return f"<StyleMatch {self.name} ({len(self.styles)} styles): {self.similarity:.1%}>"


@dataclass(frozen=True, slots=True, repr=False)
class StyleSearch(Sequence[StyleMatch]):
    """The styles that print texts similar to references, the most similar first."""

    matches: tuple[StyleMatch, ...]
    records: tuple[str, ...]
    """The id of the record of each reference."""
    searched: int
    """The number of styles that were compared."""
    problems: tuple[Problem, ...] = ()
    """References without a record, and styles that cannot be used."""

    @overload
    def __getitem__(self, index: int) -> StyleMatch: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[StyleMatch]: ...
    def __getitem__(self, index: int | slice) -> StyleMatch | Sequence[StyleMatch]:
        return self.matches[index]

    def __len__(self) -> int:
        return len(self.matches)

    def __iter__(self) -> Iterator[StyleMatch]:
        return iter(self.matches)

    def to(self, format: str = "text") -> str:
        """Write the matches as `"text"`, `"ansi"` (text in colours for a terminal), `"json"` or
        `"html"`.

        What only the reference has is marked as deleted, and what only the style prints as
        inserted.

        Raises:
            FormatError: The format is another one.
        """
        if format == "json":
            value = [
                {
                    "name": match.name,
                    "title": match.title,
                    "similarity": round(match.similarity, 4),
                    "styles": [style.name for style in match.styles],
                    "dependents": match.dependents,
                    "texts": list(match.texts),
                    "differences": [
                        [part._asdict() for part in parts] for parts in match.differences
                    ],
                }
                for match in self.matches
            ]
            return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
        if format == "html":
            lines = ['<ol class="styles-found">']
            for match in self.matches:
                name, title, also = map(html.escape, (match.name, match.title, _others(match)))
                lines.append(f"<li><b>{title}</b> (<code>{name}</code>): {_how_similar(match)}")
                lines += [f"<p>{write_differences(each, 'html')}</p>" for each in match.differences]
                lines += [f"<p>{also}</p>"] if also else []
                lines.append("</li>")
            return "\n".join([*lines, "</ol>", ""])
        if format not in ("text", "ansi"):
            raise FormatError(f"styles are listed as text, ansi, json or html, not {format!r}")
        lines = []
        for number, match in enumerate(self.matches, 1):
            lines.append(f"{number}. {match.name} ({match.title}): {_how_similar(match)}")
            if not match.is_exact:
                lines += [f"   {write_differences(each, format)}" for each in match.differences]
            if also := _others(match):
                lines.append(f"   {also}")
        return "".join(f"{line}\n" for line in lines)

    def __str__(self) -> str:
        return self.to("text")

    def __repr__(self) -> str:
        best = f": {self.matches[0].name}, ..." if self.matches else ""
        return f"<StyleSearch of {self.searched:,} styles{best}>"


def _how_similar(match: StyleMatch) -> str:
    """Say how similar the texts of a match are to the references."""
    return "the same text" if match.is_exact else f"{match.similarity:.0%} similar"


def _others(match: StyleMatch) -> str:
    """Say which other styles print the same text."""
    names = [style.name for style in match.styles[1:]]
    rest = len(names) - _MOST_NAMES
    listed = ", ".join(names if rest < 2 else [*names[:_MOST_NAMES], f"{rest} others"])
    parts = [f"also {listed}"] if listed else []
    if match.dependents:
        parts.append(counted(match.dependents, "dependent style"))
    return ", and ".join(parts)
