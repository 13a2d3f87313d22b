"""Sessions and tokens: how long they hold, how they end, that only hashes are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import places
import pytest
from peopled import PASSWORD, Clock

from greenline.core.errors import Invalid, NotFound, Refusal
from greenline.core.handling import OBSERVER
from greenline.desk.people import accounts, sessions, tokens
from greenline.desk.people.rules import digest
from greenline.desk.people.store import People, metadata
from greenline.ledger.store import place_of
from greenline.mission import Mission

HOUR, DAY = 3600, 86_400


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(mission: Mission, tmp_path: Path, clock: Clock) -> Iterator[People]:
    store = People(place_of(places.place(tmp_path / "data")), clock)
    accounts.add(store, mission, "OBS-7", [OBSERVER], password=PASSWORD)
    accounts.add(store, mission, "OBS-8", [OBSERVER])
    yield store
    store.close()


def holds(people: People, secret: str, touch: bool = True) -> bool:
    return sessions.look(people, digest(secret), touch) is not None


def test_a_session_that_is_used_holds_for_a_week(people: People, clock: Clock) -> None:
    secret = sessions.begin(people, "OBS-7", "password")
    for _ in range(7 * DAY // (11 * HOUR)):
        clock += 11 * HOUR
        assert holds(people, secret)
    clock += 11 * HOUR
    assert not holds(people, secret)


def test_a_session_that_is_not_used_ends(people: People, clock: Clock) -> None:
    secret = sessions.begin(people, "OBS-7", "password")
    clock += 12 * HOUR
    assert holds(people, secret, touch=False)
    clock += 1
    assert not holds(people, secret)


def test_listening_alone_does_not_keep_it(people: People, clock: Clock) -> None:
    secret = sessions.begin(people, "OBS-7", "password")
    for _ in range(13):
        clock += HOUR
        holds(people, secret, touch=False)
    assert not holds(people, secret)


def test_no_secret_is_kept(people: People, mission: Mission) -> None:
    codes = accounts.set_totp(people, "OBS-7", "A" * 32)
    told = [sessions.begin(people, "OBS-7", "password"), tokens.make(people, mission, "OBS-7", ())[0], PASSWORD, *codes]
    with people.reading() as connection:
        rows = str([list(connection.execute(table.select())) for table in metadata.tables.values()])
    assert not [secret for secret in told if secret in rows or secret.removeprefix("glt_") in rows]


def test_signing_in_again_ends_what_the_browser_had(people: People) -> None:
    first = sessions.begin(people, "OBS-7", "password")
    second = sessions.begin(people, "OBS-8", "password", former=first)
    assert first != second
    assert not holds(people, first)
    assert holds(people, second)
    planted = "somebody-elses-choice"
    third = sessions.begin(people, "OBS-7", "password", former=planted)
    assert third != planted
    assert not holds(people, planted)


def test_ending(people: People, mission: Mission) -> None:
    first, second, third = (sessions.begin(people, "OBS-7", "password") for _ in range(3))
    other = sessions.begin(people, "OBS-8", "oidc")
    sessions.end(people, first)
    held = sessions.of(people, "OBS-7")
    assert len(held) == 2
    mine = sessions.look(people, digest(third))
    assert mine is not None
    assert sessions.revoke(people, "OBS-8", mine.handle) == 0, "it is not theirs"
    assert sessions.revoke(people, "OBS-7", keep=mine.handle) == 1
    assert [holds(people, s) for s in (first, second, third, other)] == [False, False, True, True]
    accounts.disable(people, mission, "OBS-7")
    assert not holds(people, third)
    accounts.disable(people, mission, "OBS-7", False)
    assert not holds(people, third), "it does not come back"
    accounts.set_password(people, mission, "OBS-8", PASSWORD)
    assert not holds(people, other)


def test_a_person_has_so_many(people: People, clock: Clock) -> None:
    secrets = []
    for _ in range(sessions.MOST_SESSIONS + 3):
        clock += 1
        secrets.append(sessions.begin(people, "OBS-7", "password"))
    assert [holds(people, s) for s in secrets] == [False] * 3 + [True] * sessions.MOST_SESSIONS


def test_what_is_over_is_swept(people: People, clock: Clock) -> None:
    for _ in range(3):
        sessions.begin(people, "OBS-7", "password")
    clock += 8 * DAY
    sessions.begin(people, "OBS-8", "password")
    with people.reading() as connection:
        assert len(list(connection.execute(sessions.sessions.select()))) == 1


def test_a_token(people: People, mission: Mission, clock: Clock) -> None:
    secret, made = tokens.make(people, mission, "OBS-7", (), name="sheet")
    assert secret.startswith("glt_")
    assert secret not in str(made)
    assert made.scopes == {"read"}
    assert made.until_at == clock.now + 90 * DAY
    clock += 89 * DAY
    assert tokens.look(people, digest(secret)) is not None
    assert tokens.every(people, "OBS-7")[0].seen_at == clock.now
    clock += DAY
    assert tokens.look(people, digest(secret)) is None
    assert tokens.every(people) == []


def test_a_device(people: People, mission: Mission) -> None:
    _, made = tokens.make(people, mission, "OBS-7", (), name="sensor 7", device=True)
    assert (made.scopes, made.device) == ({"write"}, True)


def test_tokens_end_with_their_person(people: People, mission: Mission) -> None:
    secret, made = tokens.make(people, mission, "OBS-7", ("read", "export"))
    accounts.disable(people, mission, "OBS-7")
    assert tokens.look(people, digest(secret)) is None
    accounts.disable(people, mission, "OBS-7", False)
    assert tokens.look(people, digest(secret)) is not None
    with pytest.raises(NotFound):
        tokens.take_back(people, "OBS-8", made.handle)
    tokens.take_back(people, "OBS-7", made.handle)
    assert tokens.look(people, digest(secret)) is None


def test_tokens_that_cannot_be_made(people: People, mission: Mission, clock: Clock) -> None:
    now = int(clock.now)
    with pytest.raises(Invalid) as told:
        tokens.make(people, mission, "OBS-7", ("rule",), name="a\nb", audience="press", until_at=now + 800 * DAY)
    assert [i.code for i in told.value.issues] == ["unknown_audience", "unknown_scope", "bad_name", "bad_expiry"]
    for until in (now, now - 1):
        with pytest.raises(Invalid):
            tokens.make(people, mission, "OBS-7", (), until_at=until)
    tokens.make(people, mission, "OBS-7", (), until_at=now + 2 * 366 * DAY)
    accounts.add(people, mission, "PRESS-1", audience="public")
    with pytest.raises(Invalid) as told:
        tokens.make(people, mission, "PRESS-1", (), audience="mission")
    assert told.value.issues[0].code == "not_theirs"
    with pytest.raises(Invalid):
        tokens.end_of("soon")


def test_a_person_has_so_many_tokens(people: People, mission: Mission, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MOST_TOKENS", 2)
    for _ in range(2):
        tokens.make(people, mission, "OBS-7", ())
    with pytest.raises(Refusal, match="2 tokens already"):
        tokens.make(people, mission, "OBS-7", ())
