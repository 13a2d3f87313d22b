"""A new mission folder, and the whole check of one: the folder itself, its maps against its tables, every row."""

from __future__ import annotations

import secrets
from pathlib import Path

from ..core.errors import Invalid, Issue, Refusal
from ..core.parse import parse
from ..exchange.mapping import ColumnMap
from ..exchange.rows import open_table, read_rows
from ..mission import Mission, check
from ..registers import REGISTERS

_MISSION = """\
# A mission of Greenline. Every setting is explained in docs/how-to/mission.md; `greenline check` tells what is wrong.
name = "{name}"
# Made once; with the folder's place it names the data folder, so that a new mission never meets an old one's data.
id = "{id}"
title = {{ en = "{title}" }}
languages = ["en"]
timezone = "UTC"
# What the map shows first: west, south, east, north in degrees.
bounds = [-180.0, -60.0, 180.0, 75.0]
# This site's own chain in the ledger.
site = "hq"

# When an incident may be called verified: own direct observation, or so many independent sources of this grade.
[verification]
independent = 2
grade = "B3"

# Narrow a code list to the codes this mission uses, for example:
# [codes]
# incident_kind = ["CFV-SAF", "CFV-IDF", "CFV-MOV"]
"""
_PARTIES = """\
# The parties to the agreement and whoever else reports name. `aliases` are names that mean the same party.
# [[party]]
# code = "A"
# name = {{ en = "Party A" }}
# aliases = ["A forces"]
# source = "where this is written"
"""
_PEOPLE = """\
# Call signs and what each may do; never a person's name.
# Roles: observer, verifier, desk, analyst, planner, liaison, head, records.
[[person]]
call_sign = "OBS-1"
roles = ["observer"]

[[person]]
call_sign = "DESK-1"
roles = ["desk"]

[[person]]
call_sign = "VER-1"
roles = ["verifier"]
"""
_ZONES = '{\n  "type": "FeatureCollection",\n  "features": []\n}\n'


def begin(folder: Path) -> list[str]:
    """Make a mission folder; the names of its files. Raises Refusal when the folder holds something already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal(f"{folder} exists and is not empty; name a new folder.")
    name = "".join(c if c.isascii() and c.isalnum() else "-" for c in folder.resolve().name.lower()).strip("-")[:40]
    if not name or not name[0].isalpha():
        name = f"m-{name}".rstrip("-")[:40]
    files = {
        "mission.toml": _MISSION.format(name=name, id=secrets.token_hex(4), title=name.replace("-", " ").title()),
        "parties.toml": _PARTIES.replace("{{", "{").replace("}}", "}"),
        "people.toml": _PEOPLE,
        "zones.geojson": _ZONES,
    }
    try:
        for inner in ("history", "maps", "words"):
            (folder / inner).mkdir(parents=True, exist_ok=True)
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise Refusal(f"{folder} cannot be made: {error.strerror}.") from None
    return list(files)


def check_folder(folder: Path) -> list[Issue]:
    """Everything that is wrong with a mission folder, its tables included."""
    mission, issues = check(folder)
    if mission is not None:
        broken = {issue.field for issue in issues}
        for name, table in mission.maps.items():
            if table.get("file") and f"maps/{name}: file" not in broken:
                issues.extend(_table(mission, name, table))
    return issues


def _table(mission: Mission, name: str, table: dict[str, object] | object) -> list[Issue]:
    """What is wrong with one of the folder's tables, read through its map."""
    assert isinstance(table, dict)
    file = str(table["file"])
    found: list[Issue] = []
    try:
        with open_table(mission.folder / file) as source:
            header, rows = read_rows(source, str(table.get("encoding", "utf-8")))
            mapping = ColumnMap(table, REGISTERS, header)
            for row in rows:
                if row.wrong:
                    continue  # told by the folder's own check
                drafted = mapping.read(row.line, row.cells)
                parsed = parse(mapping.register, drafted.values, mission.codes(), as_received=True)
                where = f"{file}: row {row.line}"
                found.extend(
                    Issue(f"{where}: {i.field}", i.code, i.sentence) for i in (*drafted.issues, *parsed.issues)
                )
                found.extend(Issue(where, "contradiction", flag) for flag in (*drafted.flags, *parsed.flags))
    except Invalid as refusal:
        found.extend(Issue(f"maps/{name}: {i.field}", i.code, i.sentence) for i in refusal.issues)
    except Refusal as refusal:
        found.append(Issue(file, refusal.code, refusal.sentence))
    return found
