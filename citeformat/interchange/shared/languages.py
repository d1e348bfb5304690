"""Names and codes of languages → BCP 47 tags.

In: babel's names, as BibTeX and BibLaTeX use them, or ISO 639-2 codes, as library catalogues do.
Out: tags such as `en-GB`.
"""

from __future__ import annotations

import re

from citeformat.csl.locale import canonical_tag

__all__ = ["ISO_639_2", "LANGUAGES", "language_tag"]


ISO_639_2 = {
    "afr": "af", "alb": "sq", "ara": "ar", "arm": "hy", "aze": "az", "baq": "eu", "bel": "be",
    "ben": "bn", "bos": "bs", "bul": "bg", "cat": "ca", "chi": "zh", "cze": "cs", "dan": "da",
    "dut": "nl", "eng": "en", "est": "et", "fin": "fi", "fre": "fr", "geo": "ka", "ger": "de",
    "gle": "ga", "glg": "gl", "gre": "el", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu",
    "ice": "is", "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "lat": "la", "lav": "lv",
    "lit": "lt", "mac": "mk", "may": "ms", "mul": "mul", "nor": "no", "per": "fa", "pol": "pl",
    "por": "pt", "rum": "ro", "rus": "ru", "slo": "sk", "slv": "sl", "spa": "es", "srp": "sr",
    "swe": "sv", "tha": "th", "tur": "tr", "ukr": "uk", "und": "und", "urd": "ur", "vie": "vi",
    "wel": "cy",
    # Terminological codes, of languages that have two.
    "ces": "cs", "deu": "de", "ell": "el", "fra": "fr", "nld": "nl", "zho": "zh",
}  # fmt: skip
"""ISO 639-2 code -> BCP 47 tag."""

LANGUAGES = {
    "afrikaans": "af", "american": "en-US", "arabic": "ar", "armenian": "hy",
    "australian": "en-AU", "austrian": "de-AT", "naustrian": "de-AT", "basque": "eu",
    "belarusian": "be", "bengali": "bn", "brazil": "pt-BR", "brazilian": "pt-BR",
    "breton": "br", "british": "en-GB", "bulgarian": "bg", "canadian": "en-CA",
    "canadien": "fr-CA", "acadian": "fr-CA", "catalan": "ca", "chinese": "zh",
    "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "esperanto": "eo", "estonian": "et", "farsi": "fa", "persian": "fa", "finnish": "fi",
    "francais": "fr", "français": "fr", "french": "fr", "galician": "gl", "georgian": "ka",
    "german": "de", "ngerman": "de", "deutsch": "de", "germanb": "de", "greek": "el",
    "polutonikogreek": "grc", "ancientgreek": "grc", "hebrew": "he", "hindi": "hi",
    "hungarian": "hu", "magyar": "hu", "icelandic": "is", "indonesian": "id", "irish": "ga",
    "interlingua": "ia", "italian": "it", "japanese": "ja", "korean": "ko", "kurmanji": "kmr",
    "latin": "la", "latvian": "lv", "lithuanian": "lt", "macedonian": "mk", "malay": "ms",
    "marathi": "mr", "mexican": "es-MX", "mongolian": "mn", "naustralian": "en-AU",
    "newzealand": "en-NZ", "norsk": "nb", "norwegian": "no", "nynorsk": "nn", "polish": "pl",
    "portuges": "pt-PT", "portuguese": "pt-PT", "romanian": "ro", "russian": "ru",
    "sanskrit": "sa", "serbian": "sr-Latn", "serbianc": "sr-Cyrl", "slovak": "sk",
    "slovene": "sl", "slovenian": "sl", "spanish": "es", "swedish": "sv", "swissgerman": "de-CH",
    "nswissgerman": "de-CH", "tamil": "ta", "thai": "th", "turkish": "tr", "turkmen": "tk",
    "ukrainian": "uk", "ukenglish": "en-GB", "usenglish": "en-US", "urdu": "ur",
    "vietnamese": "vi", "welsh": "cy", "yiddish": "yi",
}  # fmt: skip
"""Name in lower case -> BCP 47 tag."""

_TAG = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?")


def language_tag(text: str) -> str | None:
    """Return the BCP 47 tag of a language.

    Args:
        text: A name, an ISO 639-2 code or a tag.

    Returns:
        The tag, or `None` if the language is unknown.

    >>> language_tag("ngerman"), language_tag("langenglish"), language_tag("pt_br")
    ('de', 'en', 'pt-BR')
    >>> language_tag("ger"), language_tag("deu"), language_tag("Klingon")
    ('de', 'de', None)
    """
    name = text.strip().lower()
    for table, key in (
        (LANGUAGES, name),
        (LANGUAGES, name.removeprefix("lang")),
        (ISO_639_2, name),
    ):
        if key in table:
            return table[key]
    tag = text.strip()
    return canonical_tag(tag) if _TAG.fullmatch(tag) else None
