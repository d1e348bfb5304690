"""Pandoc's Markdown ↔ CSL-JSON's markup.

In: a value of a CSL-YAML file, such as `*Nautilus* and [NASA]{.nocase}`. Out: the same with tags,
and back again. Only the formatting that CSL-JSON has is recognized: emphasis, strong emphasis,
superscript, subscript, small capitals and nocase. Everything else is text.

Source: Pandoc's manual, "Inline formatting" and "Specifying bibliographic data".
"""

from __future__ import annotations

import re

from citeformat.richtext.markup import MARKUP

__all__ = ["from_markdown", "to_markdown"]

_SMALL_CAPS = '<span style="font-variant:small-caps;">'
_SPANS = {".nocase": '<span class="nocase">', ".smallcaps": _SMALL_CAPS}
_TOKEN = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | \*\*(?P<bold>(?=\S)(?:[^*\\]|\\.|\*(?!\*))+?(?<=\S))\*\*
    | \*(?P<italic>(?=\S)(?:[^*\\]|\\.)+?(?<=\S))\*
    | (?<!\w)_(?P<under>(?=\S)(?:[^_\\]|\\.)+?(?<=\S))_(?!\w)
    | \^(?P<sup>(?:[^\s^\\]|\\.)+)\^
    | (?<!~)~(?P<sub>(?:[^\s~\\]|\\.)+)~(?!~)
    | \[(?P<span>(?:[^\[\]\\]|\\.)+)\]\{(?P<class>\.nocase|\.smallcaps)\}
    """,
    re.VERBOSE | re.DOTALL,
)
_TAGS = {"bold": "b", "italic": "i", "under": "i", "sup": "sup", "sub": "sub"}
_SYNTAX = re.compile(r"[*^~\[\]\\`<$]|(?<!\w)_|_(?!\w)")
"""What Pandoc would take for markup. An underscore within a word is text."""
_SPECIAL = re.compile(r"[*_^~\[\]\\`<$]")
_MARKS = {"i": "*", "b": "**", "sup": "^", "sub": "~"}
_DEEPEST = 20


def from_markdown(text: str, depth: int = 0) -> str:
    """Convert Markdown to markup.

    Args:
        text: The Markdown.
        depth: How many spans the text is in. Deeper spans than 20 are left as they are.

    >>> from_markdown("*Nautilus*, 2^nd^ [NASA]{.nocase} snake_case 3 \\\\* 4")
    '<i>Nautilus</i>, 2<sup>nd</sup> <span class="nocase">NASA</span> snake_case 3 * 4'
    """
    if depth > _DEEPEST or _SPECIAL.search(text) is None:
        return text

    def replace(found: re.Match[str]) -> str:
        kind = next(name for name, value in found.groupdict().items() if value is not None)
        inner = found.group(kind)
        if kind == "escaped":
            return str(inner)
        inside = from_markdown(inner, depth + 1)
        if kind == "span":
            return f"{_SPANS[found.group('class')]}{inside}</span>"
        if kind in ("sup", "sub"):
            inside = inside.replace("\\ ", " ")
        return f"<{_TAGS[kind]}>{inside}</{_TAGS[kind]}>"

    return _TOKEN.sub(replace, text)


def to_markdown(text: str) -> str:
    """Convert markup to Markdown.

    >>> to_markdown('<i>Nautilus</i> and <span class="nocase">NASA</span>, 3 * 4, snake_case')
    '*Nautilus* and [NASA]{.nocase}, 3 \\\\* 4, snake_case'
    """
    if _SPECIAL.search(text) is None:
        return text
    pieces = MARKUP().split(text)
    result: list[str] = []
    closers: list[str] = []
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            escaped = _SYNTAX.sub(r"\\\g<0>", piece)
            if "^" in closers or "~" in closers:  # a blank ends superscript and subscript
                escaped = escaped.replace(" ", "\\ ")
            result.append(escaped)
            continue
        tag = piece.lower()
        if tag.startswith("</"):
            result.append(closers.pop() if closers else "")
        elif tag.startswith("<span") or tag == "<sc>":
            known = "nocase" in tag or "small-caps" in tag or tag == "<sc>"
            name = ".nocase" if "nocase" in tag else ".smallcaps"
            result.append("[" if known else "")
            closers.append(f"]{{{name}}}" if known else "")
        else:
            mark = _MARKS[tag.strip("<>")]
            result.append(mark)
            closers.append(mark)
    return "".join(result)
