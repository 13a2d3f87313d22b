"""A warning from the outlook: proposed by a rule, issued or declined by a person, closed with what came of it.

What happened where nobody was warned stands here too, as a record of its own. None of it is ever taken away, and none
of it is evidence: a warning tells what may come, not who did what.
"""

from typing import Annotated

from ..core.handling import ADMIN, ANALYST, DESK, HEAD, LIAISON, MACHINE, OBSERVER, PLANNER, RECORDS, VERIFIER
from ..core.kinds import Code, Count, Line, Moment, Number, Ref, Refers, Refs, Text
from ..core.register import Register, Seen, Step, ask

_STAFF = (ANALYST, DESK, HEAD, PLANNER)
_PEOPLE = (
    OBSERVER,
    VERIFIER,
    LIAISON,
    RECORDS,
    ADMIN,
    *_STAFF,
)  # whom of them its rule names, `desk/warned.py` holds
JUDGED = ("issued", "declined", "lapsed")


class Warning(
    Register,
    name="warning",
    prefix="WRN",
    steps=(
        Step("propose", None, "proposed", by=(MACHINE, *_STAFF)),
        Step("issue", "proposed", "issued", by=_PEOPLE, needs=("basis",)),
        Step("decline", "proposed", "declined", by=_PEOPLE, needs=("reason",)),
        Step("lapse", "proposed", "lapsed", by=(MACHINE,), needs=("reason",)),
        Step("assess", JUDGED, None, by=(MACHINE,), needs=("outcome",)),
        Step("link", "issued", None, by=_STAFF, needs=("alert",)),
        Step("close", "issued", "closed", by=_STAFF, needs=("basis", "outcome")),
        Step("reopen", "closed", "issued", by=_STAFF, needs=("reason",)),
        Step("miss", None, "missed", by=(MACHINE, *_STAFF), needs=("outcome",)),
        Step("amend", "proposed", None, by=_STAFF, needs=("reason",)),
    ),
):
    """That something may come: where, when, how likely, by which rule; and whether it came. For the mission alone."""

    level = 3
    veiled = ("proposed", *JUDGED, "closed", "missed")

    rule: Line = ask("By which rule?", hint="A rule of mission.toml; of a person's own: person")
    area: Line = ask("For which ground?", hint="A sector, a zone or a cell")
    span: Moment = ask("For which time?", hint="First and last day")
    measure: Annotated[str, Code("warning_measure")] = ask("What is counted?", default="incidents")
    at_least: Count = ask("At least how many?", default=1)
    approver: Line | None = ask("Which role may issue it?", default=None)
    chance: Number | None = ask("How likely is it?", default=None, hint="Per cent")
    expected: Number | None = ask("How many are expected?", default=None)
    low: Number | None = ask("From how many", default=None, hint="Lower end of the central 90 %")
    high: Number | None = ask("To how many", default=None, hint="Upper end of the central 90 %")
    skill: Annotated[str, Code("warning_skill")] = ask("Does the forecast beat the past as it was?", default="unknown")
    carried_by: Annotated[Refs, Refers("incident")] = ask("Which incidents carry it most?", default=())
    alert: Annotated[Ref, Refers("alert")] | None = ask("Which alert was made of it?", default=None)
    account: Text | None = ask("What else?", default=None)
    outcome: Annotated[str, Code("warning_outcome")] | None = ask("What came of it?", default=None)
    came: Count | None = ask("How many came?", default=None)
    came_by: Annotated[Refs, Refers("incident")] = ask("Which incidents were they?", default=())
    model: Line | None = ask("By which model?", default=None)
    known_at: Count | None = ask("As known at which position?", default=None)

    seen = Seen(None, "span", "outcome", None, "area", None)
