"""Two satellite pictures of the same ground: a window for each pass, and a report for each piece that looks different.

A change is no incident: a report says that a sensor shows something else than before, and a person looks at it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..analysis.change import Candidate, Change, compare
from ..analysis.outline import around, inside
from ..core.errors import Invalid, Issue
from ..core.handling import Actor
from ..core.moment import Moment
from ..core.shape import MOST_POINTS
from ..exchange.raster import Pair, outline, read_pair
from .desk import Desk
from .files.store import MOST_LARGE
from .once import record, shape_text

_BLIND_POINTS = 500
_KIND = "technical_forensic"


@dataclass(slots=True)
class Compared:
    """What a comparison came to: refs of windows and reports, how many were there already, shares of the ground."""

    windows: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    already: int = 0
    more: int = 0
    not_compared: float = 0.0
    changed: float = 0.0
    doubt: str = ""
    problems: list[str] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """The summary as a JSON object."""
        names = ("windows", "reports", "already", "more", "not_compared", "changed", "doubt", "problems")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class _Pass:
    """One picture: its file, its digest, when it was taken, whether it is kept, where cloud was."""

    file: Path
    digest: str
    at: Moment
    kept: bool
    cloud: NDArray[np.bool_] | None


def change(
    desk: Desk, before: Path, after: Path, at: tuple[str, str], actor: Actor, *,
    clouds: tuple[Path | None, Path | None] = (None, None), observation: str = "other", radar: bool = False,
) -> Compared:  # fmt: skip
    """Compare two GeoTIFF files that were taken at two times, and record both passes and what differs.

    clouds: a mask for each (0 is clear); without one its cloud is unknown. Raises NotFound, BadRequest, TooLarge,
    Invalid, NotAllowed. Run twice, nothing is doubled.
    """
    moments = _moments(at)
    pair = read_pair(before, after, clouds)
    clear = pair.valid.copy()
    for cloud in pair.clouds:
        if cloud is not None:
            clear &= ~cloud
    found = compare(pair.before, pair.after, clear, pair.pixel_m2)
    told = Compared(more=found.more, not_compared=found.not_compared, changed=found.changed, doubt=found.doubt)
    passes = [
        _pass(desk, file, moment, cloud, actor, told)
        for file, moment, cloud in zip((before, after), moments, pair.clouds, strict=True)
    ]
    told.reports, again = record(
        desk, actor, "report", "send", list(_reports(desk, pair, found, passes, observation, clear))
    )
    ground = outline(pair.valid, pair.grid, pair.crs)
    area = None if ground is None else shape_text(inside(ground, MOST_POINTS))
    windows = [_window(pair, one, area, radar, told) for one in passes]
    told.windows, more = record(desk, actor, "window", "watch", windows)
    told.already = again + more
    return told


def _moments(at: tuple[str, str]) -> tuple[Moment, Moment]:
    issues, found = [], []
    for text in at:
        try:
            found.append(Moment.parse(text))
        except ValueError as error:
            issues.append(Issue("at", "bad_moment", str(error)))
    if not issues and found[0].since_s >= found[1].since_s:
        issues.append(Issue("at", "order", "The first picture must be the older one."))
    if issues:
        raise Invalid("When were the pictures taken?", issues)
    return found[0], found[1]


def _pass(desk: Desk, file: Path, at: Moment, cloud: Any, actor: Actor, told: Compared) -> _Pass:
    digest = hashlib.sha256()
    with file.open("rb") as source:
        while chunk := source.read(1 << 20):
            digest.update(chunk)
    small = file.stat().st_size <= MOST_LARGE
    if small:
        desk.files.put_large(file, actor.call_sign)
    else:
        told.problems.append(f"{file.name} has more than {MOST_LARGE // 1_000_000_000} GB; its hash is recorded only.")
    return _Pass(file, digest.hexdigest(), at, small, cloud)


def _attached(passes: list[_Pass]) -> dict[str, Any]:
    kept = [{"file": one.digest, "name": one.file.name[:500]} for one in passes if one.kept]
    return {"attachments": kept} if kept else {}


def _window(pair: Pair, one: _Pass, area: str | None, radar: bool, told: Compared) -> dict[str, Any]:
    values: dict[str, Any] = {
        "means": "satellite_pass", "sensor": "satellite_radar" if radar else "satellite_optical",
        "watched_at": one.at.plain(), "reports": list(told.reports), "source": one.file.name[:500],
        "source_id": f"pass/{one.digest[:16]}/{one.at.start}", **_attached([one]),
    }  # fmt: skip
    words = [f"From {one.file.name} (SHA-256 {one.digest}), as far as the other picture shows the same ground."]
    if area is not None:
        values["area"] = area
    if one.cloud is None:
        words.append("Nobody told where cloud was.")
    else:
        under = one.cloud & pair.valid
        values["cloud_pct"] = round(100.0 * float(under.sum()) / max(int(pair.valid.sum()), 1), 2)
        ground = outline(under, pair.grid, pair.crs)
        hidden = None if ground is None else shape_text(around(ground, _BLIND_POINTS))
        if hidden is not None:
            values["blind"] = [{"why": "cloud", "area": hidden}]
    words.append(f"{100 * told.not_compared:.1f} % of the common ground could not be compared. {told.doubt}")
    return {**values, "account": " ".join(words).strip()}


def _reports(
    desk: Desk, pair: Pair, found: Change, passes: list[_Pass], observation: str, clear: NDArray[np.bool_]
) -> Iterator[dict[str, Any]]:
    pictures = "-".join(one.digest[:12] for one in passes)
    grade = desk.mission.settings.grades.get(_KIND, "F6")
    for one in found.candidates:
        mask = np.zeros(clear.shape, bool)
        mask[one.rows, one.columns] = one.mask
        area = outline(mask, pair.grid, pair.crs)
        if area is None:
            continue
        point = area.representative_point()
        yield {
            "happened_at": {"start": passes[0].at.start, "end": passes[1].at.end},
            "place": {"lon": float(point.x), "lat": float(point.y), "prec": 1},
            "observation": observation, "source_kind": _KIND, "perceived": ["sensor"],
            "reliability": grade[0], "credibility": "6",
            "source": f"{passes[0].file.name} and {passes[1].file.name}"[:500],
            "source_id": f"change/{pictures}/{point.x:.5f},{point.y:.5f}",
            "account": _account(one, found, shape_text(inside(area, 100))), **_attached(passes),
        }  # fmt: skip


def _account(one: Candidate, found: Change, text: str | None) -> str:
    words = (
        f"{one.area_m2:,.0f} m2 of ground became {one.direction} between the pictures, by {one.change:.1f} standard "
        f"deviations of the noise ({found.threshold:.1f} count). What it is a picture alone does not tell."
    )
    return " ".join(part for part in (words, found.doubt, f"Outline: {text}" if text else "") if part)
