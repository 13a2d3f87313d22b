"""Any register with a place as a collection of OGC API - Features, Part 1: Core 1.0 (OGC 17-069r3): what is answered.

How the service describes itself is in `ogc_api`; what is in a feature, in `geojson`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from ..core.moment import utc
from ..core.place import KM_PER_DEGREE, SPREAD_KM
from ..core.register import Register
from .geojson import SHARP

JSON, GEOJSON = "application/json", "application/geo+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_FEATURES = "http://www.opengis.net/spec/ogcapi-features-"
# Part 2 is kept to as far as it binds a service of one system: everything is CRS 84, and every collection says so.
CONFORMS = tuple(
    _FEATURES + end for end in ("1/1.0/conf/core", "1/1.0/conf/oas30", "1/1.0/conf/geojson", "2/1.0/conf/crs")
)
MOST_ITEMS, ITEMS = 1000, 10  # features on a page at most, and when no limit is given


@dataclass(frozen=True, slots=True)
class Service:
    """Where a service stands, what it is called, and the parameters every link of it carries on (the audience)."""

    root: str
    title: str
    carried: Mapping[str, str]

    def link(
        self, path: str, rel: str, type_: str, title: str, asked: Mapping[str, str] | None = None
    ) -> dict[str, str]:
        """A link to a path of the service."""
        query = urlencode({**(asked or {}), **self.carried}, safe=",:/.*")
        href = f"{self.root}{path}{'?' if query else ''}{query}"
        return {"href": href, "rel": rel, "type": type_, "title": title}

    def landing(self) -> dict[str, Any]:
        """The landing page."""
        links = [
            self.link("", "self", JSON, "This page"),
            self.link("/api", "service-desc", OPENAPI, "What this service understands (OpenAPI 3.0)"),
            self.link("/conformance", "conformance", JSON, "The standards it keeps to"),
            self.link("/collections", "data", JSON, "The collections"),
        ]
        about = "Every register with a place, as the audience named in the links may see it."
        return {"title": self.title, "description": about, "links": links}

    def conformance(self) -> dict[str, Any]:
        """The conformance classes."""
        return {"conformsTo": list(CONFORMS), "links": [self.link("/conformance", "self", JSON, "This page")]}

    def collections(self, found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The page of all collections."""
        return {"links": [self.link("/collections", "self", JSON, "This page")], "collections": list(found)}

    def collection(self, register: type[Register], extent: Mapping[str, Any]) -> dict[str, Any]:
        """One collection."""
        path = f"/collections/{register.noun}"
        return {
            "id": register.noun,
            "title": register.noun,
            "description": " ".join((register.__doc__ or "").split()),
            "links": [
                self.link(path, "self", JSON, "This collection"),
                self.link(f"{path}/items", "items", GEOJSON, f"The features of {register.noun}"),
            ],
            "extent": extent,
            "itemType": "feature",
            "crs": [CRS84],
            "storageCrs": CRS84,
        }

    def items(
        self,
        register: type[Register],
        features: Sequence[Mapping[str, Any]],
        matched: int,
        cursor: str | None,
        asked: Mapping[str, str],
        now: str,
    ) -> dict[str, Any]:
        """A page of features; `asked` are the parameters of the question, which the next page's link repeats."""
        path = f"/collections/{register.noun}/items"
        asked = {name: value for name, value in asked.items() if name not in self.carried}
        links = [self.link(path, "self", GEOJSON, "This page", asked)]
        if cursor:
            links.append(self.link(path, "next", GEOJSON, "The next page", {**asked, "cursor": cursor}))
        if "cursor" in asked:
            first = {name: value for name, value in asked.items() if name != "cursor"}
            links.append(self.link(path, "first", GEOJSON, "The first page", first))
        links.append(self.link(f"/collections/{register.noun}", "collection", JSON, "The collection"))
        return {
            "type": "FeatureCollection",
            "timeStamp": now,
            "numberMatched": matched,
            "numberReturned": len(features),
            "links": links,
            "features": features,
        }

    def item(self, register: type[Register], feature: Mapping[str, Any], asked: Mapping[str, str]) -> dict[str, Any]:
        """One feature with its links."""
        path = f"/collections/{register.noun}"
        asked = {name: value for name, value in asked.items() if name not in self.carried}
        links = [
            self.link(f"{path}/items/{quote(str(feature['id']))}", "self", GEOJSON, "This feature", asked),
            self.link(path, "collection", JSON, "The collection"),
        ]
        return {**feature, "links": links}


def extent(spread: Sequence[tuple[Any, ...]], since: int | None, until: int | None) -> dict[str, Any]:
    """The extent of a collection: from the outermost points of each sharpness (prec, grid_km, west, south, east,
    north), as far as the areas around them reach, and from the first second to the last."""
    boxes = [_reach(*points) for points in spread if SPREAD_KM.get(points[0]) is not None]
    found: dict[str, Any] = {}
    if boxes:
        west, south, east, north = zip(*boxes, strict=True)
        found["spatial"] = {"bbox": [[min(west), min(south), max(east), max(north)]], "crs": CRS84}
    if since is not None and until is not None:
        trs = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
        found["temporal"] = {"interval": [[utc(since), utc(until - 1)]], "trs": trs}
    return found


def _reach(
    prec: int, grid_km: float | None, west: float, south: float, east: float, north: float
) -> tuple[float, float, float, float]:
    reach = ((SPREAD_KM[prec] or 0) if prec > SHARP else (grid_km or 0) / 2) / KM_PER_DEGREE
    aside = reach / max(math.cos(math.radians(max(abs(south), abs(north)))), 0.01)
    low, high = max(south - reach, -90.0), min(north + reach, 90.0)
    if west - aside < -180 or east + aside > 180:
        return -180.0, round(low, 6), 180.0, round(high, 6)
    return round(west - aside, 6), round(low, 6), round(east + aside, 6), round(high, 6)
