"""The recipes of docs/batch.md, each with its real engine."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from citeformat import arrow_schema, render_arrow, render_batch
from tests.batch.test_rendering import ARTICLE, BOOK
from tests.docs.examples import code
from tests.shared import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]

ITEMS = [json.dumps({**(ARTICLE if n % 3 else BOOK), "id": f"i{n}", "title": f"Title {n}"})
         for n in range(400)]  # fmt: skip
ENGINES = ("Spark", "Dask", "Polars", "DuckDB", "pandas")
RECIPES = dict(zip(ENGINES, code("docs/batch.md", "python", 5), strict=True))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    parquet.write_table(pa.table({"csl": ITEMS}), tmp_path / "works.parquet", row_group_size=100)
    return tmp_path / "works.parquet"


def run(name: str, **variables: Any) -> Any:
    """Run the recipe of an engine, and return its result."""
    namespace = {"pa": pa, "render_arrow": render_arrow, "arrow_schema": arrow_schema, **variables}
    exec(RECIPES[name], namespace)
    return namespace["result"]


@pytest.fixture(scope="module")
def expected() -> list[str]:
    return list(render_batch(ITEMS, "apa").text)


def test_recipes_are_short() -> None:
    for recipe in RECIPES.values():
        assert len([line for line in recipe.splitlines() if line]) <= 8


def test_pandas(source: Path, expected: list[str]) -> None:
    pd = pytest.importorskip("pandas")

    works = pd.read_parquet(source).set_index(pd.Index(range(7, 407)))

    assert list(run("pandas", works=works)["text"]) == expected


def test_polars(source: Path, expected: list[str]) -> None:
    pl = pytest.importorskip("polars")

    result = run("Polars", works=pl.read_parquet(source))

    assert result.collect()["text"].to_list() == expected
    assert result.collect(engine="streaming")["text"].to_list() == expected


def test_duckdb(source: Path, expected: list[str]) -> None:
    duckdb = pytest.importorskip("duckdb")

    connection = duckdb.connect()
    connection.sql(f"CREATE VIEW works AS SELECT * FROM '{source}'")

    result = run("DuckDB", connection=connection)

    assert [row[0] for row in result.fetchall()] == expected


@pytest.fixture
def dask_works(source: Path) -> Any:
    dd = pytest.importorskip("dask.dataframe")
    return dd.read_parquet(source, split_row_groups=1)


@pytest.fixture
def dask_cluster() -> Iterator[None]:
    """Start a cluster of two processes."""
    distributed = pytest.importorskip("distributed")
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster):
        yield


@pytest.fixture
def spark_works(source: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Yield the works in a session with two cores, where a task may fail."""
    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None:
        pytest.skip("java is not installed")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    with ExitStack() as stop:
        builder = sql.SparkSession.builder.master("local[2, 4]").config("spark.ui.enabled", "false")
        session = builder.getOrCreate()
        stop.callback(session.stop)
        yield session.read.parquet(str(source)).repartition(4)


def spark_texts(result: Any) -> dict[str, str]:
    return {row["id"]: row["text"] for row in result.collect()}


def test_dask(dask_works: Any, expected: list[str]) -> None:
    result = run("Dask", works=dask_works)["text"]

    assert list(result.compute(scheduler="synchronous")) == expected


@pytest.mark.usefixtures("dask_cluster")
def test_dask_in_a_cluster(dask_works: Any, expected: list[str]) -> None:
    assert list(run("Dask", works=dask_works)["text"].compute()) == expected


def test_spark(spark_works: Any, expected: list[str]) -> None:
    made = spark_texts(run("Spark", works=spark_works))

    assert made == {f"i{n}": text for n, text in enumerate(expected)}


def killing_once(folder: Path) -> Callable[..., Any]:
    """Return a `render_arrow` whose process is killed when it is called first."""
    mark = folder / "killed"

    def render(*arguments: Any, **options: Any) -> Any:
        try:
            mark.mkdir()
        except FileExistsError:
            return render_arrow(*arguments, **options)
        return os.kill(os.getpid(), signal.SIGKILL)

    return render


@pytest.mark.usefixtures("dask_cluster")
@pytest.mark.skipif(os.name != "posix", reason="the system has no SIGKILL")
def test_dask_replaces_a_killed_worker(
    dask_works: Any, expected: list[str], tmp_path: Path
) -> None:
    result = run("Dask", works=dask_works, render_arrow=killing_once(tmp_path))

    assert list(result["text"].compute()) == expected
    assert (tmp_path / "killed").exists()


@pytest.mark.skipif(os.name != "posix", reason="the system has no SIGKILL")
def test_spark_replaces_a_killed_worker(
    spark_works: Any, expected: list[str], tmp_path: Path
) -> None:
    made = spark_texts(run("Spark", works=spark_works, render_arrow=killing_once(tmp_path)))

    assert made == {f"i{n}": text for n, text in enumerate(expected)}
    assert (tmp_path / "killed").exists()
