"""Word documents (.docx): headings, entries with hanging indents, italics and links, and code.

In: a bibliography, a publication list, or the texts of a box. Out: a document, or its bytes. The
format is binary, so it is not among the text formats of the registry. It needs python-docx, which
the extra `docx` installs.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, runtime_checkable

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
_CHARACTER_POINTS = 7
"""The width of a digit, and a little more."""
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


class _Section(Protocol):
    """The attributes of a section of a publication list that are read here."""

    @property
    def title(self) -> str: ...
    @property
    def bibliography(self) -> _RenderedList: ...


@runtime_checkable
class _RenderedSections(Protocol):
    """The attribute of a publication list that is read here."""

    @property
    def sections(self) -> Iterable[_Section]: ...


class _RenderedText(Protocol):
    """The attribute of a text of a box that is read here; `str` of a text without entry is code."""

    @property
    def entry(self) -> _RenderedEntry | None: ...


_Rendered: TypeAlias = "_RenderedList | _RenderedSections | Mapping[str, _RenderedText]"


def to_docx(*rendered: _Rendered, titles: Sequence[str] = ()) -> bytes:
    """Make a Word document of reference lists.

    Entries have Word's style "Bibliography", links "Hyperlink", and code such as BibTeX "HTML
    Preformatted". The titles of sections and the labels of a box are headings of level 1, or of
    level 2 if there are `titles`.

    Args:
        rendered: Each is a `Bibliography`, a `PublicationList`, or the `Texts` of a box.
        titles: The headings of level 1, one for each list, or nothing.

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
        message = "the format 'docx' needs python-docx: pip install 'citeformat[docx]'"
        raise FormatError(message) from None
    document = docx.Document()
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = _allowed(titles[0]) if len(titles) == 1 else ""
    for index, each in enumerate(rendered):
        if index < len(titles):
            _add_heading(document, titles[index], 1)
        add_entries(document, each, level=2 if titles else 1)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def add_entries(document: Document, rendered: _Rendered, *, level: int = 1) -> None:
    """Append entries and headings to a document of python-docx.

    The styles "Bibliography", "Hyperlink" and "HTML Preformatted" are added to the document unless
    it has them.

    Args:
        document: The document.
        rendered: A `Bibliography`, a `PublicationList`, or the `Texts` of a box.
        level: The level of the headings of sections.

    Raises:
        TypeError: `rendered` is something else.
    """
    if isinstance(rendered, Mapping):
        for label, text in rendered.items():
            _add_heading(document, label, level)
            if text.entry is None:
                _add_listing(document, str(text))
            else:
                style = _style(document, "Bibliography").style_id
                _add_entry(document, text.entry, Layout(), style)
    elif isinstance(rendered, _RenderedSections):
        for section in rendered.sections:
            if section.title:
                _add_heading(document, section.title, level)
            add_entries(document, section.bibliography)
    else:
        if not hasattr(rendered, "entries"):
            raise TypeError(f"a bibliography, a list or a box is needed, not {rendered!r}")
        style = _style(document, "Bibliography").style_id
        for entry in rendered.entries:
            _add_entry(document, entry, rendered.layout, style)


def _add_heading(document: Document, title: str, level: int) -> None:
    document.add_paragraph(_allowed(title), _style(document, f"Heading {level}"))


def _add_listing(document: Document, text: str) -> None:
    """Add lines of code as one paragraph."""
    paragraph = document.add_paragraph(style=_style(document, "HTML Preformatted"))
    for number, line in enumerate(text.split("\n")):
        if number:
            paragraph.add_run().add_break()
        paragraph.add_run(_allowed(line))


def _add_entry(document: Document, entry: _RenderedEntry, layout: Layout, style_id: str) -> None:
    """Add an entry as one paragraph."""
    from docx.shared import Pt  # an optional dependency

    paragraph = document.add_paragraph()
    paragraph._p.style = style_id  # `paragraph.style` reads all styles of the document each time
    shape = paragraph.paragraph_format
    if layout.hanging_indent or layout.second_field_align:
        # the widest number must not reach the text beside it
        indent = max(_INDENT_POINTS, _CHARACTER_POINTS * layout.max_offset)
        shape.left_indent = Pt(indent)
        shape.first_line_indent = Pt(-indent)
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
            run = paragraph.add_run(_allowed(text))
            if 0 <= link < len(entry.targets):
                run.style = _style(document, "Hyperlink")
                _make_hyperlink(paragraph, run, entry.targets[link])
            if not style:
                continue
            run.italic = bool(style & ITALIC) or None
            run.bold = bool(style & BOLD) or None
            run.underline = bool(style & UNDERLINE) or None
            run.font.small_caps = bool(style & SMALL_CAPS) or None
            run.font.superscript = bool(style & SUPERSCRIPT) or None
            run.font.subscript = bool(style & SUBSCRIPT) or None
        previous = line


def _allowed(text: str) -> str:
    """Return a text without characters that a document cannot contain."""
    return _FORBIDDEN.sub("", text).replace("\t", " ")


def _style(document: Document, name: str) -> Any:
    """Return a style of Word, and add it to a document that does not have it."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles = document.styles
    if name in styles:
        return styles[name]
    is_link = name == "Hyperlink"
    kind = WD_STYLE_TYPE.CHARACTER if is_link else WD_STYLE_TYPE.PARAGRAPH
    style: Any = styles.add_style(name, kind, builtin=True)
    if is_link:
        style.font.underline = True
        style.font.color.rgb = RGBColor(0x05, 0x63, 0xC1)
        return style
    style.base_style = styles.default(WD_STYLE_TYPE.PARAGRAPH)
    style.hidden, style.quick_style = False, True
    if name == "HTML Preformatted":
        style.font.name, style.font.size, style.font.no_proof = "Courier New", Pt(10), True
    elif name.startswith("Heading"):
        style.font.bold = style.paragraph_format.keep_with_next = True
    return style


def _make_hyperlink(paragraph: Paragraph, run: Run, target: str) -> None:
    """Move a run into a `w:hyperlink` element, for which python-docx has no method."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    id = paragraph.part.relate_to(target, _LINK_TYPE, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), id)
    run._r.addprevious(element)
    element.append(run._r)
