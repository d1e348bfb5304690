"""Locators as people write them -> the label of CSL, and the locator without it.

In: a locator such as `"pp. 12-14"` or `"§ 3"`, or a label such as `"chaps."`.

Source: CSL 1.0.2 specification, Appendix II, "Locators".
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from citeformat._util.patterns import lazy_pattern
from citeformat._util.text import similar_to
from citeformat.csl.variables import LOCATORS

__all__ = ["known_label", "locator_label", "split_locator"]

_LABELS = {
    "app": "appendix", "art": "article-locator", "article": "article-locator", "bk": "book",
    "can": "canon", "ch": "chapter", "chap": "chapter", "col": "column", "eq": "equation",
    "fig": "figure", "fol": "folio", "iss": "issue", "l": "line", "ll": "line", "loc": "elocation",
    "n": "note", "nn": "note", "no": "issue", "op": "opus", "opp": "opus", "p": "page",
    "pp": "page", "pg": "page", "pgs": "page", "para": "paragraph", "par": "paragraph",
    "pt": "part", "r": "rule", "sc": "scene", "sec": "section", "sect": "section",
    "sv": "sub-verbo", "s.v": "sub-verbo", "subverbo": "sub-verbo", "suppl": "supplement",
    "tab": "table", "tbl": "table", "v": "verse", "vv": "verse", "ver": "version",
    "vol": "volume", "vols": "volume", "§": "section", "§§": "section", "¶": "paragraph",
    "¶¶": "paragraph", "folios": "folio", "indices": "appendix", "appendices": "appendix",
    "opera": "opus", "time": "timestamp",
}  # fmt: skip
"""What people write before a locator, without full stops at the end -> CSL's label. The plural with
`s` is understood too."""

_DIGITS = frozenset("0123456789")

_BEFORE_LOCATOR = lazy_pattern(
    r"(?P<label>[^\W\d_][^\W\d_.]*(?:\.[^\W\d_]+)*\.)\s*(?=\S)"  # "p. 12", "s.v. tree", "p.12"
    r"|(?P<word>[^\W\d_]+(?:[ -]verbo)?)"  # "page 12", "chapter IV", "页5"
    r"(?:\s+(?=[\divxlcIVXLC])|(?<=[\u3400-\u9fff])(?=\d))"
    r"|(?P<sign>§§?|¶¶?)\s*(?=\S)",
    re.IGNORECASE,
)


def locator_label(label: str) -> str:
    """Return CSL's label of a locator, however people write it.

    Args:
        label: The label, its plural or an abbreviation, in any case: `"pages"`, `"pp."`, `"§"`.

    Raises:
        ValueError: There is no such label. The message names similar ones.

    >>> locator_label("pp."), locator_label("Chapters"), locator_label("sub verbo")
    ('page', 'chapter', 'sub-verbo')
    """
    if label in LOCATORS:
        return label
    found = known_label(str(label))
    if found is None:
        near = similar_to(str(label).lower()[:30], [*LOCATORS, *_LABELS])
        names = [repr(name) for name in dict.fromkeys(_LABELS.get(each, each) for each in near)]
        hint = f"choose one of {', '.join(sorted(LOCATORS))}"
        if names:
            hint = f"did you mean {' or '.join(names)}?"
        raise ValueError(f"there is no label {label!r} of a locator; {hint}")
    return found


def known_label(word: str) -> str | None:
    """Return CSL's label that a word for locators means, or `None`.

    >>> known_label("Chaps."), known_label("leaf")
    ('chapter', None)
    """
    bare = word.strip().lower().rstrip(".").replace(" ", "-").replace("_", "-")
    for each in (bare, bare.removesuffix("s"), bare.replace("-", "")):
        if each in LOCATORS:
            return _LABELS.get(each, each)
        if each in _LABELS:
            return _LABELS[each]
    plural = bare.removesuffix("es")  # "appendixes"; "les" is not a plural of "l"
    return plural if plural in LOCATORS else None


def split_locator(
    label: str, locator: str, words: Mapping[str, str] | None = None
) -> tuple[str, str]:
    """Split a label that is written in a locator from it.

    Args:
        label: The label, or `""`.
        locator: The locator.
        words: The words for locators in a language, in lower case -> the label. The usual English
            words are understood too.

    Returns:
        The label, which is `"page"` by default, and the locator. A label that is given stays, and
        one in the locator that says the same is removed. One that says more than `"page"`, which
        programs give by default, takes its place.

    >>> split_locator("", "vol. 1, fol. 186"), split_locator("chapter", "3")
    (('volume', '1, fol. 186'), ('chapter', '3'))
    >>> split_locator("", "pages 3-5"), split_locator("page", "p. 3"), split_locator("", "§12")
    (('page', '3-5'), ('page', '3'), ('section', '12'))
    >>> split_locator("page", "n. 3"), split_locator("", "Kap. 3", {"kap.": "chapter"})
    (('note', '3'), ('chapter', '3'))
    """
    locator = locator.strip()
    if locator[:1] in _DIGITS:
        return label or "page", locator
    match = _BEFORE_LOCATOR().match(locator)
    if match:
        word = match["label"] or match["word"] or match["sign"]
        found = (words or {}).get(word.casefold()) or known_label(word)
        if found and label in ("", "page", found):
            return found, locator[match.end() :]
    return label or "page", locator
