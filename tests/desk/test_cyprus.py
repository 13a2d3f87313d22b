"""Cyprus as it ships: how many of each, which rows are only reported. What holds of every mission: test_shipped."""

from __future__ import annotations

from test_shipped import all_of, table

from greenline.desk.desk import Desk

ONLY_REPORTED = (
    "C01 C02 C04 C06 C07 C11 C13 C14 C15 C18 C20 C21 C26 C31 C35 C40 C42 C43 C46 C48 C52".split()
)  # marked unverified in the case, read by hand


def test_how_many(cyprus: Desk) -> None:
    assert len(all_of(cyprus, "incident")) == 53
    assert len(all_of(cyprus, "report")) == 53 + 15
    assert len(all_of(cyprus, "site")) == 15
    assert [len(u["values"]["strengths"]) for u in all_of(cyprus, "unit")] == [19]
    assert len(all_of(cyprus, "folder")) == 1
    assert (len(table(cyprus, "history/mandate.csv")), len(table(cyprus, "history/tasks.csv"))) == (15, 9)


def test_which_rows_are_only_reported(cyprus: Desk) -> None:
    assert [row["id"] for row in table(cyprus, "history/incidents.csv") if row["doubt"]] == ONLY_REPORTED


def test_lists_of_the_missing_are_kept_apart(cyprus: Desk) -> None:
    told = {row["id"]: row["claim_best"] for row in table(cyprus, "history/rivals.csv")}
    assert [told[i] for i in ("C17-3", "T04", "T05")] == ["1619", "2002", "1966"]
