"""Recognize the identifiers of works as people write them.

In: text such as `https://doi.org/10.1000/182`, `arXiv:2101.00001v2 [cs.CL]` or
`ISBN 0-306-40615-2`. Out: an `Identifier` in one spelling, or what is wrong with the text.

Sources: the DOI Handbook, section 2; arXiv, "Understanding the arXiv identifier"; ISO 2108 (ISBN)
and ISO 3297 (ISSN), which define the check digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import unquote

from citeformat._util.patterns import DOI_PREFIX, lazy_pattern

__all__ = ["Identifier", "NotIdentified", "Scheme", "check_digit", "identifier_of", "isbn_of"]

Scheme: TypeAlias = Literal["doi", "arxiv", "pmid", "pmcid", "isbn"]


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier of a work, in one spelling.

    >>> str(Identifier("doi", "10.1000/182")), str(Identifier("pmid", "123"))
    ('10.1000/182', 'pmid:123')
    """

    scheme: Scheme
    value: str
    """Without the prefix; a PMCID begins with `PMC`, and an ISBN has 13 digits without hyphens."""

    def __str__(self) -> str:
        prefix = {"doi": "", "arxiv": "arXiv:"}.get(self.scheme, f"{self.scheme}:")
        return f"{prefix}{self.value}"

    @property
    def key(self) -> tuple[str, str]:
        """What two identifiers of the same work have in common; case does not count."""
        return self.scheme, self.value.casefold()

    @property
    def address(self) -> str:
        """The address of the work's page."""
        return _PAGES[self.scheme].format(self.value)


_PAGES = {
    "doi": "https://doi.org/{}",
    "arxiv": "https://arxiv.org/abs/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "isbn": "https://openlibrary.org/isbn/{}",
}


class NotIdentified(NamedTuple):
    """Why a text is not an identifier."""

    message: str
    hint: str


_ARXIV_ARCHIVES = """
    acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas
    cond-mat cs dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex
    nucl-th patt-sol physics plasm-ph q-alg q-bio quant-ph solv-int supr-con
""".split()
"""The archives that identifiers had until March 2007."""

_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
_PUNCTUATION = ".,;:!?'\"”’»…"
_HYPHENS = dict.fromkeys(map(ord, "\u00ad‐‑‒–—−"), "-")
_DOI = lazy_pattern(
    rf"(?P<prefix>(?:(?:(?:info:|urn:)?doi[:=/\s]\s*|{DOI_PREFIX})\s*){{0,3}})"
    r"(?P<value>10\.\d{4,9}(?:\.\d+)*(?:/|%2F)\S+)\Z",
    re.IGNORECASE,
)
_ARXIV = lazy_pattern(
    r"(?:arxiv(?:\.org)?(?:[:\s]\s*|/)|(?:https?://)?(?:[\w-]+\.)?arxiv\.org/[\w-]+/)?(?:arxiv:)?"
    r"(?P<value>\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|"
    rf"(?P<archive>{'|'.join(_ARXIV_ARCHIVES)})(?:\.[a-z-]+)?/(?P<number>\d{{7}}))"
    r"(?P<version>v[1-9]\d*)?(?:\.pdf)?(?:[?#]\S*)?(?:\s*\[[\w.-]+\])?\Z",
    re.IGNORECASE,
)
_PMID = lazy_pattern(
    r"(?:(?:pmid|pubmed(?:\s?id)?)[:\s]\s*|(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|"
    r"ncbi\.nlm\.nih\.gov/(?:m/)?pubmed)/)0*([1-9]\d{0,8})/?(?:[?#]\S*)?\Z",
    re.IGNORECASE,
)
_PMCID = lazy_pattern(
    r"(?:(?:pmcid|pmc)[:\s]\s*(?:pmc)?|pmc|(?:https?://)?(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov|"
    r"ncbi\.nlm\.nih\.gov/pmc)/articles/(?:pmc)?)0*([1-9]\d{0,9})(?:\.\d+)?(?:/\S*)?(?:[?#]\S*)?\Z",
    re.IGNORECASE,
)
_ISBN = lazy_pattern(
    r"(?P<prefix>(?:urn:)?isbn(?:-?1[03])?[:\s]*|(?:https?://)?(?:www\.)?openlibrary\.org/isbn/)?"
    r"(?P<value>\d[\d\s-]*[\dx])\Z",
    re.IGNORECASE,
)
_LONGEST = 2048
"""No DOI that we know is longer."""
_KNOWN = "a DOI, an arXiv id, a PMID, a PMCID or an ISBN is needed"


def identifier_of(text: str) -> Identifier | NotIdentified:
    """Recognize an identifier by its prefix or its form.

    Quotation marks, brackets and punctuation around it do not count. Brackets that belong to a DOI
    stay.

    Returns:
        The identifier, or what is wrong with the text. A short number without a prefix is not
        accepted, because it could be a PMID or a PMCID.

    >>> identifier_of("https://dx.doi.org/10.1016/S0140-6736(97)11096-0.").value
    '10.1016/S0140-6736(97)11096-0'
    >>> identifier_of("arXiv:math.GT/0309136v1").value, identifier_of("ISBN 0-306-40615-2").value
    ('math/0309136v1', '9780306406157')
    >>> identifier_of("12345").message
    "'12345' is only a number"
    """
    if len(text) > _LONGEST:
        return NotIdentified(f"{text[:40]!r}... is too long for an identifier", _KNOWN)
    text = _trimmed(text)
    if (found := _DOI().match(text)) is not None:
        value = found["value"]
        if "/" in found["prefix"] or "/" not in value:
            value = unquote(re.split(r"[?#]", value, maxsplit=1)[0])
        return Identifier("doi", value)
    if (found := _ARXIV().match(text)) is not None:
        archive, number = found["archive"], found["number"]
        value = f"{archive.lower()}/{number}" if archive else found["value"]
        return Identifier("arxiv", f"{value}{(found['version'] or '').lower()}")
    if (found := _PMID().match(text)) is not None:
        return Identifier("pmid", found[1])
    if (found := _PMCID().match(text)) is not None:
        return Identifier("pmcid", f"PMC{found[1]}")
    number = text.translate(_HYPHENS)
    shown = repr(text if len(text) <= 80 else f"{text[:77]}...")
    if (found := _ISBN().match(number)) is not None:
        digits = re.sub(r"[\s-]", "", found["value"])
        if found["prefix"] or len(digits) in (10, 13):
            return isbn_of(digits, shown)
    if number.isdecimal():
        return NotIdentified(f"{shown} is only a number", f"write pmid:{number} or PMC{number}")
    if re.match(r"\d{4}-\d{3}[\dXx]\Z", number):
        return NotIdentified(f"{shown} is an ISSN, which names a journal", _KNOWN)
    if re.match(r"(?:doi:\s*)?10\.\d{4,9}/?\Z", text):
        return NotIdentified(
            f"{shown} is only the beginning of a DOI", "the part after / is missing"
        )
    return NotIdentified(f"{shown} is not an identifier", _KNOWN)


def _trimmed(text: str) -> str:
    """Remove blanks, quotation marks, brackets and punctuation around an identifier."""
    text = text.strip().lstrip("<([{\"'“‘«").lstrip()
    while text:
        last = text[-1]
        unpaired = last in _PAIRS and text.count(last) > text.count(_PAIRS[last])
        if not unpaired and last not in _PUNCTUATION and not last.isspace():
            break
        text = text[:-1]
    return text


def isbn_of(number: str, shown: str = "") -> Identifier | NotIdentified:
    """Read an ISBN. An ISBN of 10 digits becomes the one of 13 digits for the same book.

    Args:
        number: The digits, with or without hyphens and blanks.
        shown: What messages call it; by default, the number in quotation marks.

    >>> isbn_of("0-306-40615-2").value, isbn_of("0-306-40615-3").message
    ('9780306406157', "the check digit of the ISBN '0-306-40615-3' should be 2")
    """
    shown = shown or repr(number)
    digits = re.sub(r"[\s-]", "", number).upper()
    body = digits[:-1]
    if len(digits) not in (10, 13) or not body.isdecimal():
        count = f"it has {len(digits)} digits, not 10 or 13"
        return NotIdentified(f"{shown} is not an ISBN: {count}", "compare it with the book")
    if len(digits) == 13 and not digits.startswith(("978", "979")):
        reason = "it does not begin with 978 or 979"
        return NotIdentified(f"{shown} is not an ISBN: {reason}", "compare it with the book")
    if digits[-1] != check_digit(body):
        message = f"the check digit of the ISBN {shown} should be {check_digit(body)}"
        return NotIdentified(message, "compare it with the book")
    body = body if len(digits) == 13 else f"978{body}"
    return Identifier("isbn", body + check_digit(body))


def check_digit(digits: str) -> str:
    """Compute the check digit of an ISSN (7 digits), an ISBN-10 (9) or an ISBN-13 (12).

    >>> check_digit("0896320"), check_digit("080442957"), check_digit("978020113447")
    ('7', 'X', '6')
    """
    if len(digits) == 12:
        total = sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(digits))
        return str(-total % 10)
    weight = len(digits) + 1
    total = sum(int(digit) * (weight - i) for i, digit in enumerate(digits))
    rest = -total % 11
    return "X" if rest == 10 else str(rest)
