"""Which capitals of a title are put in braces: "Designing BibTeX Styles", `change.case$`."""

from __future__ import annotations

import pytest

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
