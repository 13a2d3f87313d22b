"""Acts from JSON lines, one after the other; a refused line tells why and does not stop the others."""

from __future__ import annotations

from typing import IO, Any

import orjson

from ..core.errors import BadRequest, Issue, NotAllowed, Refusal
from ..core.handling import DESK, OBSERVER, VERIFIER, Actor
from .desk import Desk
from .intake import Act, submit

MOST_LINE = 1_000_000
_FIELDS = {"register", "step", "by", "key", "ref", "saw", "reason", "basis", "values"}
OPERATOR = Actor("OPERATOR", frozenset({DESK, OBSERVER, VERIFIER}))


def submit_lines(desk: Desk, source: IO[bytes]) -> list[dict[str, Any]]:
    """What became of each line: its receipt, or its refusal, with the line's number."""
    results: list[dict[str, Any]] = []
    number = 0
    while line := source.readline(MOST_LINE + 1):
        number += 1
        while not line.endswith(b"\n") and len(line) > MOST_LINE and (rest := source.readline(MOST_LINE)):
            if rest.endswith(b"\n"):
                break
        if not line.strip():
            continue
        try:
            if len(line) > MOST_LINE:
                raise BadRequest(f"This line is longer than {MOST_LINE:,} bytes.")
            act, actor = _read(desk, line, number)
            results.append({"line": number, **submit(desk, act, actor).plain()})
        except Refusal as refusal:
            results.append({"line": number, **refusal.plain()})
    return results


def _read(desk: Desk, line: bytes, number: int) -> tuple[Act, Actor]:
    try:
        body = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"This is not JSON: {error}.") from None
    if not isinstance(body, dict):
        raise BadRequest("An act is a JSON object.")
    issues = [Issue(n, "no_field", f"An act has {', '.join(sorted(_FIELDS))}.") for n in body if n not in _FIELDS]
    for name in _FIELDS - {"values", "saw"}:
        if body.get(name) is not None and not isinstance(body[name], str):
            issues.append(Issue(name, "wrong_type", f"{name} must be text."))
    if not isinstance(body.get("values", {}), dict):
        issues.append(Issue("values", "wrong_type", "values must be an object."))
    if body.get("saw") is not None and (not isinstance(body["saw"], int) or isinstance(body["saw"], bool)):
        issues.append(Issue("saw", "wrong_type", "saw must be a whole number."))
    if not body.get("register"):
        issues.append(Issue("register", "missing", "An act names its register."))
    if issues:
        raise BadRequest("The act cannot be read.", issues)
    register = desk.register(body["register"])
    told = {name: body.get(name) for name in ("ref", "saw", "reason", "basis")}
    step = body.get("step") or register.steps[0].name
    key = body.get("key") or _own_key(line)
    return Act(register.noun, step, key, body.get("values") or {}, **told), _actor(desk, body.get("by"))


def _own_key(line: bytes) -> str:
    """A key for a line without one: the same line sent twice is one act."""
    import hashlib

    return "line:" + hashlib.sha256(line.strip()).hexdigest()[:32]


def _actor(desk: Desk, by: str | None) -> Actor:
    if by is None:
        return OPERATOR
    roles = desk.mission.roles(by)
    if not roles:
        raise NotAllowed(f"The call sign {by[:40]!r} is not in people.toml, so it may do nothing.")
    return Actor(by, roles)
