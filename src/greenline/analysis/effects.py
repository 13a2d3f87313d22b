"""What studies found that peacekeepers go with: the effects E1-E15, each with its sample, its range and its source.

Associations of observational studies with corrections for selection, not guarantees. A factor multiplies an expected
number or a hazard: for each `per` of what is changed, or once for presence. Factors marked implied are algebra from
two published points, held to be log-linear between them. Where a study gives one point, the range is ours; `chosen`
says how.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

TROOPS, POLICE, OBSERVERS, PRESENCE = "troops", "police", "observers", "presence"
KINDS = (TROOPS, POLICE, OBSERVERS)
NATIONAL, LOCAL = "national", "local"
FACTOR, CEILING, DESCRIPTION, ORDERING, FLAG = "factor", "ceiling", "description", "ordering", "flag"

# What is counted or may happen, as a base names it: deaths of civilians told apart by who killed them or not.
CIVILIAN, REBELS, GOVERNMENT, UNATTRIBUTED = "civilian", "rebels", "government", "unattributed"
BATTLE, ENDING, ONSET, NEXT_DOOR, RECURRENCE = "battle", "ending", "onset", "next_door", "recurrence"
ONE_SIDED = (CIVILIAN, REBELS, GOVERNMENT, UNATTRIBUTED)
OUTCOMES = (*ONE_SIDED, BATTLE, ENDING, ONSET, NEXT_DOOR, RECURRENCE)

LAG = 1  # months until an effect shows
TROOPS_WARN = 8_000  # beyond so many troops every effect is warned of, whatever its own limit
_HALF = 0.5
_MORE = 1.5


@dataclass(frozen=True, slots=True)
class Factor:
    """By what a number is multiplied: the default and its range; `chosen`: where the range is from."""

    best: float
    low: float
    high: float
    chosen: str


@dataclass(frozen=True, slots=True)
class Effect:
    """One finding. of: what is changed; per: for how many of it the factor is (None: for presence, yes or no);
    acts: on which outcomes with which factor; limit: to how many of it the sample reaches, where the effect also
    saturates; use: whether there is a factor to apply at all."""

    id: str
    study: str
    unit: str
    result: str
    source: str
    scope: str = NATIONAL
    use: str = FACTOR
    of: str = PRESENCE
    per: float | None = None
    limit: float | None = None
    acts: Mapping[str, Factor] = field(default_factory=dict)
    lag: int = LAG
    caveats: tuple[str, ...] = ()


def _around(best: float) -> Factor:
    chosen = "one point published; range ours: half to one and a half times as strong on the logarithmic scale"
    low, high = sorted((best**_HALF, best**_MORE))
    return Factor(best, low, high, chosen)


def _to_none(best: float, why: str) -> Factor:
    chosen = f"one point published; range ours: from one and a half times as strong (logarithmic) to no effect, {why}"
    return Factor(best, best**_MORE, 1.0, chosen)


def _exactly(value: float, why: str) -> Factor:
    return Factor(value, value, value, why)


_KOCHER = "for a re-analysis of the same data (Kocher) finds little effect"
_HKS13 = "conflict-month, Africa, 1991-2008"
_PKSOI = "as cited by PKSOI (2020)"
_E1 = _to_none(0.61, _KOCHER)
_E2 = _to_none(0.38, f"{_KOCHER}, and police go to calmer places")
_E3 = Factor(
    1.0, 1.0, 1.2, "never held to help; tested up to 1.2 (domain vocabulary); applied once, whatever the number"
)
_E5_CHOSEN = "range our choice; the study gives direction and significance"
_E6_CHOSEN = "range our choice"

EFFECTS: Mapping[str, Effect] = {one.id: one for one in (
    Effect("E1", "Hultman, Kathman, Shannon 2013, AJPS 57(4)", _HKS13,
           "Mean deaths of civilians a month: 106 at no troops, under 2 at 8,000.", _PKSOI,
           of=TROOPS, per=1000, limit=8_000, acts=dict.fromkeys((CIVILIAN, REBELS, UNATTRIBUTED), _E1),
           caveats=("implied from two points", "killings of civilians by armed actors only",
                    "a re-analysis of the same data (Kocher) finds little effect")),
    Effect("E2", "Hultman, Kathman, Shannon 2013, AJPS 57(4)", _HKS13,
           "Mean deaths of civilians a month: 96 at no police, 14 at 200, near none at 500.", _PKSOI,
           of=POLICE, per=100, limit=500, acts=dict.fromkeys(ONE_SIDED, _E2),
           caveats=("implied from two points", "police go to calmer places")),
    Effect("E3", "Hultman, Kathman, Shannon 2013, AJPS 57(4)", _HKS13,
           "Observers go with more deaths of civilians.", _PKSOI,
           of=OBSERVERS, acts=dict.fromkeys(ONE_SIDED, _E3),
           caveats=("observers are sent where it is bad, and are unarmed",)),
    Effect("E4", "Hultman, Kathman, Shannon 2014, APSR", "conflict-month, Africa",
           "With 10,000 armed troops, about 70 % fewer deaths on the battlefield.", _PKSOI,
           of=TROOPS, per=1000, limit=10_000, acts={BATTLE: _around(0.887)},
           caveats=("implied from two points", "deaths in battle, not of civilians")),
    Effect("E5", "Fjelde, Hultman, Nilsson 2019, International Organization 73(1): 103-131", "grid-month, Africa",
           "Presence goes with fewer civilians killed by rebels there; no reliable effect on government forces.",
           "Fjelde, Hultman, Nilsson (2019)", scope=LOCAL, of=TROOPS,
           acts={REBELS: Factor(0.6, 0.4, 0.9, _E5_CHOSEN), GOVERNMENT: _exactly(1.0, "no reliable effect")},
           caveats=("size and presence both matter; here presence alone", "the effect is local",
                    "deaths by nobody known stay as they are")),
    Effect("E6", "Ruggeri, Dorussen, Gizelis 2017, BJPS", "subnational, Africa",
           "Episodes of fighting are shorter where peacekeepers sit, even few; onset unclear.",
           "Ruggeri, Dorussen, Gizelis (2017)", scope=LOCAL, of=TROOPS,
           acts={ENDING: Factor(1.4, 1.1, 1.8, _E6_CHOSEN), ONSET: _exactly(1.0, "no effect on onset is allowed")},
           caveats=("a factor of the hazard that local fighting ends: above 1 is better",)),
    Effect("E7", "Hegre, Hultman, Nygård 2019, Journal of Politics 81(1)", "country-year, simulation 2001-13",
           "For USD 200 billion and strong mandates: major conflict down by up to two thirds, 150,000 lives saved.",
           "Hegre, Hultman, Nygård (2019)", use=CEILING,
           caveats=("extrapolated by a model: the ceiling of a scenario, 66 % fewer country-years, never a forecast",)),
    Effect("E8", "Beardsley 2011, Journal of Politics", "country, diffusion",
           "Beside a conflict that nobody attends to, the risk of onset is 70 % higher; with peacekeepers not "
           "significantly.", "Beardsley (2011)", acts={NEXT_DOOR: _to_none(1 / 1.7, "for selection is possible")},
           caveats=("implied: 1.0 with peacekeepers over 1.7 without", "conflict within a state that spills over")),
    Effect("E9", "Fortna 2004, ISQ 48, and later", "peace spell",
           "Risk of renewed war down by 50 to 75 %.", "as cited by PKSOI (2016)",
           acts={RECURRENCE: Factor(0.37, 0.25, 0.5, "as published")},
           caveats=("with consent, after the fighting stopped",)),
    Effect("E10", "Gilligan, Sergenti 2008", "matched spells",
           "After war, recurrence down by 85 % for the United Nations; none while war goes on.",
           "as cited by PKSOI (2016); its second half unverified",
           acts={RECURRENCE: Factor(0.15, 0.15, 0.15**_HALF, "the published point is held to be a lower bound; upper "
                                    "end ours: half as strong on the logarithmic scale")},
           caveats=("few cases", "after war only")),
    Effect("E11", "Another study on the same page as E9 and E10", "peace spell",
           "Any new civil conflict down by about 70 %.", "as cited by PKSOI (2016)", acts={RECURRENCE: _around(0.30)}),
    Effect("E12", "Fortna, outcome of the war before", "peace spell",
           "Against a truce: victory 85 % less relapse or more, a peace agreement about 60 % less.",
           "as cited by PKSOI (2016)", use=DESCRIPTION, caveats=("describes; never advice",)),
    Effect("E13", "Clayton, Sticher 2021, ISQ", "ceasefire",
           "Calm lasts longer after a definitive ceasefire than a preliminary one, and after that than a bare "
           "cessation.", "PAX ceasefire data set", use=ORDERING, caveats=("an order, no number", "not causal")),
    Effect("E14", "Lloyd 2021, TAMM", "mission-month",
           "Mandates with security guarantees and a higher cost of fighting go with fewer deaths in battle.",
           "Lloyd (2021)", use=FLAG, caveats=("no number",)),
    Effect("E15", "PEMA 2022", "mission-month",
           "Governments and rebels react differently to mandates to protect civilians.", "PEMA (2022)", use=FLAG,
           caveats=("the sign differs by actor; no number",)),
)}  # fmt: skip

# Pairs that tell of the same thing twice (domain vocabulary 11, model rules).
NEVER_BOTH: Mapping[frozenset[str], str] = {
    frozenset(("E1", "E4")): "E1 and E4 are of the same troops; the same deaths are never multiplied by both.",
    frozenset(("E1", "E5")): "E5 is applied where peacekeepers sit and E1 to the whole country, never both.",
}

# What an effect cannot be asked of, for another study looked and found nothing there.
NOT_OF: Mapping[tuple[str, str], str] = {
    ("E1", GOVERNMENT): "E1 counts civilians whoever killed them; E5 found no reliable effect on government forces. "
                        "Ask for civilians, or by E5 for one place.",
}  # fmt: skip

COVERED, WARNED, OUTSIDE = "covered", "warned", "outside"
# What kind of operation a mission is (`[whatif]` of mission.toml) -> whether the sample covers it, and why not.
OPERATIONS: Mapping[str, tuple[str, str]] = {
    "un_africa": (COVERED, "A UN mission in Africa, as in most of the studies."),
    "un_elsewhere": (WARNED, "The studies are mostly of UN missions in Africa; this mission is elsewhere."),
    "traditional": (OUTSIDE, "The studies are of civil wars with many deaths; a mission that watches a line between "
                             "two armies, such as Cyprus, where five killings made 1996 a crisis, lies outside."),
    "au_combat": (OUTSIDE, "The studies are mostly of UN missions; a combat mission of the African Union, such as "
                           "AMISOM, lies outside."),
    "other": (OUTSIDE, "The studies are mostly of UN missions in Africa; this is no such mission."),
    "unknown": (OUTSIDE, "It is not known whether the sample covers this mission: no number. Set `operation` under "
                         "[whatif] in mission.toml."),
}  # fmt: skip
