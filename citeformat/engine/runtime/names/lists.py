"""cs:names: lists of names with their labels, abbreviated, expanded or substituted.

In: a context and a `NamesSpec`. Out: flat rich text, `""` if the record has none of the names.
`render_names` is the whole element: its variables, the names of each list, the label, the
substitute. `delimiters` joins the names of a list, `single` renders one name.

Source: CSL 1.0.2 specification, "Names", "Name", "Et-al", "Substitute", "Label".
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat

from citeformat.csl.formatting import PLAIN
from citeformat.csl.options import NameOptions
from citeformat.engine.runtime.context import Context
from citeformat.engine.runtime.item.person import Person
from citeformat.engine.runtime.names.delimiters import join_names
from citeformat.engine.runtime.names.single import NEXT_NAME, render_name, sort_name
from citeformat.engine.runtime.names.spec import AS_STYLED, NamesSpec, RenderedNames
from citeformat.engine.runtime.substitution import render_substitute, without
from citeformat.richtext.spans import NAME, NAMES, wrap

__all__ = ["render_names"]


def render_names(context: Context, spec: NamesSpec) -> str:
    """Render a cs:names element."""
    names, label, sort = context.names, spec.label, context.sort
    options = spec.options[context.area]
    lists = [(variable, names[variable]) for variable in spec.variables if variable in names]
    if (
        len(lists) == 2
        and lists[0][1] == lists[1][1]
        and {lists[0][0], lists[1][0]} == {"editor", "translator"}
        and context.locale.term("editortranslator", label.form if label is not None else "long")
    ):
        lists = [("editortranslator", lists[0][1])]
    text = ""
    if lists and options.form == "count":
        total = sum([_et_al(context, options, len(persons))[0] for _, persons in lists])
        context.names_index += len(lists)
        text = str(total) if sort is None else f"{total:04d}"
    elif lists:
        texts = []
        for variable, persons in lists:
            if context.used_names is not None:  # in a substitute, names are used up at once
                context.used_names.append(variable)
                context.names = without(context.names, (variable,))
            text = _render_list(context, spec, options, persons)
            if label is not None and sort is None:
                word = label.text(context.locale, variable, len(persons))
                text = word + text if label.before else text + word
            texts.append(text)
        text = (options.names_delimiter if sort is None else NEXT_NAME).join(texts)
    if text:
        if spec.formatting is not PLAIN:
            text = spec.formatting.apply(text, context.english)
    elif spec.substitutes:
        text = render_substitute(context, spec)
    if text and context.first_names is None:
        context.first_names = text
        if context.suppress_names:
            context.names_suppressed = True
            return ""
    return text


def _render_list(
    context: Context, spec: NamesSpec, options: NameOptions, persons: tuple[Person, ...]
) -> str:
    """Render the names of one variable, without a label."""
    # BibTeX's "and others" is a last name that "et al." replaces.
    others = len(persons) > 1 and persons[-1].literal == "others"
    shown, last = _et_al(context, options, len(persons) - others)
    last = last and not others
    rendered = RenderedNames(persons, shown, last, options)
    if context.rendered_names is not None:
        context.rendered_names += (rendered,)
    positions: Iterable[int] = range(shown)
    levels: Iterable[int] = repeat(AS_STYLED)
    if context.expansion is not None:
        levels = (*context.expansion.levels_of(context.names_index, shown), AS_STYLED)
    context.names_index += 1
    if last:
        positions = (*positions, len(persons) - 1)
    if context.sort is not None:
        texts = [
            sort_name(persons[position], options, level)
            for position, level in zip(positions, levels, strict=False)
        ]
    else:
        texts = [
            render_name(persons[position], spec, options, position, level)
            for position, level in zip(positions, levels, strict=False)
        ]
    style = spec.name
    around = PLAIN
    if style.open or style.text_case:
        if last or shown == len(persons):
            each = style._replace(prefix="", suffix="")
            texts = [each.apply(text, context.english) for text in texts]
        else:  # an abbreviated list is formatted as a whole, with its "et al."
            around = style._replace(prefix="", suffix="")
    marked = context.mark_names and context.first_names is None
    if marked:
        texts = [wrap(NAME, text) for text in texts]
    text = join_names(context, spec, rendered, texts)
    if around is not PLAIN:
        text = around.apply(text, context.english)
    if marked:
        text = wrap(NAMES, text)
    return f"{style.prefix}{text}{style.suffix}" if text and style is not PLAIN else text


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
    if context.expansion is not None:
        first = max(first, context.expansion.shown(context.names_index))
    if not minimum or total < minimum or first >= total:
        return total, False
    return first, last and total - first >= 2
