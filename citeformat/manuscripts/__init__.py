"""Citations inside text documents: Markdown, notebooks, and the documents of pandoc.

In: a text that cites, and settings under the names of pandoc's metadata. Out: the text with its
citations and its reference list, and problems with their places.

    from citeformat.manuscripts import render

    made = render(open("paper.md").read(), file="paper.md")
    print(made.text, made.problems, made.cited)
"""

from __future__ import annotations

from citeformat.manuscripts.pages import RenderedPage, render, render_pages
from citeformat.manuscripts.settings import Settings

__all__ = ["RenderedPage", "Settings", "render", "render_pages"]
