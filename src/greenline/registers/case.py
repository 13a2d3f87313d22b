"""A violation case: from the allegation to its closing, with what each side says, and who holds it now.

Allegation, verification, attribution and determination are separate acts in separate fields (domain vocabulary, section
3.4). Nobody can keep an allegation from being registered: no step leads from `alleged` anywhere else.
"""

from typing import Annotated

from ..core.handling import (
    ANALYST,
    CONFIDENTIAL,
    CONFIDENTIAL_LEVEL,
    DESK,
    HEAD,
    LIAISON,
    MACHINE,
    OBSERVER,
    PLANNER,
    RESTRICTED_LEVEL,
    VERIFIER,
    Marking,
)  # fmt: skip
from ..core.kinds import Code, Codes, Flag, Group, Line, Moment, Place, Refers, Refs, Text
from ..core.register import Part, Register, Seen, Step, ask
from .attachment import Attachment

_ALL = (OBSERVER, VERIFIER, DESK, ANALYST, PLANNER, LIAISON, HEAD, MACHINE)
_CHAIR = (HEAD,)
_STAFF = (VERIFIER, HEAD)
BEFORE = (
    "alleged", "registered", "preliminary_check", "under_investigation", "reported", "attributed", "inadmissible",
)  # fmt: skip
AFTER = ("determined", "notified", "accepted", "contested", "reviewed", "action_requested", "unremedied", "standing")
OPEN = (*(state for state in BEFORE if state != "inadmissible"), *AFTER)
ENDED = ("inadmissible", "dismissed", "remedied", "closed", "referred")
# Before the determination nobody outside is told; after it what the joint body agrees (domain 6.4).
_UNTIL = Marking(CONFIDENTIAL_LEVEL, until=BEFORE, then=RESTRICTED_LEVEL)


class Investigation(Part):
    """Who looked into it, when, and whether they were let in."""

    team: Line | None = ask("Which team?", default=None, hint="Call signs, no names")
    tasked: Moment | None = ask("When was it tasked?", default=None)
    visited: Moment | None = ask("When did it first visit?", default=None)
    access: Annotated[str, Code("access_given")] | None = ask("Was access given?", default=None)
    denied_by: Line | None = ask("Who denied or restricted it?", default=None)
    found: Text | None = ask("What did it find?", default=None)


class Accused(Part):
    """Whom the allegation names; no finding of fact."""

    actor: Line = ask("Who?", hint="A party code of the mission")
    contested: Flag = ask("Is it contested that the clause binds them?", default=False)


class Attribution(Part):
    """Who did it, by which standard of proof and on which basis."""

    outcome: Annotated[str, Code("attributed")] | None = ask("To whom is it attributed?", default=None)
    parties: Line | None = ask("To which parties?", default=None, hint="Party codes, with commas between them")
    standard: Annotated[str, Code("proof_standard")] | None = ask("By which standard of proof?", default=None)
    basis: Codes[Annotated[str, Code("attribution_basis")]] = ask("On which basis?", default=())
    confidence: Annotated[str, Code("confidence")] | None = ask("How sure is that?", default=None)


class Saying(Part):
    """What a side says to it: a reply, a dissent, a contest."""

    actor: Line = ask("Which side?", hint="A party code of the mission")
    at: Moment | None = ask("When?", default=None)
    position: Annotated[str, Code("reply_position")] = ask("What is its position?", default="explains")
    text: Text | None = ask("In which words?", default=None)


class Determination(Part):
    """Whether it was a violation, and who decided that."""

    outcome: Annotated[str, Code("determined")] | None = ask("What was determined?", default=None)
    by: Line | None = ask("By whom?", default=None, hint="The body; no person's name")
    at: Moment | None = ask("When?", default=None)
    note: Text | None = ask("On which grounds?", default=None)


class Notice(Part):
    """That a side was told."""

    actor: Line = ask("Who was told?", hint="A party code of the mission")
    at: Moment = ask("When?")
    way: Line | None = ask("By which way?", default=None)
    reply_by: Moment | None = ask("By when is a reply asked?", default=None)


class Measure(Part):
    """What was done or asked for."""

    kind: Annotated[str, Code("measure")] = ask("Which measure?")
    at: Moment | None = ask("When?", default=None)
    actor: Line | None = ask("Towards whom?", default=None)
    level: Annotated[str, Code("settlement_level")] | None = ask("At which level?", default=None)
    asked: Line | None = ask("What was asked for?", default=None)
    due: Moment | None = ask("By when?", default=None)


class Remedy(Part):
    """What was done about it, and who checked."""

    what: Line | None = ask("What was done?", default=None)
    at: Moment | None = ask("When?", default=None)
    checked: Moment | None = ask("When was it checked?", default=None)
    checked_by: Line | None = ask("Who checked it?", default=None, hint="A call sign, no name")


class Case(
    Register,
    name="case",
    prefix="CAS",
    steps=(
        Step("allege", None, "alleged", by=_ALL),
        Step("carry", None, "standing", by=(DESK, HEAD, MACHINE), needs=("since",)),
        Step("register", "alleged", "registered", by=(DESK, VERIFIER, HEAD)),
        Step("check", "registered", "preliminary_check", by=(DESK, VERIFIER, HEAD)),
        Step("find_inadmissible", ("registered", "preliminary_check"), "inadmissible", by=_STAFF, needs=("reason",)),
        Step("investigate", ("registered", "preliminary_check"), "under_investigation", by=_STAFF),
        Step("report", "under_investigation", "reported", by=(VERIFIER,), needs=("basis",)),
        Step("attribute", "reported", "attributed", by=_STAFF, needs=("basis", "attribution")),
        Step("determine", "attributed", "determined", by=_CHAIR, needs=("basis", "determination")),
        Step("notify", "determined", "notified", by=(LIAISON, HEAD), needs=("notices",)),
        Step("accept", "notified", "accepted", by=(LIAISON, DESK, HEAD), needs=("replies",)),
        Step("contest", "notified", "contested", by=(LIAISON, DESK, HEAD), needs=("replies",)),
        Step("review", "contested", "reviewed", by=_STAFF, needs=("basis",)),
        Step("determine_again", "reviewed", "determined", by=_CHAIR, needs=("basis", "determination")),
        Step("request", ("determined", "notified", "accepted", "reviewed", "unremedied", "standing"),
             "action_requested", by=(LIAISON, HEAD), needs=("measures",)),
        Step("remedy", ("action_requested", "unremedied"), "remedied", by=_STAFF, needs=("basis", "remedy")),
        Step("leave_unremedied", ("action_requested", "accepted"), "unremedied", by=_STAFF, needs=("basis",)),
        Step("stand", ("unremedied", "action_requested"), "standing", by=_STAFF, needs=("since",)),
        Step("restore", "standing", "remedied", by=_STAFF, needs=("basis", "restored")),
        Step("close", ("determined", "accepted", "reviewed", "remedied", "unremedied"), "closed",
             by=_CHAIR, needs=("reason",)),
        Step("dismiss", "inadmissible", "dismissed", by=_CHAIR, needs=("reason",)),
        Step("refer", AFTER, "referred", by=_CHAIR, needs=("reason", "settlement")),
        Step("reopen", ENDED, "registered", by=_STAFF, needs=("reason",)),
        Step("escalate", OPEN, None, by=(DESK, LIAISON, HEAD), needs=("reason", "settlement")),
        Step("stop_clock", OPEN, None, by=(DESK, HEAD), needs=("reason", "clock_stopped")),
        Step("start_clock", OPEN, None, by=(DESK, HEAD), needs=("reason",)),
        Step("dissent", OPEN, None, by=(LIAISON, DESK, HEAD), needs=("dissents",)),
        Step("amend", (*OPEN, *ENDED), None, by=(DESK, VERIFIER, HEAD, MACHINE), needs=("reason",)),
    ),
):  # fmt: skip
    """An allegation that a provision was broken, and what became of it."""

    veiled = (*BEFORE, "dismissed")

    title: Line = ask("In a few words", marking=CONFIDENTIAL)
    incidents: Annotated[Refs, Refers("incident")] = ask(
        "Which incidents is it about?", default=(), marking=CONFIDENTIAL
    )
    provisions: Annotated[Refs, Refers("provision")] = ask("Which provisions?", default=())
    findings: Annotated[Refs, Refers("finding")] = ask("Which findings?", default=(), marking=CONFIDENTIAL)
    alleged_at: Moment | None = ask("When was it alleged?", default=None)
    alleged_by: Line | None = ask(
        "Who alleges it?", default=None, marking=CONFIDENTIAL, hint="A party, a body; no name"
    )
    alleger: Annotated[str, Code("alleger")] | None = ask("Which kind of alleger?", default=None)
    accused: Group[Accused] = ask("Against whom?", default=(), marking=_UNTIL)
    account: Text | None = ask("What is alleged?", default=None, marking=CONFIDENTIAL)
    severity: Annotated[str, Code("severity")] | None = ask("How severe?", default=None)
    settlement: Annotated[str, Code("settlement_level")] | None = ask(
        "At which level is it being settled?", default=None
    )
    place: Place | None = ask("Where?", default=None, marking=_UNTIL)
    happened_at: Moment | None = ask("When did it happen?", default=None)
    investigation: Investigation | None = ask("The investigation", default=None, marking=CONFIDENTIAL)
    attribution: Attribution | None = ask("The attribution", default=None, marking=_UNTIL)
    dissents: Group[Saying] = ask("Which sides dissent?", default=(), marking=_UNTIL)
    determination: Determination | None = ask("The determination", default=None, marking=_UNTIL)
    notices: Group[Notice] = ask("Who was told, and when?", default=(), marking=_UNTIL)
    replies: Group[Saying] = ask("What do the sides reply?", default=(), marking=_UNTIL)
    measures: Group[Measure] = ask("What was done or asked for?", default=(), marking=_UNTIL)
    remedy: Remedy | None = ask("The remedy", default=None, marking=_UNTIL)
    standing: Flag = ask("Does it stand until it is restored?", default=False)
    since: Moment | None = ask("Since when does it stand?", default=None)
    restored: Moment | None = ask("When was it restored?", default=None)
    contested: Flag = ask("Is it contested who did it or whether it binds them?", default=False)
    clock_stopped: Line | None = ask("Why does the clock stand still?", default=None, marking=CONFIDENTIAL)
    attachments: Group[Attachment] = ask("Which files belong to it?", default=(), marking=CONFIDENTIAL)
    source: Line | None = ask("Which source?", default=None, marking=CONFIDENTIAL, hxl="#meta+source")
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this case?", default="2")

    seen = Seen("place", "happened_at", "severity", None, "title", "severity")
