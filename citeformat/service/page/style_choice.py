"""The styles that the page offers: those that words find, and those that print a reference.

In: what a user has sent. Out: the chosen style, and frozen values, which a template writes.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import NamedTuple

from markupsafe import Markup

from citeformat._util.text import counted
from citeformat.errors import CiteformatError, RecordError, StyleNotFound
from citeformat.finding import find_styles
from citeformat.finding.differences import write_differences
from citeformat.finding.samples import SAMPLES
from citeformat.richtext.text_case import capitalize_first
from citeformat.service.page.results import read_records
from citeformat.service.page.submission import Submission
from citeformat.service.rendering import Renderer
from citeformat.style import Style
from citeformat.styles import catalogue, search

__all__ = [
    "PREPARING", "StyleChoice", "StyleMatches", "choose_style", "find_by_reference",
    "find_by_words",
]  # fmt: skip

PREPARING = "The first search prepares all styles. Compare again until they are ready."
"""What a user reads while a search cannot be answered yet."""
_MOST_MATCHES = 40
"""The number of styles that a search shows."""
_MOST_PREVIEWS = 8
"""The number of styles that are shown with a reference."""
_PART_OF_TIME = 0.8
"""How much of the time of a request a search may use. The rest is for writing the page."""
_USUAL = (
    "apa", "modern-language-association", "chicago-author-date", "chicago-notes-bibliography",
    "harvard-cite-them-right", "nlm-citation-sequence", "ieee", "american-medical-association",
    "american-chemical-society", "nature",
)  # fmt: skip
"""The styles that are shown before a user has typed anything."""


class _Unfinished(Exception):
    """A search that takes longer than a request may."""

    def __init__(self, done: float) -> None:
        self.done = done
        """The part that is done, from 0 to 1."""


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
    is_complete: bool = True
    """Whether all styles were searched. If not, the next search gets further."""


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
    known = {each.name: each for each in catalogue.listings(folder)}
    heading = "Often used"
    if words:
        found = search(words, folder)
        heading = counted(len(found), "style")
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
        preview = Markup()
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

    The first search compiles all styles, which takes longer than a request may. Then it stops, and
    what was compiled is kept in the cache.

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
    last = monotonic()
    end = last + _PART_OF_TIME * renderer.settings.max_seconds
    longest = 0.0

    def stop_in_time(done: float) -> None:
        nonlocal last, longest
        now = monotonic()
        longest = max(longest, now - last)  # the next step may take as long
        last = now
        if done < 1 and now + longest > end:
            raise _Unfinished(done)

    try:
        found = find_styles(
            submission.like,
            records[: renderer.settings.max_items],
            styles_folder=renderer.settings.styles_folder,
            locale=submission.locale or None,
            report=stop_in_time,
        )
    except _Unfinished as unfinished:
        return StyleMatches(
            f"{unfinished.done:.0%} of the styles are ready",
            hint=PREPARING,
            is_complete=False,
        )
    except RecordError as error:
        return StyleMatches("No style was found", hint=f"{capitalize_first(str(error))}.")
    choices = []
    for match in found:
        others = len(match.styles) - 1 + match.dependents
        same = f". {counted(others, 'other style')} print the same." if others else ""
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
