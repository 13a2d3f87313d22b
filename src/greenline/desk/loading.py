"""Loading a mission folder into its ledger: its own facts by its own maps, and the digests of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from ..core.errors import Invalid, Issue, Refusal
from ..core.handling import MACHINE, Actor
from ..core.kinds import MOST_REPEATS
from ..core.parse import nest, parse
from ..exchange.mapping import ColumnMap
from ..exchange.rows import open_table, read_rows
from ..mission import Mission
from ..registers import REGISTERS
from . import agreement
from .desk import Desk
from .importing import Summary, import_file
from .intake import Act, complete, submit

CONTRADICTION = "contradiction"
LOADER = Actor("MISSION", frozenset({MACHINE}))


def load_folder(desk: Desk) -> list[Summary]:
    """Bring the ledger up to the mission folder: nothing happens when no file changed since the last time.

    Raises Invalid with everything that is wrong with the folder's own tables; then nothing of them is written.
    """
    digests = desk.mission.digests
    key = "folder:" + hashlib.sha256(json.dumps(sorted(digests.items())).encode()).hexdigest()
    latest = _latest(desk)
    if latest and latest == dict(sorted(digests.items())[:MOST_REPEATS]):
        return []
    if desk.ledger.receipt(LOADER.call_sign, key):  # the folder is as it was once before
        key = f"{key}:{desk.ledger.pos()}"
    own = {name: table for name, table in desk.mission.maps.items() if "file" in table}
    issues = [i for name, table in own.items() for i in table_issues(desk.mission, name, table)]
    issues.extend(agreement.read(desk.mission)[1])
    wrong = [issue for issue in issues if issue.code != CONTRADICTION]  # a row that contradicts itself is flagged
    if wrong:
        raise Invalid("The mission folder's own tables cannot be loaded; nothing of them was written.", wrong)
    summaries = [
        import_file(desk, desk.mission.folder / str(table["file"]), [table], actor=LOADER) for table in own.values()
    ]
    agreement.load(desk, LOADER)
    files = [{"path": path, "sha256": digest} for path, digest in sorted(digests.items())][:MOST_REPEATS]
    submit(desk, Act("folder", "load", key, {"mission": desk.mission.name, "files": files}), LOADER)
    return summaries


def _latest(desk: Desk) -> dict[str, str]:
    """The digests of the files as the folder was loaded last."""
    table = desk.shapes["folder"].table
    with desk.reading() as connection:
        row = connection.execute(select(table).order_by(table.c.from_pos.desc()).limit(1)).mappings().first()
        flat = desk.state.version("folder", row).flat if row else {}
    files = nest(desk.register("folder").fields, flat).get("files", ())
    return {one["path"]: one["sha256"] for one in files}


def table_issues(mission: Mission, name: str, table: Mapping[str, Any]) -> list[Issue]:
    """What is wrong with one of the folder's tables, read through its map."""
    file = str(table["file"])
    found: list[Issue] = []
    first: dict[str, tuple[int, bytes]] = {}
    try:
        with open_table(mission.folder / file) as source:
            header, rows = read_rows(source, str(table.get("encoding", "utf-8")), table.get("delimiter"))
            mapping = ColumnMap(table, REGISTERS, header)
            for row in rows:
                if row.wrong:
                    found.append(Issue(f"{file}: row {row.line}", "unreadable", f"{row.wrong}."))
                    continue
                told = mapping.read(row.line, row.cells)
                complete(told.values, mission.aliases, mission.settings.grades, mapping.register)
                parsed = parse(mapping.register, told.values, mission.codes(), as_received=True)
                where = f"{file}: row {row.line}"
                found.extend(Issue(f"{where}: {i.field}", i.code, i.sentence) for i in (*told.issues, *parsed.issues))
                found.extend(Issue(where, CONTRADICTION, flag) for flag in (*told.flags, *parsed.flags))
                line, digest = first.setdefault(told.key, (row.line, told.digest))
                if digest != told.digest and not mapping.joins:
                    words = f"The id {told.key} stands in row {line} already, with other content."
                    found.append(Issue(where, "twice", words))
    except Invalid as refusal:
        found.extend(Issue(f"maps/{name}: {i.field}", i.code, i.sentence) for i in refusal.issues)
    except Refusal as refusal:
        found.append(Issue(file, refusal.code, refusal.sentence))
    return found
