"""Every CSL style as a formatting style of pybtex.

In: a bibliography of pybtex. Out: its formatted entries. pybtex, and programs that use it, find the
styles in `NAMES` through entry points; `register` adds others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, ClassVar

from citeformat._util.extras import installed_by
from citeformat.engine.processor.result import Entry
from citeformat.interchange import read_source
from citeformat.interchange.registry import READERS
from citeformat.interchange.source import Source
from citeformat.output.inline_runs import (
    BOLD,
    ITALIC,
    SUBSCRIPT,
    SUPERSCRIPT,
    Run,
    lines_of,
)
from citeformat.record import Records
from citeformat.richtext.spans import LEFT_MARGIN
from citeformat.style import Style

with installed_by("pybtex"):
    from pybtex import richtext
    from pybtex.errors import report_error
    from pybtex.exceptions import PybtexError
    from pybtex.plugin import register_plugin
    from pybtex.style import FormattedBibliography, FormattedEntry
    from pybtex.style.formatting import BaseStyle

__all__ = ["NAMES", "CslStyle", "csl_style", "register"]

_TAGS = {ITALIC: "em", BOLD: "strong", SUPERSCRIPT: "sup", SUBSCRIPT: "sub"}


class CslStyle(BaseStyle):  # type: ignore[misc]
    """A formatting style of pybtex that renders with a CSL style. `csl_style` makes subclasses.

    Entries are in the order of the CSL style, unless another `sorting_style` is chosen. Labels are
    those of pybtex's label style. A number that the CSL style prints before an entry is left out.
    """

    csl_name: ClassVar[str] = "apa"
    """Any name of a style that `Style.load` takes."""

    def __init__(
        self,
        label_style: Any = None,
        name_style: Any = None,
        sorting_style: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(label_style, name_style, sorting_style, **options)
        self._sorts = sorting_style is None
        """Whether the CSL style sorts the entries."""
        if self._sorts:
            self.sort = self.sort_entries

    def sort_entries(self, entries: Iterable[Any]) -> list[Any]:
        """Sort entries in the order of the CSL style."""
        by_key = {entry.key: entry for entry in entries}
        return [by_key[key] for key in self._rendered(by_key.values())]

    def format_entry(self, label: str, entry: Any, bib_data: Any = None) -> FormattedEntry:
        """Format an entry by itself."""
        return FormattedEntry(entry.key, self._rendered([entry])[entry.key], label)

    def format_entries(self, entries: Iterable[Any], bib_data: Any = None) -> Iterator[Any]:
        """Format entries together, so that they are disambiguated."""
        by_key = {entry.key: entry for entry in entries}
        others = bib_data.entries.values() if bib_data is not None else ()
        texts = self._rendered(by_key.values(), others)
        ordered = [by_key[key] for key in texts] if self._sorts else self.sort([*by_key.values()])
        for label, entry in zip(self.format_labels(ordered), ordered, strict=True):
            yield FormattedEntry(entry.key, texts[entry.key], label)

    def format_bibliography(
        self, bib_data: Any, citations: Sequence[str] | None = None
    ) -> FormattedBibliography:
        """Format the entries that are cited, or all of them."""
        keys = list(bib_data.entries) if citations is None else citations
        keys = bib_data.add_extra_citations(keys, self.min_crossrefs)
        entries = [bib_data.entries[key] for key in keys]
        formatted = self.format_entries(entries, bib_data)
        return FormattedBibliography(formatted, style=self, preamble=bib_data.preamble)

    def _rendered(
        self, entries: Iterable[Any], others: Iterable[Any] = ()
    ) -> dict[str, richtext.Text]:
        """Render entries, in the order of the CSL style.

        Args:
            entries: The entries.
            others: Entries from which they may inherit fields.

        Returns:
            The key of each entry -> its text.
        """
        wanted = {entry.key: entry for entry in entries}
        records = _records({**{each.key: each for each in others}, **wanted}.values())
        listed = _style(self.csl_name).bibliography(
            [record for record in records if record.id in wanted]
        )
        for problem in (*records.problems, *listed.problems):
            if problem.severity == "error":
                report_error(PybtexError(str(problem)))
        texts = {entry.id: _text(entry) for entry in listed}
        for key, entry in wanted.items():
            texts.setdefault(key, richtext.Text(entry.fields.get("title", key)))
        return texts


@lru_cache(maxsize=64)
def _style(name: str) -> Style:
    return Style.load(name)


def _records(entries: Iterable[Any]) -> Records:
    """Read entries of pybtex as records."""
    text = "\n".join(map(_bibtex, entries))
    return read_source(Source(text), READERS.find("bibtex"))


def _bibtex(entry: Any) -> str:
    """Write an entry of pybtex as BibTeX."""
    fields = dict(entry.fields)
    for role, persons in entry.persons.items():
        fields[role] = " and ".join(map(str, persons))
    lines = [f"  {name} = {{{_balanced(value)}}},\n" for name, value in fields.items()]
    return f"@{entry.original_type}{{{entry.key},\n{''.join(lines)}}}\n"


def _balanced(value: str) -> str:
    """Remove the braces of a value if they do not match; one value must not end another entry."""
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", value):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            break
    return re.sub(r"[{}]", "", value) if depth else value


def _text(entry: Entry) -> richtext.Text:
    """Make rich text of pybtex from an entry, without the number in its margin."""
    lines = [line for line in lines_of(entry.rich) if line.display != LEFT_MARGIN]
    parts: list[Any] = []
    for number, line in enumerate(lines):
        if number:
            parts.append(richtext.Symbol("newblock"))
        parts += [_part(run, entry.targets) for run in line.runs]
    return richtext.Text(*parts)


def _part(run: Run, targets: Sequence[str]) -> Any:
    text, style, link = run
    part: Any = text
    for flag, tag in _TAGS.items():
        if style & flag:
            part = richtext.Tag(tag, part)
    return richtext.HRef(targets[link], part) if 0 <= link < len(targets) else part


def csl_style(name: str) -> type[CslStyle]:
    """Make a formatting style of pybtex from a CSL style.

    Args:
        name: Any name of a style that `Style.load` takes.

    >>> csl_style("cell").csl_name
    'cell'
    """
    return type("CslStyle", (CslStyle,), {"csl_name": name})


def register(name: str) -> None:
    """Let pybtex find a CSL style by its name.

    >>> from pybtex import PybtexEngine
    >>> register("cell")
    >>> text = "@book{x, author={Knuth, Donald E.}, title={{TeX}book}, year=1984}"
    >>> print(PybtexEngine().format_from_string(text, style="cell", output_backend="text"))
    [1] Knuth, D.E. (1984). TeXbook.
    <BLANKLINE>
    """
    register_plugin("pybtex.style.formatting", name, csl_style(name))


NAMES = (
    "acm", "ama", "american-chemical-society", "apa", "chicago", "harvard", "ieee", "mla", "nature",
    "science", "vancouver",
)  # fmt: skip
"""The styles that pybtex finds without `register`."""


def __getattr__(name: str) -> type[CslStyle]:
    # An entry point names an attribute of this module: `citeformat.compat.pybtex:apa`.
    wanted = name.replace("_", "-")
    if wanted in NAMES:
        return csl_style(wanted)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
