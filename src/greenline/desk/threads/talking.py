"""What people do in a thread: begin it, say something, answer for having read, let somebody in or go, hand over, close.

Each is an act by the one door, made for who is named and nobody else. A key that came before is answered with the same
receipt, so that a phone may send again. What changes who takes part is made anew when somebody else was faster.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...core.errors import Invalid, Issue, NotAllowed, NotFound, Refusal, Stale
from ...ledger.chain import Receipt
from ...registers import REGISTERS
from ...registers.thread import OPEN
from ..desk import Desk
from ..intake import Act, submit
from .belonging import (
    ALL,
    CIRCLE,
    FROM_LINE,
    GUEST,
    GUEST_ID,
    NONE,
    PERSON,
    Asking,
    Belonging,
    belonging,
    line_pos,
    parts,
)
from .reading import line_of

MOST_TRIES = 5
MOST_PARTICIPANTS = 100
_BEGIN = ("title", "about", "matter", "languages", "sensitivity")
_SAY = ("text", "language", "at", "reply_to", "attachments")
_Change = Callable[[Belonging], Mapping[str, Any]]


def begin(desk: Desk, asking: Asking, values: Mapping[str, Any], key: str) -> Receipt:
    """A thread between the asker, who keeps it, and those in `participants` (each `who`, and what `Participant` has).
    Raises a Refusal with every issue."""
    if not asking.inside:
        raise NotAllowed("Threads are begun by the mission's own people.")
    own = {"who": asking.actor.call_sign, "kind": PERSON, "earlier": ALL}
    issues = [Issue(name, "no_field", f"A thread has no field {name[:40]!r}.")
              for name in values if name not in (*_BEGIN, "participants")]  # fmt: skip
    given = _listed(values.get("participants"), issues)
    others = [_participant(desk, asking, part, issues) for part in given]
    about = values.get("about")
    if about is not None and not _there(desk, about):
        issues.append(Issue("about", "no_such_record", f"There is no record {str(about)[:40]}."))
    if issues:
        raise Invalid("The thread was not begun.", issues)
    named = list({part["who"]: part for part in [own, *others]}.values())
    told = {name: values[name] for name in _BEGIN if values.get(name) is not None}
    told |= {"participants": named, "keeper": asking.actor.call_sign}
    return submit(desk, Act("thread", "begin", key, told), asking.acting())


def say(desk: Desk, asking: Asking, ref: str, values: Mapping[str, Any], key: str) -> Receipt:
    """A line, in the words of who says it. Raises a Refusal: NotFound for who is no part of it."""
    with desk.reading() as connection:
        own = belonging(desk, connection, asking, ref)
        _speaks(own)
        if values.get("reply_to"):
            line_of(desk, connection, own, str(values["reply_to"]))
    wrong = [Issue(n, "no_field", f"A line has {', '.join(_SAY)}; not {n[:40]!r}.") for n in values if n not in _SAY]
    if not str(values.get("text") or "").strip() and not values.get("attachments"):
        wrong.append(Issue("text", "missing", "Say something, or attach a file."))
    if wrong:
        raise Invalid("Nothing was said.", wrong)
    told = {name: value for name, value in values.items() if value is not None}
    told |= {"text": values.get("text") or "", "thread": ref, "speaker": asking.actor.call_sign}
    return submit(desk, Act("said", "say", key, told), asking.acting())


def may_say(desk: Desk, asking: Asking, ref: str) -> None:
    """Whether the asker may say something in a thread now. Raises NotFound, NotAllowed, Invalid."""
    with desk.reading() as connection:
        _speaks(belonging(desk, connection, asking, ref))


def acknowledge(desk: Desk, asking: Asking, ref: str, line: str) -> Receipt:
    """The asker has taken note of a line, and the ledger keeps that they did; once, however often it is sent."""
    values = {"kind": "acknowledged", "who": asking.actor.call_sign}
    return respond(desk, asking, ref, line, values, f"acknowledged {line}")


def translate(desk: Desk, asking: Asking, ref: str, line: str, language: str, text: str, key: str) -> Receipt:
    """A line in another language, as the asker puts it; never the machine."""
    if asking.guest:
        raise NotAllowed("Translations are given by the mission's people and by circles.")
    values = {"kind": "translated", "who": asking.actor.call_sign, "language": language, "text": text}
    return respond(desk, asking, ref, line, values, key)


def respond(desk: Desk, asking: Asking, ref: str, line: str, values: Mapping[str, Any], key: str) -> Receipt:
    """Note what was done with a line that is the asker's to read, while they take part."""
    with desk.reading() as connection:
        own = belonging(desk, connection, asking, ref)
        _present(own)
        line_of(desk, connection, own, line)
    return submit(desk, Act("response", "respond", key, {"thread": ref, "said": line, **values}), asking.acting())


# --- who takes part


def let_in(desk: Desk, asking: Asking, ref: str, part: Mapping[str, Any], key: str) -> Receipt:
    """Let somebody in from now on: `who`, `kind`, and `earlier` (`none`, `all`, or `from_line` with `earlier_from`) if
    earlier lines are to be theirs, which the asker must be able to read. Raises a Refusal."""
    issues: list[Issue] = []
    new = _participant(desk, asking, part, issues)
    if issues:
        raise Invalid("Nobody was let in.", issues)

    def changed(own: Belonging) -> Mapping[str, Any]:
        held = parts(own.version)
        if len(held) >= MOST_PARTICIPANTS:
            raise Refusal(f"A thread has at most {MOST_PARTICIPANTS} participants.")
        _may_give(desk, own, new)
        return {"participants": [*(one for one in held if one["who"] != new["who"]), new]}

    return _change(desk, asking, ref, "let_in", changed, key)


def let_go(desk: Desk, asking: Asking, ref: str, who: str, key: str) -> Receipt:
    """End somebody's part, or one's own: what comes after is not theirs to read. Raises a Refusal."""
    own_part = who == asking.actor.call_sign

    def changed(own: Belonging) -> Mapping[str, Any]:
        held = parts(own.version)
        rest = [one for one in held if one["who"] != who]
        if len(rest) == len(held):
            raise NotFound(f"{who[:40]} takes no part in {ref}.")
        if not any(one["kind"] == PERSON for one in rest):
            raise Refusal("Somebody of the mission stays; close the thread instead.")
        if own.version["keeper"] == who:
            raise Refusal(f"{who} keeps this thread; hand it over first.")
        return {"participants": rest}

    return _change(desk, asking, ref, "let_go", changed, key, anybody=own_part)


def hand_over(
    desk: Desk, asking: Asking, ref: str, to: Mapping[str, Any], reason: str, open_points: str, key: str
) -> Receipt:
    """Hand a thread over: to whom (as `let_in` names them), why, and what is open. The new one takes it over by an act
    of their own and reads what this one allows. Raises a Refusal."""
    issues: list[Issue] = []
    new = _participant(desk, asking, {"kind": PERSON, **to}, issues)
    if not issues and new["kind"] != PERSON:
        issues.append(Issue("who", "not_a_person", "A thread is kept by a person of the mission."))
    if issues:
        raise Invalid("Nothing was handed over.", issues)

    def changed(own: Belonging) -> Mapping[str, Any]:
        _keeps(own, asking)
        held = parts(own.version)
        if new["earlier"] != NONE or all(one["who"] != new["who"] for one in held):
            _may_give(desk, own, new)
            held = [*(one for one in held if one["who"] != new["who"]), new]
        return {"participants": held, "handed_to": new["who"], "open_points": open_points}

    return _change(desk, asking, ref, "hand_over", changed, key, reason=reason)


def take_over(desk: Desk, asking: Asking, ref: str, key: str) -> Receipt:
    """Take a thread that was handed over to the asker. Raises a Refusal."""

    def changed(own: Belonging) -> Mapping[str, Any]:
        if own.version["handed_to"] != asking.actor.call_sign:
            raise NotAllowed(f"{ref} was not handed over to {asking.actor.call_sign}.")
        return {"keeper": asking.actor.call_sign, "handed_to": None}

    return _change(desk, asking, ref, "take_over", changed, key)


def close(desk: Desk, asking: Asking, ref: str, reason: str, key: str) -> Receipt:
    """Close a thread: nothing more is said in it until it is opened again. Raises a Refusal."""
    return _change(desk, asking, ref, "close", lambda own: {}, key, reason=reason)


def reopen(desk: Desk, asking: Asking, ref: str, reason: str, key: str) -> Receipt:
    """Open a closed thread again. Raises a Refusal."""
    return _change(desk, asking, ref, "reopen", lambda own: {}, key, reason=reason)


# --- parts


def _change(
    desk: Desk, asking: Asking, ref: str, step: str, changed: _Change, key: str, *, reason: str | None = None,
    anybody: bool = False,
) -> Receipt:  # fmt: skip
    """A step on a thread by somebody of the mission who takes part in it (`anybody`: by whoever does)."""
    for _ in range(MOST_TRIES):
        with desk.reading() as connection:
            own = belonging(desk, connection, asking, ref)
        again = desk.ledger.receipt(asking.actor.call_sign, key)
        if again is None:
            _present(own)
        if not anybody and (not asking.inside or own.as_ != asking.actor.call_sign):
            raise NotAllowed("This is for the people of the mission who take part by their call sign.")
        values = changed(own) if again is None else {}
        act = Act("thread", step, key, values, ref, own.version["from_pos"] if again is None else None, reason)
        try:
            return submit(desk, act, asking.acting())
        except Stale:
            continue
    raise Refusal(f"{ref} changes too quickly just now; try again.")


def _participant(desk: Desk, asking: Asking, part: Mapping[str, Any], issues: list[Issue]) -> dict[str, Any]:
    """A participant as given, with what it is: a circle is an audience of the mission, a guest has an opaque id."""
    who = str(part.get("who") or "").strip()
    known = ("who", "kind", "capacity", "language", "earlier", "earlier_from")
    issues.extend(Issue(n, "no_field", f"A participant has {', '.join(known)}.") for n in part if n not in known)
    kind = CIRCLE if who in desk.mission.audiences else GUEST if who.startswith(GUEST_ID) else PERSON
    if not who or len(who) > 60 or not who.isprintable() or " " in who:
        issues.append(Issue("who", "bad_name", "Name a call sign or an audience such as party:A; no person's name."))
    elif part.get("kind") not in (None, kind) and not (kind == GUEST and part.get("kind") == PERSON):
        issues.append(Issue("who", "unknown_circle", f"{who} is no {str(part['kind'])[:20]}."))
    if who == "public":
        issues.append(Issue("who", "unknown_circle", "Nobody talks with everybody; name somebody."))
    earlier = part.get("earlier") or NONE
    if earlier not in (NONE, FROM_LINE, ALL) or (earlier == FROM_LINE) != bool(part.get("earlier_from")):
        words = "Say none, all, or from_line with the line from which on they may read."
        issues.append(Issue("earlier", "bad_value", words))
    told = {"who": who, "kind": kind, "earlier": earlier, **{n: part.get(n) for n in known[2:] if part.get(n)}}
    return {**told, "earlier": earlier}


def _listed(given: Any, issues: list[Issue]) -> list[Mapping[str, Any]]:
    if given is None:
        return []
    if not isinstance(given, list) or len(given) >= MOST_PARTICIPANTS or not all(isinstance(p, dict) for p in given):
        words = f"Participants are a list of at most {MOST_PARTICIPANTS}, each with who."
        issues.append(Issue("participants", "bad_value", words))
        return []
    return list(given)


def _may_give(desk: Desk, own: Belonging, part: Mapping[str, Any]) -> None:
    """Nobody gives others what is not theirs to read. Raises NotAllowed, NotFound."""
    if part["earlier"] == NONE:
        return
    first: int | None = 0
    if part["earlier"] == FROM_LINE:
        with desk.reading() as connection:
            first = line_pos(desk, connection, part["earlier_from"], own.ref)
        if first is None or not own.reads(first):
            raise NotFound(f"There is no line {str(part['earlier_from'])[:40]} in {own.ref}.")
    assert first is not None
    if not own.covers(first):
        raise NotAllowed("Some of these earlier lines are not yours to read; you cannot give them to others.")


def _present(own: Belonging) -> None:
    if not own.present:
        raise NotAllowed(f"You take no part in {own.ref} any more.")


def _speaks(own: Belonging) -> None:
    _present(own)
    if own.version["state"] not in OPEN:
        words = f"{own.ref} is {own.version['state']}; open it again to say something."
        raise Invalid("Nothing was said.", [Issue("step", "wrong_state", words)])


def _keeps(own: Belonging, asking: Asking) -> None:
    keeper = own.version["keeper"]
    if keeper != asking.actor.call_sign:
        raise NotAllowed(f"{keeper} keeps this thread and hands it over.")


def _there(desk: Desk, ref: Any) -> bool:
    """Whether a record that is not apart has this reference."""
    found = next((r for r in REGISTERS.values() if str(ref).startswith(f"{r.prefix}-") and not r.apart), None)
    if found is None:
        return False
    with desk.reading() as connection:
        return bool(desk.state.current(connection, found.noun, [str(ref)]))


__all__ = ["acknowledge", "begin", "close", "hand_over", "let_go", "let_in", "may_say", "reopen", "respond", "say",
           "take_over", "translate"]  # fmt: skip
