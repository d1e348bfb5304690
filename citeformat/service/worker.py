"""Run what takes time in threads.

In: ordinary functions. Out: what they return, or a `Refusal` if a request may not take so long.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import ParamSpec, TypeVar

import anyio

from citeformat.service.problems import Refusal
from citeformat.service.settings import Settings

__all__ = ["Worker"]

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Worker:
    """Runs functions that take time in threads, with a limit of their number and of the time.

    A thread cannot be stopped. It stays busy until its function ends, even if nobody waits for the
    result any more. Other functions wait for a free thread, or are dropped when their time is over.
    Otherwise slow requests would start more and more threads, which make each other slower.
    """

    def __init__(self, settings: Settings) -> None:
        self._max_seconds = settings.max_seconds
        self._threads = ThreadPoolExecutor(settings.threads, "citeformat")

    async def run(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Call a function in a thread, and wait for it.

        Raises:
            Refusal: It takes longer than a request may.
        """
        return await self.run_for(self._max_seconds, function, *args, **kwargs)

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
            limit = self._max_seconds
            detail = f"the request takes more than {limit:g} seconds"
            headers = {"Retry-After": "10"}
            raise Refusal(
                HTTPStatus.SERVICE_UNAVAILABLE, detail, {"max_seconds": limit}, headers
            ) from None
