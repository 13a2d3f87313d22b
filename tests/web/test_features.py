"""OGC API - Features: its own schemas, its laws, and judges from outside (ogctests, GDAL) on a real socket."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jsonschema
import pytest
from live import served
from made import ROOT, incident, report, required, send, some
from shapely.geometry import box, shape

from greenline.core.handling import CIRCLES, ROLES, Actor, Audience
from greenline.desk.desk import Desk
from greenline.registers import REGISTERS
from greenline.web.app import create_app

pytestmark = pytest.mark.usefixtures("unconditioned")
PLACED = [noun for noun, register in REGISTERS.items() if register.seen.where]
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
NAMED = [circle for circle in CIRCLES.values() if circle.name != "party"]
each_audience = pytest.mark.parametrize("audience", NAMED, ids=lambda a: a.name)


def begins_told(noun: str) -> bool:
    """Whether a record of the register may be told to others from its beginning."""
    register = REGISTERS[noun]
    open_ = register.field("sensitivity") is not None or register.level == 0
    return open_ and any(step.begins is None and step.ends not in register.veiled for step in register.steps)


def others(desk: Desk) -> None:
    """A few records of each further register that has places."""
    every_role = Actor("ALL-9", frozenset(ROLES))
    for noun in set(PLACED) - {"report", "incident", "site", "unit", "asset"}:
        register = REGISTERS[noun]
        begins = [s for s in register.steps if s.begins is None]  # one that others are told of, if there is any
        step = next((s for s in begins if s.ends not in register.veiled), begins[0])
        for i in range(7):
            values = {
                **required(register),
                **({"sensitivity": "03"[i % 2]} if register.field("sensitivity") else {}),
                str(register.seen.where): {"lon": 33 + i / 10, "lat": 35, "prec": 1},
            }
            values.update({need: some(one) for need in step.needs if (one := register.field(need))})
            send(desk, noun, step.name, every_role, values=values)


@pytest.fixture(scope="module")
def web(shared: Desk, unconditioned: None) -> Any:
    """A hundred records of each kind of place: sharp, near, wide, by country only; some at the date line."""
    from fastapi.testclient import TestClient

    draw = random.Random(3)
    for i in range(60):
        lon = draw.choice([draw.uniform(32, 34), draw.uniform(179, 180), draw.uniform(-180, -179)])
        place = {"lon": round(lon, 4), "lat": round(draw.uniform(34, 36), 4), "prec": draw.randrange(1, 8)}
        place["name"] = f"Hill {i}"
        values = {"place": place, "sensitivity": draw.choice("0013"), "happened_at": f"20{i % 25:02d}-03-02"}
        send(shared, "report", "send", values=report(**values, women=i % 4))
        send(shared, "incident", "open", values=incident(**values, deaths={"best": i % 3}))
    for noun in ("site", "unit", "asset"):
        for i in range(7):
            values = {"name": f"{noun} {i}", "sensitivity": "03"[i % 2]}
            if i:
                values["place"] = {"lon": 33 + i / 10, "lat": 35, "prec": i}
            if noun == "site" and i % 2:
                values["active"] = "2020-01-01/2021-01-01"
            send(shared, noun, "enter", values=values)
    others(shared)
    return TestClient(create_app(shared, demo=True), base_url="http://127.0.0.1", raise_server_exceptions=False)


def get(web: Any, path: str, audience: Audience, **asked: Any) -> Any:
    answer = web.get(f"/ogc{path}?{urlencode({**asked, 'audience': audience.name})}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def every(web: Any, noun: str, audience: Audience, **asked: Any) -> list[dict[str, Any]]:
    """All features by following the links."""
    found: list[dict[str, Any]] = []
    page = get(web, f"/collections/{noun}/items", audience, **asked)
    matched = page["numberMatched"]
    while True:
        assert page["numberMatched"] == matched
        assert page["numberReturned"] == len(page["features"])
        found.extend(page["features"])
        after = [link["href"] for link in page["links"] if link["rel"] == "next"]
        if not after:
            assert len(found) == matched
            return found
        assert f"audience={audience.name}" in after[0]
        page = web.get(after[0]).json()


@each_audience
def test_every_answer_is_as_the_service_says(web: Any, audience: Audience) -> None:
    told = web.get(f"/ogc/api?audience={audience.name}")
    assert told.headers["content-type"] == OPENAPI
    document = told.json()
    assert document["openapi"].startswith("3.0.")

    def checked(path: str, described: str) -> Any:
        answer = web.get(f"/ogc{path}?audience={audience.name}")
        ((kind, content),) = document["paths"][described]["get"]["responses"]["200"]["content"].items()
        assert answer.headers["content-type"] == kind
        # 3.0's `nullable` said as JSON Schema does
        text = json.dumps({**content["schema"], "components": document["components"]})
        schema = json.loads(text.replace('"nullable": true, "oneOf": [', '"oneOf": [{"type": "null"}, '))
        jsonschema.validate(answer.json(), schema)
        body = answer.json()
        for link in body.get("links", []):
            assert f"audience={audience.name}" in link["href"]
            assert web.get(link["href"]).status_code == 200
        return body

    for path in ("/conformance", "/collections"):
        checked(path, path)
    assert checked("", "/")["links"]
    assert [c["id"] for c in checked("/collections", "/collections")["collections"]] == PLACED
    for noun in PLACED:
        path = f"/collections/{noun}"
        checked(path, path)
        for feature in checked(f"{path}/items", f"{path}/items")["features"]:
            one = checked(f"{path}/items/{feature['id']}", f"{path}/items/{{featureId}}")
            assert {k: v for k, v in one.items() if k != "links"} == feature
            assert {"self", "collection"} <= {link["rel"] for link in one["links"]}


@each_audience
@pytest.mark.parametrize("noun", PLACED)
@pytest.mark.parametrize("limit", [3, 5000])
def test_all_pages_are_all_records(web: Any, noun: str, audience: Audience, limit: int) -> None:
    refs = [feature["id"] for feature in every(web, noun, audience, limit=limit)]
    lines = web.get(f"/api/{noun}/export?format=jsonl&audience={audience.name}").text.splitlines()
    assert sorted(refs) == sorted(json.loads(line)["ref"] for line in lines)
    assert len(set(refs)) == len(refs)
    told = audience.inside or begins_told(noun)
    assert (len(refs) > 2) == told


@each_audience
@pytest.mark.parametrize("noun", PLACED)
def test_a_box_finds_what_touches_it_and_what_has_no_geometry(web: Any, noun: str, audience: Audience) -> None:
    features = every(web, noun, audience, limit=1000)
    draw = random.Random(5)
    for _ in range(25):
        west, south = draw.choice([draw.uniform(31.5, 34.5), draw.uniform(178, 180)]), draw.uniform(33.5, 36)
        east, north = west + draw.choice([0.001, 0.2, 1.5]), south + draw.choice([0.001, 0.2, 1.5])
        parts = [box(west, south, min(east, 180), north)]
        if east > 180:
            east -= 360
            parts.append(box(-180, south, east, north))
        found = {f["id"] for f in every(web, noun, audience, limit=1000, bbox=f"{west},{south},{east},{north}")}
        for feature in features:
            if feature["geometry"] is None:
                assert feature["id"] in found
                continue
            area = shape(feature["geometry"])
            touches = any(area.intersects(part) for part in parts)
            surely = any(area.buffer(-0.02).intersects(part) for part in parts) if area.area else touches
            assert surely <= (feature["id"] in found) <= touches, feature
    assert every(web, noun, audience, bbox="-180,-90,0,180,90,9") == every(web, noun, audience)


@each_audience
def test_times(web: Any, audience: Audience) -> None:
    assert every(web, "unit", audience, datetime="2020-01-01/..") == every(web, "unit", audience)
    sites = every(web, "site", audience)
    none = [s for s in sites if s["properties"]["active.start"] is None]
    assert every(web, "site", audience, datetime="1999-01-01T00:00:00Z") == none
    assert every(web, "site", audience, datetime="2021-01-01T23:59:59Z", bbox="-180,-90,180,90") == sites
    incidents = every(web, "incident", audience)
    for asked, keep in {
        "2010-03-02": lambda s: s == "2010-03-02", "2010-03-02T12:00:00+02:00": lambda s: s == "2010-03-02",
        "2010-03-02/2012-03-02": lambda s: "2010-03-02" <= s <= "2012-03-02", 
        "../2010-03-01": lambda s: s < "2010-03-02",
        "2010-03-03/..": lambda s: s > "2010-03-02", "/2010-03-01": lambda s: s < "2010-03-02",
        "0001-01-01T00:00:00Z/9999-12-31T23:59:59.999Z": lambda s: True, "1066-10-14": lambda s: False,
    }.items():  # fmt: skip
        wanted = [f for f in incidents if keep(f["properties"]["happened_at.start"])]
        assert every(web, "incident", audience, datetime=asked) == wanted, asked


@each_audience
@pytest.mark.parametrize("noun", PLACED)
def test_every_property_parameter_is_that_property(web: Any, noun: str, audience: Audience) -> None:
    document = get(web, "/api", audience)
    told = document["paths"][f"/collections/{noun}/items"]["get"]["parameters"]
    names = [p["name"] for p in told if "name" in p]
    features = every(web, noun, audience)
    assert "state" in names
    if not features:  # the register is the mission's alone
        assert not begins_told(noun)
        return
    assert set(names) <= features[0]["properties"].keys()
    for name in names:
        for value in {f["properties"][name] for f in features} - {None}:
            asked = str(value).lower() if isinstance(value, bool) else value
            wanted = [f for f in features if f["properties"][name] == value]
            assert every(web, noun, audience, **{name: asked}) == wanted


def test_what_an_audience_never_sees_it_cannot_ask_for(web: Any) -> None:
    for noun, name in (("incident", "title"), ("report", "observer"), ("report", "bearing_deg"), ("asset", "agreed")):
        path = f"/ogc/collections/{noun}/items?{name}=1"
        assert web.get(path).status_code == 200
        hidden, nothing = web.get(f"{path}&audience=public"), web.get(path.replace(name, "no") + "&audience=public")
        assert (hidden.status_code, nothing.status_code) == (400, 400)
        assert hidden.text.replace(name, "no") == nothing.text
        assert (
            f'"{name}"' not in web.get("/ogc/api?audience=public").text.split(f'"/collections/{noun}/items"')[1][:9000]
        )


@pytest.mark.parametrize(
    "query",
    """limit=unlimited limit=0 limit=-1 limit=1.5 limit= bbox=1,2,3 bbox=1,2,3,4,5 bbox=a,b,c,d bbox=0,5,1,4
    bbox=0,0,0,91 bbox=1,2,x,3,4,5 bbox=nan,0,1,1 bbox= datetime=yesterday datetime=../.. datetime=2020-01-01/2019-01-01
    datetime=2020-01-01T00:00:00 datetime=a/b/c datetime=/ datetime=1066-13-45 ooga=booga dateTime=2020 kind=NOPE kind=
    state=gone women=many women=-1 merged_into=me at=x cursor=x limit=1&limit=2 audience=public&observer=x f=json
    offset=3""".split(),
)
def test_wrong_parameters(web: Any, query: str) -> None:
    answer = web.get(f"/ogc/collections/incident/items?{query}")
    assert answer.status_code == 400, answer.text
    assert answer.json()["sentence"]


def test_all_that_is_wrong_is_told_at_once(web: Any) -> None:
    body = web.get("/ogc/collections/incident/items?limit=x&bbox=1&datetime=x&kind=x&ooga=1&at=-1&state=x").json()
    assert {issue["field"] for issue in body["issues"]} == {"limit", "bbox", "datetime", "kind", "ooga", "at", "state"}


def test_what_is_not_there(web: Any) -> None:
    for path in ("collections/planet", "collections/planet/items", "collections/incident/items/INC-00000000", "no"):
        assert web.get(f"/ogc/{path}").status_code == 404
    for path in ("", "/api", "/conformance", "/collections", "/collections/incident"):
        assert web.get(f"/ogc{path}?limit=1").status_code == 400
        assert web.get(f"/ogc{path}?audience=nobody").status_code == 404
        assert "access-control-allow-origin" not in web.get(f"/ogc{path}", headers={"Origin": "http://x.org"}).headers


def test_as_known_at_a_pos(web: Any, shared: Desk) -> None:
    mission = CIRCLES["mission"]
    (one,) = every(web, "site", mission, name="site 1")
    send(shared, "site", "amend", ref=one["id"], reason="moved", values={"place": [-70.0, -33.0]})
    path = f"/ogc/collections/site/items/{one['id']}"
    assert web.get(path).json()["geometry"]["coordinates"] == [-70, -33]
    assert web.get(f"{path}?at={one['properties']['version']}").json()["geometry"] == one["geometry"]
    then = every(web, "site", mission, name="site 1", at=one["properties"]["version"])
    assert then[0]["geometry"] == one["geometry"]
    extent = web.get("/ogc/collections/site").json()["extent"]["spatial"]["bbox"][0]
    assert extent[:2] == [-70, -33]


@each_audience
@pytest.mark.parametrize("noun", PLACED)
def test_the_extent_holds_every_feature(web: Any, noun: str, audience: Audience) -> None:
    extent = get(web, f"/collections/{noun}", audience)["extent"]
    areas = [shape(f["geometry"]) for f in every(web, noun, audience) if f["geometry"]]
    assert bool(areas) == ("spatial" in extent)
    if areas:
        whole = box(*extent["spatial"]["bbox"][0]).buffer(1e-5)
        assert all(whole.contains(area) for area in areas)


# --- judges from outside


def missing(what: str) -> None:
    if os.environ.get("GREENLINE_BROWSER") == "required":
        pytest.fail(f"{what} is required here")
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="module")
def address(web: Any, shared: Desk) -> Iterator[str]:
    with served(create_app(shared, demo=True)) as found:
        yield found


def test_gdal_reads_every_collection(web: Any, address: str) -> None:
    if not shutil.which("ogrinfo"):
        missing("ogrinfo (Debian's gdal-bin)")
    for noun in PLACED:
        told = subprocess.run(
            ["ogrinfo", "-ro", "-so", f"OAPIF:{address}/ogc?audience=public", noun],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        assert f"Feature Count: {len(every(web, noun, CIRCLES['public']))}\n" in told.stdout
        assert "ERROR" not in told.stderr + told.stdout


@pytest.mark.parametrize("audience", ["mission", "public"])
def test_gdal_takes_a_box_and_a_property(web: Any, address: str, audience: str) -> None:
    if not shutil.which("ogr2ogr"):
        missing("ogr2ogr (Debian's gdal-bin)")
    plain = ["ogr2ogr", "-f", "CSV", "/vsistdout/", "--config", "OGR_OAPIF_PAGE_SIZE", "7"]
    for more in (
        ["-spat", "32.5", "34.5", "33.5", "35.5"],
        ["-where", "kind = 'CFV-SAF'"],
        ["-where", "state = 'sent'"],
    ):
        told = subprocess.run(
            [*plain, f"OAPIF:{address}/ogc?audience={audience}", "report", *more],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        found = [row["id"] for row in csv.DictReader(io.StringIO(told.stdout))]
        asked = {"-spat": {"bbox": ",".join(more[1:])}, "-where": {more[1].split()[0]: more[1].split()[-1].strip("'")}}
        features = every(web, "report", CIRCLES[audience], **asked[more[0]])
        wanted = [f["id"] for f in features if f["geometry"] or more[0] != "-spat"]
        assert sorted(found) == sorted(wanted)
        assert found


def test_the_suite_of_the_standard(desk: Desk, tmp_path: Path) -> None:
    """ogctests in an environment of its own (`make judges`): its pins are not ours. Its schema knows no features
    without geometry and no empty collections, so it gets neither."""
    python = ROOT / ".judges" / "bin" / "python"
    if not python.exists():
        missing("ogctests (make judges)")
    for i in range(12):
        place = {"lon": 10 + i / 100, "lat": 50 + i / 100, "prec": i % 5 + 1}
        send(desk, "report", "send", values=report(place=place))
        send(desk, "incident", "open", values=incident(place=place))
        for noun in ("site", "unit", "asset"):
            send(desk, noun, "enter", values={"name": "Camp", "place": place})
    others(desk)
    with served(create_app(desk, demo=True)) as address:
        told = subprocess.run(
            [str(python), "-m", "ogctests", "features/core", "-i", f"{address}/ogc", "-v", "True"],
            capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path,
        )  # fmt: skip
    assert " passed" in told.stdout, told.stdout + told.stderr
    assert "FAILED" not in told.stdout, told.stdout
    assert "29 passed" in told.stdout, told.stdout


def test_the_one_reference_system_may_be_named(web: Any) -> None:
    one = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    path = "/ogc/collections/incident/items"
    answer = web.get(path, params={"crs": one, "bbox-crs": one, "bbox": "-180,-90,180,90"})
    assert answer.status_code == 200
    assert answer.headers["content-crs"] == f"<{one}>"
    for name in ("crs", "bbox-crs"):
        refused = web.get(path, params={name: "http://www.opengis.net/def/crs/EPSG/0/3857"})
        assert refused.status_code == 400
        assert name in refused.text
