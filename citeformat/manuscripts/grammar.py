"""Pandoc's citation syntax: find the citations in a text.

In: text without block structure, such as a paragraph. Out: `FoundCitation` values with positions.
The scanner knows code, formulas, tags, escapes and brackets, because an `@`, a semicolon or a
bracket in them does not count. It takes linear time.

Source: pandoc's manual, "Citation syntax"; compared with the parsers of pandoc 2.17 and 3.9.
Outside of brackets, `-@key` suppresses the author, as in pandoc 3.9.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

__all__ = [
    "CITATION_STARTS",
    "DISPLAY_FORMULA",
    "FORMULA",
    "LINK_TARGET",
    "CitationScanner",
    "FoundCitation",
    "FoundCite",
    "find_citations",
    "find_keys",
    "prefix_of",
    "suffix_of",
]


@dataclass(frozen=True, slots=True)
class FoundCite:
    """A cite as it is written."""

    id: str
    """The key."""
    prefix: str = ""
    """The text before the key: as it is written, and with CSL-JSON's markup in a `Page`."""
    suffix: str = ""
    """The text after the key, with the locator, in the same form."""
    suppress_author: bool = False
    prefix_at: tuple[int, int] = field(default=(0, 0), repr=False)
    """Where the prefix is in the text."""
    suffix_at: tuple[int, int] = field(default=(0, 0), repr=False)
    """Where the suffix is in the text."""


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """A citation as it is written, and where it is."""

    start: int
    end: int
    cites: tuple[FoundCite, ...]
    narrative: bool = False
    """Whether it begins with a key outside of brackets, and names the author in the sentence."""
    note: int = 0
    """The number of the note that it is in, or that it is in a style for notes."""
    in_note: bool = False
    """Whether it is written in a note."""
    begins_block: bool = False
    """Whether nothing precedes it in its paragraph, heading or cell."""
    begins_note: bool = False
    """Whether it is the first thing in a note."""
    piece: int = -1
    """The number of its placeholder, if it is in the prefix or suffix of another citation."""


CITATION_STARTS = "[@-"
"""The characters that a citation can begin with."""
_INTERNAL = r":.#$%&\-+?<>~/"
_BARE = rf"[^\W_](?:\w|[{_INTERNAL}](?=\w)|[:/](?=/))*|_(?:\w|[{_INTERNAL}](?=\w)|[:/](?=/))*"
_BRACED = r"\{((?:[^{}\n]|\{[^{}\n]*\})+)\}"
_NO_WORD = r"(?<![^\W_])(?<!(?<!\.\.)\.)"
"""No letter, digit or full stop is before."""
_KEY = re.compile(rf"@(?:({_BARE})|{_BRACED}|(\*))")
_BEFORE_KEY = re.compile(_NO_WORD)
_SUPPRESSED = re.compile(rf"{_NO_WORD}(?<!-)-\Z")
"""The hyphen before a key that suppresses the author. It follows no word, and is not a dash."""
_BLANKS = r"[ \t]*(?:\n[ \t]*(?!\n))?"
_SPACE = re.compile(_BLANKS)
FORMULA = r"\$(?=[^\s$])(?:\\.|[^\\$])*?(?<=[^\s\\])\$(?!\d)"
DISPLAY_FORMULA = r"\$\$.+?\$\$"
"""Patterns of formulas, which `re.DOTALL` needs."""
_OPAQUE = re.compile(
    r"\\."  # an escape
    r"|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"  # code
    rf"|{DISPLAY_FORMULA}|{FORMULA}"
    r"|<!--.{0,5000}?-->|</?[A-Za-z][^<>]*>|<[^\s<>]+[:@][^\s<>]+>"  # a tag, an autolink
    r"|[\[\]]",
    re.DOTALL,
)
_EMPHASIS = re.compile(
    r"(\*{1,3})(?=[^\s*])(?:\\.|[^\\*])+?(?<=\S)\1(?!\*)"
    r"|(?<!\w)(_{1,3})(?=[^\s_])(?:\\.|[^\\_])+?(?<=\S)\2(?!\w)",
    re.DOTALL,
)
LINK_TARGET = re.compile(r"\((?:\\.|[^\\()\n]|\([^()\n]*\))*\)")
"""The target of a link."""
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
_LINK = re.compile(r"\[[^\]\[]*\]")


class CitationScanner:
    """The citations of one text without block structure.

    Args:
        text: The text.
        examples: The labels of example lists; `@label` refers to one of their items.
        links: The labels of link definitions, in lower case; after a key, `[label]` is a link.

    >>> scanner = CitationScanner("As [see @knuth1984, p. 7; -@turing1950] and @bush1945 [p. 3]")
    >>> scanner.at(3).cites[0]
    FoundCite(id='knuth1984', prefix='see', suffix=', p. 7', suppress_author=False)
    >>> scanner.at(44).narrative, scanner.at(44).cites[0].suffix
    (True, 'p. 3')
    """

    def __init__(
        self, text: str, examples: Collection[str] = (), links: Collection[str] = ()
    ) -> None:
        self.text = text
        self.examples = examples
        self.links = links
        self.opaque: dict[int, int] = {}
        """Where a construct begins -> where it ends. An opening bracket is here if it has a
        partner."""
        open_brackets: list[int] = []
        for match in _OPAQUE.finditer(text):
            if match[0] == "[":
                open_brackets.append(match.start())
            elif match[0] != "]":
                self.opaque[match.start()] = match.end()
            elif open_brackets:
                start, end = open_brackets.pop(), match.end()
                self.opaque[start] = end
        self.keys = {match.start(): match for match in _keys(text)}

    def at(self, position: int) -> FoundCitation | None:
        """Return the citation that begins at a position, or `None`."""
        if self.text[position] == "[":
            return self._bracketed(position)
        if self.text[position] == "-":
            return self._without_author(position)
        match = self.keys.get(position)
        if match is None or match[3] or match[1] in self.examples:
            return None
        return self._narrative(match)

    def _narrative(self, match: re.Match[str]) -> FoundCitation:
        """Read a key outside of brackets, and what is in brackets after it."""
        start, end = match.span()
        first = FoundCite(_key_of(match))
        blanks = _SPACE.match(self.text, end)
        bracket = blanks.end() if blanks is not None else end
        close = self.opaque.get(bracket) if self.text[bracket : bracket + 1] == "[" else None
        if (
            close is None
            or self.text[bracket + 1] == "^"
            or self.text[close : close + 1] in ("[", "(", "{")
        ):
            return FoundCitation(start, end, (first,), True)
        inner = self.text[bracket + 1 : close - 1]
        if " ".join(inner.split()).casefold() in self.links:
            return FoundCitation(start, end, (first,), True)
        more = self._cites(bracket + 1, close - 1)
        if more is None:
            stop = self._semicolon(bracket + 1, close - 1)
            suffix_at = bracket + 1, stop
            suffix = suffix_of(self.text[slice(*suffix_at)])
            first = FoundCite(first.id, suffix=suffix, suffix_at=suffix_at)
            more = ()
            if stop < close - 1:
                more = self._cites(stop + 1, close - 1)
                if more is None:
                    return FoundCitation(start, end, (FoundCite(first.id),), True)
        return FoundCitation(start, close, (first, *more), True)

    def _without_author(self, hyphen: int) -> FoundCitation | None:
        """Read a key outside of brackets after a hyphen: `-@key [p. 3]` is `[-@key, p. 3]`."""
        if _SUPPRESSED.match(self.text, hyphen, hyphen + 1) is None:
            return None
        found = self.at(hyphen + 1) if hyphen + 1 in self.keys else None
        if found is None:
            return None
        first = replace(found.cites[0], suppress_author=True)
        return replace(found, start=hyphen, cites=(first, *found.cites[1:]), narrative=False)

    def _bracketed(self, position: int) -> FoundCitation | None:
        """Read a citation in brackets that is neither the text of a link nor of a span."""
        end = self.opaque.get(position)
        if end is None:
            return None
        cites = self._cites(position + 1, end - 1)
        if not cites:
            return None
        after = self.text[end : end + 1]
        if after == "(" and LINK_TARGET.match(self.text, end):
            return None
        if after == "{" and _ATTRIBUTES.match(self.text, end):
            return None
        if after == "[" and end in self.opaque and self.text[end + 1 : end + 2] != "^":
            return None
        return FoundCitation(position, end, cites)

    def _cites(self, start: int, end: int) -> tuple[FoundCite, ...] | None:
        """Read cites with semicolons between them; `None`: one of them has no key."""
        cites = []
        while True:
            match = self._key_in(start, end)
            if match is None or match[3]:
                return None
            prefix = self.text[start : match.start()]
            suppress_author = _SUPPRESSED.search(prefix) is not None
            if ";" in prefix and self._semicolon(start, match.start()) < match.start():
                return None
            prefix_at = start, match.start() - suppress_author
            suffix_at = match.end(), self._semicolon(match.end(), end)
            stop = suffix_at[1]
            cites.append(
                FoundCite(
                    _key_of(match),
                    prefix_of(self.text[slice(*prefix_at)]),
                    suffix_of(self.text[slice(*suffix_at)]),
                    suppress_author,
                    prefix_at,
                    suffix_at,
                )
            )
            if stop >= end:
                return tuple(cites)
            start = stop + 1

    def _key_in(self, start: int, end: int) -> re.Match[str] | None:
        """Find the first key between two positions, outside of other constructs."""
        position = start
        while position < end:
            match = self.keys.get(position)
            if match is not None and match.end() <= end:
                return match
            position = self.after(position)
        return None

    def _semicolon(self, start: int, end: int) -> int:
        """Find the first semicolon between two positions, outside of other constructs."""
        position = start
        while position < end:
            if self.text[position] == ";":
                return position
            if self.text[position] in "*_":
                emphasis = _EMPHASIS.match(self.text, position, end)
                if emphasis is not None:
                    position = emphasis.end()
                    continue
            position = self.after(position)
        return end

    def after(self, position: int) -> int:
        """Return the position after a construct or a character."""
        end = self.opaque.get(position)
        if end is None:
            return position + 1
        if self.text[position] == "[":
            target = LINK_TARGET.match(self.text, end)
            return target.end() if target else end
        return end


def find_citations(text: str) -> Iterator[FoundCitation]:
    """Find the citations in a text without block structure.

    >>> [found.cites[0].id for found in find_citations("[@a] `@b` me@c.org \\\\@d @e")]
    ['a', 'e']
    """
    if "@" not in text:
        return
    scanner = CitationScanner(text)
    position = 0
    while position < len(text):
        found = scanner.at(position) if text[position] in CITATION_STARTS else None
        if found is not None:
            yield found
            position = found.end
        elif text[position] == "[":
            position += 1
        else:
            position = scanner.opaque.get(position, position + 1)


def find_keys(text: str) -> list[str]:
    """Return the keys that a text cites, in order, whatever is around them.

    >>> find_keys("@knuth1984, @{odd key} and @*")
    ['knuth1984', 'odd key', '*']
    """
    return [match[1] or match[2] or "*" for match in _keys(text)]


def _keys(text: str) -> Iterator[re.Match[str]]:
    """Yield the keys in a text. A key follows no word, unless the word is a key itself."""
    end = -1
    for match in _KEY.finditer(text):
        start = match.start()
        if start == end or _BEFORE_KEY.match(text, start):
            end = match.end()
            yield match


def _key_of(match: re.Match[str]) -> str:
    return match[1] or match[2]


def prefix_of(text: str) -> str:
    """Return the text before a key, with single blanks.

    >>> prefix_of(" see\\n  also ")
    'see also'
    """
    return " ".join(text.split())


def suffix_of(text: str) -> str:
    """Return the text after a key, with single blanks. A blank at the start stays.

    >>> suffix_of("\\n and  more "), suffix_of(", p. 3")
    (' and more', ', p. 3')
    """
    stripped = " ".join(text.split())
    return f" {stripped}" if stripped and text[0].isspace() else stripped
