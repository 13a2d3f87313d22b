"""Which reports tell of one event: on events we made, and on real ones where the shared data are."""

from __future__ import annotations

import csv
import math
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenline.analysis.fusion.corpus import Corpus
from greenline.analysis.fusion.linking import Candidate, candidates, learn, link
from greenline.analysis.fusion.saying import Saying, named, range_of, stretch, words_of
from greenline.analysis.fusion.sources import Source, corroborating, independent
from greenline.core.place import KM_PER_DEGREE, SPREAD_KM

DATA = Path(__file__).parents[3] / "shared" / "data" / "events_ucdp_car_1991_2020.csv"
T0 = 1_700_000_000
WORDS = [
    a + b for a in ("kar", "bel", "mun", "tos", "ri", "gano", "pe", "dul") for b in ("ga", "vo", "min", "ste", "ru")
]
KINDS = ("CFV-SAF", "CFV-IDF", "CFV-UAS", "CIV-ATK", "CMB-CLH")


def made(count: int, chance: random.Random, towns: int = 25, days: int = 200) -> list[Saying]:
    """Events of a small war: few towns, fewer parties, a vocabulary in which some words are common."""
    places = [(chance.uniform(33, 35), chance.uniform(34, 36)) for _ in range(towns)]
    events = []
    for number in range(count):
        since = T0 + chance.randrange(days) * 86_400.0
        lon, lat = chance.choice(places)
        dead = min(int(chance.paretovariate(1.2)) - 1, 200)
        words = [chance.choice(WORDS[:8]) for _ in range(5)] + [chance.choice(WORDS) for _ in range(5)]
        parties = frozenset(chance.sample(("A", "B", "C", "D"), 2))
        event = Saying(f"E{number}", since, since + 86_400, lon, lat, 0.0, chance.choice(KINDS))
        events.append(replace(event, parties=parties, deaths=(dead, dead), words=frozenset(words)))
    return events


def second(event: Saying, chance: random.Random, ref: str) -> Saying:
    """The same event by another source: later or earlier, a little off, half its words, not all of its parties."""
    assert event.since_s is not None
    assert event.lon is not None
    assert event.lat is not None
    since = event.since_s + chance.uniform(-7200, 7200)
    east, north = (chance.gauss(0, 3) / KM_PER_DEGREE for _ in range(2))
    parties = event.parties - ({chance.choice(sorted(event.parties))} if chance.random() < 0.3 else set())
    dead = round((event.deaths or (0, 0))[0] * chance.uniform(0.8, 1.2))
    words = frozenset(word for word in sorted(event.words) if chance.random() < 0.5)
    lon = event.lon + east / math.cos(math.radians(event.lat))
    return replace(event, ref=ref, since_s=since, until_s=since + 1, lon=lon, lat=event.lat + north, parties=parties,
                   deaths=(dead, dead), words=words)  # fmt: skip


def judged(found: Sequence[Candidate], count: int) -> tuple[float, float]:
    """(precision, recall) where R7 tells of E7."""
    right = sum(one.report[1:] == one.event[1:] for one in found)
    return right / max(len(found), 1), right / count


def test_second_reports_find_their_events() -> None:
    chance = random.Random(5)
    events = made(1500, chance)
    reports = [second(event, chance, f"R{event.ref[1:]}") for event in events]
    precision, recall = judged(link(reports, events), len(events))
    assert precision >= 0.9
    assert recall >= 0.8


def test_reports_of_events_that_nobody_recorded_are_mostly_left_alone() -> None:
    chance = random.Random(6)
    events = made(1500, chance)
    reports = [second(event, chance, f"R{event.ref[1:]}") for event in events]
    found = link(reports[750:], events[:750])
    assert len(found) < 0.2 * 750  # nobody asked for less than even odds


def test_several_reports_may_tell_of_one_event() -> None:
    chance = random.Random(7)
    events = made(400, chance)
    reports = [second(event, chance, f"R{event.ref[1:]}") for event in events for _ in range(3)]
    precision, recall = judged(link(reports, events), len(reports))
    assert precision >= 0.9
    assert recall >= 0.8


@pytest.mark.skipif(not DATA.is_file(), reason="the shared data are not here")
def test_real_events_are_found_again() -> None:
    chance = random.Random(8)
    with DATA.open(encoding="utf-8") as file:
        events = [_event(number, row) for number, row in enumerate(csv.DictReader(file))]
    reports = []
    for event, (day, since) in events:
        at = replace(event, since_s=since, until_s=since + 1, ref=day)
        reports.append(second(at, chance, f"R{event.ref[1:]}"))
    precision, recall = judged(link(reports, [event for event, _ in events]), len(events))
    assert precision >= 0.9
    assert recall >= 0.8


def _event(number: int, row: dict[str, str]) -> tuple[Saying, tuple[str, float]]:
    first, last = (
        int(datetime.fromisoformat(row[name]).replace(tzinfo=UTC).timestamp()) for name in ("date_start", "date_end")
    )
    since, until = stretch(first, last + 86_400, int(row["date_prec"]))
    low, best, high = (int(row[name]) for name in ("low", "best", "high"))
    event = Saying(
        f"E{number}", since, until, float(row["longitude"]), float(row["latitude"]), SPREAD_KM[int(row["where_prec"])],
        {"1": "CMB-CLH", "2": "CMB-INC", "3": "CIV-ATK"}[row["type_of_violence"]],
        parties=frozenset(named(row[name]) for name in ("side_a", "side_b")), deaths=range_of(low, best, high),
        words=words_of(row["source_headline"], row["where_description"]),
    )  # fmt: skip
    return event, (row["id"], float(first))


EVENT = Saying(
    "E1", T0, T0 + 3600, 33.0, 35.0, 0.0, "CFV-SAF", "shots", frozenset({"A", "B"}), (2, 2), None, (4, 6),
    frozenset({"mill", "bridge"}),
)  # fmt: skip
UNKNOWN = {
    "kind": "", "observation": "", "parties": frozenset(), "deaths": None, "injured": None, "count": None,
    "words": frozenset(), "spread_km": None,
}  # fmt: skip


@given(st.sets(st.sampled_from(sorted(UNKNOWN))))
def test_what_is_unknown_weighs_nothing_and_is_not_told(unknown: set[str]) -> None:
    said = replace(EVENT, ref="R1", **{name: UNKNOWN[name] for name in unknown})
    (one,) = candidates(said, [EVENT], learn([EVENT]))
    told = {reason.feature for reason in one.reasons}
    assert told.isdisjoint({"place" if name == "spread_km" else name for name in unknown})
    assert "time" in told
    assert one.total == pytest.approx(sum(reason.bits for reason in one.reasons), abs=0.6)


def test_a_total_may_tell_of_several_events_and_another_report_of_one() -> None:
    events = [EVENT, replace(EVENT, ref="E2")]
    one = candidates(replace(EVENT, ref="R1"), events, learn(events))
    total = candidates(replace(EVENT, ref="R1", total=True), events, learn(events))
    assert sum(found.chance for found in one) <= 1
    assert sum(found.chance for found in total) > 1


def test_a_rare_word_says_more_than_a_common_one() -> None:
    chance = random.Random(1)
    events = made(300, chance)
    events = [replace(event, words=event.words | {"front"}) for event in events]
    rare = replace(events[0], words=frozenset({"front", "zanzibar"}))
    mission = learn([rare, *events[1:]])

    def bits(words: set[str]) -> float:
        said = replace(rare, ref="R1", words=frozenset(words))
        return next(r.bits for r in candidates(said, [rare], mission)[0].reasons if r.feature == "words")

    assert bits({"zanzibar"}) > bits({"front"}) + 2
    assert bits({"zanzibars"}) > bits({"front"})  # spelt otherwise


def test_frequencies_are_never_zero_or_one() -> None:
    for corpus in (Corpus(), Corpus([EVENT])):
        assert 0 < corpus.word("x") < 1
        assert 0 < corpus.party("A") < 1


def test_far_in_time_or_place_is_no_candidate() -> None:
    mission = learn([EVENT])
    assert (
        candidates(replace(EVENT, ref="R1", since_s=T0 + 10 * 86_400, until_s=T0 + 10 * 86_400 + 1), [EVENT], mission)
        == []
    )
    assert candidates(replace(EVENT, ref="R1", lon=35.0), [EVENT], mission) == []
    assert candidates(replace(EVENT, ref="R1", since_s=None, until_s=None, lon=None), [EVENT], mission) == []


@pytest.mark.parametrize(
    ("reports", "count"),
    [
        ([Source("R1", "Radio", "media"), Source("R2", "OP 4", "own_observation")], 2),
        ([Source("R1", "Radio", "media"), Source("R2", " radio ", "media")], 1),
        ([Source("R1", "Radio", "media"), Source("R2", "Blog", "media", copies="Wire; Radio")], 1),
        ([Source("R1", "Radio", "media"), Source("R2", "Blog", "media", copies="R1")], 1),
        ([Source("R1", "A", "party"), Source("R2", "B", "party")], 1),
        ([Source("R1"), Source("R2")], 1),
        ([Source("R1", "X", text="Ten men were seen at the old bridge this morning"),
          Source("R2", "Y", text="Ten men were seen at the old bridge this morning.")], 1),
        ([Source("R1", "X", text="Shots at Alpha"), Source("R2", "Y", text="Shots at Alpha")], 2),
        ([], 0),
    ],
)  # fmt: skip
def test_copies_do_not_corroborate(reports: list[Source], count: int) -> None:
    assert corroborating(reports) == count
    assert sorted(ref for group in independent(reports) for ref in group) == [one.ref for one in reports]
