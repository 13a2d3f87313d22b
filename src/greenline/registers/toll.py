"""Who was harmed and who was there: groups that reports and incidents share (domain vocabulary, section 12)."""

from typing import Annotated, ClassVar

from ..core.kinds import Code, Count, Line
from ..core.register import Ordered, Part, Total, ask

SIDES = ("a", "b", "civilians", "unknown")


class Deaths(Part):
    """Deaths by side with a range, as UCDP counts them; an unknown number is absent, never zero."""

    a: Count | None = ask("Deaths on side A", default=None)
    b: Count | None = ask("Deaths on side B", default=None)
    civilians: Count | None = ask("Civilian deaths", default=None, hxl="#affected+killed+civilians")
    unknown: Count | None = ask("Deaths of people not known to belong to a side", default=None)
    low: Count | None = ask("Deaths, lowest credible number", default=None, hxl="#affected+killed+low")
    best: Count | None = ask("Deaths, best estimate", default=None, hxl="#affected+killed")
    high: Count | None = ask("Deaths, highest credible number", default=None, hxl="#affected+killed+high")
    rules: ClassVar = (Ordered("low", "best", "high"), Total("best", of=SIDES))


class Range(Part):
    """A number of people with a range."""

    low: Count | None = ask("Lowest credible number", default=None)
    best: Count | None = ask("Best estimate", default=None)
    high: Count | None = ask("Highest credible number", default=None)
    rules: ClassVar = (Ordered("low", "best", "high"),)


class Tally(Part):
    """How many of the observed thing: shots, explosions, vehicles, people."""

    low: Count | None = ask("At least how many?", default=None)
    about: Count | None = ask("About how many?", default=None)
    high: Count | None = ask("At most how many?", default=None)
    rules: ClassVar = (Ordered("low", "about", "high"),)


class Share(Part):
    """A part of a total: so many of them by one actor, who may be unknown."""

    actor: Line = ask("By whom?", hint="A party code of the mission, the name as it was said, or unknown")
    count: Count = ask("How many?")


class Party(Part):
    """Who is said to have taken part; always a claim with a confidence, never part of the incident's code."""

    actor: Line = ask("Who?", hxl="#org+actor", hint="A party code of the mission, or the name as it was said")
    role: Annotated[str, Code("party_role")] = ask("In which role?", default="unknown")
    confidence: Annotated[str, Code("confidence")] | None = ask("How sure is that?", default=None)
