"""The commission over HTTP: as each audience may know it; minutes issued inside and the same bytes for every side."""

from __future__ import annotations

from typing import Any

import pytest
from made import ALL, send

from greenline.desk.desk import Desk


@pytest.fixture
def session(desk: Desk) -> str:
    """A recorded session."""
    ref = send(desk, "meeting", "propose", ALL, body="JMC", agenda=[{"words": "Road"}]).ref
    for step, values in (
        ("agree", {}), ("schedule", {"scheduled": "2025-03-08"}),
        ("hold", {"held": "2025-03-08", "attendance": [{"actor": "NG", "delegates": 2}]}),
        ("record", {"agenda": [{"words": "Road", "outcome": "deferred"}]}),
    ):  # fmt: skip
        send(desk, "meeting", step, ALL, ref=ref, **values)
    return ref


def test_the_whole_and_the_docket(client: Any, session: str) -> None:
    told = client.get("/api/commission").json()
    assert [one["ref"] for one in told["sat"]] == [session]
    assert told["sat"][0]["quorum"]["answer"] == "unknown"
    (item,) = client.get("/api/commission/docket?body=JMC").json()["items"]
    assert (item["title"], item["state"], item["recurrence"]["times"]) == ("Road", "deferred", 1)
    assert client.get("/api/commission/docket?body=NOBODY").status_code == 404
    assert client.get("/api/commission?colour=red").status_code == 400
    assert client.get("/api/commission?audience=public").json()["sat"] == []


def test_a_session_by_itself(client: Any, session: str) -> None:
    assert client.get(f"/api/commission/meeting/{session}").json()["ref"] == session
    assert client.get("/api/commission/meeting/MTG-00000000").status_code == 404
    assert client.get(f"/api/commission/meeting/{'x' * 60}").status_code == 400
    assert client.get(f"/api/commission/meeting/{session}?audience=public").status_code == 404


def test_minutes_are_issued_once_and_fetched_by_every_side(client: Any, session: str) -> None:
    path = f"/api/commission/minutes/{session}"
    assert client.get(f"{path}/paper").status_code == 404
    assert client.post(path, json={}).status_code == 400
    assert client.post(f"{path}?audience=public", json={"key": "k"}).status_code in (400, 403)
    first = client.post(path, json={"key": "k1"})
    assert (first.status_code, first.json()["version"], first.json()["again"]) == (201, 1, False)
    assert client.post(path, json={"key": "k2"}).json()["again"] is True
    parties = [a for a in client.get("/api/mission").json()["audiences"] if a.startswith("party:")]
    papers = {client.get(f"{path}/paper?audience={name}").content for name in (*parties, "mission")}
    assert len(papers) == 1
    assert papers.pop().startswith(b"%PDF-")
    assert client.get(f"{path}/paper?audience=public").status_code == 404
    assert client.get(f"{path}/paper?version=7").status_code == 404
    assert client.get(f"{path}/paper?version=x").status_code == 400
