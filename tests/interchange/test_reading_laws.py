"""Laws of reading: no input raises anything but the exceptions of this package."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeformat.errors import CiteformatError
from citeformat.interchange import read
from citeformat.interchange.latex.decoder import decode
from citeformat.record import Record

pytestmark = pytest.mark.slow


PIECES = st.sampled_from(
    [
        "@article{", "@book(", "@string{", "@comment{", "@xdata{x,", "@set{s,", "@", "{", "}", "(",
        ")", '"', ",", "=", "#", "\n", " ", "~", "--", "$", "%", "\\", "key", "a", "Ä", "title",
        "author", "date", "year", "month", "crossref", "xdata", "entryset", "editor", "pages",
        "url", "and", "others", "jan", "1999", "199X", "/..", "-05", "\\'", "\\em ", "\\TeX",
        "\\char`", "\\frac", "\\verb|", "^", "_", "von ", "\0", "\ud800", "<i>", "useprefix=true",
        "family=", "options", "number", "eprint", "langid", "\r", "\ufeff", "edition",
    ]
)  # fmt: skip
MESS = st.lists(PIECES, max_size=60).map("".join)
TEX = st.text(alphabet=string.ascii_letters + string.digits + "\\{}$^_~'`\"-.,= é", max_size=80)


@given(MESS)
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_read_as_bibtex(text: str) -> None:
    try:
        records = read(text, format="bibtex")
    except CiteformatError:
        return

    assert all(problem.message for problem in records.problems)
    assert all(0 <= problem.line <= len(text.splitlines()) + 1 for problem in records.problems)
    assert len(set(records.ids)) == len(records)


@given(st.binary(max_size=200), st.sampled_from(["bibtex", "csl-json", None]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_can_be_read(data: bytes, format: str | None) -> None:
    try:
        records = read(data, format=format)
    except CiteformatError:
        return

    assert len(set(records.ids)) == len(records)
    assert records or records.problems


@given(TEX, st.sampled_from(["title", "author", "date", "year", "month", "pages", "url", "doi"]))
@settings(max_examples=500, deadline=None)
def test_any_field_makes_a_record_that_survives_csl_json(source: str, field: str) -> None:
    records = read(f"@article{{k, {field} = {{{source}}}, year = {{2000}} }}", format="bibtex")

    assert [*records] == [Record.from_csl(record.to_csl()) for record in records]


@given(TEX)
@settings(max_examples=500, deadline=None)
def test_tags_are_balanced(source: str) -> None:
    text, _ = decode(source, title=True)

    for tag in ("i", "b", "sup", "sub", "span"):
        assert text.count(f"<{tag}>") + text.count(f"<{tag} ") == text.count(f"</{tag}>")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["id", "type", "title", "author", "issued", "date-parts", "family", "x"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(st.lists(JSON, max_size=4))
@settings(max_examples=300, deadline=None)
def test_any_json_can_be_read(items: list[object]) -> None:
    import json

    records = read(json.dumps(items), format="csl-json")

    left_out = [p for p in records.problems if p.hint == "the item was left out"]
    assert len(records) + len(left_out) == len(items)
