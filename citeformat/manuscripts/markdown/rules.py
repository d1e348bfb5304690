"""Rules for markdown-it-py: what pandoc's Markdown has besides CommonMark.

Citations, formulas, TeX, fenced divs, and attributes of headings. The parser of `reading` finds
citations; that of `rendering` makes HTML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from citeformat.errors import FormatError
from citeformat.manuscripts.grammar import (
    CITATION_STARTS,
    DISPLAY_FORMULA,
    FORMULA,
    CitationScanner,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.parser_block import RuleFuncBlockType
    from markdown_it.parser_core import RuleFuncCoreType
    from markdown_it.parser_inline import RuleFuncInlineType
    from markdown_it.ruler import RuleOptionsType, Ruler
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

__all__ = ["Attributes", "reading", "rendering"]

_Rule = TypeVar("_Rule")

_DEEPEST = 40
"""Blocks and brackets are not parsed more deeply: each level needs several frames of the stack."""
_MOST_QUOTES = 5_000
"""Quotation marks of a paragraph with more of them stay straight: pairing them takes quadratic
time."""
_FORMULA = re.compile(FORMULA, re.DOTALL)
_DISPLAY = re.compile(DISPLAY_FORMULA, re.DOTALL)
_TEX_GROUP = r"\{(?:\\.|[^\\{}]|\{(?:\\.|[^\\{}]|\{[^{}]*\})*\})*\}"
_TEX_COMMAND = re.compile(
    rf"\\(?:(?:re)?new|provide)(?:command|environment)\*?(?:\[[^\[\]\n]*\]|{_TEX_GROUP})*"
    rf"|\\[A-Za-z]+\*?(?:(?:\[[^\[\]\n]*\]|[ \t]+\[[^\[\]\n@]*\])*[ \t]*(?:{_TEX_GROUP})+"
    r"|(?:[ \t]*\[[^\[\]\n@]*\])*)"
)
"""A command: options come before its groups. An option with a key is a citation if it comes after a
blank, or if there are no groups."""
_CITATION_START = re.compile(r"\[-?@")
_COMMENT_END = re.compile(r"-->(?P<text>[ \t]*\S)?|\n[ \t]*\n|\Z")
"""The end of a comment, with the text after it, or of the paragraph that it is in."""
_TEX_BEGIN = re.compile(r"\\begin\{([A-Za-z]+\*?)\}")
_DIV = re.compile(r"(:{3,})[ \t]*(?:(\{[^{}]*\})|([^\s{}:]+))?[ \t]*:*[ \t]*\Z")
_HEADING_ATTRIBUTES = re.compile(r"[ \t]*\{([^{}]*)\}\Z")
_ATTRIBUTE = re.compile(
    r"#(?P<id>[^\s{}]+)|\.(?P<cls>[^\s{}]+)|(?P<unnumbered>-)(?!\S)"
    r"|(?P<key>[\w-]+)=(?:\"(?P<quoted>[^\"]*)\"|(?P<value>[^\s{}]+))"
)


class Attributes(NamedTuple):
    """The attributes of a div or a heading: `{#id .class key=value}`."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: Mapping[str, str] = MappingProxyType({})

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self.id or self.classes or self.values)

    @classmethod
    def parse(cls, text: str) -> Attributes:
        """Read attributes in braces.

        >>> Attributes.parse('{#refs .wide type="book"}')
        Attributes(id='refs', classes=('wide',), values={'type': 'book'})
        """
        id = ""
        classes: list[str] = []
        values: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(text.strip("{} \t")):
            if match["id"]:
                id = match["id"]
            elif match["key"]:
                values[match["key"]] = match["quoted"] or match["value"] or ""
            else:
                classes.append(match["cls"] or "unnumbered")
        return cls(id, tuple(classes), values)


@cache
def reading() -> MarkdownIt:
    """Return the parser that finds citations.

    Raises:
        FormatError: markdown-it-py or mdit-py-plugins is not installed.
    """
    md = _parser()
    md.inline.ruler.before("link", "citation", _citation)
    for name in ("image", "footnote_inline"):
        md.inline.ruler.at(name, _with_offset(_rule(md.inline.ruler, name)))
    md.core.ruler.at("inline", _parse_citing_inlines)
    # Only where things begin and end is of interest: no emphasis, and no check of addresses.
    md.disable(["emphasis", "entity", "balance_pairs", "fragments_join", "text_join"])
    vars(md).update(normalizeLink=str, normalizeLinkText=str, validateLink=bool)
    return md


@cache
def rendering() -> MarkdownIt:
    """Return the parser that makes HTML.

    Raises:
        FormatError: markdown-it-py or mdit-py-plugins is not installed.
    """
    from mdit_py_plugins.attrs import attrs_plugin
    from mdit_py_plugins.subscript import sub_plugin
    from mdit_py_plugins.superscript import superscript_plugin

    md = _parser(move_notes=True)
    md.options["typographer"] = True
    md.enable(["replacements", "smartquotes", "strikethrough"])
    md.core.ruler.at("smartquotes", _of_few_quotes(_rule(md.core.ruler, "smartquotes")))
    md.use(attrs_plugin, spans=True).use(sub_plugin).use(superscript_plugin)
    md.core.ruler.before("inline", "heading_attributes", _heading_attributes)
    md.add_render_rule("formula", lambda _self, tokens, index, _options, _env: _html_of(
        "span", "math inline", f"\\({tokens[index].content}\\)"))  # fmt: skip
    md.add_render_rule("display", lambda _self, tokens, index, _options, _env: _html_of(
        "span", "math display", f"\\[{tokens[index].content}\\]"))  # fmt: skip
    md.add_render_rule("tex", lambda _self, _tokens, _index, _options, _env: "")
    return md


def _of_few_quotes(rule: RuleFuncCoreType) -> RuleFuncCoreType:
    """Limit a rule to the paragraphs without very many quotation marks."""

    def limited(state: StateCore) -> None:
        tokens = state.tokens
        state.tokens = [
            token
            for token in tokens
            if token.content.count('"') + token.content.count("'") <= _MOST_QUOTES
        ]
        rule(state)
        state.tokens = tokens

    return limited


def _parser(*, move_notes: bool = False) -> MarkdownIt:
    try:
        from markdown_it import MarkdownIt
        from mdit_py_plugins.deflist import deflist_plugin
        from mdit_py_plugins.footnote import footnote_plugin
    except ImportError:
        raise FormatError(
            "Markdown needs markdown-it-py and mdit-py-plugins: pip install 'citeformat[document]'"
        ) from None
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST})
    md.enable("table").use(footnote_plugin, move_to_end=move_notes).use(deflist_plugin)
    md.inline.ruler.before("escape", "tex", _tex)
    md.inline.ruler.after("escape", "formula", _formula)
    alternatives: RuleOptionsType = {
        "alt": ["paragraph", "reference", "blockquote", "list", "table"]
    }
    md.block.ruler.at("reference", _without_citations(_rule(md.block.ruler, "reference")))
    md.block.ruler.at(
        "html_block",
        _without_comments(_rule(md.block.ruler, "html_block")),
        {"alt": ["paragraph", "reference", "blockquote"]},
    )
    md.block.ruler.before("fence", "tex_environment", _tex_environment, {"alt": ["paragraph"]})
    md.block.ruler.before("fence", "fenced_div", _fenced_div, alternatives)
    return md


def _rule(ruler: Ruler[_Rule], name: str) -> _Rule:
    """Return the function of a rule, which a ruler has no method for."""
    return next(rule.fn for rule in ruler.__rules__ if rule.name == name)


def _citation(state: StateInline, silent: bool) -> bool:
    """Read a citation."""
    if state.src[state.pos] not in CITATION_STARTS:
        return False
    scanners = state.env["scanners"]
    scanner = scanners.get(state.src)
    if scanner is None:
        if "@" not in state.src:
            return False
        scanner = scanners[state.src] = CitationScanner(
            state.src, state.env["examples"], state.env["links"]
        )
    found = scanner.at(state.pos)
    if found is None or found.end > state.posMax:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {"found": found, "offset": state.env["offset"], "scanner": scanner}
    state.pos = found.end
    return True


def _without_citations(reference: RuleFuncBlockType) -> RuleFuncBlockType:
    """Wrap the rule for definitions of links: `[@key]: text` is a citation."""

    def wrapped(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if _CITATION_START.match(state.src, state.bMarks[start] + state.tShift[start]):
            return False
        return reference(state, start, end, silent)

    return wrapped


def _without_comments(html_block: RuleFuncBlockType) -> RuleFuncBlockType:
    """Wrap the rule for HTML: a comment with text after it is a part of a paragraph."""

    def wrapped(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        place = state.bMarks[start] + state.tShift[start]
        inside = place + len("<!--")
        if state.src.startswith("<!--", place) and _has_text_after_comment(state, inside):
            return False
        return html_block(state, start, end, silent)

    return wrapped


def _has_text_after_comment(state: StateBlock, inside: int) -> bool:
    """Return whether text follows a comment, whose content begins here, in the same paragraph.

    All comments that begin before the same end have the same text after it. It is searched for
    once, so that many unclosed comments take linear time.
    """
    source, searched, found = state.env.get("comment", (None, 0, None))
    if source is not state.src or not searched <= inside <= found.start():
        found = _COMMENT_END.search(state.src, inside)
        state.env["comment"] = state.src, inside, found
    return found["text"] is not None


def _with_offset(rule: RuleFuncInlineType) -> RuleFuncInlineType:
    """Wrap a rule that parses text inside of its own, which begins two characters later."""

    def wrapped(state: StateInline, silent: bool) -> bool:
        offset = state.env.get("offset", 0)
        state.env["offset"] = offset + state.pos + 2
        try:
            return rule(state, silent)
        finally:
            state.env["offset"] = offset

    return wrapped


def _parse_citing_inlines(state: StateCore) -> None:
    """Parse the texts that may have citations or notes; nothing else is of interest."""
    env = state.env
    env["links"] = {label.casefold() for label in env.get("references", ())}
    for token in state.tokens:
        if token.type == "inline" or (token.type == "html_block" and "@" in token.content):
            text = token.content
            if "@" in text or "[^" in text or "^[" in text:
                token.children = []
                env["offset"] = 0
                state.md.inline.parse(text, state.md, env, token.children)


def _formula(state: StateInline, silent: bool) -> bool:
    """Read a formula between dollar signs."""
    if state.src[state.pos] != "$":
        return False
    display = _DISPLAY.match(state.src, state.pos, state.posMax)
    match = display or _FORMULA.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("display" if display else "formula", "", 0)
        token.content = match[0].strip("$")
    state.pos = match.end()
    return True


def _tex(state: StateInline, silent: bool) -> bool:
    r"""Read a command of TeX with its arguments, or an environment."""
    if state.src[state.pos] != "\\":
        return False
    match = _TEX_BEGIN.match(state.src, state.pos)
    if match is not None:
        closing = f"\\end{{{match[1]}}}"
        end = state.src.find(closing, match.end())
        end = end + len(closing) if end >= 0 else -1
    else:
        command = _TEX_COMMAND.match(state.src, state.pos)
        end = command.end() if command is not None else -1
    if not state.pos < end <= state.posMax:
        return False
    if not silent:
        state.push("tex", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _tex_environment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""Read `\begin{name}` ... `\end{name}`, which may have blank lines."""
    if state.is_code_block(start):
        return False
    match = _TEX_BEGIN.match(_line(state, start))
    if match is None:
        return False
    closing = f"\\end{{{match[1]}}}"
    last = next((line for line in range(start, end) if closing in _line(state, line)), None)
    if last is None:
        return False
    if not silent:
        token = state.push("tex", "", 0)
        token.map = [start, last + 1]
        state.line = last + 1
    return True


def _fenced_div(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Read a line that begins or ends a fenced div."""
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    match = _DIV.match(line) if line.startswith(":::") else None
    if match is None:
        return False
    opens = bool(match[2] or match[3])
    depth = state.env.setdefault("divs", [])
    if not opens and not depth:
        return False
    if silent:
        return True
    if opens:
        attributes = Attributes.parse(match[2] or f"{{.{match[3]}}}")
        depth.append(attributes)
        token = state.push("div_open", "div", 1)
        token.meta["attributes"] = attributes
        if attributes.id:
            token.attrs["id"] = attributes.id
        if attributes.classes:
            token.attrs["class"] = " ".join(attributes.classes)
    else:
        token = state.push("div_close", "div", -1)
        depth.pop()
    token.block = True
    token.map = [start, start + 1]
    state.line = start + 1
    return True


def _heading_attributes(state: StateCore) -> None:
    """Take the attributes at the end of headings out of their text."""
    for heading, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if heading.type == "heading_open":
            match = _HEADING_ATTRIBUTES.search(inline.content)
            attributes = Attributes.parse(match[1]) if match is not None else None
            if match is not None and attributes:
                inline.content = inline.content[: match.start()]
                if attributes.id:
                    heading.attrs["id"] = attributes.id
                if attributes.classes:
                    heading.attrs["class"] = " ".join(attributes.classes)


def _html_of(tag: str, classes: str, text: str) -> str:
    from html import escape

    return f'<{tag} class="{classes}">{escape(text, quote=False)}</{tag}>'
