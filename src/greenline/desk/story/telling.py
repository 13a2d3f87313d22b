"""A story as it is told: each line an act through the one door in, or an expectation held against the mission."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from ...core.errors import NotFound, Refusal, Stale, Unexpected
from ...core.handling import MACHINE, Actor
from ...core.moment import utc
from ...core.register import Field, Register
from ...faces.query import Question
from ...ledger.chain import Receipt
from .. import clocks, picture
from ..desk import Desk
from ..findings import listing
from ..intake import Act, submit
from ..minding import Minder
from ..react import Reactor
from .alerts import ALERTING, alerted, arranged
from .allowing import ALLOWED, allowed
from .commission import JOINT, joined
from .deploying import deployed
from .findings import expected
from .foreseeing import FORESEEN, foreseen
from .matches import matched, settled
from .protecting import PROTECTED, protected
from .talking import TALK, TALKED, belongs, talked
from .watching import WATCHED, watched

OWN = ("key", "reason", "basis", "saw", "as")
_LISTS = ("bound", "parties", "accused")  # groups that may be written as codes with commas between them
_STEPS = re.compile(r"[^.\[\]]+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")


@dataclass
class Told:
    """A story as far as it was told."""

    desk: Desk
    refs: dict[str, tuple[str, str]] = field(default_factory=dict)  # name -> (register, ref)
    versions: dict[str, list[int]] = field(default_factory=dict)
    keys: dict[tuple[str, str], Receipt] = field(default_factory=dict)
    receipt: Receipt | None = None
    refusal: Refusal | None = None
    number: int = 0
    now_s: int = 0
    reactor: Reactor | None = None
    minder: Minder | None = None

    def __post_init__(self) -> None:
        self.desk.clock = lambda: utc(self.now_s)

    def line(self, text: str) -> None:
        """Tell one line. Raises Unexpected."""
        if not text.strip() or text.lstrip().startswith("#"):
            return
        words = words_of(text)
        if words[0] == "expect":
            self.expect(words[1:])
            return
        if self.refusal is not None:
            raise Unexpected(f"the act before was refused: {why(self.refusal)}")
        if words[0] == "now":
            self.at(words[1:])
        elif words[0] in ALERTING:
            arranged(self, words)
        elif words[0] in ("link", "unlink", "reject", "open"):
            settled(self, words)
        elif len(words) < 5:
            raise Unexpected("an act is: day, time, who, register, step, and then values")
        else:
            day, clock, who, noun, step, *rest = words
            if noun in TALK:
                talked(self, [day, clock], who, noun, step, rest)
                return
            self.act(day, clock, who, noun, step, rest)

    def at(self, words: list[str]) -> None:
        """Set the story's clock."""
        try:
            day = datetime.fromisoformat(" ".join(words))
        except ValueError:
            raise Unexpected(f"{' '.join(words)!r} is no time; write 2025-03-02 14:05 (UTC)") from None
        self.now_s = max(int((day if day.tzinfo else day.replace(tzinfo=UTC)).timestamp()), self.now_s)

    # --- acts

    def act(self, day: str, clock: str, who: str, noun: str, step: str, rest: list[str]) -> None:
        """Submit what a line tells."""
        self.at([day, clock])
        self.receipt = self.refusal = None
        try:
            register = self.desk.register(noun)
        except NotFound as refusal:
            raise Unexpected(refusal.sentence) from None
        name = rest.pop(0) if rest and "=" not in rest[0] else None
        bare = next((word for word in rest if "=" not in word), None)
        if bare is not None:
            raise Unexpected(f"{bare!r} is no name=value")
        given = dict(word.partition("=")[::2] for word in rest)
        own = {part: given.pop(part) for part in OWN if part in given}
        values = self.values(register, given)
        declared = register.step(step)
        if declared and declared.begins is None and noun in ("report", "incident"):
            values.setdefault("happened_at", f"{day}T{clock}:00Z")
        self.number += 1
        ref = self.known(name)[1] if name else None
        saw = self.seen(own["saw"]) if "saw" in own else self.latest(name) if name else None
        key = own.get("key", f"line-{self.number}")
        asked = Act(noun, step, key, values, ref, saw, own.get("reason"), own.get("basis"))
        try:
            self.receipt = submit(self.desk, asked, self.actor(who))
        except Refusal as refusal:
            self.refusal = refusal
            return
        if "as" in own:
            self.refs[own["as"]] = (noun, self.receipt.ref)
        told = own.get("as") or name
        if told and self.receipt.pos not in self.versions.get(told, ()):
            self.versions.setdefault(told, []).append(self.receipt.pos)
        if not self.receipt.already:
            self.keys[who, key] = self.receipt

    def known(self, name: str) -> tuple[str, str]:
        """The register and ref that a name of the story stands for."""
        if name not in self.refs:
            raise Unexpected(f"nothing in this story is called {name}")
        return self.refs[name]

    def latest(self, name: str) -> int:
        """The version of a record that holds: the newest the story made, or what the machine made of it since."""
        noun, ref = self.known(name)
        if noun not in ("finding", "match", "incident", "alert", "patrol", "warning"):
            return self.versions[name][-1]
        with self.desk.reading() as connection:
            return self.desk.state.current(connection, noun, [ref])[ref]

    def actor(self, call_sign: str) -> Actor:
        """Somebody of the mission's people, or the machine."""
        if call_sign == "MACHINE":
            return Actor("MACHINE", frozenset({MACHINE}))
        roles = self.desk.mission.roles(call_sign)
        if not roles:
            raise Unexpected(f"{call_sign} is not in people.toml of the mission")
        return Actor(call_sign, frozenset(roles))

    def values(self, register: type[Register], given: Mapping[str, str]) -> dict[str, Any]:
        """The values of an act, nested, each in the form of its kind."""
        values: dict[str, Any] = {}
        for path, text in given.items():
            if path == "at" and register.field("place") and not register.field("at"):
                lon, lat, *prec = text.split(",")
                try:
                    values["place"] = {"lon": float(lon), "lat": float(lat), "prec": int(prec[0]) if prec else 1}
                except ValueError:
                    raise Unexpected(f"at={text} is no place; write at=lon,lat or at=lon,lat,precision") from None
                continue
            declared = register.field(path)
            if declared and declared.kind == "group" and declared.repeats and path in _LISTS:
                values[path] = [{"actor": code} for code in text.split(",")]
                continue
            if declared and declared.kind == "moment" and text.startswith("~"):
                values[path] = _rough(text)
                continue
            steps = _STEPS.findall(path)
            one = _declared(register, steps) or _declared(register, steps[:-1])
            inside: Any = values
            for step, after in pairwise(steps):
                if isinstance(inside, list):
                    inside.extend({} for _ in range(int(step) + 1 - len(inside)))
                    inside = inside[int(step)]
                else:
                    inside = inside.setdefault(step, [] if after.isdigit() else {})
            inside[steps[-1]] = self.value(one, text)
        return values

    def value(self, one: Field | None, text: str) -> Any:
        """A value from its text."""
        if text == "-":
            return None
        kind = one.kind if one else "line"
        if kind == "count":
            return int(text) if text.isdigit() else text
        if kind == "flag":
            return {"yes": True, "no": False}.get(text, text)
        if kind in ("number", "place") and _NUMBER.match(text):
            return float(text) if "." in text else int(text)
        if kind == "moment" and text.startswith("~"):
            return _rough(text)
        if kind == "ref":
            return self.refs[text][1] if text in self.refs else text
        if kind == "refs":
            return [self.refs[word][1] if word in self.refs else word for word in text.split(",")]
        return text.split(",") if kind == "codes" else text

    def seen(self, version: str) -> int:
        """The pos of `INC1#2`."""
        name, _, number = version.partition("#")
        try:
            return self.versions[name][int(number) - 1]
        except (KeyError, IndexError, ValueError):
            raise Unexpected(f"there is no version {version} in this story") from None

    # --- expectations

    def expect(self, words: list[str]) -> None:
        """Hold the mission against what a line expects. Raises Unexpected."""
        if not words:
            raise Unexpected("nothing is expected")
        if words[0] in ("refused", "stale"):
            refusal, self.refusal = self.refusal, None
            if refusal is None:
                raise Unexpected("the act before was accepted")
            _refused(refusal, words)
            return
        if words == ["same"]:
            self.same()
            return
        if self.refusal is not None:
            raise Unexpected(f"the act before was refused: {why(self.refusal)}")
        if words[0] in ("told", "alert") or words[:2] == ["no", "alert"]:
            alerted(self, words)
            return
        if words[0] in ("match", "matches") or words[:2] == ["no", "match"]:
            matched(self, words)
            return
        if words[0] in FORESEEN or words[:2] == ["no", "warning"]:
            foreseen(self, words)
            return
        if words[0] in ("finding", "findings", "no"):
            expected(self, words)
            return
        if words[0] in PROTECTED and words[0] not in self.refs:
            protected(self, words)
            return
        if words[0] in ALLOWED:
            allowed(self.desk, words, self.now_s)
            return
        if len(words) > 2 and words[1] in TALKED:
            belongs(self, words)
            return
        if words[0] == "deployment":
            deployed(self.desk, words)
            return
        if words[0] in WATCHED:
            watched(self.desk, words, self.now_s)
            return
        if words[0] in ("holder", "clock", "due", "escalates"):
            self.clocked(words)
            return
        who = "mission"
        if words[0] in self.desk.mission.audiences:
            who, *words = words
        if words[0] in JOINT and words[0] not in self.refs:
            joined(self, who, words)
            return
        told = self.recordwords_of(who, words)
        wanted = words[-1]
        if len(words) > 2 and words[-2] == "not":
            if told == wanted:
                raise Unexpected(f"it is {told}")
        elif told != wanted:
            raise Unexpected(f"it is {told}, not {wanted}")

    def same(self) -> None:
        """The act before was answered with the receipt of the one that had its key first."""
        if self.receipt is None or not self.receipt.already:
            raise Unexpected("it was taken in anew")
        if not any(self.receipt.pos == one.pos and self.receipt.ref == one.ref for one in self.keys.values()):
            raise Unexpected("its receipt is another one")

    def react(self) -> None:
        """Let the machine look at all that was told so far."""
        self.minder = self.minder or Minder(self.desk)
        self.minder.look(self.now_s)
        self.reactor = self.reactor or Reactor(self.desk, lambda: self.now_s)
        self.reactor.catch_up()

    def judged(self) -> list[dict[str, Any]]:
        """The findings, the terms having been held against all that was told so far."""
        self.react()
        return listing(self.desk, self.desk.audience("mission"))

    def clocked(self, words: list[str]) -> None:
        """`holder CASE1 desk`, `clock CASE1 overdue`, `due CASE1 2025-03-02T15:05`, `escalates CASE1 …`."""
        if len(words) != 3:
            raise Unexpected("write holder, clock, due or escalates, then a case, then what is expected")
        record = picture.one(self.desk, *self.known(words[1]), self.desk.audience("mission"))
        told = clocks.one(self.desk, self.desk.audience("mission"), record, self.now_s)
        found = {
            "holder": told["holder"], "due": told["due_at"], "escalates": told["escalates_at"],
            "clock": "overdue" if told["overdue"] else told["clock"],
        }[words[0]]  # fmt: skip
        shown = "none" if found is None else str(found)
        if words[0] in ("due", "escalates") and words[2] != "none":
            if not shown.startswith(words[2].removesuffix("Z")):
                raise Unexpected(f"it is {shown}, not {words[2]}")
        elif shown != words[2]:
            raise Unexpected(f"it is {shown}, not {words[2]}")

    def recordwords_of(self, who: str, words: list[str]) -> str:
        """What the mission says to an expectation, as a word."""
        audience = self.desk.audience(who)
        if words[0] == "count":
            return str(picture.count(self.desk, words[1], audience, Question()))
        if words[0] == "history":
            try:
                versions = picture.history(self.desk, *self.known(words[1]), audience)["versions"]
            except NotFound:
                return "absent"
            return str(len(versions))
        name, _, version = words[0].partition("#")
        if len(words) < 2:
            raise Unexpected("what is expected of it?")
        try:
            record = picture.one(self.desk, *self.known(name), audience, self.seen(words[0]) if version else None)
        except NotFound:
            shown = {row["ref"] for row in picture.picture(self.desk, audience)["rows"]}
            if not version and self.refs[name][1] in shown:
                raise Unexpected("it is gone, but on the map") from None
            return "absent"
        asked = words[1]
        if asked in ("present", "absent"):
            return "present"
        if asked == "flagged":
            return "flagged" if record.get("flags") else "sound"
        if asked == "state":
            return str(record["state"])
        found: Any = record["values"]
        for step in _STEPS.findall(asked):
            if isinstance(found, list):
                found = found[int(step)] if step.isdigit() and int(step) < len(found) else None
            else:
                found = (found or {}).get(step) if isinstance(found, dict) else None
        return self.shown(found)

    def shown(self, value: Any) -> str:
        """A value as a story writes it."""
        if value is None:
            return "unknown"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return ",".join(self.shown(each) for each in value)
        return next((name for name, (_, ref) in self.refs.items() if ref == value), str(value))


def _refused(refusal: Refusal, words: list[str]) -> None:
    if words[0] == "stale":
        if not isinstance(refusal, Stale):
            raise Unexpected(f"it was refused as {refusal.code}")
        seen, current = refusal.detail.get("seen"), refusal.detail.get("current")
        if not seen or not current or seen["version"] == current["version"]:
            raise Unexpected("both versions are not shown")
        return
    if len(words) > 1 and refusal.code != words[1]:
        raise Unexpected(f"it was refused as {why(refusal)}")
    told = {issue.code for issue in refusal.issues} | {issue.field for issue in refusal.issues}
    if not told.issuperset(words[2:]):
        raise Unexpected(f"its issues are {why(refusal)}")


def why(refusal: Refusal) -> str:
    """A refusal in a line, with its issues."""
    issues = "; ".join(f"{i.field} {i.code}: {i.sentence}" for i in refusal.issues[:10])
    return f"{refusal.code}: {refusal.sentence} {issues}".strip()


def _rough(text: str) -> dict[str, Any]:
    """`~2025-03-02/2` as a moment: a day, and UCDP's precision after the slash."""
    day, _, prec = text[1:].partition("/")
    return {"start": day, "prec": int(prec) if prec.isdigit() else prec}


def _declared(register: type[Register], steps: list[str]) -> Field | None:
    """The declaration of a path, or none: a wrong name is the story's to tell."""
    fields, found = register.fields, None
    for step in steps:
        if not step.isdigit():
            found = next((one for one in fields if one.name == step), None)
            fields = found.parts if found else ()
    return found


def words_of(text: str) -> list[str]:
    """A line as its words. Raises Unexpected."""
    try:
        return shlex.split(text)
    except ValueError as error:
        raise Unexpected(f"this line cannot be read: {error}") from None
