"""Who is where since when, what was pledged, and which money came (domain vocabulary, section 9).

What several sources say of the same thing stays several records. Money stands as told: in its own currency and scale,
never converted.
"""

from typing import Annotated

from ..core.handling import CONFIDENTIAL, DESK, HEAD, MACHINE, OWN_PLACE, PLANNER, STRICT
from ..core.kinds import Code, Count, Line, Moment, Number, Place, Ref, Refers, Text
from ..core.register import Register, Seen, Step, ask

_STAFF = (DESK, PLANNER, HEAD)


class Posting(
    Register,
    name="posting",
    prefix="PST",
    steps=(
        Step("post", None, "held", by=(DESK, PLANNER, MACHINE)),
        Step("leave", "held", "ended", by=_STAFF, needs=("until",)),
        Step("withdraw", ("held", "ended"), "withdrawn", by=_STAFF, needs=("reason",)),
        Step("amend", ("held", "ended"), None, by=(*_STAFF, MACHINE), needs=("reason",)),
    ),
):
    """A unit, or people of a contributor, at a site from a day to a day: how they came and how it ended. A day that is
    not held stays unknown."""

    unit: Annotated[Ref, Refers("unit")] | None = ask("Which unit?", default=None, marking=STRICT)
    contributor: Line | None = ask("Whose people?", default=None)
    kind: Annotated[str, Code("unit_type")] | None = ask("Which type of unit?", default=None)
    site: Annotated[Ref, Refers("site")] | None = ask("At which site?", default=None, marking=STRICT)
    spot: Line | None = ask("Where, in words?", default=None)
    place: Place | None = ask("Where is that?", default=None, marking=OWN_PLACE, hxl="#geo")
    sector: Line | None = ask("In which sector?", default=None)
    since: Moment | None = ask("Since when?", default=None, hint="Empty: unknown")
    until: Moment | None = ask("Until when?", default=None, hint="The day on which they were gone; empty: not told")
    came: Annotated[str, Code("posting_begin")] | None = ask("How did they come?", default=None)
    ended: Annotated[str, Code("posting_end")] | None = ask("How did it end?", default=None)
    to: Line | None = ask("To whom was the place handed over, or lost?", default=None)
    event: Line | None = ask("Which event ended it?", default=None, hint="As its source numbers it")
    incident: Annotated[Ref, Refers("incident")] | None = ask("Which incident is that?", default=None)
    strength: Count | None = ask("How many people?", default=None, marking=STRICT)
    account: Text | None = ask("What else is known?", default=None, marking=CONFIDENTIAL)
    source: Line | None = ask("Which source?", default=None, hxl="#meta+source")
    reliability: Annotated[str, Code("reliability")] = ask("How reliable is the source?", default="F")
    credibility: Annotated[str, Code("credibility")] = ask("How credible is it?", default="6")
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="3")

    seen = Seen("place", "since", "kind", None, "spot", None)


class Pledge(
    Register,
    name="pledge",
    prefix="PLG",
    steps=(
        Step("pledge", None, "pledged", by=(*_STAFF, MACHINE)),
        Step("accept", "pledged", "accepted", by=(HEAD,)),
        Step("fulfil", ("pledged", "accepted"), "fulfilled", by=_STAFF),
        Step("withdraw", ("pledged", "accepted"), "withdrawn", by=_STAFF, needs=("reason",)),
        Step("amend", ("pledged", "accepted", "fulfilled"), None, by=(*_STAFF, MACHINE), needs=("reason",)),
    ),
):
    """What a contributor offers: units of a type, people, since when."""

    contributor: Line = ask("Who pledges?")
    kind: Annotated[str, Code("unit_type")] | None = ask("Which type of unit?", default=None)
    units: Count | None = ask("How many units?", default=None)
    people: Count | None = ask("How many people?", default=None)
    since: Moment = ask("Since when?")
    note: Line | None = ask("Under which conditions?", default=None, marking=CONFIDENTIAL)
    source: Line | None = ask("Which source?", default=None, hxl="#meta+source")
    reliability: Annotated[str, Code("reliability")] = ask("How reliable is the source?", default="F")
    credibility: Annotated[str, Code("credibility")] = ask("How credible is it?", default="6")
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="2")

    seen = Seen(None, "since", "kind", None, "contributor", None)


class Funding(
    Register,
    name="funding",
    prefix="FUN",
    steps=(
        Step("enter", None, "held", by=(*_STAFF, MACHINE)),
        Step("amend", "held", None, by=(*_STAFF, MACHINE), needs=("reason",)),
        Step("withdraw", "held", "withdrawn", by=_STAFF, needs=("reason",)),
    ),
):
    """Money for a period as one source tells it: appropriated, pledged, received, spent. `per`: it is a rate, which is
    no sum of money."""

    period: Moment = ask("For which period?")
    purpose: Annotated[str, Code("funding_purpose")] = ask("For what?")
    donor: Line | None = ask("From whom?", default=None)
    currency: Line | None = ask("In which currency?", default=None, hint="As told, such as USD; never converted")
    scale: Annotated[str, Code("scale")] = ask("In which scale are the amounts?", default="1")
    appropriated: Number | None = ask("How much was appropriated?", default=None)
    pledged: Number | None = ask("How much was pledged?", default=None)
    received: Number | None = ask("How much was received?", default=None)
    spent: Number | None = ask("How much was spent?", default=None)
    rate: Number | None = ask("How much is paid for each?", default=None)
    per: Line | None = ask("For each what?", default=None, hint="Such as soldier and month")
    note: Line | None = ask("What does the amount mean?", default=None)
    source: Line | None = ask("Which source?", default=None, hxl="#meta+source")
    source_kind: Annotated[str, Code("source_kind")] | None = ask("Which kind of source?", default=None)
    reliability: Annotated[str, Code("reliability")] = ask("How reliable is the source?", default="F")
    credibility: Annotated[str, Code("credibility")] = ask("How credible is it?", default="6")
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="2")

    seen = Seen(None, "period", "purpose", None, "donor", None)
