"""Records for laws: everything that a format says it carries."""

from __future__ import annotations

import string

from hypothesis import strategies as st

from citeformat.record import Date, Name, Record
from citeformat.record.core import Value

__all__ = ["TEXT", "TITLE", "bibtex_records", "names", "records"]

_LETTERS = string.ascii_letters + string.digits + "éßøłŽÅ"
_MARKS = "\\{}$&%#_~^<>-–—’“”‘/.,;:()!?*+=@|[]§…©≤×"
_PIECE = st.text(alphabet=_LETTERS + _MARKS, min_size=1, max_size=8)
_WORD = st.text(alphabet=_LETTERS, min_size=1, max_size=8)


def _tidy(words: list[str]) -> str:
    return " ".join(words)


TEXT = st.lists(_PIECE, min_size=1, max_size=6).map(_tidy).filter(lambda text: "$" not in text)
_TAGS = st.sampled_from(["i", "b", "sup", "sub"])


def _marked(pair: tuple[str, str]) -> str:
    return f"<{pair[0]}>{pair[1]}</{pair[0]}>"


_SPAN = st.tuples(_TAGS, _WORD).map(_marked)
_NOCASE = _WORD.filter(lambda word: word.lower() != word.upper()).map(
    lambda word: f'<span class="nocase">{word}</span>'
)
TITLE = st.lists(_WORD | _SPAN | _NOCASE, min_size=1, max_size=6).map(_tidy)

_CAPITAL = st.text(alphabet=string.ascii_letters + "éß", min_size=1, max_size=8).map(str.title)
_PARTICLE = st.sampled_from(["von", "de la", "van der"])
_PERSON = st.builds(
    Name,
    family=_CAPITAL,
    given=_CAPITAL,
    suffix=st.sampled_from(["", "Jr.", "III"]),
    dropping_particle=st.just("") | _PARTICLE,
)
_INSTITUTION = st.builds(Name, literal=st.lists(_CAPITAL, min_size=2, max_size=3).map(_tidy))
names = st.lists(_PERSON | _INSTITUTION, min_size=1, max_size=3).map(tuple)

_DAY = st.tuples(st.integers(1000, 2100), st.integers(1, 12), st.integers(1, 28))
_POINT = _DAY.flatmap(lambda day: st.sampled_from([day, day[:2], day[:1]]))
_dates = st.builds(lambda parts: Date((parts,)), _POINT) | st.builds(
    lambda year, season: Date(((year,),), season=season),
    st.integers(1000, 2100),
    st.integers(1, 4),
)
_NUMBER = st.integers(1, 9999).map(str)

_FIELDS: dict[str, st.SearchStrategy[Value]] = {
    "author": names,
    "editor": names,
    "issued": _dates,
    "volume": _NUMBER,
    "page": st.tuples(_NUMBER, _NUMBER).filter(lambda pair: pair[0] != pair[1]).map("-".join),
    "abstract": TEXT,
    "DOI": st.integers(1, 999).map(lambda number: f"10.1000/x_{number}"),
    "container-title": _CAPITAL,
    "publisher-place": _CAPITAL,
    "language": st.sampled_from(["en", "de", "fr", "pt-BR"]),
}
_TYPES = st.sampled_from(["article-journal", "chapter", "paper-conference"])


def records(type: st.SearchStrategy[str] = _TYPES) -> st.SearchStrategy[Record]:
    """Records of plain kinds."""
    fields = st.fixed_dictionaries({"title": TITLE}, optional=_FIELDS)
    return st.builds(Record, st.just("key1"), type, fields)


bibtex_records = records()
