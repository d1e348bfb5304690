"""Read the bodies of requests, which may be compressed.

In: the headers of a request, and what receives its parts. Out: bytes, or a `Refusal`.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

import anyio

from citeformat._util.text import is_digits
from citeformat.service.problems import Refusal
from citeformat.service.rendering import too_large
from citeformat.service.settings import Settings

if TYPE_CHECKING:
    from starlette.types import Receive

__all__ = ["QUICK_BYTES", "read_body"]

QUICK_BYTES = 16_000
"""The size of a body that is handled at once: a thread would take more time than the work."""


async def read_body(headers: Mapping[bytes, str], receive: Receive, settings: Settings) -> bytes:
    """Read the body of a request.

    Args:
        headers: The headers by their names in lower case.
        receive: Receives the next part of the body.
        settings: The limits of size and time.

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
    if size <= QUICK_BYTES:  # it comes in one piece as a rule; the timer would cost more
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
