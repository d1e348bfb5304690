"""Comments inside the entries of a .bib file.

BibTeX has no comments inside an entry. Biber has: outside of a value, `%` begins a comment that
ends with the line (the btparse library, "bt_language", "Lexical modes"). People write both.
"""

from __future__ import annotations

import re

from citeformat.interchange.bibtex.macros import closing_delimiter

__all__ = ["LONGEST_QUOTATION", "blank_comments"]

_POSSIBLE_COMMENT = re.compile(r"%(?<!\\%)(?:(?![0-9A-Fa-f]{2})|(?<=[\s,}\"{(]%))")
"""A percent sign that is neither escaped nor an escape in an address. The pattern begins with the
sign, because a search for a fixed character is fast."""

_START = re.compile(r"@[ \t]*(\w+)\s*([{(])")
_MARK = re.compile(r"[{}\"%,)]")

LONGEST_QUOTATION = 20_000
"""How far a value may reach after a line in it that looks like the beginning of an entry."""


def blank_comments(text: str) -> str:
    r"""Replace each comment inside an entry by spaces, so that every position stays the same.

    >>> blank_comments("@book{k, % mine\n title = {100% true}\n}")
    '@book{k,       \n title = {100% true}\n}'
    """
    if "%" not in text:
        return text
    starts: list[re.Match[str]] | None = None
    pieces: list[str] = []
    copied = done = index = 0
    for possible in _POSSIBLE_COMMENT.finditer(text):
        if possible.start() < done:
            continue
        if starts is None:
            starts = [
                start
                for start in _START.finditer(text)
                if "%" not in text[text.rfind("\n", 0, start.start()) + 1 : start.start()]
            ]
        while index + 1 < len(starts) and starts[index + 1].start() < possible.start():
            index += 1
        if index == len(starts) or starts[index].start() > possible.start():
            continue  # before the first entry
        start = starts[index]
        limit = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        if start.end() <= done or start.group(1).lower() == "comment":
            done = max(done, limit)
            continue
        offset = start.end()
        if text.find("}" if start.group(2) == "{" else ")", possible.start(), limit) < 0:
            done = limit  # the entry is closed, and the comment is between two entries
            continue
        comments, end = _comments_of_entry(text[offset:limit], start.group(2))
        if end < 0:  # a value may quote the source of another entry
            longer = text[offset : limit + LONGEST_QUOTATION]
            comments, end = _comments_of_entry(longer, start.group(2))
        done = max(offset + end, limit)
        for begin, stop in comments if end >= 0 else ():
            pieces += (text[copied : offset + begin], " " * (stop - begin))
            copied = offset + stop
    return "".join((*pieces, text[copied:])) if pieces else text


def _comments_of_entry(text: str, opening: str) -> tuple[list[tuple[int, int]], int]:
    """Return where the comments of an entry are, and where it ends, or -1 if it is not closed.

    Args:
        text: The text after the brace or parenthesis that opens the entry.
        opening: That brace or parenthesis.
    """
    close = "}" if opening == "{" else ")"
    comments: list[tuple[int, int]] = []
    in_key = True
    position = 0
    while (mark := _MARK.search(text, position)) is not None:
        position = mark.end()
        character = mark.group()
        if character == close:
            return comments, position
        if character == ",":
            in_key = False
        elif character in ("{", '"'):
            position = closing_delimiter(text, mark.start()) + 1
            if position > len(text):
                break
        elif character == "%" and not (in_key and text[max(mark.start() - 1, 0)].isalnum()):
            end = text.find("\n", position)
            position = end if end >= 0 else len(text)
            comments.append((mark.start(), position))
    return comments, -1
