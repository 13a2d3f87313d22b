"""Meetings of joint bodies: who sat at the table, what was dealt with, who dissents and in which words.

Life cycle of domain vocabulary, section 8; agenda, quorum and minutes of section 3.5. Nobody can take an open case off
an agenda: no outcome of an item means that, and `desk/judgement.py` refuses to let one vanish.
"""

from typing import Annotated, ClassVar

from ..core.handling import CONFIDENTIAL, DESK, HEAD, LIAISON, MACHINE
from ..core.kinds import Code, Codes, Count, File, Group, Line, Moment, Ref, Refers, Text
from ..core.register import Ordered, Part, Register, Seen, Step, ask

_STAFF = (LIAISON, DESK, HEAD)
AHEAD = ("agreed", "scheduled", "postponed")
SAT = ("held", "recorded", "followed_up")
ABOUT = ("case", "commitment", "notification", "provision")  # what an item may be about: one of them, or words alone


class Attending(Part):
    """Who sat there for one side; what is empty is not known, and no side is counted as absent for that."""

    actor: Line = ask("Which side?", hint="A party code of the mission, or a side that the body's rules name")
    delegates: Count | None = ask("How many delegates?", default=None, hint="0: nobody came")
    mandate: Line | None = ask("With which mandate?", default=None, hint="To decide, to report back; no names")
    women: Count | None = ask("How many of them are women?", default=None)
    women_speaking: Count | None = ask("How many women spoke?", default=None)
    youth: Count | None = ask("How many of them are 15 to 29?", default=None)
    youth_speaking: Count | None = ask("How many of these spoke?", default=None)
    rules: ClassVar = (Ordered("women_speaking", "women", "delegates"), Ordered("youth_speaking", "youth", "delegates"))


class Item(Part):
    """One item of the agenda, and what came of it. How often it stood there before is counted, not typed."""

    words: Line = ask("In a few words")
    case: Annotated[Ref, Refers("case")] | None = ask("About which case?", default=None)
    commitment: Annotated[Ref, Refers("commitment")] | None = ask("About which commitment?", default=None)
    notification: Annotated[Ref, Refers("notification")] | None = ask("About which notification?", default=None)
    provision: Annotated[Ref, Refers("provision")] | None = ask("About which provision?", default=None)
    outcome: Annotated[str, Code("item_outcome")] | None = ask("What came of it?", default=None)
    decision: Text | None = ask("What was decided?", default=None)
    referred_to: Annotated[str, Code("settlement_level")] | None = ask("Referred up to which level?", default=None)


class Dissent(Part):
    """What one side says against an item, in its own words."""

    item: Count = ask("On which item?", hint="Its number on the agenda, from 1")
    actor: Line = ask("Which side?", hint="A party code of the mission")
    words: Text = ask("In which words?")


class Paper(Part):
    """One issue of the minutes, as it was kept; written by the issuing alone."""

    version: Count = ask("Which version?")
    file: File = ask("Which file?", hint="Its SHA-256")
    digest: Line = ask("Which digest of what it says?")
    known_at: Count = ask("As known at which position?")


class Check(Part):
    """What a side says of the minutes when it has checked them."""

    actor: Line = ask("Which side?", hint="A party code of the mission")
    version: Count = ask("Which version of the minutes?")
    outcome: Annotated[str, Code("minutes_check")] = ask("What does it say?")
    at: Moment | None = ask("When?", default=None)
    words: Text | None = ask("With which reservation?", default=None)


class Meeting(
    Register,
    name="meeting",
    prefix="MTG",
    steps=(
        Step("propose", None, "proposed", by=(*_STAFF, MACHINE)),
        Step("set_agenda", ("proposed", *AHEAD), None, by=_STAFF, needs=("agenda",)),
        Step("agree", "proposed", "agreed", by=_STAFF),
        Step("schedule", AHEAD, "scheduled", by=_STAFF, needs=("scheduled",)),
        Step("postpone", ("agreed", "scheduled"), "postponed", by=_STAFF, needs=("reason",)),
        Step("boycott", "scheduled", "boycotted", by=_STAFF, needs=("boycotted_by",)),
        Step("convene_again", "boycotted", "agreed", by=_STAFF),
        Step("hold", "scheduled", "held", by=_STAFF, needs=("held", "attendance")),
        Step("note", "held", None, by=_STAFF),
        Step("record", ("held", "boycotted"), "recorded", by=_STAFF),
        Step("dissent", ("held", "recorded"), None, by=_STAFF, needs=("dissents",)),
        Step("issue", ("recorded", "followed_up"), None, by=_STAFF, needs=("papers",)),
        Step("check", ("recorded", "followed_up"), None, by=_STAFF, needs=("checks",)),
        Step("follow_up", "recorded", "followed_up", by=_STAFF),
        Step("withdraw", ("proposed", *AHEAD), "withdrawn", by=_STAFF, needs=("reason",)),
        Step("amend", ("proposed", *AHEAD, "boycotted", *SAT), None, by=_STAFF, needs=("reason",)),
    ),
):
    """One session of a joint body, from its proposal to its follow-up."""

    level = 1
    veiled = ("proposed",)

    body: Line = ask("Of which body?", hint="Its code in mission.toml")
    session: Annotated[str, Code("session_kind")] = ask("Which kind of session?", default="regular")
    at_level: Annotated[str, Code("commission_level")] | None = ask("At which level?", default=None)
    track: Annotated[str, Code("track")] | None = ask("On which track?", default=None)
    scheduled: Moment | None = ask("For when is it set?", default=None)
    held: Moment | None = ask("When was it held?", default=None)
    venue: Line | None = ask("Where does it meet?", default=None, marking=CONFIDENTIAL)
    chair: Line | None = ask("Who chairs it?", default=None, hint="A side or a body; no person's name")
    attendance: Group[Attending] = ask("Who sat at the table?", default=())
    languages: Codes[Annotated[str, Code("language")]] = ask("In which languages?", default=())
    boycotted_by: Line | None = ask("Who stayed away?", default=None, hint="Party codes, with commas between them")
    agenda: Group[Item] = ask("What is on the agenda?", default=())
    dissents: Group[Dissent] = ask("Who dissents?", default=())
    next_on: Moment | None = ask("When is the next session?", default=None)
    papers: Group[Paper] = ask("Which minutes were issued?", default=())
    checks: Group[Check] = ask("What do the sides say of the minutes?", default=())
    account: Text | None = ask("What is for the secretariat only?", default=None, marking=CONFIDENTIAL)
    source: Line | None = ask("Which source?", default=None, marking=CONFIDENTIAL, hxl="#meta+source")
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="1")

    seen = Seen(None, "held", "session", None, "body", None)
