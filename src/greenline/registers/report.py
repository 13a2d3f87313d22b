"""One saying by one source, which may take it back. Whether it is true is the incident's question."""

from typing import Annotated, ClassVar

from ..core.handling import CONFIDENTIAL, DESK, FEW, MACHINE, OBSERVER, OWN_PLACE, RESTRICTED, STRICT, VERIFIER
from ..core.kinds import Code, Codes, Count, Degrees, Group, Line, Metres, Moment, Place, Text
from ..core.register import Ordered, Part, Register, Seen, Step, When, ask
from .attachment import Attachment
from .toll import Deaths, Party, Range, Share, Tally


class Claim(Part):
    """What somebody says about numbers, most often a party about its enemy; it never enters an incident's counts."""

    by: Line = ask("Who claims it?")
    about: Line | None = ask("About whom?", default=None)
    measure: Annotated[str, Code("claim_measure")] = ask("What is counted?", default="killed")
    low: Count | None = ask("Lowest number claimed", default=None)
    best: Count | None = ask("Number claimed", default=None)
    high: Count | None = ask("Highest number claimed", default=None)
    text: Line | None = ask("In which words?", default=None)
    rules: ClassVar = (Ordered("low", "best", "high"),)


class Report(
    Register,
    name="report",
    prefix="REP",
    steps=(
        Step("send", None, "sent", by=(OBSERVER, DESK, VERIFIER, MACHINE)),
        Step("amend", "sent", None, by=(OBSERVER, DESK, VERIFIER, MACHINE), needs=("reason",)),
        Step("withdraw", "sent", "withdrawn", by=(OBSERVER, DESK, VERIFIER, MACHINE), needs=("reason",)),
        Step("restore", "withdrawn", "sent", by=(DESK, VERIFIER, MACHINE), needs=("reason",)),
    ),
):
    """One saying by one source: what was seen, heard or written, from where, how often, and how far it is believed."""

    happened_at: Moment = ask("When did it happen?", hxl="#date+occurred", hint="A day, or an instant with its offset")
    place: Place | None = ask("Where did it happen?", default=None, marking=RESTRICTED, hxl="#geo")
    kind: Annotated[str, Code("incident_kind")] | None = ask("What kind of incident?", default=None, hxl="#event+type")
    observation: Annotated[str, Code("observation")] | None = ask("What was observed?", default=None)
    count: Tally | None = ask("How many?", default=None)
    split: Group[Share] = ask("By whom how many of them?", default=())
    count_before: Count | None = ask("How many in the period before?", default=None)
    perceived: Codes[Annotated[str, Code("perceived")]] = ask("How was it perceived?", default=())
    weapon: Annotated[str, Code("weapon_class")] | None = ask("Which class of weapon?", default=None)
    observer: Line | None = ask("Which observer or post?", default=None, marking=STRICT, hint="A call sign, no name")
    observer_place: Place | None = ask("Where was the observer?", default=None, marking=OWN_PLACE)
    bearing_deg: Degrees | None = ask("Bearing from the observer", default=None, marking=STRICT, hint="From true north")
    bearing_error_deg: Degrees | None = ask(
        "How far may the bearing be off?", default=None, marking=STRICT, when=When("bearing_deg")
    )
    distance_low_m: Metres | None = ask("Distance, at least", default=None, marking=STRICT)
    distance_high_m: Metres | None = ask("Distance, at most", default=None, marking=STRICT)
    direction_deg: Degrees | None = ask("Direction of fire or movement", default=None, marking=CONFIDENTIAL)
    inside_area: Line | None = ask("Inside which agreed area?", default=None, marking=CONFIDENTIAL)
    parties: Group[Party] = ask("Who took part, as far as this source says?", default=())
    deaths: Deaths | None = ask("People killed", default=None)
    injured: Range | None = ask("People injured", default=None, hxl="#affected+injured")
    children: Count | None = ask("Children among them", default=None, marking=FEW)
    women: Count | None = ask("Women among them", default=None, marking=FEW)
    claims: Group[Claim] = ask("What do sides claim?", default=(), marking=CONFIDENTIAL)
    account: Text | None = ask("What was seen or heard?", default=None, marking=CONFIDENTIAL, hxl="#description")
    source: Line | None = ask("Which source?", default=None, marking=CONFIDENTIAL, hxl="#meta+source")
    source_kind: Annotated[str, Code("source_kind")] = ask("What kind of source?", hxl="#meta+source+kind")
    source_id: Line | None = ask("The source's own number for it", default=None, marking=CONFIDENTIAL)
    source_date: Moment | None = ask("When did the source say it?", default=None, hxl="#date+reported")
    reliability: Annotated[str, Code("reliability")] = ask("How reliable is the source?", default="F")
    credibility: Annotated[str, Code("credibility")] = ask("How credible is what it says?", default="6")
    independent_of: Line | None = ask("Which sources does it copy?", default=None, marking=CONFIDENTIAL)
    admin1: Line | None = ask("First-order area", default=None, hxl="#adm1+name")
    admin2: Line | None = ask("Second-order area", default=None, marking=CONFIDENTIAL, hxl="#adm2+name")
    clarity: Annotated[str, Code("clarity")] | None = ask("One event, or a total of several?", default=None)
    attachments: Group[Attachment] = ask("Which files belong to it?", default=(), marking=CONFIDENTIAL)
    sensitivity: Annotated[str, Code("sensitivity")] = ask("How sensitive is this report?", default="2")

    rules = (Ordered("distance_low_m", "distance_high_m"),)
    seen = Seen("place", "happened_at", "kind", "deaths.best", "account", None)
