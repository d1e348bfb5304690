"""Works as Crossref, DataCite and OpenAlex describe them -> CSL-JSON items.

In: the JSON of an answer. Out: CSL-JSON items, from which `Record.from_csl` makes records. A value
that is not as the service documents it is passed on, so that `from_csl` reads or reports it.

The modules of the services are imported when a work is converted, since most JSON files have
CSL-JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from citeformat.errors import RecordError

__all__ = ["Service", "csl_items_of", "only_work", "service_of"]

Service: TypeAlias = Literal["crossref", "datacite", "openalex"]

_CROSSREF = frozenset(
    "reference-count references-count is-referenced-by-count content-domain indexed deposited"
    " short-container-title published-print published-online issn-type isbn-type journal-issue"
    " reference link prefix member alternative-id article-number group-title".split()
)
"""Fields that only a work of Crossref has. Its CSL-JSON at doi.org has them too."""

_OPENALEX = frozenset(
    "authorships abstract_inverted_index primary_location publication_year cited_by_api_url"
    " host_venue type_crossref".split()
)

_TELLING = _CROSSREF | _OPENALEX

_NOTHING = frozenset(("type",))
"""What the item of an empty work has."""

_NAMES: dict[Service, str] = {
    "crossref": "Crossref", "datacite": "DataCite", "openalex": "OpenAlex",
}  # fmt: skip


def service_of(item: Mapping[str, Any]) -> Service | None:
    """Return the service whose work or answer an object is, by its form.

    >>> service_of({"DOI": "10.1000/x", "title": ["T"]}), service_of({"id": "x", "title": "T"})
    ('crossref', None)
    >>> service_of({"data": [{"attributes": {}}]}), service_of({"authorships": []})
    ('datacite', 'openalex')
    """
    if not _TELLING.isdisjoint(item):
        return "crossref" if _OPENALEX.isdisjoint(item) else "openalex"
    if "id" not in item and "DOI" in item and isinstance(item.get("title"), list):
        return "crossref"
    if "titles" in item and isinstance(item["titles"], list):
        named = "creators" in item or "types" in item or "doi" in item
        return "datacite" if named else None
    if "attributes" in item and isinstance(item["attributes"], Mapping):
        return "datacite"
    if "type" not in item and "title" not in item:  # an answer
        if isinstance(item.get("message"), Mapping):
            return "crossref"
        if isinstance(item.get("results"), list):
            return "openalex"
        data = item.get("data")
        works = data if isinstance(data, list) else [data]
        if any(isinstance(work, Mapping) and "attributes" in work for work in works):
            return "datacite"
    id = item.get("id")
    return "openalex" if isinstance(id, str) and id.startswith("https://openalex.org/W") else None


def csl_items_of(service: Service, data: Any) -> list[Any]:
    """Convert the works in an answer to CSL-JSON items.

    Args:
        service: The service that answered.
        data: The answer, or one work.

    Returns:
        An item for each work. What is not an object stays as it is.

    >>> csl_items_of("openalex", {"results": [{"id": "https://openalex.org/W1", "title": "T"}]})
    [{'id': 'W1', 'type': 'document', 'title': 'T'}]
    """
    if service == "crossref":
        from citeformat.record.works.crossref import csl_item, works
    elif service == "datacite":
        from citeformat.record.works.datacite import csl_item, works
    else:
        from citeformat.record.works.openalex import csl_item, works
    return [csl_item(work) if isinstance(work, Mapping) else work for work in works(data)]


def only_work(service: Service, data: Any) -> dict[str, Any]:
    """Convert the only work of an answer to a CSL-JSON item, which has an id.

    Raises:
        RecordError: The answer has no work or several, or something that is not a work or empty.

    >>> only_work("crossref", {"title": ["The TeXbook"], "author": [{"family": "Knuth"}],
    ...                        "issued": {"date-parts": [[1984]]}})["id"]
    'knuth1984'
    """
    items = csl_items_of(service, data)
    if len(items) != 1:
        raise RecordError(f"one work is needed, not {len(items)}; `citeformat.read` reads several")
    (item,) = items
    if not isinstance(item, dict):
        raise RecordError(f"a work must be an object, not {item!r}")
    if item.keys() <= _NOTHING:
        raise RecordError(f"the work has no value that the works of {_NAMES[service]} have")
    if "id" in item:
        return item
    from citeformat.record.citation_keys import make_id  # few works have no DOI

    return {"id": make_id(item), **item}
