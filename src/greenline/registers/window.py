"""What was watched, by whom, from when to when, and what of it could not be seen (domain vocabulary, section 9)."""

from typing import Annotated

from ..core.handling import ANALYST, CONFIDENTIAL, DESK, MACHINE, OBSERVER, OWN_PLACE, PLANNER, STRICT, VERIFIER
from ..core.kinds import (
    Between,
    Code,
    Degrees,
    Flag,
    Group,
    Line,
    Metres,
    Moment,
    Number,
    Place,
    Refers,
    Refs,
    Shape,
    Text,
)
from ..core.register import Part, Register, Seen, Step, ask
from .attachment import Attachment

Percent = Annotated[Number, Between(0, 100, "%")]
_ALL = (OBSERVER, DESK, VERIFIER, PLANNER, ANALYST, MACHINE)
_DESK = (DESK, VERIFIER, PLANNER, MACHINE)
WATCHED = ("done", "cut_short")  # the states in which something was watched


class Look(Part):
    """Where the watcher was at a time, and which ground was seen from there."""

    at: Moment = ask("When?", hint="An instant with its offset")
    place: Place | None = ask("Where was the watcher?", default=None)
    area: Shape | None = ask("Which ground was seen?", default=None, hint="Well-Known Text; empty: as far as the range")


class Blind(Part):
    """What could not be seen, why, where and when; what is not given holds for all of the window."""

    why: Annotated[str, Code("blind_reason")] = ask("Why?")
    at: Moment | None = ask("When?", default=None)
    zone: Line | None = ask("In which zone?", default=None, hint="A zone of the mission, such as a terrain mask")
    area: Shape | None = ask("Which ground?", default=None, hint="Well-Known Text of an area")


class Window(
    Register,
    name="window",
    prefix="WIN",
    steps=(
        Step("watch", None, "done", by=_ALL, needs=("watched_at",)),
        Step("plan", None, "planned", by=_ALL, needs=("planned_at",)),
        Step("finish", "planned", "done", by=_ALL, needs=("watched_at",)),
        Step("cut_short", "planned", "cut_short", by=_ALL, needs=("watched_at", "ended_by")),
        Step("deny", "planned", "denied", by=_ALL, needs=("denied_by",)),
        Step("cancel", "planned", "cancelled", by=_ALL, needs=("ended_by",)),
        Step("watch_part", None, "cut_short", by=_ALL, needs=("watched_at", "ended_by")),
        Step("refuse", None, "denied", by=_ALL, needs=("planned_at", "denied_by")),
        Step("correct", ("done", "cut_short"), "planned", by=_DESK, needs=("reason",)),
        Step("withdraw", ("planned", "done", "cut_short", "denied"), "withdrawn", by=_DESK, needs=("reason",)),
        Step("amend", ("planned", "done", "cut_short", "denied", "cancelled"), None, by=_ALL, needs=("reason",)),
    ),
):
    """A stretch of place and time that was watched, or was to be: a patrol, a post, a camera, a flight, a pass."""

    means: Annotated[str, Code("window_means")] = ask("How was it watched?")
    sensor: Annotated[str, Code("sensor_kind")] = ask("With what?", default="people")
    observer: Line | None = ask("Who watched?", default=None, marking=STRICT, hint="A call sign, no name")
    planned_at: Moment | None = ask("For when was it planned?", default=None, hint="From and to")
    watched_at: Moment | None = ask("From when to when was it watched?", default=None, hint="Instants with offset")
    place: Place | None = ask("From where?", default=None, marking=OWN_PLACE)
    looks: Group[Look] = ask("Which way, and what was seen on it?", default=(), marking=STRICT)
    area: Shape | None = ask("Which ground was watched?", default=None, marking=STRICT, hint="Well-Known Text")
    zone: Line | None = ask("Which zone was watched?", default=None, marking=CONFIDENTIAL, hint="A zone of the mission")
    sector: Line | None = ask("In which sector?", default=None, marking=CONFIDENTIAL, hint="A zone of the mission")
    range_m: Metres | None = ask(
        "How far does it see?", default=None, marking=STRICT, hint="Empty: as the mission holds"
    )
    facing_deg: Degrees | None = ask("In which direction does it look?", default=None, marking=STRICT)
    view_deg: Degrees | None = ask("How wide is its view?", default=None, marking=STRICT)
    cloud_pct: Percent | None = ask("How much of the ground was under cloud?", default=None)
    blind: Group[Blind] = ask("What could not be seen?", default=(), marking=STRICT)
    ended_by: Annotated[str, Code("window_end")] | None = ask("Why did it not go as planned?", default=None)
    denied_by: Line | None = ask("Who denied it?", default=None, marking=CONFIDENTIAL, hint="A party code")
    exercise: Flag = ask("Was it an exercise?", default=False, hint="Then nothing was watched")
    reports: Annotated[Refs, Refers("report")] = ask("Which reports came of it?", default=(), marking=CONFIDENTIAL)
    account: Text | None = ask("What is to be said of it?", default=None, marking=CONFIDENTIAL)
    source: Line | None = ask("Which source?", default=None, marking=CONFIDENTIAL)
    source_id: Line | None = ask("The source's own number for it", default=None, marking=CONFIDENTIAL)
    attachments: Group[Attachment] = ask("Which files belong to it?", default=(), marking=CONFIDENTIAL)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="2")

    seen = Seen("place", "watched_at", "means", None, "sector", None)
    veiled = ("done", "planned", "cut_short", "denied", "cancelled", "withdrawn")  # where own people were
