"""Each style of this folder prints what its cases say."""

from __future__ import annotations

import re

import pytest

from tests.docs.examples import code
from tests.specification.cases import FOLDER, Case, read_all, read_cases, style_text

CASES = list(read_all())
ONE = style_text("text/variable-title")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    assert case.actual() == case.expected


def test_each_style_has_its_cases() -> None:
    styles = {path.with_suffix("") for path in FOLDER.rglob("*.csl")}
    cases = {path.with_suffix("") for path in FOLDER.rglob("*.yaml")}

    assert styles == cases
    assert {path.parent.parent for path in styles} == {FOLDER}


def test_each_shared_file_of_records_is_used() -> None:
    texts = "\n".join(path.read_text("utf-8") for path in FOLDER.glob("*/*.yaml"))
    used = set(re.findall(r"^ *records: ([\w-]+)$", texts, re.MULTILINE))

    assert used == {path.stem for path in FOLDER.glob("records/*.json")}


def test_the_example_of_the_readme() -> None:
    (style,) = code("tests/specification/README.md", "xml", 1)
    (cases,) = code("tests/specification/README.md", "yaml", 1)

    read = read_cases("readme", cases, style)

    assert len(read) == 2
    assert [case.actual() for case in read] == [case.expected for case in read]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("about: nothing", "no 'cases'"),
        ("cases: [{description: x, records: [{id: a}], citation: 12}]", "12 is not a text"),
        ("cases: [{description: x, records: [{id: a}], citation: yes}]", "True is not a text"),
        ("cases: [{description: x, records: [], bibliografy: []}]", "unknown keys: bibliografy"),
        ("cases: [{description: x, records: []}]", "no output"),
        ("cases: [{description: x, records: [], citation: a, citations: []}]", "has both"),
        ("cases: [{description: x, records: [], citations: [{text: a}]}]", "no 'cites'"),
        ("cases: [{description: x, records: [], citation: a}]", "no 'cites'"),
        (
            "cases: [{description: x, records: [], citations: [{cites: [{label: page}]}]}]",
            "no 'id'",
        ),
        ("cases: [text]", "needs keys"),
        ("cases: [{description: x, citation: a}]", "no 'records'"),
        ("cases: [{records: [], citation: a}]", "None is not a text"),
        ("lang: de\nlangs: en\ncases: [{}]", "unknown keys: langs"),
        (
            "cases: [{description: x, records: [], citations: [{cites: [{id: a, page: 2}]}]}]",
            "unknown keys: page",
        ),
        (
            "records: []\ncases: [{description: x, order: []}, {description: x, order: []}]",
            "same description",
        ),
    ],
)
def test_mistakes_are_errors(text: str, message: str) -> None:
    """Nothing in a file is ignored silently."""
    with pytest.raises(ValueError, match=message):
        read_cases("text/variable-title", text, ONE)
