"""Which words of a title need braces, so that BibTeX's styles leave their capitals alone.

In: a title that comes from a format without such braces. Out: the same with
`<span class="nocase">` around words whose capitals mean something.

Styles write titles in sentence case: "The NASA story" would become "The nasa story". A capital
inside a word is always meant. One at its beginning is meant where the title is written in
sentence case (there it marks a name), and in languages that write no headlines in capitals.

Sources: "BibTeXing" (btxdoc), section 4; "Designing BibTeX Styles" (btxhak), `change.case$`.
"""

from __future__ import annotations

import re

__all__ = ["protect"]

_NOCASE = '<span class="nocase">{}</span>'
_WORD = re.compile(r"[^\W_](?:[^\s<>]*[^\W_])?")
_TAG = re.compile(r"(<[^<>]*>)")
_AFTER_STOP = re.compile(r"(?:[:.?!—–]|\A)[\s“‘\"'(\[«„]*\Z")
_SHORTEST = 4
"""Shorter words ("the", "and") are in lower case in headlines too, and so are these:"""
_SMALL = frozenset(
    """
    about after against among before between beyond during from into over than that through
    toward towards under until upon versus with within without
    """.split()
)


def protect(title: str, language: str = "") -> str:
    """Mark the words of a title whose case means something.

    Args:
        title: Text with CSL-JSON's markup. One that has nocase spans is taken as it is.
        language: The BCP 47 tag of the work's language, or `""`.

    >>> protect("The NASA story of Berlin")
    'The <span class="nocase">NASA</span> story of <span class="nocase">Berlin</span>'
    >>> protect("The Art of Computer Programming")
    'The Art of Computer Programming'
    """
    if "nocase" in title or title.lower() == title:
        return title
    english = not language or language.lower().startswith("en")
    names = not english or not _is_headline(title)
    pieces = _TAG.split(title)
    before = ""
    for index in range(0, len(pieces), 2):
        pieces[index], before = _protect_text(pieces[index], before, names)
    return "".join(pieces)


def _protect_text(text: str, before: str, names: bool) -> tuple[str, str]:
    """One piece of text between tags, and what the next piece has before it."""

    def mark(found: re.Match[str]) -> str:
        word = found.group()
        first = bool(_AFTER_STOP.search(before + text[: found.start()]))
        if _has_inner_capital(word) or (names and not first and word[0].isupper()):
            return _NOCASE.format(word)
        return word

    return _WORD.sub(mark, text), (before + text)[-8:]


def _has_inner_capital(word: str) -> bool:
    """Whether a part of the word has a capital behind its first letter (NASA, iPhone, pH)."""
    return any(
        any(character.isupper() for character in part[1:]) for part in re.split(r"[-–/’']", word)
    )


def _is_headline(title: str) -> bool:
    """Whether most of the longer words begin with a capital, as in headlines."""
    words = _WORD.findall(_TAG.sub("", title))[1:]
    long_words = [
        word for word in words
        if len(word) >= _SHORTEST and word[0].isalpha()
        and word not in _SMALL and not _has_inner_capital(word)
    ]  # fmt: skip
    capitals = sum(word[0].isupper() for word in long_words)
    return bool(long_words) and capitals * 2 > len(long_words)
