"""An alert in words: what one audience may know of it, in one language, in each outward form.

All of it is made of the audience's own redacted row, so that no confidential text and no exact place can come into it.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from shapely.geometry import shape as geometry
from shapely.geometry.base import BaseGeometry
from sqlalchemy import select

from ...core.handling import Audience
from ...core.moment import from_plain
from ...core.place import spread_km
from ...core.shape import read_shape
from ...exchange import cap
from ...faces.query import holding
from ...ledger.entry import read_leaves
from ...registers.message import OUTSIDE
from ..brief.words import Words
from ..desk import Desk
from .phrases import phrase

_RESPONSE = {"all_clear": "AllClear"}
_BREAKS = re.compile(r"[\r\n\t\v\f\x00-\x1f\x7f\u0085\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Alert:
    """What an audience may know of an alert as an entry left it; `first` is the entry that released it."""

    ref: str
    pos: int
    step: str
    sent_s: int
    first: tuple[int, int]  # pos and second
    values: Mapping[str, Any]

    @property
    def exercise(self) -> bool:
        """Whether it is one."""
        return bool(self.values.get("exercise"))

    @property
    def languages(self) -> list[str]:
        """The languages it is told in."""
        return [one["language"] for one in self.values.get("info") or ()]

    def language(self, wanted: str) -> str:
        """The wanted language, or the nearest that there is."""
        return next((tag for tag in (wanted, "en", *self.languages) if tag in self.languages), wanted)


@dataclass(frozen=True, slots=True)
class Told:
    """An alert in one language: a line for a subject, and the whole text without a link."""

    language: str
    subject: str
    headline: str
    description: str
    instruction: str
    until: str
    exercise: str  # the words that say so; empty when it is none

    @property
    def text(self) -> str:
        """All of it; of an exercise these are the first words, and the last."""
        parts = (self.exercise, self.headline, self.description, self.instruction, self.until, self.exercise)
        return "\n\n".join(part for part in parts if part)


def read(desk: Desk, ref: str, pos: int, step: str, audience: Audience) -> Alert | None:
    """An alert as of an entry; None when the audience may not know of it, then or now."""
    view = desk.shapes["alert"].view(audience)
    with desk.reading() as connection:
        row = connection.execute(select(view).where(view.c.ref == ref, view.c.from_pos == pos)).mappings().first()
        now = connection.execute(select(view.c.ref).where(view.c.ref == ref, holding(view, audience, None))).first()
    if row is None or now is None:
        return None
    first = released(desk, ref)
    if first is None:
        return None
    values = {**desk.shapes["alert"].values(row)}
    return Alert(ref, pos, step, seconds(row["recorded_at"]), first, values)


def released(desk: Desk, ref: str) -> tuple[int, int] | None:
    """The entry that released an alert and the second in which it was recorded; None when nobody did."""
    table = desk.shapes["alert"].table
    query = select(table.c.from_pos, table.c.recorded_at).where(table.c.ref == ref, table.c.state.in_(OUTSIDE))
    with desk.reading() as connection:
        row = connection.execute(query.order_by(table.c.from_pos).limit(1)).first()
    return (row.from_pos, seconds(row.recorded_at)) if row else None


def step_of(desk: Desk, pos: int) -> str:
    """The step that an entry tells."""
    row = desk.ledger.entry(pos)
    return str(read_leaves(row["leaves"].split(b"\n")).get("@step", "")) if row else ""


def seconds(instant: str) -> int:
    """POSIX seconds of an instant."""
    return int(datetime.fromisoformat(instant).timestamp())


# --- words


def compose(desk: Desk, alert: Alert, wanted: str) -> Told:
    """An alert in a language, or in the nearest that it has words in."""
    tag = alert.language(wanted)
    info: Mapping[str, Any] = next((one for one in alert.values.get("info") or () if one["language"] == tag), {})
    given = {
        "{place}": place_words(desk, alert, tag),
        "{time}": _time(desk, alert.values.get("onset") or alert.values.get("at"), tag),
        "{kind}": kind_words(desk, alert, tag),
    }
    headline, description, instruction = (
        _filled(str(info.get(name) or ""), given) for name in ("headline", "description", "instruction")
    )
    headline = line(headline) or kind_words(desk, alert, tag)
    if alert.step in ("all_clear", "cancel"):  # what to do is over; what happened was told
        description = instruction = ""
    before = alert.step if alert.step in ("all_clear", "cancel", "escalate") else "update"
    if before != "update" or alert.values.get("updates"):
        headline = f"{phrase(tag, before)}: {headline}"
    exercise = phrase(tag, "exercise") if alert.exercise else ""
    degree = phrase(tag, str(alert.values.get("degree")))
    subject = line(" ".join(part for part in (exercise, f"[{degree}]", headline) if part))[:300]
    ends = alert.values.get("expires") if alert.step in ("release", "escalate") else None
    until = phrase(tag, "until", time=_time(desk, ends, tag, last=True)) if ends else ""
    return Told(tag, subject, headline, description, instruction, until, exercise)


def line(text: str) -> str:
    """Text as one line: no line break of any kind, so that it cannot become a second header."""
    return _BREAKS.sub(" ", text).strip()


def _filled(text: str, given: Mapping[str, str]) -> str:
    return re.sub(r"\{(place|time|kind)\}", lambda found: given[found[0]], text).strip()


def kind_words(desk: Desk, alert: Alert, language: str) -> str:
    """What kind of event, in words; its level when that is not known."""
    kind = alert.values.get("kind")
    if kind:
        return Words(desk.mission, language).code("incident_kind", kind)
    return Words(desk.mission, language).code("alert_level", str(alert.values.get("degree")))


def place_words(desk: Desk, alert: Alert, language: str) -> str:
    """Where, as sharply as the audience may know it."""
    place, zone = alert.values.get("place"), _zone(desk, alert)
    named = (zone.get("name") or {}).get(language) or (zone.get("name") or {}).get("en") or zone.get("code") or ""
    if not place:
        return named or phrase(language, "unknown")
    km = place.get("grid_km") or spread_km(place.get("prec") or 1)
    if km:
        point = place.get("name") or f"{place['lat']:.2f}, {place['lon']:.2f}"
        return phrase(language, "near", km=f"{km:g}", place=point) + (f" ({named})" if named else "")
    return place.get("name") or f"{place['lat']:.4f}, {place['lon']:.4f}"


def _time(desk: Desk, moment: Any, language: str, last: bool = False) -> str:
    if not moment:
        return phrase(language, "unknown")
    told = moment["end" if last else "start"]
    if "T" not in told:
        return str(told)
    local = datetime.fromisoformat(told).astimezone(ZoneInfo(desk.mission.settings.timezone))
    return local.strftime("%Y-%m-%d %H:%M %Z")


# --- CAP


def identifier(desk: Desk, ref: str, pos: int) -> str:
    """The name of a message, the same for whoever reads it; it tells no counts."""
    mark = hmac.digest(desk.alert_secret, f"cap|{ref}|{pos}".encode(), "sha256").hex()[:10]
    return f"greenline-{desk.mission.name}-{ref}-{mark}"


def cap_of(desk: Desk, alert: Alert) -> bytes:
    """An alert as CAP 1.2, with an info in each of its languages."""
    sender = desk.mission.settings.alerting.sender or f"greenline-{desk.mission.name}"
    earlier = alert.values.get("updates")
    before = released(desk, earlier) if earlier else None
    references = [(sender, identifier(desk, str(earlier), before[0]), before[1])] if before else []
    if alert.pos != alert.first[0]:
        references.append((sender, identifier(desk, alert.ref, alert.first[0]), alert.first[1]))
    kind = "Cancel" if alert.step == "cancel" else "Update" if references else "Alert"
    scope = str(alert.values.get("scope") or "Restricted")
    areas = _areas(desk, alert)
    return cap.write(cap.Message(
        identifier(desk, alert.ref, alert.pos), sender, alert.sent_s,
        "Exercise" if alert.exercise else "Actual", kind, scope,
        restriction="For whom it was sent to" if scope == "Restricted" else "",
        addresses=("recipients-of-the-mission",) if scope == "Private" else (),
        note=phrase("en", "exercise") if alert.exercise else "", references=tuple(references),
        blocks=tuple(_block(desk, alert, tag, areas) for tag in alert.languages or ["en"]),
    ))  # fmt: skip


def _block(desk: Desk, alert: Alert, tag: str, areas: tuple[cap.Area, ...]) -> cap.Block:
    told, values = compose(desk, alert, tag), alert.values
    onset, expires = values.get("onset"), values.get("expires")
    words = place_words(desk, alert, tag)
    return cap.Block(
        "und" if tag == "other" else tag, kind_words(desk, alert, tag), str(values["category"]),
        str(values["urgency"]), str(values["severity"]), str(values["certainty"]), _RESPONSE.get(alert.step, ""),
        str(values.get("kind") or ""), str(values["degree"]),
        from_plain(onset).since_s if onset else None, from_plain(expires).until_s if expires else None,
        desk.mission.settings.title.get(tag, desk.mission.name),
        " ".join(part for part in (told.exercise, told.headline) if part),
        "\n\n".join(part for part in (told.exercise, told.description) if part), told.instruction,
        tuple(cap.Area(words, area.rings, area.circles) for area in areas),
    )  # fmt: skip


def _areas(desk: Desk, alert: Alert) -> tuple[cap.Area, ...]:
    """The ground it is for: the area that was drawn, else the zone's, else a circle as wide as the place is known."""
    drawn = alert.values.get("area")
    zone = _zone(desk, alert)
    form = read_shape(drawn) if drawn else geometry(zone["geometry"]) if zone else None
    rings = tuple(_rings(form)) if form is not None else ()
    if rings:
        return (cap.Area("", rings),)
    place = alert.values.get("place")
    if not place:
        return (cap.Area(""),) if zone else ()
    km = place.get("grid_km") or spread_km(place.get("prec") or 1)
    if km is None:
        return (cap.Area(""),)
    return (cap.Area("", (), ((place["lon"], place["lat"], float(km)),)),)


def _rings(form: BaseGeometry) -> list[tuple[tuple[float, float], ...]]:
    parts = list(getattr(form, "geoms", [form]))
    return [tuple((x, y) for x, y, *_ in one.exterior.coords) for one in parts if one.geom_type == "Polygon"][:20]


def _zone(desk: Desk, alert: Alert) -> dict[str, Any]:
    """The zone of an alert: its properties and geometry; empty when it names none."""
    wanted = alert.values.get("zone")
    for feature in desk.mission.zones["features"] if wanted else ():
        if feature["properties"].get("code") == wanted:
            return {**feature["properties"], "geometry": feature["geometry"]}
    return {}
