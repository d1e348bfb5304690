"""The interface of citeproc-py.

A program that was written for citeproc-py changes its imports from `citeproc` to
`citeformat.compat.citeproc`, and runs as before. docs/from-citeproc-py.md says what is different.

>>> from citeformat.compat.citeproc import (
...     Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter)
>>> from citeformat.compat.citeproc.source.json import CiteProcJSON
>>> source = CiteProcJSON([{"id": "knuth1984", "type": "book", "title": "The TeXbook",
...     "author": [{"family": "Knuth", "given": "Donald E."}], "publisher": "Addison-Wesley",
...     "issued": {"date-parts": [[1984]]}}])
>>> style = CitationStylesStyle("apa", validate=False)
>>> bibliography = CitationStylesBibliography(style, source, formatter.plain)
>>> citation = Citation([CitationItem("knuth1984")])
>>> bibliography.register(citation)
>>> print(bibliography.bibliography()[0])
Knuth, D. E. (1984). The TeXbook. Addison-Wesley.
>>> bibliography.cite(citation)
'(Knuth, 1984)'
"""

from __future__ import annotations

from typing import Any

from citeformat.compat.citeproc import formatter, styles, types
from citeformat.compat.citeproc.frontend import (
    CitationStylesBibliography,
    CitationStylesStyle,
    FormattedEntry,
)
from citeformat.compat.citeproc.source import Citation, CitationItem, Locator
from citeformat.compat.citeproc.variables import DATES, NAMES, NUMBERS, VARIABLES

__all__ = [
    "DATES",
    "NAMES",
    "NUMBERS",
    "VARIABLES",
    "Citation",
    "CitationItem",
    "CitationStylesBibliography",
    "CitationStylesStyle",
    "FormattedEntry",
    "Locator",
    "formatter",
    "styles",
    "types",
]


def __getattr__(name: str) -> Any:
    # Programs rarely need these, and citeproc-py takes 50 ms to import.
    if name in ("LANGUAGE_NAMES", "PRIMARY_DIALECTS"):
        import citeproc

        return getattr(citeproc, name)
    if name == "STYLES_PATH":
        return styles.styles_path()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
