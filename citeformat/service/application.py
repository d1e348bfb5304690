"""Make the ASGI application of the service.

In: records and settings. Out: a Starlette application, which a server runs or another site mounts.
"""

from __future__ import annotations

import asyncio
import gzip
import io
import zlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache, lru_cache
from http import HTTPStatus
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from urllib.parse import parse_qsl

import anyio
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Match, Route

from citeformat._util.text import is_digits
from citeformat.errors import CiteformatError
from citeformat.record.collection import RecordsLike
from citeformat.service.api.openapi import describe
from citeformat.service.api.routes import RESOURCES, Resource
from citeformat.service.api.user_styles import answer_with_style, user_style
from citeformat.service.library import FindRecord, Library, library_of
from citeformat.service.messages import Answer, Message, json_bytes
from citeformat.service.middleware import Compression, Metrics, Observer, log_failure
from citeformat.service.problems import PROBLEM_JSON, Refusal, refusal_of
from citeformat.service.rendering import Renderer, too_large
from citeformat.service.settings import Settings
from citeformat.service.style_cache import NotInMemory, StyleCache

if TYPE_CHECKING:
    import os

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["Worker", "create_app"]

_P = ParamSpec("_P")
_T = TypeVar("_T")

_QUICK_BYTES = 16_000
"""The size of a body that is handled at once: a thread would take more time than the work."""
_STOPPING = 5.0
"""The seconds that it may take to stop a process whose time is over."""
_LINES_AT_ONCE = 50
"""The number of lines of JSON Lines that are made before they are sent."""
_EXPOSED = ("ETag", "Citeformat-Problems", "Citeformat-Losses")
"""The headers that scripts of other sites may read, if they may call the service."""


class Worker:
    """Runs functions that take time in threads, with a limit of their number and of the time.

    A thread cannot be stopped. It stays busy until its function ends, even if nobody waits for the
    result any more. Other functions wait for a free thread, or are dropped when their time is over.
    Otherwise slow requests would start more and more threads, which make each other slower.
    """

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer
        self._threads = ThreadPoolExecutor(renderer.settings.threads, "citeformat")

    async def run(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Call a function in a thread, and wait for it.

        Raises:
            Refusal: It takes longer than a request may.
        """
        return await self.run_for(self.renderer.settings.max_seconds, function, *args, **kwargs)

    async def run_for(
        self, seconds: float, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """Call a function in a thread, and wait for some seconds at most.

        Raises:
            Refusal: It takes longer.
        """
        running = self._threads.submit(function, *args, **kwargs)
        try:
            with anyio.fail_after(seconds):
                return await asyncio.wrap_future(running)
        except TimeoutError:
            limit = self.renderer.settings.max_seconds
            detail = f"the request takes more than {limit:g} seconds"
            headers = {"Retry-After": "10"}
            raise Refusal(
                HTTPStatus.SERVICE_UNAVAILABLE, detail, {"max_seconds": limit}, headers
            ) from None


def create_app(
    records: RecordsLike | FindRecord | Library | str | os.PathLike[str] = (),
    settings: Settings | None = None,
) -> Starlette:
    """Make the application.

    Args:
        records: The records that the service has: records, a function that returns the record with
            an id, a `Library`, or the path of an SQLite file (`write_store`).
        settings: The limits and other settings.

    Returns:
        An ASGI application. `app.state.renderer` renders, and `app.state.worker` runs it in
        threads.

    Raises:
        SourceError: The SQLite file cannot be used.
    """
    settings = settings or Settings()
    styles = StyleCache(settings.styles_in_memory, settings.styles_folder)
    renderer = Renderer(settings, styles, library_of(records))
    worker = Worker(renderer)
    metrics = Metrics()

    @cache
    def description() -> bytes:
        return json_bytes(describe(RESOURCES, settings))

    async def openapi(_request: Request) -> Response:
        return Response(await worker.run(description), media_type="application/json")

    async def health(_request: Request) -> Response:
        return Response(b'{"status":"ok"}\n', media_type="application/json")

    async def measurements(_request: Request) -> Response:
        metrics.styles.set(len(styles))
        headers = {"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"}
        return Response(generate_latest(metrics.registry), headers=headers)

    endpoints = {
        (resource.method, resource.path): _Endpoint(resource, renderer, worker)
        for resource in RESOURCES
    }
    routes: list[BaseRoute] = [
        *[
            Route(path, endpoint, methods=[method], name=endpoint.__name__)
            for (method, path), endpoint in endpoints.items()
        ],
        Route("/openapi.json", openapi),
        Route("/healthz", health),
        Route("/metrics", measurements),
    ]
    if settings.page:
        from citeformat.service import page  # needs Jinja2

        routes += page.routes()
    middleware = [
        Middleware(Observer, metrics=metrics),
        Middleware(Compression),
        Middleware(_Shortcut, endpoints=endpoints),
    ]
    if settings.cors_origins:
        middleware.insert(1, Middleware(
            CORSMiddleware, allow_origins=settings.cors_origins,
            allow_methods=("GET", "HEAD", "POST"), allow_headers=("Accept", "Content-Type"),
            expose_headers=_EXPOSED,
        ))  # fmt: skip
    app = Starlette(
        routes=routes,
        middleware=middleware,
        exception_handlers={CiteformatError: _refuse, HTTPException: _refuse_method},
    )
    app.router.redirect_slashes = False
    app.state.renderer = renderer
    app.state.worker = worker
    return app


class _Endpoint:
    """Answers the requests of one resource. It is an ASGI application."""

    def __init__(self, resource: Resource, renderer: Renderer, worker: Worker) -> None:
        self.__name__ = resource.name  # for the log
        self._resource = resource
        self._renderer = renderer
        self._quick_renderer = renderer.quick()
        self._worker = worker

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        try:
            response = await self._respond(scope, receive)
        except CiteformatError as error:
            response = _refusal_response(refusal_of(error))
        except Exception as error:
            log_failure(error)
            detail = "the request cannot be answered"
            response = _refusal_response(Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, detail))
        await response(scope, receive, send)

    async def _respond(self, scope: Scope, receive: Receive) -> Response:
        """Make the response to a request.

        Raises:
            CiteformatError: The request cannot be fulfilled.
        """
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        body = b""
        if self._resource.method == "POST":
            body = await _body(headers, receive, self._renderer.settings)
        message = Message(
            _query(scope["query_string"]),
            headers.get(b"accept", ""),
            body,
            headers.get(b"content-type", ""),
            headers.get(b"if-none-match", ""),
            scope.get("path_params", {}).get("id", ""),
        )
        answer: Answer | None = None
        if self._resource.is_quick and len(body) <= _QUICK_BYTES:
            with suppress(NotInMemory):
                answer = _answer(self._quick_renderer, self._resource, message)
        if answer is None:
            extra = _STOPPING if user_style(message) else 0.0
            answer = await self._worker.run_for(
                self._renderer.settings.max_seconds + extra,
                _answer, self._renderer, self._resource, message,
            )  # fmt: skip
        return _response(answer, self._resource, self._worker)


class _Shortcut:
    """Hands a request to the endpoint of its path, if the path is a fixed one.

    Starlette compares a path with one pattern after another, in three layers of functions. It finds
    the endpoints of other paths.
    """

    def __init__(self, app: ASGIApp, endpoints: Mapping[tuple[str, str], _Endpoint]) -> None:
        self._app = app
        self._endpoints = {
            (method, path): endpoint
            for (method, path), endpoint in endpoints.items()
            if "{" not in path
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        endpoint = None
        if scope["type"] == "http":
            path = scope["path"].removeprefix(scope.get("root_path", ""))
            endpoint = self._endpoints.get((scope["method"], path))
        if endpoint is None:
            await self._app(scope, receive, send)
        else:
            scope["endpoint"] = endpoint
            await endpoint(scope, receive, send)


def _answer(renderer: Renderer, resource: Resource, message: Message) -> Answer:
    """Answer a request, in another process if it brings a style."""
    csl = user_style(message)
    if csl:
        renderer.styles.check_loading()
        return answer_with_style(renderer, resource, message, csl)
    return resource.handler(renderer, message)


@lru_cache(maxsize=64)
def _query(text: bytes) -> Mapping[str, str]:
    """Parse the query of an address. Most requests have the query of another one."""
    return MappingProxyType(dict(parse_qsl(text.decode("latin-1"), keep_blank_values=True)))


async def _body(headers: Mapping[bytes, str], receive: Receive, settings: Settings) -> bytes:
    """Read the body of a request.

    Raises:
        Refusal: It is too large, comes too slowly, or is compressed in an unknown way.
    """
    limit = settings.max_bytes
    encoding = headers.get(b"content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip"):
        detail = f"the encoding {encoding!r} cannot be read"
        accepted = {"Accept-Encoding": "gzip"}
        raise Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail, headers=accepted)
    declared = headers.get(b"content-length", "")
    size = int(declared[:18]) if is_digits(declared) else limit
    if size > limit:
        raise too_large(limit)
    if size <= _QUICK_BYTES:  # it comes in one piece as a rule; the timer would cost more
        body = await _received(receive, limit)
    else:
        try:
            with anyio.fail_after(settings.max_seconds):
                body = await _received(receive, limit)
        except TimeoutError:
            detail = f"the body did not arrive in {settings.max_seconds:g} seconds"
            raise Refusal(HTTPStatus.REQUEST_TIMEOUT, detail) from None
    if encoding == "identity":
        return body
    try:
        with gzip.open(io.BytesIO(body)) as file:
            body = file.read(limit + 1)
    except (OSError, EOFError, zlib.error):
        raise Refusal(HTTPStatus.BAD_REQUEST, "the body cannot be decompressed") from None
    if len(body) > limit:
        raise too_large(limit)
    return body


async def _received(receive: Receive, limit: int) -> bytes:
    """Receive the parts of a body.

    Raises:
        Refusal: There are too many bytes, or the client has gone.
    """
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refusal(HTTPStatus.BAD_REQUEST, "the client has gone")
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise too_large(limit)
        parts.append(part)
        if not message.get("more_body", False):
            return b"".join(parts)


def _response(answer: Answer, resource: Resource, worker: Worker) -> Response:
    """Make the response of an answer."""
    headers = dict(answer.headers)
    headers["Content-Type"] = answer.media_type
    headers["Vary"] = "Accept"
    if answer.etag:
        headers["ETag"] = f'W/"{answer.etag}"'
    if resource.is_private:
        headers["Cache-Control"] = "no-store"
    else:
        headers["Cache-Control"] = f"public, max-age={worker.renderer.settings.max_age}"
    if isinstance(answer.body, bytes):
        return Response(answer.body, answer.status, headers)
    return StreamingResponse(_lines(answer.body, worker), answer.status, headers)


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


def _refusal_response(refusal: Refusal) -> Response:
    headers = {"Cache-Control": "no-store", **refusal.headers}
    return Response(json_bytes(refusal.as_dict()), refusal.status, headers, media_type=PROBLEM_JSON)


async def _refuse(_request: Request, error: Exception) -> Response:
    assert isinstance(error, CiteformatError)
    return _refusal_response(refusal_of(error))


async def _refuse_method(request: Request, error: Exception) -> Response:
    """Answer to a path that does not exist, or that does not know the method."""
    assert isinstance(error, HTTPException)
    if error.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
        return _refusal_response(Refusal(HTTPStatus(error.status_code), error.detail))
    methods = {"OPTIONS"}
    for route in request.app.routes:  # several routes can have one path
        if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE:
            methods |= route.methods or set()
    headers = {"Allow": ", ".join(sorted(methods))}
    if request.method == "OPTIONS":
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
    detail = f"the methods of this resource are {headers['Allow']}"
    return _refusal_response(Refusal(HTTPStatus.METHOD_NOT_ALLOWED, detail, headers=headers))
