"""Make the ASGI application of the service.

In: records and settings. Out: a Starlette application, which a server runs or another site mounts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route

from citeformat.errors import CiteformatError
from citeformat.record.collection import RecordsLike
from citeformat.service.api.endpoint import Endpoint, refusal_response
from citeformat.service.api.openapi import describe
from citeformat.service.api.routes import RESOURCES
from citeformat.service.library import FindRecord, Library, library_of
from citeformat.service.messages import json_bytes
from citeformat.service.middleware import Compression, Metrics, Observer
from citeformat.service.problems import Refusal, refusal_of
from citeformat.service.rendering import Renderer
from citeformat.service.settings import Settings
from citeformat.service.style_cache import StyleCache, StylesInMemory
from citeformat.service.worker import Worker

if TYPE_CHECKING:
    import os

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["create_app"]

_EXPOSED = ("ETag", "Citeformat-Problems", "Citeformat-Losses")
"""The headers that scripts of other sites may read, if they may call the service."""


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
        TypeError: `settings` is something else.
    """
    settings = Settings() if settings is None else settings
    if not isinstance(settings, Settings):
        raise TypeError("settings are made by citeformat.service.Settings(...)")
    styles = StyleCache(settings.styles_in_memory, settings.styles_folder)
    renderer = Renderer(settings, styles, library_of(records))
    quick = replace(renderer, styles=StylesInMemory(styles))
    worker = Worker(settings)
    metrics = Metrics()

    @cache
    def description(root_path: str) -> bytes:
        return json_bytes(describe(RESOURCES, settings, root_path))

    async def openapi(request: Request) -> Response:
        made = await worker.run(description, request.scope.get("root_path", ""))
        return Response(made, media_type="application/json")

    async def health(_request: Request) -> Response:
        return Response(b'{"status":"ok"}\n', media_type="application/json")

    async def measurements(_request: Request) -> Response:
        metrics.styles.set(len(styles))
        headers = {"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"}
        return Response(generate_latest(metrics.registry), headers=headers)

    endpoints = {
        (resource.method, resource.path): Endpoint(resource, renderer, quick, worker)
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


class _Shortcut:
    """Hands a request to the endpoint of its path, if the path is a fixed one.

    Starlette compares a path with one pattern after another, in three layers of functions. It finds
    the endpoints of other paths.
    """

    def __init__(self, app: ASGIApp, endpoints: Mapping[tuple[str, str], Endpoint]) -> None:
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


async def _refuse(_request: Request, error: Exception) -> Response:
    assert isinstance(error, CiteformatError)
    return refusal_response(refusal_of(error))


async def _refuse_method(request: Request, error: Exception) -> Response:
    """Answer to a path that does not exist, or that does not know the method."""
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.NOT_FOUND:
        detail = "there is no such resource; openapi.json describes those that there are"
        return refusal_response(Refusal(HTTPStatus.NOT_FOUND, detail))
    if error.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
        return refusal_response(Refusal(HTTPStatus(error.status_code), error.detail))
    methods = {"OPTIONS"}
    for route in request.app.routes:  # several routes can have one path
        if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE:
            methods |= route.methods or set()
    headers = {"Allow": ", ".join(sorted(methods))}
    if request.method == "OPTIONS":
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
    detail = f"the methods of this resource are {headers['Allow']}"
    return refusal_response(Refusal(HTTPStatus.METHOD_NOT_ALLOWED, detail, headers=headers))
