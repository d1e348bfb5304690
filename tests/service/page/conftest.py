"""A client of the page."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from citeformat.service import Settings


@pytest.fixture(scope="session")
def client() -> Any:
    """A client of a service that renders up to 20 references."""
    from citeformat.service import create_app

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Starlette prefers httpx2 to httpx
        from starlette.testclient import TestClient
    return TestClient(create_app(settings=Settings(max_items=20, max_bytes=20_000)))
