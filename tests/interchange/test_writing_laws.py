"""Laws of writing: what is written is read as the same record."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeformat import convert
from citeformat.interchange import read
from citeformat.interchange.latex.decoder import decode
from citeformat.interchange.latex.encoder import encode, is_balanced
from citeformat.record import Date, Record
from tests.interchange.strategies import TEXT, TITLE, bibtex_records, records

pytestmark = pytest.mark.slow


@given(TEXT | TITLE, st.booleans(), st.booleans())
@settings(max_examples=400, deadline=None)
def test_text_becomes_tex_and_text_again(text: str, title: bool, ascii: bool) -> None:
    source = encode(text, title=title, ascii=ascii).source

    assert is_balanced(source)
    plain = text if title else re.sub(r'<span class="nocase">(.*?)</span>', r"\1", text)
    assert decode(source, title=title)[0] == plain


@pytest.mark.parametrize("to", ["bibtex", "biblatex"])
@given(record=bibtex_records, ascii=st.booleans())
@settings(max_examples=150, deadline=None)
def test_bib_restores_the_record(record: Record, ascii: bool, to: str) -> None:
    made = convert(record, to=to, ascii=ascii, protect_case=False)
    again = read(str(made), format="bibtex")

    assert [dict(one.fields) for one in again] == [dict(record.fields)]
    assert [one.type for one in again] == [record.type]
    assert not made.losses
    assert not again.problems


@pytest.mark.parametrize("to", ["bibtex", "biblatex"])
@given(record=bibtex_records)
@settings(max_examples=100, deadline=None)
def test_bib_written_twice_is_the_same(record: Record, to: str) -> None:
    once = convert(record, to=to)

    assert convert(str(once), to=to, format="bibtex") == once


@pytest.mark.parametrize("to", ["csl-json", "csl-yaml"])
@given(record=records(st.sampled_from(["book", "webpage", "patent"])))
@settings(max_examples=100, deadline=None)
def test_csl_restores_the_whole_record(record: Record, to: str) -> None:
    made = convert(record, to=to)

    assert list(read(str(made), format=to)) == [record]
    assert made.losses == ()


def _without_case(text: str) -> str:
    return text.replace('<span class="nocase">', "").replace("</span>", "")


@pytest.mark.parametrize("to", ["ris", "endnote-xml", "refer"])
@given(record=bibtex_records)
@settings(max_examples=150, deadline=None)
def test_formats_of_reference_managers_restore_the_record(record: Record, to: str) -> None:
    made = convert(record, to=to)
    (again,) = read(str(made), format=to)
    expected = {
        name: _without_case(value) if isinstance(value, str) else value
        for name, value in record.fields.items()
    }

    assert again.type == record.type
    assert dict(again.fields) == expected
    protected = any("<span" in value for value in record.fields.values() if isinstance(value, str))
    messages = {loss.message for loss in made.losses}
    assert messages <= ({"the protection of its case is left out"} if protected else set())


@given(
    st.lists(st.tuples(st.integers(-3000, 9999), st.integers(1, 12), st.integers(1, 28)),
             min_size=1, max_size=2),
    st.integers(1, 3),
    st.booleans(),
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_dates_survive_both_dialects(
    days: list[tuple[int, int, int]], length: int, circa: bool
) -> None:
    parts = tuple(sorted(day[:length] for day in days if day[0]))
    if not parts:
        return
    date = Date(tuple(dict.fromkeys(parts)), circa=circa)
    record = Record("x", "book", {"title": "T", "issued": date})
    for to in ("bibtex", "biblatex"):
        again = read(str(convert(record, to=to)), format="bibtex")

        assert again[0].issued == date
