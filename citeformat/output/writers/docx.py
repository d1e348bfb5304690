"""Word documents (.docx): real paragraphs with hanging indents, italics and links.

In: a bibliography. Out: a document, or its bytes. It is a binary format, and so stands outside of
the table of text formats. It needs python-docx, which the extra `docx` brings.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from citeformat.errors import FormatError
from citeformat.output import inline_runs as kinds
from citeformat.output.inline_runs import Run, lines_of
from citeformat.output.protocol import Layout
from citeformat.richtext.spans import INDENT, LEFT_MARGIN, RIGHT_INLINE

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["add_entries", "to_docx"]

_INDENT_POINTS = 36
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold."""
_LINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


class _Entry(Protocol):
    """What is read of an entry."""

    @property
    def rich(self) -> str: ...
    @property
    def targets(self) -> tuple[str, ...]: ...


class _List(Protocol):
    """What is read of a bibliography."""

    @property
    def entries(self) -> Iterable[_Entry]: ...
    @property
    def layout(self) -> Layout: ...


def to_docx(bibliography: _List) -> bytes:
    """A Word document of a bibliography.

    Args:
        bibliography: A `Bibliography`.

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


def add_entries(document: Document, bibliography: _List) -> None:
    """Put the entries at the end of a document of python-docx, a paragraph for each."""
    layout = bibliography.layout
    hanging = layout.hanging_indent or bool(layout.second_field_align)
    for entry in bibliography.entries:
        paragraph = document.add_paragraph()
        shape = paragraph.paragraph_format
        if hanging:
            shape.left_indent = _points(_INDENT_POINTS)
            shape.first_line_indent = _points(-_INDENT_POINTS)
        shape.line_spacing = float(layout.line_spacing)
        shape.space_after = _points(12 * layout.entry_spacing)
        _add_lines(paragraph, entry)


def _points(number: float) -> Any:
    from docx.shared import Pt

    return Pt(number)


def _add_lines(paragraph: Any, entry: _Entry) -> None:
    """The lines of an entry: a tab behind its margin, a line break before a block."""
    before = ""
    for kind, runs in lines_of(entry.rich):
        display = kind[:1]
        if before == LEFT_MARGIN or (before and display == RIGHT_INLINE):
            paragraph.add_run("\t")
        elif before:
            paragraph.add_run().add_break()
        if display == INDENT:
            paragraph.add_run("\t")
        _add_runs(paragraph, runs, entry.targets)
        before = display or " "


def _add_runs(paragraph: Any, runs: Sequence[Run], targets: Sequence[str]) -> None:
    for text, style, link in runs:
        run = paragraph.add_run(_FORBIDDEN.sub("", text).replace("\t", " "))
        run.italic = bool(style & kinds.ITALIC) or None
        run.bold = bool(style & kinds.BOLD) or None
        run.underline = bool(style & kinds.UNDERLINE) or None
        run.font.small_caps = bool(style & kinds.SMALL_CAPS) or None
        run.font.superscript = bool(style & kinds.SUPERSCRIPT) or None
        run.font.subscript = bool(style & kinds.SUBSCRIPT) or None
        if 0 <= link < len(targets):
            _make_link(paragraph, run, targets[link])


def _make_link(paragraph: Any, run: Any, target: str) -> None:
    """Put a run into a hyperlink, for which python-docx has no method."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    id = paragraph.part.relate_to(target, _LINK_TYPE, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), id)
    run._r.addprevious(element)
    element.append(run._r)
