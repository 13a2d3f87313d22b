import { describe, expect, it } from "vitest";
import { parseRoute } from "../src/address";
import { agendaOf, bars, countOf, sideAnswer, tableAnswer } from "../src/commission/quorum";
import type { Waiting } from "../src/commission/wire";

const waiting = (more: Partial<Waiting>): Waiting => ({
  group: "case", register: "case", about: "CAS-1", title: null, state: "standing", since: null, holder: null, due_at: null,
  overdue: false, sides_know: true, recurrence: { times: 0, since: null, outcomes: {}, last: null }, ...more,
});

describe("the commission", () => {
  it("has a page, and one for each session", () => {
    expect(parseRoute("#/commission")).toEqual({ page: "commission", of: "" });
    expect(parseRoute("#/commission/MTG-1")).toEqual({ page: "commission", of: "MTG-1" });
  });
  it("counts nobody as absent of whom nothing is known", () => {
    expect([sideAnswer(3, null), sideAnswer(3, 2), sideAnswer(3, 3), sideAnswer(null, 9), sideAnswer(0, null)]).toEqual(["unknown", "not_met", "met", "unknown", "met"]);
    expect(tableAnswer({}, {})).toBe("unknown");
    expect(tableAnswer({ A: 3, B: 3 }, { A: 3, B: null })).toBe("unknown");
    expect(tableAnswer({ A: 3, B: 3 }, { A: 2, B: null })).toBe("not_met");
    expect(tableAnswer({ A: 3, B: 3 }, { A: 3, B: 4 })).toBe("met");
  });
  it("makes an agenda of what was chosen", () => {
    expect(agendaOf([waiting({ title: "Old post" }), waiting({ register: null, about: "wells" })])).toEqual([{ words: "Old post", case: "CAS-1" }, { words: "wells" }]);
  });
  it("reads counts, and draws none as none", () => {
    expect([countOf("4"), countOf(""), countOf("x"), countOf(" 12 ")]).toEqual([4, null, null, 12]);
    expect(bars([0, 0])).toEqual([0, 0]);
    expect(bars([1, 4])).toEqual([25, 100]);
  });
});
