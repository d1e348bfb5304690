"""Lists of names: which names are shown, how they are joined, what follows them.

In: the persons of a variable, and a `NameList`, which is made once for each cs:names and area of
the style. Out: flat rich text, or a part of a sort key. `elements.names_text` renders the whole
cs:names.

Source: CSL 1.0.2 specification, "Name", "Et-al".
"""

from __future__ import annotations

import sys
from itertools import repeat

from citeformat.csl.formatting import PLAIN
from citeformat.csl.locale import Locale
from citeformat.csl.options import DelimiterPrecedes, NameOptions
from citeformat.engine.runtime.context import Context
from citeformat.engine.runtime.item.person import Person
from citeformat.engine.runtime.names.single import (
    END_OF_NAMES,
    NEXT_NAME,
    is_inverted,
    name_function,
    sort_name,
)
from citeformat.engine.runtime.names.spec import AS_STYLED, NamesSpec, RenderedNames
from citeformat.richtext.spans import NAME, NAMES, wrap

__all__ = ["NameList", "render_list", "shown_names", "sort_list"]

_UNSPACED = (
    ("\u05d5", "\u05d5"),
    ("\u2e80", "\u9fff"),
    ("\uac00", "\ud7af"),
    ("\uf900", "\ufaff"),
)
"""First and last letters of scripts that set no blanks, and the Hebrew "and", which is a prefix."""


class LastWord:
    """The term "and" or "et al." with what separates it from the names before it."""

    __slots__ = ("apart", "close", "options", "rule")

    def __init__(
        self, word: str, options: NameOptions, rule: DelimiterPrecedes, has_name: bool
    ) -> None:
        """Prepare the term.

        Args:
            word: Its text.
            options: The options of the list.
            rule: When the delimiter of the list precedes it.
            has_name: Whether a name follows it.
        """
        is_unspaced = not word.isascii() and any(low <= word[0] <= high for low, high in _UNSPACED)
        blank = "" if is_unspaced else " "
        after = blank if has_name and not word[-1:].isspace() else ""
        self.options, self.rule = options, rule
        self.close = f"{blank}{word}{after}"
        """The term after a blank."""
        self.apart = f"{options.delimiter}{word}{after}"
        """The term after the delimiter."""

    def after(self, count: int, persons: tuple[Person, ...]) -> str:
        """Return the term as it follows so many of the names of a list."""
        rule = self.rule
        if rule == "contextual":
            precedes = count > 1
        elif rule == "after-inverted-name":
            person = persons[count - 1]
            inverts = is_inverted(self.options, count - 1)
            precedes = inverts and not (person.literal or person.unspaced)
        else:
            precedes = rule == "always"  # or "never"
        return self.apart if precedes else self.close


class NameList:
    """How a cs:names writes lists of names in one area of the style.

    It is made when a style is loaded. Everything that does not depend on the record is prepared.
    """

    __slots__ = (
        "affixes", "and_", "around", "delimiter", "et_al", "fewest", "first", "is_plain", "options",
        "others",
    )  # fmt: skip

    def __init__(self, spec: NamesSpec, options: NameOptions, locale: Locale) -> None:
        self.options = options
        self.delimiter = options.delimiter
        self.first = name_function(spec, options, 0)
        """Renders the first name of a list."""
        self.others = name_function(spec, options, 1)
        """Renders any other name."""
        minima = options.et_al_min, options.et_al_subsequent_min
        self.fewest = min(filter(None, minima), default=sys.maxsize)
        """A list with fewer names is never abbreviated."""
        self.and_: LastWord | None = None
        """The term "and" before the last name."""
        if options.and_:
            word = locale.term("and")
            if options.and_ == "symbol":
                word = locale.terms.get(("and", "symbol", ""), ("&", "", ""))[0]
            self.and_ = LastWord(word, options, options.delimiter_precedes_last, True)
        word = spec.et_al.apply(locale.term(spec.et_al_term), locale.language)
        self.et_al: LastWord | None = None
        """The term "et al." after the names of an abbreviated list."""
        if word:
            self.et_al = LastWord(word, options, options.delimiter_precedes_et_al, False)
        self.around = PLAIN
        """The formatting of cs:name without its affixes."""
        if spec.name.open or spec.name.text_case:
            self.around = spec.name._replace(prefix="", suffix="")
        self.affixes = spec.name.prefix, spec.name.suffix
        """The affixes of cs:name, which enclose each name."""
        self.is_plain = spec.name == PLAIN

    def join(self, texts: list[str], persons: tuple[Person, ...], last: bool) -> str:
        """Join the names of a list.

        Args:
            texts: The names that are rendered.
            persons: All names of the list; "et al." replaces those that are not rendered.
            last: Whether the last of the texts is the last name of the list, after an ellipsis.
        """
        delimiter, shown = self.delimiter, len(texts)
        if last:
            return f"{delimiter.join(texts[:-1])}{delimiter}… {texts[-1]}"
        if shown < len(persons):
            text = delimiter.join(texts)
            return text + self.et_al.after(shown, persons) if self.et_al and shown else text
        if self.and_ is None or shown == 1:
            return delimiter.join(texts)
        word = self.and_.after(shown - 1, persons)
        if shown == 2:
            return f"{texts[0]}{word}{texts[1]}"
        return f"{delimiter.join(texts[:-1])}{word}{texts[-1]}"


def render_list(context: Context, names: NameList, persons: tuple[Person, ...]) -> str:
    """Render the names of one variable, without a label."""
    if (
        len(persons) == 1 < names.fewest and names.is_plain
        and context.expansion is None is context.rendered_names and not context.mark_names
    ):  # fmt: skip
        context.names_index += 1
        return names.first(persons[0], AS_STYLED, context.language)
    shown, last, levels = shown_names(context, names, persons)
    language, others = context.language, names.others
    texts: list[str] = []
    if shown:
        texts.append(names.first(persons[0], levels[0] if levels else AS_STYLED, language))
    if shown > 1:
        texts += map(others, persons[1:shown], levels[1:] or repeat(AS_STYLED), repeat(language))
    if last:
        texts.append(others(persons[-1], AS_STYLED, language))
    around, (prefix, suffix) = names.around, names.affixes
    if around is not PLAIN and (last or shown == len(persons)):
        texts, around = [around.apply(text, language) for text in texts], PLAIN
    if prefix or suffix:
        texts = [f"{prefix}{text}{suffix}" for text in texts]
    marked = context.mark_names and context.first_names is None
    if marked:
        texts = [wrap(NAME, text) for text in texts]
    text = names.join(texts, persons, last)
    if around is not PLAIN:  # an abbreviated list is formatted as a whole, with its "et al."
        text = around.apply(text, language)
    return wrap(NAMES, text) if marked else text


def sort_list(context: Context, names: NameList, persons: tuple[Person, ...]) -> str:
    """Return the names of one variable as a part of a sort key."""
    options, language, sort = names.options, context.language, context.sort
    if (
        len(persons) == 1 < names.fewest and (sort is None or sort.minimum is None)
        and context.expansion is None is context.rendered_names
    ):  # fmt: skip
        context.names_index += 1
        return sort_name(persons[0], options, AS_STYLED, language) + END_OF_NAMES
    shown, last, levels = shown_names(context, names, persons)
    if last:
        persons = (*persons[:shown], persons[-1])
        levels += (AS_STYLED,) * (len(levels) > 0)
    elif shown < len(persons):
        persons = persons[:shown]
    if len(persons) == 1:
        level = levels[0] if levels else AS_STYLED
        return sort_name(persons[0], options, level, language) + END_OF_NAMES
    texts = [
        sort_name(person, options, level, language)
        for person, level in zip(persons, levels or repeat(AS_STYLED), strict=False)
    ]
    return NEXT_NAME.join(texts) + END_OF_NAMES


def shown_names(
    context: Context, names: NameList, persons: tuple[Person, ...]
) -> tuple[int, bool, tuple[int, ...]]:
    """Return how many names of a list are shown, whether its last name follows them, and the level
    of each given name, if disambiguation adds any."""
    shown, last = len(persons), False
    # BibTeX's "and others" is a last name that "et al." replaces.
    others = shown > 1 and persons[-1].literal == "others"
    if others:
        shown -= 1
    if shown >= names.fewest or context.sort is not None:
        shown, last = abbreviated(context, names.options, shown)
    if context.rendered_names is not None:
        context.rendered_names += (RenderedNames(persons, shown, names.options),)
    levels: tuple[int, ...] = ()
    if context.expansion is not None:
        levels = context.expansion.levels_of(context.names_index, shown)
    context.names_index += 1
    return shown, last and not others, levels


def abbreviated(context: Context, options: NameOptions, total: int) -> tuple[int, bool]:
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
