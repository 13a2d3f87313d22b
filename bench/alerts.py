"""10,000 recipients in one alert: how long until a real SMTP server on loopback has every message, and how quick the
room answers meanwhile.

`python bench/alerts.py [recipients]` prints one line a figure.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection
from pathlib import Path

from greenline.core.moment import utc
from greenline.desk.desk import Desk
from greenline.mission import load

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "slow")]


def main(count: int = 10_000) -> None:
    """Release one alert to so many and watch."""
    from alerted import Post, folder, mail, people, raised
    from running import Server, process

    with tempfile.TemporaryDirectory(prefix="greenline-bench-") as name:
        where, post = Path(name), Post()
        made = folder(where / "alpha", mail(post.port))
        desk = Desk(load(made), where / "data")
        people(desk, count)
        now_s = time.time()
        ref = raised(desk, now_s, expires=utc(int(now_s) + 86_400))
        desk.close()
        with process("serve", str(made), "--data", str(where / "data"), "--port", "0") as running:
            server = Server(running)
            answers: list[float] = []
            done = threading.Event()
            asking = threading.Thread(target=_ask, args=(server.port, answers, done))
            server.post("alert", {"step": "release", "key": "bench", "ref": ref, "values": {}})
            began = time.monotonic()
            asking.start()
            while len(post.messages) < count and time.monotonic() - began < 600:
                time.sleep(0.05)
            took = time.monotonic() - began
            done.set()
            asking.join(30)
        post.close()
    answers.sort()
    once = max(post.counts().values()) == 1 and len(post.counts()) == count
    print(f"{len(post.messages):,} messages in {took:.1f} s ({count / took:,.0f} a second), each once: {once}")
    print(f"the room meanwhile: {len(answers)} questions, p50 {1000 * answers[len(answers) // 2]:.0f} ms, "
          f"p95 {1000 * answers[int(len(answers) * 0.95)]:.0f} ms")  # fmt: skip


def _ask(port: int, answers: list[float], done: threading.Event) -> None:
    """Ask what the page asks, again and again."""
    line = HTTPConnection("127.0.0.1", port, timeout=60)
    while not done.is_set():
        for path in ("/api/picture", "/api/watch", "/api/alert?limit=20"):
            began = time.monotonic()
            line.request("GET", path)
            json.loads(line.getresponse().read())
            answers.append(time.monotonic() - began)
        time.sleep(0.05)
    line.close()


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:2]))
