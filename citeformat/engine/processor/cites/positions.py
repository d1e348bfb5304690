"""Phase: assign a position to every cite (first, subsequent, ibid, near-note).

In: the next citation of a document, its cites sorted. Out: `position`, `near_note` and `first_note`
of its cites.

Source: CSL 1.0.2 specification, "Choose" (position), "Note Distance".
"""

from __future__ import annotations

from citeformat.engine.processor.state import CiteState, Cluster, DocumentState

__all__ = ["assign_positions"]


def assign_positions(document: DocumentState, cluster: Cluster) -> None:
    """Assign positions to the cites of the next citation.

    A citation in a note follows the one in the last note; a citation in the text follows the last
    one in the text. What a cite says about its own position takes precedence.
    """
    style, note = document.style, cluster.citation.note_number
    previous = document.previous[bool(note)]
    # the cite that an "ibid" can refer to: the cite before in this citation, or the only cite of
    # the citation before, if the rest of its note cites the same work ("Choose")
    preceding: CiteState | None = None
    if previous and len(previous[-1].cites) == 1:
        preceding = previous[-1].cites[0]
        id = preceding.cite.id
        if any(state.cite.id != id for each in previous for state in each.cites):
            preceding = None
    for state in cluster.cites:
        cite = state.cite
        last_note = document.last_note.get(cite.id)
        if last_note is None:
            state.position = "first"
            state.reference.first_note = note
        else:
            distance = style.citation.options.near_note_distance
            state.near_note = bool(note and last_note) and note - last_note <= distance
            if state.reference.first_note != note:  # the number of a preceding note (Appendix IV)
                state.first_note = state.reference.first_note
            if preceding is None or preceding.cite.id != cite.id:
                state.position = "subsequent"
            else:
                located, last_located = state.located(style), preceding.located(style)
                has_locator = bool(located[1])
                if located == last_located or not (has_locator or last_located[1]):
                    state.position = "ibid"
                elif not has_locator:
                    state.position = "subsequent"
                else:
                    state.position = "ibid-with-locator"
        document.last_note[cite.id] = note
        if cite.position is not None:
            state.position = cite.position
        if cite.near_note is not None:
            state.near_note = cite.near_note
        if cite.first_reference_note_number is not None:
            state.first_note = cite.first_reference_note_number
        preceding = state
    if not note or (previous and previous[-1].citation.note_number != note):
        previous.clear()
    previous.append(cluster)
