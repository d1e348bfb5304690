"""Compare what styles print: `citeformat.compare_styles`.

In: records and styles. Out: a `StyleComparison`: for each reference that changes, its text in each
style, and what differs from the first style.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from citeformat.errors import FormatError, Problem, StyleError
from citeformat.finding.differences import TextDifference, differences, write_differences
from citeformat.finding.similarity import split_label
from citeformat.record.collection import RecordsLike, records_of
from citeformat.style import Style

if TYPE_CHECKING:
    import os

__all__ = ["ComparedEntry", "StyleComparison", "compare_styles"]


@dataclass(frozen=True, slots=True)
class ComparedEntry:
    """A reference in each of the styles."""

    id: str
    texts: tuple[str, ...]
    """The text in each style."""

    @property
    def changes(self) -> bool:
        """Whether the styles print different texts. The number of a reference does not count."""
        return len({"".join(split_label(text)) for text in self.texts}) > 1

    @property
    def differences(self) -> tuple[tuple[TextDifference, ...], ...]:
        """For each style but the first, what differs from the first."""
        first, *others = self.texts
        return tuple([differences(first, text) for text in others])


@dataclass(frozen=True, slots=True, repr=False)
class StyleComparison:
    """References in several styles."""

    styles: tuple[str, ...]
    """The names of the styles."""
    entries: tuple[ComparedEntry, ...]
    """The references, in the order of the first style."""
    orders: tuple[tuple[str, ...], ...]
    """The ids of the references in the order of each style."""
    problems: tuple[Problem, ...] = ()
    """What the styles cannot print."""

    @property
    def changed(self) -> tuple[ComparedEntry, ...]:
        """The references whose texts differ."""
        return tuple([entry for entry in self.entries if entry.changes])

    def to(self, format: str = "text") -> str:
        """Write what changes as `"text"`, `"ansi"`, `"json"` or `"html"`.

        What the first style prints and another does not is marked as deleted, what only the other
        prints as inserted.

        Raises:
            FormatError: The format is another one.
        """
        first, *others = self.styles
        if format == "json":
            value = {
                "styles": list(self.styles),
                "orders": [list(order) for order in self.orders],
                "entries": [
                    {"id": entry.id, "texts": list(entry.texts), "changes": entry.changes}
                    for entry in self.entries
                ],
            }
            return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
        if format not in ("text", "ansi", "html"):
            raise FormatError(f"styles are compared as text, ansi, json or html, not {format!r}")
        count = len(self.changed)
        lines = [
            f"References that change from {first} to {' and '.join(others)}: "
            f"{count:,} of {len(self.entries):,}"
        ]
        lines += [
            f"{name} lists the references in another order"
            for name, order in zip(others, self.orders[1:], strict=True)
            if order != self.orders[0]
        ]
        if format == "html":
            lines = [f"<p>{html.escape(line)}</p>" for line in lines] + ["<dl>"]
        for entry in self.changed:
            lines.append(
                f"<dt>{html.escape(entry.id)}</dt>" if format == "html" else f"\n{entry.id}"
            )
            for name, parts in zip(others, entry.differences, strict=True):
                written = write_differences(parts, format)
                label = f"{name}: " if others[1:] else ""
                lines.append(
                    f"<dd>{label}{written}</dd>" if format == "html" else f"  {label}{written}"
                )
        return "\n".join([*lines, *(["</dl>"] if format == "html" else []), ""])

    def __str__(self) -> str:
        return self.to("text")

    def __repr__(self) -> str:
        count = len(self.changed)
        return f"<StyleComparison of {', '.join(self.styles)}: {count} references change>"


def compare_styles(
    records: RecordsLike,
    styles: Iterable[Style | str | os.PathLike[str]],
    *,
    locale: str | None = None,
    styles_folder: str | os.PathLike[str] | None = None,
) -> StyleComparison:
    """Compare the reference lists of records in several styles with that of the first style.

    Args:
        records: The records.
        styles: Two or more styles, or what `Style.load` takes.
        locale: A BCP 47 tag; by default, the locale of each style.
        styles_folder: A folder of your own styles, as for `Style.load`.

    Raises:
        StyleError: There are fewer than two styles, or one of them does not exist.
        RecordError: `records` are not records.

    >>> from citeformat import Record
    >>> book = Record.from_csl({"id": "knuth1984", "type": "book", "title": "The TeXbook",
    ...     "author": [{"family": "Knuth", "given": "Donald"}], "issued": {"date-parts": [[1984]]}})
    >>> print(compare_styles([book], ["apa", "chicago"]), end="")
    References that change from apa to chicago-author-date: 1 of 1
    <BLANKLINE>
    knuth1984
      Knuth, [-D-]{+Donald+}. [-(-]1984[-)-]. The TeXbook.
    """
    names = [styles] if isinstance(styles, str) else styles
    loaded = [Style.load(style, locale=locale, styles_folder=styles_folder) for style in names]
    if len(loaded) <= 1:
        raise StyleError("a comparison needs two styles or more")
    known = records_of(records)
    lists = [style.bibliography(known) for style in loaded]
    problems = [problem for style in loaded for problem in style.problems]
    problems += [problem for each in lists for problem in each.problems]
    texts: list[dict[str, list[str]]] = []
    for each in lists:
        by_id: dict[str, list[str]] = {}
        for entry in each:
            by_id.setdefault(entry.id, []).append(entry.text)
        texts.append(by_id)
    entries = []
    for id in texts[0]:
        together = zip(*[by_id[id] for by_id in texts], strict=True)
        entries += [ComparedEntry(id, each) for each in together]
    return StyleComparison(
        tuple([style.name or style.title for style in loaded]),
        tuple(entries),
        tuple([tuple([entry.id for entry in each]) for each in lists]),
        tuple(problems),
    )
