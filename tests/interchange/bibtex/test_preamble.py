"""Commands that a file defines in its `@preamble`."""

from __future__ import annotations

import pytest

from citeformat.interchange import read


def title(definitions: str, source: str) -> str:
    records = read(f"@preamble{{ {{{definitions}}} }}\n@book{{x, title = {{{source}}}}}")
    assert records.problems == ()
    return records["x"].title or ""


@pytest.mark.parametrize(
    ("definitions", "source", "expected"),
    [
        # "LaTeX: A Document Preparation System", section C.8.1
        (r"\newcommand{\deg}{degree}", r"A \deg{} of", "A degree of"),
        (r"\newcommand\swap[2]{#2 and #1}", r"Of \swap{b}{a}", "Of a and b"),
        (r"\newcommand*{\hi}[2][hello]{#1 #2}", r"\hi{you}, \hi[bye] {me}", "hello you, bye me"),
        (r"\providecommand{\aa}{x}\renewcommand{\bb}{y}", r"On \bb", "On y"),
        (r"\newcommand{\bb}{y}\providecommand{\bb}{z}", r"On \bb", "On y"),
        (r"\newcommand{\bb}{y}\renewcommand{\bb}{z}", r"On \bb", "On z"),
        # "The TeXbook", chapter 20
        (r"\def\noop#1{}", r"\noop{a}On it", "On it"),
        (r"\gdef \first #1#2{#1}", r"\first ab", "a"),
        (r"\def\inner{in}\def\outer{\inner{}ner}\let\other=\outer", r"An \other", "An inner"),
        (r"\ifx \undefined \bb \def \bb#1{{\em #1}} \fi", r"\bb{x}", "<i>x</i>"),
        # the documentation of amsopn
        (r"\DeclareMathOperator{\Hom}{Hom}", r"$\Hom(a)$",
         '<span class="nocase">Hom(<i>a</i>)</span>'),
        # the case of what a command prints stays; a command that is known keeps its meaning
        (r"\newcommand{\js}{JavaScript}", r"\js", '<span class="nocase">JavaScript</span>'),
        (r"\newcommand{\emph}[1]{no}", r"\emph{a}", "<i>a</i>"),
        (r"\hyphenation{a-b} \input x.sty", "T", "T"),
    ],
)  # fmt: skip
def test_definitions_are_expanded(definitions: str, source: str, expected: str) -> None:
    assert title(definitions, source) == expected


def test_a_name_may_be_a_command() -> None:
    text = r'@preamble{"\newcommand{\erdos}{Erd{\H o}s, Paul}"} @book{x, author = {\erdos and A B}}'
    authors = read(text)["x"].author

    assert [name.literal or name.family for name in authors] == ["Erdős, Paul", "B"]


def test_preambles_may_use_strings_and_follow_their_use() -> None:
    text = r"""@book{x, title = {On \bb}} @string{d = "\def\bb{b}"} @preamble{d # "%"}"""

    assert read(text)["x"].title == "On b"


def test_mathscinet_keeps_its_accents() -> None:
    text = r"""@preamble{"\def\cprime{$'$}"} @book{x, author = {Gel{\cprime}fand, I.}}"""

    assert read(text)["x"].author[0].family == "Gelʹfand"


@pytest.mark.parametrize("definition", [r"\def\bb{a\bb}", r"\def\bb{\cc\cc}\def\cc{\bb\bb}"])
def test_a_definition_without_end_is_reported(definition: str) -> None:
    records = read(f"@preamble{{{{{definition}}}}}\n@book{{x, title = {{On \\bb}}, year = 2001}}")

    assert "has no end" in records.problems[0].message
    assert records.problems[0].line == 2
    assert records["x"].issued is not None


def test_a_definition_that_is_cut_off_is_skipped() -> None:
    records = read('@preamble{"\\newcommand{\\bb}[1]"}\n@book{x, title = {On it}}')

    assert records["x"].title == "On it"
