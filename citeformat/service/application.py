"""Make the ASGI application of the service.

In: records and settings. Out: a Starlette application, which a server runs or another site mounts.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from citeformat.errors import CiteformatError
from citeformat.record.collection import RecordsLike
from citeformat.service.library import FindRecord, Library, library_of
from citeformat.service.problems import PROBLEM_JSON, Refusal, refusal_of
from citeformat.service.rendering import Renderer
from citeformat.service.settings import Settings
from citeformat.service.style_cache import StyleCache

if TYPE_CHECKING:
    import os

    from starlette.requests import Request

__all__ = ["Worker", "create_app"]

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Worker:
    """Runs functions that take time in threads, with a limit of their number and of the time."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer
        self._limiter: anyio.CapacityLimiter | None = None

    async def run(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Call a function in a thread, and wait for it.

        Raises:
            Refusal: It takes longer than a request may.
        """
        settings = self.renderer.settings
        if self._limiter is None:  # it belongs to the event loop, which runs only now
            self._limiter = anyio.CapacityLimiter(settings.threads)
        try:
            with anyio.fail_after(settings.max_seconds):
                return await anyio.to_thread.run_sync(
                    lambda: function(*args, **kwargs),
                    abandon_on_cancel=True,
                    limiter=self._limiter,
                )
        except TimeoutError:
            limit = settings.max_seconds
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
    routes = [Route("/healthz", _healthz)]
    if settings.page:
        from citeformat.service import page  # needs Jinja2

        routes += page.routes(renderer)
    app = Starlette(routes=routes, exception_handlers={CiteformatError: _refuse})
    app.state.renderer = renderer
    app.state.worker = Worker(renderer)
    return app


async def _healthz(_request: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _refuse(_request: Request, error: Exception) -> Response:
    assert isinstance(error, CiteformatError)
    refusal = refusal_of(error)
    return JSONResponse(refusal.as_dict(), refusal.status, refusal.headers, media_type=PROBLEM_JSON)
