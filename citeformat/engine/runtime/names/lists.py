"""cs:names: lists of names with their labels, abbreviated, expanded or substituted.

In: a context and a `NamesSpec`. Out: flat rich text, `""` if the record has none of the names.
`render_names` is the whole element: its variables, the names of each list, the label, the
substitute. `join_names` joins the names of a list, `single.render_name` renders one name.

Source: CSL 1.0.2 specification, "Names", "Name", "Et-al", "Substitute", "Label".
"""

from __future__ import annotations

from itertools import repeat

from citeformat.csl.formatting import PLAIN
from citeformat.csl.options import NameOptions
from citeformat.engine.runtime.context import Context
from citeformat.engine.runtime.item.person import Person
from citeformat.engine.runtime.names.single import (
    END_OF_NAMES,
    NEXT_NAME,
    ends_inverted,
    render_name,
    sort_name,
)
from citeformat.engine.runtime.names.spec import AS_STYLED, NamesSpec, RenderedNames
from citeformat.engine.runtime.substitution import render_substitute, without
from citeformat.richtext.spans import NAME, NAMES, wrap

__all__ = ["join_names", "render_names"]

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
    if len(texts) == 1 == len(persons):
        return texts[0]
    delimiter, locale = options.delimiter, context.locale
    after: str | None
    if last:
        return f"{delimiter.join(texts[:-1])}{delimiter}… {texts[-1]}"
    if len(texts) < len(persons):  # the term "et al." follows the names
        word = spec.et_al.apply(locale.term(spec.et_al_term), locale.language)
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


def render_names(context: Context, spec: NamesSpec) -> str:
    """Render a cs:names element."""
    names = context.names
    variables = [variable for variable in spec.variables if variable in names]
    text = _render_variables(context, spec, variables) if variables else ""
    if not text and spec.substitutes:
        text = render_substitute(context, spec)
    if text and context.first_names is None:
        context.first_names = text
        if context.suppress_names:
            context.names_suppressed = True
            return ""
    return text


def _render_variables(context: Context, spec: NamesSpec, variables: list[str]) -> str:
    """Render the names of those variables of a cs:names that the record has."""
    names, label, sort = context.names, spec.label, context.sort
    options = spec.options[context.area]
    if (
        len(variables) == 2
        and {*variables} == {"editor", "translator"}
        and names["editor"] == names["translator"]
        and context.locale.term("editortranslator", label.form if label is not None else "long")
    ):
        variables, names = ["editortranslator"], {"editortranslator": names["editor"]}
    texts: list[str] = []
    if options.form == "count":
        counts = [_et_al(context, options, len(names[variable]))[0] for variable in variables]
        context.names_index += len(counts)
        texts.append(str(sum(counts)) if sort is None else f"{sum(counts):04d}")
        variables = []
    for variable in variables:
        persons = names[variable]
        if context.used_names is not None:  # in a substitute, names are used up at once
            context.used_names.append(variable)
            context.names = without(context.names, (variable,))
        if sort is not None:
            texts.append(_sort_list(context, options, persons))
            continue
        text = _render_list(context, spec, options, persons)
        if label is not None:
            word = label.text(context.locale, variable, len(persons))
            text = word + text if label.before else text + word
        texts.append(text)
    if len(texts) == 1:
        text = texts[0]
    else:
        text = (options.names_delimiter if sort is None else NEXT_NAME).join(texts)
    return text if spec.formatting is PLAIN else spec.formatting.apply(text, context.language)


def _shown_names(
    context: Context, options: NameOptions, persons: tuple[Person, ...]
) -> tuple[int, bool, tuple[int, ...]]:
    """Return how many names of a list are shown, whether its last name follows them, and the level
    of each given name, if disambiguation adds any."""
    # BibTeX's "and others" is a last name that "et al." replaces.
    others = len(persons) > 1 and persons[-1].literal == "others"
    shown, last = _et_al(context, options, len(persons) - others)
    if context.rendered_names is not None:
        context.rendered_names += (RenderedNames(persons, shown, options),)
    levels: tuple[int, ...] = ()
    if context.expansion is not None:
        levels = context.expansion.levels_of(context.names_index, shown)
    context.names_index += 1
    return shown, last and not others, levels


def _sort_list(context: Context, options: NameOptions, persons: tuple[Person, ...]) -> str:
    """Return the names of one variable as a part of a sort key."""
    shown, last, levels = _shown_names(context, options, persons)
    if last:
        persons = (*persons[:shown], persons[-1])
        levels += (AS_STYLED,) * (len(levels) > 0)
    elif shown < len(persons):
        persons = persons[:shown]
    language = context.language
    texts = [
        sort_name(person, options, level, language)
        for person, level in zip(persons, levels or repeat(AS_STYLED), strict=False)
    ]
    return NEXT_NAME.join(texts) + END_OF_NAMES


def _render_list(
    context: Context, spec: NamesSpec, options: NameOptions, persons: tuple[Person, ...]
) -> str:
    """Render the names of one variable, without a label."""
    shown, last, levels = _shown_names(context, options, persons)
    language = context.language
    texts = []
    for position in (*range(shown), len(persons) - 1) if last else range(shown):
        level = levels[position] if position < len(levels) else AS_STYLED
        texts.append(render_name(persons[position], spec, options, position, level, language))
    style = spec.name
    around = PLAIN
    if style is not PLAIN:
        if style.open or style.text_case:
            bare = style._replace(prefix="", suffix="")
            if last or shown == len(persons):
                texts = [bare.apply(text, language) for text in texts]
            else:  # an abbreviated list is formatted as a whole, with its "et al."
                around = bare
        if style.prefix or style.suffix:  # "Name": around each name
            texts = [f"{style.prefix}{text}{style.suffix}" for text in texts]
    marked = context.mark_names and context.first_names is None
    if marked:
        texts = [wrap(NAME, text) for text in texts]
    text = join_names(context, spec, options, persons, texts, last)
    if around is not PLAIN:
        text = around.apply(text, language)
    if marked:
        text = wrap(NAMES, text)
    return text


def _et_al(context: Context, options: NameOptions, total: int) -> tuple[int, bool]:
    """Return how many names of a list are shown, and whether its last name follows them.

    The options of a sort key replace those of the style; disambiguation can only add names.
    """
    minimum, first, last = options.et_al_min, options.et_al_use_first, options.et_al_use_last
    if context.position > 0:
        minimum = options.et_al_subsequent_min or minimum
        first = options.et_al_subsequent_use_first or first
    sort = context.sort
    if sort is not None:
        minimum = minimum if sort.minimum is None else sort.minimum
        first = first if sort.use_first is None else sort.use_first
        last = last if sort.use_last is None else sort.use_last
    if not minimum or first is None or total < minimum:  # "Name": two attributes abbreviate a list
        return total, False
    if context.expansion is not None:
        first = max(first, context.expansion.shown(context.names_index))
    return (total, False) if first >= total else (first, last and total - first >= 2)
