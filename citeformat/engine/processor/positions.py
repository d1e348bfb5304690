"""Phase: the position of every cite (first, subsequent, ibid, near-note).

Source: CSL 1.0.2 specification, "Choose" (position).
"""

from __future__ import annotations

from collections.abc import Sequence

from citeformat.engine.processor.state import (
    FIRST,
    IBID,
    IBID_WITH_LOCATOR,
    SUBSEQUENT,
    CiteState,
    Cluster,
)

__all__ = ["Positions"]


class Positions:
    """Gives positions to the cites of successive citations.

    The citation before one in the text is the one before it in the text, and of one in a note
    the one in a note.
    """

    def __init__(self, near_note_distance: int) -> None:
        self._distance = near_note_distance
        self._last_note: dict[str, int] = {}
        self._last: dict[bool, list[Cluster]] = {True: [], False: []}

    def place(self, cluster: Cluster) -> None:
        """Fill in the positions of the next citation's cites."""
        before: CiteState | None = None
        note = cluster.citation.note_number
        previous = self._last[bool(note)]
        for state in cluster.cites:
            id = state.cite.id
            if id in self._last_note:
                state.position = _position(state, before, previous)
                last = self._last_note[id]
                state.near_note = bool(note and last) and note - last <= self._distance
                state.first_note = state.reference.first_note
            else:
                state.position = FIRST
                state.reference.first_note = note
            self._last_note[id] = note
            _overrule(state)
            before = state
        if not note or (previous and previous[-1].citation.note_number != note):
            previous.clear()
        previous.append(cluster)


def _overrule(state: CiteState) -> None:
    """A position that the cite states itself counts."""
    cite = state.cite
    if cite.position is not None:
        state.position = cite.position
    if cite.near_note is not None:
        state.near_note = cite.near_note
    if cite.first_reference_note_number is not None:
        state.first_note = cite.first_reference_note_number


def _position(state: CiteState, before: CiteState | None, previous: Sequence[Cluster]) -> int:
    """The position of a cite of a work that was cited before."""
    if before is not None:
        preceding = before if before.cite.id == state.cite.id else None
    else:
        preceding = _only_work(previous, state.cite.id)
    if preceding is None:
        return SUBSEQUENT
    return _ibid(state, preceding)


def _only_work(previous: Sequence[Cluster], id: str) -> CiteState | None:
    """The last cite of the citation before (or of all of one note), where that cites this work
    and no other."""
    cites = [state for cluster in previous for state in cluster.cites]
    if not cites or any(state.cite.id != id for state in cites):
        return None
    return cites[-1]


def _ibid(state: CiteState, preceding: CiteState) -> int:
    locator = (state.cite.locator.strip(), state.cite.label or "page")
    last = (preceding.cite.locator.strip(), preceding.cite.label or "page")
    if not last[0]:
        return IBID_WITH_LOCATOR if locator[0] else IBID
    if not locator[0]:
        return SUBSEQUENT
    return IBID if locator == last else IBID_WITH_LOCATOR
