"""Phases: render the entries of the bibliography, substitute repeated authors, tidy display blocks.

In: the works of a bibliography. Out: the rich text of each entry, which is not yet finished.

Source: CSL 1.0.2 specification, "Bibliography", "Reference Grouping", "Display".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citeformat._util.patterns import lazy_pattern
from citeformat.engine.processor.state import Reference
from citeformat.engine.runtime.context import BIBLIOGRAPHY
from citeformat.engine.runtime.style import BibliographyPart, CompiledStyle
from citeformat.output import Layout
from citeformat.richtext.spans import (
    BLOCK,
    DISPLAY,
    INDENT,
    LEFT_MARGIN,
    NAME,
    NAMES,
    RIGHT_INLINE,
    close_of,
    plain_text,
)

__all__ = [
    "around_entries",
    "layout_of",
    "margin_width",
    "max_offset",
    "render_entries",
    "substitute_authors",
    "tidy_display_blocks",
    "tidy_entry",
]


_NAMES = re.compile(f"{NAMES}(.*?){close_of(NAMES)}", re.DOTALL)

_NAME = re.compile(f"{NAME}(.*?){close_of(NAME)}", re.DOTALL)

_MARGIN_CLOSE = close_of(LEFT_MARGIN)

_DISPLAYS = "".join(DISPLAY.values())

_DISPLAY_CLOSE = "".join(close_of(opener) for opener in _DISPLAYS)

_MARKS_AFTER_LAST = lazy_pattern(f"([{_DISPLAY_CLOSE}])([^\\w{_DISPLAYS}{_DISPLAY_CLOSE}]+)$")

_AFTER_RIGHT_INLINE = lazy_pattern(f"({close_of(RIGHT_INLINE)})([^{_DISPLAYS}{_DISPLAY_CLOSE}]+)$")

_MARKS_BEFORE_REST = lazy_pattern(
    f"([{_DISPLAY_CLOSE}])([.,;:!?]*) *(?=[^{_DISPLAYS}{_DISPLAY_CLOSE}]+$)"
)

_EMPTY_BLOCK = lazy_pattern(f"[{_DISPLAYS}](?:{NAMES}{close_of(NAMES)})?[{_DISPLAY_CLOSE}]")

_TRAILING_BLANK = lazy_pattern(f" +([{_DISPLAY_CLOSE}])$")

_LEADING_BLANK = lazy_pattern(f"^([{_DISPLAYS}]) +")


def render_entries(
    style: CompiledStyle, references: Sequence[Reference], suppress_names: bool = False
) -> list[str]:
    """Render the entry of each work; nothing if the style has no bibliography.

    Args:
        style: The style.
        references: The works.
        suppress_names: Whether to leave out the names that each entry would begin with.
    """
    part = style.bibliography
    if part is None:
        return []
    mark_names = part.options.substitute is not None
    before, after = around_entries(part)
    texts = [""] * len(references)
    # neighbours in memory are read faster one after another; sorting has mixed them
    for place in sorted(range(len(references)), key=lambda place: id(references[place].item)):
        context = references[place].context(style, BIBLIOGRAPHY)
        context.mark_names = mark_names
        context.suppress_names = suppress_names
        text = part.render(context)
        if text:
            texts[place] = f"{before}{text}{after}"
    return texts


def around_entries(part: BibliographyPart) -> tuple[str, str]:
    """Return what is before and after the text of each entry."""
    layout = part.formatting
    return layout.open + layout.prefix, layout.suffix + layout.close


def substitute_authors(
    style: CompiledStyle, texts: list[str], references: Sequence[Reference]
) -> list[str]:
    """Replace names that the entry before has as well by subsequent-author-substitute.

    If nothing replaces them, the whole entry is rendered without its names: empty names have no
    affixes, label or delimiter.
    """
    part = style.bibliography
    if part is None or part.options.substitute is None:
        return texts
    substitute, rule = part.options.substitute, part.options.substitute_rule
    result = []
    previous: list[str] = []
    previous_list = ""
    for text, reference in zip(texts, references, strict=True):
        match = _NAMES.search(text)
        # an abbreviated list is formatted as a whole, any other one name by name
        names = [plain_text(name) for name in _NAME.findall(match[1])] if match else []
        whole_list = plain_text(match[1]) if match else ""
        if match and names and previous:
            same = 0
            while same < min(len(names), len(previous)) and names[same] == previous[same]:
                same += 1
            # "Doe et al." are not Doe, although all names that are rendered match
            is_complete = whole_list == previous_list
            count = same  # "partial-each"
            if rule == "partial-first":
                count = min(same, 1)
            elif rule != "partial-each":
                count = len(names) if is_complete else 0
            if count == len(names) and not substitute:
                (without_names,) = render_entries(style, [reference], suppress_names=True)
                text = without_names or text  # a work must not vanish
            elif count:
                if rule == "complete-all":
                    replaced = substitute
                else:
                    replaced = _NAME.sub(lambda _: substitute, match[1], count=count)
                text = text[: match.start()] + replaced + text[match.end() :]
        result.append(text)
        previous, previous_list = names, whole_list
    return result


def tidy_display_blocks(_style: CompiledStyle, texts: list[str]) -> list[str]:
    """Tidy entries that have display blocks.

    Empty blocks are removed, and so are blanks at the beginning and the end of an entry. The
    punctuation after the last block moves into it. Other text stays outside, except that a
    right-inline block takes all text after it.
    """
    return [tidy_entry(text) for text in texts]


def tidy_entry(text: str) -> str:
    """Tidy one entry; see `tidy_display_blocks`."""
    if not (BLOCK in text or LEFT_MARGIN in text or RIGHT_INLINE in text or INDENT in text):
        return text
    text = _EMPTY_BLOCK().sub("", text).rstrip(" ")
    if text[-1:] not in _DISPLAY_CLOSE:
        text = _MARKS_AFTER_LAST().sub(r"\2\1", text)
        text = _AFTER_RIGHT_INLINE().sub(r"\2\1", text)
        text = _MARKS_BEFORE_REST().sub(r"\2\1", text)
    if text[-2:-1] == " ":
        text = _TRAILING_BLANK().sub(r"\1", text)
    if text[1:2] == " ":
        text = _LEADING_BLANK().sub(r"\1", text)
    return text


def layout_of(style: CompiledStyle, offset: int) -> Layout:
    """Return the layout that a style asks for, with the width of the widest left margin."""
    options = style.bibliography.options if style.bibliography is not None else None
    if options is None:
        return Layout()
    return Layout(
        options.hanging_indent,
        options.second_field_align,
        options.line_spacing,
        options.entry_spacing,
        offset,
        style.locale.lang,
    )


def max_offset(texts: Sequence[str]) -> int:
    """Count the characters of the widest left margin."""
    return max(map(margin_width, texts), default=0)


def margin_width(text: str) -> int:
    """Count the characters in the left margin of an entry."""
    if LEFT_MARGIN not in text:
        return 0
    margin, end, _ = text.partition(LEFT_MARGIN)[2].partition(_MARGIN_CLOSE)
    return len(plain_text(margin)) if end else 0
