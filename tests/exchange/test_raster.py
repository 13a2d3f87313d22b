"""GeoTIFF pairs: one grid for both, bounds, and files that are broken or want more than themselves."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
import rasterio
from ground import pair, write

from greenline.core.errors import BadRequest, NotFound, Refusal, TooLarge
from greenline.exchange.raster import outline, read_pair


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    before, after, _ = pair(1)
    return write(tmp_path / "a.tif", before), write(tmp_path / "b.tif", after)


def test_two_of_one_grid_come_as_they_are(files: tuple[Path, Path]) -> None:
    before, after, _ = pair(1)
    told = read_pair(*files)
    assert told.valid.all()
    assert np.array_equal(told.before, before)
    assert np.allclose(told.after, after, atol=0.01)
    assert told.pixel_m2 == 100
    assert told.clouds == (None, None)


def test_only_the_common_ground_is_read(tmp_path: Path) -> None:
    before, after, _ = pair(1)
    one = write(tmp_path / "a.tif", before)
    moved = write(tmp_path / "b.tif", after[:, 50:, 100:], west=533_000, north=3_892_500)
    told = read_pair(one, moved)
    assert told.before.shape == (3, 250, 200)
    assert np.allclose(told.after, after[:, 50:, 100:], atol=0.01)
    far = write(tmp_path / "c.tif", after, west=700_000)
    with pytest.raises(BadRequest, match="no common ground"):
        read_pair(one, far)


def test_another_projection_is_brought_over(tmp_path: Path) -> None:
    before, after, _ = pair(1, noise=0)
    one = write(tmp_path / "a.tif", before)
    with rasterio.open(one) as opened:
        west, south, east, north = rasterio.warp.transform_bounds(opened.crs, "EPSG:4326", *opened.bounds)
    values = np.zeros((3, 300, 300), np.float32)
    grid = rasterio.transform.from_bounds(west, south, east, north, 300, 300)
    rasterio.warp.reproject(
        after, values, src_transform=rasterio.transform.from_origin(532_000, 3_893_000, 10, 10),
        src_crs="EPSG:32636", dst_transform=grid, dst_crs="EPSG:4326",
    )  # fmt: skip
    degrees = tmp_path / "b.tif"
    with rasterio.open(
        degrees, "w", driver="GTiff", width=300, height=300, count=3, dtype="float32", crs="EPSG:4326", transform=grid
    ) as out:
        out.write(values)
    told = read_pair(one, degrees)
    assert told.valid.mean() > 0.95
    inside = told.valid.copy()
    inside[:5] = inside[-5:] = False
    assert np.median(np.abs(told.after - told.before)[:, inside]) < 30
    other = read_pair(degrees, one)
    assert other.pixel_m2 == pytest.approx(100, rel=0.1)


def test_nodata_and_cloud_are_respected(tmp_path: Path, files: tuple[Path, Path]) -> None:
    _, after, _ = pair(1)
    after[:, :30, :] = -9999
    holed = write(tmp_path / "h.tif", after, nodata=-9999)
    mask = np.zeros((1, 300, 300), np.uint8)
    mask[0, :, :60] = 1
    cloud = write(tmp_path / "cloud.tif", mask)
    told = read_pair(files[0], holed, (None, cloud))
    assert not told.valid[:30].any()
    assert told.valid[32:].all()
    assert told.clouds[0] is None
    assert told.clouds[1] is not None
    assert told.clouds[1][:, :60].all()
    assert not told.clouds[1][:, 60:].any()


def test_an_outline_is_where_the_pixels_are(files: tuple[Path, Path]) -> None:
    told = read_pair(*files)
    mask = np.zeros(told.valid.shape, bool)
    mask[100:110, 100:120] = True
    area = outline(mask, told.grid, told.crs)
    assert area is not None
    metres = rasterio.warp.transform_geom("EPSG:4326", told.crs, area.__geo_interface__)
    points = np.array(metres["coordinates"][0])
    assert points.min(axis=0) == pytest.approx((533_000, 3_891_900), abs=0.1)
    assert points.max(axis=0) == pytest.approx((533_200, 3_892_000), abs=0.1)
    assert outline(np.zeros_like(mask), told.grid, told.crs) is None


def test_bounds_are_kept_before_a_pixel_is_read(tmp_path: Path, files: tuple[Path, Path]) -> None:
    huge = tmp_path / "huge.tif"
    grid = rasterio.transform.from_origin(532_000, 3_893_000, 1, 1)
    with rasterio.open(
        huge, "w", driver="GTiff", width=60_000, height=60_000, count=1, dtype="uint8", crs="EPSG:32636",
        transform=grid, sparse_ok=True, tiled=True,
    ):  # fmt: skip
        pass
    assert huge.stat().st_size < 5_000_000
    with pytest.raises(TooLarge):
        read_pair(huge, files[1])
    with pytest.raises(BadRequest, match="bands"):
        read_pair(files[0], write(tmp_path / "one.tif", pair(1)[0][:1]))


def test_what_is_no_geotiff_is_refused_with_a_sentence(tmp_path: Path, files: tuple[Path, Path]) -> None:
    vrt = tmp_path / "x.tif"
    vrt.write_text(
        f'<VRTDataset rasterXSize="9" rasterYSize="9"><SourceFilename>{files[0]}</SourceFilename></VRTDataset>'
    )
    with pytest.raises(BadRequest, match="no GeoTIFF"):
        read_pair(vrt, files[1])
    with pytest.raises(NotFound):
        read_pair(Path("/vsicurl/http://localhost/x.tif"), files[1])
    bare = tmp_path / "bare.tif"
    with rasterio.open(bare, "w", driver="GTiff", width=9, height=9, count=3, dtype="uint8"):
        pass
    (tmp_path / "bare.tfw").write_text("10\n0\n0\n-10\n532005\n3892995\n")  # a world file from elsewhere
    with pytest.raises(BadRequest, match="where on earth"):
        read_pair(bare, files[1])


@pytest.mark.filterwarnings("ignore")
def test_truncated_and_flipped_files_give_a_sentence_or_a_picture(tmp_path: Path, files: tuple[Path, Path]) -> None:
    rng = random.Random(11)
    small = write(tmp_path / "s.tif", pair(1)[0][:, :40, :40], compress="deflate")
    whole = small.read_bytes()
    refused = 0
    for number in range(150):
        bad = bytearray(whole[: rng.randrange(len(whole))] if number % 2 else whole)
        for _ in range(0 if number % 2 else 6):
            bad[rng.randrange(min(len(bad), 600))] ^= 1 << rng.randrange(8)
        file = tmp_path / "bad.tif"
        file.write_bytes(bytes(bad))
        try:
            read_pair(file, small)
        except Refusal:  # and nothing else
            refused += 1
    assert refused >= 70
