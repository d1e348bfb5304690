"""LaTeX: commands of the kernel only, and `\\href` (package hyperref) for links."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citeformat.output.markup import Markup, break_after_blocks
from citeformat.output.protocol import EntryText, Layout
from citeformat.richtext import spans

__all__ = ["LATEX"]

_LIGATURES = re.compile(r"-(?=-)|,(?=,)")


class Latex(Markup):
    """LaTeX for any engine whose input is UTF-8."""

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        """Write finished rich text as LaTeX. Braces keep hyphens and commas from ligatures."""
        written = super().write(break_after_blocks(text), targets)
        if "--" in written or ",," in written:
            return _LIGATURES.sub(r"\g<0>{}", written)
        return written

    def link(self, content: str, target: str) -> str:
        """Write `\\href`, and escape the characters of the address that TeX would read."""
        address = re.sub(r"[%#&_$~]", r"\\\g<0>", target).replace(r"\~", "~").replace(r"\_", "_")
        return f"\\href{{{address}}}{{{content}}}"

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """Write paragraphs, which hang if the style asks for it or aligns a second field."""
        hanging = layout.hanging_indent or layout.second_field_align
        indent = "\\hangindent=2.5em\\hangafter=1" if hanging else ""
        return "".join(f"{indent}\\noindent{{}}{entry.text}\\par\n" for entry in entries)


_COMMANDS = {
    spans.ITALIC: "textit", spans.OBLIQUE: "textsl", spans.NORMAL_STYLE: "textup",
    spans.SMALL_CAPS: "textsc", spans.NORMAL_VARIANT: "textup", spans.BOLD: "textbf",
    spans.NORMAL_WEIGHT: "textmd", spans.UNDERLINE: "underline",
    spans.SUPERSCRIPT: "textsuperscript", spans.SUBSCRIPT: "textsubscript",
}  # fmt: skip

LATEX = Latex(
    "latex",
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
        "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\char34{}",
        "'": r"\textquotesingle{}", "`": r"\textasciigrave{}", "[": "{[}", "]": "{]}",
        "\u00a0": "~",
    },
    {
        **{opener: f"\\{command}{{" for opener, command in _COMMANDS.items()},
        **{spans.close_of(opener): "}" for opener in _COMMANDS},
        spans.BLOCK: "\\newline ",
        spans.INDENT: "\\newline\\hspace*{2em}",
        spans.LEFT_MARGIN: "\\makebox[2.5em][l]{",
        spans.close_of(spans.LEFT_MARGIN): "}",
    },
)  # fmt: skip
