"""Locators are split from suffixes as pandoc does it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citeformat import Style
from citeformat.manuscripts import render
from citeformat.manuscripts.locators import split_suffix
from tests.manuscripts.pandoc import needs_pandoc, rendered_by_pandoc
from tests.samples import csl

CASES = [
    (", p. 3", "page", "3", ""),
    (" p. 3", "page", "3", ""),
    (", 3", "page", "3", ""),
    (" 3", "page", "3", ""),
    ("", "", "", ""),
    (" and more", "", "", " and more"),
    (", and more", "", "", ", and more"),
    (", pp. 33-35 and <i>passim</i>", "page", "33-35", " and <i>passim</i>"),
    (", pp. 33, 35-37, and nowhere else", "page", "33, 35-37", ", and nowhere else"),
    (", p.3", "page", "3", ""),
    (", p. <b>32</b>", "page", "32", ""),
    (", chap. 2", "chapter", "2", ""),
    (", chapter iv", "chapter", "iv", ""),
    (", vol. 1, p. 3", "volume", "1", ", p. 3"),
    (", sec. 3.2.1.", "section", "3.2.1", "."),
    (", § 5", "section", "5", ""),
    (", §§ 5-7", "section", "5-7", ""),
    (", sub verbo 5", "sub-verbo", "5", ""),
    (", p. (a)", "", "", ", p. (a)"),
    (", p. (iv)", "page", "(iv)", ""),
    (", p. 34(1)(a)(i)-(iv), 129(5)", "page", "34(1)(a)(i)-(iv), 129(5)", ""),
    (", [17]-[18]", "page", "[17]-[18]", ""),
    (", 12:4-7", "page", "12:4-7", ""),
    (", xiv", "", "", ", xiv"),
    (", p. mix", "page", "mix", ""),
    (", as in 5", "", "", ", as in 5"),
    (", 123A, C22", "page", "123A, C22", ""),
    (", 3; 5", "page", "3; 5", ""),
    ("{ii, A, D-Z}, suffix", "page", "ii, A, D-Z", ", suffix"),
    (", {pp. iv, vi-xi, (xv)-(xvii)} with suffix", "page", "iv, vi-xi, (xv)-(xvii)",
     " with suffix"),
    ("{}, 99 years later", "", "", ", 99 years later"),
    (" {p. a}", "page", "a", ""),
    (" { p. 9 }", "page", "9", ""),
    (", {p. VI}", "page", "VI", ""),
    (" {123(4)a-8([a]12.398{8})}", "page", "123(4)a-8([a]12.398{8})", ""),
    (" {p. suffix{suffix}suffix", "", "", " {p. suffix{suffix}suffix"),
    (" {green}suffix}suffix", "page", "green", "suffix}suffix"),
    (", {, p. 3}", "page", ", p. 3", ""),
    ("more", "", "", ", more"),
    ("<i>x", "", "", "<i>x"),
]  # fmt: skip

OURS = [
    (", pp. 3 and 5", "page", "3 and 5", ""),
    (", 3 & 5.", "page", "3 & 5", "."),
    (", 3 and 5 others", "page", "3", " and 5 others"),
    (", table 3", "table", "3", ""),
    (", lines 3-4", "line", "3-4", ""),
]
"""pandoc leaves "and 5" to the suffix, and knows fewer labels."""


@pytest.mark.parametrize(("suffix", "label", "locator", "rest"), [*CASES, *OURS])
def test_suffix_is_split(suffix: str, label: str, locator: str, rest: str) -> None:
    words = Style.load("apa").locator_words

    assert tuple(split_suffix(suffix, words)) == (label, locator, rest)


@pytest.mark.parametrize(
    ("locale", "suffix", "label", "locator"),
    [
        ("de", ", S. 3", "page", "3"), ("de", ", Kap. 3", "chapter", "3"),
        ("de", ", p. 3", "page", "3"), ("de", ", s. v. 3", "sub-verbo", "3"),
        ("fr", ", chap. 3", "chapter", "3"), ("fr", ", fᵒ 3", "folio", "3"),
        ("es", ", páginas 3-4", "page", "3-4"), ("ru", ", с. 3", "page", "3"),
    ],
)  # fmt: skip
def test_words_of_the_language_are_labels(
    locale: str, suffix: str, label: str, locator: str
) -> None:
    words = Style.load("apa", locale=locale).locator_words

    assert tuple(split_suffix(suffix, words)) == (label, locator, "")


STYLE = csl(
    '<group delimiter=" "><text variable="title"/>'
    '<label variable="locator" form="long" plural="never"/><text variable="locator"/></group>',
    affixes='prefix="[" suffix="]"',
)
DIFFERENT = ("{}, 99 years later", " {green}suffix}suffix", "<i>x", "more", ", 3; 5")
"""pandoc prints a label without a locator, and no blank before a suffix; or it is no citation."""


@needs_pandoc
def test_pandoc_splits_the_same(tmp_path: Path) -> None:
    """Prefixes, labels, locators and suffixes are printed as pandoc prints them."""
    style, records = tmp_path / "locators.csl", tmp_path / "refs.json"
    style.write_text(STYLE, "utf-8")
    records.write_text(json.dumps([{"id": "x", "type": "book", "title": "X"}]), "utf-8")
    text = "\n\n".join(
        f"[@x{from_markup(suffix)}]" for suffix, _, _, _ in CASES if suffix not in DIFFERENT
    )

    theirs = rendered_by_pandoc(text, style, records)

    made = render(text, settings={"csl": str(style), "bibliography": str(records),
                                  "suppress-bibliography": True})  # fmt: skip
    ours = [block.replace("\\", "").replace("*", "") for block in made.text.split("\n\n")]
    # pandoc puts no-break spaces after "p.", and en dashes into all ranges.
    assert [plain(block).replace("_", "").strip() for block in theirs] == list(map(plain, ours))


def from_markup(suffix: str) -> str:
    """A suffix as Markdown."""
    for tag, mark in (("i", "*"), ("b", "**")):
        suffix = suffix.replace(f"<{tag}>", mark).replace(f"</{tag}>", mark)
    return suffix.replace("[", "\\[").replace("]", "\\]")


def plain(text: str) -> str:
    """A text with plain blanks and hyphens."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("–", "-")
