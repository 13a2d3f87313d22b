"""When a clause holds, and whether something happened while it did.

Days and precisions are honest: a clause that begins "in 2007" holds surely only after that year, and an incident known
to the month may lie on either side of a ceasefire's hour.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..core.moment import Moment, widest
from .facts import Force, Span

YES, NO, PERHAPS = "yes", "no", "perhaps"
_END = 2**53


def force(
    begins: Iterable[Moment | None], ends: Iterable[Moment | None], pauses: Iterable[tuple[Moment, Moment | None]]
) -> Force:
    """The time in which all of some beginnings have come and none of some ends has.

    A beginning that nobody knows (None) leaves nothing sure. An end that is None has not come.
    """
    sure_from, sure_until, first, last = -_END, _END, -_END, _END
    known = True
    for begin in begins:
        if begin is None:
            known = False
            continue
        early, late = begin.since_s, begin.since_s
        if begin.prec > 1:
            early, late = widest(begin)
        sure_from, first = max(sure_from, late), max(first, early)
    for end in ends:
        if end is None:
            continue
        early, late = (end.until_s, end.until_s) if end.prec == 1 else widest(end)
        sure_until, last = min(sure_until, early), min(last, late)
    sure = Span(sure_from, sure_until) if known and sure_from < sure_until else None
    possible = Span(first, last) if first < last else None
    surely, perhaps = [], []
    for begin, pause_end in pauses:
        early, late = (begin.since_s, begin.since_s) if begin.prec == 1 else widest(begin)
        soon, at_last = _END, _END
        if pause_end is not None:
            soon, at_last = (pause_end.until_s, pause_end.until_s) if pause_end.prec == 1 else widest(pause_end)
        perhaps.append(Span(early, at_last))
        if late < soon:
            surely.append(Span(late, soon))
    return Force(sure, possible, tuple(surely), tuple(perhaps))


def holds(force: Force, span: Span) -> str:
    """Whether a clause held all through a stretch of time: yes, no, or perhaps."""
    since, until = span.since, span.until if span.until is not None else _END
    possible = force.possible
    if possible is None or until <= possible.since or since >= (possible.until or _END):
        return NO
    if any(p.since <= since and until <= (p.until or _END) for p in force.paused):
        return NO
    sure = force.sure
    if sure is None or since < sure.since or until > (sure.until or _END):
        return PERHAPS
    if any(since < (p.until or _END) and p.since < until for p in force.perhaps_paused):
        return PERHAPS
    return YES


def at(force: Force, second: int) -> str:
    """How a clause stands at an instant: yes, no, suspended, unknown."""
    if any(p.since <= second < (p.until or _END) for p in force.paused):
        return "suspended"
    told = holds(force, Span(second, second + 1))
    return {YES: "yes", NO: "no", PERHAPS: "unknown"}[told]


def latest(*moments: Moment | None) -> int | None:
    """The last second of the latest of some moments."""
    return max((m.until_s for m in moments if m is not None), default=None)
