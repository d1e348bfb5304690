"""Read the metadata of pandoc's documents as plain values.

In: the metadata of a document. Out: a mapping for `Settings.from_metadata`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from citeformat.integrations.pandoc.ast import find_contents, plain_text
from citeformat.integrations.pandoc.markup import markup_of

__all__ = ["Metadata"]

_MOST_LEVELS = 20
"""Values are not nested more deeply than this."""


class Metadata(Mapping[str, Any]):
    """The metadata of a document as plain values, each made when it is asked for.

    Text in `references` has CSL-JSON's markup, other text has none. The citations in `nocite` are a
    list of texts.

    >>> Metadata({"csl": {"t": "MetaInlines", "c": [{"t": "Str", "c": "apa"}]}})["csl"]
    'apa'
    """

    def __init__(self, meta: Mapping[str, Any]) -> None:
        self._meta = meta

    def __getitem__(self, key: str) -> Any:
        value = self._meta[key]
        if key == "nocite":
            cites = find_contents([value], notes=False).cites
            keys = [cite["citationId"] for each in cites for cite in each.citations]
            return [f"@{{{key}}}" for key in keys] or plain_text(value)
        return _value(value, key == "references", 0)

    def __iter__(self) -> Iterator[str]:
        return iter(self._meta)

    def __len__(self) -> int:
        return len(self._meta)


def _value(node: Any, has_markup: bool, level: int) -> Any:
    """Return a value of the metadata."""
    if not isinstance(node, dict) or level > _MOST_LEVELS:
        return plain_text(node)
    name, content = node.get("t"), node.get("c")
    if name == "MetaBool":
        return content
    if name == "MetaList" and isinstance(content, list):
        return [_value(each, has_markup, level + 1) for each in content]
    if name == "MetaMap" and isinstance(content, dict):
        return {key: _value(each, has_markup, level + 1) for key, each in content.items()}
    if has_markup and name in ("MetaInlines", "MetaBlocks") and isinstance(content, list):
        if name == "MetaInlines":
            return markup_of(content)
        paragraphs = [each.get("c") for each in content if isinstance(each, dict)]
        return " ".join([markup_of(each) for each in paragraphs if isinstance(each, list)])
    return plain_text(node)
