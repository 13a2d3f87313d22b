"""What is announced beforehand: movements, training, flights and construction (domain vocabulary, section 3.5)."""

from typing import Annotated

from ..core.handling import CONFIDENTIAL, DESK, LIAISON, MACHINE, STRICT
from ..core.kinds import Code, Line, Moment, Place, Text
from ..core.register import Register, Seen, Step, ask

_DESK = (DESK, LIAISON)


class Notification(
    Register,
    name="notification",
    prefix="NTF",
    steps=(
        Step("receive", None, "received", by=(*_DESK, MACHINE)),
        Step("acknowledge", "received", "acknowledged", by=_DESK),
        Step("question", ("received", "acknowledged"), "questioned", by=_DESK, needs=("reason",)),
        Step("answer", "questioned", "acknowledged", by=_DESK),
        Step("withdraw", ("received", "acknowledged", "questioned"), "withdrawn", by=_DESK, needs=("reason",)),
        Step("amend", ("received", "acknowledged", "questioned"), None, by=(*_DESK, MACHINE), needs=("reason",)),
    ),
):
    """A party says beforehand what it will do; to acknowledge it gives no permission."""

    actor: Line = ask("Who announces it?", hint="A party code of the mission")
    activity: Annotated[str, Code("activity")] = ask("What is announced?")
    starts: Moment = ask("When will it be?", hint="From and to")
    given_at: Moment = ask("When was it announced?")
    place: Place | None = ask("Where?", default=None, marking=STRICT)
    zone: Line | None = ask("In which zone?", default=None, marking=CONFIDENTIAL)
    account: Text | None = ask("In which words?", default=None, marking=CONFIDENTIAL)
    source: Line | None = ask("By which way did it come?", default=None, marking=CONFIDENTIAL)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="2")

    seen = Seen("place", "starts", "activity", None, "account", None)
