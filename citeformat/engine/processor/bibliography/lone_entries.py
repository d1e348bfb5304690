"""Render the entry of a record as if it were the only one of its bibliography.

In: a compiled style; then records. Out: the finished rich text of each entry, in less time than a
document takes.
"""

from __future__ import annotations

from citeformat.engine.processor.bibliography.entries import around_entries, tidy_entry
from citeformat.engine.processor.citation_labels import citation_label
from citeformat.engine.processor.disambiguation.given_names import has_namesakes, names_of_rule
from citeformat.engine.processor.state import Reference
from citeformat.engine.runtime.context import BIBLIOGRAPHY
from citeformat.engine.runtime.item.fields import Item
from citeformat.engine.runtime.style import CompiledStyle
from citeformat.record import Record
from citeformat.richtext.finish import finish

__all__ = ["LoneEntries"]


class LoneEntries:
    """Renders the entry of a record as if it were the only one.

    Its number is 1, and nothing is ambiguous with it, so only the phases that make the text of an
    entry run.
    """

    __slots__ = (
        "_after", "_before", "_compared", "_compares_names", "_mark_names", "_quotes", "_style",
        "_variables",
    )  # fmt: skip

    def __init__(self, style: CompiledStyle) -> None:
        options = style.citation.options
        self._style = style
        self._variables = dict.fromkeys(style.variables, "")
        self._quotes = style.locale.quotes()
        self._compares_names = options.add_givenname and options.givenname_rule != "by-cite"
        part = style.bibliography
        self._before, self._after = around_entries(part) if part is not None else ("", "")
        self._mark_names = part is not None and part.options.substitute is not None
        self._compared = names_of_rule(options.givenname_rule)

    def render(self, record: Record) -> str:
        """Return the finished rich text of the entry of a record.

        The text is `""` for a record that takes a session: the style has no bibliography, the
        record makes the engine raise, or two persons in it are disambiguated from each other.
        """
        style = self._style
        part = style.bibliography
        if part is None:
            return ""
        try:
            item = Item(record, style.locale.language, self._variables, style.abbreviations)
            if self._compares_names and has_namesakes(item.names.values(), self._compared):
                return ""
            reference = Reference(item, 1)
            if style.uses_citation_label:
                reference.label = citation_label(item)
            context = reference.context(style, BIBLIOGRAPHY)
            context.mark_names = self._mark_names
            text = part.render(context)
            if not text:
                return ""
            return finish(tidy_entry(f"{self._before}{text}{self._after}"), self._quotes)
        except Exception:  # the session finds out what is wrong
            return ""
