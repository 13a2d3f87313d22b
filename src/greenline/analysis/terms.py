"""The terms: one pure function a kind of clause. Its docstring is its page in the manual (docs/reference/terms.md).

A function for incidents says how an incident touches a clause: `Touch` with what it found and what it doubts, or None
when it does not. Who did it, when it was and where is asked by the engine in `compliance.py`, the same for all. A
function for windows says by itself what is met, breached or unknown over a time, for clauses that ask for an act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..core.place import distance_m
from . import force
from .facts import BREACHED, MET, UNKNOWN, Clause, Fact, Look, Notice, Opinion, Post, Span, World

LATE = ("absent", "unmanned")
_NEAR_POST_M = 200.0  # a position is found again within so much of where it was recorded, beyond its own radius


@dataclass(frozen=True, slots=True)
class Touch:
    """How an incident touches a clause: what was found, what leaves it unknown, and on what else it rests."""

    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    position: Post | None = None
    parties: tuple[tuple[str, str], ...] = ()  # what is found of single parties: met, breached (late), unknown


@dataclass(frozen=True, slots=True)
class Term:
    """A kind of clause a machine can check: the kinds of incident that touch it, and its functions.

    `place`: where it must have been: "ground" inside the ground or forward of its line, "far" within the clause's
    distance of it, "none" anywhere. `needs`: the parameters without which nothing can be said. `seen`: whether watching
    all of its ground without seeing anything shows that it was kept.
    """

    kinds: tuple[str, ...]
    incident: Callable[[Clause, Fact, World], Touch | None] | None = None
    window: Callable[[Clause, Iterable[Fact], World, int], Iterator[Opinion]] | None = None
    place: str = "ground"
    needs: tuple[str, ...] = ()
    seen: bool = False


# --- on an incident


def no_small_arms_fire(clause: Clause, fact: Fact, world: World) -> Touch | None:
    """Nobody fires small arms, on the clause's ground or, without one, anywhere.

    Broken by an incident of kind CFV-SAF (small-arms fire, negligent discharges included) by a party that the clause
    binds. Where the clause names classes of weapon, the incident's weapons must be among them; a weapon that nobody
    knows leaves it unknown.
    """
    return _by_weapon(clause, fact)


def no_indirect_fire(clause: Clause, fact: Fact, world: World) -> Touch | None:
    """Nobody fires mortars, artillery or rockets, on the clause's ground or, without one, anywhere.

    Broken by an incident of kind CFV-IDF by a party that the clause binds. Classes of weapon as in no_small_arms_fire.
    """
    return _by_weapon(clause, fact)


def stay_out(clause: Clause, fact: Fact, world: World) -> Touch | None:
    """Nobody whom the clause binds enters the zone: military, police or organised civilians.

    Broken by an incident of kind CFV-INC inside the zone. Which side's version of the zone counts is told in the manual
    of findings: the accused's own, else all.
    """
    return Touch()


def no_forward_movement(clause: Clause, fact: Fact, world: World) -> Touch | None:
    """Nobody moves forward of the line.

    Broken by an incident of kind CFV-MOV that lies beyond the line as seen from the bound party's own side. The line's
    `own_side` (left or right of the way it is drawn) tells which that is. Off the open end of a line nothing is said.
    """
    return Touch()


def no_new_position(clause: Clause, fact: Fact, world: World) -> Touch | None:
    """No new, reoccupied or overmanned position: held against the baseline of positions.

    An incident of kind CFV-MAN at a position of the baseline breaks it when the baseline has that position absent or
    unmanned. Where the baseline has it manned, only more people than agreed break it, and that is unknown here until a
    survey counts them. An incident at no position of the baseline is a new one. A position whose state at the baseline
    is not known leaves it unknown. Beside incidents, each position is itself compared with the last survey: absent or
    unmanned then and manned now, or more people than agreed, stands as breached from that survey on until one finds it
    restored; nobody having looked is unknown, never met.
    """
    post = _post_at(fact, world.posts, clause)
    if post is not None and post.status not in LATE:
        return Touch((), ("baseline_unknown",), position=post)
    near = fact.place is not None and fact.spread_m is not None
    sure = near and (fact.spread_m or 0.0) <= (post.radius_m if post else 0.0) + _NEAR_POST_M
    return Touch(
        ("baseline_changed",), () if sure else ("place_imprecise" if fact.place else "no_place",), position=post
    )


def no_construction(clause: Clause, fact: Fact, world: World) -> Touch | None:
    """Nothing is built, fortified, wired or fitted with cameras on the clause's ground.

    Broken by an incident of kind CFV-CON on it, or anywhere when the clause has no ground.
    """
    return Touch()


def no_overflight(clause: Clause, fact: Fact, world: World) -> Touch | None:
    """No military flight with people on board over the clause's ground, and no strike from the air.

    Broken by an incident of kind CFV-AIR. A total of several flights stays a total: it is nobody's single breach.
    """
    return Touch()


def no_drone_flight(clause: Clause, fact: Fact, world: World) -> Touch | None:
    """No flight of unmanned aircraft over the clause's ground, and no strike by one.

    Broken by an incident of kind CFV-UAS.
    """
    return Touch()


def withdraw_weapons(clause: Clause, fact: Fact, world: World) -> Touch | None:
    """Weapons of the named classes stand at least so far from the line.

    Broken by an incident of kind CFV-WPN with a weapon of a named class nearer to the line, or to the zone, than
    `distance_m`, on whichever side. An undetermined weapon leaves it unknown.
    """
    return _by_weapon(clause, fact)


def notify(clause: Clause, fact: Fact, world: World) -> Touch | None:
    """An activity (movement, training, flight, construction) is announced `notice_h` hours ahead.

    An incident of the kinds that the clause names (movement: CFV-MOV) by a bound party breaks it unless a notification
    of that party for that activity and time is held that came in time. A late one breaks it too. Each notification is
    also judged by itself, for the time it announces: met when given in time, breached when late, unknown when the times
    are too rough to tell. To receive one is no permission.
    """
    covering = [n for n in world.notices if n.activity == clause.activity and _meet(n.starts, fact.span)]
    told = []
    for party in sorted({n.actor for n in covering}):
        answers = {_covered(n, fact.span, clause.notice_s or 0) for n in covering if n.actor == party}
        told.append((party, next(answer for answer in (MET, UNKNOWN, BREACHED) if answer in answers)))
    return Touch(("not_notified",), parties=tuple(told))


def maritime_line(clause: Clause, fact: Fact, world: World) -> Touch | None:
    """Vessels keep behind the maritime line, and its buoys lie where they were agreed.

    Broken by an incident of kind CFV-NAV beyond the line as seen from the bound party's side. Where no line is drawn,
    it is unknown.
    """
    return Touch()


def free_movement(clause: Clause, fact: Fact, world: World) -> Touch | None:
    """Monitors move freely and may enter, see and interview.

    Broken by an incident of kind FOM-DEN, FOM-RST, FOM-FLT, FOM-ADM or CFV-OBS by a bound party.
    """
    return Touch()


def humanitarian_access(clause: Clause, fact: Fact, world: World) -> Touch | None:
    """Aid passes, and those who bring it are not harmed.

    Broken by an incident of kind FOM-HUM, AHW-KIL, AHW-ABD, AHW-LOO or MRM-HUM by a bound party.
    """
    return Touch()


def mine_maps(clause: Clause, fact: Fact, world: World) -> Touch | None:
    """No mines are laid, and the maps of those laid are handed over by the date.

    An incident of kind CFV-MIN (mine-laying, or refusal of maps) by a bound party breaks it. With a date, handing over
    is asked for as well: an incident of kind POS-HND or POS-DEM by the party before it meets the clause, nothing of the
    kind leaves it unknown.
    """
    return Touch()


# --- over a window


def positions(clause: Clause, facts: Iterable[Fact], world: World, now: int) -> Iterator[Opinion]:
    """Each position of the clause's baseline against what was found since."""
    for post in _posts_of(clause, world.posts):
        yield _position(clause, post, now)


def notices(clause: Clause, facts: Iterable[Fact], world: World, now: int) -> Iterator[Opinion]:
    """Each notification of a bound party for the clause's activity: in time or late."""
    bound = {one.actor for one in clause.bound}
    for notice in world.notices:
        if notice.actor not in bound or notice.activity != clause.activity:
            continue
        told = in_time(notice.given, notice.starts, clause.notice_s or 0)
        reason = {MET: "notified", BREACHED: "late_notice", UNKNOWN: "notice_unclear"}[told]
        yield Opinion(
            clause, notice.actor, told, (reason,), window=notice.starts, notification=notice.ref, entries=(notice.pos,)
        )


def release_by(clause: Clause, facts: Iterable[Fact], world: World, now: int) -> Iterator[Opinion]:
    """People are released by a date.

    Met for a party when an incident of kind POS-REL by it, verified, lies before the date. Breached when one that came
    only after the date is verified and none before. Nothing recorded is unknown: nobody has looked.
    """
    yield from _done_by(clause, facts, now)


def withdraw_by(clause: Clause, facts: Iterable[Fact], world: World, now: int) -> Iterator[Opinion]:
    """Forces are withdrawn by a date.

    Met for a party when an incident of kind POS-WDR or POS-HND by it, verified, lies before the date; breached when the
    first came only after it, or when a survey after the date finds a position of that party on the ground still manned.
    """
    among = _posts_of(clause, world.posts)
    late = {post.actor: (post, look) for post in among for look in post.looks if _still_there(clause, post, look)}
    for opinion in _done_by(clause, facts, now):
        held = late.get(opinion.party or "")
        if held is not None:
            post, _ = held
            entries = (*opinion.entries, post.pos)
            yield Opinion(
                clause, opinion.party, BREACHED, ("not_done", "standing"), window=opinion.window, entries=entries
            )
        else:
            yield opinion


def maps_by(clause: Clause, facts: Iterable[Fact], world: World, now: int) -> Iterator[Opinion]:
    """The maps are handed over by the date, where the clause has one."""
    if clause.due is not None:
        yield from _done_by(clause, facts, now)


# --- what they share


def _by_weapon(clause: Clause, fact: Fact) -> Touch | None:
    if not clause.weapons:
        return Touch()
    known = [weapon for weapon in fact.weapons if weapon != "undetermined"]
    if any(weapon in clause.weapons for weapon in known):
        return Touch(("within_distance",) if clause.distance_m is not None else ())
    return Touch((), ("weapon_unknown",)) if not known or len(known) < len(fact.weapons) else None


def _meet(one: Span, other: Span) -> bool:
    return one.since < (other.until or other.since + 1) and other.since < (one.until or one.since + 1)


def _covered(notice: Notice, span: Span, lead_s: int) -> str:
    """Whether a notification covers what happened: in time, late, or not known since it may lie outside."""
    inside = notice.starts.since <= span.since and (span.until or span.since + 1) <= (notice.starts.until or 0)
    answer = in_time(notice.given, notice.starts, lead_s)
    return answer if inside or answer == BREACHED else UNKNOWN


def in_time(given: Span, starts: Span, lead_s: int) -> str:
    """Whether something was announced so long before it began: met, breached, unknown; both may be known to a day."""
    earliest, latest = given.since, (given.until or given.since + 1) - 1
    first = starts.since
    if first - latest >= lead_s:
        return MET
    last = (
        starts.since if (starts.until or 0) - starts.since <= 1 else min(starts.until or 0, starts.since + 86_400) - 1
    )
    return BREACHED if last - earliest < lead_s else UNKNOWN


def _posts_of(clause: Clause, posts: Iterable[Post]) -> list[Post]:
    """The positions of the clause's agreement whose holder it binds; those of no agreement count for all."""
    bound = {one.actor for one in clause.bound}
    return [p for p in posts if p.actor in bound and p.agreement in ("", clause.agreement)]


def _post_at(fact: Fact, posts: Iterable[Post], clause: Clause) -> Post | None:
    """The position of the baseline at which an incident happened, the nearest one; those of who acted first."""
    if fact.place is None:
        return None
    takers = {taker.actor for taker in fact.takers}
    near = []
    for post in _posts_of(clause, posts):
        if post.place is None:
            continue
        away = distance_m(fact.place, post.place)
        if away <= post.radius_m + _NEAR_POST_M + (fact.spread_m or 0):
            near.append((post.actor not in takers, away, post))
    return min(near, key=lambda told: told[:2])[2] if near else None


def _position(clause: Clause, post: Post, now: int) -> Opinion:
    """A position as it was last found against the baseline."""

    def told(answer: str, since: int | None, *reasons: str, until: int | None = None) -> Opinion:
        held = clause.force.sure or clause.force.possible
        window = Span(since if since is not None else held.since if held else 0, until)
        return Opinion(clause, post.actor, answer, reasons, window=window, position=post.ref, entries=(post.pos,))

    looks = [look for look in post.looks if look.status != "unknown" and look.at.since <= now]
    looks = [look for look in looks if force.holds(clause.force, look.at) != force.NO]
    if not looks:
        return told(UNKNOWN, post.as_of.since if post.as_of else None, "not_surveyed")
    last = looks[-1]
    if force.holds(clause.force, last.at) == force.PERHAPS:
        return told(UNKNOWN, last.at.since, "clause_dates_unknown")
    if len(looks) > 1 and _unordered(looks[-2], last) and _departs(post, looks[-2]) != _departs(post, last):
        return told(UNKNOWN, last.at.since, "time_overlaps")
    if post.status == "unknown":
        return told(UNKNOWN, last.at.since, "baseline_unknown")
    if _departs(post, last):
        since = next(look for look in _run(post, looks)).at.since
        reasons = ["overmanned"] if post.status == "manned" else ["baseline_changed"]
        return told(BREACHED, since, *reasons, *(["standing"] if clause.standing else []))
    if post.status == "manned" and last.status == "manned" and post.strength is not None and last.strength is None:
        return told(UNKNOWN, last.at.since, "baseline_unknown")
    changed = any(_departs(post, look) for look in looks)
    return told(MET, last.at.since, "baseline_kept", *(["restored"] if changed else []), until=last.at.until)


def _unordered(one: Look, other: Look) -> bool:
    """Whether nobody can say which of two looks came first."""
    return one.at.since < (other.at.until or other.at.since + 1) and other.at.since < (one.at.until or one.at.since + 1)


def _departs(post: Post, look: Look) -> bool:
    """Whether a position as found is more than the baseline has."""
    if look.status != "manned" and not (look.status == "unmanned" and post.status == "absent"):
        return False
    if post.status == "manned":
        return post.strength is not None and look.strength is not None and look.strength > post.strength
    return True


def _run(post: Post, looks: list[Look]) -> list[Look]:
    """The looks of the departure that lasts: back from the last one as far as each found it."""
    found: list[Look] = []
    for look in reversed(looks):
        if not _departs(post, look):
            break
        found.append(look)
    return found[::-1]


def _still_there(clause: Clause, post: Post, look: Look) -> bool:
    if clause.due is None or look.status != "manned" or look.at.since < (clause.due.until or clause.due.since):
        return False
    if look is not post.looks[-1]:
        return False
    if clause.ground is None:
        return True
    version = clause.ground.of(post.actor)
    return post.place is not None and version is not None and version.locate(*post.place, post.radius_m).status == "in"


_VERIFIED = ("verified", "partially_verified")


def _done_by(clause: Clause, facts: Iterable[Fact], now: int) -> Iterator[Opinion]:
    """For each bound party whether the act that the clause asks for was done by its date."""
    if clause.due is None:
        return
    due = clause.due.until or clause.due.since + 1
    window = Span(clause.due.since, due)
    acts = [f for f in facts if f.kinds[0] in acts_of(clause)]
    for one in clause.bound:
        own = [f for f in acts if _acted(f, one.actor) and _may_count(clause, f, one.actor)]
        sure = [f for f in own if f.state in _VERIFIED and not f.aggregate and _counts(clause, f, one.actor)]
        entries = tuple(sorted(f.pos for f in own))
        if any((f.span.until or f.span.since) <= due for f in sure):
            answer, reasons = MET, ("done_in_time",)
        elif now < due:
            answer, reasons = UNKNOWN, ("not_due",)
        elif sure and all(f.span.since >= due for f in own) and len(sure) == len(own):
            answer, reasons = BREACHED, ("not_done",)
        else:
            answer, reasons = UNKNOWN, ("not_verified",) if own else ("no_evidence",)
        yield Opinion(clause, one.actor, answer, reasons, window=window, entries=entries)


def _acted(fact: Fact, party: str) -> bool:
    return any(t.actor == party and t.role not in ("target", "denies") for t in fact.takers)


def _may_count(clause: Clause, fact: Fact, party: str) -> bool:
    """Whether an act may be the one that is asked for: not surely before the clause, nor surely off its ground."""
    if force.holds(clause.force, fact.span) == force.NO and (clause.due is None or fact.span.since < clause.due.since):
        return False
    return _on_ground(clause, fact, party) != "out"


def _counts(clause: Clause, fact: Fact, party: str) -> bool:
    """Whether it surely is: by that party, beyond doubt, while the clause held, on its ground."""
    weak = ("low", "unknown", "contested")
    by = any(t.actor == party and t.role != "alleged" and t.confidence not in weak for t in fact.takers)
    sure = clause.force.sure
    return by and sure is not None and fact.span.since >= sure.since and _on_ground(clause, fact, party) in ("in", None)


def _on_ground(clause: Clause, fact: Fact, party: str) -> str | None:
    """How it lies to the clause's ground under the party's version: in, out, near; None where there is no ground."""
    if clause.ground is None:
        return None
    version = clause.ground.of(party)
    if version is None or fact.place is None or fact.spread_m is None:
        return "near"
    return version.locate(*fact.place, fact.spread_m).status


_ACTS = {"release_by": ("POS-REL",), "withdraw_by": ("POS-WDR", "POS-HND"), "mine_maps": ("POS-HND", "POS-DEM")}


def acts_of(clause: Clause) -> tuple[str, ...]:
    """The kinds of incident by which a clause that asks for an act is met."""
    kinds = tuple(kind for kind in clause.kinds if kind.startswith("POS-"))
    return kinds or _ACTS.get(clause.term or "", ())


TERMS: dict[str, Term] = {
    "no_small_arms_fire": Term(("CFV-SAF",), no_small_arms_fire, seen=True),
    "no_indirect_fire": Term(("CFV-IDF",), no_indirect_fire, seen=True),
    "stay_out": Term(("CFV-INC",), stay_out, needs=("ground",), seen=True),
    "no_forward_movement": Term(("CFV-MOV",), no_forward_movement, needs=("ground",), seen=True),
    "no_new_position": Term(("CFV-MAN",), no_new_position, positions, seen=True),
    "no_construction": Term(("CFV-CON",), no_construction, seen=True),
    "no_overflight": Term(("CFV-AIR",), no_overflight, seen=True),
    "no_drone_flight": Term(("CFV-UAS",), no_drone_flight, seen=True),
    "withdraw_weapons": Term(("CFV-WPN",), withdraw_weapons, place="far", needs=("ground", "weapons", "distance_m")),
    "notify": Term(("CFV-MOV",), notify, notices, needs=("activity", "notice_h")),
    "maritime_line": Term(("CFV-NAV",), maritime_line, needs=("ground",), seen=True),
    "free_movement": Term(("FOM-DEN", "FOM-RST", "FOM-FLT", "FOM-ADM", "CFV-OBS"), free_movement),
    "humanitarian_access": Term(("FOM-HUM", "AHW-KIL", "AHW-ABD", "AHW-LOO", "MRM-HUM"), humanitarian_access),
    "release_by": Term((), None, release_by, needs=("due",)),
    "withdraw_by": Term((), None, withdraw_by, needs=("due",)),
    "mine_maps": Term(("CFV-MIN",), mine_maps, maps_by),
}
