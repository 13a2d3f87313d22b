"""Clocks and counts of protection: alerts of communities, 10-1-2 of casualties, own people not heard of, bands of risk.

Pure: times come in as spans of POSIX seconds, so that no time zone and no change of clocks can move a limit. A time
that nobody recorded makes an answer unknown, never a miss. Limits are proposals of the field's workflows (1.3) and of
DOS/2020.7 as commonly taught (domain vocabulary, section 9); a mission may set its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from .facts import MET, UNKNOWN, Span

MISSED, RUNNING, OVERDUE, LATE, ON_TIME = "missed", "running", "overdue", "late", "on_time"
MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86_400
FRESH_D = 30  # days after which a score is too old to act on (domain vocabulary, section 5)
BANDS = ((5, "low"), (10, "moderate"), (15, "high"), (25, "very_high"))


@dataclass(frozen=True, slots=True)
class Limits:
    """What a mission allows: minutes to call back, to decide where lives are in danger, hours to decide otherwise and
    to answer the community; minutes of grace before an alarm, and until a patrol that was heard of after its time is
    asked for again."""

    call_back_min: float = 10
    decide_life_min: float = 30
    decide_h: float = 4
    feedback_h: float = 24
    grace_min: float = 10
    again_min: float = 60


@dataclass(frozen=True, slots=True)
class Clock:
    """One limit: by when (POSIX seconds; None: it does not run), and whether it was kept."""

    name: str
    due: int | None
    answer: str


def within(begin: Span | None, end: Span | None, limit_s: float) -> str:
    """Whether the end came within so many seconds of the beginning: met, missed, or unknown where a time is not held
    or is too coarse to tell. An end before its beginning is an error of somebody's, so unknown."""
    if begin is None or end is None:
        return UNKNOWN
    least, most = end.since - _last(begin), _last(end) - begin.since
    if most < 0:
        return UNKNOWN
    return MET if most <= limit_s else MISSED if least > limit_s else UNKNOWN


def _last(at: Span) -> int:
    return max((at.until or at.since + 1) - 1, at.since)


def limit(name: str, begin: Span | None, done: Span | None, limit_s: float, now: int, *, open_: bool) -> Clock:
    """A clock: kept or not where it was stopped; else running or overdue while it is open, unknown afterwards."""
    due = None if begin is None else _last(begin) + round(limit_s)
    if done is not None or due is None or not open_:
        return Clock(name, due, within(begin, done, limit_s))
    return Clock(name, due, OVERDUE if now > due else RUNNING)


# --- alerts of communities

_DROPPED = ("false", "duplicate")
_UNDECIDED = ("received", "logged", "assessed", "actionable")
_ACTIONABLE = ("actionable", "watched", "passed_on", "declined", "tasked", "responding", "effect", "after_action")


@dataclass(frozen=True, slots=True)
class Alert:
    """What is held of one alert: its state, whether lives are in danger (None: unknown) and its times by name."""

    state: str
    life_threat: bool | None
    times: Mapping[str, Span | None]
    decision: str | None = None

    def at(self, name: str) -> Span | None:
        """One of its times; None: not held."""
        return self.times.get(name)


def alert_clocks(alert: Alert, now: int, limits: Limits = Limits()) -> tuple[Clock, ...]:
    """Call back, decision, feedback, each counted from when it came in. While nobody knows whether lives are in
    danger they are taken to be. What was found false or one more of another needs no decision."""
    came = alert.at("t_received")
    dropped = alert.state in _DROPPED
    urgent = limits.decide_life_min * MINUTE_S if alert.life_threat is not False else limits.decide_h * HOUR_S
    over = dropped or alert.state == "after_action"
    clocks = [
        limit("call_back", came, alert.at("t_called_back"), limits.call_back_min * MINUTE_S, now,
              open_=alert.state == "received"),
        limit("feedback", came, alert.at("t_feedback"), limits.feedback_h * HOUR_S, now, open_=not over),
    ]  # fmt: skip
    if not dropped:
        decided = limit("decision", came, alert.at("t_decision"), urgent, now, open_=alert.state in _UNDECIDED)
        clocks.insert(1, decided)
    return tuple(clocks)


def in_time(alert: Alert) -> str:
    """Whether a force was there before it ended: met, missed, unknown."""
    arrived, ended = alert.at("t_arrive"), alert.at("t_end")
    if arrived is None or ended is None:
        return UNKNOWN
    if _last(arrived) < ended.since:
        return MET
    return MISSED if arrived.since > _last(ended) else UNKNOWN


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of actionable alerts. `answered` and `unanswered` are decided; `open` wait for a decision or a
    departure. The median of seconds from receipt to departure is over `timed` alerts; None where none is."""

    actionable: int
    answered: int
    unanswered: int
    open: int
    median_depart_s: float | None
    timed: int
    in_time: int
    too_late: int
    in_time_unknown: int

    @property
    def share(self) -> float | None:
        """Per cent answered of those decided; None where none is."""
        decided = self.answered + self.unanswered
        return round(100 * self.answered / decided, 1) if decided else None


def kept(alerts: Iterable[Alert]) -> Kept:
    """The indicators of domain vocabulary section 5 over alerts that are no exercise."""
    found = [one for one in alerts if one.state in _ACTIONABLE]
    gone = [one for one in found if one.at("t_depart") is not None or one.state in ("responding", "effect")]
    waiting = [one for one in found if one not in gone and one.state in ("actionable", "tasked")]
    spans = [_last(d) - r.since for one in gone if (d := one.at("t_depart")) and (r := one.at("t_received"))]
    spans = [one for one in spans if one >= 0]
    answers = [in_time(one) for one in gone]
    return Kept(
        len(found), len(gone), len(found) - len(gone) - len(waiting), len(waiting),
        float(median(spans)) if spans else None, len(spans),
        answers.count(MET), answers.count(MISSED), answers.count(UNKNOWN),
    )  # fmt: skip


# --- 10-1-2

LEGS = (("first_aid", "t_first_aid", 10 * MINUTE_S), ("emergency_care", "t_emergency", HOUR_S),
        ("surgery", "t_role2", 2 * HOUR_S))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg from the injury: its limit in seconds, how long it took at most (None: unknown), and the answer."""

    name: str
    limit_s: int
    took_s: int | None
    answer: str


def legs(times: Mapping[str, Span | None]) -> tuple[Leg, ...]:
    """Ten minutes to life-saving aid, one hour to emergency care, two hours to surgery. Surgery within the hour is
    emergency care within the hour."""
    hurt = times.get("t_injury")
    found = []
    for name, end, limit_s in LEGS:
        done = times.get(end)
        if name == "emergency_care" and done is None and within(hurt, times.get("t_role2"), limit_s) == MET:
            done = times.get("t_role2")
        took = None if hurt is None or done is None else _last(done) - hurt.since
        found.append(Leg(name, limit_s, took if took is not None and took >= 0 else None, within(hurt, done, limit_s)))
    return tuple(found)


# --- own people


@dataclass(frozen=True, slots=True)
class Out:
    """A patrol that is out: when it left and is expected back, every how many minutes it checks in (None: never), and
    each check with how its people were. POSIX seconds."""

    departed: int
    expected_back: int | None
    check_min: int | None = None
    checks: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """Whether a patrol is on time, late, or overdue; of what (None: nothing is expected of it), since when; and when
    it was last heard of. POSIX seconds."""

    answer: str
    because: str | None
    due: int | None
    alarm_at: int | None
    last: int


def heard(out: Out, now: int, limits: Limits = Limits()) -> Heard:
    """Where a patrol stands. It is late from when it is due, and overdue when the grace is over; a call for help is an
    alarm at once, until all is well again. A wrong clock must not keep an alarm back: that all is well in the future
    was not said yet, and a call for help is one whatever its clock, unless a later check (in the order in which they
    were recorded) says that all is well."""
    well = [place for place, (at, welfare) in enumerate(out.checks) if welfare == "ok" and at <= now]
    last = max([*(out.checks[place][0] for place in well), out.departed])
    calls = [at for at, welfare in out.checks[well[-1] + 1 if well else 0 :] if welfare == "needs_help"]
    if calls:
        called = min(calls[0], now)
        return Heard(OVERDUE, "needs_help", called, called, last)
    wanted = []
    if out.check_min:
        wanted.append((last + out.check_min * MINUTE_S, "no_check"))
    if out.expected_back is not None:
        late = out.expected_back
        if last > late:  # it was heard of after its time: it is asked for again
            late = last + round(limits.again_min * MINUTE_S)
        wanted.append((late, "not_back"))
    if not wanted:
        return Heard(UNKNOWN, None, None, None, last)
    due, because = min(wanted)
    alarm = due + round(limits.grace_min * MINUTE_S)
    answer = OVERDUE if now > alarm else LATE if now > due else ON_TIME
    return Heard(answer, because, due, alarm, last)


# --- risk


@dataclass(frozen=True, slots=True)
class Risk:
    """Two factors, 1 to 5, and their product with its band; None where a factor is not held. `expired`: one of them is
    older than thirty days. The product never stands without its factors."""

    threat: int | None
    vulnerability: int | None
    product: int | None
    band: str
    expires: int | None
    expired: bool


def risk(threat: tuple[int, int] | None, vulnerability: tuple[int, int] | None, now: int) -> Risk:
    """Threat times vulnerability, each with when it was scored (POSIX seconds)."""
    held = [one for one in (threat, vulnerability) if one]
    expires = min((at for _, at in held), default=None)
    expires = None if expires is None else expires + FRESH_D * DAY_S
    product = threat[0] * vulnerability[0] if threat and vulnerability else None
    band = UNKNOWN if product is None else next(name for most, name in BANDS if product <= most)
    return Risk(
        threat[0] if threat else None, vulnerability[0] if vulnerability else None, product, band, expires,
        expires is not None and now >= expires,
    )  # fmt: skip
