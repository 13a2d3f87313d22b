"""An opinion of the machine that a report tells of an event, which a person judges (architecture, rule 6)."""

from typing import Annotated

from ..core.handling import CONFIDENTIAL, DESK, MACHINE, VERIFIER
from ..core.kinds import Code, Count, Group, Line, Moment, Number, Ref, Refers
from ..core.register import Part, Register, Seen, Step, ask

_JUDGES = (DESK, VERIFIER)


class Feature(Part):
    """One thing that was compared, and what it says for or against one event."""

    feature: Annotated[str, Code("match_feature")] = ask("What was compared?")
    weight: Number = ask("How much does it say?", hint="Bits; above 0 for one event, below 0 against")
    said: Line | None = ask("What does the report say?", default=None)
    held: Line | None = ask("What is held of the other?", default=None)


class Match(
    Register,
    name="match",
    prefix="MCH",
    steps=(
        Step("propose", None, "proposed", by=(MACHINE,)),
        Step("revise", ("proposed", "withdrawn"), "proposed", by=(MACHINE,), needs=("reason",)),
        Step("link", "proposed", "linked", by=_JUDGES, needs=("basis",)),
        Step("reject", "proposed", "rejected", by=_JUDGES, needs=("reason",)),
        Step("unlink", "linked", "rejected", by=_JUDGES, needs=("reason",)),
        Step("withdraw", "proposed", "withdrawn", by=(MACHINE,), needs=("reason",)),
    ),
):
    """What the machine holds of one report and one incident, or of two reports: that they may tell of one event."""

    report: Annotated[Ref, Refers("report")] = ask("Which report?", marking=CONFIDENTIAL)
    incident: Annotated[Ref, Refers("incident")] | None = ask(
        "Which incident may it tell of?", default=None, marking=CONFIDENTIAL
    )
    other: Annotated[Ref, Refers("report")] | None = ask(
        "Which other report?", default=None, marking=CONFIDENTIAL, hint="Where no incident is recorded yet"
    )
    total: Number = ask("How much speaks for it, all told?", hint="Bits; above 0 more for it than against")
    chance: Number = ask("How likely is it, beside the other events near?", hint="Per cent")
    features: Group[Feature] = ask("What was compared?", default=(), marking=CONFIDENTIAL)
    happened_at: Moment | None = ask("When did it happen?", default=None)
    code_version: Line | None = ask("By which version of the comparison?", default=None)
    known_at: Count | None = ask("As known at which position?", default=None)

    seen = Seen(None, "happened_at", None, None, None, None)
    veiled = ("proposed", "linked", "rejected", "withdrawn")
