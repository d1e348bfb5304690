"""Get works of arXiv.

In: arXiv ids. Out: entries of an Atom feed, and the CSL-JSON items in them. The record describes
the preprint. If the work was published elsewhere, a problem of severity info names the DOI.

Source: arXiv, "API User's Manual", sections 3.3 (the Atom feed) and 3.4 (errors).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from citeformat._util.text import text_of
from citeformat.errors import Problem
from citeformat.fetching.client import Client, Unavailable
from citeformat.fetching.stored import Found
from citeformat.record.text.dates import from_text
from citeformat.record.text.identifiers import Identifier, identifier_of
from citeformat.record.works.values import present, split_name

__all__ = ["fetch_arxiv", "read_entry"]

_ATOM = "{http://www.w3.org/2005/Atom}"
_VERSION = re.compile(r"v(\d+)\Z")
_ARXIV = "{http://arxiv.org/schemas/atom}"


def fetch_arxiv(
    client: Client, urls: Mapping[str, str], identifiers: Sequence[Identifier]
) -> dict[Identifier, Found]:
    """Get works of arXiv.

    Args:
        client: Asks the service.
        urls: Service -> the address of its API.
        identifiers: The arXiv ids, with or without a version.

    Returns:
        The works that exist, each as an Atom entry.

    Raises:
        Unavailable: arXiv does not answer, or not with a feed.
    """
    ids = [each.value for each in identifiers]
    query = {"id_list": ",".join(ids), "max_results": str(len(ids))}
    answer = client.get("arXiv", f"{urls['arxiv']}/query", query, "application/atom+xml")
    feed = _parsed(answer.body)
    if feed is None or feed.tag != f"{_ATOM}feed":
        reason = "Rate exceeded" if answer.body.startswith(b"Rate exceeded") else "it is not Atom"
        raise Unavailable(f"the answer of arXiv cannot be used: {reason}", "try again later")
    works: dict[str, Found] = {}
    latest: dict[str, int] = {}
    for entry in feed.iter(f"{_ATOM}entry"):
        address = _text(entry, f"{_ATOM}id")
        if "/api/errors" in address and len(identifiers) > 1:  # one wrong id spoils the others
            single = [fetch_arxiv(client, urls, [each]) for each in identifiers]
            return {each: found for one in single for each, found in one.items()}
        found = identifier_of(address)
        if isinstance(found, Identifier) and _text(entry, f"{_ATOM}title"):
            text = etree.tostring(entry, encoding="unicode", with_tail=False)
            works[found.value] = Found(text, "arxiv")
            id, number = _VERSION.sub("", found.value), _VERSION.search(found.value)
            version = int(number[1]) if number is not None else 1
            if version >= latest.get(id, 0):
                latest[id] = version
                works[id] = works[found.value]
    return {each: works[each.value] for each in identifiers if each.value in works}


def _parsed(data: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def read_entry(text: str, identifier: Identifier, problems: list[Problem]) -> dict[str, Any]:
    """Convert an Atom entry to a CSL-JSON item.

    Args:
        text: The entry.
        identifier: The arXiv id that was asked for.
        problems: Receives the DOI of the published work.
    """
    entry = _parsed(text.encode())
    if entry is None:
        return {}
    # `published` is the date of the first version, `updated` that of the version in the entry.
    has_version = _VERSION.search(identifier.value) is not None
    date = from_text(_text(entry, f"{_ATOM}{'updated' if has_version else 'published'}")[:10])
    category = entry.find(f"{_ARXIV}primary_category")
    eprint = {  # as in the BibTeX of arXiv's own pages
        "eprint": identifier.value,
        "archiveprefix": "arXiv",
        "primaryclass": category.get("term", "") if category is not None else "",
    }
    doi, journal = _text(entry, f"{_ARXIV}doi"), _text(entry, f"{_ARXIV}journal_ref")
    if doi or journal:
        message = f"the work was published: {journal or doi}"
        hint = f"fetch {doi} to cite that version" if doi else ""
        problems.append(Problem("info", message, identifier.address, 0, hint, str(identifier)))
    return present({
        "type": "article",
        "title": _text(entry, f"{_ATOM}title"),
        "author": [
            split_name(name)
            for author in entry.iter(f"{_ATOM}author")
            if (name := _text(author, f"{_ATOM}name"))
        ],
        "issued": date.to_csl() if date is not None else None,
        "number": str(identifier),
        "publisher": "arXiv",
        "URL": identifier.address,
        "abstract": _text(entry, f"{_ATOM}summary"),
        "custom": {"bibtex": present(eprint)},
    })  # fmt: skip


def _text(entry: etree._Element, tag: str) -> str:
    return text_of(entry.findtext(tag) or "")
