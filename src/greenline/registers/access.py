"""What keeps help from people and people from help: access constraints (domain vocabulary 6.1, nine kinds of AMRF)."""

from typing import Annotated

from ..core.handling import ANALYST, CONFIDENTIAL, DESK, HEAD, LIAISON, MACHINE, OBSERVER, RESTRICTED, STRICT
from ..core.kinds import Code, Line, Moment, Number, Place, Ref, Refers, Refs, Text
from ..core.register import Register, Seen, Step, ask
from .toll import Range

_STAFF = (LIAISON, DESK, ANALYST, HEAD)
TALKED = ("engaged", "persists", "escalated")
LIVE = ("reported", "coded", "corroborated", "shared", *TALKED)


class AccessConstraint(
    Register,
    name="access_constraint",
    prefix="ACX",
    steps=(
        Step("report", None, "reported", by=(*_STAFF, OBSERVER, MACHINE)),
        Step("code", "reported", "coded", by=_STAFF, needs=("kind", "impact")),
        Step("corroborate", "coded", "corroborated", by=_STAFF, needs=("basis",)),
        Step("share", ("coded", "corroborated"), "shared", by=(LIAISON, HEAD)),
        Step("engage", ("coded", "corroborated", "shared", *TALKED), "engaged", by=_STAFF, needs=("engaged_with",)),
        Step("ease", TALKED, "eased", by=_STAFF, needs=("outcome",)),
        Step("persist", TALKED, "persists", by=_STAFF, needs=("reason",)),
        Step("escalate", TALKED, "escalated", by=(LIAISON, HEAD), needs=("reason",)),
        Step("close", (*LIVE, "eased"), "closed", by=_STAFF, needs=("reason",)),
        Step("amend", (*LIVE, "eased"), None, by=_STAFF, needs=("reason",)),
    ),
):
    """An obstacle to help: which kind, whom it hits, and what came of talking about it. Who reports it says for whom
    it may be used."""

    at: Moment = ask("When?", hint="From and to, if it lasted")
    kind: Annotated[str, Code("access_kind")] | None = ask("Which of the nine kinds?", default=None)
    impact: Annotated[str, Code("access_impact")] | None = ask("What came of it?", default=None)
    place: Place | None = ask("Where?", default=None, marking=RESTRICTED)
    district: Line | None = ask("In which district?", default=None, marking=CONFIDENTIAL, hxl="#adm2+name")
    party: Line | None = ask("By which party?", default=None, hint="A party code of the mission, or unknown")
    authority: Line | None = ask(
        "Which post or office?", default=None, marking=CONFIDENTIAL, hint="A post or an office; no name"
    )
    affected: Range | None = ask("How many people does it hit?", default=None, marking=CONFIDENTIAL)
    days: Number | None = ask("For how many days?", default=None, hint="Empty: unknown")
    organisation_type: Annotated[str, Code("organisation_type")] | None = ask(
        "What kind of organisation reports it?", default=None, marking=CONFIDENTIAL
    )
    organisation: Line | None = ask("Which one?", default=None, marking=STRICT)
    use: Annotated[str, Code("access_use")] = ask(
        "For what may it be used?", default="internal", hint="As the organisation chose"
    )
    convoy: Annotated[Ref, Refers("convoy")] | None = ask("Which convoy was it?", default=None, marking=STRICT)
    reports: Annotated[Refs, Refers("report")] = ask("Which reports tell of it?", default=(), marking=CONFIDENTIAL)
    incident: Annotated[Ref, Refers("incident")] | None = ask(
        "Which incident is it?", default=None, marking=CONFIDENTIAL
    )
    engaged_with: Line | None = ask("With whom was it taken up?", default=None, marking=CONFIDENTIAL)
    outcome: Line | None = ask("What came of that?", default=None, marking=CONFIDENTIAL)
    account: Text | None = ask("What happened?", default=None, marking=CONFIDENTIAL)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="2")

    seen = Seen("place", "at", "kind", None, "account", None)
