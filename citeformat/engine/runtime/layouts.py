"""Styles with several layouts, each for works in some languages.

In: a compiled style, and the same style compiled for the layouts of each list of languages. Out:
one style, which renders each work by the layout for its language, with the terms, dates and
quotation marks of that layout's locale.

Source: CSL-M, the extensions of citeproc-js to CSL, "Multilingual layouts".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from citeformat.csl.formatting import PLAIN
from citeformat.engine.runtime.context import BIBLIOGRAPHY, CITATION, Context
from citeformat.engine.runtime.item.fields import Item
from citeformat.engine.runtime.style import CitationPart, CompiledStyle
from citeformat.richtext import punctuation
from citeformat.richtext.finish import Quotes
from citeformat.richtext.spans import QUOTE, close_of

__all__ = ["LanguageLayouts", "with_layouts"]


class LanguageLayouts(NamedTuple):
    """The layouts for works in some languages."""

    languages: tuple[str, ...]
    """BCP 47 tags in lower case. A tag without a country includes all countries."""
    areas: tuple[int, ...]
    """The areas of the style that have such a layout."""
    style: CompiledStyle
    """The style in the first of the languages."""


def with_layouts(style: CompiledStyle, layouts: Sequence[LanguageLayouts]) -> CompiledStyle:
    """Join styles that were compiled for some languages to one style.

    Args:
        style: The style compiled for works in other languages, or in none.
        layouts: The layouts for some languages, in the order of the style.
    """

    def chosen(item: Item, area: int) -> CompiledStyle:
        language = str(item.fields.get("language", "")).replace("_", "-").lower()
        for each in layouts if language else ():
            if area in each.areas and any(
                language == tag or language.startswith(f"{tag}-") for tag in each.languages
            ):
                return each.style
        return style

    def citation(context: Context) -> str:
        own = chosen(context.item, CITATION)
        context.locale = own.locale
        return _quoted(own.citation.render(context), own, style)

    def bibliography(context: Context) -> str:
        own = chosen(context.item, BIBLIOGRAPHY)
        part = own.bibliography
        assert part is not None
        context.locale = own.locale
        text = part.render(context)
        layout = part.formatting
        if text:
            text = f"{layout.open}{layout.prefix}{text}{layout.suffix}{layout.close}"
        return _quoted(text, own, style)

    def citation_part(item: Item) -> CitationPart:
        return chosen(item, CITATION).citation

    part = style.bibliography
    if part is not None:
        part = part._replace(render=bibliography, formatting=PLAIN)
    terms = dict.fromkeys(term for each in (style, *(each.style for each in layouts))
                          for term in each.terms)  # fmt: skip
    return style._replace(
        citation=style.citation._replace(render=citation),
        bibliography=part,
        terms=tuple(terms),
        citation_part=citation_part,
    )


def _quoted(text: str, own: CompiledStyle, style: CompiledStyle) -> str:
    """Write the quotation marks of a text whose locale has others than that of the document."""
    quotes = own.locale.quotes()
    if quotes == style.locale.quotes() or QUOTE not in text:
        return text
    if quotes.punctuation_inside:
        text = punctuation.move_into_quotes(punctuation.merge(text))
    return _with_marks(text, quotes)


def _with_marks(text: str, quotes: Quotes) -> str:
    pairs = (quotes.open, quotes.close), (quotes.inner_open, quotes.inner_close)
    depth = 0
    result = []
    for char in text:
        if char == QUOTE:
            result.append(pairs[depth % 2][0])
            depth += 1
        elif char == close_of(QUOTE):
            depth -= 1
            result.append(pairs[depth % 2][1])
        else:
            result.append(char)
    return "".join(result)
