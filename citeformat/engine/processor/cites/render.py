"""Phase: render the text of each cite.

In: cites whose works are disambiguated. Out: for each cite, the rich text of the layout's children
and the names that it begins with.
"""

from __future__ import annotations

from typing import NamedTuple

from citeformat.csl.options import NameOptions
from citeformat.engine.processor.state import CiteState
from citeformat.engine.runtime.names.elements import Names, names_text
from citeformat.engine.runtime.names.spec import NamesSpec, RenderedNames
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.richtext.markup import guard
from citeformat.richtext.spans import BOLD, OPENERS, clean, wrap

__all__ = [
    "RenderedCite", "capitalize_term", "render_author", "render_cite", "starts_sentence",
    "unknown_work",
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
    if state.reference.is_unknown:
        return RenderedCite(unknown_work(state.cite.id), "")
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


def unknown_work(id: str) -> str:
    """Write the mark of a work without a record: its id in bold, and a question mark.

    >>> from citeformat.output import get_format
    >>> get_format("html").write(unknown_work("doe99"))
    '<b>doe99?</b>'
    """
    return wrap(BOLD, guard(f"{clean(id)}?"))


def render_author(style: CompiledStyle, state: CiteState) -> str:
    """Render the author of a cite, for the modes author-only and composite.

    If the cite prints no names, as in numeric styles, the names are those of the work's entry in
    the bibliography, in the short form and joined as in a sentence. The title takes the place of
    names. The text is `""` without a title.
    """
    names = render_cite(style, state).names
    if names:
        return names
    context = state.context(style)
    author = context.names.get("author")
    lists: tuple[RenderedNames, ...] = ()
    if style.bibliography is not None:
        context.rendered_names = lists
        style.bibliography.render(context)
        lists = context.rendered_names
    persons, options = author, NameOptions()
    if lists:
        own = [each for each in lists if each.persons is author]
        persons, _, options = own[0] if own else lists[0]
    if not persons:
        text = context.item.text
        return text.get("title-short") or text.get("title", "")
    never = options.delimiter_precedes_last == "never"
    options = options._replace(
        form="short",
        and_=options.and_ or "text",
        delimiter=", ",
        delimiter_precedes_last="never" if never else "contextual",
        delimiter_precedes_et_al="contextual",
    )
    context = state.context(style)
    context.names, context.expansion = {"author": persons}, None
    return names_text(context, Names(NamesSpec(("author",), (options, options)), style.locale))


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
