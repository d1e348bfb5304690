"""Write the lists of references of a document.

In: a document whose citations are rendered. Out: its lists: the `Div` with the id `refs` has all
works, and one with an id like `refs-books` has those that its attributes choose. Without such a
place, the list is at the end.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from citeformat.document import Document
from citeformat.errors import Problem
from citeformat.integrations.pandoc.ast import Encoded, attributes_of
from citeformat.manuscripts.lists import Selection, choose_works, list_name
from citeformat.manuscripts.settings import Settings
from citeformat.output.writers.pandoc import (
    JSON_INLINES,
    Element,
    entry_json,
    list_attributes,
    words,
)

if TYPE_CHECKING:
    from citeformat.integrations.pandoc.zotero import ZoteroFields

__all__ = ["add_lists"]


def add_lists(
    document: dict[str, Any],
    places: Sequence[Element],
    rendered: Document,
    settings: Settings,
    problems: list[Problem],
    zotero: ZoteroFields | None = None,
    *,
    encode: bool = False,
) -> None:
    """Write the lists of a document.

    Args:
        document: The JSON of the document, which is changed in place.
        places: The `Div` elements for lists.
        rendered: The citations.
        settings: The settings of the document.
        problems: Receives works that are in no list.
        zotero: Makes the list a field of Zotero.
        encode: Whether the entries become an `Encoded` value for `dump`, which saves time.
    """
    if settings.suppress_bibliography:
        return
    bibliography = rendered.bibliography()
    problems += [problem for problem in bibliography.problems if problem.record]
    if not bibliography.entries:
        return
    records = [entry.record for entry in bibliography if entry.record is not None]
    named = [
        (list_name(id) or "", dict(pairs)) for id, _, pairs in [place["c"][0] for place in places]
    ]
    chosen = choose_works(named, records)
    shown: set[str] = set()

    def entries(ids: frozenset[str] | None) -> Element:
        made = bibliography
        if ids is not None:
            made = rendered.bibliography(include=[{"field": "id", "value": ids}])
        if settings.link_bibliography is not False:
            made = made.with_links()
        written = []
        for entry in made:
            own_id = f"ref-{entry.id}" if entry.id not in shown else ""
            shown.add(entry.id)
            inlines = JSON_INLINES.write(entry.rich, entry.targets)
            written.append(entry_json(own_id, ",".join(inlines)))
        blocks: list[Any]
        if encode and zotero is None and written:
            blocks = [Encoded(",".join(written))]
        else:
            blocks = [json.loads(block) for block in written]
        if zotero is not None and ids is None:
            zotero.bibliography([block["c"][1][0]["c"] for block in blocks])
        return {"t": "Div", "c": [list_attributes(made.layout), blocks]}

    for place, (_, attributes), ids in zip(places, named, chosen.ids, strict=True):
        _fill(place, entries(ids), Selection(attributes).names)
    if not places:
        _append(document, entries(None))
    problems += chosen.problems()


def _fill(place: Element, made: Element, used: Sequence[str]) -> None:
    """Put a list into its place."""
    (_, classes, spacing), entries = made["c"]
    attributes, content = place["c"]
    own = [pair for pair in attributes[2] if pair[0] not in used]
    own_names = [pair[0] for pair in own]
    place["c"] = [
        [
            attributes[0],
            list(dict.fromkeys([*attributes[1], *classes])),
            own + [pair for pair in spacing if pair[0] not in own_names],
        ],
        [*content, *entries],
    ]


def _append(document: dict[str, Any], made: Element) -> None:
    """Put the list at the end, after its heading."""
    blocks = document["blocks"]
    last = blocks[-1] if blocks and isinstance(blocks[-1], dict) else {}
    title = document["meta"].get("reference-section-title")
    title = title.get("c") if isinstance(title, dict) else None
    if title and isinstance(title, str | list):
        inlines = words(title) if isinstance(title, str) else title
        header = [1, ["bibliography", ["unnumbered"], []], inlines]
        blocks.append({"t": "Header", "c": header})
    elif last.get("t") == "Header" and (attributes := attributes_of(last)) is not None:
        id, classes, _ = attributes
        if id and "unnumbered" not in classes:
            classes.append("unnumbered")
    blocks.append(made)
