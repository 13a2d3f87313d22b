"""What the mission has: units with their strength over time, sites, assets (domain vocabulary, section 9)."""

from typing import Annotated

from ..core.handling import CONFIDENTIAL, DESK, MACHINE, RESTRICTED, STRICT
from ..core.kinds import Code, Count, Group, Line, Moment, Place, Ref, Refers, Text
from ..core.register import Part, Register, Seen, Step, ask

_LIFE = (
    Step("enter", None, "held", by=(DESK, MACHINE)),
    Step("amend", "held", None, by=(DESK, MACHINE), needs=("reason",)),
    Step("close", "held", "closed", by=(DESK,), needs=("reason",)),
)


class Strength(Part):
    """How many people a unit had at a date, as one source says it."""

    at: Moment = ask("At which date?")
    military: Count | None = ask("Military personnel", default=None)
    police: Count | None = ask("Police personnel", default=None)
    civilians: Count | None = ask("Civilian personnel", default=None)
    note: Line | None = ask("What does the number mean?", default=None)
    source: Line | None = ask("Which source?", default=None)
    reliability: Annotated[str, Code("reliability")] = ask("How reliable is the source?", default="F")
    credibility: Annotated[str, Code("credibility")] = ask("How credible is it?", default="6")


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


class Unit(Register, name="unit", prefix="UNT", steps=_LIFE):
    """A body of people: a force, a contingent, a company, a police unit."""

    name: Line = ask("What is it called?")
    kind: Annotated[str, Code("unit_type")] | None = ask("What type of unit?", default=None)
    contributor: Line | None = ask("Who contributes it?", default=None)
    parent: Annotated[Ref, Refers("unit")] | None = ask("Part of which unit?", default=None)
    based_at: Annotated[Ref, Refers("site")] | None = ask("Based at which site?", default=None, marking=STRICT)
    place: Place | None = ask("Where is it?", default=None, marking=STRICT)
    strengths: Group[Strength] = ask("How strong was it, and when?", default=())
    source: Line | None = ask("Which source?", default=None, hxl="#meta+source")
    account: Text | None = ask("What else is known?", default=None, marking=CONFIDENTIAL)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="3")

    seen = Seen("place", None, "kind", None, "name", None)


class Asset(Register, name="asset", prefix="AST", steps=_LIFE):
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
    account: Text | None = ask("What else is known?", default=None, marking=CONFIDENTIAL)
    source: Line | None = ask("Which source?", default=None, hxl="#meta+source")
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="3")

    seen = Seen("place", "at", "kind", None, "name", None)
