"""Rules: what a password, a call sign, a code and a right must be."""

from __future__ import annotations

import pyotp
import pytest

from greenline.core.errors import Invalid
from greenline.core.handling import ADMIN, MACHINE, OBSERVER
from greenline.desk.people import rules


@pytest.mark.parametrize(
    "password",
    ["", "short", "eleven char", "aaaaaaaaaaaa", "abababababab", "123456789012", "210987654321", "password1234",
     "Password-2026!", "PASSWORDPASSWORD", "OBS-7-OBS-7-", "obs7 obs7 obs7", "OBS-7 2026 2026", "alpha-alpha-1",
     "Alpha20262026", "qwertyuiopas", "abcdefghijkl", "zyxwvutsrqpo", "greenline2026", "g r e e n l i n e 1 2",
     "administrator1", "x" * 300, "line\nbreak and more", "tab\tand more words"],
)  # fmt: skip
def test_passwords_anybody_would_try(password: str) -> None:
    with pytest.raises(Invalid) as told:
        rules.check_password(password, "OBS-7", ("alpha",))
    (issue,) = told.value.issues
    assert issue.code == "weak_password"
    assert issue.sentence.endswith(".")
    assert not password or password not in str(told.value.plain())


@pytest.mark.parametrize(
    "password",
    ["seven grey herons stand", "κάτι που θυμάμαι", "12 schöne Enten 34", "admin of the lost harbour", "x9$Lq!2mVb#p"],
)
def test_passwords_that_will_do(password: str) -> None:
    assert rules.check_password(password, "OBS-7", ("alpha",)) == password


def test_a_hash_is_argon2id_and_tells_right_from_wrong() -> None:
    kept = rules.hashed("seven grey herons stand")
    assert kept.startswith("$argon2id$v=19$m=32768,t=3,p=1$")
    assert kept != rules.hashed("seven grey herons stand"), "salted"
    assert rules.matches(kept, "seven grey herons stand")
    assert not rules.matches(kept, "seven grey herons sit")
    assert not rules.matches("no hash", "x")
    assert not rules.outdated(kept)
    assert rules.outdated("$argon2id$v=19$m=8,t=1,p=1$" + kept.rpartition("p=1$")[2])


def test_accents_however_composed() -> None:
    assert rules.matches(rules.hashed("pässword of möwen"), "pa\u0308ssword of mo\u0308wen")


def test_codes_of_now_and_a_step_beside() -> None:
    secret, now = rules.new_totp(), 1_800_000_015.0
    totp = pyotp.TOTP(secret)
    step = int(now) // 30
    for beside in (-1, 0, 1):
        assert rules.totp_step(secret, totp.generate_otp(step + beside), now) == step + beside
    for beside in (-3, -2, 2, 3):
        assert rules.totp_step(secret, totp.generate_otp(step + beside), now) is None
    told = totp.generate_otp(step)
    assert rules.totp_step(secret, f"{told[:3]} {told[3:]}", now) == step
    for wrong in ("", "12345", "1234567", "abcdef", "１２３４５６", "12345\n"):
        assert rules.totp_step(secret, wrong, now) is None


def test_recovery_codes_are_many_long_and_different() -> None:
    codes = rules.new_recovery_codes()
    assert len(set(codes)) == rules.RECOVERY_CODES
    assert all(len(code.replace("-", "")) == 16 for code in codes)
    told = rules.recovery_digest("OBS-7", codes[0])
    assert told == rules.recovery_digest("OBS-7", codes[0].lower().replace("-", " "))
    assert told != rules.recovery_digest("OBS-8", codes[0])


def test_secrets() -> None:
    assert len({rules.new_secret() for _ in range(100)}) == 100
    assert len(rules.new_secret("glt_")) == 4 + 43
    assert rules.subject_digest("https://id.example/", "sub", "1") == rules.subject_digest(
        "https://id.example", "sub", "1"
    )
    assert rules.subject_digest("https://id.example", "sub", "a") != rules.subject_digest(
        "https://id.example", "sub", "A"
    )
    assert rules.subject_digest("i", "email", "A@b.c") == rules.subject_digest("i", "email", "a@B.c")
    assert rules.subject_digest("i", "email", "1") != rules.subject_digest("i", "sub", "1")


def test_rights() -> None:
    assert rules.check_rights((OBSERVER, ADMIN), "public", ("mission", "public")) == []
    assert [i.code for i in rules.check_rights((MACHINE, "king"), "press", ("mission",))] == [
        "unknown_role", "unknown_role", "unknown_audience",
    ]  # fmt: skip


@pytest.mark.parametrize("sign", ["", "obs-7", "Jane Doe", "OBS 7", "OBS-7\r\nX: y", "O" * 25, "-OBS", "ΟΒΣ-7"])
def test_no_call_signs(sign: str) -> None:
    assert [i.code for i in rules.check_call_sign(sign)] == ["bad_call_sign"]
