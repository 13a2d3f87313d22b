"""A made-up register that uses every kind of value in every form, and every condition: what any register may do."""

from typing import Annotated, ClassVar

from greenline.core.handling import CONFIDENTIAL, DESK, OBSERVER, RESTRICTED, STRICT, Marking
from greenline.core.kinds import (
    Code,
    Codes,
    Count,
    Degrees,
    File,
    Flag,
    Group,
    Line,
    Metres,
    Moment,
    Number,
    Place,
    Ref,
    Refers,
    Refs,
    Shape,
    Text,
)
from greenline.core.register import Ordered, Part, Register, Seen, Step, Total, When, ask

Severity = Annotated[str, Code("severity")]
ThingRef = Annotated[Ref, Refers("thing")]
ThingRefs = Annotated[Refs, Refers("thing")]


class Every(Part):
    """Every kind that a group may hold."""

    line: Line | None = ask("A line?", default=None)
    text: Text | None = ask("A text?", default=None)
    count: Count | None = ask("How many?", default=None, hxl="#affected")
    number: Number | None = ask("A number?", default=None)
    flag: Flag | None = ask("Yes?", default=None)
    code: Severity | None = ask("Which code?", default=None)
    codes: Codes[Severity] = ask("Which codes?", default=())
    moment: Moment | None = ask("When?", default=None)
    place: Place | None = ask("Where?", default=None)
    ref: ThingRef | None = ask("Which thing?", default=None)
    refs: ThingRefs = ask("Which things?", default=())
    file: File | None = ask("Which file?", default=None)
    shape: Shape | None = ask("Which line or area?", default=None)


class Sum(Part):
    """A group with rules."""

    a: Count | None = ask("A?", default=None)
    b: Count | None = ask("B?", default=None)
    low: Count | None = ask("Low?", default=None)
    best: Count | None = ask("Best?", default=None)
    rules: ClassVar = (Ordered("low", "best"), Total("best", of=("a", "b")))


class Thing(
    Register,
    name="thing",
    prefix="THG",
    steps=(
        Step("make", None, "new", by=(OBSERVER, DESK)),
        Step("use", "new", "used", by=(DESK,), needs=("basis",)),
        Step("amend", ("new", "used"), None, by=(DESK,), needs=("reason",)),
    ),
):
    """A thing with every kind of value."""

    at: Moment = ask("When?", hxl="#date+occurred")
    place: Place = ask("Where?", marking=RESTRICTED, hxl="#geo")
    kind: Annotated[str, Code("incident_kind")] = ask("What kind?", hxl="#event+type")
    others: Codes[Annotated[str, Code("incident_kind")]] = ask("What else?", default=())
    line: Line | None = ask("A line?", default=None, hint="Short")
    text: Text | None = ask("A text?", default=None, marking=CONFIDENTIAL)
    count: Count | None = ask("How many?", default=None)
    low: Number | None = ask("At least?", default=None)
    high: Number | None = ask("At most?", default=None)
    bearing: Degrees | None = ask("Which way?", default=None, marking=STRICT)
    error: Degrees | None = ask("How far off?", default=None, when=When("bearing"))
    reach: Metres | None = ask("How far?", default=None)
    flag: Flag | None = ask("Yes or no?", default=None)
    why: Line | None = ask("Why?", default=None, when=When("flag", (True,)))
    severity: Severity | None = ask("How severe?", default=None)
    hidden_at: Moment | None = ask("When, secretly?", default=None, marking=CONFIDENTIAL)
    hidden_place: Place | None = ask("Where, secretly?", default=None, marking=STRICT)
    shape: Shape | None = ask("Which line or area?", default=None, marking=STRICT)
    later: Line | None = ask("Open later?", default=None, marking=Marking(2, until=("new",)))
    earlier: Line | None = ask("Open at first?", default=None, marking=Marking(0, until=("new",), then=2))
    later_place: Place | None = ask("Sharp later?", default=None, marking=Marking(1, until=("new",), grid_km=25))
    whole: ThingRef | None = ask("Part of which thing?", default=None)
    parts: ThingRefs = ask("Which parts?", default=())
    toll: Sum | None = ask("How many in all?", default=None)
    every: Every | None = ask("Every kind?", default=None)
    many: Group[Every] = ask("Every kind, often?", default=())
    secret: Group[Every] = ask("Every kind, often, secretly?", default=(), marking=CONFIDENTIAL)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive?", default="0")

    rules = (Ordered("low", "high"),)
    seen = Seen("place", "at", "kind", "toll.best", "line", "severity")
