"""The tables of numbers: incidents by class, by sector; open cases; findings; compliance by party and clause."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .counting import DEGREES, NOT_HELD, Day, Happening
from .lists import MOST_ROWS, short
from .plain import Book, Table, Value, text
from .sectors import Sectors
from .words import Words

ANSWERS = ("breached", "unknown", "met")
JUDGED = ("proposed", "questioned", "adopted")
NOBODY = ""


class Before:
    """The same counts of the time before: of one window, or the mean of several. Where nothing at all is recorded of a
    window it is not zero: it does not enter the mean."""

    def __init__(self, days: Sequence[Day]) -> None:
        self.days = [day for day in days if not day.empty]
        self.asked = len(days)
        self._counts = [Counter(one.class_ for one in day.held) for day in self.days]

    def of(self, class_: str | None) -> Value:
        """How many held incidents of a class (None: of all) there were; None where nothing is known of then."""
        if not self.days:
            return None
        mean = sum(c.total() if class_ is None else c[class_] for c in self._counts) / len(self.days)
        return int(mean) if mean == int(mean) else f"{mean:.1f}"

    def refs(self, class_: str | None) -> list[str]:
        """The incidents that those are."""
        return [one.ref for day in self.days for one in day.held if class_ in (None, one.class_)]

    @property
    def classes(self) -> set[str]:
        """The classes that occurred."""
        return {class_ for counts in self._counts for class_, count in counts.items() if count}


def by_class(classes: Iterable[str], day: Day, before: Before, w: Words, book: Book) -> Table | None:
    """Incidents of some classes by how far they are verified; None where there are none, now or before."""
    rows = []
    for class_ in classes:
        mine = day.of([class_])
        if not mine and class_ not in before.classes:
            continue
        label = w.code("incident_class", class_)
        rows.append([text(label), *_degrees(f"incidents.{class_}", label, mine, before, class_, w, book)])
    if not rows:
        return None
    return Table(w("by_class"), _columns(w, before), rows, w("by_class_note"))


def totals(day: Day, before: Before, w: Words, book: Book) -> Table:
    """All counted incidents by how far they are verified."""
    label = w("incidents")
    row = [text(label), *_degrees("incidents", label, day.counted, before, None, w, book)]
    return Table(w("in_all"), _columns(w, before), [row], w("by_class_note"))


def _columns(w: Words, before: Before) -> list[str]:
    return [w("class"), *(w(f"degree_{degree}") for degree in DEGREES), w("total"), _than(w, before)]


def _degrees(
    key: str, label: str, happenings: Sequence[Happening], before: Before, class_: str | None, w: Words, book: Book
) -> list[dict[str, Any]]:
    held = [one.ref for one in happenings if one.held]
    then = before.of(class_)
    total = book.count(key, label, held, before=then)
    cells: list[dict[str, Any]] = []
    for degree in DEGREES:
        refs = [one.ref for one in happenings if one.degree == degree]
        if refs or degree not in NOT_HELD:
            cells.append(book.count(f"{key}.{degree}", f"{label}: {w(f'degree_{degree}')}", refs))
        else:
            cells.append(text("0"))
    if then is None:
        return [*cells, total, text(w("none_recorded"))]
    earlier = book.add(f"{key}.before", f"{label}: {_than(w, before)}", then, before.refs(class_))
    return [*cells, total, earlier]


def _than(w: Words, before: Before) -> str:
    return w("before_mean", n=len(before.days), of=before.asked) if before.asked > 1 else w("before_day")


def by_sector(day: Day, classes: Sequence[str], sectors: Sectors, w: Words, book: Book) -> Table | None:
    """Counted incidents of some classes by sector; None where no sector is drawn or nothing happened."""
    mine = [one for one in day.of(classes) if one.held]
    if not sectors.areas or not mine:
        return None
    used = [class_ for class_ in classes if any(one.class_ == class_ for one in mine)]
    rows = []
    for sector in [*sectors.areas, None]:
        name = w("sector_unknown") if sector is None else sectors.name(sector, w.language)
        here = [one for one in mine if one.sector == sector]
        cells = [
            book.count(
                f"sector.{sector or 'unknown'}.{class_}", f"{name}: {w.code('incident_class', class_)}",
                [one.ref for one in here if one.class_ == class_],
            )
            for class_ in used
        ]  # fmt: skip
        rows.append([text(name), *cells])
    return Table(w("by_sector"), [w("sector"), *(w.code("incident_class", c) for c in used)], rows, w("by_sector_note"))


def cases(told: Sequence[Mapping[str, Any]], w: Words, title: str) -> Table:
    """Open cases: who holds them since when, and whether that is overdue."""
    names = ("record", "what", "severity", "state", "level", "holder", "since", "due")
    rows = [
        [
            text(one["ref"], one["ref"]),
            text(_case_title(one, w)),
            text(w.code("severity", one.get("severity"))),
            text(w.state(one["state"])),
            text(w.code("settlement_level", one.get("settlement"))),
            text(one.get("holder") or w("unknown")),
            text(str(one.get("since") or w("unknown"))[:16].replace("T", " ")),
            text(_due(one, w)),
        ]
        for one in told[:MOST_ROWS]
    ]
    note = w("more_rows", n=len(told) - MOST_ROWS) if len(told) > MOST_ROWS else ""
    return Table(title, [w(name) for name in names], rows, note)


def _case_title(one: Mapping[str, Any], w: Words) -> str:
    clauses = ", ".join(short(p["code"], 40) for p in one.get("provisions", ()))
    accused = ", ".join(one.get("accused", ()))
    parts = [short(one.get("title"), 140), clauses, f"{w('against')} {accused}" if accused else ""]
    parts.append(w("contested") if one.get("contested") else "")
    return "; ".join(part for part in parts if part) or w("not_told")


def _due(one: Mapping[str, Any], w: Words) -> str:
    if one.get("stopped_reason"):
        return f"{w('clock_stopped')}: {short(one['stopped_reason'], 80)}"
    if not one.get("due_at"):
        return w("unknown")
    when = str(one["due_at"])[:16].replace("T", " ")
    return f"{when}, {w('overdue')}" if one.get("overdue") else when


def findings(told: Sequence[Mapping[str, Any]], w: Words, book: Book) -> Table | None:
    """The machine's findings of the time, by answer and by whether a person judged them; None without any."""
    if not told:
        return None
    rows = []
    for answer in ANSWERS:
        mine = [one for one in told if one["values"]["answer"] == answer]
        label = w.code("answer", answer)
        cells = [
            book.count(
                f"findings.{answer}.{state}", f"{w('findings')}: {label}, {w.state(state)}",
                [one["ref"] for one in mine if one["state"] == state],
            )
            for state in JUDGED
        ]  # fmt: skip
        rows.append([text(label), *cells])
    return Table(w("findings"), [w("answer"), *(w.state(s) for s in JUDGED)], rows, w("findings_note"))


def compliance(
    told: Sequence[Mapping[str, Any]],
    board: Sequence[Mapping[str, Any]],
    new: Iterable[str],
    sector_of: Mapping[str, str | None],
    w: Words,
    book: Book,
) -> Table | None:
    """By party, sector and clause: findings of the week by answer, cases open and cases new; open and new never
    mixed. `sector_of`: sectors by incident."""
    fresh = set(new)
    cells: dict[tuple[str, str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in told:
        values = one["values"]
        sector = sector_of.get(values.get("incident") or "") or NOBODY
        cells[values.get("party") or NOBODY, sector, values["clause"]][values["answer"]].append(one["ref"])
    for case in board:
        sectors = {sector_of.get(ref) for ref in case.get("incidents", ())}
        sector = next(iter(sectors)) or NOBODY if len(sectors) == 1 else NOBODY
        for party in case.get("accused") or [NOBODY]:
            for clause in [p["code"] for p in case.get("provisions", ())] or [NOBODY]:
                kind = "new" if case["ref"] in fresh else "open"
                cells[party, sector, clause][kind].append(case["ref"])
    if not cells:
        return None
    rows = []
    for (party, sector, clause), held in sorted(cells.items()):
        names = [name or w("unknown") for name in (party, sector, clause)]
        numbers = [
            book.count(f"compliance.{party}|{sector}|{clause}.{kind}", f"{' / '.join(names)}: {w(f'cell_{kind}')}",
                       held[kind])
            for kind in (*ANSWERS, "open", "new")
        ]  # fmt: skip
        rows.append([*(text(name) for name in names), *numbers])
    heads = [w("party"), w("sector"), w("clause"), *(w(f"cell_{kind}") for kind in (*ANSWERS, "open", "new"))]
    return Table(w("compliance"), heads, rows, w("compliance_note"))
