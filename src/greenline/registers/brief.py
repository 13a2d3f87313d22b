"""What is issued: flashes, daily and weekly reports. Their figures are frozen; a correction shows both values."""

from typing import Annotated

from ..core.handling import ANALYST, CONFIDENTIAL, DESK, HEAD, LIAISON, MACHINE, VERIFIER
from ..core.kinds import Code, Count, File, Group, Line, Moment, Ref, Refers, Text
from ..core.register import Part, Register, Seen, Step, ask

_WRITERS = (DESK, ANALYST, HEAD)
_CLEARERS = (DESK, HEAD, VERIFIER, LIAISON)
_DRAFTED = ("draft", "cleared_component", "cleared_desk")


class Passage(Part):
    """The text of one section, written by a person."""

    section: Count = ask("Which section?", hint="1 to 11")
    text: Text = ask("What does it say?", marking=CONFIDENTIAL)


class Figure(Part):
    """A number as it was issued; after a correction the one before stays beside it."""

    name: Line = ask("Which figure?", hint="Its key in the report")
    value: Line = ask("Which value?")
    records: Text | None = ask("Which records does it count?", default=None)
    was: Line | None = ask("Which value was issued before?", default=None)
    why: Line | None = ask("Why was it corrected?", default=None)


class Clearance(Part):
    """Who cleared it for which component."""

    component: Line = ask("Which component?", hint="military, police, civil affairs, human rights, joint operations")
    by: Line = ask("Who cleared it?", hint="A call sign, no name")
    at: Moment = ask("When?")


class Brief(
    Register,
    name="brief",
    prefix="BRF",
    steps=(
        Step("draft", None, "draft", by=(*_WRITERS, MACHINE)),
        Step("write", "draft", None, by=_WRITERS),
        Step("amend", _DRAFTED, None, by=_WRITERS, needs=("reason",)),
        Step("clear_component", ("draft", "cleared_component"), "cleared_component", by=_CLEARERS,
             needs=("clearances",)),
        Step("clear_desk", "cleared_component", "cleared_desk", by=(DESK, HEAD)),
        Step("return", ("cleared_component", "cleared_desk"), "draft", by=_CLEARERS, needs=("reason",)),
        Step("release", "cleared_desk", "released", by=(DESK, HEAD), needs=("figures",)),
        Step("flash", None, "released", by=(DESK, HEAD)),
        Step("correct", ("released", "corrected"), "corrected", by=(DESK, HEAD), needs=("reason", "figures")),
        Step("withdraw", (*_DRAFTED, "released", "corrected"), "withdrawn", by=(DESK, HEAD), needs=("reason",)),
    ),
):  # fmt: skip
    """One issue of a report: for which day and audience, its passages, the figures as issued, who cleared it."""

    veiled = _DRAFTED

    kind: Annotated[str, Code("brief_kind")] = ask("Which product?", default="daily")
    day: Moment = ask("For which day or time?")
    audience: Line = ask("For which audience?", default="mission")
    known_at: Count | None = ask("As known at which position?", default=None)
    title: Line | None = ask("What is it called?", default=None)
    passages: Group[Passage] = ask("What do its sections say?", default=(), marking=CONFIDENTIAL)
    figures: Group[Figure] = ask("Which figures were issued?", default=())
    clearances: Group[Clearance] = ask("Who cleared it?", default=(), marking=CONFIDENTIAL)
    incident: Annotated[Ref, Refers("incident")] | None = ask("On which incident?", default=None)
    next_at: Moment | None = ask("When comes the next report?", default=None)
    file: File | None = ask("Which file was issued?", default=None, marking=CONFIDENTIAL, hint="Its SHA-256")
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="2")

    seen = Seen(None, "day", "kind", None, "title", None)
