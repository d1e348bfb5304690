"""Phase: put the cites of one citation together: grouped by author, collapsed, delimited.

In: the cites of a citation in order. Out: the rich text between the layout's affixes.

Source: CSL 1.0.2 specification, "Cite Grouping", "Cite Collapsing".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from citeformat.engine.processor.cites.render import (
    RenderedCite,
    affixed,
    begins_sentence,
    render_cite,
    suffix_of,
    with_capital,
)
from citeformat.engine.processor.state import NOTHING, CiteState
from citeformat.engine.runtime.style import CompiledStyle

__all__ = ["group_and_collapse"]


class _Part:
    """A cite on its way into the citation, and what stands before it."""

    __slots__ = ("delimiter", "rendered", "state", "text")

    def __init__(self, state: CiteState, rendered: RenderedCite, text: str) -> None:
        self.state = state
        self.rendered = rendered
        self.text = text
        self.delimiter = ""


def group_and_collapse(style: CompiledStyle, cites: Sequence[CiteState]) -> str:
    """The joined text of the cites of one citation."""
    options = style.citation.options
    parts: list[_Part] = []
    for state in cites:
        rendered = render_cite(style, state, suppress_names=state.cite.suppress_author)
        text = rendered.names if state.cite.author_only else rendered.text
        if not text and not state.cite.suppress_author:
            text = NOTHING
        if style.is_note and begins_sentence(state, first=not parts):
            text = with_capital(text, style.terms)
        parts.append(_Part(state, rendered, affixed(state, text)))
    if len(parts) > 1:
        if options.collapse == "citation-number" and style.uses_citation_number:
            return _numbers(style, parts)
        if options.collapse or options.cite_group_delimiter is not None:
            return _groups(style, _grouped(style, parts))
    return _joined(style.citation.delimiter, parts)


def _joined(delimiter: str, parts: list[_Part]) -> str:
    """Cites with the delimiter between them."""
    there = [part for part in parts if part.text]
    text = there[0].text if there else ""
    for before, part in pairwise(there):
        text += _between(delimiter, before, part) + part.text
    return text


def _between(delimiter: str, before: _Part, part: _Part) -> str:
    """What stands between two cites: the delimiter, unless a prefix or suffix brings its own."""
    if part.text[:1] in _OPENING_MARKS:
        return ""
    suffix = before.state.cite.suffix
    if suffix and suffix.rstrip().endswith(_ENDING_MARKS):
        return " " if delimiter else ""
    return delimiter


_OPENING_MARKS = frozenset(".,;:")
_ENDING_MARKS = tuple(".,;:?!")


def _numbers(style: CompiledStyle, parts: list[_Part]) -> str:
    """[1]-[3]: runs of three or more successive numbers."""
    options = style.citation.options
    delimiter = style.citation.delimiter
    after = options.after_collapse_delimiter
    text = ""
    index = 0
    previous_run = False
    while index < len(parts):
        end = index
        while end + 1 < len(parts) and _successive(style, parts[end], parts[end + 1]):
            end += 1
        if text:
            before = parts[index - 1]
            behind_locator = style.uses_locator and bool(before.state.cite.locator)
            follows = after is not None and (previous_run or behind_locator)
            text += _between(after or "" if follows else delimiter, before, parts[index])
        previous_run = end - index >= 2
        if previous_run:
            text += f"{parts[index].text}–{parts[end].text}"
            index = end + 1
        else:
            text += parts[index].text
            index += 1
    return text


def _successive(style: CompiledStyle, first: _Part, second: _Part) -> bool:
    if style.uses_locator and any(part.state.cite.locator for part in (first, second)):
        return False
    if first.state.cite.suffix or second.state.cite.prefix:
        return False
    return first.state.reference.number + 1 == second.state.reference.number


def _grouped(style: CompiledStyle, parts: list[_Part]) -> list[list[_Part]]:
    """Cites that begin with the same names, brought together where the first of them stands.
    Cites without names belong together where nothing but a year-suffix parts them."""
    groups: dict[str, list[_Part]] = {}
    for index, part in enumerate(parts):
        key = part.rendered.names
        if not key and part.state.reference.year_suffix:
            key = "\0" + render_cite(style, part.state, suffix=False).text
        groups.setdefault(key or f"\0{index}", []).append(part)
    return list(groups.values())


def _groups(style: CompiledStyle, groups: list[list[_Part]]) -> str:
    options = style.citation.options
    after = options.after_collapse_delimiter
    text = ""
    previous = False
    last: _Part | None = None
    for group in groups:
        one = _one_group(style, group)
        if not one:
            continue
        if last is not None:
            delimiter = after if after is not None and previous else style.citation.delimiter
            text += _between(delimiter, last, group[0])
        text += one
        last = group[-1]
        # collapse_ChicagoAfterCollapse: with "year", behind a group of one cite as well
        previous = len(group) > 1 or options.collapse == "year"
    return text


def _one_group(style: CompiledStyle, group: list[_Part]) -> str:
    """The cites of one author."""
    options = style.citation.options
    delimiter = options.cite_group_delimiter
    if delimiter is None:
        delimiter = style.citation.delimiter if style.is_note else ", "
    if not options.collapse.startswith("year"):
        return _joined(delimiter, group)
    pieces: list[tuple[str, str]] = [("", group[0].text)]
    index = 1
    while index < len(group):
        part, before = group[index], group[index - 1]
        if options.collapse != "year" and _same_year(style, before, part):
            index = _suffixes(style, group, index, pieces, delimiter)
            continue
        own = render_cite(style, part.state, suppress_names=True)
        after = options.after_collapse_delimiter
        behind_locator = after is not None and bool(before.state.cite.locator)
        between = after if after is not None and behind_locator else delimiter
        alone = _Part(part.state, own, affixed(part.state, own.text))
        pieces.append((_between(between, before, alone), alone.text))
        index += 1
    return "".join(before + text for before, text in pieces)


def _same_year(style: CompiledStyle, first: _Part, second: _Part) -> bool:
    """Whether two cites differ in their year-suffix alone."""
    if not (first.state.reference.year_suffix and second.state.reference.year_suffix):
        return False
    if first.state.cite.locator or first.state.cite.suffix or second.state.cite.prefix:
        return False
    if second.state.cite.locator:
        return False
    years = [
        render_cite(style, part.state, suppress_names=True, suffix=False).text
        for part in (first, second)
    ]
    return years[0] == years[1]


def _suffixes(
    style: CompiledStyle,
    group: list[_Part],
    index: int,
    pieces: list[tuple[str, str]],
    delimiter: str,
) -> int:
    """2000a, b, c: the suffixes of one year; successive ones become a range where asked for."""
    options = style.citation.options
    between = options.year_suffix_delimiter
    if between is None:
        between = style.citation.delimiter if options.cite_group_delimiter is None else delimiter
    end = index
    while end < len(group) and _same_year(style, group[end - 1], group[end]):
        end += 1
    suffixes = [group[at].state.reference.year_suffix for at in range(index - 1, end)]
    runs = _runs(suffixes) if options.collapse == "year-suffix-ranged" else [[s] for s in suffixes]
    first, rest = runs[0], runs[1:]
    if len(first) >= 3:
        pieces.append(("–", first[-1]))
    else:
        pieces.extend((between, suffix) for suffix in first[1:])
    for run in rest:
        if len(run) >= 3:
            pieces.append((between, f"{run[0]}–{run[-1]}"))
        else:
            pieces.extend((between, suffix) for suffix in run)
    pieces.append(("", suffix_of(group[end - 1].state)))
    return end


def _runs(suffixes: list[str]) -> list[list[str]]:
    runs: list[list[str]] = []
    for suffix in suffixes:
        if runs and len(suffix) == 1 and ord(runs[-1][-1][-1]) + 1 == ord(suffix):
            runs[-1].append(suffix)
        else:
            runs.append([suffix])
    return runs
