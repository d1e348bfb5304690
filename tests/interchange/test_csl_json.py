"""CSL-JSON files, valid and broken."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeformat.errors import SourceError
from citeformat.interchange.csl_json import read

LIST = """[
  {"id": "a", "type": "book", "title": "A"},

  {"id": "b", "type": "book",
   "issued": {"date-parts": [["x"]]}},
  {"type": "book"},
  {"id": "c" "type": "book"},
  "no item",
  {"id": "a", "type": "chapter"}
]"""


def test_each_fault_is_a_problem_and_the_rest_is_read() -> None:
    records = read(LIST, file="refs.json")

    assert [(r.id, r.type, r.line) for r in records] == [("a", "book", 2), ("a-2", "chapter", 9)]
    assert [(p.severity, p.line, p.record) for p in records.problems] == [
        ("error", 4, "b"),
        ("error", 6, ""),
        ("error", 7, ""),
        ("error", 8, ""),
        ("warning", 9, "a-2"),
    ]
    assert all(p.source == "refs.json" for p in records.problems)


@pytest.mark.parametrize(
    "text",
    [
        '{"id": "x", "type": "book"}',
        '{"items": [{"id": "x", "type": "book"}]}',
        '[{"id": "x", "type": "book"}',  # the list does not end
        '{"id": "x", "type": "book"}\n{"id": "y", "type": "book"}',  # one item per line
    ],
)
def test_items_are_in_a_list_in_an_object_or_alone(text: str) -> None:
    assert read(text)[0].id == "x"


def test_a_list_that_does_not_end_is_a_problem() -> None:
    (problem,) = read('[\n{"id": "x"},\n').problems

    assert (problem.severity, problem.message) == ("error", "the list does not end")


def test_other_json_is_refused() -> None:
    with pytest.raises(SourceError, match="neither list nor object"):
        read('"text"')


A = '{"id": "a", "title": "A"}'
B = '{"id": "b", "title": "B"}'


@pytest.mark.parametrize(
    ("text", "ids", "faults"),
    [
        ("[}", "", [(1, "not '}'"), (1, "does not end")]),
        (f"[{A}}}]", "a", [(1, "not '}'")]),
        (f"[{A}\n}}}}, ]] ,\n{B}]", "ab", [(2, "not '}}, ]]'")]),
        (f"[[{A}], {B}]", "b", [(1, "must be an object")]),
        (f"[[{A},\n{B}]", "ab", [(1, "not '['")]),
        (f"[{A}]\n[{B}]", "ab", [(1, "not '] ['")]),
        (f"[{A}], {B}]", "ab", [(1, "not ']'")]),
        (f"[{A}]\n{B}", "ab", [(1, "not ']'")]),
        (f"[{A},,, {B},]", "ab", []),
        (f"[{A}\nand {B}]", "ab", [(2, "not 'and'")]),
        (f'[{A}", {B}]', "ab", [(1, "not '\"'")]),
        (f"[{A}]\n\nThe end.", "a", [(3, "not 'The end.'")]),
        (f"[{A},\n{B}", "ab", [(2, "does not end")]),
        (f"{A}{B}", "ab", []),
        (f"{A}\n{B}]", "ab", [(2, "not ']'")]),
        (f'{{"items": [{A}, {B}], "more": [{{"id": "c"}}]}}', "ab", []),
        (f'{{"items": [{A}], {B}]}}', "ab", [(1, "not ']'")]),
        (f'{{"items": [{A}}}, {B}]}}', "ab", [(1, "not '}'")]),
        (f'{{"items": [{A}}}]}}', "a", [(1, "not '}'")]),
        (f"[{A}, nan, {B}]", "ab", [(1, "not 'nan'")]),
        (
            f'[{A},\n"x {{}}", null,\n[1], {B}]',
            "ab",
            [(2, "must be an object"), (2, "must be an object"), (3, "must be an object")],
        ),
        (f'[{{"id": "x", \n{B}]', "b", [(2, "not JSON")]),
        (f'[{{"id": "x", "author": [{{"family": "X"}}], {B}]', "b", [(1, "not JSON")]),
        (f'[{{"id": "x", "author": [{{"family": "X"}}, {B}]', "b", [(1, "not JSON")]),
        (f'[{{"id": "x, "title": "X"}}, {A}, {B}]', "ab", [(1, "not JSON")]),
        (f'[{A}, {{"id": "x", "title": "X', "a", [(1, "not JSON"), (1, "does not end")]),
    ],
)
def test_what_is_between_items_is_reported_and_the_items_are_read(
    text: str, ids: str, faults: list[tuple[int, str]]
) -> None:
    records = read(text)

    assert [record.id for record in records] == list(ids)
    assert [problem.line for problem in records.problems] == [line for line, _ in faults]
    for problem, (_, words) in zip(records.problems, faults, strict=True):
        assert problem.severity == "error"
        assert words in problem.message


def test_numbers_that_json_does_not_have_are_null() -> None:
    records = read('[{"id": "a", "volume": NaN, "issue": -Infinity, "title": "NaN"}]')

    assert dict(records[0].fields) == {"title": "NaN"}
    assert [(p.severity, p.message, p.hint) for p in records.problems] == [
        ("warning", "JSON has no NaN and no -Infinity", "it is read as null")
    ]


def test_a_run_of_stray_characters_is_one_problem() -> None:
    (problem,) = read("[" + "}" * 100_000 + "]").problems

    assert len(problem.message) < 100


def test_after_very_many_faults_the_rest_is_left_out() -> None:
    problems = read("[" + "{x},\n" * 5_000 + "]").problems

    assert len(problems) == 1_002
    assert problems[-1].hint == "the rest was left out"


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "[" + "}" * 200_000,
        "[" + "}{" * 100_000,
        "[" + "[" * 200_000,
        "[" + "[{}," * 50_000,
        "[" + '"x' * 100_000,
        "[" + "1,[{}, x" * 30_000,
        '{"a":' * 40_000,
        '{"x":[{},' * 20_000,
        '{"x":[{},' * 20_000 + "1" * 5_000,
        "{" * 100_000 + "[{]" * 30_000,
        "{x" + '"\\"' * 60_000,
        '[{"a: 1}, ' + '{"a: 1}, ' * 20_000,
        '{"items":[' + '],"a":[{}' * 20_000,
        "[} " + " " * 200_000 + "x]",
    ],
    ids=lambda text: repr(text[:14]),
)
def test_junk_takes_time_that_is_linear_in_its_length(text: str) -> None:
    """Quadratic time would be minutes here."""
    start = time.process_time()
    read(text)

    assert time.process_time() - start < 10


JUNK = st.lists(
    st.sampled_from([*'{}[]",:\\ \nx1', "NaN", "null", '"id"', '"items"', "{}", A, B, "],["])
).map("".join)


@given(JUNK)
def test_reading_any_text_ends(text: str) -> None:
    """Any text has records and problems, or is refused."""
    try:
        records = read(text)
    except SourceError:
        assert not text.lstrip().startswith(("[", "{"))
        return
    assert len(records) + len(records.problems) <= len(text)
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in records.problems)


ITEM = st.fixed_dictionaries(
    {"title": st.text(max_size=9)},
    optional={"author": st.lists(st.fixed_dictionaries({"family": st.text(max_size=4)}))},
)


@given(st.lists(ITEM, max_size=4), JUNK, st.sampled_from(["[", '{"items": [', ""]))
def test_items_before_a_fault_are_read(
    items: list[dict[str, object]], junk: str, head: str
) -> None:
    made = [json.dumps({"id": f"item {n}", **item}) for n, item in enumerate(items)]
    text = head + ",\n".join([*made, junk])
    if not text.lstrip().startswith(("[", "{")):
        return
    ids = [record.id for record in read(text)]

    assert ids[: len(items)] == [f"item {n}" for n in range(len(items))]


@given(
    st.lists(ITEM, max_size=4),
    st.lists(st.text('}],: \n"x1\\', max_size=6), min_size=5, max_size=5),
)
def test_items_after_stray_marks_are_read(items: list[dict[str, object]], stray: list[str]) -> None:
    made = [json.dumps({"id": f"item {n}", **item}) for n, item in enumerate(items)]
    text = "[" + "".join(f"{marks}{item}" for marks, item in zip(stray, made, strict=False)) + "]"

    assert [record.id for record in read(text)] == [f"item {n}" for n in range(len(items))]
