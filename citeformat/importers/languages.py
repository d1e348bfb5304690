"""Codes of languages with three letters → BCP 47 tags. A table only.

Source: ISO 639-2 (MARC's and PubMed's bibliographic codes) and the IANA language subtag registry.
"""

from __future__ import annotations

__all__ = ["TAG_OF_CODE"]

TAG_OF_CODE = {
    "afr": "af", "alb": "sq", "ara": "ar", "arm": "hy", "aze": "az", "baq": "eu", "bel": "be",
    "ben": "bn", "bos": "bs", "bul": "bg", "cat": "ca", "chi": "zh", "cze": "cs", "dan": "da",
    "dut": "nl", "eng": "en", "est": "et", "fin": "fi", "fre": "fr", "geo": "ka", "ger": "de",
    "gle": "ga", "glg": "gl", "gre": "el", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu",
    "ice": "is", "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "lat": "la", "lav": "lv",
    "lit": "lt", "mac": "mk", "may": "ms", "mul": "mul", "nor": "no", "per": "fa", "pol": "pl",
    "por": "pt", "rum": "ro", "rus": "ru", "slo": "sk", "slv": "sl", "spa": "es", "srp": "sr",
    "swe": "sv", "tha": "th", "tur": "tr", "ukr": "uk", "und": "und", "urd": "ur", "vie": "vi",
    "wel": "cy",
}  # fmt: skip
"""Code -> tag."""
