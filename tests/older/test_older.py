"""Ledgers written by older declarations must always fold. Each release leaves one here; none is ever written anew.

`python tests/older/test_older.py NAME` made each of them, once, with the release it is named after.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from greenline.core.handling import DESK, OBSERVER, VERIFIER, Actor
from greenline.desk import picture
from greenline.desk.beginning import begin
from greenline.desk.desk import Desk
from greenline.desk.intake import Act, submit
from greenline.desk.verifying import verify
from greenline.ledger.store import FILE
from greenline.mission import load

HERE = Path(__file__).parent
ACTOR = Actor("VER-1", frozenset({OBSERVER, DESK, VERIFIER}))
KEPT = sorted(HERE.glob("*.sqlite"))


@pytest.mark.parametrize("kept", KEPT, ids=lambda f: f.stem)
def test_an_older_ledger_folds(kept: Path, tmp_path: Path) -> None:
    begin(tmp_path / "m")
    (tmp_path / "data").mkdir()
    shutil.copy(kept, tmp_path / "data" / FILE)
    desk = Desk(load(tmp_path / "m"), tmp_path / "data")
    try:
        assert desk.rebuild() == 8
        incident = picture.page(desk, "incident", desk.audience(None), picture.Question())["records"][0]
        assert incident["state"] == "verified"
        assert incident["values"]["deaths"] == {"best": 1}
        told = picture.history(desk, "incident", incident["ref"], desk.audience(None))
        assert [v["step"] for v in told["versions"]] == ["open", "triage", "investigate", "verify", "amend"]
    finally:
        desk.close()
    assert verify(tmp_path / "data" / FILE).problems == []


def test_there_is_one_of_each_release() -> None:
    assert [f.stem for f in KEPT] == ["0.1.0"]


def make(name: str) -> None:
    """Write the ledger of this release."""
    folder = HERE / "made"
    begin(folder / "m")
    desk = Desk(load(folder / "m"), folder / "data")
    where = {"lon": 33.36, "lat": 35.17, "prec": 2, "name": "Crossing A / A Geçidi"}
    values = {
        "happened_at": "2025-03-02T14:05:00+02:00", "place": where, "kind": "CFV-SAF", "observation": "burst",
        "count": {"low": 3, "about": 5}, "perceived": ["heard", "seen"], "bearing_deg": 12.5,
        "source_kind": "own_observation", "reliability": "A", "credibility": "2", "account": "Bursts; φωτιά, ateş.",
        "parties": [{"actor": "A", "role": "alleged", "confidence": "low"}], "claims": [{"by": "B", "best": 40}],
    }  # fmt: skip
    report = submit(desk, Act("report", "send", "1", values), ACTOR).ref
    submit(
        desk,
        Act("report", "amend", "2", {"weapon": "small_arms", "claims": None}, ref=report, reason="seen later"),
        ACTOR,
    )
    told = {"happened_at": "2025-03", "place": where, "kind": "CFV-SAF", "reports": [report], "sensitivity": "0"}
    ref = submit(desk, Act("incident", "open", "3", told), ACTOR).ref
    for number, (step, basis) in enumerate((("triage", None), ("investigate", None), ("verify", "own eyes")), 4):
        submit(desk, Act("incident", step, str(number), {}, ref=ref, basis=basis), ACTOR)
    submit(desk, Act("incident", "amend", "7", {"deaths": {"best": 1}}, ref=ref, reason="hospital"), ACTOR)
    submit(desk, Act("site", "enter", "8", {"name": "Post 7", "place": [33.3, 35.1]}), ACTOR)
    desk.close()
    target = sqlite3.connect(HERE / f"{name}.sqlite")
    sqlite3.connect(folder / "data" / FILE).backup(target)
    target.execute("PRAGMA journal_mode=DELETE")
    target.execute("VACUUM")
    target.close()
    shutil.rmtree(folder)


if __name__ == "__main__":
    make(sys.argv[1])
