"""Links in an entry: the identifiers that it prints, or else its title.

In: finished rich text of one entry, its record, and which links are wanted (`Links`). Out: the text
with link spans, and their targets in order. Targets travel beside the text, because a format looks
them up when it writes a span.

Source: CSL 1.0.2 specification, Appendix VI, "Links": the base address of an identifier is a part
of its link, other words before it are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from citeformat._util.patterns import DOI_PREFIX, lazy_pattern
from citeformat._util.surrogates import replace_surrogates
from citeformat.richtext import spans
from citeformat.richtext.markup import MARKUP
from citeformat.richtext.spans import MARK, close_of

__all__ = ["LINK", "LINKED", "Links", "add_links", "find_title", "is_safe", "link_addresses",
           "targets_of", "without_links"]  # fmt: skip

LINK = chr(spans.FIRST + 2 * 30)
"""Opens a link; links never nest."""
LINKED = re.compile(f"{LINK}([^{close_of(LINK)}]*){close_of(LINK)}")
"""A link with its text."""

_SCHEMES = ("http", "https", "ftp", "mailto")
_SAFE = "/:;()._-+~!*'@,="
_DOI_PREFIX = lazy_pattern(DOI_PREFIX, re.IGNORECASE)
_BASE = lazy_pattern(r"https?://[^\s<>]*/\Z")
"""A base address, which an identifier follows."""
_PLAIN = lazy_pattern(r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9/;:()._~+!*'@,=%&?#$-]*)?\Z")
"""An address that is safe and has no special characters, as most have."""
_SPECIAL = re.compile(r"[\"<>\\^`{|}\[\]]")
_WORDLIKE = lazy_pattern(r"[\w/]")
_NEVER = lazy_pattern(r"[\x00-\x20\x7f-\x9f\u2028\u2029]")
_MARKS = re.compile(MARK)
_ADDRESS = lazy_pattern(r"https?://[^\s<>\"\ue000-\uf8ff]+")
_MOST_WORDS = 200
"""The number of words of the longest title that becomes a link; the time grows with its square."""
_WORD = lazy_pattern(r"[^\W_]+")


class Links(NamedTuple):
    """Which links an entry gets, and where identifiers resolve.

    >>> Links(doi="https://doi.example/").doi
    'https://doi.example/'
    """

    titles: bool = True
    """Whether the title is a link if no identifier is printed."""
    doi: str = "https://doi.org/"
    """What goes before a DOI."""
    pmid: str = "https://www.ncbi.nlm.nih.gov/pubmed/"
    """What goes before a PMID."""
    pmcid: str = "https://www.ncbi.nlm.nih.gov/pmc/articles/"
    """What goes before a PMCID."""


def add_links(text: str, fields: Mapping[str, object], links: Links) -> tuple[str, tuple[str, ...]]:
    """Mark the links of an entry.

    Args:
        text: Finished rich text of the entry.
        fields: The record's fields.
        links: Which links are wanted.

    Returns:
        The text with link spans, and the target of each, in order.

    >>> add_links("Nature. doi:10.1000/182", {"DOI": "10.1000/182"}, Links())[1]
    ('https://doi.org/10.1000/182',)
    """
    if LINK in text:
        return text, ()
    targets = dict(targets_of(fields, links))
    found: list[tuple[int, int, str]] = []
    for variable, target in targets.items():
        value = str(fields[variable]).strip()
        bare = _DOI_PREFIX().sub("", value) if variable == "DOI" else value
        start = text.rfind(bare)
        while start >= 0:  # the last time that it is printed, not inside a word
            end = start + len(bare)
            base = None if variable == "URL" else _BASE().search(text, 0, start)
            is_inside = _WORDLIKE().search(text[start - 1 : start] + text[end : end + 1])
            if base or not is_inside:
                low = base.start() if base else start
                if not any(low < other_end and other < end for other, other_end, _ in found):
                    found.append((low, end, target))
                break
            start = text.rfind(bare, 0, end - 1)
    if not found and targets and links.titles:
        title = find_title(text, str(fields.get("title") or ""))
        if title:
            found.append((*title, next(iter(targets.values()))))
    found.sort()
    for start, end, _ in reversed(found):
        text = f"{text[:start]}{LINK}{text[start:end]}{close_of(LINK)}{text[end:]}"
    return text, tuple([target for _, _, target in found])


def link_addresses(text: str) -> tuple[str, tuple[str, ...]]:
    """Mark the web addresses that a text prints as links. Punctuation after one is not part of it.

    Args:
        text: Finished rich text without links.

    Returns:
        The text with link spans, and the target of each, in order.

    >>> link_addresses("At https://tug.org/ (2024).")[1]
    ('https://tug.org/',)
    """
    targets: list[str] = []

    def linked(match: re.Match[str]) -> str:
        address = match[0].rstrip(".,;:!?'’”»")
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(".,;:!?'’”»")
        if not is_safe(address):
            return match[0]
        targets.append(address)
        return f"{LINK}{address}{close_of(LINK)}{match[0][len(address) :]}"

    return _ADDRESS().sub(linked, text), tuple(targets)


def without_links(text: str) -> str:
    """Remove the marks of links.

    >>> without_links(f"{LINK}TeX{close_of(LINK)}.")
    'TeX.'
    """
    return text.replace(LINK, "").replace(close_of(LINK), "")


def targets_of(fields: Mapping[str, object], links: Links) -> Iterator[tuple[str, str]]:
    """Yield the identifiers of a record with their addresses, the most stable one first.

    >>> list(targets_of({"URL": "javascript:alert(1)", "PMID": "123"}, Links()))
    [('PMID', 'https://www.ncbi.nlm.nih.gov/pubmed/123')]
    """
    bases = (("DOI", links.doi), ("PMCID", links.pmcid), ("PMID", links.pmid), ("URL", ""))
    for variable, base in bases:
        found = fields.get(variable)
        if not found:
            continue
        value = replace_surrogates(str(found)).strip()
        if variable == "DOI":
            value = _DOI_PREFIX().sub("", value)
        if not value:
            continue
        target = base + quote(value, safe=_SAFE) if base else value
        if _PLAIN().match(target):
            yield variable, target
        elif is_safe(target):
            # These characters mean something in the syntax of some output format.
            encoded = _SPECIAL.sub(lambda character: quote(character[0], safe=""), target)
            yield variable, encoded


def is_safe(target: str) -> bool:
    """Return whether an address may be a link: http, https, ftp or mailto, no control characters.

    >>> is_safe("https://example.org/a"), is_safe("java\\nscript:alert(1)"), is_safe("data:,x")
    (True, False, False)
    """
    if _NEVER().search(target):
        return False
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return parts.scheme.lower() in _SCHEMES and bool(parts.netloc or parts.scheme == "mailto")


def find_title(text: str, title: str) -> tuple[int, int] | None:
    """Find a title in an entry, whatever case and punctuation the style has given it.

    >>> find_title("Knuth. The TeXbook. 1984", "The texbook")
    (7, 18)
    """
    lowered, wanted = text.lower(), title.lower()
    if wanted and len(lowered) == len(text) and wanted in lowered:
        start = lowered.find(wanted)
        while start >= 0:
            end = start + len(title)
            if not (
                (title[0].isalnum() and text[max(start - 1, 0) : start].isalnum())
                or (title[-1].isalnum() and text[end : end + 1].isalnum())
            ):
                return start, end
            start = lowered.find(wanted, end)  # the letters of a short title are in other words
    words = _WORD().findall(MARKUP().sub("", title))
    if not words or len(words) > _MOST_WORDS:
        return None
    between = rf"(?:[^\w]|_|{MARK})*?"
    whole = rf"(?<![^\W_]){between.join(map(re.escape, words))}(?![^\W_])"
    match = re.search(whole, text, re.IGNORECASE)
    if match is None:
        return None
    start, end = match.span()
    # A link holds whole spans: those that it opens are closed in it, or just after it.
    opened: list[str] = []
    for mark in _MARKS.findall(match[0]):
        if spans.is_open(mark):
            opened.append(mark)
        elif not opened or close_of(opened.pop()) != mark:
            return None
    while opened:
        if text[end : end + 1] != close_of(opened.pop()):
            return None
        end += 1
    return start, end
