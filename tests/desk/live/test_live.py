"""Live positions: what is shown, what is recorded, what a kill leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made import ROOT
from tracked import position, records, tracked, tracking

from greenline.core.errors import Refusal
from greenline.desk.desk import Desk
from greenline.desk.live.holding import Live
from greenline.exchange.cot.event import Event, Link
from greenline.mission import Mission

NOW_S = 1_772_442_000.0  # 2026-03-02T09:00:00Z
YEAR_S = 365 * 86_400


@pytest.fixture
def desk(mission: Mission, desk: Desk) -> Desk:
    desk.mission = tracking(mission)
    return desk


@pytest.fixture
def live(desk: Desk):  # type: ignore[no-untyped-def]
    live = Live(desk)
    yield live
    live._journal.close()


def walk(live: Live, uid: str, seconds: range, **more: float) -> None:
    for second in seconds:
        live.take(position(uid, NOW_S + second, 33.0 + second * 1e-5), NOW_S + second)


def mark(uid: str = "M-1", kind: str = "b-m-p-s-m", at_s: float = NOW_S, **more: object) -> Event:
    told = {"place": (33.3, 35.1), "how": "h-g-i-g-o", "links": (Link("PHONE-1", "a-f-G-U-C", "p-p"),), **more}
    return Event(uid, kind, at_s, at_s, at_s + 600, **told)  # type: ignore[arg-type]


def test_a_patrol_leaves_a_window_when_its_run_is_over(live: Live) -> None:
    walk(live, "PHONE-1", range(120))
    live.tick(NOW_S + 130)
    assert records(live.desk, "window") == []
    live.tick(NOW_S + 430)
    (window,) = records(live.desk, "window")
    assert (window["means"], window["sensor"], window["observer"]) == ("foot_patrol", "people", "PATROL-1")
    assert [look["at"]["start"][14:19] for look in window["looks"]] == ["00:00", "00:30", "01:00", "01:30", "01:59"]
    assert window["watched_at"]["start"].startswith("2026-03-02T09:00:00")
    assert "120 positions came, 5 are kept" in window["account"]


def test_who_is_not_the_missions_own_leaves_no_window(live: Live) -> None:
    walk(live, "STRANGER", range(120))
    live.end()
    live.tick(NOW_S + 500)
    assert records(live.desk, "window") == []
    (unit,) = live.units(NOW_S + 120)
    assert (unit["own"], unit["call_sign"], unit["means"]) == (False, "STRANGER", None)


def test_people_are_known_by_their_call_sign(live: Live) -> None:
    live.take(position("ANDROID-77", NOW_S, call_sign="OBS-1"), NOW_S)
    (unit,) = live.units(NOW_S)
    assert (unit["own"], unit["call_sign"], unit["means"]) == (True, "OBS-1", "other")


def test_every_mark_becomes_one_report_however_often_it_is_sent(live: Live) -> None:
    live.take(position("PHONE-1", NOW_S), NOW_S)
    for _ in range(3):
        live.take(mark(remarks="Smoke"), NOW_S)
        live.tick(NOW_S)
    live.take(mark(at_s=NOW_S + 1), NOW_S + 1)
    live.take(mark("M-2", "b-a-o-tbl"), NOW_S + 1)
    live.tick(NOW_S + 2)
    found = records(live.desk, "report")
    assert len(found) == 3
    first = next(one for one in found if "Smoke" in one["account"])
    assert first["source_kind"] == "own_observation"
    assert first["observer"] == "PATROL-1"
    assert first["observer_place"]["lon"] == 33.0
    assert first.get("kind") is None  # what it was nobody has judged


def test_a_hostile_mark_is_its_senders_saying_only(live: Live) -> None:
    live.take(mark(kind="a-h-G-U-C"), NOW_S)
    live.take(position("X-1", NOW_S, type="a-h-G-U-C"), NOW_S)
    live.tick(NOW_S)
    (report,) = records(live.desk, "report")
    assert "hostile or suspect is its sender's saying; here it is unknown" in report["account"]
    (unit,) = live.units(NOW_S)
    assert (unit["type"], unit["said_hostile"]) == ("a-u-G-U-C", True)


def test_a_mark_of_somebody_elses_is_graded_as_nobody_graded_it(live: Live) -> None:
    live.take(mark(links=()), NOW_S, via="STRANGER")
    live.tick(NOW_S)
    (report,) = records(live.desk, "report")
    assert (report["source_kind"], report["reliability"], report["credibility"]) == ("partner_force", "F", "6")
    assert report.get("observer") is None


def test_a_clock_ten_years_off_is_shown_and_not_recorded_as_watching(live: Live) -> None:
    for second in range(100):
        live.take(position("PHONE-1", NOW_S - 10 * YEAR_S + second), NOW_S + second)
    live.take(mark(at_s=NOW_S - 10 * YEAR_S), NOW_S)
    (unit,) = live.units(NOW_S + 100)
    assert unit["clock_off_s"] == 10 * YEAR_S
    assert not unit["stale"]
    live.end()
    live.tick(NOW_S + 1000)
    assert records(live.desk, "window") == []
    (report,) = records(live.desk, "report")
    assert report["happened_at"]["start"].startswith("2016")
    assert "days behind ours; nothing was corrected" in report["account"]


def test_the_201st_tracker_is_refused_until_one_is_stale(live: Live) -> None:
    for number in range(200):
        assert live.take(position(f"X-{number}", NOW_S), NOW_S) == "position"
    assert live.take(position("X-200", NOW_S), NOW_S + 1) == "full"
    assert live.faults["too_many"] == 1
    assert live.take(position("X-200", NOW_S + 400), NOW_S + 400) == "position"
    assert len(live.units(NOW_S + 400)) == 200


def test_stale_by_the_senders_time_or_ours(live: Live) -> None:
    live.take(position("PHONE-1", NOW_S), NOW_S)
    assert [one["stale"] for one in live.units(NOW_S + 59)] == [False]
    assert [one["stale"] for one in live.units(NOW_S + 61)] == [True]


def test_two_hundred_looks_and_then_the_next_window(live: Live) -> None:
    for second in range(400):
        live.take(position("CAR-2", NOW_S + second, 33.0 + second * 0.002), NOW_S + second)
    live.end()
    live.tick(NOW_S + 400)
    found = sorted(records(live.desk, "window"), key=lambda one: one["watched_at"]["start"])
    assert [len(one["looks"]) for one in found] == [199, 199, 4]  # one is left for the last position
    assert found[0]["looks"][-1]["at"] == found[1]["looks"][0]["at"]


def test_what_cannot_be_recorded_now_is_recorded_later(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    from greenline.core.errors import Unavailable
    from greenline.desk.live import holding

    def away(*_: object) -> None:
        raise Unavailable("The database is away.")

    live.take(mark(), NOW_S)
    with monkeypatch.context() as patch:
        patch.setattr(holding, "record", away)
        live.tick(NOW_S)
    assert live.faults["away"] == 1
    live.tick(NOW_S + 1)
    assert len(records(live.desk, "report")) == 1


def test_a_server_that_starts_again_goes_on_with_its_runs(live: Live) -> None:
    desk = live.desk
    walk(live, "PHONE-1", range(60))
    live.take(mark(), NOW_S)
    live.tick(NOW_S + 60)
    live._journal.close()  # as a kill leaves it
    again = Live(desk)
    for second in range(60, 120):
        again.take(position("PHONE-1", NOW_S + second, 33.0 + second * 1e-5), NOW_S + second)
    again.end()
    again.tick(NOW_S + 120)
    again._journal.close()
    (window,) = records(desk, "window")
    assert [look["at"]["start"][14:19] for look in window["looks"]] == ["00:00", "00:30", "01:00", "01:30", "01:59"]
    assert len(records(desk, "report")) == 1
    third = Live(desk)
    third.tick(NOW_S + 1000)
    third._journal.close()
    assert len(records(desk, "window")) == 1
    live._journal = Live(desk)._journal


def test_a_journal_that_is_cut_off_or_long_is_no_trouble(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    from greenline.desk.live import journal

    monkeypatch.setattr(journal, "MOST_BYTES", 2000)
    for second in range(100):
        live.take(position("PHONE-1", NOW_S + second, 33.0 + second * 1e-5), NOW_S + second)
        live.tick(NOW_S + second)
    path = live._journal.path
    assert path.stat().st_size < 3000
    with path.open("ab") as file:
        file.write(b'{"uid":"PHONE-1","id":"tra')
    desk = live.desk
    live._journal.close()
    again = Live(desk)
    again.end()
    again.tick(NOW_S + 100)
    (window,) = records(desk, "window")
    assert len(window["looks"]) == 5
    again._journal.close()
    live._journal = Live(desk)._journal


def test_only_one_server_takes_positions(live: Live) -> None:
    with pytest.raises(Refusal, match="Another server"):
        Live(live.desk)


@pytest.mark.sqlite_only
def test_kill_9_loses_at_most_the_last_second(mission: Mission, tmp_path: Path) -> None:
    """A process that takes a position every 10 ms and ticks every 100 ms is killed; what it had told before its last
    tick is recorded by the next."""
    script = (
        f"import sys, time; sys.path.insert(0, {str(ROOT / 'tests')!r})\n"
        "from pathlib import Path\n"
        "from greenline.desk.desk import Desk\nfrom greenline.desk.live.holding import Live\n"
        "from greenline.mission import load\nfrom tracked import position, tracking\n"
        f"live = Live(Desk(tracking(load(Path({str(mission.folder)!r}))), {str(tmp_path / 'data')!r}))\n"
        "for i in range(10_000):\n"
        "    live.take(position('PHONE-1', time.time(), 33.0 + i * 1e-5), time.time())\n"
        "    if i % 10 == 9:\n"
        "        live.tick(time.time()); print(i + 1, flush=True)\n"
        "    time.sleep(0.01)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    for _ in range(8):
        told = int(process.stdout.readline())
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with tracked(mission, tmp_path / "data") as desk:
        live = Live(desk)
        live.end()
        live.tick(time.time())
        live._journal.close()
        (window,) = records(desk, "window")
    assert int(window["account"].split()[0]) >= told
