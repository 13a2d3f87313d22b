"""What the mandate allows: one act, at a place, on a day, with everything that the answer rests on.

An opinion of four values: permitted, permitted with conditions, not permitted, unknown. It is read off what the mission
holds and nothing else: an instrument of which no paragraph is held is named, and that is said; an end that is not held
is no end. Self-defence is always allowed and never asked here. The rules of engagement themselves are not held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..core.codes import CodeList
from .facts import Span
from .ground import IN, NEAR

PERMITTED, CONDITIONS, NOT_PERMITTED, UNKNOWN = "permitted", "permitted_with_conditions", "not_permitted", "unknown"
CARRIERS = ("creates", "renews", "changes")
ENFORCING = ("VII", "VII_part")
MODALITY = ("monitor", "assist", "secure")
NOT_HELD = "paragraph not held"
_GONE = ("withdrawn", "refused")
_DEGREES = {
    "conditional": "consents under conditions",
    "partial": "consents in part",
    "eroding": "consent is eroding",
    "coerced": "consents under coercion",
    "withdrawn": "has withdrawn its consent",
    "refused": "has never consented",
    "unknown": "consent is not known",
}
ALWAYS = Span(-(1 << 60))


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument as far as the opinion needs it. `holds`: from when to when; no end: its end is not held."""

    ref: str
    name: str
    holds: Span
    operation: str = ""
    effect: str = ""
    chapter: str = ""
    means: bool | None = None
    caveats: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    paragraph: bool = False
    grade: str = "F6"


@dataclass(frozen=True, slots=True)
class Duty:
    """A mandated task. `ended`: it is over, and no day of that is held."""

    ref: str
    task: str
    modality: tuple[str, ...] = ()
    instrument: str = ""
    paragraph: str = ""
    operation: str = ""
    holds: Span = ALWAYS
    zones: tuple[str, ...] = ()
    ended: bool = False
    note: str = ""
    grade: str = "F6"


@dataclass(frozen=True, slots=True)
class Consenting:
    """A state of a party's consent in a territory ("" for all of it)."""

    ref: str
    party: str
    host: bool
    zone: str
    degree: str
    holds: Span
    terms: str = ""


@dataclass(frozen=True, slots=True)
class Pact:
    """A status agreement that applies for a time; `state` as its record has it."""

    ref: str
    title: str
    state: str
    holds: Span


@dataclass(frozen=True, slots=True)
class Asked:
    """The question: an act (a code of `authority_act`), a day, and how each zone lies to the place asked about.

    `where`: zone code -> in, out, near; None: no place was named. `beyond`: the place lies outside what the mission
    shows of its area.
    """

    act: str
    day: Span
    where: Mapping[str, str] | None = None
    beyond: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that the answer rests on, asks for, or lacks: a code, a sentence, and the record it comes from."""

    code: str
    says: str
    ref: str = ""
    instrument: str = ""
    paragraph: str = ""


@dataclass
class Opinion:
    """The answer and its grounds. `rests`: what allows it; `against`: what forbids it; `missing`: what nobody knows;
    `conditions`: what must be observed; `noted`: what else bears on it."""

    answer: str = UNKNOWN
    rests: list[Point] = field(default_factory=list)
    conditions: list[Point] = field(default_factory=list)
    against: list[Point] = field(default_factory=list)
    missing: list[Point] = field(default_factory=list)
    noted: list[Point] = field(default_factory=list)


@dataclass(frozen=True)
class Books:
    """All that the mission holds on the matter."""

    instruments: Sequence[Instrument] = ()
    duties: Sequence[Duty] = ()
    consents: Sequence[Consenting] = ()
    pacts: Sequence[Pact] = ()


def judge(asked: Asked, books: Books, acts: CodeList, tasks: CodeList) -> Opinion:
    """The opinion on one act. acts, tasks: the code lists `authority_act` and `mandate_task`. Raises KeyError for an
    act that the list does not have."""
    row = acts.rows[asked.act]
    told = Opinion()
    standing = in_force(books.instruments, asked.day)
    _rest(told, asked, standing, books)
    if standing:
        _carried(told, asked, row, standing, books, tasks)
        _empowered(told, row, standing, books.instruments, asked.day)
        _consented(told, asked, books, _enforces(_latest(books.instruments, standing, asked.day, "chapter"), asked.day))
    if row.get("condition"):
        told.conditions.append(Point("act", row["condition"]))
    _settle(told)
    return told


def _settle(told: Opinion) -> None:
    if told.against:
        told.answer = NOT_PERMITTED
    elif told.missing:
        told.answer = UNKNOWN
    else:
        told.answer = CONDITIONS if told.conditions else PERMITTED


# --- which mandate


@dataclass(frozen=True, slots=True)
class Standing:
    """An instrument in force on the day; `inferred`: its end is not held, but a later one shows that it lived on."""

    one: Instrument
    inferred: bool = False
    after: str = ""


def in_force(instruments: Iterable[Instrument], day: Span) -> list[Standing]:
    """The instruments in force on a day. Of each operation the newest that creates, renews or changes it counts: until
    its end where one is held; else only while a later instrument of the operation shows that it had not ended."""
    found: list[Standing] = []
    by_operation: dict[str, list[Instrument]] = {}
    for one in sorted(instruments, key=lambda i: (i.holds.since, i.ref)):
        if one.effect in (*CARRIERS, "ends"):
            by_operation.setdefault(one.operation, []).append(one)
    for chain in by_operation.values():
        begun = [one for one in chain if _begun(one, day)]
        ended = max((place for place, one in enumerate(begun) if one.effect == "ends"), default=-1)
        begun = begun[ended + 1 :]  # what was ended comes back by nothing
        if not begun:
            continue
        found.extend(Standing(one) for one in begun if one.holds.until is not None and one.holds.until > day.since)
        newest = begun[-1]
        later = next((one for one in chain if not _begun(one, day)), None)
        if newest.holds.until is None and later is not None:
            found.append(Standing(newest, True, later.name))
    return found


def _begun(one: Instrument, day: Span) -> bool:
    return day.until is None or one.holds.since < day.until


def _rest(told: Opinion, asked: Asked, standing: Sequence[Standing], books: Books) -> None:
    if asked.beyond:
        told.missing.append(
            Point("beyond", "The place lies outside what this mission shows of its area of operations.")
        )
    for at in standing:
        words = NOT_HELD if not at.one.paragraph else ""
        told.rests.append(
            Point(
                "instrument",
                f"{at.one.name} is in force that day, graded {at.one.grade}.",
                at.one.ref,
                at.one.name,
                words,
            )
        )
        if at.inferred:
            says = f"The end of {at.one.name} is not held; {at.after} shows that it lived on. Confirm that it held."
            told.conditions.append(Point("end_not_held", says, at.one.ref, at.one.name))
        _reaches(told, asked, at.one)
    if not standing:
        told.missing.append(_nothing(books.instruments, asked.day))


def _reaches(told: Opinion, asked: Asked, one: Instrument) -> None:
    lies = _lies(one.zones, asked.where)
    if lies == "out":
        told.against.append(Point("outside", f"{one.name} holds only in {', '.join(one.zones)}.", one.ref, one.name))
    elif lies == "near":
        told.conditions.append(Point("near", f"The place is too near the edge of {', '.join(one.zones)} to be sure.",
                                     one.ref, one.name))  # fmt: skip


def _nothing(instruments: Iterable[Instrument], day: Span) -> Point:
    """That no mandate is in force, and which came last before the day."""
    begun = [one for one in instruments if one.effect in (*CARRIERS, "ends") and _begun(one, day)]
    if not begun:
        return Point("no_mandate", "No mandate that the folder holds is in force that day.")
    last = max(begun, key=lambda one: (one.holds.since, one.ref))
    why = "its end is not held and nothing later shows that it lived on" if last.holds.until is None else "it had ended"
    if last.effect == "ends":
        why = "it ended the mandate"
    says = f"No mandate that the folder holds is in force that day. The last before it is {last.name}: {why}."
    return Point("no_mandate", says, last.ref, last.name)


def _lies(zones: Sequence[str], where: Mapping[str, str] | None) -> str:
    """How a place lies to any of some zones: in, near, out; unasked without a place, anywhere without zones."""
    if not zones:
        return "anywhere"
    if where is None:
        return "unasked"
    lies = {where.get(zone, "out") for zone in zones}
    return "in" if IN in lies else "near" if NEAR in lies else "out"


# --- which task


def _carried(
    told: Opinion, asked: Asked, row: Mapping[str, str], standing: Sequence[Standing], books: Books, tasks: CodeList
) -> None:
    """Whether a mandated task carries the act, with enough modality, at the place."""
    codes, operations = row["tasks"].split(), {at.one.operation for at in standing}
    held = [one for one in books.duties if one.task in codes and one.operation in operations]
    live = [one for one in held if not one.ended and _meets(one.holds, asked.day)]
    if not live:
        names = ", ".join(f"{code} {tasks.labels[code]}" for code in codes)
        says = f"No task that carries this is held for that day (it would be {names})."
        told.missing.append(Point("no_task", says))
        told.missing.extend(Point("ended", f"{one.task} is over; on which day is not held.", one.ref)
                            for one in held if one.ended)  # fmt: skip
        return
    able = [one for one in live if not one.modality or _enough(one.modality, row["needs"])]
    here = [one for one in able if _lies(one.zones, asked.where) != "out"]
    for one in here:
        told.rests.append(_task_point(one, standing, tasks))
    if not able:
        most = ", ".join(f"{one.task} to {' and '.join(one.modality)}" for one in live)
        told.against.append(Point("modality", f"This needs a task to {row['needs']}; held is {most}.", live[0].ref))
    elif not here:
        zones = ", ".join(dict.fromkeys(zone for one in able for zone in one.zones))
        told.against.append(Point("outside", f"The task is held only in {zones}.", able[0].ref))
    else:
        told.conditions.extend(_limits(here, asked))


def _limits(duties: Sequence[Duty], asked: Asked) -> Iterator[Point]:
    """What stays open of the tasks that carry the act, where none of them is without such an opening."""
    if not any(one.modality for one in duties):
        yield Point("modality_not_held", "With which modality the task was given is not held.", duties[0].ref)
    lies = [_lies(one.zones, asked.where) for one in duties]
    if not {"in", "anywhere"} & set(lies):
        zones = ", ".join(dict.fromkeys(zone for one in duties for zone in one.zones))
        near = "near" in lies
        yield Point(
            "near" if near else "only_in",
            f"The place is too near the edge of {zones} to be sure." if near else f"Only in {zones}.", duties[0].ref,
        )  # fmt: skip


def _task_point(one: Duty, standing: Sequence[Standing], tasks: CodeList) -> Point:
    name = one.instrument or ", ".join(at.one.name for at in standing if at.one.operation == one.operation)
    how = f" ({' and '.join(one.modality)})" if one.modality else ""
    note = f": {one.note}" if one.note else ""
    whose = "" if one.instrument else " Which instrument gave it is not held; in force is the one named."
    says = f"Task {one.task} {tasks.labels[one.task]}{how}{note}, graded {one.grade}.{whose}"
    return Point("task", says, one.ref, name, one.paragraph or NOT_HELD)


def _enough(held: Iterable[str], needed: str) -> bool:
    return any(MODALITY.index(one) >= MODALITY.index(needed) for one in held if one in MODALITY)


def _meets(span: Span, day: Span) -> bool:
    return (day.until is None or span.since < day.until) and (span.until is None or span.until > day.since)


# --- with which force


def _empowered(
    told: Opinion, row: Mapping[str, str], standing: Sequence[Standing], instruments: Sequence[Instrument], day: Span
) -> None:
    """Chapter, caveats, and the purposes for which force is authorised."""
    source = _latest(instruments, standing, day, "chapter")
    if source is not None:
        told.noted.append(Point("chapter", _CHAPTERS.format(source.name, source.chapter.replace("_", " ")),
                                source.ref, source.name))  # fmt: skip
    if row.get("force") == "enforcement":
        if source is None:
            told.missing.append(
                Point("no_chapter", "This enforces; under which chapter the mandate stands is not held.")
            )
        elif source.chapter in ENFORCING and _over(source, day):
            says = f"This enforces; only {source.name}, which has ended, names a chapter that allows it."
            told.missing.append(Point("no_chapter", says, source.ref, source.name))
        elif source.chapter not in ENFORCING:
            says = "This enforces; the mandate stands under no chapter that allows it."
            told.against.append(Point("chapter", says, source.ref, source.name))
        elif source.chapter == "VII_part":
            says = f"{source.name} stands under Chapter VII for named tasks: confirm that this is one of them."
            told.conditions.append(Point("chapter_part", says, source.ref, source.name))
    caveats = _latest(instruments, standing, day, "caveats")
    if caveats is not None:
        bearing = [one for one in caveats.caveats if one != "imminent_threat" or "defence_civilians" in row["purposes"]]
        told.conditions.extend(Point(one, _CAVEATS[one], caveats.ref, caveats.name) for one in bearing)
    if row.get("purposes"):
        _purposes(told, row["purposes"].split(), _latest(instruments, standing, day, "purposes"))


_CHAPTERS = "{} is the newest that names its footing in the Charter: {}."
_CAVEATS = {
    "imminent_threat": "Force to protect civilians only under imminent threat of physical violence.",
    "within_capability_and_area": "Within its capability and its areas of deployment.",
    "without_prejudice_to_host": "Without prejudice to the host's own responsibility.",
}


def _purposes(told: Opinion, wanted: Sequence[str], source: Instrument | None) -> None:
    if source is None:
        says = "For which purposes force is authorised beyond self-defence is not held."
        told.noted.append(Point("purposes_not_held", says))
        return
    held = [one for one in wanted if one in source.purposes]
    names = ", ".join(one.replace("_", " ") for one in held)
    says = f"Force is authorised in general for: {names}." if held else "Force is authorised for none of its purposes."
    told.noted.append(Point("purposes", says, source.ref, source.name))


def _latest(instruments: Iterable[Instrument], standing: Sequence[Standing], day: Span, name: str) -> Instrument | None:
    """The newest instrument, begun by that day, of an operation in force, that states something; one that has ended
    only when no other does."""
    operations = {at.one.operation for at in standing}
    told = [one for one in instruments if one.operation in operations and _begun(one, day) and getattr(one, name)]
    return max(told, key=lambda one: (not _over(one, day), one.holds.since, one.ref), default=None)


def _over(one: Instrument, day: Span) -> bool:
    return one.holds.until is not None and one.holds.until <= day.since


def _enforces(source: Instrument | None, day: Span) -> bool:
    return source is not None and source.chapter in ENFORCING and not _over(source, day)


# --- with whose consent


def _consented(told: Opinion, asked: Asked, books: Books, enforcing: bool) -> None:
    """Whose consent holds there that day, and what it means for the act."""
    here = standing_consents(books.consents, asked.day, asked.where)
    for one in here:
        words = "consents" if one.degree == "full" else _DEGREES.get(one.degree, one.degree)
        where = f" in {one.zone}" if one.zone else ""
        says = f"{one.party}{' (host)' if one.host else ''} {words}{where}{': ' + one.terms if one.terms else ''}."
        point = Point(f"consent_{one.degree}", says, one.ref)
        if one.degree == "full" and not (one.zone and asked.where is None):
            told.rests.append(point)
        elif one.zone and asked.where is None:  # no place was named: it may lie there or elsewhere
            told.conditions.append(point)
        elif one.host and one.degree in _GONE and not enforcing:
            told.against.append(point)
        else:
            told.conditions.append(point)
    if not any(one.host and not (one.zone and asked.where is None) for one in here):
        told.conditions.append(Point("no_consent", "The host's consent there on that day is not held."))
    pacts = [one for one in books.pacts if _meets(one.holds, asked.day)]
    for pact in pacts:
        told.noted.append(Point("status", f"{pact.title} ({pact.state.replace('_', ' ')}).", pact.ref))
    if not pacts:
        told.noted.append(Point("no_status", "No status agreement that the folder holds applies that day."))


def standing_consents(
    consents: Iterable[Consenting], day: Span, where: Mapping[str, str] | None = None
) -> list[Consenting]:
    """Each party's newest state of consent that day. With a place: the one for the territory it lies in, if the party
    has one there, before the one for everywhere. Without: one for each territory."""
    newest: dict[tuple[str, str], Consenting] = {}
    for one in sorted(consents, key=lambda c: (c.holds.since, c.ref)):
        if one.holds.since < (day.until or one.holds.since + 1):
            newest[one.party, one.zone] = one
    held = [one for one in newest.values() if one.holds.until is None or one.holds.until > day.since]
    if where is None:
        return held
    here = [one for one in held if not one.zone or where.get(one.zone) in (IN, NEAR)]
    special = {one.party for one in here if one.zone}
    return [one for one in here if one.zone or one.party not in special]
