"""Every term has its page, and the finding rule holds whatever is asked."""

from __future__ import annotations

import random

from greenline.analysis.compliance import check, touching
from greenline.analysis.facts import (
    BREACHED,
    MET,
    UNKNOWN,
    Bound,
    Clause,
    Fact,
    Force,
    Look,
    Notice,
    Post,
    Span,
    Taker,
    World,
)
from greenline.analysis.ground import Area, Ground, Version
from greenline.analysis.terms import TERMS
from greenline.core.codes import code_lists

import shapely  # isort: skip

ALWAYS = Force(Span(0, 2**40), Span(0, 2**40))


def test_every_term_of_the_list_has_a_function_and_a_page() -> None:
    assert set(TERMS) == set(code_lists()["term"].labels)
    for name, term in TERMS.items():
        functions = [one for one in (term.incident, term.window) if one is not None]
        assert functions, name
        assert all(len((one.__doc__ or "").split()) > 5 for one in functions), name
        assert set(term.kinds) <= set(code_lists()["incident_kind"].labels)


def test_every_reason_that_can_be_given_is_in_the_list() -> None:
    known = set(code_lists()["finding_reason"].labels)
    assert {reason for opinion in world_of(11) for reason in opinion.reasons} <= known


def taker(chance: random.Random) -> Taker:
    roles = ["actor", "target", "alleged", "claimant", "side_a", "side_b", "unknown"]
    named = chance.choice(["A", "B", "C", "unknown", "shepherds"])
    return Taker(named, chance.choice(roles), chance.choice([None, "high", "low", "contested"]))


def world_of(seed: int) -> list:  # type: ignore[type-arg]
    """Opinions of all terms on a made-up world."""
    chance = random.Random(seed)
    zone = Ground(
        (
            Version("A", (Area(shapely.box(33, 35, 33.4, 35.2), 100),)),
            Version("B", (Area(shapely.box(33, 35, 33.3, 35.2), 100),)),
        )
    )
    clauses = [
        Clause(
            f"PRV-{name}", number, name, name, ALWAYS, (Bound("A"), Bound("B", contested=number % 3 == 0)),
            zone if number % 2 else None, due=Span(500, 600), distance_m=3000.0, weapons=("mortar",) * bool(number % 5),
            activity="movement", notice_s=100, standing=number % 4 == 0,
        )
        for number, name in enumerate(TERMS)
    ]  # fmt: skip
    kinds = sorted({kind for one in clauses for kind in touching(one)} | {"POS-REL", "POS-WDR", "POS-HND", "CTX-POL"})
    facts = [
        Fact(
            f"INC-{number}", number, chance.choice(["reported", "verified", "unverifiable", "refuted"]),
            (chance.choice(kinds), *chance.sample(kinds, number % 2)), Span(at := chance.randrange(1000), at + 1),
            (chance.uniform(32.9, 33.5), chance.uniform(34.9, 35.3)) if number % 7 else None,
            chance.choice([0.0, 25_000.0, None]),
            tuple(taker(chance) for _ in range(number % 3)),
            ("mortar",) if number % 3 else ("undetermined",), (("A", 4), ("unknown", 2)), number % 11 == 0,
        )
        for number in range(800)
    ]  # fmt: skip
    posts = (
        Post("POS-1", 1, "A", "absent", place=(33.2, 35.1), looks=(Look(Span(400, 401), "manned"),)),
        Post("POS-2", 2, "B", "manned", strength=5, place=(33.1, 35.1), looks=(Look(Span(700, 701), "manned", 9),)),
        Post("POS-3", 3, "A", "unknown", looks=(Look(Span(1, 2), "manned"),)),
    )
    notices = (
        Notice("NTF-1", 9, "A", "movement", Span(300, 400), Span(100, 101)),
        Notice("NTF-2", 9, "B", "movement", Span(300, 400), Span(290, 291)),
    )
    return list(check(clauses, facts, World(posts, notices, frozenset("ABC")), 2000))


def test_what_a_finding_is() -> None:
    """(provision, party, incident) is breached or unknown; only a window is met; a breach names who is bound."""
    opinions = world_of(5)
    assert {one.answer for one in opinions} == {MET, BREACHED, UNKNOWN}
    for one in opinions:
        assert (one.incident is None) != (one.window is None)
        if one.incident:
            assert one.answer in (BREACHED, UNKNOWN)
        if one.answer == BREACHED:
            bound = {b.actor: b for b in one.clause.bound}
            assert one.party in bound
            assert not bound[one.party].contested
        assert one.reasons
        assert one.entries or one.notification
        assert one.party is None or one.party in {b.actor for b in one.clause.bound}


def test_context_refuted_and_totals_break_nothing() -> None:
    chance = {one.incident for one in world_of(5) if one.answer == BREACHED}
    assert chance
    for one in world_of(5):
        if "aggregate" in one.reasons:
            assert one.answer == UNKNOWN
