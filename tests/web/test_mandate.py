"""Mandate, authority, consent and prevention over HTTP."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

READS = ("/api/mandate/overview", "/api/consent/overview", "/api/prevention")


@pytest.mark.parametrize("path", READS)
def test_each_overview_answers_every_audience(client: TestClient, path: str) -> None:
    for audience in ("mission", "public"):
        assert client.get(path, params={"audience": audience}).status_code == 200
    assert client.get(path, params={"nonsense": "1"}).status_code == 400


@pytest.mark.parametrize(
    ("asked", "field"),
    [({"act": "escort", "date": "2018-13-01"}, "date"), ({"act": "escort", "place": "999,1"}, "place"),
     ({"act": "escort", "place": "here"}, "place"), ({"act": "nothing of that kind"}, "act"), ({}, "act")],
)  # fmt: skip
def test_a_question_that_cannot_be_read_is_refused_in_words(
    client: TestClient, asked: dict[str, str], field: str
) -> None:
    answer = client.get("/api/authority", params=asked)
    assert answer.status_code == 400
    assert [issue["field"] for issue in answer.json()["issues"]] == [field]


def test_without_a_mandate_the_answer_is_unknown(client: TestClient) -> None:
    told = client.get("/api/authority", params={"act": "escort", "place": "33.2,35.05", "date": "2018-06-01"}).json()
    assert told["answer"] == "unknown"
    assert told["missing"][0]["code"] == "no_mandate"


def test_only_the_mission_asks_what_is_allowed(client: TestClient) -> None:
    assert client.get("/api/authority", params={"act": "escort", "audience": "public"}).status_code == 403
    answer = client.post("/api/protest/draft", params={"audience": "public"}, json={"restrictions": ["RST-AAAAA"]})
    assert answer.status_code in (400, 403)


def test_a_draft_of_nothing_is_refused(client: TestClient) -> None:
    for sent in ({}, {"restrictions": []}, {"restrictions": [1]}, {"restrictions": ["RST-ZZZZZ"]}, {"else": 1}):
        assert 400 <= client.post("/api/protest/draft", json=sent).status_code < 500
