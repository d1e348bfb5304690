"""Word documents (.docx): paragraphs with hanging indents, italics and links.

In: a bibliography. Out: a document, or its bytes. The format is binary, so it is not among the text
formats of the registry. It needs python-docx, which the extra `docx` installs.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from citeformat.errors import FormatError
from citeformat.output.inline_runs import (
    BOLD,
    ITALIC,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    lines_of,
)
from citeformat.output.protocol import Layout
from citeformat.richtext.spans import INDENT, LEFT_MARGIN, RIGHT_INLINE

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

__all__ = ["add_entries", "to_docx"]

_INDENT_POINTS = 36
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 does not allow."""
_LINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


class _RenderedEntry(Protocol):
    """The attributes of an entry that are read here."""

    @property
    def rich(self) -> str: ...
    @property
    def targets(self) -> tuple[str, ...]: ...


class _RenderedList(Protocol):
    """The attributes of a bibliography that are read here."""

    @property
    def entries(self) -> Iterable[_RenderedEntry]: ...
    @property
    def layout(self) -> Layout: ...


def to_docx(bibliography: _RenderedList) -> bytes:
    """Make a Word document of a bibliography.

    Args:
        bibliography: A `Bibliography`.

    Returns:
        The content of a .docx file.

    Raises:
        FormatError: python-docx is not installed.

    >>> from citeformat.engine.processor.result import Bibliography
    >>> to_docx(Bibliography(()))[:2]
    b'PK'
    """
    try:
        import docx
    except ImportError:
        message = "the format 'docx' needs python-docx (the extra 'docx')"
        raise FormatError(message) from None
    document = docx.Document()
    add_entries(document, bibliography)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def add_entries(document: Document, bibliography: _RenderedList) -> None:
    """Append the entries to a document of python-docx, each as a paragraph.

    Args:
        document: The document.
        bibliography: A `Bibliography`.
    """
    from docx.shared import Pt  # an optional dependency

    layout = bibliography.layout
    for entry in bibliography.entries:
        paragraph = document.add_paragraph()
        shape = paragraph.paragraph_format
        if layout.hanging_indent or layout.second_field_align:
            shape.left_indent = Pt(_INDENT_POINTS)
            shape.first_line_indent = Pt(-_INDENT_POINTS)
        shape.line_spacing = float(layout.line_spacing)
        shape.space_after = Pt(12 * layout.entry_spacing)
        previous = None
        for line in lines_of(entry.rich):
            if previous is not None:
                if previous.display == LEFT_MARGIN or line.display == RIGHT_INLINE:
                    paragraph.add_run("\t")
                else:
                    paragraph.add_run().add_break()
            if line.display == INDENT:
                paragraph.add_run("\t")
            for text, style, link in line.runs:
                run = paragraph.add_run(_FORBIDDEN.sub("", text).replace("\t", " "))
                run.italic = bool(style & ITALIC) or None
                run.bold = bool(style & BOLD) or None
                run.underline = bool(style & UNDERLINE) or None
                run.font.small_caps = bool(style & SMALL_CAPS) or None
                run.font.superscript = bool(style & SUPERSCRIPT) or None
                run.font.subscript = bool(style & SUBSCRIPT) or None
                if 0 <= link < len(entry.targets):
                    _make_hyperlink(paragraph, run, entry.targets[link])
            previous = line


def _make_hyperlink(paragraph: Paragraph, run: Run, target: str) -> None:
    """Move a run into a `w:hyperlink` element, for which python-docx has no method."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    id = paragraph.part.relate_to(target, _LINK_TYPE, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), id)
    run._r.addprevious(element)
    element.append(run._r)
