"""Works of Crossref's REST API -> CSL-JSON items.

In: a work, or an answer with one or several. Out: CSL-JSON items. Most fields have the names of CSL
variables; the others are converted or left out. Left out is what no style prints, such as
references, funders, affiliations, relations to other works and links to full texts.

Source: Crossref, "REST API", model `Work` of its Swagger documentation, and the list `/types`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citeformat.csl.variables import KIND
from citeformat.record.values.types import NEAREST_TYPES
from citeformat.record.works.values import (
    bare_doi,
    date_point,
    first,
    formatted,
    listed,
    mapping,
    nearest_issn,
    present,
    string,
    with_subtitle,
)

__all__ = ["csl_item", "works"]

_POSTED_TYPES = {"dissertation": "thesis", "report": "report"}
"""Subtype of posted content -> CSL type, if it is not `article`."""

_POSTED_GENRES = {
    "preprint": "Preprint", "working_paper": "Working paper", "letter": "Letter", "other": "",
}  # fmt: skip

_IN_BOOKS = ("chapter", "paper-conference", "entry")
"""CSL types whose container may be in a series: `container-title` has the series first."""

_DATES = ("issued", "published", "published-print", "published-online", "posted", "approved",
          "published-other", "content-created", "created")  # fmt: skip
"""Where the date of publication may be, the best first."""

_PARTS_OF_NAMES = ("given", "family", "suffix", "literal", "name", "ORCID", "dropping-particle",
                   "non-dropping-particle", "comma-suffix", "static-ordering")  # fmt: skip
"""What is read of a name. The rest is affiliation, sequence, roles and titles."""

_READ_ELSEWHERE = frozenset(
    "archive event license source version accessed references status URL".split()
)
"""Fields with the name of a CSL variable and another meaning."""


def works(data: Any) -> Sequence[Any]:
    """Return the works in an answer, or a list of the value itself.

    >>> works({"status": "ok", "message": {"items": [{"DOI": "10.1000/x"}]}})
    [{'DOI': '10.1000/x'}]
    """
    message = data.get("message", data) if isinstance(data, Mapping) else data
    if not isinstance(message, Mapping):
        return listed(message)
    items = message.get("items")
    return items if isinstance(items, list) and "DOI" not in message else [message]


def csl_item(work: Mapping[str, Any]) -> dict[str, Any]:
    """Convert a work to a CSL-JSON item. The id is the DOI.

    >>> item = csl_item({"DOI": "10.1000/x", "type": "journal-article", "title": ["T"],
    ...                  "container-title": ["Nature"], "page": "1-2", "member": "78"})
    >>> item["id"], item["type"], item["title"], item["container-title"]
    ('10.1000/x', 'article-journal', 'T', 'Nature')
    """
    type, genre = _type_and_genre(work)
    doi = bare_doi(work.get("DOI"))
    issue = mapping(work.get("journal-issue"))
    institution = mapping(first(work.get("institution")))
    standards_body = mapping(work.get("standards-body"))
    event = work.get("event")
    given = {
        variable: formatted(value)
        for variable, value in work.items()
        if variable in KIND and variable not in _READ_ELSEWHERE
    }
    read: dict[str, Any] = {
        "id": work.get("id") or doi or None,
        "type": type,
        "genre": genre,
        **{name: _names(value) for name, value in given.items() if KIND[name] == "names"},
        **_titles(work, type),
        "issued": _date(work, _DATES),
        "submitted": _date(work, ("submitted",)),
        "volume": formatted(work.get("volume")) or issue.get("volume"),
        "issue": formatted(work.get("issue")) or issue.get("issue"),
        **_page_and_number(work),
        "edition": work.get("edition-number") or work.get("edition"),
        "part-number": work.get("part-number"),
        "volume-title": formatted(first(work.get("issue-title"))),
        "version": _version(work.get("version")),
        "publisher": formatted(work.get("publisher"))
        or string(institution.get("name"))
        or string(standards_body.get("name")),
        "publisher-place": string(work.get("publisher-location"))
        or string(first(institution.get("place"))),
        "authority": string(standards_body.get("name")),
        "ISBN": nearest_issn(work.get("ISBN"), work.get("isbn-type")),
        "ISSN": nearest_issn(work.get("ISSN"), work.get("issn-type")),
        "DOI": doi,
        "URL": _address(work, doi),
        "keyword": work.get("subject") or work.get("keyword"),
        "license": _license(work.get("license")),
    }
    if isinstance(event, Mapping):
        read |= {
            "event-title": formatted(event.get("name")),
            "event-place": string(event.get("location")),
            "event-date": _range(event.get("start"), event.get("end")),
        }
    elif event:
        read["event-title"] = formatted(event)
    if type == "document" and work.get("type") == "grant":
        read |= _grant(work)
    return present({"id": None, "type": None, **given, **read})


def _type_and_genre(work: Mapping[str, Any]) -> tuple[Any, str]:
    type = work.get("type")
    if type == "posted-content":
        subtype = string(work.get("subtype")) or "preprint"
        if subtype in _POSTED_TYPES:
            return _POSTED_TYPES[subtype], ""
        return "article", _POSTED_GENRES.get(subtype, subtype.replace("_", " ").capitalize())
    genre = string(work.get("genre")) or string(first(work.get("degree")))
    review = string(mapping(work.get("review")).get("type"))
    if review:
        genre = review.replace("-", " ").capitalize()
    return NEAREST_TYPES.get(type, type) if isinstance(type, str) else type, genre


def _titles(work: Mapping[str, Any], type: Any) -> dict[str, Any]:
    """Return the titles of a work, of what contains it, and of the series."""
    given = listed(formatted(work.get("title")))
    titles = [title for at, title in enumerate(given) if title not in given[:at]]
    whole = with_subtitle(first(titles), first(formatted(work.get("subtitle"))))
    containers = listed(formatted(work.get("container-title")))
    in_series = type in _IN_BOOKS and len(containers) > 1
    return {
        "title": [whole, *titles[1:]] if len(titles) > 1 else whole,
        "title-short": first(formatted(work.get("short-title"))) or work.get("title-short"),
        "original-title": first(formatted(work.get("original-title"))),
        "container-title": first(containers[-1:] if in_series else containers),
        "container-title-short": first(formatted(work.get("short-container-title")))
        or work.get("container-title-short"),
        "collection-title": containers[0]
        if in_series
        else formatted(first(work.get("collection-title"))),
    }


def _date(work: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """Return the first date that has a year, as CSL-JSON."""
    for name in names:
        value = work.get(name)
        if isinstance(value, Mapping) and "date-parts" in value:
            if point := date_point(value):
                return {"date-parts": [point]}
        elif value:
            return value
    return None


def _range(start: Any, end: Any) -> Any:
    points = [point for point in (date_point(start), date_point(end)) if point]
    return {"date-parts": points if points[:1] != points[1:] else points[:1]} if points else None


def _names(value: Any) -> Any:
    """Return names without affiliations, sequence and titles such as "Dr."."""
    if not isinstance(value, list):
        return value
    return [_name(name) if isinstance(name, Mapping) else name for name in value]


def _name(name: Mapping[str, Any]) -> Mapping[str, Any]:
    parts = {
        part: name[part] if part == "ORCID" else formatted(name[part])
        for part in _PARTS_OF_NAMES
        if name.get(part)
    }
    if "name" in parts and not parts.keys() & {"family", "given", "literal"}:
        parts["literal"] = parts.pop("name")
    return parts or name


def _page_and_number(work: Mapping[str, Any]) -> dict[str, Any]:
    """Return the pages of a work, or the number of an article instead of them."""
    page, article_number = formatted(work.get("page")), work.get("article-number")
    review = mapping(work.get("review"))
    numbers = (
        article_number if page and string(article_number) != page else None,
        work.get("number"), work.get("component-number"), review.get("running-number"),
    )  # fmt: skip
    return {"page": page or article_number, "number": next(filter(None, numbers), None)}


def _address(work: Mapping[str, Any], doi: str) -> str:
    """Return the address of a work, unless it is that of the DOI, which styles print."""
    address = string(work.get("URL"))
    return "" if doi and bare_doi(address) == doi else address


def _version(value: Any) -> Any:
    members = mapping(value)
    return next(filter(None, map(members.get, ("number", "version", "name"))), None) or (
        None if members else value
    )


def _license(value: Any) -> str:
    """Return the address of the licence of the published version, but not that for text mining."""
    if isinstance(value, str):
        return value
    licences = [mapping(one) for one in listed(value)]
    order = ("vor", "unspecified", "am", None)
    found = [one for one in licences if one.get("content-version") in order]
    found.sort(key=lambda one: order.index(one.get("content-version")))
    return string(found[0].get("URL")) if found else ""


def _grant(work: Mapping[str, Any]) -> dict[str, Any]:
    """Return the title, the number and the people of a grant, which its project has."""
    project = mapping(first(work.get("project")))
    title = mapping(first(project.get("project-title"))).get("title")
    people = [*listed(project.get("lead-investigator")), *listed(project.get("investigator"))]
    found = {
        "title": formatted(title) or formatted(first(work.get("title"))),
        "author": _names(people) or _names(work.get("author")),
        "number": work.get("award"),
        "genre": "Grant",
        "issued": _date(work, ("issued", "award-start")) or _date(project, ("award-start",)),
    }
    return present(found)
