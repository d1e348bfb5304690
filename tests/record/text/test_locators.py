"""Labels of locators, as people write them."""

from __future__ import annotations

import pytest

from citeformat.record.text.locators import known_label, locator_label, split_locator


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("page", "page"), ("Pp.", "page"), ("chaps.", "chapter"), ("sub_verbo", "sub-verbo"),
        ("S.V.", "sub-verbo"), ("§§", "section"), ("appendixes", "appendix"),
        ("appendices", "appendix"), ("les", None), ("leaf", None), ("", None),
    ],
)  # fmt: skip
def test_known_label(word: str, label: str | None) -> None:
    assert known_label(word) == label


@pytest.mark.parametrize(
    ("label", "locator", "split"),
    [
        ("", "12", ("page", "12")), ("", "p.12", ("page", "12")),
        ("", "chapter IV", ("chapter", "IV")), ("", "¶¶ 3", ("paragraph", "3")),
        ("", "s.v. tree", ("sub-verbo", "tree")), ("", "les 12", ("page", "les 12")),
        ("section", "p. 3", ("section", "p. 3")), ("page", "pp. 3-5", ("page", "3-5")),
        ("page", "n. 3", ("note", "3")), ("", "页5", ("page", "页5")),
    ],
)  # fmt: skip
def test_split_locator(label: str, locator: str, split: tuple[str, str]) -> None:
    assert split_locator(label, locator) == split


@pytest.mark.parametrize(
    ("label", "hint"),
    [("chaptre", "did you mean 'chapter'?"), ("zzz", "choose one of act, appendix")],
)
def test_a_wrong_label_is_an_error_with_similar_ones(label: str, hint: str) -> None:
    with pytest.raises(ValueError, match=f"there is no label '{label}' of a locator; ") as error:
        locator_label(label)

    assert hint in str(error.value)
