"""OGC API - Features under /ogc: every register with a place is a collection, read as the audience asked for."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from .. import __version__
from ..core.errors import BadRequest
from ..core.handling import Audience
from ..desk import features
from ..desk.desk import Desk
from ..desk.numbers import now
from ..desk.reading import note_features
from ..faces.ogc import CRS84, GEOJSON, JSON, OPENAPI, Service
from ..faces.ogc_api import document
from .access import actor, audience, readable
from .asking import MOST_POS, only, whole
from .asking_features import feature_question, wrong_crs


def features_router(desk: Desk, demo: bool) -> APIRouter:
    """The routes under /ogc."""
    router = APIRouter(prefix="/ogc", include_in_schema=False)
    extents = features.Extents(desk)

    def reads(request: Request) -> tuple[Service, Audience]:
        reader = audience(desk, request)
        given = request.query_params.get("audience")
        title = f"Greenline: {desk.mission.settings.title.get('en', desk.mission.name)}"
        root = str(request.base_url).rstrip("/") + "/ogc"
        return Service(root, title, {"audience": given} if given else {}), reader

    def told(service: Service, reader: Audience, noun: str) -> dict[str, Any]:
        return service.collection(features.collection(desk, noun), extents.of(noun, reader))

    @router.get("")
    @router.get("/")
    def landing(request: Request) -> Response:
        only(request.query_params)
        return _answer(reads(request)[0].landing())

    @router.get("/api")
    def described(request: Request) -> Response:
        only(request.query_params)
        service, reader = reads(request)
        shapes = [desk.shapes[noun] for noun in features.collections(desk)]
        return _answer(document(service, __version__, shapes, reader, readable(desk, request)), OPENAPI)

    @router.get("/conformance")
    def conformance(request: Request) -> Response:
        only(request.query_params)
        return _answer(reads(request)[0].conformance())

    @router.get("/collections")
    def collections(request: Request) -> Response:
        only(request.query_params)
        service, reader = reads(request)
        return _answer(service.collections([told(service, reader, noun) for noun in features.collections(desk)]))

    @router.get("/collections/{noun}")
    def collection(request: Request, noun: str) -> Response:
        only(request.query_params)
        return _answer(told(*reads(request), noun))

    @router.get("/collections/{noun}/items")
    def items(request: Request, noun: str) -> Response:
        register = features.collection(desk, noun)
        service, reader = reads(request)
        asked = feature_question(request.query_params.multi_items(), desk.shapes[noun], reader)
        found, matched, cursor = features.items(desk, noun, reader, asked)
        note_features(desk, actor(request, demo), reader, noun, found)
        given = dict(request.query_params)
        return _answer(service.items(register, found, matched, cursor, given, now()), GEOJSON)

    @router.get("/collections/{noun}/items/{ref}")
    def item(request: Request, noun: str, ref: str) -> Response:
        register = features.collection(desk, noun)
        service, reader = reads(request)
        issues: list[Any] = []
        given = only(request.query_params, "at", "crs")
        at = whole(given, "at", 0, MOST_POS, issues)
        issues.extend(wrong_crs(given))
        if issues:
            raise BadRequest("The question cannot be read.", issues)
        found = features.item(desk, noun, ref, reader, at)
        note_features(desk, actor(request, demo), reader, noun, [found])
        return _answer(service.item(register, found, dict(request.query_params)), GEOJSON)

    return router


def _answer(body: Any, kind: str = JSON) -> Response:
    headers = {"Content-Crs": f"<{CRS84}>"} if kind == GEOJSON else None  # Part 2, requirement 17
    return Response(orjson.dumps(body), media_type=kind, headers=headers)
