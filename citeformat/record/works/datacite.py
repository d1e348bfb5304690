"""Works of DataCite's REST API -> CSL-JSON items.

In: the attributes of a DOI, or an answer with one or several. Out: CSL-JSON items. Left out is what
no style prints, such as sizes, formats, places, funders, and most relations.

Source: DataCite Metadata Schema 4.6, with "Using RelatedItem for publication information" and
Appendix 3, "Standard values for unknown information"; the REST API of DataCite for its JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from citeformat._util.text import letters_and_digits
from citeformat.csl.variables import TYPES
from citeformat.record.text.dates import from_text
from citeformat.record.text.edtf import from_edtf
from citeformat.record.works.values import (
    bare_doi,
    first,
    formatted,
    known_type,
    listed,
    mapping,
    present,
    split_name,
    string,
    with_subtitle,
)

__all__ = ["csl_item", "works"]

_GENERAL_TYPES = {
    "Audiovisual": "motion_picture", "Award": "document", "Book": "book",
    "BookChapter": "chapter", "Collection": "collection", "ComputationalNotebook": "software",
    "ConferencePaper": "paper-conference", "ConferenceProceeding": "book",
    "DataPaper": "article-journal", "Dataset": "dataset", "Dissertation": "thesis",
    "Event": "event", "Image": "graphic", "Instrument": "document",
    "InteractiveResource": "webpage", "Journal": "periodical",
    "JournalArticle": "article-journal", "Model": "document",
    "OutputManagementPlan": "document", "PeerReview": "review", "PhysicalObject": "document",
    "Poster": "speech", "Preprint": "article", "Presentation": "speech", "Project": "document",
    "Report": "report", "Service": "document", "Software": "software", "Sound": "song",
    "Standard": "standard", "StudyRegistration": "document", "Workflow": "document",
}  # fmt: skip
"""`resourceTypeGeneral` -> CSL type. `Text` and `Other` say nothing."""

_BIBTEX_TYPES = {"article": "article-journal", "misc": "", "unpublished": "manuscript"}
"""BibTeX's type in `types.bibtex` -> CSL type, if it is not as `known_type` says."""

_SCHEMA_ORG_TYPES = {
    "BlogPosting": "post-weblog", "Chapter": "chapter", "Report": "report", "Thesis": "thesis",
    "SoftwareSourceCode": "software", "SoftwareApplication": "software", "WebPage": "webpage",
}  # fmt: skip
"""Type of schema.org -> CSL type. DataCite itself writes `ScholarlyArticle` for any text."""

_RIS_TYPES = {
    "JOUR": "article-journal", "CHAP": "chapter", "CONF": "paper-conference",
    "CPAPER": "paper-conference", "THES": "thesis", "RPRT": "report", "BOOK": "book",
    "DATA": "dataset", "COMP": "software", "STAND": "standard", "FIGURE": "graphic",
    "MPCT": "motion_picture", "SOUND": "song", "SLIDE": "speech", "UNPB": "manuscript",
}  # fmt: skip

_GENRES = {"Preprint": "Preprint", "Poster": "Poster", "Presentation": "Presentation",
           "OutputManagementPlan": "Data management plan", "PhysicalObject": "Physical object",
           "StudyRegistration": "Study registration"}  # fmt: skip
"""`resourceTypeGeneral` -> the genre of works whose CSL type says less."""

_ROLES = {
    "Editor": "editor", "Translator": "translator", "Producer": "producer",
    "DataCurator": "curator",
}  # fmt: skip
"""`contributorType` -> the CSL variable."""

_UNKNOWN = re.compile(r"\(?:(?:unac|unal|unap|unas|unav|unkn|none|null|tba)\)?\b", re.IGNORECASE)
_CONTAINERS = ("IsPublishedIn", "IsPartOf")
"""The relations to what a work is part of, the closest first."""
_PAGES = re.compile(r"(\d+)\s*(?:pages?|pp?\.?|S\.|Seiten|leaves)", re.IGNORECASE)
_CREATIVE_COMMONS = re.compile(r"cc[ -]?(?:by|0|zero)\b", re.IGNORECASE)


def works(data: Any) -> list[Any]:
    """Return the attributes of the works in an answer, or a list of the value itself.

    >>> works({"data": [{"id": "10.1000/x", "attributes": {"doi": "10.1000/x"}}]})
    [{'id': '10.1000/x', 'doi': '10.1000/x'}]
    """
    found = []
    for one in listed(data.get("data", data) if isinstance(data, Mapping) else data):
        attributes = one.get("attributes") if isinstance(one, Mapping) else None
        id = {"id": one["id"]} if attributes and "id" in one else {}
        found.append({**id, **attributes} if isinstance(attributes, Mapping) else one)
    return found


def csl_item(work: Mapping[str, Any]) -> dict[str, Any]:
    """Convert a work to a CSL-JSON item. The id is the DOI.

    >>> item = csl_item({"doi": "10.1000/x", "titles": [{"title": "Data"}],
    ...                  "types": {"resourceTypeGeneral": "Dataset"}, "publicationYear": 2020})
    >>> item["id"], item["type"], item["issued"]
    ('10.1000/x', 'dataset', {'date-parts': [[2020]]})
    """
    doi = bare_doi(work.get("doi")) or _identifier(work, "DOI")
    dates = _dates(work)
    contributors = [mapping(one) for one in listed(work.get("contributors"))]
    item: dict[str, Any] = {
        "id": doi or work.get("id"),
        **_type_and_genre(mapping(work.get("types"))),
        "author": _names(work.get("creators")),
        **_people(contributors),
        **_titles(work.get("titles")),
        "issued": dates.get("Issued")
        or _date(work.get("publicationYear"))
        or dates.get("Copyrighted")
        or dates.get("Available"),
        "available-date": dates.get("Available"),
        "submitted": dates.get("Submitted"),
        "version": work.get("version"),
        "publisher": _publisher(work.get("publisher")),
        "DOI": doi,
        "URL": string(work.get("url")),
        "ISBN": _identifier(work, "ISBN"),
        "PMID": _identifier(work, "PMID"),
        "PMCID": _identifier(work, "PMCID"),
        "number": _arxiv(_identifier(work, "arXiv")),
        "number-of-pages": _number_of_pages(work.get("sizes")),
        "abstract": _abstract(work.get("descriptions")),
        "keyword": _keywords(work.get("subjects")),
        "language": string(work.get("language")),
        "license": _license(work.get("rightsList")),
    }
    for variable, value in _container(work).items():
        item[variable] = item.get(variable) or value
    return present(item)


def _type_and_genre(types: Mapping[str, Any]) -> dict[str, str]:
    """Choose the CSL type by the most telling of the types that a work has."""
    general, own = string(types.get("resourceTypeGeneral")), string(types.get("resourceType"))
    citeproc, bibtex = string(types.get("citeproc")), string(types.get("bibtex")).lower()
    guesses = (
        _GENERAL_TYPES.get(general, ""),
        known_type(own) if own.lower() not in ("text", "other", "article") else "",
        # DataCite itself writes "article" for texts of any kind.
        citeproc if citeproc in TYPES and citeproc != "article" else "",
        _BIBTEX_TYPES.get(bibtex, known_type(bibtex)) if bibtex else "",
        _RIS_TYPES.get(string(types.get("ris")).upper(), ""),
        _SCHEMA_ORG_TYPES.get(string(types.get("schemaOrg")), ""),
        _SCHEMA_ORG_TYPES.get(own, ""),
        "article" if citeproc == "article" else "",
    )
    type = next(filter(None, guesses), "document")
    words = letters_and_digits(own)
    # "PhD thesis" says more than the type, "Journal article" does not.
    if words in ("article", "text", "other", letters_and_digits(general)) or (
        known_type(own) == type and (type != "thesis" or words in ("thesis", "dissertation"))
    ):
        own = ""
    is_general = not own
    if is_general and type == "document" and general in _GENERAL_TYPES:
        own = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", general).capitalize()
    return {"type": type, "genre": _GENRES.get(general, own) if is_general else own}


def _titles(titles: Any) -> dict[str, Any]:
    """Return the title with its subtitle. Alternative and translated titles are left out."""
    by_type: dict[str, list[str]] = {}
    for one in listed(titles):
        text = formatted(one.get("title") if isinstance(one, Mapping) else one)
        if isinstance(text, str) and text and not _UNKNOWN.match(text):
            by_type.setdefault(string(mapping(one).get("titleType")), []).append(text)
    own = by_type.get("") or by_type.get("Title") or next(iter(by_type.values()), [])
    return {"title": with_subtitle(first(own) or "", first(by_type.get("Subtitle")) or "")}


def _names(creators: Any) -> Any:
    """Return the names of people and institutions."""
    if creators and not isinstance(creators, (list, Mapping)):
        return creators
    names = []
    for creator in listed(creators):
        name = _name(creator) if isinstance(creator, Mapping) else creator
        if name:
            names.append(name)
    return names


def _name(creator: Mapping[str, Any]) -> dict[str, Any]:
    name, name_type = string(creator.get("name")), creator.get("nameType")
    family, given = string(creator.get("familyName")), string(creator.get("givenName"))
    if _UNKNOWN.match(name):
        return {}
    if re.match(r"\(?:etal\)?", name):
        return {"literal": "others"}
    orcid = string(creator.get("id"))  # as doi.org writes it
    orcid = orcid if "orcid.org/" in orcid else ""
    for one in map(mapping, listed(creator.get("nameIdentifiers"))):
        if string(one.get("nameIdentifierScheme")).upper() == "ORCID":
            orcid = string(one.get("nameIdentifier"))
    is_person = name_type == "Personal" or creator.get("type") == "Person" or bool(orcid)
    if "Organization" in (name_type, creator.get("type")) or name_type == "Organizational":
        parts = {"literal": name or family}
    elif family or given:
        parts = {"family": family, "given": given}
        if "," in name and name.count(",") == 2:
            parts |= {"suffix": split_name(name).get("suffix", "")}
    elif "," in name or is_person:
        parts = split_name(name)
    else:  # an institution: the schema wants "Family, Given" for people
        parts = {"literal": name}
    return present({**parts, "ORCID": orcid})


def _people(contributors: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the contributors in the roles that CSL has."""
    people: dict[str, list[Any]] = {}
    for contributor in contributors:
        variable = _ROLES.get(string(contributor.get("contributorType")))
        name = _name(contributor)
        if variable and name:
            people.setdefault(variable, []).append(name)
    return people


def _dates(work: Mapping[str, Any]) -> dict[str, Any]:
    """Return the dates by their types. Of several with one type the first counts."""
    dates: dict[str, Any] = {}
    for one in map(mapping, listed(work.get("dates"))):
        date = _date(one.get("date"))
        if date:
            dates.setdefault(string(one.get("dateType")), date)
    return dates


def _date(value: Any) -> Any:
    """Return a date of ISO 8601 or a range of two as CSL-JSON."""
    text = string(value)
    if not text or _UNKNOWN.match(text):
        return None
    date = from_edtf(text) or from_text(text)
    return date.to_csl() if date else None


def _publisher(value: Any) -> str:
    name = string(value.get("name") if isinstance(value, Mapping) else value)
    return "" if _UNKNOWN.match(name) else name


def _identifier(work: Mapping[str, Any], type: str) -> str:
    """Return the identifier of a type, or `""`."""
    for list_name, value_name, type_name in (
        ("identifiers", "identifier", "identifierType"),
        ("alternateIdentifiers", "alternateIdentifier", "alternateIdentifierType"),
    ):
        for one in map(mapping, listed(work.get(list_name))):
            if string(one.get(type_name)).lower() == type.lower():
                return string(one.get(value_name))
    return ""


def _arxiv(identifier: str) -> str:
    return f"arXiv:{identifier}" if identifier and ":" not in identifier else identifier


def _number_of_pages(sizes: Any) -> str:
    found = (_PAGES.fullmatch(string(size)) for size in listed(sizes))
    return next((match[1] for match in found if match), "")


def _abstract(descriptions: Any) -> Any:
    for one in listed(descriptions):
        if isinstance(one, str) or mapping(one).get("descriptionType") == "Abstract":
            return formatted(one if isinstance(one, str) else one.get("description"))
    return None


def _keywords(subjects: Any) -> list[str]:
    words = [string(one.get("subject") if isinstance(one, Mapping) else one)
             for one in listed(subjects)]  # fmt: skip
    return list(dict.fromkeys(filter(None, words)))


def _license(rights: Any) -> str:
    """Return the name of the licence, or its address."""
    for one in map(mapping, listed(rights)):
        text = string(one.get("rightsIdentifier"))
        text = text.upper() if _CREATIVE_COMMONS.match(text) else text
        text = string(one.get("rights")) or text or string(one.get("rightsUri"))
        if text:
            return text
    return string(first(rights))


def _container(work: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a work says about the journal, book or series that it is part of."""
    related = [mapping(one) for one in listed(work.get("relatedItems"))]
    found: dict[str, Any] = {}
    for relation in _CONTAINERS:
        for one in related:
            if one.get("relationType") == relation:
                found = _related_container(one) if not found else found | {
                    "collection-title": found.get("collection-title")
                    or _titles(one.get("titles"))["title"]
                }  # fmt: skip
    container = mapping(work.get("container"))
    if not found and container:
        identifier = {"relatedItemIdentifier": container.get("identifier"),
                      "relatedItemIdentifierType": container.get("identifierType")}  # fmt: skip
        found = _related_container(
            {**container, "titles": container.get("title"), "relatedItemIdentifier": identifier}
        )
        found["chapter-number"] = found.get("chapter-number") or container.get("chapterNumber")
    for relation in _CONTAINERS:
        for one in map(mapping, listed(work.get("relatedIdentifiers"))):
            type = string(one.get("relatedIdentifierType")).upper().removeprefix("E")
            if one.get("relationType") == relation and type in ("ISSN", "ISBN"):
                found[type] = found.get(type) or string(one.get("relatedIdentifier"))
    return found


def _related_container(one: Mapping[str, Any]) -> dict[str, Any]:
    """Convert a related item that a work is published in."""
    first_page, last_page = string(one.get("firstPage")), string(one.get("lastPage"))
    both = first_page and last_page and first_page != last_page
    number_type = {"Chapter": "chapter-number"}.get(string(one.get("numberType")), "number")
    identifier = mapping(one.get("relatedItemIdentifier"))
    type = string(identifier.get("relatedItemIdentifierType")).upper().removeprefix("E")
    found = {
        "container-title": _titles(one.get("titles"))["title"],
        "volume": string(one.get("volume")),
        "issue": string(one.get("issue")),
        "page": f"{first_page}-{last_page}" if both else first_page or last_page,
        number_type: string(one.get("number")),
        "edition": string(one.get("edition")),
        "publisher": _publisher(one.get("publisher")),
        "container-author": _names(one.get("creators")),
        **_people([mapping(each) for each in listed(one.get("contributors"))]),
    }
    if type in ("ISSN", "ISBN"):
        found[type] = string(identifier.get("relatedItemIdentifier"))
    return present(found)
