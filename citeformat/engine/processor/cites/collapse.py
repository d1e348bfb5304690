"""Phase: render citations: their cites grouped by author, collapsed and joined, in their modes.

In: a citation in its place, its cites sorted and with positions. Out: its rich text with the
affixes of the layout, not yet finished.

Source: CSL 1.0.2 specification, "Cite Grouping", "Cite Collapsing"; the citation modes of CSL-JSON
(author-only, suppress-author, composite).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from citeformat.engine.processor.cites.render import (
    RenderedCite,
    capitalize_term,
    render_author,
    render_cite,
    starts_sentence,
    suffix_of,
    with_affixes,
)
from citeformat.engine.processor.state import NOTHING, CiteState, Cluster
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.richtext.markup import parse

__all__ = ["group_and_collapse", "render_cluster"]

_OPENING_MARKS = frozenset(".,;:")
_ENDING_MARKS = tuple(".,;:?!")


def render_cluster(style: CompiledStyle, cluster: Cluster) -> str:
    """Render one citation."""
    mode, cites = cluster.citation.mode, cluster.cites
    if not cites:
        return ""
    author = ""
    if mode in ("author-only", "composite"):
        author = render_author(style, cites[0])
        if mode == "author-only":
            return author or render_cite(style, cites[0]).text
    if mode in ("suppress-author", "composite"):
        cites[0].cite = replace(cites[0].cite, suppress_author=True)
    text = group_and_collapse(style, cites, cluster.citation.unsorted)
    if text and (mode == "composite" or not any(state.cite.author_only for state in cites)):
        layout = style.citation.formatting
        text = f"{layout.open}{layout.prefix}{text}{layout.suffix}{layout.close}"
    if mode != "composite":
        return text
    infix = parse(cluster.citation.infix)
    if infix and infix[0].isalnum():
        infix = f" {infix}"
    return f"{author}{infix} {text}" if author and text else author or text


class _Part:
    """A cite with the text that the citation has for it."""

    __slots__ = ("rendered", "state", "text")

    def __init__(self, state: CiteState, rendered: RenderedCite, text: str) -> None:
        self.state = state
        self.rendered = rendered
        self.text = text


def group_and_collapse(
    style: CompiledStyle, cites: Sequence[CiteState], keep_order: bool = False
) -> str:
    """Render the cites of one citation, and join them as the style says.

    Args:
        style: The style.
        cites: The cites in their order.
        keep_order: Whether grouping leaves every cite in its place.
    """
    options = style.citation.options
    parts: list[_Part] = []
    for state in cites:
        rendered = render_cite(style, state, suppress_names=state.cite.suppress_author)
        text = (state.cite.author_only and render_author(style, state)) or rendered.text
        if not text and not state.cite.suppress_author:
            text = NOTHING
        if style.is_note and starts_sentence(state, is_first=not parts):
            text = capitalize_term(text, style.terms)
        text = with_affixes(state, text)
        if text:  # a delimiter separates cites that are printed
            parts.append(_Part(state, rendered, text))
    if len(parts) > 1 and not any(state.cite.author_only for state in cites):
        if options.collapse == "citation-number" and style.uses_citation_number:
            return _collapse_citation_numbers(style, parts)
        if options.collapse or options.cite_group_delimiter is not None:
            return _join_groups(style, parts, keep_order)
    return _join(style.citation.delimiter, parts)


def _join(delimiter: str, parts: Sequence[_Part]) -> str:
    """Join cites by a delimiter."""
    text = parts[0].text if parts else ""
    for before, part in pairwise(parts):
        text += _between(delimiter, before, part) + part.text
    return text


def _between(delimiter: str, before: _Part, part: _Part) -> str:
    """Return the delimiter of two cites, unless a prefix or suffix brings its own."""
    if part.text[:1] in _OPENING_MARKS:
        return ""
    suffix = before.state.cite.suffix
    if suffix and suffix.rstrip().endswith(_ENDING_MARKS):
        return " " if delimiter else ""
    return delimiter


def _collapse_citation_numbers(style: CompiledStyle, parts: Sequence[_Part]) -> str:
    """Join cites, and collapse three or more successive numbers to a range: [1]-[3]."""
    uses_locator = style.uses_locator
    runs: list[list[_Part]] = []
    for part in parts:
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and last.state.reference.number + 1 == part.state.reference.number
            and not (last.state.cite.suffix or part.state.cite.prefix)
            and not (uses_locator and (last.state.cite.locator or part.state.cite.locator))
        ):
            runs[-1].append(part)
        else:
            runs.append([part])
    pieces: list[list[_Part]] = []
    for run in runs:
        pieces += [[run[0], run[-1]]] if len(run) > 2 else [[part] for part in run]
    after = style.citation.options.after_collapse_delimiter
    text = ""
    before: list[_Part] = []
    for piece in pieces:
        if text:
            delimiter = style.citation.delimiter
            has_locator = uses_locator and bool(before[-1].state.cite.locator)
            if after is not None and (len(before) > 1 or has_locator):
                delimiter = after
            text += _between(delimiter, before[-1], piece[0])
        text += "–".join([part.text for part in piece])
        before = piece
    return text


def _join_groups(style: CompiledStyle, parts: Sequence[_Part], keep_order: bool) -> str:
    """Move cites with the same names to the first one of them, and join these groups.

    Cites without names form a group if they differ only in their year-suffix. No cite moves across
    a prefix, which is about the cites that follow it ("see also"). If the order is kept, only
    neighbours form a group.
    """
    options = style.citation.options
    groups: list[tuple[str, list[_Part]]] = []
    open_groups: dict[str, list[_Part]] = {}
    for index, part in enumerate(parts):
        key = part.rendered.names
        if not key and part.state.reference.year_suffix:
            key = "\0" + render_cite(style, part.state, with_year_suffix=False).text
        key = key or f"\0{index}"
        if keep_order or part.state.cite.prefix:
            open_groups = {names: group for names, group in groups[-1:] if names == key}
        if key in open_groups:
            open_groups[key].append(part)
        else:
            open_groups[key] = [part]
            groups.append((key, open_groups[key]))
    after = options.after_collapse_delimiter
    inner = options.cite_group_delimiter
    if inner is None:
        inner = style.citation.delimiter if style.is_note else ", "
    text = ""
    last: _Part | None = None
    is_collapsed = False
    for _, group in groups:
        if options.collapse in ("year", "year-suffix", "year-suffix-ranged"):
            joined = _collapse_years(style, group, inner)
        else:
            joined = _join(inner, group)
        if last is not None:
            delimiter = after if after is not None and is_collapsed else style.citation.delimiter
            text += _between(delimiter, last, group[0])
        text += joined
        last = group[-1]
        # collapse_ChicagoAfterCollapse: with "year", after a group of one cite as well
        is_collapsed = len(group) > 1 or options.collapse == "year"
    return text


def _collapse_years(style: CompiledStyle, group: Sequence[_Part], delimiter: str) -> str:
    """Join the cites of one author, and print the names once: Doe 2000, 2001.

    With `"year-suffix"`, cites of the same year print the year once: 2000a, b, c; with
    `"year-suffix-ranged"`, three or more successive suffixes become a range: 2000a-c.
    """
    options = style.citation.options
    after = options.after_collapse_delimiter
    suffix_delimiter = options.year_suffix_delimiter
    if suffix_delimiter is None:
        no_group_delimiter = options.cite_group_delimiter is None
        suffix_delimiter = style.citation.delimiter if no_group_delimiter else delimiter
    before = group[0]
    text = before.text
    index = 1
    while index < len(group):
        end = index
        if options.collapse in ("year-suffix", "year-suffix-ranged"):
            while end < len(group) and _have_same_year(style, group[end - 1], group[end]):
                end += 1
        if end > index:
            suffixes = [part.state.reference.year_suffix for part in group[index - 1 : end]]
            runs: list[list[str]] = []
            for suffix in suffixes:
                is_next = runs and len(suffix) == 1 and ord(runs[-1][-1][-1]) + 1 == ord(suffix)
                if is_next and options.collapse == "year-suffix-ranged":
                    runs[-1].append(suffix)
                else:
                    runs.append([suffix])
            joined = suffix_delimiter.join([
                f"{run[0]}–{run[-1]}" if len(run) > 2 else suffix_delimiter.join(run)
                for run in runs
            ])  # fmt: skip
            before = group[end - 1]
            text += joined.removeprefix(suffixes[0]) + suffix_of(before.state)
            index = end
            continue
        part = group[index]
        rendered = render_cite(style, part.state, suppress_names=True)
        nameless = _Part(part.state, rendered, with_affixes(part.state, rendered.text))
        if nameless.text:
            follows_locator = after is not None and bool(before.state.cite.locator)
            between = after if after is not None and follows_locator else delimiter
            text += _between(between, before, nameless) + nameless.text
            before = part
        index += 1
    return text


def _have_same_year(style: CompiledStyle, first: _Part, second: _Part) -> bool:
    """Return whether two cites differ only in their year-suffix."""
    cites = first.state.cite, second.state.cite
    if not (first.state.reference.year_suffix and second.state.reference.year_suffix):
        return False
    if cites[0].locator or cites[1].locator or cites[0].suffix or cites[1].prefix:
        return False
    years = [
        render_cite(style, part.state, suppress_names=True, with_year_suffix=False).text
        for part in (first, second)
    ]
    return years[0] == years[1]
