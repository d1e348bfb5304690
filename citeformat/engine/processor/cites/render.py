"""Phase: render the text of each cite.

In: cites whose works are disambiguated. Out: for each cite, the rich text of the layout's children
and the names that it begins with.
"""

from __future__ import annotations

from typing import NamedTuple

from citeformat.engine.processor.state import CiteState
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.richtext.markup import parse
from citeformat.richtext.spans import OPENERS

__all__ = [
    "RenderedCite", "capitalize_term", "render_cite", "starts_sentence", "suffix_of", "with_affixes"
]  # fmt: skip


class RenderedCite(NamedTuple):
    """A cite as the layout prints it, without its own prefix and suffix."""

    text: str
    names: str
    """The names that it prints first, or what is printed in their place."""


def render_cite(
    style: CompiledStyle,
    state: CiteState,
    suppress_names: bool = False,
    with_year_suffix: bool = True,
) -> RenderedCite:
    """Render one cite.

    Args:
        style: The style.
        state: The cite.
        suppress_names: Whether to leave out the names that it would begin with.
        with_year_suffix: Whether to print its year-suffix.
    """
    with_year_suffix = with_year_suffix and bool(state.reference.year_suffix)
    if not (with_year_suffix or suppress_names):
        snapshot = state.reusable_snapshot(style)
        if snapshot is not None:
            return RenderedCite(snapshot.text, snapshot.names)
    context = state.context(style)
    context.suppress_names = suppress_names
    if not with_year_suffix:
        context.year_suffix = ""
        context.year_suffix_pending = False
    text = style.citation.render(context)
    return RenderedCite(text, context.first_names or "")


def with_affixes(state: CiteState, text: str) -> str:
    """Add the prefix and suffix of a cite to its text."""
    prefix = parse(state.cite.prefix)
    if prefix and text and not prefix[-1].isspace() and prefix[-1] not in "([“‘«-–—/’'":
        prefix += " "
    return f"{prefix}{text}{suffix_of(state)}"


def suffix_of(state: CiteState) -> str:
    """Return the suffix of a cite as it follows text."""
    suffix = parse(state.cite.suffix)
    return f" {suffix}" if suffix and (suffix[0].isalnum() or suffix[0] in "([“") else suffix


def starts_sentence(state: CiteState, is_first: bool) -> bool:
    """Return whether a cite of a note starts a sentence: it is the first cite and has no prefix, or
    its prefix is a sentence (and not an abbreviation such as "Cf.")."""
    prefix = state.cite.prefix.strip()
    if not prefix:
        return is_first
    return prefix.rstrip("”’\"')]")[-1:] in tuple(".?!") and " " in prefix


def capitalize_term(text: str, terms: tuple[str, ...]) -> str:
    """Capitalize a text that begins with a term: a note is a sentence ("Ibid.")."""
    bare = text.lstrip(OPENERS)
    if not bare.startswith(terms):
        return text
    return text[: len(text) - len(bare)] + bare[0].upper() + bare[1:]
