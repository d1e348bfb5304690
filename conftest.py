"""Fixtures of all tests and doctests."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from citeformat._util.cache_folder import VARIABLE
from citeformat.styles.catalogue import STYLES_VARIABLE
from citeformat.styles.installed import DATA_VARIABLE

hypothesis.settings.register_profile("many", max_examples=2500, deadline=None)


@pytest.fixture(scope="session", autouse=True)
def _own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests away from the user's cache and styles, and from the colours of a terminal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(tmp_path_factory.mktemp("cache")))
        patch.setenv(DATA_VARIABLE, "")
        for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", STYLES_VARIABLE):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def shared_file() -> Callable[[str], Path]:
    """Return a function that finds a large file outside of the project, or skips the test."""
    folder = Path(os.environ.get("CITEFORMAT_SHARED") or Path(__file__).parents[1] / "shared")

    def find(name: str) -> Path:
        path = folder / name
        if not path.is_file():
            pytest.skip(f"{name} is not in {folder.name}/ (CITEFORMAT_SHARED names the folder)")
        return path

    return find


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that reads a shared file."""
    for item in items:
        if "shared_file" in getattr(item, "fixturenames", ()):
            item.add_marker("shared")
