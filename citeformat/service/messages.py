"""What a resource is asked, and what it answers, without a web framework.

In: the parts of a request that count. Out: the parts of an answer. A `Message` and an `Answer` are
values, so that a request can be handled in a thread or in another process.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from http import HTTPStatus
from typing import Any

from citeformat.errors import Problem
from citeformat.interchange import READERS
from citeformat.interchange.json.works import csl_items, records_of_items
from citeformat.record import Records
from citeformat.record.citation_keys import UniqueIds
from citeformat.service.media_types import format_of
from citeformat.service.negotiation import Representation, negotiate
from citeformat.service.problems import Refusal, refuse_misspelled
from citeformat.service.rendering import Renderer

__all__ = ["RECORD_MEMBERS", "Answer", "Message", "json_bytes", "parse_json"]

_READ_AS = {"json": "csl-json", "jsonl": "csl-json", "csl-yaml": "", "endnote-xml": "", "text": ""}
"""Format of a body -> the format that it is read as; `""`: the text decides."""
_ANY_TEXT = frozenset(("", "application/octet-stream", "application/x-www-form-urlencoded"))
"""Media types that say nothing: programs send them if nobody chose another."""
RECORD_MEMBERS = frozenset((
    "items", "references", "ids", "citations", "itemIDs", "citationClusters",
))  # fmt: skip
"""The members of an object that brings records; other objects are records."""
_WHITE_SPACE = b" \t\n\v\f\r\x1c\x1d\x1e\x1f"
"""What readers of text skip at its ends."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a resource answers."""

    body: bytes | Iterator[bytes]
    """The content, or its parts as they are made."""
    media_type: str
    etag: str = ""
    """The entity tag without quotes, or `""`."""
    headers: Mapping[str, str] = field(default_factory=dict)
    status: HTTPStatus = HTTPStatus.OK


_OPTIONS = ("format", "style", "locale", "styles")
"""What a query as well as a body can ask for."""
_MEMBERS = RECORD_MEMBERS | {*_OPTIONS, "to", "styleXML"}
"""The members of an object that brings records."""


@dataclass(frozen=True)
class Message:
    """What a request asks and brings.

    >>> message = Message({"style": "ieee"}, body=b'{"items": [], "locale": "de-DE"}',
    ...     content_type="application/json")
    >>> message.option("style"), message.option("locale"), message.option("format")
    ('ieee', 'de-DE', '')
    """

    query: Mapping[str, str] = field(default_factory=dict)
    accept: str = ""
    """The header `Accept`."""
    body: bytes = b""
    """The content, decompressed."""
    content_type: str = ""
    """The header `Content-Type`."""
    known: str = ""
    """The header `If-None-Match`."""
    id: str = ""
    """What the path names: the id of a record, or the name of a style."""

    @cached_property
    def members(self) -> Mapping[str, Any]:
        """The members of a body that is an object of JSON with records, otherwise nothing.

        Raises:
            Refusal: The body is not JSON, although its type says so.
        """
        if self._format not in ("json", "text", "") or self.body.lstrip()[:1] != b"{":
            return {}
        try:
            value = parse_json(self.body)
        except Refusal:
            if self._format == "json":
                raise
            return {}  # a reader says what is wrong with the text
        return value if not RECORD_MEMBERS.isdisjoint(value) and "id" not in value else {}

    @cached_property
    def _format(self) -> str:
        """The format of the body, or `""` if its media type does not say it.

        Raises:
            Refusal: Nothing reads bodies of this media type.
        """
        media_type = self.content_type.partition(";")[0].strip().lower()
        found = "json" if media_type == "application/json" else format_of(media_type)
        if not found and media_type not in _ANY_TEXT:
            detail = f"a body of type {media_type!r} cannot be read"
            raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail)
        return found

    def check_names(self, parameters: Iterable[str]) -> None:
        """Make sure that the query and a body of JSON have no misspelled name.

        A name is misspelled if it is nearly one of those that there are. Other names are ignored,
        because proxies, browsers and programs add some. `records` reports those of a body.

        Args:
            parameters: The names of the parameters that the resource has.

        Raises:
            Refusal: A name is misspelled.

        >>> Message({"utm_source": "x"}).check_names(["style", "locale"])
        >>> Message({"stlye": "apa"}).check_names(["style", "locale"])
        Traceback (most recent call last):
        citeformat.service.problems.Refusal: there is no parameter 'stlye'; did you mean 'style'?
        """
        names = {*parameters}
        refuse_misspelled("parameter", self.query, names)
        refuse_misspelled("member", self.members, names | _MEMBERS)

    def check_syntax(self) -> None:
        """Make sure that a body is JSON if its media type says so.

        Raises:
            Refusal: It is not.
        """
        if self._format in ("json", "csl-json"):
            _decode_json(self.body.decode("utf-8", "replace"))

    @property
    def reader(self) -> str:
        """The format that the body is read as, or `""` if its text decides.

        Raises:
            Refusal: Nothing reads bodies of this media type.
            FormatError: `from` of the query is not a format.
        """
        named = self.query.get("from", "")
        if named:
            return READERS.find(named).name
        return _READ_AS.get(self._format, self._format)

    def option(self, name: str) -> str:
        """Return an option of the query, or of the body, or `""`.

        Raises:
            Refusal: The body has something else than text, even if the query has the option.
        """
        value = self.members.get(name, "")
        if not isinstance(value, str):
            raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name!r} is not text")
        return self.query.get(name) or value

    def with_own_options(self) -> Message:
        """Return the request as its body alone asks it: the query replaces no option of the body.

        >>> message = Message({"style": "ieee", "q": "x"}, body=b'{"items": [], "style": "apa"}',
        ...     content_type="application/json")
        >>> message.with_own_options().query
        {'q': 'x'}
        """
        if not self.body:
            return self
        members = self.members
        replaced = [name for name in _OPTIONS if name in members and self.query.get(name)]
        if not replaced:
            return self
        query = {name: value for name, value in self.query.items() if name not in replaced}
        return replace(self, query=query)

    def names(self, name: str) -> list[str]:
        """Return several names: of the query, with commas between them, or of a list of the body.

        Raises:
            Refusal: The body has something else, even if the query has names.
        """
        names = self.list_of(name) or []
        if not all(isinstance(each, str) for each in names):
            raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name!r} is not a list of names")
        if self.query.get(name):
            return [each for each in map(str.strip, self.query[name].split(",")) if each]
        return names

    def list_of(self, name: str) -> list[Any] | None:
        """Return a member of the body that is a list, or `None`.

        Raises:
            Refusal: It is something else.
        """
        if name not in self.members:
            return None
        value = self.members[name]
        if not isinstance(value, list):
            raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name!r} is not a list")
        return value

    def representation(self, offers: Sequence[str], style: str) -> Representation:
        """Choose what to answer.

        Args:
            offers: The formats that there are, the preferred one first.
            style: The style of requests that name none.

        Raises:
            NotAcceptable: The request accepts none of the formats.
            FormatError: The request names an unknown format.
        """
        options = {name: self.option(name) for name in ("format", "style", "locale")}
        return negotiate(self.accept, options, offers=offers, style=style)

    def records(self, renderer: Renderer, *, limited: bool = True) -> Records:
        """Return the records that the request brings, and those that it names by their ids.

        Args:
            renderer: Reads text, and has the records with ids.
            limited: Whether there may be only `max_items`.

        Returns:
            The records. `.problems` has what cannot be read, and the members that are ignored.

        Raises:
            Refusal: There are too many or none, or no record has one of the ids.
            SourceError: The body is not text.
            FormatError: The body is in no format that can be read.
        """
        reader = self.reader
        members = self.members
        if not members:
            if not self.body.strip(_WHITE_SPACE):
                raise Refusal(HTTPStatus.BAD_REQUEST, "the request has no body")
            return renderer.read(self.body, reader, limited=limited)
        ids = self.list_of("ids") or []
        if not all(isinstance(id, str) for id in ids):
            raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "the ids are not all text")
        member = "items" if "items" in members else "references"
        items = members.get(member)
        # citeproc-js-server has objects by their ids, too
        items = list(items.values()) if isinstance(items, dict) else self.list_of(member) or []
        if limited:
            renderer.check_count(len(items) + len(ids))
        problems = [
            Problem("warning", f"there is no member {name!r}", hint="it is ignored")
            for name in members
            if name not in _MEMBERS
        ]
        found = [renderer.find(id) for id in ids]
        located = ((item, 0) for item in items)
        found += records_of_items(located, "", problems, csl_items, UniqueIds())
        return Records(found, problems)


def parse_json(body: bytes) -> dict[str, Any]:
    """Parse a body that is an object of JSON.

    Raises:
        Refusal: It is not.
    """
    value = _decode_json(body)
    if not isinstance(value, dict):
        raise Refusal(HTTPStatus.BAD_REQUEST, "the body is not an object")
    return value


def _decode_json(body: str | bytes) -> Any:
    try:
        return json.loads(body)
    except json.JSONDecodeError as error:
        detail = f"the body is not JSON: line {error.lineno}: {error.msg}"
        raise Refusal(HTTPStatus.BAD_REQUEST, detail) from None
    except (ValueError, RecursionError):  # not UTF-8, a number of too many digits, or too deep
        raise Refusal(HTTPStatus.BAD_REQUEST, "the body is not JSON that can be read") from None


def json_bytes(value: object) -> bytes:
    """Write JSON in UTF-8, on one line.

    >>> json_bytes({"title": "Größe"}).decode()
    '{"title":"Größe"}\\n'
    """
    return f"{_ENCODER.encode(value)}\n".encode("utf-8", "replace")
