"""Phase: what of a citation is printed: all of it, its author, or all but the author.

In: a cluster and its joined text. Out: the citation's rich text with the layout's affixes.

Source: the citation modes of CSL-JSON (author-only, suppress-author, composite).
"""

from __future__ import annotations

from dataclasses import replace

from citeformat.engine.processor.cites.collapse import group_and_collapse
from citeformat.engine.processor.cites.render import render_cite
from citeformat.engine.processor.state import CiteState, Cluster
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.richtext.markup import parse

__all__ = ["render_cluster"]


def render_cluster(style: CompiledStyle, cluster: Cluster) -> str:
    """The rich text of one citation, not yet finished."""
    mode = cluster.citation.mode
    if mode == "author-only":
        return _author(style, cluster.cites[0]) if cluster.cites else ""
    if mode == "suppress-author" and cluster.cites:
        _suppress_first(cluster)
    if mode == "composite" and cluster.cites:
        author = _author(style, cluster.cites[0])
        _suppress_first(cluster)
        infix = parse(cluster.citation.infix)
        if infix and infix[0].isalnum():
            infix = f" {infix}"
        rest = _in_layout(style, cluster)
        return f"{author}{infix} {rest}" if rest else author
    if any(state.cite.author_only for state in cluster.cites):
        return group_and_collapse(style, cluster.cites)
    return _in_layout(style, cluster)


def _in_layout(style: CompiledStyle, cluster: Cluster) -> str:
    text = group_and_collapse(style, cluster.cites)
    if not text:
        return ""
    layout = style.citation.formatting
    return f"{layout.open}{layout.prefix}{text}{layout.suffix}{layout.close}"


def _suppress_first(cluster: Cluster) -> None:
    for state in cluster.cites[:1]:
        state.cite = replace(state.cite, suppress_author=True)


def _author(style: CompiledStyle, state: CiteState) -> str:
    """The names of a cite; the whole cite where a style prints no names."""
    rendered = render_cite(style, state)
    return rendered.names or rendered.text
