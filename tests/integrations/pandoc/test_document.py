"""Citations in documents of pandoc."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeformat.errors import CiteformatError, FormatError, SourceError, StyleNotFound
from citeformat.integrations.pandoc import filter_document
from citeformat.manuscripts.settings import Settings
from citeformat.output.writers.pandoc import Element, words
from tests.integrations.pandoc.documents import (
    cite,
    document,
    filtered,
    meta,
    note,
    para,
    text_of,
)

NOTES = "chicago-notes-bibliography"
MATH: Element = {"t": "Math", "c": [{"t": "InlineMath"}, "x^2"]}
CODE: Element = {"t": "Code", "c": [["", [], []], "f(x)"]}
IMAGE: Element = {"t": "Image", "c": [["", [], []], [], ["a.png", ""]]}


def first(*inlines: Element | str, **metadata: Any) -> str:
    """The text of the first paragraph of a document with one paragraph."""
    return text_of(filtered(para(*inlines), **metadata).document["blocks"][0])


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (cite("sea"), "(Doe, 2000)"),
        (cite("sky", "sea"), "(Doe, 2000; Roe, 2001)"),
        (cite("sea", suffix=words(", pp. 3-5 and more")), "(Doe, 2000, pp. 3–5 and more)"),
        (cite("sea", suffix=words("{ii}, but")), "(Doe, 2000, p. ii, but)"),
        (cite("sea", prefix=words("see")), "(see Doe, 2000)"),
        (cite("sky", "sea", prefix=words("see")), "(see Roe, 2001; Doe, 2000)"),
        (cite("sea", mode="SuppressAuthor"), "(2000)"),
        (cite("sea", mode="AuthorInText", suffix=words("p. 3")), "Doe (2000, p. 3)"),
        (cite("nobody"), "(nobody?)"),
    ],
)
def test_citation(citation: Element, expected: str) -> None:
    assert first(citation) == expected


def test_elements_in_affixes_survive() -> None:
    """Formulas, code and images around a key are elements in the result, and a `<` is text."""
    prefix: list[Element] = [{"t": "Emph", "c": words("see")}, {"t": "Space"}, MATH]
    suffix = [*words(", p. 3 <i>"), {"t": "Space"}, CODE, IMAGE]

    made = filtered(para(cite("sea", prefix=prefix, suffix=suffix)))

    inlines = made.document["blocks"][0]["c"][0]["c"][1]
    assert [each for each in inlines if each in (MATH, CODE, IMAGE)] == [MATH, CODE, IMAGE]
    assert {"t": "Emph", "c": words("see")} in inlines
    assert text_of(inlines) == "(see x^2 Doe, 2000, p. 3 <i> f(x))"


def test_the_citations_stay_in_the_element() -> None:
    citation = cite("sea")

    made = filtered(para(citation)).document["blocks"][0]["c"][0]

    assert made["t"] == "Cite"
    assert made["c"][0] == citation["c"][0]


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        (["A ", cite("sea"), "."], "A.[[Jane Doe, The Sea (Pub, 2000).]]"),
        (["A ", cite("sea"), " b"], "A[[Jane Doe, The Sea (Pub, 2000).]] b"),
        ([cite("sea"), "."], "[[Jane Doe, The Sea (Pub, 2000).]]."),
        (["What? ", cite("sea"), "."], "What?[[Jane Doe, The Sea (Pub, 2000).]]"),
        (["As ", cite("sea", mode="AuthorInText"), "."], "As Jane Doe.[[The Sea (Pub, 2000).]]"),
        ([note(cite("sea"))], "[[Jane Doe, The Sea (Pub, 2000).]]"),
        ([note("See ", cite("sea"), ".")], "[[See (Jane Doe, The Sea (Pub, 2000)).]]"),
        ([note(cite("nobody", mode="AuthorInText"), " x")], "[[nobody? x]]"),
        ([note(cite("nobody"))], "[[nobody?]]"),
        (["x", cite("nobody")], "x[[nobody?]]"),
        ([note(cite("sea", mode="AuthorInText"))], "[[Jane Doe, The Sea (Pub, 2000)]]"),
    ],
)  # fmt: skip
def test_notes(inlines: list[Element | str], expected: str) -> None:
    assert first(*inlines, csl=NOTES) == expected


def test_marks_side_by_side() -> None:
    """Punctuation is before all marks."""
    made = first("A ", cite("sea"), " ", cite("sky"), ".", csl=NOTES)

    assert made.startswith("A.[[Jane Doe")
    assert made.count("[[") == 2
    assert made.endswith("]]")


def test_punctuation_goes_into_quotations() -> None:
    quotation = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, words("yes")]}

    made = filtered(para(quotation, " ", cite("sea"), "."), csl=NOTES).document

    assert made["blocks"][0]["c"][0]["c"][1] == [*words("yes"), *words(".")]


def test_marks_before_punctuation() -> None:
    made = first("A ", cite("sea"), ".", csl=NOTES, notes_after_punctuation=False)

    assert made == "A[[Jane Doe, The Sea (Pub, 2000).]]."


def test_numbers_of_notes() -> None:
    """A citation in the text is a note, and counts with those of the author."""
    made = filtered(
        para("a", cite("sea")), para(note("x")), para(note(cite("sea"))), csl="oscola"
    ).document

    assert "n 1" in text_of(made["blocks"][2]) or "ibid" in text_of(made["blocks"][2]).lower()


def test_links_lead_to_entries() -> None:
    made = filtered(para(cite("odd/key")), link_citations=True).document

    inlines = made["blocks"][0]["c"][0]["c"][1]
    (link,) = [each for each in inlines if each["t"] == "Link"]
    assert link["c"][2][0] == "#ref-odd/key"
    assert made["blocks"][1]["c"][1][0]["c"][0] == ["ref-odd/key", ["csl-entry"], []]


def test_addresses_in_notes_are_links() -> None:
    made = json.dumps(filtered(para("A", cite("sky")), csl=NOTES).document["blocks"][0])

    assert '["https://doi.org/10.1000/182", ""]' in made


def test_unknown_keys_are_problems() -> None:
    made = filtered(para(cite("sae"), cite("sea")))

    (problem,) = made.problems
    assert problem.record == "sae"
    assert problem.hint.startswith("did you mean sea")
    assert made.cited == ("sea",)
    strong = made.document["blocks"][0]["c"][0]["c"][1][1]
    assert strong == {"t": "Strong", "c": words("sae?")}


def test_citations_in_the_metadata() -> None:
    made = filtered(para("x"), abstract={"t": "MetaInlines", "c": [cite("sea")]}).document

    assert text_of(made["meta"]["abstract"]) == "(Doe, 2000)"


def test_language_and_style() -> None:
    assert first(cite("sea", "sky"), lang="de") == "(Doe, 2000; Roe, 2001)"
    assert first(cite("sea", suffix=words(", S. 3")), lang="de") == "(Doe, 2000, S. 3)"
    assert first(cite("sea"), csl="ieee") == "[1]"


def test_a_wrong_language_is_a_problem() -> None:
    made = filtered(para(cite("sea")), lang="not a language")

    assert made.problems[0].message.startswith("lang: ")
    assert text_of(made.document["blocks"][0]) == "(Doe, 2000)"


def test_abbreviations(tmp_path: Path) -> None:
    path = tmp_path / "short.json"
    path.write_text('{"default": {"container-title": {"Nature": "Nat."}}}', "utf-8")

    made = filtered(para(cite("sky")), csl="nature", citation_abbreviations=str(path)).document

    assert "Nat." in text_of(made["blocks"][1])


def test_files_of_records(tmp_path: Path) -> None:
    """Records of the metadata come before those of files."""
    path = tmp_path / "refs.json"
    items = [{"id": "sea", "title": "Other"}, {"id": "land", "title": "The Land"}]
    path.write_text(json.dumps(items), "utf-8")

    made = filtered(para(cite("land", "sea")), bibliography=[str(path)]).document

    assert text_of(made["blocks"][0]) == "(Doe, 2000; The Land, n.d.)"


def test_superscripts_follow_punctuation_if_wanted() -> None:
    assert first("A ", cite("sea"), ".", csl="nature") == "A1."
    assert first("A ", cite("sea"), ".", csl="nature", notes_after_punctuation=True) == "A.1"


@pytest.mark.parametrize("version", [[1, 20], [1, 22, 2, 1], [1, 23, 1]])
def test_versions(version: list[int]) -> None:
    made = document(para(cite("sea"))) | {"pandoc-api-version": version}

    assert text_of(filter_document(made).document["blocks"][0]) == "(Doe, 2000)"


def test_cites_are_sorted_as_by_the_version_of_pandoc() -> None:
    citation = cite("sky", "sea", prefix=words("see"))
    made = document(para(citation)) | {"pandoc-api-version": [1, 22, 2, 1]}

    assert text_of(filter_document(made).document["blocks"][0]) == "(Doe, 2000; see Roe, 2001)"
    assert first(citation) == "(see Roe, 2001; Doe, 2000)"


def test_typst_has_no_citations_of_its_own() -> None:
    """Pandoc writes a `Cite` as `#cite`, and the bibliography of the metadata as a second list."""
    made = document(para("See ", cite("sea"), "."), csl="apa", bibliography=[])

    document_, _, _ = filter_document(made, target="typst")

    assert text_of(document_["blocks"][0]) == "See (Doe, 2000)."
    assert document_["blocks"][0]["c"][2]["t"] == "Span"
    assert not {"csl", "bibliography"} & set(document_["meta"])
    assert document_["blocks"][-1]["c"][0][0] == "refs"


@pytest.mark.parametrize(
    "wrong",
    [[], {}, {"blocks": []}, document() | {"pandoc-api-version": [1, 17]},
     document() | {"pandoc-api-version": "1.23"}, {"unMeta": {}}],
)  # fmt: skip
def test_what_is_not_a_document(wrong: Any) -> None:
    with pytest.raises(FormatError):
        filter_document(wrong)


def test_what_cannot_be_read() -> None:
    with pytest.raises(StyleNotFound):
        filtered(para(cite("sea")), csl="no-such-style-at-all")
    with pytest.raises(SourceError):
        filtered(para(cite("sea")), bibliography="missing.bib")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "sea", "refs", "Str"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["t", "c", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)
ODD: list[Any] = [
    {"t": [], "c": []},
    {"t": {}, "c": words("a")},
    {"t": "Str", "c": -1},
    {"t": "Quoted", "c": words("a")},
    {"t": "Quoted", "c": [{"t": []}, words("a")]},
    {"t": "Quoted"},
    {"t": "Span", "c": [["", ["nocase"], 1], words("a")]},
    {"t": "Span", "c": [[], -1]},
    {"t": "Underline"},
    {"t": "Note", "c": [1, 2]},
    {"t": "Header", "c": [1, ["x", None, []], []]},
    {"t": "Header", "c": [1, ["x", -1, []], []]},
    {"t": "Div", "c": [["refs", None, []], []]},
    {"t": "Div", "c": [["refs", [], [["a"]]], []]},
    {"t": "Div", "c": [["refs", [], []], -1]},
    {"t": "Div", "c": [["refs-a", [], [[[], {}]]], []]},
    {"t": "Div", "c": ["refs"]},
    {"t": "Cite", "c": -1},
    {"t": "Cite", "c": [[{"citationId": []}], []]},
    {"c": -1},
    -1,
    [[[]]],
]
"""Nodes that pandoc does not write."""


@pytest.mark.parametrize("node", ODD)
@pytest.mark.parametrize("version", [20, 23])
def test_odd_node(node: Any, version: int) -> None:
    """What is not understood stays as it is, and the citations around it are rendered."""
    citation = cite("sea", prefix=[node])
    made = document(para(citation), para(cite("sea"), node), csl=NOTES)
    made["blocks"] += [[node], node]
    made["pandoc-api-version"] = [1, version]
    made["meta"]["subtitle"] = {"t": "MetaInlines", "c": [node]}
    before = json.dumps(node)

    blocks = filter_document(made, target="docx", options=Settings(zotero_fields=True)).document[
        "blocks"
    ]

    assert json.dumps(blocks[2:4]) == f"[[{before}], {before}]"
    assert json.dumps(blocks[1]["c"][-1]) == before
    assert "Jane Doe" in json.dumps(blocks[0])


@pytest.mark.parametrize("node", ODD)
def test_odd_metadata(node: Any) -> None:
    """Metadata that is not understood costs no citation."""
    made = document(para(cite("sea")))
    made["meta"]["references"]["c"][0]["c"]["note"] = {"t": "MetaInlines", "c": [node]}
    odd = {"t": "MetaInlines", "c": [node]}
    made["meta"] |= {"reference-section-title": node, "lang": node, "nocite": odd, "title": odd}

    assert "Doe" in text_of(filter_document(made).document["blocks"][0])


def test_note_in_a_suffix_is_no_place_for_a_field() -> None:
    """A field of Zotero is around the citation, not in a note that its suffix has."""
    suffix = [*words(" see"), {"t": "Note", "c": [para("a"), para("b")]}]
    made = document(para(cite("sea", suffix=suffix)), zotero_fields=True, csl="ieee")

    content = filter_document(made, target="docx").document["blocks"][0]["c"][0]["c"][1]

    assert [content[place]["t"] for place in (0, -1)] == ["RawInline", "RawInline"]


NODES = st.recursive(
    VALUES | st.just(cite("sea")) | st.just(MATH) | st.sampled_from(words("a b.")),
    lambda inner: st.builds(
        lambda name, content: {"t": name, "c": content},
        st.just([])
        | st.sampled_from(
            "Para Emph Note Div Cite Quoted Span Link Header Underline Table".split()
        ),
        st.lists(inner, max_size=3) | VALUES,
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(NODES, max_size=4),
    st.dictionaries(
        st.sampled_from("csl nocite lang bibliography references link-citations title".split()),
        NODES, max_size=2,
    ),
    st.sampled_from(["apa", NOTES]),
)  # fmt: skip
def test_any_document(blocks: list[Any], metadata: dict[str, Any], style: str) -> None:
    """A document of any form is filtered or refused."""
    made = document(para(cite("sea")), *blocks, csl=style)
    made["meta"] |= metadata
    with contextlib.suppress(CiteformatError):
        json.dumps(filter_document(made, cache=False).document)


def test_zotero_fields() -> None:
    made = document(para("A ", cite("sea", suffix=words(", p. 3"))), zotero_fields=True)

    blocks = filter_document(made, target="docx").document["blocks"]

    raw = [each["c"][1] for each in blocks[0]["c"][-1]["c"][1] if each["t"] == "RawInline"]
    code = raw[0].split("CSL_CITATION ")[1].split("</w:instrText>")[0]
    data = json.loads(code)
    (item,) = data["citationItems"]
    assert (item["id"], item["locator"], item["label"]) == ("sea", "3", "page")
    assert item["itemData"]["title"] == "The Sea"
    assert data["properties"]["plainCitation"] == "(Doe, 2000, p. 3)"
    assert raw[1].count('w:fldCharType="end"') == 1
    assert "ADDIN ZOTERO_BIBL" in json.dumps(blocks[1])
    assert "ZOTERO_PREF_1" in made["meta"]


def test_no_fields_in_other_formats() -> None:
    made = filter_document(document(para(cite("sea")), zotero_fields=True), target="html")

    assert "ADDIN" not in json.dumps(made.document)


def test_meta_of_the_helpers() -> None:
    assert meta(True) == {"t": "MetaBool", "c": True}
