"""A small file never becomes a large one: what it expands to has limits."""

from __future__ import annotations

import pytest

from citeformat import Problem, read
from tests.time_limit import time_limit

LIMIT = 20
"""Seconds. Without the limits that are tested here, memory or time grow with the square."""


def doubled(times: int, field: str) -> str:
    """Make macros, where each is twice as long as the one before it."""
    strings = "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, times + 1))
    return f'@string{{a0 = "xxxxxxxxxx"}}\n{strings}@book{{k, title = {field}}}\n'


@pytest.mark.parametrize("times", [22, 28, 60])
def test_macros_that_double_have_a_limit(times: int) -> None:
    with time_limit(LIMIT):
        records = read(doubled(times, f"a{times}"))

    assert len(records["k"].title or "") < 20_000_000
    problem = records.problems[0]
    assert (problem.severity, problem.line) == ("error", 20)
    assert "not expanded: those of this file make megabytes" in problem.message


def test_long_macro_in_many_fields() -> None:
    entries = "".join(f"@book{{k{n}, note = m # m}}\n" for n in range(2000))

    records = read(f"@string{{m = {{{'x' * 50_000}}}}}\n{entries}")

    assert sum(len(record.note or "") for record in records) < 20_000_000
    assert len(records) == 2000
    assert records[-1].note == "mm"
    assert records.problems


def test_macros_of_an_ordinary_file_have_no_limit() -> None:
    entries = "".join(f"@article{{k{n}, journal = j # {{ B}}}}\n" for n in range(3000))

    records = read(f"@string{{j = {{{'Journal of Long Names ' * 10}}}}}\n{entries}")

    assert records.problems == ()
    assert {len(record.container_title or "") for record in records} == {221}


@pytest.mark.parametrize("author", ["a" + "," * 40_000, "a, b, c" + ", d" * 20_000, "a and" * 9000])
def test_message_about_a_long_value_is_short(author: str) -> None:
    with time_limit(LIMIT):
        problems = read(f"@book{{x, author = {{{author}}}}}").problems

    assert 1 <= len(problems) <= 2
    assert all(len(problem.message) < 700 for problem in problems)


def test_message_keeps_its_beginning_and_its_end() -> None:
    problem = Problem("error", f"the name {'x' * 5000!r} ends with a comma")

    assert problem.message.startswith("the name 'xxx")
    assert problem.message.endswith("xxx' ends with a comma")
    assert len(problem.message) < 700


def children(count: int, parent: str) -> str:
    """Entries that inherit from one parent."""
    return "".join(f"@inbook{{k{n}, crossref = {{p}}}}\n" for n in range(count)) + parent


def test_many_fields_that_many_entries_inherit_have_a_limit() -> None:
    count = 2400
    fields = ", ".join(f"f{n} = {{x}}" for n in range(count))

    with time_limit(LIMIT):
        records = read(children(count, f"@book{{p, {fields}}}"))

    inherited = sum(len(record.extra["custom"]["bibtex"]) for record in records)
    assert len(records) == count + 1
    assert inherited < 600_000
    assert "inherits megabytes" in records.problems[-1].message


def test_usual_inheritance_has_no_limit() -> None:
    fields = ", ".join(f"f{n} = {{some text}}" for n in range(40))

    records = read(children(2000, f"@book{{p, title = {{T}}, publisher = {{P}}, {fields}}}"))

    assert records.problems == ()
    assert {record.publisher for record in records} == {"P"}


def test_inherited_value_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from citeformat.interchange.bibtex.reading import record_builder
    from citeformat.interchange.latex.decoder import decode

    decoded: list[str] = []

    def counted(source: str, *, title: bool = False) -> tuple[str, tuple[str, ...]]:
        decoded.append(source)
        return decode(source, title=title)

    monkeypatch.setattr(record_builder, "decode", counted)
    long = r"\'e" * 200
    names = " and ".join([r"M\"uller, A"] * 30)
    parent = f"@book{{p, publisher = {{{long}\\nothing}}, editor = {{{names}}}}}"
    records = read(children(100, parent))

    assert decoded.count(long + r"\nothing") == 2  # for the children, and for the parent
    assert len(decoded) < 200
    assert {record.publisher for record in records} == {"é" * 200 + "nothing"}
    assert {len(record.editor) for record in records} == {30}
    assert len(records.problems) == 1


def test_xdata_items_that_double_have_a_limit() -> None:
    containers = "".join(
        f"@xdata{{d{n}, title = {{xdata=d{n - 1}-title xdata=d{n - 1}-title}}}}\n"
        for n in range(1, 40)
    )

    with time_limit(LIMIT):
        records = read(
            f"@xdata{{d0, title = {{xxxxxxxxxx}}}}\n{containers}"
            "@book{k, title = {xdata=d39-title}}"
        )

    assert len(records["k"].title or "") < 20_000_000
    assert records.problems
