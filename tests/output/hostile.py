"""Texts with special characters of the formats, as finished rich text."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from citeformat.output import get_format
from citeformat.output.protocol import EntryText, Layout
from citeformat.richtext import spans
from citeformat.richtext.spans import wrap

__all__ = ["CASES", "RICH", "TEXTS", "document", "plain_of", "single_spaced"]

TEXTS = (
    "<script>alert(1)</script>", "R&D &amp; &#60;b&#62;", "a_b_c and _d_ __e__", "#1 #hash",
    "costs $5 and $6$", "back\\slash \\alpha \\\\", "*star* **stars** a*b*c",
    "quotes \"a\" 'b' `c`", "“curly” ‘marks’", "שלום עולם", "العربية", "emoji 😀 👩‍🔬", "1. first",
    "12) twelfth", "- dash", "+ plus", "= heading", "# heading", "> quoted", "| cell | cell |",
    ":field: value", ".. note:: x", ".Title", "[x] box [[y]] [^1]", "{attribute} {{{macro}}}",
    "~sub~ ~~strike~~ ^sup^", "x --- y -- z", "wait...", "(C) (R) (TM)", "a :: b",
    "term:: definition", "NOTE: this", "50% of", "A. Smith", "I. Newton",
    "http://example.org/a_b*c", "javascript:alert(1)", "user@example.org @name",
    "// no comment /* nor this */", "-1 and 54-67", "a/b /c/ d", "==== ----", "!image ![x](y)",
    "\\textbf{x} %comment", "#emph[x] #let", "]] ))", "'; DROP TABLE", "`", "* ", "a*", "_", "::",
    "0.5", "(1)", "i. e.", "@misc{x}", "tab\there", "two\nlines", "&nbsp;", "=x= +y+", "=>", "->",
)  # fmt: skip
"""Texts that contain markup of one format or another."""


def _nested(text: str) -> str:
    """Make an italic title with an upright and a bold part."""
    inner = f"{text} {wrap(spans.NORMAL_STYLE, text)} {wrap(spans.BOLD, text)}"
    return f"Smith ({wrap(spans.ITALIC, inner)}), {wrap(spans.ITALIC, '19')}, 1."


CASES = (
    *TEXTS,
    *map(_nested, TEXTS),
    *(f"{wrap(spans.ITALIC, text)}(1)" for text in TEXTS),
    *(f"x{wrap(spans.BOLD, text)}y" for text in TEXTS),
)
"""The texts at the beginning of a line, in formatted text, and within a word."""

_PIECES = st.one_of(
    st.sampled_from(TEXTS),
    st.text(st.sampled_from("ab1 ._*/`~=+-#$\\<>[]{}()&|:;!?@^%'\",é😀"), min_size=1, max_size=8),
)
_KINDS = ("", spans.ITALIC, spans.BOLD, spans.SUPERSCRIPT)
RICH = st.lists(st.tuples(st.sampled_from(_KINDS), _PIECES), min_size=1, max_size=5).map(
    lambda parts: "".join(wrap(kind, text) if kind else text for kind, text in parts)
)
"""Rich text of several pieces, each formatted or not."""


def document(name: str, rich: str) -> str:
    """Write a bibliography of one entry in a format."""
    output = get_format(name)
    return output.bibliography([EntryText("x", output.write(rich))], Layout())


def plain_of(rich: str) -> str:
    """Return the text without formatting, which every reader should find."""
    return single_spaced(re.sub(spans.MARK, "", rich))


def single_spaced(text: str) -> str:
    """Remove zero width spaces and double blanks."""
    return " ".join(text.replace("\u200b", "").split())
