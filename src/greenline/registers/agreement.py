"""The agreement as data: agreements, their provisions, and the baseline of positions (domain vocabulary, section 3).

A provision says whom it binds, when it was in force, on which ground (each party's own version of a line), and either
the term that a machine can check with its parameters, or that people judge it. Whether it was in force when something
happened is read from its dates; its state tells how it stands today.
"""

from typing import Annotated

from ..core.handling import ANALYST, CONFIDENTIAL, DESK, HEAD, MACHINE, RESTRICTED
from ..core.kinds import Code, Codes, Count, Flag, Group, Line, Metres, Moment, Number, Place, Ref, Refers, Text
from ..core.register import Part, Register, Seen, Step, ask

_KEEPERS = (HEAD, DESK, MACHINE)
LIVE = ("agreed", "in_force", "suspended", "breached_partly", "breached_materially")
_OVER = ("expired", "superseded", "terminated", "fulfilled")


class Pause(Part):
    """A time in which an agreement or a provision did not hold."""

    since: Moment = ask("Since when does it not hold?")
    until: Moment | None = ask("Until when?", default=None, hint="Empty: it still does not hold")
    by: Line | None = ask("Who suspended it?", default=None)
    note: Line | None = ask("For which reason?", default=None)


class Change(Part):
    """An extension, a renewal or an amendment."""

    on: Moment = ask("When?")
    what: Line = ask("What was changed?")
    until: Moment | None = ask("In force until when, after it?", default=None)
    source: Line | None = ask("Which source?", default=None)


class Signatory(Part):
    """Who signed or is bound, and whether that is disputed."""

    actor: Line = ask("Who?", hint="A party code of the mission")
    contested: Flag = ask("Is it contested that it binds them?", default=False)
    note: Line | None = ask("What is to be said of it?", default=None)


class Agreement(
    Register,
    name="agreement",
    prefix="AGR",
    steps=(
        Step("propose", None, "proposed", by=_KEEPERS),
        Step("enter", None, "effective", by=_KEEPERS),
        Step("initial", "proposed", "initialled", by=_KEEPERS, needs=("initialled",)),
        Step("sign", ("proposed", "initialled"), "signed", by=_KEEPERS, needs=("signed",)),
        Step("effect", ("proposed", "initialled", "signed"), "effective", by=_KEEPERS, needs=("effective",)),
        Step("extend", ("effective", "extended"), "extended", by=_KEEPERS, needs=("changes",)),
        Step("suspend", ("effective", "extended"), "suspended", by=_KEEPERS, needs=("pauses",)),
        Step("resume", "suspended", "effective", by=_KEEPERS, needs=("pauses",)),
        Step("lapse", ("effective", "extended", "suspended"), "lapsed", by=_KEEPERS, needs=("until",)),
        Step("collapse", ("effective", "extended", "suspended"), "collapsed", by=_KEEPERS, needs=("until", "reason")),
        Step("supersede", ("effective", "extended", "suspended"), "superseded", by=_KEEPERS, needs=("until",)),
        Step("complete", ("effective", "extended"), "completed", by=_KEEPERS, needs=("until",)),
        Step(
            "amend",
            ("proposed", "initialled", "signed", "effective", "extended", "suspended", "lapsed", "collapsed",
             "superseded", "completed"),
            None, by=_KEEPERS, needs=("reason",),
        ),
    ),
):  # fmt: skip
    """What was agreed, by whom, when; the clauses are its provisions."""

    level = 1

    code: Line = ask("Under which code?", hint="Short and unique, such as A1")
    title: Line = ask("What is it called?")
    parties: Group[Signatory] = ask("Who is party to it?", default=())
    third_parties: Line | None = ask("Who witnessed, mediated or guarantees it?", default=None)
    ceasefire_class: Annotated[str, Code("ceasefire_class")] | None = ask("Which class of ceasefire?", default=None)
    purposes: Codes[Annotated[str, Code("ceasefire_purpose")]] = ask("For which purposes?", default=())
    written: Annotated[str, Code("written")] | None = ask("Is it in writing?", default=None)
    mechanism: Flag | None = ask("Does it set up a compliance mechanism?", default=None)
    stage: Annotated[str, Code("pax_stage")] | None = ask("Which stage of a peace process?", default=None)
    pax_id: Line | None = ask("Its number in PA-X", default=None)
    cf_id: Line | None = ask("Its id in the ETH/PRIO ceasefire data", default=None)
    initialled: Moment | None = ask("When was it initialled or agreed?", default=None)
    signed: Moment | None = ask("When was it signed?", default=None)
    effective: Moment | None = ask("Since when does it hold?", default=None)
    until: Moment | None = ask("Until when does it hold?", default=None, hint="Empty: no end is known")
    pauses: Group[Pause] = ask("When was it suspended?", default=())
    changes: Group[Change] = ask("What was extended, renewed, amended?", default=())
    area: Line | None = ask("For which area?", default=None)
    account: Text | None = ask("What is to be known of it?", default=None)
    source: Line | None = ask("Which source?", default=None, hxl="#meta+source")
    doubt: Line | None = ask("What about it is doubtful?", default=None)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="1")

    seen = Seen(None, "effective", "ceasefire_class", None, "title", None)


class Ground(Part):
    """One zone or line of the mission folder on which a provision holds, in whose version, and whose side is whose."""

    zone: Line = ask("Which zone or line of the map?", hint="Its code; CFL-N-* stands for all that begin so")
    held_by: Line | None = ask("Whose version is it?", default=None, hint="Empty: agreed by all")
    own_side: Annotated[str, Code("own_side")] | None = ask(
        "On which side of the line is whom it binds at home?", default=None, hint="Only for lines"
    )


class Exempt(Part):
    """Where, when or for whom the clause does not hold."""

    actor: Line | None = ask("For whom?", default=None)
    zone: Line | None = ask("In which zone?", default=None)
    kind: Annotated[str, Code("incident_kind")] | None = ask("For which kind?", default=None)
    since: Moment | None = ask("From when?", default=None)
    until: Moment | None = ask("Until when?", default=None)
    note: Line | None = ask("In which words?", default=None)


class Provision(
    Register,
    name="provision",
    prefix="PRV",
    steps=(
        Step("agree", None, "agreed", by=_KEEPERS),
        Step("enter", None, "in_force", by=_KEEPERS),
        Step("put_in_force", "agreed", "in_force", by=_KEEPERS, needs=("since",)),
        Step(
            "suspend", ("in_force", "breached_partly", "breached_materially"), "suspended", by=_KEEPERS,
            needs=("pauses",),
        ),
        Step("resume", "suspended", "in_force", by=_KEEPERS, needs=("pauses",)),
        Step("note_partial_breach", ("in_force", "breached_materially"), "breached_partly", by=(HEAD,),
             needs=("basis",)),
        Step("note_material_breach", ("in_force", "breached_partly"), "breached_materially", by=(HEAD,),
             needs=("basis",)),
        Step("restore", ("breached_partly", "breached_materially"), "in_force", by=(HEAD,), needs=("basis",)),
        Step("expire", LIVE, "expired", by=_KEEPERS, needs=("until",)),
        Step("supersede", LIVE, "superseded", by=_KEEPERS, needs=("until",)),
        Step("terminate", LIVE, "terminated", by=_KEEPERS, needs=("until", "reason")),
        Step("fulfil", LIVE, "fulfilled", by=_KEEPERS, needs=("until", "basis")),
        Step("amend", (*LIVE, *_OVER), None, by=_KEEPERS, needs=("reason",)),
    ),
):  # fmt: skip
    """One clause: whom it binds, when and where it holds, and what would keep or break it."""

    level = 1

    code: Line = ask("Under which code?", hint="Short and unique, such as A1.FRZ or P-3.1")
    agreement: Annotated[Ref, Refers("agreement")] = ask("Of which agreement?")
    article: Line | None = ask("Which article or paragraph?", default=None)
    provision_class: Annotated[str, Code("provision_class")] | None = ask("Which class of clause?", default=None)
    title: Line = ask("In a few words")
    text: Text | None = ask("In which words?", default=None)
    bound: Group[Signatory] = ask("Whom does it bind?", default=())
    since: Moment | None = ask("Since when is it in force?", default=None, hint="Empty: since the agreement is")
    until: Moment | None = ask("Until when?", default=None, hint="Empty: as long as the agreement")
    pauses: Group[Pause] = ask("When was it suspended?", default=())
    changes: Group[Change] = ask("What was extended, renewed, amended?", default=())
    ground: Group[Ground] = ask("On which ground does it hold?", default=(), hint="Empty: everywhere")
    exceptions: Group[Exempt] = ask("With which exceptions?", default=())
    verifier: Line | None = ask("Who verifies it?", default=None)
    manual: Flag = ask("Do people alone judge it?", default=False)
    term: Annotated[str, Code("term")] | None = ask("Which term does a machine check?", default=None)
    kinds: Codes[Annotated[str, Code("incident_kind")]] = ask(
        "Which kinds of incident touch it?", default=(), hint="Empty: those of the term"
    )
    weapons: Codes[Annotated[str, Code("weapon_class")]] = ask("Which classes of weapon?", default=())
    distance_m: Metres | None = ask("Withdrawn how far from the line?", default=None)
    activity: Annotated[str, Code("activity")] | None = ask("What is to be notified?", default=None)
    notice_h: Number | None = ask("How many hours ahead?", default=None)
    due: Moment | None = ask("By which date?", default=None)
    guidance: Text | None = ask("What should people look at when they judge it?", default=None)
    standing: Flag = ask("Is a breach open until it is restored?", default=False)
    source: Line | None = ask("Which source?", default=None, hxl="#meta+source")
    doubt: Line | None = ask("What about it is doubtful?", default=None)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="1")

    seen = Seen(None, "since", "provision_class", None, "title", None)


class Survey(Part):
    """How a position was found on a later look."""

    at: Moment = ask("When was it looked at?")
    status: Annotated[str, Code("position_status")] = ask("How was it found?")
    strength: Count | None = ask("How many people?", default=None)
    source: Line | None = ask("Who says so?", default=None)
    note: Line | None = ask("What else?", default=None)


class Baseline(
    Register,
    name="baseline",
    prefix="POS",
    steps=(
        Step("enter", None, "held", by=_KEEPERS),
        Step("survey", "held", None, by=(DESK, ANALYST, HEAD, MACHINE), needs=("surveys",)),
        Step("amend", "held", None, by=_KEEPERS, needs=("reason",)),
        Step("drop", "held", "dropped", by=(HEAD, DESK), needs=("reason",)),
    ),
):
    """A position as it was agreed or surveyed to be, and how it was found since."""

    code: Line = ask("Under which code?")
    name: Line = ask("What is it called?", hxl="#loc+name")
    actor: Line = ask("Whose position?", hint="A party code of the mission")
    place: Place | None = ask("Where is it?", default=None, marking=RESTRICTED, hxl="#geo")
    radius_m: Metres | None = ask("How far from there is it still the same position?", default=None)
    agreement: Annotated[Ref, Refers("agreement")] | None = ask("Of which agreement's baseline?", default=None)
    as_of: Moment | None = ask("As it was when?", default=None)
    status: Annotated[str, Code("position_status")] = ask("How was it then?", default="unknown")
    strength: Count | None = ask("How many people were agreed?", default=None, marking=CONFIDENTIAL)
    surveys: Group[Survey] = ask("How was it found since?", default=(), marking=CONFIDENTIAL)
    account: Text | None = ask("What is to be known of it?", default=None, marking=CONFIDENTIAL)
    source: Line | None = ask("Which source?", default=None, hxl="#meta+source")
    doubt: Line | None = ask("What about it is doubtful?", default=None)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this record?", default="2")

    seen = Seen("place", "as_of", "status", None, "name", None)
