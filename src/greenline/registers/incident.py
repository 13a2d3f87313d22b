"""What the mission holds to have happened: a judgement with a life of ten states, which cites reports."""

from typing import Annotated

from ..core.handling import CONFIDENTIAL, DESK, FEW, MACHINE, OBSERVER, RESTRICTED, VERIFIER
from ..core.kinds import Code, Codes, Count, Group, Line, Moment, Place, Ref, Refers, Refs, Text
from ..core.register import Register, Seen, Step, ask
from .attachment import Attachment
from .toll import Deaths, Party, Range, Share, Tally

OPEN_STATES = ("reported", "registered", "triaged", "under_verification", "reopened")
JUDGED = ("verified", "partially_verified", "unverifiable", "refuted")


class Incident(
    Register,
    name="incident",
    prefix="INC",
    steps=(
        Step("propose", None, "reported", by=(MACHINE, OBSERVER, DESK, VERIFIER)),
        Step("open", None, "registered", by=(DESK, VERIFIER)),
        Step("register", "reported", "registered", by=(DESK, VERIFIER)),
        Step("triage", "registered", "triaged", by=(DESK, VERIFIER)),
        Step("investigate", ("triaged", "reopened"), "under_verification", by=(VERIFIER,)),
        Step("verify", "under_verification", "verified", by=(VERIFIER,), needs=("basis",)),
        Step("verify_part", "under_verification", "partially_verified", by=(VERIFIER,), needs=("basis",)),
        Step("leave_open", "under_verification", "unverifiable", by=(VERIFIER,), needs=("basis",)),
        Step("refute", "under_verification", "refuted", by=(VERIFIER,), needs=("basis",)),
        Step("reopen", JUDGED, "reopened", by=(VERIFIER,), needs=("reason",)),
        Step("archive", JUDGED, "archived", by=(DESK, VERIFIER)),
        Step("merge", OPEN_STATES, "archived", by=(DESK, VERIFIER), needs=("reason", "merged_into")),
        Step("amend", (*OPEN_STATES, *JUDGED), None, by=(DESK, VERIFIER, MACHINE), needs=("reason",)),
    ),
):
    """What the mission holds to have happened, at a place and a time; it cites the reports that say so."""

    happened_at: Moment = ask("When did it happen?", hxl="#date+occurred", hint="A day, or an instant with its offset")
    place: Place = ask("Where did it happen?", marking=RESTRICTED, hxl="#geo")
    kind: Annotated[str, Code("incident_kind")] = ask("What kind of incident?", hxl="#event+type")
    secondary: Codes[Annotated[str, Code("incident_kind")]] = ask("What else was it?", default=())
    title: Line | None = ask("In a few words", default=None, marking=CONFIDENTIAL)
    account: Text | None = ask("What is held to have happened?", default=None, marking=CONFIDENTIAL, hxl="#description")
    reports: Annotated[Refs, Refers("report")] = ask("Which reports tell of it?", default=(), marking=CONFIDENTIAL)
    parties: Group[Party] = ask("Who took part, and how sure is that?", default=())
    weapons: Codes[Annotated[str, Code("weapon_class")]] = ask("Which classes of weapon?", default=())
    count: Tally | None = ask("How many of them?", default=None, hint="Shots, flights, vehicles; or the total's number")
    split: Group[Share] = ask("By whom how many of them?", default=())
    count_before: Count | None = ask("How many in the period before?", default=None)
    deaths: Deaths | None = ask("People killed", default=None)
    injured: Range | None = ask("People injured", default=None, hxl="#affected+injured")
    children: Count | None = ask("Children among them", default=None, marking=FEW)
    women: Count | None = ask("Women among them", default=None, marking=FEW)
    admin1: Line | None = ask("First-order area", default=None, hxl="#adm1+name")
    admin2: Line | None = ask("Second-order area", default=None, marking=CONFIDENTIAL, hxl="#adm2+name")
    clarity: Annotated[str, Code("clarity")] | None = ask("One event, or a total of several?", default=None)
    severity: Annotated[str, Code("severity")] | None = ask("How severe?", default=None, hxl="#severity")
    reliability: Annotated[str, Code("reliability")] = ask("Best source's reliability", default="F")
    credibility: Annotated[str, Code("credibility")] = ask("How credible is the account?", default="6")
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="2")
    merged_into: Annotated[Ref, Refers("incident")] | None = ask(
        "Which incident is it the same as?", default=None, marking=CONFIDENTIAL
    )
    attachments: Group[Attachment] = ask("Which files belong to it?", default=(), marking=CONFIDENTIAL)
    links: Annotated[Refs, Refers("incident")] = ask("Which incidents belong to it?", default=(), marking=CONFIDENTIAL)

    seen = Seen("place", "happened_at", "kind", "deaths.best", "title", "severity")
