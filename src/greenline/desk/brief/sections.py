"""The eleven sections of a daily or weekly report (domain vocabulary, section 10), from what was gathered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from . import lists, tables
from .counting import SECTION_OF, Happening, toll
from .gathering import Gathered
from .plain import Book, Section, Table, said, text
from .watching import watching
from .words import Words

HIGHLIGHTS = 5
DENIALS = ("CFV-OBS",)  # observers who were not let in stand beside obstruction of movement
TITLES = (
    "highlights", "political", "security", "police", "protection", "humanitarian", "disarmament", "support",
    "movement", "next", "annex",
)  # fmt: skip


class Writer:
    """Writes the sections of one report and notes their figures."""

    def __init__(self, told: Gathered, words: Words, book: Book, weekly: bool) -> None:
        self.told, self.w, self.book, self.weekly = told, words, book, weekly
        self.before = tables.Before(told.before)

    def sections(self) -> list[Section]:
        """All eleven, in order; the important figures come first."""
        made = (
            self._highlights, self._political, self._security, self._police, self._protection, self._humanitarian,
            self._disarmament, self._support, self._movement, self._next, self._annex,
        )  # fmt: skip
        found = []
        for number, (title, make) in enumerate(zip(TITLES, made, strict=True), 1):
            blocks = [block for block in make() if block is not None]
            found.append(Section(number, self.w(title), blocks or [said("note", self.w("nothing"))]))
        return found

    def _highlights(self) -> list[Any]:
        w, held = self.w, self.told.day.held
        gravest = [one for one in held if one.severity > 0][:HIGHLIGHTS] or list(held[:HIGHLIGHTS])
        facts = [said("fact", self._sentence(one), one.ref) for one in gravest]
        blocks: list[Any] = facts or [said("note", w("no_incident"))]
        blocks.append(tables.totals(self.told.day, self.before, w, self.book))
        rows = [
            *lists.people("deaths", toll(held, "deaths"), w, self.book),
            *lists.people("injured", toll(held, "injured"), w, self.book),
        ]
        heads = [w("people"), w("best"), w("low"), w("high"), w("unknown_for")]
        blocks.append(Table(w("toll"), heads, rows, w("toll_note")))
        blocks.append(self._cases_in_short())
        if self.before.asked > 1 and len(self.before.days) < self.before.asked:
            blocks.append(said("note", w("before_short", n=len(self.before.days), of=self.before.asked)))
        blocks.append({"kind": "map"})
        return blocks

    def _sentence(self, one: Happening) -> str:
        w, window = self.w, self.told.window
        place, at = lists.where(one.values.get("place"), w), lists.when(one.values["happened_at"], window, w)
        parts = (
            ("where", place), ("when", at), ("state", w.state(one.state)),
            ("severity", w.code("severity", one.values.get("severity"))), ("killed_injured", lists.harm(one.values, w)),
        )  # fmt: skip
        return f"{w.apart(lists.what(one, w))}. " + " ".join(f"{w(name)}: {w.apart(told)}." for name, told in parts)

    def _cases_in_short(self) -> Table:
        w, told = self.w, self.told
        fresh = self._new()
        standing = [one["ref"] for one in told.cases if one["standing"]]
        others = [one["ref"] for one in told.cases if not one["standing"]]
        overdue = [one["ref"] for one in told.cases if one.get("overdue")]
        known = any(one.get("due_at") for one in told.cases)
        cells = [
            self.book.count("cases.open", w("cases_open"), others),
            self.book.count("cases.new", w("cases_new"), [one["ref"] for one in fresh]),
            self.book.count("cases.standing", w("cases_standing"), standing),
            self.book.add(
                "cases.overdue", w("cases_overdue"), len(overdue) if known or not told.cases else None, overdue
            ),
        ]
        heads = [w("cases_open"), w("cases_new"), w("cases_standing"), w("cases_overdue")]
        return Table(w("cases"), heads, [cells], w("cases_note"))

    def _new(self) -> list[Any]:
        """The open cases that were opened in the window."""
        window = self.told.window

        def inside(at: str | None) -> bool:
            if not at:
                return False
            day = at if len(at) == 10 else datetime.fromisoformat(at).astimezone(window.zone).date().isoformat()
            return window.first.isoformat() <= day <= window.last.isoformat()

        return [one for one in self.told.cases if inside(one.get("opened_at"))]

    def _political(self) -> list[Any]:
        w, day = self.w, self.told.day
        blocks: list[Any] = []
        for name, found in (("context", day.context), ("positive", day.positive)):
            heads, note = [w(name)], w(f"{name}_note")
            if found:
                cell = self.book.count(name, w(name), [one.ref for one in found if one.held])
                blocks.append(Table(w(name), heads, [[cell]], note))
                blocks.append(lists.incidents(found, self.told.window, w, w(name)))
        return blocks

    def _of(self, number: int) -> list[Any]:
        """The counts and the list of the classes of a section."""
        classes = [class_ for class_, section in SECTION_OF.items() if section == number]
        counts = tables.by_class(classes, self.told.day, self.before, self.w, self.book)
        mine = self.told.day.of(classes)
        listed = lists.incidents(mine, self.told.window, self.w, self.w("incidents")) if mine else None
        return [counts, listed]

    def _security(self) -> list[Any]:
        w, told = self.w, self.told
        classes = [class_ for class_, section in SECTION_OF.items() if section == 3]
        counts, listed = self._of(3)
        blocks: list[Any] = [counts or said("note", w("no_security"))]
        if not told.sectors.areas:
            blocks.append(said("note", w("no_sectors")))
        blocks.append(tables.by_sector(told.day, classes, told.sectors, w, self.book))
        blocks.append(listed)
        if told.day.aggregates:
            blocks.append(lists.totals(told.day.aggregates, told.window, w, self.book))
        blocks.extend(self._compliance())
        blocks.extend(self._unwatched())
        return blocks

    def _compliance(self) -> list[Any]:
        w, told = self.w, self.told
        blocks: list[Any] = []
        if told.judged:  # who may not know of findings is not told that there are none
            blocks.append(tables.findings(told.findings, w, self.book) or said("note", w("no_findings")))
        if self.weekly and told.judged:
            happened = (*told.day.counted, *told.day.aggregates, *(one for day in told.before for one in day.counted))
            sector_of = {one.ref: one.sector for one in happened}
            new = [one["ref"] for one in self._new()]
            blocks.append(tables.compliance(told.findings, told.cases, new, sector_of, w, self.book))
        moving = [one for one in told.cases if not one["standing"]]
        standing = [one for one in told.cases if one["standing"]]
        if moving:
            blocks.append(tables.cases(moving, w, w("cases_open")))
        if standing:
            blocks.append(tables.cases(standing, w, w("cases_standing")))
        return blocks

    def _unwatched(self) -> list[Any]:
        """What is known of not having looked: silence is not calm."""
        w, told = self.w, self.told
        blocks = watching(told.windows, told.window, told.sectors, told.watches, w, self.book)
        if told.sectors.areas:
            heard = {told.sectors.of(one["values"].get("place")) for one in told.reports}
            heard |= {one.sector for one in told.day.counted}
            silent = [told.sectors.name(code, w.language) for code in told.sectors.areas if code not in heard]
            if silent:
                blocks.append(said("note", w("silent_sectors", names=", ".join(silent))))
        if told.day.wide:
            cell = self.book.count("incidents.wide", w("wide"), [one.ref for one in told.day.wide])
            blocks.append(Table(w("wide"), [w("incidents")], [[cell]], w("wide_note")))
        return blocks

    def _police(self) -> list[Any]:
        return self._of(4)

    def _protection(self) -> list[Any]:
        return self._of(5)

    def _humanitarian(self) -> list[Any]:
        return self._of(6)

    def _disarmament(self) -> list[Any]:
        return [*self._of(7), said("note", self.w("no_disarmament"))]

    def _support(self) -> list[Any]:
        return [*self._of(8), self._logged("medical", "medical")]

    def _movement(self) -> list[Any]:
        w = self.w
        denied = [one for one in self.told.day.counted if one.values["kind"] in DENIALS]
        listed = None
        if denied:
            listed = lists.incidents(denied, self.told.window, w, w("denied"), w("denied_note"))
        return [*self._of(9), listed]

    def _next(self) -> list[Any]:
        w, told = self.w, self.told
        rows = sorted(self._due(), key=lambda row: str(row[0]["text"]))
        due = Table(w("due_next"), [w("when"), w("what"), w("record")], rows) if rows else said("note", w("none_due"))
        overdue = [one for one in told.cases if one.get("overdue")]
        late = tables.cases(overdue, w, w("cases_overdue")) if overdue else None
        return [due, late, *self._foreseen()]

    def _foreseen(self) -> list[Any]:
        """Warnings of the seven days after the cut-off, with what carries each; they are no evidence."""
        w, rows = self.w, []
        for one in self.told.warnings:
            values = one["values"]
            span, chance = values["span"], values.get("chance")
            what = f"{w('at_least')} {values['at_least']} ({w.code('warning_measure', values['measure'])})"
            rows.append([
                text(values["area"]), text(f"{span['start']} – {span['end']}"), text(what),
                text(w("unknown") if chance is None else f"{chance:g} %", *values.get("carried_by", ())),
                text(w.code("warning_skill", values["skill"])),
                text(f"{one['ref']} ({w.state(one['state'])})", one["ref"]),
            ])  # fmt: skip
        if not rows:
            return [said("note", w("no_forecast"))]
        heads = [w("ground"), w("when"), w("what"), w("chance"), w("skill"), w("record")]
        return [Table(w("warnings_next"), heads, rows, w("warnings_note"))]

    def _due(self) -> list[list[Any]]:
        """What falls due or begins in the 24 hours after the cut-off."""
        w, told = self.w, self.told
        since, until = told.next_s
        rows: list[list[Any]] = []

        def add(at: str | None, words: str, ref: str) -> None:
            if not at:
                return
            if len(at) == 10:
                if told.window.told(since)[:10] == at:
                    rows.append([text(at), text(words), text(ref, ref)])
            elif since <= datetime.fromisoformat(at).timestamp() < until:
                rows.append([text(lists.when({"start": at, "end": at}, told.window, w)), text(words), text(ref, ref)])

        for case in told.cases:
            add(case.get("due_at"), f"{w('case')}: {lists.short(case.get('title'), 120) or case['ref']}", case["ref"])
        for line in told.tasks:
            values = line["values"]
            add(
                (values.get("task_due") or {}).get("start"),
                f"{w('task')}: {lists.short(values.get('task'))}",
                line["ref"],
            )
        for one in told.announced:
            values = one["values"]
            words = f"{w('announced')}: {values['actor']}, {w.code('activity', values['activity'])}"
            add(values["starts"]["start"], words, one["ref"])
        return rows

    def _annex(self) -> list[Any]:
        w, told = self.w, self.told
        harmed = [one for one in told.day.held if _harmed(one)]
        blocks: list[Any] = [
            lists.incidents(harmed, told.window, w, w("casualties"), w("casualties_note"))
            if harmed
            else said("note", w("no_casualties"))
        ]
        claimed = [one for one in told.reports if one["values"].get("claims")]
        if claimed:
            blocks.append(lists.claims(claimed, w))
        blocks.append(self._logged("patrol", "patrols") or said("note", w("no_patrols")))
        blocks.append(self._logged("weather", "weather") or said("note", w("no_weather")))
        return blocks

    def _logged(self, matter: str, title: str) -> Table | None:
        found: Sequence[Any] = [one for one in self.told.duty if one["values"].get("matter") == matter]
        return lists.lines(found, self.told.window, self.w, self.w(title)) if found else None


def _harmed(one: Happening) -> bool:
    """Whether anybody is known to have been killed or injured."""
    return any((one.values.get(name) or {}).get(part) for name in ("deaths", "injured") for part in ("best", "high"))
