"""The outlook from the record: what counts, as known when, what nobody watched, for whom; warnings said once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from made import OBS, VER, send

from greenline.core.errors import BadRequest, NotAllowed
from greenline.core.handling import PUBLIC, Actor
from greenline.desk import outlook, warning
from greenline.desk.brief import composing
from greenline.desk.coverage import instant
from greenline.desk.desk import Desk
from greenline.desk.intake import Act, submit
from greenline.desk.loading import load_folder
from greenline.mission import Mission, load, of_stories

DESK, HEAD = Actor("DESK-1", frozenset({"desk"})), Actor("HEAD-1", frozenset({"head"}))
HERE = {"lon": 33.2, "lat": 35.05, "prec": 1}
FIRST = date(2025, 1, 7)  # a Tuesday
NOW = instant("2025-03-20")


@pytest.fixture(scope="module")
def small() -> Mission:
    return load(of_stories())


@pytest.fixture
def place(small: Mission, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(small, tmp_path)
    load_folder(desk)
    yield desk
    desk.close()


def clash(desk: Desk, day: date | str, **more: Any) -> str:
    told = {"kind": "CMB-CLH", "happened_at": str(day), "place": HERE, **more}
    return send(desk, "incident", "open", DESK, **told).ref


def weeks(desk: Desk, count: int = 10) -> list[str]:
    return [clash(desk, FIRST + timedelta(weeks=week)) for week in range(count)]


def told(desk: Desk, at: str | None = None, now_s: int = NOW, n: int = 2) -> dict[str, Any]:
    return outlook.told(desk, desk.audience("mission"), at, n, now_s)


def test_every_number_leads_to_its_records(place: Desk) -> None:
    refs = weeks(place)
    seen = told(place)
    (unit,) = seen["units"]
    assert seen["held"]["counted"] == 10
    assert set(unit["why"][0]["refs"]) <= set(refs)
    assert all(past["refs"] for past in unit["why"])
    assert unit["ahead"][0]["chance"] > 0.4 > unit["ahead"][0]["chance_n"] > 0
    assert unit["skill"]["verdict"] == "unknown"
    assert [one["running"] for one in seen["steps"]].count(True) == 1


def test_what_does_not_count_is_told_by_reason(place: Desk) -> None:
    weeks(place)
    send(place, "incident", "propose", OBS, kind="CMB-CLH", happened_at="2025-02-01", place=HERE)
    claim = send(place, "report", "send", OBS, source_kind="party", happened_at="2025-02-01", place=HERE).ref
    clash(place, "2025-02-01", reports=[claim])
    clash(place, "2025-02-01", clarity="2")
    clash(place, "2025-02")
    clash(place, "2025-02-01", place={**HERE, "prec": 6})
    clash(place, "2025-02-01", kind="CFV-AIR")
    refuted = clash(place, "2025-02-01")
    for step in ("triage", "investigate"):
        send(place, "incident", step, VER, ref=refuted)
    send(place, "incident", "refute", VER, ref=refuted, basis="It was thunder")
    held = told(place)["held"]
    assert held["counted"] == 10
    assert held["left_out"] == {"proposed": 1, "claimed": 1, "total": 1, "time": 1, "place": 1}


def test_as_known_at_a_position_is_what_was_known_then(place: Desk) -> None:
    weeks(place)
    pos = place.ledger.pos()
    clash(place, "2025-03-04")
    assert told(place, str(pos))["held"]["counted"] == 10
    assert told(place)["held"]["counted"] == 11
    late = told(place, "2025-02-20")
    assert late["known_at"] == {"pos": None, "day": "2025-02-20", "late": True}
    assert late["held"]["left_out"]["later"] > 0
    for wrong in ("yesterday", "999999", "2025-13-01", "-1"):
        with pytest.raises(BadRequest):
            told(place, wrong)


def test_a_record_that_ends_early_is_no_outlook_for_today(place: Desk) -> None:
    weeks(place)
    later = instant("2025-06-01")
    assert told(place, now_s=later)["held"]["behind"]
    assert warning.look(place, later).proposed == []


def test_what_nobody_watched_is_unknown_not_zero(place: Desk) -> None:
    clash(place, "2025-01-07")
    clash(place, "2025-03-18", kind="CTX-POL")
    before = told(place)["held"]
    assert before["unknown"] == 0
    window = {"means": "post", "sensor": "thermal_camera", "place": HERE}
    send(place, "window", "watch", OBS, watched_at="2025-02-03T08:00:00Z/2025-02-03T10:00:00Z", **window)
    held = told(place)["held"]
    weeks_since = 5  # 2025-02-03 begins W06; W07 to W10 are held to be whole and nobody was there, nor in W11
    assert 0 < held["unknown"] <= weeks_since


def test_the_outlook_is_for_the_mission_alone(place: Desk) -> None:
    with pytest.raises(NotAllowed):
        outlook.told(place, PUBLIC, None, 1, NOW)
    with pytest.raises(NotAllowed):
        warning.told(place, PUBLIC, NOW)


def test_a_look_is_said_once(place: Desk) -> None:
    weeks(place)
    first = warning.look(place, NOW)
    assert len(first.proposed) == 1
    pos = place.ledger.pos()
    again = warning.look(place, NOW + 3600)
    assert (again.proposed, again.lapsed, again.assessed, again.missed) == ([], [], [], [])
    assert place.ledger.pos() == pos
    row = warning.told(place, place.audience("mission"), NOW)["warnings"][0]
    assert (row["state"], row["area"], row["span"]["start"]) == ("proposed", "ZONE", "2025-03-24")
    assert row["carried_by"]


def test_what_the_record_says_later_is_said_anew(place: Desk) -> None:
    """A false alarm that was none after all: the incident was recorded late."""
    weeks(place)
    (ref,) = warning.look(place, NOW).proposed
    send(place, "warning", "issue", HEAD, ref=ref, basis="Talks broke off")
    clash(place, "2025-04-08", kind="CTX-POL")
    over = instant("2025-04-12")
    assert warning.look(place, over).assessed == [ref]
    assert warning.told(place, place.audience("mission"), over)["whole"]["false_alarms"] == 1
    clash(place, "2025-03-26")
    assert ref in warning.look(place, over).assessed
    whole = warning.told(place, place.audience("mission"), over)["whole"]
    assert (whole["hits"], whole["false_alarms"]) == (1, 0)


def test_the_report_of_the_day_tells_what_may_come_next_and_only_inside(place: Desk) -> None:
    refs = weeks(place)
    (ref,) = warning.look(place, NOW).proposed
    inside = composing.compose(place, "2025-03-19", place.audience("mission"), now="2025-03-20T08:00:00Z")
    public = composing.compose(place, "2025-03-19", PUBLIC, now="2025-03-20T08:00:00Z")
    said = repr(inside.sections[9])
    assert ref in said
    assert any(one in said for one in refs)
    assert "no evidence" in said
    assert "No forecast is held." in repr(public.sections[9])
    assert ref not in repr(public.sections)


def test_the_days_ahead_are_shown_only_where_they_earned_it(place: Desk) -> None:
    weeks(place)
    made = outlook.make(place, outlook.as_known(place, None, NOW))
    days = outlook.days_of(place, made)
    assert days.counts.sum() == np.nansum(made.panel.counts)
    shown = told(place)["near"]
    assert shown["cases"] > 0
    assert shown["shown"] == (shown["because"] == "")
    if shown["shown"]:
        assert shown["bits"] < shown["recency_bits"]


def test_days_that_nobody_watched_are_unknown_and_days_not_known_are_left_out(place: Desk) -> None:
    clash(place, "2025-01-07")
    clash(place, "2025-01-20/2025-01-26")  # in that week, on a day nobody knows
    clash(place, "2025-02-12")
    clash(place, "2025-03-18", kind="CTX-POL")
    for day in ("03", "05"):
        at = f"2025-02-{day}T08:00:00Z/2025-02-{day}T10:00:00Z"
        send(place, "window", "watch", OBS, means="post", sensor="thermal_camera", place=HERE, watched_at=at)
    made = outlook.make(place, outlook.as_known(place, None, NOW))
    assert np.nansum(made.panel.counts) == 3
    days = outlook.days_of(place, made)
    of = {date.fromordinal(days.first + at).isoformat(): count for at, count in enumerate(days.counts[0])}
    assert {day for day, count in of.items() if count > 0} == {"2025-01-07", "2025-02-12"}
    assert (of["2025-01-26"], of["2025-02-03"], of["2025-02-05"]) == (0, 0, 0)  # before any window silence is zero
    assert np.isnan([of[day] for day in ("2025-02-04", "2025-02-06", "2025-02-11", "2025-02-13")]).all()


@pytest.mark.parametrize("warned", [True, False])
def test_warnings_beside_hide_no_miss(small: Mission, tmp_path: Path, warned: bool) -> None:
    """Warnings of weeks 10-11 and 13-14, five incidents in week 12."""
    settings = small.settings
    rule = settings.warning_rule[0].model_copy(update={"within": 2, "at_least": 5})
    mission = replace(small, settings=settings.model_copy(update={"warning_rule": (rule,)}))
    desk = Desk(mission, tmp_path)
    load_folder(desk)
    for day in range(17, 22):
        clash(desk, f"2025-03-{day}")
    clash(desk, "2025-04-10", kind="CTX-POL")
    for span in ("2025-03-03/2025-03-16", "2025-03-24/2025-04-06") if warned else ():
        values = {"rule": rule.name, "area": "ZONE", "span": span, "at_least": 5}
        submit(desk, Act("warning", "propose", span, values), warning.FORESEER)
    now_s = instant("2025-04-12")
    (ref,) = warning.look(desk, now_s).missed
    told = {one["ref"]: one for one in warning.told(desk, desk.audience("mission"), now_s)["warnings"]}
    assert (told[ref]["came"], told[ref]["span"]["end"]) == (5, "2025-03-23")
    assert told[ref]["span"]["start"] == ("2025-03-17" if warned else "2025-03-10")
    assert warning.look(desk, now_s).missed == []
    desk.close()


def test_no_share_is_told_of_few() -> None:
    rows = [{"state": "missed", "outcome": "miss"}] * 4 + [{"state": "closed", "outcome": "hit"}] * 5
    assert warning.tally(rows)["hit_rate"] is None
    told = warning.tally([*rows, {"state": "issued", "outcome": "hit"}])
    assert (told["hits"], told["misses"], told["hit_rate"]) == (6, 4, 0.6)


@pytest.mark.parametrize("name", ["cyprus", "haiti", "somalia"])
def test_the_shipped_missions_have_an_outlook_that_says_little(shipped_desks: dict[str, Desk], name: str) -> None:
    desk = shipped_desks[name]
    seen = outlook.told(desk, desk.audience("mission"), None, 1, instant("2026-11-23"))
    assert seen["held"]["behind"]
    assert seen["held"]["counted"] > 0
