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

__all__ = ["APOSTROPHE", "MARKUP", "guard", "is_unusual", "parse", "parse_field"]

_TAG = r"</?(?:i|b|sup|sub|sc)>|<span\s[^<>]*>|</span>"
MARKUP = lazy_pattern(f"({_TAG})", re.IGNORECASE)
"""Compile the pattern of one tag of CSL-JSON's markup; its group lets `split` keep the tags."""

_SPANS = {
    "<i>": spans.FLIP_ITALIC,
    "<b>": spans.FLIP_BOLD,
    "<sup>": spans.SUPERSCRIPT,
    "<sub>": spans.SUBSCRIPT,
    "<sc>": spans.FLIP_SMALL_CAPS,
}
_CLOSING = {"</i>": "i", "</b>": "b", "</sup>": "sup", "</sub>": "sub", "</sc>": "sc",
            "</span>": "span"}  # fmt: skip
_ELEMENTS = frozenset(_CLOSING.values())
_SPECIAL = re.compile(r"[<\"'‘’“”«»‹›„‚.,:;!?\s](?:(?<=[^.,:;!?\s])|[.,:;!?])")
_UNUSUAL = re.compile(r"[<\"'‘’“”«»‹›„‚\t\r\n\ue000-\uf8ff.,:;!?](?:(?<=[^.,:;!?])|[.,:;!?])")
"""What most fields do not contain; only the others need a closer look. (A pattern that begins with
a set of characters is searched for at the speed of C.)"""
_BLANKS = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_TOKEN = lazy_pattern(f"({_TAG})|([\"'‘’“”])", re.IGNORECASE)
_CLOSE_QUOTES = "".join(map(spans.close_of, (spans.QUOTE, spans.CURLY, spans.SINGLE)))
_PAIR = re.compile(rf"(?<=[.,:;!? \u00a0{_CLOSE_QUOTES}])(?=[.,:;!?])")
_SMALL_CAPS = lazy_pattern(r"font-variant\s*:\s*small-caps", re.IGNORECASE)
_NOCASE = lazy_pattern(r"""class\s*=\s*["']nocase["']""", re.IGNORECASE)
_NODECOR = lazy_pattern(r"""class\s*=\s*["']nodecor["']""", re.IGNORECASE)
_GUILLEMETS = lazy_pattern(r"(?<![\w.,:;!?])([«‹]) ([^«»‹›]*[^«»‹› ]) ([»›])(?!\w)")
"""A quotation with blanks inside its marks. (In "»a« und »b«", the marks face the other way.)"""
_SINGLE = "'"
_MOST_TOKENS = 5000
"""A text with more tags and quotation marks is not parsed, since that takes quadratic time."""
_CLOSING_MARK = {"“": "”", "‘": "’"}
_MARKS = ("”", "’", '"', _SINGLE)
"""The marks that close a quotation."""
_NONE_OPEN = dict.fromkeys((*_ELEMENTS, *_MARKS), 0)
_NEVER_BEFORE = tuple(".,;:!?)]}")
"""Characters that never precede an opening quotation mark."""
APOSTROPHE = "’"


def guard(text: str) -> str:
    """Put a guard between punctuation marks that are side by side in one value, so that they are
    not merged, and after a quotation, so that they are not moved into it.

    >>> len(guard("wait..."))
    9
    """
    return _PAIR.sub(spans.GUARD, text)


def parse(text: str, quotes: bool = True) -> str:
    """Parse the markup of one value into flat rich text.

    Args:
        text: The value, with CSL-JSON's markup. A tag without its partner is ordinary text.
        quotes: Whether quotation marks become spans.

    >>> parse("The <i>Nautilus</i>") == "The " + spans.wrap(spans.FLIP_ITALIC, "Nautilus")
    True
    """
    text = spans.clean(text)
    if not _SPECIAL.search(text):
        return text
    parser = _Parser(text, quotes)
    if len(parser.tokens) > _MOST_TOKENS:
        return guard(text)
    return guard(parser.parse())


def is_unusual(text: str) -> bool:
    """Return whether `parse_field` may change a value."""
    return "  " in text or _UNUSUAL.search(text) is not None


def parse_field(text: str, verbatim: bool = False) -> str:
    """Parse a record's field, in which line breaks and runs of blanks are single blanks.

    Args:
        text: The value.
        verbatim: Whether it has neither markup nor quotations, as an address or identifier.

    >>> parse_field("Two\\n  lines"), parse_field("10.1/<i>", verbatim=True)
    ('Two lines', '10.1/<i>')
    """
    if not is_unusual(text):
        return text
    if verbatim:
        return guard(spans.clean(text))
    text = _BLANKS.sub(" ", text)
    if "« " in text or "‹ " in text:
        text = _GUILLEMETS().sub("\\1\u202f\\2\u202f\\3", text)
    return parse(text)


class _Parser:
    """The tokens of a text, and a stack of the elements and quotations that are open.

    Tags and quotation marks are matched in one pass. Nothing is certain before its partner is
    found: a straight mark may be an apostrophe, and a tag may be ordinary text. So `result` begins
    as the tokens, and only a pair changes both its ends.
    """

    def __init__(self, text: str, quotes: bool) -> None:
        self.tokens = [token for token in _TOKEN().split(text) if token]
        self.result = list(self.tokens)
        self.open: list[tuple[str, int]] = []
        """What is open: the element's name or the closing mark, and the index of its token."""
        self.number_open = _NONE_OPEN.copy()
        """The kind of an element or mark -> how many of it are open."""
        self.quotes = quotes
        self.outer = ""
        """The closing mark of the first quotation; other marks outside it are not quotations."""

    def parse(self) -> str:
        """Match every tag and mark with its partner, and join the pieces."""
        for index, token in enumerate(self.tokens):
            if token[0] == "<" and token[-1] == ">":
                tag = token.lower()
                if tag in _CLOSING:
                    self._close(_CLOSING[tag], index)
                elif _span_of(tag) is not None:
                    self._open("span" if tag.startswith("<span") else tag[1:-1], index)
            elif token in "\"'‘’“”" and len(token) == 1:
                if self.quotes:
                    self._quotation_mark(index, token)
                elif token == _SINGLE:
                    self.result[index] = APOSTROPHE
        for kind, index in self.open:
            if kind == _SINGLE:
                self.result[index] = APOSTROPHE
        return "".join(self.result)

    def _quotation_mark(self, index: int, mark: str) -> None:
        """Open or close a quotation, or write an apostrophe, by the characters beside a mark."""
        before, after = self._neighbour(index, -1), self._neighbour(index, 1)
        if mark in _CLOSING_MARK:
            if mark == "“" or not (before.islower() or before.isupper()):  # not in "Hawai‘i"
                self._open(_CLOSING_MARK[mark], index)
            return
        is_closing = not after.isalnum()
        if mark in "”’":
            if not (is_closing and self._close(mark, index)) and mark == "’":
                self.result[index] = APOSTROPHE
            return
        # A straight mark closes a quotation of its kind if it can, else it opens one if it can.
        is_opening = not (before.isalnum() or before in _NEVER_BEFORE) and (
            bool(after.strip()) and after != mark
        )
        if is_closing and before.strip() and self.number_open[mark]:
            self._close(mark, index)
        elif is_opening:
            self._open(mark, index)
        elif mark == _SINGLE:
            self.result[index] = APOSTROPHE

    def _neighbour(self, index: int, step: int) -> str:
        """Return the nearest character beside a mark, looking past tags."""
        index += step
        while 0 <= index < len(self.tokens):
            token = self.tokens[index]
            if not (token[0] == "<" and token[-1] == ">"):
                return token[-1 if step < 0 else 0]
            index += step
        return ""

    def _open(self, kind: str, index: int) -> None:
        self.open.append((kind, index))
        self.number_open[kind] += 1

    def _close(self, kind: str, index: int) -> bool:
        """Close the innermost open element or quotation of this kind, and return whether there was
        one. What was opened inside it and is still open is ordinary text."""
        if not self.number_open[kind]:
            return False
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
        for opened, _ in self.open[position:]:
            self.number_open[opened] -= 1
        del self.open[position:]
        if kind in _ELEMENTS:
            opener = _span_of(self.tokens[start].lower()) or ""
        else:
            is_outer = not any(self.number_open[each] for each in _MARKS)
            if kind == "’" and self.tokens[start + 1 : index] in (["n"], ["N"]):
                return True  # two apostrophes: rock ‘n’ roll
            if kind == "’" or (is_outer and self.outer not in ("", kind)):
                opener = spans.SINGLE  # single marks, or straight marks of a second kind
            else:
                opener = spans.CURLY if kind == "”" else spans.QUOTE
                if is_outer:
                    self.outer = kind
        self.result[start] = opener
        self.result[index] = "".join([spans.close_of(each) for each in reversed(opener)])
        return True


def _span_of(tag: str) -> str | None:
    """Return the characters that open what a tag means, or `None` for a tag without a meaning."""
    if tag in _SPANS:
        return _SPANS[tag]
    if not tag.startswith("<span"):
        return None
    if _SMALL_CAPS().search(tag):
        return spans.FLIP_SMALL_CAPS
    if _NOCASE().search(tag):
        return spans.NOCASE
    if _NODECOR().search(tag):
        return spans.NORMAL_STYLE + spans.NORMAL_VARIANT + spans.NORMAL_WEIGHT
    return None
