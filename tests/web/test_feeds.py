"""Live feeds on real sockets: TAK clients (PyTAK, taky), TLS, datagrams, drones, and what senders do wrong."""

from __future__ import annotations

import asyncio
import configparser
import hashlib
import os
import socket
import ssl
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from certified import certificate
from fastapi.testclient import TestClient
from live import served
from made import ROOT, incident, send
from tracked import position, records, tracking

from greenline.core.errors import Invalid, Refusal
from greenline.desk.desk import Desk
from greenline.desk.live.drone import Drone
from greenline.desk.live.holding import Live
from greenline.desk.story.flight import flight
from greenline.exchange.cot.event import Event, Link, read, write
from greenline.exchange.klv import encode
from greenline.exchange.mpegts import mux
from greenline.mission import Mission, Tracking
from greenline.web.app import create_app
from greenline.web.feeds.address import asked
from greenline.web.feeds.feeding import Feeding


def until(check: Callable[[], Any], seconds: float = 10) -> Any:
    """Wait for something to become true."""
    ends = time.monotonic() + seconds
    while not (found := check()):
        assert time.monotonic() < ends, "it did not happen"
        time.sleep(0.02)
    return found


@contextmanager
def fed(desk: Desk, mission: Mission, **given: Any) -> Iterator[tuple[Feeding, int]]:
    """Feeds at work, and the port of the first."""
    desk.mission = tracking(mission, **({"tak": "127.0.0.1:0"} | given))
    feeding = Feeding(desk, asked(desk.mission, desk.mission.settings.tracking))
    feeding.start()
    try:
        yield feeding, feeding.addresses[0].port
    finally:
        feeding.close()


class Caller:
    """A TAK client on a plain socket."""

    def __init__(self, port: int, context: ssl.SSLContext | None = None) -> None:
        plain = socket.create_connection(("127.0.0.1", port), 5)
        self.socket = context.wrap_socket(plain, server_hostname="localhost") if context else plain
        self.heard = bytearray()

    def send(self, *events: Event) -> None:
        self.socket.sendall(b"".join(map(write, events)))

    def hears(self, word: bytes) -> bytes:
        """What came, once it holds a word."""
        found = word in self.heard
        while not found:
            data = self.socket.recv(65_536)
            assert data, f"closed before {word!r} came; {self.heard[-300:]!r}"
            self.heard += data
            found = word in self.heard[-len(data) - len(word) :]
        return bytes(self.heard)

    def is_closed(self) -> bool:
        while data := self.socket.recv(65_536):
            self.heard += data
        return True


def here(uid: str, **more: Any) -> Event:
    return replace(position(uid, time.time(), **more), group="Cyan")


def test_what_one_says_the_others_hear_and_it_is_recorded(desk: Desk, mission: Mission) -> None:
    with fed(desk, mission) as (feeding, port):
        one, other = Caller(port), Caller(port)
        other.send(here("CAR-2"))
        one.hears(b"CAR-2")
        one.send(here("PHONE-1"), Event("M-1", "b-m-p-s-m", time.time(), time.time(), time.time() + 60, (33.0, 35.0)))
        assert b'uid="PHONE-1"' in other.hears(b"M-1")
        until(lambda: records(desk, "report"))
        (report,) = records(desk, "report")
        assert report["observer"] == "PATROL-1"  # by whose connection it came
        assert b"CAR-2" not in other.heard  # nobody hears himself
        with TestClient(create_app(desk, demo=True, feeding=feeding), base_url="http://127.0.0.1") as client:
            told = client.get("/api/live").json()
            assert [unit["call_sign"] for unit in told["units"]] == ["CAR-2", "PATROL-1"]
            assert client.get("/api/live?audience=public").status_code == 403
            assert client.get("/api/live?audience=party:A").status_code == 403
        feeding.live.end()
        until(lambda: len(records(desk, "window")) == 2)


def test_nobody_hears_that_somebody_is_hostile(desk: Desk, mission: Mission) -> None:
    with fed(desk, mission) as (_, port):
        one, other = Caller(port), Caller(port)
        now = time.time()
        raw = write(Event("X-9", "a-u-G", now, now, now + 60, (33.0, 35.0)))
        one.socket.sendall(raw.replace(b'"a-u-G"', b'"a-h-G"'))
        link = write(Event("X-8", "b-m-p-w", now, now, now + 60, (33.0, 35.0), links=(Link("Q", "a-u-G", "p-p"),)))
        one.socket.sendall(link.replace(b'"a-u-G"', b'"&#97;-s-G"'))
        heard = other.hears(b"X-8")
        assert b"a-h" not in heard
        assert b"-s-G" not in heard
        assert heard.count(b"a-u-G") == 2


def test_a_ping_is_answered_and_protobuf_politely_refused(desk: Desk, mission: Mission) -> None:
    with fed(desk, mission) as (feeding, port):
        caller = Caller(port)
        now = time.time()
        caller.send(Event("P", "t-x-c-t", now, now, now + 9))
        caller.send(Event("P", "t-x-takp-q", now, now, now + 9))
        assert b"t-x-takp" not in caller.hears(b"t-x-c-t-r")
        caller.socket.sendall(b"\xbf\x20" + b"\x0a" * 40 + b"</event>")
        assert caller.is_closed()
        until(lambda: feeding.live.faults["protobuf"] or feeding.live.faults["no_event"])


def test_senders_that_do_wrong_are_counted_and_harm_nobody(desk: Desk, mission: Mission) -> None:
    with fed(desk, mission) as (feeding, port):
        wrong = Caller(port)
        bomb = b'<!DOCTYPE e [<!ENTITY a "aaaa">]>'
        wrong.socket.sendall(bomb + write(here("CAR-2")).split(b"\n", 1)[1].replace(b"CAR-2", b"&a;"))
        wrong.socket.sendall(b"<event " + b"x" * 200_000 + b"</event>")
        wrong.socket.sendall(write(here("PHONE-1")) + write(here("MAST-3"))[:90])
        wrong.socket.shutdown(socket.SHUT_WR)
        faults = feeding.live.faults
        until(lambda: faults["truncated"])
        assert (faults["doctype"], faults["too_long"]) == (1, 1)
        assert [one["uid"] for one in feeding.live.units(time.time())] == ["PHONE-1"]
        chatter = Caller(port)
        chatter.socket.sendall(b"<event/></event>" * 300)
        assert chatter.is_closed()  # after a hundred faults


def test_a_slow_client_never_holds_up_the_others(desk: Desk, mission: Mission) -> None:
    with fed(desk, mission) as (_, port):
        slow, quick, sender = Caller(port), Caller(port), Caller(port)
        words = "x" * 30_000  # more in all than the system holds for a client that does not read
        for number in range(1000):
            sender.send(here(f"CAR-{number % 5}", remarks=words))
            if number % 100 == 0:
                sender.send(Event(f"M-{number}", "b-m-p-s-m", time.time(), time.time(), time.time() + 60, (33.0, 35.0)))
                quick.hears(b"M-%d" % number)
                quick.heard.clear()
        assert slow.hears(b"M-900")  # places were dropped on the way, marks were not
        assert all(b'"M-%d"' % number in slow.heard for number in range(0, 1000, 100))
        assert slow.heard.count(b"</event>") < 1010


def test_incidents_go_out_by_the_audience_of_the_port_alone(desk: Desk, mission: Mission) -> None:
    place = {"lon": 33.123456, "lat": 35.123456, "prec": 1}
    ref = send(desk, "incident", "open", values=incident(place=place, account="CANARY")).ref
    with fed(desk, mission) as (feeding, port):
        until(feeding.outgoing.known)
        heard = Caller(port).hears(b"</event>")
        assert ref.encode() in heard
        assert b"33.1234560" in heard
        event = read(heard.split(b"\n", 1)[1])
        assert isinstance(event, Event)
        assert event.type.startswith("a-u-")
        late = Caller(port)
        late.hears(ref.encode())
        other = send(desk, "incident", "open", values=incident(place=place)).ref
        late.hears(other.encode())
    with fed(desk, mission, audience="public") as (feeding, port):
        reader, writer = Caller(port), Caller(port)
        writer.send(here("PHONE-1"), Event("P", "t-x-c-t", time.time(), time.time(), time.time() + 9))
        writer.hears(b"t-x-c-t-r")
        reader.send(Event("P", "t-x-c-t", time.time(), time.time(), time.time() + 9))
        heard = reader.hears(b"t-x-c-t-r")
        assert b"CANARY" not in heard + writer.heard
        assert b"33.123456" not in heard + writer.heard
        assert b"PHONE-1" not in heard
        assert feeding.live.units(time.time()) == []


def test_datagrams_come_in(desk: Desk, mission: Mission) -> None:
    with fed(desk, mission, tak="", tak_udp="127.0.0.1:0") as (feeding, port):
        sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sender.sendto(b"\xbf\x01\xbf\x0a\x00", ("127.0.0.1", port))
        sender.sendto(write(here("PHONE-1")), ("127.0.0.1", port))
        until(lambda: feeding.live.units(time.time()))
        assert feeding.live.faults["protobuf"] == 1


def _unheard(caller: Caller) -> None:
    caller.send(here("CAR-2"))
    caller.hears(b"never")


def test_tls_with_and_without_a_clients_certificate(desk: Desk, mission: Mission, tmp_path: Path) -> None:
    held, key = certificate(tmp_path)
    given = {"tak": "", "tak_tls": "127.0.0.1:0", "certificate": held, "private_key": key}
    context = ssl.create_default_context(cafile=held)
    with fed(desk, mission, **given) as (feeding, port):
        Caller(port, context).send(here("PHONE-1"))
        until(lambda: feeding.live.units(time.time()))
        plain = Caller(port)
        plain.socket.sendall(b"<event hello='no TLS'/>")
        with pytest.raises((AssertionError, OSError)):
            plain.hears(b"never")
    with fed(desk, mission, **given, authority=held) as (feeding, port):
        with pytest.raises((OSError, AssertionError)):  # as early or as late as TLS 1.3 tells it
            _unheard(Caller(port, context))
        assert [one["call_sign"] for one in feeding.live.units(time.time())] == ["PATROL-1"]  # from before
        context.load_cert_chain(held, key)
        Caller(port, context).send(here("CAR-2"))
        until(lambda: len(feeding.live.units(time.time())) == 2)


def test_what_is_not_safe_is_refused_before_anything_listens(mission: Mission, desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        asked(mission, Tracking(tak="0.0.0.0:8087", tak_tls="127.0.0.1:1", drone=("nonsense",), audience="nobody"))
    assert {issue.code for issue in refused.value.issues} == {"no_tls", "bad_address", "no_audience", "missing"}
    allowed = asked(mission, Tracking(tak="0.0.0.0:8087", anywhere=True))
    assert "not encrypted" in allowed.warnings[0]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        desk.mission = tracking(mission, tak=f"127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(Refusal, match="in use"):
            Feeding(desk, asked(desk.mission, desk.mission.settings.tracking)).start()


# --- real peers


async def _pytak(port: int, events: list[bytes], wanted: bytes) -> bytes:
    """Send by one PyTAK client and hear with another."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pytak

    parser = configparser.ConfigParser()
    parser["client"] = {"COT_URL": f"tcp://127.0.0.1:{port}", "PYTAK_SLEEP": "0"}
    config = parser["client"]
    reader, kept = await pytak.protocol_factory(config)
    _, writer = await pytak.protocol_factory(config)
    heard: asyncio.Queue[Any] = asyncio.Queue()
    receiving = asyncio.create_task(pytak.RXWorker(heard, config, reader).run())
    sending = pytak.TXWorker(asyncio.Queue(), config, writer)
    await asyncio.sleep(0.05)
    found = b""
    try:
        for event in events:
            await sending.send_data(event)
        while wanted not in found:
            found += await asyncio.wait_for(heard.get(), 10)
    finally:
        receiving.cancel()
        writer.close()
        kept.close()
    return found


def test_pytak_to_us_to_pytak(desk: Desk, mission: Mission) -> None:
    import pytak

    with fed(desk, mission) as (feeding, port):
        made = pytak.gen_cot(lat=35.0, lon=33.0, uid="PHONE-1", stale=120, cot_type="a-f-G-U-C", callsign="P")
        assert made is not None
        heard = asyncio.run(_pytak(port, [made], b"PHONE-1"))
        assert b"a-f-G-U-C" in heard
        until(lambda: [one["call_sign"] for one in feeding.live.units(time.time())] == ["PATROL-1"])


TAKY = ROOT / ".judges" / "bin" / "taky"


@pytest.fixture
def taky(tmp_path: Path) -> Iterator[int]:
    """A taky server (`make judges`)."""
    if not TAKY.exists():
        if os.environ.get("GREENLINE_BROWSER") == "required":
            pytest.fail("taky (make judges) is required here")
        pytest.skip("taky (make judges) is not installed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (tmp_path / "taky.conf").write_text(
        f"[taky]\nhostname = localhost\nbind_ip = 127.0.0.1\nroot_dir = {tmp_path}\n"
        f"[cot_server]\nport = {port}\n[ssl]\nenabled = false\n", encoding="utf-8",
    )  # fmt: skip
    process = subprocess.Popen([str(TAKY), "-c", str(tmp_path / "taky.conf"), "-l", "error"], cwd=tmp_path)

    def listens() -> bool:
        assert process.poll() is None
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    try:
        until(listens)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def test_taky_takes_and_relays_what_we_write(taky: int) -> None:
    one, other = Caller(taky), Caller(taky)
    other.send(here("CAR-2"))
    one.send(here("PHONE-1", course_deg=10.0, speed_ms=2.0))
    heard = other.hears(b"PHONE-1")
    event = read(heard[heard.index(b"<event") : heard.index(b"</event>") + 8])
    assert isinstance(event, Event)
    one.send(Event("greenline.INC-1", "a-u-X-i-l-l-s", time.time(), time.time(), time.time() + 60, (33.0, 35.0)))
    assert b"a-u-X-i-l-l-s" in other.hears(b"greenline.INC-1")


# --- drones


def film(minutes: float = 2.0) -> list[bytes]:
    """A made-up flight that began now, as transport packets."""
    sets = [encode(packet) for packet in flight(7, (33.0, 35.0), int(time.time()), minutes)]
    return list(mux(sets))


def test_a_drone_in_datagrams_is_seen_at_once(desk: Desk, mission: Mission) -> None:
    with fed(desk, mission, tak="", drone=("udp://127.0.0.1:0",)) as (feeding, port):
        sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        packets = film()
        for start in range(0, len(packets), 7):
            sender.sendto(b"".join(packets[start : start + 7]), ("127.0.0.1", port))
        (drone,) = until(lambda: feeding.told()["drones"])
        assert drone["footprint"]["type"] == "Polygon"
        assert drone["call_sign"] == "GL-01"
        assert not drone["stale"]
        assert abs(drone["centre"][0] - 33.0) < 0.02
        until(lambda: len(records(desk, "report")) == 1)  # the target that its operator marked
        feeding.drones[0].end()
        window = until(lambda: records(desk, "window"))[0]
        assert window["account"].startswith("An exercise: nothing of this happened. A live stream")
        assert feeding.told()["drones"][0]["stale"]


def test_a_sender_that_stops_in_mid_packet_closes_its_window(desk: Desk, mission: Mission) -> None:
    with fed(desk, mission, tak="", drone=("tcp://127.0.0.1:0", "tcp://127.0.0.1:0")) as (feeding, port):
        with socket.create_connection(("127.0.0.1", port)) as sender:
            sender.sendall(b"".join(film())[: 188 * 400 + 91])
            until(lambda: feeding.drones[0].changes > 100)
            other = socket.create_connection(("127.0.0.1", port))
            assert other.recv(1) == b""  # one at a time
        (before, *_) = found = until(lambda: records(desk, "window"))
        assert (before["means"], before["observer"]) == ("uas_flight", "GL-01")
        assert sum(len(one["looks"]) for one in found) > 10
        with socket.create_connection(("127.0.0.1", feeding.addresses[1].port)) as second:
            second.sendall(b"".join(film(1.0)))
        until(lambda: len(records(desk, "window")) > len(found))


def test_a_stream_is_kept_by_its_hash(desk: Desk, mission: Mission) -> None:
    desk.mission = tracking(mission, drone=("tcp://127.0.0.1:0",))
    feeding = Feeding(desk, asked(desk.mission, desk.mission.settings.tracking, keep_streams=True))
    feeding.start()
    content = b"".join(film(0.5))
    try:
        with socket.create_connection(("127.0.0.1", feeding.addresses[0].port)) as sender:
            sender.sendall(content)
        until(lambda: desk.files.look(hashlib.sha256(content).hexdigest()))
        assert list((desk.data / "streams").iterdir()) == []
    finally:
        feeding.close()


def test_a_drone_whose_server_was_killed_is_recorded_as_far_as_it_was_noted(desk: Desk, mission: Mission) -> None:
    desk.mission = tracking(mission)
    live = Live(desk)
    drone = Drone(live, "udp://127.0.0.1:5000")
    drone.feed(b"".join(film(1.0)))
    drone.tick(time.time())
    live.tick(time.time())
    live._journal.close()  # as a kill leaves it
    again = Live(desk)
    again.tick(time.time())
    again._journal.close()
    found = records(desk, "window")
    assert {one["sensor"] for one in found} == {"uas_camera", "uas_thermal"}  # closed, and under way


def test_the_stream_tells_the_mission_who_moved(desk: Desk, mission: Mission) -> None:
    with fed(desk, mission) as (feeding, port):
        app = create_app(desk, demo=True, feeding=feeding)
        with served(app) as address:
            import httpx

            with httpx.stream("GET", f"{address}/api/stream", timeout=10) as stream:
                Caller(port).send(here("PHONE-1"))
                lines = iter(stream.iter_lines())
                assert any(line == "event: live" for line in lines)
                assert "PATROL-1" in next(line for line in lines if line.startswith("data:"))
            with httpx.stream("GET", f"{address}/api/stream?audience=public", timeout=10) as stream:
                lines = iter(stream.iter_lines())
                Caller(port).send(here("CAR-2"))
                assert next(line for line in lines if line.startswith("event")) == "event: pos"


def test_a_windows_way_is_for_the_mission(desk: Desk, mission: Mission) -> None:
    with fed(desk, mission) as (feeding, port):
        Caller(port).send(here("PHONE-1"))
        until(lambda: feeding.live.units(time.time()))
        feeding.live.end()
        until(lambda: records(desk, "window"))
    with TestClient(create_app(desk, demo=True), base_url="http://127.0.0.1") as client:
        (record,) = client.get("/api/window").json()["records"]
        told = client.get(f"/api/track/{record['ref']}").json()
        assert told["looks"][0]["place"] == [33.0, 35.0]
        assert told["observer"] == "PATROL-1"
        assert client.get(f"/api/track/{record['ref']}?audience=public").status_code == 403
        assert client.get("/api/track/WIN-00000000").status_code == 404
        assert client.get("/api/live").json() == {"on": False, "units": [], "drones": []}
