import { describe, expect, it } from "vitest";
import { barOf, fieldsOf, judgements, type Match } from "../src/record/matches";

const match = (state: Match["state"], incident?: string): Match => ({
  ref: "MCH-1", state, version: 1, values: { report: "REP-1", ...(incident ? { incident } : { other: "REP-2" }), total: "3", chance: "90" },
  sides: [{ register: "report", ref: "REP-1", state: "sent", values: { kind: "CFV-SAF" } }, { register: "incident", ref: "INC-1", state: "registered", values: { kind: "CFV-SAF", title: "x" } }],
});

describe("a match", () => {
  it("can be judged while it is proposed, and taken back once it is linked", () => {
    expect(judgements(match("proposed", "INC-1"))).toEqual(["link", "reject"]);
    expect(judgements(match("proposed"))).toEqual(["open", "reject"]);
    expect(judgements(match("linked", "INC-1"))).toEqual(["unlink"]);
    expect(judgements(match("rejected"))).toEqual([]);
  });
  it("shows bars up to ten bits, and every field once", () => {
    expect([barOf("-20"), barOf(5), barOf("0")]).toEqual([1, 0.5, 0]);
    expect(fieldsOf(match("linked"))).toEqual(["kind", "title"]);
  });
});
