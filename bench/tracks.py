"""Live positions at size (`make bench`): 10,000 a second from 200 trackers over four connections with the
record on; fan-out beside taky.

    python bench/tracks.py
    GREENLINE_BENCH_SECONDS=5 python bench/tracks.py

The sender is a process of its own; what it expects to be recorded it works out by a rule of its own from what it sent.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

SECONDS = int(os.environ.get("GREENLINE_BENCH_SECONDS", "20"))
RATE, TRACKERS, FEEDS, RECEIVERS, FLOOD_S = 10_000, 200, 4, 5, 5
EVERY_S, MOVED_M, MARK_EVERY = 30.0, 100.0, 100  # every hundredth message is a mark
TAKY = Path(__file__).resolve().parents[1] / ".judges" / "bin" / "taky"
_EVENT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<event version="2.0" uid="{uid}" type="{kind}" how="m-g" time="{at}" '
    'start="{at}" stale="{stale}"><point lat="{lat:.6f}" lon="{lon:.6f}" hae="120.0" ce="9.9" le="9999999.0"/><detail>'
    '<takv device="BENCH" platform="bench" os="30" version="1"/><contact callsign="{sign}" endpoint="*:-1:stcp"/>'
    '<__group name="Cyan" role="Team Member"/><status battery="80"/><track course="{course:.1f}" speed="20.0"/>'
    "</detail></event>"
)


def mission(where: Path) -> Path:
    """A mission that knows all trackers as its own."""
    where.mkdir(parents=True)
    lines = ['name = "bench"', 'id = "bench"', "[tracking]", f"most = {TRACKERS}"]
    for number in range(TRACKERS):
        lines += ["[[tracking.own]]", f'uid = "T-{number}"', f'call_sign = "UNIT-{number}"', 'means = "vehicle_patrol"']
    (where / "mission.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return where


def told(at_s: float) -> str:
    whole = int(at_s)
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(whole)) + f".{int((at_s - whole) * 1000):03d}Z"


def message(tracker: int, at_s: float, begun_s: float, number: int | None = None) -> tuple[bytes, float, float]:
    """A tracker going north-east at 20 m/s, or a mark of it."""
    gone = (at_s - begun_s) * 20 / 111_195
    lon, lat = 33 + tracker * 0.001 + gone * 0.7, 35 + gone * 0.7
    uid, kind = (f"T-{tracker}", "a-f-G-E-V-C") if number is None else (f"M-{tracker}-{number}", "b-m-p-s-p-i")
    text = _EVENT.format(
        uid=uid, kind=kind, at=told(at_s), stale=told(at_s + 60), lat=lat, lon=lon, course=45, sign=f"UNIT-{tracker}"
    )
    return text.encode(), round(lon, 6), round(lat, 6)


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """By the law of cosines in three dimensions, so that it is not the formula that is measured."""

    def on_ball(p: tuple[float, float]) -> tuple[float, float, float]:
        lon, lat = math.radians(p[0]), math.radians(p[1])
        return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)

    return 6_371_008.8 * 2 * math.asin(min(1.0, math.dist(on_ball(a), on_ball(b)) / 2))


async def sender(port: int, rate: int, seconds: float) -> None:
    """Send; print what was sent and how many positions the record's rule keeps of it. Rate 0: as fast as it goes."""
    pairs = [await asyncio.open_connection("127.0.0.1", port) for _ in range(FEEDS)]
    drains = [asyncio.ensure_future(_drained(reader)) for reader, _ in pairs]
    begun = time.time()
    kept: dict[int, list[tuple[float, float, float]]] = {}
    last: dict[int, tuple[float, float, float]] = {}
    sent = marks = 0
    flood = [message(t, begun, begun)[0] for t in range(TRACKERS)]
    while (passed := time.time() - begun) < seconds:
        due = TRACKERS if not rate else min(int(passed * rate) - sent, 5 * TRACKERS)
        for _ in range(due):
            tracker = sent % TRACKERS
            sent += 1
            if not rate:
                pairs[tracker % FEEDS][1].write(flood[tracker])
                continue
            at_s = time.time()
            at_s = int(at_s * 1000) / 1000
            is_mark = sent % MARK_EVERY == tracker % 2 * 50
            data, lon, lat = message(tracker, at_s, begun, sent if is_mark else None)
            pairs[tracker % FEEDS][1].write(data)
            if is_mark:
                marks += 1
                continue
            fix = (at_s, lon, lat)
            mine = kept.setdefault(tracker, [])
            if tracker in last and at_s <= last[tracker][0]:
                continue
            last[tracker] = fix
            if not mine or at_s - mine[-1][0] >= EVERY_S or metres(mine[-1][1:], (lon, lat)) > MOVED_M:
                mine.append(fix)
        if not rate:
            await asyncio.gather(*(writer.drain() for _, writer in pairs))
        else:
            await asyncio.sleep(0.005)
    for tracker, fix in last.items():
        if kept[tracker][-1] != fix:
            kept[tracker].append(fix)
    print(json.dumps({"sent": sent, "marks": marks, "expected": sum(map(len, kept.values()))}), flush=True)
    await asyncio.sleep(3)
    for one in drains:
        one.cancel()


async def _drained(reader: asyncio.StreamReader) -> None:
    while await reader.read(1 << 18):
        pass


async def receiver(port: int, seconds: float) -> None:
    """Count the events that come until nothing comes any more."""
    reader, _ = await asyncio.open_connection("127.0.0.1", port)
    print("there", flush=True)
    count, rest, first, last = 0, b"", 0.0, 0.0
    ends = time.time() + seconds
    while time.time() < ends:
        try:
            data = await asyncio.wait_for(reader.read(1 << 18), 1)
        except TimeoutError:
            continue
        if not data:
            break
        last = time.time()
        first = first or last
        whole = rest + data
        count += whole.count(b"</event>")
        rest = whole[-7:]
    print(json.dumps({"count": count, "seconds": last - first}), flush=True)


def begin(*given: object) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, __file__, *map(str, given)], stdout=subprocess.PIPE, text=True)


def answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((process.communicate()[0] or "{}").strip().splitlines()[-1])
    return found


@contextmanager
def ours(where: Path) -> Iterator[tuple[Any, int]]:
    from greenline.desk.desk import Desk
    from greenline.mission import load
    from greenline.web.feeds.address import asked
    from greenline.web.feeds.feeding import Feeding

    desk = Desk(load(mission(where / "mission")), where / "data")
    tracking = desk.mission.settings.tracking.model_copy(update={"tak": "127.0.0.1:0"})
    feeding = Feeding(desk, asked(desk.mission, tracking))
    feeding.start()
    try:
        yield feeding, feeding.addresses[0].port
    finally:
        with suppress(OSError):
            feeding.close()
        desk.close()


@contextmanager
def taky(where: Path) -> Iterator[int]:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    where.mkdir(parents=True)
    config = where / "taky.conf"
    config.write_text(
        f"[taky]\nhostname = 127.0.0.1\nbind_ip = 127.0.0.1\nserver_address = 127.0.0.1\nroot_dir = {where}\n"
        f"[cot_server]\nport = {port}\nlog_cot =\nmon_ip =\n[ssl]\nenabled = false\n", encoding="utf-8",
    )  # fmt: skip
    process = subprocess.Popen([str(TAKY), "-c", str(config), "-l", "error"], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def record_run(where: Path) -> None:
    with ours(where) as (feeding, port):
        watcher = begin("receive", port, SECONDS + 4)
        assert watcher.stdout is not None
        watcher.stdout.readline()
        before = resource.getrusage(resource.RUSAGE_SELF)
        process = begin("send", port, RATE, SECONDS)
        sent = answer(process)
        after = resource.getrusage(resource.RUSAGE_SELF)
        heard = answer(watcher)
        feeding.live.end()
        for _ in range(60):
            feeding.live.tick(time.time())
        recorded = feeding.live.recorded
        looks = 0
        desk = feeding.live.desk
        from sqlalchemy import select

        with desk.reading() as connection:
            shape = desk.shapes["window"]
            for row in connection.execute(select(shape.table)).mappings():
                looks += len(shape.values(row)["looks"])
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(
            f"record     {sent['sent']:>9,} sent in {SECONDS} s ({sent['sent'] / SECONDS:,.0f}/s), one receiver "
            f"heard {heard['count']:,}; CPU {cpu / SECONDS * 100:.0f} % of a core"
        )
        print(
            f"           positions by the rule {sent['expected']:,}, recorded {looks:,}; marks {sent['marks']:,}, "
            f"recorded {recorded['report']:,}; faults {dict(feeding.live.faults)}"
        )


def flood(name: str, port: int, rate: int = 0) -> float:
    """Events that all receivers together heard in a second; rate 0: at the sender's best."""
    receivers = [begin("receive", port, FLOOD_S + 4) for _ in range(RECEIVERS)]
    for one in receivers:
        assert one.stdout is not None
        one.stdout.readline()
    sent = answer(begin("send", port, rate, FLOOD_S))
    heard = [answer(one) for one in receivers]
    rate = sum(one["count"] / max(one["seconds"], 0.1) for one in heard)
    print(
        f"{name:<10} {sent['sent'] / FLOOD_S:>9,.0f} sent a second, {RECEIVERS} receivers and {FEEDS} senders; "
        f"receivers heard {rate:,.0f} a second together"
    )
    return rate


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        where = Path(place)
        record_run(where / "record")
        with ours(where / "flood") as (_, port):
            mine = flood("greenline", port)
        if not TAKY.exists():
            print("taky       not there (make judges)")
            return
        theirs = 0.0  # its best: flooded it does worse than when it is asked for what it can do
        for rate in (500, 1000, 2000, 4000, 0):
            with taky(where / f"taky-{rate}") as port:
                theirs = max(theirs, flood("taky", port, rate))
        print(f"fan-out    {mine / max(theirs, 1):.2f} times taky's best")


if __name__ == "__main__":
    if sys.argv[1:2] == ["send"]:
        asyncio.run(sender(int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])))
    elif sys.argv[1:2] == ["receive"]:
        asyncio.run(receiver(int(sys.argv[2]), float(sys.argv[3])))
    else:
        main()
