"""Send hostile requests to the service: `python -m tests.hostile.service [COUNT] [--seed N]`.

Each request is made from its number, so that a wrong answer can be made again. No answer may be an
error of the server (5xx), and none may take much longer than the service allows.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from citeformat import Record
from citeformat.service import Settings, create_app
from tests.service.client import Client

__all__ = ["HostileRequest", "hostile_request", "hostile_style", "main", "service"]

_STYLES_EVERY = 20
"""One of so many requests brings a style, which a process renders."""
_SECONDS = 10.0
_LONGEST = 3 * _SECONDS + 5
"""The time of a whole request on a busy machine."""

_NAMESPACE = "http://purl.org/net/xbiblio/csl"
_BODIES = (
    '[{"id": "a", "type": "book", "title": "T", "author": [{"family": "D", "given": "J"}]}]',
    '{"items": [{"id": "a", "type": "book", "title": "T"}], "citations": [["a"], [{"id": "a"}]]}',
    "@string{x = {y}}\n@article{a, author = {Doe, J and Roe, R}, title = {T {{\\LaTeX}} $x$}, "
    "journal = x # x, year = 2020, crossref = {b}}\n@book{b, title = {B}}",
    "TY  - JOUR\nAU  - Doe, J\nTI  - T\nPY  - 2020/01/02\nSP  - 1\nER  - \n",
    "PMID- 1\nTI  - T\nFAU - Doe, J\nDP  - 2020 Jan\n",
    '<?xml version="1.0"?><mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>T</title>'
    "</titleInfo></mods>",
    "cff-version: 1.2.0\ntitle: T\nauthors:\n  - family-names: Doe\n",
    "references:\n- id: a\n  type: book\n  title: T\n",
    '{"id": "a", "type": "book"}\n{"id": "b", "type": "book"}\n',
)
_TYPES = (
    "application/json", "application/vnd.citationstyles.csl+json", "application/x-bibtex",
    "application/x-research-info-systems", "application/yaml", "application/xml", "text/plain",
    "application/jsonl", "application/mods+xml", "application/nbib", "", "image/png", ";;;",
    "a/b/c",
)  # fmt: skip
_PATHS = ("/", "/bibliography", "/citations", "/convert", "/cite-this", "/check")
_NAMES = ("style", "locale", "format", "from", "to", "styles", "outputformat", "citations",
          "responseformat", "linkwrap", "limit", "q")  # fmt: skip
_VALUES = ("", "apa", "ieee", "../../../etc/passwd", "<style/>", "\0", "%", "x" * 3000, "😀",
           "1", "-1", "json", "html", "ris", "csl-json", "de-DE", "en_US", "xx", "apa,ris,../x",
           "9" * 40, "jsonl", "\xed\xa0\x80")  # fmt: skip
_JSON_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 10**400, 1e308, "", "x", "\ud800", "\0", [], {}, [[]], [None], {"": None},
    {"id": None}, {"date-parts": [["x"]]}, {"date-parts": [[10**9]]}, [{"family": 7}], "<i>" * 500,
)  # fmt: skip


class HostileRequest(NamedTuple):
    """A request that nobody sends by mistake."""

    method: str
    path: str
    headers: Mapping[str, str]
    content: bytes


def hostile_request(number: int) -> HostileRequest:
    """Make the request of a number."""
    choose = random.Random(number)
    if number % _STYLES_EVERY == 0:
        body = {
            "items": [{"id": "a", "type": "book", "title": "T"}],
            "style": hostile_style(choose),
        }
        headers = {"Content-Type": "application/json"}
        path = choose.choice(("/bibliography", "/citations", "/check", "/"))
        if path == "/":
            body["styleXML"] = body.pop("style")
        return HostileRequest("POST", path, headers, json.dumps(body).encode())
    if number % 7 == 0:
        path = choose.choice(("/records/", "/styles/", "/styles?q=")) + "".join(
            f"%{byte:02X}" for byte in choose.randbytes(choose.randrange(1, 40))
        )
        return HostileRequest("GET", path, _headers(choose), b"")
    content = _mutated(choose.choice(_BODIES), choose)
    headers = _headers(choose) | {"Content-Type": choose.choice(_TYPES)}
    if choose.random() < 0.1:
        content = gzip.compress(content)
        if choose.random() < 0.5:
            content = content[: choose.randrange(len(content))]
        headers["Content-Encoding"] = "gzip"
    query = "&".join(
        f"{choose.choice(_NAMES)}={_quoted(choose.choice(_VALUES))}"
        for _ in range(choose.randrange(3))
    )
    return HostileRequest("POST", f"{choose.choice(_PATHS)}?{query}", headers, content)


def _quoted(value: str) -> str:
    return "".join(f"%{byte:02X}" for byte in value.encode("utf-8", "replace"))


def _headers(choose: random.Random) -> dict[str, str]:
    accepts = ("*/*", "", "text/html", "application/json", "application/jsonl", "x" * 2000,
               "text/*;q=0.5, */*;q=0.1", "text/x-bibliography; style=; locale=", ",,,;q=;;",
               'text/plain; style="a,b\\"', "application/pdf", "text/html;q=nan",
               "*;q=9")  # fmt: skip
    return {"Accept": choose.choice(accepts), "If-None-Match": choose.choice(("", "*", '"', "W/"))}


def _mutated(text: str, choose: random.Random) -> bytes:
    """Change a body: its JSON, its characters, or its bytes."""
    kind = choose.randrange(6)
    if kind == 0 and text[0] in "[{":
        try:
            value = json.loads(text)
        except ValueError:
            return text.encode()
        return json.dumps(_mutated_value(value, choose)).encode()
    if kind == 1:
        start = choose.randrange(len(text))
        return (text[:start] + text[choose.randrange(len(text)) :]).encode()
    if kind == 2:
        return text.encode() * choose.randrange(1, 40)
    if kind == 3:
        depth = choose.choice((10, 200, 20_000))
        return (choose.choice("[{(<@\\%") * depth + text).encode()
    data = bytearray(text.encode())
    for _ in range(choose.randrange(1, 8)):
        data[choose.randrange(len(data))] = choose.randrange(256)
    return bytes(data)


def _mutated_value(value: Any, choose: random.Random) -> Any:
    """Change some of the values in a value of JSON."""
    if choose.random() < 0.15:
        return choose.choice(_JSON_VALUES)
    if isinstance(value, list):
        return [_mutated_value(each, choose) for each in value]
    if isinstance(value, dict):
        made = {name: _mutated_value(each, choose) for name, each in value.items()}
        if choose.random() < 0.3:
            names = (
                "issued",
                "author",
                "ids",
                "items",
                "citations",
                "style",
                "page",
                "id",
                "custom",
            )
            made[choose.choice(names)] = choose.choice(_JSON_VALUES)
        return made
    return value


def _style(macros: str, layout: str) -> str:
    return (
        f'<style xmlns="{_NAMESPACE}" version="1.0" class="in-text"><info><title>T</title>'
        f"<id>t</id><updated>2026-01-01T00:00:00Z</updated></info>{macros}"
        f"<citation><layout>{layout}</layout></citation>"
        f"<bibliography><layout>{layout}</layout></bibliography></style>"
    )


def _doubling(count: int) -> str:
    """Make a style whose macros call each other twice: one title is printed 2 to the `count`."""
    macros = ['<macro name="m0"><text variable="title"/></macro>']
    macros += [
        f'<macro name="m{number}">' + f'<text macro="m{number - 1}"/>' * 2 + "</macro>"
        for number in range(1, count)
    ]
    return _style("".join(macros), f'<text macro="m{count - 1}"/>')


def hostile_style(choose: random.Random) -> str:
    """Make a style that is broken, or that would take forever."""
    title = '<text variable="title"/>'
    entities = "".join(f'<!ENTITY e{n + 1} "&e{n};&e{n};&e{n};&e{n};">' for n in range(20))
    attributes = " ".join(f"a{n}='1'" for n in range(150))
    makers: tuple[Callable[[], str], ...] = (
        lambda: _doubling(choose.choice((5, 12, 30, 60))),
        lambda: _style("", "<group>" * 80 + title + "</group>" * 80),
        lambda: _style("", "<group>" * 30_000 + title + "</group>" * 30_000),
        lambda: _style("", title * choose.choice((1000, 18_000, 60_000))),
        lambda: f'<!DOCTYPE style [<!ENTITY e0 "x">{entities}]>' + _style("", "&e20;" + title),
        lambda: '<!DOCTYPE style SYSTEM "file:///etc/passwd">' + _style("", title),
        lambda: _style('<macro name="a"><text macro="a"/></macro>', '<text macro="a"/>'),
        lambda: _style("", f'<text value="{"x" * 900_00}" prefix="{{}}{{0}}%s"/>'),
        lambda: _style("", '<text variable="title" prefix="&#34;&#41; or exec(&#39;1&#39;)"/>'),
        lambda: _style("", f"<names {attributes}/>"),
        lambda: _mutated(_doubling(4), choose).decode("latin-1"),
        lambda: _mutated(_style("", '<names variable="author"/><date variable="issued"/>' + title),
                         choose).decode("latin-1"),
    )  # fmt: skip
    style = choose.choice(makers)()
    return style if style.lstrip().startswith("<") else f"<{style}"


def service() -> Client:
    """Make the service that is attacked."""
    records = [Record("a", "book", {"title": "T", "DOI": "10.1000/a"})]
    return Client(create_app(records, Settings(user_styles=True, max_seconds=_SECONDS)))


def main(arguments: list[str] | None = None) -> int:
    """Send requests, and print the wrong answers."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.service", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    client = service()
    statuses: dict[int, int] = {}
    wrong = 0
    longest = 0.0
    for number in range(options.seed, options.seed + options.count):
        request = hostile_request(number)
        start = time.perf_counter()
        answer = client.send(*request)
        seconds = time.perf_counter() - start
        longest = max(longest, seconds)
        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
        if answer.status_code >= 500 or seconds > _LONGEST:
            wrong += 1
            print(f"{number}: {answer.status_code} after {seconds:.1f} s: {request.path[:80]}")
    shown = ", ".join(f"{status}: {count:,}" for status, count in sorted(statuses.items()))
    print(f"{options.count:,} requests, {wrong} wrong; {shown}; longest {longest:.1f} s")
    client.close()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
