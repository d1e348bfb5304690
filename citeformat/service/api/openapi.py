"""Describe the service in OpenAPI 3.1.

In: the table of resources, and the settings. Out: the description as a value for JSON.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from citeformat import __version__
from citeformat.interchange import WRITERS
from citeformat.output.registry import FORMATS
from citeformat.service.api.resources import LONGEST_LIST
from citeformat.service.api.routes import Resource
from citeformat.service.media_types import MEDIA_TYPES
from citeformat.service.messages import RECORD_MEMBERS
from citeformat.service.problems import PROBLEM_JSON
from citeformat.service.rendering import LONGEST_NAME
from citeformat.service.settings import Settings

__all__ = ["describe"]

_TEXT = {"type": "string"}
_PROBLEMS = {"type": "array", "items": {"$ref": "#/components/schemas/Problem"}}
_RENDERED = {
    "type": "object",
    "required": ["id", "text", "html"],
    "properties": {"id": _TEXT, "text": _TEXT, "html": _TEXT, "problems": _PROBLEMS},
}
_STYLED = {"style": _TEXT, "locale": _TEXT}

_USUAL_STYLES = ("apa", "chicago-author-date", "ieee", "nature", "vancouver")
"""The styles that the description lists. All of them would be 10,849 names."""
_USUAL_LOCALES = ("de-DE", "en-GB", "en-US")
"""The locales that the description lists."""
_STYLE = {"$ref": "#/components/schemas/Style"}
_LOCALE = {"$ref": "#/components/schemas/Locale"}


def _one_of(names: Iterable[str]) -> dict[str, Any]:
    """Describe a name that may be empty."""
    return {"type": "string", "enum": ["", *names]}


_PARAMETERS: dict[str, tuple[str, dict[str, Any]]] = {
    "style": (
        "The name of a style. These are some; the service takes all names of `/styles`.",
        _STYLE,
    ),
    "locale": (
        "The language of terms and dates. The service takes all tags of `/locales`.",
        _LOCALE,
    ),
    "to": ("The format that an answer of JSON has in `text`.", _one_of(WRITERS)),
    "styles": ("Styles and formats, or the name of a set.", {"type": "array", "items": _STYLE}),
    "q": ("Words of the name or the title.", _TEXT),
    "limit": (
        "The number of styles.",
        {"type": "integer", "minimum": 1, "maximum": LONGEST_LIST, "default": 20},
    ),
    "bibliography": ("`1` for the bibliography.", _TEXT),
    "citations": ("`1` for the citations.", _TEXT),
    "outputformat": ("The format of the texts.", _one_of(FORMATS)),
    "responseformat": ("The format of the answer.", _one_of(("json", "html", "rtf"))),
    "linkwrap": ("`1` makes links of identifiers.", _TEXT),
}
"""Parameter of a query -> its description and schema."""

_BODIES = ("bibtex", "ris")
"""The formats of bodies of text that are described. All readers of citeformat can be used."""


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*properties], "properties": properties}


def _list_of(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


_CITE = {
    "type": "object",
    "description": "A citation item of CSL-JSON, with `locator`, `label`, `prefix` and so on.",
    "required": ["id"],
    "properties": {"id": {"type": ["string", "integer"], "minLength": 1}},
}
_CITED = {"oneOf": [{"type": "string", "minLength": 1}, _CITE]}
_CLUSTER = {
    "type": "object",
    "description": "A citation of CSL-JSON. `properties` may have `noteIndex` and `mode`.",
    "required": ["citationItems"],
    "properties": {
        "citationItems": _list_of(_CITED),
        "properties": {"type": ["object", "null"]},
    },
}
_CITATION = {"oneOf": [_list_of(_CITED), _CLUSTER]}

_ANSWERS: dict[str, dict[str, Any]] = {
    "bibliography": _object(
        **_STYLED, entries=_list_of(_RENDERED), text=_TEXT, html=_TEXT, problems=_PROBLEMS
    ),
    "citations": _object(
        **_STYLED, citations=_list_of(_RENDERED), bibliography=_list_of(_RENDERED),
        problems=_PROBLEMS,
    ),
    "convert": _object(
        format=_TEXT, text=_TEXT, problems=_PROBLEMS,
        losses=_list_of(_object(record=_TEXT, field=_TEXT, message=_TEXT)),
    ),
    "cite-this": _object(
        problems=_PROBLEMS,
        records=_list_of(
            _object(id=_TEXT, outputs=_list_of(_object(label=_TEXT, text=_TEXT, html=_TEXT)))
        ),
    ),
    "check": _object(problems=_PROBLEMS),
    "citeproc-js": {
        "type": "object",
        "properties": {"bibliography": {"type": ["array", "boolean"]}, "citations": _list_of({})},
    },
    "styles": _object(
        total={"type": "integer"},
        styles=_list_of(_object(name=_TEXT, title=_TEXT, dependent={"type": "boolean"})),
    ),
    "style": _object(name=_TEXT, title=_TEXT, checksum=_TEXT, locale=_TEXT),
    "locales": _list_of(_object(tag=_TEXT, name=_TEXT)),
    "readiness": _object(status=_TEXT),
}  # fmt: skip
"""Resource -> the schema of its answers of JSON."""

_REFUSALS = {
    "GET": {"400": "An unknown style, locale or format, or a misspelled name",
            "404": "There is no such thing", "406": "None of the formats is accepted",
            "422": "A parameter is wrong", "503": "It takes too much time"},
    "POST": {"400": "The body, style, locale or format cannot be read, or a name is misspelled",
             "403": "The service takes no styles", "404": "No record has an id",
             "406": "None of the formats is accepted", "408": "The body did not arrive",
             "413": "The body is too large", "415": "The type of the body is unknown",
             "422": "There is too much, or a value is of another type",
             "503": "It takes too much time"},
}  # fmt: skip
"""Method -> status -> what it means."""


def describe(
    resources: Iterable[Resource], settings: Settings, root_path: str = ""
) -> dict[str, Any]:
    """Return the description of the service.

    Args:
        resources: The table of resources.
        settings: The limits, which the description names.
        root_path: The path of the service on its site, such as `/cite`.
    """
    paths: dict[str, Any] = {}
    for resource in resources:
        path = resource.path.replace(":path", "")
        operation: dict[str, Any] = {
            "operationId": resource.name,
            "summary": resource.summary,
            "parameters": [_parameter(name, resource) for name in _described(resource)],
            "responses": _responses(resource),
        }
        if "{id}" in path:
            limit = {} if resource.name == "record" else {"maxLength": LONGEST_NAME}
            operation["parameters"].insert(0, {
                "name": "id", "in": "path", "required": True,
                "description": "The id, or a DOI." if resource.name == "record" else "The name.",
                "schema": {"type": "string", "minLength": 1, **limit},
            })  # fmt: skip
        if resource.method == "POST":
            operation["requestBody"] = {"required": True, "content": _bodies(resource, settings)}
        paths.setdefault(path, {})[resource.method.lower()] = operation
    text = {"description": "It is", "content": {"application/json": {"schema": {"type": "object"}}}}
    for path, summary in (("/openapi.json", "This description."), ("/healthz", "It runs.")):
        operation_id = path.strip("/").partition(".")[0]
        paths[path] = {"get": {
            "operationId": operation_id, "summary": summary, "responses": {"200": text}
        }}  # fmt: skip
    if settings.page:
        content: dict[str, Any] = {"text/html": {}}
        paths["/"]["get"] = {
            "operationId": "page", "summary": "A page for people.",
            "responses": {"200": {"description": "The page", "content": content}},
        }  # fmt: skip
    paths["/metrics"] = {"get": {
        "operationId": "metrics", "summary": "Numbers for Prometheus.",
        "responses": {"200": {"description": "Numbers", "content": {"text/plain": {}}}},
    }}  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "citeformat",
            "version": __version__,
            "description": (
                "Citations and reference lists in any CSL style. A request has at most "
                f"{settings.max_items:,} records, {settings.max_cites:,} cites and "
                f"{settings.max_bytes:,} bytes."
            ),
        },
        "servers": [{"url": root_path or "/"}],
        "paths": paths,
        "components": {"schemas": {
            # a pattern: a name that is not in the list may mean a style as well
            "Style": {"type": "string", "pattern": f"^({'|'.join(_USUAL_STYLES)})?$"},
            "Locale": _one_of(_USUAL_LOCALES),
            "Problem": {
                "type": "object",
                "required": ["severity", "message"],
                "properties": {
                    "severity": {"enum": ["error", "warning", "info"]},
                    "message": _TEXT, "hint": _TEXT, "record": _TEXT, "line": {"type": "integer"},
                    "other_records": {"type": "array", "items": _TEXT},
                },
            },
            "Refusal": _object(type=_TEXT, title=_TEXT, status={"type": "integer"}, detail=_TEXT),
        }},
    }  # fmt: skip


def _described(resource: Resource) -> list[str]:
    """Return the parameters that are described. `from` contradicts the type of most bodies."""
    return [name for name in resource.query if name != "from"]


def _parameter(name: str, resource: Resource) -> dict[str, Any]:
    description, schema = _option(name, resource)
    made = {"name": name, "in": "query", "description": description, "schema": schema}
    return made | {"explode": False} if schema.get("type") == "array" else made


def _option(name: str, resource: Resource) -> tuple[str, dict[str, Any]]:
    """Return the description and the schema of a parameter."""
    if name == "format":
        return "The format of the answer, instead of the header Accept.", _one_of(resource.offers)
    return _PARAMETERS[name]


def _responses(resource: Resource) -> dict[str, Any]:
    """Describe the answers of a resource."""
    content: dict[str, Any] = {}
    for format in resource.offers:
        for media_type in MEDIA_TYPES.get(format, ("text/plain",)):
            schema = _ANSWERS.get(resource.name, {}) if format == "json" else {}
            content.setdefault(media_type, {"schema": schema} if schema else {})
    refusal = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    refusals = {
        status: {"description": meaning, "content": refusal}
        for status, meaning in _REFUSALS[resource.method].items()
    }
    responses: dict[str, Any] = {"200": {"description": "The answer", "content": content}}
    if not resource.is_private:
        responses["304"] = {"description": "The client has the answer already"}
    return {**responses, **refusals}


def _records_of_members(members: dict[str, Any]) -> dict[str, Any]:
    """Describe a body of JSON: items, or an object with these members, or else an item or items by
    their ids."""
    named = {"anyOf": [{"required": [name]} for name in members if name in RECORD_MEMBERS]}
    return {
        "anyOf": [
            {"type": "array"},
            {"type": "object", "properties": members, **named},
            {"type": "object", "anyOf": [{"required": ["id"]}, {"not": named}]},
        ]
    }


def _bodies(resource: Resource, settings: Settings) -> dict[str, Any]:
    """Describe the bodies that a resource takes."""
    most, cites = settings.max_items, {"maxItems": settings.max_cites}
    items = {"type": ["array", "object"], "maxItems": most, "maxProperties": most}
    members: dict[str, Any] = {"items": items, "ids": _list_of(_TEXT) | {"maxItems": most}}
    members |= {name: _option(name, resource)[1] for name in _described(resource)}
    if resource.name == "citations":
        members["citations"] = _list_of(_CITATION) | cites
    if resource.name == "citeproc-js":
        members = {
            "items": items, "itemIDs": _list_of({}),
            "citationClusters": _list_of(_CLUSTER) | cites, "styleXML": _TEXT,
        }  # fmt: skip
    bodies: dict[str, Any] = {"application/json": {"schema": _records_of_members(members)}}
    if resource.name != "citeproc-js":
        bodies[MEDIA_TYPES["csl-json"][0]] = {"schema": {"type": ["array", "object"]}}
        text = {"type": "string", "minLength": 1, "pattern": r"\S"}
        bodies |= {MEDIA_TYPES[format][0]: {"schema": text} for format in _BODIES}
    return bodies
