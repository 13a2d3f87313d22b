"""A real server with people: started only when it is safe, silent about secrets, its streams ended with the session."""

from __future__ import annotations

import http.client
import json
import os
import pty
import re
import ssl
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import places
import pyotp
import pytest
from certified import certificate as made_certificate
from made import make_folder
from running import GREENLINE, process

PASSWORD = "seven grey herons stand"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "alpha")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("GREENLINE_DATA", str(tmp_path / "data"))
    return places.place(tmp_path / "data")


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[str, str]:
    return made_certificate(tmp_path)


def run(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([GREENLINE, *words], input=given, capture_output=True, text=True, timeout=60, check=False)


def people(folder: Path, data: str, *words: str, given: str = "") -> str:
    """What a command of `greenline people` printed."""
    done = run("people", *words, "--mission", str(folder), "--data", data, given=given)
    assert done.returncode == 0, done.stderr
    return done.stdout


def add(folder: Path, data: str, sign: str, *roles: str) -> None:
    told = [word for role in roles for word in ("--role", role)]
    people(folder, data, "add", sign, *told, "--password-stdin", given=f"{PASSWORD}\n")


class Line:
    """A browser at a real server."""

    def __init__(self, port: int, context: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> None:
        self.port, self.context, self.host, self.cookie = port, context, host, ""

    def ask(self, method: str, path: str, body: Any = None, **head: str) -> tuple[int, Any, http.client.HTTPMessage]:
        line: http.client.HTTPConnection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        if self.context:
            line = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=self.context)
        headers = {"Host": self.host, "Content-Type": "application/json", "Cookie": self.cookie, **head}
        with closing(line):
            line.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = line.getresponse()
            told = answer.read()
        given = answer.headers.get("set-cookie", "")
        self.cookie = given.partition(";")[0] or self.cookie
        return answer.status, json.loads(told) if told.startswith(b"{") else told, answer.headers

    def sign_in(self, sign: str, password: str = PASSWORD, **more: str) -> int:
        return self.ask("POST", "/api/session", {"call_sign": sign, "password": password, **more})[0]


@contextmanager
def serving(folder: Path, data: str, *more: str) -> Iterator[tuple[Any, int]]:
    """A server's process and its port."""
    with process("serve", str(folder), "--data", data, "--port", "0", *more) as running:
        told = running.stdout.readline().decode()
        found = re.search(r":(\d+)/", told)
        assert found, told + running.stderr.read().decode()
        yield running, int(found[1])


# --- it does not start unless it is safe


def test_nobody_from_outside_without_people(folder: Path, data: str, certificate: tuple[str, str]) -> None:
    safe = ("--certificate", certificate[0], "--private-key", certificate[1])
    for words, told in (
        (("--host", "0.0.0.0"), "needs TLS"), (("--host", "0.0.0.0", *safe), "add ADMIN-1 --role administrator"),
        (("--proxy", "--name", "ops.example.org"), "Nobody could sign in"),
    ):  # fmt: skip
        done = run("serve", str(folder), "--data", data, "--port", "0", *words)
        assert done.returncode == 1, words
        assert told in done.stderr, (words, done.stderr)
        assert "serves" not in done.stdout
    people(folder, data, "add", "OBS-7", "--role", "observer", "--no-password")
    done = run("serve", str(folder), "--data", data, "--port", "0", *safe)
    assert "Nobody could sign in" in done.stderr, "an account without a way in is none"


def test_over_tls(folder: Path, data: str, certificate: tuple[str, str]) -> None:
    add(folder, data, "OBS-7", "observer")
    with serving(folder, data, "--certificate", certificate[0], "--private-key", certificate[1]) as (_, port):
        context = ssl.create_default_context(cafile=certificate[0])
        context.check_hostname = False
        line = Line(port, context, "ops.example.org")
        status, _, head = line.ask("GET", "/api/mission")
        assert status == 401
        assert head["strict-transport-security"] == "max-age=31536000"
        assert line.sign_in("OBS-7") == 200
        assert line.cookie.startswith("__Host-greenline-alpha=")
        assert line.ask("GET", "/api/mission")[0] == 200
        assert Line(port, context, "evil.example").ask("GET", "/healthz")[0] == 403
        assert Line(port, context, "a.example.org").ask("GET", "/healthz")[0] == 403, "a pattern names nobody"
        old = ssl.create_default_context(cafile=certificate[0])
        old.check_hostname = False
        old.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        with pytest.raises((ssl.SSLError, ConnectionError)):
            Line(port, old).ask("GET", "/healthz")
        with pytest.raises((http.client.HTTPException, ConnectionError)):
            Line(port).ask("GET", "/healthz")  # plain text on that port


def test_behind_a_proxy(folder: Path, data: str) -> None:
    """Each address has its own count of tries; what a client says of itself counts for nothing."""
    add(folder, data, "OBS-7", "observer")
    with serving(folder, data, "--proxy", "--name", "ops.example.org") as (_, port):
        line = Line(port, host="ops.example.org")
        said = []
        for n in range(33):
            told = {"call_sign": f"N-{n}", "password": "wrong wrong wrong"}
            head = {"X-Forwarded-For": f"10.0.0.{n}, 203.0.113.9"}
            said.append(line.ask("POST", "/api/session", told, **head)[0])
        assert said[0] == 401
        assert said[-1] == 429
        told = {"call_sign": "OBS-7", "password": PASSWORD}
        assert line.ask("POST", "/api/session", told, **{"X-Forwarded-For": "203.0.113.10"})[0] == 200
        assert line.cookie.startswith("__Host-")


def test_no_demo_of_a_mission_with_people(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    done = run("people", "add", "OBS-7", "--role", "observer", "--password-stdin", "-m", "cyprus", "--data", data,
               given=f"{PASSWORD}\n")  # fmt: skip
    assert done.returncode == 0, done.stderr
    done = run("demo", "cyprus", "--port", "0", "--no-browser", "--data", data)
    assert done.returncode == 1
    assert "a demo would let anybody in" in done.stderr


# --- it says nothing


def test_no_secret_is_in_any_log_answer_or_file(folder: Path, data: str, tmp_path: Path) -> None:
    """Everything a server and the commands print, and everything in the data folder, searched for what was secret."""
    add(folder, data, "ALL-7", "observer", "desk", "verifier")
    add(folder, data, "ADMIN-1", "administrator")
    token = people(folder, data, "token", "ALL-7", "--scope", "read").strip().splitlines()[-1]
    assert token.startswith("glt_")
    secrets, answers = [PASSWORD, token, "wrong wrong wrong", "another long password", "glt_guessed"], []
    with serving(folder, data, "--logs", "json") as (running, port):
        line = Line(port)
        answers.append(str(line.ask("POST", "/api/session", {"call_sign": "ALL-7", "password": "wrong wrong wrong"})))
        answers.append(str(line.ask("POST", "/api/session", {"call_sign": PASSWORD, "password": PASSWORD})[1]))
        answers.append(str(line.ask("POST", f"/api/session?password={PASSWORD.replace(' ', '+')}", {})[1]))
        assert line.sign_in("ALL-7") == 200
        secrets.append(line.cookie.partition("=")[2])
        change = {"old": PASSWORD, "new": "another long password"}
        assert line.ask("POST", "/api/session/password", change)[0] == 200
        secrets.append(line.cookie.partition("=")[2])
        for path in ("/api/mission", "/api/session", "/api/session/all", "/api/report", "/api/nothing"):
            answers.append(str(line.ask("GET", path)[1]))
            answers.append(str(line.ask("GET", path, Authorization=f"Bearer {token}")[1]))
            answers.append(str(line.ask("GET", path, Authorization="Bearer glt_guessed")[1]))
            answers.append(str(line.ask("GET", f"{path}?token={token}")[1]))
        running.terminate()
        logs = running.stderr.read().decode() + running.stdout.read().decode()
        running.wait(20)
    assert '"route":"/api/session"' in logs
    files = [file.read_bytes() for file in Path(os.environ["GREENLINE_DATA"]).rglob("*") if file.is_file()]
    printed = people(folder, data, "log") + people(folder, data, "list", "--json")
    for secret in secrets:
        assert len(secret) > 10
        for quoted in (secret, secret.replace(" ", "+"), secret.replace(" ", "%20")):
            assert quoted not in logs
            assert quoted not in "".join(answers)
            assert not [1 for content in files if quoted.encode() in content]
            assert quoted not in printed
    assert "127.0.0.1" not in logs.replace("http://127.0.0.1", "")


# --- what is over ends


def test_a_stream_ends_with_its_session(folder: Path, data: str) -> None:
    add(folder, data, "OBS-7", "observer")
    add(folder, data, "OBS-8", "observer")
    with serving(folder, data) as (_, port):
        lines = {}
        for sign in ("OBS-7", "OBS-8"):
            browser = Line(port)
            assert browser.sign_in(sign) == 200
            stream = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            stream.request("GET", "/api/stream", headers={"Cookie": browser.cookie, "Host": "127.0.0.1"})
            answer = stream.getresponse()
            assert answer.status == 200
            assert b"pos" in answer.readline() + answer.readline()
            lines[sign] = (stream, answer, browser)
        time.sleep(1)
        people(folder, data, "revoke", "OBS-7")  # from another process
        began = time.monotonic()
        while lines["OBS-7"][1].read(1):
            assert time.monotonic() - began < 15
        assert time.monotonic() - began < 12
        assert lines["OBS-7"][2].ask("GET", "/api/stream")[0] == 401
        lines["OBS-8"][0].sock.settimeout(1)
        with pytest.raises(TimeoutError):
            lines["OBS-8"][1].read()  # to an end that does not come
        for stream, _, _ in lines.values():
            stream.close()


# --- the commands


def test_the_commands(folder: Path, data: str) -> None:
    with_json = lambda *words: json.loads(people(folder, data, *words, "--json"))  # noqa: E731
    assert with_json("list") == {"people": []}
    done = run("people", "add", "OBS-7", "--role", "observer", "-m", str(folder), "--data", data)
    assert (done.returncode, "--password-stdin" in done.stderr) == (1, True), "never without a password by default"
    done = run("people", "add", "OBS-7", "--role", "observer", "-m", str(folder), "--data", data, "--password-stdin",
               given="password1234\n")  # fmt: skip
    assert (done.returncode, "password1234" in done.stderr) == (1, False)
    assert "administrator" in people(folder, data, "add", "OBS-7", "-r", "observer", "--password-stdin", "--once",
                                     given=f"{PASSWORD}\n")  # fmt: skip
    people(folder, data, "add", "PRESS-1", "--audience", "public", "--no-password")
    people(folder, data, "roles", "OBS-7", "--role", "verifier")
    people(folder, data, "disable", "PRESS-1")
    told = {one["call_sign"]: one for one in with_json("list")["people"]}
    assert (told["OBS-7"]["roles"], told["OBS-7"]["must_change"]) == (["verifier"], True)
    assert (told["PRESS-1"]["audience"], told["PRESS-1"]["disabled"], told["PRESS-1"]["ways"]) == ("public", True, [])
    people(folder, data, "enable", "PRESS-1")
    made = with_json("token", "OBS-7", "--device", "--name", "sensor 7", "--expires", "2027-12-31")
    assert (made["device"], made["scopes"], made["until_at"]) == (True, ["write"], 1_830_297_599)
    assert [one["id"] for one in with_json("tokens")["tokens"]] == [made["id"]]
    people(folder, data, "revoke", "OBS-7", "--token", made["id"])
    assert with_json("tokens") == {"tokens": []}
    assert with_json("sessions", "OBS-7") == {"sessions": []}
    assert with_json("log", "--most", "1")["log"][0]["did"] == "took back a token of"
    for words in (("disable", "NOBODY"), ("revoke", "OBS-7", "--session", "x"), ("oidc", "OBS-7", "--subject", "x"),
                  ("token", "OBS-7", "--expires", "2099-01-01"), ("add", "obs 8", "-r", "desk")):  # fmt: skip
        done = run("people", *words, "--mission", str(folder), "--data", data)
        assert done.returncode in (1, 2), words
        assert done.stderr.strip().endswith("."), words


def test_codes_are_asked_for_once_one_was_shown(folder: Path, data: str) -> None:
    add(folder, data, "OBS-7", "observer")
    words = [GREENLINE, "people", "totp", "OBS-7", "--mission", str(folder), "--data", data]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        shown = ""
        while "otpauth://" not in shown:
            shown += running.stdout.readline()
        secret = re.search(r"secret=([A-Z2-7]+)", shown)
        assert secret
        assert "issuer=Greenline" in shown
        assert "█" in shown or "▀" in shown, "a QR code"
        rest, _ = running.communicate(pyotp.TOTP(secret[1]).now() + "\n", timeout=30)
    codes = re.findall(r"\b(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}\b", rest)
    assert len(codes) == 10
    with serving(folder, data) as (_, port):
        line = Line(port)
        assert line.sign_in("OBS-7") == 401
        assert line.sign_in("OBS-7", code=codes[0]) == 200
    people(folder, data, "totp", "OBS-7", "--remove")
    done = run("people", "totp", "OBS-7", "--mission", str(folder), "--data", data, given="000000\n")
    assert (done.returncode, "nothing was changed" in done.stderr) == (1, True)


def test_a_password_on_the_terminal_is_not_echoed(folder: Path, data: str) -> None:
    here, there = pty.openpty()
    words = [GREENLINE, "people", "add", "OBS-7", "-r", "observer", "--mission", str(folder), "--data", data]
    with subprocess.Popen(words, stdin=there, stdout=there, stderr=there, start_new_session=True) as running:
        os.close(there)
        shown = b""
        for prompt in (b"Password", b"Once more"):
            while prompt not in shown:
                shown += os.read(here, 1000)
            time.sleep(0.2)
            os.write(here, PASSWORD.encode() + b"\n")
        try:
            while piece := os.read(here, 1000):
                shown += piece
        except OSError:
            pass
        assert running.wait(30) == 0, shown
    os.close(here)
    assert PASSWORD.encode() not in shown
    assert b"Added OBS-7" in shown
