"""Send requests to an application without a server."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from starlette.types import ASGIApp

__all__ = ["Client"]


class Client:
    """Calls one application, always in the same event loop."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._loop = asyncio.new_event_loop()

    def send(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        content: bytes | str = b"",
        **options: Any,
    ) -> httpx.Response:
        """Send a request, and return the answer."""
        return self._loop.run_until_complete(
            self._send(method, path, headers=headers, content=content or None, **options)
        )

    def close(self) -> None:
        """End the event loop."""
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    async def _send(self, method: str, path: str, **options: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
            # httpx accepts everything itself
            client.headers.clear()
            return await client.request(method, path, **options)
