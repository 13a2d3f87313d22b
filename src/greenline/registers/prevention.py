"""Prevention frameworks as checklists, and the case for and against a stronger measure (domain vocabulary, 4.5).

No weights, no sum, no probability: each factor has its own evidence and its own reviewer, and both sides of a measure
are laid out beside each other. What is decided is a person's, with the reason.
"""

from typing import Annotated

from ..core.handling import ANALYST, DESK, HEAD, LIAISON, STRICT, VERIFIER
from ..core.kinds import Code, Flag, Group, Line, Moment, Ref, Refers, Text
from ..core.register import Part, Register, Seen, Step, ask

_STAFF = (ANALYST, VERIFIER, LIAISON, DESK, HEAD)


class Indicator(Part):
    """One thing looked for."""

    text: Line = ask("What was looked for?")
    ticked: Flag | None = ask("Was it found?", default=None, hint="Empty: unknown")


class Ground(Part):
    """What a statement rests on: a record, or a source."""

    text: Line = ask("What does it say?")
    report: Annotated[Ref, Refers("report")] | None = ask("Which report?", default=None)
    incident: Annotated[Ref, Refers("incident")] | None = ask("Which incident?", default=None)
    case: Annotated[Ref, Refers("case")] | None = ask("Which case?", default=None)
    source: Line | None = ask("Which source?", default=None)
    reliability: Annotated[str, Code("reliability")] = ask("How reliable is the source?", default="F")
    credibility: Annotated[str, Code("credibility")] = ask("How credible is it?", default="6")


class Factor(
    Register,
    name="factor",
    prefix="FCT",
    steps=(
        Step("assess", None, "assessed", by=_STAFF),
        Step("assess_again", ("assessed", "reviewed"), "assessed", by=_STAFF),
        Step("review", "assessed", "reviewed", by=(HEAD, VERIFIER, ANALYST), needs=("basis", "reviewer")),
        Step("withdraw", ("assessed", "reviewed"), "withdrawn", by=_STAFF, needs=("reason",)),
        Step("amend", ("assessed", "reviewed"), None, by=_STAFF, needs=("reason",)),
    ),
):
    """One factor of a framework: whether it is present, what was looked for, on which evidence, who reviewed it."""

    level = 3

    framework: Annotated[str, Code("framework")] = ask("Which framework?")
    factor: Annotated[str, Code("framework_factor")] = ask("Which factor?")
    about: Line | None = ask("About what?", default=None, hint="A place, a group, a period", marking=STRICT)
    presence: Annotated[str, Code("factor_presence")] = ask("Is it present?", default="unknown")
    trend: Annotated[str, Code("trend")] = ask("Which way does it go?", default="unknown")
    at: Moment = ask("As of when?")
    indicators: Group[Indicator] = ask("What was looked for?", default=(), marking=STRICT)
    evidence: Group[Ground] = ask("On which evidence?", default=(), marking=STRICT)
    assessor: Line | None = ask("Who assessed it?", default=None, marking=STRICT, hint="A call sign, no name")
    reviewer: Line | None = ask("Who reviewed it?", default=None, marking=STRICT, hint="A call sign, no name")
    account: Text | None = ask("What else?", default=None, marking=STRICT)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="3")

    seen = Seen(None, "at", "factor", None, "about", None)


class MeasureOption(
    Register,
    name="measure_option",
    prefix="OPT",
    steps=(
        Step("open", None, "open", by=_STAFF),
        Step("argue", "open", None, by=_STAFF),
        Step("submit", "open", "submitted", by=_STAFF),
        Step("decide", "submitted", "decided", by=(HEAD,), needs=("decision", "reason")),
        Step("reopen", ("submitted", "decided"), "open", by=(HEAD,), needs=("reason",)),
        Step("amend", ("open", "submitted"), None, by=_STAFF, needs=("reason",)),
    ),
):
    """A stronger measure that is weighed: what speaks for it and what against it, each with its grounds."""

    level = 3
    veiled = ("open", "submitted", "decided")

    measure: Line = ask("Which measure?", marking=STRICT)
    about: Line | None = ask("Against which threat?", default=None, marking=STRICT)
    at: Moment = ask("As of when?")
    pro: Group[Ground] = ask("What speaks for it?", default=(), marking=STRICT)
    contra: Group[Ground] = ask("What speaks against it?", default=(), marking=STRICT)
    instead: Text | None = ask("What else could be done?", default=None, marking=STRICT)
    authority: Text | None = ask("What does it rest on?", default=None, marking=STRICT)
    decision: Line | None = ask("What was decided?", default=None, marking=STRICT)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="3")

    seen = Seen(None, "at", None, None, "measure", None)
