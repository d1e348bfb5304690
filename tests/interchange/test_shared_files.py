"""Two large real files: every entry is a record, and no TeX is left in what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from citeformat.interchange import read
from citeformat.record import Record, Records
from tests.shared import SharedFile

_PRINTS_BACKSLASH = re.compile(r"\\(?:char\s*`|bs\b|cs\b|textbackslash)|\$\s*\\[{}]\s*\$")
"""TeX source that really prints a backslash or a brace."""


@pytest.fixture(scope="module", params=[("bib/tugboat.bib", 3644), ("bib/papers.bib", 2157)])
def case(request: pytest.FixtureRequest, shared_file: SharedFile) -> tuple[Records, int, str]:
    name, count = request.param
    path = shared_file(name)
    return read(path), count, path.read_text(encoding="utf-8")


def _printed(record: Record) -> Iterator[str]:
    for variable, value in record.fields.items():
        if variable in ("URL", "DOI"):
            continue
        if isinstance(value, tuple):
            yield from map(str, value)
        else:
            yield getattr(value, "literal", str(value))


@pytest.mark.slow
def test_every_entry_is_a_record(case: tuple[Records, int, str]) -> None:
    records, count, _ = case

    assert len(records) == len(set(records.ids)) == count


@pytest.mark.slow
def test_no_tex_is_left_in_what_is_printed(case: tuple[Records, int, str]) -> None:
    records, _, source = case
    lines = source.split("\n")
    left = []
    for record in records:
        for text in _printed(record):
            if re.search(r"[\\{}]|``|''|--|~", re.sub(r"\$[^$]*\$", "", text)):
                entry = "\n".join(lines[record.line - 1 : record.line + 12])
                if not _PRINTS_BACKSLASH.search(entry):
                    left.append((record.id, text))

    assert left == []


@pytest.mark.slow
def test_undefined_strings_are_the_only_errors_of_a_file(shared_file: SharedFile) -> None:
    path = shared_file("bib/papers.bib")
    source = path.read_text(encoding="utf-8")
    bare = re.findall(r"=\s*([A-Za-z][\w+:-]*)\s*[,}]", re.sub(r"\{[^{}]*\}", "{}", source))
    months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
    undefined = {name for name in bare if name.lower() not in months}
    found = read(path).problems
    problems = [problem for problem in found if problem.severity == "error"]

    broken = {id for each in problems for id in (each.record, *each.other_records)}
    assert {problem.record for problem in found} - broken <= {
        "Santos91"  # its author has a suffix without a comma
    }
    named = {re.sub(r".*'(.*)'.*", r"\1", problem.message) for problem in problems}
    assert all(problem.message.endswith("is not defined") for problem in problems)
    assert {(problem.severity, problem.source) for problem in problems} == {("error", str(path))}
    assert all(problem.line for problem in problems)
    assert undefined <= named
