"""The recipes of docs/service.md for other web frameworks."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django
import pytest
from django import conf
from django.http import Http404
from django.test import RequestFactory

from tests.shared import ROOT

PAGE = (ROOT / "docs" / "service.md").read_text("utf-8")
BIB = "@book{knuth/1984, author = {Knuth, Donald E.}, title = {The {TeX}book}, year = 1984}\n"
MOST_LINES = 15


def recipe(name: str) -> str:
    """Return the code of a section."""
    section = PAGE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    (code,) = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    return str(code)


@pytest.fixture
def module(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text(BIB)
    names: dict[str, Any] = {"__name__": "recipe"}
    exec(recipe(request.param), names)
    return SimpleNamespace(**names)


CASES = [
    ("text/x-bibliography; style=ieee", 200, "[1] D. E. Knuth, The TeXbook. 1984.\n"),
    ("application/x-bibtex", 200, "@book{knuth/1984,"),
    ("application/pdf", 406, "none of 'application/pdf' is available"),
    ("text/plain; style=apaa", 400, "there is no style named 'apaa'"),
]


@pytest.mark.parametrize("module", ["Flask"], indirect=True)
@pytest.mark.parametrize(("accept", "status", "start"), CASES)
def test_flask(module: Any, accept: str, status: int, start: str) -> None:
    client = module.app.test_client()

    answer = client.get("/records/knuth/1984", headers={"Accept": accept})

    assert answer.status_code == status
    assert answer.text.startswith(start)
    assert client.get("/records/none").status_code == 404


@pytest.mark.parametrize("module", ["Django"], indirect=True)
@pytest.mark.parametrize(("accept", "status", "start"), CASES)
def test_django(module: Any, accept: str, status: int, start: str) -> None:
    if not conf.settings.configured:
        conf.settings.configure(ALLOWED_HOSTS=["*"], DEFAULT_CHARSET="utf-8")
        django.setup()
    request = RequestFactory().get("/records/knuth/1984", headers={"Accept": accept})

    answer = module.record(request, "knuth/1984")

    assert answer.status_code == status
    assert answer.content.decode().startswith(start)
    with pytest.raises(Http404):
        module.record(request, "none")


@pytest.mark.parametrize("name", ["Flask", "Django", "InvenioRDM"])
def test_recipes_are_short(name: str) -> None:
    lines = [line for line in recipe(name).splitlines() if line and "import" not in line]

    assert len(lines) <= MOST_LINES
    compile(recipe(name), name, "exec")
