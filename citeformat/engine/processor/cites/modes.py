"""Phase: render citations in their modes: all of a citation, its author, or all but the author.

In: a citation in its place. Out: its rich text with the layout's affixes, not yet finished.

Source: the citation modes of CSL-JSON (author-only, suppress-author, composite).
"""

from __future__ import annotations

from dataclasses import replace

from citeformat.engine.processor.cites.collapse import group_and_collapse
from citeformat.engine.processor.cites.render import render_cite
from citeformat.engine.processor.state import Cluster
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.richtext.markup import parse

__all__ = ["render_cluster"]


def render_cluster(style: CompiledStyle, cluster: Cluster) -> str:
    """Render one citation."""
    mode, cites = cluster.citation.mode, cluster.cites
    author = ""
    if mode in ("author-only", "composite") and cites:
        first = render_cite(style, cites[0])
        author = first.names or first.text  # the whole cite, if the style prints no names
    if mode == "author-only":
        return author
    if mode in ("suppress-author", "composite") and cites:
        cites[0].cite = replace(cites[0].cite, suppress_author=True)
    text = group_and_collapse(style, cites)
    composite = mode == "composite" and bool(cites)
    if text and (composite or not any(state.cite.author_only for state in cites)):
        layout = style.citation.formatting
        text = f"{layout.open}{layout.prefix}{text}{layout.suffix}{layout.close}"
    if not composite:
        return text
    infix = parse(cluster.citation.infix)
    if infix and infix[0].isalnum():
        infix = f" {infix}"
    return f"{author}{infix} {text}" if text else author
