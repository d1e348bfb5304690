"""Find the citations of a page in the text that it was made from, for the lines of problems."""

from __future__ import annotations

import re
from html import unescape

__all__ = ["PageSource"]

_CODE_ELEMENT = re.compile(r"<(pre|code)\b[^<>]*>((?:(?!<\1\b).)*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_NO_CITATION = re.compile(
    r"(?P<hidden>\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$"
    r"|<!--(?:(?!<!--).)*?-->|\[[^\[\]]*\]\([^()\n]*\))"
    r"|^[ \t>]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^[ \t>]*(?P=fence)"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)"
    r"|^(?: {0,3}>)*(?: {4}| {0,3}\t)[^\n]*",
    re.DOTALL | re.MULTILINE,
)
"""Front matter, comments and links, and what may be code: blocks with fences, code in a line, and
lines with an indentation."""
_AROUND_CODE = " \t>`"


class PageSource:
    """The text that a page was made from.

    >>> source = PageSource("`@doe` is a key.\\n\\n[@doe]", "<code>@doe</code> is a key. [@doe]")
    >>> source.find("[@doe]"), PageSource("me@doe.org or @doe", "").find("@doe")
    (18, 14)
    """

    def __init__(self, text: str, html: str) -> None:
        """Make the source of a page.

        Args:
            text: The text.
            html: The page, which says what of the text is code.
        """
        self.text = text
        self.cited = _without_code(text, html)
        """The text with the same length in which code has no citations."""
        self.ends: dict[str, int] = {}
        """A citation as it is written -> the end of its last place."""

    def find(self, written: str) -> int:
        """Return the place of the next citation that is written so. A citation that is not in the
        text, such as one that another extension has added, is at the beginning.

        Args:
            written: The citation as it is written.
        """
        start = self.ends.get(written, 0)
        at = self.cited.find(written, start)
        while at >= 0 and not self.is_separate(at, written):
            at = self.cited.find(written, at + 1)
        if at < 0:
            return max(self.cited.find(written), self.text.find(written), 0)
        self.ends[written] = at + len(written)
        return at

    def is_separate(self, at: int, written: str) -> bool:
        """Whether no word, address or backslash is joined to what may be a citation."""
        end = at + len(written)
        before, after = self.cited[at - 1 : at], self.cited[end : end + 1]
        is_joined = before.isalnum() or before in ("\\", "/", "_") if before else False
        return not is_joined and not (after.isalnum() and written[-1:].isalnum())


def _without_code(text: str, html: str) -> str:
    """Return a text of the same length whose code, links, comments and front matter have no `@`."""
    code = {
        line.strip(_AROUND_CODE)
        for element in _CODE_ELEMENT.finditer(html)
        for line in unescape(_TAG.sub("", element[2])).split("\n")
        if "@" in line
    }

    def masked(match: re.Match[str]) -> str:
        found = match[0]
        is_code = match["hidden"] or any(
            line.strip(_AROUND_CODE) in code for line in found.split("\n") if "@" in line
        )
        return found.replace("@", "\0") if is_code else found

    return _NO_CITATION.sub(masked, text)
