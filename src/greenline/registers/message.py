"""What is told to others at once: an alert, from its raising to its end.

It goes out when a second named person, or a rule that was approved beforehand, has released it; how it is sent and who
got it stands in `desk/alerts/`. Fields follow OASIS CAP 1.2, so that nothing need be made up when one is written.
"""

from typing import Annotated

from ..core.handling import ANALYST, CONFIDENTIAL, DESK, HEAD, LIAISON, MACHINE, OBSERVER, RESTRICTED, STRICT, VERIFIER
from ..core.kinds import Code, Codes, Count, Flag, Group, Line, Moment, Place, Ref, Refers, Shape, Text
from ..core.register import Part, Register, Seen, Step, ask

_WATCH = (DESK, HEAD)
_RAISERS = (*_WATCH, MACHINE)
_ALL = (OBSERVER, VERIFIER, DESK, ANALYST, LIAISON, HEAD, MACHINE)
STANDS = ("released", "acknowledged", "escalated")
ENDED = ("all_clear", "cancelled", "expired", "superseded")
OUTSIDE = (*STANDS, *ENDED)  # the states of alerts that somebody released


class Info(Part):
    """What is told in one language. `{place}`, `{time}` and `{kind}` become what each audience may know of them."""

    language: Annotated[str, Code("language")] = ask("In which language?")
    headline: Line = ask("Headline")
    description: Text | None = ask("What has happened?", default=None)
    instruction: Text | None = ask("What should people do?", default=None)


class Tally(Part):
    """How many messages of a channel came to what; written by the machine."""

    channel: Annotated[str, Code("alert_channel")] = ask("By which channel?")
    sent: Count = ask("Taken by the gateway", default=0)
    delivered: Count = ask("Reported as delivered", default=0)
    failed: Count = ask("Refused", default=0)
    expired: Count = ask("Not sent in time", default=0)


class Alert(
    Register,
    name="alert",
    prefix="ALT",
    steps=(
        Step("raise", None, "raised", by=_RAISERS),
        Step("amend", "raised", None, by=_WATCH, needs=("reason",)),
        Step("release", "raised", "released", by=_RAISERS),
        Step("drop", "raised", "dropped", by=_RAISERS, needs=("reason",)),
        Step("acknowledge", ("released", "escalated"), "acknowledged", by=_ALL),
        Step("escalate", "released", "escalated", by=_RAISERS),
        Step("all_clear", STANDS, "all_clear", by=_RAISERS, needs=("reason",)),
        Step("cancel", STANDS, "cancelled", by=_WATCH, needs=("reason",)),
        Step("supersede", STANDS, "superseded", by=(MACHINE,)),
        Step("expire", STANDS, "expired", by=_RAISERS),
        Step("tell", OUTSIDE, None, by=(MACHINE,), needs=("tallies",)),
    ),
):
    """A warning to an audience: how grave, where, in which words, until when. Nobody is told before its release."""

    degree: Annotated[str, Code("alert_level")] = ask("Which level?")
    at: Moment = ask("When was it raised?", hint="A day, or an instant with its offset")
    text: Text = ask("What lies behind it?", marking=CONFIDENTIAL, hint="For the mission; it is never sent")
    info: Group[Info] = ask("What is told, in which languages?", default=())
    place: Place | None = ask("Where?", default=None, marking=RESTRICTED)
    zone: Line | None = ask("In which zone?", default=None, hint="A zone of the mission")
    area: Shape | None = ask("For which ground?", default=None, marking=STRICT, hint="Well-Known Text of an area")
    kind: Annotated[str, Code("incident_kind")] | None = ask("What kind of event?", default=None)
    category: Annotated[str, Code("alert_category")] = ask("Which category?", default="Other")
    urgency: Annotated[str, Code("alert_urgency")] = ask("How soon must people act?", default="Unknown")
    severity: Annotated[str, Code("alert_severity")] = ask("How severe?", default="Unknown")
    certainty: Annotated[str, Code("alert_certainty")] = ask("How certain?", default="Unknown")
    onset: Moment | None = ask("From when on?", default=None)
    expires: Moment | None = ask("Until when does it hold?", default=None, hint="Needed for its release")
    exercise: Flag = ask("Is it an exercise?", default=False, hint="It is said everywhere, and cannot be taken off")
    scope: Annotated[str, Code("alert_scope")] = ask("For whom is it?", default="Restricted")
    told_to: Line = ask("For which audience?", default="mission")
    groups: Line | None = ask("Which groups are told?", default=None, marking=CONFIDENTIAL, hint="With commas between")
    channels: Codes[Annotated[str, Code("alert_channel")]] = ask(
        "By which channels?", default=(), hint="None: by all that a recipient has"
    )
    escalate_min: Count | None = ask(
        "After how many minutes does it go on when nobody acknowledges?", default=None, marking=CONFIDENTIAL
    )
    escalate_to: Line | None = ask("To which group then?", default=None, marking=CONFIDENTIAL)
    updates: Annotated[Ref, Refers("alert")] | None = ask("Which earlier alert does it update?", default=None)
    rule: Line | None = ask("Of which rule did it come?", default=None, marking=CONFIDENTIAL)
    cause: Line | None = ask(
        "Of which record did it come?", default=None, marking=CONFIDENTIAL, hint="A reference, such as INC-7K2QXM4D"
    )
    duty: Annotated[Ref, Refers("duty")] | None = ask(
        "Of which line of the duty log did it come?", default=None, marking=CONFIDENTIAL
    )
    tallies: Group[Tally] = ask("How many were told?", default=(), marking=CONFIDENTIAL)
    list_digest: Line | None = ask("Digest of the list of who was told", default=None, marking=CONFIDENTIAL)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this alert?", default="2")

    seen = Seen("place", "at", "degree", None, "text", None)
    veiled = ("raised", "dropped")
