"""Citations and reference lists in any CSL style.

    import citeformat

    records = citeformat.read("refs.bib")
    style = citeformat.Style.load("apa")
    print(style.bibliography(records))

Names are imported when they are first used, so that `import citeformat` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citeformat import styles
    from citeformat.checking import check
    from citeformat.cite_this_box import cite_this
    from citeformat.conversion import Conversion, convert
    from citeformat.document.cite import Citation, Cite
    from citeformat.document.result import Bibliography, CitationText, Entry
    from citeformat.errors import (
        CiteformatError,
        FormatError,
        InvalidStyle,
        Problem,
        RecordError,
        RecordNotFound,
        SourceError,
        StyleError,
        StyleNotFound,
    )
    from citeformat.explanation import Explanation, explain
    from citeformat.formats.span import Span
    from citeformat.importers import read
    from citeformat.record import Date, Name, Record, Records
    from citeformat.style import Document, Style

__version__ = "0.1.0"

__all__ = [
    "Bibliography",
    "Citation",
    "CitationText",
    "Cite",
    "CiteformatError",
    "Conversion",
    "Date",
    "Document",
    "Entry",
    "Explanation",
    "FormatError",
    "InvalidStyle",
    "Name",
    "Problem",
    "Record",
    "RecordError",
    "RecordNotFound",
    "Records",
    "SourceError",
    "Span",
    "Style",
    "StyleError",
    "StyleNotFound",
    "check",
    "cite_this",
    "convert",
    "explain",
    "read",
    "styles",
]

_HOMES = {
    "citeformat.checking": ("check",),
    "citeformat.cite_this_box": ("cite_this",),
    "citeformat.conversion": ("Conversion", "convert"),
    "citeformat.document.cite": ("Citation", "Cite"),
    "citeformat.document.result": ("Bibliography", "CitationText", "Entry"),
    "citeformat.errors": (
        "CiteformatError",
        "FormatError",
        "InvalidStyle",
        "Problem",
        "RecordError",
        "RecordNotFound",
        "SourceError",
        "StyleError",
        "StyleNotFound",
    ),
    "citeformat.explanation": ("Explanation", "explain"),
    "citeformat.formats.span": ("Span",),
    "citeformat.importers": ("read",),
    "citeformat.record": ("Date", "Name", "Record", "Records"),
    "citeformat.style": ("Document", "Style"),
}
"""Module -> the public names that it has."""

_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name == "styles":
        value: Any = import_module("citeformat.styles")
    elif name in _HOME:
        value = getattr(import_module(_HOME[name]), name)
    else:
        raise AttributeError(f"module 'citeformat' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
