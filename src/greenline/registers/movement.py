"""What is announced beforehand: movements, training, flights and construction of parties (domain vocabulary, section
3.5); convoys and static sites of those who help, told to parties so that they may be spared (section 6.1).

Who acknowledges such a notice gives no permission and no guarantee; without one nobody's standing in law changes. Lists
of convoys and sites are strict as a whole: no audience outside the mission is told that they exist.
"""

from typing import Annotated

from ..core.handling import CONFIDENTIAL, DESK, HEAD, LIAISON, MACHINE, OBSERVER, PLANNER, STRICT
from ..core.kinds import Code, Count, Flag, Group, Line, Moment, Place, Ref, Refers, Shape, Text
from ..core.register import Part, Register, Seen, Step, When, ask

_DESK = (DESK, LIAISON)
_STAFF = (DESK, LIAISON, PLANNER, HEAD)
_ROAD = (*_STAFF, OBSERVER)  # who hears from a convoy on its way
_NO_LEAVE = "It informs; to acknowledge it gives no permission and no guarantee"
ANNOUNCED = ("submitted", "acknowledged", "questioned")
UNDER_WAY = ("active", "delayed", "denied", "attacked")
MOVED = (*UNDER_WAY, "turned_back", "arrived")


class Notification(
    Register,
    name="notification",
    prefix="NTF",
    steps=(
        Step("receive", None, "received", by=(*_DESK, MACHINE)),
        Step("acknowledge", "received", "acknowledged", by=_DESK),
        Step("question", ("received", "acknowledged"), "questioned", by=_DESK, needs=("reason",)),
        Step("answer", "questioned", "acknowledged", by=_DESK),
        Step("withdraw", ("received", "acknowledged", "questioned"), "withdrawn", by=_DESK, needs=("reason",)),
        Step("amend", ("received", "acknowledged", "questioned"), None, by=(*_DESK, MACHINE), needs=("reason",)),
    ),
):
    """A party says beforehand what it will do; to acknowledge it gives no permission."""

    actor: Line = ask("Who announces it?", hint="A party code of the mission")
    activity: Annotated[str, Code("activity")] = ask("What is announced?")
    starts: Moment = ask("When will it be?", hint="From and to")
    given_at: Moment = ask("When was it announced?")
    place: Place | None = ask("Where?", default=None, marking=STRICT)
    zone: Line | None = ask("In which zone?", default=None, marking=CONFIDENTIAL)
    account: Text | None = ask("In which words?", default=None, marking=CONFIDENTIAL)
    source: Line | None = ask("By which way did it come?", default=None, marking=CONFIDENTIAL)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="2")

    seen = Seen("place", "starts", "activity", None, "account", None)


class Passage(Part):
    """A convoy at a checkpoint: when it came, when it went on, and what happened there."""

    checkpoint: Line = ask("Which checkpoint?")
    party: Line | None = ask("Who holds it?", default=None, hint="A party code of the mission, or unknown")
    place: Place | None = ask("Where?", default=None)
    came: Moment | None = ask("When did it come there?", default=None)
    passed: Moment | None = ask("When did it go on?", default=None)
    outcome: Annotated[str, Code("passage")] = ask("What happened?", default="expected")
    note: Line | None = ask("In a few words", default=None)


class Convoy(
    Register,
    name="convoy",
    prefix="CVY",
    steps=(
        Step("draft", None, "draft", by=_STAFF),
        Step("submit", "draft", "submitted", by=_STAFF, needs=("submitted",)),
        Step("acknowledge", ("submitted", "questioned"), "acknowledged", by=_DESK),
        Step("question", ("submitted", "acknowledged"), "questioned", by=_DESK, needs=("reason",)),
        Step("answer", "questioned", "submitted", by=_STAFF, needs=("submitted",)),
        Step("depart", ANNOUNCED, "active", by=_ROAD, needs=("departed",)),
        Step("pass_checkpoint", ("active", "delayed"), "active", by=_ROAD, needs=("passages",)),
        Step("delay", "active", "delayed", by=_ROAD, needs=("reason",)),
        Step("deny", ("active", "delayed"), "denied", by=_ROAD, needs=("stopped_at",)),
        Step("attack", UNDER_WAY[:3], "attacked", by=_ROAD, needs=("stopped_at",)),
        Step("resume", UNDER_WAY[1:], "active", by=_ROAD),
        Step("turn_back", UNDER_WAY, "turned_back", by=_ROAD, needs=("reason",)),
        Step("arrive", UNDER_WAY, "arrived", by=_ROAD, needs=("arrived",)),
        Step("close", ("arrived", "turned_back"), "closed", by=_STAFF),
        Step("cancel", ("draft", *ANNOUNCED), "cancelled", by=_STAFF, needs=("reason",)),
        Step("amend", ("draft", *ANNOUNCED, *MOVED), None, by=_ROAD, needs=("reason",)),
    ),
):  # fmt: skip
    """A movement of aid or of the mission that was told to the parties, along its checkpoints to its end. To
    acknowledge it gives no permission."""

    level = 3
    veiled = ("draft", *ANNOUNCED, *MOVED, "closed", "cancelled")

    kind: Annotated[str, Code("convoy_kind")] = ask("What kind of movement?")
    organisation: Line = ask("Whose is it?", marking=STRICT, hint=_NO_LEAVE)
    notified: Line | None = ask("Which party is told?", default=None, hint="A party code of the mission")
    submitted: Moment | None = ask("When was it passed on?", default=None, hint="An instant with its offset")
    emergency: Flag = ask("Is it an emergency?", default=False, hint="Then 24 hours ahead do, not 48; say which one")
    emergency_words: Line | None = ask("Which emergency?", default=None, when=When("emergency", (True,)))
    starts: Moment = ask("When is it to leave?", hint="An instant with its offset")
    ends: Moment | None = ask("When is it to arrive?", default=None)
    origin: Place | None = ask("From where?", default=None, marking=STRICT)
    destination: Place | None = ask("Where to?", default=None, marking=STRICT)
    route: Text | None = ask("By which way?", default=None, marking=STRICT)
    path: Shape | None = ask("Its way on the map", default=None, marking=STRICT, hint="Well-Known Text of a line")
    vehicles: Count | None = ask("How many vehicles?", default=None, marking=STRICT)
    plates: Text | None = ask("Which plates?", default=None, marking=STRICT)
    people: Count | None = ask("How many people?", default=None, marking=STRICT)
    cargo: Text | None = ask("With what on board?", default=None, marking=STRICT)
    marks: Line | None = ask("How is it marked?", default=None, marking=STRICT, hint="Logos, flags, roof markings")
    escort: Annotated[str, Code("escort")] = ask("With which escort?", default="none")
    escort_asked_by: Line | None = ask("Who asked for the escort?", default=None, marking=STRICT)
    passages: Group[Passage] = ask("Along which checkpoints?", default=(), marking=STRICT)
    departed: Moment | None = ask("When did it leave?", default=None)
    stopped_at: Moment | None = ask("When was it stopped?", default=None, hint="From and to, if it lasted")
    stopped_by: Line | None = ask("By which party?", default=None, hint="A party code of the mission, or unknown")
    reason_given: Line | None = ask("Which reason was given?", default=None, marking=CONFIDENTIAL)
    incident: Annotated[Ref, Refers("incident")] | None = ask(
        "Which incident was it?", default=None, marking=CONFIDENTIAL
    )
    arrived: Moment | None = ask("When did it arrive?", default=None)
    account: Text | None = ask("What else is known?", default=None, marking=STRICT)

    seen = Seen("origin", "starts", "kind", None, "organisation", None)


class StaticSite(
    Register,
    name="static_site",
    prefix="SPS",
    steps=(
        Step("draft", None, "draft", by=_STAFF),
        Step("submit", "draft", "submitted", by=_STAFF, needs=("submitted",)),
        Step("acknowledge", ("submitted", "questioned"), "acknowledged", by=_DESK),
        Step("question", ("submitted", "acknowledged"), "questioned", by=_DESK, needs=("reason",)),
        Step("answer", "questioned", "submitted", by=_STAFF, needs=("submitted",)),
        Step("renew", ANNOUNCED, "submitted", by=_STAFF, needs=("submitted", "expires")),
        Step("close", ("draft", *ANNOUNCED), "closed", by=_STAFF, needs=("reason",)),
        Step("amend", ("draft", *ANNOUNCED), None, by=_STAFF, needs=("reason",)),
    ),
):
    """A place of those who help, told to the parties until a day; after its end its coordinates are to be erased. To
    acknowledge it gives no permission."""

    level = 3
    veiled = ("draft", *ANNOUNCED, "closed")

    kind: Annotated[str, Code("static_site_kind")] = ask("What kind of place?")
    organisation: Line = ask("Whose is it?", marking=STRICT, hint=_NO_LEAVE)
    notified: Line | None = ask("Which party is told?", default=None, hint="A party code of the mission")
    submitted: Moment | None = ask("When was it passed on?", default=None, hint="An instant with its offset")
    expires: Moment = ask("Until when does it hold?")
    place: Place | None = ask("Where is it?", default=None, marking=STRICT, hint="Erased when it is closed")
    area: Shape | None = ask("Which ground is it?", default=None, marking=STRICT, hint="Well-Known Text of an area")
    people: Count | None = ask("How many people are there?", default=None, marking=STRICT)
    marks: Line | None = ask("How is it marked?", default=None, marking=STRICT, hint="Logos, flags, roof markings")
    account: Text | None = ask("What else is known?", default=None, marking=STRICT)

    seen = Seen("place", "expires", "kind", None, "organisation", None)
