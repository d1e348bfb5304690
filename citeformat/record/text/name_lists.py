"""What people write in a list of names that is not part of a name.

In: the names of a list. Out: the same without "et al.", the years of a life, and addresses.

Source: "MARC 21 Format for Bibliographic Data", field 100, subfields d and e, for dates of life and
relator terms in the names of library catalogues.
"""

from __future__ import annotations

import re

__all__ = [
    "FAMILY_AND_INITIALS", "INSTITUTIONS", "SUFFIX", "bare_name", "has_several_people",
    "is_company", "likely_separator", "only_names", "split_people",
]  # fmt: skip

SUFFIX = r"(?:[JS]r\.?|II|III|IV|Esq\.?|Ph\.?\s?D\.?)"
"""A suffix of a name. Compile it with `re.IGNORECASE`."""

_ET_AL = re.compile(
    r"(?:\A|[\s,;~{\[(])[\s{]*(?:\\[a-z]+\b)?[\s{]*"
    r"(?:et\.?[\s~]*al(?:ii|ia|\b)\.?|u\.\s?a\.|\\?&\s*others|\.\.\.|…|\\l?dots\b)"
    r"[\s}.,\])]*\Z",
    re.IGNORECASE,
)

_YEAR = r"(?:(?:ca?|b|d|fl|born|died|active)\.?\s*)?\d{3,4}\??"
_LIFE = re.compile(
    rf"(?:"
    rf",\s*{_YEAR}\s*[-–—]+\s*(?:{_YEAR})?"  # Lee, Ann, 1950-2010
    rf"|,\s*(?:b|d|fl|born|died|active)\.?\s*{_YEAR}"  # Lee, Ann, b. 1950
    rf"|\s*\(\s*{_YEAR}\s*(?:[-–—]+\s*(?:{_YEAR})?)?\s*\)"  # Ann Lee (1950-2010)
    rf")[\s.,]*(?:(?:author|editor|translator|illustrator|compiler)[\s.]*)?\Z"
    rf"|,\s*(?:joint\s+)?author[\s.]*\Z",  # Lee, Ann, author.
    re.IGNORECASE,
)

_BORN = re.compile(rf"([^,]+,[^,]+),\s*{_YEAR}[\s.,]*\Z", re.IGNORECASE)  # Lee, Ann, 1950

_HOMONYM = re.compile(r"(?<=[^\W\d_]|\.)\s0\d{3}\Z")
"""The number by which DBLP distinguishes people of one name."""

_ADDRESS = re.compile(r"(?:(?<!\s)\s+)?\(\s*(?:https?://|www\.)[^()]*\)\s*\Z")

_NO_NAME = re.compile(
    r"\d|://|\b(?:et)?al\b|u\. ?a\.|\bothers|\.\.\.|…|dots|, ?(?:joint )?author\b", re.IGNORECASE
)

_ROLE = r"(?:editors?|translators?|compilers?|illustrators?|contributors?|eds)"

_AFTER_NAME = re.compile(
    rf"(?:[\s,]*[(\[](?:{_ROLE}|ed|hrsg|hg|transl?|comps?)\.?[)\]]"  # Ann Lee (ed.)
    rf"|,\s*{_ROLE}\.?"  # Lee, Ann, editor
    r"|\s*<[^<>\s@]+@[^<>\s]+>"  # Ann Lee <ann@example.org>
    r"|(?:,\s*|\s+\(?)[^\s@,;()<>]+@[^\s@,;()<>]+\.[a-z]+\)?"  # Lee, Ann, ann@example.org
    r"|\s*\([^()]*(?:universit|institut|college|school|laborator|department|firm\b)[^()]*\)"
    r"|\s*(?:\$\s*\^\s*(?:[\d*]|\{[^{}]*\})\s*\$|\\textsuperscript\{[^{}]*\}|[*†‡§¶¹²³⁴-⁹]+)"
    r")\Z",
    re.IGNORECASE,
)
"""What is often after a name: a role, an address, an affiliation, or the mark of a footnote."""

_BEFORE_NAME = re.compile(
    r"(?:(?:[Ee]dited|[Tt]ranslated|[Cc]ompiled)\s+by|by|[Hh]rsg\.\s+von)\s+(?=\S)"
)

_INITIAL = re.compile(r"(?:[^\W\d_]\.[\s~-]*)+[^\W\d_]|(?<![^\W\d_])[^\W\d_]{2,}(?:\s+[^\W\d_]\.)+")

_AMPERSAND = re.compile(r"\s(?:\\?&|\{\\&\})\s")

_INSTITUTION = re.compile(
    r"\b(?:of|for|the|de|des|und|et|universit|institut|cent(?:er|re)|societ|associat|press|compan"
    r"|inc\b|ltd\b|gmbh|corp|department|ministry|committee|council|group|team|consortium|agency)",
    re.IGNORECASE,
)


def only_names(items: list[str]) -> list[str]:
    """Remove from names what is not part of them.

    Args:
        items: The names of a list.

    Returns:
        The names without years of life, addresses and DBLP's numbers. "et al." becomes "others".

    >>> only_names(["Lee, Ann, 1950-", "Roe (1900–1980)", "Wei Li 0010", "Smith, J. et al."])
    ['Lee, Ann', 'Roe', 'Wei Li', 'Smith, J.', 'others']
    """
    names: list[str] = []
    for item in items:
        if _NO_NAME.search(item) is None:
            names.append(item)
            continue
        text = "et al." if item == "al." else item
        if len(item) <= _LONGEST_NAME:
            text = _HOMONYM.sub("", _ADDRESS.sub("", text))
            text = _BORN.sub(r"\1", _LIFE.sub("", text))
        et_al = _ET_AL.search(text, max(len(text) - _LONGEST_NAME, 0))
        if et_al is not None:
            text = text[: et_al.start()].rstrip(" ,;~")
            if text.count("{") > text.count("}"):
                text = text.replace("{", "", 1)
        if text or not et_al:
            names.append(text)
        if et_al is not None:
            names.append("others")
    return names


def bare_name(text: str) -> tuple[str, str]:
    """Remove what is before or after a name: a role, an address, the mark of a footnote.

    Returns:
        The name, and what was removed, or `""`.

    >>> bare_name("Lee, Ann (ed.)"), bare_name("by Ann Lee"), bare_name("Lee, Ann*")
    (('Lee, Ann', '(ed.)'), ('Ann Lee', 'by'), ('Lee, Ann', '*'))
    """
    if len(text) > _LONGEST_NAME:
        return text, ""
    before = _BEFORE_NAME.match(text)
    if before is not None:
        return text[before.end() :], before[0].strip()
    after = _AFTER_NAME.search(text)
    if after is None or not after.start():
        return text, ""
    return text[: after.start()], after[0].strip(" ,")


INSTITUTIONS = frozenset(
    """
    agency association collaboration commission committee company consortium corp corporation
    council department federation foundation gmbh group inc institute laboratory llc ltd ministry
    organisation organization society team university
    """.split()
)
"""Words at the end of the names of institutions, which no family has as its name."""

_LONGEST_NAME = 500
"""A longer text is not the name of one person. The patterns take quadratic time."""
_CONJUNCTION = re.compile(r"\S\s+(and|&|und|et|y|e|och|og|en|with|/)\s+\S")
_BETWEEN_NAMES = re.compile(
    r"[^\W\d_](?:\.?\s*(/|\||•|·|\\\\|\\and\b)\s*|"
    # "Ann Lee und Bob Roe", but not "Ann von und zu Lee"
    r"\S*\s[^\W\d_a-z]\S*\s(und|et|och|og|en|with)\s(?=[^\W\d_a-z]\S*\s))[^\W\d_a-z][\w.]"
)
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?-?){1,3}\Z")


def _conjunction(text: str) -> str:
    """Return the word between two names of the form "Family, Given", or `""`."""
    for part in text.split(",")[1:-1]:
        if (found := _CONJUNCTION.search(part)) is not None:
            return found[1]
        if ".and " in part:
            return ".and"
    return ""


def likely_separator(text: str, *, first_last: bool = False) -> str:
    """Return what seems to separate several people in one name, or `""`.

    Args:
        text: The name.
        first_last: Whether other names of the list have their family names last.

    >>> likely_separator("Smith, J.; Doe, A."), likely_separator("Smith, John")
    ("';'", '')
    >>> likely_separator("Ann Lee / Bob Roe"), likely_separator("Lee A, Roe B")
    ("'/'", "','")
    """
    if ";" in text:
        return "';'"
    if "," in text and "|" in text:
        return "'|'"
    if "/" in text and text.count(",") > 1:
        return "'/'"
    if "&" in text and _AMPERSAND.search(text):
        return "'&'"
    if "," not in text:
        found = _BETWEEN_NAMES.search(text, 0, _LONGEST_NAME)
        return repr(found[1] or found[2]) if found is not None else ""
    if conjunction := _conjunction(text):
        return repr(conjunction)
    parts = [part.split() for part in text.split(",")]
    # "First Last, First Last". A family name may have two words, but does not begin with initials.
    if len(parts) > 3 or not all(len(part) > 1 for part in parts):
        return ""
    begins_with_initial = len(parts[0][0]) == 2 and parts[0][0].endswith(".")
    ends_with_initials = all(_INITIALS.match(part[-1]) for part in parts)
    first_last = first_last and not parts[0][0][0].islower()
    several = len(parts) == 3 or begins_with_initial or ends_with_initials or first_last
    return "','" if several else ""


_SUFFIX_AND_GIVEN = re.compile(r"[^,.]+\s(?:II|III|IV),[^,.]+\s(?:[^\W\d_]\.[\s-]*)+\Z")
"""One person with a suffix, such as "Hunt III, Harry B.". "Popov II, Orlov IV" are two: PubMed
writes initials without full stops."""
_PAIRS = re.compile(r"(?:[^\W\d_][^,.]+,\s*(?:[^\W\d_]\.[\s-]*)+(?:,\s*(?:and\s+|&\s*)?|\Z)){2,}\Z")
"""Family names and initials, with commas after both: "Lee, A., Roe, B."."""

FAMILY_AND_INITIALS = re.compile(
    r"([^\W\d_][^,.]*)\s((?:[A-Z]{1,3}|(?:[^\W\d_]\.-?\s?)+)(?:\s(?:Jr|Sr|II|III)\.?)?\.?)\Z"
)
"""A name as PubMed and Scopus write it: "van der Berg JA", "Lee A.-B."."""

_COMPANY = re.compile(r"(?:inc|ltd|limited|llc|gmbh|corp|corporation|plc)\.?\Z", re.IGNORECASE)


def is_company(given: str) -> bool:
    """Return whether what follows the comma in a name is the legal form of a company.

    >>> is_company("Inc."), is_company("Ingrid")
    (True, False)
    """
    return _COMPANY.match(given) is not None


def split_people(text: str) -> tuple[list[str], str]:
    """Split people that are in one field of a format that has a field for each person.

    Returns:
        The names, and what separates them, or `""` if there is one name.

    >>> split_people("Lee, A., Roe, B.")
    (['Lee, A.', 'Roe, B.'], ',')
    >>> split_people("Lee, A. and Roe, B.")
    (['Lee, A.', 'Roe, B.'], 'and')
    >>> split_people("Lee A, Roe B"), split_people("Hunt III, Harry B.")
    ((['Lee, A', 'Roe, B'], ','), (['Hunt III, Harry B.'], ''))
    """
    if ";" in text:
        return [item.strip() for item in text.split(";") if item.strip()], ";"
    if "," not in text:
        return [text], ""
    parts = [part.strip() for part in re.split(r",\s*(?:and\s+|&\s*)?", text)]
    people = [FAMILY_AND_INITIALS.match(part) for part in parts]
    if all(people) and not _SUFFIX_AND_GIVEN.match(text):
        return [f"{person[1]}, {person[2]}" for person in people if person], ","
    if text.count(",") < 2:
        return [text], ""
    if _PAIRS.match(text):
        return [", ".join(parts[at : at + 2]) for at in range(0, len(parts) - 1, 2)], ","
    if (word := _conjunction(text)) in ("and", "&"):
        return re.split(rf"(?<!\s)\s+{word}\s+", text), word
    return [text], ""


def has_several_people(text: str) -> bool:
    """Return whether the name of an institution seems to be a list of people.

    >>> has_several_people("Smith, J. and Doe, A."), has_several_people("Barnes and Noble")
    (True, False)
    """
    items = re.split(r"(?<!\s)\s+(?:and|&)\s+|;\s*", text)
    if len(items) < 2 or _INSTITUTION.search(text):
        return False
    return all(
        _INITIAL.search(item) or re.fullmatch(r"[^\W\d_]\S*(?:,\s*|\s+)[^\W\d_]\S*", item)
        for item in items
    )
