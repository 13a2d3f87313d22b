"""What the operation was asked to do, by whom, with how many people (domain vocabulary, sections 4.1 to 4.3).

A mandate is one instrument; what it says of a ceiling or a task may be told by several sources, each a record of its
own. Rules of engagement are held in the general form alone: purposes that are authorised, never the rules themselves.
"""

from typing import Annotated

from ..core.handling import ANALYST, CONFIDENTIAL, DESK, HEAD, MACHINE, STRICT, VERIFIER
from ..core.kinds import Code, Codes, Count, Flag, Group, Line, Moment, Place, Ref, Refers, Refs, Text
from ..core.register import Part, Register, Seen, Step, ask

_STAFF = (DESK, ANALYST, HEAD)
_HELD = (
    Step("enter", None, "held", by=(*_STAFF, MACHINE)),
    Step("amend", "held", None, by=(*_STAFF, MACHINE), needs=("reason",)),
    Step("withdraw", "held", "withdrawn", by=_STAFF, needs=("reason",)),
)
RUNNING = ("mandated", "planned", "resourced", "active", "reduced")


class ReportDue(Part):
    """A report that the instrument asks for."""

    what: Line = ask("Which report?")
    to: Line | None = ask("To whom?", default=None)
    every_d: Count | None = ask("Every how many days?", default=None)
    due: Moment | None = ask("By when?", default=None)
    given: Moment | None = ask("When was the last one given?", default=None)


class Mandate(Register, name="mandate", prefix="MND", steps=_HELD):
    """An instrument that gives, changes or ends what the operation may do, and from when to when it holds."""

    level = 0

    instrument: Line = ask("Which instrument?", hint="Such as S/RES/2036")
    body: Line | None = ask("Of which body?", default=None)
    operation: Line | None = ask("Of which operation?", default=None, hint="Empty: the mission's own")
    adopted: Moment = ask("When was it adopted?")
    starts: Moment | None = ask("From when does it hold?", default=None, hint="Empty: from its adoption")
    expires: Moment | None = ask("Until when does it hold?", default=None, hint="Empty: not held, which is no end")
    effect: Annotated[str, Code("mandate_effect")] | None = ask("What does it do to the mandate?", default=None)
    chapter: Annotated[str, Code("un_chapter")] | None = ask("Under which chapter of the Charter?", default=None)
    means: Flag | None = ask("Does it authorise all necessary measures?", default=None)
    caveats: Codes[Annotated[str, Code("mandate_caveat")]] = ask("Under which caveats?", default=())
    purposes: Codes[Annotated[str, Code("force_purpose")]] = ask(
        "For which purposes is force authorised?", default=(), hint="In general; the rules themselves never stand here"
    )
    zones: Line | None = ask("In which zones?", default=None, hint="Zones of the mission, with commas between them")
    vote: Line | None = ask("With which vote?", default=None)
    penholder: Line | None = ask("Who held the pen?", default=None)
    reports: Group[ReportDue] = ask("Which reports does it ask for?", default=())
    paragraph: Text | None = ask("In which words?", default=None)
    account: Text | None = ask("What does it change?", default=None)
    source: Line | None = ask("Which source?", default=None, hxl="#meta+source")
    reliability: Annotated[str, Code("reliability")] = ask("How reliable is the source?", default="F")
    credibility: Annotated[str, Code("credibility")] = ask("How credible is it?", default="6")
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="0")

    seen = Seen(None, "adopted", "effect", None, "instrument", None)


class Ceiling(Register, name="ceiling", prefix="CEI", steps=_HELD):
    """How many people an instrument allows from a day on, as one source says it."""

    level = 0

    instrument: Line = ask("Which instrument?")
    operation: Line | None = ask("Of which operation?", default=None, hint="Empty: the mission's own")
    holds: Moment = ask("From when does it hold?", hint="Or the day by which it is to be reached")
    military: Count | None = ask("Military personnel", default=None)
    police: Count | None = ask("Police personnel", default=None)
    civilians: Count | None = ask("Civilian personnel", default=None)
    total: Count | None = ask("Uniformed personnel in all", default=None)
    note: Line | None = ask("What does the number mean?", default=None)
    source: Line | None = ask("Which source?", default=None, hxl="#meta+source")
    reliability: Annotated[str, Code("reliability")] = ask("How reliable is the source?", default="F")
    credibility: Annotated[str, Code("credibility")] = ask("How credible is it?", default="6")
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="0")

    seen = Seen(None, "holds", None, None, "instrument", None)


class Benchmark(Part):
    """By what it is seen that a task is fulfilled."""

    what: Line = ask("What is to be true?")
    due: Moment | None = ask("By when?", default=None)
    met: Annotated[str, Code("answer")] | None = ask("Is it met?", default=None, hint="Empty: unknown")
    basis: Line | None = ask("On which basis?", default=None)


class Task(
    Register,
    name="task",
    prefix="TSK",
    steps=(
        Step("mandate", None, "mandated", by=(*_STAFF, MACHINE)),
        Step("plan", "mandated", "planned", by=_STAFF),
        Step("resource", ("mandated", "planned"), "resourced", by=_STAFF),
        Step("begin", ("mandated", "planned", "resourced"), "active", by=_STAFF),
        Step("reduce", "active", "reduced", by=_STAFF, needs=("reason",)),
        Step("hand_over", RUNNING, "handed_over", by=(HEAD,), needs=("reason",)),
        Step("end", RUNNING, "ended", by=(HEAD,), needs=("reason",)),
        Step("judge", RUNNING, None, by=(VERIFIER, ANALYST, HEAD), needs=("benchmarks",)),
        Step("amend", (*RUNNING, "handed_over", "ended"), None, by=(*_STAFF, MACHINE), needs=("reason",)),
    ),
):
    """One mandated task: with which modality and strength, where, from when to when, and its benchmarks."""

    level = 0

    task: Annotated[str, Code("mandate_task")] = ask("Which task?")
    modality: Codes[Annotated[str, Code("task_modality")]] = ask("With which modality?", default=())
    strength: Annotated[str, Code("task_strength")] | None = ask("How strongly?", default=None)
    mandate: Annotated[Ref, Refers("mandate")] | None = ask("Of which mandate?", default=None)
    instrument: Line | None = ask("Of which instrument?", default=None, hint="Such as S/RES/2036")
    paragraph: Line | None = ask("Which paragraph?", default=None, hint="Empty: not held")
    operation: Line | None = ask("Of which operation?", default=None, hint="Empty: the mission's own")
    holds: Moment | None = ask("From when to when?", default=None)
    zones: Line | None = ask("In which zones?", default=None, hint="Zones of the mission, with commas between them")
    benchmarks: Group[Benchmark] = ask("By what is it seen that it is fulfilled?", default=())
    note: Line | None = ask("In a few words", default=None)
    source: Line | None = ask("Which source?", default=None, hxl="#meta+source")
    reliability: Annotated[str, Code("reliability")] = ask("How reliable is the source?", default="F")
    credibility: Annotated[str, Code("credibility")] = ask("How credible is it?", default="6")
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="0")

    seen = Seen(None, "holds", "task", None, "note", None)


class Force(
    Register,
    name="force",
    prefix="FRC",
    steps=(
        Step("tell", None, "reported", by=(*_STAFF, VERIFIER)),
        Step("review", "reported", "reviewed", by=(VERIFIER, HEAD), needs=("basis",)),
        Step("amend", ("reported", "reviewed"), None, by=(*_STAFF, VERIFIER), needs=("reason",)),
    ),
):
    """A use of force by the operation: its purpose, the highest level used, shots, effect, and what tells of it."""

    level = 3

    at: Moment = ask("When?")
    place: Place | None = ask("Where?", default=None, marking=STRICT)
    purpose: Annotated[str, Code("force_purpose")] = ask("For which purpose?")
    highest: Annotated[str, Code("force_level")] = ask("Which was the highest level used?")
    shots: Count | None = ask("How many shots?", default=None)
    effect: Line | None = ask("With which effect?", default=None, marking=CONFIDENTIAL)
    reports: Annotated[Refs, Refers("report")] = ask("Which reports tell of it?", default=(), marking=CONFIDENTIAL)
    incidents: Annotated[Refs, Refers("incident")] = ask("To which incidents?", default=(), marking=CONFIDENTIAL)
    account: Text | None = ask("What else is known?", default=None, marking=STRICT)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="3")

    seen = Seen("place", "at", "purpose", None, "effect", None)
