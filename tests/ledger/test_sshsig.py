"""SSH signatures: OpenSSH believes ours and we believe its; nothing else is believed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenline.ledger import sshsig
from greenline.ledger.sshsig import BadSignature, Signer

needs_openssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="there is no ssh-keygen here")
SIGNER = Signer.made()


def keygen(*words: str | Path, told: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["ssh-keygen", *map(str, words)], input=told, capture_output=True, timeout=60, check=False)


@needs_openssh
def test_openssh_believes_ours(tmp_path: Path) -> None:
    (tmp_path / "allowed").write_text(SIGNER.public.allowed("alpha", "greenline-seal") + "\n")
    (tmp_path / "x.sig").write_text(SIGNER.sign("greenline-seal", b"words\n"))

    def asked(who: str = "alpha", namespace: str = "greenline-seal", words: bytes = b"words\n") -> int:
        options = ("-f", tmp_path / "allowed", "-I", who, "-n", namespace, "-s", tmp_path / "x.sig")
        return keygen("-Y", "verify", *options, told=words).returncode

    assert asked() == 0
    assert asked(who="beta") != 0
    assert asked(namespace="file") != 0
    assert asked(words=b"other words\n") != 0


@needs_openssh
def test_we_believe_openssh_and_read_its_key(tmp_path: Path) -> None:
    keygen("-q", "-t", "ed25519", "-N", "", "-C", "a comment", "-f", tmp_path / "key")
    (tmp_path / "words").write_bytes(b"words\n")
    assert keygen("-Y", "sign", "-f", tmp_path / "key", "-n", "greenline-seal", tmp_path / "words").returncode == 0
    signature = (tmp_path / "words.sig").read_text()
    key = sshsig.check("greenline-seal", b"words\n", signature)
    signer = Signer.read((tmp_path / "key").read_bytes())
    assert key == signer.public
    assert signer.sign("greenline-seal", b"words\n") == signature, "Ed25519 signs the same words the same way"
    assert key.line() in (tmp_path / "key.pub").read_text()
    assert key.fingerprint in keygen("-l", "-f", tmp_path / "key.pub").stdout.decode()


@needs_openssh
def test_openssh_reads_our_key(tmp_path: Path) -> None:
    (tmp_path / "key").touch(0o600)
    (tmp_path / "key").write_bytes(SIGNER.written())
    assert keygen("-y", "-f", tmp_path / "key").stdout.decode().split()[:2] == SIGNER.public.line().split()
    assert Signer.read(SIGNER.written()).public == SIGNER.public


@needs_openssh
@pytest.mark.parametrize(
    ("options", "words"),
    [(("-t", "ed25519", "-N", "a passphrase"), "passphrase"), (("-t", "rsa", "-b", "2048", "-N", ""), "no Ed25519"),
     (("-t", "ecdsa", "-N", ""), "no Ed25519"),
     (("-t", "rsa", "-b", "2048", "-N", "", "-m", "PEM"), "OpenSSH's format")],
    ids=["locked", "rsa", "ecdsa", "pem"],
)  # fmt: skip
def test_other_keys_are_refused_in_words(tmp_path: Path, options: tuple[str, ...], words: str) -> None:
    keygen("-q", *options, "-f", tmp_path / "key")
    with pytest.raises(ValueError, match=words):
        Signer.read((tmp_path / "key").read_bytes())
    with pytest.raises(ValueError, match="public key"):
        Signer.read((tmp_path / "key.pub").read_bytes())


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff" * 100, SIGNER.written()[:200]])
def test_no_key(data: bytes) -> None:
    with pytest.raises(ValueError, match="no private key"):
        Signer.read(data)


def test_a_signer_shows_nothing() -> None:
    secret = "".join(SIGNER.written().decode().splitlines()[1:-1])
    for told in (repr(SIGNER), str(SIGNER), repr(vars(SIGNER))):
        assert not any(secret[i : i + 12] in told for i in range(60, len(secret) - 12))


@given(st.binary(max_size=300), st.data())
def test_any_change_is_refused(words: bytes, data: st.DataObject) -> None:
    signature = SIGNER.sign("greenline-seal", words)
    assert sshsig.check("greenline-seal", words, signature) == SIGNER.public
    for namespace, told in (("file", words), ("greenline-seal", words + b"x")):
        with pytest.raises(BadSignature):
            sshsig.check(namespace, told, signature)
    place = data.draw(st.integers(0, len(signature) - 1))
    changed = signature[:place] + data.draw(st.characters(codec="ascii")) + signature[place + 1 :]
    try:
        key = sshsig.check("greenline-seal", words, changed)
    except BadSignature:
        return
    assert key == SIGNER.public
    assert "".join(changed.split()) == "".join(signature.split())


@given(st.text(max_size=400) | st.binary(max_size=300).map(lambda b: SIGNER.sign("n", b)[: len(b)]))
def test_any_text_is_no_signature(text: str) -> None:
    with pytest.raises(BadSignature):
        sshsig.check("greenline-seal", b"words", text)


def test_allowed_signers() -> None:
    other = Signer.made().public
    line = SIGNER.public.allowed("alpha", "greenline-seal")
    asked = ("alpha", "greenline-seal")
    assert sshsig.allowed(line, *asked) == {SIGNER.public}
    text = f"# a comment\n\nbeta,alpha {other.line()} and a comment\n{line}\r\nalpha ssh-rsa AAAA\nalpha x\n"
    assert sshsig.allowed(text, *asked) == {SIGNER.public, other}
    for one in (
        line.replace("alpha", "beta"), line.replace("alpha", "*"), line.replace("greenline-seal", "file"),
        f"alpha cert-authority {other.line()}", f'alpha valid-before="20200101" {other.line()}', "",
        "alpha ssh-ed25519 ???",
        f"#{line}", f"#alpha {other.line()}",
    ):  # fmt: skip
        assert sshsig.allowed(one, *asked) == set(), one
