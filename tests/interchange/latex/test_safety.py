"""What TeX source can do besides printing: "The TeXbook", chapters 20, 21 and 24."""

from __future__ import annotations

import pytest

from citeformat.interchange.latex.safety import (
    has_matching_braces,
    is_mathematics,
    unsafe_commands,
)


@pytest.mark.parametrize(
    ("source", "commands"),
    [
        (r"\write18{ls}", [r"\write"]),
        (r"\immediate\openout3=a", [r"\immediate", r"\openout"]),
        (r"\input{/etc/passwd}", [r"\input"]),
        (r"\read5 to\a", [r"\read"]),
        (r"\include{a}\includegraphics{b}", [r"\include", r"\includegraphics"]),
        (r"\catcode`\@=11", [r"\catcode"]),
        (r"\csname inp\endcsname", [r"\csname", r"\endcsname"]),
        (r"\def\a{} \let\b=\c", [r"\def", r"\let"]),
        (r"\newcommand{\a}{}", [r"\newcommand"]),
        (r"\DeclareMathOperator{\a}{b}", [r"\DeclareMathOperator"]),
        (r"\directlua{x} \luaexec{y}", [r"\directlua", r"\luaexec"]),
        (r"\pdffiledump{a}", [r"\pdffiledump"]),
        (r"\@input{a}", [r"\@input"]),
        ("^^5cinput{a}", ["^^"]),
        (r"\^^77rite18{ls}", ["^^"]),
        (r"\begin{filecontents*}{a}", [r"\begin"]),
        (r"\begin{file\empty contents}", [r"\begin"]),
        (r"\begin {luacode}", [r"\begin"]),
        (r"\emph{a} \'e \\ \pdfTeX{} \definition \lets", []),
        (r"\begin{quote}a\end{quote} 50\%", []),
    ],
)
def test_unsafe_commands(source: str, commands: list[str]) -> None:
    assert unsafe_commands(source) == tuple(commands)


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{a+b}{c}", r"\left( x \right)", r"\{a\} \, \text{if any}",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", r"\mathbb{R}^{n \times m}",
        r"50\%", r"\xrightarrow{f}",
    ],
)  # fmt: skip
def test_mathematics(formula: str) -> None:
    assert is_mathematics(f"${formula}$")


@pytest.mark.parametrize(
    "formula",
    [
        r"\input{a}", r"\write18{a}", r"\foo", r"\@input{a}", r"a^^5cinput", r"\^^77rite18",
        r"a % b", r"a \\% b", "a #1", r"\begin{filecontents}", r"\begin x", r"\text{\input{a}}",
    ],
)  # fmt: skip
def test_what_is_not_mathematics(formula: str) -> None:
    assert not is_mathematics(f"${formula}$")


@pytest.mark.parametrize(
    ("source", "expected"),
    [("{a}{}", True), (r"\{a\}", True), ("a", True), (r"\{", False), (r"a\}, \{", False),
     ("{a", False), ("a}{b", False)],
)  # fmt: skip
def test_braces_after_a_backslash_count(source: str, expected: bool) -> None:
    """ "BibTeXing", section 4."""
    assert has_matching_braces(source) is expected
