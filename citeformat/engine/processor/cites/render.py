"""Phase: the text of each cite.

In: cites whose works are disambiguated. Out: for each the rich text of the layout's children, and
the names that it begins with.
"""

from __future__ import annotations

from typing import NamedTuple

from citeformat.engine.processor.state import CiteState
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.richtext.markup import parse
from citeformat.richtext.spans import OPENERS

__all__ = ["RenderedCite", "affixed", "begins_sentence", "render_cite", "suffix_of", "with_capital"]


class RenderedCite(NamedTuple):
    """A cite as the layout prints it, without its own prefix and suffix."""

    text: str
    names: str
    """The names that it prints first, or what stands in for them."""


def render_cite(
    style: CompiledStyle, state: CiteState, suppress_names: bool = False, suffix: bool = True
) -> RenderedCite:
    """Render one cite.

    Args:
        suppress_names: Leave out the names that it would begin with.
        suffix: Whether its year-suffix is printed.
    """
    suffix = suffix and bool(state.reference.year_suffix)
    look = state.seen(style) if not (suffix or suppress_names) else None
    if look is not None:
        return RenderedCite(look.text, look.names)
    context = state.context(style)
    context.suppress_names = suppress_names
    if not suffix:
        context.year_suffix = ""
        context.year_suffix_pending = False
    text = style.citation.render(context)
    return RenderedCite(text, context.first_names or "")


def affixed(state: CiteState, text: str) -> str:
    """A cite's text with the prefix and suffix that its writer gave it."""
    prefix = parse(state.cite.prefix)
    if prefix and text and not prefix[-1].isspace() and prefix[-1] not in "([“‘«-–—/’'":
        prefix += " "
    return f"{prefix}{text}{suffix_of(state)}"


def suffix_of(state: CiteState) -> str:
    """The suffix that a cite's writer gave it, as it follows text."""
    suffix = parse(state.cite.suffix)
    return f" {suffix}" if suffix and (suffix[0].isalnum() or suffix[0] in "([“") else suffix


def begins_sentence(state: CiteState, first: bool) -> bool:
    """Whether a cite of a note begins a sentence: it is the note's first, or its writer's prefix
    is a sentence (and no abbreviation, as "Cf." is)."""
    prefix = state.cite.prefix.strip()
    if not prefix:
        return first
    return prefix.rstrip("”’\"')]")[-1:] in tuple(".?!") and " " in prefix


def with_capital(text: str, terms: tuple[str, ...]) -> str:
    """The text with a capital, if it begins with a term: a note is a sentence ("Ibid.")."""
    bare = text.lstrip(OPENERS)
    if not bare.startswith(terms):
        return text
    return text[: len(text) - len(bare)] + bare[0].upper() + bare[1:]
