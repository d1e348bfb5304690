"""The JSON protocol of the program `citeproc` by John MacFarlane.

In: one object with citations, references, a style, abbreviations and a language. Out: one object
with the text of each citation, the bibliography, and warnings. A program in any language can use
citeformat this way, through `citeformat process`.

Source: the manual page of jgm/citeproc.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from citeformat._util.text import did_you_mean
from citeformat.engine.processor.citation import Citation, Cite
from citeformat.engine.runtime.item.abbreviations import Abbreviations
from citeformat.errors import Problem, RecordError, SourceError
from citeformat.output import get_format
from citeformat.output.inline_runs import (
    BOLD,
    ITALIC,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    lines_of,
)
from citeformat.record import Record
from citeformat.record.citation_keys import UniqueIds, make_id
from citeformat.record.values.texts import has_id
from citeformat.richtext.spans import DISPLAY
from citeformat.style import Style

__all__ = ["ResultFormat", "process"]

ResultFormat = Literal["html", "json"]
"""How texts are written: as HTML, or as lists of strings and of objects with a `format`."""

_FORMATS = {
    ITALIC: "italics",
    BOLD: "bold",
    SMALL_CAPS: "small-caps",
    UNDERLINE: "underline",
    SUPERSCRIPT: "superscript",
    SUBSCRIPT: "subscript",
}
_MEMBERS = ("citations", "references", "style", "abbreviations", "lang")
"""The members of the inputs."""
_CLASSES = {opener: f"csl-{name}" for name, opener in DISPLAY.items()}


def process(
    inputs: Mapping[str, Any],
    *,
    style: Style | str | None = None,
    references: Sequence[Record] | None = None,
    abbreviations: Abbreviations | None = None,
    lang: str | None = None,
    format: ResultFormat = "html",
) -> dict[str, Any]:
    """Render citations and a bibliography.

    Args:
        inputs: An object with the keys `citations`, `references`, `style` (CSL, or the name of a
            style), `abbreviations` and `lang`. All of them may be absent.
        style: A style, or the name of one. It replaces that of the inputs.
        references: Records that replace the references of the inputs.
        abbreviations: Abbreviations that replace those of the inputs.
        lang: A BCP 47 tag that replaces that of the inputs.
        format: How texts are written.

    Returns:
        An object with the keys `citations` (a text for each citation), `bibliography` (pairs of an
        id and a text, for every reference) and `warnings`.

    Raises:
        SourceError: The inputs have another form, or there is no style.
        StyleNotFound: No style has the name.
        InvalidStyle: The style cannot be used.

    >>> made = process({"references": [{"id": "x", "type": "book", "title": "TeX"}],
    ...     "citations": [[{"id": "x"}]], "style": "apa"})
    >>> made["citations"], made["bibliography"], made["warnings"]
    (['(<i>TeX</i>, n.d.)'], [['x', '<i>TeX</i>. (n.d.).']], [])
    """
    if not isinstance(inputs, Mapping):
        raise SourceError("the input is not an object")
    problems = [
        Problem("warning", f"there is no member {name!r}", hint=did_you_mean(str(name), _MEMBERS))
        for name in inputs
        if name not in _MEMBERS
    ]
    lang = lang or _member(inputs, "lang", "a string") or None
    if not isinstance(style, Style):
        name = style or _member(inputs, "style", "a string")
        if not name:
            raise SourceError("; ".join(["no style is given", *map(_warning, problems)]))
        style = Style.load(name, locale=lang)
    if abbreviations is None and inputs.get("abbreviations"):
        abbreviations = Abbreviations(_member(inputs, "abbreviations", "an object"))
    if abbreviations is not None:
        style = style.with_abbreviations(abbreviations)
    if references is None:
        references = _records(_member(inputs, "references", "a list") or (), problems)
    given = _member(inputs, "citations", "a list") or ()
    citations = [_citation(each, number) for number, each in enumerate(given, 1)]

    document = style.document(references, unknown="mark")
    document.register([record.id for record in references], sort=False)
    texts = document.process(citations)
    bibliography = document.bibliography()
    problems += bibliography.problems
    written = []
    for text in texts:
        problems += text.problems
        # the protocol has one text, also for names in a sentence and a note
        names = f"{text.author.rich} " if text.author and style.kind == "note" else ""
        written.append(_written(names + text.rich, format))
    return {
        "citations": written,
        "bibliography": [[entry.id, _written(entry.rich, format)] for entry in bibliography],
        "warnings": list(dict.fromkeys(map(_warning, problems))),
    }


_KINDS: dict[str, tuple[type[Any], ...]] = {
    "a string": (str,),
    "a list": (list, tuple),
    "an object": (Mapping,),
}


def _member(inputs: Mapping[str, Any], name: str, kind: str) -> Any:
    """Return a member of the inputs, or `None`.

    Raises:
        SourceError: It is of another kind.
    """
    value = inputs.get(name)
    if value is not None and not isinstance(value, _KINDS[kind]):
        raise SourceError(f"{name!r} is not {kind}")
    return value


def _records(items: Sequence[Any], problems: list[Problem]) -> list[Record]:
    """Make records of CSL-JSON. An item that cannot be read becomes a problem."""
    records = []
    ids = UniqueIds()
    for number, item in enumerate(items, 1):
        try:
            if isinstance(item, dict) and not has_id(item):
                item = item | {"id": make_id(item)}
            record = Record.from_csl(item, problems=problems)
        except (RecordError, RecursionError) as error:
            problems.append(Problem("error", f"reference {number}: {error}"))
            continue
        id = ids.take(record.id)
        if id != record.id:
            problems.append(Problem("warning", f"the id {record.id!r} is used twice", record=id))
            record = record.replace(id=id)
        records.append(record)
    return records


def _citation(data: Any, number: int) -> Citation:
    """Make a citation of an object, of a list of items, or of citeproc-js's list of three.

    Raises:
        SourceError: It is none of these.
    """
    if isinstance(data, list) and data and isinstance(data[0], Mapping) and (
        "citationItems" in data[0]
    ):  # fmt: skip
        data = data[0]
    if isinstance(data, list):
        data = {"citationItems": data}
    if not isinstance(data, Mapping) or not isinstance(data.get("citationItems"), list):
        raise SourceError(f"citation {number} has no citation items")
    properties = data.get("properties")
    if data.get("citationNoteNumber") and isinstance(properties, Mapping | None):
        properties = {**(properties or {}), "noteIndex": data["citationNoteNumber"]}
    items = []
    for item in data["citationItems"]:
        if not isinstance(item, Mapping) or not has_id(item):
            raise SourceError(f"citation {number} has an item without an id")
        items.append(_item(item))
    try:
        made = Citation.from_csl({
            "citationID": data.get("citationID"), "citationItems": items, "properties": properties
        })  # fmt: skip
    except (TypeError, ValueError, RecordError) as error:
        raise SourceError(f"citation {number}: {error}") from None
    return _composite(made)


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    """Write the type of an item as CSL-JSON has it: `suppress-author`, `author-only`."""
    made = dict(item)
    kind = made.pop("type", None)
    if kind in ("suppress-author", "author-only"):
        made[kind] = True
    return made


def _composite(citation: Citation) -> Citation:
    """Make a narrative citation of one that prints the author of a work and then cites it."""
    first, *rest = citation.cites or (Cite(""),)
    if not first.author_only or not rest or rest[0].id != first.id:
        return citation
    cites = (replace(rest[0], suppress_author=False), *rest[1:])
    return replace(citation, cites=cites, mode="composite")


def _written(rich: str, format: ResultFormat) -> Any:
    if format == "html":
        return get_format("html").write(rich)
    written: list[Any] = []
    for line in lines_of(rich):
        parts: list[Any] = []
        for text, style, _ in line.runs:
            part: Any = text
            for flag, name in _FORMATS.items():
                if style & flag:
                    part = {"format": name, "contents": [part]}
            parts.append(part)
        if line.display:
            parts = [{"format": "div", "class": _CLASSES[line.display], "contents": parts}]
        written += parts
    return written


def _warning(problem: Problem) -> str:
    hint = f" ({problem.hint})" if problem.hint else ""
    record = f"{problem.record}: " if problem.record else ""
    return f"{record}{problem.message}{hint}"
