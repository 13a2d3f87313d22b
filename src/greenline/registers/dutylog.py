"""The watch: what came in and what was done about it, from one handover to the next."""

from typing import Annotated

from ..core.handling import ANALYST, CONFIDENTIAL, DESK, HEAD, LIAISON, MACHINE, OBSERVER, VERIFIER
from ..core.kinds import Code, Group, Line, Moment, Place, Ref, Refers, Refs, Text
from ..core.register import Register, Seen, Step, ask
from .attachment import Attachment

_WATCH = (DESK, HEAD)
_ALL = (OBSERVER, VERIFIER, DESK, ANALYST, LIAISON, HEAD)


class Duty(
    Register,
    name="duty",
    prefix="DTY",
    steps=(
        Step("log", None, "logged", by=_ALL),
        Step("task", None, "tasked", by=_ALL, needs=("task",)),
        Step("propose_task", None, "tasked", by=(MACHINE,), needs=("task", "cause")),
        Step("set_task", "logged", "tasked", by=_WATCH, needs=("task",)),
        Step("done", "tasked", "done", by=_ALL, needs=("action",)),
        Step("reopen", "done", "tasked", by=_WATCH, needs=("reason",)),
        Step("hand_over", None, "handed_over", by=_WATCH, needs=("handed_to",)),
        Step("take_over", "handed_over", "taken_over", by=_WATCH),
        Step("link", ("logged", "tasked", "done"), None, by=_ALL, needs=("reports",)),
        Step("amend", ("logged", "tasked", "done", "handed_over", "taken_over"), None, by=_ALL, needs=("reason",)),
    ),
):
    """One line of the duty log: when, from whom, to whom, what it is about, what was done."""

    at: Moment = ask("When?", hint="A day, or an instant with its offset")
    sender: Line | None = ask("From whom?", default=None, marking=CONFIDENTIAL, hint="A call sign, no name")
    receiver: Line | None = ask("To whom?", default=None, marking=CONFIDENTIAL, hint="A call sign, no name")
    matter: Annotated[str, Code("duty_matter")] = ask("What is it about?", default="other")
    text: Text = ask("What was said?", marking=CONFIDENTIAL)
    action: Text | None = ask("What was done?", default=None, marking=CONFIDENTIAL)
    place: Place | None = ask("Where?", default=None, marking=CONFIDENTIAL)
    task: Line | None = ask("What is to be done?", default=None, marking=CONFIDENTIAL)
    task_for: Line | None = ask("By whom?", default=None, marking=CONFIDENTIAL, hint="A call sign, no name")
    task_due: Moment | None = ask("By when?", default=None)
    handed_to: Line | None = ask("Who takes the watch?", default=None, marking=CONFIDENTIAL, hint="A call sign")
    reports: Annotated[Refs, Refers("report")] = ask("Which reports came of it?", default=(), marking=CONFIDENTIAL)
    case: Annotated[Ref, Refers("case")] | None = ask("Which case does it concern?", default=None, marking=CONFIDENTIAL)
    cause: Line | None = ask(
        "Of which record did it come?", default=None, marking=CONFIDENTIAL, hint="A reference, such as CVY-7K2QXM4D"
    )
    attachments: Group[Attachment] = ask("Which files belong to it?", default=(), marking=CONFIDENTIAL)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this line?", default="2")

    seen = Seen("place", "at", "matter", None, "text", None)
