"""deploy/ fits the package: the Dockerfile and the unit of systemd start a service that exists.

The job "image" of the CI builds the image and asks it whether it is healthy.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import click
import pytest

from citeformat._util.cache_folder import VARIABLE
from citeformat.cli.main import cli
from citeformat.service import create_app
from tests.browser import serve
from tests.docs.test_options import EXTRAS
from tests.shared import ROOT

DOCKERFILE = (ROOT / "deploy/Dockerfile").read_text("utf-8")
INSTRUCTIONS = [
    (instruction, value.replace("\\\n", " "))
    for instruction, value in re.findall(r"^([A-Z]+) ((?:.*\\\n)*.*)$", DOCKERFILE, re.MULTILINE)
]
UNIT = ROOT / "deploy/citeformat.service"


def values(instruction: str) -> list[str]:
    """Return what follows an instruction of the Dockerfile, each time."""
    return [value for name, value in INSTRUCTIONS if name == instruction]


def options(words: list[str]) -> dict[str, object]:
    """Read the command `citeformat serve`, and return its options."""
    assert words[0].rpartition("/")[2] == "citeformat"
    command = cli.get_command(click.Context(cli), words[1])
    assert command is not None
    assert command.name == "serve"
    return command.make_context("serve", words[2:], resilient_parsing=True).params


def test_the_image_installs_extras() -> None:
    (install,) = [value for value in values("RUN") if "pip install" in value]
    (named,) = re.findall(r'"\.\[([\w,]+)\]"', install)

    assert set(named.split(",")) <= set(EXTRAS)
    assert values("COPY") == [". .", "--from=build /opt/citeformat /opt/citeformat"]
    assert "/opt/citeformat/bin/pip" in install
    assert f"{VARIABLE}=/tmp/" in values("ENV")[0]


def test_the_image_is_made_of_the_checkout_alone() -> None:
    """A virtual environment and caches are not sent to Docker: it leaves out what Git does."""
    ignored = (ROOT / ".gitignore").read_text("utf-8").split()
    lines = (ROOT / "deploy/Dockerfile.dockerignore").read_text("utf-8").splitlines()

    left_out = {line for line in lines if not line.startswith("#")}
    assert left_out == {".git"} | {
        line.strip("/") if line.startswith("/") else f"**/{line.rstrip('/')}" for line in ignored
    }


def test_the_image_starts_the_service() -> None:
    (entry,) = values("ENTRYPOINT")
    (run,) = re.findall(r"docker run ((?:.*\\\n)*.*)", DOCKERFILE)
    given = shlex.split(run.replace("\\\n#", " "))
    end = given.index("citeformat")

    started = options([*json.loads(entry), *given[end + 1 :]])

    assert [str(started["port"])] == values("EXPOSE")
    assert given[given.index("-p") + 1].endswith(f":{started['port']}:{started['port']}")
    (mounted,) = re.findall(r"-v \S+?:(\S+):ro", DOCKERFILE.replace('"', ""))
    assert started["files"] == (mounted,)


def test_the_health_check_works() -> None:
    """The command of the image asks a service that runs."""
    (check,) = values("HEALTHCHECK")
    program, *words = json.loads(check.partition("CMD ")[2])
    assert program == "python"
    with serve(create_app()) as address:
        here = [word.replace("http://127.0.0.1:8000/", address) for word in words]
        assert here != words
        subprocess.run([sys.executable, *here], check=True, timeout=30)


def test_the_unit(tmp_path: Path) -> None:
    """The command of the unit exists, and systemd knows its settings."""
    unit = RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(UNIT.read_text("utf-8"))
    service = unit["Service"]
    started = options(shlex.split(service["ExecStart"]))
    assert started["port"] == 8000
    assert service["Environment"] == f"{VARIABLE}=/var/cache/{service['CacheDirectory']}"
    assert service["KillSignal"] == values("STOPSIGNAL")[0]

    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd-analyze is not installed, so only the command was checked")
    here = tmp_path / UNIT.name
    text = UNIT.read_text("utf-8").replace("/opt/citeformat/bin/citeformat", sys.executable)
    here.write_text(text, "utf-8")
    done = subprocess.run([verify, "verify", str(here)], capture_output=True, text=True)
    assert [line for line in done.stderr.splitlines() if str(here) in line] == []
