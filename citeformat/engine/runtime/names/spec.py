"""cs:names and its cs:label with everything that they inherit: what is known before there is a
record.

Source: CSL 1.0.2 specification, "Names", "Label", "Substitute".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from citeformat.csl.formatting import PLAIN, Formatting
from citeformat.csl.options import NameOptions
from citeformat.engine.runtime.context import Context

__all__ = ["LabelSpec", "NamesSpec"]


class LabelSpec(NamedTuple):
    """cs:label inside cs:names."""

    form: str = "long"
    plural: str = "contextual"
    formatting: Formatting = PLAIN
    before: bool = False
    """Whether it stands before the names."""


class NamesSpec(NamedTuple):
    """A cs:names element with everything it inherits."""

    variables: tuple[str, ...]
    options: tuple[NameOptions, NameOptions]
    """In a citation, and in the bibliography."""
    formatting: Formatting = PLAIN
    name: Formatting = PLAIN
    """Of cs:name."""
    family: Formatting = PLAIN
    given: Formatting = PLAIN
    et_al_term: str = "et-al"
    et_al: Formatting = PLAIN
    label: LabelSpec | None = None
    substitutes: tuple[tuple[Callable[[Context], str], tuple[str, ...]], ...] = ()
    """Each with the names variables of which it needs one; none: it may always give text."""
