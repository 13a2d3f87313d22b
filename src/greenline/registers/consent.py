"""Who allows what, where, until when: consent, status agreements, movement denied, protests (domain vocabulary, 4.4).

Consent is never one number: each state of it is a record with its day and its evidence, per party and territory.
"""

from typing import Annotated

from ..core.handling import ANALYST, CONFIDENTIAL, DESK, HEAD, LIAISON, OBSERVER, STRICT, VERIFIER
from ..core.handling import MACHINE as _MACHINE
from ..core.handling import RESTRICTED as _COARSE
from ..core.kinds import Code, Flag, Group, Line, Moment, Number, Place, Ref, Refers, Refs, Text
from ..core.register import Part, Register, Seen, Step, When, ask
from .attachment import Attachment

_STAFF = (LIAISON, DESK, ANALYST, HEAD)
_ALL = (OBSERVER, VERIFIER, DESK, ANALYST, LIAISON, HEAD)


class Sign(Part):
    """A dated piece of evidence for a state of consent."""

    kind: Annotated[str, Code("consent_sign")] = ask("Which kind of sign?")
    at: Moment = ask("When?")
    text: Line = ask("What was seen or said?")
    report: Annotated[Ref, Refers("report")] | None = ask("Which report tells of it?", default=None)
    incident: Annotated[Ref, Refers("incident")] | None = ask("Which incident?", default=None)
    source: Line | None = ask("Which source?", default=None)
    reliability: Annotated[str, Code("reliability")] = ask("How reliable is the source?", default="F")
    credibility: Annotated[str, Code("credibility")] = ask("How credible is it?", default="6")


class Consent(
    Register,
    name="consent",
    prefix="CNS",
    steps=(
        Step("enter", None, "held", by=(*_STAFF, _MACHINE)),
        Step("add_sign", "held", None, by=_STAFF, needs=("signs",)),
        Step("withdraw", "held", "withdrawn", by=(HEAD, ANALYST), needs=("reason",)),
        Step("amend", "held", None, by=(*_STAFF, _MACHINE), needs=("reason",)),
    ),
):
    """From a day on, a party's consent in a territory: full to withdrawn, with the signs it is read from. The next
    record of the same party and territory takes its place."""

    party: Line = ask("Whose consent?", hint="A party code of the mission")
    host: Flag = ask("Is it the host?", default=False)
    zone: Line | None = ask("In which territory?", default=None, hint="A zone of the mission; empty: all of it")
    degree: Annotated[str, Code("consent_degree")] = ask("How far does it consent?")
    since: Moment = ask("Since when?")
    until: Moment | None = ask("Until when?", default=None)
    terms: Text | None = ask("Under which conditions?", default=None, marking=CONFIDENTIAL)
    signs: Group[Sign] = ask("On which evidence?", default=(), marking=CONFIDENTIAL)
    account: Text | None = ask("What else is known?", default=None, marking=CONFIDENTIAL)
    source: Line | None = ask("Which source?", default=None, hxl="#meta+source")
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="2")

    seen = Seen(None, "since", "degree", None, "party", None)


class StatusAgreement(
    Register,
    name="status_agreement",
    prefix="SOA",
    steps=(
        Step("enter", None, "signed", by=(*_STAFF, _MACHINE)),
        Step("negotiate", None, "negotiating", by=(*_STAFF, _MACHINE)),
        Step("sign", "negotiating", "signed", by=_STAFF, needs=("signed",)),
        Step("apply", ("negotiating", "signed", "breached"), "applied", by=_STAFF, needs=("applies",)),
        Step("breach", ("signed", "applied"), "breached", by=(HEAD,), needs=("basis",)),
        Step("expire", ("negotiating", "signed", "applied", "breached"), "expired", by=_STAFF, needs=("reason",)),
        Step("amend", ("negotiating", "signed", "applied", "breached"), None, by=(*_STAFF, _MACHINE),
             needs=("reason",)),
    ),
):  # fmt: skip
    """A status agreement (SOFA, SOMA): the operation's standing in a host's territory."""

    level = 0

    title: Line = ask("What is it called?")
    kind: Annotated[str, Code("status_kind")] = ask("Of which kind?", default="sofa")
    host: Line = ask("With which host?", hint="A party code of the mission")
    signed: Moment | None = ask("When was it signed?", default=None)
    applies: Moment | None = ask("From when to when does it apply?", default=None)
    provisional: Flag | None = ask("Does the model agreement apply until then?", default=None)
    account: Text | None = ask("What else is known?", default=None)
    source: Line | None = ask("Which source?", default=None, hxl="#meta+source")
    reliability: Annotated[str, Code("reliability")] = ask("How reliable is the source?", default="F")
    credibility: Annotated[str, Code("credibility")] = ask("How credible is it?", default="6")
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="0")

    seen = Seen(None, "signed", "kind", None, "title", None)


class Restriction(
    Register,
    name="restriction",
    prefix="RST",
    steps=(
        Step("report", None, "reported", by=(*_ALL, _MACHINE)),
        Step("protest", "reported", "protested", by=_STAFF),
        Step("persist", ("reported", "protested"), "persists", by=_STAFF, needs=("reason",)),
        Step("resolve", ("reported", "protested", "persists"), "resolved", by=_STAFF, needs=("resolved",)),
        Step("amend", ("reported", "protested", "persists", "resolved"), None, by=(*_ALL, _MACHINE),
             needs=("reason",)),
    ),
):  # fmt: skip
    """Movement of the operation denied, delayed or hampered: by whom, where, for how long, with which reason."""

    kind: Annotated[str, Code("restriction_kind")] = ask("Which kind?")
    at: Moment = ask("When?", hint="From and to, if it lasted")
    party: Line = ask("Which party?", hint="A party code of the mission, or unknown")
    authority: Line | None = ask(
        "Which post, unit or commander?", default=None, marking=CONFIDENTIAL, hint="A post or an office; no name"
    )
    route: Line | None = ask("On which route?", default=None, marking=CONFIDENTIAL, hint="A zone of the mission")
    place: Place | None = ask("Where?", default=None, marking=_COARSE)
    zone: Line | None = ask("In which territory?", default=None, hint="A zone of the mission")
    duration_h: Number | None = ask("For how many hours?", default=None, hint="Empty: unknown, or as from and to tell")
    movement: Line | None = ask("What was to be moved, and what for?", default=None, marking=CONFIDENTIAL)
    reason_given: Line | None = ask("Which reason was given?", default=None, marking=CONFIDENTIAL)
    window: Annotated[Ref, Refers("window")] | None = ask("Which patrol or watch?", default=None, marking=STRICT)
    convoy: Line | None = ask("Which convoy?", default=None, marking=CONFIDENTIAL)
    reports: Annotated[Refs, Refers("report")] = ask("Which reports tell of it?", default=(), marking=CONFIDENTIAL)
    incident: Annotated[Ref, Refers("incident")] | None = ask(
        "Which incident is it?", default=None, marking=CONFIDENTIAL
    )
    resolved: Moment | None = ask("When was it resolved?", default=None)
    outcome: Line | None = ask("How?", default=None, marking=CONFIDENTIAL)
    account: Text | None = ask("What else is known?", default=None, marking=CONFIDENTIAL)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="2")

    seen = Seen("place", "at", "kind", None, "party", None)


class Protest(
    Register,
    name="protest",
    prefix="PRO",
    steps=(
        Step("draft", None, "drafted", by=_STAFF),
        Step("approve", "drafted", "approved", by=(HEAD,)),
        Step("send", "approved", "sent", by=(LIAISON, HEAD), needs=("sent",)),
        Step("answer", ("sent", "unanswered"), "answered", by=(LIAISON, HEAD), needs=("answer",)),
        Step("leave", "sent", "unanswered", by=(LIAISON, HEAD), needs=("reason",)),
        Step("close", ("answered", "unanswered"), "closed", by=(HEAD,), needs=("reason",)),
        Step("drop", ("drafted", "approved"), "dropped", by=(HEAD,), needs=("reason",)),
        Step("amend", ("drafted", "approved", "sent", "answered", "unanswered"), None, by=_STAFF, needs=("reason",)),
    ),
):
    """A note to a party about movement denied or another breach: drafted from records, approved, sent, answered."""

    veiled = ("drafted", "approved", "dropped")

    party: Line = ask("To which party?", hint="A party code of the mission")
    restrictions: Annotated[Refs, Refers("restriction")] = ask("About which restrictions?", default=())
    cases: Annotated[Refs, Refers("case")] = ask("About which cases?", default=(), marking=CONFIDENTIAL)
    measure: Annotated[str, Code("measure")] = ask("In which form?", default="written_protest")
    at_level: Annotated[str, Code("settlement_level")] | None = ask("At which level?", default=None)
    text: Text = ask("The note", marking=CONFIDENTIAL)
    asks: Line | None = ask("What does it ask for?", default=None, marking=CONFIDENTIAL)
    reply_by: Moment | None = ask("By when is an answer asked?", default=None)
    sent: Moment | None = ask("When was it sent?", default=None)
    answer: Text | None = ask("What was answered?", default=None, marking=CONFIDENTIAL, when=When("sent"))
    attachments: Group[Attachment] = ask("Which files belong to it?", default=(), marking=CONFIDENTIAL)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="2")

    seen = Seen(None, "sent", "measure", None, "party", None)
