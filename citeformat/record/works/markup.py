"""JATS, MathML and HTML in titles and abstracts -> the markup of CSL-JSON.

In: text with tags and entities, which may be escaped twice. Out: text with `<i>`, `<b>`, `<sup>`,
`<sub>` and small capitals. A formula becomes text with subscripts and superscripts.

Sources: Crossref, "Face markup" and "Including MathML in deposits"; JATS 1.3, "Typographic
emphasis"; MathML Core, chapter 3.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from citeformat._util.text import ESCAPED_TWICE, text_of

__all__ = ["from_xml", "with_csl_tags"]

_TAG = re.compile(
    r"<(?P<close>/?)(?:(?P<prefix>[A-Za-z][\w.-]*):)?(?P<name>[A-Za-z][\w.-]*)"
    r"(?P<attributes>(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=]+))*)"
    r"\s*(?P<empty>/?)>"
)
_COMMENT = re.compile(r"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<\?[^<>]*\?>", re.DOTALL)
_LEADING_TITLE = re.compile(r"(?:abstract|summary)\s*[.:]?\Z", re.IGNORECASE)

_SPANS = {
    **dict.fromkeys(("i", "em", "italic", "emph", "emphasis"), ("<i>", "</i>")),
    **dict.fromkeys(("b", "strong", "bold"), ("<b>", "</b>")),
    "sup": ("<sup>", "</sup>"),
    **dict.fromkeys(("sub", "inf"), ("<sub>", "</sub>")),
    **dict.fromkeys(
        ("sc", "scp", "smallcaps"), ('<span style="font-variant:small-caps;">', "</span>")
    ),
}
"""Element -> the markup of CSL-JSON."""

_CSL_SPANS = ('<span class="nocase">', '<span style="font-variant:small-caps;">')
"""Start tags of CSL-JSON's own spans, which stay."""

_BLOCKS = frozenset(
    "p sec title list list-item def-list def-item disp-formula disp-quote break br div h1 h2 h3 h4"
    " ul ol li abstract trans-abstract table tr".split()
)
"""Elements that are separated from the text around them by a blank."""

_TRANSPARENT = frozenset(
    "u underline overline tt monospace strike roman sans-serif span font a ext-link uri xref"
    " named-content styled-content inline-formula alternatives math label email target".split()
)
"""Elements of JATS and HTML whose content is read as if they were not there."""

_DROPPED = frozenset(
    "tex-math annotation annotation-xml fn inline-graphic graphic script style object-id"
    " mprescripts none".split()
)
"""Elements that are left out with their content."""

_EMPTY = frozenset("break br hr img mspace mprescripts none inline-graphic graphic".split())

_SCRIPTS = {
    "msub": ("sub",), "msup": ("sup",), "msubsup": ("sub", "sup"), "munder": ("sub",),
    "mover": ("sup",), "munderover": ("sub", "sup"),
}  # fmt: skip
"""Element of MathML -> where its second and third child are written."""

_JOINED = {"mfenced": ", ", "mtr": ", ", "mtable": "; "}
"""Element of MathML -> what is written between its children."""

_MATH = frozenset(
    (*_SCRIPTS, *"mi mn mo ms mtext mspace mrow mfrac msqrt mroot mfenced mstyle mpadded mphantom"
     " menclose merror mtable mtr mtd mmultiscripts semantics maction".split())
)  # fmt: skip

_ACCENTS = {
    "¯": "\u0304", "ˉ": "\u0304", "‾": "\u0304", "^": "\u0302", "ˆ": "\u0302", "~": "\u0303",
    "˜": "\u0303", "→": "\u20d7", "⃗": "\u20d7", "˙": "\u0307", "¨": "\u0308", "ˇ": "\u030c",
}  # fmt: skip
"""An accent over a letter -> the combining character."""

_OPERATORS = frozenset("=<>≤≥≠≈≃≅∼≡∝→←↔⇒⇔∈∉⊂⊆∪∩+−-±∓×∗·⋅")
"""Operators with a blank on both sides, if something is on both sides."""

_INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u2064\u200b")
_DEEPEST = 40
"""Elements that are nested deeper are read as if they were not there."""


@dataclass(slots=True)
class _Element:
    """An element and its content."""

    name: str
    raw: str
    """Its start tag, if it may be ordinary text when no end tag follows."""
    is_upright: bool = False
    content: list[_Content] = field(default_factory=list)

    def __iter__(self) -> Iterator[_Content]:
        return iter(self.content)


_Content: TypeAlias = "str | _Element"


def from_xml(text: str) -> str:
    """Convert the tags and entities of a title or an abstract.

    Args:
        text: Text with elements of JATS, MathML or HTML. A `<` that begins none is ordinary text.

    >>> from_xml("<jats:p>The <jats:italic>p</jats:italic> &lt; 0.05</jats:p>")
    'The <i>p</i> < 0.05'
    >>> from_xml("H<mml:math><mml:msub><mml:mi/><mml:mn>2</mml:mn></mml:msub></mml:math>O")
    'H<sub>2</sub>O'
    """
    if "&" in text:
        text = html.unescape(ESCAPED_TWICE.sub("&", text))
        text = html.unescape(text) if "&lt;" in text or "&amp;" in text else text
    if "<" not in text:
        return text_of(text)
    text = _COMMENT.sub(lambda found: found.group(1) or "", text)
    root = _parse(text)
    return " ".join(_text_of_all(root.content).split())


_FOREIGN_TAG = re.compile(
    r"</(?:[A-Za-z]+:[A-Za-z]+|SUB|SUP|INF|I|B|inf|em|EM|italic|strong|bold|scp|math"
    r"|[Ee]mph(?:asis)?)>"
)
"""An end tag that CSL-JSON does not have."""


def with_csl_tags(text: str) -> str:
    """Convert the tags of a text that has others than those of CSL-JSON; other text stays as it is.

    >>> with_csl_tags("H<SUB>2</SUB>O"), with_csl_tags("<i>a</i>  <em> b")
    ('H<sub>2</sub>O', '<i>a</i>  <em> b')
    """
    return from_xml(text) if _FOREIGN_TAG.search(text) else text


def _parse(text: str) -> _Element:
    """Parse text into elements. A start tag without an end tag has no effect."""
    root = _Element("", "")
    opened = [root]
    end = 0
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        known = name in _SPANS or name in _BLOCKS or name in _TRANSPARENT or name in _DROPPED
        if not (known or tag["prefix"] or name in _MATH):
            continue
        opened[-1].content.append(text[end : tag.start()])
        end = tag.end()
        if tag["close"]:
            if any(element.name == name for element in opened[1:]):
                while opened[-1].name != name:
                    _dissolve(opened)
                opened.pop()
            continue
        is_upright = "normal" in tag["attributes"] and "mathvariant" in tag["attributes"]
        # "a<b>c" is not markup, but text. Tags that only XML has are never text.
        is_csl = tag[0] in _CSL_SPANS
        raw = tag[0] if is_csl or (name in _SPANS and not tag["prefix"]) else ""
        element = _Element(name, raw, is_upright)
        if tag["empty"] or name in _EMPTY:
            opened[-1].content.append(element)
        elif len(opened) < _DEEPEST:
            opened[-1].content.append(element)
            opened.append(element)
    opened[-1].content.append(text[end:])
    while len(opened) > 1:
        _dissolve(opened)
    return root


def _dissolve(opened: list[_Element]) -> None:
    """Put the content of the last open element into the element around it."""
    element = opened.pop()
    if element.name in _SPANS:
        around = opened[-1].content
        around.pop()  # it is the last one, as everything since is in it
        around += [element.raw, *element.content]


def _text_of_all(content: Sequence[_Content]) -> str:
    """Return the markup of text and elements outside of formulas."""
    pieces: list[str] = []
    for part in content:
        if isinstance(part, str):
            pieces.append(part)
            continue
        name = part.name
        if name in _DROPPED:
            continue
        if name == "math" or name in _MATH:
            pieces.append(_math(part).strip())
            continue
        if name == "alternatives":
            # A formula as MathML, as TeX or as an image: one of them is enough.
            maths = [one for one in part if isinstance(one, _Element) and one.name == "math"]
            pieces.append(_text_of_all(maths or part.content))
            continue
        inner = _text_of_all(part.content)
        if name in _SPANS and inner.strip():
            start, end = _SPANS[name]
            pieces.append(f"{start}{inner}{end}")
        elif name == "span" and part.raw:
            pieces.append(f"{part.raw}{inner}</span>")
        elif name == "title":
            heading = inner.strip()
            if heading and not _LEADING_TITLE.match(heading):
                pieces.append(f" {heading}{'' if heading.endswith(('.', ':', '?')) else ':'} ")
        else:
            pieces.append(f" {inner} " if name in _BLOCKS else inner)
    return "".join(pieces)


def _math(part: _Content) -> str:
    """Write a formula, or a part of it, in one line."""
    if isinstance(part, str):
        return part.strip().translate(_INVISIBLE)
    name = part.name
    if name in _DROPPED or name == "mphantom":
        return ""
    if name in ("mtext", "ms"):
        return "".join(one if isinstance(one, str) else _math(one) for one in part)
    if name == "mspace":
        return " "
    children = [one for one in part if isinstance(one, _Element) or one.strip()]
    if name == "mi":
        letter = "".join(map(_math, part))
        return f"<i>{letter}</i>" if len(letter) == 1 and letter.isalpha() and not (
            part.is_upright) else letter  # fmt: skip
    if name in _SCRIPTS and 0 < len(children) <= 1 + len(_SCRIPTS[name]):
        return _with_scripts(name, [_math(one) for one in children])
    if name == "mmultiscripts" and children:
        return _with_prescripts(children)
    if name == "mfrac" and len(children) == 2:
        return "/".join(_grouped(_math(one)) for one in children)
    if name == "msqrt":
        return f"√{_grouped(''.join(map(_math, children)))}"
    if name == "mroot" and len(children) == 2:
        return f"<sup>{_math(children[1])}</sup>√{_grouped(_math(children[0]))}"
    if name in _JOINED:
        joined = _JOINED[name].join(map(_math, children))
        return f"({joined})" if name == "mfenced" else joined
    if name == "semantics" and children:
        return _math(children[0])
    return _row(part)


def _row(element: _Element) -> str:
    """Write the parts of a formula one after another, with blanks around operators."""
    parts = [(part, _math(part)) for part in element]
    written = [(part, text) for part, text in parts if text]
    operators = [
        isinstance(part, _Element) and part.name == "mo" and text in _OPERATORS
        for part, text in written
    ]
    pieces: list[str] = []
    for index, (_, text) in enumerate(written):
        is_infix = 0 < index < len(written) - 1 and not operators[index - 1]
        pieces.append(f" {text} " if operators[index] and is_infix else text)
    return "".join(pieces)


def _with_scripts(name: str, parts: list[str]) -> str:
    """Write a base with its subscript and superscript."""
    base, *scripts = parts
    if name == "mover" and scripts and scripts[0] in _ACCENTS:
        letter = base.removeprefix("<i>").removesuffix("</i>")
        if len(letter) == 1:
            return base.replace(letter, letter + _ACCENTS[scripts[0]])
    written = [
        f"<{tag}>{script}</{tag}>"
        for tag, script in zip(_SCRIPTS[name], scripts, strict=False)
        if script
    ]
    return base + "".join(written)


def _with_prescripts(children: Sequence[_Content]) -> str:
    """Write a base with scripts on both sides, such as an isotope."""
    names = ["" if isinstance(child, str) else child.name for child in children]
    split = names.index("mprescripts") if "mprescripts" in names else len(children)
    sides = []
    for scripts in (children[split + 1 :], children[1:split]):
        written = [
            f"<{('sub', 'sup')[index % 2]}>{_math(script)}</{('sub', 'sup')[index % 2]}>"
            for index, script in enumerate(scripts)
            if _math(script)
        ]
        sides.append("".join(written))
    return f"{sides[0]}{_math(children[0])}{sides[1]}"


def _grouped(text: str) -> str:
    """Put parentheses around more than one term."""
    return f"({text})" if " " in text.strip() else text
