"""Get works of PubMed and of PubMed Central.

In: PMIDs and PMCIDs. Out: .nbib from the E-utilities, which answer for many PMIDs at once, and
CSL-JSON from the Literature Citation Exporter, which knows works of PubMed Central without a PMID.

Sources: NCBI, "The E-utilities In-Depth" (EFetch, MEDLINE format) and "Usage Guidelines"; NCBI,
"Literature Citation Exporter".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from citeformat.fetching.client import Client, Unavailable
from citeformat.fetching.doi import json_object
from citeformat.fetching.stored import Found
from citeformat.record.text.identifiers import Identifier

__all__ = ["fetch_pmcid", "fetch_pmids"]

_RECORD = re.compile(r"^(?=PMID ?- )", re.MULTILINE)
_PMID = re.compile(r"PMID ?- ?(\d+)")


def fetch_pmids(
    client: Client, urls: Mapping[str, str], identifiers: Sequence[Identifier]
) -> dict[Identifier, Found]:
    """Get works of PubMed.

    Args:
        client: Asks the service.
        urls: Service -> the address of its API.
        identifiers: The PMIDs.

    Returns:
        The works that exist, as .nbib.

    Raises:
        Unavailable: PubMed does not answer, or not with .nbib.
    """
    query = {
        "db": "pubmed",
        "id": ",".join(each.value for each in identifiers),
        "rettype": "medline",
        "retmode": "text",
        "tool": "citeformat",
    }
    if client.mailto:
        query["email"] = client.mailto
    answer = client.get("PubMed", f"{urls['pubmed']}/efetch.fcgi", query, "text/plain")
    works = {}
    for text in _RECORD.split(answer.text.replace("\r\n", "\n")):
        if (found := _PMID.match(text)) is not None:
            works[found[1]] = Found(text.strip() + "\n", "nbib")
    # A status of 400 says that none of the ids exists.
    if not works and (answer.status not in (200, 400) or "html" in answer.media_type):
        raise Unavailable(f"PubMed gives no metadata (status {answer.status})", "try again later")
    return {each: works[each.value] for each in identifiers if each.value in works}


def fetch_pmcid(client: Client, urls: Mapping[str, str], identifier: Identifier) -> Found:
    """Get a work of PubMed Central as CSL-JSON.

    Raises:
        Unavailable: There is no such work, or the service does not answer.
    """
    query = {"format": "csl", "id": identifier.value.removeprefix("PMC")}
    answer = client.get("PubMed Central", f"{urls['pmc']}/pmc/", query, "application/json")
    item = json_object(answer)
    if item is not None and "title" in item:
        return Found(answer.text, "csl-json")
    if answer.status in (200, 400, 404):
        raise Unavailable("PubMed Central has no such work", "compare the PMCID with the work")
    raise Unavailable(f"PubMed Central gives no metadata (status {answer.status})")
