"""What the room's page of tables needs of the routes: words to translate, names of shipped maps, a file that stays."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from greenline.core.errors import Unavailable
from greenline.desk.desk import Desk
from greenline.web import importing
from greenline.web.app import create_app

TABLE = b"id,date,lat,lon,type,source type\n1,2026-03-04,35.1,33.4,shots,media\n2,2026-03-05,35.2,33.5,CFV-SAF,media\n"
MAP = {
    "register": "report", "key": "t:{id}", "constants": {"place.prec": 1},
    "fields": {"happened_at.start": "date", "place.lat": "lat", "place.lon": "lon", "kind": "type",
               "source_kind": "source type"},
    "codes": {"kind": {"shots": "CFV-SAF", "CFV-SAF": "CFV-SAF"}},
}  # fmt: skip


@pytest.fixture
def web(desk: Desk) -> Any:
    from fastapi.testclient import TestClient

    return TestClient(create_app(desk, demo=True), base_url="http://127.0.0.1", raise_server_exceptions=False)


def send(web: Any, content: bytes) -> dict[str, Any]:
    answer = web.post("/api/import", content=content, headers={"Content-Type": "application/octet-stream"})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_the_words_of_columns_with_few_are_told(web: Any) -> None:
    told = send(web, TABLE)
    assert told["words"]["type"] == ["shots", "CFV-SAF"]
    many = b"id,date\n" + b"".join(b"%d,2026-03-04\n" % i for i in range(300))
    assert "id" not in send(web, many)["words"]


def test_a_shipped_form_tells_its_title_and_register(web: Any) -> None:
    told = send(web, b"id,date_start,latitude,longitude,type_of_violence,best\n1,2026-03-04,35,33,1,0\n")
    assert (told["form"], told["title"], told["register"]) == ("ucdp-ged", "UCDP GED events", "report")


def test_a_file_stays_when_its_import_is_refused_and_goes_when_it_is_in(
    web: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = send(web, TABLE)["token"]

    def full(*_: Any, **__: Any) -> Any:
        raise Unavailable("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(importing, "import_file", full)
        told = web.post(f"/api/import/{token}/run", json={"map": MAP})
    assert orjson.loads(told.text.splitlines()[-1])["refusal"]["sentence"] == "The disk is full."
    assert web.get(f"/api/import/{token}").status_code == 200
    told = web.post(f"/api/import/{token}/run", json={"map": MAP})  # and nobody is waited for
    assert orjson.loads(told.text.splitlines()[-1])["summary"]["accepted"] == 2, told.text
    assert web.get(f"/api/import/{token}").status_code == 404
