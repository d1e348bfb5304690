"""Values that programs give: what is converted, what is absent, what is refused."""

from __future__ import annotations

import datetime
import pickle
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from citeformat import Date, Name, Problem, Record, RecordError, Records, Style, VariableNotFound
from citeformat.csl.variables import KIND

DOE = Name("Doe", "Jane")
ROE = Name("Roe", "Richard")


class NAType:
    """pandas.NA: it has no truth value, and neither have its comparisons."""

    def __eq__(self, other: object) -> Any:
        return self

    __ne__ = __eq__
    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> bool:
        raise TypeError("boolean value of NA is ambiguous")


class Scalar:
    """A scalar of numpy: it has its own text, and NaN differs from itself."""

    def __init__(self, value: Any, text: str = "") -> None:
        self.value, self.text = value, text

    def tolist(self) -> Any:
        return self.value

    def __str__(self) -> str:
        return self.text or str(self.value)

    def __eq__(self, other: object) -> bool:
        return bool(self.value == self.value)

    def __ne__(self, other: object) -> bool:
        return bool(self.value != self.value)

    __hash__ = None  # type: ignore[assignment]


class Array(Scalar):
    """An array of numpy, or a column of pandas."""

    def __ne__(self, other: object) -> bool:
        raise ValueError("the truth value of an array is ambiguous")

    def __iter__(self) -> Any:
        return iter(self.value)


class Integer:
    """An integer of numpy."""

    def __index__(self) -> int:
        return 12


class Kind(str, Enum):
    TITLE = "A title"


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (DOE, (DOE,)),
        ([DOE, ROE], (DOE, ROE)),
        ("Doe, Jane", (DOE,)),
        ("Jane Doe", (DOE,)),
        ("Doe, Jane; Roe, Richard", (DOE, ROE)),
        ("Jane Doe and Richard Roe", (DOE, ROE)),
        ("Doe J, Roe RA", (Name("Doe", "J"), Name("Roe", "RA"))),
        (["Doe, Jane", ROE], (DOE, ROE)),
        ({"family": "Doe", "given": "Jane"}, (DOE,)),
        ([{"family": "Doe", "given": "Jane"}, "Richard Roe"], (DOE, ROE)),
        ([{"family": "Berg", "non_dropping_particle": "van"}],
         (Name("Berg", non_dropping_particle="van"),)),
        ((name for name in ("Doe, Jane", None)), (DOE,)),
        (Array(["Doe, Jane"]), (DOE,)),
        ("Ludwig van Beethoven", (Name("Beethoven", "Ludwig", non_dropping_particle="van"),)),
        ("Martin Luther King Jr.", (Name("King", "Martin Luther", suffix="Jr."),)),
        ("Doe, Jr., Jane", (Name("Doe", "Jane", suffix="Jr."),)),
        ("World Health Organization", (Name(literal="World Health Organization"),)),
        ("Ministry of Food and Agriculture", (Name(literal="Ministry of Food and Agriculture"),)),
        ("Acme, Inc.", (Name(literal="Acme, Inc."),)),
        ("Plato", (Name(literal="Plato"),)),
        ("山田 太郎", (Name("山田", "太郎"),)),
    ],
)  # fmt: skip
def test_names(value: Any, names: tuple[Name, ...]) -> None:
    assert Record("x", author=value).author == names


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (2020, "2020"), (-44, "-0044"), (2020.0, "2020"), (Integer(), "0012"), ("2020", "2020"),
        ("2020-05", "2020-05"), ("2020-05-17", "2020-05-17"), ("2020/2021", "2020/2021"),
        ("May 2020", "2020-05"), ("17 May 2020", "2020-05-17"), (20200517, "2020-05-17"),
        (datetime.date(2020, 5, 17), "2020-05-17"),
        (datetime.datetime(2020, 5, 17, 12, 30), "2020-05-17"),
        (Scalar(1_589_673_600, "2020-05-17T00:00:00.000000000"), "2020-05-17"),
        ([2020, 5], "2020-05"), ((2020, 5, 17), "2020-05-17"),
        ([[2020, 5], [2021]], "2020-05/2021"),
        ([datetime.date(2020, 5, 1), datetime.date(2020, 6, 1)], "2020-05-01/2020-06-01"),
        (["2020-05-01", "2020-06-01"], "2020-05-01/2020-06-01"),
        ({"date-parts": [[2020, 5]]}, "2020-05"), ({"date_parts": [[2020, "5"]]}, "2020-05"),
        ({"year": 2020, "month": 5}, "2020-05"), ({"year": 2020, "month": None}, "2020"),
        ({"literal": "in spring"}, "in spring"), ("in press", "in press"),
        (Date(((2020,),)), "2020"),
    ],
)  # fmt: skip
def test_dates(value: Any, date: str) -> None:
    assert str(Record("x", issued=value).issued) == date


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ({"date-parts": [[2020, "", 5]]}, ((2020, 0, 5),)),
        ({"date-parts": [["", 5]]}, ((0, 5),)),
        ({"date-parts": [[2020, None], ["2021", ""]]}, ((2020,), (2021,))),
        ({"date-parts": [[2020], "2021"], "literal": ""}, ()),
        ({"year": 2020, "day": 5}, ((2020, 0, 5),)),
        ({"year": None, "month": 5}, ((0, 5),)),
        ([2020, float("nan"), 5], ((2020, 0, 5),)),
    ],
)
def test_no_part_of_a_date_takes_the_place_of_a_missing_one(
    value: Any, parts: tuple[tuple[int, ...], ...]
) -> None:
    issued = Record.from_csl({"id": "x", "issued": value}, problems=[]).issued

    assert issued is not None
    assert issued.parts == parts


def test_text_is_no_list_of_date_parts() -> None:
    with pytest.raises(RecordError, match="date-parts must be lists of numbers"):
        Date.from_csl({"date-parts": ["2020"]})


def test_ambiguous_dates_stay_as_they_are() -> None:
    issued = Record("x", issued="10/05/2015").issued

    assert issued is not None
    assert (issued.raw, issued.parts) == ("10/05/2015", ())


@pytest.mark.parametrize(
    ("value", "volume", "title"),
    [
        ("3", "3", "3"), (3, 3, "3"), (3.0, 3, "3"), (3.5, "3.5", "3.5"), (Integer(), 12, "12"),
        (Decimal("3"), "3", "3"), (Scalar(3), 3, "3"), (Kind.TITLE, "A title", "A title"),
        (["3"], "3", "3"), ({"value": 3}, 3, "3"), ("", "", ""),
    ],
)  # fmt: skip
def test_text_and_numbers(value: Any, volume: object, title: str) -> None:
    record = Record("x", volume=value, title=value)

    assert (record.volume, record.title) == (volume, title)
    assert type(record.title) is str


@pytest.mark.parametrize("variable", ["title", "volume", "issued", "author"])
@pytest.mark.parametrize(
    "missing",
    [None, float("nan"), Decimal("NaN"), NAType(), Scalar(float("nan"))],
    ids=["None", "NaN", "decimal", "pandas.NA", "numpy.nan"],
)
def test_missing_values_are_absent(variable: str, missing: Any) -> None:
    assert variable not in Record("x", **{variable: missing}).fields
    assert variable not in Record("x", fields={variable: missing})
    assert variable not in Record("x", title="T", author=DOE, issued=2020, volume=3).replace(
        **{variable: missing}
    )
    assert variable not in Record.from_csl({"id": "x", variable: missing})


class Hostile:
    """A value whose own code raises."""

    def __repr__(self) -> str:
        raise ZeroDivisionError

    __str__ = __repr__

    def __ne__(self, other: object) -> bool:
        raise ZeroDivisionError

    __hash__ = None  # type: ignore[assignment]


WANTED = {
    "text": "must be text", "number": "must be text or a number", "date": "must be a date",
    "names": "must be a list of names",
}  # fmt: skip


@pytest.mark.parametrize("variable", ["title", "volume", "issued", "author", "publisher-place"])
@pytest.mark.parametrize(
    "value", [object(), b"x", Hostile(), print], ids=lambda v: type(v).__name__
)
def test_refused_values_are_named_with_what_is_wanted(variable: str, value: Any) -> None:
    kind = KIND[variable]
    wanted = rf"\A{variable} {WANTED[kind]}"
    with pytest.raises(RecordError, match=wanted):
        Record("x", fields={variable: value})
    with pytest.raises(RecordError, match=wanted):
        Record("x").replace(**{variable.replace("-", "_"): value})
    with pytest.raises(RecordError, match=wanted):
        Record.from_csl({"id": "x", variable: value})

    problems: list[Problem] = []
    record = Record.from_csl({"id": "x", "genre": "G", variable: value}, problems=problems)
    assert (record.genre, record.get(variable)) == ("G", None)
    assert [problem.severity for problem in problems] == ["error"]
    assert problems[0].message.startswith(f"{variable} {WANTED[kind]}")


@pytest.mark.parametrize(
    "fields",
    [
        {"author": "Jane Doe, John Smith"}, {"author": "Doe, Roe, Poe"}, {"title": ["A", "B"]},
        {"title": True}, {"page": [1, 9]}, {"issued": {"jahr": 2020}}, {"type": "no such type"},
        {"author": [{"first": "Jane", "last": "Doe"}]}, {"issued": 1_589_673_600},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_not_clear_raises_and_is_a_problem_of_files(fields: dict[str, Any]) -> None:
    with pytest.raises(RecordError):
        Record("x", **fields)
    with pytest.raises(RecordError):
        Record.from_csl({"id": "x", **fields})

    problems: list[Problem] = []
    Record.from_csl({"id": "x", **fields}, problems=problems)
    assert problems


@pytest.mark.parametrize("name", ["container_title", "container-title", "Container-Title"])
def test_names_of_variables(name: str) -> None:
    made = Record("x", fields={name: "Nature"})

    assert made.container_title == made["container-title"] == made["container_title"] == "Nature"
    assert "container-title" in made
    assert "container_title" in made
    assert Record.from_csl({"id": "x", name: "Nature"}) == made
    assert made.replace(**{name: None}).fields == {}


def test_older_spellings_are_read() -> None:
    problems: list[Problem] = []
    made = Record.from_csl({"id": "x", "journalAbbreviation": "N.", "doi": "10.1/x"},
                           problems=problems)  # fmt: skip

    assert (made.container_title_short, made.DOI) == ("N.", "10.1/x")
    assert [problem.message for problem in problems] == ["CSL spells doi DOI"]


def test_other_keys_stay_in_extra() -> None:
    made = Record.from_csl({"id": "x", "my-key": 1})

    assert made["my-key"] == 1
    assert "my-key" in made


@pytest.mark.parametrize(
    ("name", "near"),
    [("titel", "title"), ("journal", "container-title"), ("year", "issued"), ("pages", "page"),
     ("booktitle", "container-title"), ("keywords", "keyword")],
)  # fmt: skip
def test_unknown_variables_suggest_others(name: str, near: str) -> None:
    with pytest.raises(RecordError, match=f"did you mean {near}"):
        Record("x", fields={name: "x"})
    with pytest.raises(VariableNotFound) as caught:
        Record("x")[name]
    assert isinstance(caught.value, KeyError)
    assert caught.value.suggestions == (near,)


def test_types() -> None:
    assert Record("x").type == "document"
    assert Record("x", "inproceedings").type == "paper-conference"
    with pytest.raises(RecordError, match=r"unknown type 'artcle-journal'; did you mean article-j"):
        Record("x", "artcle-journal")


def test_a_record_made_by_hand_is_pickled_and_equals_its_json() -> None:
    made = Record(
        "x", "book", title="T", author="Jane Doe", issued="2020-05", volume=3, extra={"k": [1]}
    )

    assert pickle.loads(pickle.dumps(made)) == made
    assert Record.from_csl(made.to_csl()) == made
    assert hash(Record.from_csl(made.to_csl())) == hash(made)


@pytest.mark.parametrize("parts", [((2020, 5),), [[2020, 5]], (2020, 5), [2020, 5], "2020-05"])
def test_parts_of_dates(parts: Any) -> None:
    assert Date(parts) == Date(((2020, 5),))


def test_strange_keys_raise_nothing() -> None:
    item: Mapping[Any, Any] = {
        "id": "x", 5: "five", None: 1, "author": [{"family": "Doe", 1: 2, "a": 3}],
        "issued": {"date-parts": [[2020]], 1: 2, "b": 3},
    }  # fmt: skip
    made = Record.from_csl(item)

    assert list(made.extra.values()) == ["five", 1]
    assert Style.load("apa").bibliography(made).text == "Doe. (2020).\n"


def test_records() -> None:
    records = Records([{"id": "a", "title": "A"}, Record("b")])

    assert records.get("a") is records[0]
    assert records.get("c") is None
    assert records.get("c", records[1]) is records[1]
    by_id: Any = {"a": Record("a")}
    assert Records(by_id).ids == ("a",)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Date(literal=5), "the literal of a date must be text, not 5"),  # type: ignore[arg-type]
        (lambda: Date(raw=["x"]), "the raw of a date must be text"),  # type: ignore[arg-type]
        (lambda: Record("x", titles="upper"), "titles must be 'as-is' or 'sentence'"),  # type: ignore[arg-type]
        (lambda: Record("x", line="1"), "line must be the number of a line"),  # type: ignore[arg-type]
    ],
)
def test_other_arguments(make: Any, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        make()


@pytest.mark.parametrize(
    "text",
    ["2020-02-30", "2023-02-29", "1900-02-29", "2020-13-01", "2020-4-31", "-0004-02-29"],
)
def test_day_that_the_calendar_does_not_have(text: str) -> None:
    year, month, day = map(int, text.removeprefix("-").split("-"))
    year = -year if text.startswith("-") else year
    problems: list[Problem] = []

    with pytest.raises(RecordError, match=f"the calendar has no day {text}"):
        Date(text)  # type: ignore[arg-type]
    item = {"id": "a", "issued": {"date-parts": [[year, month, day]]}}
    record = Record.from_csl(item, problems=problems)

    assert record.issued == Date(((year, month, day),))
    assert "the calendar has no such day" in str(problems[0])


@pytest.mark.parametrize(
    "point", [[2020, 25], [2020, -1], [2020, 0, 32], [2020, 1, 2, 3], ["", 5], [0, 5, 3]]
)
def test_a_point_in_time_that_no_calendar_has_is_reported(point: list[Any]) -> None:
    problems: list[Problem] = []

    record = Record.from_csl({"id": "a", "issued": {"date-parts": [point]}}, problems=problems)

    assert record.issued is not None
    assert record.issued.year == (point[0] or 0)
    assert [problem.severity for problem in problems] == ["warning"]
    assert "the calendar has no such day" in problems[0].message


@pytest.mark.parametrize(
    "text",
    ["2024-02-29", "2000-02-29", "1500-02-29", "-0045-02-29", "-43-03-15", "2020-00-00"],
)
def test_day_that_the_calendar_has(text: str) -> None:
    problems: list[Problem] = []
    numbers = [int(part) for part in text.removeprefix("-").split("-")]
    if text.startswith("-"):
        numbers[0] = -numbers[0]

    Record.from_csl({"id": "a", "issued": {"date-parts": [numbers]}}, problems=problems)

    assert not problems


@pytest.mark.parametrize(
    ("key", "value", "replaced"),
    [
        ("author", [{"family": "D\ud800e"}], (Name("D\ufffde"),)),
        ("author", [{"family": "Doe", "x\ud800": "y"}], (Name("Doe", extra=(("x\ufffd", "y"),)),)),
        ("issued", {"raw": "x\udc80"}, Date(raw="x\ufffd")),
        ("x\ud800", None, None),
    ],
)
def test_lone_surrogates_in_parts_are_replaced(key: str, value: object, replaced: object) -> None:
    problems: list[Problem] = []

    record = Record.from_csl({"id": "a", key: value}, problems=problems)

    shown = key.replace("\ud800", "\ufffd")
    assert record.get(shown) == replaced
    assert problems[0].message == f"lone surrogates in {shown}"


def test_remembered_names_and_dates_are_those_of_their_own_values() -> None:
    problems: list[Problem] = []
    for family, part in (("1", 1), (1, True), (True, 1.0), ("1", "1")):
        item = {"id": "a", "author": [{"family": family}], "issued": {"date-parts": [[2001, part]]}}
        record = Record.from_csl(item, problems=problems)

        assert record.author[0].family == (
            "1" if family != "1" and family is not True else str(family).lower()
        )
        assert record.issued == Date(((2001, 1),))


@pytest.mark.parametrize(
    "parts", [{"firstName": "Ann", "lastName": "Lee"}, {"first": "Ann", "last": "Lee"}]
)
def test_a_name_in_parts_of_other_programs_is_read(parts: dict[str, str]) -> None:
    problems: list[Problem] = []

    record = Record.from_csl({"id": "x", "type": "book", "author": [parts]}, problems=problems)

    assert record.author == (Name("Lee", "Ann"),)
    (problem,) = problems
    assert problem.message.endswith(", ".join(parts))


@pytest.mark.parametrize("parts", [[[None]], [[]], [], [[None, None]]])
def test_an_empty_date_of_crossref_is_no_value(parts: list[Any]) -> None:
    record = Record.from_csl({"id": "x", "type": "book", "issued": {"date-parts": parts}})

    assert record.issued is None
    assert record.to_csl() == {"id": "x", "type": "book"}


def test_an_item_without_variables_is_reported() -> None:
    problems: list[Problem] = []
    Record.from_csl({"id": "x", "Authors": "Doe", "foo": 1}, problems=problems)
    assert [str(each) for each in problems] == [
        "<text>: warning: the item has no variable of CSL; it has 'Authors', 'foo' "
        "(its reference is empty)"
    ]

    problems.clear()
    Record.from_csl({"id": "x", "foo": 1, "title": "T"}, problems=problems)
    Record.from_csl({"id": "x"}, problems=problems)
    assert problems == []
