"""The ways out against real servers on loopback: signed, known again, bounded, never elsewhere."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from alerted import Ear, opened
from hypothesis import given
from hypothesis import strategies as st

from greenline.core.errors import Invalid, Refusal
from greenline.desk.alerts.channels import Parcel, asking
from greenline.desk.alerts.channels.email import written
from greenline.desk.alerts.channels.matrix import Room
from greenline.desk.alerts.channels.sms import Texter, filled, parts_of, receipt_of, shortened
from greenline.desk.alerts.channels.webhook import SIGNATURE, Hook
from greenline.desk.alerts.recipients import Recipient, every, put, read_table
from greenline.desk.alerts.wording import line

ABOUT: dict[str, object] = {"alert": "ALT-7K2QXM4D", "step": "release", "degree": "red", "exercise": False}


def parcel(**more: Any) -> Parcel:
    told = {"id": "a1b2", "address": "hq", "language": "en", "subject": "[Red] Shots", "text": "Shots\n\nGo in.",
            "cap": b"<alert/>", "link": "http://127.0.0.1/alert/x", "sent_s": 1_800_000_000,
            "about": ABOUT}  # fmt: skip
    return Parcel(**{**told, **more})  # type: ignore[arg-type]


@pytest.fixture
def ear() -> Iterator[Ear]:
    ear = Ear()
    yield ear
    ear.close()


def hooks(ear: Ear, where: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("HOOK_SECRET", "shared")
    settings = f'[[alerting.webhook]]\nname = "hq"\nurl = "{ear.url}/in"\nsecret_env = "HOOK_SECRET"\n'
    return opened(where, settings)


def test_a_webhook_is_signed_and_known_again(ear: Ear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with hooks(ear, tmp_path, monkeypatch) as desk:
        hook = Hook(desk.mission)
        assert hook.send(parcel()).state == "sent"
        assert hook.send(parcel()).state == "sent"
        assert hook.send(parcel(address="elsewhere")).state == "failed"
        hook.close()
    _, path, headers, body = ear.asked[0]
    assert path == "/in"
    assert headers["Idempotency-Key"] == ear.asked[1][2]["Idempotency-Key"] == "a1b2"
    assert headers[SIGNATURE] == "sha256=" + hmac.new(b"shared", body, hashlib.sha256).hexdigest()
    assert json.loads(body)["exercise"] is False


def test_no_redirect_is_followed(ear: Ear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ear.status, ear.headers = 302, {"Location": f"{ear.url}/elsewhere"}
    with hooks(ear, tmp_path, monkeypatch) as desk:
        assert Hook(desk.mission).send(parcel()).state == "failed"
    assert [path for _, path, _, _ in ear.asked] == ["/in"]


def test_an_endless_answer_is_not_read(ear: Ear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ear.body = itertools.repeat(b"x" * 65_536)  # type: ignore[assignment]
    with hooks(ear, tmp_path, monkeypatch) as desk:
        began = time.monotonic()
        assert Hook(desk.mission).send(parcel()).state == "sent"
        assert time.monotonic() - began < asking.PATIENCE_S


def test_an_answer_that_never_comes_is_unsure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from socket import socket

    with socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(5)
        monkeypatch.setattr(asking, "PATIENCE_S", 0.4)
        settings = f'[[alerting.webhook]]\nname = "hq"\nurl = "http://127.0.0.1:{silent.getsockname()[1]}"\n'
        with opened(tmp_path, settings) as desk:
            outcome = Hook(desk.mission).send(parcel())
    assert (outcome.state, outcome.unsure) == ("down", True)


def test_text_messages_by_a_gateway_described_as_data(
    ear: Ear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMS_SECRET", 's"x')
    ear.body = b'{"messages": [{"id": 77}]}'
    settings = (
        f'[alerting.sms]\nurl = "{ear.url}/sms"\nsecret_env = "SMS_SECRET"\nreceipt = "messages.0.id"\n'
        'body = \'{"to": "{address}", "text": "{text}", "ref": "{id}"}\'\n'
        'headers = { Authorization = "Key {secret}" }\n'
    )
    with opened(tmp_path, settings) as desk:
        texter = Texter(desk.mission)
        outcome = texter.send(parcel(address="+35799123456", subject='[Red] "Shots"\\'))
        assert (outcome.state, outcome.receipt) == ("sent", "77")
        ear.status = 503
        assert texter.send(parcel(address="+35799123456")).state == "retry"
        ear.status = 400
        assert texter.send(parcel(address="+35799123456")).state == "failed"
    told = json.loads(ear.asked[0][3])
    assert (told["to"], told["ref"]) == ("+35799123456", "a1b2")
    assert told["text"].startswith('[Red] "Shots"\\')
    assert ear.asked[0][2]["Authorization"] == 'Key s"x'


def test_matrix_puts_under_the_same_transaction(ear: Ear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATRIX_TOKEN", "tok")
    ear.body = b'{"event_id": "$e1"}'
    with opened(tmp_path, f'[alerting.matrix]\nurl = "{ear.url}"\nsecret_env = "MATRIX_TOKEN"\n') as desk:
        room = Room(desk.mission)
        for _ in range(2):
            assert room.send(parcel(address="!abc:example.org")).receipt == "$e1"
    method, path, headers, body = ear.asked[0]
    assert method == "PUT"
    assert path == ear.asked[1][1] == "/_matrix/client/v3/rooms/%21abc%3Aexample.org/send/m.room.message/a1b2"
    assert headers["Authorization"] == "Bearer tok"
    assert json.loads(body)["msgtype"] == "m.text"


def test_a_secret_that_is_away_is_told_and_never_in_the_folder(tmp_path: Path) -> None:
    settings = '[alerting.matrix]\nurl = "https://m.example.org"\nsecret_env = "NO_SUCH_THING"\n'
    with opened(tmp_path, settings) as desk, pytest.raises(Refusal, match="NO_SUCH_THING"):
        Room(desk.mission)


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_becomes_a_second_header(subject: str, text: str) -> None:
    told = parcel(address="r1@example.org", subject=line(subject + "\r\nBcc: x@example.org"), text=text or "-")
    try:
        raw = written(told, "ops@example.org", "alpha")
    except UnicodeEncodeError:  # half a character; the ledger takes none
        return
    message = message_from_bytes(raw, policy=default)
    assert message["Bcc"] is None
    assert message["To"] == "r1@example.org"
    assert message.keys().count("Subject") == 1


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=500), st.integers(1, 5))
def test_a_text_message_keeps_its_link_and_its_bounds(text: str, most: int) -> None:
    link = "http://127.0.0.1:8000/alert/" + "x" * 43
    told = shortened([text, "more"], link, most + 1)
    assert told.endswith(link)
    assert parts_of(told) <= most + 1


@given(st.text(alphabet=st.characters(codec="utf-8")), st.text(alphabet=st.characters(codec="utf-8")))
def test_what_is_filled_into_json_stays_text(text: str, address: str) -> None:
    given_ = {"text": text, "address": address, "id": "1", "secret": ""}
    assert json.loads(filled('{"t": "{text}", "a": "{address}"}', given_, "application/json")) == {
        "t": text,
        "a": address,
    }


def test_parts_of_text_messages() -> None:
    assert [parts_of("a" * n) for n in (160, 161, 306, 307)] == [1, 2, 2, 3]
    assert [parts_of("é" * 160), parts_of("€" * 80), parts_of("€" * 81)] == [1, 1, 2]
    assert [parts_of("ع" * n) for n in (70, 71, 134, 135)] == [1, 2, 2, 3]


def test_receipts_are_found_or_not() -> None:
    assert receipt_of(b'{"a": [{"b": "x"}]}', "a.0.b") == "x"
    assert [receipt_of(body, "a.b") for body in (b"", b"[]", b'{"a": 1}', b'{"a": {"b": {}}}')] == [""] * 4


@pytest.mark.parametrize(
    "address", ["a@b.org\r\nBcc: c@d.org", "a@b.org, c@d.org", "a b@c.org", "<a@b.org>", "=1+1", ""]
)
def test_addresses_that_could_be_two_are_refused(address: str, tmp_path: Path) -> None:
    with opened(tmp_path, "") as desk:
        with pytest.raises(Invalid) as refused:
            put(desk.alerts, desk.mission, [Recipient("R1", addresses={"email": address})])
        assert address.strip() == "" or address not in str(refused.value.plain())
        assert every(desk.alerts) == []


def test_a_table_of_recipients_is_taken_whole_or_not_at_all(tmp_path: Path) -> None:
    good = b"id,language,groups,audience,email\nR1,en,all watch,mission,r1@example.org\n"
    with opened(tmp_path, "") as desk:
        assert put(desk.alerts, desk.mission, read_table(good)) == 1
        assert every(desk.alerts)[0].plain() == {
            "id": "R1", "language": "en", "groups": ["all", "watch"], "audience": "mission", "quiet": None,
            "channels": ["email"],
        }  # fmt: skip
        for bad in (b"id,phone\nR1,1\n", b"id,email\nR2\n", b"\xff", b"", good + b"R 3,en,,,\n", good + good[33:]):
            with pytest.raises(Invalid):
                put(desk.alerts, desk.mission, read_table(bad))
        assert len(every(desk.alerts)) == 1
    for ledger in tmp_path.rglob("ledger.sqlite"):  # none beside a PostgreSQL: its tables hold both
        assert ledger.with_name("alerts.sqlite").stat().st_mode & 0o077 == 0
        assert b"example.org" not in ledger.read_bytes()
