"""What the page shows for a text: the list, its problems, and a "Cite this" box.

In: what a user has sent. Out: frozen values, which the templates write. HTML in them comes from
`citeformat.output`, which escapes the text of records.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from citeformat.cite_this import BOXES, Box, CiteThis, Output
from citeformat.engine.processor.result import Bibliography
from citeformat.errors import CiteformatError, Problem
from citeformat.interchange import WRITERS, read
from citeformat.interchange.convert import convert
from citeformat.interchange.losses import without_markup
from citeformat.output import EntryText, get_format
from citeformat.record import Record, Records
from citeformat.service.page.submission import Submission
from citeformat.service.rendering import Renderer
from citeformat.style import Style

__all__ = ["DOWNLOADS", "Result", "ShownProblem", "read_records", "render_result"]

DOWNLOADS = ("bibtex", "ris", "csl-json")
"""The formats in which the references can be downloaded."""
_LONGEST_EXCERPT = 160
_NOTHING = Markup()


class ShownProblem(NamedTuple):
    """A problem, and the line of the text that it is about."""

    problem: Problem
    excerpt: str
    """The line, or `""`."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the page shows for a text."""

    list: Markup = _NOTHING
    """The reference list."""
    plain: str = ""
    """The reference list as plain text."""
    problems: tuple[ShownProblem, ...] = ()
    losses: tuple[str, ...] = ()
    """The values that downloads leave out or change."""
    shown: int = 0
    """The number of references in the list."""
    total: int = 0
    """The number of references in the text."""
    cited: Markup = _NOTHING
    """The "Cite this" box of one reference, or nothing."""
    cited_id: str = ""
    """The id of this reference."""
    cited_title: str = ""
    """The title of this reference."""
    sample: str = ""
    """The first reference as CSL-JSON, which previews of styles show."""


def read_records(renderer: Renderer, text: str) -> Records:
    """Read the references of a text. What cannot be read at all becomes a problem.

    Args:
        renderer: The renderer of the service, which has the limits.
        text: The text.
    """
    try:
        return read(text=text, max_bytes=renderer.settings.max_bytes)
    except CiteformatError as error:
        return Records((), [Problem("error", str(error))])


def render_result(renderer: Renderer, submission: Submission, style: Style) -> Result:
    """Render the references of a text.

    Args:
        renderer: The renderer of the service.
        submission: What the user has sent.
        style: The style of the list.
    """
    if not submission.text.strip():
        return Result()
    records = read_records(renderer, submission.text)
    first = records[: renderer.settings.max_items]
    made = renderer.bibliography(first, style.name, submission.locale).with_ids(None)
    lines = submission.text.split("\n")
    problems = sorted({*records.problems, *made.problems}, key=lambda each: (each.line, str(each)))
    record = next((each for each in first if each.id == submission.cited), None)
    if record is None and len(first) == 1:
        record = first[0]
    return Result(
        list=_with_buttons(made) if first else _NOTHING,
        plain=made.text if first else "",
        problems=tuple([
            ShownProblem(each, lines[each.line - 1].strip()[:_LONGEST_EXCERPT])
            if 0 < each.line <= len(lines)
            else ShownProblem(each, "")
            for each in problems
        ]),
        losses=tuple([
            f"{WRITERS[format].title}: {loss}"
            for format in DOWNLOADS
            for loss in convert(first, to=format).losses
        ]),
        shown=len(first),
        total=len(records),
        cited=_box(renderer, record, style, submission.locale) if record else _NOTHING,
        cited_id=record.id if record else "",
        cited_title=without_markup(record.title or record.id) if record else "",
        sample=json.dumps([first[0].to_csl()]) if first else "",
    )  # fmt: skip


def _with_buttons(made: Bibliography) -> Markup:
    """Write a list in which each entry has a button that opens its "Cite this" box."""
    html = get_format("html")
    entries = []
    for entry in made:
        title = without_markup((entry.record and entry.record.title) or entry.id)
        label = escape(f"Cite this: {title}")
        button = (
            f'<button class="cite" name="cite" value="{escape(entry.id)}" aria-label="{label}">'
            "Cite</button>"
        )
        entries.append(EntryText(entry.id, entry.html + button))
    return Markup(html.bibliography(entries, made.layout))


def _box(renderer: Renderer, record: Record, style: Style, locale: str) -> Markup:
    """Write the "Cite this" box of a record: the chosen style, the usual ones, and exports."""
    outputs = [Output(style.title or style.name, style=style)]
    for output in BOXES["inveniordm"].outputs:
        usual = renderer.style(str(output.style), locale).style
        if usual.name == style.name:
            outputs[0] = Output(output.label, style=style)
        else:
            outputs.append(Output(output.label, style=usual))
    outputs += [Output("BibTeX", export="bibtex"), Output("RIS", export="ris")]
    return Markup(CiteThis(Box(tuple(outputs))).texts(record).element(record, service="."))
