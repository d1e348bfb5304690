"""Language tags -> the names that research portals give languages. A table and one look-up."""

from __future__ import annotations

__all__ = ["language_name"]

_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
    "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "la": "Latin", "lt": "Lithuanian",
    "lv": "Latvian", "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_REGIONS = {("en", "us"): "US", ("pt", "br"): "Brazil", ("fr", "ca"): "Canada"}
"""Language and region -> what stands in parentheses; most regions are not named."""


def language_name(language: str | None) -> str:
    """The name of a language; text that is no tag stays as it is.

    >>> language_name("en-US"), language_name("en-GB"), language_name("Kiswahili")
    ('English (US)', 'English', 'Kiswahili')
    """
    text = language or ""
    tag, _, region = text.strip().replace("_", "-").lower().partition("-")
    if tag not in _LANGUAGES:
        return text
    name = _LANGUAGES[tag]
    shown = _REGIONS.get((tag, region.rpartition("-")[2]))
    return f"{name} ({shown})" if shown else name
