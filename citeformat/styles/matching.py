"""Match the names that people say with the styles that they mean: "APA 7th", "Chicago 17", "NEJM".

In: a name that is neither a file name nor a title. Out: the only style that it can mean, or
`StyleNotFound`, which says which styles it could mean. Editions are compared as numbers, and a
style of another edition is never returned.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from citeformat._util.patterns import lazy_pattern
from citeformat.errors import StyleNotFound
from citeformat.styles.catalogue import Listing, normalise

__all__ = ["StyleName", "best_match", "editions", "parse_name", "search", "suggestions"]

_SUGGESTIONS = 4
_MOST_WORDS = 6
"""The number of words at the end of a name that are corrected; each takes 20 ms."""
_MOST_BASES = 3
"""The number of styles, from the shortest name on, that may be the base of all the others."""
_LONGEST = 100
"""The number of characters that are compared with other names; the time grows with them."""
_SIMILAR = 0.71
"""How similar a suggestion is at least, from 0 to 1."""
_SIMILAR_WORD = 0.8
"""How similar the correction of a word is at least, from 0 to 1."""
_SHORTEST = 3
"""The number of letters from which on an acronym or words can mean a style."""
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        1,
    )
}
_EDITION_WORDS = frozenset("edition editions ed edn auflage aufl version".split())
_FILLERS = frozenset(
    "and citation citations csl for format guide guidelines handbook in manual of on "
    "reference referencing style styles system the".split()
)
"""Words that people add to the name of a style or leave out."""
_SUPERSEDED = " superseded by "
_NUMBER = lazy_pattern(r"(v)?(\d{1,2})(st|nd|rd|th|ed?)?")
_LETTERS = lazy_pattern(r"\b[^\W\d](?: [^\W\d])+\b")
"""Letters of an acronym with full stops, such as `a p a`."""
_JOINED = lazy_pattern(r"([^\W\d]{2,})(\d{1,4}(?:st|nd|rd|th|e)?)")
"""A name and a number in one word, such as `apa7th` or `din1505`."""
_EDITIONS = lazy_pattern(r"((?:\d{1,2}(?:st|nd|rd|th) )+)edition")
_DIGITS = lazy_pattern(r"\d+")
_IN_PARENTHESES = lazy_pattern(r"\([^()]*\)")


class StyleName(NamedTuple):
    """A name as people say it, divided into words and an edition."""

    words: tuple[str, ...]
    """Its words in the form of `normalise`, without the edition."""
    edition: int = 0
    """The number of the edition, or 0."""


def parse_name(typed: str) -> StyleName:
    """Divide a name into words and the number of an edition.

    >>> parse_name("APA 7th ed.")
    StyleName(words=('apa',), edition=7)
    >>> parse_name("mla9"), parse_name("GOST R 7.0.5")
    (StyleName(words=('mla',), edition=9), StyleName(words=('gost', 'r', '7', '0', '5'), edition=0))
    """
    words: list[str] = []
    spelled = _LETTERS().sub(lambda found: found[0].replace(" ", ""), normalise(typed[:_LONGEST]))
    for word in spelled.split():
        joined = _JOINED().fullmatch(word)
        words += joined.groups() if joined else (word,)
    numbers: dict[int, int] = {}
    marked: dict[int, int] = {}
    for index, word in enumerate(words):
        beside = words[max(index - 1, 0) : index] + words[index + 1 : index + 2]
        if word in _ORDINALS:
            marked[index] = _ORDINALS[word]
        elif found := _NUMBER().fullmatch(word):
            is_marked = found[1] or found[3] or not _EDITION_WORDS.isdisjoint(beside)
            (marked if is_marked else numbers)[index] = int(found[2])
    # Several numbers are part of the name, as in GOST R 7.0.5.
    place = next(iter(marked or (numbers if len(numbers) == 1 else ())), None)
    if place is None or len(words) == 1:
        return StyleName(tuple(dict.fromkeys(words)))
    rest = [
        word for index, word in enumerate(words) if index != place and word not in _EDITION_WORDS
    ]
    return StyleName(tuple(dict.fromkeys(rest)), {**numbers, **marked}[place])


def editions(title: str) -> tuple[int, ...]:
    """Return the numbers of the editions that a title names.

    >>> editions("ASA Style Guide 6th/7th edition"), editions("Nature")
    ((6, 7), ())
    """
    found = _EDITIONS().search(normalise(title))
    return tuple(map(int, _DIGITS().findall(found[1]))) if found else ()


def best_match(typed: str, styles: Sequence[Listing], short_names: Mapping[str, str]) -> Listing:
    """Return the style that a name means.

    Args:
        typed: The name.
        styles: All styles; of two with the same title, the first is meant.
        short_names: Short or earlier name -> file name.

    Raises:
        StyleNotFound: The name means no style, or several. `suggestions` has the nearest ones.

    >>> from citeformat.styles.catalogue import listings, renamed
    >>> best_match("Chicago 17", listings(), renamed()).name
    'chicago-author-date-17th-edition'
    """
    name = parse_name(typed)
    words = [word for word in name.words if word not in _FILLERS]
    index = _Index(styles, short_names)
    exact = index.exact(words)
    all_editions: list[Listing] = []
    if name.edition:
        with_edition = [style for style in (*exact, *styles) if " edition " in style.key]
        base = None if exact else _base(index.with_words(words, styles))
        same_title = {_without_edition(style.title) for style in exact or filter(None, [base])}
        all_editions = [
            style for style in with_edition if _without_edition(style.title) in same_title
        ]
        exact = [style for style in all_editions if name.edition in editions(style.title)]
        exact = list(dict.fromkeys(exact))
        with_edition = [style for style in with_edition if name.edition in editions(style.title)]
        family = index.with_words(words, with_edition)
    else:
        family = [] if exact else index.with_words(words, styles)
    if len(exact) == 1:
        return exact[0]
    candidates = sorted(
        exact or family, key=lambda style: (style.dependent, len(style.name), style.name)
    )
    base = _base(candidates)
    if base is None:
        # The style of a short name is the usual one: "springer" in "springer basic".
        usual = {short_names.get(run) for run in _runs(words)}
        preferred = [style for style in candidates if style.name in usual]
        base = preferred[0] if len(preferred) == 1 else None
    if base is not None and (exact or index.covers(words, base)):
        return base
    if len(candidates) > 1:
        names = [style.name for style in candidates[:_SUGGESTIONS]]
        more = len(candidates) - len(names)
        others = f" and {more} more" if more else ""
        message = f"{typed!r} can mean several styles: {', '.join(names)}{others}"
        raise StyleNotFound(typed, names, message)
    if name.edition:
        found = all_editions or index.with_words(words, styles)
        numbers = {editions(style.title): style.name for style in reversed(found)}
        numbers.pop((), None)
        if numbers:
            known = [f"{numbers[each]} ({', '.join(map(str, each))})" for each in sorted(numbers)]
            message = (
                f"there is no style named {typed!r}; these are the editions: {', '.join(known)}"
            )
            raise StyleNotFound(typed, [numbers[each] for each in sorted(numbers)], message)
    raise StyleNotFound(typed, suggestions(typed, styles, short_names))


def search(words: str, styles: Iterable[Listing], short_names: Mapping[str, str]) -> list[Listing]:
    """Find the styles whose name, titles, short or earlier names contain all the words.

    Args:
        words: Words or beginnings of words, in any order; `""` finds all styles.
        styles: The styles.
        short_names: Short or earlier name -> file name.

    Returns:
        The best matches first: exact names, then independent styles before dependent ones, then
        names that begin with the words.
    """
    wanted = list(dict.fromkeys(normalise(words).split()))
    whole = " ".join(wanted)
    earlier = _earlier_names(short_names) if wanted else {}
    found = []
    for style in styles:
        earlier_names = earlier.get(style.name, ())
        keys = (style.key, *earlier_names)
        if not any(all(f" {word}" in key for word in wanted) for key in keys):
            continue
        own = style.name.replace("-", " ").casefold()
        title = normalise(style.title)
        exact = whole in (own, title, normalise(style.short_title))
        known_as = f" {whole} " in earlier_names
        begins = own.startswith(whole) or title.startswith(whole)
        rank = (not exact, not known_as, style.dependent, not begins, style.name)
        found.append((rank, style))
    return [style for _, style in sorted(found, key=lambda pair: pair[0])]


def suggestions(typed: str, styles: Sequence[Listing], short_names: Mapping[str, str]) -> list[str]:
    """Return the nearest names, then the styles whose titles contain the words.

    A word that no style has is replaced by the nearest word that one has.
    """
    import difflib  # only a wrong name needs it

    typed = normalise(typed[:_LONGEST])
    if not typed:
        return []
    slug = typed.replace(" ", "-")
    known = {*short_names, *(style.name for style in styles)}
    near: list[str] = difflib.get_close_matches(slug, known, _SUGGESTIONS, _SIMILAR)
    words = [word for word in dict.fromkeys(typed.split()) if word not in _FILLERS]
    vocabulary = {word for name in short_names for word in normalise(name).split()}
    vocabulary.update(word for style in styles for word in style.key.split())
    corrected: list[str] = []
    for word in words:
        if word in vocabulary or len(words) - len(corrected) > _MOST_WORDS:
            corrected.append(word)
        elif len(word) >= _SHORTEST:  # two letters are similar to anything
            corrected += difflib.get_close_matches(word, vocabulary, 1, _SIMILAR_WORD)
    known_words = len(corrected)
    if any(len(word) >= _SHORTEST for word in corrected):
        found: list[str] = []
        while corrected and not found:  # the first words say most
            found = [style.name for style in search(" ".join(corrected), styles, short_names)]
            corrected.pop()
        near = [*found, *near] if 1 < len(words) == known_words else [*near, *found]
    return list(dict.fromkeys(near))[:_SUGGESTIONS]


class _Index:
    """Look up styles by words.

    Args:
        styles: All styles.
        short_names: Short or earlier name -> file name.
    """

    def __init__(self, styles: Sequence[Listing], short_names: Mapping[str, str]) -> None:
        self._styles = styles
        self._short_names = short_names
        self._earlier = _earlier_names(short_names)

    def exact(self, words: Sequence[str]) -> list[Listing]:
        """Return the styles whose name, title, short title or acronym the words are."""
        if not words:
            return []
        slug = "-".join(words)
        for names in ({slug}, {self._short_names.get(slug)}):
            if found := [style for style in self._styles if style.name in names]:
                return found[:1]
        wanted = tuple(words)
        within = [
            style for style in self._styles if all(f" {word} " in style.key for word in words)
        ]
        for titles in (
            [(style, style.title) for style in within],
            [(style, _without_edition(style.title)) for style in within],
            [(style, style.short_title) for style in within],
        ):
            if found := [style for style, title in titles if _words(title) == wanted]:
                return [style for style in found if not style.dependent] or found
        if len(words) == 1 and len(slug) >= _SHORTEST:
            return [
                style for style in self._styles
                if all(f" {letter}" in style.key for letter in slug)  # rules most styles out
                and slug in (_acronym(style.title), _acronym(style.name))
            ]  # fmt: skip
        return []

    def with_words(self, words: Sequence[str], styles: Iterable[Listing]) -> list[Listing]:
        """Return the styles with all the words: those that begin with them, or else all."""
        if len("".join(words)) < _SHORTEST:
            return []
        start = f" {' '.join(words)} "
        found, begins = [], []
        for style in styles:
            key = style.key
            if _SUPERSEDED in key:  # what follows are the words of another style
                key = f"{key.partition(_SUPERSEDED)[0]} "
            keys = (key, *self._earlier.get(style.name, ()))
            if not any(
                all(f" {word} " in key or f" {_other_number(word)} " in key for word in words)
                for key in keys
            ):
                continue
            found.append(style)
            if any(
                f" {' '.join(_words(name))} ".startswith(start)
                for name in (style.name, style.title, style.short_title)
            ):
                begins.append(style)
        return begins or found

    def covers(self, words: Sequence[str], style: Listing) -> bool:
        """Return whether words begin a name or are half of it; fewer can mean something else."""
        start = tuple(words)
        names = (style.name, style.title, style.short_title, *self._earlier.get(style.name, ()))
        for name in map(_words, names):
            shared = [word for word in words if word in name or _other_number(word) in name]
            if shared and (name[: len(start)] == start or len(shared) * 2 >= len(name)):
                return True
        return False


def _earlier_names(short_names: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the short and earlier names of each style, in the form of its key."""
    earlier: dict[str, list[str]] = {}
    for old, new in short_names.items():
        earlier.setdefault(new, []).append(f" {normalise(old)} ")
    return earlier


def _words(title: str) -> tuple[str, ...]:
    return tuple([word for word in normalise(title).split() if word not in _FILLERS])


def _acronym(title: str) -> str:
    """Return the initials of a title, without what it has in parentheses."""
    if "(" in title:
        title = _IN_PARENTHESES().sub("", title)
    return "".join([word[0] for word in _words(title)])


def _other_number(word: str) -> str:
    """Return the plural of a singular, and the singular of a plural."""
    return word[:-1] if word.endswith("s") else f"{word}s"


def _without_edition(title: str) -> str:
    return _EDITIONS().sub("", normalise(title))


def _base(styles: Sequence[Listing]) -> Listing | None:
    """Return the style whose name or title begins all the others: they are its variants."""
    for base in sorted(styles, key=lambda style: len(style.name))[:_MOST_BASES]:
        title = f"{_without_edition(base.title)} "
        if all(
            style is base
            or style.name.startswith(f"{base.name}-")
            or f"{_without_edition(style.title)} ".startswith(title)
            for style in styles
        ):
            return base
    return None


def _runs(words: Sequence[str]) -> set[str]:
    """Return all the words that follow each other, joined by hyphens."""
    count = len(words)
    return {"-".join(words[i:j]) for i in range(count) for j in range(i + 1, count + 1)}
