"""Text that a format must not take for its own syntax, as finished rich text."""

from __future__ import annotations

from hypothesis import strategies as st

from citeformat.richtext import spans
from citeformat.richtext.spans import wrap

__all__ = ["PIECES", "RICH", "TEXTS", "nested", "plain_of"]

TEXTS = (
    "<script>alert(1)</script>", "R&D &amp; &#60;b&#62;", "a_b_c and _d_ __e__", "#1 #hash",
    "costs $5 and $6$", "back\\slash \\alpha \\\\", "*star* **stars** a*b*c", "quotes \"a\" 'b' `c`",
    "“curly” ‘marks’", "שלום עולם", "العربية", "emoji 😀 👩‍🔬", "1. first", "12) twelfth", "- dash",
    "+ plus", "= heading", "# heading", "> quoted", "| cell | cell |", ":field: value", ".. note:: x",
    ".Title", "[x] box [[y]] [^1]", "{attribute} {{{macro}}}", "~sub~ ~~strike~~ ^sup^", "x --- y -- z",
    "wait...", "(C) (R) (TM)", "a :: b", "term:: definition", "NOTE: this", "50% of", "A. Smith",
    "I. Newton", "http://example.org/a_b*c", "javascript:alert(1)", "user@example.org @name",
    "// no comment /* nor this */", "-1 and 54-67", "a/b /c/ d", "==== ----", "!image ![x](y)",
    "\\textbf{x} %comment", "#emph[x] #let", "]] ))", "'; DROP TABLE", "`", "* ", "a*", "_", "::",
    "0.5", "(1)", "i. e.", "@misc{x}", "tab\there", "&nbsp;", "=x= +y+", "=>", "->",
)  # fmt: skip
"""One of each kind of trouble."""

PIECES = st.one_of(
    st.sampled_from(TEXTS),
    st.text(st.sampled_from("ab1 ._*/`~=+-#$\\<>[]{}()&|:;!?@^%'\",é😀"), min_size=1, max_size=8),
)
_KINDS = (spans.ITALIC, spans.BOLD, spans.SUPERSCRIPT, spans.SMALL_CAPS)
RICH = st.lists(
    st.tuples(st.sampled_from(("", *_KINDS)), PIECES), min_size=1, max_size=5
).map(lambda parts: "".join(wrap(kind, text) if kind else text for kind, text in parts))
"""Rich text of several pieces, each formatted or not."""


def nested(text: str) -> str:
    """A text as a title in italics with an upright and a bold part."""
    inner = f"{text} {wrap(spans.NORMAL_STYLE, text)} {wrap(spans.BOLD, text)}"
    return f"Smith ({wrap(spans.ITALIC, inner)}), {wrap(spans.ITALIC, '19')}(1)."


def plain_of(rich: str) -> str:
    """The text without formatting, with single blanks: what any reader should find."""
    import re

    return " ".join(re.sub(spans.MARK, "", rich).split())
