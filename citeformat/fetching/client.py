"""Ask web services politely: who asks, how often, how long, and how much of an answer is read.

In: an address. Out: an `Answer`, or an `Unavailable` that says why the service gave none. A
request is repeated after a pause if the service is busy (429) or fails (500 to 504), or if the
connection breaks. `Retry-After` says how long the pause is; otherwise it doubles each time.

Sources: RFC 9110, sections 10.2.3 (Retry-After) and 15; Crossref, "REST API etiquette".
"""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from citeformat import __version__
from citeformat.errors import CiteformatError, SourceError

if TYPE_CHECKING:
    import httpx

__all__ = ["FIRST_PAUSE", "LARGEST", "Answer", "Client", "Unavailable", "retry_after"]

_HOME = "https://github.com/citeformat/citeformat"
_REPEATED = frozenset({429, 500, 502, 503, 504})
_RETRIES = 3
FIRST_PAUSE = 1.0
"""The seconds before the first repetition. The pause doubles each time."""
_LONGEST_PAUSE = 60.0
"""Nobody wants to wait longer for an answer."""
LARGEST = 32 * 2**20
"""The number of bytes, without compression, from which on an answer is not read."""


class Answer(NamedTuple):
    """What a service answered."""

    status: int
    body: bytes
    media_type: str
    """The type of the body in lower case, without parameters."""
    is_redirected: bool
    """Whether another address answered than the one that was asked."""

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8-sig", "replace")


class Unavailable(CiteformatError):
    """A service did not give what was asked for."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Client:
    """Asks services. Several threads may use a client.

    Args:
        mailto: An e-mail address for the services, or `""`.
        timeout: The seconds after which an answer is not awaited any longer.
        pauses: Service -> the seconds between two requests.

    Raises:
        SourceError: httpx is not installed.
    """

    def __init__(self, mailto: str, timeout: float, pauses: Mapping[str, float]) -> None:
        try:
            import httpx
        except ImportError:
            hint = "pip install 'citeformat[fetch]'"
            raise SourceError(f"fetching needs httpx: {hint}") from None
        contact = f"; mailto:{mailto}" if mailto else ""
        self.mailto = mailto
        self._timeout = timeout
        self._pauses = pauses
        self._next: dict[str, float] = {}
        self._lock = Lock()
        self._closed = Event()
        self._sockets: list[socket.socket] = []
        self._unreachable: dict[str, str] = {}
        self._http = httpx.Client(
            headers={"User-Agent": f"citeformat/{__version__} ({_HOME}{contact})"},
            timeout=timeout,
            follow_redirects=True,
            max_redirects=10,
        )

    def close(self) -> None:
        """Close all connections, also those on which a thread waits for an answer, and end all
        pauses."""
        self._closed.set()
        for each in self._sockets:
            with suppress(OSError):  # it is closed already
                each.shutdown(socket.SHUT_RDWR)
        self._http.close()

    def _keep_socket(self, event: str, info: Mapping[str, Any]) -> None:
        """Note the socket of a new connection; see HTTPX, "Request extensions", `trace`."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            found = info["return_value"].get_extra_info("socket")
            if found is not None:
                self._sockets.append(found)

    def get(
        self, service: str, url: str, query: Mapping[str, str] | None = None, accept: str = "*/*"
    ) -> Answer:
        """Ask for an address, again if the service is busy or fails.

        Args:
            service: The name of the service, for messages and pauses.
            url: The address.
            query: What is added to the address after `?`.
            accept: The media types that are wanted.

        Raises:
            Unavailable: There is no answer, or it is too large. An answer that says that there is
                no such work is an answer.
        """
        import httpx

        if service in self._unreachable:
            raise Unavailable(self._unreachable[service], "try again later")
        pause, reason = 0.0, ""
        for attempt in range(_RETRIES + 1):
            self._wait(service, pause)
            wanted: float | None = None
            try:
                request = self._http.build_request(
                    "GET", url, params=query, headers={"Accept": accept},
                    extensions={"trace": self._keep_socket},
                )  # fmt: skip
                answer, wanted = self._answer(request, service)
                if answer.status not in _REPEATED:
                    return answer
                reason = f"{service} answered with the status {answer.status}"
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                if error.request.url == request.url:
                    reason = f"{service} cannot be reached: {error}"
                    if attempt == _RETRIES:
                        self._unreachable[service] = reason
                else:
                    host = error.request.url.host
                    reason = f"{service} leads to {host}, which cannot be reached: {error}"
            except httpx.TimeoutException:
                reason = f"{service} did not answer within {self._timeout:g} seconds"
            except (httpx.TooManyRedirects, httpx.UnsupportedProtocol) as error:
                raise Unavailable(f"{service} leads to a wrong address: {error}") from None
            except (httpx.HTTPError, httpx.InvalidURL, ValueError, RuntimeError) as error:
                reason = f"the answer of {service} cannot be read: {error}"
            pause = FIRST_PAUSE * 2**attempt * random.uniform(1, 1.25)
            if wanted is not None:
                if wanted > _LONGEST_PAUSE:
                    hint = f"it asks to wait {wanted:,.0f} seconds"
                    raise Unavailable(reason, hint)
                pause = wanted
        raise Unavailable(reason, "try again later")

    def _wait(self, service: str, pause: float) -> None:
        """Wait for a pause, and until the service may be asked again."""
        if self._closed.wait(pause):
            raise Unavailable("the request was interrupted")
        apart = self._pauses.get(service, 0.0)
        if not apart:
            return
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(service, now))
            self._next[service] = turn + apart
        if self._closed.wait(turn - now):
            raise Unavailable("the request was interrupted")

    def _answer(self, request: httpx.Request, service: str) -> tuple[Answer, float | None]:
        """Read an answer, with the seconds that it asks to wait."""
        import httpx

        end = time.monotonic() + self._timeout
        response = self._http.send(request, stream=True)
        try:
            parts, size = [], 0
            for part in response.iter_bytes():
                size += len(part)
                if size > LARGEST:
                    most = f"{LARGEST // 2**20} MiB"
                    raise Unavailable(f"the answer of {service} is larger than {most}")
                if time.monotonic() > end:
                    raise httpx.ReadTimeout("the answer takes too long", request=request)
                parts.append(part)
        finally:
            response.close()
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        answer = Answer(response.status_code, b"".join(parts), media_type, bool(response.history))
        return answer, retry_after(response.headers.get("Retry-After", ""), time.time())


def retry_after(value: str, now: float) -> float | None:
    """Return the seconds that a header `Retry-After` asks to wait, or `None`.

    Args:
        value: The value of the header: seconds, or a date.
        now: The present time in seconds.

    >>> retry_after("120", 0), retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 45), retry_after("", 0)
    (120.0, 15.0, None)
    """
    value = value.strip()
    if value.isdecimal():
        return float(value)
    try:
        return max(parsedate_to_datetime(value).timestamp() - now, 0.0)
    except (ValueError, TypeError, OverflowError):
        return None
