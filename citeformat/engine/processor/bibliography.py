"""Phases: which works the bibliography shows, its entries, and what replaces repeated authors.

A condition of `include`, `exclude`, `select` and `quash` is `{"field": name, "value": text}`. One
on `type` looks at the type, one with an empty value asks for an absent field, one on a field of
several words or names asks whether the value is among them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from citeformat._util.patterns import lazy_pattern
from citeformat.engine.processor.state import Reference
from citeformat.engine.runtime.context import BIBLIOGRAPHY, Item
from citeformat.engine.runtime.style import BibliographyOptions, CompiledStyle
from citeformat.record import Date
from citeformat.richtext.spans import DISPLAY, LEFT_MARGIN, MARK, NAME, NAMES, close_of

__all__ = ["max_offset", "render_entries", "selects", "substitute_authors", "tidy_display"]


_NAMES = re.compile(f"{NAMES}(.*?){close_of(NAMES)}", re.DOTALL)

_NAME = re.compile(f"{NAME}(.*?){close_of(NAME)}", re.DOTALL)

_MARGIN = re.compile(f"{LEFT_MARGIN}(.*?){close_of(LEFT_MARGIN)}", re.DOTALL)

_MARKS = re.compile(MARK)

_DISPLAYS = "".join(DISPLAY.values())

_DISPLAY_CLOSE = "".join(close_of(opener) for opener in _DISPLAYS)

_DISPLAY = re.compile(f"[{_DISPLAYS}]")

_AFTER_LAST = lazy_pattern(f"([{_DISPLAY_CLOSE}])([^{_DISPLAYS}{_DISPLAY_CLOSE}]+)$")

_EMPTY_BLOCK = lazy_pattern(f"[{_DISPLAYS}](?:{NAMES}{close_of(NAMES)})?[{_DISPLAY_CLOSE}]")

_TRAILING_BLANK = lazy_pattern(f" +([{_DISPLAY_CLOSE}])$")

_LEADING_BLANK = lazy_pattern(f"^([{_DISPLAYS}]) +")


def render_entries(style: CompiledStyle, references: Sequence[Reference]) -> list[str]:
    """The rich text of each work's entry, not yet finished."""
    part = style.bibliography
    if part is None:
        return []
    layout = part.formatting
    mark_names = part.options.substitute is not None
    texts = []
    for reference in references:
        context = reference.context(style, BIBLIOGRAPHY)
        context.mark_names = mark_names
        text = part.render(context)
        if text:
            text = f"{layout.open}{layout.prefix}{text}{layout.suffix}{layout.close}"
        texts.append(text)
    return texts


def tidy_display(text: str) -> str:
    """An entry with display blocks: empty ones go, what follows the last belongs into it, and the
    entry neither begins nor ends with a blank."""
    if text.isascii() or not _DISPLAY.search(text):
        return text
    text = _EMPTY_BLOCK().sub("", text)
    if text[-1:] not in _DISPLAY_CLOSE:
        text = _AFTER_LAST().sub(r"\2\1", text)
    if text[-2:-1] == " ":
        text = _TRAILING_BLANK().sub(r"\1", text)
    if text[1:2] == " ":
        text = _LEADING_BLANK().sub(r"\1", text)
    return text


def substitute_authors(options: BibliographyOptions, texts: list[str]) -> list[str]:
    """Put subsequent-author-substitute for names that the entry before has as well."""
    if options.substitute is None:
        return texts
    result = []
    previous: list[str] | None = None
    for text in texts:
        match = _NAMES.search(text)
        names = _NAME.findall(match[1]) if match else None
        if match and names and previous:
            text = _substituted(options, text, match, names, previous)
        result.append(text)
        previous = names
    return result


def _substituted(
    options: BibliographyOptions,
    text: str,
    match: re.Match[str],
    names: list[str],
    previous: list[str],
) -> str:
    sign = options.substitute or ""
    rule = options.substitute_rule
    same = 0
    while same < min(len(names), len(previous)) and names[same] == previous[same]:
        same += 1
    complete = same == len(names) == len(previous)
    if rule == "complete-all":
        return text[: match.start()] + sign + text[match.end() :] if complete else text
    if rule == "complete-each":
        count = len(names) if complete else 0
    elif rule == "partial-first":
        count = min(same, 1)
    else:
        count = same
    inner = _NAME.sub(lambda found: sign, match[1], count=count) if count else match[1]
    return text[: match.start()] + inner + text[match.end() :]


def max_offset(texts: Sequence[str]) -> int:
    """The number of characters in the widest left margin."""
    margins = [_MARGIN.search(text) for text in texts]
    return max((len(_MARKS.sub("", margin[1])) for margin in margins if margin), default=0)


Conditions = Sequence[Mapping[str, Any]]


def selects(
    item: Item, include: Conditions, exclude: Conditions, select: Conditions, quash: Conditions
) -> bool:
    """Whether a work is shown."""
    if include:
        return any(_meets(item, condition) for condition in include)
    if exclude:
        return not any(_meets(item, condition) for condition in exclude)
    if select:
        return all(_meets(item, condition) for condition in select)
    if quash:
        return not all(_meets(item, condition) for condition in quash)
    return True


def _meets(item: Item, condition: Mapping[str, Any]) -> bool:
    field, wanted = str(condition.get("field", "")), str(condition.get("value", ""))
    if field == "type":
        return item.type == wanted
    value = item.fields.get(field, item.record.extra.get(field))
    if not wanted:
        return not value
    if isinstance(value, (list, tuple)):
        return any(wanted in (str(each), getattr(each, "family", None)) for each in value)
    if isinstance(value, Date):
        return wanted == str(value)
    return value is not None and wanted == str(value)
