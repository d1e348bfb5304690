"""Which capitals of a title are put in braces: "Designing BibTeX Styles", `change.case$`."""

from __future__ import annotations

import pytest

from citeformat import Record, convert
from citeformat.interchange.bibtex.writing.case_protection import protect


@pytest.mark.parametrize(
    ("title", "language", "protected"),
    [
        ("The story of NASA and the iPhone", "", ["NASA", "iPhone"]),
        ("A history of the city of Berlin in words", "", ["Berlin"]),
        ("The Art of Computer Programming", "", []),
        ("The Art of Programming with LaTeX", "", ["LaTeX"]),
        ("Growth: The case of mice", "", []),
        ("Die Vermessung der Welt", "de", ["Vermessung", "Welt"]),
        ("all in small letters", "", []),
        ("McDonald’s farm and the <i>Titanic</i>", "", ["McDonald’s", "Titanic"]),
        ("X-rays of DNA–protein pairs", "", ["DNA–protein"]),
    ],
)
def test_words(title: str, language: str, protected: list[str]) -> None:
    marked = protect(title, language)

    for word in protected:
        assert f'<span class="nocase">{word}</span>' in marked
    assert marked.count("nocase") == len(protected)


def test_a_title_with_nocase_spans_stays_as_it_is() -> None:
    title = '<span class="nocase">Berlin</span> and NASA'

    assert protect(title) == title


def test_only_titles_whose_case_styles_change_get_braces() -> None:
    fields = {"title": "A view of NASA", "container-title": "A meeting of NASA",
              "event-title": "NASA meeting", "collection-title": "Notes of NASA",
              "title-short": "NASA", "original-title": "Blick auf NASA"}  # fmt: skip
    made = convert(Record("x", "paper-conference", fields), to="biblatex")

    assert "title = {A view of {NASA}}" in made
    assert "booktitle = {A meeting of {NASA}}" in made
    assert "shorttitle = {{NASA}}" in made
    assert "eventtitle = {NASA meeting}" in made
    assert "series = {Notes of NASA}" in made
    assert "origtitle = {Blick auf NASA}" in made
