"""Loading a mission folder into its ledger: its own facts by its own maps, and the digests of its files."""

from __future__ import annotations

import hashlib
import json

from ..core.errors import Invalid
from ..core.handling import MACHINE, Actor
from .desk import Desk
from .importing import Summary, import_file
from .intake import Act, submit

LOADER = Actor("MISSION", frozenset({MACHINE}))


def load_folder(desk: Desk) -> list[Summary]:
    """Bring the ledger up to the mission folder: nothing happens when no file changed since the last time.

    Raises Invalid when a row of the folder's own tables is refused; rows before it are kept and not entered twice.
    """
    digests = desk.mission.digests
    key = "folder:" + hashlib.sha256(json.dumps(sorted(digests.items())).encode()).hexdigest()
    if desk.ledger.receipt(LOADER.call_sign, key):
        return []
    summaries = []
    for name, table in desk.mission.maps.items():
        if "file" in table:
            summary = import_file(desk, desk.mission.folder / str(table["file"]), [table], actor=LOADER)
            summaries.append(summary)
            if summary.refused:
                words = f"{summary.refused} rows of {table['file']} were refused by maps/{name}: {summary.reasons[0]}"
                raise Invalid(words)
    files = [{"path": path, "sha256": digest} for path, digest in sorted(digests.items())][:200]
    submit(desk, Act("folder", "load", key, {"mission": desk.mission.name, "files": files}), LOADER)
    return summaries
