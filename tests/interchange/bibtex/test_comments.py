"""Comments inside entries: `%` to the end of the line, outside of a value.

Source: btparse, the parser of Biber; "The btparse lexical scanner" in its documentation.
"""

from __future__ import annotations

import pytest

from citeformat.interchange.bibtex.comments import blank_comments
from citeformat.interchange.bibtex.editing.file import BibFile
from citeformat.interchange.bibtex.reading.to_record import read

COMMENTED = """\
@article{k, % to read
  author = {Lee, Ann}, % the author's {name
  title = {100% T}, % "quoted
  % note = {old},
  url = {https://x.org/a%20b},
  year = 2001 % end
  % }
}
@book(paren, % c
  title = % between
    "A % B" # % join
    { C}
)
"""


def test_comments_are_no_part_of_the_fields() -> None:
    records = read(COMMENTED)

    assert records.problems == ()
    assert records.ids == ("k", "paren")
    first, second = records
    assert (first.title, first.URL) == ("100% T", "https://x.org/a%20b")
    assert (first.author, first.issued) == (
        read("@misc{x, author={Lee, Ann}, year=2001}")[0].author,
        read("@misc{x, year=2001}")[0].issued,
    )
    assert first.note is None
    assert second.title == "A % B C"


def test_the_editor_sees_the_same_fields_and_keeps_the_comments() -> None:
    file = BibFile(COMMENTED.encode())

    assert list(file) == ["k", "paren"]
    assert list(file["k"]) == ["author", "title", "url", "year"]
    file["k"]["year"] = "2002"
    assert str(file) == COMMENTED.replace("2001", "2002")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_new_field_is_not_in_a_comment(newline: str) -> None:
    text = "@misc{k,\n  title = {T}, % one\n  year = 2001 % two\n}\n".replace("\n", newline)
    file = BibFile(text.encode())

    file["k"]["note"] = "N"
    expected = text.replace("2001 % two", f"2001, % two{newline}  note = {{N}}")
    assert str(file) == expected

    del file["k"]["note"]
    del file["k"]["year"]
    assert list(file["k"]) == ["title"]
    assert "% one" in str(file)


@pytest.mark.parametrize(
    "text",
    [
        "% @book{a, title={T}}\n",
        "@book{100%sure, title={T}}",
        "@comment{a % b}",
        "@book{a, title={50% of\n the %}} % after\n% more\n@book{b, note=\"\\% %\"}",
        "@book{a, title={never % closed\n",
    ],
)  # fmt: skip
def test_other_percent_signs_stay(text: str) -> None:
    assert blank_comments(text) == text


def test_many_comments_take_linear_time() -> None:
    entries = [f"@book{{k{n}, % c\n title = {{T {n}}}, % d\n}} % e\n" for n in range(3_000)]

    assert len(read("".join(entries))) == 3_000
