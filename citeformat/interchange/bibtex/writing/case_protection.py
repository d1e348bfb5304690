"""Braces around the words of a title whose capitals BibTeX's styles must not change.

In: a title from a format without such braces. Out: the same with `<span class="nocase">` around
words whose capitals mean something.

Styles write titles in sentence case: "The NASA story" would become "The nasa story". A capital
inside of a word always means something. One at its beginning does if the title is in sentence
case, where it marks a name, and in languages that do not capitalise headlines.

Sources: "BibTeXing" (btxdoc), section 4; "Designing BibTeX Styles" (btxhak), `change.case$`.
"""

from __future__ import annotations

import re

from citeformat.record.title_case import is_title_case

__all__ = ["protect"]

_WORD = re.compile(r"[^\W_](?:[^\s<>]*[^\W_])?")
_TAG = re.compile(r"(<[^<>]*>)")
_NEAR = 40
"""How many characters before a word show whether a sentence begins with it."""
_AFTER_STOP = re.compile(r"(?:[:.?!—–]|\A)[\s“‘\"'(\[«„]*\Z")


def protect(title: str, language: str = "") -> str:
    """Mark the words of a title whose case means something.

    Args:
        title: Text with CSL-JSON's markup. A title with nocase spans stays as it is.
        language: The BCP 47 tag of the work's language, or `""`.

    >>> protect("The NASA story of Berlin")
    'The <span class="nocase">NASA</span> story of <span class="nocase">Berlin</span>'
    >>> protect("The Art of Computer Programming")
    'The Art of Computer Programming'
    """
    if "nocase" in title or title.lower() == title:
        return title
    is_english = not language or language.lower().startswith("en")
    capitals_mark_names = not (is_english and is_title_case(title))
    pieces = _TAG.split(title)
    before = ""
    for index in range(0, len(pieces), 2):  # every other piece is a tag
        text = pieces[index]
        marked: list[str] = []
        end = 0
        for match in _WORD.finditer(text):
            word = match.group()
            start = match.start()
            near = text[start - _NEAR : start] if start > _NEAR else before + text[:start]
            first = _AFTER_STOP.search(near) is not None
            is_name = capitals_mark_names and word[0].isupper() and not first
            if is_name or _has_inner_capital(word):
                marked += (text[end : match.start()], f'<span class="nocase">{word}</span>')
                end = match.end()
        pieces[index] = "".join(marked) + text[end:]
        before = (before + text)[-8:]
    return "".join(pieces)


def _has_inner_capital(word: str) -> bool:
    """Return whether a part of the word has a capital after its first letter (NASA, iPhone)."""
    return any(
        any(character.isupper() for character in part[1:]) for part in re.split(r"[-–/’']", word)
    )
