"""Citations are found where pandoc finds them, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from citeformat.manuscripts.grammar import find_citations
from citeformat.manuscripts.markdown.syntax import MARKDOWN
from tests.manuscripts.pandoc import found_by_pandoc, needs_pandoc
from tests.time_limit import time_limit

CASES = [
    (f"{group}-{number}", case["text"], case["found"])
    for group, cases in yaml.safe_load(
        Path(__file__).with_name("syntax.yaml").read_text("utf-8")
    ).items()
    for number, case in enumerate(cases)
]


def found_in(text: str) -> list[list[str]]:
    """The citations in a Markdown text: `@key`, `-key` or `key` for each cite."""
    return [
        [
            ("@" if citation.narrative and not index else "-" if cite.suppress_author else "")
            + cite.id
            for index, cite in enumerate(citation.cites)
        ]
        for citation in MARKDOWN.read(text).citations
    ]


@pytest.mark.parametrize(("text", "found"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])  # fmt: skip
def test_citations_are_found(text: str, found: list[list[str]]) -> None:
    assert found_in(f"{text}\n") == found


@needs_pandoc
def test_pandoc_finds_the_same(tmp_path: Path) -> None:
    found = found_by_pandoc([text for _, text, _ in CASES], tmp_path)

    differences = [
        (text, ours, theirs)
        for (_, text, ours), theirs in zip(CASES, found, strict=True)
        if ours != theirs
    ]
    assert differences == []


def test_positions_are_those_of_the_source() -> None:
    text = (
        "---\ntitle: '[@no]'\n---\n\n> - quote [@a,\n>   p. 3] and\n>   @b\n\n"
        "| x [@c] | `|` \\| [see @d] |\n|---|---|\n| @e | @e |\n\n"
        "End.[^n]\n\n[^n]: Note @f [p. 1].\n"
    )

    page = MARKDOWN.read(text)

    assert [text[found.start : found.end] for found in page.citations] == [
        "[@a,\n>   p. 3]", "@b", "[@c]", "[see @d]", "@e", "@e", "@f [p. 1]",
    ]  # fmt: skip


def test_positions_with_other_line_ends() -> None:
    text = "one\rtwo [@a]\r\n\r\n\ttab [@b]\x0b[@c]\u2028@d\n"

    page = MARKDOWN.read(text)

    assert [text[found.start : found.end] for found in page.citations] == ["[@a]"]
    text = text.replace("\t", "  ")
    page = MARKDOWN.read(text)
    assert [text[found.start : found.end] for found in page.citations] == [
        "[@a]", "[@b]", "[@c]", "@d",
    ]  # fmt: skip


def test_key_in_braces_may_have_blanks() -> None:
    """pandoc does not read such a key, although its manual does not exclude it."""
    assert found_in("[@{odd key}, p. 3]") == [["odd key"]]


def test_hyphen_before_a_key_suppresses_the_author() -> None:
    """pandoc 2 does not read it so."""
    text = "-@a [p. 3] and (-@{b c}), but a-@c, --@d and .-@e\n"

    assert found_in(text) == [["-a"], ["-b c"], ["@c"], ["@d"], ["@e"]]
    first = MARKDOWN.read(text).citations[0]
    assert (text[first.start : first.end], first.narrative) == ("-@a [p. 3]", False)


PIECES = (
    "[", "[@a", "[[@a] ", "@a [", "*", "_a ", "`", "$x", "<!--", "<a ", "\\b{", "^[", "![", "[@a; ",
    "@{", "- ", "> ", "[^1] ", "\\begin{a}", ":::", "| @a ", "{", "--",
)  # fmt: skip


def test_long_texts_take_linear_time() -> None:
    for piece in PIECES:
        text = f"@x {piece * (4_000 // len(piece))}\n"
        with time_limit(10):
            MARKDOWN.read(text)
            list(find_citations(text))


def test_many_beginnings_of_one_comment_take_linear_time() -> None:
    with time_limit(10):
        assert found_in("@x\n" + "<!-- a\n" * 10_000 + "--> @y\n") == [["@x"], ["@y"]]


FRAGMENTS = st.sampled_from(
    """
    [@a] [see^@b,^p.^3] @c @d^[p.^4] [-@e] [@f;^@g] @{h:i} *x* `@code` (@j) "@k" \\@l m@n [@o
    [p](q) [@r](s) ^[note^@t] **[@u]** word, end. [@v,^*w*] @y's [@z^[a]] $@m$ <b> </b> --
    \\TeX{} \\TeX \\tool[o]{@n} [@p]{.q} <!--^@r^--> ~~@s~~
    """.split()
)
TEXTS = st.lists(FRAGMENTS, min_size=1, max_size=7).map(
    lambda pieces: " ".join(pieces).replace("^", " ").replace(" [note", " ^[note")
)


@needs_pandoc
@settings(
    max_examples=settings().max_examples // 25,
    phases=[Phase.generate],  # to look for a smaller example would take minutes
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(texts=st.lists(TEXTS, min_size=30, max_size=30))
def test_combinations_are_found_as_by_pandoc(
    texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    theirs = found_by_pandoc(texts, tmp_path_factory.mktemp("texts"))

    differences = [
        (text, ours, found)
        for text, found in zip(texts, theirs, strict=True)
        if (ours := found_in(text)) != found
    ]
    assert differences == []
