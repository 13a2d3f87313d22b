"""Fixtures: a small made-up mission, the desk open on it, a client of its web."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import places
import pytest
from hypothesis import HealthCheck, settings
from made import make_folder

from greenline.desk.alerts.approved import ALERTED
from greenline.desk.desk import Desk
from greenline.desk.judgement import CONDITIONS
from greenline.desk.loading import load_folder
from greenline.desk.promised import PROMISED
from greenline.desk.protected import PROTECTED
from greenline.desk.warned import WARNED
from greenline.mission import Mission, load, shipped

settings.register_profile(
    "fast", deadline=None, max_examples=15, suppress_health_check=list(HealthCheck), database=None, derandomize=True
)
settings.load_profile("fast")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgres"), default="sqlite", help="where ledgers are kept")


def pytest_configure(config: pytest.Config) -> None:
    places.DATABASE[0] = config.getoption("--database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is about one kind of database only (`sqlite_only`, `postgres_only`) is left out on the other."""
    other = "sqlite_only" if places.on_server() else "postgres_only"
    left_out = [item for item in items if item.get_closest_marker(other)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


@pytest.fixture(scope="module")
def unconditioned() -> Iterator[None]:
    """Any value may be written by any step: for laws that hold whatever a record says."""
    with pytest.MonkeyPatch.context() as patch:
        for noun in ("case", "provision", "agreement", "brief"):
            patch.setitem(CONDITIONS, noun, ())
        for told in (PROMISED, ALERTED, PROTECTED, WARNED):
            for noun in told:
                patch.setitem(told, noun, ())
        yield


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


@contextmanager
def _opened(mission: Mission, fresh: Path, data: Path) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GREENLINE_DATA", str(data))  # a mission on a server keeps its files there
        if not places.on_server():
            shutil.copytree(fresh, data)
        desk = Desk(mission, places.place(data))
    yield desk
    desk.close()


@pytest.fixture
def desk(mission: Mission, _fresh: Path, tmp_path: Path) -> Iterator[Desk]:
    with _opened(mission, _fresh, tmp_path / "data") as desk:
        yield desk


@pytest.fixture(scope="module")
def shared(mission: Mission, _fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk for all tests of a module, where what one writes does not disturb the next."""
    with _opened(mission, _fresh, tmp_path_factory.mktemp("shared") / "data") as desk:
        yield desk


@pytest.fixture
def client(desk: Desk) -> Any:
    """The web of a demo, asked as a browser on this machine asks."""
    from fastapi.testclient import TestClient

    from greenline.web.app import create_app

    return TestClient(create_app(desk, demo=True), base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def shipped_desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Desk]]:
    """The shipped missions by name, loaded; only read from."""
    desks: dict[str, Desk] = {}
    for name, folder in shipped().items():
        desks[name] = Desk(load(folder), places.place(tmp_path_factory.mktemp(name) / "data"))
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
