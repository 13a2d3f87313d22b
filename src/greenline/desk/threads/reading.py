"""Threads as one person may read them: the list with what is unread, one thread with its lines, a file of a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from ...core.errors import NotFound
from ...core.handling import STRICT_LEVEL
from ...ledger.state import NOW
from ..desk import Desk
from ..files.attaching import copy_of
from ..logbook import Line
from ..reading import kept
from .belonging import Asking, Belonging, Span, belonging, parts, spans_of, threads_of

MOST_THREADS, MOST_LINES = 500, 200
_SHOWN = ("title", "about", "matter", "languages", "keeper", "handed_to", "open_points", "sensitivity")


def mine(desk: Desk, asking: Asking, about: str | None = None) -> dict[str, Any]:
    """The asker's threads, newest talk first: each with what is unread, its last line's time, and whom it names;
    `about`: those on one record. At most `MOST_THREADS`."""
    read = desk.marks.of(asking.actor.call_sign)
    found = []
    with desk.reading() as connection:
        for own in _own(desk, connection, asking):
            if about is not None and own.version["about"] != about:
                continue
            last = _last(desk, connection, own)
            unread = _unread(desk, connection, own, read.get(own.ref, 0), asking)
            told = _thread(desk, own) | {"unread": unread, "last_at": last and last["recorded_at"]}
            told["last_by"] = last and last["speaker"]
            told["participants"] = [part["who"] for part in parts(own.version)]
            found.append((last["from_pos"] if last else own.version["from_pos"], told))
    found.sort(key=lambda one: one[0], reverse=True)
    _note(desk, asking, [told for _, told in found], "threads")
    return {"threads": [told for _, told in found], "unread": sum(told["unread"] for _, told in found)}


def unread(desk: Desk, asking: Asking) -> dict[str, int]:
    """How many lines of others each of the asker's threads has that they have not read; an index tells."""
    read = desk.marks.of(asking.actor.call_sign)
    with desk.reading() as connection:
        counts = {
            own.ref: _unread(desk, connection, own, read.get(own.ref, 0), asking)
            for own in _own(desk, connection, asking)
        }
    return {ref: count for ref, count in counts.items() if count}


def news(desk: Desk, asking: Asking) -> int:
    """The position of the newest thing that the asker may read in any thread, to tell that something is new."""
    with desk.reading() as connection:
        newest = (
            connection.execute(select(func.max(t.c.from_pos)).where(t.c.thread == own.ref, own.within(t.c.from_pos)))
            for own in _own(desk, connection, asking)
            for t in (desk.shapes["said"].table, desk.shapes["response"].table)
        )
        return max((found.scalar() or 0 for found in newest), default=0)


def one(desk: Desk, asking: Asking, ref: str, before: str | None = None) -> dict[str, Any]:
    """A thread as the asker may read it: who takes part since when, the newest lines (at most `MOST_LINES`, or those
    before a line), what was done with each. `more`: there are earlier ones. Raises NotFound."""
    with desk.reading() as connection:
        own = belonging(desk, connection, asking, ref)
        upto = _first(desk, connection, own, before) if before else NOW
        lines = _lines(desk, connection, own, upto, MOST_LINES + 1)
        more, lines = len(lines) > MOST_LINES, lines[-MOST_LINES:]
        answered = _theirs(desk, connection, own, [line["reply_to"] for line in lines])
        did = _responses(desk, connection, own, [line["ref"] for line in lines])
        people, spans = _people(desk, connection, own)
    read = desk.marks.by(ref)
    told = _thread(desk, own) | {
        "you": asking.actor.call_sign, "as": own.as_, "present": own.present, "participants": people, "more": more,
        "lines": [_line(desk, line, did[line["ref"]], _readers(line, read, spans, own), answered) for line in lines],
        "read_upto": lines[-1]["ref"] if lines else None,
    }  # fmt: skip
    _note(desk, asking, [told], "thread")
    return told


def mark_read(desk: Desk, asking: Asking, ref: str, upto: str) -> None:
    """The asker has read a thread up to a line that is theirs. Raises NotFound."""
    with desk.reading() as connection:
        own = belonging(desk, connection, asking, ref)
        pos = _first(desk, connection, own, upto)
    desk.marks.note(ref, asking.actor.call_sign, own.as_, pos)


def file_of(desk: Desk, asking: Asking, ref: str, line: str, digest: str) -> tuple[bytes | Iterator[bytes], str, str]:
    """The copy of a line's file that may be shared: (bytes or parts, media type, name). Raises NotFound."""
    with desk.reading() as connection:
        own = belonging(desk, connection, asking, ref)
        _first(desk, connection, own, line)
        t = desk.shapes["said"].table
        row = connection.execute(select(t).where(t.c.ref == line, t.c.to_pos == NOW)).mappings().one()
    files = desk.shapes["said"].values(row).get("attachments", ())
    part = next((part for part in files if part.get("file") == digest), None)
    if part is None:
        raise NotFound(f"{line[:40]} has no such file.")
    return copy_of(desk, part)


def line_of(desk: Desk, connection: Connection, own: Belonging, ref: str) -> Mapping[str, Any]:
    """A line of a thread that is theirs to read, by its present row. Raises NotFound."""
    _first(desk, connection, own, ref)
    t = desk.shapes["said"].table
    return dict(connection.execute(select(t).where(t.c.ref == ref, t.c.to_pos == NOW)).mappings().one())


# --- parts


def _own(desk: Desk, connection: Connection, asking: Asking) -> Iterator[Belonging]:
    for ref in threads_of(desk, connection, asking.names, MOST_THREADS):
        if asking.only is None or ref in asking.only:
            yield belonging(desk, connection, asking, ref)


def _thread(desk: Desk, own: Belonging) -> dict[str, Any]:
    values = desk.shapes["thread"].values(own.version)
    told = {name: values.get(name) for name in _SHOWN}
    return {"ref": own.ref, "state": own.version["state"], **told}


def _first(desk: Desk, connection: Connection, own: Belonging, ref: str) -> int:
    """Where a line was said that is theirs to read. Raises NotFound."""
    t = desk.shapes["said"].table
    query = select(func.min(t.c.from_pos)).where(t.c.ref == ref, t.c.thread == own.ref)
    pos: int | None = connection.execute(query).scalar()
    if pos is None or not own.reads(pos):
        raise NotFound(f"There is no line {ref[:40]} in {own.ref}.")
    return pos


def _lines(desk: Desk, connection: Connection, own: Belonging, upto: int, most: int) -> list[dict[str, Any]]:
    """The newest lines that are theirs, said before a position, oldest first. `from_pos` is where each was said."""
    t = desk.shapes["said"].table
    first = t.alias()
    said = select(func.min(first.c.from_pos)).where(first.c.ref == t.c.ref).scalar_subquery()
    query = select(t, said.label("said_pos")).where(t.c.thread == own.ref, t.c.to_pos == NOW)
    query = query.where(own.within(said), said < upto).order_by(said.desc()).limit(most)
    rows = [dict(row) for row in connection.execute(query).mappings()]
    when = _recorded(desk, connection, [row["said_pos"] for row in rows if row["said_pos"] != row["from_pos"]])
    for row in rows:  # what was erased since has a later version; it was said when it was said
        row["recorded_at"] = when.get(row["said_pos"], row["recorded_at"])
        row["from_pos"] = row["said_pos"]
    return rows[::-1]


def _recorded(desk: Desk, connection: Connection, positions: Sequence[int]) -> dict[int, str]:
    t = desk.shapes["said"].table
    query = select(t.c.from_pos, t.c.recorded_at).where(t.c.from_pos.in_(positions))
    return {row.from_pos: row.recorded_at for row in connection.execute(query)} if positions else {}


def _last(desk: Desk, connection: Connection, own: Belonging) -> dict[str, Any] | None:
    found = _lines(desk, connection, own, NOW, 1)
    return found[0] if found else None


def _unread(desk: Desk, connection: Connection, own: Belonging, after: int, asking: Asking) -> int:
    t = desk.shapes["said"].table
    earlier = t.alias()
    again = select(earlier.c.ref).where(earlier.c.ref == t.c.ref, earlier.c.from_pos < t.c.from_pos).exists()
    query = select(func.count()).where(t.c.thread == own.ref, t.c.to_pos == NOW, t.c.from_pos > after)
    query = query.where(own.within(t.c.from_pos), t.c.speaker != asking.actor.call_sign, ~again)
    return int(connection.execute(query).scalar_one())


def _responses(desk: Desk, connection: Connection, own: Belonging, lines: Collection[str]) -> dict[str, list[Any]]:
    """What was done with lines, as far as it was done while they took part or given to them with the lines."""
    t = desk.shapes["response"].table
    found: dict[str, list[Any]] = defaultdict(list)
    if lines:
        query = select(t).where(t.c.said.in_(list(lines)), t.c.to_pos == NOW, own.within(t.c.from_pos))
        for row in connection.execute(query.order_by(t.c.from_pos)).mappings():
            found[row["said"]].append(row)
    return found


def _theirs(desk: Desk, connection: Connection, own: Belonging, refs: Sequence[str | None]) -> set[str]:
    """Those of some lines that are theirs: an answer to another line does not tell them that there is one."""
    t = desk.shapes["said"].table
    said = func.min(t.c.from_pos).label("said")
    query = select(t.c.ref, said).where(t.c.ref.in_([ref for ref in refs if ref]), t.c.thread == own.ref)
    return {row.ref for row in connection.execute(query.group_by(t.c.ref)) if own.reads(row.said)}


def _people(
    desk: Desk, connection: Connection, own: Belonging
) -> tuple[list[dict[str, Any]], dict[str, list[Span]]]:  # fmt: skip
    """Who takes part as far as the asker may know, each with since when; and the spans that each of them reads."""
    t = desk.shapes["thread"].table
    query = select(t).where(t.c.ref == own.ref, t.c.from_pos < own.end).order_by(t.c.from_pos)
    versions = connection.execute(query).mappings().all()
    held = parts(own.version)
    told = [{**part, "since": _joined(versions, part["who"]), "earlier_from": None} for part in held]
    return told, {part["who"]: spans_of(desk, connection, versions, part["who"]) for part in held}


def _joined(versions: Sequence[Mapping[Any, Any]], name: str) -> str | None:
    """When somebody was let in, the last time."""
    since, there = None, False
    for version in versions:
        now = any(part["who"] == name for part in parts(version))
        if now and not there:
            since = version["recorded_at"]
        there = now
    return since


def _readers(
    line: Mapping[str, Any], read: Mapping[str, int], spans: Mapping[str, Sequence[Span]], own: Belonging
) -> list[str]:
    """The participants who have read a line: up to it, and it is theirs. Who was let go is told nothing of others."""
    if not own.present:
        return []
    pos = line["from_pos"]
    theirs = (who for who, found in spans.items() if any(span.first <= pos < span.last for span in found))
    return sorted(who for who in theirs if read.get(who, 0) >= pos and who != line["speaker"])


def _line(
    desk: Desk, row: Mapping[str, Any], did: Sequence[Any], readers: Sequence[str], answered: Collection[str]
) -> dict[str, Any]:
    values = desk.shapes["said"].values(row)
    told = {name: values.get(name) for name in ("speaker", "text", "language", "reply_to", "attachments")}
    told["reply_to"] = told["reply_to"] if told["reply_to"] in answered else None
    return {
        "ref": row["ref"], "recorded_at": row["recorded_at"], "at": (values.get("at") or {}).get("start"), **told,
        "read": readers,
        "acknowledged": [{"who": one["who"], "at": one["recorded_at"]} for one in did if one["kind"] == "acknowledged"],
        "translations": [{"who": one["who"], "language": one["language"], "text": one["text"]}
                         for one in did if one["kind"] == "translated"],
        "became": [one["became"] for one in did if one["kind"] == "became"],
    }  # fmt: skip


def _note(desk: Desk, asking: Asking, told: Sequence[Mapping[str, Any]], way: str) -> None:
    """Note a read of strict threads, as of strict records."""
    refs = [one["ref"] for one in told if one["sensitivity"] == str(STRICT_LEVEL)]
    if refs:
        as_ = "guest" if asking.guest else "mission" if asking.inside else ",".join(sorted(asking.circles))
        kept(desk, Line(asking.actor.call_sign, "read", as_, "thread", refs, detail={"way": way}))


__all__ = ["file_of", "line_of", "mark_read", "mine", "news", "one", "unread"]
