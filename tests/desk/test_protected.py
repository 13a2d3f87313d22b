"""What acts on protection and movement must rest on; and that no notice is ever called approved."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from made import ROOT, send

from greenline.core.codes import code_lists
from greenline.core.errors import Invalid, NotAllowed
from greenline.core.handling import ANALYST, DESK, HEAD, LIAISON, OBSERVER, RECORDS, Actor
from greenline.core.register import Field
from greenline.desk.desk import Desk
from greenline.desk.movements import access_table, overview, purge
from greenline.registers import REGISTERS

STAFF = Actor("DESK-1", frozenset({DESK, LIAISON, HEAD, ANALYST}))
POINT = {"lon": 33.2, "lat": 35.1}
NOUNS = ("convoy", "static_site", "notification", "access_constraint", "community_alert", "threat", "casevac", "patrol")
# In the languages of the room, by the stem.
APPROVED = re.compile(
    r"approv|approuv|approbat|autoris(?!ed)|εγκρ|έγκρι|onay|onaylan|موافق|معتمد|اعتماد", re.IGNORECASE
)


def words_of(fields: tuple[Field, ...]) -> list[str]:
    found = [part for one in fields for part in (one.name, one.ask.question, one.ask.hint)]
    found.extend(label for one in fields if one.codes for label in lists(one.codes))
    return [*found, *(word for one in fields for word in words_of(one.parts))]


def lists(name: str) -> list[str]:
    return [*code_lists()[name].labels, *code_lists()[name].labels.values()] if name not in _SHARED else []


_SHARED = ("incident_kind",)  # the vocabulary of incidents, which speaks of other things


@pytest.mark.parametrize("noun", NOUNS)
def test_no_register_of_movement_says_approved(noun: str) -> None:
    register = REGISTERS[noun]
    told = [*words_of(register.fields), *register.states(), *(s.name for s in register.steps), register.__doc__ or ""]
    assert [word for word in told if APPROVED.search(word)] == []


@pytest.mark.parametrize("tag", ["en", "fr", "el", "tr", "ar"])
def test_no_language_of_the_room_says_so_either(tag: str) -> None:
    page: dict[str, str] = json.loads((ROOT / f"room/src/words/{tag}.json").read_text(encoding="utf-8"))
    mine = {key: text for key, text in page.items() if key.startswith(("mv_", "pt_", "duties_movement"))}
    assert mine
    assert {key: text for key, text in mine.items() if APPROVED.search(text)} == {}
    file = ROOT / f"src/greenline/words/{tag}.toml"
    codes: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8")).get("codes", {}) if file.exists() else {}
    own = {one.codes for noun in NOUNS for one in REGISTERS[noun].fields if one.codes} - set(_SHARED)
    assert [label for name in own for label in codes.get(name, {}).values() if APPROVED.search(label)] == []


def test_to_acknowledge_gives_no_permission_and_each_form_says_so() -> None:
    for noun in ("convoy", "static_site"):
        organisation = REGISTERS[noun].field("organisation")
        assert organisation is not None
        assert "no permission" in organisation.ask.hint
        assert "no permission" in " ".join((REGISTERS[noun].__doc__ or "").split())


def issues(desk: Desk, noun: str, step: str, /, **more: Any) -> set[str]:
    with pytest.raises(Invalid) as refused:
        send(desk, noun, step, STAFF, **more)
    return {f"{issue.field} {issue.code}" for issue in refused.value.issues}


def test_a_reporter_and_a_casualty_are_never_named(desk: Desk) -> None:
    told = {"t_received": "2025-03-02T08:00:00Z", "text": "Men at the mill"}
    for name in ("Amina Yusuf", "+252612345678", "FP-0612345678", "fp-07"):
        assert "reporter not_opaque" in issues(desk, "community_alert", "receive", **told, reporter=name)
    send(desk, "community_alert", "receive", STAFF, **told, reporter="FP-07")
    assert "casualty not_opaque" in issues(
        desk, "casevac", "report", t_injury="2025-03-02T08:00:00Z", casualty="Cpl Smith"
    )


def test_who_declines_is_an_officer_of_the_mission_and_says_why(desk: Desk) -> None:
    ref = send(desk, "community_alert", "receive", STAFF, t_received="2025-03-02T08:00:00Z", text="Men").ref
    send(desk, "community_alert", "assess", STAFF, ref=ref, t_assessed="2025-03-02T08:10:00Z")
    send(desk, "community_alert", "confirm", STAFF, ref=ref)
    assert issues(desk, "community_alert", "decline", ref=ref) >= {
        "officer missing", "no_response missing", "reason missing", "t_decision missing"
    }  # fmt: skip
    told = {"t_decision": "2025-03-02T08:20:00Z", "no_response": "no_asset", "reason": "Nobody is near"}
    assert issues(desk, "community_alert", "decline", ref=ref, officer="OBS-1", **told) == {"officer unknown_person"}
    send(desk, "community_alert", "decline", STAFF, ref=ref, officer="DESK-1", **told)


def test_a_notice_is_whole_before_it_is_passed_on_and_all_that_lacks_is_told_at_once(desk: Desk) -> None:
    ref = send(desk, "convoy", "draft", STAFF, kind="humanitarian", organisation="Agency",
               starts="2025-03-04T06:00:00Z", escort="armed_last_resort").ref  # fmt: skip
    assert issues(desk, "convoy", "submit", ref=ref, submitted="2025-03-02T06:00:00Z") == {
        f"{name} missing" for name in ("notified", "origin", "destination", "vehicles", "plates", "route",
                                       "escort_asked_by")
    }  # fmt: skip
    assert issues(desk, "convoy", "amend", ref=ref, emergency=True, reason="Flood") == {"emergency_words missing"}


def test_what_stays_inside_is_not_shared_and_not_opened(desk: Desk) -> None:
    ref = send(desk, "access_constraint", "report", STAFF, at="2025-03-02").ref
    assert issues(desk, "access_constraint", "code", ref=ref) == {"kind missing", "impact missing"}
    send(desk, "access_constraint", "code", STAFF, ref=ref, kind="A3", impact="delayed")
    assert issues(desk, "access_constraint", "share", ref=ref) == {"use internal"}
    assert issues(desk, "access_constraint", "amend", ref=ref, reason="r", sensitivity="0") == {
        "sensitivity not_as_chosen"
    }
    send(desk, "access_constraint", "share", STAFF, ref=ref, use="with_authorities", sensitivity="1")
    cells = access_table(desk, desk.audience("mission"), "2025-03", others=True)["cells"]
    assert [cell["count"] for cell in cells] == [None]  # one is fewer than ten


def test_coordinates_of_a_site_that_ended_are_erased_and_listed_until_then(tmp_path: Path, desk: Desk) -> None:
    ref = send(desk, "static_site", "draft", STAFF, kind="clinic", organisation="Agency", expires="2025-03-10",
               place=POINT).ref  # fmt: skip
    now_s, reads = 1_900_000_000, desk.audience("mission")
    mine = [one for one in overview(desk, reads, now_s)["sites"] if one["ref"] == ref]
    assert [one["to_purge"] for one in mine] == [True]
    officer = Actor("REC-1", frozenset({RECORDS}))
    with pytest.raises(NotAllowed):
        purge(desk, reads, now_s, Actor("OBS-7", frozenset({OBSERVER})), "purge-0")
    assert ref in [one.ref for one in purge(desk, reads, now_s, officer, "purge-1")]
    mine = [one for one in overview(desk, reads, now_s)["sites"] if one["ref"] == ref]
    assert [one["to_purge"] for one in mine] == [False]
    assert purge(desk, reads, now_s, officer, "purge-2") == []
