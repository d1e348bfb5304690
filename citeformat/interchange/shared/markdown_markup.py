"""Pandoc's Markdown ↔ CSL-JSON's markup.

In: a value of a CSL-YAML file, such as `*Nautilus* and [NASA]{.nocase}`. Out: the same with tags,
and back again. Only the formatting that CSL-JSON has is recognized: emphasis, strong emphasis,
superscript, subscript, small capitals and nocase. Everything else is text.

Source: Pandoc's manual, "Inline formatting" and "Specifying bibliographic data".
"""

from __future__ import annotations

import re

from citeformat.richtext.markup import MARKUP

__all__ = ["escape_markdown", "from_markdown", "to_markdown", "unescape_markdown"]

_SMALL_CAPS = '<span style="font-variant:small-caps;">'
_SPANS = {".nocase": '<span class="nocase">', ".smallcaps": _SMALL_CAPS}
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|\\ |\[\]\{\}|\[|\]\{(?P<class>\.nocase|\.smallcaps)\}"
    r"|\]|\*+|_|\^|~+| ?(?P<hard>\\)?(?P<end>\n)[ \n]*"
)
_ESCAPED_BLANK = "\\ "
_EMPTY = "[]{}"
"""An empty span, which prints nothing and separates marks that would be read as one."""
_TAGS = {"*": "i", "_": "i", "**": "b", "^": "sup", "~": "sub"}
_SYNTAX = re.compile(r"[*^~\[\]\\`<$]|(?<!\w)_|_(?!\w)|-(?=-)|\.(?=\.\.)")
"""What Pandoc would take for markup, a dash or an ellipsis. An underscore within a word is text."""
_SPECIAL = re.compile(r"[*_^~\[\]\\`<$\n]|--|\.\.\.")
_QUOTE = re.compile(r"['\"]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BLANKS = re.compile(r"[ \t]+")
_LINE_END = re.compile(r"(?<!\n)\n(?=[^\n])")
"""A line end that does not end a paragraph. Without a backslash, Markdown takes it for a blank."""
_BLANK = re.compile(r"\s")
_MARKS = {"i": "*", "b": "**", "sup": "^", "sub": "~"}
_FARTHEST = 20
"""How many open marks a closing mark looks through for its own."""


def from_markdown(text: str) -> str:
    """Convert Markdown to markup.

    >>> from_markdown("*Nautilus*, 2^nd^ [NASA]{.nocase} snake_case 3 \\\\* 4")
    '<i>Nautilus</i>, 2<sup>nd</sup> <span class="nocase">NASA</span> snake_case 3 * 4'
    >>> from_markdown("*a **b***")
    '<i>a <b>b</b></i>'
    >>> from_markdown("one\\nline\\n\\nnext\\\\\\nline")
    'one line\\n\\nnext\\nline'
    """
    if _SPECIAL.search(text) is None:
        return text
    if "\n" in text:
        text = _BLANKS.sub(" ", text).strip()
    reader = _MarkReader()
    end = 0
    for token in _TOKEN.finditer(text):
        if token.start() > end:
            reader.add(text[end : token.start()])
        start, end = token.span()
        found = token.group()
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        if token.group("escaped"):
            reader.pieces.append(token.group("escaped"))
        elif token.group("end"):
            is_paragraph = found.count("\n") > 1
            reader.add("\n\n" if is_paragraph else "\n" if token.group("hard") else " ")
        elif found == "]":
            reader.close("[", None)
            reader.pieces.append(found)
        elif token.group("class"):
            if not reader.close("[", _SPANS[token.group("class")]):
                reader.pieces.append(found)
        elif found[0] in "*_^~":
            can_open = bool(after) and not after.isspace()
            is_escaped = found in "^~" and reader.pieces[-1:] == [_ESCAPED_BLANK]
            can_close = is_escaped or (bool(before) and not before.isspace())
            if found == "_":
                can_open = can_open and not _is_word(before)
                can_close = can_close and not _is_word(after)
            reader.read_run(found, can_open=can_open, can_close=can_close)
        elif found == "[":
            reader.open(found)
        elif found != _EMPTY:
            reader.add(found)
    reader.add(text[end:])
    return "".join(reader.pieces)


class _MarkReader:
    """The text so far, and the marks that are open. A mark that is never closed is text."""

    __slots__ = ("escaped", "last_blank", "opened", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.escaped: list[int] = []
        """The indices of escaped blanks."""
        self.last_blank = -1
        """The index of the last piece with another blank, which ends a superscript."""
        self.opened: list[tuple[str, int]] = []
        """Each open mark, and its index among the pieces."""

    def add(self, text: str) -> None:
        """Add text."""
        if text == _ESCAPED_BLANK:
            self.escaped.append(len(self.pieces))
        elif _BLANK.search(text):
            self.last_blank = len(self.pieces)
        self.pieces.append(text)

    def open(self, mark: str) -> None:
        """Begin a span, or text if the mark is never closed."""
        self.opened.append((mark, len(self.pieces)))
        self.pieces.append(mark)

    def close(self, mark: str, tag: str | None) -> bool:
        """End the span that a mark began. Other marks within it are text.

        Args:
            mark: The mark that began it.
            tag: The tag that begins the span in CSL-JSON; `None` makes text of the mark.

        Returns:
            Whether there is such a span.
        """
        nearest = self.opened[: -_FARTHEST - 1 : -1]
        depth = next((depth for depth, (each, _) in enumerate(nearest, 1) if each == mark), 0)
        if not depth:
            return False
        start = self.opened[-depth][1]
        del self.opened[-depth:]
        if tag is None:
            return True
        if mark in ("^", "~"):  # a blank ends superscript and subscript, unless it is escaped
            if self.last_blank > start:
                return False
            while self.escaped and self.escaped[-1] > start:
                self.pieces[self.escaped.pop()] = " "
        self.pieces[start] = tag
        self.pieces.append("</span>" if tag.startswith("<span") else f"</{tag[1:]}")
        return True

    def read_run(self, run: str, *, can_open: bool, can_close: bool) -> None:
        """Read a run of equal characters, such as `***`, which may close and open several spans."""
        character, count = run[0], len(run)
        if character != "*":
            if not (count == 1 and can_close and self.close(run, f"<{_TAGS[run]}>")):
                if count == 1 and can_open:
                    self.open(run)
                else:
                    self.pieces.append(run)
            return
        while can_close and count:
            near = self.opened[-_FARTHEST:]
            marks = [mark for mark, _ in near if mark in ("*", "**") and len(mark) <= count]
            if count == 2:  # never two single marks
                marks = [mark for mark in marks if mark == "**"]
            if not marks:
                break
            mark = marks[-1]
            if mark == "*" and [each for each, _ in near[-2:]] == ["*", "**"]:
                (_, outer), (_, inner) = near[-2:]
                if inner == outer + 1:  # a run of three, which began with strong emphasis
                    self.opened[-2:] = [("**", outer), ("*", inner)]
                    self.pieces[outer], self.pieces[inner] = "**", "*"
            self.close(mark, f"<{_TAGS[mark]}>")
            count -= len(mark)
        if can_open and 0 < count <= 3:
            for mark in ("*", "**") if count == 3 else ("*" * count,):
                self.open(mark)
        elif count:
            self.pieces.append("*" * count)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _paired_tags(pieces: list[str]) -> set[int]:
    """Return the indexes of the tags that have a partner and a meaning. The others are text."""
    paired: set[int] = set()
    opened: list[tuple[str, int]] = []
    for index in range(1, len(pieces), 2):
        tag = pieces[index].lower()
        name = "span" if tag.startswith("<span") else tag.strip("</>")
        if not tag.startswith("</"):
            opened.append((name, index))
        elif opened and opened[-1][0] == name:
            start = opened.pop()[1]
            opening = pieces[start].lower()
            if name != "span" or "nocase" in opening or "small-caps" in opening:
                paired |= {start, index}
    return paired


def escape_markdown(text: str) -> str:
    """Escape what Pandoc would change in text without markup, such as an address.

    >>> print(escape_markdown("https://example.org/a_b/~c--d"))
    https://example.org/a_b/\\~c\\--d
    """
    return _QUOTE.sub(r"\\\g<0>", _SYNTAX.sub(r"\\\g<0>", text))


def unescape_markdown(text: str) -> str:
    """Remove the backslashes before punctuation.

    >>> unescape_markdown("https://example.org/a_b/\\\\~c\\\\--d")
    'https://example.org/a_b/~c--d'
    """
    return _ESCAPED.sub(r"\1", text)


def to_markdown(text: str) -> str:
    """Convert markup to Markdown.

    >>> to_markdown('<i>Nautilus</i> and <span class="nocase">NASA</span>, 3 * 4, snake_case')
    '*Nautilus* and [NASA]{.nocase}, 3 \\\\* 4, snake_case'
    """
    if _SPECIAL.search(text) is None:
        return text
    pieces = MARKUP().split(text)
    paired = _paired_tags(pieces)
    result: list[str] = []
    closers: list[str] = []
    raised = 0  # the number of superscripts and subscripts that are open
    run = ""  # the marks that end the text so far: "<" or ">" for opening or closing, then marks
    for index, piece in enumerate(pieces):
        if index not in paired:
            escaped = _LINE_END.sub(r"\\\n", _SYNTAX.sub(r"\\\g<0>", piece))
            if raised:  # a blank ends superscript and subscript
                escaped = escaped.replace(" ", _ESCAPED_BLANK)
            elif run[:1] == "<" and escaped[:1].isspace():  # would not be an opening mark
                escaped = _EMPTY + escaped
            result.append(escaped)
            run = "" if escaped else run
            continue
        tag = piece.lower()
        is_closing = tag.startswith("</")
        if is_closing:
            mark = closers.pop() if closers else ""
        elif tag.startswith("<span") or tag == "<sc>":
            mark = "["
            closers.append(f"]{{{'.nocase' if 'nocase' in tag else '.smallcaps'}}}")
        else:
            mark = _MARKS[tag.strip("<>")]
            closers.append(mark)
        if mark in ("~", "^"):
            raised += -1 if is_closing else 1
        if mark[:1] in ("*", "~", "^"):
            direction = ">" if is_closing else "<"
            joined = {run, direction + mark} == {">*", ">**"} or (run == "<*" and mark == "**")
            last = result[-1][-1:] if result else ""
            blank_before = is_closing and last.isspace() and last != _ESCAPED_BLANK
            if (run[-1:] == mark[-1:] and not joined) or (blank_before and mark[0] == "*"):
                result.append(_EMPTY)
            run = f"{run}{mark}" if joined else direction + mark
        elif mark:
            run = ""
        result.append(mark)
    return "".join(result)
