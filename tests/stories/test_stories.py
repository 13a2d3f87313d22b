"""Stories: plain text files beside this one, each a day at a mission, told through the one door in.

A story is a list of lines; a line that begins with # is for people. An act is

    2025-03-02 14:05 OBS-7 report send kind=CFV-SAF at=33.36,35.17 source_kind=own_observation as=REP1
    2025-03-02 15:00 DESK-1 incident open kind=CFV-SAF at=33.36,35.17 reports=REP1 as=INC1
    2025-03-02 16:00 VER-1 incident verify INC1 basis="own eyes"

that is: when, who (a call sign of mission/people.toml, or MACHINE), register, step, the record if it changes one, and
the rest as `name=value`. `as` names the new record for the story; `reason`, `basis`, `key` are the act's own;
`saw=INC1#2` says that its sender saw the second version (otherwise the newest). What remains are values:
`deaths.best=2`, `parties[0].actor=A`, lists with commas, `at=lon,lat` or `at=lon,lat,precision`, `-` for "not known
after all". A report or an incident that begins without `happened_at` happened when the line says.

What should be true is

    expect INC1 state verified            a state, or any value: `expect INC1 deaths.best 2`
    expect INC1#1 deaths.best unknown     the same as it was known at the first version
    expect INC1 place.lon not 33.36       anything but that
    expect INC1 flagged                   something in it does not add up
    expect history INC1 3                 so many versions
    expect count incident 1               so many records
    expect public INC1 absent             not there for the public; also `present`, values, history and count as above
    expect refused not_allowed            the act before was refused so; further words are codes of its issues
    expect stale                          it was refused as stale, and both versions were shown
    expect same                           it was answered with the receipt of the act that had its key before

An act that is refused must be followed by `expect refused` or `expect stale`. After every story the ledger must be
whole, and the state tables must equal a fresh fold. A story that shows a known fault begins with `# fault: what it is`;
it fails until the fault is mended, and then the line has to go.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import places
import pytest

from greenline.core.errors import NotFound, Refusal, Stale
from greenline.core.handling import MACHINE, Actor
from greenline.core.register import Field, Register
from greenline.desk import picture
from greenline.desk.desk import Desk
from greenline.desk.intake import Act, submit
from greenline.desk.loading import load_folder
from greenline.desk.verifying import verify
from greenline.faces.query import Question
from greenline.ledger.chain import Receipt
from greenline.mission import load
from greenline.registers import REGISTERS

HERE = Path(__file__).parent
STORIES = sorted(HERE.glob("*.story"))
OWN = ("key", "reason", "basis", "saw", "as")
_STEPS = re.compile(r"[^.\[\]]+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")
_FAULT = re.compile(r"# fault: (.+)")


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

    def line(self, text: str) -> None:
        """Tell one line."""
        if not text.strip() or text.startswith("#"):
            return
        words = shlex.split(text)
        if words[0] == "expect":
            self.expect(words[1:])
            return
        assert self.refusal is None, f"the act before was refused: {self.refusal} {list(self.refusal.issues)}"
        self.act(*words[:5], rest=words[5:])

    # --- acts

    def act(self, day: str, clock: str, who: str, noun: str, step: str, rest: list[str]) -> None:
        """Submit what a line tells."""
        register = self.desk.register(noun)
        name = rest.pop(0) if rest and "=" not in rest[0] else None
        given = dict(word.partition("=")[::2] for word in rest)
        own = {part: given.pop(part) for part in OWN if part in given}
        values = self.values(register, given)
        declared = register.step(step)
        if declared and declared.begins is None and noun in ("report", "incident"):
            values.setdefault("happened_at", f"{day}T{clock}:00Z")
        self.number += 1
        ref = self.refs[name][1] if name else None
        saw = self.seen(own["saw"]) if "saw" in own else self.versions[name][-1] if name else None
        key = own.get("key", f"line-{self.number}")
        asked = Act(noun, step, key, values, ref, saw, own.get("reason"), own.get("basis"))
        self.receipt = self.refusal = None
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

    def actor(self, call_sign: str) -> Actor:
        if call_sign == "MACHINE":
            return Actor("MACHINE", frozenset({MACHINE}))
        roles = self.desk.mission.roles(call_sign)
        assert roles, f"{call_sign} is not in mission/people.toml"
        return Actor(call_sign, frozenset(roles))

    def values(self, register: type[Register], given: dict[str, str]) -> dict[str, Any]:
        """The values of an act, nested, each in the form of its kind."""
        values: dict[str, Any] = {}
        for path, text in given.items():
            if path == "at":
                lon, lat, *prec = text.split(",")
                values["place"] = {"lon": float(lon), "lat": float(lat), "prec": int(prec[0]) if prec else 1}
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
        if text == "-":
            return None
        kind = one.kind if one else "line"
        if kind == "count":
            return int(text)
        if kind in ("number", "place") and _NUMBER.match(text):
            return float(text) if "." in text else int(text)
        if kind == "ref":
            return self.refs[text][1] if text in self.refs else text
        if kind == "refs":
            return [self.refs[word][1] if word in self.refs else word for word in text.split(",")]
        return text.split(",") if kind == "codes" else text

    def seen(self, version: str) -> int:
        """The pos of `INC1#2`."""
        name, _, number = version.partition("#")
        return self.versions[name][int(number) - 1]

    # --- expectations

    def expect(self, words: list[str]) -> None:
        """Hold the mission against what a line expects."""
        if words[0] in ("refused", "stale"):
            refusal, self.refusal = self.refusal, None
            assert refusal is not None, "the act before was accepted"
            self.refused(refusal, words)
            return
        if words == ["same"]:
            assert self.receipt is not None
            assert self.receipt.already, "it was taken in anew"
            assert any(self.receipt.pos == one.pos and self.receipt.ref == one.ref for one in self.keys.values())
            return
        assert self.refusal is None, f"the act before was refused: {self.refusal} {list(self.refusal.issues)}"
        who = "mission"
        if words[0] in ("public", "mission"):
            who, *words = words
        told = self.record_words(who, words)
        wanted = words[-1]
        if len(words) > 2 and words[-2] == "not":
            assert told != wanted, f"it is {told}"
        else:
            assert told == wanted, f"it is {told}, not {wanted}"

    @staticmethod
    def refused(refusal: Refusal, words: list[str]) -> None:
        if words[0] == "stale":
            assert isinstance(refusal, Stale), f"it was refused as {refusal.code}"
            seen, current = refusal.detail.get("seen"), refusal.detail.get("current")
            assert seen, "the version that was seen is not shown"
            assert current, "the version that holds is not shown"
            assert seen["version"] != current["version"]
            return
        assert refusal.code == words[1], f"it was refused as {refusal.code}: {refusal} {list(refusal.issues)}"
        told = {issue.code for issue in refusal.issues} | {issue.field for issue in refusal.issues}
        assert told.issuperset(words[2:]), f"its issues are {list(refusal.issues)}"
        assert refusal.sentence

    def record_words(self, who: str, words: list[str]) -> str:
        """What the mission says to an expectation, as a word."""
        audience = self.desk.audience(who)
        if words[0] == "count":
            return str(picture.count(self.desk, words[1], audience, Question()))
        if words[0] == "history":
            try:
                versions = picture.history(self.desk, *self.refs[words[1]], audience)["versions"]
            except NotFound:
                return "absent"
            return str(len(versions))
        name, _, version = words[0].partition("#")
        try:
            record = picture.one(self.desk, *self.refs[name], audience, self.seen(words[0]) if version else None)
        except NotFound:
            shown = {row["ref"] for row in picture.picture(self.desk, audience)["rows"]}
            assert version or self.refs[name][1] not in shown, "it is gone, but on the map"
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
                found = found[int(step)] if int(step) < len(found) else None
            else:
                found = (found or {}).get(step)
        return self.shown(found)

    def shown(self, value: Any) -> str:
        if value is None:
            return "unknown"
        if isinstance(value, list):
            return ",".join(self.shown(each) for each in value)
        return next((name for name, (_, ref) in self.refs.items() if ref == value), str(value))


def _declared(register: type[Register], steps: list[str]) -> Field | None:
    """The declaration of a path, or none: a wrong name is the story's to tell."""
    fields, found = register.fields, None
    for step in steps:
        if not step.isdigit():
            found = next((one for one in fields if one.name == step), None)
            fields = found.parts if found else ()
    return found


@pytest.fixture
def told(tmp_path: Path) -> Any:
    desk = Desk(load(HERE / "mission"), places.place(tmp_path / "data"))
    load_folder(desk)
    yield Told(desk)
    desk.close()


def _stories() -> list[Any]:
    """Every story, those of known faults marked so."""
    found = []
    for file in STORIES:
        fault = _FAULT.match(file.read_text(encoding="utf-8"))
        marks = [pytest.mark.xfail(strict=True, reason=fault[1])] if fault else []
        found.append(pytest.param(file, id=file.stem, marks=marks))
    return found


@pytest.mark.parametrize("story", _stories())
def test_story(story: Path, told: Told) -> None:
    for number, line in enumerate(story.read_text(encoding="utf-8").splitlines(), 1):
        try:
            told.line(line)
        except AssertionError as error:
            raise AssertionError(f"{story.name}, line {number}: {line}\n{error}") from None
    assert told.refusal is None, "the last act was refused, and nobody expected it"
    verdict = verify(told.desk.place)
    assert not verdict.problems, verdict.problems


def test_there_are_stories_of_every_register_that_has_a_life() -> None:
    """Every step of an incident's and a report's life is told at least once, and nobody's story is empty."""
    text = [line.split() for file in STORIES for line in file.read_text(encoding="utf-8").splitlines()]
    taken = {(words[3], words[4]) for words in text if len(words) > 4 and words[0][:2] == "20"}
    for noun in ("report", "incident"):
        for step in REGISTERS[noun].steps:
            assert (noun, step.name) in taken, f"no story takes the step {step.name} of {noun}"
    for file in STORIES:
        assert any(line.startswith("expect") for line in file.read_text(encoding="utf-8").splitlines()), file.name


def test_a_story_that_is_wrong_fails(told: Told) -> None:
    """The runner itself can say no."""
    told.line("2025-03-02 14:05 OBS-7 report send kind=CFV-SAF at=33.36,35.17 source_kind=NGO as=REP1")
    for wrong in (
        "expect REP1 state verified",
        "expect REP1 kind CFV-MOV",
        "expect REP1 kind not CFV-SAF",
        "expect count report 2",
        "expect public REP1 present",
        "expect REP1 absent",
        "expect history REP1 2",
        "expect refused invalid",
        "expect stale",
        "expect same",
        "expect REP1 flagged",
    ):
        with pytest.raises(AssertionError):
            told.line(wrong)
    told.line("2025-03-02 14:05 VER-1 incident verify REP1 basis=x")
    with pytest.raises(AssertionError):
        told.line("2025-03-02 14:05 OBS-7 report send source_kind=NGO")
