"""Find authors among the names of an entry, and emphasize them.

In: a name as a person types it, or an ORCID; the finished rich text of an entry, and its record.
Out: the text with the printed name of the author in a span. Only the names of the record count, so
that the same name in a title stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citeformat._util.text import strip_accents
from citeformat.record import Name, Record
from citeformat.richtext.links import find_title
from citeformat.richtext.spans import wrap

__all__ = ["AuthorMatch", "emphasize"]

_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?\Z", re.IGNORECASE)
_SPACE = r"[\s\u00a0]"
_WORDS = re.compile(r"[^\s.,;]+")
_GIVEN_NAMES = re.compile(r"[^\s.,;\-‐]+")


@dataclass(frozen=True, slots=True)
class AuthorMatch:
    """An author to look for.

    >>> match = AuthorMatch.of("Pinilla-Ibarz J")
    >>> match.fits(Name("Pinilla-Ibarz", "Javier")), match.fits(Name("Pinilla-Ibarz", "Ana"))
    (True, False)
    """

    orcid: str = ""
    words: tuple[str, ...] = ()
    """The words of the name as it was typed."""

    @classmethod
    def of(cls, text: str) -> AuthorMatch:
        """Parse a name in any order, with given names or initials, or an ORCID."""
        orcid = _ORCID.match(text.strip())
        return cls(orcid[1].upper()) if orcid else cls(words=tuple(_WORDS.findall(text)))

    def fits(self, name: Name) -> bool:
        """Return whether a name of a record is that of the author.

        The family names must be equal. Given names and initials are compared one by one, as far as
        both names have them.
        """
        if self.orcid:
            return any(self.orcid in str(value).upper() for _, value in name.extra)
        if name.literal:
            return _fold(name.literal) == _fold(" ".join(self.words))
        words = [_fold(word) for word in self.words]
        family = [_fold(word) for word in _WORDS.findall(name.family)]
        starts = range(len(words) - len(family) + 1) if family else ()
        start = next((at for at in starts if words[at : at + len(family)] == family), None)
        if start is None:
            return False
        particles = _fold(f"{name.dropping_particle} {name.non_dropping_particle}").split()
        known = [_fold(word) for word in _GIVEN_NAMES.findall(name.given)]
        typed: list[str] = []
        for word in (*self.words[:start], *self.words[start + len(family) :]):
            folded = _fold(word)
            if folded in particles:
                continue
            parts = [_fold(part) for part in _GIVEN_NAMES.findall(word)]
            # "JR" is two initials
            initials = word.isupper() and len(word) <= 3 and folded not in known
            typed += list(folded) if initials and len(parts) == 1 else parts
        return all(
            one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
            for one, other in zip(typed, known, strict=False)
        )


def _fold(text: str) -> str:
    return strip_accents(text.replace("’", "'").replace("‐", "-")).casefold()


def emphasize(text: str, record: Record, matches: Sequence[AuthorMatch], span: str) -> str:
    """Put the printed names of authors into a span.

    Args:
        text: The finished rich text of the record's entry.
        record: The record, whose names are searched.
        matches: The authors to look for.
        span: The span that emphasizes them, such as `richtext.spans.BOLD`.

    >>> from citeformat.richtext.spans import BOLD
    >>> record = Record("x", "book", {"author": (Name("Doe", "Jane"), Name("Roe", "R."))})
    >>> made = emphasize("Doe J, Roe R. Doe.", record, [AuthorMatch.of("Jane Doe")], BOLD)
    >>> made == wrap(BOLD, "Doe J") + ", Roe R. Doe."
    True
    """
    lists = [dict.fromkeys(value) for value in record.fields.values() if isinstance(value, tuple)]
    for name in [name for names in lists for name in names]:
        if not any(match.fits(name) for match in matches):
            continue
        title_start, title_end = find_title(text, record.title or "") or (len(text), 0)
        spans = (
            match.span()
            for pattern in _printed_forms(name)
            for match in re.finditer(pattern, text, re.IGNORECASE)
            if match.end() <= title_start or title_end <= match.start()
        )
        start, end = next(spans, (0, 0))
        if start < end:
            text = text[:start] + wrap(span, text[start:end]) + text[end:]
    return text


def _printed_forms(name: Name) -> Iterator[str]:
    """Generate patterns of the forms in which styles print a name, the fullest first.

    Either part may come first, and given names may be initials.
    """
    if name.literal or not name.family:
        yield rf"(?<!\w){_lenient(name.literal or name.given)}(?!\w)"
        return
    particle = "".join(
        [rf"(?:{_lenient(part)}{_SPACE}*)?" for part in (name.dropping_particle,
                                                         name.non_dropping_particle) if part]
    )  # fmt: skip
    family = particle + _lenient(name.family)
    given = [re.escape(word) for word in _GIVEN_NAMES.findall(name.given)]
    if given:
        between = rf"(?:{_SPACE}|\.|-|‐)*"
        forms = [rf"(?:{word}|{word[:2] if word[0] == chr(92) else word[0]})(?!\w\w)\.?"
                 for word in given]  # fmt: skip
        names = forms[0] + "".join([rf"(?:{between}{form})?" for form in forms[1:]])
        yield rf"(?<!\w){family},?{_SPACE}{names}(?!\w)"
        yield rf"(?<!\w){names}{_SPACE}+{family}(?!\w)"
    yield rf"(?<!\w){family}(?!\w)"


def _lenient(text: str) -> str:
    """Make a pattern that allows other blanks, hyphens and apostrophes."""
    escaped = re.escape(text)
    for typed, forms in (("\\ ", f"{_SPACE}+"), ("\\-", "[-‐‑]"), ("'", "['’]"), ("’", "['’]")):
        escaped = escaped.replace(typed, forms)
    return escaped
