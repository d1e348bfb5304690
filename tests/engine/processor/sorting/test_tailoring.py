"""Letters have the order of each language: what ICU does is expected."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from citeformat.engine.processor.sorting.collation import OWN_ORDER_OF_ASCII, collation_key
from citeformat.engine.processor.sorting.tailoring import collation_of
from citeformat.engine.processor.sorting.weights import RootWeights, Weights, lines_of


def read_orders() -> Iterator[tuple[str, list[str]]]:
    """Read the words of each language, in order."""
    text = Path(__file__).with_name("orders.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            lang, _, words = line.partition(": ")
            yield lang, words.split()


ORDERS = dict(read_orders())
ENGLISH = "Smith, John"


def in_order(words: list[str], lang: str) -> list[str]:
    """Shuffle words, and sort them."""
    shuffled = random.Random(len(words)).sample(words, len(words))
    return sorted(shuffled, key=lambda word: collation_key(word, lang))


@pytest.mark.parametrize("lang", ORDERS)
def test_words_are_sorted_as_in_icu(lang: str) -> None:
    words = ORDERS[lang]
    assert in_order(words, lang) == words
    keys = [collation_key(word, lang) for word in words]
    assert all(first < second for first, second in pairwise(keys))


@pytest.mark.parametrize("lang", [lang for lang, _ in lines_of("tailorings.txt")])
def test_languages_that_change_ascii_are_known(lang: str) -> None:
    if collation_of(lang).changes_ascii:
        assert lang.partition("-")[0] in OWN_ORDER_OF_ASCII
    assert collation_key("Zürich", lang) > collation_key("Adam", lang)


def test_every_locale_of_csl_is_sorted_without_an_error() -> None:
    for lang in ("bal-PK", "brh-PK", "la", "lij-IT", "tl-PH", "xx"):
        assert in_order(["a", "é", "z"], lang) == ["a", "é", "z"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("da-DK", ["Andersen", "Zahle", "Aagaard"]),
        ("nb-NO", ["Dahl", "Ødegård", "Aasen"]),
        ("de-AT", ["Osten", "Ostern", "Österreich", "Otto"]),
        ("et-EE", ["Sepp", "Šmidt", "Zobel", "Tamm", "Õun", "Ülo"]),
        ("hr-HR", ["Lukić", "Ljubić", "Mađar"]),
        ("hu-HU", ["Cukor", "Csaba", "Dávid", "Zoltán", "Zsófia"]),
        ("is-IS", ["Atli", "Árni", "Zoega", "Þór", "Ægir", "Örn"]),
        ("lt-LT", ["Yčas", "Ivanauskas", "Jonaitis", "Sabonis", "Šarka"]),
        ("mk-MK", ["Димов", "Ѓорчев", "Ефтимов", "Киров", "Лазов", "Љубов", "Ќосев", "Цветков"]),
        ("ro-RO", ["Ana", "Ăla", "Tudor", "Țepeș"]),
        ("sq-AL", ["Cani", "Çela", "Duka", "Dhima", "Lala", "Llesh"]),
        ("tr-TR", ["Canan", "Çelik", "Isparta", "Işık", "İnan", "Ömer"]),
        ("uk-UA", ["Гай", "Ґедзь", "Іванов", "Їжак", "Йосип"]),
        ("vi-VN", ["An", "Ẩn", "Dung", "Đặng", "Ông", "Ơn"]),
        ("fa-IR", ["بهرام", "پارسا", "جمال", "چراغ"]),
        ("tl-PH", ["Nuñez", "Nuza", "Ngalan", "Ocampo"]),
        ("th-TH", ["กมล", "เกษม", "ขวัญ", "แสง", "หนู"]),
        ("ja-JP", ["Smith", "かとう", "スミス", "田中"]),
        ("ko-KR", ["강", "김", "金浦", "이", "Kim"]),
        ("zh-CN", ["陈", "李", "王", "张", "Smith"]),
        ("zh-TW", ["丁", "王", "陳", "Smith"]),
    ],
)
def test_names_of_a_language(lang: str, words: list[str]) -> None:
    assert in_order(words, lang) == words


@pytest.mark.parametrize(
    "words",
    [
        ["ʿAbd", "Adams", "Zeta"],
        ["Hawaiʻi", "Hawking"],
        ["Dupont", "Durand", "d’Urban", "Dusek"],
        ["Іваненко", "Коваль", "Яковенко"],
        ["2001", "Adams", "Ωμέγα", "Яблоко", "עוז", "كتاب", "ไทย", "가", "かな", "中"],
        ["cote", "coté", "côte", "côté", "coter"],
        ["strass", "straß", "Strasse", "Straße"],
        ["Aegir", "Ægir", "Afar"],
        ["No. ٩", "No. 10"],
    ],
)
def test_names_in_an_english_list(words: list[str]) -> None:
    assert in_order(words, "en-US") == words


def test_decomposed_letters_are_letters() -> None:
    assert collation_key("A\u030argård", "da") == collation_key("Årgård", "da")
    assert collation_key("e\u0323\u0302", "vi") == collation_key("ệ", "vi")


def test_canadian_french_compares_accents_from_the_end() -> None:
    assert in_order(["cote", "côte", "coté", "côté"], "fr-CA") == ["cote", "côte", "coté", "côté"]


def test_plain_english_reads_no_table() -> None:
    collation_of.cache_clear()
    assert collation_key(ENGLISH, "en-GB") == ("smith john", "")
    assert collation_of.cache_info().currsize == 0


def test_punctuation_does_not_need_the_other_scripts() -> None:
    weights = RootWeights()
    known = set(weights)

    assert weights["—"] == weights["“"] == Weights("", "")
    assert set(weights) == known | {"—", "“"}

    assert weights["あ"].primary
    later = set(weights).difference(known)
    assert {unicodedata.category(char)[0] for char in later - {"—", "“"}} == set("LMN")
