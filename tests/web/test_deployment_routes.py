"""Deployment and chapters over HTTP."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize("path", ["/api/deployment", "/api/chapters"])
def test_each_answers_every_audience(client: TestClient, path: str) -> None:
    for audience in ("mission", "public"):
        assert client.get(path, params={"audience": audience}).status_code == 200
    assert client.get(path, params={"nonsense": "1"}).status_code == 400


def test_a_day_that_is_none_is_refused_in_words(client: TestClient) -> None:
    answer = client.get("/api/deployment", params={"date": "2018-13-01"})
    assert answer.status_code == 400
    assert [issue["field"] for issue in answer.json()["issues"]] == ["date"]


def test_a_folder_without_chapters_tells_none(client: TestClient) -> None:
    assert client.get("/api/chapters").json() == {"chapters": []}
