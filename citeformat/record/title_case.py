"""Put English titles that are in title case into sentence case, which CSL styles expect.

In: a title with CSL-JSON's markup. Out: the same in sentence case: "Computing Machinery and
Intelligence" becomes "Computing machinery and intelligence". A title that is in sentence case
already stays as it is, because its capitals mark names.

Source: "Designing BibTeX Styles" (btxhak), `change.case$`, for braces and the word after a colon.
"""

from __future__ import annotations

from citeformat._util.patterns import lazy_pattern
from citeformat._util.remembered import remember
from citeformat._util.text import MONTHS, SEASONS
from citeformat.richtext.text_case import STOP_WORDS

__all__ = ["is_title_case", "to_sentence_case"]

_TOKEN = lazy_pattern(r"<(/?)([a-z]*)[^<>]*>|\$[^$]*\$|[^\W_](?:[^\W_]|['’.](?=[^\W_]))*")
"""A tag, a formula of TeX, or a word."""
_PROTECTED = ("span", "sup", "sub", "sc")
"""Tags around text that keeps its case: braces, small capitals and indexes."""
_NEW_PHRASE = lazy_pattern(r"[:?!…][\"'”’)\]]*\s|—|\s[–-]+\s")
"""What ends a phrase, so that the next word begins a subtitle."""
_YEAR = lazy_pattern(r"\s\d{4}\b")
_TIMES = frozenset(time.lower() for time in (*MONTHS, *SEASONS))
"""Words that keep their capitals before a year ("May 2020"). A word after a small word keeps its
capital, too ("the Olympics 2012"). "World Health Statistics 2022" has the capitals of title case.
"""
_UNCAPITALIZED = STOP_WORDS | frozenset(
    """
    are as be because can could do does had has have her his how if is it its may me my no not
    our she should that their them they this using was we were what when where which while who
    why will would you your
    """.split()
)
"""Words that may be in lower case inside a title that is in title case."""
_GERMAN = frozenset(
    """
    beim das der des ein eine einem einen einer eines für nicht und vom zu zum zur zwischen über
    """.split()
)
"""Words that mark a title as German, as does "die" at its beginning. German nouns have capitals in
sentence case as well."""
_PARTICLES = frozenset(("van", "von", "de"))
"""Words that may be followed by another word in lower case that belongs to a name."""


def is_title_case(title: str) -> bool:
    """Return whether an English title is in title case.

    It is if a word inside a phrase has a capital, and the words without one are articles,
    prepositions and other small words. Text in braces, acronyms, single letters and words with
    digits do not count. A title with German articles is not English.

    >>> is_title_case("Computing Machinery and Intelligence")
    True
    >>> is_title_case("The impact of Hurricane Katrina on New Orleans")
    False
    """
    return bool(_capitals(title))


@remember(1 << 13)
def to_sentence_case(title: str) -> str:
    """Put an English title that is in title case into sentence case. Other titles stay as they are.

    Args:
        title: A title. Text in `<span class="nocase">`, small capitals and indexes keeps its case.
            So do acronyms, words with capitals inside, single letters, names joined by an en dash,
            months and events before a year, and the first words of the title, of a subtitle and of
            text in italics.

    >>> to_sentence_case("The Structure of DNA: A Review of iPhone Apps on Vitamin C")
    'The structure of DNA: A review of iPhone apps on vitamin C'
    """
    capitals = _capitals(title)
    if not capitals:
        return title
    characters = list(title)
    for index in capitals:
        characters[index] = characters[index].lower()
    return "".join(characters)


def _capitals(title: str) -> list[int]:
    """Return the positions of the capitals that sentence case lowers. A title that is not in
    title case has no such capitals."""
    capitals: list[int] = []
    headwords = 0
    tags: list[str] = []
    before = ""  # the word before, protected or not
    between = ""  # the text since then, without tags
    position = 0
    opens_italics = False
    for token in _TOKEN().finditer(title):
        start, end = token.span()
        between += title[position:start]
        position = end
        word = token[0]
        if word[0] == "<":
            closing, name = token.groups()
            if not closing:
                tags.append(name)
                opens_italics = name == "i"
            elif tags:
                tags.pop()
            continue
        joined, previous, begins_italics = between, before, opens_italics
        before, between, opens_italics = word, "", False
        if not joined and previous:
            continue  # the rest of a word whose first letters are in braces
        lower = word.lower()
        is_particle = previous.lower() in _PARTICLES
        if (lower in _GERMAN and not is_particle) or (lower == "die" and not previous):
            return []
        if not previous or any(tag in _PROTECTED for tag in tags):
            continue
        if not word.replace("'", "").replace("’", "").isalpha() or len(word) == 1:
            continue
        is_tail = joined in ("-", "‐", "‑", "/")
        if word == lower:
            if not (is_tail or word in _UNCAPITALIZED or is_particle):
                return []
        elif (
            word[1:] == lower[1:]
            and word[1] not in "'’"
            and not begins_italics
            and not (joined == "–" or title[end : end + 1] == "–")
            and not _NEW_PHRASE().search(joined + " ")
            and not (joined[:1] == "." and not previous[0].islower())
            and not (
                (lower in _TIMES or previous.lower() in _UNCAPITALIZED)
                and _YEAR().match(title, end)
            )
        ):
            capitals.append(start)
            headwords += not is_tail
    return capitals if headwords else []
