"""The names of styles that people say, each with its style or the message."""

from __future__ import annotations

import pytest

from citeformat.errors import StyleNotFound
from citeformat.styles import loader
from citeformat.styles.catalogue import Listing, normalise
from citeformat.styles.matching import best_match, editions, parse_name

SAID = {
    "APA 7th": "apa",
    "APA 7": "apa",
    "apa7": "apa",
    "APA (7th ed.)": "apa",
    "APA, seventh edition": "apa",
    "APA style": "apa",
    "apa6": "apa-6th-edition",
    "APA 6th edition": "apa-6th-edition",
    "APA no ampersand": "apa-no-ampersand",
    "American Psychological Association 7th edition": "apa",
    "American Psychological Association (APA)": "apa",
    "MLA 9": "modern-language-association",
    "mla 9th edition": "modern-language-association",
    "MLA Handbook": "modern-language-association",
    "MLA 9th ed. notes": "modern-language-association-notes",
    "Chicago 16": "chicago-author-date-16th-edition",
    "Chicago 17": "chicago-author-date-17th-edition",
    "chicago 17th edition author-date": "chicago-author-date-17th-edition",
    "Chicago Manual of Style, 17th ed.": "chicago-author-date-17th-edition",
    "chicago 18": "chicago-author-date",
    "chicago notes": "chicago-notes",
    "chicago 17 notes and bibliography": "chicago-notes-bibliography-17th-edition",
    "chicago notes 17": "chicago-notes-bibliography-17th-edition",
    "chicago fullnote": "chicago-notes-bibliography",
    "CMOS 17": "chicago-author-date-17th-edition",
    "turabian": "turabian-notes-bibliography",
    "Turabian 9": "turabian-notes-bibliography",
    "turabian author-date": "turabian-author-date",
    "GOST": "gost-r-7-0-5-2008",
    "GOST R 7.0.5-2008": "gost-r-7-0-5-2008",
    "NEJM": "the-new-england-journal-of-medicine",
    "New England Journal of Medicine": "the-new-england-journal-of-medicine",
    "JAMA": "jama",
    "Journal of the American Medical Association": "jama",
    "AMA 11": "american-medical-association",
    "AMA 10th": "american-medical-association-10th-edition",
    "DIN 1505": "din-1505-2",
    "din1505": "din-1505-2",
    "ISO 690": "iso690-author-date-en",
    "ieee transactions": "ieee",
    "IEEE citation style": "ieee",
    "harvard": "harvard-cite-them-right",
    "Harvard referencing": "harvard-cite-them-right",
    "cite them right 10": "harvard-cite-them-right-10th-edition",
    "bluebook": "bluebook-law-review",
    "Nature": "nature",
    "Science": "science",
    "Cell": "cell",
    "Lancet": "the-lancet",
    "BMJ": "bmj",
    "vancouver": "nlm-citation-sequence",
    "Vancouver style": "nlm-citation-sequence",
    "Vancouver superscript": "nlm-citation-sequence-superscript",
    "ABNT": "associacao-brasileira-de-normas-tecnicas",
    "ACS": "american-chemical-society",
    "ACM": "association-for-computing-machinery",
    "RSC": "royal-society-of-chemistry",
    "ASA": "american-sociological-association",
    "ASA 6th edition": "american-sociological-association",
    "APSA": "american-political-science-association",
    "OSCOLA": "oscola",
    "OSCOLA 4": "oscola",
    "MHRA": "mhra-notes",
    "Elsevier Harvard": "elsevier-harvard",
    "Springer Basic": "springer-basic-author-date",
    "Springer Vancouver": "springer-vancouver",
    "LNCS": "springer-lecture-notes-in-computer-science",
    "AGU": "american-geophysical-union",
    "PNAS": "pnas",
    "plos one": "plos-one",
    "APA v6": "apa-6th-edition",
    "chicago 17 full notes": "chicago-notes-bibliography-17th-edition",
    "BMC": "biomed-central",
    "New Hart's Rules: Oxford Style Guide, 2nd ed. (notes)": "new-harts-rules-notes",
    "A.P.A. 7th": "apa",
    "M. L. A.": "modern-language-association",
    "AMA 11ed": "american-medical-association",
    "Physical Review Letters": "physical-review-letters",
}
"""Name -> the file name of its style."""

REFUSED = {
    "APA 5th": r"these are the editions: apa-6th-edition \(6\), apa \(7\)",
    "apa-5th-edition": r"these are the editions: apa-6th-edition \(6\), apa \(7\)",
    "Chicago 15": r"chicago-author-date-16th-edition \(16\).*\(17\), chicago-author-date \(18\)",
    "MLA 8": r"these are the editions: modern-language-association \(9\)",
    "modern-language-association-8th-edition": r"modern-language-association \(9\)",
    "AMA 9": r"american-medical-association-10th-edition \(10\), .* \(11\)",
    "Turabian 8": r"turabian-notes-bibliography \(9\)",
    "MHRA 3rd edition": r"mhra-notes \(4\)",
    "ASA 5": r"american-sociological-association \(6, 7\)",
    "Bluebook 21": r"did you mean bluebook",
    "nature 7": r"did you mean nature",
    "ISO 690 numeric": r"can mean several styles: iso690-numeric-\w+, .* and \d+ more",
    "SBL": r"several styles: society-of-biblical-literature-author-date, society-of-\S+\Z",
    "PRL": r"several styles: .*physical-review-letters",
    "taylor and francis": r"several styles: taylor-and-francis-\w+, .* and \d+ more",
    "journal of psychology": r"several styles: \S+, \S+, \S+, \S+ and \d+ more",
    "Chicago A": r"did you mean chicago",
    "IEEE 2018": r"did you mean ieee",
    "DIN ISO 690": r"there is no style named 'DIN ISO 690'; did you mean",
    "natbib styles for books": r"there is no style",
    "vancuver": r"did you mean vancouver",
    "chigaco": r"did you mean chicago",
    "american psycological": r"did you mean apa",
    "chicago footnotes": r"did you mean chicago-note",
    "the style": r"named 'the style'\Z",
    "xyzzy": r"named 'xyzzy'\Z",
}
"""Name -> what the message says."""


@pytest.mark.parametrize(("said", "name"), SAID.items())
def test_what_people_say(said: str, name: str) -> None:
    assert loader.find(said).name == name


@pytest.mark.parametrize(("said", "message"), REFUSED.items())
def test_what_means_no_style_or_several(said: str, message: str) -> None:
    with pytest.raises(StyleNotFound, match=message):
        loader.find(said)


def test_address_of_an_earlier_edition_is_still_its_successor() -> None:
    assert loader.find("http://www.zotero.org/styles/apa-5th-edition").name == "apa"


@pytest.mark.parametrize(
    ("said", "words", "edition"),
    [
        ("APA 7th ed.", ("apa",), 7),
        ("7th edition of APA", ("of", "apa"), 7),
        ("mla9", ("mla",), 9),
        ("A.P.A. v6", ("apa",), 6),
        ("Turabian, ninth edition", ("turabian",), 9),
        ("DIN 1505-2", ("din", "1505"), 2),
        ("GOST R 7.0.5", ("gost", "r", "7", "0", "5"), 0),
        ("IEEE 2023", ("ieee", "2023"), 0),
        ("7", ("7",), 0),
        ("", (), 0),
        ("word " * 5000, ("word",), 0),
        ("a " * 5000, ("a" * 50,), 0),
    ],
)
def test_names_have_words_and_an_edition(said: str, words: tuple[str, ...], edition: int) -> None:
    assert parse_name(said) == (words, edition)


def test_editions_of_titles() -> None:
    assert editions("ASA Style Guide 6th/7th edition") == (6, 7)
    assert editions("APSA Style Manual revised 2018 edition") == ()
    assert editions("The 7th Day") == ()


def listing(name: str, title: str, short: str = "", dependent: bool = False) -> Listing:
    return Listing(name, title, dependent, f" {normalise(f'{name} {title} {short}')} ", short)


STYLES = [
    listing("guild-of-bakers", "Guild of Bakers 2nd edition (author-date)", "GoB"),
    listing("guild-of-bakers-1st", "Guild of Bakers 1st edition (author-date)"),
    listing("guild-of-bakers-numeric", "Guild of Bakers 2nd edition (numeric)"),
    listing("journal-of-old-bread", "Journal of Old Bread"),
    listing("guild-college", "College of the Old Town and the New Harbour - Guild numbering"),
    listing("journal-of-rye", "Journal of Rye", dependent=True),
    listing("jr-other", "Journal of Rolls (Basel)", dependent=True),
]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("guild of bakers 1", "guild-of-bakers-1st"),
        ("gob", "guild-of-bakers"),
        ("gob 2nd", "guild-of-bakers"),
        ("bakers guild", "guild-of-bakers"),
        ("bakers numeric", "guild-of-bakers-numeric"),
        ("job", "journal-of-old-bread"),
        ("old breads", "journal-of-old-bread"),
        ("loaves", "journal-of-rye"),
    ],
)
def test_rules_hold_for_any_styles(said: str, name: str) -> None:
    assert best_match(said, STYLES, {"loaves": "journal-of-rye"}).name == name


@pytest.mark.parametrize(
    "said", ["journal", "guild of bakers 3", "bakers numeric 1", "jr", "", "new town"]
)
def test_nothing_is_guessed(said: str) -> None:
    with pytest.raises(StyleNotFound):
        best_match(said, STYLES, {})
