"""Made-up event tables in the layout of UCDP GED, of any length: places, sides and counts are drawn, nothing is real.

python bench/generate.py 400000 events.csv
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

COLUMNS = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
FIRST_DAY = date(1990, 1, 1)
DAYS = 34 * 365
_SIDES = ["Government of Aland", "Northern Front", "River Guard", "Hill Council", "Coast Union", "Plains Army"]
_WORDS = [
    "patrol",
    "village",
    "road",
    "market",
    "bridge",
    "school",
    "fields",
    "camp",
    "shelling",
    "clash",
    "night",
    "dawn",
    "reported",
    "near",
    "after",
]


def rows(count: int, seed: int = 1) -> Iterator[list[str]]:
    """`count` rows after the header; the same seed gives the same rows."""
    draw = random.Random(seed)
    yield COLUMNS
    for number in range(count):
        a, b = draw.sample(_SIDES, 2)
        lon, lat = round(draw.uniform(-17, 51), 6), round(draw.uniform(-34, 37), 6)
        day = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
        sides = [draw.choice((0, 0, 0, 1, 1, 2, 3, 8)) for _ in range(4)]
        best = sum(sides)
        low, high = max(0, best - draw.randrange(3)), best + draw.randrange(4)
        headline = " ".join(draw.choices(_WORDS, k=12))
        when = f"{day.isoformat()} 00:00:00.000"
        gid = (int((lat + 90) * 2)) * 720 + int((lon + 180) * 2) + 1
        kind = draw.choice("1123")
        yield [
            str(1_000_000 + number), f"ALA-{day.year}-{number}", str(day.year), "1", "Clear", kind, "1", "1",
            f"{a} - {b}", "1", "1", f"{a} - {b}", "1", "1", a, "2", "2", b, "1",
            f'"The Aland Post,{day.isoformat()},{headline}"', "The Aland Post", day.isoformat(), headline,
            "local sources", draw.choice("1112345"), f"{draw.choice(_WORDS)} town", f"{headline} of the town",
            f"Province {number % 23}", f"District {number % 211}", str(lat), str(lon), f"POINT ({lon} {lat})", str(gid),
            "Aland", "999", "Africa", "1", draw.choice("1112345"), when, when, *map(str, sides), str(best), str(high),
            str(low), "999", "",
        ]  # fmt: skip


def write(file: Path, count: int, seed: int = 1) -> None:
    """Write a table of `count` rows."""
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows(count, seed))


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
