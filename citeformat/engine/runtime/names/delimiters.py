"""Join the names of a list: delimiters, "and", "et al." and the ellipsis before a last name.

In: the rendered names of a list. Out: flat rich text.

Source: CSL 1.0.2 specification, "Name" (and, delimiter, delimiter-precedes-et-al,
delimiter-precedes-last, et-al-use-last), "Et-al".
"""

from __future__ import annotations

from citeformat.csl.options import NameOptions
from citeformat.engine.runtime.context import Context
from citeformat.engine.runtime.item.person import Person
from citeformat.engine.runtime.names.single import END_OF_NAMES, NEXT_NAME, ends_inverted
from citeformat.engine.runtime.names.spec import NamesSpec

__all__ = ["join_names"]

_UNSPACED = (
    ("\u05d5", "\u05d5"),
    ("\u2e80", "\u9fff"),
    ("\uac00", "\ud7af"),
    ("\uf900", "\ufaff"),
)
"""First and last letters of scripts that set no blanks, and the Hebrew "and", which is a prefix."""


def join_names(
    context: Context,
    spec: NamesSpec,
    options: NameOptions,
    persons: tuple[Person, ...],
    texts: list[str],
    last: bool,
) -> str:
    """Join the names of a list.

    Args:
        context: The circumstances.
        spec: The element, with the formatting of cs:et-al.
        options: The options in this area of the style.
        persons: All names of the list; "et al." replaces those that are not rendered.
        texts: The names that are rendered.
        last: Whether the last of them is the last name of the list, after an ellipsis.
    """
    if context.sort is not None:
        return NEXT_NAME.join(texts) + END_OF_NAMES
    delimiter, locale = options.delimiter, context.locale
    after: str | None
    if last:
        return f"{delimiter.join(texts[:-1])}{delimiter}… {texts[-1]}"
    if len(texts) < len(persons):  # the term "et al." follows the names
        word = spec.et_al.apply(locale.term(spec.et_al_term), locale.is_english)
        if not word or not texts:
            return delimiter.join(texts)
        rule, before, after = options.delimiter_precedes_et_al, texts, None
    elif options.and_ and len(texts) > 1:  # the term "and" precedes the last name
        word = locale.term("and")
        if options.and_ == "symbol":
            word = locale.terms.get(("and", "symbol", ""), ("&", "", ""))[0]
        rule, before, after = options.delimiter_precedes_last, texts[:-1], texts[-1]
    else:
        return delimiter.join(texts)
    if rule == "contextual":
        precedes = len(before) > 1
    elif rule == "after-inverted-name":
        precedes = ends_inverted(persons[len(before) - 1], options, len(before) - 1)
    else:
        precedes = rule == "always"  # or "never"
    is_unspaced = not word.isascii() and any(low <= word[0] <= high for low, high in _UNSPACED)
    blank = "" if is_unspaced else " "
    text = f"{delimiter.join(before)}{delimiter if precedes else blank}{word}"
    if after is None:
        return text
    return f"{text}{'' if word[-1:].isspace() else blank}{after}"
