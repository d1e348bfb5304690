"""Find the locator at the start of the text after a cite.

In: the text after the key of a cite, with CSL-JSON's markup, and the words for locators in the
language of the document. Out: the label, the locator, and the rest, which is the suffix.

Source: pandoc's manual, "Citation syntax".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from citeformat._util.patterns import lazy_pattern
from citeformat.engine.processor.citation import Citation, Cite
from citeformat.record.text.locators import known_label
from citeformat.richtext.markup import MARKUP

if TYPE_CHECKING:
    from citeformat.manuscripts.grammar import FoundCitation

__all__ = ["Locator", "make_citation", "make_cite", "split_suffix"]


class Locator(NamedTuple):
    """The parts of the text after a cite."""

    label: str
    """CSL's label of the locator, or `""`."""
    locator: str
    """The locator without its label and without markup, or `""`."""
    suffix: str
    """The text after the locator, as it was written: it may begin with a blank or a comma."""


_TOKEN = re.compile(r"\s+|<[^<>]*>|[^\W_]+(?:[:_]+[^\W_]*)*|.", re.DOTALL)
"""Blanks, a tag, a word (a colon may be in it: `4:12-13`) or one other character."""
_SIMPLE = re.compile(r",?\s*([^\W\d_]+\.?)\s+(\d+(?:[-–]\d+)?(?:, \d+(?:[-–]\d+)?)*)\Z")
"""The usual locator, which needs no scanner: `, pp. 21-24, 30`."""
_ROMAN = lazy_pattern(
    r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.IGNORECASE
)
_NOT_PUNCTUATION = frozenset("-–:")
"""Punctuation that is a part of a range."""
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_MOST_LABEL_TOKENS = 8
"""A label has no more tokens: `sub verbo` has three, `s. v.` has five."""


def split_suffix(text: str, words: Mapping[str, str]) -> Locator:
    """Split the text after a cite into locator and suffix.

    A locator is in braces, or it is a series of numbers, Roman numerals and ranges, which a label
    may precede. Without a label, it is a page and has a digit.

    Args:
        text: The text after the key, with CSL-JSON's markup.
        words: The words for locators, in lower case -> the label; see `Style.locator_words`.
            The usual English words are understood too.

    >>> tuple(split_suffix(", pp. 33-35, 38 and <i>passim</i>", {}))
    ('page', '33-35, 38', ' and <i>passim</i>')
    >>> tuple(split_suffix(" chap. iv", {})), tuple(split_suffix(", with more", {}))
    (('chapter', 'iv', ''), ('', '', ', with more'))
    >>> tuple(split_suffix("{ii, A, D-Z}, suffix", {}))
    ('page', 'ii, A, D-Z', ', suffix')
    """
    if not text:
        return Locator("", "", "")
    simple = _SIMPLE.match(text)
    if simple is not None:
        label = words.get(simple[1].casefold()) or known_label(simple[1])
        if label is not None:
            return Locator(label, simple[2], "")
    found = _Scanner(_tokens(text), words).locator()
    if found is not None:
        return found
    first = text[0]
    if first.isspace() or first == "<" or _is_punctuation(first):
        return Locator("", "", text)
    return Locator("", "", f", {text}")


def make_cite(
    id: str,
    prefix: str,
    suffix: str,
    words: Mapping[str, str],
    *,
    suppress_author: bool = False,
) -> Cite:
    """Make a cite of what is written around its key, with the locator at the start of the suffix.

    Args:
        id: The id of the record.
        prefix: The text before the key, with CSL-JSON's markup.
        suffix: The text after the key.
        words: The words for locators; see `split_suffix`.
        suppress_author: Whether the author is left out.

    >>> make_cite("knuth1984", "see", ", chap. 7 and more", {})
    Cite('knuth1984', locator='7', label='chapter', prefix='see', suffix=' and more')
    """
    label, locator, suffix = split_suffix(suffix, words)
    return Cite(id, locator, label, prefix, suffix, suppress_author)


def make_citation(
    found: FoundCitation,
    resolve: Callable[[str], str],
    words: Mapping[str, str],
    *,
    note_number: int = 0,
) -> Citation:
    """Make a citation of what is written in pandoc's syntax.

    Args:
        found: What is written.
        resolve: Returns the id of the record that has a key or an alias; see `Library.resolve`.
        words: The words for locators; see `split_suffix`.
        note_number: The number of the note that the citation is in.

    >>> from citeformat.manuscripts.grammar import find_citations
    >>> (found,) = find_citations("As @knuth1984 [p. 7] says")
    >>> made = make_citation(found, str, {})
    >>> made.mode, made.cites
    ('composite', (Cite('knuth1984', locator='7', label='page'),))
    """
    cites = [
        make_cite(
            resolve(cite.id), cite.prefix, cite.suffix, words, suppress_author=cite.suppress_author
        )
        for cite in found.cites
    ]
    return Citation(
        tuple(cites),
        note_number=note_number,
        mode="composite" if found.narrative else "",
        sort="between-affixes",
    )


def _tokens(text: str) -> list[tuple[str, str]]:
    """Split a text into tokens, each as it is written and without markup. An element is one."""
    tokens: list[tuple[str, str]] = []
    depth = start = 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if len(token) > 1 and token[0] == "<" and MARKUP().fullmatch(token):
            depth += -1 if token[1] == "/" else 1
            if depth == 1 and token[1] != "/":
                start = match.start()
            elif depth == 0:
                written = text[start : match.end()]
                tokens.append((written, MARKUP().sub("", written)))
            depth = max(depth, 0)
        elif not depth:
            tokens.append((token, token))
    if depth:  # a tag without its partner is ordinary text
        tokens += [(each, each) for each in _TOKEN.findall(text[start:])]
    return tokens


@lru_cache(maxsize=1024)
def _is_punctuation(token: str) -> bool:
    return len(token) == 1 and unicodedata.category(token)[0] == "P"


class _Word(NamedTuple):
    """A word of a locator: the index of the token after it, its text, and what it has."""

    end: int
    text: str
    number: bool
    """Whether it has a digit or a Roman numeral."""


class _Scanner:
    """The tokens of a text; each method tries to read something at an index."""

    def __init__(self, tokens: list[tuple[str, str]], words: Mapping[str, str]) -> None:
        self.tokens = tokens
        self.words = words

    def locator(self) -> Locator | None:
        """Read the locator at the start."""
        index = 1 if self.plain(0) == "," else 0
        index = self.after_blank(index)
        if self.plain(index) == "{":
            found = self.delimited(index + 1)
            if found is not None:
                return found
        return self.integrated(index)

    def plain(self, index: int) -> str:
        """Return the text of a token without markup; `""` after the end."""
        return self.tokens[index][1] if index < len(self.tokens) else ""

    def after_blank(self, index: int) -> int:
        """Return the index after blanks."""
        return index + 1 if self.plain(index).isspace() else index

    def result(self, label: str, locator: str, end: int) -> Locator:
        """Return a locator and the rest."""
        rest = "".join([written for written, _ in self.tokens[end:]])
        locator = " ".join(locator.split())
        return Locator(label if locator else "", locator, rest)

    def delimited(self, index: int) -> Locator | None:
        """Read a locator in braces. Only braces and brackets count in it."""
        index = self.after_blank(index)
        start = index
        open_pairs = ["}"]
        while open_pairs:
            token = self.plain(index)
            if not token:
                return None
            if token == open_pairs[-1]:
                open_pairs.pop()
            elif token in "{[":
                open_pairs.append(_PAIRS[token])
            elif token in "}]":
                return None
            index += 1
        end = index - 1
        label, after = self.label(start, end, lambda at: at < end)
        return self.result(
            label or "page", "".join([plain for _, plain in self.tokens[after:end]]), end + 1
        )

    def integrated(self, index: int) -> Locator | None:
        """Read a locator without braces."""
        label, start = self.label(index, len(self.tokens), self.is_number)
        word = self.word(start, separated=False)
        if word is None or not (word.number if label else _has_digit(word.text)):
            return None
        locator = word.text
        end = word.end
        while (word := self.conjoined(end) or self.word(end, separated=True)) is not None:
            if not (word.number if label else _has_digit(word.text)):
                break
            locator += word.text
            end = word.end
        return self.result(label or "page", locator, end)

    def label(self, start: int, limit: int, fits: Callable[[int], bool]) -> tuple[str, int]:
        """Read the longest label that a locator follows, and return the index after it."""
        found, after = "", start
        text = ""
        for index in range(start, min(limit, start + _MOST_LABEL_TOKENS)):
            text += self.plain(index)
            word = " ".join(text.casefold().split())
            label = self.words.get(word) or known_label(word)
            if label is not None and fits(index + 1):
                found, after = label, index + 1
        return found, after

    def is_number(self, index: int) -> bool:
        """Return whether a word with a number is at an index."""
        word = self.word(index, separated=False)
        return word is not None and word.number

    def word(self, index: int, *, separated: bool) -> _Word | None:
        """Read a word of a locator: `3-5`, `34(1)(i)`, `1.2`, `[17]`, after a comma if
        `separated`."""
        text = ""
        if separated and self.plain(index) in (",", ";"):
            text = self.plain(index)
            index += 1
        if self.plain(index).isspace():
            text += " "
            index += 1
        number = False
        start = index
        while (piece := self.bracketed(index) or self.units(index)) is not None:
            index, part, has_number = piece
            text += part
            number = number or has_number
        return _Word(index, text, number) if index > start else None

    def conjoined(self, index: int) -> _Word | None:
        """Read "and" or "&" and the last word of a series, after which the locator ends."""
        if not (self.plain(index).isspace() and self.plain(index + 1) in ("and", "&")):
            return None
        word = self.word(index + 2, separated=False)
        if word is None or not _has_digit(word.text):
            return None
        after = self.plain(word.end)
        if after and not _is_punctuation(after):
            return None
        return _Word(word.end, f" {self.plain(index + 1)}{word.text}", True)

    def bracketed(self, index: int) -> _Word | None:
        """Read a part of a word in brackets, `(1)`, which may be empty."""
        closing = _PAIRS.get(self.plain(index))
        if closing is None:
            return None
        inner = self.units(index + 1)
        end, text, number = inner if inner is not None else _Word(index + 1, "", False)
        if self.plain(end) != closing:
            return None
        return _Word(end + 1, f"{self.plain(index)}{text}{closing}", number)

    def units(self, index: int) -> _Word | None:
        """Read units with full stops between them: `1.2.3`, `.2`."""
        text = ""
        number = False
        while True:
            dot = "." if self.plain(index) == "." else ""
            if text and not dot:
                break
            unit = self.unit(index + len(dot))
            if unit is None:
                break
            index, part, has_number = unit
            text += dot + part
            number = number or has_number
        return _Word(index, text, number) if text else None

    def unit(self, index: int) -> _Word | None:
        """Read a Roman numeral, or tokens without punctuation and blanks."""
        start = index
        while (token := self.plain(index)) and not token.isspace():
            if _is_punctuation(token) and token not in _NOT_PUNCTUATION:
                break
            index += 1
        if index == start:
            return None
        plain = [self.plain(each) for each in range(start, index)]
        text = "".join(plain)
        return _Word(index, text, _has_digit(text) or bool(_ROMAN().fullmatch(plain[0])))


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
