"""cs:names: lists of names with their labels, abbreviated, expanded or substituted.

In: a context and a `NamesSpec` (everything about the element that is known before there is a
record). Out: flat rich text, `""` where no name is there.

Source: CSL 1.0.2 specification, "Names", "Name", "Et-al", "Substitute", "Label".
"""

from __future__ import annotations

from collections.abc import Callable

from citeformat.csl.formatting import PLAIN
from citeformat.csl.options import NameOptions
from citeformat.engine.runtime.context import Context
from citeformat.engine.runtime.item.person import Person
from citeformat.engine.runtime.names.expansion import Shown
from citeformat.engine.runtime.names.single import (
    END_OF_NAMES,
    NEXT_NAME,
    ends_inverted,
    render_name,
)
from citeformat.engine.runtime.names.spec import NamesSpec
from citeformat.engine.runtime.substitution import Recording, use_names, without
from citeformat.richtext.spans import NAME, NAMES, wrap

__all__ = ["render_names"]


_UNSPACED = (
    ("\u05d5", "\u05d5"),
    ("\u2e80", "\u9fff"),
    ("\uac00", "\ud7af"),
    ("\uf900", "\ufaff"),
)
"""First and last letters of scripts that set no blanks, and the Hebrew "and", which is a prefix."""


def render_names(context: Context, spec: NamesSpec) -> str:
    """The text of a cs:names element."""
    text = _variables(context, spec)
    if text:
        if spec.formatting is not PLAIN:
            text = spec.formatting.apply(text, context.english)
    elif spec.substitutes:
        text = _substitute(context, spec)
    return _first(context, text) if text else ""


def _first(context: Context, text: str) -> str:
    """Note the first names of a cite, and leave them out where that is asked for."""
    if context.first_names is None:
        context.first_names = text
        if context.suppress_names:
            context.hides_names = True
            return ""
    return text


def _substitute(context: Context, spec: NamesSpec) -> str:
    """The first substitute that gives text; its variables are then used up.

    Another cs:names is written as the one that it stands for; a text, date or macro is not.
    """
    for substitute, variables in spec.substitutes:
        if variables:
            text = _names_substitute(context, substitute, variables)
            if text:
                return spec.formatting.apply(text, context.english)
            continue
        recording = Recording(context)
        suppress, context.suppress_names = context.suppress_names, False
        first = context.first_names
        try:
            text = substitute(context)
        finally:
            recording.stop()
            context.suppress_names = suppress
            context.first_names = first
        if text:
            if not (recording.used_names or recording.text.used or recording.dates.used):
                context.first_names = ""  # a fixed word is nobody's name
            recording.use_up()
            if context.mark_names and context.first_names is None and NAMES not in text:
                text = wrap(NAMES, wrap(NAME, text))
            return text
    return ""


def _names_substitute(
    context: Context, substitute: Callable[[Context], str], variables: tuple[str, ...]
) -> str:
    """The text of a substitute that is a cs:names and nothing more: what it uses up is known."""
    names = context.names
    for variable in variables:
        if variable in names:
            break
    else:
        return ""
    suppress, first = context.suppress_names, context.first_names
    context.suppress_names = False
    text = substitute(context)
    context.suppress_names, context.first_names = suppress, first
    if text:
        if context.used_names is not None:
            context.used_names += variables
        context.names = without(context.names, variables)
    return text


def _variables(context: Context, spec: NamesSpec) -> str:
    """The names of all variables of the element."""
    names = context.names
    lists = []
    for variable in spec.variables:
        persons = names.get(variable)
        if persons:
            lists.append((variable, persons))
    return _lists(context, spec, lists) if lists else ""


def _lists(context: Context, spec: NamesSpec, lists: list[tuple[str, tuple[Person, ...]]]) -> str:
    options = spec.options[context.area]
    if len(lists) == 1 and options.form != "count":
        return _labelled(context, spec, options, *lists[0])
    if len(lists) == 2 and _are_one(context, spec, lists):
        lists = [("editortranslator", lists[0][1])]
    if options.form == "count":
        return _count(context, lists, options)
    texts = [_labelled(context, spec, options, variable, persons) for variable, persons in lists]
    return (options.names_delimiter if context.sort is None else NEXT_NAME).join(texts)


def _are_one(
    context: Context, spec: NamesSpec, lists: list[tuple[str, tuple[Person, ...]]]
) -> bool:
    """Whether editors and translators are the same persons, and there is a word for that."""
    (first, persons), (second, others) = lists
    if {first, second} != {"editor", "translator"} or persons != others:
        return False
    form = spec.label.form if spec.label is not None else "long"
    return bool(context.locale.term("editortranslator", form))


def _count(
    context: Context, lists: list[tuple[str, tuple[Person, ...]]], options: NameOptions
) -> str:
    total = 0
    for _, persons in lists:
        shown, _ = _shown(context, options, len(persons))
        total += shown
    context.names_index += len(lists)
    return str(total) if context.sort is None else f"{total:04d}"


def _labelled(
    context: Context,
    spec: NamesSpec,
    options: NameOptions,
    variable: str,
    persons: tuple[Person, ...],
) -> str:
    """One list of names with its label."""
    if context.used_names is not None:
        use_names(context, variable)
    text = _list(context, spec, options, persons)
    if spec.name is not PLAIN and text:
        text = f"{spec.name.prefix}{text}{spec.name.suffix}"
    label = spec.label
    if label is None or context.sort is not None:
        return text
    plural = label.plural == "always" or (label.plural == "contextual" and len(persons) > 1)
    term = context.locale.term(variable, label.form, plural)
    written = label.formatting.apply(term, context.locale.is_english)
    return written + text if label.before else text + written


def _shown(context: Context, options: NameOptions, total: int) -> tuple[int, bool]:
    """How many names are shown, and whether the last one follows an ellipsis."""
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
        expanded = context.expansion.shown(context.names_index)
        first = max(first, expanded)
    if not minimum or total < minimum or first >= total:
        return total, False
    return first, last and total - first >= 2


def _list(
    context: Context, spec: NamesSpec, options: NameOptions, persons: tuple[Person, ...]
) -> str:
    """The names of one variable, joined and abbreviated."""
    index, expansion, sort = context.names_index, context.expansion, context.sort is not None
    others = len(persons) > 1 and persons[-1].literal == "others"
    shown, last = _shown(context, options, len(persons) - others)
    last = last and not others
    if expansion is None:
        texts = [
            render_name(person, spec, options, position, 0, sort)
            for position, person in enumerate(persons[:shown])
        ]
    else:
        levels = expansion.levels_of(index, shown)
        texts = [
            render_name(person, spec, options, position, levels[position], sort)
            for position, person in enumerate(persons[:shown])
        ]
    if last:
        texts.append(render_name(persons[-1], spec, options, len(persons) - 1, 0, sort))
    context.names_index = index + 1
    if context.log is not None:
        context.log += (Shown(persons, shown, options),)
    bare = PLAIN
    if spec.name.open or spec.name.text_case:
        bare = spec.name._replace(prefix="", suffix="")
        if last or shown == len(persons):
            texts = [bare.apply(text, context.english) for text in texts]
            bare = PLAIN
    marked = context.mark_names and context.first_names is None
    if marked:
        texts = [wrap(NAME, text) for text in texts]
    text = _join(context, spec, options, persons, texts, shown, last)
    if bare is not PLAIN:  # a list that is cut short is formatted as one, with its "et al."
        text = bare.apply(text, context.english)
    return wrap(NAMES, text) if marked else text


def _join(
    context: Context,
    spec: NamesSpec,
    options: NameOptions,
    persons: tuple[Person, ...],
    texts: list[str],
    shown: int,
    last: bool,
) -> str:
    if context.sort is not None:
        return NEXT_NAME.join(texts) + END_OF_NAMES
    delimiter = options.delimiter
    if last:
        return f"{delimiter.join(texts[:-1])}{delimiter}… {texts[-1]}"
    if shown < len(persons):
        text = delimiter.join(texts)
        term = spec.et_al.apply(context.locale.term(spec.et_al_term), context.locale.is_english)
        if not term or not text:
            return text
        blank = "" if _is_unspaced(term) else " "
        separator = delimiter if _precedes_et_al(options, persons, shown) else blank
        return text + separator + term
    if len(texts) > 1 and options.and_:
        return _with_and(context, options, persons, texts)
    return delimiter.join(texts)


def _precedes_et_al(options: NameOptions, persons: tuple[Person, ...], shown: int) -> bool:
    rule = options.delimiter_precedes_et_al
    if rule == "contextual":
        return shown > 1
    if rule == "after-inverted-name":
        return ends_inverted(persons[shown - 1], options, shown - 1)
    return rule == "always"


def _with_and(
    context: Context, options: NameOptions, persons: tuple[Person, ...], texts: list[str]
) -> str:
    delimiter = options.delimiter
    word = context.locale.term("and", "symbol" if options.and_ == "symbol" else "long")
    if options.and_ == "symbol":
        word = context.locale.terms.get(("and", "symbol", ""), ("&", "", ""))[0]
    rule = options.delimiter_precedes_last
    if rule == "contextual":
        precedes = len(texts) > 2
    elif rule == "after-inverted-name":
        precedes = ends_inverted(persons[len(texts) - 2], options, len(texts) - 2)
    else:
        precedes = rule == "always"
    head = delimiter.join(texts[:-1])
    blank = "" if _is_unspaced(word) else " "
    behind = "" if word[-1:].isspace() else blank
    return f"{head}{delimiter if precedes else blank}{word}{behind}{texts[-1]}"


def _is_unspaced(word: str) -> bool:
    """Whether a word has no blanks around it."""
    return not word.isascii() and any(first <= word[0] <= last for first, last in _UNSPACED)
