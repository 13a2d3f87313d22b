"""Files of records: the digest in the entry vouches for every byte; a shared picture tells nothing but its pixels."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from pathlib import Path
from typing import Any

import places
import pytest
from made import ALL, report, send
from PIL import Image
from sqlalchemy import text

from greenline.core.errors import Invalid, NotAllowed, NotFound, Refusal, TooLarge
from greenline.core.handling import HEAD, MISSION, OBSERVER, PUBLIC, RECORDS, VERIFIER, Actor
from greenline.desk import picture
from greenline.desk.desk import Desk
from greenline.desk.erasing import Target, forget
from greenline.desk.files import attaching, store
from greenline.desk.files.attaching import cited, custody, read, sweep
from greenline.desk.files.sniffing import UNKNOWN, media_of, shared_copy
from greenline.registers import REGISTERS

REPORT = REGISTERS["report"]
OBS = Actor("OBS-1", frozenset({OBSERVER}))
VER = Actor("VER-1", frozenset({VERIFIER}))
SECRET = "CANARY-EXIF"


def photo(form: str = "JPEG", size: tuple[int, int] = (64, 48), **more: Any) -> bytes:
    """A picture with a camera's name, a place and a comment hidden in it."""
    drawn = Image.new("RGBA" if form == "PNG" else "RGB", size, (200, 30, 30))
    exif = Image.Exif()
    exif[0x010F] = SECRET  # make
    exif[0x9286] = SECRET  # comment
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (35.0, 10.0, 22.0)
    out = io.BytesIO()
    drawn.save(out, form, exif=exif, **more)
    return out.getvalue() + SECRET.encode()  # and something behind the end


def test_a_file_is_kept_once_under_its_digest(desk: Desk) -> None:
    content = photo()
    kept = desk.files.put(content, "OBS-1")
    assert kept.digest == hashlib.sha256(content).hexdigest()
    assert (kept.media, kept.size, kept.by) == ("image/jpeg", len(content), "OBS-1")
    again = desk.files.put(content, "OBS-2")
    assert again == kept, "who brought it first is who brought it"
    assert desk.files.originals() == [kept.digest]
    assert desk.files.read(kept.digest) == (content, "image/jpeg")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_the_shared_copy_has_nothing_hidden(desk: Desk, form: str) -> None:
    content = photo(form)
    assert SECRET.encode() in content
    kept = desk.files.put(content, "OBS-1")
    assert kept.shared is not None
    assert kept.shared != kept.digest
    copy, media = desk.files.read(kept.shared)
    assert SECRET.encode() not in copy
    with Image.open(io.BytesIO(copy)) as drawn:
        assert drawn.size == (64, 48)
        assert not drawn.getexif()
        assert set(drawn.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert media == ("image/png" if form == "PNG" else "image/jpeg")


def test_a_turned_picture_is_shown_upright() -> None:
    drawn = Image.new("RGB", (40, 20))
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    drawn.save(out, "JPEG", exif=exif)
    made = shared_copy(out.getvalue(), "image/jpeg")
    assert made is not None
    assert Image.open(io.BytesIO(made[0])).size == (20, 40)


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it has 900 million pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10_000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [
        bomb(),
        photo()[:300],
        b"\xff\xd8\xff\xe0" + b"x" * 400,
        b"GIF89a" + b"\x00" * 30,
        b"RIFF\x00\x00\x00\x00WEBPVP8 xx",
    ],
)
def test_a_hostile_picture_is_kept_and_not_drawn(desk: Desk, content: bytes) -> None:
    kept = desk.files.put(content, "OBS-1")
    assert kept.shared is None or SECRET.encode() not in desk.files.read(kept.shared)[0]
    assert desk.files.read(kept.digest)[0] == content


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"plain words\n", "text/plain"),
        ("Ελληνικά\n".encode(), "text/plain"),
        (b"<html><script>alert(1)</script>", "text/plain"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "text/plain"),
        (b"\x00\x01\x02", UNKNOWN),
        (b"\xff\xfe\xfd", UNKNOWN),
    ],
)
def test_a_type_is_sniffed_and_never_a_page(content: bytes, media: str) -> None:
    assert media_of(content) == media


def test_what_is_too_large_or_empty(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_FILE", 10)
    with pytest.raises(TooLarge):
        desk.files.put(bytes(11), "OBS-1")
    with pytest.raises(Refusal, match="empty"):
        desk.files.put(b"", "OBS-1")


def attached(desk: Desk, content: bytes, **more: Any) -> tuple[str, str]:
    """A report with a file on it: (ref, digest)."""
    kept = desk.files.put(content, "OBS-1")
    part = {"file": kept.digest, "name": "gate.jpg", "media": "text/html", "size": 1, "shared": "0" * 64}
    return send(desk, "report", "send", values=report(attachments=[part], **more)).ref, kept.digest


def test_the_entry_vouches_for_the_file_and_says_what_it_is(desk: Desk) -> None:
    content = photo()
    ref, digest = attached(desk, content)
    (part,) = picture.one(desk, "report", ref, MISSION)["values"]["attachments"]
    kept = desk.files.look(digest)
    assert kept is not None
    assert part == {
        "file": digest,
        "name": "gate.jpg",
        "media": "image/jpeg",
        "size": len(content),
        "shared": kept.shared,
    }
    (leaf,) = [
        leaf for leaf in picture.proof(desk, 1)["entry"]["leaves"]
        if isinstance(leaf, list) and leaf[0] == "attachments[0].file"
    ]  # fmt: skip
    assert leaf[2] == hashlib.sha256(content).hexdigest()


def test_a_file_that_was_not_sent_is_refused(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        send(desk, "report", "send", values=report(attachments=[{"file": "0" * 64}]))
    assert [(i.field, i.code) for i in refused.value.issues] == [("attachments[0].file", "no_such_file")]
    with pytest.raises(Invalid):
        send(desk, "report", "send", values=report(attachments=[{"file": "../../etc/passwd"}]))


def test_who_may_have_which_copy(desk: Desk) -> None:
    content = photo()
    ref, digest = attached(desk, content)
    shared = read(desk, REPORT, ref, digest, MISSION, OBS, original=False)
    assert SECRET.encode() not in shared[0]
    assert shared[2] == "gate.jpg"
    with pytest.raises(NotAllowed):
        read(desk, REPORT, ref, digest, MISSION, OBS, original=True)
    assert read(desk, REPORT, ref, digest, MISSION, VER, original=True)[0] == content
    for audience in desk.audiences:
        if not audience.inside:  # attachments are confidential, and the original is the mission's own
            for original in (False, True):
                with pytest.raises((NotFound, NotAllowed)):
                    read(desk, REPORT, ref, digest, audience, Actor("X", frozenset({VERIFIER, HEAD})), original)
    other = send(desk, "report", "send", values=report()).ref
    with pytest.raises(NotFound):
        read(desk, REPORT, other, digest, MISSION, VER, original=True)
    assert PUBLIC in desk.audiences


def test_custody_tells_who_had_it_in_hands(desk: Desk) -> None:
    ref, digest = attached(desk, photo())
    read(desk, REPORT, ref, digest, MISSION, VER, original=True)
    told = custody(desk, REPORT, ref, digest, MISSION)
    assert [(one["did"], one["by"]) for one in told] == [
        ("brought", "OBS-1"), ("attached", ALL.call_sign), ("took the original", "VER-1"),
    ]  # fmt: skip
    with pytest.raises(NotAllowed):
        custody(desk, REPORT, ref, digest, PUBLIC)


def test_a_changed_file_is_not_given_out(desk: Desk) -> None:
    ref, digest = attached(desk, photo())
    with desk.files.kept.writing() as connection:
        connection.execute(text("UPDATE file_blob SET bytes = :b WHERE digest = :d"), {"b": b"other", "d": digest})
    with pytest.raises(Refusal, match="was changed"):
        read(desk, REPORT, ref, digest, MISSION, VER, original=True)
    assert desk.files.check(digest) == "is not what its digest says"


def test_erasing_a_record_s_files_leaves_nothing_of_them(desk: Desk) -> None:
    content = b"CANARY-FILE " * 400
    ref, digest = attached(desk, content)
    both, same = attached(desk, b"shared by two records")
    send(desk, "report", "amend", ref=ref, reason="r", values={"attachments": [{"file": digest}, {"file": same}]})
    forget(desk, [Target(ref, ("attachments",))], "r", Actor("REC-1", frozenset({RECORDS})), "k1")
    with pytest.raises(NotFound):
        desk.files.read(digest)
    assert desk.files.read(same)[0] == b"shared by two records", "another record names it"
    assert cited(desk) == {same}
    if not places.on_server():
        kept = b"".join(file.read_bytes() for file in Path(desk.place).parent.iterdir())
        assert b"CANARY-FILE" not in kept
    assert picture.one(desk, "report", both, MISSION)["values"]["attachments"]


def test_what_nobody_named_is_let_go(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _, digest = attached(desk, photo())
    stray = desk.files.put(b"never named", "OBS-1").digest
    sweep(desk)
    assert desk.files.look(stray), "its act may still come"
    monkeypatch.setattr(attaching, "UNCITED_H", -1)
    sweep(desk)
    assert desk.files.look(stray) is None
    assert desk.files.look(digest)


def test_files_go_along_with_the_ledger_and_are_verified(desk: Desk, mission: Any, tmp_path: Path) -> None:
    from greenline.desk import moving
    from greenline.desk.logbook import Logbook
    from greenline.desk.verifying import verify

    content = photo()
    ref, digest = attached(desk, content)
    assert verify(desk.place).problems == []
    read(desk, REPORT, ref, digest, MISSION, VER, original=True)
    moving.back_up(desk, tmp_path / "backup")
    moving.restore(tmp_path / "backup", tmp_path / "folder", str(tmp_path / "restored"))
    back = store.Files(str(tmp_path / "restored" / "ledger.sqlite"))
    assert back.read(digest)[0] == content
    back.close()
    assert Logbook(str(tmp_path / "restored" / "ledger.sqlite")).page()[0]["did"] == "original"
    with desk.files.kept.writing() as connection:
        connection.execute(text("UPDATE file_blob SET bytes = :b WHERE digest = :d"), {"b": b"other", "d": digest})
    assert any("is not what its digest says" in problem for problem in verify(desk.place).problems)
    with desk.files.kept.writing() as connection:
        connection.execute(text("DELETE FROM file_blob"))
    assert any("is missing" in problem for problem in verify(desk.place).problems)


def test_a_copy_may_be_sent_as_a_file_of_its_own_and_pictures_may_look_alike(desk: Desk) -> None:
    one = desk.files.put(photo("PNG"), "OBS-1")
    assert one.shared is not None
    sent = desk.files.put(desk.files.read(one.shared)[0], "OBS-2")
    assert (sent.digest, sent.by) == (one.shared, "OBS-2")
    other = desk.files.put(photo("PNG") + b"more behind the end", "OBS-1")
    assert other.digest != one.digest
    assert other.shared == one.shared, "the same pixels"
    desk.files.forget([one.digest])
    assert desk.files.look(one.digest) is None
    assert desk.files.read(one.shared)[0], "others still need it"
    desk.files.forget([sent.digest, other.digest])
    assert desk.files.originals() == []
    with pytest.raises(NotFound):
        desk.files.read(one.shared)


def test_no_broken_picture_breaks_anything() -> None:
    import random

    draw = random.Random(4)
    good = photo()
    for _ in range(400):
        broken = bytearray(good)
        for _ in range(draw.randrange(1, 6)):
            broken[draw.randrange(2, min(len(broken), 400))] = draw.randrange(256)
        made = shared_copy(bytes(broken), "image/jpeg")
        assert made is None or SECRET.encode() not in made[0]


def test_a_large_file_lies_in_parts_and_goes_out_in_parts(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_FILE", 1000)
    monkeypatch.setattr(attaching, "MOST_FILE", 1000)
    monkeypatch.setattr(store, "PART", 700)
    content = bytes(range(256)) * 10
    film = tmp_path / "film.ts"
    film.write_bytes(content)
    kept = desk.files.put_large(film, "OBS-1")
    assert (kept.digest, kept.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert desk.files.put_large(film, "OBS-2") == kept
    assert b"".join(desk.files.pieces(kept.digest)) == content
    assert desk.files.check(kept.digest) is None
    with pytest.raises(TooLarge):
        desk.files.read(kept.digest)
    ref = send(desk, "report", "send", ALL, **report(attachments=[{"file": kept.digest, "name": "film.ts"}])).ref
    told, _, name = read(desk, REPORT, ref, kept.digest, MISSION, VER, True)
    assert not isinstance(told, bytes)
    assert (b"".join(told), name) == (content, "film.ts")
    with desk.files.kept.writing() as connection:
        connection.execute(store.parts.update().where(store.parts.c.number == 1).values(bytes=b"x"))
    assert desk.files.check(kept.digest) == "is not what its digest says"
    with pytest.raises(Refusal):
        read(desk, REPORT, ref, kept.digest, MISSION, VER, True)
    desk.files.forget([kept.digest])
    assert list(desk.files.pieces(kept.digest)) == []
    assert desk.files.look(kept.digest) is None


def test_a_large_file_is_carried_whole(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_FILE", 1000)
    monkeypatch.setattr(store, "PART", 700)
    film = tmp_path / "film.ts"
    film.write_bytes(b"frame" * 1000)
    kept = desk.files.put_large(film, "OBS-1")
    other = str(tmp_path / "other" / "ledger.sqlite")
    assert store.carry(desk.place, other) == 1
    target = store.Files(other)
    assert target.check(kept.digest) is None
    target.close()
