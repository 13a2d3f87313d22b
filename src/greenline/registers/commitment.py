"""What was promised: exactly one actor, one act, one deadline, one verifier (domain vocabulary, section 8).

Due and overdue are no states: the clock tells them (`analysis/commission.py`). How far it is implemented is coded 0 to
3 as in the Kroc Peace Accords Matrix; each coding stays beside the next one, under the version of its coding book.
"""

from typing import Annotated

from ..core.handling import ANALYST, CONFIDENTIAL, DESK, HEAD, LIAISON, OBSERVER, VERIFIER
from ..core.kinds import Code, Count, Group, Line, Moment, Ref, Refers, Text
from ..core.register import Part, Register, Seen, Step, ask

_STAFF = (LIAISON, DESK, HEAD)
_ALL = (OBSERVER, VERIFIER, DESK, ANALYST, LIAISON, HEAD)
OPEN = ("agreed", "blocked")


class Coding(Part):
    """How far it was implemented, as somebody coded it on a day."""

    score: Annotated[str, Code("pam_score")] = ask("Which score?")
    on: Moment = ask("When was it coded?")
    coder: Line = ask("Who coded it?", hint="A call sign, no name")
    coding_version: Line = ask("By which version of the coding book?", hint="Such as 578")
    basis: Text = ask("On which basis?")


class Verification(Part):
    """That the verifier found it done."""

    by: Line = ask("Who verified it?", hint="A call sign, no name")
    at: Moment = ask("When?")
    found: Text | None = ask("What was found?", default=None)


class Commitment(
    Register,
    name="commitment",
    prefix="CMT",
    steps=(
        Step("propose", None, "proposed", by=_STAFF),
        Step("enter", None, "agreed", by=_STAFF, needs=("agreed_on",)),
        Step("agree", "proposed", "agreed", by=_STAFF, needs=("agreed_on",)),
        Step("block", "agreed", "blocked", by=_STAFF, needs=("reason",)),
        Step("unblock", "blocked", "agreed", by=_STAFF),
        Step("verify", OPEN, "done", by=_ALL, needs=("basis", "verification")),
        Step("reopen", "done", "agreed", by=(VERIFIER, HEAD), needs=("reason",)),
        Step("code", (*OPEN, "done"), None, by=(VERIFIER, ANALYST, HEAD), needs=("codings",)),
        Step("extend", OPEN, None, by=_STAFF, needs=("due", "reason")),
        Step("reassign", ("proposed", *OPEN), None, by=(HEAD,), needs=("verifier", "reason")),
        Step("withdraw", ("proposed", *OPEN), "withdrawn", by=_STAFF, needs=("reason",)),
        Step("supersede", ("proposed", *OPEN), "superseded", by=_STAFF, needs=("superseded_by", "reason")),
        Step("amend", ("proposed", *OPEN, "done"), None, by=_STAFF, needs=("reason",)),
    ),
):
    """One actor will do one act by one date, and one verifier says whether it was done."""

    level = 1
    veiled = ("proposed",)

    actor: Line = ask("Who will do it?", hint="Exactly one: a party code of the mission, or a body")
    act: Line = ask("What will it do?", hint="Exactly one act")
    due: Moment = ask("By when?")
    verifier: Line = ask("Who verifies it?", hint="Exactly one call sign")
    agreed_on: Moment | None = ask("When was it agreed?", default=None)
    meeting: Annotated[Ref, Refers("meeting")] | None = ask("In which meeting?", default=None)
    item: Count | None = ask("Under which item?", default=None, hint="Its number on the agenda, from 1")
    provision: Annotated[Ref, Refers("provision")] | None = ask("Which provision does it serve?", default=None)
    theme: Annotated[str, Code("commitment_theme")] = ask("Of which theme?", default="security")
    codings: Group[Coding] = ask("How far is it implemented?", default=())
    verification: Verification | None = ask("Who found it done?", default=None)
    superseded_by: Annotated[Ref, Refers("commitment")] | None = ask("Which one takes its place?", default=None)
    account: Text | None = ask("What else?", default=None, marking=CONFIDENTIAL)
    source: Line | None = ask("Which source?", default=None, marking=CONFIDENTIAL, hxl="#meta+source")
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="1")

    seen = Seen(None, "due", "theme", None, "act", None)
