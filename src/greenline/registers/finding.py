"""An opinion of the machine on a term, which a person judges (architecture, rules 6 to 8)."""

from typing import Annotated

from ..core.handling import HEAD, MACHINE, VERIFIER
from ..core.kinds import Code, Codes, Count, Flag, Group, Line, Moment, Number, Ref, Refers
from ..core.register import Part, Register, Seen, Step, ask

_JUDGES = (VERIFIER, HEAD)


class Versioned(Part):
    """The answer under one party's version of the ground."""

    held_by: Line = ask("Under whose version?", hint="ALL: the one agreed by all")
    answer: Annotated[str, Code("version_answer")] = ask("Which answer?")
    distance_m: Number | None = ask("How far from its edge?", default=None, hint="Metres; negative: on own ground")


class Finding(
    Register,
    name="finding",
    prefix="FND",
    steps=(
        Step("propose", None, "proposed", by=(MACHINE,)),
        Step("revise", "proposed", None, by=(MACHINE,), needs=("reason",)),
        Step("question", ("adopted", "rejected"), "questioned", by=(MACHINE,), needs=("reason",)),
        Step("adopt", ("proposed", "questioned"), "adopted", by=_JUDGES, needs=("basis",)),
        Step("reject", ("proposed", "questioned"), "rejected", by=_JUDGES, needs=("reason",)),
        Step("withdraw", "proposed", "withdrawn", by=(MACHINE, *_JUDGES), needs=("reason",)),
        Step("renew", "withdrawn", "proposed", by=(MACHINE,), needs=("reason",)),
    ),
):
    """What the machine holds of one provision, one party, and one incident or window: met, breached or unknown."""

    provision: Annotated[Ref, Refers("provision")] = ask("On which provision?")
    clause: Line = ask("Under which code?")
    party: Line | None = ask("Of which party?", default=None, hint="Empty: nobody is named")
    incident: Annotated[Ref, Refers("incident")] | None = ask("On which incident?", default=None)
    window: Moment | None = ask("For which time?", default=None)
    lasts: Flag = ask("Has it no end yet?", default=False, hint="Then the time is that of its beginning")
    position: Annotated[Ref, Refers("baseline")] | None = ask("On which position?", default=None)
    notification: Annotated[Ref, Refers("notification")] | None = ask("On which notification?", default=None)
    answer: Annotated[str, Code("answer")] = ask("Which answer?")
    reasons: Codes[Annotated[str, Code("finding_reason")]] = ask("For which reasons?", default=())
    versions: Group[Versioned] = ask("What under each party's version?", default=())
    entries: Line | None = ask("Which entries does it rest on?", default=None, hint="Their positions in this ledger")
    text_version: Line | None = ask("Under which text?", default=None, hint="Digest of the clause as it was read")
    code_version: Line | None = ask("By which version of the term?", default=None)
    known_at: Count | None = ask("As known at which position?", default=None)
    happened_at: Moment | None = ask("When did it happen?", default=None)

    seen = Seen(None, "happened_at", "answer", None, "clause", None)
