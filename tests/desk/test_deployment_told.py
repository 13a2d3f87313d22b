"""The deployment as each audience is told of it, on Somalia."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from greenline.core.moment import utc
from greenline.desk.authority import day
from greenline.desk.deployment import overview, postings, quarter_end
from greenline.desk.desk import Desk

UTC = ZoneInfo("UTC")


def test_the_force_of_september_2020(somalia: Desk) -> None:
    told = overview(somalia, somalia.audience("mission"), day("2020-09-30", UTC, 0))
    fresh = [one for one in told["totals"] if not one["old"]]
    assert [(one["people"], one["sum"], one["adds_up"]) for one in fresh] == [(20_674, 20_674, True)]
    assert [(gap["there"], gap["allowed"], gap["missing"]) for one in told["ceilings"] if one["in_force"]
            for gap in one["against"]] == [(20_674, 19_626, -1048)]  # fmt: skip
    uganda = next(row for row in told["contributors"] if row["contributor"] == "Uganda")
    assert [(one["people"], one["old"]) for one in uganda["told"]] == [(6223, False), (4500, True)]


def test_an_old_figure_is_set_beside_no_ceiling(somalia: Desk) -> None:
    told = overview(somalia, somalia.audience("mission"), day("2018-06-01", UTC, 0))
    assert all(one["old"] for one in told["totals"])
    assert all(not one["against"] for one in told["ceilings"])


def test_bases_lost_name_their_incidents(somalia: Desk) -> None:
    lost = [one for one in postings(somalia, somalia.audience("mission")) if one["ended"] == "lost"]
    assert sorted(one["event"] for one in lost) == ["S41", "S43", "S44", "S62", "S63"]
    assert all(one["incident"] and one["incident"].startswith("INC-") for one in lost)
    before = postings(somalia, somalia.audience("mission"), day("2016-01-14", UTC, 0))
    after = postings(somalia, somalia.audience("mission"), day("2016-01-16", UTC, 0))
    assert "S44" in {one["event"] for one in before}
    assert "S44" not in {one["event"] for one in after}


def test_the_public_is_told_of_whole_quarters(somalia: Desk) -> None:
    told = overview(somalia, somalia.audience("public"), day("2020-11-15", UTC, 0))
    assert (told["day"], told["quarterly"]) == ("2020-09-30", True)
    assert [utc(quarter_end(day(text, UTC, 0)).since)[:10] for text in ("2020-01-01", "2020-03-31", "2020-12-31")] == [
        "2019-12-31", "2019-12-31", "2020-09-30"]  # fmt: skip
    assert all(one["strength"] is None for one in told["postings"])
