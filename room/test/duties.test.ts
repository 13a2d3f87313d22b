import { describe, expect, it } from "vitest";
import { parseRoute } from "../src/address";
import { columnsOf, groupOf, noCaseFilters, partiesIn, selectCases, stepTo } from "../src/cases/groups";
import { sidesOf } from "../src/cases/positions";
import { readClock, tellSpanOf } from "../src/duties/clock";
import { hashOfRef, rankOf, registerOfRef } from "../src/duties/refs";
import { asLine, soonOver, type AgreementNow, type BoardCase, type CaseClock, type Clause } from "../src/duties/wire";
import { allegationFrom } from "../src/form/begun";
import { noClauseFilters, partiesBound, selectClauses, worst } from "../src/provisions/standing";
import { registerOf } from "../src/record/fields";
import type { RegisterInfo } from "../src/register-types";
import { changed, passagesOf } from "../src/sitrep/passages";
import { sectionsOf } from "../src/sitrep/reading";
import { questionsOf } from "../src/watch/acts";
import { emptyEntry, instant, keep, matterBy, readKept, valuesOf } from "../src/watch/entry";

const now = Date.parse("2026-05-01T12:00:00Z");
const one = (part: Partial<BoardCase>): BoardCase => ({
  ref: "CAS-1", version: 1, title: "A", state: "alleged", severity: "2", settlement: "local", holder: "desk", since: null, due_at: null, overdue: false,
  clock: "none", stopped_reason: null, accused: [], provisions: [], incidents: [], standing: false, since_standing: null, contested: false, opened_at: null,
  place: null, ...part,
});

describe("addresses", () => {
  it("of the new pages stand beside those of records", () => {
    expect(parseRoute("#/cases")).toEqual({ page: "cases" });
    expect(parseRoute("#/case/CAS-1")).toEqual({ page: "case", ref: "CAS-1" });
    expect(parseRoute("#/case/CAS-1/record")).toEqual({ page: "record", register: "case", ref: "CAS-1" });
    expect(parseRoute("#/case/CAS-1/amend")).toEqual({ page: "amend", register: "case", ref: "CAS-1" });
    expect(parseRoute("#/new/case/INC-1")).toEqual({ page: "new", register: "case", about: "INC-1" });
    expect(parseRoute("#/new/case")).toEqual({ page: "new", register: "case" });
    expect(parseRoute("#/provisions/PRV-1")).toEqual({ page: "provisions", at: "PRV-1" });
    expect(parseRoute("#/watch?from=2026-01-01")).toEqual({ page: "watch" });
    expect(parseRoute("#/report")).toEqual({ page: "sitrep", kind: "daily", of: "" });
    expect(parseRoute("#/report/flash/INC-1")).toEqual({ page: "sitrep", kind: "flash", of: "INC-1" });
    expect(parseRoute("#/report/REP-1")).toEqual({ page: "record", register: "report", ref: "REP-1" });
  });
  it("of a record follow from its ref", () => {
    expect(registerOfRef("FND-1")).toBe("finding");
    expect(hashOfRef("INC-1")).toBe("#/incident/INC-1");
    expect(hashOfRef("XYZ-1")).toBeNull();
  });
});

describe("a clock", () => {
  const clock = (part: Partial<CaseClock>): CaseClock => ({ clock: "running", due_at: "2026-05-03T12:00:00Z", overdue: false, stopped_reason: null, ...part });
  it("tells left, soon, overdue, stopped and none apart", () => {
    expect(readClock(clock({}), now)).toEqual({ sort: "running", ms: 172_800_000, escalation: false });
    expect(readClock(clock({ due_at: "2026-05-01T15:00:00Z" }), now).sort).toBe("soon");
    expect(readClock(clock({ due_at: "2026-05-01T11:59:00Z" }), now).sort).toBe("overdue");
    expect(readClock(clock({ escalates_at: "2026-05-01T13:00:00Z" }), now)).toEqual({ sort: "soon", ms: 3_600_000, escalation: true });
    expect(readClock(clock({ escalates_at: "2026-05-09T13:00:00Z" }), now).escalation).toBe(false);
    expect(readClock(clock({ overdue: true, due_at: null }), now)).toMatchObject({ sort: "overdue", ms: null });
    expect(readClock(clock({ clock: "stopped", due_at: "2020-01-01T00:00:00Z" }), now).sort).toBe("stopped");
    expect(readClock(clock({ clock: "none", due_at: null }), now)).toMatchObject({ sort: "none", ms: null });
  });
  it("is said in two units at most", () => {
    expect(tellSpanOf(187_200_000, "en")).toBe("2d 4h");
    expect(tellSpanOf(-35 * 60_000, "en")).toBe("35m");
    expect(tellSpanOf(40 * 86_400_000 + 3_600_000, "en")).toBe("40d");
    expect(tellSpanOf(20_000, "en")).toBe("0m");
  });
});

describe("the board", () => {
  const cases = [
    one({ ref: "CAS-1", due_at: "2026-05-09T00:00:00Z" }), one({ ref: "CAS-2", overdue: true, due_at: "2026-04-01T00:00:00Z", accused: [{ actor: "NG", contested: true }] }),
    one({ ref: "CAS-3", state: "notified", holder: "party:TF, TUR", severity: "S3" }), one({ ref: "CAS-4", state: "standing" }), one({ ref: "CAS-5", severity: "4" }),
  ];
  it("puts every state into a column and loses none", () => {
    for (const state of registerOf("case")?.states ?? []) expect(groupOf(state), state).toBeTypeOf("string");
    expect(groupOf("a state of tomorrow")).toBe("examination");
    expect(columnsOf(cases).flatMap((column) => column.cases)).toHaveLength(cases.length);
    expect(columnsOf(cases).map((column) => column.group)).not.toContain("ended");
    expect(columnsOf([one({ state: "closed" })]).at(-1)?.cases).toHaveLength(1);
  });
  it("shows the overdue first, then what is due, then the gravest", () => {
    expect(columnsOf(cases)[0]?.cases.map((each) => each.ref)).toEqual(["CAS-2", "CAS-1", "CAS-5"]);
  });
  it("is filtered by severity however it is spelled, by party as accused or holder, by overdue", () => {
    expect(rankOf("S3")).toBe("3");
    const found = (part: object): string[] => selectCases(cases, { ...noCaseFilters(), ...part }).map((each) => each.ref);
    expect(found({ severity: "3" })).toEqual(["CAS-3"]);
    expect(found({ party: "TF" })).toEqual(["CAS-3"]);
    expect(found({ party: "NG" })).toEqual(["CAS-2"]);
    expect(found({ overdue: true })).toEqual(["CAS-2"]);
    expect(found({})).toHaveLength(5);
    expect(partiesIn(cases)).toEqual(["NG", "TF", "TUR"]);
  });
  it("is walked with arrows, over empty columns and not over its edge", () => {
    const columns = columnsOf(cases);
    expect(stepTo(columns, "CAS-2", "ArrowDown")).toBe("CAS-1");
    expect(stepTo(columns, "CAS-2", "ArrowUp")).toBe("CAS-2");
    expect(stepTo(columns, "CAS-5", "ArrowRight")).toBe("CAS-3");
    expect(stepTo(columns, "CAS-4", "ArrowRight")).toBe("CAS-4");
    expect(stepTo(columns, "CAS-3", "ArrowLeft")).toBe("CAS-2");
  });
  it("tells the watch what runs out", () => {
    const soon = soonOver([...cases, one({ ref: "CAS-6", clock: "stopped", overdue: true }), one({ ref: "CAS-7", due_at: "2026-05-01T20:00:00Z" })], now);
    expect(soon.map((each) => each.ref)).toEqual(["CAS-2", "CAS-7"]);
  });
});

it("each side stands beside the other, the silent ones too", () => {
  const said = { actor: "NG", position: "contests", text: "No", at: "2026-01-02" };
  const sides = sidesOf([{ actor: "NG" }, { actor: "TF", contested: true }], "ROC", [said, { ...said, actor: "UN", at: null }]);
  expect(sides.map((side) => [side.actor, side.accused, side.positions.length])).toEqual([["NG", true, 1], ["TF", true, 0], ["ROC", false, 0], ["UN", false, 1]]);
});

describe("clauses", () => {
  const clause = (part: Partial<Clause>): Clause => ({ bound: [], findings: { met: 0, breached: 0, unknown: 0 }, standing: [], in_force: "yes", doubt: null, ...part } as Clause);
  const agreements = [
    { ref: "AGR-1", code: "A2", provisions: [clause({ ref: "PRV-1", bound: [{ actor: "NG", contested: false }] }), clause({ ref: "PRV-2", in_force: "unknown", standing: ["FND-1"], findings: { met: 3, breached: 1, unknown: 1 } })] },
    { ref: "AGR-2", code: "A10", provisions: [] },
  ] as unknown as AgreementNow[];
  it("are never better than their worst finding, and nothing found is not met", () => {
    expect(worst({ met: 9, breached: 1, unknown: 2 })).toBe("breached");
    expect(worst({ met: 9, breached: 0, unknown: 1 })).toBe("unknown");
    expect(worst({ met: 0, breached: 0, unknown: 0 })).toBe("none");
  });
  it("are filtered with their agreements", () => {
    expect(selectClauses([...agreements].reverse(), noClauseFilters()).map((each) => each.code)).toEqual(["A2", "A10"]);
    expect(selectClauses(agreements, { party: "NG", only: "" }).map((each) => each.provisions.map((one) => one.ref))).toEqual([["PRV-1"]]);
    expect(selectClauses(agreements, { party: "", only: "standing" })[0]?.provisions.map((one) => one.ref)).toEqual(["PRV-2"]);
    expect(selectClauses(agreements, { party: "", only: "doubt" })).toEqual([]);
    expect(partiesBound(agreements)).toEqual(["NG"]);
  });
});

describe("the watch's line", () => {
  const entry = { ...emptyEntry(), text: " two shots ", sender: "op-12 " };
  it("says when, what, and from whom only if it was said", () => {
    expect(instant(now + 999)).toBe("2026-05-01T12:00:00Z");
    expect(valuesOf(entry, instant(now))).toEqual({ at: { start: "2026-05-01T12:00:00Z", prec: 1 }, matter: "other", text: "two shots", sender: "OP-12" });
  });
  it("changes its matter by one key", () => {
    const key = (part: object): { key: string; code: string; altKey: boolean } => ({ key: "", code: "", altKey: false, ...part });
    expect(matterBy("other", key({ key: "2", code: "Digit2" }))).toBeNull();
    expect(matterBy("other", key({ code: "Digit2", altKey: true }))).toBe("patrol");
    expect(matterBy("other", key({ code: "Digit0", altKey: true }))).toBe("other");
    expect(matterBy("incident", key({ key: "ArrowUp" }))).toBe("flash");
    expect(matterBy("flash", key({ key: "ArrowDown" }))).toBe("incident");
  });
  it("is kept with what was not sent, and a broken store is an empty one", () => {
    const held = new Map<string, string>();
    const store = { getItem: (name: string) => held.get(name) ?? null, setItem: (name: string, text: string) => void held.set(name, text) };
    keep("cyprus", { entry, unsent: [{ key: "k", values: { text: "x" } }] }, store);
    expect(readKept("cyprus", store)).toEqual({ entry, unsent: [{ key: "k", values: { text: "x" } }] });
    expect(readKept("haiti", store).unsent).toEqual([]);
    held.set("greenline.watch.cyprus", "{");
    expect(readKept("cyprus", store)).toEqual({ entry: emptyEntry(), unsent: [] });
  });
  it("is read from a record of the log", () => {
    const line = asLine({ ref: "DTY-1", register: "duty", state: "tasked", version: 4, pos: 4, recorded_at: "", values: { at: { start: "2026-01-01" }, text: "x", matter: "patrol", task: "do", task_due: { start: "2026-01-02" } } });
    expect(line).toMatchObject({ at: "2026-01-01", matter: "patrol", task: "do", task_due: "2026-01-02", sender: null, reports: [] });
    expect(asLine(line)).toBe(line);
  });
  it("is asked only what it cannot tell when it becomes something else", () => {
    const names = (act: "report" | "task"): string[] => questionsOf(act, registerOf).map((field) => field.name);
    expect(names("task")).toEqual(["task", "task_for", "task_due"]);
    expect(names("report")).toEqual(expect.arrayContaining(["place", "kind", "source_kind"]));
    expect(names("report")).not.toContain("happened_at");
    const alert = { fields: [{ name: "degree", required: true }, { name: "text", required: true }, { name: "expires", required: false }] } as unknown as RegisterInfo;
    expect(questionsOf("alert", () => alert).map((field) => field.name)).toEqual(["degree"]);
    expect(questionsOf("alert", () => undefined)).toEqual([]);
  });
});

describe("the report", () => {
  const figures = [{ key: "cfv", label: "Violations", value: 5, refs: ["INC-1"], before: 4 }, { key: "dead", label: "Deaths", value: null, now: 3, was: "2", why: "late report" }];
  it("puts figures with their records where a cell names them; unknown is a word", () => {
    const [first] = sectionsOf([{ number: 1, title: "One", blocks: [
      { kind: "passage", text: "Mine" }, { kind: "note", text: "Not watched" }, { kind: "map" },
      { kind: "table", title: "T", columns: ["a", "b"], rows: [[{ text: "x" }, { figure: "cfv" }], [{ text: null }, { figure: "dead" }], [{ figure: "none" }]] },
    ] }], figures, "?");
    expect(first?.passage).toBe("Mine");
    expect(first?.blocks.map((block) => block.kind)).toEqual(["note", "table"]);
    const table = first?.blocks[1];
    expect(table?.kind === "table" && table.rows).toEqual([
      [{ text: "x", refs: [] }, { text: "5", refs: ["INC-1"], label: "Violations", before: "4" }],
      [{ text: "?", refs: [] }, { text: "?", refs: [], label: "Deaths", now: "3", was: "2", why: "late report" }],
      [{ text: "?", refs: [] }],
    ]);
  });
  it("is read in the plainer form too", () => {
    const [first] = sectionsOf([{ number: 3, title: "S", figures: [{ key: "a", label: "A", value: 0, was: null }], tables: [{ title: "T", columns: ["x"], rows: [[{ text: 1, refs: ["INC-1"] }]] }], items: [{ text: "I", ref: "INC-2" }], passage: null }], [], "?");
    expect(first?.blocks).toEqual([
      { kind: "figures", cells: [{ text: "0", refs: [], label: "A" }] }, { kind: "fact", cell: { text: "I", refs: ["INC-2"] } },
      { kind: "table", title: "T", columns: ["x"], rows: [[{ text: "1", refs: ["INC-1"] }]], note: "" },
    ]);
  });
  it("saves what was typed over what was held, and knows what is unsaved", () => {
    const sections = [{ number: 1, title: "", passage: "old", blocks: [] }, { number: 2, title: "", passage: null, blocks: [] }, { number: 3, title: "", passage: "gone", blocks: [] }];
    expect(passagesOf(sections, { 2: " new ", 3: " " })).toEqual([{ section: 1, text: "old" }, { section: 2, text: "new" }]);
    expect(changed(sections, { 1: "old ", 2: "new" })).toEqual([2]);
  });
});

it("an allegation takes from an incident which, when and where, and accuses nobody", () => {
  const begun = allegationFrom({ ref: "INC-1", values: { title: "T", happened_at: { start: "2026-01-01" }, place: null, parties: [{ actor: "NG" }], severity: 3 } });
  expect(begun).toEqual({ incidents: ["INC-1"], title: "T", happened_at: { start: "2026-01-01" } });
});
