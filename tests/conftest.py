"""Fixtures: a small made-up mission, the desk open on it, a client of its web."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from made import make_folder

from greenline.desk.desk import Desk
from greenline.desk.loading import load_folder
from greenline.mission import Mission, load, shipped

settings.register_profile(
    "fast", deadline=None, max_examples=15, suppress_health_check=list(HealthCheck), database=None, derandomize=True
)
settings.load_profile("fast")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mission folder that no test writes to."""
    return make_folder(tmp_path_factory.mktemp("mission") / "alpha")


@pytest.fixture(scope="session")
def mission(folder: Path) -> Mission:
    return load(folder)


@pytest.fixture(scope="session")
def _fresh(mission: Mission, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty data folder whose tables are made: copying it is quicker than making one."""
    data = tmp_path_factory.mktemp("data") / "fresh"
    Desk(mission, data).close()
    return data


@pytest.fixture
def desk(mission: Mission, _fresh: Path, tmp_path: Path) -> Iterator[Desk]:
    data = tmp_path / "data"
    shutil.copytree(_fresh, data)
    desk = Desk(mission, data)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def shared(mission: Mission, _fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk for all tests of a module, where what one writes does not disturb the next."""
    data = tmp_path_factory.mktemp("shared") / "data"
    shutil.copytree(_fresh, data)
    desk = Desk(mission, data)
    yield desk
    desk.close()


@pytest.fixture
def client(desk: Desk) -> Any:
    """The web of a demo, asked as a browser on this machine asks."""
    from fastapi.testclient import TestClient

    from greenline.web.app import create_app

    return TestClient(create_app(desk, demo=True), base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def shipped_desks(_fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Desk]]:
    """The shipped missions by name, loaded; only read from."""
    desks: dict[str, Desk] = {}
    for name, folder in shipped().items():
        data = tmp_path_factory.mktemp(name) / "data"
        shutil.copytree(_fresh, data)
        desks[name] = Desk(load(folder), data)
        load_folder(desks[name])
    yield desks
    for desk in desks.values():
        desk.close()


@pytest.fixture(scope="session")
def cyprus(shipped_desks: dict[str, Desk]) -> Desk:
    return shipped_desks["cyprus"]


@pytest.fixture(scope="session")
def haiti(shipped_desks: dict[str, Desk]) -> Desk:
    return shipped_desks["haiti"]


@pytest.fixture(scope="session")
def somalia(shipped_desks: dict[str, Desk]) -> Desk:
    return shipped_desks["somalia"]
