"""Phase: render citations: their cites grouped by author, collapsed and joined, in their modes.

In: a citation in its place, its cites sorted and with positions. Out: its rich text with the
affixes of the layout, not yet finished.

Source: CSL 1.0.2 specification, "Cite Grouping", "Cite Collapsing"; the citation modes of CSL-JSON
(author-only, suppress-author, composite).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from citeformat.engine.processor.cites.affixes import (
    blank_before,
    is_wide,
    suffix_of,
    with_affixes,
)
from citeformat.engine.processor.cites.render import (
    RenderedCite,
    capitalize_term,
    render_author,
    render_cite,
    starts_sentence,
    unknown_work,
)
from citeformat.engine.processor.result import UnfinishedCitation
from citeformat.engine.processor.state import NOTHING, CiteState, Cluster
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.richtext.markup import parse
from citeformat.richtext.spans import OPENERS, SUPERSCRIPT, balance, opened

__all__ = ["group_and_collapse", "render_cluster"]

_SEPARATING_MARKS = tuple(".,;:")
"""Marks of a writer that take the place of the style's delimiter."""


def render_cluster(style: CompiledStyle, cluster: Cluster) -> str:
    """Render one citation, and keep in the cluster where its cites are in the text."""
    mode, cites = cluster.citation.mode, cluster.cites
    joined = cluster.unfinished = UnfinishedCitation(style.locale.quotes())
    if not cites:
        return ""
    if style.citation_part is not None:
        own = style.citation_part(cites[0].reference.item)
        part = style.citation._replace(delimiter=own.delimiter, formatting=own.formatting)
        style = style._replace(citation=part)
    if mode == "author-only":
        author = render_author(style, cites[0]) or render_cite(style, cites[0]).text
        joined.add(cites[0].cite.id, author)
        return joined.text
    if mode in ("suppress-author", "composite"):
        # the first cite as it was given; it may have been sorted
        first = next(each for each in cites if each.cite.id == cluster.citation.cites[0].id)
        if mode == "composite":
            joined.author = render_author(style, first)
            if first.reference.is_unknown:  # the mark is all that can be said
                joined.author = unknown_work(first.cite.id)
                cites = [each for each in cites if each is not first]
        first.cite = replace(first.cite, suppress_author=True)
    group_and_collapse(style, cites, joined, keep_order=not cluster.citation.sort)
    if joined.text and (mode == "composite" or not any(state.cite.author_only for state in cites)):
        layout = style.citation.formatting
        joined.enclose(layout.open + layout.prefix, layout.suffix + layout.close)
    author = joined.author
    if author and not joined.text:
        joined.add(cluster.citation.cites[0].id, author)
    elif author and not style.is_note:
        infix = parse(cluster.citation.infix)
        start = joined.text.lstrip(OPENERS)[:1]
        blank = "" if joined.text.startswith(SUPERSCRIPT) or is_wide(start) else " "
        joined.enclose(f"{author}{blank_before(infix)}{infix}{blank}", "")
    return joined.text


class _Part:
    """A cite with the text that the citation has for it."""

    __slots__ = ("affixes", "rendered", "state", "text")

    def __init__(self, state: CiteState, rendered: RenderedCite, text: str) -> None:
        self.state = state
        self.rendered = rendered
        self.text = text
        """The text with the prefix and suffix of the cite."""
        self.affixes = (0, 0)
        """The lengths of the prefix and suffix."""
        if state.cite.prefix or state.cite.suffix:
            self.text = with_affixes(state.cite, text)
            after = len(suffix_of(state.cite))
            self.affixes = (len(self.text) - len(text) - after, after)


def group_and_collapse(
    style: CompiledStyle,
    cites: Sequence[CiteState],
    joined: UnfinishedCitation,
    keep_order: bool = False,
) -> None:
    """Render the cites of one citation, and join them as the style says.

    Args:
        style: The style.
        cites: The cites in their order.
        joined: What the cites are appended to.
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
        part = _Part(state, rendered, text)
        if part.text:  # a delimiter separates cites that are printed
            parts.append(part)
    if len(parts) > 1 and not any(state.cite.author_only for state in cites):
        if options.collapse == "citation-number" and style.uses_citation_number:
            _collapse_citation_numbers(style, parts, joined)
            return
        if options.collapse or options.cite_group_delimiter is not None:
            _join_groups(style, parts, keep_order, joined)
            return
    _join(style.citation.delimiter, parts, joined)


def _join(delimiter: str, parts: Sequence[_Part], joined: UnfinishedCitation) -> None:
    """Join cites by a delimiter."""
    before: _Part | None = None
    for part in parts:
        if before is not None:
            _delimit(joined, delimiter, before, part)
        joined.add(part.state.cite.id, part.text, part.affixes)
        before = part


def _delimit(joined: UnfinishedCitation, delimiter: str, before: _Part, part: _Part) -> None:
    """Append the delimiter of two cites, unless a prefix or suffix of the writer brings its own.

    It replaces a mark that the style puts in front of the second cite, as a prefix of a title that
    follows no names.
    """
    prefix, suffix = part.state.cite.prefix, before.state.cite.suffix
    if prefix.startswith(_SEPARATING_MARKS):
        return
    if suffix and suffix.rstrip().endswith(_SEPARATING_MARKS):
        delimiter = " " if delimiter else ""
    if delimiter and part.text.startswith(_SEPARATING_MARKS) and part.text[1:2].isspace():
        part.text = part.text[1:].lstrip()
    joined.text += delimiter


def _collapse_citation_numbers(
    style: CompiledStyle, parts: Sequence[_Part], joined: UnfinishedCitation
) -> None:
    """Join cites, and collapse three or more successive numbers to a range: [1]-[3]."""
    uses_locator = style.uses_locator
    runs: list[list[_Part]] = []
    for part in parts:
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and last.state.reference.number + 1 == part.state.reference.number
            and not (last.state.cite.suffix or part.state.cite.suffix or part.state.cite.prefix)
            and not (uses_locator and (last.state.cite.locator or part.state.cite.locator))
        ):
            runs[-1].append(part)
        else:
            runs.append([part])
    pieces: list[list[_Part]] = []
    for run in runs:
        pieces += [[run[0], run[-1]]] if len(run) > 2 else [[part] for part in run]
    after = style.citation.options.after_collapse_delimiter
    before: list[_Part] = []
    for piece in pieces:
        if before:
            delimiter = style.citation.delimiter
            has_locator = uses_locator and bool(before[-1].state.cite.locator)
            if after is not None and (len(before) > 1 or has_locator):
                delimiter = after
            _delimit(joined, delimiter, before[-1], piece[0])
        for part in piece:
            if part is not piece[0]:
                joined.text += "–"
            joined.add(part.state.cite.id, part.text, part.affixes)
        before = piece


def _join_groups(
    style: CompiledStyle, parts: Sequence[_Part], keep_order: bool, joined: UnfinishedCitation
) -> None:
    """Move cites with the same names to the first one of them, and join these groups.

    Cites without names form a group if they differ only in their year-suffix. No cite moves across
    a prefix, which is about the cites that follow it ("see also"). If the order is kept, only
    neighbours form a group. A cite with a prefix keeps its names: they are not collapsed.
    """
    options = style.citation.options
    groups: list[tuple[str, list[_Part]]] = []
    open_groups: dict[str, list[_Part]] = {}
    for index, part in enumerate(parts):
        key = part.rendered.names
        if not key and part.state.reference.year_suffix:
            key = "\0" + render_cite(style, part.state, with_year_suffix=False).text
        key = key or f"\0{index}"
        if part.state.cite.prefix and options.collapse:
            open_groups = {}
        elif keep_order or part.state.cite.prefix:
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
    last: _Part | None = None
    is_collapsed = False
    for _, group in groups:
        if last is not None:
            delimiter = after if after is not None and is_collapsed else style.citation.delimiter
            _delimit(joined, delimiter, last, group[0])
        if options.collapse in ("year", "year-suffix", "year-suffix-ranged"):
            between = inner
            if options.cite_group_delimiter is None and after is None:
                # "2000, 3, 2001" would be two pages
                has_locator = any(part.state.cite.locator for part in group)
                between = style.citation.delimiter if has_locator else inner
            _collapse_years(style, group, between, joined)
        else:
            _join(inner, group, joined)
        last = group[-1]
        # collapse_ChicagoAfterCollapse: with "year", after a group of one cite as well
        is_collapsed = len(group) > 1 or options.collapse == "year"


def _collapse_years(
    style: CompiledStyle, group: Sequence[_Part], delimiter: str, joined: UnfinishedCitation
) -> None:
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
    joined.add(before.state.cite.id, before.text, before.affixes)
    index = 1
    while index < len(group):
        end = index
        suffixes = [""]
        """The year-suffixes of the cites that repeat a year; that of the first is printed."""
        if options.collapse in ("year-suffix", "year-suffix-ranged"):
            while end < len(group):
                alone = _year_suffix_alone(style, group[end - 1], group[end])
                if not alone:
                    break
                suffixes.append(alone)
                end += 1
        if end > index:
            runs: list[list[tuple[CiteState, str]]] = []
            for part, alone in zip(group[index - 1 : end], suffixes, strict=True):
                suffix = part.state.reference.year_suffix
                last = runs[-1][-1][0].reference.year_suffix if runs else ""
                is_next = runs and len(suffix) == 1 and ord(last[-1]) + 1 == ord(suffix)
                if is_next and options.collapse == "year-suffix-ranged":
                    runs[-1].append((part.state, alone))
                else:
                    runs.append([(part.state, alone)])
            for run in runs:
                between = suffix_delimiter
                for state, alone in [run[0], run[-1]] if len(run) > 2 else run:
                    if alone:
                        joined.text += between
                        joined.add(state.cite.id, alone)
                    if len(run) > 2:
                        between = "–"
            before = group[end - 1]
            joined.text += suffix_of(before.state.cite)
            index = end
            continue
        part = group[index]
        rendered = render_cite(style, part.state, suppress_names=True)
        nameless = _Part(part.state, rendered, rendered.text)
        if nameless.text:
            between = after if after is not None and before.state.cite.locator else delimiter
            _delimit(joined, between, before, nameless)
            joined.add(nameless.state.cite.id, nameless.text, nameless.affixes)
            before = part
        index += 1


def _year_suffix_alone(style: CompiledStyle, first: _Part, second: _Part) -> str:
    """Return the year-suffix of the second of two cites in its formatting, if both print the same
    but for a year-suffix, and `""` otherwise."""
    cites = first.state.cite, second.state.cite
    suffix = second.state.reference.year_suffix
    if not (first.state.reference.year_suffix and suffix):
        return ""
    if cites[0].locator or cites[1].locator or cites[0].suffix or cites[1].prefix:
        return ""
    years = [
        render_cite(style, part.state, suppress_names=True, with_year_suffix=False).text
        for part in (first, second)
    ]
    with_suffix = render_cite(style, second.state, suppress_names=True).text
    if years[0] != years[1] or with_suffix == years[1]:
        return ""
    pairs = enumerate(zip_longest(with_suffix, years[1]))
    start = next(index for index, (one, other) in pairs if one != other)
    printed = re.compile(re.escape(suffix), re.IGNORECASE).search(with_suffix, start)
    if printed is None:
        return suffix
    return balance(opened(with_suffix[: printed.start()]) + printed[0])
