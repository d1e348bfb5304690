"""Works of OpenAlex -> CSL-JSON items.

In: a work, or an answer with one or several. Out: CSL-JSON items. Left out is what no style prints,
such as topics, institutions, citations and open access.

Source: the documentation of OpenAlex, "Work object", "Authorship object", "Location object" and
"Source object".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citeformat.record.text.edtf import from_edtf
from citeformat.record.values.types import NEAREST_TYPES
from citeformat.record.works.values import (
    bare_doi,
    first,
    formatted,
    listed,
    mapping,
    present,
    split_name,
    string,
)

__all__ = ["csl_item", "works"]

_TYPES = {
    "editorial": "article-journal", "erratum": "article-journal", "letter": "article-journal",
    "retraction": "article-journal", "review": "article-journal", "libguides": "webpage",
    "paratext": "document", "supplementary-materials": "document", "peer-review": "review",
    "preprint": "article", "conference-abstract": "paper-conference",
}  # fmt: skip
"""Type -> CSL type, if it is not that of Crossref's type with this name."""

_GENRES = {"editorial": "Editorial", "erratum": "Erratum", "letter": "Letter",
           "retraction": "Retraction", "preprint": "Preprint", "grant": "Grant"}  # fmt: skip

_CONTAINED = ("article", "article-journal", "paper-conference", "chapter", "entry", "review")
"""CSL types whose source is the container; other works are in a series or in a repository."""


def works(data: Any) -> Sequence[Any]:
    """Return the works in an answer, or a list of the value itself.

    >>> works({"meta": {}, "results": [{"id": "https://openalex.org/W1"}]})
    [{'id': 'https://openalex.org/W1'}]
    """
    results = data.get("results", data) if isinstance(data, Mapping) else data
    return listed(results)


def csl_item(work: Mapping[str, Any]) -> dict[str, Any]:
    """Convert a work to a CSL-JSON item. The id is the DOI, or else the id of OpenAlex.

    >>> item = csl_item({"id": "https://openalex.org/W1", "type": "article", "title": "T",
    ...                  "authorships": [{"author": {"display_name": "Jason Priem"}}]})
    >>> item["id"], item["author"]
    ('W1', [{'family': 'Priem', 'given': 'Jason'}])
    """
    location = mapping(work.get("primary_location")) or mapping(first(work.get("locations")))
    source = mapping(location.get("source")) or mapping(work.get("host_venue"))
    ids, biblio = mapping(work.get("ids")), mapping(work.get("biblio"))
    type, genre = _type_and_genre(work, location, source)
    doi = bare_doi(work.get("doi") or ids.get("doi"))
    address = string(location.get("landing_page_url"))
    first_page, last_page = string(biblio.get("first_page")), string(biblio.get("last_page"))
    both = first_page and last_page and first_page != last_page
    keywords = [string(one.get("display_name") or one.get("keyword")) for one in
                map(mapping, listed(work.get("keywords")))]  # fmt: skip
    return present({
        "id": doi or _last_part(work.get("id") or ids.get("openalex")),
        "type": type,
        "genre": genre,
        "author": [_author(one) for one in listed(work.get("authorships"))],
        "title": formatted(work.get("title") or work.get("display_name")),
        **_source(location, source, type),
        "issued": _date(work),
        "volume": biblio.get("volume"),
        "issue": biblio.get("issue"),
        "page": f"{first_page}-{last_page}" if both else first_page or last_page,
        "ISSN": source.get("issn_l") or first(source.get("issn")),
        "DOI": doi,
        "PMID": _last_part(ids.get("pmid")),
        "PMCID": _pmcid(ids.get("pmcid")),
        "URL": address if "doi.org/" not in address else "",
        "abstract": _abstract(work),
        "language": string(work.get("language")),
        "keyword": [word for word in keywords if word],
        "license": string(location.get("license")),
    })  # fmt: skip


def _type_and_genre(
    work: Mapping[str, Any], location: Mapping[str, Any], source: Mapping[str, Any]
) -> tuple[Any, str]:
    """Choose the CSL type. OpenAlex calls articles, papers and preprints `article`."""
    type = work.get("type")
    crossref = string(work.get("type_crossref"))
    if type == "article" or type is None:
        where, raw = string(source.get("type")), string(location.get("raw_type"))
        if "posted-content" in (crossref, raw) or (
            location.get("version") == "submittedVersion" and where != "journal"
        ):
            return "article", "Preprint"
        if where == "conference" or "proceedings-article" in (crossref, raw):
            return "paper-conference", ""
        if type is None:
            type = crossref or "document"
        else:
            # An article in a repository alone is not known to be in a journal.
            known = where == "journal" or crossref == "journal-article" or not where
            return "article-journal" if known else "article", ""
    if not isinstance(type, str):
        return type, ""
    return _TYPES.get(type) or NEAREST_TYPES.get(type, type), _GENRES.get(type, "")


def _author(authorship: Any) -> Any:
    """Split the name of an author. What its source wrote may say where the family name is."""
    if not isinstance(authorship, Mapping):
        return authorship
    author = mapping(authorship.get("author"))
    shown, raw = string(author.get("display_name")), string(authorship.get("raw_author_name"))
    given_and_family = raw.count(",") == 1 and len(raw) < 2 * len(shown) + 2
    parts: dict[str, Any] = split_name(raw if given_and_family else shown or raw)
    return present({**parts, "ORCID": author.get("orcid")})


def _source(location: Mapping[str, Any], source: Mapping[str, Any], type: Any) -> dict[str, Any]:
    """Return the journal, proceedings, series or repository that a work is in."""
    name, kind = formatted(source.get("display_name")), source.get("type")
    publisher = source.get("host_organization_name") or source.get("publisher")
    if kind == "repository":
        return {"publisher": name}
    if kind == "ebook platform":  # such as "Elsevier eBooks", which is not a title
        raw = location.get("raw_source_name") if type in _CONTAINED else None
        return {"publisher": publisher, "container-title": formatted(raw)}
    if kind == "book series" and type != "paper-conference":
        return {"collection-title": name, "publisher": formatted(publisher)}
    if type in _CONTAINED:
        return {"container-title": name, "publisher": formatted(publisher)}
    return {"publisher": formatted(publisher) or name}


def _date(work: Mapping[str, Any]) -> Any:
    text, year = string(work.get("publication_date")), string(work.get("publication_year"))
    date = from_edtf(text) or from_edtf(year)
    return date.to_csl() if date else text or year


def _last_part(address: Any) -> str:
    return string(address).rstrip("/").rsplit("/", 1)[-1]


def _pmcid(address: Any) -> str:
    number = _last_part(address)
    return f"PMC{number}" if number.isdecimal() else number


def _abstract(work: Mapping[str, Any]) -> Any:
    """Put the words of an inverted index in their order."""
    words = [
        (position, word)
        for word, positions in mapping(work.get("abstract_inverted_index")).items()
        for position in listed(positions)
        if isinstance(position, int)
    ]
    return formatted(" ".join(word for _, word in sorted(words)) or work.get("abstract"))
