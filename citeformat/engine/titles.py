"""Give records the titles that a style prints.

In: records, and the style that they are rendered in. Out: the records with titles in the case of
the style, and with the title of a volume in a variable that the style prints.
"""

from __future__ import annotations

from collections.abc import Iterable

from citeformat.engine.base import Engine
from citeformat.engine.fallback import complete_bibliography
from citeformat.record import Record
from citeformat.record.custom import custom_value
from citeformat.record.titles import join_volume_title, printed_titles
from citeformat.richtext.markup import MARKUP

__all__ = ["PrintedTitles"]


class PrintedTitles:
    """The titles that one style prints."""

    __slots__ = ("_csl", "_engine", "_known", "_language")

    def __init__(self, engine: Engine, csl: bytes, language: str, *, shared: bool = False) -> None:
        """Prepare for a style.

        Args:
            engine: The engine that renders the style.
            csl: The style.
            language: The language of titles whose record has no language, such as `"en"`.
            shared: Whether the last record of each id is kept, for documents that share works.
        """
        self._engine = engine
        self._csl = csl
        self._language = language
        self._known: dict[str, tuple[Record, Record]] | None = {} if shared else None
        """Id -> a record, and the record with the titles that the style prints."""

    def with_engine(self, engine: Engine, *, shared: bool = False) -> PrintedTitles:
        """Make the titles of the same style with another engine, which may print other ones.

        Args:
            engine: The engine.
            shared: Whether works are shared from now on. They still are if they were before.
        """
        shared = shared or self._known is not None
        return PrintedTitles(engine, self._csl, self._language, shared=shared)

    def of(self, records: Iterable[Record]) -> tuple[Record, ...]:
        """Return the records with the titles that the style prints."""
        known = self._known
        if known is None:
            return tuple(map(self._of, records))
        printed = []
        for record in records:
            found = known.get(record.id)
            if found is None or found[0] is not record:
                found = known[record.id] = record, self._of(record)
            printed.append(found[1])
        return tuple(printed)

    def _of(self, record: Record) -> Record:
        record = printed_titles(record, language=self._language)
        if "volume-title" in record.fields and not self._prints_volume_title(record):
            record = join_volume_title(record)
        return record

    def _prints_volume_title(self, record: Record) -> bool:
        """Return whether the style prints the title of a volume. A record that is not from a .bib
        file has it in its place already."""
        if custom_value(record, "entrytype") is None:
            return True
        if b"volume-title" not in self._csl or not self._engine.has_bibliography:
            return False
        made = complete_bibliography(self._engine, (record,), "", False, True)
        printed, wanted = (
            "".join(filter(str.isalnum, text.casefold()))
            for text in (made[0].text, MARKUP().sub("", record.volume_title or ""))
        )
        return wanted in printed
