"""What the mission has: units with their life cycle and strength over time, sites, assets (domain vocabulary, 9)."""

from typing import Annotated

from ..core.handling import CONFIDENTIAL, DESK, HEAD, MACHINE, PLANNER, RESTRICTED, STRICT
from ..core.kinds import Code, Count, Flag, Group, Line, Moment, Place, Ref, Refers, Text
from ..core.register import Ordered, Part, Register, Seen, Step, ask

_LIFE = (
    Step("enter", None, "held", by=(DESK, MACHINE)),
    Step("amend", "held", None, by=(DESK, MACHINE), needs=("reason",)),
    Step("close", "held", "closed", by=(DESK,), needs=("reason",)),
)
_STAFF = (DESK, PLANNER)
COMING = ("pledged", "listed", "visited", "agreed")
THERE = ("held", "deployed")


class Strength(Part):
    """How many people a unit had at a date, as one source says it."""

    at: Moment = ask("At which date?")
    contributor: Line | None = ask("Those of which contributor?", default=None, hint="Empty: all of the unit")
    military: Count | None = ask("Military personnel", default=None)
    police: Count | None = ask("Police personnel", default=None)
    civilians: Count | None = ask("Civilian personnel", default=None)
    note: Line | None = ask("What does the number mean?", default=None)
    source: Line | None = ask("Which source?", default=None)
    source_kind: Annotated[str, Code("source_kind")] | None = ask("Which kind of source?", default=None)
    reliability: Annotated[str, Code("reliability")] = ask("How reliable is the source?", default="F")
    credibility: Annotated[str, Code("credibility")] = ask("How credible is it?", default="6")


class Caveat(Part):
    """What a contributor does not let its unit do: told beforehand, or found out."""

    text: Line = ask("What may it not do?")
    declared: Flag | None = ask("Was it declared?", default=None, hint="Empty: unknown")
    since: Moment | None = ask("Since when is it known?", default=None)
    source: Line | None = ask("Which source?", default=None)


class Rotation(Part):
    """One body of people of a unit relieved by the next."""

    at: Moment = ask("When?")
    left: Count | None = ask("How many left?", default=None)
    came: Count | None = ask("How many came?", default=None)
    note: Line | None = ask("What else of it?", default=None)


class Inspection(Part):
    """A count of an asset by an inspection."""

    kind: Annotated[str, Code("inspection_kind")] = ask("Which inspection?")
    at: Moment = ask("When?")
    present: Count | None = ask("How many are present?", default=None)
    serviceable: Count | None = ask("How many are serviceable?", default=None)
    note: Line | None = ask("What was found?", default=None)

    rules = (Ordered("serviceable", "present"),)


class Tenant(Part):
    """Who is at a site."""

    contributor: Line = ask("Which contributor?")
    kind: Annotated[str, Code("unit_type")] | None = ask("Which type of unit?", default=None)
    strength: Count | None = ask("How many people?", default=None)


class Site(Register, name="site", prefix="SIT", steps=_LIFE):
    """A place of the mission's own: headquarters, camp, post, station."""

    name: Line = ask("What is it called?", hxl="#loc+name")
    kind: Annotated[str, Code("site_type")] | None = ask("What kind of site?", default=None)
    place: Place | None = ask("Where is it?", default=None, marking=RESTRICTED, hxl="#geo")
    tenants: Group[Tenant] = ask("Who is there?", default=(), marking=STRICT)
    active: Moment | None = ask("From when to when?", default=None)
    role: Line | None = ask("What is it for?", default=None)
    sector: Line | None = ask("In which sector?", default=None)
    account: Text | None = ask("What else is known?", default=None, marking=CONFIDENTIAL)
    source: Line | None = ask("Which source?", default=None, hxl="#meta+source")
    reliability: Annotated[str, Code("reliability")] = ask("How reliable is the source?", default="F")
    credibility: Annotated[str, Code("credibility")] = ask("How credible is it?", default="6")
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="3")

    seen = Seen("place", "active", "kind", None, "name", None)


class Unit(
    Register,
    name="unit",
    prefix="UNT",
    steps=(
        Step("enter", None, "held", by=(DESK, MACHINE)),
        Step("pledge", None, "pledged", by=_STAFF),
        Step("list", "pledged", "listed", by=_STAFF, needs=("readiness",)),
        Step("visit", ("pledged", "listed"), "visited", by=_STAFF, needs=("visited",)),
        Step("agree", ("pledged", "listed", "visited"), "agreed", by=(HEAD,), needs=("agreed",)),
        Step("deploy", ("held", "agreed"), "deployed", by=_STAFF, needs=("deployed",)),
        Step("rotate", THERE, None, by=_STAFF, needs=("rotations",)),
        Step("repatriate", THERE, "repatriated", by=(*_STAFF, HEAD), needs=("left",)),
        Step("amend", (*COMING, *THERE, "repatriated"), None, by=(DESK, PLANNER, MACHINE), needs=("reason",)),
        Step("close", (*COMING, *THERE, "repatriated"), "closed", by=(DESK,), needs=("reason",)),
    ),
):
    """A body of people: a force, a contingent, a company, a police unit; from pledge to repatriation. `held`: it is
    there, and how it came is not told."""

    name: Line = ask("What is it called?")
    kind: Annotated[str, Code("unit_type")] | None = ask("What type of unit?", default=None)
    contributor: Line | None = ask("Who contributes it?", default=None)
    parent: Annotated[Ref, Refers("unit")] | None = ask("Part of which unit?", default=None)
    based_at: Annotated[Ref, Refers("site")] | None = ask("Based at which site?", default=None, marking=STRICT)
    place: Place | None = ask("Where is it?", default=None, marking=STRICT)
    strengths: Group[Strength] = ask("How strong was it, and when?", default=())
    readiness: Annotated[str, Code("readiness")] | None = ask("On which level of readiness is it listed?", default=None)
    visited: Moment | None = ask("When was the visit before deployment?", default=None)
    agreed: Moment | None = ask("When was the memorandum of understanding signed?", default=None)
    deployed: Moment | None = ask("When did it deploy?", default=None)
    rotates: Moment | None = ask("When is it to rotate next?", default=None, marking=STRICT)
    rotations: Group[Rotation] = ask("When did it rotate?", default=(), marking=STRICT)
    left: Moment | None = ask("When did it leave for good?", default=None)
    caveats: Group[Caveat] = ask("Which caveats does it have?", default=(), marking=STRICT)
    source: Line | None = ask("Which source?", default=None, hxl="#meta+source")
    account: Text | None = ask("What else is known?", default=None, marking=CONFIDENTIAL)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="3")

    seen = Seen("place", None, "kind", None, "name", None)


class Asset(
    Register,
    name="asset",
    prefix="AST",
    steps=(*_LIFE, Step("inspect", "held", None, by=_STAFF, needs=("inspections",))),
):
    """A thing the mission counts on: vehicles, aircraft, boats, engineering plant."""

    name: Line = ask("What is it?")
    kind: Annotated[str, Code("asset_type")] | None = ask("What type of asset?", default=None)
    owner: Line | None = ask("Which contingent owns it?", default=None)
    unit: Annotated[Ref, Refers("unit")] | None = ask("Which unit uses it?", default=None, marking=STRICT)
    place: Place | None = ask("Where is it?", default=None, marking=STRICT)
    agreed: Count | None = ask("How many are agreed?", default=None, marking=STRICT)
    present: Count | None = ask("How many are present?", default=None, marking=STRICT)
    serviceable: Count | None = ask("How many are serviceable?", default=None, marking=STRICT)
    at: Moment | None = ask("Counted when?", default=None)
    inspections: Group[Inspection] = ask("What did inspections find?", default=(), marking=STRICT)
    account: Text | None = ask("What else is known?", default=None, marking=CONFIDENTIAL)
    source: Line | None = ask("Which source?", default=None, hxl="#meta+source")
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="3")

    seen = Seen("place", "at", "kind", None, "name", None)
