"""The outlook over HTTP."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

READS = ("/api/outlook", "/api/outlook/warnings")


@pytest.mark.parametrize("path", READS)
def test_only_the_mission_is_told(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200
    for audience in ("public", "guarantor", "humanitarian", "local_authority", "party:A"):
        assert client.get(path, params={"audience": audience}).status_code == 403
    assert client.get(path, params={"nonsense": "1"}).status_code == 400


@pytest.mark.parametrize("given", [{"n": "0"}, {"n": "-1"}, {"n": "x"}, {"n": "10000000"}, {"at": "soon"}])
def test_what_cannot_be_asked_is_said_in_words(client: TestClient, given: dict[str, str]) -> None:
    answer = client.get("/api/outlook", params=given)
    assert answer.status_code == 400
    assert answer.json()["issues"][0]["sentence"]


def test_an_empty_record_has_an_empty_outlook(client: TestClient) -> None:
    body = client.get("/api/outlook", params={"n": "2"}).json()
    assert (body["n"], body["held"]["counted"], body["near"]["shown"]) == (2, 0, False)
    assert client.get("/api/outlook/warnings").json()["whole"]["hit_rate"] is None
