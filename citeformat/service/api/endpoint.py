"""Answer the requests of one resource: from ASGI to a `Message`, and from an `Answer` to ASGI.

In: requests. Out: responses, also to requests that cannot be fulfilled.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from http import HTTPStatus
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.responses import Response, StreamingResponse

from citeformat.errors import CiteformatError
from citeformat.service.api.bodies import QUICK_BYTES, read_body
from citeformat.service.api.routes import Resource
from citeformat.service.api.user_styles import answer_with_style, user_style
from citeformat.service.messages import Answer, Message, json_bytes
from citeformat.service.middleware import log_failure
from citeformat.service.problems import PROBLEM_JSON, Refusal, refusal_of
from citeformat.service.rendering import Renderer
from citeformat.service.style_cache import NotInMemory
from citeformat.service.worker import Worker

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

__all__ = ["Endpoint", "refusal_response"]

_STOPPING = 5.0
"""The seconds that it may take to stop a process whose time is over."""
_LINES_AT_ONCE = 50
"""The number of lines of JSON Lines that are made before they are sent."""


class Endpoint:
    """Answers the requests of one resource. It is an ASGI application.

    Args:
        resource: The resource.
        renderer: Reads and renders.
        quick: The same, but with styles that raise `NotInMemory` instead of being compiled.
        worker: Runs what takes time.
    """

    def __init__(
        self, resource: Resource, renderer: Renderer, quick: Renderer, worker: Worker
    ) -> None:
        self.__name__ = resource.name  # for the log
        self._resource = resource
        self._renderer = renderer
        self._quick = quick
        self._worker = worker

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            response = await self._respond(scope, receive)
        except CiteformatError as error:
            response = refusal_response(refusal_of(error))
        except Exception as error:  # a bug costs one request
            log_failure(error)
            detail = "the request cannot be answered"
            response = refusal_response(Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, detail))
        await response(scope, receive, send)

    async def _respond(self, scope: Scope, receive: Receive) -> Response:
        """Make the response to a request.

        Raises:
            CiteformatError: The request cannot be fulfilled.
        """
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        body = b""
        if self._resource.method == "POST":
            body = await read_body(headers, receive, self._renderer.settings)
        message = Message(
            _query(scope["query_string"]),
            headers.get(b"accept", ""),
            body,
            headers.get(b"content-type", ""),
            headers.get(b"if-none-match", ""),
            scope.get("path_params", {}).get("id", ""),
        )
        message.check_names(self._resource.query)
        csl = user_style(message)
        if csl:
            return self._response(await self._worker.run_for(
                self._renderer.settings.max_seconds + _STOPPING,
                answer_with_style, self._renderer, self._resource, message, csl,
            ))  # fmt: skip
        if self._resource.is_quick and len(body) <= QUICK_BYTES:
            with suppress(NotInMemory):
                return self._response(self._answer(self._quick, message))
        return self._response(await self._worker.run(self._answer, self._renderer, message))

    def _answer(self, renderer: Renderer, message: Message) -> Answer:
        """Answer a request. A wrong option of its body is refused, even if the query replaces it.

        Raises:
            CiteformatError: The request cannot be fulfilled.
        """
        handler = self._resource.handler
        own = message.with_own_options()
        if own is not message:
            handler(renderer, own)
        return handler(renderer, message)

    def _response(self, answer: Answer) -> Response:
        """Make the response of an answer."""
        headers = dict(answer.headers)
        headers["Content-Type"] = answer.media_type
        headers["Vary"] = "Accept"
        if answer.etag:
            headers["ETag"] = f'W/"{answer.etag}"'
        if self._resource.is_private:
            headers["Cache-Control"] = "no-store"
        else:
            headers["Cache-Control"] = f"public, max-age={self._renderer.settings.max_age}"
        if isinstance(answer.body, bytes):
            return Response(answer.body, answer.status, headers)
        return StreamingResponse(_lines(answer.body, self._worker), answer.status, headers)


@lru_cache(maxsize=64)
def _query(text: bytes) -> Mapping[str, str]:
    """Parse the query of an address. Most requests have the query of another one."""
    return MappingProxyType(dict(parse_qsl(text.decode("latin-1"), keep_blank_values=True)))


async def _lines(lines: Iterator[bytes], worker: Worker) -> AsyncIterator[bytes]:
    """Yield lines, some at a time, which a thread makes."""

    def some() -> bytes:
        return b"".join(islice(lines, _LINES_AT_ONCE))

    while True:
        try:
            made = await worker.run(some)
        except CiteformatError as error:  # the status has been sent
            yield json_bytes(refusal_of(error).as_dict())
            return
        if not made:
            return
        yield made


def refusal_response(refusal: Refusal) -> Response:
    """Make the response to a request that is not fulfilled (RFC 9457)."""
    headers = {"Cache-Control": "no-store", **refusal.headers}
    return Response(json_bytes(refusal.as_dict()), refusal.status, headers, media_type=PROBLEM_JSON)
