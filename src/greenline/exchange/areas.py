"""Named areas (admin areas, sectors) from a GeoJSON file."""

from __future__ import annotations

import json
from pathlib import Path

from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from ..core.errors import BadRequest, Invalid, Issue, NotFound

MOST_BYTES = 200_000_000
NAMES = ("name", "code", "id", "shapeName", "NAME")  # properties that name a feature, the first that is there


def read_areas(file: Path) -> dict[str, BaseGeometry]:
    """Areas by name, in the file's order. Raises NotFound, BadRequest (no GeoJSON) or Invalid with every issue."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise BadRequest(f"{file.name} is larger than {MOST_BYTES // 1_000_000} MB.")
        held = json.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise NotFound(f"There is no file {file}.") from None
    except (OSError, ValueError, RecursionError) as error:
        raise BadRequest(f"{file.name} is no GeoJSON: {str(error).splitlines()[0]}") from None
    features = held.get("features") if isinstance(held, dict) else None
    if not isinstance(features, list) or not features:
        raise BadRequest(f"{file.name} is no GeoJSON collection of features.")
    areas: dict[str, BaseGeometry] = {}
    issues: list[Issue] = []
    for place, feature in enumerate(features, 1):
        try:
            told = feature.get("properties") or {}
            name = next(str(told[key]) for key in NAMES if told.get(key) not in (None, ""))
            area = shape(feature["geometry"])
            if area.geom_type not in ("Polygon", "MultiPolygon") or area.is_empty or not area.is_valid:
                raise ValueError("it is no valid polygon")
            if name in areas:
                raise ValueError(f"{name} is there twice")
            areas[name] = area
        except StopIteration:
            issues.append(Issue(f"feature {place}", "no_name", f"It has none of the properties {', '.join(NAMES)}."))
        except (ValueError, TypeError, KeyError, AttributeError, IndexError, ShapelyError) as error:
            issues.append(Issue(f"feature {place}", "no_area", f"It cannot be read: {error}."))
    if issues:
        raise Invalid(f"{file.name} has areas that cannot be read: {len(issues)}.", issues[:50])
    return areas
