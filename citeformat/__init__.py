"""Citations and reference lists in any CSL style.

    import citeformat

    records = citeformat.read("refs.bib")
    style = citeformat.Style.load("apa")
    print(style.bibliography(records))

Names are imported when they are first used, so that `import citeformat` costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citeformat import styles
    from citeformat.batch import (
        Batch,
        BatchSummary,
        arrow_schema,
        batch_files,
        render_arrow,
        render_batch,
    )
    from citeformat.checking import check
    from citeformat.cite_this import Box, CiteThis, Output, cite_this
    from citeformat.document import Document
    from citeformat.duplicates import Decision, Deduplication, dedupe
    from citeformat.engine.processor.changes import ChangedCitation, ChangedEntry, Changes
    from citeformat.engine.processor.citation import Citation, Cite, CiteRange
    from citeformat.engine.processor.result import Bibliography, CitationText, Entry
    from citeformat.engine.runtime.item.abbreviations import Abbreviations
    from citeformat.errors import (
        CitationNotFound,
        CiteformatError,
        FormatError,
        InvalidStyle,
        NotAcceptable,
        Problem,
        RecordError,
        RecordNotFound,
        SourceError,
        StyleError,
        StyleNotFound,
        VariableNotFound,
    )
    from citeformat.explain import Explanation, explain
    from citeformat.fetching import fetch
    from citeformat.finding import (
        ComparedEntry,
        StyleComparison,
        StyleMatch,
        StylePreview,
        StyleSearch,
        StyleUpdate,
        compare_styles,
        find_styles,
        preview_style,
        update_styles,
    )
    from citeformat.interchange import Reader, Writer, read
    from citeformat.interchange.bibtex.editing import BibFile
    from citeformat.interchange.convert import Conversion, convert
    from citeformat.interchange.json.stream import RecordStream, iter_records
    from citeformat.interchange.losses import Loss
    from citeformat.interchange.several import read_several
    from citeformat.linting import lint_style
    from citeformat.output import Markup, to_docx
    from citeformat.output.protocol import Span
    from citeformat.publications import ListOptions, PublicationList, publication_list
    from citeformat.record import Date, Name, Record, Records
    from citeformat.richtext.links import Links
    from citeformat.service.negotiation import Representation, negotiate
    from citeformat.style import Style
    from citeformat.tidying import Tidied, TidyOptions, read_journals, tidy

__version__ = "1.0.0"

__all__ = [
    "Abbreviations",
    "Batch",
    "BatchSummary",
    "BibFile",
    "Bibliography",
    "Box",
    "ChangedCitation",
    "ChangedEntry",
    "Changes",
    "Citation",
    "CitationNotFound",
    "CitationText",
    "Cite",
    "CiteRange",
    "CiteThis",
    "CiteformatError",
    "ComparedEntry",
    "Conversion",
    "Date",
    "Decision",
    "Deduplication",
    "Document",
    "Entry",
    "Explanation",
    "FormatError",
    "InvalidStyle",
    "Links",
    "ListOptions",
    "Loss",
    "Markup",
    "Name",
    "NotAcceptable",
    "Output",
    "Problem",
    "PublicationList",
    "Reader",
    "Record",
    "RecordError",
    "RecordNotFound",
    "RecordStream",
    "Records",
    "Representation",
    "SourceError",
    "Span",
    "Style",
    "StyleComparison",
    "StyleError",
    "StyleMatch",
    "StyleNotFound",
    "StylePreview",
    "StyleSearch",
    "StyleUpdate",
    "Tidied",
    "TidyOptions",
    "VariableNotFound",
    "Writer",
    "arrow_schema",
    "batch_files",
    "check",
    "cite_this",
    "compare_styles",
    "convert",
    "dedupe",
    "explain",
    "fetch",
    "find_styles",
    "iter_records",
    "lint_style",
    "negotiate",
    "preview_style",
    "publication_list",
    "read",
    "read_journals",
    "read_several",
    "render_arrow",
    "render_batch",
    "styles",
    "tidy",
    "to_docx",
    "update_styles",
]

LAZY_OBJECTS = {
    "citeformat.batch": "Batch BatchSummary arrow_schema batch_files render_arrow render_batch",
    "citeformat.checking": "check",
    "citeformat.cite_this": "Box CiteThis Output cite_this",
    "citeformat.document": "Document",
    "citeformat.duplicates": "Decision Deduplication dedupe",
    "citeformat.engine.processor.changes": "ChangedCitation ChangedEntry Changes",
    "citeformat.engine.processor.citation": "Citation Cite CiteRange",
    "citeformat.engine.processor.result": "Bibliography CitationText Entry",
    "citeformat.engine.runtime.item.abbreviations": "Abbreviations",
    "citeformat.errors": "CitationNotFound CiteformatError FormatError InvalidStyle "
    "NotAcceptable Problem "
    "RecordError RecordNotFound SourceError StyleError StyleNotFound "
    "VariableNotFound",
    "citeformat.explain": "Explanation explain",
    "citeformat.fetching": "fetch",
    "citeformat.finding": "ComparedEntry StyleComparison StyleMatch StylePreview StyleSearch "
    "StyleUpdate compare_styles find_styles preview_style update_styles",
    "citeformat.interchange": "Reader Writer read",
    "citeformat.interchange.bibtex.editing": "BibFile",
    "citeformat.interchange.convert": "Conversion convert",
    "citeformat.interchange.json.stream": "RecordStream iter_records",
    "citeformat.interchange.losses": "Loss",
    "citeformat.interchange.several": "read_several",
    "citeformat.linting": "lint_style",
    "citeformat.output": "Markup to_docx",
    "citeformat.output.protocol": "Span",
    "citeformat.publications": "ListOptions PublicationList publication_list",
    "citeformat.record": "Date Name Record Records",
    "citeformat.richtext.links": "Links",
    "citeformat.service.negotiation": "Representation negotiate",
    "citeformat.style": "Style",
    "citeformat.tidying": "Tidied TidyOptions read_journals tidy",
}
"""Module -> the public names that it defines, imported when they are first used."""

_MODULE_OF = {name: module for module, names in LAZY_OBJECTS.items() for name in names.split()}


class _Package(ModuleType):
    """The package itself, in which no module takes the place of a public name.

    `cite_this` and `explain` are functions, and modules of the same names define them. Importing
    such a module sets it as an attribute of the package, which would hide the function.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _MODULE_OF or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name == "styles":
        value: Any = import_module("citeformat.styles")
    elif name in _MODULE_OF:
        value = getattr(import_module(_MODULE_OF[name]), name)
    else:
        raise AttributeError(f"module 'citeformat' has no attribute {name!r}")
    globals()[name] = value
    return value


def load_ipython_extension(shell: Any) -> None:
    """Add the magics `%bibliography`, `%cite` and `%references` to IPython (`%load_ext`)."""
    import_module("citeformat.integrations.ipython").load_extension(shell)


def unload_ipython_extension(shell: Any) -> None:
    """Remove the magics from IPython (`%unload_ext`)."""
    import_module("citeformat.integrations.ipython").unload_extension(shell)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
