"""Disambiguation in documents that need code; `tests/specification` has the other cases."""

from __future__ import annotations

from citeformat import Citation, Cite, Record, Style
from tests.samples import cited, date, names, record
from tests.specification.cases import style_text


def works(count: int) -> list[Record]:
    """Make works of one author and year. Their ids are the numbers from 0."""
    return [
        record(str(number), author=names("A Doe"), issued=date(2000), title=f"Title {number}")
        for number in range(count)
    ]


def test_year_suffix_after_z() -> None:
    """After z, there are two letters: z, aa, ab ... az, ba."""
    ids = [str(number) for number in range(54)]
    made = cited(style_text("disambiguation/year-suffix"), works(54), *ids)

    alphabet = "abcdefghijklmnopqrstuvwxyz"
    suffixes = [*alphabet, *(f"a{letter}" for letter in alphabet), "ba", "bb"]
    assert made == [f"Doe 2000{suffix}" for suffix in suffixes]


def test_listed_works_make_cites_ambiguous() -> None:
    style = Style.from_string(style_text("disambiguation/uncited-works"))
    document = style.document(works(2))
    document.register(["0", "1"])

    assert document.process([Citation((Cite("1"),))]) == ["Doe 2000b"]
