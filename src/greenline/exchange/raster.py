"""Pictures of the ground as GeoTIFF: two of the same ground brought onto one grid, and outlines back to degrees.

Only local GeoTIFF files are opened, with what they say themselves: no other driver, no world file or mask beside them,
nothing over the network. Bounds before a pixel is read: 10 million pixels, 16 bands, 40 million values, 500 MB.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import rasterio.features
import rasterio.windows
import shapely
import shapely.geometry
from affine import Affine
from numpy.typing import NDArray
from rasterio.warp import Resampling, reproject, transform_bounds, transform_geom
from shapely.geometry.base import BaseGeometry

from ..core.errors import BadRequest, NotFound, TooLarge
from ..core.place import EARTH_M

MOST_PIXELS, MOST_BANDS, MOST_VALUES, MOST_BYTES = 10_000_000, 16, 40_000_000, 500_000_000
_HEADS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_ALONE = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR", "GDAL_PAM_ENABLED": "NO", "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "GDAL_HTTP_MAX_RETRY": "0", "PROJ_NETWORK": "OFF", "GDAL_CACHEMAX": 64_000_000,
}  # fmt: skip
Bools = NDArray[np.bool_]
Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pictures on one grid: values (bands, rows, columns), where both say something, where each was under cloud
    (None: nobody says), the ground of one pixel in square metres."""

    before: Values
    after: Values
    valid: Bools
    clouds: tuple[Bools | None, Bools | None]
    grid: Affine
    crs: Any
    pixel_m2: float


def read_pair(before: Path, after: Path, clouds: tuple[Path | None, Path | None] = (None, None)) -> Pair:
    """Two GeoTIFF files over the ground that both show, on the grid of the first; `clouds`: masks, 0 is clear.

    Raises NotFound, BadRequest (no GeoTIFF, broken, no common ground, other bands), TooLarge.
    """
    with _opened(before) as one, _opened(after) as other:
        if one.count != other.count:
            raise BadRequest(
                f"{before.name} has {one.count} bands and {after.name} {other.count}; compare like with like."
            )
        try:
            window = _overlap(one, other)
        except Exception:  # GDAL raises families of its own for hostile coordinate systems
            window = None
        if window is None:
            raise BadRequest(f"{before.name} and {after.name} show no common ground.")
        grid = one.window_transform(window)
        size = int(window.height), int(window.width)
        first = one.read(window=window, out_dtype="float32")
        valid = (one.dataset_mask(window=window) > 0) & np.isfinite(first).all(axis=0)
        second, seen = _onto(other, grid, one.crs, size)
        masks = tuple(None if file is None else _cloud(file, grid, one.crs, size) for file in clouds)
        return Pair(first, second, valid & seen, (masks[0], masks[1]), grid, one.crs, _pixel_m2(grid, one.crs, size))


def outline(mask: Bools, grid: Affine, crs: Any) -> BaseGeometry | None:
    """The ground that a mask marks, as an area in degrees of WGS 84; None when it marks nothing."""
    found = rasterio.features.shapes(mask.astype(np.uint8), mask=mask, transform=grid, connectivity=8)
    parts = [shapely.geometry.shape(shape) for shape, _ in found]
    if not parts:
        return None
    whole = shapely.make_valid(shapely.union_all([shapely.make_valid(part) for part in parts]))
    told = transform_geom(crs, "EPSG:4326", shapely.geometry.mapping(whole))
    return shapely.make_valid(shapely.geometry.shape(told))


@contextmanager
def _opened(file: Path) -> Iterator[Any]:
    """An open GeoTIFF whose header keeps the bounds. Whatever goes wrong in it becomes a sentence."""
    try:
        with file.open("rb") as raw:
            head = raw.read(4)
        size = file.stat().st_size
    except FileNotFoundError:
        raise NotFound(f"There is no file {file}.") from None
    except OSError as error:
        raise BadRequest(f"{file} cannot be read: {error.strerror}.") from None
    if head not in _HEADS:
        raise BadRequest(f"{file.name} is no GeoTIFF.")
    if size > MOST_BYTES:
        raise TooLarge(f"{file.name} has more than {MOST_BYTES // 1_000_000} MB.")
    try:
        with (
            rasterio.Env(**_ALONE),
            rasterio.open(file.resolve(), driver="GTiff", GEOREF_SOURCES="INTERNAL") as opened,
        ):
            _bounded(opened, file.name)
            yield opened
    except (BadRequest, NotFound, TooLarge):
        raise
    except Exception as error:  # GDAL raises families of its own for hostile files
        words = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise BadRequest(f"{file.name} cannot be read as a GeoTIFF, it may be cut off: {words}.") from None


def _bounded(opened: Any, name: str) -> None:
    pixels = opened.width * opened.height
    blocks = max((rows * columns for rows, columns in opened.block_shapes), default=0)
    if max(pixels, blocks) > MOST_PIXELS or opened.count > MOST_BANDS or pixels * opened.count > MOST_VALUES:
        raise TooLarge(
            f"{name} has {opened.width} by {opened.height} pixels in {opened.count} bands; {MOST_PIXELS:,} pixels, "
            f"{MOST_BANDS} bands and {MOST_VALUES:,} values are the most. Cut it to the ground in question."
        )
    if opened.crs is None or opened.transform.is_degenerate or opened.transform == Affine.identity():
        raise BadRequest(f"{name} does not say where on earth it lies.")
    if any(np.dtype(kind).kind not in "uif" for kind in opened.dtypes):
        raise BadRequest(f"{name} holds {', '.join(sorted(set(opened.dtypes)))}, not plain numbers.")


def _overlap(one: Any, other: Any) -> Any | None:
    """The window of one picture that another shows too; None when there is none."""
    there = transform_bounds(other.crs, one.crs, *other.bounds)
    if not all(map(math.isfinite, there)) or rasterio.coords.disjoint_bounds(one.bounds, there) is not False:
        return None
    window = rasterio.windows.from_bounds(*there, transform=one.transform).round_offsets().round_lengths()
    whole = rasterio.windows.Window(0, 0, one.width, one.height)
    common = window.intersection(whole)
    return common if common.width >= 8 and common.height >= 8 else None


def _onto(opened: Any, grid: Affine, crs: Any, size: tuple[int, int]) -> tuple[Values, Bools]:
    """A picture on another grid, and where it says something there."""
    given = opened.read(out_dtype="float32")
    valid = (opened.dataset_mask() > 0) & np.isfinite(given).all(axis=0)
    values = np.zeros((opened.count, *size), np.float32)
    for band in range(opened.count):
        where = np.where(valid, given[band], np.nan).astype(np.float32)
        _warp(where, values[band], opened, grid, crs, Resampling.bilinear, np.nan)
    seen = np.zeros(size, np.uint8)
    _warp(valid.astype(np.uint8), seen, opened, grid, crs, Resampling.nearest, 0)
    seen_all = (seen > 0) & np.isfinite(values).all(axis=0)
    return np.where(seen_all, values, 0).astype(np.float32), seen_all


def _cloud(file: Path, grid: Affine, crs: Any, size: tuple[int, int]) -> Bools:
    """Where a mask says cloud, or says nothing."""
    with _opened(file) as opened:
        given = opened.read(1)
        clear = ((given == 0) & (opened.dataset_mask() > 0 if opened.nodata not in (0, None) else True)).astype(
            np.uint8
        )
        found = np.zeros(size, np.uint8)
        _warp(clear, found, opened, grid, crs, Resampling.nearest, 0)
        return np.asarray(found == 0)


def _warp(source: Any, target: Any, opened: Any, grid: Affine, crs: Any, how: Resampling, empty: float) -> None:
    reproject(
        source, target, src_transform=opened.transform, src_crs=opened.crs, dst_transform=grid, dst_crs=crs,
        resampling=how, src_nodata=None if empty == 0 else empty, dst_nodata=empty, num_threads=1, warp_mem_limit=64,
    )  # fmt: skip


def _pixel_m2(grid: Affine, crs: Any, size: tuple[int, int]) -> float:
    """The ground of a pixel; in degrees as wide as at the middle of the picture."""
    if crs.is_geographic:
        lat = grid.f + grid.d * size[1] / 2 + grid.e * size[0] / 2
        per_degree = math.radians(1) * EARTH_M
        return abs(grid.determinant) * per_degree**2 * math.cos(math.radians(lat))
    _, metres = crs.linear_units_factor
    return float(abs(grid.determinant) * metres**2)
