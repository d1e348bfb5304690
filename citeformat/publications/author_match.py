"""Find given authors among the names of an entry, and emphasise them.

In: a name as a person types it, or an ORCID; finished rich text of an entry and its record. Out:
the text with the author's printed name in a span. A name counts only where the record has it, so
that no namesake in a title is touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citeformat.record import Name, Record
from citeformat.richtext.links import title_place
from citeformat.richtext.spans import wrap

__all__ = ["AuthorMatch", "emphasise"]

_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?\Z", re.IGNORECASE)
_SPACE = r"[\s\u00a0]"
_WORDS = re.compile(r"[^\s.,;]+")
_GIVEN = re.compile(r"[^\s.,;\-‐]+")


@dataclass(frozen=True, slots=True)
class AuthorMatch:
    """Whom to look for.

    >>> match = AuthorMatch.of("Pinilla-Ibarz J")
    >>> match.fits(Name("Pinilla-Ibarz", "Javier")), match.fits(Name("Pinilla-Ibarz", "Ana"))
    (True, False)
    """

    orcid: str = ""
    words: tuple[str, ...] = ()
    """The words of the name as it was typed."""

    @classmethod
    def of(cls, text: str) -> AuthorMatch:
        """Read a name in any order, with given names or initials, or an ORCID."""
        orcid = _ORCID.match(text.strip())
        return cls(orcid[1].upper()) if orcid else cls(words=tuple(_WORDS.findall(text)))

    def fits(self, name: Name) -> bool:
        """Whether a record's name is that of the author."""
        if self.orcid:
            return any(self.orcid in str(value).upper() for _, value in name.extra)
        if name.literal:
            return _folded(name.literal) == _folded(" ".join(self.words))
        particles = f"{name.dropping_particle} {name.non_dropping_particle}"
        family = [_folded(word) for word in _WORDS.findall(name.family)]
        words = [_folded(word) for word in self.words]
        for start in range(len(words) - len(family) + 1):
            if family and words[start : start + len(family)] == family:
                rest = [*self.words[:start], *self.words[start + len(family) :]]
                ignored = set(_folded(particles).split())
                return _given_fits([word for word in rest if _folded(word) not in ignored], name)
        return False


def _given_fits(words: Sequence[str], name: Name) -> bool:
    """Whether given names or initials agree, as far as both have any."""
    have = [_folded(word) for word in _GIVEN.findall(name.given)]
    wanted: list[str] = []
    for word in words:
        parts = [_folded(part) for part in _GIVEN.findall(word)]
        initials = word.isupper() and len(word) <= 3 and _folded(word) not in have
        wanted += list(_folded(word)) if initials and len(parts) == 1 else parts
    return all(
        one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
        for one, other in zip(wanted, have, strict=False)
    )


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‐", "-"))
    return "".join([each for each in decomposed if not unicodedata.combining(each)]).casefold()


def emphasise(text: str, record: Record, matches: Sequence[AuthorMatch], span: str) -> str:
    """Put the printed names of some authors into a span.

    Args:
        text: Finished rich text of the record's entry.
        record: The record, whose people are looked through.
        matches: Whom to look for.
        span: What emphasises them, such as `richtext.spans.BOLD`.

    >>> from citeformat.richtext.spans import BOLD
    >>> record = Record("x", "book", {"author": (Name("Doe", "Jane"), Name("Roe", "R."))})
    >>> made = emphasise("Doe J, Roe R. Doe.", record, [AuthorMatch.of("Jane Doe")], BOLD)
    >>> made == wrap(BOLD, "Doe J") + ", Roe R. Doe."
    True
    """
    for name in _people(record):
        if any(match.fits(name) for match in matches):
            place = _place(text, name, title_place(text, record.title or ""))
            if place:
                start, end = place
                text = text[:start] + wrap(span, text[start:end]) + text[end:]
    return text


def _people(record: Record) -> Iterator[Name]:
    for value in record.fields.values():
        if isinstance(value, tuple):
            yield from dict.fromkeys(value)


def _place(text: str, name: Name, title: tuple[int, int] | None) -> tuple[int, int] | None:
    """Where a name is printed first, outside of the title; the fullest form counts."""
    for pattern in _patterns(name):
        for match in re.finditer(pattern, text, re.IGNORECASE):
            start, end = match.span()
            inside = title is not None and start < title[1] and title[0] < end
            if not inside:
                return start, end
    return None


def _patterns(name: Name) -> Iterator[str]:
    """The forms in which styles print a name: both orders, given names or initials."""
    if name.literal or not name.family:
        yield rf"(?<!\w){_loose(name.literal or name.given)}(?!\w)"
        return
    particle = "".join(
        [rf"(?:{_loose(part)}{_SPACE}*)?" for part in (name.dropping_particle,
                                                       name.non_dropping_particle) if part]
    )  # fmt: skip
    family = particle + _loose(name.family)
    given = [re.escape(word) for word in _GIVEN.findall(name.given)]
    if given:
        between = rf"(?:{_SPACE}|\.|-|‐)*"
        forms = [rf"(?:{word}|{word[:2] if word[0] == chr(92) else word[0]})(?!\w\w)\.?"
                 for word in given]  # fmt: skip
        names = forms[0] + "".join([rf"(?:{between}{form})?" for form in forms[1:]])
        yield rf"(?<!\w){family},?{_SPACE}{names}(?!\w)"
        yield rf"(?<!\w){names}{_SPACE}+{family}(?!\w)"
    yield rf"(?<!\w){family}(?!\w)"


def _loose(text: str) -> str:
    """A pattern for text whose blanks, hyphens and apostrophes may have been changed."""
    escaped = re.escape(text)
    for typed, kinds in (("\\ ", f"{_SPACE}+"), ("\\-", "[-‐‑]"), ("'", "['’]"), ("’", "['’]")):
        escaped = escaped.replace(typed, kinds)
    return escaped
