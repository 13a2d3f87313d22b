"""The service description of OGC API - Features: an OpenAPI 3.0 document made by hand (FastAPI writes 3.1, which the
standard's clients do not read). It tells an audience only of what that audience can ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..core.codes import code_lists
from ..core.handling import Audience
from ..core.kinds import MOST_COUNT, REF
from .ogc import CRS84, GEOJSON, ITEMS, JSON, MOST_ITEMS, Service
from .query import simple
from .table import Leaf, RegisterTable

OWN = ("limit", "bbox", "datetime", "crs", "bbox-crs", "cursor", "at", "audience")
_POS = {"type": "integer", "minimum": 0}


def properties(shape: RegisterTable, audience: Audience) -> dict[str, Leaf]:
    """The simple properties that may be asked for by a parameter of their own name."""
    return {path: leaf for path, leaf in simple(shape, audience).items() if path not in (*OWN, "state")}


def document(
    service: Service, version: str, shapes: Sequence[RegisterTable], audience: Audience, audiences: Sequence[str]
) -> dict[str, Any]:
    """The whole document for an audience."""
    told: dict[str, Any] = {"name": "audience", "in": "query", "description": "Read as this audience."}
    told |= {"schema": {"type": "string", "enum": list(audiences)}}
    paths: dict[str, Any] = {
        "/": _path("landing", "The landing page", "landingPage"),
        "/api": _path("description", "This document", None),
        "/conformance": _path("conformance", "The standards it keeps to", "confClasses"),
        "/collections": _path("collections", "The collections", "collections"),
    }
    for shape in shapes:
        paths |= _collection(shape, audience)
    return {
        "openapi": "3.0.3",
        "info": {"title": service.title, "version": version, "description": "OGC API - Features, Part 1: Core."},
        "servers": [{"url": service.root}],
        "paths": paths,
        "components": {
            "parameters": {"audience": told, "limit": _LIMIT, "bbox": _BBOX, "datetime": _DATETIME, **_OWN},
            "schemas": {**SCHEMAS, **_codes(shapes)},
            "responses": {"refused": _answer("What is wrong, all at once", JSON, "exception")},
        },
    }


def _collection(shape: RegisterTable, audience: Audience) -> dict[str, Any]:
    noun = shape.register.noun
    path = f"/collections/{noun}"
    about = " ".join((shape.register.__doc__ or "").split())
    own = [_ref("parameters", name) for name in OWN[:-1]]
    states = {"type": "string", "enum": list(shape.register.states())}
    asked = [_query("state", "The state of its life cycle.", states)]
    asked += [_query(name, one.field.ask.question, schema(one)) for name, one in properties(shape, audience).items()]
    item = _path(f"{noun}_item", f"One feature of {noun}", "featureGeoJSON", GEOJSON)
    named = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}
    item["get"]["parameters"] += [named, _ref("parameters", "crs"), _ref("parameters", "at")]
    items = _path(f"{noun}_items", f"Features of {noun}", "featureCollectionGeoJSON", GEOJSON)
    items["get"]["parameters"] += own + asked
    one = _path(noun, about, "collection")
    return {path: one, f"{path}/items": items, f"{path}/items/{{featureId}}": item}


def _path(name: str, summary: str, answered: str | None, kind: str = JSON) -> dict[str, Any]:
    content = _answer(summary, kind, answered) if answered else {"description": summary}
    answers = {"200": content, "default": _ref("responses", "refused")}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [_ref("parameters", "audience")],
            "responses": answers,
        }
    }


def _ref(section: str, name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/{section}/{name}"}


def _answer(about: str, kind: str, name: str) -> dict[str, Any]:
    return {"description": about, "content": {kind: {"schema": _ref("schemas", name)}}}


def _query(name: str, about: str, told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": name, "in": "query", "description": about, "required": False, "schema": told, "style": "form",
        "explode": False,
    }  # fmt: skip


def schema(leaf: Leaf) -> dict[str, Any]:
    """The JSON Schema of a simple property's parameter."""
    one = leaf.field
    if one.kind == "code":
        return _ref("schemas", one.codes)
    if one.kind == "number":
        between = {"minimum": one.between.low, "maximum": one.between.high} if one.between else {}
        return {"type": "number", **between}
    told: dict[str, dict[str, Any]] = {
        "count": {"type": "integer", "minimum": 0, "maximum": MOST_COUNT},
        "flag": {"type": "boolean"},
        "ref": {"type": "string", "pattern": "^" + REF.pattern.replace(r"\Z", "$")},
        "line": {"type": "string", "maxLength": 1000},
        "file": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    }
    return told[one.kind]


def _codes(shapes: Sequence[RegisterTable]) -> dict[str, Any]:
    names = sorted({leaf.field.codes for shape in shapes for leaf in shape.leaves if leaf.field.kind == "code"})
    return {name: {"type": "string", "enum": list(code_lists()[name].labels)} for name in names}


def _array(items: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


def _object(required: str, **of: Any) -> dict[str, Any]:
    return {"type": "object", "required": required.split(), "properties": of}


_TEXT = {"type": "string"}
_LIMIT = _query(
    "limit",
    f"Features on a page; more than {MOST_ITEMS} give {MOST_ITEMS}.",
    {"type": "integer", "minimum": 1, "maximum": MOST_ITEMS, "default": ITEMS},
)
_BBOX = _query(
    "bbox",
    "West,south,east,north in degrees (CRS 84), or six numbers with heights, which are not looked at; west beyond east "
    "crosses the date line. Finds what touches the box, and what has no geometry.",
    {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}},
)
_DATETIME = _query(
    "datetime", "An instant, or an interval: a/b, ../b, a/.. (both ends belong to it).", {"type": "string"}
)
_ONLY = {"type": "string", "enum": [CRS84], "default": CRS84}
_OWN = {
    "crs": _query("crs", "The reference system of the answer (Part 2): there is one.", _ONLY),
    "bbox-crs": _query("bbox-crs", "The reference system of the box (Part 2): there is one.", _ONLY),
    "cursor": _query("cursor", "Where the next page begins; take the link `next`.", _TEXT),
    "at": _query("at", "As known at this pos of the ledger (an extension of this service).", _POS),
}
_LINKS = _array(_ref("schemas", "link"))
_POINT = _array({"type": "number"}, minItems=2)
_RING = _array(_POINT, minItems=4)
_GEOMETRY = {
    "nullable": True,
    "oneOf": [
        _object("type coordinates", type={"type": "string", "enum": [name]}, coordinates=coordinates)
        for name, coordinates in (
            ("Point", _POINT),
            ("Polygon", _array(_RING)),
            ("MultiPolygon", _array(_array(_RING))),
        )
    ],
}
# What is answered: the standard's own schemas, with what this service always tells made required.
SCHEMAS: dict[str, Any] = {
    "link": _object("href rel type", href=_TEXT, rel=_TEXT, type=_TEXT, title=_TEXT),
    "landingPage": _object("links", title=_TEXT, description=_TEXT, links=_LINKS),
    "confClasses": _object("conformsTo", conformsTo=_array(_TEXT)),
    "collections": _object("links collections", links=_LINKS, collections=_array(_ref("schemas", "collection"))),
    "collection": _object(
        "id links", id=_TEXT, title=_TEXT, description=_TEXT, links=_LINKS, extent=_ref("schemas", "extent"),
        itemType=_TEXT, crs=_array(_TEXT), storageCrs=_TEXT,
    ),
    "extent": {
        "type": "object",
        "properties": {
            "spatial": _object("bbox", bbox=_array(_array({"type": "number"}, minItems=4, maxItems=4)), crs=_TEXT),
            "temporal": _object("interval", interval=_array(_array(_TEXT, minItems=2, maxItems=2)), trs=_TEXT),
        },
    },
    "geometryGeoJSON": _GEOMETRY,
    "featureGeoJSON": _object(
        "type id geometry properties", type={"type": "string", "enum": ["Feature"]}, id=_TEXT,
        geometry=_ref("schemas", "geometryGeoJSON"), properties={"type": "object"}, links=_LINKS,
    ),
    "featureCollectionGeoJSON": _object(
        "type features links timeStamp numberMatched numberReturned",
        type={"type": "string", "enum": ["FeatureCollection"]}, features=_array(_ref("schemas", "featureGeoJSON")),
        links=_LINKS, timeStamp={"type": "string", "format": "date-time"}, numberMatched=_POS, numberReturned=_POS,
    ),
    "exception": _object(
        "code sentence", code=_TEXT, sentence=_TEXT,
        issues=_array(_object("field code sentence", field=_TEXT, code=_TEXT, sentence=_TEXT)),
    ),
}  # fmt: skip
