"""Names and codes of languages."""

from __future__ import annotations

import pytest

from citeformat.interchange.shared.languages import ISO_639_2, LANGUAGES, language_tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("ngerman", "de"),  # babel
        ("langfrench", "fr"),  # a key of BibLaTeX
        ("UKenglish", "en-GB"),
        ("ger", "de"),  # the bibliographic code of ISO 639-2
        ("deu", "de"),  # the terminological code
        ("wel", "cy"),
        ("sr_cyrl_rs", "sr-Cyrl-RS"),
        ("es-419", "es-419"),
        ("EN", "en"),
        ("Klingon", None),
        ("", None),
    ],
)
def test_language_tag(text: str, tag: str | None) -> None:
    assert language_tag(text) == tag


def test_names_and_codes_do_not_overlap() -> None:
    assert set(LANGUAGES) & set(ISO_639_2) == set()
