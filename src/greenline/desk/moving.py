"""A ledger carried from one place to another: moved for good, backed up online, restored. What arrives is verified
before anything is said to be done."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, inspect, select

from .. import __version__
from ..core.errors import Invalid, Issue, NotFound, Refusal
from ..ledger.batch import MOVED, alone
from ..ledger.beside import carry as carry_tables
from ..ledger.store import FILE, check_server, is_server, open_place, place_of, plainly, shown
from ..ledger.tables import entries, insert_all, ledger_metadata, meta, received, seals, sites
from ..mission import Mission, load
from .alerts.store import open_beside
from .desk import Desk, drop_views, tables
from .files.store import carry as carry_files
from .logbook import carry as carry_log
from .numbers import NAMING, now
from .people.store import carry
from .threads.marks import Marks
from .verifying import verify

Progress = Callable[[str, int, int], None]  # what is being done, how much of it is done, of how much
NOTE = "backup.json"
_FORMAT = "greenline-backup-1"
_PAGE = 1000
_PASSWORD = re.compile(r"(postgres(?:ql)?://[^:@/\s\"']*):[^@/\s\"']*(?=@)")


@dataclass(frozen=True, slots=True)
class Carried:
    """What was carried, and where it is now."""

    place: str
    entries: int
    heads: list[dict[str, Any]]

    def plain(self) -> dict[str, Any]:
        """The outcome as a JSON object; the place without a password."""
        return {"place": shown(self.place), "entries": self.entries, "heads": self.heads}


def move(mission: Mission, source: str | Path | None, to: str, progress: Progress | None = None) -> Carried:
    """Carry a mission's ledger to another place and leave word in the old one, which nobody can add to after that.

    The target is empty, or holds nothing but the beginning of this very ledger (as after a move the other way). While
    it is under way nobody can write. Raises Refusal; then both places are as they were.
    """
    desk = Desk(mission, source)
    try:
        target = place_of(to)
        if target == desk.place:
            raise Refusal(f"The ledger is in {shown(target)} already.")
        with desk.ledger.exclusive() as connection:
            heads = desk.ledger.heads(connection)
            _copy(connection, target, mission, progress)
            _carry_beside(desk.place, target)
            carried = _arrived(mission, target, heads, progress)
            carry(desk.place, target, replace=True)
            _carry_talk(desk.place, target)
            connection.execute(meta.delete().where(meta.c.name == MOVED))
            connection.execute(meta.insert().values(name=MOVED, value=shown(target)))
        return carried
    finally:
        desk.close()


def back_up(desk: Desk, out: Path, progress: Progress | None = None) -> Carried:
    """Write a verified copy of the ledger and of the mission folder into a new folder, while others go on working.

    Raises Refusal when the folder is there already or cannot be written; then nothing is left behind.
    """
    if out.exists():
        raise Refusal(f"{out} is there already; name a new folder for the backup.")
    part = out.with_name(out.name + ".part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        part.chmod(0o700)  # it holds what sources said in confidence
        files = _copy_folder(desk.mission, part / "mission")
        with desk.reading() as connection:
            heads = desk.ledger.heads(connection)
            _copy(connection, place_of(part), desk.mission, progress)
        carried = _whole(place_of(part), heads, False, progress)
        carry(desk.place, place_of(part), replace=False)
        _carry_beside(desk.place, place_of(part))
        note = {
            "format": _FORMAT, "greenline": __version__, "mission": desk.mission.name, "made_at": now(),
            "entries": carried.entries, "heads": heads, "files": files,
        }  # fmt: skip
        (part / NOTE).write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")
        part.rename(out)
    except OSError as error:
        raise Refusal(f"The backup {out} cannot be written: {error.strerror}.") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Carried(place_of(out), carried.entries, heads)


def restore(backup: Path, folder: Path, data: str | None = None, progress: Progress | None = None) -> Carried:
    """Bring a backup back: the mission folder to `folder`, which must be new, the ledger to where `data` or the mission
    folder says. Raises Refusal when the backup is not whole, or something is in the way; then nothing is changed. A
    ledger that is there already is written to only when `data` names it and it is the beginning of this one."""
    note = _note(backup)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal(f"{folder} is there already and not empty; name a new folder for the mission.")
    source = place_of(backup)
    _whole(source, note["heads"], False, progress)
    began = folder.exists()
    try:
        shutil.copytree(backup / "mission", folder, dirs_exist_ok=True)
        mission = load(folder)
        target = place_of(data or mission.settings.database or mission.data_folder())
        if data is None:
            _nobody_there(target)
        with _reading(source) as connection:
            _copy(connection, target, mission, progress)
        _carry_beside(source, target)
        carried = _arrived(mission, target, note["heads"], progress)
        carry(source, target, replace=False)
        return carried
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if began:
            folder.mkdir()
        if isinstance(error, OSError):
            raise Refusal(f"{folder} cannot be written: {error.strerror}.") from None
        raise


def _carry_beside(source: str, target: str) -> None:
    """Carry what is kept beside a ledger: the files of its records, and who read and took out what."""
    carry_files(source, target)
    carry_log(source, target)


def _carry_talk(source: str, target: str) -> None:
    """Carry the outbox of alerts, and how far who has read: nobody is told twice after a move. A backup has neither: a
    restored copy must not send alerts beside the mission's own server."""
    for opened in (open_beside, lambda place: Marks(place).kept):
        here, there = opened(source), opened(target)
        try:
            carry_tables(here, there)
        finally:
            here.close()
            there.close()


def _nobody_there(place: str) -> None:
    """Raises Refusal where a ledger is kept that nobody named: a drill must not touch the one that is in use."""
    if not is_server(place) and not Path(place).is_file():
        return
    with _reading(place) as connection:
        held = inspect(connection).has_table(entries.name) and connection.execute(select(func.max(entries.c.pos)))
        if held and held.scalar():
            raise Refusal(
                f"{shown(place)}, which the backed-up mission.toml names, holds a ledger already. Nothing was changed; "
                "say with --data where the restored one shall be."
            )


def is_backup(folder: Path) -> bool:
    """Whether a folder is a backup."""
    return (folder / NOTE).is_file()


# --- steps of the way


def _copy(source: Connection, place: str, mission: Mission, progress: Progress | None) -> None:
    """Put the whole ledger that a connection sees into a place, in one transaction there."""
    if not is_server(place):
        Path(place).parent.mkdir(parents=True, exist_ok=True)
    last = source.execute(select(func.max(entries.c.pos))).scalar() or 0
    engine = open_place(place, write=True)
    try:
        with plainly(place), engine.begin() as target:
            alone(target)
            if is_server(place):
                check_server(target, place)
            _make_room(source, target, place, mission)
            ledger_metadata.create_all(target)
            for page in _pages(source, entries, entries.c.pos):
                insert_all(target, entries, page)
                if progress:
                    progress("copied", page[-1].pos, last)
            secret = source.execute(select(meta.c.value).where(meta.c.name == NAMING)).scalar()
            if secret is not None:  # so that others know the versions of records by the same names there
                target.execute(meta.insert().values(name=NAMING, value=secret))
            there = set(inspect(source).get_table_names())
            for table, key in ((sites, sites.c.site), (received, received.c.source_id), (seals, seals.c.number)):
                for page in _pages(source, table, key) if table.name in there else ():
                    insert_all(target, table, page)
    finally:
        engine.dispose()


def _pages(source: Connection, table: Any, key: Any) -> Iterator[list[Any]]:
    """The rows of a table in the order of its key, some at a time."""
    after: Any = None
    while True:
        query = select(table).order_by(key).limit(_PAGE)
        rows = list(source.execute(query if after is None else query.where(key > after)))
        if rows:
            yield rows
            after = rows[-1]._mapping[key.name]
        if len(rows) < _PAGE:
            return


def _make_room(source: Connection, target: Connection, place: str, mission: Mission) -> None:
    """Take away what a target holds, if it is no more than the beginning of what the source holds. Raises Refusal."""
    there = set(inspect(target).get_table_names())
    metadata, shapes = tables()
    ours = {*ledger_metadata.tables, *metadata.tables}
    if meta.name not in there:
        if foreign := there & ours:
            names = ", ".join(sorted(foreign)[:5])
            raise Refusal(f"{shown(place)} has tables that are not Greenline's ({names}); name another place.")
        return
    for row in target.execute(select(sites)):
        if not row.size:
            continue
        held = select(entries.c.hash).where(entries.c.site == row.site, entries.c.seq == row.size)
        if source.execute(held).scalar() != row.head:
            raise Refusal(
                f"{shown(place)} holds entries of the site {row.site} that are not in the ledger to be carried there; "
                "nothing was overwritten. Name an empty place."
            )
    _keep_seals(source, target, place)
    drop_views(target, shapes)
    metadata.drop_all(target)
    ledger_metadata.drop_all(target)


def _keep_seals(source: Connection, target: Connection, place: str) -> None:
    """Raises Refusal when a target keeps a seal that the source does not: its number would be given twice."""
    if seals.name not in inspect(target).get_table_names():
        return
    held = set()
    if inspect(source).has_table(seals.name):
        held = {tuple(row) for row in source.execute(select(seals.c.number, seals.c.body))}
    for row in target.execute(select(seals.c.number, seals.c.body).order_by(seals.c.number)):
        if tuple(row) not in held:
            raise Refusal(
                f"{shown(place)} keeps seal {row.number}, which the ledger to be carried there does not have and "
                "others may hold; nothing was overwritten. Name an empty place."
            )


def _arrived(mission: Mission, place: str, heads: list[dict[str, Any]], progress: Progress | None) -> Carried:
    """Fold a copied ledger into its state tables and verify all of it. Raises Refusal."""
    desk = Desk(mission, place, (lambda done: progress("folded", done, 0)) if progress else None)
    desk.close()
    return _whole(place, heads, True, progress)


def _whole(place: str, heads: list[dict[str, Any]], folding: bool, progress: Progress | None) -> Carried:
    """Verify a ledger, and that its heads are those expected. Raises Invalid with every problem."""
    told = (lambda done, of: progress("verified", done, of)) if progress else None
    verdict = verify(place, folding, told)
    problems = list(verdict.problems)
    if verdict.heads != heads:
        problems.append("Its heads are not those of the ledger it was copied from.")
    if problems:
        issues = [Issue(shown(place), "not_whole", problem) for problem in problems[:50]]
        raise Invalid(f"The ledger in {shown(place)} is not whole; it must not be used.", issues)
    return Carried(place, verdict.entries, heads)


@contextmanager
def _reading(place: str) -> Iterator[Connection]:
    engine = open_place(place, write=False)
    try:
        with plainly(place), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _copy_folder(mission: Mission, into: Path) -> dict[str, str]:
    """Copy a mission folder's files; their digests by path."""
    for name in mission.digests:
        target = into / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(mission.folder / name, target)
        if name == "mission.toml":  # a password is not for a disk that goes elsewhere
            text = target.read_text(encoding="utf-8")
            target.write_text(_PASSWORD.sub(r"\1", text), encoding="utf-8")
    return {name: _digest(into / name) for name in sorted(mission.digests)}


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _note(backup: Path) -> dict[str, Any]:
    """What a backup tells of itself, its files checked. Raises NotFound or Invalid."""
    if not (backup / NOTE).is_file() or not (backup / FILE).is_file():
        raise NotFound(f"{backup} is no backup of Greenline: it has no {NOTE} or no {FILE}.")
    try:
        note: dict[str, Any] = json.loads((backup / NOTE).read_text(encoding="utf-8"))
        named = note["format"], note["heads"], dict(note["files"])
    except (ValueError, KeyError, TypeError, UnicodeDecodeError):
        raise Invalid(f"{backup / NOTE} cannot be read; the backup is damaged.") from None
    if named[0] != _FORMAT:
        raise Invalid(f"{backup} was made in another format ({str(named[0])[:40]}); use the Greenline that made it.")
    root = (backup / "mission").resolve()
    issues = []
    for name, told in named[2].items():
        file = root / name
        if not file.resolve().is_relative_to(root) or not file.is_file():
            issues.append(Issue(name, "missing_file", "This file of the mission folder is missing from the backup."))
        elif _digest(file) != told:
            issues.append(Issue(name, "changed", "This file is not as it was when the backup was made."))
    if issues:
        raise Invalid(f"The backup {backup} is damaged; nothing was restored.", issues)
    return note
