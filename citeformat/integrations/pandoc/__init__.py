"""The filter `pandoc-citeformat`: citations in the documents of pandoc.

In: a document as pandoc hands it to filters. Out: the same document with its citations and its
lists of references. It takes the place of `pandoc --citeproc`, with the same metadata.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citeformat.integrations.pandoc.document import Filtered, filter_document

__all__ = ["Filtered", "filter_document"]


def __getattr__(name: str) -> Any:
    """Import the filter when it is first used."""
    if name in __all__:
        from citeformat.integrations.pandoc import document

        return getattr(document, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
