"""Settings are read from metadata, and others replace them."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat import Problem, Record
from citeformat.manuscripts import Settings


def read(metadata: dict[str, Any], **options: Any) -> tuple[Settings, list[Problem]]:
    problems: list[Problem] = []
    return Settings.from_metadata(metadata, problems=problems, **options), problems


def test_all_settings_are_read() -> None:
    settings, problems = read(
        {
            "bibliography": ["a.bib", "b.json"], "references": [{"id": "x", "type": "book"}],
            "csl": "apa", "nocite": ["@a, @b", "@{c d}", "@*"], "lang": "de",
            "link-citations": "Yes", "link-bibliography": False, "notes-after-punctuation": "false",
            "suppress-bibliography": 1, "reference-section-title": "Works",
            "citation-abbreviations": "short.json", "zotero-fields": "t",
            "title": "Not a setting", "author": {"name": "X"},
        }
    )  # fmt: skip

    assert problems == []
    assert settings == Settings(
        bibliography=("a.bib", "b.json"), references=(Record("x", "book"),), csl="apa",
        nocite=("a", "b", "c d", "*"), lang="de", link_citations=True, link_bibliography=False,
        notes_after_punctuation=False, suppress_bibliography=True,
        reference_section_title="Works", citation_abbreviations="short.json", zotero_fields=True,
    )  # fmt: skip


def test_other_references_and_values_stay() -> None:
    items = [{"title": "No id"}, {"id": "x", "volume": {"a": 1}, "title": "T"}, 5]

    settings, problems = read({"references": items}, lines={"references": 3})

    assert settings.references == (Record("x", title="T"),)
    assert [str(problem) for problem in problems] == [
        "<text>:3: error: references: a CSL-JSON item needs an id (the reference is left out)",
        "<text>:3: error: volume must be text, not {'a': 1} (the value was left out)",
        "<text>:3: error: references: a CSL-JSON item must be an object, not 5 "
        "(the reference is left out)",
    ]


def test_a_setting_may_be_empty() -> None:
    assert read({"nocite": "", "csl": None}) == (Settings(nocite=()), [])


def test_first_name_of_a_setting_counts() -> None:
    assert read({"style": "a", "citation-style": "b"})[0].csl == "b"
    assert read({"style": "a", "csl": None})[0].csl == "a"
    assert read({"locale": "de", "lang": "fr"})[0].lang == "fr"


def test_later_settings_replace_those_they_have() -> None:
    first = Settings(csl="apa", link_citations=True, bibliography=("a.bib",))

    assert first | Settings(link_citations=False) == Settings(
        csl="apa", link_citations=False, bibliography=("a.bib",)
    )
    assert first | Settings() == first


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        ({"csl": True}, "csl: text is needed, not True"),
        ({"csl": ["a"]}, "csl: text is needed, not ['a']"),
        ({"bibliography": [{"a": "b"}]}, "bibliography: text is needed, not {'a': 'b'}"),
        ({"link-citations": "perhaps"}, "link-citations: true or false is needed, not 'perhaps'"),
        ({"references": "x"}, "references: a list of references is needed, not 'x'"),
        ({"references": [{"title": "No id"}]}, "references: a CSL-JSON item needs an id"),
        ({"nocite": {"a": 1}}, "nocite: text is needed, not {'a': 1}"),
        ({"nocite": "knuth1984"}, "nocite: keys such as @knuth1984 are needed, not 'knuth1984'"),
    ],
)
def test_wrong_values_are_problems(metadata: dict[str, Any], message: str) -> None:
    settings, problems = read(metadata, file="paper.md", lines=dict.fromkeys(metadata, 7))

    assert [problem.message for problem in problems] == [message]
    assert settings == Settings()
    assert (problems[0].source, problems[0].line, problems[0].severity) == ("paper.md", 7, "error")


@pytest.mark.parametrize(
    ("key", "meant"),
    [("bibliograpy", "bibliography"), ("link-citation", "link-citations"),
     ("reference", "references"), ("CSL", "csl"), ("title", None), ("lof", None), ("cls", None),
     (2024, None)],
)  # fmt: skip
def test_misspelled_keys_are_problems(key: Any, meant: str | None) -> None:
    _, problems = read({key: "x"})

    assert [problem.hint for problem in problems] == ([f"did you mean {meant}?"] if meant else [])
