"""Ask the services for works, and make records of their answers.

In: identifiers as users write them. Out: `Records`. All services are asked at the same time, each
for several works at once. What they have answered is kept in the cache folder.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from citeformat._util.text import did_you_mean
from citeformat.errors import Problem, RecordError, SourceError
from citeformat.fetching.arxiv import fetch_arxiv, read_entry
from citeformat.fetching.client import Client, Unavailable
from citeformat.fetching.doi import fetch_doi
from citeformat.fetching.open_library import fetch_isbns, read_book
from citeformat.fetching.pubmed import fetch_pmcid, fetch_pmids
from citeformat.fetching.stored import Found, StoredAnswers
from citeformat.interchange import READERS
from citeformat.interchange.json.works import CSL_ITEMS
from citeformat.record import Record, Records
from citeformat.record.core import TitleCase
from citeformat.record.text.identifiers import Identifier, NotIdentified, Scheme, identifier_of
from citeformat.record.titles import with_title_case

__all__ = ["BASE_URLS", "MAILTO", "PAUSES", "Wanted", "fetch"]

BASE_URLS = {
    "doi": "https://doi.org",
    "crossref": "https://api.crossref.org",
    "datacite": "https://api.datacite.org",
    "pubmed": "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    "pmc": "https://pmc.ncbi.nlm.nih.gov/api/ctxp/v1",
    "arxiv": "https://export.arxiv.org/api",
    "openlibrary": "https://openlibrary.org",
}
"""Service -> the address of its API."""

MAILTO = "CITEFORMAT_MAILTO"
"""The environment variable with an e-mail address for the services."""

PAUSES = {"PubMed": 0.34, "PubMed Central": 0.34, "arXiv": 3.0, "Open Library": 1.0}
"""Service -> the seconds between two requests that it asks for."""


class Wanted(NamedTuple):
    """An identifier as the user wrote it, and where."""

    text: str
    source: str = ""
    line: int = 0


_FetchOne = Callable[[Client, Mapping[str, str], Identifier], Found]
_FetchSeveral = Callable[
    [Client, Mapping[str, str], Sequence[Identifier]], Mapping[Identifier, Found]
]


class _Service(NamedTuple):
    """Where the works of a scheme come from."""

    key: str
    name: str
    fetch: _FetchSeveral
    most: int = 1
    """The number of works that one request may ask for."""
    workers: int = 1
    """The number of requests at the same time."""


def _each(fetch_one: _FetchOne) -> _FetchSeveral:
    """Make a function for several identifiers of one for a single identifier."""
    return lambda client, urls, identifiers: {
        each: fetch_one(client, urls, each) for each in identifiers
    }


_SERVICES: dict[Scheme, _Service] = {
    "doi": _Service("doi", "doi.org", _each(fetch_doi), workers=3),  # the most that Crossref allows
    "arxiv": _Service("arxiv", "arXiv", fetch_arxiv, most=100),
    "pmid": _Service("pubmed", "PubMed", fetch_pmids, most=200),
    "pmcid": _Service("pmc", "PubMed Central", _each(fetch_pmcid)),
    "isbn": _Service("openlibrary", "Open Library", fetch_isbns, most=50),
}


def fetch(
    ids: str | Iterable[str | Wanted],
    *,
    mailto: str | None = None,
    base_urls: Mapping[str, str] | None = None,
    cache: bool = True,
    refresh: bool = False,
    max_age: float = 30,
    timeout: float = 20,
    titles: TitleCase = "sentence",
) -> Records:
    """Get records from web services by identifier. This needs httpx (extra `fetch`).

    DOIs are looked up at doi.org, and if necessary at Crossref or DataCite; arXiv ids, PMIDs,
    PMCIDs and ISBNs at arXiv, PubMed, PubMed Central and Open Library.

    Args:
        ids: An identifier, or several: `"10.1038/nphys1170"`, `"https://doi.org/10.1038/nphys1170"`,
            `"arXiv:2101.00001"`, `"pmid:123"`, `"PMC123"`, `"isbn:978-0-201-13447-6"`.
        mailto: An e-mail address that the services can write to. Crossref answers faster with it.
            The default is the environment variable `CITEFORMAT_MAILTO`.
        base_urls: Service -> the address of its API, for a mirror or a test: `doi`, `crossref`,
            `datacite`, `pubmed`, `pmc`, `arxiv` or `openlibrary`. The environment variables
            `CITEFORMAT_DOI_URL` and so on do the same.
        cache: Whether answers are read from the cache folder and kept there.
        refresh: Whether the services are asked again for what is in the cache.
        max_age: The days after which an answer in the cache is too old.
        timeout: The seconds after which an answer is not awaited any longer.
        titles: How styles print English titles that are in title case, as many publishers send
            them: in `"sentence"` case, or `"as-is"`. The records have the titles as they were sent.

    Returns:
        A record for each identifier, in the order of `ids`, without repetitions. Its id is the
        identifier. `.problems` says which identifiers are wrong or have no work.

    Raises:
        SourceError: httpx is not installed, or an argument is wrong.
        RecordError: `titles` is something else.

    >>> fetch("12345").problems[0].hint
    'write pmid:12345 or PMC12345'
    """
    urls = _addresses(base_urls)
    mailto = os.environ.get(MAILTO, "") if mailto is None else mailto
    if mailto and not re.fullmatch(r"[!-~]+@[!-~]+", mailto):
        raise SourceError(f"{mailto!r} is not an e-mail address")
    _check_number("max_age", max_age)
    _check_number("timeout", timeout)
    with_title_case(Records(), titles)  # a wrong value is found before anything is sent
    rows = _distinct(ids)
    identifiers = [row for _, row in rows if isinstance(row, Identifier)]
    stored = StoredAnswers(max_age * 86_400) if cache and identifiers else None
    found: dict[Identifier, Found | Unavailable] = {}
    if stored is not None and not refresh:
        for identifier in identifiers:
            if (kept := stored.get(_address_for(identifier, urls), identifier)) is not None:
                found[identifier] = kept
    missing = [identifier for identifier in identifiers if identifier not in found]
    if missing:
        answers = _ask(missing, urls, mailto, timeout)
        found |= answers
        for identifier, answer in answers.items():
            if stored is not None and isinstance(answer, Found):
                stored.put(_address_for(identifier, urls), identifier, answer)
    records: list[Record] = []
    problems: list[Problem] = []
    for wanted, row in rows:
        if not isinstance(row, Identifier):
            problems.append(Problem("error", row.message, wanted.source, wanted.line, row.hint))
            continue
        answer = found[row]
        try:
            if isinstance(answer, Unavailable):
                raise answer
            records.append(_record(answer, row, problems))
        except (Unavailable, RecordError, SourceError) as error:
            hint = error.hint if isinstance(error, Unavailable) else "the answer was left out"
            message = f"nothing was fetched for {row}: {error}"
            problem = Problem("error", message, wanted.source, wanted.line, hint, str(row))
            problems.append(problem)
    return with_title_case(Records(records, problems), titles)


def _check_number(name: str, value: float) -> None:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not is_number or not value > 0:
        raise SourceError(f"{name} must be a positive number, not {value!r}")


def _distinct(
    ids: str | Iterable[str | Wanted],
) -> list[tuple[Wanted, Identifier | NotIdentified]]:
    """Recognize identifiers, and leave out repetitions.

    Raises:
        SourceError: Something is not text.
    """
    if isinstance(ids, str):
        ids = [ids]
    elif isinstance(ids, (bytes, bytearray)) or not isinstance(ids, Iterable):
        raise SourceError(f"an identifier, or a list of identifiers, is needed, not {ids!r}")
    rows = []
    known = set()
    for each in ids:
        if isinstance(each, str):
            each = Wanted(each, each.strip())
        elif not isinstance(each, Wanted):
            hint = "; write pmid: before a number" if isinstance(each, int) else ""
            raise SourceError(f"an identifier must be text, not {each!r}{hint}")
        found = identifier_of(each.text)
        key = found.key if isinstance(found, Identifier) else found
        if key not in known:
            known.add(key)
            rows.append((each, found))
    return rows


def _addresses(base_urls: Mapping[str, str] | None) -> dict[str, str]:
    """Return the addresses of all services."""
    urls = {
        service: os.environ.get(f"CITEFORMAT_{service.upper()}_URL") or url
        for service, url in BASE_URLS.items()
    }
    for service, url in (base_urls or {}).items():
        if service not in BASE_URLS:
            hint = did_you_mean(service, BASE_URLS) or f"the services are {', '.join(BASE_URLS)}"
            raise SourceError(f"there is no service named {service!r}; {hint}")
        urls[service] = url
    for service, url in urls.items():
        if not isinstance(url, str) or not re.match(r"https?://[^/\s]", url, re.IGNORECASE):
            raise SourceError(f"the address of {service} must begin with https://, not {url!r}")
        urls[service] = url.rstrip("/")
    return urls


def _address_for(identifier: Identifier, urls: Mapping[str, str]) -> str:
    return urls[_SERVICES[identifier.scheme].key]


def _ask(
    identifiers: Iterable[Identifier], urls: Mapping[str, str], mailto: str, timeout: float
) -> dict[Identifier, Found | Unavailable]:
    """Ask the services for works, all services at the same time."""
    groups: dict[Scheme, list[Identifier]] = {}
    for identifier in identifiers:
        groups.setdefault(identifier.scheme, []).append(identifier)
    client = Client(mailto, timeout, PAUSES)
    pools: list[ThreadPoolExecutor] = []
    pending = []
    found: dict[Identifier, Found | Unavailable] = {}
    try:
        for scheme, group in groups.items():
            service = _SERVICES[scheme]
            pool = ThreadPoolExecutor(service.workers, f"citeformat-{scheme}")
            pools.append(pool)
            batches = [group[at : at + service.most] for at in range(0, len(group), service.most)]
            task = partial(_ask_service, client, urls, service)
            pending += [pool.submit(task, batch) for batch in batches]
        for future in pending:
            found |= future.result()
    finally:
        client.close()
        for pool in pools:
            pool.shutdown(cancel_futures=True)
    return found


def _ask_service(
    client: Client, urls: Mapping[str, str], service: _Service, batch: Sequence[Identifier]
) -> dict[Identifier, Found | Unavailable]:
    """Ask a service for some works. Works without an answer get the reason."""
    try:
        found = service.fetch(client, urls, batch)
    except Unavailable as error:
        return dict.fromkeys(batch, error)
    none = Unavailable(f"{service.name} has no such work", "compare it with the work")
    return {each: found.get(each, none) for each in batch}


def _record(found: Found, identifier: Identifier, problems: list[Problem]) -> Record:
    """Make the record of an answer."""
    id, address = str(identifier), identifier.address
    if found.format == "nbib":
        read = READERS["nbib"].read(found.text, file=address)
        problems += [replace(each, line=0, record=id) for each in read.problems]
        if not read:
            raise RecordError("the answer has no record")
        return read[0].replace(id=id, line=0)
    if found.format == "arxiv":
        item = read_entry(found.text, identifier, problems)
    elif found.format == "open-library":
        item = read_book(found.text, identifier, problems)
    else:
        items = CSL_ITEMS[found.format](json.loads(found.text))
        item = next(iter(items), {})
        if isinstance(item, dict) and identifier.scheme == "doi" and not item.get("DOI"):
            item = {**item, "DOI": identifier.value}
    if not isinstance(item, dict) or not item:
        raise RecordError("the answer has no work")
    return Record.from_csl({**item, "id": id}, file=address, problems=problems)
