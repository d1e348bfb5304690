"""Laws of rendering that hold for any record, whatever it is made of."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citeformat import Citation, Cite, Record, Style
from citeformat.csl.variables import KIND
from citeformat.richtext import spans
from tests.samples import bib, csl, make

pytestmark = pytest.mark.slow


LAYOUT = (
    '<group delimiter=". "><names variable="author"><name initialize-with="." and="text" '
    'name-as-sort-order="first" et-al-min="4" et-al-use-first="2"/><label prefix=" ("/>'
    '<substitute><names variable="editor translator"/><text variable="title"/></substitute></names>'
    '<date variable="issued" form="text"/><text variable="title" quotes="true" text-case="title"/>'
    '<choose><if is-numeric="volume"><number variable="volume" form="ordinal"/></if>'
    '<else><number variable="volume" form="roman"/></else></choose>'
    '<group delimiter=" "><label variable="page" form="short"/><text variable="page"/></group>'
    '<text variable="container-title" font-style="italic" text-case="sentence"/></group>'
)
OPTIONS = (
    'disambiguate-add-names="true" disambiguate-add-givenname="true" '
    'disambiguate-add-year-suffix="true" collapse="year-suffix" et-al-min="3" et-al-use-first="1"'
)
STYLE = csl(
    '<names variable="author"><name form="short"/></names><date variable="issued" prefix=" ">'
    '<date-part name="year"/></date><text variable="locator" prefix=", "/>',
    bib(
        LAYOUT,
        'subsequent-author-substitute="---" subsequent-author-substitute-rule="partial-each"',
        sort='<key variable="author"/><key variable="issued"/><key variable="volume"/>'
        '<key variable="title"/>',
        affixes='suffix="."',
    ),
    citation=OPTIONS,
    affixes='prefix="(" suffix=")" delimiter="; "',
    attributes='page-range-format="chicago"',
)
NOTES = csl(
    '<choose><if position="ibid"><text term="ibid"/></if><else-if position="subsequent">'
    '<names variable="author"><name form="short"/></names></else-if><else>' + LAYOUT + "</else>"
    "</choose>",
    kind="note",
)

PIECES = st.sampled_from(
    [
        *("a", "The", "of", "de la", "X", "é", "毛", "שלום", " ", "  ", "1", "12-15", "3rd", "II"),
        *(".", ",", ":", ";", "?", "!", "-", "–", "'", '"', "“", "”", "’", "&", "<", "{", "}"),
        *("<i>", "</i>", "<b>", "</b>", '<span class="nocase">', "</span>", "<sup>2</sup>"),
        *("\u00a0", "\ue000", "\ue001", "\ue022", "\n", "http://x.y/z", "%s", "\\"),
    ]
)
TEXT = st.lists(PIECES, max_size=6).map("".join)
NAME = st.fixed_dictionaries(
    {},
    optional={
        "family": TEXT, "given": TEXT, "suffix": TEXT, "literal": TEXT, "dropping-particle": TEXT,
        "non-dropping-particle": TEXT, "comma-suffix": st.booleans(),
        "static-ordering": st.booleans(),
    },
)  # fmt: skip
PARTS = st.lists(st.integers(-3000, 3000), min_size=0, max_size=3)
DATE = st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(PARTS, min_size=1, max_size=2), "season": st.integers(-1, 6) | TEXT,
        "circa": st.booleans(), "literal": TEXT, "raw": TEXT,
    },
)  # fmt: skip
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "names": st.lists(NAME, max_size=4),
    "date": DATE,
    "text": TEXT,
    "number": TEXT | st.integers(-10, 10**9),
}
FIELDS = {
    variable: VALUES.get(kind, TEXT)
    for variable, kind in KIND.items()
    if variable in {"author", "editor", "translator", "issued", "title", "title-short", "volume",
                    "page", "container-title", "language", "year-suffix", "citation-label"}
}  # fmt: skip
RECORD = st.fixed_dictionaries(
    {"type": st.sampled_from(["book", "article-journal", "chapter", "thesis", "nothing"])},
    optional=FIELDS,
)
RECORDS = st.lists(RECORD, min_size=1, max_size=5).map(
    lambda made: [
        Record.from_csl({"id": f"r{number}", **fields}, problems=[])
        for number, fields in enumerate(made)
    ]
)
LAW = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def style(text: str = STYLE) -> Style:
    """The style of these laws."""
    return make(text)


def unbalanced(rich: str) -> str:
    """The first span character without a partner, or `""`."""
    stack: list[str] = []
    marks: list[str] = re.findall(f"[{chr(spans.FIRST)}-{chr(spans.LAST)}]", rich)
    for mark in marks:
        if spans.is_open(mark):
            stack.append(mark)
        elif not stack or spans.close_of(stack.pop()) != mark:
            return mark
    return stack[-1] if stack else ""


def citations(records: list[Record]) -> list[Citation]:
    """Each work alone, then all together, then each alone once more."""
    single = [(Cite(record.id, locator="3"),) for record in records]
    both = [*single, tuple(Cite(record.id) for record in records), *single]
    return [Citation(cites, note_number=note) for note, cites in enumerate(both, 1)]


@LAW
@given(RECORDS)
def test_bibliography_has_as_many_entries_as_records(records: list[Record]) -> None:
    made = style().bibliography(records)

    assert sorted(entry.id for entry in made) == sorted(record.id for record in records)
    assert all(entry.text for entry in made)


@LAW
@given(RECORDS)
def test_spans_of_a_rendered_text_are_balanced(records: list[Record]) -> None:
    made = style()
    document = made.document(records)
    texts = [text.rich for text in document.process(citations(records))]

    for rich in [*texts, *(entry.rich for entry in document.bibliography())]:
        assert unbalanced(rich) == ""


@LAW
@given(RECORDS)
def test_rendering_twice_gives_the_same(records: list[Record]) -> None:
    made = style()
    first, second = made.bibliography(records), made.bibliography(records)

    assert first.to("html") == second.to("html")
    once = made.document(records).process(citations(records))
    assert once == made.document(records).process(citations(records))


@LAW
@given(RECORDS)
def test_any_record_can_be_cited_in_notes(records: list[Record]) -> None:
    made = style(NOTES).document(records).process(citations(records))

    assert len(made) == 2 * len(records) + 1


@LAW
@given(RECORDS)
def test_no_private_character_is_left_in_an_output(records: list[Record]) -> None:
    made = style().bibliography(records)

    for format in ("text", "html", "latex", "markdown"):
        assert not re.search("[\ue000-\uf8ff]", made.to(format))


@LAW
@given(RECORDS, st.randoms(use_true_random=False))
def test_order_of_a_sorted_list_does_not_depend_on_that_of_the_records(
    records: list[Record], random: Any
) -> None:
    """All keys that differ decide; works that are equal in all of them may stand in any order."""
    shuffled = list(records)
    random.shuffle(shuffled)
    sort = '<key variable="volume"/><key variable="title"/>'
    text = csl(
        '<text value="x"/>', bib('<text variable="volume"/><text variable="title"/>', sort=sort)
    )

    first = [entry.html for entry in make(text).bibliography(records) if not entry.fallback]
    second = [entry.html for entry in make(text).bibliography(shuffled) if not entry.fallback]
    assert sorted(first) == sorted(second)


@pytest.mark.parametrize("text", [STYLE, NOTES], ids=["in-text", "note"])
def test_styles_of_the_laws_are_good_styles(text: str) -> None:
    assert make(text).has_bibliography == ("<bibliography" in text)
