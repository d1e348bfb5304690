"""Put citations into footnotes, and punctuation before their marks.

In: a list of inlines with citations whose texts are rendered. Out: the list as a style for notes
wants it: no blank before a mark, and the mark after the punctuation.

Source: pandoc's manual, "Citations in note styles", "notes-after-punctuation".
"""

from __future__ import annotations

from typing import Any

from citeformat.integrations.pandoc.ast import is_quotation, name_of, plain_text
from citeformat.manuscripts.notes import after_text, punctuation_before_mark
from citeformat.output.writers.pandoc import Element

__all__ = ["move_punctuation", "note"]

_BLANKS = ("Space", "SoftBreak")


def note(inlines: list[Element]) -> Element:
    """Make a footnote of one paragraph."""
    return {"t": "Note", "c": [{"t": "Para", "c": inlines}]}


def move_punctuation(
    inlines: list[Any], changed: set[int], *, after_punctuation: bool, in_quotes: bool
) -> None:
    """Remove blanks before the marks of citations, and move punctuation before the marks.

    Args:
        inlines: The list, which is changed in place.
        changed: The `id` of each citation that was rendered.
        after_punctuation: Whether marks follow punctuation.
        in_quotes: Whether full stops and commas go into quotations, as in American English.
    """
    made: list[Any] = []
    rest = list(reversed(inlines))
    while rest:
        node = rest.pop()
        if id(node) not in changed:
            made.append(node)
            continue
        content = node["c"][1]
        following = rest[-1] if rest and rest[-1].__class__ is dict else {}
        text = following.get("c") if following.get("t") == "Str" else None
        text = text if isinstance(text, str) else ""
        if not content or content[-1].get("t") not in ("Note", "Superscript"):
            if text.startswith(".") and plain_text(content[-2:]).endswith("."):
                _shorten(rest, text[1:])
            made.append(node)
            continue
        has_author = len(content) > 1
        if not has_author and made and name_of(made[-1]) in _BLANKS:
            made.pop()
        moved = punctuation_before_mark(text) if after_punctuation else ""
        end = len(made)  # several marks are side by side after the punctuation
        while end and id(made[end - 1]) in changed and len(made[end - 1]["c"][1]) == 1:
            end -= 1
        before = content[:-1] if has_author else made[:end]
        if moved and before:
            _shorten(rest, text[len(moved) :])
            _append_punctuation(before, moved, in_quotes)
            if has_author:
                content[:] = [*before, content[-1]]
            else:
                made[:end] = before
        made.append(node)
    inlines[:] = made


def _shorten(rest: list[Any], text: str) -> None:
    """Replace the text that follows."""
    rest.pop()
    if text:
        rest.append({"t": "Str", "c": text})


def _append_punctuation(before: list[Any], moved: str, in_quotes: bool) -> None:
    """Write punctuation after the inlines before a mark."""
    last = before[-1] if before else None
    moved = after_text(moved, plain_text(last))
    if not moved:
        return
    if in_quotes and is_quotation(last) and moved[0] in ".,":
        kind, quoted = last["c"]
        before[-1] = {"t": "Quoted", "c": [kind, [*quoted, {"t": "Str", "c": moved[0]}]]}
        moved = moved[1:]
    if moved:
        before.append({"t": "Str", "c": moved})
