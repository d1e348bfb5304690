"""CSL-JSON files, valid and broken."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import citeformat
from citeformat.errors import RecordError, SourceError
from citeformat.interchange.json.csl import read
from citeformat.record import Record

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

    assert [(r.id, r.type, r.line) for r in records] == [
        ("a", "book", 2), ("b", "book", 4), ("item", "book", 6), ("a-2", "chapter", 9)
    ]  # fmt: skip
    assert [(p.severity, p.line, p.record) for p in records.problems] == [
        ("warning", 4, "b"),
        ("warning", 6, "item"),
        ("error", 7, ""),
        ("error", 8, ""),
        ("warning", 9, "a-2"),
    ]
    assert all(p.source == "refs.json" for p in records.problems)


def one(**values: object) -> tuple[dict[str, object], list[str]]:
    """Read one item, and return it as CSL-JSON with the messages of its problems."""
    records = read(json.dumps([{"id": "x", "type": "book", **values}]))
    return records[0].to_csl(), [f"{p.message} ({p.hint})" for p in records.problems]


@pytest.mark.parametrize(
    ("values", "made"),
    [
        ({"DOI": "10.1000/x", "citation-key": "k"}, "10.1000/x"),
        ({"citation-key": "lee"}, "lee"),
        ({"author": [{"family": "Lee"}], "issued": 2001}, "lee2001"),
        ({"title": "The TeXbook"}, "texbook"),
        ({"id": "", "title": "T"}, "t"),
        ({"id": ["x"], "title": "T"}, "t"),
    ],
)
def test_a_missing_id_is_made_and_told(values: dict[str, object], made: str) -> None:
    records = read(json.dumps([{"type": "book", **values}]))

    assert records.ids == (made,)
    assert ("warning", "the item has no id", made) in [
        (p.severity, p.message, p.record) for p in records.problems
    ]


@pytest.mark.parametrize(
    ("value", "csl"),
    [
        (2007, {"date-parts": [[2007]]}),
        (2007.0, {"date-parts": [[2007]]}),
        ({"year": 2001}, {"date-parts": [[2001]]}),
        ({"year": "2001", "month": 5, "day": None}, {"date-parts": [[2001, 5]]}),
        ({"year": 2001, "month": "May"}, {"raw": "May 2001"}),
        ([{"year": 2001}, {"year": 2002}], {"date-parts": [[2001], [2002]]}),
        ({"date-parts": [2001, 5]}, {"date-parts": [[2001, 5]]}),
        ({"date-parts": ["2001", "5"]}, {"date-parts": [[2001, 5]]}),
        ({"date-parts": "2001-05"}, {"raw": "2001-05"}),
        ({"date-parts": 2001}, {"raw": "2001"}),
        ({"date-parts": [["c. 1999"]]}, {"raw": "c. 1999"}),
        ({"literal": ["spring", "2001"]}, {"literal": "spring, 2001"}),
    ],
)
def test_dates_that_the_schema_does_not_have(value: object, csl: dict[str, object]) -> None:
    item, _ = one(issued=value, title="T")

    assert item["issued"] == csl
    assert item["title"] == "T"


@pytest.mark.parametrize(
    ("value", "csl"),
    [
        ("Doe, J", [{"family": "Doe", "given": "J"}]),
        (["Doe, J", {"family": "Lee"}], [{"family": "Doe", "given": "J"}, {"family": "Lee"}]),
        ("Ann Lee", [{"literal": "Ann Lee"}]),
        (["Ann Lee", ""], [{"literal": "Ann Lee"}]),
        ("Doe, J and Roe, R", [{"family": "Doe", "given": "J"}, {"family": "Roe", "given": "R"}]),
        ({"family": "Lee"}, [{"family": "Lee"}]),
        ([{"name": "The Group"}], [{"literal": "The Group"}]),
        ([{"name": "Lee", "family": "Lee"}], [{"family": "Lee", "name": "Lee"}]),
        ([{}, {"ORCID": "0"}, {"family": ""}, None, {"family": "Lee"}], [{"family": "Lee"}]),
        ([{"family": ["Lee"], "given": 3}], [{"family": "Lee", "given": "3"}]),
    ],
)
def test_names_that_the_schema_does_not_have(value: object, csl: list[object]) -> None:
    assert one(author=value)[0]["author"] == csl


@pytest.mark.parametrize(
    ("key", "value", "csl"),
    [
        ("title", ["One", "Two"], {"title": "One"}),
        ("keyword", ["one", "two"], {"keyword": "one, two"}),
        ("ISSN", ["1234-5678"], {"ISSN": "1234-5678"}),
        ("version", {"number": "2"}, {"version": "2"}),
        ("publisher", {"name": "P", "location": "Oslo"},
         {"publisher": "P", "publisher-place": "Oslo"}),
        ("event", {"name": "C", "location": "Oslo", "start": {"date-parts": [[2001]]}},
         {"event-title": "C", "event-place": "Oslo", "event-date": {"date-parts": [[2001]]}}),
        ("volume", 12.0, {"volume": 12}),
        ("note", True, {"note": "true"}),
    ],
)  # fmt: skip
def test_text_never_has_the_form_of_python(key: str, value: object, csl: dict[str, object]) -> None:
    assert one(**{key: value})[0] == {"id": "x", "type": "book", **csl}


@pytest.mark.parametrize(
    ("name", "unknown"),
    [
        ({"family": "Doe", "first": "Jane", "last": "Doe"}, "first, last"),
        ({"surname": "Doe"}, "surname"),
        ({"literal": "WHO", "name": "World Health Organization"}, "name"),
        ({"family": "Doe", "given": "Jane", "ORCID": "0000-0001", "sequence": "first"}, ""),
        ({"name": "WHO"}, ""),
    ],
)
def test_unknown_keys_of_a_name_are_problems(name: dict[str, str], unknown: str) -> None:
    problems = read(json.dumps([{"id": "a", "author": [name]}])).problems

    reported = [
        each.message.partition("define: ")[2] for each in problems if "keys" in each.message
    ]
    assert reported == ([unknown] if unknown else [])


def test_a_value_that_cannot_be_read_costs_no_other() -> None:
    item, messages = one(title={"x": [1]}, issued=True, author=[5], note="N")

    assert item == {"id": "x", "type": "book", "note": "N"}
    assert len(messages) == 3
    assert all("(the value was left out)" in message for message in messages)


def test_a_value_that_cannot_be_read_is_an_error_where_nobody_hears_of_it() -> None:
    with pytest.raises(RecordError, match="title must be text"):
        Record.from_csl({"id": "x", "title": {"x": 1}})


def test_none_and_nan_are_no_values() -> None:
    nan = float("nan")

    record = Record.from_csl(
        {"id": 1.0, "type": nan, "title": nan, "author": None, "issued": nan, "other": nan}
    )

    assert record.to_csl() == {"id": "1", "type": "document"}


@pytest.mark.parametrize(
    ("written", "type"),
    [
        ("journal-article", "article-journal"),
        ("proceedings-article", "paper-conference"),
        ("posted-content", "article"),
        ("journal-issue", "periodical"),
        ("bookSection", "chapter"),
        ("legal-case", "legal_case"),
        ("Article-Journal", "article-journal"),
        ("artical-journal", "article-journal"),
        ("phdthesis", "thesis"),
        ("anything", "document"),
        (5, "document"),
    ],
)
def test_an_unknown_type_becomes_the_nearest_one(written: object, type: str) -> None:
    item, messages = one(type=written)

    assert item["type"] == type
    assert messages == [f"unknown type {written!r} (it is read as {type!r})"]


@pytest.mark.parametrize(
    "text",
    [
        '{"status": "ok", "message": {"DOI": "10.1/a", "type": "book", "title": ["T"]}}',
        '{"message": {"items": [{"DOI": "10.1/a", "type": "book", "title": ["T"]}], "query": {}}}',
    ],
)
def test_answers_of_crossref(text: str) -> None:
    records = read(text)

    assert records.to_csl() == [{"id": "10.1/a", "type": "book", "DOI": "10.1/a", "title": "T"}]


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


def test_json_lines_hold_what_a_list_holds() -> None:
    records = read(
        '[{"id": "é\\u2028", "type": "book", "title": "A\\nB"}, {"id": "b", "type": "map"}]'
    )
    made = citeformat.convert(records, to="csl-jsonl")

    lines = made.split("\n")
    assert [json.loads(line)["id"] for line in lines[:-1]] == ["é\u2028", "b"]
    assert lines[-1] == ""
    assert list(citeformat.read(made, format="jsonl")) == list(records)
    assert citeformat.convert(records, to="jsonl", ascii=True).isascii()
    assert citeformat.convert([], to="csl-jsonl") == ""


def test_json_lines_report_values_that_json_does_not_have() -> None:
    records = [Record("a", "book", extra={"custom": {1, 2}}), Record("b", "book")]
    made = citeformat.convert(records, to="csl-jsonl")

    assert [json.loads(line)["id"] for line in made.splitlines()] == ["a", "b"]
    assert [loss.record for loss in made.losses] == ["a"]
