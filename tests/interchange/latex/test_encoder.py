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
        (r"a\=b", r"a{\textbackslash}{}=b"),
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
    assert encode(text) == (source, "", ())


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("é à ü ñ ç š ő", r"{\'e} {\`a} {\"u} {\~n} {\c{c}} {\v{s}} {\H{o}}"),
        ("í ï", r"{\'\i} {\"\i}"),
        ("ß æ Ø ł Å", r"{\ss} {\ae} {\O} {\l} {\AA}"),
        ("ế", r"{\'{\^e}}"),
        ("ǽ", r"{\'{\ae}}"),
        ("a ≤ b × c", r"a $\leq$ b {\texttimes} c"),
        ("<i>α</i> and <i>x</i>", r"$\alpha$ and \emph{x}"),
        ("§ © €", r"{\S} {\copyright} {\texteuro}"),
        ("a\\\u0301b%\u0301", r"a{\'{{\textbackslash}}}b{\'{\%}}"),
    ],
)
def test_ascii(text: str, source: str) -> None:
    made, missing, _ = encode(text, ascii=True)

    assert made.isascii()
    assert missing == ""
    assert decode(made)[0] == text
    assert made == source


def test_characters_without_a_command_stay_and_are_named() -> None:
    assert encode("Пушкин α", ascii=True) == ("Пушкин α", "Пушкинα", ())


def test_characters_that_tex_reads_are_escaped_under_marks_that_it_does_not_have() -> None:
    for character in "{}%&#$_":
        text = f"a{character}\u036ab"
        made = encode(text, ascii=True)

        assert decode(made.source)[0] == text
        assert made.missing == f"{character}\u036a"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"The {NOCASE.format('NASA')} story", "The {NASA} story"),
        (NOCASE.format("<i>Nautilus</i> Shells"), r"{{\emph{Nautilus} Shells}}"),
        (f"<i>{NOCASE.format('Nautilus')}</i>", r"\emph{{Nautilus}}"),
    ],
)
def test_case_is_protected_by_braces_in_titles_only(text: str, source: str) -> None:
    assert encode(text, title=True) == (source, "", ())
    assert decode(source, title=True)[0] == text
    assert "{{" not in encode(text).source


def test_a_greek_letter_before_another_tag_is_not_a_formula() -> None:
    assert encode("<i>α<b>x</b></i>", ascii=True) == (r"\emph{α\textbf{x}}", "α", ())


@pytest.mark.parametrize("formula", [r"$\frac{a+b}{c}$", r"$\begin{matrix}a & b\end{matrix}$"])
@pytest.mark.parametrize("from_bibtex", [False, True])
def test_a_formula_for_tex_stays_a_formula(formula: str, from_bibtex: bool) -> None:
    assert encode(f"x {formula}", from_bibtex=from_bibtex) == (f"x {formula}", "", ())


@pytest.mark.parametrize("from_bibtex", [False, True])
def test_a_formula_that_writes_files_becomes_text(from_bibtex: bool) -> None:
    made = encode(r"a $\write18{rm}$ b", from_bibtex=from_bibtex)

    assert made.source == r"a \${\textbackslash}write18{\textbraceleft}rm{\textbraceright}\$ b"
    assert made.escaped == (r"$\write18{rm}$",)
    assert decode(made.source)[0] == r"a $\write18{rm}$ b"


def test_a_command_of_the_author_is_kept_from_a_bib_file_only() -> None:
    assert encode(r"$\mymacro{a}$", from_bibtex=True).source == r"$\mymacro{a}$"
    assert encode(r"$\mymacro{a}$").escaped == (r"$\mymacro{a}$",)


@pytest.mark.parametrize(
    ("source", "expected"),
    [("{a}", True), (r"\{", True), ("{", False), ("}{", False), ("a\\", False)],
)
def test_balance(source: str, expected: bool) -> None:
    assert is_balanced(source) is expected
