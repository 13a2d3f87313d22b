"""What was watched over HTTP: for the mission, by period; for others not at all."""

from __future__ import annotations

from typing import Any

import pytest
from made import OBS, send

from greenline.desk.desk import Desk

HERE = {"lon": 33.36, "lat": 35.17, "prec": 1}
PERIOD = "since=2025-03-03&until=2025-03-31"


@pytest.fixture
def watched(desk: Desk) -> dict[str, str]:
    told = "2025-03-04T08:00:00Z/2025-03-04T09:59:59Z"
    where = {"means": "post", "sensor": "thermal_camera", "watched_at": told, "place": HERE}
    ref = send(desk, "window", "watch", OBS, **where).ref
    shot = {"kind": "CFV-SAF", "happened_at": "2025-03-04T09:00:00Z", "place": HERE, "source_kind": "own_observation"}
    return {"window": ref, "report": send(desk, "report", "send", OBS, **shot).ref}


def test_coverage_and_rates(client: Any, watched: dict[str, str]) -> None:
    told = client.get(f"/api/coverage?{PERIOD}").json()
    assert {one["hours"] for one in told["cells"]} == {2.0}
    assert all(len(one["ring"]) >= 10 for one in told["cells"])
    assert any(row["refs"] == [watched["window"]] and row["unplanned"] == 1 for row in told["weeks"])
    rates = client.get(f"/api/rates?{PERIOD}&by=kind").json()
    (series,) = rates["series"]
    assert series["weeks"][0]["refs"] == [watched["report"]]
    assert series["weeks"][0]["count"] == 1
    assert series["change"]["says"] == "unknown"


def test_others_are_told_nothing(client: Any, watched: dict[str, str]) -> None:
    for path in ("coverage", "rates"):
        refused = client.get(f"/api/{path}?{PERIOD}&audience=public")
        assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
        assert watched["window"] not in refused.text


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("since=never", "since"), ("until=2025-13-01", "until"), ("since=2025-03-02&until=2025-03-01", "until"),
        ("since=2020-01-01&until=2025-01-01", "until"), ("since=0001-01-01&until=0001-02-01", "until"),
        ("since=9999-12-01&until=9999-12-31", "until"), ("until=0001-01-01", "until"), ("colour=red", "colour"),
    ],
)  # fmt: skip
def test_a_period_that_cannot_be_told_is_refused_in_words(client: Any, query: str, field: str) -> None:
    refused = client.get(f"/api/coverage?{query}")
    assert refused.status_code == 400
    assert [issue["field"] for issue in refused.json()["issues"]] == [field]


def test_rates_know_their_groups(client: Any) -> None:
    assert client.get(f"/api/rates?{PERIOD}&by=weather").status_code == 400
    assert client.get(f"/api/rates?{PERIOD}&by=&kinds=*").json()["series"] != []
