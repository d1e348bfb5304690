"""Styles are found by what they print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citeformat import Record, RecordError, Style, StyleNotFound, find_styles
from citeformat.finding.shelves import shelves_of
from tests.samples import bib, csl

STYLES = ["apa", "ieee", "nature", "nlm-citation-sequence", "elsevier-harvard", "rhinology"]
ARTICLE = Record.from_csl({
    "id": "trees", "type": "article-journal", "title": "The secret life of trees: A review",
    "author": [{"family": "Doe", "given": "Jane"}, {"family": "Smith", "given": "Peter"}],
    "container-title": "Forests", "volume": "12", "issue": "3", "page": "41-58",
    "issued": {"date-parts": [[2020, 5]]}, "DOI": "10.1000/abc",
})  # fmt: skip
CHAPTER = Record.from_csl({
    "id": "seas", "type": "chapter", "title": "Rising seas", "page": "3-9",
    "author": [{"family": "Roe", "given": "Richard"}], "container-title": "Cities and water",
    "editor": [{"family": "Poe", "given": "Ann"}], "publisher": "Wiley",
    "issued": {"date-parts": [[1999]]},
})  # fmt: skip


def names(text: str | list[str], *records: Record, citation: bool = False) -> list[str]:
    """The names of the styles that are found, the best first."""
    found = find_styles(text, records, citation=citation, styles=STYLES)
    return [match.name for match in found]


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("record", [ARTICLE, CHAPTER], ids=["article", "chapter"])
def test_what_a_style_prints_finds_it(name: str, record: Record) -> None:
    (entry,) = Style.load(name).bibliography([record])

    found = find_styles(entry.text, record, styles=STYLES)

    assert name in [style.name for style in found[0].styles]
    assert found[0].is_exact


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("17. Doe J, Smith P. The secret life of trees: A review. Forests. 2020 May;12(3):41-58.",
         "nlm-citation-sequence"),
        ("Doe J, Smith P. The se-\ncret life of trees: A review.\nForests. 2020 May;12(3):41–58.",
         "nlm-citation-sequence"),
        ('[4] J. Doe and P. Smith, "The secret life of trees: A review," Forests, vol. 12, no. 3, '
         "pp. 41-58, May 2020.", "ieee"),
        ("Doe, J., & Smith, P. (2020). The secret life of trees: A review. <i>Forests</i>, 12(3), "
         "41--58.", "apa"),
    ],
)  # fmt: skip
def test_damaged_references(text: str, name: str) -> None:
    assert names(text, ARTICLE)[0] == name


def test_a_style_that_adds_the_doi_is_less_similar() -> None:
    with_doi = (
        "Doe, J., & Smith, P. (2020). The secret life of trees: A review. Forests, 12(3), 41–58."
    )
    found = find_styles(with_doi, ARTICLE, styles=["apa"])

    assert not found[0].is_exact
    assert found[0].differences[0][-1].after.endswith("10.1000/abc")


def test_several_references_belong_to_their_records() -> None:
    text = (
        "Roe, R. (1999). Rising seas. In A. Poe (Ed.), Cities and water (pp. 3–9). Wiley.\n\n"
        "Doe, J., & Smith, P. (2020). The secret life of trees: A review. Forests, 12(3), 41–58."
    )
    found = find_styles(text, [ARTICLE, CHAPTER], styles=STYLES)

    assert found.records == ("seas", "trees")
    assert found[0].name == "apa"
    assert found.problems == ()


def test_a_reference_without_a_record_is_reported() -> None:
    found = find_styles(["Roe R. Rising seas. 1999.", "Poe. Mountains."], [CHAPTER], styles=["apa"])

    assert found.records == ("seas",)
    assert [problem.message for problem in found.problems] == [
        "no record has the title in 'Poe. Mountains.'"
    ]


def test_references_without_titles_belong_to_their_records() -> None:
    text = "Roe, in Cities and water (1999).\n\nDoe and Smith, Forests 12, 41 (2020)."
    found = find_styles(text, [ARTICLE, CHAPTER], styles=["apa"])

    assert found.records == ("trees",)
    (problem,) = found.problems
    assert problem.hint == "give its record alone"


def test_one_style_and_no_matches() -> None:
    assert find_styles("Roe R. Rising seas.", CHAPTER, styles="apa")[0].name == "apa"
    with pytest.raises(ValueError, match="limit is 1 or more, not 0"):
        find_styles("Roe R. Rising seas.", CHAPTER, styles="apa", limit=0)


def test_a_record_that_does_not_fit_is_reported() -> None:
    found = find_styles("Poe. Mountains.", CHAPTER, styles=["apa"])

    (problem,) = found.problems
    assert problem.record == "seas"


def test_citations() -> None:
    assert names("(Doe & Smith, 2020)", ARTICLE, citation=True)[0] == "apa"
    assert names("(Doe and Smith, 2020)", ARTICLE, citation=True)[0] == "elsevier-harvard"
    assert names("[1]", ARTICLE, citation=True)[0] == "ieee"


def test_styles_with_one_text_are_one_match(tmp_path: Path) -> None:
    for name in ("one", "other"):
        style = csl('<text variable="title"/>', bib('<text variable="title" suffix="!"/>'))
        (tmp_path / f"{name}.csl").write_text(style, "utf-8")

    found = find_styles(
        "Rising seas!", CHAPTER, styles=["one", "other", "apa"], styles_folder=tmp_path
    )

    assert [style.name for style in found[0].styles] == ["one", "other"]
    assert found.searched == 3


def test_a_style_for_notes_is_found_by_its_note(tmp_path: Path) -> None:
    style = csl('<text variable="title" prefix="See "/>', kind="note")
    (tmp_path / "notes.csl").write_text(style, "utf-8")

    found = find_styles("See Rising seas", CHAPTER, styles=["notes", "apa"], styles_folder=tmp_path)

    assert found[0].name == "notes"


def test_a_broken_style_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "broken.csl").write_text(csl('<text macro="none"/>'), "utf-8")

    found = find_styles("Rising seas", CHAPTER, styles=["broken", "apa"], styles_folder=tmp_path)

    assert [match.name for match in found] == ["apa"]
    assert [problem.source for problem in found.problems] == ["broken"]


def test_a_dependent_style_means_its_parent() -> None:
    found = find_styles("Rising seas", CHAPTER, styles=["the-lancet-oncology", "academic-medicine"])

    assert all(not style.dependent for match in found for style in match.styles)
    assert sum([match.dependents for match in found]) > 0


def test_a_changed_style_is_compiled_again(tmp_path: Path) -> None:
    path = tmp_path / "mine.csl"
    for mark in ("!", "??"):
        path.write_text(csl('<text variable="title"/>', bib(f'<text value="a{mark}"/>')), "utf-8")
        found = find_styles("x", CHAPTER, styles=["mine"], styles_folder=tmp_path)

        assert found[0].texts == (f"a{mark}",)


def test_the_cache_gives_the_same_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o700)
    monkeypatch.setenv("CITEFORMAT_CACHE_DIR", str(tmp_path))
    text, styles = "Roe R. Rising seas. 1999.", ["rhinology", "nature"]
    first = find_styles(text, CHAPTER, styles=styles)
    kinds = {path.name.partition("-")[0] for path in tmp_path.iterdir()}

    assert {"shelf", "texts"} <= kinds
    assert find_styles(text, CHAPTER, styles=styles) == first
    for path in tmp_path.glob("*-*"):
        path.write_bytes(b"damaged")
    assert find_styles(text, CHAPTER, styles=styles) == first
    for path in tmp_path.glob("texts-*"):
        path.unlink()
    assert find_styles(text, CHAPTER, styles=styles) == first


def test_all_independent_styles_are_on_shelves() -> None:
    files = [file for shelf in shelves_of() for file in shelf.files]

    assert len(files) == len(set(files)) > 2_800
    assert not any("dependent" in Path(file).parts for file in files)


def test_progress_is_reported(tmp_path: Path) -> None:
    (tmp_path / "mine.csl").write_text(csl('<text variable="title"/>'), "utf-8")
    seen: list[float] = []

    find_styles("no cache has this", CHAPTER.replace(title="Unseen"), styles=["mine", "apa"],
                styles_folder=tmp_path, report=seen.append)  # fmt: skip

    assert seen == [0.5, 1.0]


def test_json() -> None:
    found = find_styles("Roe R. Rising seas.", CHAPTER, styles=["apa", "ieee"])
    first = json.loads(found.to("json"))[0]

    assert first["name"] == found[0].name
    assert "".join([part["before"] for part in first["differences"][0]]) == "Roe R. Rising seas."


def test_html_is_escaped() -> None:
    record = CHAPTER.replace(title="Seas & <x> cities")
    found = find_styles("Seas & <x> cities", record, styles=["apa"])

    assert "Seas &amp; &lt;x&gt; cities" in found.to("html")


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_reference(text: str) -> None:
    with pytest.raises(RecordError, match="its text is empty"):
        find_styles(text, CHAPTER)


def test_no_record() -> None:
    with pytest.raises(RecordError, match="needs the record"):
        find_styles("Roe R. Rising seas.", [])


def test_an_unknown_style() -> None:
    with pytest.raises(StyleNotFound):
        find_styles("Roe R. Rising seas.", CHAPTER, styles=["appa-style"])
