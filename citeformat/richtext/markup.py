"""CSL-JSON's text markup -> flat rich text.

In: a value of a record: `<i>`, `<b>`, `<sup>`, `<sub>`, `<sc>`, small-caps and nocase spans,
quotation marks of any kind, apostrophes. Out: flat rich text (see `spans`), in which quotations
are spans, so that the locale's marks and their nesting are chosen when the text is finished.

Source: CSL 1.0.2 specification, "Rich text formatting"; CSL-JSON documentation.
"""

from __future__ import annotations

import re

from citeformat._util.patterns import lazy_pattern
from citeformat.richtext import spans

__all__ = ["guard", "parse", "parse_field"]

_TAGS = {
    "<i>": spans.FLIP_ITALIC,
    "<b>": spans.FLIP_BOLD,
    "<sup>": spans.SUPERSCRIPT,
    "<sub>": spans.SUBSCRIPT,
    "<sc>": spans.FLIP_SMALL_CAPS,
}
_CLOSING = {"</i>": "i", "</b>": "b", "</sup>": "sup", "</sub>": "sub", "</sc>": "sc",
            "</span>": "span"}  # fmt: skip
_SPECIAL = re.compile(r"[<\"'‘’“”«»‹›„‚.,:;!?\s](?:(?<=[^.,:;!?\s])|[.,:;!?])")
_UNUSUAL = re.compile(
    r"[<\"'‘’“”«»‹›„‚\t\r\n\ue000-\uf8ff.,:;!? ]"
    r"(?:(?<=[^.,:;!? ])|[.,:;!?]|(?<= ) )"
)
"""What most fields are without; the others have to be looked at more closely. (A
pattern that begins with a set of characters is searched for at the speed of C.)"""
_BLANKS = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_TOKEN = lazy_pattern(r"(</?(?:i|b|sup|sub|sc)>|<span\s[^<>]*>|</span>)|([\"'‘’“”])", re.IGNORECASE)
_PAIR = re.compile(
    rf"(?<=[.,:;!? \u00a0{spans.close_of(spans.QUOTE)}{spans.close_of(spans.CURLY)}])(?=[.,:;!?])"
)
_SMALL_CAPS = lazy_pattern(r"font-variant\s*:\s*small-caps", re.IGNORECASE)
_NOCASE = lazy_pattern(r"""class\s*=\s*["']nocase["']""", re.IGNORECASE)
_NODECOR = lazy_pattern(r"""class\s*=\s*["']nodecor["']""", re.IGNORECASE)
_DOUBLE, _SINGLE = '"', "'"
_MOST_TOKENS = 5000
"""A text of more tags and quotation marks is taken as it is: partners are not looked for."""
_CLOSES_QUOTE = {"”": "“", "’": "‘"}
APOSTROPHE = "’"


def guard(text: str) -> str:
    """Keep punctuation marks that an author wrote side by side from being merged, and those
    behind a quotation from being moved into it.

    >>> len(guard("wait..."))
    9
    """
    return _PAIR.sub(spans.GUARD, text)


def parse(text: str, quotes: bool = True) -> str:
    """The flat rich text of one value.

    Args:
        text: The value, with CSL-JSON's markup; a tag without its partner is ordinary text.
        quotes: Whether quotation marks become spans.

    >>> parse("The <i>Nautilus</i>") == "The " + spans.wrap(spans.FLIP_ITALIC, "Nautilus")
    True
    """
    text = spans.clean(text)
    if not _SPECIAL.search(text):
        return text
    pieces = _Pieces(text, quotes)
    if len(pieces.tokens) > _MOST_TOKENS:
        return guard(text)
    return guard(pieces.resolve())


def parse_field(text: str, verbatim: bool = False) -> str:
    """The flat rich text of a record's field, in which line breaks and runs of blanks are blanks.

    Args:
        text: The value.
        verbatim: Whether it has neither markup nor quotations, as an address or identifier.

    >>> parse_field("Two\\n  lines"), parse_field("10.1/<i>", verbatim=True)
    ('Two lines', '10.1/<i>')
    """
    if not _UNUSUAL.search(text):
        return text
    if verbatim:
        return guard(spans.clean(text))
    return parse(_BLANKS.sub(" ", text))


class _Pieces:
    """The tokens of a text, and which of them were matched by a partner."""

    def __init__(self, text: str, quotes: bool) -> None:
        self.tokens = [token for token in _TOKEN().split(text) if token]
        self.result = list(self.tokens)
        self.open: list[tuple[str, int]] = []
        """The elements and quotations that are open: what closes them, and where they began."""
        self.quotes = quotes
        self.outer = ""
        """The kind of marks of the first quotation."""

    def resolve(self) -> str:
        """Match every tag and mark with its partner, and join the pieces."""
        for index, token in enumerate(self.tokens):
            if token[0] == "<" and token[-1] == ">":
                self._tag(index, token)
            elif token in "\"'‘’“”" and len(token) == 1:
                self._mark(index, token)
        for kind, index in self.open:
            if kind == _SINGLE:
                self.result[index] = APOSTROPHE
        return "".join(self.result)

    def _tag(self, index: int, token: str) -> None:
        lowered = token.lower()
        if lowered in _CLOSING:
            self._close(_CLOSING[lowered], index)
        elif _opener(lowered) is not None:
            name = "span" if lowered.startswith("<span") else lowered[1:-1]
            self.open.append((name, index))

    def _mark(self, index: int, mark: str) -> None:
        if not self.quotes:
            if mark == _SINGLE:
                self.result[index] = APOSTROPHE
            return
        before, after = self._neighbour(index, -1), self._neighbour(index, 1)
        if mark in "“‘":
            self.open.append(({"“": "”", "‘": "’"}[mark], index))
        elif mark in "”’":
            closes = not after.isalnum() and self._close(mark, index)
            if not closes and mark == "’":
                self.result[index] = APOSTROPHE
        else:
            self._straight(index, mark, before, after)

    def _straight(self, index: int, mark: str, before: str, after: str) -> None:
        opens = not (before.isalnum() or before in _NEVER_BEFORE) and (
            bool(after.strip()) and after != mark
        )
        closes = not after.isalnum()
        if closes and self._is_open(mark) and before.strip():
            self._close(mark, index)
        elif opens:
            self.open.append((mark, index))
        elif mark == _SINGLE:
            self.result[index] = APOSTROPHE

    def _quotation(self, kind: str, start: int, end: int) -> str | None:
        """The span of a quotation; `None` where its marks stay as the author wrote them."""
        within = any(each not in _ELEMENTS for each, _ in self.open)
        if not within:
            if kind == "’" or self.outer not in ("", kind):
                # Single marks, or the second kind of marks, outside of other quotations.
                self.result[start], self.result[end] = "‘", "’"
                return None
            self.outer = kind
        return spans.CURLY if kind in ("”", "’") else spans.QUOTE

    def _neighbour(self, index: int, step: int) -> str:
        """The nearest character beside a mark, looking through tags."""
        index += step
        while 0 <= index < len(self.tokens):
            token = self.tokens[index]
            if not (token[0] == "<" and token[-1] == ">"):
                return token[-1 if step < 0 else 0]
            index += step
        return ""

    def _is_open(self, kind: str) -> bool:
        return any(kind == open_kind for open_kind, _ in self.open)

    def _close(self, kind: str, index: int) -> bool:
        """Close the innermost open element or quotation of this kind; what began inside it and
        was not closed is ordinary text."""
        for position in range(len(self.open) - 1, -1, -1):
            open_kind, start = self.open[position]
            if open_kind == kind:
                break
            if kind in _ELEMENTS and open_kind in _ELEMENTS:
                continue
            if open_kind in _ELEMENTS:
                return False
        else:
            return False
        for dropped, at in self.open[position + 1 :]:
            if dropped == _SINGLE:
                self.result[at] = APOSTROPHE
        del self.open[position:]
        if kind in _ELEMENTS:
            opener: str | None = _opener(self.tokens[start].lower())
        else:
            opener = self._quotation(kind, start, index)
            if opener is None:
                return True
        self.result[start] = opener or ""
        closers = [spans.close_of(each) for each in reversed(opener or "")]
        self.result[index] = "".join(closers)
        return True


_NEVER_BEFORE = tuple(".,;:!?)]}")
"""What no opening quotation mark follows."""
_ELEMENTS = {"i", "b", "sup", "sub", "sc", "span"}


def _opener(tag: str) -> str | None:
    """The span that an opening tag stands for; `""` for a span that means nothing."""
    if tag in _TAGS:
        return _TAGS[tag]
    if not tag.startswith("<span"):
        return None
    if _SMALL_CAPS().search(tag):
        return spans.FLIP_SMALL_CAPS
    if _NOCASE().search(tag):
        return spans.NOCASE
    if _NODECOR().search(tag):
        return spans.NORMAL_STYLE + spans.NORMAL_VARIANT + spans.NORMAL_WEIGHT
    return None
