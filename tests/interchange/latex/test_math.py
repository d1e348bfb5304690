"""Formulas → Unicode."""

from __future__ import annotations

import pytest

from citeformat.interchange.latex.decoder import decode
from citeformat.interchange.latex.math import convert

# "The TeXbook", chapters 16 to 18.
FORMULAS = [
    ("k", "<i>k</i>"),
    ("2", "2"),
    (r"\alpha", "<i>α</i>"),
    (r"\Omega", "Ω"),
    ("x^2", "<i>x</i><sup>2</sup>"),
    ("x^{10}", "<i>x</i><sup>10</sup>"),
    ("K_{3,3}", "<i>K</i><sub>3,3</sub>"),
    ("a_i^j", "<i>a</i><sub><i>i</i></sub><sup><i>j</i></sup>"),
    (r"n \times n", "<i>n</i> × <i>n</i>"),
    (r"\leq k", "≤ <i>k</i>"),
    ("a+b", "<i>a</i> + <i>b</i>"),
    ("-1", "−1"),
    ("x^{-1}", "<i>x</i><sup>−1</sup>"),
    ("2^{n+1}", "2<sup><i>n</i>+1</sup>"),
    ("a=b", "<i>a</i> = <i>b</i>"),
    (r"a \rightarrow b", "<i>a</i> → <i>b</i>"),
    (r"O(n \log n)", "<i>O</i>(<i>n</i> log <i>n</i>)"),
    (r"\sqrt{2}", "√2"),
    (r"\sqrt{a+b}", "√(<i>a</i> + <i>b</i>)"),
    (r"\frac{1}{2}", "1/2"),
    (r"\mathbb{R}^n", "ℝ<sup><i>n</i></sup>"),
    (r"\mathcal{L}", "ℒ"),
    (r"{\cal NP}", "𝒩𝒫"),
    (r"\mathbf{x}", "<b>x</b>"),
    (r"\mathrm{SiO}_2", "SiO<sub>2</sub>"),
    (r"\mathrm{H_2O^+}", "H<sub>2</sub>O<sup>+</sup>"),
    (r"\text{if any}", "if any"),
    (r"\hat{x}", "<i>x̂</i>"),
    (r"\hat{i} + \vec\imath", "<i>î</i> + i⃗"),
    (r"\bar{\mathbf{b}}", "<b>b̄</b>"),
    (r"90^\circ", "90°"),
    ("f'", "<i>f</i>′"),
    (r"\{a\}", "{<i>a</i>}"),
    (r"\ldots", "…"),
    ("", ""),
]


@pytest.mark.parametrize(("source", "expected"), FORMULAS)
def test_a_simple_formula(source: str, expected: str) -> None:
    assert convert(source) == expected


@pytest.mark.parametrize(
    "source",
    [r"\frac{a+b}{c}", r"\begin{matrix}a\end{matrix}", r"\foo", "a & b", "x^", r"\hat{ab}"],
)
def test_a_formula_that_only_tex_can_set_keeps_its_source(source: str) -> None:
    assert convert(source) is None
    assert decode(f"a ${source}$ b")[0] == f"a ${source}$ b"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\(x\) and $$y$$", "<i>x</i> and <i>y</i>"),
        ("only $5", "only $5"),
        (r"\$5 and \$6", "$5 and $6"),
        (r"$\$$", "$"),
    ],
)
def test_dollars(source: str, expected: str) -> None:
    assert decode(source)[0] == expected
