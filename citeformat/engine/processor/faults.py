"""Keep one record that the engine cannot render from taking a document with it.

In: a compiled style and items. Out: which items make the engine raise, and a style that prints
`NOTHING` for them, which becomes authors, year and title later (`completeness`).

Nothing here runs until the engine has raised, so that the usual case costs nothing.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping

from citeformat.engine.processor.citation import Citation, Cite
from citeformat.engine.processor.phases import arrange, render_bibliography, render_citations
from citeformat.engine.processor.state import NOTHING
from citeformat.engine.runtime.context import Context, Item
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.errors import Problem
from citeformat.record import Record

__all__ = ["fault", "find_faulty", "silenced"]

_NOTE = 1
"""A note number, which a style for notes needs."""


def fault(record: Record, error: Exception) -> Problem:
    """Describe an exception of the engine as a Problem of the record that it was raised for."""
    message = f"the engine cannot render this record: {type(error).__name__}: {error}"
    hint = "this is a fault of citeformat; please report it with the record"
    detail = "".join(traceback.format_exception(error))
    return Problem("error", message, record.file, record.line, hint, record.id, detail)


def find_faulty(
    style: CompiledStyle, items: Mapping[str, Item], error: Exception
) -> dict[str, Exception]:
    """Find the items that make the engine raise.

    Args:
        style: The style.
        items: Id -> item, all of a document.
        error: What the engine raised for the document.

    Returns:
        Id -> what was raised for it alone. If no item raises alone, it is the company that they
        keep, and all of them have `error`.
    """
    faulty = {}
    for id, item in items.items():
        try:
            arranged = arrange(style, {id: item}, [id], [Citation((Cite(id),), note_number=_NOTE)])
            render_citations(style, arranged)
            render_bibliography(style, list(arranged.references.values()))
        except Exception as own:
            faulty[id] = own
    return faulty or dict.fromkeys(items, error)


def silenced(style: CompiledStyle, id: str) -> CompiledStyle:
    """Make a style that prints `NOTHING` for one work, and is the same for all others."""

    def silence(render: Callable[[Context], str]) -> Callable[[Context], str]:
        return lambda context: NOTHING if context.item.id == id else render(context)

    citation = style.citation._replace(render=silence(style.citation.render))
    bibliography = style.bibliography
    if bibliography is not None:
        bibliography = bibliography._replace(render=silence(bibliography.render))
    return style._replace(citation=citation, bibliography=bibliography)
