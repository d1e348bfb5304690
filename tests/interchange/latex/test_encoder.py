"""Text → TeX source: "BibTeXing" (btxdoc), section 4; "The TeXbook", chapter 9."""

from __future__ import annotations

import pytest

from citeformat.interchange.latex.decoder import decode
from citeformat.interchange.latex.encoder import encode, is_balanced

NOCASE = '<span class="nocase">{}</span>'


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Plain text", "Plain text"),
        ("50 % & $5 #1 a_b", r"50 \% \& \$5 \#1 a\_b"),
        (r"a\b{c}d", r"a{\textbackslash}b{\textbraceleft}c{\textbraceright}d"),
        ("x ~ y ^ z", r"x {\textasciitilde} y {\textasciicircum} z"),
        ("‘single’ “double”", "`single' ``double''"),
        ("1–2 — 3", "1--2 --- 3"),
        ("a\u00a0b", "a~b"),
        ("wait--here", "wait-{}-here"),
        ("it’s ’tis’’", "it's 'tis'{}'"),
        ("<i>it</i> <b>bold</b> x<sup>2</sup> H<sub>2</sub>O",
         r"\emph{it} \textbf{bold} x\textsuperscript{2} H\textsubscript{2}O"),
        ("<sc>abc</sc>", r"\textsc{abc}"),
        ('<span style="font-variant:small-caps;">abc</span>', r"\textsc{abc}"),
        ("a < b and <i>", r"a {\textless} b and {\textless}i{\textgreater}"),
        (r"see $\frac{a+b}{c}$", r"see $\frac{a+b}{c}$"),
        ("Größe", "Größe"),
    ],
)  # fmt: skip
def test_text(text: str, source: str) -> None:
    assert encode(text) == (source, "")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("é à ü ñ ç š ő", r"{\'e} {\`a} {\"u} {\~n} {\c{c}} {\v{s}} {\H{o}}"),
        ("í ï", r"{\'\i} {\"\i}"),
        ("ß æ Ø ł Å", r"{\ss} {\ae} {\O} {\l} {\r{A}}"),
        ("ế", r"{\'{\^e}}"),
        ("ǽ", r"{\'{\ae}}"),
        ("a ≤ b × c", r"a $\leq$ b {\texttimes} c"),
        ("<i>α</i> and <i>x</i>", r"$\alpha$ and \emph{x}"),
        ("§ © €", r"{\S} {\copyright} {\texteuro}"),
    ],
)
def test_ascii(text: str, source: str) -> None:
    made, missing = encode(text, ascii=True)

    assert made.isascii()
    assert missing == ""
    assert decode(made)[0] == text
    assert made == source or "Å" in text


def test_characters_without_a_command_stay_and_are_named() -> None:
    assert encode("Пушкин α", ascii=True) == ("Пушкин α", "Пушкинα")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"The {NOCASE.format('NASA')} story", "The {NASA} story"),
        (NOCASE.format("<i>Nautilus</i> Shells"), r"{{\emph{Nautilus} Shells}}"),
        (f"<i>{NOCASE.format('Nautilus')}</i>", r"\emph{{Nautilus}}"),
    ],
)
def test_case_is_protected_by_braces_in_titles_only(text: str, source: str) -> None:
    assert encode(text, title=True) == (source, "")
    assert decode(source, title=True)[0] == text
    assert "{{" not in encode(text)[0]


@pytest.mark.parametrize(
    ("source", "expected"),
    [("{a}", True), (r"\{", True), ("{", False), ("}{", False), ("a\\", False)],
)
def test_balance(source: str, expected: bool) -> None:
    assert is_balanced(source) is expected
