"""Live positions over HTTP, and the way of a window. For the mission alone: where its people are is strict."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..core.errors import NotAllowed
from ..core.handling import Audience
from ..core.shape import read_shape
from ..desk import picture
from ..desk.desk import Desk
from ..desk.reading import note_refs, note_whole
from .access import actor, audience
from .asking import PARAMETERS, answer, only

if TYPE_CHECKING:
    from .feeds.feeding import Feeding

NOTED_S = 900.0  # a reader who looks on is noted in the access log once in so long
MOST_READERS = 1_000
_PARAMETERS = {"parameters": [{"name": "audience", "in": "query", "description": PARAMETERS["audience"],
                               "schema": {"type": "string"}}]}  # fmt: skip


def told(feeding: Feeding | None) -> dict[str, Any]:
    """Where everybody is now; `on` is false when nothing is listened to."""
    return feeding.told() if feeding is not None else {"on": False, "units": [], "drones": []}


def routes(app: FastAPI, desk: Desk, demo: bool, feeding: Feeding | None) -> None:
    """Put the routes on the application."""
    noted: dict[str, float] = {}

    def inside(request: Request) -> Audience:
        only(request.query_params)
        reader = audience(desk, request)
        if not reader.inside:
            raise NotAllowed("Where the mission's own people are is for the mission alone.")
        return reader

    @app.get("/api/live", summary="Newest positions, drones with what they show; for the mission",
             openapi_extra=_PARAMETERS)  # fmt: skip
    async def live(request: Request) -> Response:
        reader, by, now_s = inside(request), actor(request, demo), time.monotonic()
        body = told(feeding)
        if body["units"] and now_s - noted.get(by.call_sign, float("-inf")) > NOTED_S:
            if len(noted) >= MOST_READERS:
                noted.clear()
            noted[by.call_sign] = now_s
            await run_in_threadpool(note_whole, desk, by, reader, "window", "live")
        return answer(body)

    @app.get("/api/track/{ref}", summary="The way and the looks of a window; for the mission",
             openapi_extra=_PARAMETERS)  # fmt: skip
    async def track(request: Request, ref: str) -> Response:
        reader = inside(request)
        body = await run_in_threadpool(_track, desk, ref[:60], reader)
        await run_in_threadpool(note_refs, desk, actor(request, demo), reader, "window", [ref[:60]], "read")
        return answer(body)


def _track(desk: Desk, ref: str, reader: Audience) -> dict[str, Any]:
    """A window's looks, oldest first, with the ground seen as GeoJSON. Raises NotFound."""
    record = picture.one(desk, "window", ref, reader)
    values = record["values"]
    looks = sorted((_look(one) for one in values.get("looks") or () if one.get("at")), key=lambda one: one["at"])
    names = ("means", "sensor", "observer", "watched_at", "place")
    return {"ref": ref, "state": record["state"], **{name: values.get(name) for name in names}, "looks": looks}


def _look(one: dict[str, Any]) -> dict[str, Any]:
    from shapely.geometry import mapping

    place, area = one.get("place"), one.get("area")
    return {
        "at": one["at"]["start"], "place": [place["lon"], place["lat"]] if place else None,
        "area": mapping(read_shape(area)) if area else None,
    }  # fmt: skip
