"""Threads in a story: lines that are told by who is named, and what each of them may read.

2025-03-02 09:00 LIA-1 thread begin as=T1 title=Water with=party:A,LIA-2
2025-03-02 09:05 PAR-1@party:A said say T1 as=L1 text=Hello       somebody of a circle; guests are GUEST-1
2025-03-02 09:10 LIA-1 thread let_in T1 who=LIA-3 earlier=from_line earlier_from=L1
2025-03-02 09:15 LIA-1 said become L1 register=report as=R1 happened_at=2025-03-01 source_kind=party
expect LIA-3 reads L1 of T1                exactly these lines; nothing: the thread, but no line; absent: not even that
expect LIA-3 unread T1 1                   lines of others that they have not read
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from ...core.errors import NotFound, Refusal, Unexpected
from ...core.handling import Actor
from ...ledger.chain import Receipt
from ..desk import Desk
from ..threads import becoming, reading, talking
from ..threads.belonging import Asking

TALK = ("thread", "said")
TALKED = ("reads", "unread")


class Telling(Protocol):
    """What is asked of the story that is being told."""

    desk: Desk
    refs: dict[str, tuple[str, str]]
    keys: dict[tuple[str, str], Receipt]
    receipt: Receipt | None
    refusal: Refusal | None
    number: int

    def known(self, name: str) -> tuple[str, str]:
        """The register and ref that a name stands for."""

    def at(self, words: list[str]) -> None:
        """Set the story's clock."""


def talked(told: Telling, when: list[str], who: str, noun: str, step: str, rest: list[str]) -> None:
    """Do what a line tells of a thread. Raises Unexpected."""
    told.at(when)
    told.receipt = told.refusal = None
    told.number += 1
    name = rest.pop(0) if rest and "=" not in rest[0] else None
    given = {key: _ref(told, value) for key, _, value in (word.partition("=") for word in rest)}
    called, key = given.pop("as", None), given.pop("key", f"line-{told.number}")
    made = {"begin": "thread", "become": str(given.get("register"))}.get(step, "said")
    try:
        told.receipt = _done(told, asking(told, who), noun, step, name, given, key)
    except Refusal as refusal:
        told.refusal = refusal
        return
    if not told.receipt.already:
        told.keys[who, key] = told.receipt
    if called:
        told.refs[called] = (made, told.receipt.ref)


def _done(
    told: Telling, who: Asking, noun: str, step: str, name: str | None, given: dict[str, Any], key: str
) -> Receipt:  # fmt: skip
    desk = told.desk
    if (noun, step) == ("thread", "begin"):
        others = [{"who": one} for one in str(given.pop("with", "")).split(",") if one]
        return talking.begin(desk, who, {**given, "participants": others}, key)
    if name is None:
        raise Unexpected(f"{step} needs the name of a thread or a line")
    ref = told.known(name)[1]
    if noun == "said" and step != "say":
        return _with_line(told, who, step, ref, given, key)
    reason = str(given.get("reason", ""))
    ways = {
        "say": lambda: talking.say(desk, who, ref, given, key),
        "let_in": lambda: talking.let_in(desk, who, ref, given, key),
        "let_go": lambda: talking.let_go(desk, who, ref, str(given.get("who")), key),
        "hand_over": lambda: talking.hand_over(
            desk, who, ref, {n: v for n, v in given.items() if n not in ("reason", "open_points")}, reason,
            str(given.get("open_points", "")), key),
        "take_over": lambda: talking.take_over(desk, who, ref, key),
        "close": lambda: talking.close(desk, who, ref, reason, key),
        "reopen": lambda: talking.reopen(desk, who, ref, reason, key),
    }  # fmt: skip
    if step not in ways:
        raise Unexpected(f"there is no {step} of a {noun}; there are {', '.join(ways)}")
    return ways[step]()


def _with_line(told: Telling, who: Asking, step: str, line: str, given: dict[str, Any], key: str) -> Receipt:
    thread = _thread_of(told.desk, line)
    if step == "acknowledge":
        return talking.acknowledge(told.desk, who, thread, line)
    if step == "translate":
        return talking.translate(told.desk, who, thread, line, str(given["language"]), str(given["text"]), key)
    if step != "become":
        raise Unexpected(f"a line is acknowledged, translated or becomes something; not {step}")
    noun = str(given.pop("register", ""))
    return becoming.become(told.desk, who, thread, line, noun, given, key)


def _thread_of(desk: Desk, line: str) -> str:
    with desk.reading() as connection:
        version = desk.state.record(connection, "said", line)
    if version is None:
        raise Unexpected(f"{line} is no line of a thread")
    return str(version.flat["thread"])


def belongs(told: Telling, words: list[str]) -> None:
    """Hold what somebody may read against a line. Raises Unexpected."""
    who, what = asking(told, words[0]), words[1]
    if what == "unread":
        ref = told.known(words[2])[1]
        _same(str(reading.unread(told.desk, who).get(ref, 0)), words[3])
        return
    ref = told.known(words[-1])[1]
    names: Mapping[str, str] = {ref: name for name, (_, ref) in told.refs.items()}
    try:
        lines = reading.one(told.desk, who, ref)["lines"]
    except NotFound:
        _same("absent", words[2])
        return
    _same(",".join(names.get(line["ref"], line["ref"]) for line in lines) or "nothing", words[2])


def asking(told: Telling, who: str) -> Asking:
    """Who asks: somebody of the mission, of a circle (`PAR-1@party:A`), or a guest."""
    sign, _, circle = who.partition("@")
    if circle:
        return Asking(Actor(sign, frozenset()), frozenset({circle}))
    if sign.startswith("GUEST-"):
        return Asking(Actor(sign, frozenset()), guest=True)
    return Asking(Actor(sign, frozenset(told.desk.mission.roles(sign))), frozenset({"mission"}))


def _ref(told: Telling, text: str) -> Any:
    return told.refs[text][1] if text in told.refs else text


def _same(found: str, wanted: str) -> None:
    if found != wanted:
        raise Unexpected(f"it is {found}, not {wanted}")


__all__ = ["TALK", "TALKED", "belongs", "talked"]
