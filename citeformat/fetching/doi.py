"""Get the metadata of a DOI.

In: a DOI. Out: CSL-JSON or a work of Crossref or DataCite, as text. doi.org passes the question on
to the agency that registered the DOI (content negotiation). If that fails, the API of the agency
is asked.

Sources: "DOI Content Negotiation" (citation.doi.org); DOI Handbook, "Which RA?"; Crossref, "REST
API"; DataCite, "Retrieving a single DOI".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from citeformat.fetching.client import Answer, Client, Unavailable
from citeformat.fetching.stored import Found
from citeformat.record.text.identifiers import Identifier

__all__ = ["fetch_doi", "json_object"]

_CSL_JSON = "application/vnd.citationstyles.csl+json"
_AGENCIES = {"crossref": ("Crossref", "works", "message"), "datacite": ("DataCite", "dois", "data")}
"""An agency -> its name, the path of its works, and the member of its answer with the work."""


def fetch_doi(client: Client, urls: Mapping[str, str], identifier: Identifier) -> Found:
    """Get the metadata of a DOI.

    Args:
        client: Asks the services.
        urls: Service -> the address of its API.
        identifier: The DOI.

    Raises:
        Unavailable: The DOI does not exist, or there is no metadata for it.
    """
    doi = quote(identifier.value, safe="/:;()")
    try:
        answer = client.get("doi.org", f"{urls['doi']}/{doi}", accept=_CSL_JSON)
    except Unavailable as error:
        reasons = [str(error)]
    else:
        if answer.status == 404 and not answer.is_redirected:
            raise Unavailable("the DOI does not exist", "compare it with the work")
        if json_object(answer) is not None:
            return Found(answer.text, "csl-json")
        reasons = [f"doi.org gives no metadata ({_summary(answer)})"]
    agency = _agency(client, f"{urls['doi']}/doiRA/{doi}")
    if agency and agency.lower() not in _AGENCIES:
        raise Unavailable(reasons[0], f"the DOI is registered with {agency}")
    for service in [agency.lower()] if agency else _AGENCIES:
        name, path, member = _AGENCIES[service]
        query = {"mailto": client.mailto} if client.mailto and service == "crossref" else None
        try:
            url = f"{urls[service]}/{path}/{doi}"
            answer = client.get(name, url, query, "application/json")
        except Unavailable as error:
            reasons.append(str(error))
            continue
        item = json_object(answer)
        if item is not None and isinstance(item.get(member), dict):
            return Found(answer.text, service)
        reasons.append(f"{name} gives none ({_summary(answer)})")
    raise Unavailable("; ".join(reasons), "try again later")


def _agency(client: Client, url: str) -> str:
    """Return the name of the agency that registered a DOI, or `""` if it is not known."""
    try:
        answer = json.loads(client.get("doi.org", url, accept="application/json").body)
        return str(answer[0]["RA"])
    except (Unavailable, ValueError, LookupError, TypeError, RecursionError):
        return ""


def json_object(answer: Answer) -> dict[str, Any] | None:
    """Return the JSON object in an answer, or `None` if it has none."""
    if answer.status != 200:
        return None
    try:
        item = json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
    return item if isinstance(item, dict) and item else None


def _summary(answer: Answer) -> str:
    """Describe an answer that is not metadata."""
    if answer.status != 200:
        return f"status {answer.status}"
    if "json" in answer.media_type:
        return "the JSON is not valid"
    return f"the answer is {answer.media_type or 'of no known type'}"
