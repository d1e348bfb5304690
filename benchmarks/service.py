"""Measure `citeformat serve` against a server around the npm package `citeproc`.

    python -m benchmarks.service [--items FILE] [--requests N]
    python -m benchmarks.service --load MINUTES

Both servers get the same items by POST, and answer with a bibliography in JSON. The servers take
turns. Four clients send one request after another, each from a process of its own. The CPU time is
that of the server's process; p50 and p99 are the times that clients wait. `--load` sends requests
of all kinds from four clients instead, with a restart in the middle, and prints times, errors and
memory.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from socket import create_connection, socket
from statistics import median
from time import clock_gettime, perf_counter, sleep
from typing import Any

import citeformat
from benchmarks import corpus
from citeformat.styles import names
from tools.node import find_citeproc, find_node, locales_folder, style_path

__all__ = ["Server", "main", "measure_service"]

_ROOT = Path(__file__).parents[1]
_NODE_SERVER = Path(__file__).with_name("citeproc_server.js")
_STYLES = 200
_CLIENTS = 4
_WARM_UP = 25
_SECONDS = 30
"""The seconds that a client waits for an answer."""


@dataclass
class Server:
    """A server that runs in a process of its own."""

    process: subprocess.Popen[str]
    port: int

    def cpu(self) -> float:
        """Return the seconds of CPU that the process has used, from a clock that Linux has.

        The number of the clock is what the function clock_getcpuclockid of C returns. The times in
        /proc are counted in hundredths of a second.
        """
        return clock_gettime((~self.process.pid << 3) | 2)

    def memory(self) -> float:
        """Return the megabytes of memory that the process has, from Linux's /proc."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        (kilobytes,) = re.findall(r"^VmRSS:\s*(\d+)", status, re.MULTILINE)
        return int(kilobytes) / 1000


@contextmanager
def running(command: Sequence[str]) -> Iterator[Server]:
    """Run a server. The first line that it prints has its port."""
    environment = os.environ | {"PYTHONPATH": str(_ROOT)}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    )
    assert process.stdout is not None
    try:
        (port,) = re.findall(r"(?::|^)(\d+)(?:/|$)", process.stdout.readline().strip())
        yield Server(process, int(port))
    finally:
        process.terminate()
        process.wait()


def ours(*options: str) -> list[str]:
    """Return the command that runs our server."""
    return [sys.executable, "-m", "citeformat", "serve", "--port", "0", *options]


def theirs() -> list[str]:
    """Return the command that runs the server around citeproc-js."""
    styles = style_path("apa").parent
    return [find_node(), str(_NODE_SERVER), find_citeproc(), str(locales_folder()), str(styles)]


def connect(port: int) -> socket:
    """Connect to a server of this machine."""
    return create_connection(("127.0.0.1", port), timeout=_SECONDS)


def post(connection: socket, path: str, body: str) -> bytes:
    """Send a request in one piece, as curl and browsers do, and return the answer.

    Raises:
        HTTPException: The answer is an error.
        OSError: There is no answer.
    """
    content = body.encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    connection.sendall(head.encode() + content)
    with HTTPResponse(connection, method="POST") as answer:
        answer.begin()
        content = answer.read()
    if answer.status != 200:
        raise HTTPException(f"{answer.status}: {content[:200]!r}")
    return content


def times_of(port: int, bodies: Sequence[str], count: int) -> list[float]:
    """Send requests one after another, and return the milliseconds that each takes."""
    times = []
    with connect(port) as connection:
        for number in range(count):
            start = perf_counter()
            post(connection, "/?style=apa", bodies[number % len(bodies)])
            times.append((perf_counter() - start) * 1000)
    return times


def measure_requests(
    servers: Sequence[Server], bodies: list[str], requests: int, rounds: int
) -> tuple[list[float], list[list[float]]]:
    """Send requests to each server in turn, from four clients with a process each.

    Args:
        servers: The servers.
        bodies: The bodies, which take turns.
        requests: The number of requests to a server in a round.
        rounds: The number of rounds.

    Returns:
        For each server, the milliseconds of CPU of a request, the median of the rounds; and the
        milliseconds that each request took its client, in order of size.
    """
    cpu: list[list[float]] = [[] for _ in servers]
    times: list[list[float]] = [[] for _ in servers]
    with ProcessPoolExecutor(_CLIENTS) as clients:
        for count in (_WARM_UP, *[requests // _CLIENTS] * rounds):
            for number, server in enumerate(servers):
                start = server.cpu()
                sent = [
                    clients.submit(times_of, server.port, bodies[shift:] + bodies[:shift], count)
                    for shift in range(_CLIENTS)
                ]
                taken = [time for client in sent for time in client.result()]
                if count != _WARM_UP:
                    cpu[number].append((server.cpu() - start) / len(taken) * 1000)
                    times[number] += taken
    return [median(each) for each in cpu], [sorted(each) for each in times]


def measure_service(
    items: Sequence[dict[str, Any]], requests: int, rounds: int = 5
) -> dict[str, list[float]]:
    """Measure both servers.

    Args:
        items: At least 75 items of CSL-JSON.
        requests: The number of requests for one record to a server in a round. Those for 25 records
            are a fifth.
        rounds: The number of rounds.

    Returns:
        What was measured -> our number and theirs: milliseconds, or megabytes.
    """
    singles = [json.dumps({"items": [item]}) for item in items[:50]]
    lists = [json.dumps({"items": items[start : start + 25]}) for start in range(0, 75, 25)]
    styles = [name for name in names() if style_path(name).is_file()]
    styles = random.Random(1).sample(styles, _STYLES)
    found: dict[str, list[float]] = {}
    with running(ours("--no-log")) as one, running(theirs()) as other:
        servers = (one, other)
        for name, bodies, count in (("1 record", singles, requests), ("25", lists, requests // 5)):
            cpu, times = measure_requests(servers, bodies, count, rounds)
            found[f"CPU a request, {name} (ms)"] = cpu
            for percent in (50, 99):
                found[f"p{percent}, {name} (ms)"] = [
                    each[len(each) * percent // 100] for each in times
                ]
        memory = []
        for server in servers:
            with connect(server.port) as connection:
                for style in styles:
                    post(connection, f"/?style={style}", singles[0])
            memory.append(server.memory())
        found[f"memory after {_STYLES} styles (MB)"] = memory
    return found


@dataclass
class Load:
    """What happened under load."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def client(server: Server, seconds: float, load: Load, seed: int) -> None:
    """Send requests of all kinds for some time."""
    end = perf_counter() + seconds
    choose = random.Random(seed)
    items = [record.to_csl() for record in corpus.generate(100)]
    styles = ["apa", "ieee", "vancouver", "nature", "chicago-notes-bibliography"]
    others = choose.sample(names(), 300)
    connection = connect(server.port)
    while perf_counter() < end:
        chosen = choose.sample(items, choose.choice((1, 1, 1, 1, 5, 25)))
        body = json.dumps({"items": chosen})
        style = choose.choice(others) if choose.random() < 0.02 else choose.choice(styles)
        path = choose.choice((
            f"/?style={style}", f"/bibliography?style={style}", f"/citations?style={style}",
            "/convert?format=bibtex", "/check", "/cite-this",
            f"/bibliography?style={style}&format=jsonl",
        ))  # fmt: skip
        start = perf_counter()
        try:
            post(connection, path, body)
        except (HTTPException, OSError) as error:
            load.errors.append(f"{path}: {type(error).__name__}: {error}")
            connection.close()
            sleep(0.1)
            connection = connect(server.port)
        load.seconds.append(perf_counter() - start)


def load_for(minutes: float) -> None:
    """Send requests from four clients, with a restart of the server in the middle."""
    for part in ("before", "after"):
        load = Load()
        # few styles stay in memory, so that others take their places all the time
        with running(ours("--no-log", "--styles-in-memory", "30")) as server:
            threads = [
                threading.Thread(target=client, args=(server, minutes * 30, load, seed))
                for seed in range(_CLIENTS)
            ]
            for thread in threads:
                thread.start()
            memory: list[float] = []
            while any(thread.is_alive() for thread in threads):
                sleep(min(10, minutes * 3))
                memory.append(server.memory())
        times = sorted(load.seconds)
        fifth = max(1, len(memory) // 5)
        # a moment in which a style is compiled says little, so the median of a fifth counts
        parts = [
            median(memory[start : start + fifth]) for start in range(fifth, len(memory), fifth)
        ]
        print(
            f"{part} the restart: {len(times):,} requests, {len(load.errors)} errors, "
            f"p50 {times[len(times) // 2] * 1000:.1f} ms, "
            f"p99 {times[int(len(times) * 0.99)] * 1000:.1f} ms, memory after the first fifth of "
            f"the time, for each fifth: {', '.join(f'{each:.0f}' for each in parts)} MB, "
            f"most {max(memory):.0f} MB",
            flush=True,
        )
        for error in load.errors[:5]:
            print(f"  {error}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.service", description=__doc__)
    parser.add_argument("--items", help="a file of at least 75 records; made-up ones by default")
    parser.add_argument("--requests", type=int, default=1500)
    parser.add_argument("--load", type=float, metavar="MINUTES")
    options = parser.parse_args(arguments)
    if options.load:
        load_for(options.load)
        return
    records = citeformat.read(options.items) if options.items else corpus.generate(100)
    print("| | citeformat | citeproc-js in Node | |\n|---|---|---|---|")
    found = measure_service([record.to_csl() for record in records], options.requests)
    for job, (our, their) in found.items():
        print(f"| {job} | {our:.3g} | {their:.3g} | {their / our:.1f} × |")


if __name__ == "__main__":
    main()
