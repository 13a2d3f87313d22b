"""Talk between exactly the people named: a thread, what is said in it, and what was done with a line.

These registers are apart: no list, map, count, export or history of the mission tells of them, not to the mission
either. `desk/threads` reads and writes them for who is named (docs/adr/0025-threads.md).
"""

from typing import Annotated

from ..core.handling import PARTICIPANT
from ..core.kinds import Code, Codes, Group, Line, Moment, Ref, Refers, Text
from ..core.register import Part, Register, Step, When, ask
from .attachment import Attachment

_NAMED = (PARTICIPANT,)
OPEN = ("open", "handed_over")  # the states in which something may be said


class Participant(Part):
    """Who takes part. Since when is told by the entry that let them in; earlier lines are theirs only if it says so."""

    who: Line = ask("Who?", hint="A call sign, an audience such as party:A, or the opaque id of a guest; no name")
    kind: Annotated[str, Code("participant_kind")] = ask("A person, a circle or a guest?")
    capacity: Line | None = ask("In which capacity?", default=None, hint="An office or a role; no name")
    language: Annotated[str, Code("language")] | None = ask("In which language?", default=None)
    earlier: Annotated[str, Code("thread_earlier")] = ask("Which earlier lines are theirs to read?", default="none")
    earlier_from: Annotated[Ref, Refers("said")] | None = ask("From which line on?", default=None)


class Thread(
    Register,
    name="thread",
    prefix="THR",
    steps=(
        Step("begin", None, "open", by=_NAMED),
        Step("let_in", OPEN, None, by=_NAMED, needs=("participants",)),
        Step("let_go", (*OPEN, "closed"), None, by=_NAMED, needs=("participants",)),
        Step("hand_over", "open", "handed_over", by=_NAMED, needs=("handed_to", "open_points", "reason")),
        Step("take_over", "handed_over", "open", by=_NAMED, needs=("keeper",)),
        Step("close", OPEN, "closed", by=_NAMED, needs=("reason",)),
        Step("reopen", "closed", "open", by=_NAMED, needs=("reason",)),
        Step("amend", OPEN, None, by=_NAMED, needs=("reason",)),
    ),
):
    """Talk about something, or about nothing in particular, between the people and circles that it names."""

    title: Line = ask("What is it called?")
    about: Ref | None = ask("About which record?", default=None, hint="Any record; none: about no record")
    matter: Annotated[str, Code("duty_matter")] = ask("What is it about?", default="other")
    participants: Group[Participant] = ask("Who takes part?")
    languages: Codes[Annotated[str, Code("language")]] = ask("In which languages?", default=())
    keeper: Line | None = ask("Who keeps it?", default=None, hint="The call sign of a liaison, no name")
    handed_to: Line | None = ask("To whom is it handed over?", default=None, hint="A call sign, no name")
    open_points: Text | None = ask("What is open?", default=None)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this talk?", default="2")

    apart = True


class Said(Register, name="said", prefix="SAI", steps=(Step("say", None, "said", by=_NAMED),)):
    """One line of a thread, in the words and the language of who said it. It is not changed afterwards."""

    thread: Annotated[Ref, Refers("thread")] = ask("In which thread?")
    speaker: Line = ask("Who says it?", hint="A call sign or the opaque id of a guest")
    at: Moment | None = ask("When was it written, if it was sent later?", default=None)
    text: Text = ask("In which words?")
    language: Annotated[str, Code("language")] | None = ask("In which language?", default=None)
    reply_to: Annotated[Ref, Refers("said")] | None = ask("In answer to which line?", default=None)
    attachments: Group[Attachment] = ask("Which files belong to it?", default=())

    apart = True


class Response(Register, name="response", prefix="RSP", steps=(Step("respond", None, "noted", by=_NAMED),)):
    """What somebody did with a line: acknowledged it, put it into another language, or made a record of it."""

    thread: Annotated[Ref, Refers("thread")] = ask("In which thread?")
    said: Annotated[Ref, Refers("said")] = ask("With which line?")
    kind: Annotated[str, Code("said_response")] = ask("What was done?")
    who: Line = ask("Who did it?", hint="A call sign or the opaque id of a guest")
    language: Annotated[str, Code("language")] | None = ask(
        "Into which language?", default=None, when=When("kind", ("translated",))
    )
    text: Text | None = ask("In which words?", default=None, when=When("kind", ("translated",)))
    became: Ref | None = ask("Which record came of it?", default=None, when=When("kind", ("became",)))

    apart = True
