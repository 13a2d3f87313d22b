"""Protection: alerts of communities, threats, casualties and evacuation, own patrols (domain vocabulary, 5 and 9).

Who gives an alert is never named: an opaque id that only the mission reads. Threat and vulnerability are two scores by
two hands. Of an own patrol it is known when it was heard of, never where it is.
"""

from typing import Annotated

from ..core.handling import (
    ANALYST,
    CONFIDENTIAL,
    DESK,
    HEAD,
    LIAISON,
    MACHINE,
    OBSERVER,
    OWN_PLACE,
    PLANNER,
    STRICT,
    STRICT_LEVEL,
    VERIFIER,
    Marking,
)
from ..core.kinds import Code, Codes, Count, Flag, Group, Line, Moment, Place, Ref, Refers, Refs, Text
from ..core.register import Part, Register, Seen, Step, ask

_VEILED_PLACE = Marking(STRICT_LEVEL, grid_km=10)  # to nobody outside sharper than 10 km: it may tell who called
_ALL = (OBSERVER, VERIFIER, DESK, ANALYST, LIAISON, HEAD)
_DESK = (DESK, HEAD)
_WEIGH = (DESK, ANALYST, VERIFIER, HEAD)
DECIDABLE = ("actionable", "watched")
ENDED = ("effect", "watched", "passed_on", "declined")  # what a community is owed an answer after
WAITING = ("received", "logged", "assessed", "actionable")  # nobody has decided yet
ANSWERING = ("tasked", "responding")
OUTSIDE = ("out", "halted", "contact", "turned_back")
ALARMED = "overdue"


class CommunityAlert(
    Register,
    name="community_alert",
    prefix="CAL",
    steps=(
        Step("receive", None, "received", by=_ALL),
        Step("log", "received", "logged", by=_ALL, needs=("t_called_back",)),
        Step("assess", ("received", "logged"), "assessed", by=_WEIGH, needs=("t_assessed",)),
        Step("find_false", "assessed", "false", by=_WEIGH, needs=("reason",)),
        Step("find_duplicate", ("received", "logged", "assessed"), "duplicate", by=_WEIGH, needs=("duplicate_of",)),
        Step("confirm", "assessed", "actionable", by=_WEIGH),
        Step("respond", DECIDABLE, "tasked", by=_DESK, needs=("officer", "t_decision", "components")),
        Step("keep_watch", "actionable", "watched", by=_DESK, needs=("officer", "t_decision", "reason")),
        Step("pass_on", DECIDABLE, "passed_on", by=_DESK, needs=("officer", "t_decision", "passed_to", "reason")),
        Step("decline", DECIDABLE, "declined", by=_DESK, needs=("officer", "t_decision", "no_response", "reason")),
        Step("depart", "tasked", "responding", by=_DESK, needs=("t_depart",)),
        Step("arrive", "responding", None, by=_DESK, needs=("t_arrive",)),
        Step("stand_down", ANSWERING, "declined", by=_DESK, needs=("officer", "no_response", "reason")),
        Step("tell_effect", "responding", "effect", by=_DESK, needs=("effect",)),
        Step("review", ENDED, "after_action", by=_WEIGH, needs=("t_feedback", "feedback")),
        Step("reopen", ("false", "duplicate"), "assessed", by=_DESK, needs=("reason",)),
        Step("amend", (*WAITING, *ANSWERING, *ENDED, "after_action"), None, by=_ALL, needs=("reason",)),
    ),
):
    """What a community tells of a danger, and what was decided and done, from the call to the answer it was given."""

    t_received: Moment = ask("When did it come in?", hint="An instant with its offset")
    t_event: Moment | None = ask("When did or will it happen?", default=None)
    way: Annotated[str, Code("alert_way")] | None = ask("By which way did it come?", default=None)
    reporter: Line | None = ask(
        "Whose alert is it?", default=None, marking=STRICT, hint="An id that says nothing, such as FP-07; never a name"
    )
    reporter_kind: Annotated[str, Code("reporter_kind")] | None = ask(
        "What kind of reporter?", default=None, marking=CONFIDENTIAL
    )
    place: Place | None = ask("Where?", default=None, marking=_VEILED_PLACE)
    text: Text = ask("What was said?", marking=STRICT, hint="Without names or numbers of who said it")
    kind: Annotated[str, Code("incident_kind")] | None = ask("What is feared?", default=None)
    degree: Annotated[str, Code("alert_level")] = ask("Which level?", default="yellow")
    life_threat: Flag | None = ask("Are lives in danger now?", default=None, hint="Empty: unknown; clocks take it so")
    phase: Annotated[str, Code("protection_phase")] | None = ask("In which phase?", default=None)
    tiers: Codes[Annotated[str, Code("protection_tier")]] = ask("Which tiers of action?", default=())
    credibility: Annotated[str, Code("credibility")] = ask("How credible is it?", default="6")
    t_called_back: Moment | None = ask("When was the reporter called back?", default=None)
    t_assessed: Moment | None = ask("When was it assessed?", default=None)
    duplicate_of: Annotated[Ref, Refers("community_alert")] | None = ask("Of which alert is it one more?", default=None)
    decision: Annotated[str, Code("protection_decision")] | None = ask(
        "What was decided?", default=None, marking=CONFIDENTIAL, hint="Follows from the step"
    )
    officer: Line | None = ask("Who decided?", default=None, marking=CONFIDENTIAL, hint="A call sign, no name")
    t_decision: Moment | None = ask("When was it decided?", default=None)
    components: Codes[Annotated[str, Code("component")]] = ask(
        "Which components are tasked?", default=(), marking=CONFIDENTIAL
    )
    responses: Codes[Annotated[str, Code("response_kind")]] = ask(
        "With which response?", default=(), marking=CONFIDENTIAL
    )
    passed_to: Line | None = ask("To whom was it passed on?", default=None, marking=CONFIDENTIAL)
    no_response: Annotated[str, Code("no_response")] | None = ask(
        "Why is there no response?", default=None, marking=CONFIDENTIAL
    )
    t_depart: Moment | None = ask("When did a force depart?", default=None, marking=CONFIDENTIAL)
    t_arrive: Moment | None = ask("When did it arrive?", default=None, marking=CONFIDENTIAL)
    t_end: Moment | None = ask("When did the attack end?", default=None, hint="Empty: unknown")
    effect: Annotated[str, Code("protection_effect")] | None = ask("With which effect?", default=None)
    patrol: Annotated[Ref, Refers("patrol")] | None = ask("Which patrol went?", default=None, marking=STRICT)
    incident: Annotated[Ref, Refers("incident")] | None = ask("Which incident is it?", default=None)
    reports: Annotated[Refs, Refers("report")] = ask("Which reports tell of it?", default=(), marking=CONFIDENTIAL)
    t_feedback: Moment | None = ask("When was the community answered?", default=None)
    feedback: Text | None = ask("What was it told?", default=None, marking=CONFIDENTIAL)
    lesson: Text | None = ask("What is to be learnt?", default=None, marking=CONFIDENTIAL)
    exercise: Flag = ask("Is it an exercise?", default=False)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="2")

    seen = Seen("place", "t_received", "degree", None, "kind", None)


class Score(Part):
    """One factor of a risk: how high, who says so, when, and on which evidence."""

    score: Annotated[str, Code("five")] = ask("How high, 1 to 5?")
    scorer: Line = ask("Who scored it?", hint="A call sign, no name")
    at: Moment = ask("When?")
    evidence: Text = ask("On which evidence?")
    report: Annotated[Ref, Refers("report")] | None = ask("Which report?", default=None)


class Threat(
    Register,
    name="threat",
    prefix="TRT",
    steps=(
        Step("score", None, "scored", by=_WEIGH),
        Step("score_again", ("scored", "reviewed"), "scored", by=_WEIGH),
        Step("review", "scored", "reviewed", by=(VERIFIER, HEAD), needs=("basis",)),
        Step("close", ("scored", "reviewed"), "closed", by=_WEIGH, needs=("reason",)),
        Step("amend", ("scored", "reviewed"), None, by=_WEIGH, needs=("reason",)),
    ),
):
    """A danger to a community as two scores kept apart: the threat, and how vulnerable people are to it."""

    level = 3

    community: Line = ask("Which community?", marking=STRICT)
    place: Place | None = ask("Where?", default=None, marking=STRICT)
    zone: Line | None = ask("In which zone?", default=None, marking=STRICT, hint="A zone of the mission")
    perpetrator: Line | None = ask("From whom?", default=None, marking=STRICT, hint="A party code, or unknown")
    threat: Score | None = ask(
        "How grave is the threat?", default=None, marking=STRICT, hint="Intent, capability, history, opportunity"
    )
    vulnerability: Score | None = ask(
        "How vulnerable are the people?", default=None, marking=STRICT, hint="Exposure, coping, who they are"
    )
    account: Text | None = ask("What else is known?", default=None, marking=STRICT)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="3")

    seen = Seen("place", None, None, None, "community", None)


class Casevac(
    Register,
    name="casevac",
    prefix="CEV",
    steps=(
        Step("report", None, "reported", by=_ALL, needs=("t_injury",)),
        Step("request", ("reported", "refused"), "requested", by=_ALL, needs=("t_9line",)),
        Step("launch", "requested", "launched", by=_DESK, needs=("t_launch",)),
        Step("pick_up", "launched", "picked_up", by=_DESK, needs=("t_pickup",)),
        Step("hand_over", ("reported", "requested", "launched", "picked_up"), "handed_over", by=_DESK,
             needs=("t_role2",)),
        Step("refuse", "requested", "refused", by=_DESK, needs=("refusal",)),
        Step("end", ("reported", "requested", "refused", "launched", "picked_up"), "ended", by=_DESK,
             needs=("reason",)),
        Step("amend", ("reported", "requested", "refused", "launched", "picked_up", "handed_over", "ended"), None,
             by=_ALL, needs=("reason",)),
    ),
):  # fmt: skip
    """One casualty from injury to surgery, with the clocks of 10-1-2 (DOS/2020.7)."""

    level = 3
    veiled = ("reported", "requested", "refused", "launched", "picked_up", "handed_over", "ended")

    t_injury: Moment = ask("When was the person hurt?", hint="An instant with its offset")
    casualty: Line | None = ask("Who?", default=None, marking=STRICT, hint="An id that says nothing; never a name")
    side: Annotated[str, Code("casualty_side")] = ask("Whose casualty?", default="unknown")
    incident: Annotated[Ref, Refers("incident")] | None = ask("In which incident?", default=None)
    patrol: Annotated[Ref, Refers("patrol")] | None = ask("On which patrol?", default=None, marking=STRICT)
    place: Place | None = ask("Where?", default=None, marking=OWN_PLACE)
    category: Annotated[str, Code("casevac_category")] | None = ask("In which category?", default=None)
    t_first_aid: Moment | None = ask("When was life-saving aid given?", default=None)
    t_9line: Moment | None = ask("When was evacuation asked for?", default=None)
    t_launch: Moment | None = ask("When was it launched?", default=None)
    t_pickup: Moment | None = ask("When was the person picked up?", default=None)
    t_emergency: Moment | None = ask("When did advanced emergency care begin?", default=None)
    t_role2: Moment | None = ask("When did damage-control surgery begin?", default=None, hint="At role 2 or above")
    platform: Annotated[str, Code("casevac_platform")] | None = ask("By which platform?", default=None)
    night: Flag | None = ask("Was it night?", default=None)
    refusal: Annotated[str, Code("casevac_refusal")] | None = ask("Why was it refused?", default=None)
    outcome: Annotated[str, Code("casualty_outcome")] = ask("What became of the person?", default="unknown")
    account: Text | None = ask("What else is known?", default=None, marking=STRICT)

    seen = Seen("place", "t_injury", "category", None, None, None)


class Check(Part):
    """One time a patrol was heard of, or was not: when and how its people are. Never where."""

    at: Moment = ask("When?", hint="An instant with its offset")
    welfare: Annotated[str, Code("welfare")] = ask("How are they?")


class Patrol(
    Register,
    name="patrol",
    prefix="PTL",
    steps=(
        Step("plan", None, "planned", by=(*_DESK, PLANNER, OBSERVER)),
        Step("task", "planned", "tasked", by=(*_DESK, PLANNER)),
        Step("depart", ("planned", "tasked"), "out", by=(*_DESK, OBSERVER), needs=("departed", "expected_back")),
        Step("check", (*OUTSIDE, ALARMED), None, by=_ALL, needs=("checks",)),
        Step("clear", ALARMED, "out", by=_ALL, needs=("checks",)),
        Step("alarm", OUTSIDE, ALARMED, by=(MACHINE,), needs=("overdue_since", "overdue_because")),
        Step("halt", "out", "halted", by=_ALL, needs=("reason",)),
        Step("meet_contact", ("out", "halted"), "contact", by=_ALL),
        Step("resume", ("halted", "contact"), "out", by=_ALL),
        Step("turn_back", ("out", "halted", "contact"), "turned_back", by=_ALL, needs=("reason",)),
        Step("extend", (*OUTSIDE, ALARMED), None, by=_DESK, needs=("expected_back", "reason")),
        Step("come_in", (*OUTSIDE, ALARMED), "in", by=_ALL, needs=("returned",)),
        Step("debrief", "in", "debriefed", by=(*_DESK, PLANNER, OBSERVER)),
        Step("cancel", ("planned", "tasked"), "cancelled", by=(*_DESK, PLANNER), needs=("reason",)),
        Step("amend", ("planned", "tasked", *OUTSIDE, ALARMED, "in", "debriefed"), None, by=(*_DESK, PLANNER),
             needs=("reason",)),
    ),
):  # fmt: skip
    """A movement of own people: who is expected when, and when they were last heard of. It keeps no positions."""

    level = 3
    veiled = ("planned", "tasked", *OUTSIDE, ALARMED, "in", "debriefed", "cancelled")

    kind: Annotated[str, Code("patrol_kind")] = ask("What kind of patrol?")
    team: Line = ask("Which call signs?", marking=STRICT, hint="With commas between; no names")
    heads: Count | None = ask("How many people?", default=None, marking=STRICT)
    planned: Moment | None = ask("For when is it planned?", default=None, hint="From and to")
    departed: Moment | None = ask("When did it leave?", default=None, hint="An instant with its offset")
    expected_back: Moment | None = ask("When is it expected back?", default=None, hint="An instant with its offset")
    check_min: Count | None = ask("Every how many minutes does it check in?", default=None, hint="Empty: not at all")
    checks: Group[Check] = ask("When was it heard of?", default=(), marking=STRICT)
    overdue_since: Moment | None = ask("Since when was it overdue?", default=None)
    overdue_because: Annotated[str, Code("overdue_because")] | None = ask("Why was there an alarm?", default=None)
    returned: Moment | None = ask("When did it come in?", default=None)
    zone: Line | None = ask("In which zone?", default=None, marking=STRICT, hint="A zone of the mission")
    stopped_at: Moment | None = ask("When was it stopped?", default=None, hint="From and to, if it lasted")
    stopped_by: Line | None = ask("By which party?", default=None, hint="A party code of the mission, or unknown")
    reason_given: Line | None = ask("Which reason was given?", default=None, marking=CONFIDENTIAL)
    window: Annotated[Ref, Refers("window")] | None = ask("What was watched on it?", default=None, marking=STRICT)
    exercise: Flag = ask("Is it an exercise?", default=False)
    account: Text | None = ask("What else is known?", default=None, marking=STRICT)

    seen = Seen(None, "departed", "kind", None, "team", None)
