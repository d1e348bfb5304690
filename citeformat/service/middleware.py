"""What every answer gets: headers for its security, a line in the log, and a place in the metrics.

In: an ASGI application. Out: another one around it. The log has no contents: no ids, texts or
queries, only the name of the resource, the status, the size and the time.
"""

from __future__ import annotations

import json
import logging
import traceback
from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.middleware.gzip import GZipMiddleware

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["LOGGER", "Compression", "Metrics", "Observer", "log_failure"]

LOGGER = logging.getLogger("citeformat.service")
"""Has a line of JSON for each request."""

_DEFAULTS = {
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
}
"""Headers of answers that have no other value for them."""


class Compression:
    """Compresses the answers to clients that accept gzip."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._compressing = GZipMiddleware(app, minimum_size=1000, compresslevel=6)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        headers = scope.get("headers", ())
        accepts = any(name == b"accept-encoding" and b"gzip" in value for name, value in headers)
        await (self._compressing if accepts else self._app)(scope, receive, send)


def log_failure(error: Exception) -> None:
    """Log an error of the program by its place, without its message, which may quote a record."""
    frames = [
        f"{each.filename}:{each.lineno}" for each in traceback.extract_tb(error.__traceback__)
    ]
    LOGGER.error(json.dumps({"error": type(error).__name__, "at": frames[-8:]}))


class Metrics:
    """The numbers that Prometheus reads."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        requests = Counter(
            "citeformat_requests", "Requests.", ("resource", "status"), registry=self.registry
        )
        seconds = Histogram(
            "citeformat_request_seconds", "Seconds until the end of the answer.", ("resource",),
            registry=self.registry,
            buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 10),
        )  # fmt: skip
        self.requests = cache(requests.labels)
        self.seconds = cache(seconds.labels)
        self.styles = Gauge(
            "citeformat_styles_in_memory", "Compiled styles.", registry=self.registry
        )


class Observer:
    """Adds headers to the answers, and logs and counts them."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start = perf_counter()
        status, size = 0, 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = int(message["status"])  # in Python 3.10, an HTTPStatus prints its name
                headers = dict(message.get("headers", ()))
                vary = headers.get(b"vary", b"")
                if b"Accept-Encoding" not in vary:
                    headers[b"vary"] = vary + b", Accept-Encoding" if vary else b"Accept-Encoding"
                message["headers"] = [*(_DEFAULTS | headers).items()]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        finally:
            seconds = perf_counter() - start
            resource = getattr(scope.get("endpoint"), "__name__", "none")
            self._metrics.requests(resource, status).inc()
            self._metrics.seconds(resource).observe(seconds)
            if LOGGER.isEnabledFor(logging.INFO):
                line = {
                    "method": scope["method"], "resource": resource, "status": status,
                    "bytes": size, "ms": round(seconds * 1000, 2),
                }  # fmt: skip
                LOGGER.info(json.dumps(line))
