"""Releases of a real ledger: what an audience gets, that it proves itself to a stranger, and what a period is."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import places
import pytest
from made import ROOT, incident, report, send

from greenline.core.errors import Invalid, Refusal
from greenline.core.handling import MISSION, PUBLIC, Audience
from greenline.desk import comparing, intake, releasing, sealing
from greenline.desk.desk import Desk
from greenline.desk.handing import Handout
from greenline.desk.logbook import Line
from greenline.desk.releasing import Period, period, release
from greenline.ledger.sshsig import Signer
from greenline.mission import AudienceEntry, Mission

TOOL = str(ROOT / "tools" / "verify_ledger.py")
SIGNER = Signer.made()
YEAR = period("2026-01-01..2026-12-31", "UTC")
PLAIN = Handout("OPERATOR")


class Clock:
    """The writer's clock, turned by hand."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.at = "2026-11-01T10:00:00Z"
        patch.setattr(intake, "now", lambda: self.at)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def filled(desk: Desk, clock: Clock) -> Desk:
    """Three days, each with an open and a confidential report and an incident."""
    for day in (1, 2, 3):
        clock.at = f"2026-11-{day:02d}T10:00:00Z"
        for level in "02":
            cited = send(desk, "report", "send", values=report(sensitivity=level, account=f"Secret words {day}")).ref
            send(desk, "incident", "open", values=incident(sensitivity=level, reports=[cited], title="Secret title"))
    sealing.give(desk, SIGNER, "2026-11-04T00:00:00Z")
    return desk


def made(desk: Desk, audience: Audience = PUBLIC, asked: Period = YEAR, given: Handout = PLAIN) -> str:
    return b"".join(release(desk, audience, asked, given, "2026-11-05T00:00:00Z")).decode()


def judged(text: str, tmp_path: Path, *words: str) -> dict[str, Any]:
    """What the stranger's tool says."""
    (tmp_path / "r").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-S", TOOL, str(tmp_path / "r"), "--json", *words],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return dict(json.loads(done.stdout))


def rows(text: str) -> Iterator[dict[str, Any]]:
    return map(json.loads, text.splitlines())


def test_what_the_public_gets(filled: Desk, tmp_path: Path) -> None:
    text = made(filled, given=Handout("OPERATOR", "the joint commission", "A. N. Other", "2027-01-01"))
    header, *entries = rows(text)
    assert (header["recipient"], header["purpose"], header["expires"]) == (
        "A. N. Other",
        "the joint commission",
        "2027-01-01",
    )
    assert header["period"] == {"from": "2026-01-01", "to": "2026-12-31", "timezone": "UTC"}
    assert "Secret" not in text
    assert [e["seq"] for e in entries] == list(range(1, 13))
    bare = [e for e in entries if "leaves" not in e]
    assert len(bare) == 6, "of what it may not see, not even how many values there are"
    assert all(e.keys() == {"site", "seq", "prev", "root"} for e in bare)
    told = judged(text, tmp_path)
    assert told["whole"], told
    assert (told["proven"][0]["bare"], told["seal"]["number"]) == (6, 1)


def test_what_the_mission_gets(filled: Desk, tmp_path: Path) -> None:
    text = made(filled, MISSION)
    assert text.count("Secret words") == 6
    assert judged(text, tmp_path)["proven"][0]["withheld"] == 0


@pytest.mark.parametrize("name", ["party:A", "guarantor", "humanitarian"])
def test_others(filled: Desk, name: str, tmp_path: Path) -> None:
    text = made(filled, filled.audience(name))
    assert "Secret" not in text
    told = judged(text, tmp_path)
    assert told["whole"]
    assert told["proven"][0]["bare"] == 6


def days(first: int, last: int, zone: str = "UTC") -> Period:
    return period(f"2026-11-{first:02d}..2026-11-{last:02d}", zone)


def test_the_runs_of_periods_join(filled: Desk, tmp_path: Path) -> None:
    spans = []
    for asked in (period("2026-10-01..2026-10-31", "UTC"), days(1, 1), days(2, 2), days(3, 30)):
        text = made(filled, PUBLIC, asked)
        assert judged(text, tmp_path)["whole"]
        run = next(rows(text))["runs"][0]
        spans.append((run["first"], run["last"]))
    assert spans == [(1, 0), (1, 4), (5, 8), (9, 12)]


def test_days_are_those_of_the_missions_time_zone(filled: Desk, clock: Clock) -> None:
    clock.at = "2026-11-03T22:30:00Z"  # half past midnight of the fourth in Nicosia
    send(filled, "report", "send", values=report())
    sealing.give(filled, SIGNER, "2026-11-04T01:00:00Z")

    def last(asked: Period) -> int:
        return int(next(rows(made(filled, PUBLIC, asked)))["runs"][0]["last"])

    assert (last(days(3, 3)), last(days(3, 3, "Asia/Nicosia")), last(days(4, 4, "Asia/Nicosia"))) == (13, 12, 13)


def test_a_clock_turned_back_leaves_no_gap(filled: Desk, clock: Clock, tmp_path: Path) -> None:
    clock.at = "2026-11-01T12:00:00Z"
    send(filled, "report", "send", values=report())
    sealing.give(filled, SIGNER, "2026-11-04T01:00:00Z")
    text = made(filled, PUBLIC, days(1, 1))
    assert next(rows(text))["runs"][0]["last"] == 13
    assert judged(text, tmp_path)["whole"]


def test_what_is_not_sealed_waits(filled: Desk, clock: Clock) -> None:
    assert releasing.covered(filled, YEAR)
    clock.at = "2026-11-05T10:00:00Z"
    send(filled, "report", "send", values=report())
    assert not releasing.covered(filled, YEAR)
    assert releasing.covered(filled, days(1, 3))
    assert len(list(rows(made(filled)))) == 13
    assert next(rows(made(filled, PUBLIC, days(5, 5))))["runs"][0]["last"] == 12


def test_nothing_was_sealed(desk: Desk) -> None:
    assert not releasing.covered(desk, YEAR)
    with pytest.raises(Refusal, match="seal the ledger first"):
        made(desk)


def test_two_sites(filled: Desk, clock: Clock, mission: Mission, tmp_path: Path) -> None:
    """A team's own chain in the same ledger, entries by turns."""
    settings = mission.settings.model_copy(update={"site": "team-4"})
    team = Desk(replace(mission, settings=settings), filled.place)
    clock.at = "2026-11-05T10:00:00Z"
    for desk in (team, filled, team, filled):
        send(desk, "report", "send", values=report())
    team.close()
    sealing.give(filled, SIGNER, "2026-11-06T00:00:00Z")
    text = made(filled)
    assert [e["site"] for e in rows(text) if "seq" in e] == ["hq"] * 14 + ["team-4"] * 2
    assert judged(text, tmp_path)["whole"]
    text = made(filled, PUBLIC, days(1, 2))
    assert [(r["site"], r["first"], r["last"]) for r in next(rows(text))["runs"]] == [("hq", 1, 8), ("team-4", 1, 0)]
    assert judged(text, tmp_path)["whole"]


def test_pages(filled: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = made(filled, PUBLIC, days(2, 2))
    monkeypatch.setattr(releasing, "_PAGE", 2)
    monkeypatch.setattr(comparing, "_PAGE", 3)
    assert made(filled, PUBLIC, days(2, 2)) == whole


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-01-01", "2026-01-02..2026-01-01", "2026-13-01..2026-14-01", "0001-01-01..9999-12-31",
             "2026-01-01..2026-01-02 ", "٢٠٢٦-01-01..2026-01-02"],
)  # fmt: skip
def test_no_periods(text: str) -> None:
    with pytest.raises(Invalid):
        period(text, "UTC")


def test_the_access_log_knows_it(filled: Desk) -> None:
    made(filled, PUBLIC, days(1, 1), Handout("REC-1", "review", "Party A", "2027-01-01"))
    filled.logbook.note(Line("REC-1", "read", "mission")).result()  # lines are written in the order they are told
    _, last, first = filled.logbook.page(most=3)
    assert (first["did"], first["by"], first["recipient"], first["register"]) == (
        "release",
        "REC-1",
        "Party A",
        "ledger",
    )
    assert first["detail"]["period"]["from"] == "2026-11-01"
    assert (last["did"], last["detail"]["whole"]) == ("released", True)


def test_a_place_that_is_told_coarsely_is_withheld(filled: Desk, tmp_path: Path) -> None:
    """A leaf cannot be made coarse: what the terms of the mission do not tell exactly is not shown at all."""
    sharp = made(filled, filled.audience("party:A"))
    assert "33.36" in sharp
    entry = AudienceEntry(place="50km")
    settings = filled.mission.settings.model_copy(update={"audience": {"party": entry}})
    coarse = Desk(replace(filled.mission, settings=settings), filled.place)
    text, whole = made(coarse, coarse.audience("party:A")), made(coarse, MISSION)
    coarse.close()
    assert "33.36" not in text
    assert "33.36" in whole
    assert judged(text, tmp_path)["whole"]


@pytest.mark.skipif(places.on_server(), reason="the shipped missions are read from one place")
def test_a_shipped_mission(tmp_path: Path) -> None:
    from greenline.desk.loading import load_folder
    from greenline.mission import load, shipped

    desk = Desk(load(shipped()["cyprus"]), tmp_path / "data")
    load_folder(desk)
    sealing.give(desk, SIGNER)
    told = judged(made(desk, PUBLIC, period("2020-01-01..2100-01-01", "Asia/Nicosia")), tmp_path)
    desk.close()
    assert told["whole"]
    assert told["proven"][0]["last"] > 100
