"""What is told to others at once: an alert, from its raising to its end.

An alert is a record only: sending it anywhere (radio, message, siren) is another thing, which does not exist yet.
"""

from typing import Annotated

from ..core.handling import ANALYST, CONFIDENTIAL, DESK, HEAD, LIAISON, OBSERVER, RESTRICTED, VERIFIER
from ..core.kinds import Code, Line, Moment, Place, Ref, Refers, Text
from ..core.register import Register, Seen, Step, ask

_WATCH = (DESK, HEAD)
_ALL = (OBSERVER, VERIFIER, DESK, ANALYST, LIAISON, HEAD)
_STANDS = ("raised", "acknowledged")


class Alert(
    Register,
    name="alert",
    prefix="ALT",
    steps=(
        Step("raise", None, "raised", by=_WATCH),
        Step("acknowledge", "raised", "acknowledged", by=_ALL),
        Step("all_clear", _STANDS, "all_clear", by=_WATCH, needs=("reason",)),
        Step("expire", _STANDS, "expired", by=_WATCH),
        Step("cancel", _STANDS, "cancelled", by=_WATCH, needs=("reason",)),
        Step("amend", _STANDS, None, by=_WATCH, needs=("reason",)),
    ),
):
    """A warning to an audience: how grave, where, in which words, until when. Raising it sends nothing by itself."""

    degree: Annotated[str, Code("alert_level")] = ask("Which level?")
    at: Moment = ask("When was it raised?", hint="A day, or an instant with its offset")
    text: Text = ask("What is to be told?", marking=CONFIDENTIAL)
    place: Place | None = ask("Where?", default=None, marking=RESTRICTED)
    told_to: Line = ask("For which audience?", default="mission")
    duty: Annotated[Ref, Refers("duty")] | None = ask(
        "Of which line of the duty log did it come?", default=None, marking=CONFIDENTIAL
    )
    expires: Moment | None = ask("Until when does it hold?", default=None)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this alert?", default="2")

    seen = Seen("place", "at", "degree", None, "text", None)
