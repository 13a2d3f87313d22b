"""A new mission folder, and the whole check of one: the folder itself, its maps against its tables, every row."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path

from ..alerting.rule import ended
from ..core.errors import Issue, Refusal
from ..mission import check
from . import agreement, chapters
from .loading import table_issues

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

# Who is told what beside the mission itself: guarantor, party (each of parties.toml), humanitarian, local_authority,
# public. `greenline roles` prints it all. Change a circle here; what is not said stays as it is:
# [audience.public]
# clearance = 0        # 0 open, 1 restricted, 2 confidential; level 3 is for the mission alone
# place = "10km"       # no place sharper than: exact, 10km, 50km, hidden
# delay_d = 7          # nothing sooner than so many days after it happened
# [audience.public.state.reported]
# shown = false        # and nothing at all while it is only reported

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
# Roles: observer, verifier, desk, analyst, planner, liaison, head, records, administrator.
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
        issues.extend(agreement.read(mission)[1] if not issues else ())
        issues.extend(chapters.read(mission)[1])
        broken = {issue.field for issue in issues}
        issues.extend(ended(mission.settings.alert_rule, datetime.now(UTC).date()))
        for name, table in mission.maps.items():
            if table.get("file") and f"maps/{name}: file" not in broken:
                issues.extend(table_issues(mission, name, table))
    return issues
