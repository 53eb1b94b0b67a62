"""Every store there is: SQLite always, PostGIS where it can be had."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gis.store.store import Store
from tests.system import empty


@pytest.fixture(params=["sqlite", pytest.param("postgis", marks=pytest.mark.postgis)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'local' / 'register.sqlite'}"
    return empty(request.getfixturevalue("postgis"))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store(url)
    yield opened
    opened.engine.dispose()
