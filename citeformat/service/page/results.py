"""What the page shows: the list, its problems, styles to choose from, and a "Cite this" box.

In: what a user has sent. Out: frozen values, which the templates write. HTML in them comes from
`citeformat.output`, which escapes the text of records.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from citeformat.cite_this import BOXES, Box, CiteThis, Output
from citeformat.engine.processor.result import Bibliography
from citeformat.errors import CiteformatError, Problem, RecordError, StyleNotFound
from citeformat.finding import find_styles
from citeformat.finding.differences import write_differences
from citeformat.finding.samples import SAMPLES
from citeformat.interchange import read
from citeformat.interchange.losses import without_markup
from citeformat.output import EntryText, get_format
from citeformat.record import Record, Records
from citeformat.service.page.submission import Submission
from citeformat.service.rendering import Renderer
from citeformat.style import Style
from citeformat.styles import search

__all__ = [
    "Result", "ShownProblem", "StyleChoice", "StyleMatches", "choose_style", "find_by_reference",
    "find_by_words", "read_records", "show_result",
]  # fmt: skip

_MOST_MATCHES = 40
"""The number of styles that a search shows."""
_MOST_PREVIEWS = 8
"""The number of styles that are shown with a reference."""
_LONGEST_EXCERPT = 160
_NOTHING = Markup()

_USUAL = (
    "apa", "modern-language-association", "chicago-author-date", "chicago-notes-bibliography",
    "harvard-cite-them-right", "nlm-citation-sequence", "ieee", "american-medical-association",
    "american-chemical-society", "nature",
)  # fmt: skip
"""The styles that are shown before a user has typed anything."""


class ShownProblem(NamedTuple):
    """A problem, and the line of the text that it is about."""

    problem: Problem
    excerpt: str
    """The line, or `""`."""


class StyleChoice(NamedTuple):
    """A style that the user can choose."""

    name: str
    title: str
    note: str
    """What is special about it, or `""`."""
    preview: Markup
    """A reference in the style, or nothing."""


@dataclass(frozen=True, slots=True)
class StyleMatches:
    """The styles that fit what a user has typed."""

    heading: str
    styles: tuple[StyleChoice, ...] = ()
    hint: str = ""
    """What the user can do, or `""`."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the page shows for a text."""

    list: Markup = _NOTHING
    """The reference list."""
    plain: str = ""
    """The reference list as plain text."""
    problems: tuple[ShownProblem, ...] = ()
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


def choose_style(renderer: Renderer, submission: Submission) -> tuple[Style, StyleMatches | None]:
    """Find the style that the user has chosen or typed.

    Args:
        renderer: The renderer of the service.
        submission: What the user has sent.

    Returns:
        The style, and the styles to choose from if the words name none or if they were asked for.

    Raises:
        StyleError: The style cannot be used, or the locale is not a language tag.
    """
    words = submission.words
    try:
        style = renderer.style(submission.style, submission.locale).style
    except StyleNotFound:
        words = words or submission.style
        style = renderer.style("", submission.locale).style
    if submission.like:
        return style, find_by_reference(renderer, submission)
    if words and words != style.title and not submission.wants_styles:
        with suppress(StyleNotFound):
            return renderer.style(words, submission.locale).style, None
    elif not submission.wants_styles:
        return style, None
    return style, find_by_words(renderer, words, submission)


def find_by_words(renderer: Renderer, words: str, submission: Submission) -> StyleMatches:
    """Search for styles, and render a reference in the best of them.

    Args:
        renderer: The renderer of the service.
        words: Words or beginnings of words; `""` finds the usual styles.
        submission: What the user has sent, whose first reference is rendered.
    """
    folder = renderer.settings.styles_folder
    known = {each.name: each for each in search("", folder)}
    heading = "Often used"
    if words:
        found = search(words, folder)
        heading = _counted(len(found), "style")
        if not found:
            heading = f"No style has the words “{words}”"
            try:
                found = [known[renderer.style(words).style.name]]
            except StyleNotFound as error:
                found = [known[name] for name in error.suggestions if name in known]
    else:
        found = [known[name] for name in _USUAL if name in known]
    records = read_records(renderer, submission.text) if submission.text.strip() else ()
    sample = records[0] if records else SAMPLES[0]
    choices: list[StyleChoice] = []
    for listing in found[:_MOST_MATCHES]:
        parent = known.get(listing.parent)
        preview = _NOTHING
        if len(choices) < _MOST_PREVIEWS:
            with suppress(CiteformatError):  # a style of the user may be broken
                made = renderer.bibliography([sample], listing.name, submission.locale)
                preview = Markup(made[0].html)
        note = f"The rules of {parent.title}" if parent else ""
        choices.append(StyleChoice(listing.name, listing.title or listing.name, note, preview))
    hint = ""
    if len(found) > len(choices):
        hint = f"The first {len(choices)} are shown. Add a word to find fewer."
    return StyleMatches(heading, tuple(choices), hint)


def find_by_reference(renderer: Renderer, submission: Submission) -> StyleMatches:
    """Search for the styles that print a reference as the user has it.

    Args:
        renderer: The renderer of the service.
        submission: What the user has sent, with the reference and its data.
    """
    records = read_records(renderer, submission.text) if submission.text.strip() else ()
    if not records:
        return StyleMatches(
            "The search needs the data of the reference",
            hint="Paste it as BibTeX, RIS or CSL-JSON into the field of your references.",
        )
    try:
        found = find_styles(
            submission.like,
            records[: renderer.settings.max_items],
            styles_folder=renderer.settings.styles_folder,
            locale=submission.locale or None,
        )
    except RecordError as error:
        return StyleMatches("No style was found", hint=f"{str(error).capitalize()}.")
    choices = []
    for match in found:
        others = len(match.styles) - 1 + match.dependents
        same = f", and {_counted(others, 'style')} with the same text" if others else ""
        choices.append(
            StyleChoice(
                match.name,
                match.title,
                f"{match.similarity:.0%} similar{same}",
                Markup(
                    "<br>".join([write_differences(each, "html") for each in match.differences])
                ),
            )
        )
    return StyleMatches(f"The nearest of {found.searched:,} styles", tuple(choices))


def show_result(renderer: Renderer, submission: Submission, style: Style) -> Result:
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


def _counted(count: int, noun: str) -> str:
    """Return a number and its noun.

    >>> _counted(1, "style"), _counted(1200, "style")
    ('1 style', '1,200 styles')
    """
    return f"{count:,} {noun}{'s' if count != 1 else ''}"
