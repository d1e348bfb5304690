"""Keep a record that the engine cannot render from breaking its whole document.

In: a compiled style and items. Out: the items that make the engine raise, and a style that prints
`NOTHING` for them, which later becomes a plain fallback entry (`engine/fallback.py`).

Nothing here runs until the engine has raised, so the usual case costs nothing.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Container, Mapping

from citeformat.engine.processor.citation import Citation, Cite
from citeformat.engine.processor.phases import arrange, render_bibliography, render_citations
from citeformat.engine.processor.state import NOTHING
from citeformat.engine.runtime.context import Context
from citeformat.engine.runtime.item.fields import Item
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.engine.runtime.variables import EntryTooLong
from citeformat.errors import Problem
from citeformat.record import Record

__all__ = ["describe_failure", "find_failing", "silenced"]


def describe_failure(record: Record, error: Exception) -> Problem:
    """Describe an exception of the engine as a Problem of the record that raised it."""
    if isinstance(error, EntryTooLong):
        hint = "the style prints the same values too often"
        return Problem("error", str(error), record.file, record.line, hint, record.id)
    message = f"the engine cannot render this record: {type(error).__name__}: {error}"
    hint = "this is a bug in citeformat; please report it with the record"
    detail = "".join(traceback.format_exception(error))
    return Problem("error", message, record.file, record.line, hint, record.id, detail)


def find_failing(
    style: CompiledStyle, items: Mapping[str, Item], error: Exception
) -> dict[str, Exception]:
    """Find the items that make the engine raise.

    Args:
        style: The style.
        items: Id -> item, for all works of the document.
        error: What the engine raised for the document.

    Returns:
        Id -> what was raised for it alone. If no item raises alone, the failure lies in their
        combination, and all of them have `error`.
    """
    failing = {}
    for id, item in items.items():
        try:
            citation = Citation((Cite(id),), note_number=1)  # a note style needs a note
            document = arrange(style, {id: item}, [id], [citation])
            render_citations(style, document.clusters)
            render_bibliography(style, list(document.references.values()))
        except Exception as own:
            failing[id] = own
    return failing or dict.fromkeys(items, error)


def silenced(style: CompiledStyle, ids: Container[str]) -> CompiledStyle:
    """Make a style that prints `NOTHING` for some works, and renders all others as before."""

    def silence(render: Callable[[Context], str]) -> Callable[[Context], str]:
        return lambda context: NOTHING if context.item.id in ids else render(context)

    citation = style.citation._replace(render=silence(style.citation.render))
    bibliography = style.bibliography
    if bibliography is not None:
        bibliography = bibliography._replace(render=silence(bibliography.render))
    return style._replace(citation=citation, bibliography=bibliography)
