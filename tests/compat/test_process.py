"""The JSON protocol of the program citeproc."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat import Citation, Record, SourceError, Style, StyleNotFound
from citeformat.compat.process import process
from tests.suite.fixture import read_fixture
from tests.suite.ratchet import find_suite

KNUTH = {
    "id": "knuth", "type": "book", "title": "The <i>TeX</i>book & more",
    "author": [{"family": "Knuth", "given": "Donald"}], "issued": {"date-parts": [[1984]]},
}  # fmt: skip
TURING = {
    "id": "turing", "type": "article-journal", "title": "On numbers", "volume": "2",
    "container-title": "Proceedings of the Society",
    "author": [{"family": "Turing", "given": "Alan"}], "issued": {"date-parts": [[1937]]},
}  # fmt: skip


def run(citations: list[Any], **more: Any) -> dict[str, Any]:
    return process({
        "citations": citations, "references": [KNUTH, TURING], "style": "apa", **more
    })  # fmt: skip


@pytest.mark.parametrize(
    ("citation", "text"),
    [
        ([{"id": "knuth"}], "(Knuth, 1984)"),
        ({"citationItems": [{"id": "knuth"}]}, "(Knuth, 1984)"),
        ([{"citationItems": [{"id": "knuth"}], "properties": {}}, [], []], "(Knuth, 1984)"),
        ([{"id": "knuth", "locator": 12}], "(Knuth, 1984, p. 12)"),
        ([{"id": "knuth", "label": "chapter", "locator": "2"}], "(Knuth, 1984, Chapter 2)"),
        ([{"id": "knuth", "prefix": "see ", "suffix": " and others"}],
         "(see Knuth, 1984 and others)"),
        ([{"id": "knuth", "type": "normal-cite"}], "(Knuth, 1984)"),
        ([{"id": "knuth", "type": "suppress-author"}], "(1984)"),
        ([{"id": "knuth", "suppress-author": True}], "(1984)"),
        ([{"id": "knuth", "type": "author-only"}], "Knuth"),
        ([{"id": "knuth", "type": "author-only"}, {"id": "knuth", "type": "suppress-author"}],
         "Knuth (1984)"),
        ([{"id": "turing"}, {"id": "knuth"}], "(Knuth, 1984; Turing, 1937)"),
        ([{"id": "nobody"}], "(<b>nobody?</b>)"),
    ],
)  # fmt: skip
def test_citations(citation: Any, text: str) -> None:
    assert run([citation])["citations"] == [text]


def test_every_reference_is_listed() -> None:
    made = run([])

    assert made["citations"] == made["warnings"] == []
    assert made["bibliography"] == [
        ["knuth", "Knuth, D. (1984). <i>The <span style=\"font-style:normal;\">TeX</span>book "
                  "&amp; more</i>."],
        ["turing", "Turing, A. (1937). On numbers. <i>Proceedings of the Society</i>, <i>2</i>."],
    ]  # fmt: skip


def test_text_as_json() -> None:
    made = process({"references": [KNUTH, TURING]}, style="ieee", format="json")

    assert made["bibliography"][1] == [
        "turing",
        [
            {"format": "div", "class": "csl-left-margin", "contents": ["[2]"]},
            {"format": "div", "class": "csl-right-inline", "contents": [
                "A. Turing, “On numbers,” ",
                {"format": "italics", "contents": ["Proceedings of the Society"]},
                ", vol. 2, 1937.",
            ]},
        ],
    ]  # fmt: skip


def test_notes_have_numbers() -> None:
    citations = [
        {"citationItems": [{"id": "knuth"}], "citationNoteNumber": 3},
        {"citationItems": [{"id": "knuth", "locator": "5"}], "citationNoteNumber": 4},
    ]
    made = run(citations, style="chicago-notes-bibliography")

    assert made["citations"][0].startswith("Donald Knuth, ")
    assert made["citations"][1].endswith(", 5.")
    assert len(made["citations"][1]) < len(made["citations"][0])


def test_a_narrative_note_is_one_text() -> None:
    items = [{"id": "knuth", "type": "author-only"}, {"id": "knuth", "type": "suppress-author"}]
    made = run([items], style="chicago-notes-bibliography")

    assert made["citations"][0].startswith("Donald Knuth <i>")


def test_language_and_abbreviations() -> None:
    table = {"default": {"container-title": {"Proceedings of the Society": "Proc. Soc."}}}
    made = run([], style="ieee", lang="de", abbreviations=table)

    assert "<i>Proc. Soc.</i>" in made["bibliography"][1][1]
    assert "Bd. 2" in made["bibliography"][1][1]


def test_arguments_replace_the_inputs() -> None:
    made = process(
        {"style": "apa", "references": [KNUTH], "citations": [[{"id": "x"}]], "lang": "de"},
        style=Style.load("ieee"),
        references=[Record("x", "book", {"title": "X"})],
    )

    assert made["citations"] == ["[1]"]
    assert [id for id, _ in made["bibliography"]] == ["x"]


def test_bad_references_cost_only_themselves() -> None:
    made = process({"style": "apa", "references": [KNUTH, 3, KNUTH, {"type": "book"}, TURING]})

    assert sorted(id for id, _ in made["bibliography"])[::3] == ["item", "turing"]
    assert len(made["bibliography"]) == 4
    assert any("reference 2" in warning for warning in made["warnings"])
    assert any("used twice" in warning for warning in made["warnings"])


def test_unknown_members_are_reported() -> None:
    made = process({"style": "apa", "items": [KNUTH], "refrences": [KNUTH]})

    assert made["warnings"] == [
        "there is no member 'items'",
        "there is no member 'refrences' (did you mean 'references'?)",
    ]


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ([], "not an object"),
        ({}, "no style"),
        ({"stlye": "apa"}, "no style is given; there is no member 'stlye'"),
        ({"style": 3}, "'style' is not a string"),
        ({"style": "apa", "references": {}}, "'references' is not a list"),
        ({"style": "apa", "citations": [3]}, "citation 1 has no citation items"),
        ({"style": "apa", "citations": [[{}]]}, "citation 1 has an item without an id"),
        ({"style": "apa", "abbreviations": []}, None),
        ({"style": "apa", "abbreviations": [1]}, "'abbreviations' is not an object"),
        (
            {"style": "apa", "citations": [{"citationItems": [{"id": "a"}], "properties": 5}]},
            "citation 1: the items of a citation are a list, and its properties an object",
        ),
    ],
)
def test_bad_inputs_are_errors(inputs: Any, message: str | None) -> None:
    if message is None:
        assert process(inputs)["bibliography"] == []
        return
    with pytest.raises(SourceError, match=message):
        process(inputs)


def test_an_unknown_style_is_an_error() -> None:
    with pytest.raises(StyleNotFound):
        process({"style": "no-such-style"})


@pytest.mark.shared
@pytest.mark.slow
def test_fixtures_give_what_the_library_gives() -> None:
    folder = find_suite()
    if folder is None:
        pytest.skip("the CSL test suite is not here; set CSL_TEST_SUITE to its folder of fixtures")
    compared = 0
    for path in sorted(folder.glob("*.txt"))[::12]:
        fixture = read_fixture(path)
        records = [Record.from_csl(item, problems=[]) for item in fixture.input]
        items = fixture.citation_items or [[{"id": record.id}] for record in records]
        style = Style.from_string(fixture.csl)
        document = style.document(records)
        document.register([record.id for record in records])
        citations = [Citation.from_csl({"citationItems": each}) for each in items]
        texts = [text.to("html") for text in document.process(citations)]
        listed = [[entry.id, entry.html] for entry in document.bibliography()]

        made = process(
            {"style": fixture.csl, "references": list(fixture.input), "citations": items}
        )

        assert (made["citations"], made["bibliography"]) == (texts, listed), path.name
        compared += bool(texts)
    assert compared >= 50
