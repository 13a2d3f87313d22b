"""The routes of a picture of any size: shapes, packing, bad parameters with every issue, what the OpenAPI lists."""

from __future__ import annotations

import zlib
from typing import Any

import orjson
import pytest
from made import incident, send

from greenline.desk.desk import Desk


@pytest.fixture
def ref(desk: Desk) -> str:
    """An incident with two versions."""
    ref = send(desk, "incident", "open", values=incident()).ref
    send(desk, "incident", "amend", ref=ref, reason="r", values={"severity": "3"})
    return ref


def head(content: bytes) -> dict[str, Any]:
    """The first piece of a binary answer."""
    length = int.from_bytes(content[:4], "little")
    return orjson.loads(content[4 : 4 + length])


def test_columns_come_packed_or_plain_as_the_client_can(client: Any, ref: str) -> None:
    packed = client.get("/api/incident/columns", headers={"Accept-Encoding": "gzip, deflate"})
    plain = client.get("/api/incident/columns", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "deflate"
    assert packed.headers["content-type"] == "application/octet-stream"
    assert plain.content == packed.content
    told = head(plain.content)
    assert (told["register"], told["audience"], told["since"], told["drop"]) == ("incident", "mission", None, [])


def test_columns_since_name_what_to_drop(client: Any, ref: str) -> None:
    told = head(client.get("/api/incident/columns?since=1").content)
    assert (told["since"], told["drop"]) == (1, [1])


def test_versions_and_rows(client: Any, ref: str) -> None:
    answer = client.get("/api/incident/versions?kind=CFV-SAF&at=1")
    assert head(answer.content)["count"] == 1
    rows = client.get("/api/incident/rows?versions=1,2,99").json()["rows"]
    assert [(row["ref"], row["version"], row["severity"]) for row in rows] == [(ref, 1, None), (ref, 2, 3)]
    assert client.get("/api/incident/rows?versions=1,2&audience=public").status_code == 200


def test_history_and_record_as_known_then(client: Any, ref: str) -> None:
    assert len(client.get(f"/api/incident/{ref}/history?at=1").json()["versions"]) == 1
    assert len(client.get(f"/api/incident/{ref}/history?at=2").json()["versions"]) == 2
    assert client.get(f"/api/incident/{ref}/history?at=0").status_code == 404
    assert client.get(f"/api/incident/{ref}?at=1").json()["version"] == 1


def test_ticks_and_cells(client: Any, ref: str) -> None:
    told = client.get("/api/ticks?n=10&at=1").json()
    assert [tick["pos"] for tick in told["ticks"]] == [1, 2]
    assert told["at"]["pos"] == 1
    assert client.get("/api/ticks?at=0").json()["at"] is None
    cells = client.get("/api/cells?at=1").json()
    assert cells["counts"]["incident"] == 1
    assert sum(sum(cell[2:]) for cell in cells["cells"]["cells"]) == 1


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("cells?at=x&since=1", {"since"}),
        ("ticks?n=0&at=-1", {"n", "at"}),
        ("ticks?n=5000&at=1.5", {"n", "at"}),
        ("picture?since=a&at=b", {"since", "at"}),
        ("picture?since=1&at=1", {"at"}),
        ("incident/columns?since=x", {"since"}),
        ("incident/columns?what=1&more=2", {"what", "more"}),
        ("incident/rows", {"versions"}),
        ("incident/rows?versions=1,x,-2", {"versions"}),
        ("incident/rows?versions=" + "1," * 201, {"versions"}),
        ("incident/versions?kind=NONE&state=none&bbox=1", {"kind", "state", "bbox"}),
        (f"incident/X/history?at={2**63}", {"at"}),
    ],
)
def test_all_that_is_wrong_is_told(client: Any, path: str, fields: set[str]) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 400, answer.text
    assert {issue["field"] for issue in answer.json()["issues"]} == fields


def test_the_openapi_lists_routes_and_parameters(client: Any) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]

    def names(path: str) -> set[str]:
        return {parameter["name"] for parameter in paths[path]["get"]["parameters"]}

    assert names("/api/cells") == {"at", "audience"}
    assert names("/api/ticks") == {"n", "at", "audience"}
    assert names("/api/picture") == {"since", "at", "audience"}
    assert names("/api/incident/columns") == {"since", "audience"}
    assert names("/api/incident/rows") == {"versions", "audience"}
    assert {"party", "q", "at"} <= names("/api/incident/versions")
    assert "at" in names("/api/incident/{ref}/history")


def test_the_sum_of_a_packed_answer_is_right_for_any_pieces() -> None:
    import random

    from greenline.desk.archive import _pack, _stream

    draw = random.Random(5)
    for _ in range(20):
        raws = [draw.randbytes(draw.randrange(0, 90_000)) for _ in range(draw.randrange(0, 6))]
        whole = b"".join(len(raw).to_bytes(4, "little") + raw for raw in raws)
        assert zlib.decompress(b"".join(_stream([_pack(raw) for raw in raws]))) == whole
