"""Processes that are killed, disks that are full, caches that are broken, and odd environments.

Each case runs the same few calls in a process of its own, and finds the same result.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

resource = pytest.importorskip("resource", reason="Windows has no limits of this kind")

EXAMPLE = Path(__file__).parents[2] / "examples" / "varied.bib"
SCRIPT = f"""
import sys
from citeformat import Style, convert, read
from citeformat.manuscripts.library import read_library
library = read_library([{str(EXAMPLE)!r}])
assert len(library) > 5
style = Style.load(sys.argv[1])
document = style.document(read({str(EXAMPLE)!r}))
texts = [document.cite("turing1950"), document.bibliography().to("html")]
texts.append(str(convert(library.values(), to="biblatex")))
sys.stdout.buffer.write("\\n".join(texts).encode())
"""


def run(
    *options: str,
    style: str = "apa",
    limit: Callable[[], None] | None = None,
    **environment: str | None,
) -> subprocess.CompletedProcess[bytes]:
    """Run the calls. A variable that is `None` is not in the environment of the process."""
    values: dict[str, str | None] = {**os.environ, **environment}
    return subprocess.run(
        [sys.executable, *options, "-c", SCRIPT, style],
        env={name: value for name, value in values.items() if value is not None},
        preexec_fn=limit,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that has been used."""
    folder = tmp_path_factory.mktemp("cache")
    folder.chmod(0o700)
    assert run(CITEFORMAT_CACHE_DIR=str(folder)).returncode == 0
    return folder


@pytest.fixture(scope="module")
def expected(cache: Path) -> bytes:
    """What the calls print."""
    return run(CITEFORMAT_CACHE_DIR=str(cache)).stdout


def few_descriptors() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (12, 12))


def full_disk() -> None:
    """Let every write to a file fail, as on a full disk. Pipes are not files."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


CASES: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "asserts are not run": (("-OO",), {}),
    "warnings are errors": (("-W", "error"), {}),
    "locale C": ((), {"LC_ALL": "C", "LANG": None, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "no home": (
        (),
        {"HOME": None, "XDG_CACHE_HOME": None, "CITEFORMAT_CACHE_DIR": None, "USER": None},
    ),
    "home that does not exist": (
        (),
        {"HOME": "/nonexistent", "XDG_CACHE_HOME": None, "CITEFORMAT_CACHE_DIR": None},
    ),
    "no cache": ((), {"CITEFORMAT_CACHE_DIR": ""}),
    "few descriptors": ((), {"limit": few_descriptors}),
}


@pytest.mark.parametrize("case", CASES)
def test_result_is_the_same(case: str, cache: Path, expected: bytes) -> None:
    options, values = CASES[case]

    done = run(*options, **{"CITEFORMAT_CACHE_DIR": str(cache), **values})

    assert done.stdout == expected
    assert done.stderr == b""


def test_cache_on_a_full_disk(tmp_path: Path, expected: bytes) -> None:
    tmp_path.chmod(0o700)

    done = run(limit=full_disk, CITEFORMAT_CACHE_DIR=str(tmp_path))

    assert done.stdout == expected
    assert not list(tmp_path.iterdir())


def test_cache_that_cannot_be_written(cache: Path, expected: bytes) -> None:
    files = sorted(cache.iterdir())
    cache.chmod(0o500)
    try:
        assert run(CITEFORMAT_CACHE_DIR=str(cache)).stdout == expected
        assert sorted(cache.iterdir()) == files
    finally:
        cache.chmod(0o700)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_cache_of_somebody_else_is_not_used(tmp_path: Path, expected: bytes) -> None:
    tmp_path.chmod(0o700)
    os.chown(tmp_path, 12345, -1)

    assert run(CITEFORMAT_CACHE_DIR=str(tmp_path)).stdout == expected
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("place", ["middle", "cut"])
def test_flipped_bits_in_every_file_of_the_cache(
    place: str, tmp_path: Path, expected: bytes
) -> None:
    tmp_path.chmod(0o700)
    run(style="APA 7th", CITEFORMAT_CACHE_DIR=str(tmp_path))  # what makes the list of styles
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name.split("-")[0] for path in files} >= {"style", "styles"}
    for path in files:
        data = bytearray(path.read_bytes())
        if place == "cut":
            del data[len(data) // 2 :]
        else:
            data[len(data) // 2] ^= 1
        path.write_bytes(data)

    done = run(style="APA 7th", CITEFORMAT_CACHE_DIR=str(tmp_path))

    assert done.stdout == expected
    assert done.stderr == b""


def test_several_processes_compile_one_style_at_once(tmp_path: Path, expected: bytes) -> None:
    tmp_path.chmod(0o700)
    environment = {**os.environ, "CITEFORMAT_CACHE_DIR": str(tmp_path)}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT, "apa"], env=environment, stdout=subprocess.PIPE
        )
        for _ in range(3)
    ]

    assert [process.communicate(timeout=60)[0] for process in running] == [expected] * 3
    assert not list(tmp_path.glob(".citeformat-*"))
    assert run(CITEFORMAT_CACHE_DIR=str(tmp_path)).stdout == expected


WRITER = """
import sys
from citeformat._util.files import replace_file
for number in range(10**9):
    replace_file(sys.argv[1], b"%d" % (number % 10) * 300_000)
    print(number, flush=True)
"""


def test_killed_process_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    chance = random.Random(1)
    for _ in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.random() / 20)
        process.kill()
        process.communicate()

        content = path.read_bytes()
        assert content == content[:1] * 300_000

    assert {each.name.split("-")[0] for each in tmp_path.iterdir()} <= {"refs.bib", ".citeformat"}
