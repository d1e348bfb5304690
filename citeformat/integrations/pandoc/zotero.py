"""Write citations as fields that Zotero's plugin for Word reads and updates.

In: the inlines of rendered citations, and their records. Out: the same inlines between raw
WordprocessingML: `ADDIN ZOTERO_ITEM CSL_CITATION` and `ADDIN ZOTERO_BIBL`, with the data of the
works as CSL-JSON. Other formats than docx drop the raw parts.

Source: Zotero's documentation, "Word processor plugin: field codes"; the citation schema of
CSL-JSON; ECMA-376 part 1, 17.16.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any
from xml.sax.saxutils import escape

from citeformat.engine.processor.citation import Citation
from citeformat.engine.processor.result import CitationText
from citeformat.integrations.pandoc.ast import plain_text
from citeformat.integrations.pandoc.note_marks import note
from citeformat.output.writers.pandoc import Element
from citeformat.record import Record
from citeformat.style import Style

__all__ = ["ZoteroFields"]

_SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
_LIBRARY = "http://zotero.org/users/local/citeformat/items/"
"""What the addresses of works begin with. Zotero does not know them, so it uses the data of the
field."""
_MOST_CHARACTERS = 255
"""The length of a property of a Word document."""


class ZoteroFields:
    """The fields of one document.

    Args:
        style: The style of the document.
        records: The records that it cites.
    """

    def __init__(self, style: Style, records: Mapping[str, Record]) -> None:
        self._style = style
        self._is_note = style.kind == "note"
        self._records = records
        self._count = 0

    def citation(
        self, content: Sequence[Element], citation: Citation, text: CitationText
    ) -> list[Element]:
        """Put a citation into a field. A citation of unknown works is not a field.

        Args:
            content: The inlines of the citation. In a note, the field is in the note.
            citation: The citation.
            text: Its text.
        """
        if not all(cite.id in self._records for cite in citation.cites):
            return list(content)
        self._count += 1
        plain = str(text)
        items: list[dict[str, Any]] = []
        for cite in citation.cites:
            record = self._records[cite.id]
            item: dict[str, Any] = {
                "id": cite.id,
                "uris": [_LIBRARY + _identifier(cite.id)],
                "itemData": record.to_csl(),
            }
            values = {
                "locator": cite.locator,
                "label": cite.label or ("page" if cite.locator else ""),
                "prefix": cite.prefix,
                "suffix": cite.suffix,
                "suppress-author": cite.suppress_author or citation.mode == "composite",
            }
            items.append(item | {key: value for key, value in values.items() if value})
        data = {
            "citationID": _identifier(f"{self._count}:{plain}"),
            "properties": {
                "formattedCitation": plain,
                "plainCitation": plain,
                "noteIndex": citation.note_number,
            },
            "citationItems": items,
            "schema": _SCHEMA,
        }
        code = f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(data, ensure_ascii=False)} "
        # Zotero writes no names into the sentence: they stay in front of the field
        start = _length_of_author(content, text)
        match content[-1:]:
            case [{"t": "Note", "c": [{"t": "Para", "c": list(inlines)}]}] if self._is_note:
                return [*content[:-1], note(_field(code, inlines))]
        return [*content[:start], *_field(code, content[start:])]

    def bibliography(self, entries: Sequence[list[Element]]) -> None:
        """Put a list into a field, which begins in its first entry and ends in the last one.

        Args:
            entries: The inlines of each entry, which are changed in place.
        """
        data = json.dumps({"uncited": [], "omitted": [], "custom": []})
        begin, end = _marks(f" ADDIN ZOTERO_BIBL {data} CSL_BIBLIOGRAPHY ")
        if entries:
            entries[0].insert(0, begin)
            entries[-1].append(end)

    def add_preferences(self, meta: dict[str, Any]) -> None:
        """Write the style into the metadata. Pandoc makes properties of the document of it, from
        which Zotero reads the style."""
        style = escape(self._style.version.id or self._style.name, {'"': "&quot;"})
        bibliography = int(self._style.has_bibliography)
        kind = '<pref name="noteType" value="1"/>' if self._is_note else ""
        text = (
            '<data data-version="3" zotero-version="6.0">'
            f'<session id="{_identifier(style)}"/>'
            f'<style id="{style}" locale="{self._style.locale}" '
            f'hasBibliography="{bibliography}" bibliographyStyleHasBeenSet="{bibliography}"/>'
            f'<prefs><pref name="fieldType" value="Field"/>{kind}</prefs></data>'
        )
        for number, start in enumerate(range(0, len(text), _MOST_CHARACTERS), 1):
            piece = text[start : start + _MOST_CHARACTERS]
            meta[f"ZOTERO_PREF_{number}"] = {"t": "MetaString", "c": piece}


def _identifier(text: str) -> str:
    """Return eight letters and digits for a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest().upper()


def _length_of_author(content: Sequence[Element], text: CitationText) -> int:
    """Return the number of inlines that are the names of a narrative citation in the sentence."""
    if text.author is None:
        return 0
    length = 0
    for number, element in enumerate(content, 1):
        length += len(plain_text(element))
        if length >= len(text.author):
            after = content[number : number + 1]
            return number + (1 if after and after[0].get("t") == "Space" else 0)
    return 0


def _field(code: str, content: Sequence[Element]) -> list[Element]:
    begin, end = _marks(code)
    return [begin, *content, end]


def _marks(code: str) -> tuple[Element, Element]:
    """Return the beginning and the end of a field."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(_allowed(code))}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return _raw(begin), _raw(end)


def _allowed(text: str) -> str:
    """Return a text without characters that XML cannot contain."""
    return "".join([each if each.isprintable() else " " for each in text])


def _raw(text: str) -> Element:
    return {"t": "RawInline", "c": ["openxml", text]}
