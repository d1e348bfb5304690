"""Searching styles."""

from __future__ import annotations

import pytest

from citeformat import StyleNotFound, styles


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("vancouver", "nlm-citation-sequence"),
        ("apa", "apa"),
        ("APA 7th", "apa"),
        ("mla", "modern-language-association"),
        ("author-date chicago 18th", "chicago-author-date"),
        ("nature", "nature"),
        ("ieee", "ieee"),
        ("NEJM", "the-new-england-journal-of-medicine"),
    ],
)
def test_likeliest_comes_first(words: str, first: str) -> None:
    assert styles.search(words)[0].name == first


def test_all_words_have_to_be_there() -> None:
    for style in styles.search("chicago notes"):
        assert "chicago" in style.key or "chicago" in style.name
        assert " notes" in style.key


def test_nothing_found_is_an_empty_list() -> None:
    assert styles.search("qqqq zzzz") == []


def test_no_words_give_all() -> None:
    assert len(styles.search()) == len(styles.names())


def test_title() -> None:
    assert styles.title("vancouver").startswith("NLM/Vancouver")
    with pytest.raises(StyleNotFound):
        styles.title("vancuver")
