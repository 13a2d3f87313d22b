"""Where a ledger is kept: a SQLite file in a data folder, or a PostgreSQL by URL; how each is opened, and what is told
when it cannot be used.

A *place* is a string that other processes can be handed: the path of a SQLite file, or a `postgresql://` URL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError
from sqlalchemy.exc import TimeoutError as NoneFree

from ..core.errors import Refusal, Unavailable

FILE = "ledger.sqlite"
OLDEST = 140_000  # PostgreSQL 14; older ones get no more corrections
WAIT_S = 30  # how long a batch waits for another process's
_SERVER = ("postgresql", "postgres")


def is_server(place: str) -> bool:
    """Whether a place is a PostgreSQL."""
    return place.partition(":")[0].partition("+")[0] in _SERVER and "://" in place


def place_of(where: str | Path) -> str:
    """The place that a data folder, a ledger's file or a URL names. Raises Refusal for a URL of another kind."""
    told = str(where)
    if is_server(told):
        return told
    if "://" in told.removeprefix("sqlite:///") or re.match(r"(postgres|mysql|sqlite)\w*:/", told):
        raise Refusal("This is no place for a ledger: name a folder, or postgresql://user@host:5432/name.")
    folder = Path(told.removeprefix("sqlite:///"))
    return str(folder if folder.suffix == ".sqlite" else folder / FILE)


def shown(place: str) -> str:
    """A place for people and logs: without a password, without options."""
    if not is_server(place):
        return place
    try:
        url = make_url(place)
    except (ArgumentError, ValueError):
        return "a PostgreSQL URL that cannot be read"
    host = url.host or url.query.get("host") or "this machine"
    return f"PostgreSQL {url.database or ''} on {host}{f':{url.port}' if url.port else ''}"


def without_password(place: str) -> str:
    """A server's URL as it may be shown and written down; the password comes from PGPASSWORD or ~/.pgpass."""
    return make_url(place).set(password=None).render_as_string()


def open_place(place: str, write: bool) -> Engine:
    """An engine for a place. A reading one sees one state of everything within a transaction; a writing one is alone
    in its transaction once it holds the head's lock. Raises Refusal for a URL that cannot be read."""
    return _open_server(place, write) if is_server(place) else open_sqlite(Path(place), write)


def open_sqlite(file: Path, write: bool) -> Engine:
    """An engine on a SQLite file; a writing one takes the write lock when a transaction begins."""
    engine = create_engine(
        f"sqlite:///{file}", connect_args={"timeout": WAIT_S, "check_same_thread": False},
        pool_size=16, max_overflow=16, hide_parameters=True,
    )  # fmt: skip

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        # What the file keeps or only writing needs is said by who writes: on a full disk a new reader writes nothing.
        writing = ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=8000") if write else ()
        for pragma in (*writing, "cache_size=-65536", "mmap_size=268435456", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("lower", 1, _folded, deterministic=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _open_server(place: str, write: bool) -> Engine:
    url, arguments = _reached(place, write)
    engine = create_engine(
        url,
        pool_size=2 if write else 16,
        max_overflow=16,
        pool_pre_ping=not write,
        pool_timeout=10,
        connect_args=arguments, hide_parameters=True,
    )  # fmt: skip
    if write:
        return engine.execution_options(isolation_level="READ COMMITTED")
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _reached(place: str, write: bool) -> tuple[URL, dict[str, Any]]:
    """How a server is reached: the URL for the driver, and what it is told when connecting."""
    try:
        url = make_url(place).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        raise Refusal("The database's URL cannot be read; one looks like postgresql://user@host:5432/name.") from None
    settings = f"-c lock_timeout={WAIT_S * 1000} -c timezone=UTC"
    if write:  # what is acknowledged must be on disk, whatever the server's own setting says; and a process that is
        # frozen in the middle of a batch must not hold up the others for ever
        settings += f" -c synchronous_commit=on -c idle_in_transaction_session_timeout={2 * WAIT_S * 1000}"
    told = url.query.get("options", "")
    options = " ".join([*([told] if isinstance(told, str) else told), settings]).strip()
    waits = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3, "connect_timeout": 10}
    return url.difference_update_query(["options"]), {**waits, "options": options, "application_name": "greenline"}


def listen(place: str, channel: str) -> Any:
    """A psycopg connection of its own that hears what is said on a channel. Raises Unavailable."""
    import psycopg

    url, arguments = _reached(place, write=False)
    try:
        line = psycopg.connect(
            url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True, **arguments
        )
        line.execute(psycopg.sql.SQL("LISTEN {}").format(psycopg.sql.Identifier(channel)))
    except psycopg.Error:
        raise Unavailable(f"{shown(place)} cannot be listened to just now.") from None
    return line


@contextmanager
def plainly(place: str) -> Iterator[None]:
    """Whatever a database says within becomes Unavailable, in words; nothing is told of passwords or queries."""
    try:
        yield
    except NoneFree:
        raise Unavailable("Too many questions are asked at once; ask again in a moment.") from None
    except DBAPIError as error:
        kind = str(getattr(error.orig, "sqlstate", None) or "")
        if isinstance(error, _OURS) and kind not in _THEIRS and (kind or not is_server(place)):
            raise  # a mistake of this program, not a state of the database
        raise Unavailable(trouble(place, error)) from None


_OURS = (ProgrammingError, IntegrityError, DataError, NotSupportedError)
_THEIRS = ("42501",)  # told with our mistakes, yet the server's: the user may not do it


# SQLSTATEs of PostgreSQL (or the first letters of their class), SQLite's own words, and what people say.
_CAUSES: tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...] = (
    (("53100",), ("disk is full", "No space left"), "there is no room left on the disk of its database"),
    (("55P03",), ("database is locked",), f"another process has held it for more than {WAIT_S} seconds"),
    (("25006",), ("readonly database", "read-only"), "its database may only be read"),
    (("53300",), (), "its database takes no more connections"),
    (
        ("28",),
        ("password authentication failed", 'role "', "no pg_hba.conf entry"),
        "its database refuses the name or the password",
    ),
    (("3D000",), ('" does not exist',), "there is no such database on the server"),
    (("42501",), (), "its database does not allow it to this user"),
    (("57P", "08"), (), "its database is stopping or went away"),
    ((), ("disk I/O error",), "the disk cannot be written or read"),
)


def trouble(place: str, error: DBAPIError) -> str:
    """Why a database cannot be used just now, in one sentence."""
    state = str(getattr(error.orig, "sqlstate", None) or "-")
    words = str(error.orig)
    for states, phrases, said in _CAUSES:
        if any(state.startswith(s) for s in states) or any(p in words for p in phrases):
            return f"The ledger cannot be used just now: {said} ({shown(place)})."
    first = words.strip().partition("\n")[0].rstrip(".")
    said = "its database cannot be reached" if is_server(place) else first
    return f"The ledger cannot be used just now: {said} ({shown(place)})."


def check_server(connection: Connection, place: str) -> None:
    """Whether a PostgreSQL can hold a ledger. Raises Refusal: too old, or not in UTF-8."""
    version = int(connection.execute(text("SHOW server_version_num")).scalar_one())
    if version < OLDEST:
        raise Refusal(
            f"{shown(place)} is PostgreSQL {version // 10_000}; Greenline needs {OLDEST // 10_000} or newer. "
            "Upgrade the server, or name another database."
        )
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise Refusal(f"{shown(place)} keeps text as {encoding}; make the database anew with ENCODING 'UTF8'.")


_ALPHABETS = (
    "und-x-icu",
    "pg_c_utf8",
    "C.utf8",
    "C.UTF-8",
    "en_US.utf8",
)  # collations that know capitals of all scripts


def make_lower(connection: Connection) -> None:
    """Give a PostgreSQL the function that searching asks for: small letters in every script."""
    asked = text("SELECT collname FROM pg_collation WHERE collname = ANY(:names)")
    there = set(connection.execute(asked, {"names": list(_ALPHABETS)}).scalars())
    best = next((name for name in _ALPHABETS if name in there), "default")
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION greenline_lower(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE "
        f'AS $$ SELECT pg_catalog.lower($1 COLLATE "{best}") $$'
    )
