"""What each role prints.

In: the cites in a role. Out: a `Citation` for the processor, and then the text of the role, made of
the rendered citation.

Source: the documentation of sphinxcontrib-bibtex, "Roles and Directives".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citeformat.engine.processor.citation import Citation
from citeformat.engine.processor.result import CitationText
from citeformat.integrations.sphinx.site import RenderedCitation
from citeformat.manuscripts import notes
from citeformat.manuscripts.grammar import FoundCite
from citeformat.manuscripts.locators import make_cite
from citeformat.output.entry_ids import entry_id
from citeformat.record import Record
from citeformat.richtext.links import LINK
from citeformat.richtext.markup import MARKUP
from citeformat.richtext.spans import close_of
from citeformat.style import Style

__all__ = ["TOGETHER", "citation_of", "rendered_role", "rendered_title"]

TOGETHER = frozenset(("p", "alp", "label", "labelpar"))
"""The roles whose cites are one citation, without the `s` at their end."""
_NAMES = frozenset(("author", "authorpar", "cauthor", "footauthor", "footcauthor"))
"""The roles that print names."""
_NARRATIVE = _NAMES | {"t", "ct"}
_BRACKETS = {"(": ")", "[": "]"}


def citation_of(cites: Sequence[FoundCite], role: str, words: Mapping[str, str]) -> Citation:
    """Make the citation of a role.

    Args:
        cites: Its cites.
        role: Its name, such as `"ts"`.
        words: The words for locators in the language of the style.

    >>> citation_of([FoundCite("knuth1984", "see", "p. 3")], "p", {"p.": "page"}).cites[0].locator
    '3'
    """
    base = role.removesuffix("s")
    suppress_author = base in ("year", "yearpar") or role in ("ts", "cts")
    made = [
        make_cite(cite.id, cite.prefix, cite.suffix, words, suppress_author=suppress_author)
        for cite in cites
    ]
    narrative = base in _NARRATIVE and not suppress_author
    return Citation(tuple(made), mode="composite" if narrative else "", sort="between-affixes")


def rendered_role(
    role: str, text: CitationText, key: str, prefix: str, record: Record | None, style: Style
) -> RenderedCitation:
    """Return what a role prints, with links.

    Args:
        role: Its name.
        text: Its rendered citation.
        key: The first work that it cites, with the prefix of its list.
        prefix: This prefix.
        record: The first work, or `None` if its key is unknown.
        style: The style of the citation.
    """
    if record is None and role.removesuffix("s") not in TOGETHER:
        return RenderedCitation(text.rich)
    base = role.removesuffix("s")
    language = style.locale.split("-")[0]
    if base in _NAMES and record is not None:
        names = _all_names(record, style) if role.endswith("s") else ""
        names = names or (text.author.rich if text.author is not None else "")
        if base.endswith("cauthor"):
            names = notes.note_text(names, language)
        if base.startswith("foot"):
            return RenderedCitation(names)
        return _whole_link(f"({names})" if base == "authorpar" else names, key)
    if base in ("year", "yearpar") and style.citation_format != "author-date":
        issued = record.issued if record is not None else None
        year = (
            str(issued.parts[0][0])
            if issued is not None and issued.parts
            else style.term("no date", "short") or "n.d."
        )
        return _whole_link(f"({year})" if base == "yearpar" else year, key)
    linked = text.with_links("")
    rich = linked.rich
    if style.kind == "note":
        rich = notes.in_note(rich, narrative=text.author is not None)
        if text.author is not None:
            rich = text.author.rich + rich
    if base in ("alp", "label", "year"):
        rich = _without_brackets(rich)
    if role in ("ts", "cts") and record is not None:
        rich = f"{_all_names(record, style)} {rich}"
    if base == "ct":
        rich = notes.note_text(rich, language)
    ids = {f"#{entry_id(cite.id, '')}": cite.id for cite in text.cites}
    return RenderedCitation(
        rich, tuple([prefix + ids.get(target, "") for target in linked.targets])
    )


def rendered_title(record: Record | None, key: str) -> RenderedCitation:
    """Return what the role `title` prints: the title of a work, which is a link."""
    title = MARKUP().sub("", str(record.title or "")) if record is not None else ""
    return _whole_link(title, key)


def _whole_link(text: str, key: str) -> RenderedCitation:
    return (
        RenderedCitation(f"{LINK}{text}{close_of(LINK)}", (key,)) if text else RenderedCitation("")
    )


def _without_brackets(rich: str) -> str:
    """Remove the brackets around a citation, inside of marks and links."""
    plain = CitationText(rich)
    if len(plain) < 2 or _BRACKETS.get(plain[0]) != plain[-1] or plain.count(plain[0]) != 1:
        return rich
    start, end = rich.index(plain[0]), rich.rindex(plain[-1])
    return rich[:start] + rich[start + 1 : end] + rich[end + 1 :]


def _all_names(record: Record, style: Style) -> str:
    """Return the family names of all authors of a work, joined as in a sentence."""
    names = record.author or record.editor or ()
    words = [
        " ".join(filter(None, (name.non_dropping_particle, name.family))) or name.literal
        for name in names
    ]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {style.term('and') or 'and'} {words[-1]}"
