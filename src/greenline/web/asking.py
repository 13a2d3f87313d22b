"""Query parameters as questions: all that is wrong with them is told at once."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any

import orjson
from fastapi import Request, Response

from ..core.codes import code_lists
from ..core.errors import BadRequest, Issue, TooLarge, TooSlow
from ..core.moment import Moment
from ..core.register import Register
from ..faces.box import Box
from ..faces.query import MOST_LIMIT, MOST_TEXT, Question

PARAMETERS: dict[str, str] = {
    "limit": f"How many records at most, 1 to {MOST_LIMIT} (100).",
    "cursor": "The `next` of the page before.",
    "since": "Happened on or after: a day, or an instant with its offset.",
    "until": "Happened on or before: a day, or an instant with its offset.",
    "bbox": "West,south,east,north in degrees; west beyond east crosses the date line.",
    "kind": "Codes, or classes such as CFV, separated by commas.",
    "code": "The same as kind.",
    "state": "States of the life cycle, separated by commas.",
    "party": "A party code or an actor's name, exactly.",
    "q": f"Words in the text, at most {MOST_TEXT} characters.",
    "at": "As known at this pos of the ledger.",
    "audience": "Read as this audience.",
}
# Of an export: a file has no pages.
EXPORTED: dict[str, str] = {
    "format": "csv, geojson, jsonl or xlsx (csv).",
    "hxl": "csv and xlsx: a row of HXL tags under the header.",
    "note": "What `POST …/export-note` answered, where it was said what the file is for.",
    **{name: about for name, about in PARAMETERS.items() if name not in ("limit", "cursor")},
}
MOST_POS = 2**62
PATIENCE_S, LEAST_PACE = 30.0, 1000  # a body has so long, and a second more for each so many bytes


def question(
    given: Mapping[str, str], register: type[Register], aliases: Mapping[str, str], known: Iterable[str] = PARAMETERS
) -> Question:
    """The question that query parameters ask of a register; a party may go by any of its names. Raises BadRequest with
    every issue, one for each parameter that is not `known`."""
    issues: list[Issue] = []

    def wrong(name: str, sentence: str) -> None:
        issues.append(Issue(name, "bad_parameter", sentence))

    for name in given:
        if name not in known:
            wrong(name, f"There is no parameter {name[:40]!r}; there are {', '.join(known)}.")
    limit = whole(given, "limit", 1, MOST_LIMIT, issues)
    at = whole(given, "at", 0, MOST_POS, issues)
    times: dict[str, int] = {}
    for name in ("since", "until"):
        if given.get(name):
            try:
                moment = Moment.parse(given[name])
                times[name] = moment.since_s if name == "since" else moment.until_s
            except ValueError as error:
                wrong(name, str(error))
    inside = box(given.get("bbox"), issues)
    text = given.get("q") or None
    if text is not None and (len(text) > MOST_TEXT or "\x00" in text):
        wrong("q", f"Ask for at most {MOST_TEXT} characters.")
    codes = tuple(_coded(code) for name in ("kind", "code") for code in _split(given.get(name)))
    what = register.field(register.seen.what) if register.seen.what else None
    listed = code_lists()[what.codes] if what and what.codes else ()
    for code in codes:
        if not code.endswith("-*") and code not in listed:
            wrong("kind", f"There is no kind {code[:40]!r} in {register.noun}.")
    states = tuple(_split(given.get("state")))
    for state in states:
        if state not in register.states():
            wrong("state", f"There is no state {state[:40]!r}; there are {', '.join(register.states())}.")
    if times and register.seen.when is None:
        wrong("since", f"The register {register.noun} has no time to ask for.")
    if times.get("since", 0) >= times.get("until", MOST_POS):
        wrong("until", "until lies before since.")
    party = given.get("party") or None
    if issues:
        raise BadRequest("The question cannot be read.", issues)
    return Question(
        limit=limit or 100,
        cursor=given.get("cursor") or None,
        since=times.get("since"),
        until=times.get("until"),
        box=inside,
        codes=codes,
        states=states,
        party=aliases.get(party.casefold(), party) if party else None,
        text=text,
        at=at,
    )


def only(given: Mapping[str, str], *names: str) -> Mapping[str, str]:
    """The parameters themselves, when each is one of `names` or the audience. Raises BadRequest."""
    known = (*names, "audience")
    wrong = [name for name in given if name not in known]
    if wrong:
        told = f"there are {', '.join(known)}"
        issues = [Issue(name, "bad_parameter", f"There is no parameter {name[:40]!r} here; {told}.") for name in wrong]
        raise BadRequest("The question cannot be read.", issues)
    return given


def whole(given: Mapping[str, str], name: str, low: int, high: int, issues: list[Issue]) -> int | None:
    """A whole number in a range, or None when it is not given."""
    text = given.get(name)
    if text is None or text == "":
        return None
    if not (text.isascii() and text.removeprefix("-").isdigit() and len(text) < 20 and low <= int(text) <= high):
        issues.append(
            Issue(name, "bad_parameter", f"{name} is a whole number from {low} to {high}, not {text[:40]!r}.")
        )
        return None
    return int(text)


def wholes(given: Mapping[str, str], name: str, most: int, issues: list[Issue]) -> list[int]:
    """Whole numbers from 0, separated by commas, at most so many."""
    parts = [part for part in given.get(name, "").split(",") if part]
    if not parts or len(parts) > most:
        issues.append(Issue(name, "bad_parameter", f"{name} names 1 to {most} numbers, separated by commas."))
        return []
    found = (whole({name: part.strip()}, name, 0, MOST_POS, issues) for part in parts)
    return [number for number in found if number is not None]


def _split(text: str | None) -> list[str]:
    return [part.strip()[:80] for part in (text or "").split(",") if part.strip()][:100]


def _coded(code: str) -> str:
    """A class such as CFV as the pattern of its codes."""
    return f"{code}-*" if code in code_lists()["incident_class"] else code


def box(text: str | None, issues: list[Issue]) -> Box | None:
    """A box of degrees, or None when it is not given or wrong."""
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        issues.append(Issue("bbox", "bad_parameter", "bbox is four numbers: west,south,east,north."))
        return None
    found = (west, south, east, north)
    if not all(math.isfinite(v) for v in found) or max(abs(west), abs(east)) > 180 or not -90 <= south <= north <= 90:
        issues.append(
            Issue("bbox", "bad_parameter", "bbox lies outside -180,-90,180,90, or its south is above its north.")
        )
        return None
    return found


async def pieces_of(request: Request) -> AsyncIterator[bytes]:
    """A request's body as it comes. Raises TooSlow when it comes slower than any link that people work with: whoever
    sends byte by byte only holds a place."""
    began, received = time.monotonic(), 0
    pieces = request.stream()
    while True:
        left = PATIENCE_S + received / LEAST_PACE - (time.monotonic() - began)
        try:
            piece = await asyncio.wait_for(anext(pieces), max(left, 0.0))
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise TooSlow("This came too slowly; send it again when the link is better.") from None
        received += len(piece)
        yield piece


async def body_of(request: Request, most: int) -> bytes:
    """A request's body. Raises TooLarge as soon as it is longer than `most` bytes, TooSlow."""
    parts = bytearray()
    async for chunk in pieces_of(request):
        parts += chunk
        if len(parts) > most:
            raise TooLarge(f"This may have at most {most:,} bytes.")
    return bytes(parts)


async def object_of(request: Request, fields: Mapping[str, tuple[type, ...]], most: int) -> dict[str, Any]:
    """A request's body as a JSON object of these fields, each of one of these types. Raises TooLarge, TooSlow, or
    BadRequest with every issue; it never repeats what was sent."""
    try:
        told = orjson.loads(await body_of(request, most))
    except orjson.JSONDecodeError:
        raise BadRequest("This is not JSON.") from None
    if not isinstance(told, dict):
        raise BadRequest(f"Send a JSON object of {', '.join(fields)}.")
    issues = []
    for name, value in told.items():
        if name not in fields:
            issues.append(Issue(name[:40], "no_field", f"There is {', '.join(fields)} here."))
        elif not isinstance(value, fields[name]) or (isinstance(value, bool) and bool not in fields[name]):
            issues.append(Issue(name, "wrong_type", f"{name} is of another type."))
    if issues:
        raise BadRequest("This cannot be read.", issues)
    return told


def texts(told: Mapping[str, Any], name: str, most: int = 20) -> list[str]:
    """A short list of texts in an object, empty when it is not there. Raises BadRequest."""
    given = told.get(name) or []
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given) or len(given) > most:
        raise BadRequest("This cannot be read.", [Issue(name, "wrong_type", f"{name} is a short list of texts.")])
    return list(given)


def answer(body: Any, status: int = 200) -> Response:
    """A JSON answer."""
    return Response(orjson.dumps(body), status, media_type="application/json")
