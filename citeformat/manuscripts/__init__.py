"""Citations inside text documents: Markdown, notebooks, and the documents of pandoc.

In: a text that cites, and settings under the names of pandoc's metadata. Out: the text with its
citations and its reference list, and problems with their places.

    from citeformat.manuscripts import render

    made = render(open("paper.md").read(), file="paper.md")
    print(made.text, made.problems, made.cited)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citeformat.manuscripts.pages import RenderedPage, render, render_pages
    from citeformat.manuscripts.settings import Settings

__all__ = ["RenderedPage", "Settings", "render", "render_pages"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: a filter of pandoc starts more quickly."""
    if name in __all__:
        from importlib import import_module

        module = "settings" if name == "Settings" else "pages"
        return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
