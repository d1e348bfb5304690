"""Jupyter notebooks: citations in Markdown cells.

In: the JSON of a notebook. Out: the same notebook with rendered citations, and a cell with the
list. Besides pandoc's syntax, cells may have nbconvert's `<cite data-cite="key">`, and the metadata
that cite2c writes. The list is HTML, because notebooks show no fenced divs. Notebooks have no
footnotes: in a style for notes, the notes are numbered in a cell before the list.

A notebook is read and written as plain JSON. Only the source of cells changes, and nbformat would
check and order everything else.

Source: the format of notebooks, version 4; nbconvert, "Citations"; the metadata of cite2c.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from citeformat.errors import FormatError, Problem
from citeformat.manuscripts.markdown.syntax import HTML_LIST, MARKDOWN
from citeformat.manuscripts.protocol import FoundList, Page, PageTexts
from citeformat.manuscripts.settings import Settings
from citeformat.output import get_format

__all__ = ["NOTEBOOK", "Notebook"]

_CODE = re.compile(r"(^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)[^\n]*$|(?P<ticks>`+).+?(?P=ticks))",
                   re.DOTALL | re.MULTILINE)  # fmt: skip
_CITE = re.compile(
    r"<cite\s(?:[^<>]*\s)?data-cite=(\"[^\"<>]*\"|'[^'<>]*')[^<>]*>.*?</cite>",
    re.DOTALL | re.IGNORECASE,
)
_FENCED_LIST = re.compile(
    r"^:::+[ \t]*\{[ \t]*#(refs(?:-[\w-]+)?)((?:[ \t]+[^{}\n]*)?)\}[ \t]*\n\s*:::+[ \t]*$",
    re.MULTILINE,
)
_ATTRIBUTE = re.compile(r"([\w-]+)=(\"[^\"]*\"|'[^']*'|[^\s\"'<>}]+)")
_CITE2C_LIST = re.compile(r"<div\s[^<>]*class=[\"']?cite2c-biblio[\"']?[^<>]*>\s*</div>")
_DIV = re.compile(r"<(/?)div\b[^<>]*>", re.IGNORECASE)
_NOTE = re.compile(r"\[\^citeformat-(\d+)\](:[ ])?")
_NOTE_TEXT = re.compile(
    r"^\[\^citeformat-(\d+)\]: (.*(?:\n(?:    .*|(?=\n    )))*)\n*", re.MULTILINE
)
_SOURCE = re.compile(r'"source"\s*:\s*\[?\s*')
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a pair, which the output of a program may have. Only an escape can represent it."""
_INDENT = re.compile(r'\A\s*\{\r?\n([ \t]+)"')
_LIST_CELL = "citeformat-references"
_NOTES_CELL = "citeformat-notes"


@dataclass(frozen=True, slots=True)
class _Cell:
    """A Markdown cell."""

    index: int
    """Its number among the cells of the notebook."""
    page: Page


@dataclass(frozen=True, slots=True)
class _Source:
    """What is remembered of a notebook."""

    data: dict[str, Any]
    cells: tuple[_Cell, ...]


class Notebook:
    """The syntax of Jupyter notebooks."""

    name = "notebook"

    def read(self, text: str, *, file: str = "") -> Page:
        """Find citations in the Markdown cells, the places for lists, and the settings.

        Settings are in front matter in the first cell, or in the notebook's metadata under
        `citeformat`, with pandoc's keys.

        >>> cell = {"cell_type": "markdown", "metadata": {}, "source": ["As [@knuth1984] says"]}
        >>> page = NOTEBOOK.read(json.dumps({"cells": [cell], "nbformat": 4, "metadata": {}}))
        >>> [cite.id for found in page.citations for cite in found.cites]
        ['knuth1984']
        """
        data = _decoded(text)
        if data is None:
            message = "the file is not a notebook of version 4"
            hint = "open it with a present version of Jupyter, and save it"
            return Page(
                text=text, file=file, problems=(Problem("error", message, file, hint=hint),)
            )
        problems: list[Problem] = []
        metadata = _settings(data, file, problems)
        settings = Settings()
        cells: list[_Cell] = []
        citations = []
        lists: list[FoundList] = []
        lines: dict[str, int] = {}
        notes = position = 0
        for index, cell in enumerate(data["cells"]):
            source = _source_of(cell)
            match = _SOURCE.search(text, position)
            position = match.end() if match else position
            is_front_matter = index == 0 and source.startswith("---")
            if cell.get("cell_type") != "markdown" and not (
                is_front_matter and cell.get("cell_type") == "raw"
            ):
                continue
            page = MARKDOWN.read(_in_pandoc_syntax(source), file=file)
            settings = page.settings | settings
            first_line = text.count("\n", 0, position)
            problems += [
                replace(problem, line=problem.line + first_line) if problem.line else problem
                for problem in page.problems
            ]
            lines |= {key: line + first_line for key, line in page.lines.items()}
            if cell.get("cell_type") == "raw":
                continue
            if page.citations or page.lists:
                cells.append(_Cell(index, page))
            citations += [
                replace(
                    found,
                    start=_position_of_line(text, position, page.line_of(found.start)),
                    note=found.note and found.note + notes,
                )
                for found in page.citations
            ]
            notes += max([found.note for found in page.citations], default=0)
            for place in page.lists:
                is_empty = not page.text[place.start : place.end].strip()
                own_place = replace(place, start=0, end=0) if is_empty else place
                lists.append(replace(own_place, conditions=_conditions(page.text, place)))
        return Page(
            text=text,
            file=file,
            settings=metadata | settings,
            lines=lines,
            citations=tuple(citations),
            lists=tuple(lists),
            problems=tuple(problems),
            source=_Source(data, tuple(cells)),
        )

    def write(self, page: Page, texts: PageTexts, *, to: str = "") -> str:
        """Write the notebook with rendered citations and lists.

        Raises:
            FormatError: Another format is wanted.
        """
        if to not in ("", "notebook", "ipynb"):
            message = f"a notebook becomes a notebook, not {to}; jupyter nbconvert converts it"
            raise FormatError(message)
        source: _Source | None = page.source
        if source is None:
            return page.text
        data = dict(source.data)
        cells = [dict(cell) for cell in data["cells"]]
        citations = iter(texts.citations)
        lists = iter([each.to("html").strip() for each in texts.lists] if page.lists else [])
        notes: list[str] = []
        for cell in source.cells:
            own = [next(citations) for _ in cell.page.citations]
            written = MARKDOWN.write(cell.page, replace(texts, citations=own, lists=()))
            written = _numbered_notes(written, notes)
            written, target = _with_lists(written, lists), cells[cell.index]
            was_lines = isinstance(target["source"], list)
            target["source"] = written.splitlines(keepends=True) if was_lines else written
        if notes:
            shown = [f'<sup id="note-{number}">{number}</sup> {note}'
                     for number, note in enumerate(notes, 1)]  # fmt: skip
            cells.append(_new_cell(data, cells, _NOTES_CELL, "\n\n".join(shown)))
        if not page.lists:
            for bibliography in texts.lists:
                if bibliography.entries:
                    title = texts.settings.reference_section_title
                    heading = f"## {get_format('markdown').write(title)}\n\n" if title else ""
                    content = f'{heading}<div id="refs">\n{bibliography.to("html").strip()}\n</div>'
                    cells.append(_new_cell(data, cells, _LIST_CELL, content))
        data["cells"] = cells
        indent = _INDENT.match(page.text)
        end = "\n" if page.text.endswith("\n") else ""
        written = json.dumps(data, ensure_ascii=False, indent=indent[1] if indent else None)
        return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", written) + end


NOTEBOOK = Notebook()


def _decoded(text: str) -> dict[str, Any] | None:
    """Return a notebook, or `None` if the text is not one."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        return None
    if not all(isinstance(cell, dict) for cell in data["cells"]):
        return None
    return data


def _settings(data: Mapping[str, Any], file: str, problems: list[Problem]) -> Settings:
    """Read the settings in the metadata of a notebook, and the works that cite2c keeps there."""
    metadata = data.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    own = metadata.get("citeformat")
    values = dict(own) if isinstance(own, dict) else {}
    cite2c = metadata.get("cite2c")
    works = cite2c.get("citations") if isinstance(cite2c, dict) else None
    if isinstance(works, dict):
        items = [
            {**item, "id": key} for key, item in works.items() if isinstance(item, dict) and key
        ]
        values["references"] = values.get("references") or items
    return Settings.from_metadata(values, file=file, problems=problems)


def _source_of(cell: Mapping[str, Any]) -> str:
    """Return the source of a cell, which is text or a list of lines."""
    source = cell.get("source")
    if isinstance(source, list):
        return "".join([line for line in source if isinstance(line, str)])
    return source if isinstance(source, str) else ""


def _new_cell(
    data: Mapping[str, Any], cells: Sequence[Mapping[str, Any]], id: str, source: str
) -> dict[str, Any]:
    """Make a Markdown cell, with an id if the version of the notebook has ids."""
    cell: dict[str, Any] = {"cell_type": "markdown"}
    minor = data.get("nbformat_minor")
    if isinstance(minor, int) and minor >= 5:
        taken = {each.get("id") for each in cells}
        number = 1
        own = id
        while own in taken:
            number += 1
            own = f"{id}-{number}"
        cell["id"] = own
    cell["metadata"] = {}
    cell["source"] = source.splitlines(keepends=True)
    return cell


def _position_of_line(text: str, start: int, number: int) -> int:
    """Return where a line of a cell is in the JSON: each line of the source is one there."""
    for _ in range(number - 1):
        end = text.find("\n", start)
        if end < 0:
            break
        start = end + 1
    return start


def _in_pandoc_syntax(source: str) -> str:
    """Write what nbconvert and cite2c know in pandoc's syntax, except in code."""
    lowered = source.lower()
    if "data-cite" not in lowered and "refs" not in source and "cite2c" not in source:
        return source
    pieces = []
    end = 0
    for code in _CODE.finditer(source):
        pieces += [_outside_code(source[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*pieces, _outside_code(source[end:])])


def _outside_code(source: str) -> str:
    source = _CITE2C_LIST.sub('<div id="refs"></div>', source)
    source = _FENCED_LIST.sub(_html_list, source)
    return _CITE.sub(_citation, source)


def _html_list(match: re.Match[str]) -> str:
    """Write the place of a list in HTML."""
    attributes = [
        f' {name}="{value.strip(chr(34))}"' for name, value in _ATTRIBUTE.findall(match[2])
    ]
    return f'<div id="{match[1]}"{"".join(attributes)}></div>'


def _conditions(source: str, place: FoundList) -> dict[str, str]:
    """Return the attributes of the tag before the place of a list."""
    tag = source[source.rfind("<", 0, place.start) : place.start]
    if not tag.startswith("<div"):
        return dict(place.conditions)
    return {
        name.removeprefix("data-"): value.strip("\"'")
        for name, value in _ATTRIBUTE.findall(tag)
        if name not in ("id", "class")
    }


def _citation(match: re.Match[str]) -> str:
    """Write the keys of a `cite` element, which are separated by commas or blanks."""
    keys = [key for key in re.split(r"[\s,;]+", unescape(match[1][1:-1])) if key]
    if not keys or any("{" in key or "}" in key for key in keys):
        return match[0]
    return f"[{'; '.join([f'@{{{key}}}' for key in keys])}]"


def _numbered_notes(written: str, notes: list[str]) -> str:
    """Take the notes out of the text of a cell, and number them through the notebook."""
    if "[^citeformat-" not in written:
        return written
    own = {}
    for match in _NOTE_TEXT.finditer(written):
        notes.append(match[2].strip())
        own[match[1]] = len(notes)

    def mark(match: re.Match[str]) -> str:
        number = own.get(match[1], match[1])
        return f"<sup>[{number}](#note-{number})</sup>"

    return _NOTE.sub(mark, _NOTE_TEXT.sub("", written).rstrip("\n"))


def _with_lists(written: str, lists: Iterator[str]) -> str:
    """Put lists into their places."""
    pieces = []
    end = 0
    for match in HTML_LIST.finditer(written):
        if match.start() < end:
            continue
        made = next(lists, None)
        if made is None:
            break
        depth, close = 1, len(written)
        for tag in _DIV.finditer(written, match.end()):
            depth += -1 if tag[1] else 1
            if not depth:
                close = tag.start()
                break
        pieces += [written[end : match.end()], f"\n{made}\n" if made else ""]
        end = close
    return "".join([*pieces, written[end:]])
