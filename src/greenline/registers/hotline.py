"""The hotline: calls between the sides through the secretariat (domain vocabulary, section 3.5)."""

from typing import Annotated

from ..core.handling import CONFIDENTIAL, DESK, HEAD, LIAISON, OBSERVER
from ..core.kinds import Code, Line, Moment, Number, Ref, Refers, Text
from ..core.register import Register, Seen, Step, ask

_LINE = (LIAISON, DESK, HEAD, OBSERVER)


class Call(
    Register,
    name="call",
    prefix="CLL",
    steps=(
        Step("log", None, "logged", by=_LINE),
        Step("follow_up", "logged", "followed_up", by=_LINE, needs=("follow_up",)),
        Step("amend", ("logged", "followed_up"), None, by=_LINE, needs=("reason",)),
    ),
):
    """One use of the hotline: which side asked for which, whether it was answered, what came of it."""

    at: Moment = ask("When?", hint="An instant with its offset")
    from_side: Line = ask("Which side called?", hint="A party code of the mission")
    to_side: Line = ask("Which side was called?", hint="A party code of the mission")
    at_level: Annotated[str, Code("commission_level")] | None = ask("At which level?", default=None)
    matter: Annotated[str, Code("duty_matter")] = ask("What is it about?", default="other")
    text: Text = ask("What was said?", marking=CONFIDENTIAL)
    answered: Annotated[str, Code("call_answer")] = ask("Was it answered?", default="unknown")
    answered_min: Number | None = ask("Within how many minutes?", default=None)
    outcome: Line | None = ask("What came of it?", default=None, marking=CONFIDENTIAL)
    follow_up: Line | None = ask("What was done afterwards?", default=None, marking=CONFIDENTIAL)
    case: Annotated[Ref, Refers("case")] | None = ask("Which case does it concern?", default=None, marking=CONFIDENTIAL)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="2")

    seen = Seen(None, "at", "matter", None, "text", None)
