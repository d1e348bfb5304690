"""Texts with marks around what differs."""

from __future__ import annotations

import pytest

from citeformat.finding.differences import differences, write_differences


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        ("Doe J. Trees.", "Doe J. Trees.", "Doe J. Trees."),
        ("Doe J. Trees.", "Doe, J. Trees.", "Doe{+,+} J. Trees."),
        ("J Trees 3", "Journal Trees 3", "[-J-]{+Journal+} Trees 3"),
        ("a b c d", "a x y d", "a [-b c-]{+x y+} d"),
        ("“Trees”, 4–5", '"Trees", 4-5', "“Trees”, 4–5"),
        ("", "Doe", "{+Doe+}"),
        ("Doe", "", "[-Doe-]"),
        ("", "", ""),
    ],
)
def test_word_by_word(before: str, after: str, written: str) -> None:
    assert write_differences(differences(before, after)) == written


def test_both_texts_can_be_put_together_again() -> None:
    before, after = "Doe, J. (2020). Trees & <b>.", "Doe J. Trees & <b>. 2020;3."
    parts = differences(before, after)

    assert "".join([part.before for part in parts]) == before
    assert "".join([part.after for part in parts]) == after


def test_html_is_escaped() -> None:
    parts = differences("Trees & <b>", "Trees & <i>")

    assert write_differences(parts, "html") == "Trees &amp; &lt;<del>b</del><ins>i</ins>&gt;"


def test_a_terminal_gets_colours() -> None:
    written = write_differences(differences("a b", "a c"), "ansi")

    assert written == "a \x1b[31;9mb\x1b[0m\x1b[32mc\x1b[0m"
