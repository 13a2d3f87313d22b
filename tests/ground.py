"""Made-up pictures of the ground, of which it is known what changed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from scipy import ndimage

SIZE, BANDS, PIXEL_M = 300, 3, 10.0
Values = NDArray[np.float32]
THINGS = ((40, 50, 8, 8, 1), (120, 200, 6, 12, -1), (200, 80, 10, 5, 1), (250, 250, 6, 6, -1), (150, 130, 5, 5, 1))


def pair(
    seed: int, things: bool = True, noise: float = 8.0, shift: int = 0, light: tuple[float, float] = (1.0, 0.0)
) -> tuple[Values, Values, NDArray[np.bool_]]:
    """(before, after, what changed): fields and a road, noise, other light, the second moved by whole pixels."""
    rng = np.random.default_rng(seed)
    fields = ndimage.zoom(rng.uniform(200, 900, (BANDS, 15, 15)), (1, SIZE / 15, SIZE / 15), order=0)
    rough = ndimage.gaussian_filter(rng.normal(0, 60, (BANDS, SIZE, SIZE)), (0, 3, 3)) * 4
    ground = (fields + rough).astype(np.float32)
    ground[:, SIZE // 2 : SIZE // 2 + 2, :] = 1100  # a road
    truth = np.zeros((SIZE, SIZE), bool)
    other = ground.copy()
    for row, column, high, wide, sign in THINGS if things else ():
        other[:, row : row + high, column : column + wide] += sign * 250
        truth[row : row + high, column : column + wide] = True
    other = np.roll(other, shift, axis=(1, 2)) if not shift else np.roll(np.roll(other, shift, 1), shift, 2)
    other = other * light[0] + light[1]
    before = ground + rng.normal(0, noise, ground.shape)
    after = other + rng.normal(0, noise * light[0], ground.shape)
    return before.astype(np.float32), after.astype(np.float32), truth


def write(
    file: Path, values: Values, crs: str = "EPSG:32636", west: float = 532_000, north: float = 3_893_000,
    pixel: float = PIXEL_M, nodata: float | None = None, **more: object,
) -> Path:  # fmt: skip
    """A picture as a GeoTIFF, near 33.35 east, 35.18 north unless told otherwise."""
    grid = rasterio.transform.from_origin(west, north, pixel, pixel)
    with rasterio.open(
        file, "w", driver="GTiff", width=values.shape[2], height=values.shape[1], count=values.shape[0],
        dtype=values.dtype, crs=crs, transform=grid, nodata=nodata, **more,
    ) as out:  # fmt: skip
        out.write(values)
    return file
