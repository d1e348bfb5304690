"""Titles of volumes: `record/titles.py`, in styles and formats with and without `volume-title`."""

from __future__ import annotations

import pytest

import citeformat
from citeformat.record import Record
from citeformat.record.titles import join_volume_title

# The BibLaTeX manual, section 2.2.2, `maintitle`.
BOOK = """@book{a, author={Toynbee, A}, maintitle={A Study of History}, title={The Growths},
  volume=3, publisher={OUP}, date=1934}"""
PART = """@inbook{a, author={Toynbee, A}, maintitle={A Study of History}, booktitle={The Growths},
  title={On Growth}, volume=3, publisher={OUP}, date=1934}"""


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        (BOOK, "chicago-notes-bibliography", "A Study of History. Vol. 3, The Growths. OUP"),
        (BOOK, "apa", "A study of history: Vol. 3. The growths. OUP"),
        # these styles do not print `volume-title`
        (BOOK, "ieee", "A study of history: The growths, vol. 3"),
        (BOOK, "harvard-cite-them-right", "A study of history: The growths. OUP"),
        (PART, "chicago-notes-bibliography", "A Study of History, vol. 3, The Growths"),
        (PART, "ieee", "in A study of history: The growths, vol. 3"),
        # this one prints it for books only
        (PART, "vancouver", "A study of history: The growths. OUP"),
    ],
)
def test_no_title_of_a_volume_is_lost(text: str, style: str, expected: str) -> None:
    made = citeformat.Style.load(style).bibliography(citeformat.read(text))

    assert expected in made[0].text


def test_records_from_other_formats_stay_as_they_are() -> None:
    record = Record("a", "book", {"title": "History", "volume-title": "Growths"})
    made = citeformat.Style.load("ieee").bibliography([record])

    assert made[0].text == "[1] History."


@pytest.mark.parametrize("to", ["ris", "endnote-xml"])
def test_formats_without_a_field_get_one_title(to: str) -> None:
    made = citeformat.convert(BOOK, to=to)

    assert "A Study of History: The Growths" in made
    assert [(loss.field, loss.message) for loss in made.losses] == [
        ("volume-title", "it is written with the title of the whole")
    ]


def test_a_main_title_is_lost_in_no_format() -> None:
    text = "@inproceedings{a, title={T}, maintitle={Main}, booktitle={Volume}}"

    assert citeformat.convert(text, to="ris").losses == ()


def test_the_title_of_a_volume_is_explained_as_a_part_of_the_title() -> None:
    record = citeformat.read(BOOK)[0]
    text = str(citeformat.explain(record, "ieee", source=BOOK))

    assert "from maintitle = A Study of History" in text
    assert "from title = The Growths" in text
    assert "Never printed" not in text


def test_only_books_and_chapters_are_joined() -> None:
    article = Record("a", "article-journal", {"title": "T", "volume-title": "A Special Issue"})

    assert join_volume_title(article) is article
