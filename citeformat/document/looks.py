"""What works look like when they are cited: what disambiguation compares.

In: works in their present state (expansion, conditions). Out: the text of a cite without a locator,
and the lists of names that it prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from citeformat.document.reference import FIRST, SUBSEQUENT, Reference
from citeformat.richtext.spans import MARK
from citeformat.runtime.compiled import CompiledStyle
from citeformat.runtime.context import CITATION
from citeformat.runtime.expansion import Expansion, Shown
from citeformat.runtime.recording import without

__all__ = ["Lists", "Looks"]

_MARKS = re.compile(MARK)

Lists = Sequence[Shown]
"""The lists of names in a cite, in the order in which they are printed."""


class Looks:
    """What the works look like when they are cited without a locator; remembered, since every
    method looks at the same cites again."""

    def __init__(self, style: CompiledStyle) -> None:
        self.style = style
        """The style that they are cited in."""
        self._position = SUBSEQUENT if style.is_note else FIRST
        self.conditions = 0
        """The most conditions `disambiguate` that one cite has asked for so far."""
        self._texts: dict[tuple[int, Expansion | None, int], str] = {}
        self._lists: dict[int, Lists] = {}

    def text(self, reference: Reference) -> str:
        """The text of a cite."""
        key = (id(reference), reference.expansion, reference.disambiguate)
        text = self._texts.get(key)
        if text is None:
            context = reference.context(self.style, CITATION)
            context.position = self._position
            if "accessed" in context.dates:  # when somebody looked is none of the work
                context.dates = without(context.dates, ("accessed",))
            context.log = ()
            text = self.style.citation.render(context)
            if not text.isascii():  # formatting does not tell works apart
                text = _MARKS.sub("", text)
            self._texts[key] = text
            asked = reference.disambiguate - context.disambiguate
            self.conditions = max(self.conditions, asked)
            self._lists.setdefault(id(reference), context.log)
        return text

    def lists(self, reference: Reference) -> Lists:
        """The lists of names in a cite, as they were when it was looked at first."""
        self.text(reference)
        return self._lists[id(reference)]

    def groups(self, references: Iterable[Reference]) -> list[list[Reference]]:
        """The works, those together whose cites are the same."""
        groups: dict[str, list[Reference]] = {}
        for reference in references:
            groups.setdefault(self.text(reference), []).append(reference)
        return list(groups.values())
